//! The table of orders with the buttons of the warehouse.

use super::html::{esc, press};
use crate::extend::ExtendState;
use crate::extend::model::order::{Order, OrderStatus, Row, RowStatus};
use crate::extend::model::store::Store;
use serde_json::Value;
use std::fmt::Write as _;

/// Orders shown; older ones are left out.
const SHOWN: usize = 50;

/// The section with the orders, newest first.
pub fn section(state: &ExtendState) -> String {
    let store = state.store();
    let mut rows = String::new();
    for order in store.orders.values().rev().take(SHOWN) {
        rows.push_str(&line(order, &store));
    }
    let count = store.orders.len();
    if rows.is_empty() {
        return "<section id=\"orders\"><h2>Objednávky</h2><p class=\"soft\" data-test=\"no-orders\">\
                Zatím nepřišla žádná objednávka. Objeví se tu, jakmile ji e-shop předá.</p></section>"
            .to_owned();
    }
    format!(
        "<section id=\"orders\"><h2>Objednávky <small>({count})</small></h2><table data-test=\"orders\"><thead><tr>\
         <th scope=\"col\">Číslo</th><th scope=\"col\">Stav</th><th scope=\"col\">Zákazník</th><th scope=\"col\">Položky</th>\
         <th scope=\"col\">Zásilky</th><th scope=\"col\">Co dál</th></tr></thead><tbody>{rows}</tbody></table></section>"
    )
}

fn line(order: &Order, store: &Store) -> String {
    let number = esc(&order.number);
    let address = order.header.get("deliveryAddress").unwrap_or(&Value::Null);
    let part = |field: &str| esc(address[field].as_str().unwrap_or_default());
    let twin = store.by_external.get(order.external()).is_some_and(|numbers| numbers.len() > 1);
    let twin = if twin { "<br><span class=\"state work\">dvakrát!</span>" } else { "" };
    let (word, look) = shown(order.status);
    let mut items = String::new();
    for row in &order.rows {
        items.push_str(&item(row, store));
    }
    let mut shipments = String::new();
    for shipment in &order.shipments {
        let parcels: Vec<String> = shipment.packages.iter().map(|parcel| esc(parcel)).collect();
        let carrier = esc(&shipment.forwarder);
        let _ = write!(shipments, "<div>{carrier}<br><code class=\"parcels\">{}</code></div>", parcels.join("<br>"));
    }
    format!(
        "<tr data-test=\"order-{number}\"><td><strong>{number}</strong><br><small>e-shop {external}</small>{twin}</td>\
         <td><span class=\"state {look}\" data-test=\"status-{number}\" title=\"{raw}\">{word}</span></td>\
         <td>{name}<br><small>{street}, {zip} {city} {country}</small><br><small>{method} · {payment}</small></td>\
         <td>{items}</td><td>{shipments}</td><td><div class=\"row\">{buttons}</div></td></tr>",
        external = esc(order.external()),
        raw = order.status.word(),
        name = part("name1"),
        street = part("address1"),
        zip = part("postalCode"),
        city = part("city"),
        country = part("countryCode"),
        method = esc(order.text("deliveryMethod")),
        payment = esc(order.text("paymentType")),
        buttons = buttons(order),
    )
}

fn item(row: &Row, store: &Store) -> String {
    let name = store.products.get(&row.product).map_or(row.product.as_str(), |product| product.name.as_str());
    let mark = match row.status {
        RowStatus::Picked => " <small>✓ odesláno</small>",
        RowStatus::Annulled => " <small>✕ zrušeno</small>",
        _ => "",
    };
    let (quantity, unit) = (row.quantity.normalize(), esc(&row.unit));
    let place = row.warehouse.as_deref().map(|place| format!(" <small>{}</small>", esc(place))).unwrap_or_default();
    format!("<div>{quantity} {unit} × {}{place}{mark}</div>", esc(name))
}

fn buttons(order: &Order) -> String {
    let number = &order.number;
    let button = |action: &str, label: &str, kind: &str| {
        press(&format!("/extend/orders/{number}/{action}"), label, &format!("{action}-{number}"), kind)
    };
    let mut buttons = String::new();
    if order.status.is_held() {
        buttons.push_str(&button("release", "Uvolnit", "main"));
    } else if order.status.is_changeable() {
        buttons.push_str(&button("reserve", "Začít chystat", "main"));
    }
    if !order.status.is_over() && !order.status.is_held() {
        let kind = if order.status.is_changeable() { "" } else { "main" };
        buttons.push_str(&button("pick", "Vychystat a odeslat vše", kind));
        buttons.push_str(&button("pick-part", "Odeslat část", ""));
    }
    if !order.status.is_over() {
        buttons.push_str(&button("delivery-date", "Posunout termín", ""));
        buttons.push_str(&button("cancel", "Zrušit", "danger"));
    }
    buttons
}

fn shown(status: OrderStatus) -> (&'static str, &'static str) {
    match status {
        OrderStatus::Created | OrderStatus::Incoming => ("Přijatá", "new"),
        OrderStatus::PendingForReview => ("Ke kontrole", "work"),
        OrderStatus::OnHoldManual => ("Pozastavená", "work"),
        OrderStatus::Reserved => ("Chystá se", "work"),
        OrderStatus::PartiallyDelivered => ("Odeslaná zčásti", "work"),
        OrderStatus::Terminated => ("Odeslaná", "done"),
        OrderStatus::IncomingWithErrors => ("S chybou", "warn"),
        OrderStatus::Annulled => ("Zrušená", "off"),
    }
}
