//! Whose an order at the partner is. Two shops that share one account there have the same order numbers as a rule, so a number alone
//! proves nothing.
use crate::domain::clock::Millis;
use crate::domain::decision::Mapped;
use crate::domain::order::ShopOrder;
use crate::domain::progress::PartnerOrder;

/// How an identity that we give to an order at a partner begins.
pub const PREFIX: &str = "spojka-";

/// An order of ours, as it is recognised at a partner.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a> {
    /// The shop's number of it.
    pub number: &'a str,
    /// What it carries there; empty when it was handed over by a program that gave none and was not read since.
    pub identity: &'a str,
    /// What it would be told there, for comparing; `None` when the shop no longer has it.
    pub order: Option<(&'a ShopOrder, &'a Mapped)>,
}

/// How an order that the partner has under our number is related to ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinship {
    /// It carries our identity.
    Ours,
    /// It carries another one: another shop's, or another order's under a number that was given twice.
    Others,
    /// It carries none and is the same in full: customer, goods, total and time.
    Alike,
    /// It carries none, and something differs. Nobody but a person can tell.
    Unknown,
}

/// An order that the partner has under our number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The order.
    pub order: PartnerOrder,
    /// How it is related to ours.
    pub kinship: Kinship,
    /// The town it goes to; customers' names are not kept.
    pub town: String,
    /// What it costs with VAT, with its currency.
    pub total: String,
    /// When it was made there.
    pub made_at: Option<Millis>,
}
