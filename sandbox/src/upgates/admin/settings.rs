//! Statuses and carriers of the shop, with forms for new ones.

use super::layout::{esc, inside, money};
use super::{Fields, go, shown};
use crate::upgates::{Upgates, desk};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use std::fmt::Write as _;

/// Both lists.
pub async fn show(upgates: Data<Upgates>, shop: Path<String>) -> HttpResponse {
    shown(&upgates, &shop, |shop| {
        let mut statuses = String::new();
        for status in &shop.statuses {
            let mail = if status.mails { "ano" } else { "ne" };
            let name = status.names.get("cs").map_or("", String::as_str);
            let _ = write!(
                statuses,
                "<tr><td>{}</td><td><span class=\"dot\" style=\"background:{}\"></span>{}</td><td>{}</td><td>{mail}</td></tr>",
                status.id,
                esc(&status.color),
                esc(name),
                esc(&status.kind)
            );
        }
        let mut carriers = String::new();
        for carrier in &shop.carriers {
            let _ = write!(
                carriers,
                "<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"num\">{}</td></tr>",
                carrier.id,
                esc(&carrier.name),
                esc(&carrier.kind),
                money(carrier.price, "CZK")
            );
        }
        let body = format!(
            "<section class=\"card\"><h2>Stavy objednávek</h2><table><thead><tr><th>ID</th><th>Název</th><th>Typ</th><th>E-mail zákazníkovi</th></tr></thead><tbody>{statuses}</tbody></table>\
             <form class=\"fields\" method=\"post\" action=\"/admin/{id}/settings/statuses\"><label>Název<input name=\"name\" required data-test=\"status-name\"></label>\
             <label class=\"check\"><input type=\"checkbox\" name=\"mails\" value=\"1\"> posílá e-mail</label><button class=\"main\" data-test=\"new-status\">Nový stav</button></form></section>\
             <section class=\"card\"><h2>Dopravy</h2><table><thead><tr><th>ID</th><th>Název</th><th>Typ</th><th class=\"num\">Cena</th></tr></thead><tbody>{carriers}</tbody></table>\
             <form class=\"fields\" method=\"post\" action=\"/admin/{id}/settings/carriers\"><label>Název<input name=\"name\" required data-test=\"carrier-name\"></label>\
             <button class=\"main\" data-test=\"new-carrier\">Nový dopravce</button></form></section>",
            id = shop.id,
        );
        Some(inside(shop, "settings", "Nastavení", &body))
    })
}

/// Adds a status or a carrier.
pub async fn add(upgates: Data<Upgates>, path: Path<(String, String)>, fields: Fields) -> HttpResponse {
    let (id, what) = path.into_inner();
    let name = fields.get("name").map_or("", |n| n.trim());
    if name.is_empty() {
        return HttpResponse::BadRequest().body("Chybí název.");
    }
    let mut state = upgates.lock();
    let Some(shop) = state.shops.get_mut(&id) else {
        return HttpResponse::NotFound().finish();
    };
    match what.as_str() {
        "statuses" => drop(desk::new_status(&upgates.kit, shop, name, fields.contains_key("mails"))),
        "carriers" => drop(desk::new_carrier(&upgates.kit, shop, name)),
        _ => return HttpResponse::NotFound().finish(),
    }
    go(&format!("/admin/{id}/settings"))
}
