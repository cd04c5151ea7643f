//! The back-office page at `/extend/`: what a person in the warehouse sees and presses. Works without JavaScript.

pub mod actions;
pub mod html;
pub mod look;
pub mod orders;
pub mod settings;
pub mod stock;

use super::ExtendState;
use actix_web::web::{self, Data, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use html::esc;
use serde::Deserialize;

/// Mounts the page and its forms at the root.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(web::redirect("/extend", "/extend/"))
        .route("/extend/", web::get().to(show))
        .route("/extend/style.css", web::get().to(look::sheet))
        .route("/extend/orders/{number}/{action}", web::post().to(actions::order))
        .route("/extend/stock", web::post().to(actions::stock))
        .route("/extend/hooks", web::post().to(actions::hook))
        .route("/extend/hooks/{id}/{action}", web::post().to(actions::change_hook));
}

/// What the address may carry.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// Prefills the hook form.
    pub hook_url: String,
    /// Prefills the hook form.
    pub hook_secret: String,
    /// What the last form led to.
    pub said: String,
    /// Whether it went wrong.
    pub failed: bool,
}

async fn show(state: Data<ExtendState>, shown: Query<Shown>, req: HttpRequest) -> HttpResponse {
    let origin = format!("http://{}", req.connection_info().host());
    let message = match shown.said.as_str() {
        "" => String::new(),
        said => {
            let kind = if shown.failed { "bad" } else { "good" };
            format!("<p class=\"said {kind}\" role=\"status\" data-test=\"said\">{}</p>", esc(said))
        }
    };
    let page = format!(
        r##"<!doctype html><html lang="cs"><head><meta charset="utf-8"><title>Sklad – Extend Commerce (sandbox)</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="/extend/style.css"></head>
<body><header><strong>extend<span>commerce</span></strong><em>sandbox</em>
<nav><a href="#orders">Objednávky</a><a href="#api">API</a><a href="#hooks">Webhooky</a><a href="#stock">Zásoby</a></nav>
<a class="away" href="/">← administrace e-shopu</a></header>
<main><div class="top"><h1>Sklad</h1><a class="button" href="/extend/" data-test="refresh">Obnovit</a></div>
{message}{orders}{settings}{stock}</main></body></html>"##,
        orders = orders::section(&state),
        stock = stock::section(&state),
        settings = settings::section(&state, &origin, &shown),
    );
    HttpResponse::Ok().content_type("text/html; charset=utf-8").insert_header(("cache-control", "no-store")).body(page)
}
