//! The last change of the pairing in words, so that it can be undone knowingly.
use std::collections::BTreeMap;

use super::methods::Row;
use super::page::Page;
use crate::coupling::LastChange;
use crate::text::Value;

/// Changes told one by one; of more only their number is told.
const TOLD: usize = 5;

/// The last change as shown.
#[derive(Debug)]
pub struct Last {
    /// When and who.
    pub head: String,
    /// What, one line each.
    pub lines: Vec<String>,
}

/// Tells a change; names come from the rows of the page.
pub fn told(page: &Page, change: &LastChange, rows: &[&[Row]]) -> Last {
    let (old, new) = (&change.before, &change.after);
    let mut lines = Vec::new();
    let maps = [
        ("carriers", &old.carriers, &new.carriers),
        ("payments", &old.payments, &new.payments),
        ("countries", &old.words.countries, &new.words.countries),
        ("currencies", &old.words.currencies, &new.words.currencies),
        ("products", &old.words.products, &new.words.products),
    ];
    for (group, old, new) in maps {
        lines.extend(differences(old, new).into_iter().map(|(key, from, to)| {
            let field = format!("{group}.{key}");
            let name = rows.iter().flat_map(|r| r.iter()).find(|r| r.field == field).map_or(key, |r| r.name.as_str());
            let none = page.t("pair-nothing");
            let word = |word: Option<&String>| Value::from(word.cloned().unwrap_or_else(|| none.clone()));
            page.ta("pair-change", &[("name", name.into()), ("from", word(from)), ("to", word(to))])
        }));
    }
    if old.orders.ready_statuses != new.orders.ready_statuses || old.orders.paid_only != new.orders.paid_only {
        lines.push(page.t("change-ready"));
    }
    if old.progress != new.progress {
        lines.push(page.t("change-progress"));
    }
    let more = lines.len().saturating_sub(TOLD);
    lines.truncate(TOLD);
    if more > 0 {
        lines.push(page.tn("pair-change-more", more));
    }
    let who = page.t(format!("who-{}", change.who));
    let head = page.ta("pair-last", &[("time", page.when(&change.at).into()), ("who", who.into())]);
    Last { head, lines }
}

type Difference<'a> = (&'a str, Option<&'a String>, Option<&'a String>);

fn differences<'a>(old: &'a BTreeMap<String, String>, new: &'a BTreeMap<String, String>) -> Vec<Difference<'a>> {
    let mut keys: Vec<&String> = old.keys().chain(new.keys()).collect();
    keys.sort();
    keys.dedup();
    let all = keys.into_iter().map(|key| (key.as_str(), old.get(key), new.get(key)));
    all.filter(|(_, from, to)| from != to).collect()
}
