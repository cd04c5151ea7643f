//! What is new in the shop: a carrier, a payment or a status that came by a webhook is announced before the first order fails.
use super::choices;
use super::methods::{self, uses};
use super::page::Page;
use crate::coupling::Mapping;
use crate::store::StoreResult;
use crate::store::orders::Use;

/// One new thing.
#[derive(Debug)]
pub struct Arrival {
    /// What came, as a sentence.
    pub text: String,
    /// Words of its button.
    pub label: String,
    /// Where it leads.
    pub to: String,
}

/// Everything that is new and not set up yet.
///
/// # Errors
/// When the database doesn't answer.
pub async fn arrivals(page: &Page) -> StoreResult<Vec<Arrival>> {
    let mut found = Vec::new();
    for (mapping, text, button, to) in [
        (Mapping::Carrier, "pair-new-ship", "cause-button-MAP-SHIP", "/mapping#carriers"),
        (Mapping::Payment, "pair-new-pay", "cause-button-MAP-PAY", "/mapping#payments"),
    ] {
        // Those that orders wait for are told among the causes.
        for row in methods::rows(page, mapping).await?.into_iter().filter(|r| r.fresh && r.waiting == 0) {
            found.push(Arrival { text: page.tv(text, "name", row.name), label: page.t(button), to: page.link(to) });
        }
    }
    let uses = uses(page).await?;
    for status in choices::statuses(page).await?.into_iter().filter(|s| s.fresh) {
        let count = uses.of(Use::Status, &status.id.to_string());
        let values = [("name", status.name.as_str().into()), ("count", count.into())];
        let text =
            if count > 0 { page.ta("group-MAP-STATUS", &values) } else { page.ta("cause-MAP-STATUS", &values[..1]) };
        found.push(Arrival { text, label: page.t("cause-button-MAP-STATUS"), to: page.link("/mapping#statuses") });
    }
    Ok(found)
}
