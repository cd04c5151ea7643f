//! Reading a body up to a limit, and telling whether it is JSON.
use std::pin::pin;
use std::time::Duration;

use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::web::{Bytes, BytesMut, Payload};
use actix_web::{HttpMessage as _, HttpRequest};
use futures_util::{FutureExt as _, StreamExt as _};

use crate::web::error::Problem;

/// What is still read of a body that is too large, in bytes, so that its sender gets to see the answer.
const DRAIN: usize = 8 * 1024 * 1024;

/// Longest time that a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// Put into a request whose body was not read to its end: its connection is closed with the answer, or its sender could go on for ever.
#[derive(Debug, Clone, Copy)]
pub struct Unfinished;

/// Reads a body of at most `limit` bytes.
///
/// # Errors
/// [`Problem::TooLarge`], or [`Problem::Malformed`] when the body breaks off or takes too long.
pub async fn read(req: &HttpRequest, payload: Payload, limit: usize) -> Result<Bytes, Problem> {
    let mut body = BytesMut::new();
    receive(req, payload, limit, |part| body.extend_from_slice(part)).await?;
    Ok(body.freeze())
}

/// Lets a body of at most `limit` bytes pass without keeping it, so that its sender gets to see the answer.
///
/// # Errors
/// As [`read`].
pub async fn pass(req: &HttpRequest, payload: Payload, limit: usize) -> Result<(), Problem> {
    receive(req, payload, limit, |_| ()).await
}

async fn receive(req: &HttpRequest, payload: Payload, limit: usize, take: impl FnMut(&[u8])) -> Result<(), Problem> {
    let mut collected = pin!(collect(req, payload, limit, take));
    // A small body mostly came with its head: then there is nothing to wait for, and no timer.
    let end = match collected.as_mut().now_or_never() {
        Some(end) => end,
        None => tokio::time::timeout(PATIENCE, collected).await.unwrap_or(End::Late),
    };
    if !matches!(end, End::Whole | End::TooLarge { whole: true }) {
        req.extensions_mut().insert(Unfinished);
    }
    match end {
        End::Whole => Ok(()),
        End::TooLarge { .. } => Err(Problem::TooLarge { limit }),
        End::Broken => Err(Problem::malformed("the body breaks off")),
        End::Late => Err(Problem::malformed("the body takes too long")),
    }
}

/// How a body ended.
enum End {
    Whole,
    TooLarge { whole: bool },
    Broken,
    Late,
}

async fn collect(req: &HttpRequest, mut payload: Payload, limit: usize, mut take: impl FnMut(&[u8])) -> End {
    let told = req.headers().get(CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok());
    let mut too_large = told.is_some_and(|n| n > limit);
    let mut seen = 0;
    while let Some(part) = payload.next().await {
        let Ok(part) = part else { return End::Broken };
        seen += part.len();
        too_large |= seen > limit;
        if !too_large {
            take(&part);
        } else if seen > limit.saturating_add(DRAIN) {
            return End::TooLarge { whole: false };
        }
    }
    if too_large { End::TooLarge { whole: true } } else { End::Whole }
}

/// Whether the content type is `application/json`, in any case and with any parameters.
pub fn is_json(req: &HttpRequest) -> bool {
    let told = req.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    told.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}
