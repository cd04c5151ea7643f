//! `/hooks/extend/{secret}`: hooks of Extend Commerce, signed with `ms-signature` (partners.md 2.7).
use actix_web::web::{Bytes, Data, Path, Payload, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use crate::coupling::sealed;
use crate::crypto::{hmac, token};
use crate::domain::clock::Millis;
use crate::domain::extend_hook::{self, Concern, Notification};
use crate::domain::hook;
use crate::domain::partner::PartnerKind;
use crate::store::connections::{self, Connection};
use crate::store::marks::{self, Mark};
use crate::web::app::WebState;
use crate::web::body;
use crate::web::error::{Problem, not_found};
use crate::web::hooks::{HEARD_SECONDS, LIMIT, in_time, missed, taken};

/// The probe with which senders of this kind test an address.
#[derive(Deserialize)]
pub struct Echo {
    echo: Option<String>,
}

/// `GET …?echo=x` answers `x` as plain text, known address or not.
///
/// # Errors
/// 404 without `echo`.
pub async fn echo(query: Query<Echo>) -> Result<HttpResponse, Problem> {
    match query.into_inner().echo {
        Some(text) if text.len() <= 500 => Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text)),
        _ => not_found().await,
    }
}

/// Verifies the signature, marks what the hook names and answers 200 after the commit.
///
/// # Errors
/// 401 for an unknown address or a signature that does not fit, without any effect; 413; the database.
pub async fn receive(
    state: Data<WebState>,
    path: Path<String>,
    req: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let hash = token::hash(&path);
    let known = in_time(async { Ok(connections::by_hook(&state.db, PartnerKind::Extend, &hash).await?) }).await;
    let Ok(Some(connection)) = known else {
        body::pass(&req, payload, LIMIT).await?;
        return known.and(refuse("unknown"));
    };
    state.missed.learn(&hash, || missed::of_connection(&connection.shop, connection.id.as_str()));
    let body = body::read(&req, payload, LIMIT).await?;
    let key = sealed::open_hook(&state.vault, &connection.id, "hook_secret", &connection.hook_secret_sealed)?;
    let header = req.headers().get("ms-signature").and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !hmac::verify_ms_signature(&key, &body, header) {
        tracing::warn!(connection = %connection.id, "a hook was refused because its signature does not fit");
        return refuse("forged");
    }
    in_time(keep(&state, &connection, &body)).await?;
    state.bell.notify_one();
    Ok(taken())
}

async fn keep(state: &WebState, connection: &Connection, body: &Bytes) -> Result<(), Problem> {
    let now = state.clock.now();
    let found = match extend_hook::parse(body) {
        Ok(notifications) => {
            count("taken");
            Found::of(&notifications)
        }
        Err(error) => {
            count("malformed");
            tracing::warn!(connection = %connection.id, %error, "a hook could not be read, changes will be looked for");
            Found { some_order: true, some_product: true, ..Found::default() }
        }
    };
    let mut marks = Vec::new();
    for (event, items, some) in
        [(hook::PROGRESS, &found.orders, found.some_order), (hook::STOCK, &found.products, found.some_product)]
    {
        let mut mark = |items| marks.push(Mark::new(&connection.shop, connection.id.as_str(), event, items, now));
        // Of very many things none is read by itself.
        let many = items.len() > hook::MOST_NAMED;
        if !items.is_empty() && !many {
            mark(serde_json::json!(items).to_string());
        }
        if some || many {
            mark(marks::LOOK_FOR_CHANGES.to_owned());
        }
    }
    state.inbox.take(marks).await?;
    let last = connection.last_heard_at.unwrap_or(Millis(0));
    if last.plus_seconds(HEARD_SECONDS) <= now {
        let mut tx = state.db.begin().await?;
        connections::heard(&mut tx, &connection.shop, connection.id.as_str(), now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// What the notifications of one hook name together.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    orders: Vec<String>,
    products: Vec<String>,
    some_order: bool,
    some_product: bool,
}

impl Found {
    fn of(notifications: &[Notification]) -> Self {
        let mut found = Self::default();
        for notification in notifications {
            match notification.concern() {
                Concern::Order(number) => found.orders.push(number),
                Concern::SomeOrder => found.some_order = true,
                Concern::Product(number) => found.products.push(number),
                Concern::SomeProduct => found.some_product = true,
                Concern::Nothing => {}
            }
        }
        for list in [&mut found.orders, &mut found.products] {
            list.sort_unstable();
            list.dedup();
        }
        found
    }
}

fn refuse(result: &'static str) -> Result<HttpResponse, Problem> {
    count(result);
    Err(Problem::Unproven("ms-signature does not fit"))
}

fn count(result: &'static str) {
    metrics::counter!("spojka_hooks_total", "sender" => "extend", "result" => result).increment(1);
}
