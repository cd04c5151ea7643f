//! What changed settings would do, worked out from stored data alone before they are saved.
use crate::coupling::{Desk, DeskError};
use crate::domain::clock::Millis;
use crate::domain::dictionary::OrderStatus;
use crate::domain::effect::{Effect, Outlook, compare};
use crate::domain::progress::Milestone;
use crate::domain::settings::{OnCancel, Settings};
use crate::domain::shop::Shop;
use crate::domain::stock::Master;
use crate::store::connections::{Connection, ConnectionState};
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::{orders, stock};

/// Over how many days mails are counted.
const MAIL_DAYS: i64 = 30;

/// The effects of saving settings that a merchant must know before. A connection that has never been started has none.
///
/// # Errors
/// When the database doesn't answer.
pub async fn effects(
    desk: &Desk,
    shop: &Shop,
    connection: &Connection,
    after: &Settings,
) -> Result<Vec<Effect>, DeskError> {
    if connection.state == ConnectionState::Draft {
        return Ok(Vec::new());
    }
    let before = &connection.settings;
    let now = desk.clock.now();
    let started = connection.started_at.unwrap_or(now);
    let from = |settings: &Settings| settings.from_moment(started, &shop.zone).unwrap_or(started);
    let mut found = Vec::new();
    let waiting = super::release(desk, connection, after).await?.waiting;
    if waiting > 0 {
        found.push(Effect::Released(waiting));
    }
    if before.orders != after.orders {
        let canceled = canceled(desk, shop).await?;
        let outlook = |settings| Outlook { settings, from: from(settings), zone: &shop.zone, canceled: &canceled, now };
        let pending = orders::pending(&desk.db, &shop.id, &connection.id, from(after)).await?;
        found.extend(compare(&pending, outlook(before), outlook(after)));
        if from(after) < from(before) {
            found.push(Effect::ReachBack(from(after)));
        }
        found.extend(cancelling(desk, shop, before, after).await?);
    }
    found.extend(mails(desk, shop, connection, after, now).await?);
    found.extend(stock_effects(desk, shop, before, after).await?);
    Ok(found)
}

async fn canceled(desk: &Desk, shop: &Shop) -> Result<Vec<i64>, DeskError> {
    let statuses = dictionary::all::<OrderStatus>(&desk.db, &shop.id, DictionaryKind::OrderStatuses).await?;
    Ok(statuses.iter().filter(|s| s.data.canceled()).map(|s| s.data.id).collect())
}

async fn cancelling(
    desk: &Desk,
    shop: &Shop,
    before: &Settings,
    after: &Settings,
) -> Result<Option<Effect>, DeskError> {
    if before.orders.on_cancel == after.orders.on_cancel {
        return Ok(None);
    }
    if after.orders.on_cancel == OnCancel::Tell {
        return Ok(Some(Effect::CancelTell));
    }
    let causes = orders::causes(&desk.db, &shop.id).await?;
    let told = causes.iter().find(|c| c.0 == super::SHOP_CANCEL_KEY).map_or(0, |c| c.2);
    Ok((told > 0).then_some(Effect::CancelAnnul(told)))
}

async fn mails(
    desk: &Desk,
    shop: &Shop,
    connection: &Connection,
    after: &Settings,
    now: Millis,
) -> Result<Vec<Effect>, DeskError> {
    let before = &connection.settings.progress;
    let new: Vec<(Milestone, i64)> = after
        .progress
        .iter()
        .filter(|(m, rule)| rule.mail && before.get(m).is_none_or(|b| !b.mail || b.status_id != rule.status_id))
        .map(|(m, rule)| (*m, rule.status_id))
        .collect();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let since = now.plus_seconds(-MAIL_DAYS * 86_400);
    let reached = orders::reached(&desk.db, &shop.id, &connection.id, since).await?;
    let at = |wanted: Milestone| -> i64 {
        let counts = |m: Milestone| m == wanted || (m > wanted && m != Milestone::Impossible);
        reached.iter().filter(|(word, _)| Milestone::from_word(word).is_some_and(counts)).map(|(_, n)| n).sum()
    };
    Ok(new.into_iter().map(|(m, status)| Effect::Mail(m, status, at(m))).collect())
}

async fn stock_effects(
    desk: &Desk,
    shop: &Shop,
    before: &Settings,
    after: &Settings,
) -> Result<Vec<Effect>, DeskError> {
    if after.stock.master != Master::Partner {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let warehouses = |s: &Settings| s.options.get("warehouses").cloned();
    // The stored numbers were counted by the present rules; by other ones they aren't known before the partner is asked.
    let recounted = before.stock.physical != after.stock.physical || warehouses(before) != warehouses(after);
    let other_numbers = before.stock.master != after.stock.master || before.stock.buffer != after.stock.buffer;
    if recounted {
        found.push(Effect::StockUnknown);
    } else if other_numbers {
        let (changes, zeroed, known) = stock::outlook(&desk.db, &shop.id, after.stock.buffer).await?;
        found.push(if known == 0 { Effect::StockUnknown } else { Effect::Stock { changes, zeroed, known } });
    }
    let (rail, was) = (after.stock.guard_rail, before.stock.guard_rail);
    if rail.lower_percent > was.lower_percent || rail.zero_count > was.zero_count {
        found.push(Effect::GuardRail(rail.lower_percent, rail.zero_count));
    }
    Ok(found)
}
