//! What every page of the administration has around it.

use crate::upgates::model::Shop;
use std::fmt::Write as _;

/// Text made safe for HTML.
pub fn esc(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}

/// A page outside any shop.
pub fn bare(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"cs\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{0}</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/admin/style.css\"></head><body><header class=\"bar\"><a class=\"brand\" href=\"/\">Pískoviště</a></header>\
         <main class=\"alone\"><h1>{0}</h1>{body}</main></body></html>",
        esc(title)
    )
}

/// A page of a shop: bar, menu, content.
pub fn inside(shop: &Shop, active: &str, title: &str, body: &str) -> String {
    let mut menu = String::new();
    for (key, name, path) in [
        ("orders", "Objednávky", ""),
        ("products", "Produkty", "/products"),
        ("addons", "Doplňky", "/addons"),
        ("settings", "Nastavení", "/settings"),
    ] {
        let current = if key == active { " aria-current=\"page\"" } else { "" };
        let _ = write!(menu, "<a href=\"/admin/{}{path}\" data-test=\"menu-{key}\"{current}>{name}</a>", shop.id);
    }
    format!(
        "<!doctype html><html lang=\"cs\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} – {name}</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/admin/style.css\"></head><body>\
         <header class=\"bar\"><a class=\"brand\" href=\"/\">Pískoviště</a><strong>{name}</strong><span class=\"fill\"></span>\
         <a href=\"/extend/\" data-test=\"to-warehouse\">Sklad Extend</a><a href=\"/\">Všechny obchody</a></header>\
         <div class=\"frame\"><nav class=\"menu\" aria-label=\"Hlavní nabídka\">{menu}</nav><main><h1>{title}</h1>{body}</main></div></body></html>",
        title = esc(title),
        name = esc(&shop.project_name),
    )
}

/// A form with one button.
pub fn button(action: &str, test: &str, label: &str, class: &str) -> String {
    format!(
        "<form method=\"post\" action=\"{}\"><button class=\"{class}\" data-test=\"{}\">{label}</button></form>",
        esc(action),
        esc(test)
    )
}

/// An option of a select.
pub fn choice(value: &str, label: &str, chosen: bool) -> String {
    format!("<option value=\"{}\"{}>{}</option>", esc(value), if chosen { " selected" } else { "" }, esc(label))
}

/// An amount as Czech people write it, with its currency.
pub fn money(amount: rust_decimal::Decimal, currency: &str) -> String {
    let text = format!("{amount:.2}");
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 && digit.is_ascii_digit() {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    let sign = if currency == "EUR" { "€" } else { "Kč" };
    format!("{grouped},{cents}\u{a0}{sign}")
}
