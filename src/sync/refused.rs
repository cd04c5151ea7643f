//! A shop that deactivated the add-on without our hearing of it: Upgates refuses its access from then on. After the grace period it counts
//! as deactivated, its merchant is told once, and after a second grace period it is erased as any other.
use crate::domain::clock::Millis;
use crate::domain::dictionary::Owner;
use crate::domain::email::is_address;
use crate::domain::ids::ShopId;
use crate::domain::shop::Shop;
use crate::store::audit::{self, Who};
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::{alerts, connections, shops, webhooks};
use crate::sync::context::{Context, JobError};
use crate::systems::mail::Letter;
use crate::text::{Value, moment, say};

/// A mail that can't leave is tried for so long, in seconds.
const TRIED_SECONDS: i64 = 3 * 86_400;
/// The mail is told once: nobody waits so long for a second one, in seconds.
const ONCE: i64 = 1000 * 86_400;

/// Ends what has refused us for longer than the grace period, and tells.
///
/// # Errors
/// When the store fails.
pub async fn look(ctx: &Context) -> Result<(), JobError> {
    let now = ctx.now();
    let mut tx = ctx.db().begin().await?;
    shops::note_refused(&mut tx, now).await?;
    tx.commit().await?;
    let since = now.plus_seconds(-ctx.grace_days * 86_400);
    for shop in shops::refused_since(ctx.db(), since).await? {
        end(ctx, &shop, since).await?;
    }
    for (shop, since) in shops::ended(ctx.db(), now.plus_seconds(-TRIED_SECONDS)).await? {
        if let Some(shop) = ctx.shop(&shop).await? {
            tell(ctx, &shop, since).await?;
        }
    }
    Ok(())
}

async fn end(ctx: &Context, shop: &ShopId, since: Millis) -> Result<(), JobError> {
    let now = ctx.now();
    let mut tx = ctx.db().begin().await?;
    if shops::end_refused(&mut tx, shop, since, now.plus_seconds(ctx.grace_days * 86_400), now).await? {
        webhooks::forget(&mut tx, shop).await?;
        audit::add(&mut tx, shop, Who::Itself, "refused-ended", "", now).await?;
        tx.commit().await?;
        tracing::warn!(%shop, "the shop has refused the access for longer than the grace period and counts as deactivated");
    }
    Ok(())
}

async fn tell(ctx: &Context, shop: &Shop, since: Millis) -> Result<(), JobError> {
    let (now, ended_at) = (ctx.now(), shop.deactivated_at.unwrap_or(since));
    let cause = format!("ended:{}", ended_at.0);
    let mut tx = ctx.db().begin().await?;
    let mine = alerts::claim(&mut tx, &shop.id, &cause, ONCE, now).await?;
    tx.commit().await?;
    if !mine {
        return Ok(());
    }
    let (Some(postman), to) = (&ctx.postman, addresses(ctx, shop).await?) else {
        tracing::warn!(shop = %shop.id, "the end of a shop was not mailed: no mail server is set");
        return Ok(());
    };
    if to.is_empty() {
        tracing::warn!(shop = %shop.id, "the end of a shop was not mailed: no address is known");
        return Ok(());
    }
    let erased_at = shops::erase_after(ctx.db(), &shop.id).await?.unwrap_or(now);
    if let Err(error) = postman.send(&letter(ctx, shop, to, since, erased_at)).await {
        tracing::error!(shop = %shop.id, %error, "the end of a shop could not be mailed and will be tried again");
        let mut tx = ctx.db().begin().await?;
        alerts::put_back(&mut tx, &shop.id, &cause, ONCE, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Whom the shop wants to be told; the owner as Upgates named them when it wants nobody in particular.
async fn addresses(ctx: &Context, shop: &Shop) -> Result<Vec<String>, JobError> {
    let connections = connections::of_shop(ctx.db(), &shop.id).await?;
    let mut to: Vec<String> = connections.into_iter().flat_map(|connection| connection.settings.alerts.to).collect();
    if to.is_empty() {
        let owners = dictionary::all::<Owner>(ctx.db(), &shop.id, DictionaryKind::Owner).await?;
        to.extend(owners.into_iter().map(|owner| owner.data.email).find(|email| is_address(email)));
    }
    to.sort_unstable();
    to.dedup();
    Ok(to)
}

fn letter(ctx: &Context, shop: &Shop, to: Vec<String>, since: Millis, erased_at: Millis) -> Letter {
    let language = shop.language;
    let at = |at: Millis| Value::from(moment(language, at, &shop.zone));
    let values = [
        ("shop", shop.called().into()),
        ("since", at(since)),
        ("until", at(erased_at)),
        ("phone", ctx.support.phone.as_str().into()),
        ("email", ctx.support.email.as_str().into()),
    ];
    let lines = [say(language, "mail-ended-body", &values), say(language, "mail-ended-back", &values)];
    Letter::new(to, say(language, "mail-ended-subject", &values), language, &lines)
        .text(say(language, "mail-help", &values))
        .reply_to(&ctx.support.email)
}
