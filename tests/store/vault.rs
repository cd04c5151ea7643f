//! A start with keys that don't open what is stored is refused before anything is written.
use std::collections::BTreeMap;

use spojka::store::Db;

use crate::databases::Fresh;
use crate::ground::{change, columns, number, open, texts};
use crate::program::{Program, Setup};
use crate::stage::Stage;

both!(wrong_keys_are_refused_before_anything_is_written);

/// What an older program has left: its first migration.
const OLDER: &str = "DELETE FROM _sqlx_migrations WHERE version > 1";

/// Another key under the same name, and a key of another name.
const WRONG: [&str; 2] =
    ["k1:CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg=", "k2:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="];

async fn wrong_keys_are_refused_before_anything_is_written(fresh: Fresh) {
    let mut stage = Stage::start(fresh, 1).await;
    stage.activate("svetlo").await;
    stage.programs.iter_mut().for_each(Program::kill);
    let db = open(&stage.fresh).await;
    assert_eq!(number(&db, "SELECT COUNT(*) FROM shops").await, 1);
    refused(&stage).await;
    assert!(change(&db, OLDER).await > 0);
    refused(&stage).await;
    db.close().await;
}

async fn refused(stage: &Stage) {
    settle(&stage.fresh).await;
    let before = picture(&stage.fresh).await;
    for keys in WRONG {
        let setup = Setup::new(&stage.fresh, &stage.sandbox.base_url()).with("SPOJKA_VAULT_KEYS", keys);
        for arguments in [&["serve"][..], &["shops", "list"]] {
            let output = setup.run(arguments, "");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
            assert!(said.contains("SPOJKA_VAULT_KEYS"), "{said}");
            let secret = keys.split_once(':').unwrap().1;
            assert!(!said.contains(secret), "{said}");
        }
    }
    assert!(picture(&stage.fresh).await == before, "the database was changed");
}

/// Writes SQLite's journal out, so that only a later change could change the file.
async fn settle(fresh: &Fresh) {
    if fresh.url.starts_with("sqlite:") {
        let db = Db::connect(&fresh.url).await.unwrap();
        let busy = number(&db, "PRAGMA wal_checkpoint(TRUNCATE)").await;
        assert_eq!(busy, 0, "somebody still reads");
        db.close().await;
    }
}

/// The file's bytes on SQLite, every row as text on PostgreSQL.
async fn picture(fresh: &Fresh) -> BTreeMap<String, Vec<u8>> {
    let mut picture = BTreeMap::new();
    if fresh.url.starts_with("sqlite:") {
        picture.insert("file".to_owned(), std::fs::read(fresh.folder.path().join("spojka.db")).unwrap());
        return picture;
    }
    let db = Db::connect(&fresh.url).await.unwrap();
    for (table, _) in columns(&db).await {
        let rows = texts(&db, &format!("SELECT t::text FROM {table} t ORDER BY 1")).await;
        picture.insert(table, rows.join("\n").into_bytes());
    }
    db.close().await;
    picture
}
