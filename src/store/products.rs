//! What the shop sells, as the readiness of the guide read it, and what of it the partner could not tell apart.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::product::{Gap, ProductCheck, SoldItem};
use crate::domain::reader;
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    SAVE = "INSERT INTO product_list (shop_id, item, code, ean, inherits, admin_url, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (shop_id, item) DO UPDATE SET code = excluded.code, ean = excluded.ean, inherits = excluded.inherits, \
        admin_url = excluded.admin_url, seen_at = excluded.seen_at";
    SWEEP = "DELETE FROM product_list WHERE shop_id = $1 AND seen_at < $2";
    UNKNOWN = "SELECT item, code, ean, inherits, admin_url FROM product_list WHERE shop_id = $1 AND code = '' AND ean = '' AND inherits = '' ORDER BY item LIMIT $2";
    NO_CODE = "SELECT item, code, ean, inherits, admin_url FROM product_list WHERE shop_id = $1 AND code = '' AND (ean <> '' OR inherits <> '') ORDER BY item LIMIT $2";
    SAME_CODE = "SELECT item, code, ean, inherits, admin_url FROM product_list WHERE shop_id = $1 AND code IN \
        (SELECT code FROM product_list WHERE shop_id = $1 AND code <> '' GROUP BY code HAVING COUNT(*) > 1) ORDER BY code, item LIMIT $2";
    SAME_EAN = "SELECT item, code, ean, inherits, admin_url FROM product_list WHERE shop_id = $1 AND ean IN \
        (SELECT ean FROM product_list WHERE shop_id = $1 AND ean <> '' GROUP BY ean HAVING COUNT(*) > 1) ORDER BY ean, item LIMIT $2";
    COUNT_UNKNOWN = "SELECT COUNT(*) FROM product_list WHERE shop_id = $1 AND code = '' AND ean = '' AND inherits = ''";
    COUNT_NO_CODE = "SELECT COUNT(*) FROM product_list WHERE shop_id = $1 AND code = '' AND (ean <> '' OR inherits <> '')";
    COUNT_SAME_CODE = "SELECT COUNT(*) FROM (SELECT code FROM product_list WHERE shop_id = $1 AND code <> '' GROUP BY code HAVING COUNT(*) > 1) c";
    COUNT_SAME_EAN = "SELECT COUNT(*) FROM (SELECT ean FROM product_list WHERE shop_id = $1 AND ean <> '' GROUP BY ean HAVING COUNT(*) > 1) e";
    COUNT = "SELECT COUNT(*) FROM product_list WHERE shop_id = $1";
    CHECK = "SELECT data FROM product_checks WHERE shop_id = $1";
    SAVE_CHECK = "INSERT INTO product_checks (shop_id, data) VALUES ($1, $2) ON CONFLICT (shop_id) DO UPDATE SET data = excluded.data";
}

#[derive(sqlx::FromRow)]
struct Row {
    item: String,
    code: String,
    ean: String,
    inherits: String,
    admin_url: String,
}

/// Stores one item as seen by the reading that began at `started`.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn save(tx: &mut Tx, shop: &ShopId, item: &SoldItem, started: Millis) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(SAVE)
            .bind(shop.as_str())
            .bind(item.item.as_str())
            .bind(item.code.as_str())
            .bind(item.ean.as_str())
            .bind(item.inherits.as_str())
            .bind(item.admin_url.as_str())
            .bind(started.0)
    );
    Ok(())
}

/// Forgets what the reading that began at `started` no longer saw.
pub async fn sweep(tx: &mut Tx, shop: &ShopId, started: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SWEEP).bind(shop.as_str()).bind(started.0));
    Ok(())
}

/// How many items are known.
pub async fn count(db: &Db, shop: &ShopId) -> StoreResult<i64> {
    let (n,): (i64,) = read!(db, pool => sqlx::query_as(COUNT).bind(shop.as_str()).fetch_one(pool).await)?;
    Ok(n)
}

/// How many items have a gap; of doubles, how many codes or EANs are used more than once.
pub async fn count_gaps(db: &Db, shop: &ShopId, gap: Gap) -> StoreResult<i64> {
    let sql = match gap {
        Gap::Unknown => COUNT_UNKNOWN,
        Gap::NoCode => COUNT_NO_CODE,
        Gap::SameCode => COUNT_SAME_CODE,
        Gap::SameEan => COUNT_SAME_EAN,
    };
    let (n,): (i64,) = read!(db, pool => sqlx::query_as(sql).bind(shop.as_str()).fetch_one(pool).await)?;
    Ok(n)
}

/// The items with a gap, at most `most`; doubles stand side by side.
pub async fn gaps(db: &Db, shop: &ShopId, gap: Gap, most: i64) -> StoreResult<Vec<SoldItem>> {
    let sql = match gap {
        Gap::Unknown => UNKNOWN,
        Gap::NoCode => NO_CODE,
        Gap::SameCode => SAME_CODE,
        Gap::SameEan => SAME_EAN,
    };
    let rows: Vec<Row> = read!(db, pool => sqlx::query_as(sql).bind(shop.as_str()).bind(most).fetch_all(pool).await)?;
    Ok(rows
        .into_iter()
        .map(|r| SoldItem { item: r.item, code: r.code, ean: r.ean, inherits: r.inherits, admin_url: r.admin_url })
        .collect())
}

/// How far the last reading is; `None` when there was none.
pub async fn check(db: &Db, shop: &ShopId) -> StoreResult<Option<ProductCheck>> {
    let row: Option<(String,)> =
        read!(db, pool => sqlx::query_as(CHECK).bind(shop.as_str()).fetch_optional(pool).await)?;
    Ok(row.and_then(|(data,)| reader::stored(&data).ok()))
}

/// Stores how far the reading is.
pub async fn save_check(tx: &mut Tx, shop: &ShopId, check: &ProductCheck) -> StoreResult<()> {
    let data = crate::store::json("product_checks.data", check)?;
    exec!(tx, sqlx::query(SAVE_CHECK).bind(shop.as_str()).bind(data));
    Ok(())
}
