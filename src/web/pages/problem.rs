//! What a page says when it can't be shown, and the headers that every page carries.
use std::fmt;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, ResponseError, web};

use super::farewell::Farewell;
use super::gate::Gate;
pub use super::gate::plain as gate;
use super::{PageState, closed};
use crate::coupling::DeskError;
use crate::crypto::vault::VaultError;
use crate::domain::shop::Language;
use crate::store::StoreError;
use crate::text::say;

/// Why there is no page.
#[derive(Debug)]
pub enum PageError {
    /// No live session: the add-on must be opened again from the administration.
    Expired,
    /// The link was used before, or never existed.
    UsedLink,
    /// Nothing here, or somebody else's.
    NotFound,
    /// The form is not ours, or from a former session.
    Forged,
    /// The form is larger than any of ours.
    TooLarge,
    /// It makes no sense any more: things have moved on.
    MovedOn,
    /// The shop has deactivated the add-on.
    Deactivated(Box<Farewell>),
    /// There is a new version to be told of first.
    News,
    /// The database doesn't answer; the text is for the log.
    Away(String),
    /// Something of ours failed; the text is for the log.
    Internal(String),
}

impl PageError {
    const fn word(&self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::UsedLink => "used-link",
            Self::NotFound => "not-found",
            Self::Forged => "forged",
            Self::TooLarge => "too-large",
            Self::MovedOn => "moved-on",
            Self::Deactivated(_) => "deactivated",
            Self::News => "news",
            Self::Away(_) => "away",
            Self::Internal(_) => "internal",
        }
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Away(why) | Self::Internal(why) => write!(f, "page failed: {why}"),
            other => f.write_str(other.word()),
        }
    }
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Expired => StatusCode::UNAUTHORIZED,
            Self::Deactivated(farewell) if !farewell.error.is_empty() => StatusCode::UNPROCESSABLE_ENTITY,
            Self::UsedLink | Self::Deactivated(_) => StatusCode::GONE,
            Self::News => StatusCode::SEE_OTHER,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forged => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MovedOn => StatusCode::CONFLICT,
            Self::Away(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl From<StoreError> for PageError {
    fn from(e: StoreError) -> Self {
        if e.is_away() { Self::Away(e.to_string()) } else { Self::Internal(e.to_string()) }
    }
}

impl From<VaultError> for PageError {
    fn from(e: VaultError) -> Self {
        Self::Internal(e.to_string())
    }
}

impl From<askama::Error> for PageError {
    fn from(e: askama::Error) -> Self {
        Self::Internal(e.to_string())
    }
}

impl From<DeskError> for PageError {
    fn from(e: DeskError) -> Self {
        match e {
            DeskError::NotFound(_) => Self::NotFound,
            DeskError::NotNow(_) | DeskError::TooSoon => Self::MovedOn,
            DeskError::Store(e) => e.into(),
            other => Self::Internal(other.to_string()),
        }
    }
}

/// In which language and in whose frame a request's answer stands; found while it is worked on.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Language.
    pub language: Option<Language>,
    /// The administration's origin; without it no frame may show the answer.
    pub origin: Option<String>,
    /// Address of the first page, when there is a session for it.
    pub home: Option<String>,
}

impl Frame {
    /// Notes it for the answer to this request, and for later ones that can't read whose they are.
    pub fn note(self, request: &HttpRequest) {
        if let (Some(state), Some(shop)) =
            (request.app_data::<web::Data<PageState>>(), request.match_info().get("shop"))
        {
            let frame = Self { home: None, ..self.clone() };
            state.frames.put(shop, frame, state.desk.clock.now());
        }
        request.extensions_mut().insert(self);
    }
}

/// The language that the browser asks for, when nothing better is known.
pub fn browser_language(request: &HttpRequest) -> Language {
    let wanted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let mut codes =
        wanted.split(',').map(|part| part.split([';', '-']).next().unwrap_or_default().trim().to_ascii_lowercase());
    codes.find_map(|code| Language::ALL.into_iter().find(|l| l.code() == code)).unwrap_or(Language::En)
}

/// The page that says why there is none.
fn error_page(
    request: &HttpRequest,
    state: &PageState,
    frame: &Frame,
    error: &PageError,
    status: StatusCode,
) -> HttpResponse {
    let home = frame.home.clone();
    let language = frame.language.unwrap_or_else(|| browser_language(request));
    let html = match error {
        PageError::News => {
            let to = home.unwrap_or_default() + "/news";
            return HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish();
        }
        PageError::Deactivated(farewell) => farewell.html(state),
        other => {
            if let PageError::Internal(why) | PageError::Away(why) = other {
                tracing::error!(why = %why, "a page could not be made");
            }
            let mut gate = Gate::new(&state.support, language, other.word());
            if matches!(other, PageError::Expired | PageError::UsedLink) {
                gate = gate.line(say(language, "gate-switched-off", &[]));
            }
            let again = matches!(other, PageError::Away(_)) && *request.method() == Method::GET;
            let gate = match (home, &frame.origin) {
                _ if again => gate.way(say(language, "gate-again", &[]), request.path().to_owned(), false),
                (Some(home), _) => gate.way(say(language, "gate-home", &[]), home, false),
                (None, Some(origin)) => gate.way(say(language, "gate-admin", &[]), origin.clone(), true),
                (None, None) => gate,
            };
            gate.html()
        }
    };
    let mut answer = HttpResponse::build(status);
    if matches!(error, PageError::Away(_)) {
        answer.insert_header((header::RETRY_AFTER, "10"));
    }
    answer.content_type("text/html; charset=utf-8").body(html.unwrap_or_default())
}

/// The frame that was found for a request, else the one in which its shop's pages stood before: so that a page can say that the database
/// is away where it would have stood.
fn frame_of(request: &HttpRequest) -> Frame {
    let found = request.extensions().get::<Frame>().cloned();
    let before = || {
        let state = request.app_data::<web::Data<PageState>>()?;
        state.frames.last(request.match_info().get("shop")?)
    };
    found.or_else(before).unwrap_or_default()
}

/// Turns errors into pages and gives every answer its headers.
///
/// # Errors
/// Only what actix itself could not answer.
pub async fn dress(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let (request, mut response) = match closed::answer(request.request()).await {
        Some(answer) => (request.into_parts().0, answer),
        None => next.call(request).await?.map_into_boxed_body().into_parts(),
    };
    let frame = frame_of(&request);
    if let Some(state) = request.app_data::<web::Data<PageState>>()
        && let Some(error) = response.error().and_then(|e| e.as_error::<PageError>())
    {
        response = error_page(&request, state, &frame, error, response.status());
    }
    if *request.method() == Method::POST
        && response.status().is_redirection()
        && let Some(state) = request.app_data::<web::Data<PageState>>()
    {
        state.bell.notify_one();
    }
    let ancestors = frame.origin.as_deref().unwrap_or("'none'");
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
    );
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    );
    Ok(ServiceResponse::new(request, response))
}
