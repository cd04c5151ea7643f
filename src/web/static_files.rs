//! The sheet and the script of the pages: part of the program, under names that change with their content.
use std::sync::OnceLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use actix_web::{HttpResponse, web};

use crate::crypto::token;

const SHEET: &str = include_str!("../../static/spojka.css");
const SCRIPT: &str = include_str!("../../static/spojka.js");

const ICON: &str = include_str!("../../static/icon.svg");

/// Addresses of the static files.
#[derive(Debug)]
pub struct Names {
    /// The sheet.
    pub sheet: String,
    /// The script.
    pub script: String,
}

/// The addresses, computed once.
pub fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| Names {
        sheet: format!("/static/spojka.{}.css", &token::hash(SHEET)[..16]),
        script: format!("/static/spojka.{}.js", &token::hash(SCRIPT)[..16]),
    })
}

/// `GET /static/{name}`
pub async fn serve(name: web::Path<String>) -> HttpResponse {
    let path = format!("/static/{name}");
    let (kind, body) = if path == names().sheet {
        ("text/css; charset=utf-8", SHEET)
    } else if path == names().script {
        ("text/javascript; charset=utf-8", SCRIPT)
    } else {
        return HttpResponse::NotFound().insert_header((CACHE_CONTROL, "no-store")).finish();
    };
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, HeaderValue::from_static(kind)))
        .insert_header((CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")))
        .insert_header((X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")))
        .body(body)
}

/// `GET /favicon.ico`: browsers ask for it by that name whatever its format.
pub async fn icon() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")))
        .insert_header((CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")))
        .body(ICON)
}
