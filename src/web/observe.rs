//! What surrounds each answer: its headers, one log line and two metrics. Addresses may hold secrets, so only the route's pattern is told.
use std::time::Duration;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::web::app::WebState;
use crate::web::headers;

/// Protects, counts and times an answer.
///
/// # Errors
/// Those of the handler.
pub async fn answer<B: MessageBody>(req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let clock = req.app_data::<Data<WebState>>().map(|state| state.clock.clone()).unwrap_or_default();
    let began = clock.now();
    let mut answer = next.call(req).await?;
    headers::protect(answer.headers_mut());
    let route = answer.request().match_pattern().unwrap_or_else(|| "unknown".to_owned());
    let took = Duration::from_millis(u64::try_from(clock.now().0 - began.0).unwrap_or_default());
    let status = answer.status();
    let class = match status.as_u16() / 100 {
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    };
    metrics::counter!("spojka_http_requests_total", "route" => route.clone(), "status" => class).increment(1);
    metrics::histogram!("spojka_http_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
    let method = answer.request().method();
    tracing::debug!(%method, route, status = status.as_u16(), ms = took.as_millis(), "answered a request");
    Ok(answer)
}
