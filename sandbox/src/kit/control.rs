//! HTTP control of the kit under `/_sandbox/`: log, faults, switches and clock.

use super::{Fault, Kit};
use actix_web::web::{Data, Json, Query, ServiceConfig};
use actix_web::{HttpResponse, Responder, web};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

/// Mounts the control paths at the root.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(web::resource("/_sandbox/log").get(read_log).delete(clear_log))
        .service(web::resource("/_sandbox/faults").get(list_faults).post(add_fault).delete(clear_faults))
        .service(web::resource("/_sandbox/switches").get(list_switches).post(set_switches))
        .service(web::resource("/_sandbox/clock").get(read_clock).post(set_clock));
}

#[derive(Deserialize)]
struct Wanted {
    system: Option<String>,
    shop: Option<String>,
    path: Option<String>,
    method: Option<String>,
    bodies: Option<u8>,
}

async fn read_log(kit: Data<Kit>, wanted: Query<Wanted>) -> impl Responder {
    let fits = |want: &Option<String>, have: &str| want.as_deref().is_none_or(|w| w.eq_ignore_ascii_case(have));
    let entries = kit.log.find(|e| {
        fits(&wanted.system, &e.system)
            && fits(&wanted.method, &e.method)
            && fits(&wanted.shop, e.shop.as_deref().unwrap_or_default())
            && wanted.path.as_deref().is_none_or(|part| e.path.contains(part))
    });
    let mut entries = entries;
    if wanted.bodies == Some(0) {
        for entry in &mut entries {
            entry.request_body.clear();
            entry.response_body.clear();
        }
    }
    Json(json!({ "count": entries.len(), "entries": entries }))
}

async fn clear_log(kit: Data<Kit>) -> impl Responder {
    kit.log.clear();
    HttpResponse::NoContent()
}

async fn list_faults(kit: Data<Kit>) -> impl Responder {
    Json(kit.faults.list())
}

async fn add_fault(kit: Data<Kit>, fault: Json<Fault>) -> impl Responder {
    kit.faults.add(fault.into_inner());
    HttpResponse::NoContent()
}

async fn clear_faults(kit: Data<Kit>) -> impl Responder {
    kit.faults.clear();
    HttpResponse::NoContent()
}

async fn list_switches(kit: Data<Kit>) -> impl Responder {
    Json(kit.switches.list())
}

async fn set_switches(kit: Data<Kit>, changes: Json<Map<String, Value>>) -> impl Responder {
    match kit.switches.merge(&changes) {
        Ok(()) => HttpResponse::Ok().json(kit.switches.list()),
        Err(name) => HttpResponse::BadRequest().json(json!({ "error": format!("no switch is called {name}") })),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockChange {
    advance_ms: Option<i64>,
    now: Option<String>,
    #[serde(default)]
    real: bool,
}

async fn read_clock(kit: Data<Kit>) -> impl Responder {
    Json(json!({ "now": kit.clock.now().format(&Rfc3339).unwrap_or_default() }))
}

async fn set_clock(kit: Data<Kit>, change: Json<ClockChange>) -> HttpResponse {
    if change.real {
        kit.clock.real();
    }
    if let Some(text) = &change.now {
        let Ok(now) = OffsetDateTime::parse(text, &Rfc3339) else {
            return HttpResponse::BadRequest().json(json!({ "error": "now must be RFC 3339" }));
        };
        kit.clock.freeze(now);
    }
    if let Some(ms) = change.advance_ms {
        kit.clock.advance(Duration::milliseconds(ms));
    }
    HttpResponse::Ok().json(json!({ "now": kit.clock.now().format(&Rfc3339).unwrap_or_default() }))
}
