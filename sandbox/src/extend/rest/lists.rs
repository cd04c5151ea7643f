//! The small lists: countries, currencies, units. The facts name no fields of their rows, so each row has a code and a name.

use crate::extend::model::words::{COUNTRIES, CURRENCIES, UNITS};
use actix_web::HttpResponse;
use serde_json::{Value, json};

/// Lists the countries.
pub async fn countries() -> HttpResponse {
    let rows: Vec<Value> =
        COUNTRIES.iter().map(|(code, name)| json!({ "countryCode": code, "countryName": name })).collect();
    HttpResponse::Ok().json(rows)
}

/// Lists the currencies.
pub async fn currencies() -> HttpResponse {
    let rows: Vec<Value> = CURRENCIES.iter().map(|code| json!({ "currency": code })).collect();
    HttpResponse::Ok().json(rows)
}

/// Lists the units.
pub async fn units() -> HttpResponse {
    let rows: Vec<Value> = UNITS.iter().map(|(code, name)| json!({ "unit": code, "description": name })).collect();
    HttpResponse::Ok().json(rows)
}
