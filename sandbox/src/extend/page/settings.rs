//! Webhooks with their last calls, and the API access to hand out.

use super::Shown;
use super::html::{esc, press};
use crate::extend::ExtendState;
use crate::extend::hooks::delivery::{Delivery, DeliveryState};
use crate::extend::hooks::queue::HookQueue;
use crate::extend::hooks::subscription::USUAL;
use crate::extend::model::words::{TRIGGERS, WAREHOUSES};
use crate::extend::rest::gate::CLIENT;
use std::fmt::Write as _;

/// Calls shown.
const SHOWN: usize = 15;

/// The sections with the webhooks and the API access.
pub fn section(state: &ExtendState, origin: &str, shown: &Shown) -> String {
    let switches = &state.kit().switches;
    let access = format!(
        "<section id=\"api\"><h2>Přístup k API</h2><dl data-test=\"api-access\">\
         <dt>Adresa</dt><dd><code data-test=\"api-base-url\">{origin}/extend/RESTAPI</code></dd>\
         <dt>Klient</dt><dd><code data-test=\"api-client\">{CLIENT}</code></dd>\
         <dt>Uživatel</dt><dd><code data-test=\"api-user\">{}</code></dd>\
         <dt>Heslo</dt><dd><code data-test=\"api-password\">{}</code></dd></dl></section>",
        esc(&switches.text("extend.user")),
        esc(&switches.text("extend.password")),
        origin = esc(origin),
    );
    let hooks = state.hooks();
    format!("{access}<section id=\"hooks\"><h2>Webhooky</h2>{}{}{}</section>", list(&hooks), form(shown), calls(&hooks))
}

fn list(queue: &HookQueue) -> String {
    let mut rows = String::new();
    for hook in &queue.hooks {
        let (word, look, action, label) =
            if hook.active { ("Zapnutý", "done", "off", "Vypnout") } else { ("Vypnutý", "off", "on", "Zapnout") };
        let probe = match hook.probe.as_str() {
            "" => "",
            "ok" => "Adresa odpověděla na zkoušku.",
            _ => "Adresa na zkoušku neodpověděla.",
        };
        let id = &hook.id;
        let place = if hook.warehouse.is_empty() { "všechny sklady" } else { &hook.warehouse };
        let _ = write!(
            rows,
            "<tr data-test=\"hook\"><td><strong>{}</strong><br><small>{}</small></td><td><code>{}</code><br><small>{}</small></td>\
             <td><span class=\"state {look}\">{word}</span></td><td><div class=\"row\">{}{}</div></td></tr>",
            esc(&hook.name),
            esc(place),
            esc(&hook.url),
            esc(&format!("{probe} {}", hook.triggers.join(", "))),
            press(&format!("/extend/hooks/{id}/{action}"), label, &format!("hook-{action}"), ""),
            press(&format!("/extend/hooks/{id}/remove"), "Smazat", "hook-remove", "danger"),
        );
    }
    if rows.is_empty() {
        return "<p class=\"soft\">Zatím žádný. Adresu a klíč ukáže doplněk po připojení.</p>".to_owned();
    }
    format!(
        "<table><thead><tr><th scope=\"col\">Název</th><th scope=\"col\">Adresa</th><th scope=\"col\">Stav</th>\
         <th scope=\"col\">Změnit</th></tr></thead><tbody>{rows}</tbody></table>"
    )
}

fn form(shown: &Shown) -> String {
    let mut places = "<option value=\"\">všechny</option>".to_owned();
    for (code, name) in WAREHOUSES {
        let _ = write!(places, "<option value=\"{code}\">{code} – {name}</option>");
    }
    let mut ticks = String::new();
    for trigger in TRIGGERS {
        let ticked = if USUAL.contains(trigger) { " checked" } else { "" };
        let _ = write!(
            ticks,
            "<label class=\"tick\"><input type=\"checkbox\" name=\"{trigger}\" value=\"1\"{ticked}> {trigger}</label>"
        );
    }
    format!(
        "<h3>Nový webhook</h3><form method=\"post\" action=\"/extend/hooks\" class=\"fields\" data-test=\"hook-form\">\
         <label>Název<input type=\"text\" name=\"name\" value=\"Spojka\" data-test=\"hook-name\"></label>\
         <label>Sklad<select name=\"warehouse\" data-test=\"hook-warehouse\">{places}</select></label>\
         <label class=\"wide\">Adresa (callback URL)<input type=\"url\" name=\"url\" required value=\"{}\" data-test=\"hook-url\"></label>\
         <label class=\"wide\">Klíč (secret)<input type=\"text\" name=\"secret\" required autocomplete=\"off\" value=\"{}\" data-test=\"hook-secret\"></label>\
         <details class=\"wide\"><summary>Události</summary><div class=\"fields\">{ticks}</div></details>\
         <div><button class=\"main\" data-test=\"hook-save\">Uložit webhook</button></div></form>",
        esc(&shown.hook_url),
        esc(&shown.hook_secret)
    )
}

fn calls(queue: &HookQueue) -> String {
    let mut rows = String::new();
    for call in queue.deliveries.iter().rev().take(SHOWN) {
        let told: Vec<String> = call
            .notifications
            .iter()
            .map(|told| format!("{} {}", told["Action"].as_str().unwrap_or_default(), told["Details"]))
            .collect();
        let (word, look) = outcome(call);
        let _ = write!(
            rows,
            "<tr><td class=\"num\">{}</td><td><code>{}</code></td><td><span class=\"state {look}\">{word}</span></td></tr>",
            call.number,
            esc(&told.join("; "))
        );
    }
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "<h3>Poslední volání</h3><table data-test=\"calls\"><thead><tr><th scope=\"col\" class=\"num\">Č.</th>\
         <th scope=\"col\">Zpráva</th><th scope=\"col\">Výsledek</th></tr></thead><tbody>{rows}</tbody></table>"
    )
}

fn outcome(call: &Delivery) -> (String, &'static str) {
    let last = call.attempts.last().and_then(|attempt| attempt.status);
    let last = last.map_or_else(|| "bez odpovědi".to_owned(), |status| status.to_string());
    match call.state {
        DeliveryState::Delivered => (format!("přijato ({last})"), "done"),
        DeliveryState::Failed => (format!("vzdáno ({last})"), "off"),
        DeliveryState::Lost => ("neodesláno".to_owned(), "off"),
        DeliveryState::Held => ("zadrženo".to_owned(), "work"),
        DeliveryState::Sending => ("odesílá se".to_owned(), "work"),
        DeliveryState::Waiting if call.attempts.is_empty() => ("čeká".to_owned(), "work"),
        DeliveryState::Waiting => (format!("zkusí se znovu ({last})"), "work"),
    }
}
