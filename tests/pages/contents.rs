//! Everything that a database holds, as text, to tell whether something changed.
use std::collections::BTreeMap;

use spojka::store::Db;
use sqlx::AssertSqlSafe;

/// Tables that change by mere looking: sessions remember their last use, workers their sign of life.
const RESTLESS: [&str; 3] = ["sessions", "workers", "_sqlx_migrations"];

async fn column(db: &Db, sql: String) -> Vec<String> {
    let rows: Vec<(String,)> = match db {
        Db::Sqlite { readers, .. } => sqlx::query_as(AssertSqlSafe(sql)).fetch_all(readers).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(AssertSqlSafe(sql)).fetch_all(pool).await.unwrap(),
    };
    rows.into_iter().map(|row| row.0).collect()
}

/// How to read the rows of each table, each row as one text.
pub async fn questions(db: &Db) -> Vec<(String, String)> {
    let sqlite = matches!(db, Db::Sqlite { .. });
    let names = if sqlite {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    } else {
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()"
    };
    let mut questions = Vec::new();
    for table in column(db, names.to_owned()).await {
        if RESTLESS.contains(&table.as_str()) {
            continue;
        }
        let row = if sqlite {
            let columns = column(db, format!("SELECT name FROM pragma_table_info('{table}')")).await;
            columns.iter().map(|c| format!("quote({c})")).collect::<Vec<_>>().join(" || ',' || ")
        } else {
            format!("{table}::text")
        };
        questions.push((table.clone(), format!("SELECT {row} FROM {table} ORDER BY 1")));
    }
    assert!(questions.len() > 15, "{questions:?}");
    questions
}

/// The rows of every table.
pub async fn all(db: &Db, questions: &[(String, String)]) -> BTreeMap<String, Vec<String>> {
    let mut contents = BTreeMap::new();
    for (table, question) in questions {
        contents.insert(table.clone(), column(db, question.clone()).await);
    }
    contents
}

/// The tables that differ.
pub fn differing(before: &BTreeMap<String, Vec<String>>, after: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    before.keys().filter(|table| before[*table] != after[*table]).cloned().collect()
}
