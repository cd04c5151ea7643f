//! The door of the REST interface: moved shops, logins, locked addresses, quota, simultaneous requests and privileges.

use super::answer::Answer;
use super::{Call, methods, route};
use crate::upgates::model::{Access, Shop};
use crate::upgates::state::{State, api_path};
use crate::upgates::{Upgates, wire_json};
use actix_web::http::Method;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::time::Duration;
use time::OffsetDateTime;
use time::macros::format_description;

/// The slot of one request among the simultaneous ones; free again when dropped.
struct Slot(Upgates, String);

impl Drop for Slot {
    fn drop(&mut self) {
        if let Some((now, _)) = self.0.lock().busy.get_mut(&self.1) {
            *now = now.saturating_sub(1);
        }
    }
}

/// Handles every request under `/shops/{shop}/…`.
pub async fn enter(
    upgates: Data<Upgates>,
    req: HttpRequest,
    path: Path<(String, String)>,
    body: Bytes,
) -> HttpResponse {
    let (shop, tail) = path.into_inner();
    let latency = upgates.kit.switches.number("upgates.latency_ms").unsigned_abs();
    let slot = match take_slot(&upgates, &group(&req, &shop)) {
        Ok(slot) => slot,
        Err(answer) => return print(&answer),
    };
    if latency > 0 {
        tokio::time::sleep(Duration::from_millis(latency)).await;
    }
    let answer = decide(&upgates, &req, &shop, &tail, &body);
    drop(slot);
    print(&answer)
}

/// Each login is a group of its own, so that the merchant's calls don't slow the add-on's (upgates-api 1.8).
fn group(req: &HttpRequest, shop: &str) -> String {
    let user = credentials(req).map(|(user, _)| user).unwrap_or_default();
    format!("{shop}:{user}")
}

fn take_slot(upgates: &Upgates, group: &str) -> Result<Slot, Answer> {
    let most = usize::try_from(upgates.kit.switches.number("upgates.concurrency")).unwrap_or(3);
    let mut state = upgates.lock();
    let (now, peak) = state.busy.entry(group.to_owned()).or_default();
    if *now >= most {
        drop(state);
        return Err(too_many(upgates, upgates.kit.clock.now() + time::Duration::seconds(1)));
    }
    *now += 1;
    *peak = (*peak).max(*now);
    drop(state);
    Ok(Slot(upgates.clone(), group.to_owned()))
}

fn decide(upgates: &Upgates, req: &HttpRequest, id: &str, tail: &str, body: &[u8]) -> Answer {
    let mut state = upgates.lock();
    let now = upgates.kit.clock.now();
    let State { shops, bad_logins, .. } = &mut *state;
    let Some(shop) = shops.get_mut(id) else {
        return Answer::refuse(404, "Neznámý projekt.");
    };
    let here = api_path(id, shop.place);
    let full = req.path();
    let Some(rest) = full.strip_prefix(&here).filter(|r| r.is_empty() || r.starts_with('/')) else {
        return if tail.contains("api/v2") {
            moved(upgates, req, shop)
        } else {
            Answer::refuse(404, "Neznámá adresa.")
        };
    };
    let host = req.connection_info().host().to_owned();
    if shop.origin.as_deref().is_some_and(|origin| !origin.ends_with(&format!("//{host}"))) {
        return moved(upgates, req, shop);
    }
    let peer = req.peer_addr().map(|a| a.ip().to_string()).unwrap_or_default();
    bad_logins.retain(|(_, at)| now - *at < time::Duration::hours(1));
    let recent = bad_logins.iter().filter(|(from, _)| *from == peer).count();
    if upgates.kit.switches.on("upgates.login_lockout") && recent >= 5 {
        return Answer::refuse(403, "Příliš mnoho neúspěšných přihlášení.");
    }
    let Some(access) = login(req, shop).cloned() else {
        bad_logins.push((peer, now));
        return Answer::refuse(401, "Neplatné přihlašovací údaje.");
    };
    if !access.active {
        return Answer::refuse(403, "API uživatel není aktivní.");
    }
    let (quota, allowed) = spend(upgates, shop, now);
    let mut answer =
        if allowed { resource(upgates, req, shop, &access, rest, body) } else { too_many(upgates, next_hour(now)) };
    if upgates.kit.switches.on("upgates.quota_headers") {
        answer.headers.extend(quota);
    }
    answer
}

fn resource(upgates: &Upgates, req: &HttpRequest, shop: &mut Shop, access: &Access, rest: &str, body: &[u8]) -> Answer {
    let decode = |part: &str| {
        url::form_urlencoded::parse(format!("x={}", part.replace('+', "%2B")).as_bytes())
            .next()
            .map(|(_, v)| v.into_owned())
    };
    let path: Vec<String> = rest.split('/').filter(|part| !part.is_empty()).filter_map(decode).collect();
    let parts: Vec<&str> = path.iter().map(String::as_str).collect();
    let Some(allowed) = methods(&parts) else {
        return Answer::refuse(404, "Neznámá adresa.");
    };
    let named = req.headers().get("x-http-method-override").and_then(|m| m.to_str().ok());
    let method = named.and_then(|m| m.to_uppercase().parse().ok()).unwrap_or_else(|| req.method().clone());
    if !allowed.contains(&method.as_str()) {
        return Answer::refuse(405, "Metoda není podporována.");
    }
    let service = parts[0];
    let privilege = access.privileges.get(service).map_or("deny", String::as_str);
    let open = matches!(service, "status" | "webhooks");
    let reads = privilege == "readonly" && method == Method::GET;
    if !open && !reads && privilege != "all" {
        return Answer::refuse(403, "Nedostatečná oprávnění.");
    }
    let body = match (method == Method::POST || method == Method::PUT, serde_json::from_slice::<Value>(body)) {
        (true, Ok(body @ Value::Object(_))) => body,
        (true, _) => return Answer::refuse(400, "Neplatný JSON."),
        (false, _) => Value::Null,
    };
    let query = url::form_urlencoded::parse(req.query_string().as_bytes()).into_owned().collect();
    route(&mut Call { kit: &upgates.kit, upgates, shop, user: access.user.clone(), method, path, query, body })
}

fn credentials(req: &HttpRequest) -> Option<(String, String)> {
    let header = req.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, coded) = header.split_once(' ')?;
    let basic = scheme.eq_ignore_ascii_case("basic");
    let text = String::from_utf8(STANDARD.decode(coded.trim()).ok().filter(|_| basic)?).ok()?;
    let (user, key) = text.split_once(':')?;
    Some((user.to_owned(), key.to_owned()))
}

fn login<'a>(req: &HttpRequest, shop: &'a Shop) -> Option<&'a Access> {
    let (user, key) = credentials(req)?;
    shop.accesses.iter().find(|access| access.user == user && access.key == key)
}

/// 301 with the new address in header and body, each by switch (upgates-api 1.5).
fn moved(upgates: &Upgates, req: &HttpRequest, shop: &Shop) -> Answer {
    let api_url = upgates.api_url(shop);
    let on = |name| upgates.kit.switches.on(name);
    let shape = upgates.kit.switches.text("upgates.moved_shape");
    let rest = req.path().split_once("/api/v2").map_or("", |(_, rest)| rest);
    let query = if req.query_string().is_empty() { String::new() } else { format!("?{}", req.query_string()) };
    let origin = api_url.split('/').take(3).collect::<Vec<_>>().join("/");
    let (location, told) = match shape.as_str() {
        "full_slash" => (format!("{api_url}{rest}/{query}"), api_url.clone()),
        "base" => (api_url.clone(), api_url.clone()),
        "base_slash" => (format!("{api_url}/"), format!("{api_url}/")),
        "origin" => (origin.clone(), origin.clone()),
        "origin_slash" => (format!("{origin}/"), format!("{origin}/")),
        _ => (format!("{api_url}{rest}{query}"), api_url.clone()),
    };
    let body = if on("upgates.moved_body") { json!({ "api_url": told }) } else { json!({}) };
    let mut answer = Answer { status: 301, body, headers: Vec::new() };
    if on("upgates.moved_location") {
        answer.headers.push(("Location", location));
    }
    answer
}

type Headers = Vec<(&'static str, String)>;

/// Counts the request against the clock hour, then the day (upgates-api 1.8).
fn spend(upgates: &Upgates, shop: &mut Shop, now: OffsetDateTime) -> (Headers, bool) {
    let per = |name| usize::try_from(upgates.kit.switches.number(name)).unwrap_or(0);
    let (hour, day) = (per("upgates.quota_hour"), per("upgates.quota_day"));
    shop.spent.retain(|at| at.date() == now.date());
    let mut beyond = 0;
    for h in 0..24 {
        beyond += shop.spent.iter().filter(|at| at.hour() == h).count().saturating_sub(hour);
    }
    let this_hour = shop.spent.iter().filter(|at| at.hour() == now.hour()).count();
    let allowed = !upgates.kit.switches.on("upgates.quota") || this_hour < hour || beyond < day;
    if allowed {
        shop.spent.push_back(now);
    }
    let hour_left = hour.saturating_sub(this_hour + 1);
    let day_left = day.saturating_sub(beyond);
    let headers = vec![
        ("X-Rate-Limit-Hour", hour.to_string()),
        ("X-Rate-Limit-Day", day.to_string()),
        ("X-Rate-Limit-Hour-Remaining", hour_left.to_string()),
        ("X-Rate-Limit-Day-Remaining", day_left.to_string()),
        ("X-Rate-Limit-Total-Remaining", (hour_left + day_left).to_string()),
    ];
    (headers, allowed)
}

fn next_hour(now: OffsetDateTime) -> OffsetDateTime {
    now + time::Duration::seconds(3600 - now.unix_timestamp().rem_euclid(3600))
}

fn too_many(upgates: &Upgates, when: OffsetDateTime) -> Answer {
    let mut answer = Answer::refuse(429, "Překročen limit požadavků.");
    let http =
        format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");
    let text = match upgates.kit.switches.text("upgates.retry_after").as_str() {
        "iso" => Some(when.format(&time::format_description::well_known::Rfc3339).unwrap_or_default()),
        "seconds" => Some((when - upgates.kit.clock.now()).whole_seconds().max(1).to_string()),
        "none" => None,
        _ => Some(when.format(http).unwrap_or_default()),
    };
    answer.headers.extend(text.map(|t| ("Retry-After", t)));
    answer
}

fn print(answer: &Answer) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(answer.status).unwrap_or_default();
    let mut response = HttpResponse::build(status);
    for (name, value) in &answer.headers {
        response.insert_header((*name, value.as_str()));
    }
    // The one body that is no JSON is a file.
    if let Value::String(file) = &answer.body {
        return response.content_type("application/pdf").body(file.clone());
    }
    response.content_type("application/json").body(wire_json::encode(&answer.body))
}
