//! The list of orders: what it is filtered by, and one page of it. Each filter has an index that ends in the order of the list. SQLite's
//! statistics can't tell a rare state from a common one, so that it is told which index to read; PostgreSQL finds it by itself.
use super::{Row, TrackedOrder};
use crate::domain::cause::Code;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::order::OrderState;
use crate::store::db::{read, statements};
use crate::store::{Db, StoreResult};

statements! {
    HAS_NUMBER = "SELECT EXISTS (SELECT 1 FROM orders WHERE shop_id = $1 AND number = $2) OR \
        EXISTS (SELECT 1 FROM orders WHERE shop_id = $1 AND partner_number = $2)";
}

/// A search for a part of a number looks at this many orders that have it, highest number first.
const SEARCHED: i64 = 1000;

/// What the list of orders is filtered by. Empty fields filter nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// States to show; all when empty.
    pub states: Vec<OrderState>,
    /// Cause key.
    pub cause: Option<String>,
    /// Code of the cause, whatever it is about.
    pub kind: Option<Code>,
    /// Exact name of the shipping method.
    pub carrier: Option<String>,
    /// Changed at or after.
    pub from: Option<Millis>,
    /// Changed before.
    pub to: Option<Millis>,
    /// An order number or partner number; when there is none like it, a part of one.
    pub text: Option<String>,
    /// Keyset: rows after this (changed time, id) in falling order.
    pub after: Option<(Millis, String)>,
}

/// States in which few orders are at a time.
const fn is_narrow(state: OrderState) -> bool {
    !matches!(state, OrderState::HandedOver | OrderState::LeftOut | OrderState::Cancelled)
}

/// One page of orders, last changed first.
///
/// # Errors
/// When the database doesn't answer.
pub async fn page(db: &Db, shop: &ShopId, filter: &Filter, limit: i64) -> StoreResult<Vec<TrackedOrder>> {
    let (after_at, after_id) = filter.after.clone().unwrap_or((Millis(i64::MAX), String::new()));
    let to = filter.to.map_or(i64::MAX, |t| t.0).min(after_at.0.saturating_add(1));
    let from = filter.from.map_or(i64::MIN, |t| t.0);
    let mut texts = vec![after_id];
    let mut rest = String::new();
    let narrow = !filter.states.is_empty() && filter.states.iter().all(|state| is_narrow(*state));
    let mut index = if narrow { "orders_by_state" } else { "orders_by_shop" };
    if filter.carrier.is_some() && !narrow {
        index = "orders_by_carrier";
    }
    let text = filter.text.as_deref().filter(|text| !text.is_empty());
    if let Some(text) = text {
        rest.push_str(&search(db, shop, text, &mut texts).await?);
    }
    if let Some(cause) = &filter.cause {
        texts.push(cause.clone());
        rest.push_str(&format!(" AND cause_key = ${}", texts.len() + 4));
        index = "orders_by_cause";
    }
    if let Some(kind) = filter.kind {
        texts.push(format!("{}:%", kind.word()));
        rest += &format!(" AND cause_key IS NOT NULL AND cause_key LIKE ${}", texts.len() + 4);
        index = "orders_by_cause";
    }
    if let Some(carrier) = &filter.carrier {
        texts.push(carrier.clone());
        rest.push_str(&format!(" AND carrier = ${}", texts.len() + 4));
    }
    let words: Vec<String> = filter.states.iter().map(|state| format!("'{}'", state.word())).collect();
    let states = if index == "orders_by_state" && text.is_none() {
        words.iter().map(|word| format!(" AND state = {word}")).collect()
    } else if words.is_empty() {
        vec![String::new()]
    } else {
        vec![format!(" AND state IN ({})", words.join(", "))]
    };
    // Of the two upper ends only `$3` shall bound the walk through the index: SQLite would rather take the one in the alternative,
    // hence the sum that changes nothing.
    let order = format!("ORDER BY changed_at DESC, id DESC LIMIT {}", limit.clamp(1, 10_000));
    // A search knows its few orders by id.
    let (hint, shop_is) = match (text.is_some(), db.is_postgres()) {
        (true, _) => (String::new(), "shop_id || ''"),
        (false, true) => (String::new(), "shop_id"),
        (false, false) => (format!(" INDEXED BY {index}"), "shop_id"),
    };
    let lists: Vec<String> = states
        .iter()
        .enumerate()
        .map(|(at, state)| {
            format!(
                "SELECT * FROM (SELECT * FROM orders{hint} WHERE {shop_is} = $1{state}{rest} AND changed_at >= $2 AND changed_at < $3 \
                 AND (changed_at + 0 < $4 OR (changed_at + 0 = $4 AND id < $5)) {order}) AS list{at}"
            )
        })
        .collect();
    let sql = format!("{} {order}", lists.join(" UNION ALL "));
    let rows: Vec<Row> = read!(db, pool => {
        let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(shop.as_str()).bind(from).bind(to).bind(after_at.0);
        for text in &texts {
            query = query.bind(text.as_str());
        }
        query.fetch_all(pool).await
    })?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The condition of a search: the number itself when there is such an order, otherwise a part of a number.
async fn search(db: &Db, shop: &ShopId, text: &str, texts: &mut Vec<String>) -> StoreResult<String> {
    let n = texts.len() + 5;
    let (known,): (bool,) =
        read!(db, pool => sqlx::query_as(HAS_NUMBER).bind(shop.as_str()).bind(text).fetch_one(pool).await)?;
    if known {
        texts.push(text.to_owned());
        return Ok(format!(
            " AND id IN (SELECT id FROM orders WHERE shop_id = $1 AND number = ${n} UNION SELECT id FROM orders WHERE shop_id = $1 AND partner_number = ${n})"
        ));
    }
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    texts.push(format!("%{escaped}%"));
    Ok(format!(
        " AND id IN (SELECT id FROM orders WHERE shop_id = $1 AND (number LIKE ${n} ESCAPE '\\' OR partner_number LIKE ${n} ESCAPE '\\') \
         ORDER BY number DESC LIMIT {SEARCHED})"
    ))
}
