//! Orders that an answer of the shop doesn't hold: whether that proves anything, and what is done about it.
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::absence::{self, Missing, Sign, Verdict, Way};
use crate::domain::cause::{Cause, Code};
use crate::domain::job::{Job, JobKind, Outcome};
use crate::domain::order::{OrderState, ShopOrder, Wish};
use crate::domain::settings::OnCancel;
use crate::domain::shop::Shop;
use crate::store::orders::TrackedOrder;
use crate::store::{Tx, absences, jobs, orders, steps};
use crate::sync::context::{Context, JobError};
use crate::sync::orders::{Desk, decided, followed, save};
use crate::systems::upgates::Sought;
use crate::systems::upgates::order::can_be_asked;

/// Where signs about orders of the shop are kept: they are the shop's, whoever follows the orders.
const OF_SHOP: (&str, Missing) = ("", Missing::ShopOrder);

/// What is known of the orders that an answer lacks.
#[derive(Debug, Default)]
pub(super) struct Lacking {
    verdicts: BTreeMap<String, Verdict>,
    crowd: bool,
}

impl Lacking {
    /// What is known of each order that an answer lacks and that we follow.
    pub(super) fn verdicts(&self) -> impl Iterator<Item = (&String, &Verdict)> {
        self.verdicts.iter()
    }
}

/// Keeps what an answer of the shop says about orders that we follow: those that are there were never missing, those that
/// it proves not to be there are under suspicion from now on. Nothing is decided before all signs are kept.
///
/// # Errors
/// When the store fails.
pub(super) async fn look(ctx: &Context, shop: &Shop, sought: &Sought<ShopOrder>) -> Result<Lacking, JobError> {
    let now = ctx.now();
    let kept = absences::kept(ctx.db(), &shop.id, OF_SHOP).await?;
    let back: BTreeSet<&str> = sought.iter().map(|o| o.number.as_str()).filter(|n| kept.contains_key(*n)).collect();
    let mut lacking = Lacking::default();
    for number in &sought.absent {
        if orders::of_number(ctx.db(), &shop.id, number).await?.iter().any(lives) {
            let signs = kept.get(number).map(Vec::as_slice).unwrap_or_default();
            lacking.verdicts.insert(number.clone(), absence::verdict(signs, now));
        }
    }
    if back.is_empty() && lacking.verdicts.is_empty() {
        return Ok(lacking);
    }
    let mut tx = ctx.begin().await?;
    for number in back {
        absences::forget(&mut tx, &shop.id, OF_SHOP, number).await?;
        // Whoever read it, what waits for somebody's word about it is over.
        jobs::mark(&mut tx, &shop.id, "", JobKind::Order, number, now, now).await?;
    }
    for number in lacking.verdicts.keys() {
        absences::note(&mut tx, &shop.id, OF_SHOP, number, Sign { way: Way::Read, at: now }).await?;
    }
    tx.commit().await?;
    lacking.crowd = absences::orders_in_shop(ctx.db(), &shop.id, now).await? > absence::CROWD;
    if lacking.crowd {
        tracing::warn!(shop = %shop.id, missing = lacking.verdicts.len(), "many orders are missing in the shop at once; nothing is annulled before somebody said so");
    }
    Ok(lacking)
}

/// Whether something would be destroyed when the order is taken for deleted.
pub(super) const fn lives(row: &TrackedOrder) -> bool {
    !matches!(row.state, OrderState::Cancelled | OrderState::LeftOut)
}

/// An order that the answer doesn't hold: waits until that is proven, or until somebody said that it is true.
pub(super) async fn bring(
    desk: &Desk<'_>,
    lacking: &Lacking,
    sought: &Sought<ShopOrder>,
    job: &Job,
) -> Result<Outcome, JobError> {
    let found = orders::by_number(desk.ctx.db(), &desk.shop.id, &desk.connection.id, &job.key).await?;
    let row = match found {
        Some(row) if lives(&row) => row,
        // Nothing to destroy, and nothing to find out.
        _ if sought.lacks(&job.key) || !can_be_asked(&job.key) => return Ok(Outcome::Done),
        _ => return Ok(unknown(&job.key)),
    };
    match lacking.verdicts.get(&job.key) {
        None => Ok(unknown(&job.key)),
        Some(Verdict::LookAgain(at)) => Ok(Outcome::Again(*at)),
        Some(Verdict::Proven) if asks(lacking, &row) && destroys(desk, &row) => ask(desk, row).await,
        Some(Verdict::Proven) => followed::gone_from_shop(desk, row).await,
    }
}

fn unknown(number: &str) -> Outcome {
    Outcome::Retry { error: format!("the shop's answer proves nothing about order {number}"), not_before: None }
}

/// Whether more is done than to tell the merchant.
fn destroys(desk: &Desk<'_>, row: &TrackedOrder) -> bool {
    row.state != OrderState::HandedOver || desk.connection.settings.orders.on_cancel == OnCancel::Annul
}

/// Whether somebody must say first that the order goes; who was asked once is asked until he answers.
fn asks(lacking: &Lacking, row: &TrackedOrder) -> bool {
    let asked = row.cause.as_ref().is_some_and(|c| c.code == Code::ShopGone);
    (lacking.crowd || asked) && !is_confirmed(row)
}

/// Whether somebody said that the order goes.
fn is_confirmed(row: &TrackedOrder) -> bool {
    row.cause.as_ref().is_some_and(|c| c.code == Code::ShopGone && c.is_confirmed())
        || matches!(row.wish, Some(Wish::Cancel | Wish::LeaveOut))
}

/// Too many are missing at once: the merchant is asked, by one button for all of them or by one for each.
async fn ask(desk: &Desk<'_>, row: TrackedOrder) -> Result<Outcome, JobError> {
    let mut tx = desk.ctx.begin().await?;
    let locked = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await?;
    let Some(row) = locked.filter(lives) else { return Ok(Outcome::Done) };
    let cause = Cause::new(Code::ShopGone, "").with("number", row.number.clone());
    let key = cause.key();
    hold(desk, &mut tx, row, cause).await?;
    let outcome = decided::park(&mut tx, key, desk).await?;
    tx.commit().await?;
    Ok(outcome)
}

async fn hold(desk: &Desk<'_>, tx: &mut Tx, mut row: TrackedOrder, cause: Cause) -> Result<(), JobError> {
    if row.cause.as_ref().is_some_and(|c| c.code == cause.code) {
        return Ok(());
    }
    let now = desk.ctx.now();
    let mut step = decided::waiting(now, &cause);
    step.rule = "gone-many".to_owned();
    row.cause = Some(cause);
    save(desk, tx, &row, None, now).await?;
    steps::add(tx, &row.shop, &row.id, &step).await?;
    Ok(())
}
