//! When somebody must be told by mail, and whom.
use serde::{Deserialize, Serialize};

/// Whom to tell about what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlertRules {
    /// E-mail addresses; with none nobody is told.
    #[serde(default)]
    pub to: Vec<String>,
    /// At once when the connection is lost.
    #[serde(default = "yes")]
    pub connection: bool,
    /// At once when orders are late.
    #[serde(default = "yes")]
    pub late: bool,
    /// At once when the guard-rail stopped a stock update.
    #[serde(default = "yes")]
    pub guard_rail: bool,
    /// Once a day, if something happened.
    #[serde(default)]
    pub digest: bool,
}

const fn yes() -> bool {
    true
}

impl Default for AlertRules {
    fn default() -> Self {
        Self { to: Vec::new(), connection: true, late: true, guard_rail: true, digest: false }
    }
}

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AlertKind {
    /// The partner refuses the login or doesn't answer.
    Connection,
    /// Upgates has withdrawn the access.
    Upgates,
    /// Ready orders are not handed over.
    Late,
    /// The guard-rail stopped a stock update.
    GuardRail,
    /// The daily digest.
    Digest,
}

impl AlertKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Connection, Self::Upgates, Self::Late, Self::GuardRail, Self::Digest];

    /// The word that is stored, and the end of the message keys (`mail-<word>-…`).
    pub const fn word(self) -> &'static str {
        match self {
            Self::Connection => "connection",
            Self::Upgates => "upgates",
            Self::Late => "late",
            Self::GuardRail => "guard-rail",
            Self::Digest => "digest",
        }
    }
}

impl AlertRules {
    /// Whether this is told by mail.
    pub const fn tells(&self, kind: AlertKind) -> bool {
        match kind {
            AlertKind::Connection | AlertKind::Upgates => self.connection,
            AlertKind::Late => self.late,
            AlertKind::GuardRail => self.guard_rail,
            AlertKind::Digest => self.digest,
        }
    }
}
