//! Handing an order over: announced in the database first, looked for before it is created, and asked about when the
//! result is unclear. Killed at any point, the next try finds out what happened.
use crate::crypto::token;
use crate::domain::cause::{Cause, Code};
use crate::domain::course::Course;
use crate::domain::decision::Mapped;
use crate::domain::identity::Kinship;
use crate::domain::job::{JobKind, Outcome};
use crate::domain::order::{OrderState, ShopOrder};
use crate::domain::partner::CallError;
use crate::domain::plain;
use crate::domain::progress::PartnerOrder;
use crate::domain::step::{Step, StepKind};
use crate::store::orders::TrackedOrder;
use crate::store::{Tx, jobs, orders, steps};
use crate::sync::context::JobError;
use crate::sync::orders::identity::There;
use crate::sync::orders::{Desk, decided, followed, identity, refresh, save};
use crate::systems::partner::Known;

/// An unclear hand-over is asked about this many times before it counts as not taken.
const ASKS: i64 = 2;
/// And not before this many seconds have passed since it began: the other side may still be working on it.
const SETTLED_SECONDS: i64 = 20;

/// Begins a hand-over. The row is committed as `Sending`, in the transaction that decided so, before anything leaves the house.
pub async fn begin(
    desk: &Desk<'_>,
    tx: Tx,
    row: TrackedOrder,
    order: &ShopOrder,
    mapped: &Mapped,
) -> Result<Outcome, JobError> {
    let asked = identity::asked(&row);
    let mut row = announce(desk, tx, row, order).await?;
    let found = match desk.partner.find(&identity::own(&row, Some((order, mapped)))).await {
        Ok(found) => found,
        Err(error) => return failed(desk, row, order, error, Stage::Looking).await,
    };
    let others = match identity::choose(desk, &row, asked.as_deref(), found).await? {
        There::Ours(found) => return adopt(desk, row, order, mapped, &found, StepKind::Found).await,
        There::Doubtful(found) => return identity::wait(desk, &row, order, &found).await,
        There::Nothing { others } => others,
    };
    // The look may have taken long: whoever has the order by now, hands it over.
    desk.ctx.keep().await?;
    row.content_hash = attempt(desk, order, mapped);
    match desk.partner.create(order, mapped, &row.identity).await {
        Ok(created) => adopt(desk, row, order, mapped, &created, StepKind::HandedOver).await,
        Err(CallError::Refused { code: Code::Refused, text }) if others && text.contains(&order.number) => {
            identity::refused(desk, &row, order, &text).await
        }
        Err(error) => failed(desk, row, order, error, Stage::Creating).await,
    }
}

/// Commits that a hand-over begins.
async fn announce(
    desk: &Desk<'_>,
    mut tx: Tx,
    mut row: TrackedOrder,
    order: &ShopOrder,
) -> Result<TrackedOrder, JobError> {
    let now = desk.ctx.now();
    row.state = OrderState::Sending;
    row.sending_since = Some(now);
    row.asks = 0;
    row.cause = None;
    row.hold_until = None;
    save(desk, &mut tx, &row, Some(order), now).await?;
    steps::add(&mut tx, &row.shop, &row.id, &Step::new(now, StepKind::Sending, "")).await?;
    tx.commit().await?;
    Ok(row)
}

/// The row of a hand-over as it stands now, locked; `None` when it is not this one any more: somebody decided meanwhile.
pub(super) async fn same(tx: &mut Tx, announced: &TrackedOrder) -> Result<Option<TrackedOrder>, JobError> {
    let row = orders::lock(tx, &announced.shop, &announced.connection, &announced.number).await?;
    Ok(row.filter(|row| row.sending_since == announced.sending_since))
}

/// The partner's living order that carries the identity of ours, which the shop no longer has. An annulled one doesn't count.
pub(super) async fn there(desk: &Desk<'_>, row: &TrackedOrder) -> Result<Option<PartnerOrder>, CallError> {
    let found = desk.partner.find(&identity::own(row, None)).await?;
    Ok(found.into_iter().find(|f| f.kinship == Kinship::Ours && !f.order.annulled).map(|f| f.order))
}

/// Asks about a hand-over whose result is not known: an unclear answer, or a worker that was killed.
pub async fn ask(desk: &Desk<'_>, row: TrackedOrder, order: &ShopOrder, canceled: bool) -> Result<Outcome, JobError> {
    let now = desk.ctx.now();
    let mapped = crate::domain::decision::map(order, &desk.connection.settings).unwrap_or_default();
    let found = match desk.partner.find(&identity::own(&row, Some((order, &mapped)))).await {
        Ok(found) => found,
        Err(error) => return failed(desk, row, order, error, Stage::Asking).await,
    };
    match identity::choose(desk, &row, None, found).await? {
        There::Ours(found) => {
            let outcome = adopt(desk, row.clone(), order, &mapped, &found, StepKind::Found).await?;
            if !canceled {
                return Ok(outcome);
            }
            let row = orders::by_number(desk.ctx.db(), &row.shop, &row.connection, &row.number).await?;
            match row {
                Some(row) => followed::bring(desk, row, order, canceled).await,
                None => Ok(outcome),
            }
        }
        There::Doubtful(found) => identity::wait(desk, &row, order, &found).await,
        There::Nothing { .. } => {
            desk.ctx.unblock(desk.connection).await?;
            let mut tx = desk.ctx.begin().await?;
            let Some(mut row) = same(&mut tx, &row).await? else { return Ok(Outcome::Again(now)) };
            row.asks += 1;
            let since = row.sending_since.unwrap_or(now);
            let settled = row.asks >= ASKS && now.0 - since.0 >= SETTLED_SECONDS * 1000;
            if settled {
                row.sending_since = None;
                row.state = OrderState::Noticed;
                row.cause = None;
            }
            refresh(&mut row, order);
            save(desk, &mut tx, &row, Some(order), now).await?;
            tx.commit().await?;
            if settled {
                return Box::pin(decided::bring(desk, order)).await;
            }
            Ok(Outcome::Again(now.plus_seconds(if row.asks < ASKS { 5 } else { 10 })))
        }
    }
}

/// The partner has the order: new, or found.
async fn adopt(
    desk: &Desk<'_>,
    row: TrackedOrder,
    order: &ShopOrder,
    mapped: &Mapped,
    there: &PartnerOrder,
    kind: StepKind,
) -> Result<Outcome, JobError> {
    let now = desk.ctx.now();
    let mut tx = desk.ctx.begin().await?;
    let locked = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await?;
    let Some(mut row) = locked else { return Ok(Outcome::Done) };
    row.state = OrderState::HandedOver;
    row.sending_since = None;
    row.asks = 0;
    row.cause = None;
    row.wish = None;
    row.rule = String::new();
    row.handed_at = Some(now);
    row.course = Course { handed: order.status_id, ..Course::default() };
    row.partner_number = Some(there.number.clone());
    row.partner_status.clone_from(&there.raw_status);
    // What a found order holds may be older than the shop's: it counts as told only after it was compared.
    row.content_hash = if kind == StepKind::Found { String::new() } else { content_hash(order, mapped) };
    row.told = desk.partner.told(order, mapped).filter(|_| kind != StepKind::Found).unwrap_or_default();
    save(desk, &mut tx, &row, None, now).await?;
    steps::add(&mut tx, &row.shop, &row.id, &Step::new(now, kind, "").with("number", there.number.clone())).await?;
    if kind == StepKind::Found || there.milestone.is_some() || there.trouble.is_some() {
        jobs::mark(&mut tx, &row.shop, row.connection.as_str(), JobKind::Progress, &there.number, now, now).await?;
    }
    tx.commit().await?;
    tracing::info!(shop = %row.shop, order = %row.number, partner_number = %there.number, found = kind == StepKind::Found, "order handed over");
    desk.ctx.unblock(desk.connection).await?;
    if kind == StepKind::Found { compare(desk, row, order, mapped, &there.number).await } else { Ok(Outcome::Done) }
}

/// Sends a found order on as the shop has it now, where the partner's differs.
async fn compare(
    desk: &Desk<'_>,
    row: TrackedOrder,
    order: &ShopOrder,
    mapped: &Mapped,
    number: &str,
) -> Result<Outcome, JobError> {
    match desk.partner.update(number, order, mapped, &row.identity.clone(), Known::Told("")).await {
        Ok(updated) => followed::changed(desk, row, updated, content_hash(order, mapped)).await,
        Err(CallError::Refused { code: Code::LateCancel, .. }) => {
            followed::remember(desk, &row, content_hash(order, mapped)).await
        }
        Err(error) => followed::put_off(desk, &error).await,
    }
}

/// How [`content_hash`] is made, in front of it. One of another version, or of a program before there were versions, says nothing about
/// what the partner has: then its order is read and compared, and only what differs is sent.
const HASHED: &str = "2:";

/// What the partner was told, as a hash: the order's content and the mapped words.
pub fn content_hash(order: &ShopOrder, mapped: &Mapped) -> String {
    let words = plain::text(&(&mapped.service, &mapped.payment, &mapped.words));
    format!("{HASHED}{}", token::hash(&format!("{}|{words}", order.content())))
}

/// What is tried to be handed over, as a hash: the content, under the settings of this moment.
fn attempt(desk: &Desk<'_>, order: &ShopOrder, mapped: &Mapped) -> String {
    token::hash(&format!("{}|{}", content_hash(order, mapped), desk.connection.updated_at.0))
}

/// Whether the partner refused exactly this for good. Then it is not sent again until the order or the settings change, or
/// somebody asks for it by a button, which forgets the hash.
pub(super) fn is_refused(desk: &Desk<'_>, row: &TrackedOrder, order: &ShopOrder, mapped: &Mapped) -> bool {
    row.state == OrderState::Failed && row.content_hash == attempt(desk, order, mapped)
}

/// Where a hand-over stood when a call failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing has been sent.
    Looking,
    /// The order was being sent.
    Creating,
    /// An earlier try is being asked about.
    Asking,
}

/// A call failed.
async fn failed(
    desk: &Desk<'_>,
    announced: TrackedOrder,
    order: &ShopOrder,
    error: CallError,
    stage: Stage,
) -> Result<Outcome, JobError> {
    let now = desk.ctx.now();
    let unclear = stage == Stage::Asking || (stage == Stage::Creating && matches!(error, CallError::Unclear { .. }));
    // An unclear answer is asked about soon; it says little about the connection as a whole.
    let until = if stage != Stage::Asking && unclear { None } else { desk.block(&error).await? };
    // One order whose answer can't be read is no reason for the others to wait.
    if until.is_none() && unclear && !matches!(error, CallError::Unreadable { .. }) {
        desk.stop(now.plus_seconds(5), Code::PartnerDown);
    }
    let (state, code, outcome) = match &error {
        _ if unclear => {
            (OrderState::Sending, Code::Unsure, Outcome::Again(until.unwrap_or_else(|| now.plus_seconds(5))))
        }
        CallError::Refused { code, .. } => (OrderState::Failed, *code, Outcome::Done),
        CallError::NotFound => (OrderState::Failed, Code::Refused, Outcome::Done),
        CallError::Login { .. } | CallError::Forbidden { .. } => {
            (OrderState::Waiting, Code::AuthPartner, again(until, now))
        }
        CallError::Busy { .. } | CallError::Down { .. } | CallError::Unclear { .. } | CallError::Unreadable { .. } => {
            (OrderState::Waiting, Code::PartnerDown, again(until, now))
        }
    };
    let words = reason(&error);
    let cause = if matches!(state, OrderState::Failed) {
        refused(desk, order, code, &words)
    } else {
        Cause::new(code, "").with("number", order.number.clone()).with("reason", words)
    }
    .detail(&error.to_string());
    let outcome = match outcome {
        Outcome::Done => Outcome::Park { cause: cause.key() },
        other => other,
    };
    let mut tx = desk.ctx.begin().await?;
    let Some(mut row) = same(&mut tx, &announced).await? else { return Ok(Outcome::Again(now)) };
    if !unclear {
        row.sending_since = None;
    }
    row.state = state;
    row.cause = Some(cause);
    row.content_hash = announced.content_hash;
    let kind = match (unclear, state) {
        (true, _) => StepKind::Unsure,
        (_, OrderState::Failed) => StepKind::Failed,
        _ => StepKind::TryFailed,
    };
    save(desk, &mut tx, &row, Some(order), now).await?;
    let step = Step::new(now, kind, "").with("cause", code.word()).with("reason", reason(&error));
    steps::add(&mut tx, &row.shop, &row.id, &step).await?;
    tx.commit().await?;
    tracing::warn!(shop = %row.shop, order = %row.number, cause = code.word(), error = crate::domain::outside::without_words(&error.to_string()), "hand-over did not succeed");
    Ok(outcome)
}

/// The cause of a refusal for good. A product that the partner doesn't know is a cause of its own, which orders share; any other
/// refusal concerns this order alone.
pub(super) fn refused(desk: &Desk<'_>, order: &ShopOrder, code: Code, words: &str) -> Cause {
    let blamed = desk.connection.settings.words.blamed(order, words).filter(|_| code == Code::ItemCode);
    let cause = match blamed {
        Some(line) => Cause::new(code, line.key()).with("name", line.title.clone()).with("code", line.key()),
        None => Cause::new(code, order.number.clone()),
    };
    let cause = match order.pickup.as_ref().filter(|_| code == Code::Pickup) {
        Some(point) => cause.with("code", point.id.clone()),
        None => cause,
    };
    cause.with("number", order.number.clone()).with("reason", words)
}

fn again(until: Option<crate::domain::clock::Millis>, now: crate::domain::clock::Millis) -> Outcome {
    Outcome::Again(until.unwrap_or_else(|| now.plus_seconds(60)))
}

/// The other side's words, short enough for a sentence.
fn reason(error: &CallError) -> String {
    let words = match error {
        CallError::Refused { text, .. }
        | CallError::Login { text }
        | CallError::Down { text }
        | CallError::Unreadable { text }
        | CallError::Unclear { text }
        | CallError::Forbidden { text } => text.as_str(),
        CallError::Busy { .. } => "429",
        CallError::NotFound => "404",
    };
    words.chars().take(200).collect()
}
