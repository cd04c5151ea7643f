//! The list of products and variants with their stock, each editable in its row.

use super::layout::{esc, inside, money};
use super::{Fields, go, shown};
use crate::upgates::Upgates;
use crate::upgates::desk;
use crate::upgates::model::Shop;
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use rust_decimal::Decimal;
use std::fmt::Write as _;

/// The list.
pub async fn show(upgates: Data<Upgates>, shop: Path<String>) -> HttpResponse {
    shown(&upgates, &shop, |shop| {
        let mut rows = String::new();
        for product in &shop.products {
            let price = money(product.price.0, "CZK");
            let own = if product.variants.is_empty() {
                stock_cell(shop, product.code.as_deref(), product.stock)
            } else {
                "varianty".to_owned()
            };
            row(&mut rows, product.code.as_deref(), product.title("cs"), product.ean.as_deref(), &price, &own);
            for variant in &product.variants {
                let name = format!("{} – {}", product.title("cs"), variant.label);
                row(
                    &mut rows,
                    variant.code.as_deref(),
                    &name,
                    variant.ean.as_deref(),
                    &price,
                    &stock_cell(shop, variant.code.as_deref(), variant.stock),
                );
            }
        }
        let body = format!(
            "<div class=\"wide\"><table data-test=\"products\"><thead><tr><th>Kód</th><th>Název</th><th>EAN</th><th class=\"num\">Cena s DPH</th><th>Skladem</th></tr></thead>\
             <tbody>{rows}</tbody></table></div>"
        );
        Some(inside(shop, "products", "Produkty", &body))
    })
}

fn row(rows: &mut String, code: Option<&str>, name: &str, ean: Option<&str>, price: &str, stock: &str) {
    let _ = write!(
        rows,
        "<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"num\">{price}</td><td>{stock}</td></tr>",
        esc(code.unwrap_or("–")),
        esc(name),
        esc(ean.unwrap_or("–")),
    );
}

fn stock_cell(shop: &Shop, code: Option<&str>, stock: Option<Decimal>) -> String {
    let value = stock.map(|s| s.normalize().to_string()).unwrap_or_default();
    let Some(code) = code else { return value };
    let code = esc(code);
    format!(
        "<form class=\"row tight\" method=\"post\" action=\"/admin/{}/products\"><input type=\"hidden\" name=\"code\" value=\"{code}\">\
         <input class=\"short\" name=\"stock\" type=\"number\" step=\"any\" value=\"{value}\" aria-label=\"Skladem {code}\" data-test=\"stock-{code}\">\
         <button data-test=\"save-stock-{code}\">Uložit</button></form>",
        shop.id
    )
}

/// Saves one stock; an empty field means that it isn't tracked.
pub async fn save(upgates: Data<Upgates>, id: Path<String>, fields: Fields) -> HttpResponse {
    let text = |name: &str| fields.get(name).map_or("", |v| v.trim());
    let stock = match text("stock") {
        "" => None,
        number => match number.parse::<Decimal>() {
            Ok(number) => Some(number),
            Err(_) => return HttpResponse::BadRequest().body("Neplatné číslo."),
        },
    };
    let mut state = upgates.lock();
    let done =
        state.shops.get_mut(id.as_str()).is_some_and(|shop| desk::stock(&upgates.kit, shop, text("code"), stock));
    if done { go(&format!("/admin/{id}/products")) } else { HttpResponse::NotFound().finish() }
}
