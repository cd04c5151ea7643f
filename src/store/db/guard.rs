//! What keeps a shop's data from outliving it: each table of shop data drops a new row whose shop is gone or is being erased. One trigger
//! a table, made from the list of these tables, so that no statement has to think of it and a new table is guarded from its first row.
use crate::store::shops::SHOP_TABLES;
use crate::store::{Db, StoreResult};

/// The end of each guard's name. A guard that is to say something else gets another name.
const NAME: &str = "_needs_its_shop";
/// Processes that start at the same moment wait for each other under this number.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7083161)";
const HAVE_SQLITE: &str = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
const HAVE_POSTGRES: &str = "SELECT t.tgname::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid \
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND NOT t.tgisinternal";

/// A table and whose shop a new row of it belongs to.
struct Guard {
    table: &'static str,
    shop: &'static str,
}

fn guards() -> impl Iterator<Item = Guard> {
    // A cursor is owned by a shop or by one of its connections.
    let cursors = Guard {
        table: "cursors",
        shop: "COALESCE((SELECT c.shop_id FROM connections c WHERE c.id = NEW.owner), NEW.owner)",
    };
    SHOP_TABLES.iter().map(|table| Guard { table, shop: "NEW.shop_id" }).chain([cursors])
}

impl Guard {
    fn name(&self) -> String {
        format!("{}{NAME}", self.table)
    }

    fn sqlite(&self) -> String {
        let Self { table, shop } = self;
        let name = self.name();
        format!(
            "CREATE TRIGGER IF NOT EXISTS {name} BEFORE INSERT ON {table} WHEN NOT EXISTS \
             (SELECT 1 FROM shops WHERE id = {shop} AND state <> 'erasing') BEGIN SELECT RAISE(IGNORE); END"
        )
    }

    /// The shop's row is locked as a foreign key would: who erases it waits for the writer, and a writer that comes later finds it gone.
    fn postgres(&self) -> [String; 2] {
        let Self { table, shop } = self;
        let name = self.name();
        [
            format!(
                "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN \
                 PERFORM 1 FROM shops WHERE id = {shop} AND state <> 'erasing' FOR KEY SHARE; \
                 IF FOUND THEN RETURN NEW; END IF; RETURN NULL; END $guard$"
            ),
            format!("CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"),
        ]
    }
}

/// Makes the guards that are not there yet.
///
/// # Errors
/// When the database doesn't answer.
pub(super) async fn stand(db: &Db) -> StoreResult<()> {
    match db {
        Db::Sqlite { writer, .. } => {
            let mut turn = writer.turn().await?;
            let have: Vec<String> = sqlx::query_scalar(HAVE_SQLITE).fetch_all(&mut *turn).await?;
            for guard in guards().filter(|guard| !have.contains(&guard.name())) {
                sqlx::query(sqlx::AssertSqlSafe(guard.sqlite())).execute(&mut *turn).await?;
            }
        }
        Db::Postgres(pool) => {
            let have: Vec<String> = sqlx::query_scalar(HAVE_POSTGRES).fetch_all(pool).await?;
            if guards().all(|guard| have.contains(&guard.name())) {
                return Ok(());
            }
            let mut tx = pool.begin().await?;
            sqlx::query(LOCK).execute(&mut *tx).await?;
            let have: Vec<String> = sqlx::query_scalar(HAVE_POSTGRES).fetch_all(&mut *tx).await?;
            for guard in guards().filter(|guard| !have.contains(&guard.name())) {
                for sql in guard.postgres() {
                    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *tx).await?;
                }
            }
            tx.commit().await?;
        }
    }
    Ok(())
}
