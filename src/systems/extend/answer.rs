//! Answers of the client that have no place in the domain.

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
