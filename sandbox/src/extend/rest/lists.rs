//! The small lists: countries, currencies, units and reasons of a return (corrections.md 2, rows 6, 7 and 10).

use crate::extend::model::words::{COUNTRIES, CURRENCIES, UNITS};
use actix_web::HttpResponse;
use serde_json::{Value, json};

/// Lists the countries.
pub async fn countries() -> HttpResponse {
    let rows: Vec<Value> = COUNTRIES.iter().map(|(code, name)| json!({ "countryId": code, "name": name })).collect();
    HttpResponse::Ok().json(rows)
}

/// Lists the currencies.
pub async fn currencies() -> HttpResponse {
    let rows: Vec<Value> = CURRENCIES.iter().map(|code| json!({ "currencyId": code, "name": code })).collect();
    HttpResponse::Ok().json(rows)
}

/// Lists the units.
pub async fn units() -> HttpResponse {
    let rows: Vec<Value> =
        UNITS.iter().map(|(code, name)| json!({ "productUnitId": code, "name": name, "description": name })).collect();
    HttpResponse::Ok().json(rows)
}

/// Lists the reasons of a return; the tenant has none. The facts name no members of a row.
pub async fn return_codes() -> HttpResponse {
    HttpResponse::Ok().json(Vec::<Value>::new())
}
