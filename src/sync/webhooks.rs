//! Our webhooks at Upgates: looked at before they are made, one unguessable address per event, mended when off.
use std::collections::{BTreeMap, BTreeSet};

use secrecy::ExposeSecret as _;

use crate::crypto::token;
use crate::domain::absence::{self, Missing, Sign, Verdict, Way};
use crate::domain::clock::Millis;
use crate::domain::dictionary::Webhook;
use crate::domain::hook::{WANTED, plain_event};
use crate::domain::job::{Job, JobKind, Outcome, ROTATE};
use crate::domain::shop::Shop;
use crate::store::webhooks::RegisteredHook;
use crate::store::{absences, jobs, webhooks as registered};
use crate::sync::context::{Context, JobError, all};
use crate::sync::schedule::next_turn;
use crate::systems::upgates::Shop as Door;
use crate::systems::upgates::webhook::WebhookChange;

/// Hooks to a former address are taken for so long, in seconds. Upgates repeats a hook every five minutes (upgates-addon.md 2.4).
const OVERLAP_SECONDS: i64 = 3600;

/// Makes sure that all wanted webhooks stand and are active.
///
/// # Errors
/// When the shop can't be reached.
pub async fn run(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some(shop) = ctx.shop_of(jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    let now = ctx.now();
    let (session, gate) = ctx.session(&shop).await?;
    let door = ctx.upgates.shop(session, &gate, now, &shop.zone)?;
    let there = door.webhooks().await?;
    let ours = registered::of_shop(ctx.db(), &shop.id).await?;
    let former = registered::former(ctx.db(), &shop.id).await?;
    // What was made after this was asked for has a new address already.
    let rotate = jobs.iter().filter(|job| job.key == ROTATE).map(|job| job.created_at.0).max();
    let prefix = format!("{}/hooks/upgates/", ctx.desk.public_url);
    let mut known: Vec<(String, &Webhook)> = Vec::new();
    let mut strangers: Vec<i64> = Vec::new();
    let mut moving: Vec<(&str, &Webhook)> = Vec::new();
    for hook in there.iter() {
        let hash = hook.url.strip_prefix(&prefix).map(token::hash);
        let Some(hash) = hash else { continue };
        match ours.iter().find(|o| o.secret_hash == hash && o.event == hook.event) {
            Some(o) => {
                known.push((o.event.clone(), hook));
                if rotate.is_some_and(|asked_at| o.created_at <= asked_at) {
                    moving.push((hook.event.as_str(), hook));
                }
            }
            // A change of its address did not come through.
            None if former.contains(&(hash, hook.event.clone())) && ours.iter().any(|o| o.event == hook.event) => {
                moving.push((hook.event.as_str(), hook));
            }
            None => strangers.push(hook.id),
        }
    }
    moving.retain(|(event, hook)| {
        let twice = known.iter().any(|(name, other)| name == event && other.id != hook.id);
        if twice {
            strangers.push(hook.id);
        }
        !twice
    });
    for (event, hook) in moving {
        give_address(ctx, &shop, &door, &prefix, event, hook).await?;
        if !known.iter().any(|(name, _)| name == event) {
            known.push((event.to_owned(), hook));
        }
    }
    let standing: BTreeSet<&str> = known.iter().map(|(event, _)| event.as_str()).collect();
    let lost = ours.iter().filter(|o| o.upgates_id.is_some()).map(|o| o.event.as_str());
    let lost: Vec<&str> = lost.filter(|event| !standing.contains(event)).collect();
    let doubted = doubted(ctx, &shop, &standing, &lost, there.complete).await?;
    let events = |o: &RegisteredHook| standing.contains(o.event.as_str()) || doubted.contains_key(o.event.as_str());
    let all_known = ours.len() >= WANTED.len() && ours.iter().all(events);
    if !all_known {
        let skipped = standing.iter().copied().chain(doubted.keys().map(String::as_str)).collect();
        create_missing(ctx, &shop, &door, &prefix, &skipped).await?;
    }
    // What happened before they stood, or while they were gone (deactivated for a while), was not told. The shop may
    // have been started while we were creating them, so it is asked for anew.
    let flowing = !all_known && ctx.shop(&shop.id).await?.is_some_and(|s| s.flowing);
    let mut mended = flowing;
    for (event, hook) in known.iter().filter(|(_, hook)| !hook.active) {
        door.update_webhook(&WebhookChange { id: hook.id, active: Some(true), name: None, url: None, event: None })
            .await?;
        tracing::warn!(shop = %shop.id, event, "a webhook was off; it is on again");
        mended = true;
    }
    if !strangers.is_empty() {
        door.delete_webhooks(&strangers).await?;
    }
    if mended {
        // What happened while they were off was not told: look for it.
        let mut tx = ctx.begin().await?;
        jobs::mark(&mut tx, &shop.id, "", JobKind::CatchUp, "", now, now).await?;
        tx.commit().await?;
    }
    let turn = next_turn(&format!("{}webhooks", shop.id), ctx.tuning.webhooks, now);
    let again = Outcome::Again(doubted.into_values().min().unwrap_or(turn).min(turn));
    Ok(jobs.iter().map(|job| if job.key == ROTATE { Outcome::Done } else { again.clone() }).collect())
}

/// Gives a webhook that stands at Upgates a new address. The former one is taken for a while: hooks are on their way to it, and if the
/// change does not come through, Upgates goes on calling it until the next look.
async fn give_address(
    ctx: &Context,
    shop: &Shop,
    door: &Door<'_>,
    prefix: &str,
    event: &str,
    hook: &Webhook,
) -> Result<(), JobError> {
    let now = ctx.now();
    let secret = token::generate();
    let standing = token::hash(hook.url.strip_prefix(prefix).unwrap_or_default());
    let new = token::hash_secret(&secret);
    let mut tx = ctx.begin().await?;
    registered::replace(&mut tx, &shop.id, event, (&standing, &new), now.plus_seconds(OVERLAP_SECONDS), now).await?;
    tx.commit().await?;
    let url = Some(format!("{prefix}{}", secret.expose_secret()));
    door.update_webhook(&WebhookChange { id: hook.id, active: Some(true), name: None, url, event: None }).await?;
    tracing::info!(shop = %shop.id, event, "a webhook has a new address");
    Ok(())
}

/// Webhooks that stood and are missing in a list, but not yet proven to be gone: made anew at once, two might call us. Each with
/// the moment of its next look.
async fn doubted(
    ctx: &Context,
    shop: &Shop,
    standing: &BTreeSet<&str>,
    lost: &[&str],
    complete: bool,
) -> Result<BTreeMap<String, Millis>, JobError> {
    let (now, of) = (ctx.now(), ("", Missing::Webhook));
    let kept = absences::kept(ctx.db(), &shop.id, of).await?;
    if kept.is_empty() && lost.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut doubted = BTreeMap::new();
    let mut tx = ctx.begin().await?;
    for event in kept.keys().filter(|event| standing.contains(event.as_str())) {
        absences::forget(&mut tx, &shop.id, of, event).await?;
    }
    for event in lost {
        if !complete {
            doubted.insert((*event).to_owned(), now.plus_seconds(absence::APART_SECONDS));
            continue;
        }
        match absence::verdict(kept.get(*event).map(Vec::as_slice).unwrap_or_default(), now) {
            Verdict::Proven => absences::forget(&mut tx, &shop.id, of, event).await?,
            Verdict::LookAgain(at) => {
                absences::note(&mut tx, &shop.id, of, event, Sign { way: Way::Read, at: now }).await?;
                doubted.insert((*event).to_owned(), at);
            }
        }
    }
    tx.commit().await?;
    Ok(doubted)
}

async fn create_missing(
    ctx: &Context,
    shop: &Shop,
    door: &Door<'_>,
    prefix: &str,
    standing: &BTreeSet<&str>,
) -> Result<(), JobError> {
    for event in door.webhook_events().await? {
        let wanted = WANTED.contains(&plain_event(&event.name).as_str());
        if !wanted || !event.allowed || standing.contains(event.name.as_str()) {
            continue;
        }
        let now = ctx.now();
        let secret = token::generate();
        let hash = token::hash_secret(&secret);
        // The address is known to us before Upgates learns it: its first call must find it.
        let mut tx = ctx.begin().await?;
        registered::save(&mut tx, &shop.id, &event.name, &hash, None, now).await?;
        tx.commit().await?;
        let url = format!("{prefix}{}", secret.expose_secret());
        let made = door.create_webhook(&format!("Spojka {}", event.name), &url, &event.name).await?;
        let mut tx = ctx.begin().await?;
        registered::set_id(&mut tx, &shop.id, &event.name, made.id).await?;
        tx.commit().await?;
    }
    Ok(())
}
