//! What the shop has: order statuses, shipping and payment methods, languages, owner. Read once, then kept by webhooks.
use crate::domain::absence::Missing;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::reader;
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    SAVE = "INSERT INTO dictionary (shop_id, kind, item_key, data, first_seen_at, seen_at, gone) VALUES ($1, $2, $3, $4, $5, $5, FALSE) \
        ON CONFLICT (shop_id, kind, item_key) DO UPDATE SET data = excluded.data, seen_at = excluded.seen_at, gone = FALSE";
    GONE = "UPDATE dictionary SET gone = TRUE WHERE shop_id = $1 AND kind = $2 AND seen_at < $3";
    MISSING = "SELECT item_key FROM dictionary WHERE shop_id = $1 AND kind = $2 AND seen_at < $3 AND gone = FALSE ORDER BY item_key";
    ONE_GONE = "UPDATE dictionary SET gone = TRUE WHERE shop_id = $1 AND kind = $2 AND item_key = $3";
    OF_KIND = "SELECT item_key, data, first_seen_at, gone FROM dictionary WHERE shop_id = $1 AND kind = $2 ORDER BY item_key";
    LAST_SEEN = "SELECT MAX(seen_at) FROM dictionary WHERE shop_id = $1 AND kind = $2";
}

/// Kinds of dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DictionaryKind {
    /// Order statuses.
    OrderStatuses,
    /// Shipping methods.
    Shipments,
    /// Payment methods.
    Payments,
    /// Languages.
    Languages,
    /// Owners, one per language.
    Owner,
    /// Rights of the API access.
    Rights,
}

impl DictionaryKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::OrderStatuses, Self::Shipments, Self::Payments, Self::Languages, Self::Owner, Self::Rights];

    /// The word that is stored and that is the key of a dictionary job.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OrderStatuses => "order_statuses",
            Self::Shipments => "shipments",
            Self::Payments => "payments",
            Self::Languages => "languages",
            Self::Owner => "owner",
            Self::Rights => "rights",
        }
    }

    /// From the word that is stored.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }

    /// What one of its items is when it is missing; `None` where nothing rests on it.
    pub const fn missing(self) -> Option<Missing> {
        match self {
            Self::OrderStatuses => Some(Missing::OrderStatus),
            Self::Shipments => Some(Missing::Shipment),
            Self::Payments => Some(Missing::Payment),
            Self::Languages => Some(Missing::Language),
            Self::Owner | Self::Rights => None,
        }
    }
}

/// One item of a dictionary.
#[derive(Debug, Clone)]
pub struct Item<T> {
    /// Its key: the id as text.
    pub key: String,
    /// The item.
    pub data: T,
    /// When it was first seen; newer than the last setting means *new*.
    pub first_seen_at: Millis,
    /// The shop has it no more.
    pub gone: bool,
}

/// Replaces one dictionary: what is missing in `items` (key, JSON) is marked as gone, not removed, since orders and
/// mappings may name it.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn replace(
    tx: &mut Tx,
    shop: &ShopId,
    kind: DictionaryKind,
    items: &[(String, String)],
    now: Millis,
) -> StoreResult<()> {
    save(tx, shop, kind, items, now).await?;
    exec!(tx, sqlx::query(GONE).bind(shop.as_str()).bind(kind.word()).bind(now.0));
    Ok(())
}

/// Stores items (key, JSON) as seen now. Items that were known and are missing among them keep standing; their keys are returned.
pub async fn save(
    tx: &mut Tx,
    shop: &ShopId,
    kind: DictionaryKind,
    items: &[(String, String)],
    now: Millis,
) -> StoreResult<Vec<String>> {
    for (key, data) in items {
        exec!(
            tx,
            sqlx::query(SAVE).bind(shop.as_str()).bind(kind.word()).bind(key.as_str()).bind(data.as_str()).bind(now.0)
        );
    }
    let rows: Vec<(String,)> = write!(tx, conn => sqlx::query_as(MISSING)
        .bind(shop.as_str()).bind(kind.word()).bind(now.0).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Marks one item as gone.
pub async fn mark_gone(tx: &mut Tx, shop: &ShopId, kind: DictionaryKind, key: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(ONE_GONE).bind(shop.as_str()).bind(kind.word()).bind(key));
    Ok(())
}

/// One dictionary. Items that can't be read as `T` are left out.
pub async fn all<T: serde::de::DeserializeOwned>(
    db: &Db,
    shop: &ShopId,
    kind: DictionaryKind,
) -> StoreResult<Vec<Item<T>>> {
    let rows: Vec<(String, String, i64, bool)> =
        read!(db, pool => sqlx::query_as(OF_KIND).bind(shop.as_str()).bind(kind.word()).fetch_all(pool).await)?;
    Ok(rows
        .into_iter()
        .filter_map(|(key, data, first_seen_at, gone)| {
            Some(Item { key, data: reader::stored(&data).ok()?, first_seen_at: Millis(first_seen_at), gone })
        })
        .collect())
}

/// When a dictionary was last read; `None` when never.
pub async fn last_seen(db: &Db, shop: &ShopId, kind: DictionaryKind) -> StoreResult<Option<Millis>> {
    let (at,): (Option<i64>,) =
        read!(db, pool => sqlx::query_as(LAST_SEEN).bind(shop.as_str()).bind(kind.word()).fetch_one(pool).await)?;
    Ok(at.map(Millis))
}
