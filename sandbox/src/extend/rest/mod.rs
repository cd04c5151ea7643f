//! The REST interface under `/extend/RESTAPI/v1_0/{client}/` (facts: partners.md 2.2 to 2.5).

pub mod availability;
pub mod customers;
pub mod filters;
pub mod gate;
pub mod lists;
pub mod orders;
pub mod paging;
pub mod products;
pub mod rate;
pub mod render;

use super::ExtendState;
use super::model::store::Refusal;
use crate::kit::wire;
use actix_web::HttpResponse;
use actix_web::middleware::from_fn;
use actix_web::web::{self, JsonConfig, ServiceConfig};
use serde_json::json;

/// Mounts the interface at the root.
pub fn routes(state: &ExtendState, cfg: &mut ServiceConfig) {
    let get = web::get;
    cfg.service(
        web::scope("/extend/RESTAPI/v1_0/{client}")
            .app_data(JsonConfig::default().limit(4 * 1024 * 1024).content_type_required(false).error_handler(
                |error, _| {
                    let answer = refuse(&format!("The request body is not valid JSON: {error}"));
                    actix_web::error::InternalError::from_response(error, answer).into()
                },
            ))
            .service(web::resource("/CustomerOrders").get(orders::list).post(orders::create))
            .service(
                web::resource("/CustomerOrders/{number}").get(orders::one).put(orders::change).delete(orders::annul),
            )
            .route("/CustomerOrderATP", web::post().to(orders::promise))
            .route("/ProductAvailability", get().to(availability::list))
            .route("/WarehouseStockLevels", get().to(availability::levels))
            .route("/Products", get().to(products::list))
            .route("/Products/{number}", get().to(products::one))
            .service(web::resource("/Customers").get(customers::list).post(customers::create))
            .route("/Customers/{number}", get().to(customers::one))
            .route("/Countries", get().to(lists::countries))
            .route("/Currencies", get().to(lists::currencies))
            .route("/ProductUnits", get().to(lists::units))
            .route("/ProductPrices", get().to(products::prices))
            .route("/BalanceAdjustments", get().to(availability::adjustments))
            .route("/ReturnOrderRowCodes", get().to(lists::return_codes))
            .default_service(web::to(|| async { HttpResponse::NotFound().body("Resource not found.") }))
            .wrap(from_fn(gate::pass))
            .wrap(wire::observe(state.kit(), "extend")),
    );
}

/// A 400 with its reason as text.
pub fn refuse(reason: &str) -> HttpResponse {
    HttpResponse::BadRequest().content_type("text/plain; charset=utf-8").body(reason.to_owned())
}

/// A 404 of a single read.
pub fn missing(what: &str, number: &str) -> HttpResponse {
    HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body(format!("{what} {number} was not found."))
}

/// The answer to a change.
pub fn done(outcome: Result<(), Refusal>, message: &str) -> HttpResponse {
    match outcome {
        Ok(()) => HttpResponse::Ok().json(json!({ "Message": message, "Information": "" })),
        Err(refusal) => refuse(&refusal.0),
    }
}
