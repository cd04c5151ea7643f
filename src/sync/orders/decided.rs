//! An order that was read: follow it when the partner has it, otherwise decide whether it goes.
use crate::domain::cause::{Cause, Code};
use crate::domain::clock::Millis;
use crate::domain::course::Course;
use crate::domain::decision::{Circumstances, Decision, Facts, Mapped, decide, not_ready};
use crate::domain::job::Outcome;
use crate::domain::order::{OrderState, ShopOrder, Wish};
use crate::domain::step::{Step, StepKind};
use crate::store::orders::TrackedOrder;
use crate::store::{Tx, connections, orders, steps};
use crate::sync::context::JobError;
use crate::sync::orders::{Desk, canceled, followed, hand_over, identity, look_again, moved, refresh, save};

/// The rule of what somebody decided by a button.
pub const BY_HAND: &str = "by-hand";

/// Brings one order up to date at one partner.
pub async fn bring(desk: &Desk<'_>, order: &ShopOrder) -> Result<Outcome, JobError> {
    let now = desk.ctx.now();
    let mut tx = desk.ctx.begin().await?;
    let (shop, connection) = (&desk.shop.id, &desk.connection.id);
    let identity = identity::of(desk.shop, order);
    let mut row = orders::recognise(&mut tx, shop, connection, &identity::sighting(order, &identity), now).await?;
    let moved = moved(desk, &row, order);
    look_again(desk, &mut tx, &moved, now).await?;
    refresh(&mut row, order);
    let canceled = canceled(desk.statuses, order);
    // What somebody cancelled by a button stays cancelled, whatever the shop's status says.
    let restored = row.state == OrderState::Cancelled && !canceled && row.rule != BY_HAND;
    if row.partner_number.is_some() && !restored {
        save(desk, &mut tx, &row, None, now).await?;
        tx.commit().await?;
        let outcome = followed::bring(desk, row, order, canceled).await?;
        followed::look_again_after(desk, &moved).await?;
        return Ok(outcome);
    }
    if restored {
        // Cancelled there, restored here: it goes once more as a new order, since an annulled one can't come back.
        row.partner_number = None;
        row.milestone = None;
        row.milestone_written = None;
        row.course = Course::default();
        row.handed_at = None;
        row.state = OrderState::Noticed;
    }
    if row.sending_since.is_some() {
        tx.commit().await?;
        if let Some(stopped) = desk.stopped() {
            return Ok(Outcome::Again(stopped.until));
        }
        return hand_over::ask(desk, row, order, canceled).await;
    }
    let decision = choose(desk, &mut row, order, canceled);
    match decision {
        Decision::Go(mapped) if hand_over::is_refused(desk, &row, order, &mapped) => {
            save(desk, &mut tx, &row, Some(order), now).await?;
            let outcome = park(&mut tx, row.cause_key().unwrap_or_default(), desk).await?;
            tx.commit().await?;
            Ok(outcome)
        }
        Decision::Go(mapped) => {
            tell(&mut tx, &row, order, &mapped, desk).await?;
            if let Some(stopped) = desk.stopped() {
                row.state = OrderState::Waiting;
                row.cause = Some(Cause::new(stopped.code, "").with("number", order.number.clone()));
                save(desk, &mut tx, &row, Some(order), now).await?;
                tx.commit().await?;
                return Ok(Outcome::Again(stopped.until));
            }
            hand_over::begin(desk, tx, row, order, &mapped).await
        }
        other => {
            let outcome = note(&mut tx, &mut row, order, other, desk).await?;
            save(desk, &mut tx, &row, Some(order), now).await?;
            tx.commit().await?;
            Ok(outcome)
        }
    }
}

fn choose(desk: &Desk<'_>, row: &mut TrackedOrder, order: &ShopOrder, canceled: bool) -> Decision {
    let now = desk.ctx.now();
    let settings = &desk.connection.settings;
    let started = desk.connection.started_at.unwrap_or(now);
    let ready_since = *row.ready_since.get_or_insert(now);
    if not_ready(Facts::of(order, settings), &settings.orders).is_some() {
        row.ready_since = None;
    }
    let circumstances = Circumstances {
        settings,
        from: settings.from_moment(started, &desk.shop.zone).unwrap_or(started),
        zone: &desk.shop.zone,
        canceled,
        ready_since,
        wish: row.wish,
        now,
    };
    decide(order, circumstances, |mapped| desk.partner.prove(order, mapped, &row.sums_allowed))
}

/// The steps of an order that goes.
async fn tell(
    tx: &mut Tx,
    row: &TrackedOrder,
    order: &ShopOrder,
    mapped: &Mapped,
    desk: &Desk<'_>,
) -> Result<(), JobError> {
    let now = desk.ctx.now();
    let (shop, id) = (&row.shop, &row.id);
    let rule = if row.wish.is_some_and(Wish::sends) { "by-hand" } else { "ready-status" };
    steps::add(tx, shop, id, &Step::new(now, StepKind::Ready, rule).with("status", order.status.clone())).await?;
    if let (Some(method), Some(service)) = (&order.shipping, &mapped.service) {
        let step = Step::new(now, StepKind::CarrierMapped, "mapping");
        steps::add(tx, shop, id, &step.with("name", method.name.clone()).with("service", service.clone())).await?;
    }
    if let (Some(method), Some(service)) = (&order.payment, &mapped.payment) {
        let step = Step::new(now, StepKind::PaymentMapped, "mapping");
        steps::add(tx, shop, id, &step.with("name", method.name.clone()).with("service", service.clone())).await?;
    }
    Ok(())
}

/// Notes a decision that keeps the order here.
async fn note(
    tx: &mut Tx,
    row: &mut TrackedOrder,
    order: &ShopOrder,
    decision: Decision,
    desk: &Desk<'_>,
) -> Result<Outcome, JobError> {
    let now = desk.ctx.now();
    let (shop, id) = (row.shop.clone(), row.id.clone());
    row.cause = None;
    row.hold_until = None;
    let (step, outcome) = match decision {
        Decision::NotReady(rule) => {
            row.state = OrderState::Noticed;
            rule.clone_into(&mut row.rule);
            let kind = if rule == "paid-only" { StepKind::NotPaid } else { StepKind::NotReady };
            (Step::new(now, kind, rule).with("status", order.status.clone()), Outcome::Done)
        }
        Decision::LeaveOut(rule) => {
            row.state = OrderState::LeftOut;
            rule.clone_into(&mut row.rule);
            (left_out(now, rule, order, desk), Outcome::Done)
        }
        Decision::Hold(until, rule) => {
            row.state = OrderState::Held;
            row.hold_until = until;
            rule.clone_into(&mut row.rule);
            let step = Step::new(now, StepKind::Held, rule);
            match until {
                Some(until) => (step.with("until", until.0), Outcome::Again(until)),
                None => (step, Outcome::Done),
            }
        }
        Decision::Wait(cause) => return wait(tx, row, *cause, desk).await,
        Decision::Go(_) => return Ok(Outcome::Done),
    };
    steps::add(tx, &shop, &id, &step).await?;
    Ok(outcome)
}

/// The step of an order that a rule leaves out, with what an exclusion found.
fn left_out(now: Millis, rule: &str, order: &ShopOrder, desk: &Desk<'_>) -> Step {
    let step = Step::new(now, StepKind::LeftOut, rule);
    match desk.connection.settings.orders.exclude.find(order).filter(|(kind, _)| kind.rule() == rule) {
        Some((_, name)) if !name.is_empty() => step.with("name", name),
        _ => step,
    }
}

/// The rule by which an order waits for a cause.
const fn rule_of(cause: &Cause) -> &'static str {
    match cause.code {
        Code::Money => "money",
        Code::Field => "field",
        _ => "mapping",
    }
}

/// The step of an order that begins to wait, with all that the sentence of its cause needs.
pub fn waiting(now: Millis, cause: &Cause) -> Step {
    let mut step = Step::new(now, StepKind::Waiting, rule_of(cause)).with("cause", cause.code.word());
    for (key, value) in &cause.values {
        step = step.with(key, value.clone());
    }
    step
}

/// An order that waits for its cause to be mended.
pub async fn wait(tx: &mut Tx, row: &mut TrackedOrder, cause: Cause, desk: &Desk<'_>) -> Result<Outcome, JobError> {
    let now = desk.ctx.now();
    row.state = OrderState::Waiting;
    rule_of(&cause).clone_into(&mut row.rule);
    let step = waiting(now, &cause);
    row.cause = Some(cause);
    steps::add(tx, &row.shop, &row.id, &step).await?;
    park(tx, row.cause_key().unwrap_or_default(), desk).await
}

/// Parks a job for a cause, unless somebody changed the settings since they were read: whoever mended the cause between
/// our reading and this commit must not be overlooked.
pub async fn park(tx: &mut Tx, cause: String, desk: &Desk<'_>) -> Result<Outcome, JobError> {
    let connection = desk.connection;
    let mended =
        connections::changed_since(tx, &connection.shop, connection.id.as_str(), connection.updated_at).await?;
    Ok(if mended { Outcome::Again(desk.ctx.now()) } else { Outcome::Park { cause } })
}
