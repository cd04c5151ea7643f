//! Stock: from the partner's availability to the number that the shop shows, and the guard-rail before it is written.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// What the partner has of one product in one warehouse, in whole units; negative when oversold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    /// The partner's product number, equal to the shop's code (or EAN).
    pub product: String,
    /// Warehouse.
    pub warehouse: String,
    /// Can be promised now (Extend: `availableBalanceNow`).
    pub available: i64,
    /// Stands on the shelf (Extend: `physicalBalance`).
    pub physical: i64,
}

/// Who rules the stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Master {
    /// The shop rules, nothing is overwritten.
    #[default]
    Shop,
    /// The partner's stock is written to the shop.
    Partner,
    /// Differences are only reported.
    Report,
}

impl Master {
    /// All choices, in the order in which pages list them.
    pub const ALL: [Self; 3] = [Self::Shop, Self::Partner, Self::Report];

    /// The word that settings use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shop => "shop",
            Self::Partner => "partner",
            Self::Report => "report",
        }
    }
}

/// One product or variant of the shop whose stock is followed. Codes are unique over products and variants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopStock {
    /// Code of the product or variant.
    pub code: String,
    /// Code of the product that owns the variant; `None` for a product.
    pub parent: Option<String>,
    /// EAN; empty when it has none.
    pub ean: String,
    /// Name; empty when the list that was read has none.
    pub title: String,
    /// Stock of the main warehouse; `None` when it is not tracked.
    pub stock: Option<i64>,
}

/// What to write: a code, what stands there now, and what shall stand there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockChange {
    /// Code of the product or variant.
    pub code: String,
    /// Code of the product that owns the variant; `None` for a product.
    pub parent: Option<String>,
    /// What the shop shows now; `None` when it does not track it.
    pub from: Option<i64>,
    /// What it shall show, in whole units.
    pub to: i64,
}

/// The number to show: the sum over warehouses less the buffer, never below zero.
pub fn sellable(sum: i64, buffer: i64) -> i64 {
    sum.saturating_sub(buffer).max(0)
}

/// The guard-rail of one update: stop when it would lower more than 30 % of all products or zero more than 20.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GuardRail {
    /// Largest share of the followed products that one update may lower, in per cent.
    pub lower_percent: u32,
    /// Largest number of products that one update may set to zero.
    pub zero_count: u32,
}

impl Default for GuardRail {
    fn default() -> Self {
        Self { lower_percent: 30, zero_count: 20 }
    }
}

impl GuardRail {
    /// `Some((lowered, zeroed))` when these changes go too far, given how many products are followed. The share counts
    /// only from ten lowered products on: in a small shop a single sale is a large share.
    pub fn stops(self, changes: &[StockChange], followed: usize) -> Option<(usize, usize)> {
        let lowered = changes.iter().filter(|c| c.from.is_some_and(|from| c.to < from)).count();
        let zeroed = changes.iter().filter(|c| c.to == 0 && c.from.is_some_and(|from| from > 0)).count();
        let share = lowered >= 10 && lowered * 100 > followed.max(1) * self.lower_percent as usize;
        (share || zeroed > self.zero_count as usize).then_some((lowered, zeroed))
    }

    /// What of an update is written, and what is kept for the merchant, beside what was stopped before. A stop holds what it stopped:
    /// later changes of other products go on, and so does more stock of a product that it holds. It is over when all of it together would
    /// pass (the merchant has widened the guard-rail, or the warehouse has corrected itself).
    pub fn rule(self, stopped: &[StockChange], changes: Vec<StockChange>, followed: usize) -> Ruling {
        let by_code = |list: &[StockChange]| list.iter().map(|c| (c.code.clone(), c.clone())).collect();
        let mut all: BTreeMap<String, StockChange> = by_code(stopped);
        let held: BTreeSet<&str> = stopped.iter().map(|c| c.code.as_str()).collect();
        all.extend(by_code(&changes));
        let together: Vec<StockChange> = all.values().cloned().collect();
        if self.stops(&together, followed).is_none() {
            return Ruling { write: changes, keep: Vec::new() };
        }
        let more = |c: &StockChange| c.from.is_none_or(|from| c.to >= from);
        let (free, _): (Vec<_>, Vec<_>) = changes.into_iter().partition(|c| !held.contains(c.code.as_str()) || more(c));
        if stopped.is_empty() || self.stops(&free, followed).is_some() {
            return Ruling { write: Vec::new(), keep: together };
        }
        all.retain(|code, _| !free.iter().any(|c| c.code == *code));
        Ruling { write: free, keep: all.into_values().collect() }
    }
}

/// What becomes of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Written now.
    pub write: Vec<StockChange>,
    /// Stopped, until the merchant decides.
    pub keep: Vec<StockChange>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: i64, to: i64) -> StockChange {
        StockChange { code: "A".into(), parent: None, from: Some(from), to }
    }

    #[test]
    fn negative_balances_and_buffers_end_at_zero() {
        assert_eq!(sellable(-3, 0), 0);
        assert_eq!(sellable(5, 2), 3);
        assert_eq!(sellable(1, 2), 0);
    }

    #[test]
    fn the_guard_rail_stops_mass_changes_only() {
        let rail = GuardRail::default();
        assert_eq!(rail.stops(&[change(5, 0)], 3), None);
        assert_eq!(rail.stops(&vec![change(5, 0); 20], 1000), None);
        assert_eq!(rail.stops(&vec![change(5, 0); 21], 1000), Some((21, 21)));
        assert_eq!(rail.stops(&vec![change(5, 4); 31], 100), Some((31, 0)));
        assert_eq!(rail.stops(&vec![change(5, 9); 90], 100), None);
    }

    #[test]
    fn a_stop_holds_what_it_stopped_and_nothing_else() {
        let rail = GuardRail::default();
        let named = |code: &str, from, to| StockChange { code: code.into(), ..change(from, to) };
        let slide: Vec<_> = (0..30).map(|n| named(&format!("P{n}"), 5, 0)).collect();
        let codes = |list: &[StockChange]| list.iter().map(|c| c.code.clone()).collect::<Vec<_>>();

        let ruling = rail.rule(&[], slide.clone(), 1000);
        assert!(ruling.write.is_empty() && ruling.keep.len() == 30);
        let stopped = ruling.keep;
        let ruling = rail.rule(&stopped, vec![named("P0", 5, 1), named("P1", 5, 7), named("NEW", 3, 2)], 1000);
        assert_eq!((codes(&ruling.write), ruling.keep.len()), (vec!["P1".to_owned(), "NEW".to_owned()], 29));
        let again: Vec<_> = (0..21).map(|n| named(&format!("Q{n}"), 5, 0)).collect();
        let ruling = rail.rule(&stopped, again, 1000);
        assert_eq!((ruling.write.len(), ruling.keep.len()), (0, 51), "a second landslide joins the first");
        let wide = GuardRail { lower_percent: 100, zero_count: 100 };
        let ruling = wide.rule(&stopped, slide.clone(), 1000);
        assert_eq!((ruling.write, ruling.keep), (slide, vec![]));
    }
}
