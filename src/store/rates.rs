//! What of each partner's rate is used up, for all processes together.
use crate::domain::clock::Millis;
use crate::domain::rate::Bucket;
use crate::store::db::{exec, statements, write};
use crate::store::{StoreResult, Tx};

statements! {
    MAKE = "INSERT INTO rates (account, resource) VALUES ($1, $2) ON CONFLICT (account, resource) DO NOTHING";
    LOCK = "UPDATE rates SET used = used WHERE account = $1 AND resource = $2 RETURNING ends_at, used, used_waiting, told_limit, shut_until";
    SAVE = "UPDATE rates SET ends_at = $1, used = $2, used_waiting = $3, told_limit = $4, shut_until = $5 WHERE account = $6 AND resource = $7";
    SWEEP = "DELETE FROM rates WHERE ends_at < $1";
}

/// The bucket of a resource of an account, locked until the transaction ends. An account is a partner's address and the client there.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn lock(tx: &mut Tx, account: &str, resource: &str) -> StoreResult<Bucket> {
    exec!(&mut *tx, sqlx::query(MAKE).bind(account).bind(resource));
    let (ends_at, used, used_waiting, told_limit, shut_until): (i64, i64, i64, i64, i64) = write!(tx, conn =>
        sqlx::query_as(LOCK).bind(account).bind(resource).fetch_one(conn).await)?;
    Ok(Bucket { ends_at: Millis(ends_at), used, used_waiting, told_limit, shut_until: Millis(shut_until) })
}

/// Stores a locked bucket.
pub async fn save(tx: &mut Tx, account: &str, resource: &str, bucket: &Bucket) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(SAVE)
            .bind(bucket.ends_at.0)
            .bind(bucket.used)
            .bind(bucket.used_waiting)
            .bind(bucket.told_limit)
            .bind(bucket.shut_until.0)
            .bind(account)
            .bind(resource)
    );
    Ok(())
}

/// Forgets buckets that nobody has used for a day.
pub async fn sweep(tx: &mut Tx, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SWEEP).bind(now.plus_seconds(-86_400).0));
    Ok(())
}
