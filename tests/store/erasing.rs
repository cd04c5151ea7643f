//! Erasing a shop leaves nothing of it anywhere, and everything of everybody else.
use std::collections::{BTreeMap, BTreeSet};

use spojka::store::{Db, shops};

use crate::databases::Fresh;
use crate::ground::{NOON, begin, change, columns, number, open, shop};

both!(tables_of_a_shop_are_listed, a_shop_is_erased_whole_and_alone);

async fn tables_of_a_shop_are_listed(fresh: Fresh) {
    let db = open(&fresh).await;
    let have: BTreeSet<String> =
        columns(&db).await.into_iter().filter(|(_, column)| column == "shop_id").map(|(table, _)| table).collect();
    let listed: BTreeSet<String> = shops::SHOP_TABLES.iter().map(|t| (*t).to_owned()).collect();
    assert_eq!(have, listed);
    // What names a shop otherwise, or nobody: a new table must be thought about here. Rates are of an account at a partner, which shops
    // may share, and are forgotten a day after their last use.
    let all: BTreeSet<String> = columns(&db).await.into_iter().map(|(table, _)| table).collect();
    let others: Vec<&String> = all.difference(&have).collect();
    assert_eq!(others, ["cursors", "maintenance", "rates", "shops", "signatures", "workers"]);
}

async fn a_shop_is_erased_whole_and_alone(fresh: Fresh) {
    let db = open(&fresh).await;
    let (gone, kept) = (shop(&db, "gone", true).await, shop(&db, "kept", true).await);
    for id in [&gone, &kept] {
        fill(&db, id.as_str()).await;
    }
    let before = rows_with(&db, kept.as_str()).await;
    let mut tx = begin(&db).await;
    shops::erase(&mut tx, &gone).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(rows_with(&db, gone.as_str()).await, BTreeMap::new());
    let after = rows_with(&db, kept.as_str()).await;
    assert_eq!(after, before);
    assert_eq!(after.len(), shops::SHOP_TABLES.len() + 2, "shops and cursors besides: {after:?}");
}

/// One row in each table of a shop; texts name the shop, so that they are found wherever they are.
async fn fill(db: &Db, shop: &str) {
    let all = columns(db).await;
    let kinds = kinds(db).await;
    for table in shops::SHOP_TABLES {
        let names: Vec<&str> = all.iter().filter(|(t, _)| t == table).map(|(_, c)| c.as_str()).collect();
        let values: Vec<String> = names
            .iter()
            .map(|name| match (kinds[&((*table).to_owned(), (*name).to_owned())].as_str(), *name) {
                (_, "shop_id") => format!("'{shop}'"),
                ("text", name) => format!("'{shop}-{name}'"),
                ("bytea", _) if db.is_postgres() => "'\\x00'::bytea".to_owned(),
                ("bytea", _) => "x'00'".to_owned(),
                ("boolean", _) => "FALSE".to_owned(),
                _ => NOON.0.to_string(),
            })
            .collect();
        change(db, &format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "))).await;
    }
    for owner in [shop.to_owned(), format!("{shop}-id")] {
        change(db, &format!("INSERT INTO cursors (owner, name, value) VALUES ('{owner}', 'orders', 1)")).await;
    }
}

/// The kind of each column, in the words of the migration.
async fn kinds(db: &Db) -> BTreeMap<(String, String), String> {
    let mut kinds = BTreeMap::new();
    for (table, column) in columns(db).await {
        let sql = if db.is_postgres() {
            format!(
                "SELECT data_type::text FROM information_schema.columns WHERE table_schema = current_schema() \
                 AND table_name = '{table}' AND column_name = '{column}'"
            )
        } else {
            format!("SELECT type FROM pragma_table_info('{table}') WHERE name = '{column}'")
        };
        let kind = crate::ground::texts(db, &sql).await.remove(0).to_lowercase();
        kinds.insert((table, column), kind);
    }
    kinds
}

/// How many rows of each table name the shop in any text.
async fn rows_with(db: &Db, shop: &str) -> BTreeMap<String, i64> {
    let kinds = kinds(db).await;
    let tables: BTreeSet<&String> = kinds.keys().map(|(table, _)| table).collect();
    let mut found = BTreeMap::new();
    for table in tables {
        let names = kinds.iter().filter(|((t, _), kind)| t == table && kind.as_str() == "text").map(|((_, c), _)| c);
        let tests: Vec<String> = names.map(|name| format!("{name} LIKE '{shop}%'")).collect();
        if tests.is_empty() {
            continue;
        }
        let count = number(db, &format!("SELECT COUNT(*) FROM {table} WHERE {}", tests.join(" OR "))).await;
        if count > 0 {
            found.insert(table.clone(), count);
        }
    }
    found
}
