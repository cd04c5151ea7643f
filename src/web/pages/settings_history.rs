//! The history of the settings in words: each field that changed, from what to what.
use std::collections::BTreeSet;

use super::PageError;
use super::choices::StatusChoice;
use super::page::Page;
use super::pairs;
use super::settings_form::{fill, from_field};
use super::settings_rules::Offered;
use crate::domain::clock::Millis;
use crate::domain::progress::Milestone;
use crate::domain::reader;
use crate::domain::settings::Settings;
use crate::store::connections;

/// Changes shown of one line; a first coupling changes everything.
const SHOWN: usize = 12;

/// Former settings as shown.
#[derive(Debug)]
pub struct Past {
    /// Id of the line.
    pub id: String,
    /// When they were set.
    pub at: String,
    /// By whom.
    pub who: String,
    /// What changed from the ones before.
    pub changed: Vec<String>,
}

/// The last ten settings with what changed from the one before.
///
/// # Errors
/// When the database doesn't answer.
pub async fn history(page: &Page, statuses: &[StatusChoice], offered: &Offered) -> Result<Vec<Past>, PageError> {
    let connection = page.connected()?;
    let rows = connections::history(&page.state.desk.db, &page.shop.id, connection.id.as_str()).await?;
    let read: Vec<Settings> = rows.iter().map(|r| reader::stored(&r.settings).unwrap_or_default()).collect();
    let words = Words { page, statuses, offered };
    Ok(rows
        .iter()
        .enumerate()
        .filter(|(at, _)| *at == 0 || read.get(at + 1) != Some(&read[*at]))
        .take(10)
        .map(|(at, row)| Past {
            id: row.id.clone(),
            at: page.when(&Millis(row.at)),
            who: page.t(format!("who-{}", row.who)),
            changed: match read.get(at + 1) {
                Some(before) => words.changes(before, &read[at]),
                None => vec![page.t(if rows.len() < 50 { "change-first" } else { "change-older" })],
            },
        })
        .collect())
}

/// All fields of these settings.
fn whole(settings: &Settings) -> crate::web::form::Form {
    let mut form = fill(settings);
    pairs::fill(&mut form, settings);
    form
}

/// What fields and their values are called.
#[derive(Debug)]
pub struct Words<'a> {
    /// The page that says them.
    pub page: &'a Page,
    /// The shop's statuses.
    pub statuses: &'a [StatusChoice],
    /// The shop's methods.
    pub offered: &'a Offered,
}

impl Words<'_> {
    /// What a field holds in these settings, as the page says it.
    pub fn stored(&self, field: &str, settings: &Settings) -> String {
        self.shown(field, whole(settings).all(field))
    }

    /// Each field that changed, from what to what.
    pub fn changes(&self, before: &Settings, after: &Settings) -> Vec<String> {
        let (old, new) = (whole(before), whole(after));
        let names: BTreeSet<&str> = old.under("").chain(new.under("")).map(|(name, _)| name).collect();
        let mut lines: Vec<String> = names
            .into_iter()
            .filter(|name| old.all(name) != new.all(name))
            // While orders go always, the fields of the hours only offer something.
            .filter(|name| !name.starts_with("orders.hours.") || after.orders.hours.is_some())
            .map(|name| {
                let values = [
                    ("name", self.label(name).into()),
                    ("old", self.shown(name, old.all(name)).into()),
                    ("new", self.shown(name, new.all(name)).into()),
                ];
                self.page.ta("change", &values)
            })
            .collect();
        if lines.is_empty() {
            lines.push(self.page.t("change-nothing"));
        }
        if lines.len() > SHOWN {
            let rest = lines.len() - SHOWN;
            lines.truncate(SHOWN);
            lines.push(self.page.tn("change-more", rest));
        }
        lines
    }

    /// What a field is called on the page.
    pub fn label(&self, field: &str) -> String {
        let page = self.page;
        if let Some(key) = field.strip_prefix("carriers.") {
            return page.tv("change-carrier", "name", self.offered.name(true, key));
        }
        if let Some(key) = field.strip_prefix("payments.") {
            return page.tv("change-payment", "name", self.offered.name(false, key));
        }
        for (group, key) in
            [("countries.", "change-country"), ("currencies.", "change-currency"), ("products.", "change-product")]
        {
            if let Some(name) = field.strip_prefix(group) {
                return page.tv(key, "name", name);
            }
        }
        for milestone in Milestone::ALL {
            let word = milestone.word();
            if field == format!("progress.{word}.status_id") {
                return page.t(format!("back-{word}"));
            }
            if field == format!("progress.{word}.mail") {
                return page.t(format!("mails-{word}"));
            }
            if field == from_field(milestone) {
                return page.tv("change-from-statuses", "name", page.t(format!("back-{word}")));
            }
        }
        let alert = |key: &str| page.tv("change-alert", "name", page.t(key));
        match field {
            "orders.ready_statuses" => page.t("change-ready"),
            "orders.paid_only" => page.t("paid-only"),
            "orders.hold_minutes" => page.t("hold-label"),
            "orders.from" => page.t("from-legend"),
            "orders.exclude.carriers" => page.t("exclude-carriers"),
            "orders.exclude.payments" => page.t("exclude-payments"),
            "orders.exclude.products" => page.t("exclude-products"),
            "orders.exclude.only_products" => page.t("exclude-match"),
            "orders.exclude.origins" => page.t("exclude-origins"),
            "orders.exclude.countries" => page.t("exclude-countries"),
            "orders.exclude.notes" => page.t("exclude-notes"),
            "orders.exclude.resolved" => page.t("exclude-resolved"),
            "orders.hours" => page.t("hours-legend"),
            "orders.hours.days" => page.t("hours-days"),
            "orders.hours.from" => page.t("hours-from"),
            "orders.hours.to" => page.t("hours-to"),
            "orders.on_cancel" => page.t("cancel-legend"),
            "tracking.parcel" => page.t("parcel-legend"),
            "stock.master" => page.t("stock-legend"),
            "stock.buffer" => page.t("stock-buffer"),
            "stock.physical" => page.t("stock-physical"),
            "stock.guard_rail.lower_percent" => page.t("guard-lower"),
            "stock.guard_rail.zero_count" => page.t("guard-zero"),
            "alerts.to" => page.t("alerts-to"),
            "alerts.connection" => alert("alerts-connection"),
            "alerts.late" => alert("alerts-late"),
            "alerts.guard_rail" => alert("alerts-guard-rail"),
            "alerts.digest" => alert("alerts-digest"),
            "options.customer_number" => page.t("option-customer"),
            "options.unit" => page.t("option-unit"),
            "options.order_prefix" => page.t("option-prefix"),
            "options.warehouses" => page.t("option-warehouses"),
            other => other.to_owned(),
        }
    }

    /// The values of a field as the page says them.
    fn shown(&self, field: &str, values: &[String]) -> String {
        let page = self.page;
        let switch = matches!(field, "orders.paid_only" | "orders.exclude.resolved" | "stock.physical")
            || field.rsplit('.').next() == Some("mail")
            || (field.starts_with("alerts.") && field != "alerts.to");
        if switch {
            return page.t(if values.is_empty() { "change-no" } else { "change-yes" });
        }
        let words: Vec<String> =
            values.iter().map(|v| self.value(field, v.trim())).filter(|text| !text.is_empty()).collect();
        if words.is_empty() { page.t("change-none") } else { words.join(", ") }
    }

    fn value(&self, field: &str, value: &str) -> String {
        let page = self.page;
        match field {
            _ if value.is_empty() => String::new(),
            "orders.ready_statuses" => self.status(value),
            _ if field.ends_with(".status_id") || field.ends_with(".from_statuses") => self.status(value),
            "orders.from" if value == "now" => page.t("from-now"),
            "orders.from" => page.tv("from-date", "date", page.day_of(value)),
            "orders.exclude.carriers" => self.offered.name(true, value),
            "orders.exclude.payments" => self.offered.name(false, value),
            "orders.exclude.origins" => page.t(format!("origin-{value}")),
            "orders.exclude.only_products" => page.t(format!("exclude-match-{value}")),
            "orders.hours" => page.t(format!("hours-{value}")),
            "orders.hours.days" => page.t(format!("day-{value}")),
            "orders.on_cancel" => page.t(format!("cancel-{value}")),
            "tracking.parcel" => page.t(format!("parcel-{value}")),
            "stock.master" => page.t(format!("stock-{value}")),
            _ => value.to_owned(),
        }
    }

    fn status(&self, id: &str) -> String {
        self.statuses.iter().find(|s| s.id.to_string() == id).map_or_else(|| id.to_owned(), |s| s.name.clone())
    }
}
