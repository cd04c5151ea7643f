//! One order: its lines, address, tracking, mails and history, in a form.

use super::layout::{esc, inside, money};
use super::{Fields, go, shown};
use crate::upgates::desk::{self, Edit};
use crate::upgates::model::{Order, Shop};
use crate::upgates::prague::for_people;
use crate::upgates::{Upgates, order_total};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde_json::Value;
use std::fmt::Write as _;

/// Customer fields that the form shows: wire name and label.
const CUSTOMER: &[(&str, &str)] = &[
    ("firstname_invoice", "Jméno"),
    ("surname_invoice", "Příjmení"),
    ("street_invoice", "Ulice"),
    ("city_invoice", "Město"),
    ("zip_invoice", "PSČ"),
    ("country_id_invoice", "Země"),
    ("phone", "Telefon"),
    ("email", "E-mail"),
    ("customer_note", "Poznámka zákazníka"),
];

/// Fields shown too when the order goes to another address.
const DELIVERY: &[(&str, &str)] = &[
    ("firstname_postal", "Doručit: jméno"),
    ("surname_postal", "Doručit: příjmení"),
    ("street_postal", "Doručit: ulice"),
    ("city_postal", "Doručit: město"),
    ("zip_postal", "Doručit: PSČ"),
    ("country_id_postal", "Doručit: země"),
];

/// The order's page.
pub async fn show(upgates: Data<Upgates>, path: Path<(String, String)>) -> HttpResponse {
    let (id, number) = path.into_inner();
    shown(&upgates, &id, |shop| {
        let order = &shop.orders[shop.order_at(&number)?];
        let body = form(shop, order) + &mails(shop, order) + &history(order);
        Some(inside(shop, "orders", &format!("Objednávka {number}"), &body))
    })
}

fn form(shop: &Shop, order: &Order) -> String {
    let mut lines = String::new();
    for line in &order.lines {
        let _ = write!(
            lines,
            "<tr><td>{code}</td><td>{title}</td><td class=\"num\">{price}</td><td class=\"num\"><input class=\"short\" name=\"quantity:{uuid}\" type=\"number\" min=\"0\" \
             step=\"any\" value=\"{quantity}\" aria-label=\"Počet\" data-test=\"quantity-{code}\"></td></tr>",
            code = esc(line.code.as_deref().unwrap_or("–")),
            title = esc(&line.title),
            price = money(line.price, &order.currency),
            uuid = esc(&line.uuid),
            quantity = line.quantity,
        );
    }
    let mut fields = String::new();
    let delivered_elsewhere = order.customer.get("postal_yn") == Some(&Value::Bool(true));
    let delivery = DELIVERY.iter().filter(|_| delivered_elsewhere);
    for (name, label) in CUSTOMER.iter().chain(delivery) {
        let value = order.customer.get(*name).and_then(Value::as_str).unwrap_or_default();
        let _ = write!(
            fields,
            "<label>{label}<input name=\"customer:{name}\" value=\"{}\" data-test=\"{name}\"></label>",
            esc(value)
        );
    }
    format!(
        "<form class=\"card\" method=\"post\" action=\"/admin/{id}/orders/{number}\"><div class=\"wide\"><table><thead><tr><th>Kód</th><th>Položka</th>\
         <th class=\"num\">Cena</th><th class=\"num\">Počet</th></tr></thead><tbody>{lines}</tbody></table></div><p>Celkem <strong>{total}</strong>, {shipment}, {payment}</p>\
         <div class=\"fields\">{fields}<label>Číslo zásilky<input name=\"tracking_code\" value=\"{tracking}\" data-test=\"tracking\"></label>\
         <label>Interní poznámka<input name=\"internal_note\" value=\"{note}\" data-test=\"note\"></label></div>\
         <div class=\"row\"><button class=\"main\" data-test=\"save-order\">Uložit</button><a href=\"/admin/{id}\">Zpět na objednávky</a></div></form>",
        id = shop.id,
        number = esc(&order.number),
        total = money(order_total(order), &order.currency),
        shipment = esc(order.shipment.get("name").and_then(Value::as_str).unwrap_or("bez dopravy")),
        payment = esc(order.payment.get("name").and_then(Value::as_str).unwrap_or("bez platby")),
        tracking = esc(order.tracking_code.as_deref().unwrap_or_default()),
        note = esc(order.internal_note.as_deref().unwrap_or_default()),
    )
}

fn mails(shop: &Shop, order: &Order) -> String {
    let mut rows = String::new();
    for mail in &order.mails {
        let status = shop.status(mail.status_id).and_then(|s| s.names.get("cs")).map_or("", String::as_str);
        let kind = if mail.kind == "sms" { "SMS" } else { "E-mail" };
        let code = mail.tracking_code.as_deref().map(|c| format!(", zásilka {}", esc(c))).unwrap_or_default();
        let _ = write!(rows, "<li>{} – {kind} ke stavu „{}“{code}</li>", for_people(mail.at), esc(status));
    }
    let rows = if rows.is_empty() { "<li>Zatím nic.</li>".to_owned() } else { rows };
    format!("<section class=\"card\" data-test=\"mails\"><h2>Odesláno zákazníkovi</h2><ul>{rows}</ul></section>")
}

fn history(order: &Order) -> String {
    let mut rows = String::new();
    for entry in order.history.iter().rev() {
        let text = |name: &str| entry[name].as_str().unwrap_or_default();
        let changes = entry["changes"].as_array().into_iter().flatten().map(|c| {
            format!(" {} → {}", esc(c["before"].as_str().unwrap_or("–")), esc(c["after"].as_str().unwrap_or("–")))
        });
        let _ = write!(
            rows,
            "<li>{} – {} ({}){}</li>",
            esc(text("creation_time")),
            esc(text("event")),
            esc(text("origin")),
            changes.collect::<String>()
        );
    }
    format!("<section class=\"card\" data-test=\"history\"><h2>Historie</h2><ul>{rows}</ul></section>")
}

/// Saves the form.
pub async fn save(upgates: Data<Upgates>, path: Path<(String, String)>, fields: Fields) -> HttpResponse {
    let (id, number) = path.into_inner();
    let named = |prefix: &str| {
        let prefix = prefix.to_owned();
        fields.iter().filter_map(move |(name, value)| Some((name.strip_prefix(&prefix)?.to_owned(), value.clone())))
    };
    let edit = Edit {
        quantities: named("quantity:").filter_map(|(uuid, value)| Some((uuid, value.parse().ok()?))).collect(),
        customer: named("customer:").collect(),
        tracking_code: fields.get("tracking_code").cloned(),
        internal_note: fields.get("internal_note").cloned(),
        print: None,
    };
    let mut state = upgates.lock();
    let done = state.shops.get_mut(&id).is_some_and(|shop| desk::edit(&upgates.kit, shop, &number, &edit));
    if done { go(&format!("/admin/{id}/orders/{number}")) } else { HttpResponse::NotFound().finish() }
}
