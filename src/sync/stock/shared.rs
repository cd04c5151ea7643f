//! The partner's numbers of what the shop sells, and numbers that stand for several products.
use crate::domain::cause::{Cause, Code};
use crate::domain::clock::Millis;
use crate::domain::shelf::Shelf;
use crate::domain::shop::Shop;
use crate::store::connections::Connection;
use crate::store::{Tx, findings, stock};
use crate::sync::context::{Context, JobError};
use crate::systems::partner::Partner;

/// Numbers that are named; more are only counted.
const NAMED: usize = 5;

/// What the shop sells by the numbers that a connection's partner knows.
pub async fn shelf(ctx: &Context, shop: &Shop, connection: &Connection, partner: &Partner) -> Result<Shelf, JobError> {
    let items = stock::numbers(ctx.db(), &shop.id).await?;
    Ok(of(items, connection, partner))
}

/// The same of codes and EANs that are at hand.
pub fn of(items: Vec<(String, String)>, connection: &Connection, partner: &Partner) -> Shelf {
    Shelf::of(items, &connection.settings.words, |code, ean| partner.product_number(code, ean).to_owned())
}

/// Tells which numbers stand for several products, so that each of them shows all that there is.
pub(super) async fn told_of_shared(
    tx: &mut Tx,
    connection: &Connection,
    shelf: &Shelf,
    now: Millis,
) -> Result<(), JobError> {
    let cause = Cause::new(Code::SameNumber, "");
    let count = shelf.shared().count();
    if count == 0 {
        findings::clear(tx, &connection.shop, connection.id.as_str(), &cause.key()).await?;
        return Ok(());
    }
    let mut named: Vec<String> =
        shelf.shared().take(NAMED).map(|(number, codes)| format!("{number} ({})", codes.join(", "))).collect();
    if count > NAMED {
        named.push("…".to_owned());
    }
    let cause = cause.with("name", named.join("; ")).with("count", i64::try_from(count).unwrap_or(i64::MAX));
    findings::put(tx, &connection.shop, connection.id.as_str(), &cause, now).await?;
    Ok(())
}
