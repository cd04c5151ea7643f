//! What saving would do, said before it is done: an inline panel with the effects and two buttons.
use super::PageError;
use super::choices::StatusChoice;
use super::page::Page;
use crate::coupling;
use crate::crypto::token;
use crate::domain::effect::Effect;
use crate::domain::progress::Milestone;
use crate::domain::settings::Settings;
use crate::text;

/// Settings that wait for a second press.
#[derive(Debug)]
pub struct Pending {
    /// The effects as sentences.
    pub effects: Vec<String>,
    /// What the second press sends, so that it confirms these settings and no others.
    pub confirm: String,
    /// The line of the history that is to be put back; `None` when the form itself is to be saved.
    pub undo: Option<String>,
}

/// The panel for settings that have effects and aren't confirmed yet; `None` when they can be saved.
///
/// # Errors
/// When the database doesn't answer.
pub async fn pending(
    page: &Page,
    statuses: &[StatusChoice],
    settings: &Settings,
    confirmed: &str,
    undo: Option<&str>,
) -> Result<Option<Pending>, PageError> {
    let connection = page.connected()?;
    let text = serde_json::to_string(settings).map_err(|e| PageError::Internal(e.to_string()))?;
    let confirm = token::hash(&format!("{}\n{}\n{text}", page.session.form_key, connection.updated_at.0));
    if token::same(confirmed, &confirm) {
        return Ok(None);
    }
    let effects = coupling::effects(&page.state.desk, &page.shop, connection, settings).await?;
    if effects.is_empty() {
        return Ok(None);
    }
    let effects = effects.iter().map(|effect| said(page, statuses, effect)).collect();
    Ok(Some(Pending { effects, confirm, undo: undo.map(str::to_owned) }))
}

fn said(page: &Page, statuses: &[StatusChoice], effect: &Effect) -> String {
    match effect {
        Effect::Go(n) => page.tn("effect-go", *n),
        Effect::Sooner(n) => page.tn("effect-sooner", *n),
        Effect::Out(n) => page.tn("effect-out", *n),
        Effect::Stay(n) => page.tn("effect-stay", *n),
        Effect::ReachBack(from) => {
            page.tv("effect-reach-back", "date", text::date(page.language(), *from, &page.shop.zone))
        }
        Effect::Mail(milestone, status, n) => {
            let key = match milestone {
                Milestone::Packed => "effect-mail-packed",
                Milestone::Shipped => "effect-mail-shipped",
                Milestone::Delivered => "effect-mail-delivered",
                Milestone::Impossible => "effect-mail-impossible",
            };
            let name = statuses.iter().find(|s| s.id == *status).map_or_else(|| status.to_string(), |s| s.name.clone());
            page.ta(key, &[("count", (*n).into()), ("status", name.into())])
        }
        Effect::Stock { changes, zeroed, known } => {
            let number = |n: &i64| text::number(page.language(), n).into();
            page.ta("effect-stock", &[("count", changes.into()), ("zeroed", number(zeroed)), ("known", number(known))])
        }
        Effect::StockUnknown => page.t("effect-stock-unknown"),
        Effect::GuardRail(percent, zero) => {
            let number = |n: &u32| i64::from(*n).into();
            page.ta("effect-guard", &[("percent", number(percent)), ("zero", number(zero))])
        }
        Effect::CancelTell => page.t("effect-cancel-tell"),
        Effect::CancelAnnul(n) => page.tn("effect-cancel-annul", *n),
    }
}
