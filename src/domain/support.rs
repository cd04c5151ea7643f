//! Whom to call for help.

/// What is shown on every page for help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// E-mail address.
    pub email: String,
    /// Phone number as people write it.
    pub phone: String,
    /// Hours in words; empty when not set.
    pub hours: String,
}
