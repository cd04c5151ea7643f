//! Reading the shop's products once for the readiness of the guide: what the partner could not know, and what has the
//! same code. The list is kept as the start needs it, so that it is not read twice.
use crate::coupling::PRODUCTS_CURSOR;
use crate::domain::job::{Job, Outcome};
use crate::domain::product::ProductCheck;
use crate::domain::shop::Shop;
use crate::store::{cursors, products, stock};
use crate::sync::context::{Context, JobError, all};
use crate::systems::upgates::Shop as Door;

/// Pages read of the product list (50 products each).
const PAGES: u32 = 400;

/// Reads the product list page by page, going on where an interrupted reading stopped.
///
/// # Errors
/// When the shop can't be read; the page says so, and it is tried again.
pub async fn run(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some(shop) = ctx.shop_of(jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    let last = products::check(ctx.db(), &shop.id).await?.filter(|c| c.ended_at.is_none());
    let mut check = last.unwrap_or_else(|| ProductCheck { started_at: ctx.now(), next_page: 1, ..Default::default() });
    let result = read(ctx, &shop, &mut check).await;
    if let Err(JobError::Call(error)) = &result {
        check.error = error.to_string();
        save(ctx, &shop, &check).await?;
    }
    result.map(|()| all(jobs, &Outcome::Done))
}

async fn read(ctx: &Context, shop: &Shop, check: &mut ProductCheck) -> Result<(), JobError> {
    let (session, gate) = ctx.session(shop).await?;
    let door = ctx.upgates.shop(session, &gate, ctx.now(), &shop.zone)?;
    check.error.clear();
    while one_page(ctx, shop, &door, check).await? {
        if check.next_page > PAGES {
            check.cut = true;
            break;
        }
    }
    let now = ctx.now();
    check.ended_at = Some(now);
    let mut tx = ctx.begin().await?;
    products::sweep(&mut tx, &shop.id, check.started_at).await?;
    products::save_check(&mut tx, &shop.id, check).await?;
    cursors::set(&mut tx, shop.id.as_str(), PRODUCTS_CURSOR, check.started_at).await?;
    tx.commit().await?;
    tracing::info!(shop = %shop.id, products = check.read, "the product list was read for the readiness");
    Ok(())
}

/// Reads and stores one page; whether there are more.
async fn one_page(ctx: &Context, shop: &Shop, door: &Door<'_>, check: &mut ProductCheck) -> Result<bool, JobError> {
    let page = door.product_list(check.next_page).await?;
    let now = ctx.now();
    check.next_page += 1;
    check.read += i64::try_from(page.items.len()).unwrap_or_default();
    check.total = page.total.or(check.total);
    let mut tx = ctx.begin().await?;
    for product in &page.items {
        for line in &product.rows {
            stock::save_shop(&mut tx, &shop.id, line, now).await?;
        }
        for item in &product.sold {
            products::save(&mut tx, &shop.id, item, check.started_at).await?;
        }
    }
    products::save_check(&mut tx, &shop.id, check).await?;
    tx.commit().await?;
    Ok(page.more)
}

async fn save(ctx: &Context, shop: &Shop, check: &ProductCheck) -> Result<(), JobError> {
    let mut tx = ctx.begin().await?;
    products::save_check(&mut tx, &shop.id, check).await?;
    tx.commit().await?;
    Ok(())
}
