//! Two people who edited the same settings: what each of them changed is kept, and what both changed differently is named.
use serde_json::{Map, Value};

use crate::domain::settings::Settings;

/// Settings that hold both changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The settings; where both changed the same thing, mine.
    pub settings: Settings,
    /// What both changed differently, as paths with dots.
    pub conflicts: Vec<String>,
}

/// Puts what changed from `base` to `mine` on top of `theirs`.
///
/// # Errors
/// When settings can't be written as JSON, or what both wrote together is none.
pub fn merge(base: &Settings, mine: &Settings, theirs: &Settings) -> Result<Merged, serde_json::Error> {
    let mut conflicts = Vec::new();
    let value = |settings: &Settings| serde_json::to_value(settings);
    let together = both("", Some(&value(base)?), Some(&value(mine)?), Some(&value(theirs)?), &mut conflicts);
    Ok(Merged { settings: serde_json::from_value(together.unwrap_or_default())?, conflicts })
}

/// One member of the three; `None` is a member that isn't there.
fn both(
    path: &str,
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
    conflicts: &mut Vec<String>,
) -> Option<Value> {
    if mine == theirs || mine == base {
        return theirs.cloned();
    }
    if theirs == base {
        return mine.cloned();
    }
    if let (Some(Value::Object(mine)), Some(Value::Object(theirs))) = (mine, theirs) {
        let none = Map::new();
        let base = base.and_then(Value::as_object).unwrap_or(&none);
        let names = mine.keys().chain(theirs.keys().filter(|key| !mine.contains_key(*key)));
        let members = names.filter_map(|name| {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let member = both(&path, base.get(name), mine.get(name), theirs.get(name), conflicts)?;
            Some((name.clone(), member))
        });
        return Some(Value::Object(members.collect()));
    }
    conflicts.push(path.to_owned());
    mine.cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(change: impl FnOnce(&mut Settings)) -> Settings {
        let mut settings = Settings::default();
        settings.carriers.insert("5".to_owned(), "PPL".to_owned());
        change(&mut settings);
        settings
    }

    #[test]
    fn both_changes_are_kept() {
        let base = settings(|_| {});
        let mine = settings(|s| s.stock.buffer = 2);
        let theirs = settings(|s| {
            s.alerts.to = vec!["a@obchod.cz".to_owned()];
            s.carriers.remove("5");
            s.carriers.insert("6".to_owned(), "DPD".to_owned());
        });
        let merged = merge(&base, &mine, &theirs).unwrap();
        assert_eq!(merged.settings.stock.buffer, 2);
        assert_eq!(merged.settings.alerts.to, theirs.alerts.to);
        assert_eq!(merged.settings.carriers, theirs.carriers);
        assert!(merged.conflicts.is_empty());
    }

    #[test]
    fn what_both_changed_differently_is_named() {
        let base = settings(|_| {});
        let mine = settings(|s| {
            s.orders.hold_minutes = 30;
            s.carriers.insert("5".to_owned(), "PPL Parcel".to_owned());
        });
        let theirs = settings(|s| {
            s.orders.hold_minutes = 60;
            s.carriers.remove("5");
        });
        let merged = merge(&base, &mine, &theirs).unwrap();
        assert_eq!(merged.settings.orders.hold_minutes, 30);
        assert_eq!(merged.settings.carriers["5"], "PPL Parcel");
        assert_eq!(merged.conflicts, ["carriers.5", "orders.hold_minutes"]);
        assert!(merge(&base, &mine, &mine).unwrap().conflicts.is_empty());
    }
}
