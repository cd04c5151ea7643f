//! `POST /upgates/open`: somebody in a shop's administration opens the add-on.
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use secrecy::ExposeSecret as _;
use serde::Serialize;

use crate::crypto::signature::Call;
use crate::crypto::ticket::Ticket;
use crate::domain::clock::Millis;
use crate::domain::job::{JobKind, PROBE_OPEN};
use crate::domain::shop::{Language, Shop, ShopState};
use crate::store::audit::{self, Who};
use crate::store::{Tx, cursors, jobs, shops};
use crate::web::addon::call::{self, Genuine};
use crate::web::app::WebState;
use crate::web::error::Problem;

/// A refused login is tried again at an opening at most once in so many seconds: five wrong logins in an hour lock our address for
/// all shops (upgates-addon.md 1.6).
const PROBE_SECONDS: i64 = 3600;

/// The good answer (upgates-addon.md 1.5).
#[derive(Serialize)]
struct Opened<'a> {
    url: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// Answers with the address of a single-use ticket.
///
/// # Errors
/// The first check of the call that fails, 404 for an unknown shop, or the database.
pub async fn open(state: Data<WebState>, req: HttpRequest, payload: Payload) -> Result<HttpResponse, Problem> {
    let call = call::receive(&state, Call::Open, &req, payload).await?;
    let now = call.now;
    let Some(guest) = state.reception.guest(call.token(), now).await? else {
        // Its text may come again at another endpoint, when the shop is known.
        call.remember(&state.reception);
        return Err(Problem::NotFound("this shop is not known; activate the add-on first"));
    };
    let shop = &guest.shop;
    let language = call.fields.language().unwrap_or(shop.language);
    if shop.state == ShopState::Active && language == shop.language {
        call.admit_opening(&guest, &state.reception)?;
    } else {
        // Boxed, as it is rare and large: an opening otherwise carries its place along.
        Box::pin(note(&state, &call, shop, language)).await?;
    }
    let ticket = Ticket::new(shop.id.clone(), language, "", now).seal(&state.vault)?;
    let url = [state.public_url.as_str(), "/open/", ticket.expose_secret()].concat();
    Ok(HttpResponse::Ok().json(Opened { url: &url, kind: "iframe" }))
}

/// An opening that changes what is stored: another language, or a shop that has no access.
async fn note(state: &WebState, call: &Genuine, shop: &Shop, language: Language) -> Result<(), Problem> {
    let now = call.now;
    let last_probe = match shop.state {
        ShopState::Active | ShopState::Doubtful => None,
        ShopState::Refused | ShopState::Inactive | ShopState::Erasing => {
            Some(cursors::get(&state.db, shop.id.as_str(), PROBE_OPEN).await?.unwrap_or_default())
        }
    };
    let mut tx = state.db.begin().await?;
    call.admit(&mut tx).await?;
    if language != shop.language {
        shops::set_language(&mut tx, &shop.id, language).await?;
    }
    let probe = last_probe.is_some_and(|at| at.plus_seconds(PROBE_SECONDS) <= now);
    if probe {
        try_kept_login(&mut tx, shop, now).await?;
    }
    tx.commit().await?;
    state.reception.forget(call.token());
    if probe {
        state.bell.notify_one();
    }
    Ok(())
}

/// A shop that is deactivated or refused us, yet opens the add-on: its kept login is tried once (upgates-addon.md 5.1 row 21).
async fn try_kept_login(tx: &mut Tx, shop: &Shop, now: Millis) -> Result<(), Problem> {
    shops::set_state(tx, &shop.id, ShopState::Doubtful).await?;
    jobs::mark(tx, &shop.id, "", JobKind::Probe, PROBE_OPEN, now, now).await?;
    cursors::set(tx, shop.id.as_str(), PROBE_OPEN, now).await?;
    audit::add(tx, &shop.id, Who::Upgates, "open-doubtful", shop.state.word(), now).await?;
    tracing::info!(shop = %shop.id, state = shop.state.word(), "a shop without access opened the add-on, its login is tried once");
    Ok(())
}
