//! What every partner can be asked, and how its answers are told apart. The partners themselves live in `systems`.
use serde::{Deserialize, Serialize};

use crate::domain::cause::Code;

/// The partners. A new one is a row here, a folder under `systems`, a hook file and a sandbox module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartnerKind {
    /// Extend Commerce, order and warehouse system.
    Extend,
}

impl PartnerKind {
    /// All partners that can be connected.
    pub const ALL: [Self; 1] = [Self::Extend];

    /// The word in settings, addresses and the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Extend => "extend",
        }
    }

    /// The name as people know it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Extend => "Extend Commerce",
        }
    }

    /// From the word in settings, addresses and the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }
}

/// Why a call to another system brought nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The other side refused for good: repeating changes nothing until its cause is mended.
    #[error("refused: {text}")]
    Refused {
        /// Which cause it is.
        code: Code,
        /// The other side's words.
        text: String,
    },
    /// The login is refused.
    #[error("login refused: {text}")]
    Login {
        /// The other side's words.
        text: String,
    },
    /// Too many calls; try again after so many seconds.
    #[error("too many calls, again in {after_seconds} s")]
    Busy {
        /// Seconds to wait, as told or by our own rule.
        after_seconds: i64,
    },
    /// Down, slow or confused: worth a repeat. Nothing was changed by the call.
    #[error("no answer: {text}")]
    Down {
        /// What was seen.
        text: String,
    },
    /// The call may or may not have had its effect (a time-out after sending, a broken answer, 5xx on a write).
    #[error("unclear: {text}")]
    Unclear {
        /// What was seen.
        text: String,
    },
    /// What was read is no answer that can be used, in a way that concerns only what was asked for: too large, broken, cut off. Worth a
    /// repeat; asking for less may help.
    #[error("the answer can't be read: {text}")]
    Unreadable {
        /// What is wrong with it.
        text: String,
    },
    /// The door is shut for a while, which says nothing about the login: an inactive user, a right that is missing, wrong
    /// logins of others from our address (a 403 of the shop's API, corrections.md 1.4).
    #[error("not let in for now: {text}")]
    Barred {
        /// The other side's words.
        text: String,
        /// Seconds to wait before the next try.
        after_seconds: i64,
    },
    /// The thing asked for does not exist there, which was proven by two ways: everything that destroys may rest on it.
    #[error("not found")]
    NotFound,
    /// The address may not be contacted (host not allowed, private network).
    #[error("address not allowed: {text}")]
    Forbidden {
        /// Which host and why.
        text: String,
    },
}
