//! What saving would do, said before it is done: an inline panel with the effects and two buttons.
use super::PageError;
use super::choices;
use super::page::Page;
use crate::coupling;
use crate::crypto::token;
use crate::domain::effect::Effect;
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
    let effects = said(page, settings, |_| true).await?;
    if effects.is_empty() {
        return Ok(None);
    }
    Ok(Some(Pending { effects, confirm, undo: undo.map(str::to_owned) }))
}

/// The effects of saving these settings as sentences, those that are `meant`.
///
/// # Errors
/// When the database doesn't answer.
pub async fn said(page: &Page, settings: &Settings, meant: impl Fn(&Effect) -> bool) -> Result<Vec<String>, PageError> {
    let mut effects = coupling::effects(&page.state.desk, &page.shop, page.connected()?, settings).await?;
    effects.retain(meant);
    if effects.is_empty() {
        return Ok(Vec::new());
    }
    let statuses = choices::statuses(page).await?;
    let name = |id: i64| statuses.iter().find(|s| s.id == id).map(|s| s.name.clone());
    Ok(effects.iter().map(|effect| text::effect(page.language(), &page.shop.zone, effect, name)).collect())
}
