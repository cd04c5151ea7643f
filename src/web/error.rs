//! Problems: what a call is refused with, as `application/problem+json` (RFC 9457).
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};
use serde_json::json;

use crate::crypto::vault::VaultError;
use crate::store::StoreError;

/// Why a call is refused.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// 413.
    #[error("the body is larger than {limit} bytes")]
    TooLarge {
        /// Largest body in bytes.
        limit: usize,
    },
    /// 415.
    #[error("the body must be application/json")]
    NotJson,
    /// 400.
    #[error("{0}")]
    Malformed(String),
    /// 401. The text says which check failed, never why in a way that helps a forger.
    #[error("{0}")]
    Unproven(&'static str),
    /// 404.
    #[error("{0}")]
    NotFound(&'static str),
    /// 405.
    #[error("use {allowed}")]
    Method {
        /// Methods that may be used.
        allowed: &'static str,
    },
    /// 503: the key that proves calls could never be fetched.
    #[error("the public key that proves calls is not available at the moment")]
    NoKey,
    /// 503: the database.
    #[error("storing is not possible at the moment")]
    Store(#[from] StoreError),
    /// 500: the vault.
    #[error("a secret could not be sealed or opened")]
    Vault(#[from] VaultError),
}

impl Problem {
    /// A malformed body.
    pub fn malformed(what: impl Into<String>) -> Self {
        Self::Malformed(what.into())
    }

    /// A stable word for logs, metrics and callers.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::NotJson => "not-json",
            Self::Malformed(_) => "malformed",
            Self::Unproven(_) => "signature",
            Self::NotFound(_) => "not-found",
            Self::Method { .. } => "method",
            Self::NoKey => "no-key",
            Self::Store(_) => "store",
            Self::Vault(_) => "vault",
        }
    }

    const fn title(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "Body too large",
            Self::NotJson => "Not JSON",
            Self::Malformed(_) => "Malformed call",
            Self::Unproven(_) => "Not proven",
            Self::NotFound(_) => "Not found",
            Self::Method { .. } => "Method not allowed",
            Self::NoKey | Self::Store(_) => "Not available",
            Self::Vault(_) => "Internal error",
        }
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::Unproven(_) => StatusCode::UNAUTHORIZED,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Method { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::NoKey | Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Vault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Self::Store(error) => tracing::error!(%error, "a call was refused because storing is not possible"),
            Self::Vault(error) => tracing::error!(%error, "a call was refused because of the vault"),
            Self::NoKey => tracing::error!("a signed call was refused because the public key was never fetched"),
            _ => {}
        }
        let status = self.status_code();
        let mut answer = HttpResponse::build(status);
        answer.content_type("application/problem+json");
        match self {
            Self::Method { allowed } => drop(answer.insert_header((ALLOW, *allowed))),
            Self::NoKey | Self::Store(_) => drop(answer.insert_header((RETRY_AFTER, "10"))),
            _ => {}
        }
        let body = json!({
            "type": "about:blank",
            "title": self.title(),
            "status": status.as_u16(),
            "code": self.code(),
            "detail": self.to_string(),
        });
        answer.body(body.to_string())
    }
}

/// The answer to a path that does not exist.
///
/// # Errors
/// Always: that is the answer.
pub async fn not_found() -> Result<HttpResponse, Problem> {
    Err(Problem::NotFound("there is nothing at this address"))
}

/// The answer to a wrong method where only POST is known.
///
/// # Errors
/// Always: that is the answer.
pub async fn only_post() -> Result<HttpResponse, Problem> {
    Err(Problem::Method { allowed: "POST" })
}
