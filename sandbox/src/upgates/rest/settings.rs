//! What changes rarely: status, owner, languages, config, price lists, carriers and payments (upgates-api 10 and 14).

use super::answer::Answer;
use super::{Call, paging};
use crate::upgates::wire_json::number;
use serde_json::{Value, json};

/// Services named by `/status`; their names are a choice.
pub(crate) const SERVICES: &[&str] = &[
    "orders",
    "order-statuses",
    "invoices",
    "products",
    "labels",
    "availabilities",
    "categories",
    "customers",
    "carts",
    "vouchers",
    "shipments",
    "payments",
    "pricelists",
    "languages",
    "owner",
    "config",
    "conversion-codes",
    "metas",
    "files",
];

/// Services with the privilege of this access; always allowed.
pub(crate) fn status(call: &mut Call<'_>) -> Answer {
    let access = call.shop.accesses.iter().find(|a| a.user == call.user);
    let api_url = call.upgates.api_url(call.shop);
    let service = |name: &&str| {
        let privilege = access.and_then(|a| a.privileges.get(*name)).map_or("deny", String::as_str);
        json!({ "service": name, "url": format!("{api_url}/{name}"), "privilege": privilege })
    };
    let services: Vec<Value> = SERVICES.iter().map(service).collect();
    Answer::fine(json!({ "services": services, "documentation_link": "https://docs.upgates.com" }))
}

/// The owner, as an array.
pub(crate) fn owner(call: &mut Call<'_>) -> Answer {
    Answer::fine(json!({ "owner": [call.shop.owner] }))
}

/// Mutations with their currencies.
pub(crate) fn languages(call: &mut Call<'_>) -> Answer {
    let languages: Vec<Value> = call.shop.languages.iter().enumerate().map(|(at, language)| json!({
        "language_id": language.id, "actual_language_id": language.id, "active_yn": true, "default_yn": at == 0, "domain": language.domain,
        "currency_id": language.currency, "default_country_id": language.country, "logo_url": null, "logo_no_svg": null,
    })).collect();
    Answer::fine(json!({ "languages": languages }))
}

/// Prices with VAT, a payer, no OSS.
pub(crate) fn config() -> Answer {
    Answer::fine(
        json!({ "config": { "prices_with_vat_yn": true, "vat_payer_yn": true, "oss_yn": false, "limit_orders": "0" } }),
    )
}

/// The only price list.
pub(crate) fn pricelists() -> Answer {
    Answer::fine(json!({ "pricelists": [{ "id": 1, "name": "Výchozí", "percent": 0, "default_yn": true }] }))
}

/// Carriers.
pub(crate) fn shipments(call: &mut Call<'_>, id: Option<&str>) -> Answer {
    let found: Vec<_> = call.shop.carriers.iter().filter(|c| wanted(call, id, c.id, &c.code, &c.kind)).collect();
    paging::page(call, "shipments", 100, &found, |carrier| {
        let text = |language: &str| json!({ "language_id": language, "name": carrier.name, "description": null, "price": number(carrier.price), "free_from": null });
        json!({
            "id": print_id(call, carrier.id), "code": carrier.code, "image_url": null, "type": carrier.kind, "active_yn": true,
            "affiliates": carrier.affiliate.map(|a| vec![a]), "tracking_url": carrier.tracking_url, "internal_note": null,
            "descriptions": [text("cs"), text("sk")], "metas": [],
        })
    })
}

/// Ways to pay.
pub(crate) fn payments(call: &mut Call<'_>, id: Option<&str>) -> Answer {
    let found: Vec<_> = call.shop.payments.iter().filter(|p| wanted(call, id, p.id, &p.code, &p.kind)).collect();
    paging::page(call, "payments", 100, &found, |way| {
        let text = |language: &str| {
            json!({
                "language_id": language, "name": way.name, "description": null, "price": number(way.price), "price_type": "fixed", "free_from": null,
            })
        };
        json!({
            "id": print_id(call, way.id), "code": way.code, "image_url": null, "type": way.kind, "active_yn": true,
            "descriptions": [text("cs"), text("sk")], "metas": [],
        })
    })
}

fn wanted(call: &Call<'_>, path: Option<&str>, id: u32, code: &str, kind: &str) -> bool {
    let id = id.to_string();
    path.is_none_or(|p| p == id)
        && call.list("ids").is_none_or(|ids| ids.contains(&id.as_str()))
        && call.list("codes").or_else(|| call.list("code")).is_none_or(|codes| codes.contains(&code))
        && call.get("type").is_none_or(|t| t == kind)
}

fn print_id(call: &Call<'_>, id: u32) -> Value {
    if call.kit.switches.on("upgates.string_ids") { json!(id.to_string()) } else { json!(id) }
}
