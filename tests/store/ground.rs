//! What the tests of the store stand on: an opened database, shops in it, and a look at its rows past the store.
use spojka::domain::clock::Millis;
use spojka::domain::ids::ShopId;
use spojka::domain::shop::Language;
use spojka::store::shops::{self, Install};
use spojka::store::{Db, Tx};
use sqlx::{AssertSqlSafe, Row as _};

use crate::databases::Fresh;

/// The moment at which the tests begin: 2026-11-21 12:00 UTC.
pub const NOON: Millis = Millis(1_795_262_400_000);

/// Runs one expression on either engine.
macro_rules! on_db {
    ($db:expr, $pool:ident => $run:expr) => {
        match $db {
            spojka::store::Db::Sqlite { writer, .. } => {
                let mut turn = writer.turn().await.unwrap();
                let $pool = &mut *turn;
                $run
            }
            spojka::store::Db::Postgres($pool) => $run,
        }
    };
}

/// Connects and brings the tables up to date.
pub async fn open(fresh: &Fresh) -> Db {
    let db = Db::connect(&fresh.url).await.unwrap();
    db.migrate().await.unwrap();
    db
}

/// Stores an active shop; `flowing` as if it had a started connection.
pub async fn shop(db: &Db, token: &str, flowing: bool) -> ShopId {
    let id = ShopId::generate(NOON);
    let install = Install {
        token,
        api_url: "https://shop.admin.s7.upgates.com/api/v2",
        login_sealed: b"sealed",
        language: Language::Cs,
        version: Some(0),
        version_raw: "0",
    };
    let mut tx = begin(db).await;
    shops::insert(&mut tx, &id, &install, NOON).await.unwrap();
    tx.commit().await.unwrap();
    if flowing {
        change(db, &format!("UPDATE shops SET flowing = TRUE WHERE id = '{id}'")).await;
    }
    id
}

pub async fn begin(db: &Db) -> Tx {
    db.begin().await.unwrap()
}

/// Runs a statement past the store; returns the rows it touched.
pub async fn change(db: &Db, sql: &str) -> u64 {
    let query = AssertSqlSafe(sql.to_owned());
    on_db!(db, pool => sqlx::query(query).execute(pool).await.unwrap().rows_affected())
}

/// A number that a statement yields.
pub async fn number(db: &Db, sql: &str) -> i64 {
    let query = AssertSqlSafe(sql.to_owned());
    on_db!(db, pool => sqlx::query(query).fetch_one(pool).await.unwrap().get(0))
}

/// The texts of a statement's first column.
pub async fn texts(db: &Db, sql: &str) -> Vec<String> {
    let query = AssertSqlSafe(sql.to_owned());
    on_db!(db, pool => sqlx::query(query).fetch_all(pool).await.unwrap().iter().map(|row| row.get(0)).collect())
}

/// The tables and their columns, without those of the migrations.
pub async fn columns(db: &Db) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let tables = if db.is_postgres() {
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()"
    } else {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    };
    for table in texts(db, tables).await.into_iter().filter(|t| !t.starts_with('_')) {
        let sql = if db.is_postgres() {
            format!(
                "SELECT column_name::text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = '{table}'"
            )
        } else {
            format!("SELECT name FROM pragma_table_info('{table}')")
        };
        all.extend(texts(db, &sql).await.into_iter().map(|column| (table.clone(), column)));
    }
    all
}
