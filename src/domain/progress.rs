//! How far an order has come at the partner: milestones and parcels.
use serde::{Deserialize, Serialize};

/// A milestone that the merchant can hang a shop status on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Milestone {
    /// Picking has begun; nothing can be changed any more.
    Packed,
    /// Everything has left the warehouse.
    Shipped,
    /// The customer has it.
    Delivered,
    /// The partner will not ship it (annulled there).
    Impossible,
}

impl Milestone {
    /// All milestones, in the order in which pages list them.
    pub const ALL: [Self; 4] = [Self::Packed, Self::Shipped, Self::Delivered, Self::Impossible];

    /// The word that settings and the database use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Packed => "packed",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Impossible => "impossible",
        }
    }

    /// From the word that settings and the database use.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.word() == word)
    }
}

/// One parcel.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Parcel {
    /// The partner's shipment it belongs to.
    pub shipment: String,
    /// The carrier's number of the parcel, what is tracked.
    pub number: String,
    /// Carrier as the partner names it.
    pub carrier: String,
}

/// An order as the partner has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerOrder {
    /// The partner's number.
    pub number: String,
    /// Our business key: the number under which we sent it.
    pub external: String,
    /// What we gave it to tell it from another order under the same number; empty when it carries none of ours.
    pub identity: String,
    /// The partner's own word for the state; may be one that we have never seen.
    pub raw_status: String,
    /// The furthest milestone reached, if any.
    pub milestone: Option<Milestone>,
    /// Whether some of it has left but not all.
    pub partly_shipped: bool,
    /// Whether changes are still accepted.
    pub changeable: bool,
    /// Whether it is annulled.
    pub annulled: bool,
    /// Parcels, oldest shipment first.
    pub parcels: Vec<Parcel>,
    /// Promised date, as the partner writes it.
    pub expected: Option<String>,
    /// What is wrong with it at the partner, in its own words; `None` when nothing is.
    #[serde(default)]
    pub trouble: Option<String>,
}

impl PartnerOrder {
    /// Whether it can be the order that we know under its number there: that number may lead to another one when the account was
    /// changed or set up anew. An order of before there were identities is known by our number; so is one whose identity is not shown.
    pub fn belongs_to(&self, identity: &str, number: &str) -> bool {
        if self.identity.is_empty() {
            self.external.is_empty() || self.external.ends_with(number)
        } else {
            self.identity == identity
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_belongs_to_its_identity_and_without_one_to_its_number() {
        let there = |identity: &str, external: &str| PartnerOrder {
            number: "88".to_owned(),
            external: external.to_owned(),
            identity: identity.to_owned(),
            raw_status: String::new(),
            milestone: None,
            partly_shipped: false,
            changeable: true,
            annulled: false,
            trouble: None,
            parcels: Vec::new(),
            expected: None,
        };
        assert!(there("spojka-a-1", "O1").belongs_to("spojka-a-1", "O1"));
        assert!(!there("spojka-b-1", "O1").belongs_to("spojka-a-1", "O1"), "another shop's");
        assert!(!there("spojka-a-2", "O1").belongs_to("", "O1"), "ours carries none yet");
        assert!(there("", "SV-O1").belongs_to("spojka-a-1", "O1"), "whatever stood before the number then");
        assert!(!there("", "O2").belongs_to("spojka-a-1", "O1"));
    }
}
