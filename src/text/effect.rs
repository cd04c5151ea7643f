//! What saving settings would do, as sentences: for the pages and for the command line.
use super::{date, number, say};
use crate::domain::effect::Effect;
use crate::domain::progress::Milestone;
use crate::domain::shop::Language;

/// One effect as a sentence; `name` gives the name of a status, where it is known.
pub fn effect(language: Language, zone: &str, effect: &Effect, name: impl Fn(i64) -> Option<String>) -> String {
    let count = |key: &str, n: i64| say(language, key, &[("count", n.into())]);
    match effect {
        Effect::Go(n) => count("effect-go", *n),
        Effect::Sooner(n) => count("effect-sooner", *n),
        Effect::Released(n) => count("effect-released", *n),
        Effect::Out(n) => count("effect-out", *n),
        Effect::Stay(n) => count("effect-stay", *n),
        Effect::ReachBack(from) => say(language, "effect-reach-back", &[("date", date(language, *from, zone).into())]),
        Effect::Mail(milestone, status, n) => {
            let key = match milestone {
                Milestone::Packed => "effect-mail-packed",
                Milestone::Shipped => "effect-mail-shipped",
                Milestone::Delivered => "effect-mail-delivered",
                Milestone::Impossible => "effect-mail-impossible",
            };
            let status = name(*status).unwrap_or_else(|| status.to_string());
            say(language, key, &[("count", (*n).into()), ("status", status.into())])
        }
        Effect::Stock { changes, zeroed, known } => {
            let written = |n: &i64| number(language, n).into();
            let values = [("count", (*changes).into()), ("zeroed", written(zeroed)), ("known", written(known))];
            say(language, "effect-stock", &values)
        }
        Effect::StockUnknown => say(language, "effect-stock-unknown", &[]),
        Effect::GuardRail(percent, zero) => {
            let values = [("percent", i64::from(*percent).into()), ("zero", i64::from(*zero).into())];
            say(language, "effect-guard", &values)
        }
        Effect::CancelTell => say(language, "effect-cancel-tell", &[]),
        Effect::CancelAnnul(n) => count("effect-cancel-annul", *n),
    }
}
