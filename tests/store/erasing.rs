//! Erasing a shop leaves nothing of it anywhere, and everything of everybody else.
use std::collections::{BTreeMap, BTreeSet};

use spojka::domain::ids::ShopId;
use spojka::domain::job::JobKind;
use spojka::domain::shop::ShopState;
use spojka::store::audit::{self, Who};
use spojka::store::{self, Db, erasing, jobs, shops};

use crate::databases::Fresh;
use crate::ground::{NOON, begin, change, columns, number, open, shop};

both!(
    tables_of_a_shop_are_listed,
    a_shop_is_erased_whole_and_alone,
    nothing_is_written_for_an_erased_shop,
    who_writes_while_a_shop_is_erased_leaves_nothing,
    only_a_due_shop_is_erased_by_itself,
    rows_without_their_shop_are_found,
);

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
    erase(&db, &gone).await;
    assert_eq!(rows_with(&db, gone.as_str()).await, BTreeMap::new());
    let after = rows_with(&db, kept.as_str()).await;
    assert_eq!(after, before);
    assert_eq!(after.len(), shops::SHOP_TABLES.len() + 2, "shops and cursors besides: {after:?}");
}

async fn erase(db: &Db, shop: &ShopId) {
    let mut tx = begin(db).await;
    assert!(erasing::begin(&mut tx, shop, None).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(erasing::begun(db).await.unwrap(), [shop.clone()]);
    erasing::finish(db, shop).await.unwrap();
    assert!(erasing::begun(db).await.unwrap().is_empty());
}

/// Each table of shop data and the cursors refuse a row, from the beginning of an erasing on; and every statement that makes rows makes
/// them in such a table.
async fn nothing_is_written_for_an_erased_shop(fresh: Fresh) {
    let db = open(&fresh).await;
    let (gone, kept) = (shop(&db, "gone", true).await, shop(&db, "kept", true).await);
    assert!(fill(&db, gone.as_str()).await.values().all(|rows| *rows == 1), "a living shop's rows are taken");
    let mut tx = begin(&db).await;
    assert!(erasing::begin(&mut tx, &gone, None).await.unwrap());
    assert!(!erasing::begin(&mut tx, &gone, None).await.unwrap(), "begun once");
    tx.commit().await.unwrap();
    for told in ["jobs", "sessions", "places"] {
        let left = number(&db, &format!("SELECT COUNT(*) FROM {told} WHERE shop_id = '{gone}'")).await;
        assert_eq!(left, 0, "{told} end at once");
    }
    assert!(shops::by_token(&db, "gone").await.unwrap().is_none(), "the token is free");
    assert_eq!(shops::get(&db, &gone).await.unwrap().unwrap().state, ShopState::Erasing);
    assert!(shops::login_sealed(&db, &gone).await.unwrap().is_none());
    let tried = fill_as(&db, gone.as_str(), "late").await;
    assert_eq!(tried.len(), shops::SHOP_TABLES.len() + 1);
    assert!(tried.values().all(|rows| *rows == 0), "{tried:?}");
    erasing::finish(&db, &gone).await.unwrap();
    let tried = fill_as(&db, gone.as_str(), "late").await;
    assert!(tried.values().all(|rows| *rows == 0), "{tried:?}");
    assert_eq!(rows_with(&db, gone.as_str()).await, BTreeMap::new());
    assert!(fill(&db, kept.as_str()).await.values().all(|rows| *rows == 1));

    let guarded: BTreeSet<&str> = shops::SHOP_TABLES.iter().copied().chain(["cursors"]).collect();
    let free = ["shops", "signatures", "workers", "maintenance"];
    let special = if db.is_postgres() { store::postgres_statements() } else { store::sqlite_statements() };
    let all = store::statements().into_iter().map(|(_, sql)| sql.to_owned()).chain(special);
    for sql in all.filter(|sql| sql.contains("INSERT INTO")) {
        let table = sql.split("INSERT INTO ").nth(1).unwrap().split([' ', '(']).next().unwrap().to_owned();
        assert!(
            guarded.contains(table.as_str()) || free.contains(&table.as_str()) || !holds_shops(&db, &table).await,
            "{sql}"
        );
    }
}

async fn holds_shops(db: &Db, table: &str) -> bool {
    columns(db).await.iter().any(|(t, column)| t == table && column == "shop_id")
}

/// Somebody has written and not committed yet when the erasing comes: it waits, and takes that along.
async fn who_writes_while_a_shop_is_erased_leaves_nothing(fresh: Fresh) {
    let db = open(&fresh).await;
    let gone = shop(&db, "gone", true).await;
    let mut tx = begin(&db).await;
    audit::add(&mut tx, &gone, Who::Itself, "late", "", NOON).await.unwrap();
    let (other, id) = (db.clone(), gone.clone());
    let erasing = tokio::spawn(async move { erase(&other, &id).await });
    tokio::task::yield_now().await;
    jobs::mark(&mut tx, &gone, "", JobKind::CatchUp, "", NOON, NOON).await.unwrap();
    tx.commit().await.unwrap();
    erasing.await.unwrap();
    assert_eq!(rows_with(&db, gone.as_str()).await, BTreeMap::new());
}

async fn only_a_due_shop_is_erased_by_itself(fresh: Fresh) {
    let db = open(&fresh).await;
    let id = shop(&db, "lampy", true).await;
    let mut tx = begin(&db).await;
    let due = NOON.plus_seconds(100);
    assert!(!erasing::begin(&mut tx, &id, Some(due)).await.unwrap(), "an active shop");
    shops::deactivate(&mut tx, &id, NOON, NOON.plus_seconds(50)).await.unwrap();
    assert!(!erasing::begin(&mut tx, &id, Some(NOON.plus_seconds(50))).await.unwrap(), "within its grace period");
    shops::reactivate(&mut tx, &id).await.unwrap();
    assert!(!erasing::begin(&mut tx, &id, Some(due)).await.unwrap(), "it came back");
    shops::deactivate(&mut tx, &id, NOON, NOON.plus_seconds(50)).await.unwrap();
    assert!(erasing::begin(&mut tx, &id, Some(due)).await.unwrap());
    tx.commit().await.unwrap();
}

async fn rows_without_their_shop_are_found(fresh: Fresh) {
    let db = open(&fresh).await;
    let kept = shop(&db, "kept", true).await;
    fill(&db, kept.as_str()).await;
    assert_eq!(erasing::sweep(&db).await.unwrap(), []);
    // As an earlier version may have left them, which had no guards.
    for table in ["steps", "cursors"] {
        let of = if db.is_postgres() { format!(" ON {table}") } else { String::new() };
        change(&db, &format!("DROP TRIGGER {table}_needs_its_shop{of}")).await;
    }
    change(
        &db,
        "INSERT INTO steps (id, shop_id, order_id, at, kind, rule, detail) VALUES ('s', 'lost', 'o', 1, '', '', '')",
    )
    .await;
    change(&db, "INSERT INTO cursors (owner, name, value) VALUES ('lost', 'orders', 1)").await;
    assert_eq!(erasing::sweep(&db).await.unwrap(), [("steps", 1), ("cursors", 1)]);
    assert_eq!(erasing::sweep(&db).await.unwrap(), []);
    db.migrate().await.unwrap();
    let tried = fill_as(&db, "lost", "lost").await;
    assert!(tried.values().all(|rows| *rows == 0), "the guards stand again: {tried:?}");
}

/// What was erased is not found in the bytes of the files, whatever its size and its neighbours.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn erased_texts_are_not_in_the_file() {
    let fresh = Fresh::sqlite();
    let db = open(&fresh).await;
    let (gone, kept) = (shop(&db, "gone", true).await, shop(&db, "kept", true).await);
    for round in 0..40 {
        for (id, name) in [(&gone, "jana@novakova.example"), (&kept, "petr@kept.example")] {
            let mut tx = begin(&db).await;
            for n in 0..10 {
                let detail = format!("{name} {}", "x".repeat((round * 37 + n * 211) % 3000));
                audit::add(&mut tx, id, Who::Shop, &format!("{round}-{n}"), &detail, NOON).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
    }
    let found = |text: &str| {
        let files =
            std::fs::read_dir(fresh.folder.path()).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
        files.map(|bytes| bytes.windows(text.len()).filter(|part| *part == text.as_bytes()).count()).sum::<usize>()
    };
    assert!(found("jana@novakova.example") > 100);
    erase(&db, &gone).await;
    assert!(db.forget_deleted().await.unwrap());
    assert_eq!(found("jana@novakova.example"), 0);
    assert!(found("petr@kept.example") >= 400);
}

/// One row in each table of a shop; texts name the shop, so that they are found wherever they are. How many rows each table took.
async fn fill(db: &Db, shop: &str) -> BTreeMap<String, u64> {
    let mut taken = fill_as(db, shop, shop).await;
    // That of its connection besides.
    let more = change(db, &format!("INSERT INTO cursors (owner, name, value) VALUES ('{shop}-id', 'orders', 1)")).await;
    taken.insert("cursors".to_owned(), taken["cursors"] * more);
    taken
}

/// The same with other texts in the columns.
async fn fill_as(db: &Db, shop: &str, mark: &str) -> BTreeMap<String, u64> {
    let all = columns(db).await;
    let kinds = kinds(db).await;
    let mut taken = BTreeMap::new();
    for table in shops::SHOP_TABLES {
        let names: Vec<&str> = all.iter().filter(|(t, _)| t == table).map(|(_, c)| c.as_str()).collect();
        let values: Vec<String> = names
            .iter()
            .map(|name| match (kinds[&((*table).to_owned(), (*name).to_owned())].as_str(), *name) {
                (_, "shop_id") => format!("'{shop}'"),
                ("text", name) => format!("'{mark}-{name}'"),
                ("bytea", _) if db.is_postgres() => "'\\x00'::bytea".to_owned(),
                ("bytea", _) => "x'00'".to_owned(),
                ("boolean", _) => "FALSE".to_owned(),
                _ => NOON.0.to_string(),
            })
            .collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "));
        taken.insert((*table).to_owned(), change(db, &sql).await);
    }
    let sql = format!("INSERT INTO cursors (owner, name, value) VALUES ('{shop}', 'orders', 1)");
    taken.insert("cursors".to_owned(), change(db, &sql).await);
    taken
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
