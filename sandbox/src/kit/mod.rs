//! What every played system shares: a clock that tests drive, faults on demand, the log of requests and the switches.
//! Nothing here knows a system.

pub mod clock;
pub mod control;
pub mod faults;
pub mod log;
pub mod switches;
pub mod wire;

pub use clock::Clock;
pub use faults::{Fault, FaultKind, Faults};
pub use log::{Entry, RequestLog};
pub use switches::Switches;

/// The shared handles; a clone is cheap and means the same clock, faults, log and switches.
#[derive(Clone, Debug, Default)]
pub struct Kit {
    /// The time that all played systems see.
    pub clock: Clock,
    /// Faults that wait for a matching request.
    pub faults: Faults,
    /// Every request that arrived.
    pub log: RequestLog,
    /// Choices where the facts are silent.
    pub switches: Switches,
}

impl Kit {
    /// A kit with the real time, no faults, an empty log and no declared switch.
    pub fn new() -> Self {
        Self::default()
    }
}
