//! Whether a milestone may set its status in the shop now. A status that a person set after our last write stands: it is never taken
//! back, and nobody is mailed for it.
use serde::{Deserialize, Serialize};

use crate::domain::progress::Milestone;
use crate::domain::settings::Settings;

/// What we know of an order's status in the shop besides the one last read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Course {
    /// The status that the order had when it was handed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed: Option<i64>,
    /// The status that we wrote last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<i64>,
    /// A write that began and whose result is not known yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under_way: Option<UnderWay>,
    /// A person's status that we left standing; the merchant has been told of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<i64>,
}

/// A write of a status, as it was announced before the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderWay {
    /// For which milestone.
    pub milestone: Milestone,
    /// The status that was to be set.
    pub status: i64,
    /// The status that stood there before.
    pub before: Option<i64>,
}

/// How the shop's order stands, freshly read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its status.
    pub status: Option<i64>,
    /// Whether it was changed after the write under way began.
    pub edited: bool,
}

/// What is done about a milestone's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It is set; `mail` says whether the customer may be mailed.
    Write {
        /// Whether the shop may mail.
        mail: bool,
    },
    /// It stands there already.
    Written,
    /// Our write may have been done, and somebody has set another status since: it counts as written.
    Overtaken,
    /// A person's status stands.
    Keep {
        /// Whether it is the status of a later milestone: the merchant was only faster.
        ahead: bool,
    },
}

/// What is done about the status of `milestone`, which has a rule in `settings`. `by_hand`: the merchant asked for it by a button.
pub fn turn(settings: &Settings, course: &Course, milestone: Milestone, now: Standing, by_hand: bool) -> Option<Turn> {
    let rule = settings.progress.get(&milestone)?;
    if now.status == Some(rule.status_id) {
        return Some(Turn::Written);
    }
    if let Some(begun) = course.under_way {
        if now.status == begun.before {
            // Not done, it seems. When somebody else changed the order since, it may have been done and taken back.
            return Some(Turn::Write { mail: rule.mail && !now.edited });
        }
        if begun.milestone >= milestone && now.status != Some(begun.status) {
            return Some(Turn::Overtaken);
        }
    }
    let written = course.under_way.map(|begun| begun.status).or(course.written);
    let own = match &rule.from_statuses {
        Some(from) => now.status.is_some_and(|status| from.contains(&status)),
        None => {
            now.status == course.handed
                || now.status.is_some_and(|s| settings.orders.ready_statuses.contains(&s) || written == Some(s))
        }
    };
    if own || by_hand {
        return Some(Turn::Write { mail: rule.mail });
    }
    let later = settings.progress.iter().filter(|(m, _)| **m > milestone && **m != Milestone::Impossible);
    Some(Turn::Keep { ahead: later.into_iter().any(|(_, rule)| Some(rule.status_id) == now.status) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::MilestoneRule;

    const NEW: i64 = 1;
    const CANCELED: i64 = 2;
    const READY: i64 = 5;
    const PACKED: i64 = 6;
    const SENT: i64 = 7;
    const DELIVERED: i64 = 8;
    const RETURNED: i64 = 40;

    fn settings(from: Option<Vec<i64>>) -> Settings {
        let mut settings = Settings::default();
        settings.orders.ready_statuses = vec![READY];
        for (milestone, status_id, mail) in [
            (Milestone::Packed, PACKED, false),
            (Milestone::Shipped, SENT, true),
            (Milestone::Delivered, DELIVERED, true),
        ] {
            let from_statuses = from.clone().filter(|_| milestone == Milestone::Shipped);
            settings.progress.insert(milestone, MilestoneRule { status_id, mail, from_statuses });
        }
        settings
    }

    fn at(course: &Course, milestone: Milestone, status: i64) -> Turn {
        let now = Standing { status: Some(status), edited: false };
        turn(&settings(None), course, milestone, now, false).unwrap()
    }

    fn wrote(status: i64) -> Course {
        Course { handed: Some(NEW), written: Some(status), ..Course::default() }
    }

    #[test]
    fn a_milestone_follows_its_own_course() {
        let write = Turn::Write { mail: true };
        for status in [NEW, READY, PACKED] {
            assert_eq!(at(&wrote(PACKED), Milestone::Shipped, status), write, "from {status}");
        }
        assert_eq!(at(&wrote(SENT), Milestone::Delivered, SENT), write);
        assert_eq!(
            at(&wrote(PACKED), Milestone::Shipped, SENT),
            Turn::Written,
            "somebody was faster; nobody is mailed"
        );
    }

    #[test]
    fn what_a_person_set_stands() {
        let keep = Turn::Keep { ahead: false };
        assert_eq!(at(&wrote(SENT), Milestone::Delivered, RETURNED), keep);
        assert_eq!(at(&wrote(PACKED), Milestone::Shipped, CANCELED), keep);
        assert_eq!(at(&wrote(SENT), Milestone::Delivered, PACKED), keep, "set back after our last write");
        let untouched = Course { handed: Some(READY), ..Course::default() };
        assert_eq!(at(&untouched, Milestone::Packed, DELIVERED), Turn::Keep { ahead: true });
        let now = Standing { status: Some(RETURNED), edited: true };
        let asked = turn(&settings(None), &wrote(SENT), Milestone::Delivered, now, true);
        assert_eq!(asked, Some(Turn::Write { mail: true }), "unless they ask for it");
    }

    #[test]
    fn the_merchant_may_say_from_where() {
        let from = |list: Vec<i64>, status| {
            let now = Standing { status: Some(status), edited: false };
            turn(&settings(Some(list)), &wrote(PACKED), Milestone::Shipped, now, false).unwrap()
        };
        assert_eq!(from(vec![RETURNED], RETURNED), Turn::Write { mail: true });
        assert_eq!(from(vec![RETURNED], PACKED), Turn::Keep { ahead: false });
        assert_eq!(
            turn(&settings(None), &wrote(SENT), Milestone::Impossible, Standing { status: None, edited: false }, false),
            None
        );
    }

    #[test]
    fn nobody_is_mailed_on_doubt() {
        let begun = UnderWay { milestone: Milestone::Shipped, status: SENT, before: Some(PACKED) };
        let course = Course { under_way: Some(begun), ..wrote(PACKED) };
        let after = |milestone, status, edited| {
            turn(&settings(None), &course, milestone, Standing { status: Some(status), edited }, false).unwrap()
        };
        assert_eq!(after(Milestone::Shipped, SENT, true), Turn::Written);
        assert_eq!(after(Milestone::Shipped, PACKED, false), Turn::Write { mail: true });
        assert_eq!(after(Milestone::Shipped, PACKED, true), Turn::Write { mail: false });
        assert_eq!(after(Milestone::Shipped, RETURNED, true), Turn::Overtaken);
        assert_eq!(after(Milestone::Shipped, READY, true), Turn::Overtaken, "even a status of its own course");
        // The order went on meanwhile: its earlier write was done, and the next begins from there.
        assert_eq!(after(Milestone::Delivered, SENT, true), Turn::Write { mail: true });
        assert_eq!(after(Milestone::Delivered, RETURNED, true), Turn::Keep { ahead: false });
    }
}
