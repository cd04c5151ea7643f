//! The loop: spread marks, claim due jobs, run them under a lease that is kept alive, end them, hand back at a stop.
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::domain::job::{Job, JobKind, Outcome};
use crate::domain::outside::without_words;
use crate::store::jobs::{self, Room};
use crate::store::{
    StoreError, StoreResult, ahead, connections, messages as kept, rates, sessions, signatures, webhooks as registered,
    workers,
};
use crate::sync::context::{Context, all, outcome_of};
use crate::sync::{
    alerts, catch_up, fill, give_up, messages, onboarding, orders, progress, readiness, refused, requests, schedule,
    simulate, spread, stock, webhooks, write_back,
};

/// Batches that run at once in one process. Nearly all of them wait for an answer at any time, so that there are many; once half of
/// them are taken, each shop has one more at most, and a small one.
const PLACES: usize = 256;
/// Batches that run at once for one shop, over all processes.
const OF_SHOP: i64 = 6;
/// Batches that run at once for one kind of work of a connection, over all processes: a slow partner leaves places for the rest of its shop.
const OF_LANE: i64 = 2;
/// Jobs of a batch when many places are taken.
const SMALL: i64 = 25;
/// How long the loop sleeps when nothing is due and nobody wakes it.
const POLL: Duration = Duration::from_millis(500);
/// How long hooks gather after some were spread: the first of a swarm is spread at once, the others together.
const GATHER: Duration = Duration::from_millis(50);
/// How often a lease is extended; well within `LEASE_SECONDS`.
const KEEP_ALIVE: Duration = Duration::from_secs(10);
/// How long a stop waits for work in flight before it is handed back.
const STOP_GRACE: Duration = Duration::from_secs(15);
/// How often the end of a batch is tried again when other transactions are in its way; without it done work is done twice.
const FINISH_TRIES: usize = 3;
/// How often a sign of life is written and old things are swept.
const BEAT: Duration = Duration::from_secs(5);
/// Beats of a minute.
const BEATS_A_MINUTE: u64 = 12;
/// Beats of a day.
const BEATS_A_DAY: u64 = 24 * 60 * BEATS_A_MINUTE;

/// The batches in flight by their lease.
type InFlight = Arc<Mutex<BTreeMap<String, Vec<Job>>>>;

/// Works until `stop` says so, then finishes or hands back what is in flight.
pub async fn run(ctx: Arc<Context>, mut stop: watch::Receiver<bool>) {
    let mut batches: JoinSet<()> = JoinSet::new();
    let in_flight = InFlight::default();
    let mut telling: JoinSet<()> = JoinSet::new();
    let mut beat = tokio::time::interval(BEAT);
    let mut beats: u64 = 0;
    let mut gathering_until = Instant::now();
    let mut noted = false;
    while !*stop.borrow() {
        // Before anything is claimed: stock must not be written before the orders of the absence are read.
        if !noted {
            noted = note_absence(&ctx).await;
            if !noted {
                tokio::time::sleep(POLL).await;
                continue;
            }
        }
        let mut found = false;
        let gather = gathering_until.saturating_duration_since(Instant::now());
        match step(&ctx, &mut batches, &in_flight, gather.is_zero()).await {
            Ok(worked) => {
                found = worked != Worked::Nothing;
                if worked == Worked::SpreadAll {
                    gathering_until = Instant::now() + GATHER;
                }
            }
            Err(error) if error.is_deadlock() => tracing::debug!(%error, "another worker was in the way"),
            Err(error) => tracing::error!(%error, "the worker could not read its queue"),
        }
        if found && batches.len() < PLACES {
            continue;
        }
        tokio::select! {
            () = ctx.wake.notified(), if batches.len() < PLACES && gather.is_zero() => {}
            Some(_) = batches.join_next(), if !batches.is_empty() => {}
            () = tokio::time::sleep(if gather.is_zero() { POLL } else { gather }) => {}
            _ = beat.tick() => {
                if let Err(error) = live(&ctx, beats).await {
                    tracing::error!(%error, "the worker could not write its sign of life");
                }
                // Beside the loop, since a mail server may be slow; one round after the other.
                while telling.try_join_next().is_some() {}
                if telling.is_empty() {
                    telling.spawn(beside(Arc::clone(&ctx), beats));
                }
                beats += 1;
            }
            _ = stop.changed() => {}
        }
    }
    let finished = tokio::time::timeout(STOP_GRACE, async {
        while batches.join_next().await.is_some() {}
        while telling.join_next().await.is_some() {}
    })
    .await;
    if finished.is_err() {
        tracing::warn!(batches = batches.len(), "work in flight is handed back");
        batches.shutdown().await;
        if let Err(error) = hand_back(&ctx, &in_flight).await {
            tracing::error!(%error, "work in flight could not be handed back; its lease will run out");
        }
    }
}

/// Plans what an absence asks for; `false` when that is to be tried again.
async fn note_absence(ctx: &Context) -> bool {
    let noted = schedule::after_absence(ctx).await;
    if let Err(error) = &noted {
        tracing::error!(%error, "what an absence asks for could not be planned");
    }
    noted.is_ok()
}

/// Gives back what was claimed and not ended, so that the next worker need not wait for the lease.
async fn hand_back(ctx: &Context, in_flight: &InFlight) -> StoreResult<()> {
    let left = std::mem::take(&mut *held(in_flight));
    let mut tx = ctx.db().begin().await?;
    for (lease, claimed) in &left {
        for job in claimed {
            jobs::hand_back(&mut tx, job, ctx.now()).await?;
        }
        jobs::leave(&mut tx, lease).await?;
    }
    tx.commit().await
}

/// What one turn of the loop did.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Worked {
    /// Nothing was due.
    Nothing,
    /// Work was begun, or there are more hooks to spread.
    Some,
    /// All hooks that had come were spread.
    SpreadAll,
}

async fn step(
    ctx: &Arc<Context>,
    batches: &mut JoinSet<()>,
    in_flight: &InFlight,
    may_spread: bool,
) -> StoreResult<Worked> {
    let spread = if may_spread { spread::spread(ctx).await? } else { 0 };
    let worked = match spread {
        0 => Worked::Nothing,
        some if some < spread::AT_ONCE => Worked::SpreadAll,
        _ => Worked::Some,
    };
    if batches.len() >= PLACES {
        return Ok(worked);
    }
    let claimed = jobs::claim_in(ctx.db(), ctx.now(), room(batches.len(), in_flight)).await?;
    if claimed.is_empty() {
        return Ok(worked);
    }
    let lease = claimed[0].lease.clone();
    held(in_flight).insert(lease.clone(), claimed.clone());
    let (ctx, in_flight) = (Arc::clone(ctx), Arc::clone(in_flight));
    batches.spawn(async move {
        batch(ctx, claimed).await;
        held(&in_flight).remove(&lease);
    });
    Ok(if worked == Worked::Nothing { Worked::Some } else { worked })
}

/// What the next batch may take. Of those suspected of ending the process one runs at a time.
fn room(taken: usize, in_flight: &InFlight) -> Room {
    let suspects = !held(in_flight).values().flatten().any(Job::is_suspect);
    if taken < PLACES / 2 {
        Room { of_shop: OF_SHOP, of_lane: OF_LANE, suspects, ..Room::default() }
    } else {
        Room { of_shop: 1, of_lane: 1, jobs: SMALL, suspects }
    }
}

fn held(in_flight: &InFlight) -> MutexGuard<'_, BTreeMap<String, Vec<Job>>> {
    in_flight.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn live(ctx: &Context, beats: u64) -> StoreResult<()> {
    let now = ctx.now();
    let mut tx = ctx.db().begin().await?;
    workers::beat(&mut tx, &ctx.worker, now).await?;
    ahead::end_leases(&mut tx, now).await?;
    jobs::sweep(&mut tx, now).await?;
    rates::sweep(&mut tx, now).await?;
    connections::end_pauses(&mut tx, now).await?;
    if beats.is_multiple_of(12) {
        sessions::sweep(&mut tx, now).await?;
        signatures::sweep(&mut tx, now).await?;
        registered::sweep_former(&mut tx, now).await?;
        kept::sweep(&mut tx, now).await?;
    }
    tx.commit().await?;
    give_up::set_aside(ctx).await?;
    if beats.is_multiple_of(12) {
        schedule::ensure(ctx).await?;
    }
    Ok(())
}

/// What is done beside the loop: erasing, which takes as long as there is data, and mails.
async fn beside(ctx: Arc<Context>, beats: u64) {
    let minute = beats.is_multiple_of(BEATS_A_MINUTE);
    if minute && let Err(error) = schedule::erase(&ctx).await {
        tracing::error!(%error, "shops could not be erased yet");
    }
    if beats.is_multiple_of(BEATS_A_DAY)
        && let Err(error) = schedule::sweep(&ctx).await
    {
        tracing::error!(%error, "rows without their shop could not be looked for");
    }
    tell(ctx, minute).await;
}

/// Mails what is to be told: what merchants wrote at every beat, the rest now and then.
async fn tell(ctx: Arc<Context>, all: bool) {
    if let Err(error) = messages::tell(&ctx).await {
        tracing::error!(%error, "messages to support could not be looked after");
    }
    if !all {
        return;
    }
    if let Err(error) = refused::look(&ctx).await {
        tracing::error!(%error, "shops that refuse the access could not be looked after");
    }
    if let Err(error) = alerts::tell(&ctx).await {
        tracing::error!(%error, "alerts could not be looked after");
    }
    if let Err(error) = requests::tell(&ctx).await {
        tracing::error!(%error, "requests for accounts could not be looked after");
    }
}

/// Runs one claimed batch: all of one shop, connection and kind.
async fn batch(ctx: Arc<Context>, claimed: Vec<Job>) {
    let ctx = ctx.working_on(&claimed);
    let kept = async {
        loop {
            tokio::time::sleep(KEEP_ALIVE).await;
            match ctx.keep().await {
                Ok(()) => {}
                Err(StoreError::LeaseLost) => return,
                Err(error) => tracing::error!(%error, "a lease could not be extended"),
            }
        }
    };
    let outcomes = tokio::select! {
        outcomes = dispatch(&ctx, &claimed) => outcomes,
        () = kept => {
            tracing::warn!(jobs = claimed.len(), "this process stood still for longer than its lease; somebody else does the work");
            return;
        }
    };
    let mut finished = finish(&ctx, &claimed, &outcomes).await;
    for _ in 0..FINISH_TRIES {
        if !finished.as_ref().is_err_and(StoreError::is_deadlock) {
            break;
        }
        finished = finish(&ctx, &claimed, &outcomes).await;
    }
    if let Err(error) = finished {
        tracing::error!(%error, "finished work could not be ended; its lease will run out");
    }
}

async fn finish(ctx: &Context, claimed: &[Job], outcomes: &[Outcome]) -> StoreResult<()> {
    for (job, outcome) in claimed.iter().zip(outcomes) {
        if let Outcome::Retry { error, .. } = outcome
            && jobs::is_last_try(job)
        {
            give_up::tell(ctx, job, error).await?;
        }
    }
    let now = ctx.now();
    let mut tx = ctx.db().begin().await?;
    for (job, outcome) in claimed.iter().zip(outcomes) {
        if let Outcome::Retry { error, .. } = outcome {
            tracing::warn!(shop = %job.shop, kind = job.kind.word(), key = %job.key, attempts = job.attempts, error = without_words(error), "a try failed");
        }
        jobs::finish(&mut tx, job, outcome, now, chance()).await?;
    }
    if let Some(job) = claimed.first() {
        jobs::leave(&mut tx, &job.lease).await?;
    }
    tx.commit().await
}

/// A number from 0.0 to 1.0 that spreads retries.
fn chance() -> f64 {
    getrandom::u32().map_or(0.5, |n| f64::from(n) / f64::from(u32::MAX))
}

async fn dispatch(ctx: &Context, claimed: &[Job]) -> Vec<Outcome> {
    let Some(first) = claimed.first() else { return Vec::new() };
    let result = match first.kind {
        JobKind::Onboard => onboarding::onboard(ctx, claimed).await,
        JobKind::Dictionary => onboarding::dictionary(ctx, claimed).await,
        JobKind::Webhooks => webhooks::run(ctx, claimed).await,
        JobKind::Probe => onboarding::probe(ctx, claimed).await,
        JobKind::Order => orders::run(ctx, claimed).await,
        JobKind::CatchUp => catch_up::run(ctx, claimed).await,
        JobKind::Progress => progress::run(ctx, claimed).await,
        JobKind::ProgressCatchUp => progress::catch_up(ctx, claimed).await,
        JobKind::WriteBack => write_back::run(ctx, claimed).await,
        JobKind::Stock => stock::run(ctx, claimed).await,
        JobKind::StockCatchUp => stock::catch_up(ctx, claimed).await,
        JobKind::Products => stock::products(ctx, claimed).await,
        JobKind::Fill => fill::run(ctx, claimed).await,
        JobKind::ConnectTest => simulate::connect_test(ctx, claimed).await,
        JobKind::Simulate => simulate::run(ctx, claimed).await,
        JobKind::Readiness => readiness::run(ctx, claimed).await,
        JobKind::Trial => orders::trial::run(ctx, claimed).await,
    };
    result.unwrap_or_else(|error| all(claimed, &outcome_of(&error, ctx.now())))
}
