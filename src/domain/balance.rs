//! Whether a partner is told what the customer pays: the order's own totals beside those of what would be sent, by VAT rate.
//!
//! The shop states no total of a rate. It is what the lines, shipping, payment and discounts of that rate make; and they must make
//! the total that the shop does state, else there is something on the order that we don't know.
use std::collections::BTreeMap;

use crate::domain::cause::{Cause, Code};
use crate::domain::money::Decimal;
use crate::domain::order::{Line, LineKind, ShopOrder};

/// Sums with VAT by the rate in per cent.
pub type Levels = BTreeMap<Decimal, Decimal>;

/// What two sums of a rate may differ by, in the order's currency: one cent, heller, or fillér.
pub const TOLERANCE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Which of the shop's two prices are the exact ones; the others are rounded from them, line by line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Those with VAT.
    WithVat,
    /// Those without VAT.
    WithoutVat,
}

/// What a partner would be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    /// Rows of goods, shipping, fees and discounts.
    pub levels: Levels,
    /// What rounding adds.
    pub rounding: Decimal,
}

/// By what a price grows with VAT.
fn grown(rate: Decimal) -> Decimal {
    (Decimal::ONE_HUNDRED + rate) / Decimal::ONE_HUNDRED
}

impl Basis {
    /// What something costs with VAT.
    pub fn worth(self, with_vat: Decimal, without_vat: Decimal, rate: Decimal) -> Decimal {
        match self {
            Self::WithVat => with_vat,
            Self::WithoutVat => without_vat * grown(rate),
        }
    }
}

impl ShopOrder {
    /// The basis on which the parts make the stated total; the shop's own, unless the other one comes nearer.
    pub fn basis(&self) -> Basis {
        let (own, other) = if self.counts_with_vat {
            (Basis::WithVat, Basis::WithoutVat)
        } else {
            (Basis::WithoutVat, Basis::WithVat)
        };
        if self.misses_total_by(other) < self.misses_total_by(own) { other } else { own }
    }

    /// How far the parts are from the stated total, in whole cents.
    fn misses_total_by(&self, basis: Basis) -> Decimal {
        let sum: Decimal = self.levels(basis).values().map(|sum| sum.round_dp(2)).sum();
        (sum + self.declared_rounding() - self.total).abs()
    }

    /// What the parts of the order make, by VAT rate.
    pub fn levels(&self, basis: Basis) -> Levels {
        let lines = self
            .lines
            .iter()
            .filter(|l| self.counts(l))
            .map(|l| (l.vat, basis.worth(l.price_with_vat, l.price_without_vat, l.vat)));
        let methods = [&self.shipping, &self.payment].into_iter().flatten();
        let methods = methods.map(|m| (m.vat, basis.worth(m.price_with_vat, m.price_without_vat, m.vat)));
        let off = self.discounts.iter().map(|d| (d.vat, -basis.worth(d.price_with_vat, d.price_without_vat, d.vat)));
        let mut levels = Levels::new();
        for (rate, worth) in lines.chain(methods).chain(off).filter(|(_, worth)| !worth.is_zero()) {
            *levels.entry(rate.normalize()).or_default() += worth;
        }
        levels
    }

    /// Whether a line's price counts: a part's is in its set, unless the set has none.
    pub fn counts(&self, line: &Line) -> bool {
        line.kind != LineKind::SetPart || self.set_of(line).is_some_and(|set| set.price_with_vat.is_zero())
    }

    /// The set that a line is a part of.
    pub fn set_of(&self, line: &Line) -> Option<&Line> {
        let parent = line.parent_uuid.as_ref()?;
        self.lines.iter().find(|l| l.uuid == *parent)
    }

    /// What the shop says that rounding added. More than rounding can add (to five forints at most) is something else.
    pub fn declared_rounding(&self) -> Decimal {
        if self.rounding.abs() <= Decimal::from(5) { self.rounding } else { Decimal::ZERO }
    }
}

/// What sums over so many rates may differ by.
fn allowed(rates: usize) -> Decimal {
    TOLERANCE * Decimal::from(rates.max(1))
}

/// Compares what would be told with the order.
///
/// # Errors
/// [`Code::Money`] with both sums (`own`, `told`), where they differ (`where`), and all sums as a text (`sums`) that changes whenever
/// one of them does.
pub fn check(order: &ShopOrder, told: &Sums) -> Result<(), Box<Cause>> {
    let own = order.levels(order.basis());
    let rates: std::collections::BTreeSet<Decimal> = own.keys().chain(told.levels.keys()).copied().collect();
    let of = |levels: &Levels, rate: &Decimal| levels.get(rate).copied().unwrap_or_default();
    let apart = |rate: &&Decimal| (of(&own, rate) - of(&told.levels, rate)).abs() > TOLERANCE;
    let differing: Vec<&Decimal> = rates.iter().filter(apart).collect();
    let sum = told.levels.values().sum::<Decimal>() + told.rounding;
    if differing.is_empty() && (sum - order.total).abs() <= allowed(rates.len()) {
        return Ok(());
    }
    let shown = |amount: Decimal| format!("{:.2}", amount.round_dp(2));
    let pair = |rate: &Decimal| format!("{} %: {} ≠ {}", rate, shown(of(&own, rate)), shown(of(&told.levels, rate)));
    let mut places: Vec<String> = differing.into_iter().map(pair).collect();
    if places.is_empty() {
        // The rates agree, so what is missing is nowhere among what we know of the order.
        places.push(format!("Σ {} ≠ {}", shown(order.total), shown(sum)));
    }
    let all = |levels: &Levels| {
        levels.iter().map(|(r, s)| format!("{r}:{}", s.round_dp(2).normalize())).collect::<Vec<_>>().join(",")
    };
    let sums = format!(
        "{} {}|{}|{}|{}",
        order.total.normalize(),
        order.currency,
        all(&own),
        all(&told.levels),
        told.rounding.normalize()
    );
    let cause = Cause::new(Code::Money, order.number.clone()).with("number", order.number.clone());
    let cause = cause.with("own", format!("{} {}", shown(order.total), order.currency));
    let cause = cause.with("told", format!("{} {}", shown(sum), order.currency));
    Err(Box::new(cause.with("where", places.join("; ")).with("sums", sums)))
}

/// The sums that a cause of [`Code::Money`] is about; empty for any other.
pub fn sums(cause: &Cause) -> &str {
    cause
        .values
        .get("sums")
        .and_then(serde_json::Value::as_str)
        .filter(|_| cause.code == Code::Money)
        .unwrap_or_default()
}
