//! `POST /upgates/install`: a shop activates the add-on, again or for the first time.
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use secrecy::{ExposeSecret as _, SecretString};

use crate::coupling::sealed;
use crate::crypto::signature::Call;
use crate::domain::cause::Code;
use crate::domain::clock::Millis;
use crate::domain::hosts::check_url;
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::domain::shop::{ApiLogin, ShopState};
use crate::store::audit::{self, Who};
use crate::store::{Tx, jobs, shops};
use crate::web::addon::call::{self, Genuine, Seen};
use crate::web::addon::{done, refused, wording};
use crate::web::app::WebState;
use crate::web::error::Problem;

/// Of the name of a host that is refused so many characters are told.
const LONGEST_HOST: usize = 100;

/// Stores the shop or replaces its login, queues what follows, and answers. Harmless when repeated; settings are kept.
///
/// # Errors
/// The first check of the call that fails, or the database.
pub async fn install(state: Data<WebState>, req: HttpRequest, payload: Payload) -> Result<HttpResponse, Problem> {
    let call = call::receive(&state, Call::Install, &req, payload).await?;
    let api_url = call.fields.required("apiUrl")?;
    if let Err(error) = check_url(&api_url, &state.api_hosts) {
        tracing::warn!(%error, "an activation was refused because of its API address");
        // Its text is good nowhere else either.
        let mut tx = state.db.begin().await?;
        call.admit(&mut tx).await?;
        tx.commit().await?;
        let host = url::Url::parse(&api_url).ok().and_then(|url| url.host_str().map(str::to_owned));
        let language = call.fields.language().unwrap_or_default();
        let host: String = host.unwrap_or_else(|| "?".to_owned()).chars().take(LONGEST_HOST).collect();
        return Ok(refused(&wording::api_host_refused(language, &host, &state.support)));
    }
    // Two first activations at the same moment: the slower one finds the shop that the other stored.
    match store(&state, &call, &api_url).await {
        Err(Problem::Store(error)) if error.is_conflict() => store(&state, &call, &api_url).await?,
        other => other?,
    }
    state.reception.forget(call.token());
    state.bell.notify_one();
    Ok(done())
}

async fn store(state: &WebState, call: &Genuine, api_url: &str) -> Result<(), Problem> {
    let now = call.now;
    let token = call.token();
    let api = ApiLogin {
        user: call.fields.required("apiUser")?.into_owned(),
        key: SecretString::from(call.fields.required("apiKey")?.into_owned()),
    };
    let (version, version_raw) = call.fields.version();
    let mut tx = state.db.begin().await?;
    let seen = call.admit(&mut tx).await?;
    let known = shops::by_token_in(&mut tx, token).await?;
    let before = |at: Millis| seen.at < at;
    if seen.erased || known.as_ref().and_then(|shop| shop.deactivated_at).is_some_and(before) {
        tracing::warn!(
            shop = known.as_ref().map(|shop| shop.id.as_str()),
            "an activation was answered only, because the shop was deactivated after it first came"
        );
        return Ok(tx.commit().await?);
    }
    if let Some(shop) = known.as_ref().filter(|shop| shop.state == ShopState::Active)
        && is_outdated(state, &mut tx, &shop.id, &api, seen).await?
    {
        tracing::warn!(shop = %shop.id, "a repeated activation was answered only, because a newer one has replaced its login");
        return Ok(tx.commit().await?);
    }
    let id = known.as_ref().map_or_else(|| ShopId::generate(now), |shop| shop.id.clone());
    let language = call.fields.language().or_else(|| known.as_ref().map(|shop| shop.language)).unwrap_or_default();
    let install = shops::Install {
        token,
        api_url,
        login_sealed: &sealed::seal_login(&state.vault, &id, &api)?,
        language,
        version,
        version_raw: &version_raw,
    };
    if known.is_some() {
        shops::reinstall(&mut tx, &id, &install, now).await?;
        jobs::revive(&mut tx, &id, Code::AuthUpgates.word(), "", now).await?;
    } else {
        shops::insert(&mut tx, &id, &install, now).await?;
    }
    jobs::restart(&mut tx, &id, "", JobKind::Onboard, "", now).await?;
    audit::add(&mut tx, &id, Who::Upgates, "install", &version_raw, now).await?;
    tx.commit().await?;
    tracing::info!(shop = %id, again = known.is_some(), "a shop activated the add-on");
    Ok(())
}

/// Whether this very call came before, and another activation with another login came since: its login no longer exists.
async fn is_outdated(
    state: &WebState,
    tx: &mut Tx,
    shop: &ShopId,
    api: &ApiLogin,
    seen: Seen,
) -> Result<bool, Problem> {
    let (activated_at, sealed) = shops::activation_in(tx, shop).await?;
    if seen.at >= activated_at {
        return Ok(false);
    }
    // A login that no longer opens (its vault key is gone) must be replaceable.
    let kept = sealed::open_login(&state.vault, shop, &sealed);
    Ok(kept.is_ok_and(|kept| kept.user != api.user || kept.key.expose_secret() != api.key.expose_secret()))
}
