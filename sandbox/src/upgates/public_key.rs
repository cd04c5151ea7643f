//! The public key's address, with an entity tag and an outage on demand (upgates-addon 1.2).

use super::Upgates;
use actix_web::http::header::{ETAG, IF_NONE_MATCH};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

/// The key in PEM, or 304 when the caller has it.
pub async fn show(upgates: Data<Upgates>, req: HttpRequest) -> HttpResponse {
    if upgates.kit.switches.on("upgates.key_outage") {
        return HttpResponse::ServiceUnavailable().finish();
    }
    let keys = upgates.keys();
    let known = req.headers().get(IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
    if known.is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == keys.etag)) {
        return HttpResponse::NotModified().insert_header((ETAG, keys.etag.clone())).finish();
    }
    HttpResponse::Ok()
        .insert_header((ETAG, keys.etag.clone()))
        .content_type("application/octet-stream")
        .body(keys.pem.clone())
}
