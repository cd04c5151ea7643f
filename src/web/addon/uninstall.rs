//! `POST /upgates/uninstall`: a shop deactivates the add-on. Upgates does not wait for a good answer, so nothing may be missed here.
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};

use crate::crypto::signature::Call;
use crate::domain::job::{JobKind, PROBE_UNINSTALL};
use crate::domain::shop::ShopState;
use crate::store::audit::{self, Who};
use crate::store::{jobs, shops, webhooks};
use crate::web::addon::call;
use crate::web::addon::done;
use crate::web::app::WebState;
use crate::web::error::Problem;

/// Stops all calls for the shop and keeps its data for the grace period. Harmless for a shop that is unknown or gone.
///
/// # Errors
/// The first check of the call that fails, or the database.
pub async fn uninstall(state: Data<WebState>, req: HttpRequest, payload: Payload) -> Result<HttpResponse, Problem> {
    let call = call::receive(&state, Call::Uninstall, &req, payload).await?;
    let now = call.now;
    // An opening may have carried the same text a moment ago.
    state.reception.settle().await?;
    let mut tx = state.db.begin().await?;
    let seen = call.admit(&mut tx).await?;
    let Some(shop) = shops::by_token_in(&mut tx, call.token()).await? else {
        tx.commit().await?;
        tracing::info!("an unknown shop deactivated the add-on");
        return Ok(done());
    };
    // A text first signed for an opening, or one that already came before the shop's latest activation: true, or a replay.
    // A shop that has refused our login since needs no further proof.
    let (activated_at, _) = shops::activation_in(&mut tx, &shop.id).await?;
    let certain = seen.here && seen.at >= activated_at;
    if certain || shop.state == ShopState::Refused {
        shops::deactivate(&mut tx, &shop.id, now, now.plus_seconds(state.grace_days * 86_400)).await?;
        webhooks::forget(&mut tx, &shop.id).await?;
        if shop.state != ShopState::Inactive {
            audit::add(&mut tx, &shop.id, Who::Upgates, "uninstall", "", now).await?;
        }
        tx.commit().await?;
        state.reception.forget(call.token());
        tracing::info!(shop = %shop.id, "a shop deactivated the add-on");
        return Ok(done());
    }
    // One call tells (DESIGN 3.1); until then nothing else is called and nothing is lost.
    if shop.state == ShopState::Active {
        shops::set_state(&mut tx, &shop.id, ShopState::Doubtful).await?;
        jobs::mark(&mut tx, &shop.id, "", JobKind::Probe, PROBE_UNINSTALL, now, now).await?;
        audit::add(&mut tx, &shop.id, Who::Upgates, "uninstall-doubtful", "", now).await?;
    }
    tx.commit().await?;
    state.reception.forget(call.token());
    state.bell.notify_one();
    tracing::warn!(shop = %shop.id, "a deactivation may be a replay, one call to the shop will tell");
    Ok(done())
}
