//! Journeys from end to end, seen from outside: the whole add-on beside the played Upgates and the played warehouse.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "journey/inside.rs"]
mod inside;
#[path = "journey/killed.rs"]
mod killed;
#[path = "journey/partner_faults.rs"]
mod partner_faults;
#[path = "journey/program.rs"]
mod program;
#[path = "journey/round_trip.rs"]
mod round_trip;
#[path = "journey/world.rs"]
mod world;
