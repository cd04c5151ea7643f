//! The list of orders, with everything that customers and staff do to them.

use super::layout::{button, choice, esc, inside, money};
use super::{Fields, addon, go, shown};
use crate::upgates::desk::{self, Deed};
use crate::upgates::model::{Order, Shop};
use crate::upgates::prague::for_people;
use crate::upgates::seed::Wish;
use crate::upgates::{Upgates, order_total};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde_json::Value;
use std::fmt::Write as _;

/// Rows shown.
const SHOWN: usize = 100;

/// The list, newest first, below the add-on's card.
pub async fn show(upgates: Data<Upgates>, shop: Path<String>) -> HttpResponse {
    shown(&upgates, &shop, |shop| {
        let live = || shop.orders.iter().filter(|o| o.deleted.is_none());
        let rows: String = live().rev().take(SHOWN).map(|order| row(shop, order)).collect();
        let body = format!(
            "{card}{new}<section><div class=\"row\"><h2>Přehled ({count})</h2><a href=\"/admin/{id}\" data-test=\"reload\">Načíst znovu</a></div>\
             <div class=\"wide\"><table data-test=\"orders\"><thead><tr><th>Číslo</th><th>Zákazník</th><th class=\"num\">Celkem</th><th>Stav</th><th>Zaplaceno</th>\
             <th>Doprava</th><th>Zásilka</th><th class=\"num\">E-maily</th><th>Akce</th></tr></thead><tbody>{rows}</tbody></table></div></section>",
            card = addon::card(shop),
            new = new_order(shop),
            count = live().count(),
            id = shop.id,
        );
        Some(inside(shop, "orders", "Objednávky", &body))
    })
}

fn row(shop: &Shop, order: &Order) -> String {
    let number = esc(&order.number);
    let base = format!("/admin/{}/orders/{number}", shop.id);
    let text = |name: &str| order.customer.get(name).and_then(Value::as_str).unwrap_or_default();
    let status = order.status_id.and_then(|id| shop.status(id));
    let (name, color) =
        status.map_or(("bez stavu", "#6b7280"), |s| (s.names.get("cs").map_or("", String::as_str), s.color.as_str()));
    let tracking = match (&order.tracking_code, &order.tracking_url) {
        (Some(code), Some(url)) => format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", esc(url), esc(code)),
        (Some(code), None) => esc(code),
        _ => "–".to_owned(),
    };
    let statuses: String = shop
        .statuses
        .iter()
        .map(|s| choice(&s.id.to_string(), s.names.get("cs").map_or("", String::as_str), Some(s.id) == order.status_id))
        .collect();
    let canceled = status.is_some_and(|s| s.kind == "Canceled");
    let mut deeds = String::new();
    if order.paid.is_none() && !canceled {
        deeds += &button(&format!("{base}/pay"), &format!("pay-{number}"), "Zaplatit", "main");
    }
    let _ = write!(deeds, "<a class=\"button\" href=\"{base}\" data-test=\"edit-{number}\">Upravit</a>");
    deeds += &if canceled {
        button(&format!("{base}/renew"), &format!("renew-{number}"), "Obnovit", "")
    } else {
        button(&format!("{base}/cancel"), &format!("cancel-{number}"), "Stornovat", "risky")
    };
    let _ = write!(
        deeds,
        "<form method=\"post\" action=\"{base}/status\"><select name=\"status_id\" aria-label=\"Nový stav\" data-test=\"status-select-{number}\">{statuses}</select>\
         <button data-test=\"status-{number}\">Změnit stav</button></form>"
    );
    format!(
        "<tr data-test=\"order-{number}\"><td><a href=\"{base}\">{number}</a><br><span class=\"dim\">{made}</span></td><td>{first} {last}<br><span class=\"dim\">{city}</span></td>\
         <td class=\"num\">{total}</td><td data-test=\"state-{number}\"><span class=\"dot\" style=\"background:{color}\"></span>{name}</td><td>{paid}</td><td>{carrier}</td>\
         <td data-test=\"tracking-{number}\">{tracking}</td><td class=\"num\" data-test=\"emails-{number}\">{emails}</td><td><div class=\"row tight\">{deeds}</div></td></tr>",
        made = for_people(order.created),
        first = esc(text("firstname_invoice")),
        last = esc(text("surname_invoice")),
        city = esc(text("city_invoice")),
        total = money(order_total(order), &order.currency),
        color = esc(color),
        name = esc(name),
        paid = order
            .paid
            .map_or_else(|| "ne".to_owned(), |d| format!("{}. {}. {}", d.day(), u8::from(d.month()), d.year())),
        carrier = esc(order.shipment.get("name").and_then(Value::as_str).unwrap_or("–")),
        emails = order.emails(),
    )
}

fn new_order(shop: &Shop) -> String {
    let any = || choice("", "náhodně", true);
    let mut products = any();
    for product in &shop.products {
        if let Some(code) = product.code.as_ref().filter(|_| product.variants.is_empty()) {
            products += &choice(code, &format!("{} ({code})", product.title("cs")), false);
        }
        for variant in &product.variants {
            if let Some(code) = &variant.code {
                products += &choice(code, &format!("{} {} ({code})", product.title("cs"), variant.label), false);
            }
        }
    }
    let carriers: String =
        any() + &shop.carriers.iter().map(|c| choice(&c.id.to_string(), &c.name, false)).collect::<String>();
    let payments: String =
        any() + &shop.payments.iter().map(|p| choice(&p.id.to_string(), &p.name, false)).collect::<String>();
    let languages: String = shop
        .languages
        .iter()
        .enumerate()
        .map(|(at, l)| choice(l.id, &format!("{} / {}", l.id, l.currency), at == 0))
        .collect();
    format!(
        "<section class=\"card\"><h2>Nová objednávka</h2><form class=\"fields\" method=\"post\" action=\"/admin/{}/orders\">\
         <label>Produkt<select name=\"product\" data-test=\"new-product\">{products}</select></label>\
         <label>Počet<input name=\"quantity\" type=\"number\" min=\"1\" max=\"99\" value=\"1\" data-test=\"new-quantity\"></label>\
         <label>Doprava<select name=\"shipment_id\" data-test=\"new-shipment\">{carriers}</select></label>\
         <label>Platba<select name=\"payment_id\" data-test=\"new-payment\">{payments}</select></label>\
         <label>Jazyk<select name=\"language\" data-test=\"new-language\">{languages}</select></label>\
         <label class=\"check\"><input type=\"checkbox\" name=\"pay\" value=\"1\" data-test=\"new-paid\"> rovnou zaplatit</label>\
         <button class=\"main\" data-test=\"place-order\">Nová objednávka</button></form></section>",
        shop.id
    )
}

/// A customer orders what the form says, or something at random.
pub async fn place(upgates: Data<Upgates>, id: Path<String>, fields: Fields) -> HttpResponse {
    let given = |name: &str| fields.get(name).filter(|v| !v.is_empty());
    let quantity = given("quantity").and_then(|q| q.parse().ok()).unwrap_or(1).clamp(1, 99);
    let wish = Wish {
        products: given("product").map(|code| (code.clone(), quantity)).into_iter().collect(),
        shipment_id: given("shipment_id").and_then(|i| i.parse().ok()),
        payment_id: given("payment_id").and_then(|i| i.parse().ok()),
        language: given("language").cloned(),
        ..Wish::default()
    };
    let mut state = upgates.lock();
    let Some(shop) = state.shops.get_mut(id.as_str()) else {
        return HttpResponse::NotFound().finish();
    };
    let number = desk::order(&upgates.kit, shop, &wish);
    if given("pay").is_some() {
        desk::act(&upgates.kit, shop, &number, Deed::Pay);
    }
    go(&format!("/admin/{id}"))
}

/// Pays, cancels, renews or changes the status.
pub async fn act(upgates: Data<Upgates>, path: Path<(String, String, String)>, fields: Fields) -> HttpResponse {
    let (id, number, deed) = path.into_inner();
    let status = fields.get("status_id").and_then(|s| s.parse().ok());
    let mut state = upgates.lock();
    let done = match (state.shops.get_mut(&id), Deed::named(&deed, status)) {
        (Some(shop), Some(deed)) => desk::act(&upgates.kit, shop, &number, deed),
        _ => false,
    };
    if done { go(&format!("/admin/{id}")) } else { HttpResponse::NotFound().finish() }
}
