//! When it is proven that something is not there any more: nothing is destroyed on one answer.
//!
//! What proves an absence are two signs: by two ways (the shop said that it was deleted, and a well-formed answer lacks it),
//! or two well-formed answers at least a minute apart. What is no well-formed answer is no sign at all.
use crate::domain::clock::Millis;

/// Seconds that two signs of the same way lie apart at least.
pub const APART_SECONDS: i64 = 60;
/// More than so many at once are not believed without asking somebody.
pub const CROWD: i64 = 5;
/// Within so many seconds counts as at once.
pub const CROWD_SECONDS: i64 = 600;

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// An order in the shop, by its number.
    ShopOrder,
    /// An order at the partner, by the partner's number.
    PartnerOrder,
    /// An order status of the shop.
    OrderStatus,
    /// A shipping method of the shop.
    Shipment,
    /// A payment method of the shop.
    Payment,
    /// A language of the shop.
    Language,
    /// A webhook of ours, by its event.
    Webhook,
}

impl Missing {
    /// The word that is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ShopOrder => "shop_order",
            Self::PartnerOrder => "partner_order",
            Self::OrderStatus => "order_status",
            Self::Shipment => "shipment",
            Self::Payment => "payment",
            Self::Language => "language",
            Self::Webhook => "webhook",
        }
    }
}

/// How it was seen that something is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The other side said so of its own accord.
    Told,
    /// A well-formed answer lacked it.
    Read,
}

impl Way {
    /// The word that is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Read => "read",
        }
    }

    /// From the word that is stored.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Told, Self::Read].into_iter().find(|way| way.word() == word)
    }
}

/// One sign: the earliest of its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// How it was seen.
    pub way: Way,
    /// When.
    pub at: Millis,
}

/// What the signs amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is not there.
    Proven,
    /// It must be looked for once more, not before this moment.
    LookAgain(Millis),
}

/// What one more well-formed answer at `now` that lacks the thing amounts to, beside the signs that were kept before it.
pub fn verdict(kept: &[Sign], now: Millis) -> Verdict {
    let told = kept.iter().any(|sign| sign.way == Way::Told);
    let first = kept.iter().filter(|sign| sign.way == Way::Read).map(|sign| sign.at).min().unwrap_or(now);
    let due = first.plus_seconds(APART_SECONDS);
    if told || due <= now { Verdict::Proven } else { Verdict::LookAgain(due) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_answer_proves_nothing() {
        let sign = |way, seconds: i64| Sign { way, at: Millis(seconds * 1000) };
        let now = Millis(1_000_000);
        assert_eq!(verdict(&[], now), Verdict::LookAgain(Millis(1_060_000)));
        assert_eq!(verdict(&[sign(Way::Read, 990)], now), Verdict::LookAgain(Millis(1_050_000)));
        assert_eq!(verdict(&[sign(Way::Read, 941)], now), Verdict::LookAgain(Millis(1_001_000)));
        assert_eq!(verdict(&[sign(Way::Read, 940)], now), Verdict::Proven);
        assert_eq!(verdict(&[sign(Way::Told, 1000)], now), Verdict::Proven);
    }
}
