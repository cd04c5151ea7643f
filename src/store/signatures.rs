//! Accepted signatures, remembered with their endpoint, since opening and deactivation sign the same text.
use crate::domain::clock::Millis;
use crate::store::db::{alone, exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    REMEMBER = "INSERT INTO signatures (hash, endpoint, seen_at, expires_at, shop_token) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (hash) DO UPDATE SET endpoint = signatures.endpoint RETURNING endpoint, seen_at";
    ELSEWHERE = "SELECT hash FROM signatures WHERE shop_token = $1 AND endpoint <> 'open'";
    SWEEP = "DELETE FROM signatures WHERE expires_at < $1";
}

/// Rows of one statement, so that the one writer of SQLite is not held for long.
const ROWS: usize = 1000;

/// Texts that openings carried, as a JSON array of texts: 14 digits of each moment, the mark, the shop's identifier. Only reading the array
/// differs between the engines.
macro_rules! openings {
    ($elements:literal) => {
        concat!(
            "INSERT INTO signatures (hash, endpoint, shop_token, seen_at, expires_at) SELECT substr(e.value, 29, 78), 'open', \
            substr(e.value, 107), CAST(substr(e.value, 1, 14) AS BIGINT), CAST(substr(e.value, 15, 14) AS BIGINT) FROM ",
            $elements,
            " WHERE TRUE ON CONFLICT (hash) DO NOTHING"
        )
    };
}
pub(super) const OPENINGS_SQLITE: &str = openings!("json_each($1) AS e");
pub(super) const OPENINGS_POSTGRES: &str = openings!("json_array_elements_text(CAST($1 AS json)) AS e(value)");

/// What a signed text is known by: the first 14 digits of its time, then its SHA-256 in hex. Texts of the same hour lie together in the
/// table, so that many that come at once touch few of its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMark(String);

impl TextMark {
    /// Of the text with this `sha256` in hex and this `time` in it.
    pub fn new(time: &str, sha256: &str) -> Self {
        let digits = time.bytes().filter(u8::is_ascii_digit).chain(std::iter::repeat(b'0'));
        let mut mark = String::with_capacity(14 + sha256.len());
        mark.extend(digits.take(14).map(char::from));
        mark.push_str(sha256);
        Self(mark)
    }

    /// As it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A signed text that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// What it is known by.
    pub mark: TextMark,
    /// Identifier of the shop that it names.
    pub shop_token: String,
    /// When it came.
    pub at: Millis,
    /// From when it would be refused for its time and may be forgotten.
    pub expires_at: Millis,
}

impl Accepted {
    /// As one text, for the statement that takes many.
    fn packed(&self) -> String {
        let mut text = String::with_capacity(28 + self.mark.0.len() + self.shop_token.len());
        for moment in [self.at, self.expires_at] {
            let digits = moment.0.to_string();
            text.extend(std::iter::repeat_n('0', 14_usize.saturating_sub(digits.len())));
            text.push_str(&digits);
        }
        text.push_str(&self.mark.0);
        text.push_str(&self.shop_token);
        text
    }
}

/// Where and when an accepted signature was first seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstSeen {
    /// The endpoint.
    pub endpoint: String,
    /// The moment; now, when it is new.
    pub at: Millis,
}

/// Remembers an accepted text with its endpoint, and tells where and when it was first seen.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn remember(tx: &mut Tx, text: &Accepted, endpoint: &str) -> StoreResult<FirstSeen> {
    let (endpoint, at): (String, i64) = write!(tx, conn => sqlx::query_as(REMEMBER)
        .bind(text.mark.as_str()).bind(endpoint).bind(text.at.0).bind(text.expires_at.0).bind(text.shop_token.as_str())
        .fetch_one(conn).await)?;
    Ok(FirstSeen { endpoint, at: Millis(at) })
}

/// Remembers texts that openings carried; those that are known stay as they are.
pub async fn remember_openings(db: &Db, texts: &[Accepted]) -> StoreResult<()> {
    let sql = if db.is_postgres() { OPENINGS_POSTGRES } else { OPENINGS_SQLITE };
    for part in texts.chunks(ROWS) {
        let rows = part.iter().map(Accepted::packed).collect::<serde_json::Value>().to_string();
        alone!(db, conn => sqlx::query(sql).bind(rows).execute(conn).await.map(drop))?;
    }
    Ok(())
}

/// Marks of a shop's texts that other endpoints than *open* accepted.
pub async fn elsewhere(db: &Db, shop_token: &str) -> StoreResult<Vec<String>> {
    let rows: Vec<(String,)> = read!(db, pool => sqlx::query_as(ELSEWHERE).bind(shop_token).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Forgets signatures whose time has passed and would be refused anyway.
pub async fn sweep(tx: &mut Tx, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SWEEP).bind(now.0));
    Ok(())
}
