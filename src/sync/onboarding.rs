//! A shop after activation or a version change: rights, owner, dictionaries; and the one call about a doubtful uninstall.
use serde::Serialize;

use crate::domain::absence::{self, Missing, Sign, Verdict, Way};
use crate::domain::job::{Job, JobKind, LOOK_AGAIN, Outcome, PROBE_OPEN, ROTATE};
use crate::domain::partner::CallError;
use crate::domain::shop::{Shop, ShopState};
use crate::store::audit::Who;
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::{StoreResult, absences, audit, jobs, json, shops};
use crate::sync::context::{Context, JobError, all};
use crate::systems::upgates::{Listed, Shop as Door};

/// Reads what a new (or changed) shop is made of. Reading twice is harmless.
///
/// # Errors
/// When the shop can't be read; it is tried again then.
pub async fn onboard(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some(shop) = ctx.shop_of(jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    let (session, gate) = ctx.session(&shop).await?;
    let door = ctx.upgates.shop(session, &gate, ctx.now(), &shop.zone)?;
    let rights = door.status().await?;
    let refused: Vec<&str> = rights.refused().into_iter().map(crate::domain::access::Access::word).collect();
    if !refused.is_empty() {
        tracing::warn!(shop = %shop.id, accesses = refused.join(", "), "the shop's access lacks declared rights");
    }
    store(ctx, &shop, DictionaryKind::Rights, &keyed([&rights], |_| "rights".to_owned())?).await?;
    // Webhooks come first of all that needs rights: what happens from here on must be heard. What happened while a
    // returning shop was away is looked for, and what waited for its access goes on.
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    jobs::mark(&mut tx, &shop.id, "", JobKind::Webhooks, "", now, now).await?;
    // Those that stand already get new addresses, whoever may have learnt the old ones.
    if !jobs.iter().all(|j| j.key == LOOK_AGAIN) {
        jobs::mark(&mut tx, &shop.id, "", JobKind::Webhooks, ROTATE, now, now).await?;
    }
    if shop.flowing {
        jobs::mark(&mut tx, &shop.id, "", JobKind::CatchUp, "", now, now).await?;
        jobs::hurry(&mut tx, &shop.id, now).await?;
    }
    tx.commit().await?;
    ctx.wake.notify_one();
    for kind in
        [DictionaryKind::OrderStatuses, DictionaryKind::Shipments, DictionaryKind::Payments, DictionaryKind::Languages]
    {
        read(ctx, &shop, &door, kind).await?;
    }
    // The owner is read at installation only, as declared.
    if jobs.iter().any(|j| j.key.is_empty()) {
        read_owner(ctx, &shop, &door).await?;
    }
    tracing::info!(shop = %shop.id, "the shop is known: rights, owner, statuses, shipping and payment methods");
    Ok(all(jobs, &Outcome::Done))
}

async fn read_owner(ctx: &Context, shop: &Shop, door: &Door<'_>) -> Result<(), JobError> {
    let owners = door.owner().await?;
    let items = keyed(owners.iter(), |o| o.language.clone())?;
    store(ctx, shop, DictionaryKind::Owner, &items).await?;
    if let Some(owner) = owners.first().filter(|o| shop.name.is_empty() && !o.company.is_empty()) {
        let mut tx = ctx.begin().await?;
        shops::set_name(&mut tx, &shop.id, &owner.company).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Reads dictionaries that a webhook said have changed.
///
/// # Errors
/// When the shop can't be read.
pub async fn dictionary(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some(shop) = ctx.shop_of(jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    let (session, gate) = ctx.session(&shop).await?;
    let door = ctx.upgates.shop(session, &gate, ctx.now(), &shop.zone)?;
    for job in jobs {
        if let Some(kind) = DictionaryKind::from_word(&job.key) {
            read(ctx, &shop, &door, kind).await?;
        }
    }
    Ok(all(jobs, &Outcome::Done))
}

async fn read(ctx: &Context, shop: &Shop, door: &Door<'_>, kind: DictionaryKind) -> Result<(), JobError> {
    let (items, complete) = match kind {
        DictionaryKind::OrderStatuses => whole(&door.order_statuses().await?, |s| s.id.to_string())?,
        DictionaryKind::Shipments => whole(&door.shipments().await?, |m| m.id.clone())?,
        DictionaryKind::Payments => whole(&door.payments().await?, |m| m.id.clone())?,
        DictionaryKind::Languages => whole(&door.languages().await?, |l| l.key.clone())?,
        DictionaryKind::Owner => whole(&door.owner().await?, |o| o.language.clone())?,
        DictionaryKind::Rights => {
            let rights = Listed { items: vec![door.status().await?], complete: true };
            whole(&rights, |_| "rights".to_owned())?
        }
    };
    match kind.missing() {
        Some(missing) => renew(ctx, shop, (kind, missing), &items, complete).await,
        None => store(ctx, shop, kind, &items).await,
    }
}

/// The items of a list by key, and whether the list proves that there are no others. A shop has at least one of each.
fn whole<T: Serialize>(list: &Listed<T>, key: impl Fn(&T) -> String) -> StoreResult<(Vec<(String, String)>, bool)> {
    Ok((keyed(list.iter(), key)?, list.complete && !list.is_empty()))
}

/// Items with their keys, as the dictionary stores them.
fn keyed<'a, T: Serialize + 'a>(
    items: impl IntoIterator<Item = &'a T>,
    key: impl Fn(&T) -> String,
) -> StoreResult<Vec<(String, String)>> {
    items.into_iter().map(|item| Ok((key(item), json("dictionary.data", item)?))).collect()
}

async fn store(ctx: &Context, shop: &Shop, kind: DictionaryKind, items: &[(String, String)]) -> Result<(), JobError> {
    let mut tx = ctx.begin().await?;
    dictionary::replace(&mut tx, &shop.id, kind, items, ctx.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Stores what was read. What is missing in it is marked as gone when that is proven, else looked for once more.
async fn renew(
    ctx: &Context,
    shop: &Shop,
    (kind, missing): (DictionaryKind, Missing),
    items: &[(String, String)],
    complete: bool,
) -> Result<(), JobError> {
    let (now, of) = (ctx.now(), ("", missing));
    let kept = absences::kept(ctx.db(), &shop.id, of).await?;
    let mut tx = ctx.begin().await?;
    let lacking = dictionary::save(&mut tx, &shop.id, kind, items, now).await?;
    for (key, _) in items.iter().filter(|(key, _)| kept.contains_key(key)) {
        absences::forget(&mut tx, &shop.id, of, key).await?;
    }
    for key in lacking.iter().filter(|_| complete) {
        match absence::verdict(kept.get(key).map(Vec::as_slice).unwrap_or_default(), now) {
            Verdict::Proven => {
                dictionary::mark_gone(&mut tx, &shop.id, kind, key).await?;
                absences::forget(&mut tx, &shop.id, of, key).await?;
            }
            Verdict::LookAgain(at) => {
                absences::note(&mut tx, &shop.id, of, key, Sign { way: Way::Read, at: now }).await?;
                jobs::mark(&mut tx, &shop.id, "", JobKind::Dictionary, kind.word(), at, now).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(())
}

/// One call tells whether a doubtful uninstall (or an opening of a deactivated shop) was true: 401 means uninstalled.
///
/// # Errors
/// When the shop doesn't answer; it is asked again later.
pub async fn probe(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some(shop) = ctx.shop_of(jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    if shop.state != ShopState::Doubtful {
        return Ok(all(jobs, &Outcome::Done));
    }
    let (session, gate) = ctx.session(&shop).await?;
    let answer = ctx.upgates.shop(session, &gate, ctx.now(), &shop.zone)?.status().await;
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    match answer {
        Ok(_) => {
            shops::reactivate(&mut tx, &shop.id).await?;
            // Its webhooks may have been forgotten with the deactivation.
            jobs::mark(&mut tx, &shop.id, "", JobKind::Onboard, LOOK_AGAIN, now, now).await?;
            audit::add(&mut tx, &shop.id, Who::Itself, "still-authorised", "", now).await?;
            tracing::info!(shop = %shop.id, "an uninstall was refuted: the shop still authorises us");
        }
        Err(CallError::Login { .. }) if shop.deactivated_at.is_none() && jobs.iter().all(|j| j.key == PROBE_OPEN) => {
            // It was opened, so it is installed; only the login that we keep is no longer good.
            shops::set_state(&mut tx, &shop.id, ShopState::Refused).await?;
            tracing::warn!(shop = %shop.id, "the kept login is refused; the shop must activate the add-on again");
        }
        Err(CallError::Login { .. }) => {
            shops::deactivate(&mut tx, &shop.id, now, now.plus_seconds(ctx.grace_days * 86_400)).await?;
            audit::add(&mut tx, &shop.id, Who::Upgates, "uninstall", "confirmed", now).await?;
            tracing::info!(shop = %shop.id, "an uninstall was confirmed; all calls for the shop have stopped");
        }
        Err(error) => return Err(error.into()),
    }
    tx.commit().await?;
    Ok(all(jobs, &Outcome::Done))
}
