//! What every call passes first: the tenant's name, credentials, cookies and its rate class.

use super::rate::{Quota, class_of};
use super::refuse;
use crate::extend::ExtendState;
use crate::kit::Switches;
use actix_web::Error;
use actix_web::HttpResponse;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue, RETRY_AFTER, SET_COOKIE, WWW_AUTHENTICATE};
use actix_web::middleware::Next;
use actix_web::web::Data;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Short name of the only tenant.
pub const CLIENT: &str = "APIDEMO";

/// Lets a call through, or answers in the place of its handler.
pub async fn pass<B: MessageBody + 'static>(
    state: Data<ExtendState>,
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let switches = &state.kit().switches;
    let resource = resource_of(req.path()).to_owned();
    if let Some(answer) = stranger(&req, switches) {
        return Ok(req.into_response(answer));
    }
    let limit = switches.number(class_of(&resource));
    let now = state.now();
    let quota = state.rates().count(&resource, limit, now);
    let mut response = if quota.is_exceeded() {
        let text = format!("API calls quota exceeded! Maximum admitted {limit} per minute for {resource}.");
        let mut answer = HttpResponse::TooManyRequests();
        if switches.on("extend.retry_after") {
            answer.insert_header((RETRY_AFTER, (quota.reset - now.unix_timestamp()).to_string()));
        }
        req.into_response(answer.content_type("text/plain; charset=utf-8").body(text))
    } else {
        next.call(req).await?.map_into_boxed_body()
    };
    let headers = response.headers_mut();
    if limit > 0 && switches.on("extend.rate_headers") {
        write_quota(headers, quota);
    }
    if switches.on("extend.set_cookies") {
        let cookie = format!("lxir{}=1; path=/", now.unix_timestamp_nanos() / 1_000 % 1_000_000_000);
        headers.append(SET_COOKIE, HeaderValue::from_str(&cookie).map_err(actix_web::error::ErrorInternalServerError)?);
    }
    Ok(response)
}

fn stranger(req: &ServiceRequest, switches: &Switches) -> Option<HttpResponse> {
    if !is_known(req.headers(), switches) {
        let mut answer = HttpResponse::Unauthorized();
        answer.insert_header((WWW_AUTHENTICATE, "Basic realm=\"Extend Commerce\""));
        return Some(answer.content_type("text/plain").body("Authorization has been denied for this request."));
    }
    if req.match_info().get("client") != Some(CLIENT) {
        return Some(HttpResponse::NotFound().content_type("text/plain").body("Client not found."));
    }
    let most = switches.number("extend.cookies_most");
    let cookies = req.headers().get_all("cookie").flat_map(|line| line.as_bytes().split(|byte| *byte == b';')).count();
    (most > 0 && i64::try_from(cookies).unwrap_or(i64::MAX) > most).then(|| refuse("Request header too long."))
}

fn is_known(headers: &HeaderMap, switches: &Switches) -> bool {
    let names: &[&str] = match switches.text("extend.auth_header").as_str() {
        "extend" => &["extendbasicauthorization"],
        "standard" => &["authorization"],
        _ => &["extendbasicauthorization", "authorization"],
    };
    let wanted = format!("{}:{}", switches.text("extend.user"), switches.text("extend.password"));
    names.iter().filter_map(|name| headers.get(*name)?.to_str().ok()).any(|value| {
        let (scheme, code) = value.split_once(' ').unwrap_or_default();
        scheme.eq_ignore_ascii_case("basic") && STANDARD.decode(code.trim()).is_ok_and(|text| text == wanted.as_bytes())
    })
}

fn write_quota(headers: &mut HeaderMap, quota: Quota) {
    for (name, number) in [
        ("x-ratelimit-limit", quota.limit),
        ("x-ratelimit-remaining", quota.left.max(0)),
        ("x-ratelimit-reset", quota.reset),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from(number));
    }
}

/// The resource of a path: the part after the tenant's name.
fn resource_of(path: &str) -> &str {
    path.split('/').nth(5).unwrap_or_default()
}
