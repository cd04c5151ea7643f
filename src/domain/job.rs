//! Work as a value: "bring this thing up to date", when to try again, and when to give up.
use serde::{Deserialize, Serialize};

use crate::domain::clock::Millis;
use crate::domain::ids::{JobId, ShopId};
use crate::domain::rate::Urgency;

/// Key of a look at the webhooks that gives each a new address.
pub const ROTATE: &str = "rotate";

/// Key of an onboarding that follows a version change instead of an activation.
pub const AFTER_VERSION_CHANGE: &str = "version";
/// Key of an onboarding that only looks again: all but the owner is read.
pub const LOOK_AGAIN: &str = "look-again";

/// Lease of a claimed job, in seconds. Extended while the work goes on.
pub const LEASE_SECONDS: i64 = 30;

/// A job with so many claims that never ended is suspected of ending the process: it is worked on alone.
pub const SUSPECT_AFTER: i64 = 2;

/// A job with so many claims that never ended, the last of them alone, is set aside as dead.
pub const SET_ASIDE_AFTER: i64 = 5;

/// No try is put off for longer than this, in seconds: the last of [`STAIRS`] and its spread.
pub const LONGEST_RETRY_SECONDS: i64 = 8 * 3600;

/// Key of a [`JobKind::Probe`] after an uninstall that may be a replayed opening: a refused login means it was true.
pub const PROBE_UNINSTALL: &str = "uninstall";
/// Key of a [`JobKind::Probe`] after the opening of a shop whose login was refused or that is deactivated: the kept login is tried once.
pub const PROBE_OPEN: &str = "open";

/// What is brought up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// The shop after activation or a version change: rights, owner, dictionaries, webhooks.
    Onboard,
    /// One dictionary of the shop (key: `order_statuses`, `shipments`, `payments`, `languages`).
    Dictionary,
    /// The shop's webhooks: registered, active, mended.
    Webhooks,
    /// One call to learn whether a doubtful uninstall was true.
    Probe,
    /// One order (key: order number).
    Order,
    /// Orders changed since the last look.
    CatchUp,
    /// One order at the partner (key: the partner's number).
    Progress,
    /// Orders changed at the partner since the last look.
    ProgressCatchUp,
    /// What we owe the shop for one order: tracking and status (key: order number).
    WriteBack,
    /// Stock of one product (key: product number).
    Stock,
    /// Stock changed at the partner since the last look.
    StockCatchUp,
    /// The shop's product list: codes and present stock.
    Products,
    /// Orders of a period that somebody asked for.
    Fill,
    /// A try of the partner's login.
    ConnectTest,
    /// What would go, wait and be left out if the connection were started now. Writes nothing outside.
    Simulate,
    /// The shop's product list, read for the readiness of the guide.
    Readiness,
    /// The one order that is handed over for real before the start (key: order number).
    Trial,
}

impl JobKind {
    /// All kinds.
    pub const ALL: [Self; 17] = [
        Self::Onboard,
        Self::Dictionary,
        Self::Webhooks,
        Self::Probe,
        Self::Order,
        Self::CatchUp,
        Self::Progress,
        Self::ProgressCatchUp,
        Self::WriteBack,
        Self::Stock,
        Self::StockCatchUp,
        Self::Products,
        Self::Fill,
        Self::ConnectTest,
        Self::Simulate,
        Self::Readiness,
        Self::Trial,
    ];

    /// The word that is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Onboard => "onboard",
            Self::Dictionary => "dictionary",
            Self::Webhooks => "webhooks",
            Self::Probe => "probe",
            Self::Order => "order",
            Self::CatchUp => "catch_up",
            Self::Progress => "progress",
            Self::ProgressCatchUp => "progress_catch_up",
            Self::WriteBack => "write_back",
            Self::Stock => "stock",
            Self::StockCatchUp => "stock_catch_up",
            Self::Products => "products",
            Self::Fill => "fill",
            Self::ConnectTest => "connect_test",
            Self::Simulate => "simulate",
            Self::Readiness => "readiness",
            Self::Trial => "trial",
        }
    }

    /// From the word that is stored.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }

    /// Whether the job needs a started connection; until then it is only a mark.
    pub const fn needs_flow(self) -> bool {
        !matches!(
            self,
            Self::Onboard
                | Self::Dictionary
                | Self::Webhooks
                | Self::Probe
                | Self::ConnectTest
                | Self::Simulate
                | Self::Readiness
                | Self::Trial
        )
    }

    /// Whether only one batch of these kinds may run for a connection at a time: each reads stock at the partner and writes it to
    /// the shop, and what was read first must not be written last.
    pub const fn alone(self) -> bool {
        matches!(self, Self::Stock | Self::StockCatchUp)
    }

    /// Whether the kind as such can wait for what somebody waits for. Of the other kinds single jobs can, see [`Job::patient`].
    pub const fn can_wait(self) -> bool {
        matches!(self, Self::CatchUp | Self::ProgressCatchUp | Self::StockCatchUp | Self::Products | Self::Fill)
    }

    /// Whether the job calls Upgates, so that it waits while the shop refuses or throttles us.
    pub const fn calls_shop(self) -> bool {
        !matches!(self, Self::Progress | Self::ProgressCatchUp | Self::ConnectTest)
    }
}

/// A claimed job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Our id.
    pub id: JobId,
    /// Whose shop.
    pub shop: ShopId,
    /// Connection id; empty for work that belongs to the shop as a whole.
    pub connection: String,
    /// What.
    pub kind: JobKind,
    /// Which one of its kind; empty when there is only one.
    pub key: String,
    /// The lease that finish, fail and extend must name.
    pub lease: String,
    /// Marks seen when claimed; more at the end means: once more.
    pub marks: i64,
    /// Tries so far, this one included.
    pub attempts: i64,
    /// Claims since its last ending, this one included: each but this one was left behind by a worker that died or stood still.
    pub unended: i64,
    /// Whether it was found by catching up or filling in, and no hook and nobody has asked for it since.
    pub patient: bool,
    /// When its first mark was made.
    pub created_at: Millis,
}

impl Job {
    /// Whether it was claimed so often without an ending that it may be what ends the process: then nothing else suspected runs beside it,
    /// so that the guilty one is told apart from those who were only there.
    pub const fn is_suspect(&self) -> bool {
        self.unended > SUSPECT_AFTER
    }

    /// Whether somebody waits for it: then it goes before what can wait.
    pub const fn urgency(&self) -> Urgency {
        if self.patient || self.kind.can_wait() { Urgency::CanWait } else { Urgency::Prompt }
    }
}

/// Seconds to wait after the nth failed try.
const STAIRS: [i64; 10] = [5, 15, 60, 300, 900, 1800, 3600, 7200, 14400, 21600];

/// When to try again after `attempts` failed tries: 5 s, 15 s, 1, 5, 15, 30 min, 1, 2, 4, 6 h, spread by up to a fifth
/// by `chance` (0.0 to 1.0). `None` after the last: the job is dead until somebody restarts it.
pub fn retry_after_seconds(attempts: i64, chance: f64) -> Option<f64> {
    let step = usize::try_from(attempts - 1).ok().and_then(|i| STAIRS.get(i))?;
    #[expect(clippy::cast_precision_loss, reason = "a few hours in seconds")]
    let base = *step as f64;
    Some(base * (1.0 + 0.2 * chance.clamp(0.0, 1.0)))
}

/// How one try of a job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Up to date.
    Done,
    /// Up to date for now; look again at this time (a hold window, a recurring look).
    Again(Millis),
    /// Failed; try again by the stairs, not before `not_before` when given.
    Retry {
        /// What was seen, for the operator.
        error: String,
        /// Earliest next try (`Retry-After`).
        not_before: Option<Millis>,
    },
    /// Not begun: its batch has had its turn. Costs no try.
    HandBack,
    /// Waits for its cause to be mended; mending re-queues it.
    Park {
        /// The cause's code and subject joined by a colon, what mending looks for.
        cause: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stairs_rise_and_end() {
        let mut last = 0.0;
        for attempt in 1..=10 {
            let low = retry_after_seconds(attempt, 0.0).unwrap();
            let high = retry_after_seconds(attempt, 1.0).unwrap();
            assert!(low > last && high > low && high <= low * 1.2 + f64::EPSILON);
            last = low;
        }
        assert_eq!(retry_after_seconds(11, 0.5), None);
        assert_eq!(retry_after_seconds(0, 0.5), None);
    }
}
