//! Reading a body up to a limit, and telling whether it is JSON.
use std::pin::pin;
use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::web::{Bytes, BytesMut, Payload};
use futures_util::{FutureExt as _, StreamExt as _};

use crate::web::error::Problem;

/// What is still read of a body that is too large, in bytes, so that its sender gets to see the answer.
const DRAIN: usize = 8 * 1024 * 1024;

/// Longest time that a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads a body of at most `limit` bytes.
///
/// # Errors
/// [`Problem::TooLarge`], or [`Problem::Malformed`] when the body breaks off or takes too long.
pub async fn read(req: &HttpRequest, payload: Payload, limit: usize) -> Result<Bytes, Problem> {
    let mut collected = pin!(collect(req, payload, limit));
    // A small body mostly came with its head: then there is nothing to wait for, and no timer.
    if let Some(read) = collected.as_mut().now_or_never() {
        return read;
    }
    let read = tokio::time::timeout(PATIENCE, collected).await;
    read.unwrap_or_else(|_| Err(Problem::malformed("the body takes too long")))
}

async fn collect(req: &HttpRequest, mut payload: Payload, limit: usize) -> Result<Bytes, Problem> {
    let told = req.headers().get(CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok());
    let mut too_large = told.is_some_and(|n| n > limit);
    let mut body = BytesMut::with_capacity(told.unwrap_or(0).min(limit));
    let mut seen = 0;
    while let Some(part) = payload.next().await {
        let part = part.map_err(|_| Problem::malformed("the body breaks off"))?;
        seen += part.len();
        too_large |= seen > limit;
        if too_large {
            if seen > limit.saturating_add(DRAIN) {
                break;
            }
        } else {
            body.extend_from_slice(&part);
        }
    }
    if too_large { Err(Problem::TooLarge { limit }) } else { Ok(body.freeze()) }
}

/// Whether the content type is `application/json`, in any case and with any parameters.
pub fn is_json(req: &HttpRequest) -> bool {
    let told = req.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    told.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}
