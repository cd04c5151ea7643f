//! What changed settings would do, told before they are saved: pure rules over what is stored about orders.
use crate::domain::clock::Millis;
use crate::domain::decision::{Circumstances, Decision, Facts, Mapped, course};
use crate::domain::exclusion::{Exclusion, Traits};
use crate::domain::order::{OrderState, Wish};
use crate::domain::progress::Milestone;
use crate::domain::settings::Settings;

/// One consequence that a merchant must know before saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Orders that don't go by the present settings would go, at once or after they were held.
    Go(i64),
    /// Held orders would go at once.
    Sooner(i64),
    /// Orders that wait would be looked at again, since what they wait for is named.
    Released(i64),
    /// Orders that would go by the present settings would be left out.
    Out(i64),
    /// Orders that would go by the present settings would stay.
    Stay(i64),
    /// The shop's orders are read once more from this moment on, and those that are ready go.
    ReachBack(Millis),
    /// Customers get the mail of this status at a milestone; so many orders reached it in 30 days.
    Mail(Milestone, i64, i64),
    /// The partner's stock would be written: products that change, those that become zero, and all that are followed.
    Stock {
        /// Products that would show another number.
        changes: i64,
        /// Of them, products that would show zero.
        zeroed: i64,
        /// Products of which both numbers are known.
        known: i64,
    },
    /// The partner's stock would be written, and what that changes isn't known yet.
    StockUnknown,
    /// The guard-rail would let more pass: per cent lowered, and products zeroed.
    GuardRail(u32, u32),
    /// Orders that the shop cancels would stay at the partner until somebody cancels them there.
    CancelTell,
    /// So many orders, cancelled in the shop and still at the partner, would be annulled there now.
    CancelAnnul(i64),
}

/// An order that the partner doesn't have, as stored.
#[derive(Debug, Clone)]
pub struct Pending {
    /// Its state.
    pub state: OrderState,
    /// The rule that decided last.
    pub rule: String,
    /// Status id in the shop.
    pub status_id: Option<i64>,
    /// Creation in the shop.
    pub created_at: Millis,
    /// When it was first seen ready.
    pub ready_since: Option<Millis>,
    /// What somebody asked for by a button.
    pub wish: Option<Wish>,
    /// What the rules know of it.
    pub traits: Option<Traits>,
    /// Product codes, where they are known.
    pub goods: Vec<String>,
}

/// What settings would do with a pending order. A missing mapping is no matter of these settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It doesn't go, for now.
    Not,
    /// It is left out.
    Out,
    /// It goes after it was held.
    Later,
    /// It goes at once.
    Now,
}

/// What the verdict needs besides the order.
#[derive(Debug, Clone, Copy)]
pub struct Outlook<'a> {
    /// The settings that are tried.
    pub settings: &'a Settings,
    /// Orders created before are left out.
    pub from: Millis,
    /// The shop's time zone.
    pub zone: &'a str,
    /// Status ids of cancelled orders.
    pub canceled: &'a [i64],
    /// The present moment.
    pub now: Millis,
}

impl Pending {
    /// What settings would do with the order.
    pub fn verdict(&self, o: Outlook<'_>) -> Verdict {
        let traits = self.traits.as_ref();
        let facts = Facts {
            status_id: self.status_id,
            created_at: self.created_at,
            settled: traits.map_or(self.rule != "paid-only", |t| t.settled),
            goods: traits.is_none_or(|t| !t.no_goods),
            excluded: self.excluded(o.settings),
        };
        let circumstances = Circumstances {
            settings: o.settings,
            from: o.from,
            zone: o.zone,
            canceled: self.status_id.is_some_and(|id| o.canceled.contains(&id)),
            ready_since: self.ready_since.unwrap_or(o.now),
            wish: self.wish,
            now: o.now,
        };
        match course(facts, circumstances, || Ok(Mapped::default())) {
            Decision::LeaveOut(_) => Verdict::Out,
            Decision::NotReady(_) | Decision::Wait(_) | Decision::Hold(None, _) => Verdict::Not,
            Decision::Hold(Some(_), _) => Verdict::Later,
            Decision::Go(_) => Verdict::Now,
        }
    }

    fn excluded(&self, settings: &Settings) -> Option<Exclusion> {
        let goods: Vec<&str> = self.goods.iter().map(String::as_str).collect();
        let traits = self.traits.clone().unwrap_or_default();
        // Notes aren't stored: an order that one of them left out stays out as long as words are looked for.
        let noted = self.rule == Exclusion::Note.rule() && !settings.orders.exclude.notes.is_empty();
        settings.orders.exclude.by_traits(&traits, &goods).or(noted.then_some(Exclusion::Note))
    }
}

/// Counts what changes between two outlooks.
pub fn compare(orders: &[Pending], before: Outlook<'_>, after: Outlook<'_>) -> Vec<Effect> {
    let (mut go, mut sooner, mut out, mut stay) = (0, 0, 0, 0);
    for order in orders {
        match (order.verdict(before), order.verdict(after)) {
            (Verdict::Not | Verdict::Out, Verdict::Now | Verdict::Later) => go += 1,
            (Verdict::Later, Verdict::Now) => sooner += 1,
            (Verdict::Now | Verdict::Later, Verdict::Out) => out += 1,
            (Verdict::Now | Verdict::Later, Verdict::Not) => stay += 1,
            _ => {}
        }
    }
    let all =
        [(go, Effect::Go(go)), (sooner, Effect::Sooner(sooner)), (out, Effect::Out(out)), (stay, Effect::Stay(stay))];
    all.into_iter().filter(|(n, _)| *n > 0).map(|(_, effect)| effect).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pending(status: i64, settled: bool) -> Pending {
        Pending {
            state: OrderState::Noticed,
            rule: String::new(),
            status_id: Some(status),
            created_at: Millis(1000),
            ready_since: None,
            wish: None,
            traits: Some(Traits { carrier: Some("10".into()), settled, ..Traits::default() }),
            goods: vec!["LAMP".into()],
        }
    }

    fn settings(change: impl FnOnce(&mut Settings)) -> Settings {
        let mut settings = Settings::default();
        settings.orders.ready_statuses = vec![3];
        settings.orders.hold_minutes = 0;
        change(&mut settings);
        settings
    }

    fn effects(orders: &[Pending], before: &Settings, after: &Settings) -> Vec<Effect> {
        let outlook =
            |settings| Outlook { settings, from: Millis(500), zone: "UTC", canceled: &[2], now: Millis(5000) };
        compare(orders, outlook(before), outlook(after))
    }

    #[test]
    fn one_more_status_sends_what_is_in_it() {
        let orders = [pending(1, true), pending(1, false), pending(2, true), pending(3, true), pending(9, true)];
        let more = settings(|s| s.orders.ready_statuses.extend([1, 2]));
        assert_eq!(effects(&orders, &settings(|_| {}), &more), [Effect::Go(2)], "the cancelled one stays");
        let paid = settings(|s| {
            s.orders.ready_statuses.push(1);
            s.orders.paid_only = true;
        });
        assert_eq!(effects(&orders, &settings(|_| {}), &paid), [Effect::Go(1)]);
        assert_eq!(effects(&orders, &more, &settings(|_| {})), [Effect::Stay(2)]);
    }

    #[test]
    fn exclusions_leave_out_and_their_end_sends() {
        let orders = [pending(3, true)];
        for change in [r#"{"carriers": ["10"]}"#, r#"{"products": ["LA*"]}"#] {
            let with = settings(|s| s.orders.exclude = crate::domain::reader::stored(change).unwrap());
            assert_eq!(effects(&orders, &settings(|_| {}), &with), [Effect::Out(1)]);
            assert_eq!(effects(&orders, &with, &settings(|_| {})), [Effect::Go(1)]);
        }
        let mut noted = pending(3, true);
        noted.rule = Exclusion::Note.rule().into();
        let words = settings(|s| s.orders.exclude.notes = vec!["x".into()]);
        assert_eq!(effects(&[noted.clone()], &words, &settings(|_| {})), [Effect::Go(1)]);
        noted.wish = Some(Wish::SendNow);
        assert_eq!(effects(&[noted], &words, &settings(|_| {})), []);
    }

    #[test]
    fn a_shorter_hold_sends_at_once() {
        let mut held = pending(3, true);
        held.ready_since = Some(Millis(5000 - 60_000));
        let long = settings(|s| s.orders.hold_minutes = 10);
        assert_eq!(effects(&[held.clone()], &long, &settings(|_| {})), [Effect::Sooner(1)]);
        assert_eq!(effects(&[held], &settings(|_| {}), &long), [], "waiting longer needs no warning");
    }
}
