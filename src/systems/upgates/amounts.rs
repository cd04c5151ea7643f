//! Reading what an order's money is made of. What is not there is told from what can't be read, and both from zero: a price that
//! nobody stated is never nothing.
use std::cell::RefCell;

use crate::domain::money::Decimal;
use crate::systems::json::Json;

/// The reader of one order's amounts.
#[derive(Debug)]
pub(super) struct Amounts {
    with_vat: bool,
    unreadable: RefCell<Vec<String>>,
}

/// A price with and without VAT, and its rate in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Price {
    pub(super) with_vat: Decimal,
    pub(super) without_vat: Decimal,
    pub(super) vat: Decimal,
}

impl Amounts {
    /// A reader; `with_vat` is the order's `prices_with_vat_yn`.
    pub(super) const fn new(with_vat: bool) -> Self {
        Self { with_vat, unreadable: RefCell::new(Vec::new()) }
    }

    /// The paths of all fields that could not be read.
    pub(super) fn unreadable(self) -> Vec<String> {
        self.unreadable.into_inner()
    }

    /// Notes a field that can't be read, once.
    pub(super) fn note(&self, path: String) {
        let mut all = self.unreadable.borrow_mut();
        if !all.contains(&path) {
            all.push(path);
        }
    }

    /// The number; `None` when there is none, and noted when there is something else.
    pub(super) fn number(&self, json: Json<'_>, path: impl FnOnce() -> String) -> Option<Decimal> {
        let number = json.decimal().filter(|_| !json.0.is_boolean());
        if number.is_none() && json.is_set() {
            self.note(path());
        }
        number
    }

    /// The number that must be there; noted when it isn't.
    pub(super) fn needed(&self, json: Json<'_>, path: impl FnOnce() -> String) -> Decimal {
        let number = json.decimal().filter(|_| !json.0.is_boolean());
        if number.is_none() {
            self.note(path());
        }
        number.unwrap_or_default()
    }

    /// The price in the fields that begin with `price`. The two exact ones are there since 2025-04-09; before, one follows the order's
    /// `prices_with_vat_yn`, and the other is counted from it.
    pub(super) fn price(&self, json: Json<'_>, at: &str) -> Price {
        self.price_of(json, "price", Decimal::ONE, at)
    }

    /// A line's price: its total, else the price of one unit times the quantity.
    pub(super) fn line_price(&self, json: Json<'_>, quantity: Decimal, at: &str) -> Price {
        let total = ["price", "price_with_vat", "price_without_vat"].iter().any(|key| json.at(key).is_set());
        if total { self.price(json, at) } else { self.price_of(json, "price_per_unit", quantity, at) }
    }

    fn price_of(&self, json: Json<'_>, field: &str, times: Decimal, at: &str) -> Price {
        let read = |field: String| self.number(json.at(&field), || format!("{at}.{field}"));
        let plain = read(field.to_owned());
        let gross = read(format!("{field}_with_vat")).or(plain.filter(|_| self.with_vat)).map(|p| p * times);
        let net = read(format!("{field}_without_vat")).or(plain.filter(|_| !self.with_vat)).map(|p| p * times);
        let vat = self.vat(json, (gross, net), at);
        let factor = (Decimal::ONE_HUNDRED + vat) / Decimal::ONE_HUNDRED;
        let (with_vat, without_vat) = match (gross, net) {
            (Some(gross), Some(net)) => (gross, net),
            (Some(gross), None) => (gross, (gross / factor).round_dp(4)),
            (None, Some(net)) => ((net * factor).round_dp(4), net),
            (None, None) => {
                self.note(format!("{at}.price"));
                (Decimal::ZERO, Decimal::ZERO)
            }
        };
        Price { with_vat, without_vat, vat }
    }

    /// The rate, between 0 and 100 per cent. One that isn't stated is known all the same where the price is zero or has no VAT in it.
    fn vat(&self, json: Json<'_>, (gross, net): (Option<Decimal>, Option<Decimal>), at: &str) -> Decimal {
        let field = json.at("vat");
        let stated = self.number(field, || format!("{at}.vat"));
        let fits = |vat: &Decimal| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(vat);
        let free = gross.is_some() && gross == net || gross.or(net).is_some_and(|p| p.is_zero());
        if stated.is_some_and(|vat| !fits(&vat)) || (!field.is_set() && !free) {
            self.note(format!("{at}.vat"));
        }
        stated.filter(fits).unwrap_or_default()
    }
}
