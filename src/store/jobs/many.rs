//! Many marks at once: a swarm of hooks is few statements.
use std::collections::BTreeMap;

use crate::domain::clock::Millis;
use crate::domain::ids::{JobId, ShopId};
use crate::domain::job::{JobKind, SET_ASIDE_AFTER};
use crate::store::db::exec;
use crate::store::{StoreResult, Tx};

/// Many marks of one shop, connection and kind in one statement, of a JSON array of `[id, key, marks, due]`; only reading the array
/// differs between the engines.
macro_rules! mark_many {
    ($elements:literal) => {
        concat!(
            "INSERT INTO jobs (id, shop_id, connection_id, kind, job_key, state, needs_flow, calls_shop, marks, run_at, created_at) \
            SELECT e.value ->> 0, $2, $3, $4, e.value ->> 1, 'ready', CAST($5 AS BOOLEAN), CAST($6 AS BOOLEAN), \
            CAST(e.value ->> 2 AS BIGINT), CAST(e.value ->> 3 AS BIGINT), CAST($7 AS BIGINT) FROM ",
            $elements,
            " AS e WHERE TRUE ON CONFLICT (shop_id, connection_id, kind, job_key) DO UPDATE SET marks = jobs.marks + excluded.marks, \
            state = CASE WHEN jobs.state = 'dead' AND jobs.unended >= $8 THEN 'dead' ELSE 'ready' END, cause = NULL, \
            patient = FALSE, attempts = CASE WHEN jobs.state = 'ready' THEN jobs.attempts ELSE 0 END, \
            run_at = CASE WHEN jobs.lease IS NOT NULL AND jobs.run_at > $7 THEN jobs.run_at \
                WHEN jobs.state = 'ready' AND jobs.run_at < excluded.run_at THEN jobs.run_at ELSE excluded.run_at END"
        )
    };
}
pub(in crate::store) const MARK_MANY_SQLITE: &str = mark_many!("json_each($1)");
pub(in crate::store) const MARK_MANY_POSTGRES: &str = mark_many!("json_array_elements(CAST($1 AS json))");

/// Marks several things of one kind at once: how often each is marked, and when it is due.
pub async fn mark_many(
    tx: &mut Tx,
    shop: &ShopId,
    (connection, kind): (&str, JobKind),
    wishes: &BTreeMap<String, Wish>,
    now: Millis,
) -> StoreResult<()> {
    let rows: Vec<_> = wishes.iter().map(|(key, wish)| (JobId::generate(now).0, key, wish.marks, wish.due.0)).collect();
    let sql = if matches!(tx, Tx::Postgres(_)) { MARK_MANY_POSTGRES } else { MARK_MANY_SQLITE };
    exec!(
        tx,
        sqlx::query(sql)
            .bind(serde_json::json!(rows).to_string())
            .bind(shop.as_str())
            .bind(connection)
            .bind(kind.word())
            .bind(kind.needs_flow())
            .bind(kind.calls_shop())
            .bind(now.0)
            .bind(SET_ASIDE_AFTER)
    );
    Ok(())
}

/// What is wished of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// How many marks it stands for.
    pub marks: i64,
    /// Not before this.
    pub due: Millis,
}

impl Wish {
    /// One mark.
    pub const fn at(due: Millis) -> Self {
        Self { marks: 1, due }
    }

    /// Both as one: the earlier time counts.
    pub fn join(&mut self, other: Self) {
        self.marks += other.marks;
        self.due = self.due.min(other.due);
    }
}
