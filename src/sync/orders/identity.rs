//! Which of the orders that the partner has under our number is ours. One that belongs to another shop, or to nobody of ours, is never
//! adopted, changed or annulled; where nothing proves whose it is, the merchant is asked.
use serde_json::Value;

use crate::crypto::token;
use crate::domain::cause::{Cause, Code};
use crate::domain::decision::Mapped;
use crate::domain::identity::{Found, Kinship, Own, PREFIX};
use crate::domain::job::Outcome;
use crate::domain::order::{ShopOrder, Wish};
use crate::domain::progress::PartnerOrder;
use crate::domain::shop::Shop;
use crate::store::orders::{self, Sighting, TrackedOrder};
use crate::sync::context::JobError;
use crate::sync::orders::{Desk, decided, hand_over, refresh, save};

/// Key of the partner's number among the values of a cause.
const THERE: &str = "code";
/// The rule by which an order waits for an answer about its namesake.
const RULE: &str = "namesake";

/// What an order carries at a partner. It is made of what Upgates calls the shop, which stays the same when the add-on is activated once
/// more, and of what tells the order from another one under its number; neither can be read out of it.
pub(super) fn of(shop: &Shop, order: &ShopOrder) -> String {
    let hash = |texts: [&str; 3], length: usize| token::hex(&token::sha256(texts))[..length].to_owned();
    let own = hash([&shop.token, "\n", ""], 12);
    format!("{PREFIX}{own}-{}", hash([&format!("{}\n{}", shop.token, order.number), "\n", &order.uuid], 20))
}

/// An order as it was just read.
pub(super) fn sighting<'a>(order: &'a ShopOrder, identity: &'a str) -> Sighting<'a> {
    Sighting {
        number: &order.number,
        uuid: &order.uuid,
        identity,
        created_at: order.created_at,
        updated_at: order.updated_at,
    }
}

/// An order of ours as it is recognised at the partner.
pub(super) fn own<'a>(row: &'a TrackedOrder, order: Option<(&'a ShopOrder, &'a Mapped)>) -> Own<'a> {
    Own { number: row.shop_number(), identity: &row.identity, order }
}

/// What the partner has under our number.
pub(super) enum There {
    /// Our order, alive.
    Ours(Box<PartnerOrder>),
    /// An order of which nothing proves whose it is.
    Doubtful(Box<Found>),
    /// Nothing of ours. Others' orders may be there.
    Nothing {
        /// Whether they are.
        others: bool,
    },
}

/// The number of the order there that the merchant was asked about.
pub(super) fn asked(row: &TrackedOrder) -> Option<String> {
    let cause = row.cause.as_ref().filter(|cause| cause.code == Code::Namesake)?;
    cause.values.get(THERE).and_then(Value::as_str).map(str::to_owned)
}

/// Chooses ours among what was found. Annulled orders don't count. `asked` is the order there that the merchant was asked about, and the
/// row's wish the answer.
pub(super) async fn choose(
    desk: &Desk<'_>,
    row: &TrackedOrder,
    asked: Option<&str>,
    found: Vec<Found>,
) -> Result<There, JobError> {
    let (mut others, mut doubtful) = (false, None);
    for found in found.into_iter().filter(|found| !found.order.annulled) {
        let claimed = found.kinship != Kinship::Ours
            && orders::claimed(desk.ctx.db(), &row.connection, &row.id, &found.order.number).await?;
        match found.kinship {
            _ if claimed => others = true,
            Kinship::Ours | Kinship::Alike => return Ok(There::Ours(Box::new(found.order))),
            Kinship::Others => others = true,
            Kinship::Unknown => doubtful = doubtful.or(Some(found)),
        }
    }
    let Some(found) = doubtful else { return Ok(There::Nothing { others }) };
    let meant = asked.is_none_or(|number| number == found.order.number);
    Ok(match row.wish {
        Some(Wish::Adopt) if meant => There::Ours(Box::new(found.order)),
        Some(Wish::CreateOwn) if meant => There::Nothing { others: true },
        _ => There::Doubtful(Box::new(found)),
    })
}

/// Nothing proves whose the order under our number is: ours waits until the merchant says so.
pub(super) async fn wait(
    desk: &Desk<'_>,
    row: &TrackedOrder,
    order: &ShopOrder,
    found: &Found,
) -> Result<Outcome, JobError> {
    desk.ctx.unblock(desk.connection).await?;
    let cause = Cause::new(Code::Namesake, order.number.clone())
        .with("number", order.number.clone())
        .with(THERE, found.order.number.clone())
        .with("name", joined([&found.town, &found.total]))
        .with("service", joined([&order.delivery.city, &format!("{} {}", order.total.normalize(), order.currency)]));
    let cause = match found.made_at {
        Some(at) => cause.with("time", at.0),
        None => cause,
    };
    stop(desk, row, order, cause).await
}

/// The partner refuses the number, since it has another order under it.
pub(super) async fn refused(
    desk: &Desk<'_>,
    row: &TrackedOrder,
    order: &ShopOrder,
    words: &str,
) -> Result<Outcome, JobError> {
    let cause = Cause::new(Code::Namesake, order.number.clone()).with("number", order.number.clone());
    stop(desk, row, order, cause.with("reason", words).detail(words)).await
}

async fn stop(desk: &Desk<'_>, row: &TrackedOrder, order: &ShopOrder, cause: Cause) -> Result<Outcome, JobError> {
    let now = desk.ctx.now();
    let mut tx = desk.ctx.begin().await?;
    let Some(mut row) = hand_over::same(&mut tx, row).await? else { return Ok(Outcome::Again(now)) };
    refresh(&mut row, order);
    row.sending_since = None;
    row.asks = 0;
    row.wish = row.wish.filter(|wish| !wish.answers_namesake());
    let outcome = decided::wait(&mut tx, &mut row, cause, desk).await?;
    RULE.clone_into(&mut row.rule);
    save(desk, &mut tx, &row, Some(order), now).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Customers' names are not kept (privacy): the town and the total tell two orders apart.
fn joined<const N: usize>(parts: [&str; N]) -> String {
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
