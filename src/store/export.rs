//! Everything stored about a shop, for the shop itself, table by table and page by page. Secrets, their hashes and their sealed
//! forms have no column here, so they can't leave.
use serde_json::{Map, Value};
use sqlx::{ColumnIndex, Decode, Row, Type};

use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::reader;
use crate::store::db::{read, statements};
use crate::store::{Db, StoreResult};

statements! {
    SHOP = "SELECT id, api_url, language, version, state, name, zone, created_at, activated_at, deactivated_at, erase_after FROM shops WHERE id = $1 AND id > $2 ORDER BY id LIMIT 200";
    CONNECTIONS = "SELECT id, partner, state, settings, started_at, paused_until, blocked_until, blocked_cause, last_heard_at, last_answer_at, \
        test_report, simulation, created_at, updated_at FROM connections WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT 200";
    HISTORY = "SELECT id, connection_id, settings, who, at FROM settings_history WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT 200";
    DICTIONARY = "SELECT kind || ' ' || item_key AS id, data, first_seen_at, seen_at, gone FROM dictionary WHERE shop_id = $1 AND kind || ' ' || item_key > $2 ORDER BY 1 LIMIT 200";
    WEBHOOKS = "SELECT event AS id, upgates_id, created_at, last_heard_at FROM webhooks WHERE shop_id = $1 AND event > $2 ORDER BY 1 LIMIT 200";
    FORMER = "SELECT event || ' ' || connection_id || ' ' || CAST(until AS TEXT) AS id, until FROM former_hooks \
        WHERE shop_id = $1 AND event || ' ' || connection_id || ' ' || CAST(until AS TEXT) > $2 ORDER BY 1 LIMIT 200";
    ORDERS = "SELECT id, connection_id, number, state, cause, rule, status_id, status, total, currency, carrier, payment, admin_url, traits, created_at, updated_at, \
        noticed_at, changed_at, ready_since, hold_until, wish, sending_since, handed_at, partner_number, partner_status, milestone, expected, tracking_written, \
        milestone_written, sums_allowed, number AS page_key FROM orders WHERE shop_id = $1 AND number > $2 AND number <= ( \
        SELECT MAX(number) FROM (SELECT number FROM orders WHERE shop_id = $1 AND number > $2 ORDER BY number LIMIT 200) AS numbers) ORDER BY number";
    STEPS = "SELECT id, order_id, at, kind, rule, detail FROM steps WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT 200";
    PARCELS = "SELECT order_id AS id, shipment, number, carrier, tracking_url, seen_at FROM parcels WHERE shop_id = $1 AND order_id > $2 AND order_id <= ( \
        SELECT MAX(order_id) FROM (SELECT DISTINCT order_id FROM parcels WHERE shop_id = $1 AND order_id > $2 ORDER BY order_id LIMIT 200) AS ids) ORDER BY order_id";
    FINDINGS = "SELECT cause_key AS id, connection_id, cause, at FROM findings WHERE shop_id = $1 AND cause_key > $2 ORDER BY 1 LIMIT 200";
    STOCK = "SELECT code AS id, parent, ean, title, shop_stock, shop_seen_at, partner_stock, partner_seen_at, written, written_at FROM stock WHERE shop_id = $1 AND code > $2 ORDER BY 1 LIMIT 200";
    RESERVED = "SELECT order_id || ' ' || code AS id, order_id, code, quantity FROM reserved WHERE shop_id = $1 AND order_id || ' ' || code > $2 ORDER BY 1 LIMIT 200";
    GUARD = "SELECT connection_id AS id, changes, lowered, zeroed, at FROM guard_stops WHERE shop_id = $1 AND connection_id > $2 ORDER BY 1 LIMIT 200";
    MARKS = "SELECT id, event, items, at FROM marks WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT 200";
    JOBS = "SELECT id, connection_id, kind, job_key, state, run_at, attempts, cause, error, created_at FROM jobs WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT 200";
    AUDIT = "SELECT id, at, who, what, detail FROM audit WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT 200";
    REQUESTS = "SELECT id, partner, email, state, told, created_at, updated_at FROM account_requests WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT 200";
    ALERTS = "SELECT cause AS id, sent_at FROM alerts WHERE shop_id = $1 AND cause > $2 ORDER BY 1 LIMIT 200";
    FILLS = "SELECT shop_id AS id, data FROM fills WHERE shop_id = $1 AND shop_id > $2 ORDER BY 1 LIMIT 200";
    USAGE = "SELECT day || ' ' || access AS id, calls, errors FROM api_usage WHERE shop_id = $1 AND day || ' ' || access > $2 ORDER BY 1 LIMIT 200";
    TALLY = "SELECT connection_id || ' ' || CAST(day AS TEXT) || ' ' || state AS id, n FROM order_tally \
        WHERE shop_id = $1 AND connection_id || ' ' || CAST(day AS TEXT) || ' ' || state > $2 ORDER BY 1 LIMIT 200";
    USES = "SELECT connection_id || ' ' || CAST(day AS TEXT) || ' ' || kind || ' ' || item_key AS id, n FROM order_uses \
        WHERE shop_id = $1 AND connection_id || ' ' || CAST(day AS TEXT) || ' ' || kind || ' ' || item_key > $2 ORDER BY 1 LIMIT 200";
    MESSAGES = "SELECT id, subject, body, reply_to, created_at, tries, next_try_at, sent_at FROM support_messages WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT 200";
    NEWS = "SELECT shop_id AS id, version, noted_at, accesses FROM version_news WHERE shop_id = $1 AND shop_id > $2 ORDER BY 1 LIMIT 200";
    PRODUCTS = "SELECT item AS id, code, ean, inherits, admin_url, seen_at FROM product_list WHERE shop_id = $1 AND item > $2 ORDER BY 1 LIMIT 200";
    CHECKS = "SELECT shop_id AS id, data FROM product_checks WHERE shop_id = $1 AND shop_id > $2 ORDER BY 1 LIMIT 200";
    TRIALS = "SELECT connection_id AS id, data FROM trials WHERE shop_id = $1 AND connection_id > $2 ORDER BY 1 LIMIT 200";
    SESSIONS = "SELECT CAST(created_at AS TEXT) || ' ' || CAST(seen_at AS TEXT) AS id, language, created_at, seen_at FROM sessions \
        WHERE shop_id = $1 AND CAST(created_at AS TEXT) || ' ' || CAST(seen_at AS TEXT) > $2 ORDER BY 1 LIMIT 200";
}

/// The parts of an export by the names of their tables. Left away are only tickets and free slots for calls, which live for a minute.
pub const PARTS: [(&str, &str); 28] = [
    ("shops", SHOP),
    ("connections", CONNECTIONS),
    ("settings_history", HISTORY),
    ("dictionary", DICTIONARY),
    ("webhooks", WEBHOOKS),
    ("former_hooks", FORMER),
    ("orders", ORDERS),
    ("order_tally", TALLY),
    ("order_uses", USES),
    ("steps", STEPS),
    ("parcels", PARCELS),
    ("stock", STOCK),
    ("reserved", RESERVED),
    ("guard_stops", GUARD),
    ("findings", FINDINGS),
    ("marks", MARKS),
    ("jobs", JOBS),
    ("audit", AUDIT),
    ("account_requests", REQUESTS),
    ("alerts", ALERTS),
    ("fills", FILLS),
    ("support_messages", MESSAGES),
    ("version_news", NEWS),
    ("product_list", PRODUCTS),
    ("product_checks", CHECKS),
    ("trials", TRIALS),
    ("api_usage", USAGE),
    ("sessions", SESSIONS),
];

/// Column that only turns the pages, where that is not the row's `id`: orders go by their number, since an index has them in that order.
const PAGE_KEY: &str = "page_key";

/// Columns that hold JSON.
const JSON: [&str; 10] =
    ["settings", "test_report", "simulation", "data", "cause", "traits", "detail", "changes", "items", "error"];

/// Columns that hold yes or no.
const YES_NO: [&str; 1] = ["gone"];

/// One page of a part, some hundreds of rows: those after a key, and the key to go on with; `None` when there were none.
///
/// # Errors
/// When the database doesn't answer.
pub async fn page(
    db: &Db,
    shop: &ShopId,
    sql: &'static str,
    after: &str,
) -> StoreResult<(Vec<Map<String, Value>>, Option<String>)> {
    let mut rows: Vec<Map<String, Value>> = read!(db, pool => sqlx::query(sql).bind(shop.as_str()).bind(after).fetch_all(pool).await
        .map(|rows| rows.iter().map(object).collect()))?;
    let keys = rows.iter_mut().map(|row| row.remove(PAGE_KEY).or_else(|| row.get("id").cloned()));
    let last = keys.last().flatten().and_then(|key| key.as_str().map(str::to_owned));
    Ok((rows, last))
}

/// A row as an object by its columns' names, whatever the engine.
fn object<R: Row>(row: &R) -> Map<String, Value>
where
    usize: ColumnIndex<R>,
    for<'r> Option<i64>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<bool>: Decode<'r, R::Database> + Type<R::Database>,
{
    let cells = row.columns().iter().enumerate().map(|(at, column)| {
        let name = sqlx::Column::name(column);
        let value = if let Ok(number) = row.try_get::<Option<i64>, _>(at) {
            number.map_or(Value::Null, |n| moment(name, n))
        } else if let Ok(text) = row.try_get::<Option<String>, _>(at) {
            text.map_or(Value::Null, |text| nested(name, text))
        } else {
            row.try_get::<Option<bool>, _>(at).ok().flatten().map_or(Value::Null, Value::Bool)
        };
        (name.to_owned(), value)
    });
    cells.collect()
}

/// A time reads better as a date, and SQLite's booleans are numbers.
fn moment(name: &str, n: i64) -> Value {
    if YES_NO.contains(&name) {
        return Value::Bool(n != 0);
    }
    let time = name == "at" || ["_at", "_since", "_until", "_after"].iter().any(|end| name.ends_with(end));
    if time { Value::String(Millis(n).to_string()) } else { Value::from(n) }
}

/// Stored JSON stands in the export as what it is.
fn nested(name: &str, text: String) -> Value {
    let read = if JSON.contains(&name) { reader::stored(&text).ok() } else { None };
    read.filter(|value: &Value| value.is_object() || value.is_array()).unwrap_or(Value::String(text))
}
