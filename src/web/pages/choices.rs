//! The shop's order statuses as choices of a form, with suggestions for a shop that has chosen none yet.
use super::page::Page;
use crate::coupling::STATUSES_SEEN;
use crate::domain::dictionary::{OrderStatus, name_in};
use crate::domain::progress::Milestone;
use crate::store::StoreResult;
use crate::store::dictionary::{self, DictionaryKind};

/// One status to choose.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "four marks that a status shows or doesn't")]
pub struct StatusChoice {
    /// The shop's id.
    pub id: i64,
    /// Name in the language of the page.
    pub name: String,
    /// The shop has it no more.
    pub gone: bool,
    /// It came after the merchant last saved the statuses, and nothing is set for it yet.
    pub fresh: bool,
    /// Documented type.
    pub kind: String,
    /// Whether it marks orders as paid.
    pub paid: bool,
    /// Whether it marks orders as resolved.
    pub resolved: bool,
}

/// All statuses of the shop; empty while Upgates hasn't told them.
///
/// # Errors
/// When the database doesn't answer.
pub async fn statuses(page: &Page) -> StoreResult<Vec<StatusChoice>> {
    let items =
        dictionary::all::<OrderStatus>(&page.state.desk.db, &page.shop.id, DictionaryKind::OrderStatuses).await?;
    let known = super::methods::seen_at(page, STATUSES_SEEN).await?;
    let mut choices: Vec<StatusChoice> = items
        .into_iter()
        .map(|item| StatusChoice {
            id: item.data.id,
            name: name_in(&item.data.names, page.language().code()).to_owned(),
            gone: item.gone,
            fresh: !item.gone && !is_set(page, item.data.id) && known.is_some_and(|at| item.first_seen_at > at),
            paid: item.data.mark_paid,
            resolved: item.data.mark_resolved,
            kind: item.data.kind,
        })
        .collect();
    choices.sort_by_key(|c| (!c.fresh, c.gone, c.id));
    Ok(choices)
}

/// Whether something is set for a status: it sends orders, or a milestone sets it.
fn is_set(page: &Page, id: i64) -> bool {
    page.connection.as_ref().is_some_and(|c| {
        c.settings.orders.ready_statuses.contains(&id) || c.settings.progress.values().any(|rule| rule.status_id == id)
    })
}

/// Statuses that most likely mean *ready to go*: received ones and those of a payment that went well.
pub fn ready(statuses: &[StatusChoice]) -> Vec<i64> {
    let fits = |s: &&StatusChoice| {
        !s.gone && (matches!(s.kind.as_str(), "Received" | "PaymentSuccessful") || s.paid && s.kind == "Custom")
    };
    statuses.iter().filter(fits).map(|s| s.id).collect()
}

/// The status that most likely means this milestone.
pub fn milestone(statuses: &[StatusChoice], milestone: Milestone) -> Option<i64> {
    let kind = match milestone {
        Milestone::Shipped => "Sent",
        Milestone::Impossible => "Unresolved",
        Milestone::Packed | Milestone::Delivered => "",
    };
    let words: &[&str] = match milestone {
        Milestone::Packed => {
            &["zabalen", "expedici", "expedíci", "připravuje", "pripravuje", "packed", "vyřizuje", "vybavuje"]
        }
        Milestone::Shipped => &["odeslán", "odoslan", "expedován", "shipped", "sent"],
        Milestone::Delivered => &["doručen", "delivered"],
        Milestone::Impossible => &["nelze", "problém", "nevyřízen", "unresolved"],
    };
    let named = |s: &&StatusChoice| words.iter().any(|w| s.name.to_lowercase().contains(w));
    let usable = || statuses.iter().filter(|s| !s.gone);
    usable().find(|s| !kind.is_empty() && s.kind == kind).or_else(|| usable().find(named)).map(|s| s.id)
}
