//! The one way by which pages save settings: what somebody else saved meanwhile is kept, and what saving would do is said before it is done.
use super::PageError;
use super::choices;
use super::page::Page;
use super::settings_effect::{self, Pending};
use super::settings_form::{fill, told};
use super::settings_history::Words;
use super::settings_rules::Offered;
use crate::coupling::{self, DeskError};
use crate::domain::reader;
use crate::domain::settings::{Settings, merge};
use crate::store::audit::Who;
use crate::store::connections;
use crate::text::Value;
use crate::web::form::{FieldError, Fields, Form};

/// Name of the hidden field with the edition of the settings that a form shows.
pub const EDITED: &str = "edited";
/// Name of the button that leads from the effects back to the form, with everything that was typed.
pub const KEEP: &str = "keep";

/// How saving ended.
#[derive(Debug)]
pub enum Put {
    /// The settings are stored.
    Done,
    /// They have effects that nobody has confirmed; nothing is stored.
    Asked(Pending),
    /// They can't be used; nothing is stored.
    Wrong(Vec<FieldError>),
    /// Somebody else changed the same fields meanwhile; nothing is stored. The fields show both changes, where they clash the visitor's own.
    Met(Box<Fields>, Vec<String>),
}

/// The settings that a form was filled with: a change is what differs from them. A form that doesn't say counts as filled just now.
///
/// # Errors
/// When the database doesn't answer, or the edition can no longer be read.
pub async fn edited(page: &Page, form: &Form) -> Result<Settings, PageError> {
    let connection = page.connected()?;
    let edition = form.get(EDITED);
    if edition.is_empty() || page.edition == edition {
        return Ok(connection.settings.clone());
    }
    // PostgreSQL knows no text with a NUL in it, so no edition can have such a name.
    if edition.contains('\0') {
        return Err(PageError::MovedOn);
    }
    let db = &page.state.desk.db;
    let past = connections::past(db, &page.shop.id, connection.id.as_str(), edition).await?;
    let past = past.ok_or(PageError::MovedOn)?;
    reader::stored(&past.settings).map_err(|e| PageError::Internal(e.to_string()))
}

/// What a form is to save: `mine`, made from `base`, together with what others saved since.
///
/// # Errors
/// The answer that shows both, when others changed the same fields.
pub async fn together(page: &Page, base: &Settings, mine: &Settings) -> Result<Result<Settings, Put>, PageError> {
    let theirs = &page.connected()?.settings;
    let merged = merge(base, mine, theirs).map_err(|e| PageError::Internal(e.to_string()))?;
    if merged.conflicts.is_empty() {
        return Ok(Ok(merged.settings));
    }
    let (statuses, offered) = (choices::statuses(page).await?, Offered::read(page).await?);
    let words = Words { page, statuses: &statuses, offered: &offered };
    let mut form = fill(&merged.settings);
    super::pairs::fill(&mut form, &merged.settings);
    let errors = merged.conflicts.iter().map(|field| {
        let values = [("name", Value::from(words.label(field))), ("value", words.stored(field, theirs).into())];
        FieldError { field: field.clone(), text: page.ta("error-met", &values) }
    });
    let fields = Fields { errors: errors.collect(), form };
    Ok(Err(Put::Met(Box::new(fields), words.changes(base, theirs))))
}

/// Saves settings made from `base`, unless they clash, can't be used, or have effects that nobody has confirmed.
///
/// # Errors
/// When the database doesn't answer, or somebody saved in this very moment.
pub async fn put(page: &Page, form: &Form, base: &Settings, mine: &Settings) -> Result<Put, PageError> {
    let settings = match together(page, base, mine).await? {
        Ok(settings) => settings,
        Err(met) => return Ok(met),
    };
    save(page, &settings, form.get("confirm"), None).await
}

/// Saves settings as they are, unless they can't be used or have effects that nobody has confirmed. `undo` is the line of the history that
/// is put back.
///
/// # Errors
/// As [`put`].
pub async fn save(page: &Page, settings: &Settings, confirmed: &str, undo: Option<&str>) -> Result<Put, PageError> {
    let connection = page.connected()?;
    if let Err(error) = coupling::check_settings(connection, settings) {
        return Ok(Put::Wrong(vec![told(page, &error)]));
    }
    if let Some(pending) = settings_effect::pending(page, settings, confirmed, undo).await? {
        return Ok(Put::Asked(pending));
    }
    let (desk, id) = (&page.state.desk, connection.id.as_str());
    match coupling::save_edition(desk, &page.shop.id, id, settings, Some(&page.edition), Who::Shop).await {
        Ok(()) => Ok(Put::Done),
        Err(DeskError::Setting(error)) => Ok(Put::Wrong(vec![told(page, &error)])),
        Err(other) => Err(other.into()),
    }
}
