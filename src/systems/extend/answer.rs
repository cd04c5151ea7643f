//! Answers of the client that have no place in the domain.
use crate::domain::progress::PartnerOrder;

/// What a connection test found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConnectionInfo {
    /// Rows of product and warehouse that have a balance; `None` when the answer does not say.
    pub stock_rows: Option<i64>,
    /// Warehouses seen, in alphabetical order: those on the first page, and the configured ones that have a balance.
    pub warehouses: Vec<String>,
    /// Configured warehouses in which no product has a balance; most likely misspelt.
    pub missing_warehouses: Vec<String>,
}

/// How a cancelling ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancelling {
    /// It is annulled now.
    Cancelled,
    /// The warehouse has begun; nothing was changed.
    TooLate,
    /// It was annulled before, or is not there any more.
    AlreadyGone,
}

/// What is known of what the partner was told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known<'a> {
    /// What was kept of it then; an empty text when nobody remembers.
    Told(&'a str),
    /// The merchant has decided that the shop's order stands, whatever the partner has changed.
    ShopWins,
}

/// How sending a change on ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Updated {
    /// The order as it is there now.
    pub order: PartnerOrder,
    /// Whether something of the shop's stands there now that was not told before.
    pub sent: bool,
    /// What is to be kept of what the partner has been told.
    pub told: String,
    /// What both sides have changed, and what therefore stays as the partner has it: product numbers, or `thing:` with a field.
    pub conflicts: Vec<String>,
}
