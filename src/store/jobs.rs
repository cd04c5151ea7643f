//! The queue: marks coalesced by key, leases, retries, parking. One claim takes the due jobs of one shop and kind.
use crate::domain::clock::Millis;
use crate::domain::ids::{JobId, ShopId};
use crate::domain::job::{
    Job, JobKind, LEASE_SECONDS, LONGEST_RETRY_SECONDS, Outcome, SET_ASIDE_AFTER, SUSPECT_AFTER, retry_after_seconds,
};
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

mod aside;
mod claim;
mod lease;
mod many;

pub use aside::{deadly, restart, set_aside};
pub(super) use claim::CLAIM_POSTGRES;
pub use claim::{CLAIM_LIMIT, Room, claim, claim_in, leave, sweep};
pub use lease::Lease;
pub(super) use many::{MARK_MANY_POSTGRES, MARK_MANY_SQLITE};
pub use many::{Wish, mark_many};

/// The statements of the files beside this one.
pub(super) const PARTS: [&[(&str, &str)]; 3] = [aside::STATEMENTS, claim::STATEMENTS, lease::STATEMENTS];

statements! {
    MARK = "INSERT INTO jobs (id, shop_id, connection_id, kind, job_key, state, needs_flow, calls_shop, run_at, created_at, patient) \
        VALUES ($1, $2, $3, $4, $5, 'ready', $6, $7, $8, $9, $11) \
        ON CONFLICT (shop_id, connection_id, kind, job_key) DO UPDATE SET marks = jobs.marks + 1, cause = NULL, \
        patient = (jobs.patient AND excluded.patient), \
        state = CASE WHEN jobs.state = 'dead' AND jobs.unended >= $10 THEN 'dead' ELSE 'ready' END, \
        attempts = CASE WHEN jobs.state = 'ready' THEN jobs.attempts ELSE 0 END, \
        run_at = CASE WHEN jobs.lease IS NOT NULL AND jobs.run_at > $9 THEN jobs.run_at \
            WHEN jobs.state = 'ready' AND jobs.run_at < excluded.run_at THEN jobs.run_at ELSE excluded.run_at END";
    ENSURE = "INSERT INTO jobs (id, shop_id, connection_id, kind, job_key, state, needs_flow, calls_shop, run_at, created_at) \
        VALUES ($1, $2, $3, $4, $5, 'ready', $6, $7, $8, $9) ON CONFLICT (shop_id, connection_id, kind, job_key) \
        DO UPDATE SET state = 'ready', attempts = 0, unended = CASE WHEN jobs.unended >= $10 THEN $10 - 1 ELSE jobs.unended END, \
        run_at = CASE WHEN jobs.state = 'dead' THEN excluded.run_at ELSE $9 END \
        WHERE (jobs.state = 'dead' AND (jobs.unended < $10 OR jobs.run_at < $11)) \
        OR (jobs.state = 'ready' AND jobs.lease IS NULL AND jobs.run_at > CASE WHEN jobs.attempts = 0 THEN CAST($12 AS BIGINT) ELSE $13 END)";
    EXTEND = "UPDATE jobs SET run_at = $1 WHERE id = $2 AND lease = $3 AND state = 'ready'";
    DELETE_DONE = "DELETE FROM jobs WHERE id = $1 AND lease = $2 AND marks = $3";
    RUN_AGAIN = "UPDATE jobs SET lease = NULL, unended = 0, run_at = $1, attempts = 0, error = '' WHERE id = $2 AND lease = $3";
    RUN_LATER = "UPDATE jobs SET lease = NULL, unended = 0, attempts = 0, error = '', run_at = CASE WHEN marks = $1 THEN CAST($2 AS BIGINT) ELSE $3 END WHERE id = $4 AND lease = $5";
    RETRY = "UPDATE jobs SET lease = NULL, unended = 0, run_at = $1, error = $2, state = CASE WHEN marks = $3 THEN $4 ELSE 'ready' END, \
        attempts = CASE WHEN marks = $3 OR $4 = 'ready' THEN attempts ELSE 0 END WHERE id = $5 AND lease = $6";
    PARK = "UPDATE jobs SET lease = NULL, unended = 0, cause = CASE WHEN marks = $2 THEN $1 END, state = CASE WHEN marks = $2 THEN 'parked' ELSE 'ready' END, run_at = $3 WHERE id = $4 AND lease = $5";
    HAND_BACK = "UPDATE jobs SET lease = NULL, run_at = CASE WHEN due_at > 0 AND due_at < $1 THEN due_at ELSE $1 END, attempts = attempts - 1, \
        unended = CASE WHEN unended > 0 THEN unended - 1 ELSE 0 END WHERE id = $2 AND lease = $3";
    REVIVE_CAUSE = "UPDATE jobs SET state = 'ready', run_at = $1, attempts = 0, cause = NULL, marks = marks + 1 WHERE shop_id = $2 AND state = 'parked' AND (cause = $3 OR cause LIKE $4)";
    REVIVE_ALL = "UPDATE jobs SET state = 'ready', unended = CASE WHEN unended > $3 THEN $3 ELSE unended END, run_at = $1, attempts = 0, cause = NULL, marks = marks + 1 WHERE shop_id = $2 AND state <> 'ready'";
    HURRY = "UPDATE jobs SET run_at = $1 WHERE shop_id = $2 AND state = 'ready' AND lease IS NULL AND run_at > $1 AND kind IN ('order', 'progress', 'write_back', 'stock')";
    RUN_ONCE_MORE = "UPDATE jobs SET marks = marks + 1 WHERE shop_id = $1 AND state = 'ready' AND lease IS NOT NULL AND kind IN ('order', 'progress', 'write_back', 'stock')";
    COUNTS = "SELECT state, COUNT(*) FROM jobs WHERE shop_id = $1 GROUP BY state";
    DROP_IDLE = "DELETE FROM jobs WHERE shop_id = $1 AND connection_id = $2 AND kind = $3 AND lease IS NULL";
    COUNT_KIND = "SELECT COUNT(*) FROM jobs WHERE shop_id = $1 AND connection_id = $2 AND kind = $3";
    WAITS = "SELECT COUNT(*), MIN(created_at) FROM jobs WHERE shop_id = $1 AND connection_id = $2 AND kind = $3";
    OLDEST_DUE = "SELECT MIN(j.run_at), COUNT(*) FROM shops s JOIN jobs j ON j.shop_id = s.id WHERE s.state = 'active' \
        AND j.state = 'ready' AND j.needs_flow IN (FALSE, s.flowing) AND j.lease IS NULL AND j.run_at <= $1";
    DEAD = "SELECT COUNT(*), COALESCE(SUM(CASE WHEN unended >= $1 THEN 1 ELSE 0 END), 0) FROM jobs WHERE state = 'dead'";
    ORDERS_DUE = "SELECT COUNT(*) FROM jobs WHERE shop_id = $1 AND state = 'ready' \
        AND ((kind = 'catch_up' AND run_at <= $2) OR (kind = 'order' AND (run_at <= $3 OR lease IS NOT NULL)))";
    OLDEST_OF_SHOP = "SELECT MIN(run_at) FROM jobs WHERE shop_id = $1 AND state = 'ready' AND lease IS NULL AND run_at <= $2";
    LIST = "SELECT kind, job_key, state, attempts, run_at, error, cause FROM jobs WHERE shop_id = $1 \
        ORDER BY CASE WHEN state = 'dead' THEN 0 ELSE 1 END, kind, job_key LIMIT 1000";
}

/// Marks that something must be brought up to date, not before `due`. Marks of the same key are one job. One that was set aside, since it
/// ended the process whenever it ran, stays there until a person [restarts](restart) it.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn mark(
    tx: &mut Tx,
    shop: &ShopId,
    connection: &str,
    kind: JobKind,
    key: &str,
    due: Millis,
    now: Millis,
) -> StoreResult<()> {
    insert(tx, shop, (connection, kind, key), (due, false), now).await
}

/// The same for what nobody waits for: found by catching up or filling in. It has places and a share of the partner's rate of its own,
/// unless it is marked otherwise as well.
pub async fn mark_patient(
    tx: &mut Tx,
    shop: &ShopId,
    connection: &str,
    kind: JobKind,
    key: &str,
    now: Millis,
) -> StoreResult<()> {
    insert(tx, shop, (connection, kind, key), (now, true), now).await
}

async fn insert(
    tx: &mut Tx,
    shop: &ShopId,
    (connection, kind, key): (&str, JobKind, &str),
    (due, patient): (Millis, bool),
    now: Millis,
) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(MARK)
            .bind(JobId::generate(now).0)
            .bind(shop.as_str())
            .bind(connection)
            .bind(kind.word())
            .bind(key)
            .bind(kind.needs_flow())
            .bind(kind.calls_shop())
            .bind(due.0)
            .bind(now.0)
            .bind(SET_ASIDE_AFTER)
            .bind(patient)
    );
    Ok(())
}

/// Makes sure that a recurring job exists; one that exists keeps its time, one that was given up starts anew (one that was set aside
/// after a day, alone). One that lies after `latest`, further away than its period, was put there by a clock that was ahead: it runs now.
pub async fn ensure(
    tx: &mut Tx,
    shop: &ShopId,
    (connection, kind, key): (&str, JobKind, &str),
    (due, latest): (Millis, Millis),
    now: Millis,
) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(ENSURE)
            .bind(JobId::generate(now).0)
            .bind(shop.as_str())
            .bind(connection)
            .bind(kind.word())
            .bind(key)
            .bind(kind.needs_flow())
            .bind(kind.calls_shop())
            .bind(due.0)
            .bind(now.0)
            .bind(SET_ASIDE_AFTER)
            .bind(now.plus_seconds(-86_400).0)
            .bind(latest.0)
            .bind(latest.0.max(now.plus_seconds(LONGEST_RETRY_SECONDS).0))
    );
    Ok(())
}

/// Keeps the lease for another while. `false` when it was lost: the work belongs to somebody else now.
pub async fn extend(tx: &mut Tx, job: &Job, now: Millis) -> StoreResult<bool> {
    let until = now.plus_seconds(LEASE_SECONDS);
    let rows = exec!(tx, sqlx::query(EXTEND).bind(until.0).bind(job.id.as_str()).bind(job.lease.as_str()));
    Ok(rows == 1)
}

/// Ends one try. A worker that lost its lease changes nothing. `chance` (0.0 to 1.0) spreads retries.
pub async fn finish(tx: &mut Tx, job: &Job, outcome: &Outcome, now: Millis, chance: f64) -> StoreResult<()> {
    let (id, lease) = (job.id.as_str(), job.lease.as_str());
    match outcome {
        Outcome::Done => {
            let gone = exec!(tx, sqlx::query(DELETE_DONE).bind(id).bind(lease).bind(job.marks));
            if gone == 0 {
                exec!(tx, sqlx::query(RUN_AGAIN).bind(now.0).bind(id).bind(lease));
            }
        }
        Outcome::Again(at) => {
            exec!(tx, sqlx::query(RUN_LATER).bind(job.marks).bind(at.0).bind(now.0).bind(id).bind(lease));
        }
        Outcome::Retry { error, not_before } => {
            let (at, state) = match retry_after_seconds(job.attempts, chance) {
                #[expect(clippy::cast_possible_truncation, reason = "at most some hours in milliseconds")]
                Some(seconds) => (now.plus_millis((seconds * 1000.0) as i64), "ready"),
                None => (now, "dead"),
            };
            let at = not_before.map_or(at, |earliest| at.max(earliest));
            exec!(
                tx,
                sqlx::query(RETRY).bind(at.0).bind(error.as_str()).bind(job.marks).bind(state).bind(id).bind(lease)
            );
        }
        Outcome::HandBack => hand_back(tx, job, now).await?,
        Outcome::Park { cause } => {
            exec!(tx, sqlx::query(PARK).bind(cause.as_str()).bind(job.marks).bind(now.0).bind(id).bind(lease));
        }
    }
    Ok(())
}

/// Whether a job that fails once more is given up.
pub fn is_last_try(job: &Job) -> bool {
    retry_after_seconds(job.attempts, 0.0).is_none()
}

/// Gives a job back untouched: the program stops, or its batch has had its turn.
pub async fn hand_back(tx: &mut Tx, job: &Job, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(HAND_BACK).bind(now.0).bind(job.id.as_str()).bind(job.lease.as_str()));
    Ok(())
}

/// The cause was mended: everything parked for it runs now. A cause is `CODE:subject`; with an empty subject all
/// subjects of the code are meant.
pub async fn revive(tx: &mut Tx, shop: &ShopId, code: &str, subject: &str, now: Millis) -> StoreResult<u64> {
    let exact = format!("{code}:{subject}");
    let like = if subject.is_empty() { format!("{code}:%") } else { exact.clone() };
    run_once_more(tx, shop).await?;
    Ok(exec!(tx, sqlx::query(REVIVE_CAUSE).bind(now.0).bind(shop.as_str()).bind(exact.as_str()).bind(like.as_str())))
}

/// What is being worked on may have read the state before it was mended, and would park or put itself off after it:
/// it runs once more.
async fn run_once_more(tx: &mut Tx, shop: &ShopId) -> StoreResult<()> {
    exec!(tx, sqlx::query(RUN_ONCE_MORE).bind(shop.as_str()));
    Ok(())
}

/// Everything parked or dead of a shop runs now.
pub async fn revive_all(tx: &mut Tx, shop: &ShopId, now: Millis) -> StoreResult<u64> {
    run_once_more(tx, shop).await?;
    Ok(exec!(tx, sqlx::query(REVIVE_ALL).bind(now.0).bind(shop.as_str()).bind(SUSPECT_AFTER)))
}

/// Whatever waits for its next try runs now (credentials were renewed, the partner answers again).
pub async fn hurry(tx: &mut Tx, shop: &ShopId, now: Millis) -> StoreResult<u64> {
    run_once_more(tx, shop).await?;
    Ok(exec!(tx, sqlx::query(HURRY).bind(now.0).bind(shop.as_str())))
}

/// Removes the jobs of one kind that nobody works on; `false` when one of them is being worked on right now.
pub async fn drop_idle(tx: &mut Tx, shop: &ShopId, connection: &str, kind: JobKind) -> StoreResult<bool> {
    exec!(&mut *tx, sqlx::query(DROP_IDLE).bind(shop.as_str()).bind(connection).bind(kind.word()));
    Ok(count(tx, shop, connection, kind).await? == 0)
}

/// How many jobs of one kind there are.
pub async fn count(tx: &mut Tx, shop: &ShopId, connection: &str, kind: JobKind) -> StoreResult<i64> {
    let (count,): (i64,) = write!(tx, conn => sqlx::query_as(COUNT_KIND)
        .bind(shop.as_str()).bind(connection).bind(kind.word()).fetch_one(conn).await)?;
    Ok(count)
}

/// How many jobs a shop has in each state (`ready`, `parked`, `dead`).
pub async fn counts(db: &Db, shop: &ShopId) -> StoreResult<Vec<(String, i64)>> {
    Ok(read!(db, pool => sqlx::query_as(COUNTS).bind(shop.as_str()).fetch_all(pool).await)?)
}

/// Age of the oldest job that may run and is not taken, and how many there are; for metrics and readiness. What waits for a
/// shop's start is not meant.
pub async fn backlog(db: &Db, now: Millis) -> StoreResult<(Option<Millis>, i64)> {
    let (oldest, count): (Option<i64>, i64) =
        read!(db, pool => sqlx::query_as(OLDEST_DUE).bind(now.0).fetch_one(pool).await)?;
    Ok((oldest.map(Millis), count))
}

/// How many jobs of all shops were given up, and how many of these because they ended the process again and again; for the operator.
pub async fn dead(db: &Db) -> StoreResult<(i64, i64)> {
    Ok(read!(db, pool => sqlx::query_as(DEAD).bind(SET_ASIDE_AFTER).fetch_one(pool).await)?)
}

/// Whether a shop's orders are being looked for, until a moment at the latest, or are due to be read.
pub async fn orders_are_due(db: &Db, shop: &ShopId, until: Millis, now: Millis) -> StoreResult<bool> {
    let (due,): (i64,) = read!(db, pool => sqlx::query_as(ORDERS_DUE)
        .bind(shop.as_str()).bind(until.0).bind(now.0).fetch_one(pool).await)?;
    Ok(due > 0)
}

/// Since when the oldest job of a shop has been due and not taken.
pub async fn oldest_due(db: &Db, shop: &ShopId, now: Millis) -> StoreResult<Option<Millis>> {
    let (oldest,): (Option<i64>,) =
        read!(db, pool => sqlx::query_as(OLDEST_OF_SHOP).bind(shop.as_str()).bind(now.0).fetch_one(pool).await)?;
    Ok(oldest.map(Millis))
}

/// One job as an operator sees it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct JobLine {
    /// Kind.
    pub kind: String,
    /// Key.
    pub job_key: String,
    /// `ready`, `parked` or `dead`.
    pub state: String,
    /// Tries.
    pub attempts: i64,
    /// Due time or lease end.
    pub run_at: i64,
    /// Last error.
    pub error: String,
    /// What it waits for.
    pub cause: Option<String>,
}

/// A shop's jobs, those that were given up first; at most 1,000.
pub async fn list(db: &Db, shop: &ShopId) -> StoreResult<Vec<JobLine>> {
    Ok(read!(db, pool => sqlx::query_as(LIST).bind(shop.as_str()).fetch_all(pool).await)?)
}

/// How many things of one kind wait to be brought up to date, and since when the oldest.
pub async fn waits(db: &Db, shop: &ShopId, connection: &str, kind: JobKind) -> StoreResult<(i64, Option<Millis>)> {
    let (count, since): (i64, Option<i64>) = read!(db, pool => sqlx::query_as(WAITS)
        .bind(shop.as_str()).bind(connection).bind(kind.word()).fetch_one(pool).await)?;
    Ok((count, since.map(Millis)))
}
