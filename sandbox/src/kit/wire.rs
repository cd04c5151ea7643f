//! The middleware around each system's routes: writes the request log and applies faults.
//! Use: `web::scope("/extend").wrap(wire::observe(&kit, "extend"))`.

use super::{Entry, Fault, FaultKind, Kit};
use actix_web::body::{BodyStream, BoxBody, MessageBody, to_bytes};
use actix_web::dev::{Payload, Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::{StatusCode, header};
use actix_web::web::Bytes;
use actix_web::{Error, HttpMessage as _, HttpResponse};
use futures_util::StreamExt as _;
use futures_util::future::{LocalBoxFuture, Ready, ready};
use futures_util::stream;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// Largest request body that is read, in bytes.
const LARGEST: usize = 32 * 1024 * 1024;

/// Bytes of an answer that the log keeps: a page of a hundred orders would fill the memory.
const LONGEST_KEPT: usize = 32 * 1024;

/// The middleware for one system.
pub fn observe(kit: &Kit, system: &'static str) -> Observe {
    Observe { kit: kit.clone(), system }
}

/// Made by [`observe`].
#[derive(Clone, Debug)]
pub struct Observe {
    kit: Kit,
    system: &'static str,
}

impl<S, B> Transform<S, ServiceRequest> for Observe
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type Transform = Observed<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(Observed { inner: Rc::new(inner), kit: self.kit.clone(), system: self.system }))
    }
}

/// A service inside [`Observe`].
#[derive(Debug)]
pub struct Observed<S> {
    inner: Rc<S>,
    kit: Kit,
    system: &'static str,
}

impl<S, B> Service<ServiceRequest> for Observed<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self::Response, Error>>;

    forward_ready!(inner);

    fn call(&self, mut req: ServiceRequest) -> Self::Future {
        let (inner, kit, system) = (Rc::clone(&self.inner), self.kit.clone(), self.system);
        Box::pin(async move {
            let started = Instant::now();
            let body = read_body(&mut req).await?;
            let mut entry = describe(&kit, system, &req, &body);
            let fault = kit.faults.take(system, req.method().as_str(), req.path());
            entry.fault = fault.as_ref().map(|f| f.kind);
            let wait = Duration::from_millis(fault.as_ref().map_or(0, |f| f.latency_ms));
            let late = entry.fault == Some(FaultKind::LateAnswer);
            if !late && !wait.is_zero() {
                tokio::time::sleep(wait).await;
            }
            let response = match fault.as_ref().and_then(instead) {
                Some(made) => req.into_response(made),
                None => inner.call(req).await?.map_into_boxed_body(),
            };
            let (response, text) = spoil(response, fault.as_ref()).await;
            if late {
                tokio::time::sleep(wait).await;
            }
            let cut = entry.fault.is_some_and(|k| matches!(k, FaultKind::ReplyLost | FaultKind::Dropped));
            entry.status = if cut { 0 } else { response.status().as_u16() };
            entry.response_body = as_text(&text, LONGEST_KEPT);
            entry.took_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
            kit.log.push(entry);
            Ok(response)
        })
    }
}

async fn read_body(req: &mut ServiceRequest) -> Result<Bytes, Error> {
    let mut payload = req.take_payload();
    let mut body = Vec::new();
    while let Some(part) = payload.next().await {
        let part: Bytes = part?;
        body.extend_from_slice(&part);
        if body.len() > LARGEST {
            return Err(actix_web::error::ErrorPayloadTooLarge("body too large"));
        }
    }
    let body = Bytes::from(body);
    req.set_payload(Payload::Stream { payload: Box::pin(stream::once(ready(Ok(body.clone())))) });
    Ok(body)
}

fn as_text(bytes: &[u8], most: usize) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(most)]).into_owned()
}

fn describe(kit: &Kit, system: &str, req: &ServiceRequest, body: &Bytes) -> Entry {
    let headers: BTreeMap<String, String> = req
        .headers()
        .iter()
        .filter(|(name, _)| !name.as_str().contains("authorization"))
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    let shop = req.path().strip_prefix("/shops/").and_then(|rest| rest.split('/').next()).map(ToOwned::to_owned);
    Entry {
        at: kit.clock.now(),
        system: system.to_owned(),
        shop,
        method: req.method().to_string(),
        path: req.path().to_owned(),
        query: req.query_string().to_owned(),
        status: 0,
        request_body: as_text(body, LARGEST),
        response_body: String::new(),
        headers,
        took_ms: 0,
        fault: None,
    }
}

/// The answer of a fault that keeps the handler from running.
fn instead(fault: &Fault) -> Option<HttpResponse> {
    let status = |default: StatusCode| fault.status.and_then(|s| StatusCode::from_u16(s).ok()).unwrap_or(default);
    let text = |default: &str| fault.body.clone().unwrap_or_else(|| default.to_owned());
    let mut answer = match fault.kind {
        FaultKind::TooMany => HttpResponse::TooManyRequests(),
        FaultKind::ServerError => HttpResponse::build(status(StatusCode::INTERNAL_SERVER_ERROR)),
        FaultKind::Answer => HttpResponse::build(status(StatusCode::OK)),
        FaultKind::PlainText => HttpResponse::build(status(StatusCode::SERVICE_UNAVAILABLE)),
        FaultKind::Html => HttpResponse::build(status(StatusCode::BAD_GATEWAY)),
        FaultKind::Dropped => HttpResponse::Ok(),
        _ => return None,
    };
    if let Some(when) = &fault.retry_after {
        answer.insert_header((header::RETRY_AFTER, when.as_str()));
    }
    Some(match fault.kind {
        FaultKind::TooMany | FaultKind::ServerError => match &fault.body {
            Some(body) => answer.content_type("application/json").body(body.clone()),
            None => answer.finish(),
        },
        FaultKind::Answer => {
            let kind = fault.content_type.clone().unwrap_or_else(|| "application/json".to_owned());
            match fault.bytes() {
                Some(bytes) => answer.content_type(kind).body(bytes),
                None => answer.content_type(kind).body(text("")),
            }
        }
        FaultKind::PlainText => answer.content_type("text/plain").body(text("Service unavailable")),
        FaultKind::Html => {
            answer.content_type("text/html").body(text("<html><body><h1>Bad Gateway</h1></body></html>"))
        }
        _ => answer.finish(),
    })
}

/// Harms an answer that is already made; gives back also the text that the handler made.
async fn spoil(response: ServiceResponse<BoxBody>, fault: Option<&Fault>) -> (ServiceResponse<BoxBody>, Bytes) {
    let (req, response) = response.into_parts();
    let (mut head, body) = response.into_parts();
    let text = to_bytes(body).await.unwrap_or_default();
    let response = match fault.map(|f| f.kind) {
        Some(FaultKind::Truncated) => head.set_body(text.slice(..text.len() / 2)).map_into_boxed_body(),
        Some(FaultKind::Spoiled) => {
            let spoiled = fault.map(|f| f.spoiled(&text)).unwrap_or_default();
            head.set_body(Bytes::from(spoiled)).map_into_boxed_body()
        }
        Some(FaultKind::ReplyLost | FaultKind::Dropped) => {
            let cut =
                stream::once(ready(Err::<Bytes, Error>(actix_web::error::ErrorInternalServerError("connection cut"))));
            head.set_body(BodyStream::new(cut)).map_into_boxed_body()
        }
        Some(FaultKind::GatewayTimeout) => HttpResponse::GatewayTimeout().finish(),
        Some(FaultKind::WrongType) => {
            head.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/html"));
            head.set_body(text.clone()).map_into_boxed_body()
        }
        _ => head.set_body(text.clone()).map_into_boxed_body(),
    };
    (ServiceResponse::new(req, response), text)
}
