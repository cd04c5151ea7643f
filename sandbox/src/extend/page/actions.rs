//! What the forms of the page do; each answers with a way back to the page.

use crate::extend::hooks::subscription::NewHook;
use crate::extend::model::picking::Pick;
use crate::extend::model::store::Refusal;
use crate::extend::model::words::TRIGGERS;
use crate::extend::{ExtendState, control};
use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;
use std::collections::BTreeMap;
use url::form_urlencoded::Serializer;

/// A button of an order.
pub async fn order(state: Data<ExtendState>, path: Path<(String, String)>) -> HttpResponse {
    let (number, action) = path.into_inner();
    let (outcome, said) = match action.as_str() {
        "reserve" => (state.happen(|store, now| store.reserve(&number, now)), "se začala chystat"),
        "release" => (state.happen(|store, now| store.release(&number, now)), "je uvolněná"),
        "cancel" => (state.happen(|store, now| store.cancel(&number, now)), "je zrušená"),
        "delivery-date" => (state.happen(|store, now| store.move_date(&number, None, now)), "má posunutý termín"),
        "pick" => (control::pick(&state, &number, Pick::default(), false), "odešla"),
        "pick-part" => (control::pick(&state, &number, Pick::default(), true), "odešla zčásti"),
        _ => return HttpResponse::NotFound().finish(),
    };
    back("orders", outcome.map(|()| format!("Objednávka {number} {said}.")).map_err(|refusal| refusal.0))
}

/// A movement of stock: pieces received, or pieces counted.
#[derive(Debug, Deserialize)]
pub struct Movement {
    product: String,
    warehouse: String,
    delta: Option<i64>,
    physical: Option<i64>,
}

/// Receives or counts.
pub async fn stock(state: Data<ExtendState>, movement: Form<Movement>) -> HttpResponse {
    let Movement { product, warehouse, delta, physical } = movement.into_inner();
    let outcome: Result<(), Refusal> = match (delta, physical) {
        (Some(pieces), _) => state.happen(|store, now| store.receive(&product, &warehouse, pieces, now)),
        (None, Some(pieces)) => state.happen(|store, now| store.count_stock(&product, &warehouse, pieces, now)),
        (None, None) => Err(Refusal::new("Chybí počet kusů.")),
    };
    let said = format!("Zásoba {product} ve skladu {warehouse} je upravená.");
    back("stock", outcome.map(|()| said).map_err(|refusal| refusal.0))
}

/// Saves a hook.
pub async fn hook(state: Data<ExtendState>, fields: Form<BTreeMap<String, String>>) -> HttpResponse {
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let triggers = TRIGGERS.iter().filter(|trigger| fields.contains_key(**trigger));
    let new = NewHook {
        name: field("name"),
        contact: field("contact"),
        url: field("url"),
        secret: field("secret"),
        warehouse: Some(field("warehouse")),
        active: true,
        triggers: triggers.map(|&trigger| trigger.to_owned()).collect(),
    };
    let saved = control::save(&state, new).await;
    back("hooks", saved.map(|hook| format!("Webhook {} je uložený.", hook.name)))
}

/// Switches a hook on or off, or removes it.
pub async fn change_hook(state: Data<ExtendState>, path: Path<(String, String)>) -> HttpResponse {
    let (id, action) = path.into_inner();
    let mut queue = state.hooks();
    let Some(at) = queue.hooks.iter().position(|hook| hook.id == id) else {
        return HttpResponse::NotFound().finish();
    };
    let said = match action.as_str() {
        "on" | "off" => {
            queue.hooks[at].active = action == "on";
            "Webhook je změněný."
        }
        "remove" => {
            queue.hooks.remove(at);
            "Webhook je smazaný."
        }
        _ => return HttpResponse::NotFound().finish(),
    };
    back("hooks", Ok(said.to_owned()))
}

fn back(place: &str, outcome: Result<String, String>) -> HttpResponse {
    let mut query = Serializer::new(String::new());
    match outcome {
        Ok(said) => query.append_pair("said", &said),
        Err(reason) => query.append_pair("said", &reason).append_pair("failed", "true"),
    };
    let address = format!("/extend/?{}#{place}", query.finish());
    HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
}
