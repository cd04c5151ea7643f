//! A shop that activated the add-on.
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;

/// Languages of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Czech.
    #[default]
    Cs,
    /// Slovak.
    Sk,
    /// English.
    En,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 3] = [Self::Cs, Self::Sk, Self::En];

    /// ISO 639-1, as Upgates sends it and as `lang` says it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cs => "cs",
            Self::Sk => "sk",
            Self::En => "en",
        }
    }

    /// From what Upgates sends; `cz` is the mutation key of some Czech shops, anything unknown is English
    /// (upgates-addon.md 5.1 row 16).
    pub fn from_admin(text: &str) -> Self {
        match text.trim().to_ascii_lowercase().as_str() {
            "cs" | "cz" => Self::Cs,
            "sk" => Self::Sk,
            _ => Self::En,
        }
    }
}

/// Whether we may act for a shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShopState {
    /// Activated.
    Active,
    /// Upgates answered 401: no call is made until the add-on is activated or opened again.
    Refused,
    /// An uninstall that may be a replayed opening is being checked with one call.
    Doubtful,
    /// Deactivated; data is kept for the grace period.
    Inactive,
    /// Being erased: nothing is begun for it any more, and its data is going.
    Erasing,
}

impl ShopState {
    /// The word that is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Refused => "refused",
            Self::Doubtful => "doubtful",
            Self::Inactive => "inactive",
            Self::Erasing => "erasing",
        }
    }

    /// From the word that is stored; unknown words are inactive, the state in which nothing is called.
    pub fn from_word(word: &str) -> Self {
        match word {
            "active" => Self::Active,
            "refused" => Self::Refused,
            "doubtful" => Self::Doubtful,
            "erasing" => Self::Erasing,
            _ => Self::Inactive,
        }
    }
}

/// A shop without its secrets.
#[derive(Debug, Clone)]
pub struct Shop {
    /// Our id.
    pub id: ShopId,
    /// The e-shop identifier that Upgates sends; the only key for matching (upgates-addon.md 1.1).
    pub token: String,
    /// API base address; may change, never a key.
    pub api_url: String,
    /// Language of the administration when it was last told.
    pub language: Language,
    /// Version of the add-on that the shop uses, when told as a number.
    pub version: Option<i64>,
    /// Whether we may act.
    pub state: ShopState,
    /// First activation.
    pub created_at: Millis,
    /// Deactivation; `None` while active.
    pub deactivated_at: Option<Millis>,
    /// Whether a started connection exists, so that orders are read.
    pub flowing: bool,
    /// The shop's name in Upgates, once known.
    pub name: String,
    /// IANA time zone of the shop.
    pub zone: String,
}

impl Shop {
    /// What to call the shop when writing to people: its name, or its administration's host while the name is unknown.
    pub fn called(&self) -> String {
        if !self.name.is_empty() {
            return self.name.clone();
        }
        let url = url::Url::parse(&self.api_url).ok();
        url.as_ref().and_then(url::Url::host_str).map_or_else(|| self.token.clone(), str::to_owned)
    }
}

/// The API login of a shop. The merchant must never see it (upgates-addon.md 4.2 row 10).
#[derive(Debug, Clone)]
pub struct ApiLogin {
    /// Login.
    pub user: String,
    /// Password.
    pub key: SecretString,
}
