//! What surrounds each answer: its headers, one log line and two metrics. Addresses may hold secrets, so only the route's pattern is told.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::ConnectionType;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage as _};

use crate::web::app::WebState;
use crate::web::body::Unfinished;
use crate::web::headers;
use crate::web::hooks::missed;

/// Protects, counts and times an answer.
///
/// # Errors
/// Those of the handler.
pub async fn answer<B: MessageBody>(req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let state = req.app_data::<Data<WebState>>().cloned();
    let began = state.as_ref().map(|state| state.clock.now());
    let mut answer = match next.call(req).await {
        Ok(answer) => answer,
        Err(error) => {
            // What actix answers by itself when nobody else could.
            let mut response = error.error_response();
            headers::protect(response.headers_mut());
            return Err(InternalError::from_response(error, response).into());
        }
    };
    headers::protect(answer.headers_mut());
    if answer.request().extensions().contains::<Unfinished>() {
        answer.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    if let (Some(state), Some(began)) = (state, began) {
        missed::notice(&state, &answer);
        if state.is_stopping() {
            answer.response_mut().head_mut().set_connection_type(ConnectionType::Close);
        }
        let route = answer.request().match_pattern();
        let route = route.as_deref().unwrap_or("unknown");
        let (status, millis) = (answer.status(), state.clock.now().0 - began.0);
        state.meters.answered(route, status, millis);
        let method = answer.request().method();
        tracing::debug!(%method, route, status = status.as_u16(), ms = millis, "answered a request");
    }
    Ok(answer)
}
