//! Our webhooks at Upgates: looked at before they are made, one unguessable address per event, mended when off.
use secrecy::ExposeSecret as _;

use crate::crypto::token;
use crate::domain::dictionary::Webhook;
use crate::domain::hook::{WANTED, plain_event};
use crate::domain::job::{Job, JobKind, Outcome};
use crate::domain::shop::Shop;
use crate::store::{jobs, webhooks as registered};
use crate::sync::context::{Context, JobError, all};
use crate::sync::schedule::next_turn;
use crate::systems::upgates::Shop as Door;
use crate::systems::upgates::webhook::WebhookChange;

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
    let prefix = format!("{}/hooks/upgates/", ctx.desk.public_url);
    let mut known: Vec<(String, &Webhook)> = Vec::new();
    let mut strangers: Vec<i64> = Vec::new();
    for hook in &there {
        let hash = hook.url.strip_prefix(&prefix).map(token::hash);
        match ours.iter().find(|o| hash.as_deref() == Some(&o.secret_hash) && o.event == hook.event) {
            Some(o) => known.push((o.event.clone(), hook)),
            None if hash.is_some() => strangers.push(hook.id),
            None => {}
        }
    }
    let all_known = ours.len() >= WANTED.len() && ours.iter().all(|o| known.iter().any(|(event, _)| *event == o.event));
    if !all_known {
        create_missing(ctx, &shop, &door, &prefix, &known).await?;
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
    Ok(all(jobs, &Outcome::Again(next_turn(&format!("{}webhooks", shop.id), ctx.tuning.webhooks, now))))
}

async fn create_missing(
    ctx: &Context,
    shop: &Shop,
    door: &Door<'_>,
    prefix: &str,
    known: &[(String, &Webhook)],
) -> Result<(), JobError> {
    for event in door.webhook_events().await? {
        let wanted = WANTED.contains(&plain_event(&event.name).as_str());
        if !wanted || !event.allowed || known.iter().any(|(name, _)| *name == event.name) {
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
