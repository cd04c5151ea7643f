//! A fresh database for each test, on either engine. PostgreSQL is used when `SPOJKA_TEST_POSTGRES_URL` names a server;
//! `SPOJKA_TEST_REQUIRE_POSTGRES` makes it an error that none is named.
use spojka::domain::clock::Clock;
use spojka::domain::ids::RowId;
use sqlx::Connection as _;
use tempfile::TempDir;

/// A database of its own; gone with the value on SQLite, with the throwaway server on PostgreSQL.
pub struct Fresh {
    pub url: String,
    pub folder: TempDir,
}

impl Fresh {
    /// A file in a folder of its own.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { url: format!("sqlite://{}", folder.path().join("spojka.db").display()), folder }
    }

    /// A schema of its own; `None` when no server is named.
    pub async fn postgres() -> Option<Self> {
        let url = std::env::var("SPOJKA_TEST_POSTGRES_URL").unwrap_or_default();
        if url.is_empty() {
            assert!(std::env::var_os("SPOJKA_TEST_REQUIRE_POSTGRES").is_none(), "SPOJKA_TEST_POSTGRES_URL is not set");
            return None;
        }
        let name = format!("t_{}", RowId::generate(Clock::System.now()));
        let mut connection = sqlx::PgConnection::connect(&url).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(format!("CREATE SCHEMA {name}"))).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        let joint = if url.contains('?') { '&' } else { '?' };
        let url = format!("{url}{joint}options=-c%20search_path%3D{name}");
        Some(Self { url, folder: tempfile::tempdir().unwrap() })
    }
}
