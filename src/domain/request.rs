//! How far a request for an account at a partner is.

/// A state of a request; the operator moves it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestState {
    /// Made by the merchant.
    Asked,
    /// Passed on to the partner.
    PassedOn,
    /// The partner opened the account.
    Granted,
    /// The partner refused.
    Refused,
}

impl RequestState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Asked, Self::PassedOn, Self::Granted, Self::Refused];

    /// The word that is stored and that the operator writes.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::PassedOn => "passed_on",
            Self::Granted => "granted",
            Self::Refused => "refused",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// Whether a request may move on from here to there: never back, and not on from an end.
    pub const fn leads_to(self, next: Self) -> bool {
        match self {
            Self::Asked => !matches!(next, Self::Asked),
            Self::PassedOn => matches!(next, Self::Granted | Self::Refused),
            Self::Granted | Self::Refused => false,
        }
    }
}
