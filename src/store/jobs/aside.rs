//! Jobs whose worker died whenever it worked on them: set aside, so that they end no process any more.
use crate::domain::clock::Millis;
use crate::domain::ids::{JobId, ShopId};
use crate::domain::job::{Job, JobKind, SET_ASIDE_AFTER, SUSPECT_AFTER};
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    DEADLY = "SELECT id, shop_id, connection_id, kind, job_key, marks, attempts, unended, patient, created_at FROM jobs \
        WHERE unended > 1 AND unended >= $1 AND state = 'ready' AND run_at <= $2 ORDER BY id LIMIT 100";
    SET_ASIDE = "UPDATE jobs SET state = 'dead', lease = NULL, error = $1, run_at = $2 \
        WHERE id = $3 AND unended > 1 AND unended >= $4 AND state = 'ready' AND run_at <= $2";
    RESTART = "UPDATE jobs SET state = 'ready', unended = $1, attempts = 0, cause = NULL, run_at = $2 \
        WHERE shop_id = $3 AND connection_id = $4 AND kind = $5 AND job_key = $6 AND unended >= $7 AND state = 'dead'";
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

/// The jobs that were claimed so often without an ending that they are to be set aside.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn deadly(db: &Db, now: Millis) -> StoreResult<Vec<Job>> {
    let rows: Vec<Row> =
        read!(db, pool => sqlx::query_as(DEADLY).bind(SET_ASIDE_AFTER).bind(now.0).fetch_all(pool).await)?;
    let job = |row: Row| {
        Some(Job {
            id: JobId(row.id),
            shop: ShopId(row.shop_id),
            connection: row.connection_id,
            kind: JobKind::from_word(&row.kind)?,
            key: row.job_key,
            lease: String::new(),
            marks: row.marks,
            attempts: row.attempts,
            unended: row.unended,
            patient: row.patient,
            created_at: Millis(row.created_at),
        })
    };
    Ok(rows.into_iter().filter_map(job).collect())
}

/// Sets one of them aside as dead, with its reason. Hooks don't bring it back; a person does.
pub async fn set_aside(tx: &mut Tx, job: &Job, reason: &str, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_ASIDE).bind(reason).bind(now.0).bind(job.id.as_str()).bind(SET_ASIDE_AFTER));
    Ok(())
}

/// A person wants this done: marks it, and starts it anew, alone, when it was set aside.
pub async fn restart(
    tx: &mut Tx,
    shop: &ShopId,
    connection: &str,
    kind: JobKind,
    key: &str,
    now: Millis,
) -> StoreResult<()> {
    super::mark(tx, shop, connection, kind, key, now, now).await?;
    exec!(
        tx,
        sqlx::query(RESTART)
            .bind(SUSPECT_AFTER)
            .bind(now.0)
            .bind(shop.as_str())
            .bind(connection)
            .bind(kind.word())
            .bind(key)
            .bind(SET_ASIDE_AFTER)
    );
    Ok(())
}
