//! The first page: which shops there are and where the warehouse is.

use super::layout::{bare, esc};
use super::page;
use crate::upgates::Upgates;
use actix_web::HttpResponse;
use actix_web::web::Data;
use std::fmt::Write as _;

/// Lists the shops.
pub async fn show(upgates: Data<Upgates>) -> HttpResponse {
    let state = upgates.lock();
    let mut cards = String::new();
    for shop in state.shops.values() {
        let mark = if shop.addon.installed {
            "<span class=\"tag good\">doplněk aktivní</span>"
        } else {
            "<span class=\"tag\">bez doplňku</span>"
        };
        let _ = write!(
            cards,
            "<a class=\"card link\" href=\"/admin/{id}\" data-test=\"shop-{id}\"><h2>{name}</h2><p>Objednávky: {orders}, produkty: {products}</p>{mark}</a>",
            id = shop.id,
            name = esc(&shop.project_name),
            orders = shop.orders.iter().filter(|o| o.deleted.is_none()).count(),
            products = shop.products.len(),
        );
    }
    let body = format!(
        "<p>Dva zkušební obchody a jeden sklad. Nic odsud neodchází: žádný e-mail, žádný balík. Vyberte obchod, aktivujte v něm doplněk, \
         otevřete ho a propojte se skladem; webhook z průvodce vložte na stránce skladu. Potom vytvořte objednávku, ve skladu ji rezervujte \
         a vychystejte, a sledujte, co se s ní děje.</p><div class=\"cards\">{cards}\
         <a class=\"card link\" href=\"/extend/\" data-test=\"to-warehouse\"><h2>Sklad Extend</h2><p>Druhá strana: objednávky ve skladu, zásoby, oznámení.</p>\
         <span class=\"tag\">sklad</span></a></div>"
    );
    page(bare("Zkušební obchody", &body))
}
