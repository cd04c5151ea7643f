//! The settings of a connection: what goes, what comes back, and how. Parsed once, with an error that names the field.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::alert::AlertRules;
use crate::domain::clock::{Millis, parse_moment};
use crate::domain::email::is_address;
use crate::domain::exclusion::Exclusions;
use crate::domain::hours::Hours;
use crate::domain::progress::Milestone;
use crate::domain::stock::{GuardRail, Master};
use crate::domain::words::Words;

mod coupling;
mod merge;

pub use coupling::Coupling;
pub use merge::{Merged, merge};

/// Which orders go, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderRules {
    /// Status ids in which an order is ready to go. They alone decide, unless `paid_only` is set.
    #[serde(default)]
    pub ready_statuses: Vec<i64>,
    /// An order that is neither paid nor cash on delivery waits for its payment, whatever its status.
    #[serde(default)]
    pub paid_only: bool,
    /// `now` or a date: older orders are left out, by creation time.
    #[serde(default = "from_now")]
    pub from: String,
    /// Minutes an order waits after it became ready, 0 to 240.
    #[serde(default = "default_hold")]
    pub hold_minutes: i64,
    /// Orders that never go.
    #[serde(default, skip_serializing_if = "Exclusions::is_empty")]
    pub exclude: Exclusions,
    /// Days and hours in which orders go, in the shop's zone; `None` is always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// What happens at the partner when the shop cancels an order that the partner has.
    #[serde(default)]
    pub on_cancel: OnCancel,
}

/// What happens at the partner when the shop cancels or deletes an order that the partner has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnCancel {
    /// The partner is asked to annul it.
    #[default]
    Annul,
    /// Nothing; the merchant is told and decides.
    Tell,
}

impl OnCancel {
    /// Both choices.
    pub const ALL: [Self; 2] = [Self::Annul, Self::Tell];

    /// The word that settings and forms use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Annul => "annul",
            Self::Tell => "tell",
        }
    }
}

fn from_now() -> String {
    "now".to_owned()
}

const fn default_hold() -> i64 {
    15
}

impl Default for OrderRules {
    fn default() -> Self {
        Self {
            ready_statuses: Vec::new(),
            paid_only: false,
            from: from_now(),
            hold_minutes: default_hold(),
            exclude: Exclusions::default(),
            hours: None,
            on_cancel: OnCancel::default(),
        }
    }
}

/// What is set in the shop when a milestone is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MilestoneRule {
    /// Status to set.
    pub status_id: i64,
    /// Whether the customer gets the e-mail (and SMS) that hangs on that status.
    #[serde(default)]
    pub mail: bool,
    /// The statuses from which it may be set. `None` is its own course: a status that makes an order ready, the one that it had
    /// when it was handed over, and the one that we wrote last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_statuses: Option<Vec<i64>>,
}

/// Which parcel's number stands at the order in the shop when there are several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhichParcel {
    /// The first that left; it stays.
    #[default]
    First,
    /// The last that left; each new one takes its place.
    Last,
}

impl WhichParcel {
    /// Both choices.
    pub const ALL: [Self; 2] = [Self::First, Self::Last];

    /// The word that settings and forms use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Last => "last",
        }
    }

    /// The number to show, of numbers in the order in which the parcels left. Empty numbers don't count.
    pub fn choose<'a>(self, numbers: impl DoubleEndedIterator<Item = &'a str>) -> Option<&'a str> {
        let mut numbers = numbers.filter(|number| !number.is_empty());
        match self {
            Self::First => numbers.next(),
            Self::Last => numbers.next_back(),
        }
    }
}

/// How parcels come back. The shop has one field for a tracking code, and nobody tells how it would take several.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrackingRules {
    /// Which parcel's number is written.
    #[serde(default)]
    pub parcel: WhichParcel,
}

/// How stock comes back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StockRules {
    /// Who rules.
    #[serde(default)]
    pub master: Master,
    /// Units kept back of each product.
    #[serde(default)]
    pub buffer: i64,
    /// Use what stands on the shelf instead of what can be promised.
    #[serde(default)]
    pub physical: bool,
    /// When one update is too much.
    #[serde(default)]
    pub guard_rail: GuardRail,
}

/// The settings of a connection as stored; no secrets in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// What this partner needs besides; the partner's folder reads it.
    #[serde(default)]
    pub options: Map<String, Value>,
    /// Which orders go.
    #[serde(default)]
    pub orders: OrderRules,
    /// Shipping method key (see `Method::key`) → the partner's service.
    #[serde(default)]
    pub carriers: BTreeMap<String, String>,
    /// Payment method key → the partner's payment kind.
    #[serde(default)]
    pub payments: BTreeMap<String, String>,
    /// What countries, currencies and products are called at the partner.
    #[serde(flatten)]
    pub words: Words,
    /// Milestone → what to set in the shop.
    #[serde(default)]
    pub progress: BTreeMap<Milestone, MilestoneRule>,
    /// How parcels come back.
    #[serde(default)]
    pub tracking: TrackingRules,
    /// How stock comes back.
    #[serde(default)]
    pub stock: StockRules,
    /// Who is told by mail about what.
    #[serde(default)]
    pub alerts: AlertRules,
}

/// A setting that can't be used: which one, and what to mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct SettingError {
    /// The field, as a path with dots.
    pub field: String,
    /// What is wrong and what to put there, in English.
    pub problem: String,
}

impl SettingError {
    /// An error about one field.
    pub fn new(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { field: field.into(), problem: problem.into() }
    }
}

impl Settings {
    /// The moment from which orders are taken; `started` stands for `now`. Seconds precision, like the shop's times.
    ///
    /// # Errors
    /// Names `orders.from` when it is neither `now` nor a date.
    pub fn from_moment(&self, started: Millis, zone: &str) -> Result<Millis, SettingError> {
        let text = self.orders.from.trim();
        if text == "now" {
            return Ok(started.floor_second());
        }
        parse_moment(text, zone).ok_or_else(|| {
            SettingError::new("orders.from", format!("“{text}” is neither \"now\" nor a date such as 2026-11-21"))
        })
    }

    /// The milestones whose status mails the customer.
    pub fn mailing(&self) -> Vec<Milestone> {
        self.progress.iter().filter(|(_, rule)| rule.mail).map(|(milestone, _)| *milestone).collect()
    }

    /// E-mails that one order can bring at most on its whole way: one for each milestone that mails. What is impossible
    /// is not shipped, so these two ways don't add up.
    pub fn mails_per_order(&self) -> usize {
        let mailing = self.mailing();
        let has = |m: Milestone| usize::from(mailing.contains(&m));
        let packed = has(Milestone::Packed);
        packed + (has(Milestone::Shipped) + has(Milestone::Delivered)).max(has(Milestone::Impossible))
    }

    /// Checks what can be checked without the outside.
    ///
    /// # Errors
    /// Names the first field that can't be used.
    pub fn check(&self) -> Result<(), SettingError> {
        if !(0..=240).contains(&self.orders.hold_minutes) {
            return Err(SettingError::new("orders.hold_minutes", "must be between 0 and 240 minutes"));
        }
        self.from_moment(Millis(0), "Europe/Prague")?;
        self.orders.exclude.check()?;
        if self.orders.hours.as_ref().is_some_and(|hours| hours.days.is_empty()) {
            return Err(SettingError::new("orders.hours.days", "needs at least one day"));
        }
        if !(0..=1_000_000).contains(&self.stock.buffer) {
            return Err(SettingError::new("stock.buffer", "must be between 0 and 1000000 pieces"));
        }
        if self.stock.guard_rail.lower_percent > 100 {
            return Err(SettingError::new("stock.guard_rail.lower_percent", "must be between 0 and 100"));
        }
        if self.alerts.to.len() > 10 {
            return Err(SettingError::new("alerts.to", "takes at most 10 addresses"));
        }
        if let Some(bad) = self.alerts.to.iter().find(|a| !is_address(a)) {
            return Err(SettingError::new("alerts.to", format!("“{bad}” is no e-mail address")));
        }
        for (group, map) in [("carriers", &self.carriers), ("payments", &self.payments)] {
            for (key, service) in map {
                if service.trim().is_empty() || service.chars().count() > 100 {
                    return Err(SettingError::new(
                        format!("{group}.{key}"),
                        "needs the partner's service, 1 to 100 characters",
                    ));
                }
            }
        }
        self.words.check()?;
        for (milestone, rule) in &self.progress {
            if self.orders.ready_statuses.contains(&rule.status_id) {
                let field = format!("progress.{}.status_id", milestone.word());
                return Err(SettingError::new(
                    field,
                    "this status also makes an order ready to go; choose another one",
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
