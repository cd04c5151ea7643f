//! Whose turn it is: one claim takes the due jobs of one shop, connection and kind, within the places that they may hold.
use crate::domain::clock::Millis;
use crate::domain::ids::{JobId, RowId, ShopId};
use crate::domain::job::{Job, JobKind, LEASE_SECONDS, SET_ASIDE_AFTER, SUSPECT_AFTER};
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    NEXT = "SELECT j.id, j.shop_id, j.connection_id, j.kind, j.unended, j.patient FROM (SELECT s.last_turn_at AS turn, (SELECT d.id FROM jobs d \
        LEFT JOIN connections c ON c.id = d.connection_id WHERE d.shop_id = s.id AND d.state = 'ready' \
        AND d.needs_flow IN (FALSE, s.flowing) AND d.run_at <= $1 AND d.unended < $2 AND (s.state = 'active' OR d.kind = 'probe') \
        AND (s.next_call_at <= $1 OR NOT d.calls_shop) \
        AND (d.connection_id = '' OR d.kind IN ('connect_test', 'simulate', 'trial') OR (c.state = 'started' AND COALESCE(c.blocked_until, 0) <= $1)) \
        AND (s.taken < $4 OR (SELECT COUNT(*) FROM places l WHERE l.shop_id = d.shop_id AND l.connection_id = d.connection_id \
            AND l.kind = d.kind AND l.patient = d.patient AND l.until > $1) < $4) \
        AND (d.kind NOT IN ('stock', 'stock_catch_up') OR NOT EXISTS (SELECT 1 FROM jobs b WHERE b.shop_id = d.shop_id \
            AND b.connection_id = d.connection_id AND b.kind IN ('stock', 'stock_catch_up') AND b.lease IS NOT NULL AND b.run_at > $1)) \
        ORDER BY d.run_at LIMIT 1) AS id FROM (SELECT x.id, x.state, x.flowing, x.next_call_at, x.last_turn_at, \
            (SELECT COUNT(*) FROM places p WHERE p.shop_id = x.id AND p.until > $1) AS taken FROM shops x) s \
        WHERE s.state IN ('active', 'doubtful') AND s.taken < $3) t \
        JOIN jobs j ON j.id = t.id ORDER BY t.turn LIMIT 1";
    BUSY = "SELECT COUNT(*) FROM jobs WHERE shop_id = $1 AND connection_id = $2 AND kind IN ('stock', 'stock_catch_up') AND lease IS NOT NULL AND run_at > $3";
    TAKEN = "SELECT COUNT(*), COALESCE(SUM(CASE WHEN connection_id = $1 AND kind = $2 AND patient = $3 THEN 1 ELSE 0 END), 0) FROM places WHERE shop_id = $4 AND until > $5";
    CLAIM_SQLITE = "UPDATE jobs SET lease = $1, run_at = $2, due_at = CASE WHEN lease IS NULL THEN run_at ELSE due_at END, attempts = attempts + 1, unended = unended + 1 WHERE id IN \
        (SELECT id FROM jobs WHERE shop_id = $3 AND connection_id = $4 AND kind = $5 AND state = 'ready' AND run_at <= $6 \
        AND (unended < $7 OR id = $8) AND patient = $9 ORDER BY run_at, id LIMIT $10) RETURNING id, shop_id, connection_id, kind, job_key, marks, attempts, unended, patient, created_at";
    TURN = "UPDATE shops SET last_turn_at = $1 WHERE id = $2";
    SIT = "INSERT INTO places (lease, shop_id, connection_id, kind, until, patient) VALUES ($1, $2, $3, $4, $5, $6)";
    LEAVE = "DELETE FROM places WHERE lease = $1";
    SWEEP = "DELETE FROM places WHERE until < $1 OR until > $2";
}

/// PostgreSQL claims past rows that another worker is just taking; without it jobs are claimed twice.
pub(in crate::store) const CLAIM_POSTGRES: &str = "UPDATE jobs SET lease = $1, run_at = $2, due_at = CASE WHEN lease IS NULL THEN run_at ELSE due_at END, \
    attempts = attempts + 1, unended = unended + 1 WHERE id IN \
    (SELECT id FROM jobs WHERE shop_id = $3 AND connection_id = $4 AND kind = $5 AND state = 'ready' AND run_at <= $6 \
    AND (unended < $7 OR id = $8) AND patient = $9 ORDER BY run_at, id LIMIT $10 FOR UPDATE SKIP LOCKED) \
    RETURNING id, shop_id, connection_id, kind, job_key, marks, attempts, unended, patient, created_at";

/// One claim takes at most this many jobs, as many as one Upgates call can carry.
pub const CLAIM_LIMIT: i64 = 100;

/// How much one claim may take, and who may come: what lies over it waits, so that nobody's slowness is another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Batches in flight of one shop, over all processes.
    pub of_shop: i64,
    /// Batches in flight of one kind of work for one connection (or for the shop as a whole); what can wait counts by itself.
    pub of_lane: i64,
    /// Jobs in one batch.
    pub jobs: i64,
    /// Whether a job whose worker died again and again may come ([`Job::is_suspect`]). It comes alone.
    pub suspects: bool,
}

impl Default for Room {
    fn default() -> Self {
        Self { of_shop: i64::MAX, of_lane: i64::MAX, jobs: CLAIM_LIMIT, suspects: true }
    }
}

#[derive(sqlx::FromRow)]
struct Next {
    id: String,
    shop_id: String,
    connection_id: String,
    kind: String,
    unended: i64,
    patient: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    shop_id: String,
    connection_id: String,
    kind: String,
    job_key: String,
    marks: i64,
    attempts: i64,
    unended: i64,
    patient: bool,
    created_at: i64,
}

/// Takes the due jobs of one shop and kind under one fresh lease, however many are in flight. See [`claim_in`].
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn claim(db: &Db, now: Millis) -> StoreResult<Vec<Job>> {
    claim_in(db, now, Room::default()).await
}

/// Takes the due jobs of one shop and kind under one fresh lease and a place; the shop that waited longest is next. Kinds that write
/// stock wait for each other. Empty when nothing is due within the room, or when another worker was quicker. Who ends the jobs also
/// [leaves](leave) the place.
pub async fn claim_in(db: &Db, now: Millis, room: Room) -> StoreResult<Vec<Job>> {
    let worst = if room.suspects { SET_ASIDE_AFTER } else { SUSPECT_AFTER };
    let next: Option<Next> = read!(db, pool => sqlx::query_as(NEXT)
        .bind(now.0).bind(worst).bind(room.of_shop).bind(room.of_lane).fetch_optional(pool).await)?;
    let Some(next) = next else { return Ok(Vec::new()) };
    let lease = RowId::generate(now).0;
    let until = now.plus_seconds(LEASE_SECONDS);
    let mut tx = db.begin().await?;
    // The shop's row first, as everybody locks it who marks jobs of a shop that he changes.
    exec!(&mut tx, sqlx::query(TURN).bind(now.0).bind(next.shop_id.as_str()));
    // Another worker may have begun since the look.
    if !has_room(&mut tx, &next, now, room).await? {
        return Ok(Vec::new());
    }
    let suspect = next.unended >= SUSPECT_AFTER;
    let (sql, limit) = (if db.is_postgres() { CLAIM_POSTGRES } else { CLAIM_SQLITE }, room.jobs);
    let rows: Vec<Row> = write!(&mut tx, conn => sqlx::query_as(sql)
        .bind(lease.as_str()).bind(until.0).bind(next.shop_id.as_str()).bind(next.connection_id.as_str())
        .bind(next.kind.as_str()).bind(now.0)
        .bind(if suspect { 0 } else { SUSPECT_AFTER }).bind(if suspect { next.id.as_str() } else { "" })
        .bind(next.patient).bind(limit).fetch_all(conn).await)?;
    exec!(
        &mut tx,
        sqlx::query(SIT)
            .bind(lease.as_str())
            .bind(next.shop_id.as_str())
            .bind(next.connection_id.as_str())
            .bind(next.kind.as_str())
            .bind(until.0)
            .bind(next.patient)
    );
    tx.commit().await?;
    Ok(rows.into_iter().filter_map(|row| job(row, &lease)).collect())
}

async fn has_room(tx: &mut Tx, next: &Next, now: Millis, room: Room) -> StoreResult<bool> {
    let (shop, connection, kind) = (next.shop_id.as_str(), next.connection_id.as_str(), next.kind.as_str());
    let (of_shop, of_lane): (i64, i64) = write!(&mut *tx, conn => sqlx::query_as(TAKEN)
        .bind(connection).bind(kind).bind(next.patient).bind(shop).bind(now.0).fetch_one(conn).await)?;
    if of_shop >= room.of_shop || of_lane >= room.of_lane {
        return Ok(false);
    }
    if !JobKind::from_word(kind).is_some_and(JobKind::alone) {
        return Ok(true);
    }
    let (busy,): (i64,) = write!(tx, conn => sqlx::query_as(BUSY)
        .bind(shop).bind(connection).bind(now.0).fetch_one(conn).await)?;
    Ok(busy == 0)
}

fn job(row: Row, lease: &str) -> Option<Job> {
    Some(Job {
        id: JobId(row.id),
        shop: ShopId(row.shop_id),
        connection: row.connection_id,
        kind: JobKind::from_word(&row.kind)?,
        key: row.job_key,
        lease: lease.to_owned(),
        marks: row.marks,
        attempts: row.attempts,
        unended: row.unended,
        patient: row.patient,
        created_at: Millis(row.created_at),
    })
}

/// The batch of a lease is over: its place is free.
pub async fn leave(tx: &mut Tx, lease: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(LEAVE).bind(lease));
    Ok(())
}

/// Forgets places whose time has passed, or lies further away than a lease can last.
pub async fn sweep(tx: &mut Tx, now: Millis) -> StoreResult<()> {
    let far = now.plus_seconds(2 * LEASE_SECONDS);
    exec!(tx, sqlx::query(SWEEP).bind(now.0).bind(far.0));
    Ok(())
}
