//! Reports that a page shows when work asked for has been done: a try of the login, a simulation.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::cause::Cause;
use crate::domain::clock::Millis;
use crate::domain::settings::Settings;

/// How a try of the partner's login ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestReport {
    /// When.
    pub at: Millis,
    /// Whether everything needed works.
    pub ok: bool,
    /// A stable word for the reason: `ok`, `login`, `host`, `certificate`, `client`, `not-json`, `down`, `busy`, `forbidden`.
    pub reason: String,
    /// The other side's words, shown folded. Never holds a secret.
    pub detail: String,
    /// Warehouses seen at the partner.
    #[serde(default)]
    pub warehouses: Vec<String>,
    /// Warehouses that the settings name and that the partner has no stock in; most likely misspelt.
    #[serde(default)]
    pub missing_warehouses: Vec<String>,
}

/// One order of a simulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimulatedOrder {
    /// Number.
    pub number: String,
    /// `go`, `hold`, `wait`, `left_out`, `not_ready` or `handed_over`.
    pub verdict: String,
    /// The rule that decided, when one did.
    pub rule: String,
    /// The cause, when it would wait.
    pub cause: Option<Cause>,
}

/// How far a period that somebody asked for has been filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fill {
    /// Orders made from this moment.
    pub from: Millis,
    /// To this one.
    pub to: Millis,
    /// When it was asked for.
    pub asked_at: Millis,
    /// Whether it only counts, before somebody confirms.
    pub counting: bool,
    /// How many orders the shop has in the period; `None` until counted.
    pub total: Option<i64>,
    /// How many have been looked at.
    pub done: i64,
    /// How many of them were not known, or not in their present form.
    pub new: i64,
    /// When it ended; `None` while it runs.
    pub ended_at: Option<Millis>,
}

/// Days from which on an order that is still ready may be a forgotten one.
pub const LONG_OPEN_DAYS: i64 = 14;

/// The one order that was handed over for real before the start. Its story is the order's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Trial {
    /// The shop's number of the order.
    pub number: String,
    /// When it was asked for.
    pub asked_at: Millis,
    /// When it ended; `None` while it runs.
    pub ended_at: Option<Millis>,
    /// How it ended: `handed-over`, `kept` (the order's state and cause say why), `unknown` (the shop has no such
    /// order), `shop` (the shop didn't answer), `started` (the start took it over); empty while it runs.
    pub result: String,
    /// The other side's words, shown folded.
    pub detail: String,
}

impl Trial {
    /// Whether another order may be tried: nothing runs and none was handed over.
    pub fn may_repeat(&self) -> bool {
        self.ended_at.is_some() && self.result != "handed-over"
    }
}

/// Seconds between two simulations of a connection: each reads hundreds of orders of the shop.
pub const SIMULATION_PAUSE_SECONDS: i64 = 60;

/// What a simulation is asked to try. It takes its settings with it; the connection's own stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// When it was asked for.
    pub at: Millis,
    /// When it begins.
    pub due: Millis,
    /// The settings to try.
    pub settings: Settings,
    /// From when, as it was chosen on the page: `now`, a number of days, or a date.
    pub choice: String,
}

impl Asked {
    /// Asked now, after one that was asked for before: not sooner than the pause after that one's begin.
    pub fn after(before: Option<&Self>, settings: Settings, choice: &str, now: Millis) -> Self {
        let due = match before {
            Some(before) if before.due > now => before.due,
            Some(before) => before.due.plus_seconds(SIMULATION_PAUSE_SECONDS).max(now),
            None => now,
        };
        Self { at: now, due, settings, choice: choice.to_owned() }
    }
}

/// What would happen if the connection were started now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Simulation {
    /// When.
    pub at: Millis,
    /// Orders of which period: from this moment.
    pub from: Millis,
    /// Would go at once or after the hold window.
    pub go: usize,
    /// Would wait for a mapping or a code.
    pub wait: usize,
    /// Would be left out by a rule.
    pub left_out: usize,
    /// Are not in a ready status.
    pub not_ready: usize,
    /// The partner has them already, or had them.
    #[serde(default)]
    pub handed_over: usize,
    /// The settings that were tried; what is started must be these.
    #[serde(default)]
    pub settings: Option<Box<Settings>>,
    /// From when, as it was chosen on the page.
    #[serde(default)]
    pub choice: String,
    /// E-mails to customers.
    pub mails: usize,
    /// Stock changes in the shop.
    pub stock_changes: usize,
    /// Whether only new orders were asked for, so that these ones only show how the rules decide.
    #[serde(default)]
    pub only_new: bool,
    /// How many were left out by which rule.
    #[serde(default)]
    pub out_by: BTreeMap<String, usize>,
    /// What the waiting ones would wait for, with how many of them.
    #[serde(default)]
    pub waits: Vec<(Cause, usize)>,
    /// In a ready status, but older than the moment from which orders are taken.
    #[serde(default)]
    pub old_ready: usize,
    /// Would go although they are more than [`LONG_OPEN_DAYS`] old.
    #[serde(default)]
    pub long_open: usize,
    /// Whether there were more orders than are looked at.
    #[serde(default)]
    pub cut: bool,
    /// The orders, at most 500.
    pub orders: Vec<SimulatedOrder>,
    /// An error instead, in the other side's words; empty when there was none.
    #[serde(default)]
    pub error: String,
}

impl Simulation {
    /// Whether it worked and tried exactly these settings.
    pub fn tried(&self, settings: &Settings) -> bool {
        self.error.is_empty() && self.settings.as_deref() == Some(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simulations_keep_their_distance() {
        let at = |seconds| Millis(0).plus_seconds(seconds);
        let ask = |before: Option<&Asked>, seconds| Asked::after(before, Settings::default(), "now", at(seconds));
        let first = ask(None, 10);
        assert_eq!(first.due, at(10));
        let second = ask(Some(&first), 20);
        assert_eq!(second.due, at(70));
        assert_eq!(ask(Some(&second), 30).due, at(70), "one that waits takes over the other's turn");
        assert_eq!(ask(Some(&second), 75).due, at(130));
        assert_eq!(ask(Some(&second), 500).due, at(500));
    }
}
