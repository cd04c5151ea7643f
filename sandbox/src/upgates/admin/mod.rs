//! The administration in the browser: plain pages and forms that post, redirect and get; no script needed.

mod addon;
mod edit;
mod home;
mod layout;
mod orders;
mod products;
mod settings;

use super::Upgates;
use super::model::Shop;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::{self, Form, ServiceConfig};
use actix_web::{HttpResponse, Responder};
use std::collections::HashMap;

/// Fields of a form.
type Fields = Form<HashMap<String, String>>;

/// Mounts the pages at the root.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/", web::get().to(home::show))
        .route("/admin/style.css", web::get().to(style))
        .route("/admin/{shop}", web::get().to(orders::show))
        .route("/admin/{shop}/orders", web::post().to(orders::place))
        .route("/admin/{shop}/orders/{number}", web::get().to(edit::show))
        .route("/admin/{shop}/orders/{number}", web::post().to(edit::save))
        .route("/admin/{shop}/orders/{number}/{deed}", web::post().to(orders::act))
        .route("/admin/{shop}/products", web::get().to(products::show))
        .route("/admin/{shop}/products", web::post().to(products::save))
        .route("/admin/{shop}/settings", web::get().to(settings::show))
        .route("/admin/{shop}/settings/{what}", web::post().to(settings::add))
        .route("/admin/{shop}/addons", web::get().to(addon::show))
        .route("/admin/{shop}/addons/{call}", web::post().to(addon::call));
}

async fn style() -> impl Responder {
    HttpResponse::Ok().content_type("text/css; charset=utf-8").body(include_str!("style.css"))
}

fn page(html: String) -> HttpResponse {
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).content_type("text/html; charset=utf-8").body(html)
}

fn go(to: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, to)).finish()
}

/// A page about a shop, or 404.
fn shown(upgates: &Upgates, id: &str, print: impl FnOnce(&Shop) -> Option<String>) -> HttpResponse {
    let state = upgates.lock();
    match state.shops.get(id).and_then(print) {
        Some(html) => page(html),
        None => HttpResponse::NotFound()
            .content_type("text/html; charset=utf-8")
            .body(layout::bare("Nenalezeno", "<p>Tady nic není. <a href=\"/\">Zpět na seznam obchodů</a></p>")),
    }
}
