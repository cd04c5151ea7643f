//! Every statement is one that both engines understand, and gets as many values as it has places: on SQLite a forgotten
//! value would silently be NULL.
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use spojka::store::{self, Db};
use sqlx::{AssertSqlSafe, Either, Executor as _, Row as _, SqlSafeStr as _, Statement as _};

use crate::databases::Fresh;
use crate::ground::{change, open, shop};

both!(each_is_understood);

/// What looks at all orders of a shop or connection on purpose: the greatest value of an index, and an erasing.
const WALKS: [&str; 5] = [
    "orders::LAST_HANDED",
    "erasing::PIECE_STEPS",
    "erasing::PIECE_PARCELS",
    "erasing::PIECE_RESERVED",
    "erasing::PIECE_ORDERS",
];

/// A shop may have a million orders. SQLite takes an index by what it counted of the rows, so that a condition on the connection alone may
/// look as good to it as a narrower one: with counted rows every statement must still find its orders by more than their owner.
#[tokio::test]
async fn none_walks_all_orders() {
    let fresh = Fresh::sqlite();
    let db = open(&fresh).await;
    let id = shop(&db, "lampy", true).await;
    change(&db, &format!("UPDATE shops SET id = 's' WHERE id = '{id}'")).await;
    let made = change(
        &db,
        "INSERT INTO orders (id, shop_id, connection_id, number, state, created_at, updated_at, noticed_at, changed_at, ready_since, handed_at) \
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) \
         SELECT 'o' || i, 's', 'c', 'O' || i, CASE WHEN i % 50 = 0 THEN 'waiting' ELSE 'handed_over' END, i, i, i, i, i, \
         CASE WHEN i % 50 = 0 THEN NULL ELSE i END FROM n",
    )
    .await;
    assert_eq!(made, 5000);
    change(&db, "ANALYZE").await;
    let mut looked_at = 0;
    for (name, sql) in store::statements() {
        let words: Vec<&str> = sql.split_whitespace().collect();
        if !words.windows(2).any(|w| matches!(w, ["FROM" | "UPDATE", "orders"])) {
            continue;
        }
        looked_at += 1;
        let plan = plan(&db, sql).await;
        let walks = plan.iter().any(|line| {
            line.contains("orders")
                && (line.starts_with("SCAN") || line.ends_with("(shop_id=?)") || line.ends_with("(connection_id=?)"))
        });
        assert!(!walks || WALKS.iter().any(|known| name.ends_with(known)), "{name}: {plan:#?}");
    }
    assert!(looked_at > 20, "only {looked_at} statements about orders were found");
}

async fn each_is_understood(fresh: Fresh) {
    let db = open(&fresh).await;
    let mut all: Vec<String> = store::statements().into_iter().map(|(_, sql)| sql.to_owned()).collect();
    all.extend(if db.is_postgres() { store::postgres_statements() } else { store::sqlite_statements() });
    assert!(all.len() > 100, "only {} statements are listed", all.len());
    for sql in all {
        let places = places(&sql);
        let known = prepared(&db, &sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        let highest = places.iter().copied().max().unwrap_or_default();
        assert_eq!(places.len(), highest, "a number is left out: {sql}");
        assert_eq!(known, highest, "{sql}");
    }
}

/// How SQLite goes about a statement; a number stands for each of its values.
async fn plan(db: &Db, sql: &str) -> Vec<String> {
    let mut parts = sql.split('$');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("2500");
        text.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    let query = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}"));
    on_db!(db, pool => sqlx::query(query).fetch_all(pool).await.unwrap().iter().map(|row| row.get("detail")).collect())
}

async fn prepared(db: &Db, sql: &str) -> Result<usize, sqlx::Error> {
    let text = AssertSqlSafe(sql.to_owned()).into_sql_str();
    match db {
        Db::Sqlite { writer, .. } => {
            let mut connection = writer.turn().await?;
            let statement = connection.prepare(text).await?;
            Ok(count(statement.parameters().map(|p| p.map_left(<[_]>::len))))
        }
        Db::Postgres(pool) => {
            let mut connection = pool.acquire().await?;
            let statement = connection.prepare(text).await?;
            Ok(count(statement.parameters().map(|p| p.map_left(<[_]>::len))))
        }
    }
}

fn count(parameters: Option<Either<usize, usize>>) -> usize {
    parameters.map_or(0, Either::into_inner)
}

/// The different numbers after a dollar sign.
fn places(sql: &str) -> BTreeSet<usize> {
    let digits = |part: &str| part.chars().take_while(char::is_ascii_digit).collect::<String>();
    sql.split('$').skip(1).filter_map(|part| digits(part).parse().ok()).collect()
}

/// The store's modules, named as in `orders::list`, and their text.
fn sources() -> Vec<(String, String)> {
    let mut folders = vec![(String::new(), PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/store")))];
    let mut found = Vec::new();
    while let Some((above, folder)) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{above}{}", path.file_stem().unwrap().to_string_lossy());
            if path.is_dir() {
                folders.push((format!("{name}::"), path));
            } else {
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// Follows each `query(NAME)` of the store's source to the end of its sentence and counts what is bound on the way.
#[test]
fn each_gets_a_value_for_each_place() {
    let mut by_name: BTreeMap<String, &str> = BTreeMap::new();
    for (name, sql) in store::statements() {
        by_name.insert(name.trim_start_matches("spojka::store::").to_owned(), sql);
    }
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for (file, source) in sources() {
        for call in ["query(", "query_as("] {
            for (at, _) in source.match_indices(call) {
                let rest = &source[at + call.len()..];
                let Some((name, rest)) = rest.split_once(')') else { continue };
                let name = format!("{file}::{name}");
                let Some(sql) = by_name.get(&name) else { continue };
                let end = [";", ".fetch", "\n}"].iter().filter_map(|e| rest.find(e)).min().unwrap_or(rest.len());
                let bound = rest[..end].matches(".bind(").count();
                if bound != places(sql).len() {
                    wrong.push(format!("{name} has {} places and gets {bound} values", places(sql).len()));
                }
                used.insert(name);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(used.len() > 90, "only {} statements could be followed to their values", used.len());
}

#[test]
fn each_that_skips_locked_rows_is_listed() {
    let mut found = 0;
    for (_, source) in sources() {
        found += source.matches("FOR UPDATE SKIP LOCKED").count();
    }
    let listed = store::postgres_statements().iter().filter(|sql| sql.contains("FOR UPDATE SKIP LOCKED")).count();
    assert_eq!(found, listed);
}
