//! The table of what each warehouse holds, with receiving and counting.

use super::html::esc;
use crate::extend::ExtendState;
use std::fmt::Write as _;

/// The section with the stock.
pub fn section(state: &ExtendState) -> String {
    let store = state.store();
    let mut rows = String::new();
    for ((product, warehouse), balance) in &store.balances {
        let name = store.products.get(product).map_or("", |known| known.name.as_str());
        let available = balance.available();
        let low = if available <= 0 { " low" } else { "" };
        let (product, warehouse, name) = (esc(product), esc(warehouse), esc(name));
        let test = format!("{product}-{warehouse}");
        let _ = write!(
            rows,
            "<tr><td>{name}<br><small>{product}</small></td><td>{warehouse}</td>\
             <td class=\"num\" data-test=\"physical-{test}\">{}</td><td class=\"num\">{}</td>\
             <td class=\"num{low}\" data-test=\"available-{test}\">{available}</td><td><div class=\"row\">\
             <form method=\"post\" action=\"/extend/stock\"><input type=\"hidden\" name=\"product\" value=\"{product}\">\
             <input type=\"hidden\" name=\"warehouse\" value=\"{warehouse}\"><input type=\"hidden\" name=\"delta\" value=\"10\">\
             <button data-test=\"receive-{test}\">Přijmout 10</button></form>\
             <form method=\"post\" action=\"/extend/stock\" class=\"row\"><input type=\"hidden\" name=\"product\" value=\"{product}\">\
             <input type=\"hidden\" name=\"warehouse\" value=\"{warehouse}\">\
             <input type=\"number\" name=\"physical\" value=\"{}\" aria-label=\"Napočítáno kusů, {product}, {warehouse}\" \
             data-test=\"physical-input-{test}\"><button data-test=\"adjust-{test}\">Upravit</button></form></div></td></tr>",
            balance.physical, balance.allocated, balance.physical,
        );
    }
    format!(
        "<section id=\"stock\"><h2>Zásoby</h2><table data-test=\"stock\"><thead><tr><th scope=\"col\">Produkt</th>\
         <th scope=\"col\">Sklad</th><th scope=\"col\" class=\"num\">Na regálu</th><th scope=\"col\" class=\"num\">V objednávkách</th>\
         <th scope=\"col\" class=\"num\">K prodeji</th><th scope=\"col\">Pohyb</th></tr></thead><tbody>{rows}</tbody></table></section>"
    )
}
