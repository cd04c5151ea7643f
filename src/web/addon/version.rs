//! `POST /upgates/version`: a shop moves to another version of the add-on. The call is not documented beyond being signed, so it is
//! read tolerantly (upgates-addon.md 5.1 row 6, 5.2).
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use secrecy::SecretString;

use crate::coupling::sealed;
use crate::crypto::signature::Call;
use crate::domain::access::Access;
use crate::domain::cause::Code;
use crate::domain::hosts::check_url;
use crate::domain::job::{AFTER_VERSION_CHANGE, JobKind};
use crate::domain::shop::{ApiLogin, Shop, ShopState};
use crate::store::audit::{self, Who};
use crate::store::{Tx, jobs, news, shops};
use crate::web::addon::call::{self, Genuine};
use crate::web::addon::done;
use crate::web::app::WebState;
use crate::web::error::Problem;

/// Stores the version and queues a new look at rights and webhooks. Harmless when repeated and for an unknown shop.
///
/// # Errors
/// The first check of the call that fails, or the database.
pub async fn change(state: Data<WebState>, req: HttpRequest, payload: Payload) -> Result<HttpResponse, Problem> {
    let call = call::receive(&state, Call::Version, &req, payload).await?;
    let now = call.now;
    let (version, raw) = call.fields.version();
    // An opening may have carried the same text a moment ago.
    state.reception.settle().await?;
    let mut tx = state.db.begin().await?;
    let seen = call.admit(&mut tx).await?;
    let signed = Call::Version.signed_fields()[call.list];
    // What is in no signed text is not told: anybody may have written it.
    let offered = signed.contains(&"version").then_some(raw.as_str());
    tracing::info!(signed = signed.join(";"), offered, "a version change was proven");
    if let Some(shop) = shops::by_token_in(&mut tx, call.token()).await? {
        news::note(&mut tx, &shop.id, (version, &raw), &Access::all_words(), now).await?;
        shops::set_version(&mut tx, &shop.id, version, &raw).await?;
        // A login that came before the latest activation is no longer the shop's.
        let (activated_at, _) = shops::activation_in(&mut tx, &shop.id).await?;
        if signed.contains(&"apiKey") && !seen.erased && seen.at >= activated_at {
            renew_login(&state, &mut tx, &call, &shop).await?;
        }
        jobs::restart(&mut tx, &shop.id, "", JobKind::Onboard, AFTER_VERSION_CHANGE, now).await?;
        audit::add(&mut tx, &shop.id, Who::Upgates, "version", &raw, now).await?;
    }
    tx.commit().await?;
    state.reception.forget(call.token());
    state.bell.notify_one();
    Ok(done())
}

/// Only a login inside the signed text is believed, and only for an address that may be contacted.
async fn renew_login(state: &WebState, tx: &mut Tx, call: &Genuine, shop: &Shop) -> Result<(), Problem> {
    let text = |name: &str| call.fields.text(name).filter(|text| !text.is_empty());
    let (Some(user), Some(key), Some(api_url)) = (text("apiUser"), text("apiKey"), text("apiUrl")) else {
        return Ok(());
    };
    if let Err(error) = check_url(&api_url, &state.api_hosts) {
        tracing::warn!(shop = %shop.id, %error, "the API address of a version change was not taken");
        return Ok(());
    }
    let api = ApiLogin { user: user.into_owned(), key: SecretString::from(key.into_owned()) };
    shops::reseal(tx, &shop.id, &sealed::seal_login(&state.vault, &shop.id, &api)?).await?;
    shops::set_api_url(tx, &shop.id, &api_url).await?;
    if shop.state == ShopState::Refused {
        shops::set_state(tx, &shop.id, ShopState::Active).await?;
        jobs::revive(tx, &shop.id, Code::AuthUpgates.word(), "", call.now).await?;
    }
    Ok(())
}
