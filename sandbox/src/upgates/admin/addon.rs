//! The add-on's card with its four buttons, and the frame in which it opens.

use super::layout::{button, choice, esc, inside};
use super::{Fields, go, shown};
use crate::upgates::Upgates;
use crate::upgates::calls::{self, Manner};
use crate::upgates::model::Shop;
use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use std::collections::HashMap;

/// The card; also shown above the orders.
pub fn card(shop: &Shop) -> String {
    let base = format!("/admin/{}/addons", shop.id);
    let state = if shop.addon.installed {
        "<span class=\"tag good\" data-test=\"addon-state\">aktivní</span>"
    } else {
        "<span class=\"tag\" data-test=\"addon-state\">neaktivní</span>"
    };
    let languages: String = [("cs", "čeština"), ("sk", "slovenčina"), ("en", "English")]
        .iter()
        .map(|(id, name)| choice(id, name, *id == "cs"))
        .collect();
    let with_language = |call: &str, test: &str, label: &str| {
        format!(
            "<form method=\"post\" action=\"{base}/{call}\"><select name=\"language\" aria-label=\"Jazyk administrace\" data-test=\"{test}-language\">{languages}</select>\
             <button class=\"main\" data-test=\"{test}\">{label}</button></form>"
        )
    };
    let buttons = if shop.addon.installed {
        with_language("open", "open-addon", "Otevřít")
            + &button(&format!("{base}/activate"), "activate", "Aktivovat znovu", "")
            + &button(&format!("{base}/version"), "change-version", "Změnit verzi", "")
            + &button(&format!("{base}/deactivate"), "deactivate", "Deaktivovat", "risky")
    } else {
        with_language("activate", "activate", "Aktivovat")
    };
    let notice = shop
        .addon
        .notice
        .as_deref()
        .map(|n| format!("<p class=\"notice\" role=\"status\" data-test=\"addon-notice\">{}</p>", esc(n)))
        .unwrap_or_default();
    format!(
        "<section class=\"card\" data-test=\"addon-card\"><div class=\"row\"><h2>Spojka</h2>{state}<span class=\"dim\">verze {version}</span></div>\
         <p>Propojí obchod se skladem: objednávky odcházejí samy, stavy, zásilky a zásoby se vracejí.</p><div class=\"row\">{buttons}</div>{notice}</section>",
        version = shop.addon.version,
    )
}

/// The page with the card and, after opening, the frame.
pub async fn show(upgates: Data<Upgates>, shop: Path<String>, query: Query<HashMap<String, String>>) -> HttpResponse {
    shown(&upgates, &shop, |shop| {
        let opened = shop.addon.opened.as_ref().filter(|_| query.contains_key("opened"));
        let frame = opened.map(|(url, _)| {
            format!(
                "<iframe class=\"addon\" data-test=\"addon-frame\" title=\"Doplněk Spojka\" src=\"{}\"></iframe>",
                esc(url)
            )
        });
        Some(inside(shop, "addons", "Doplňky", &(card(shop) + &frame.unwrap_or_default())))
    })
}

/// Makes one of the signed calls.
pub async fn call(upgates: Data<Upgates>, path: Path<(String, String)>, fields: Fields) -> HttpResponse {
    let (id, call) = path.into_inner();
    let manner = Manner { language: fields.get("language").cloned(), ..Manner::default() };
    let done = match call.as_str() {
        "activate" => calls::activate(&upgates, &id, &manner).await,
        "open" => calls::open(&upgates, &id, &manner).await,
        "deactivate" => calls::deactivate(&upgates, &id, &manner).await,
        "version" => calls::change_version(&upgates, &id, &manner).await,
        _ => None,
    };
    if done.is_none() {
        return HttpResponse::NotFound().finish();
    }
    let opened =
        (call == "open").then(|| upgates.lock().shops.get(&id).and_then(|shop| shop.addon.opened.clone())).flatten();
    match opened {
        Some((url, kind)) if kind == "redirect" => go(&url),
        Some(_) => go(&format!("/admin/{id}/addons?opened=1")),
        None => go(&format!("/admin/{id}/addons")),
    }
}
