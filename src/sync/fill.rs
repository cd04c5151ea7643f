//! Filling in a period on demand: counted first, page by page, one at a time. It stands in for a "Synchronise" button.
use crate::coupling;
use crate::domain::job::{Job, JobKind, Outcome};
use crate::store::{fills, jobs, orders};
use crate::sync::context::{Context, JobError, all};

/// Works on the period that was asked for, one page a run.
///
/// # Errors
/// When the shop can't be read.
pub async fn run(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some(shop) = ctx.shop_of(jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    let Some(mut fill) = fills::get(ctx.db(), &shop.id).await?.filter(|f| f.ended_at.is_none()) else {
        return Ok(all(jobs, &Outcome::Done));
    };
    let now = ctx.now();
    let connections = ctx.started(&shop.id).await?;
    let (session, gate) = ctx.session(&shop).await?;
    let door = ctx.upgates.shop(session, &gate, now, &shop.zone)?;
    let number = u32::try_from(fill.done / coupling::FILL_PAGE + 1).unwrap_or(u32::MAX);
    let page = door.orders_created(fill.from, fill.to, if fill.counting { 1 } else { number }).await?;
    let on_page = i64::try_from(page.items.len()).unwrap_or_default();
    let mut tx = ctx.begin().await?;
    if fill.counting {
        fill.total = Some(page.total.unwrap_or(on_page));
        fill.ended_at = Some(now);
    } else {
        for order in &page.items {
            let mut known = true;
            for connection in &connections {
                let row = orders::lock(&mut tx, &shop.id, &connection.id, &order.number).await?;
                known &= row.is_some_and(|r| r.updated_at >= order.updated_at);
            }
            if !known {
                fill.new += 1;
                jobs::mark_patient(&mut tx, &shop.id, "", JobKind::Order, &order.number, now).await?;
            }
        }
        fill.done += if page.more { coupling::FILL_PAGE } else { on_page };
        fill.total = page.total.or(fill.total);
        fill.ended_at = (!page.more).then_some(now);
    }
    fills::save(&mut tx, &shop.id, &fill).await?;
    tx.commit().await?;
    Ok(all(jobs, &if fill.ended_at.is_none() { Outcome::Again(now) } else { Outcome::Done }))
}
