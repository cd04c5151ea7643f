//! Journeys from end to end, seen from outside: the whole add-on beside the played Upgates and the played warehouse.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![expect(clippy::disallowed_methods, reason = "a test reads what it has sent or stored itself")]

#[path = "journey/busy.rs"]
mod busy;
#[path = "journey/buttons.rs"]
mod buttons;
#[path = "journey/changes.rs"]
mod changes;
#[path = "journey/decisions.rs"]
mod decisions;
#[path = "journey/dry.rs"]
mod dry;
#[path = "journey/frame.rs"]
mod frame;
#[path = "journey/hooks.rs"]
mod hooks;
#[path = "journey/identity.rs"]
mod identity;
#[path = "journey/inside.rs"]
mod inside;
#[path = "journey/killed.rs"]
mod killed;
#[path = "journey/lifetime.rs"]
mod lifetime;
#[path = "journey/limit.rs"]
mod limit;
#[path = "journey/own_word.rs"]
mod own_word;
#[path = "journey/pairing.rs"]
mod pairing;
#[path = "journey/partner_faults.rs"]
mod partner_faults;
#[path = "journey/places.rs"]
mod places;
#[path = "journey/program.rs"]
mod program;
#[path = "journey/round_trip.rs"]
mod round_trip;
#[path = "journey/rules.rs"]
mod rules;
#[path = "journey/shop_faults.rs"]
mod shop_faults;
#[path = "journey/stock.rs"]
mod stock;
#[path = "journey/switches.rs"]
mod switches;
#[path = "journey/trial.rs"]
mod trial;
#[path = "journey/words.rs"]
mod words;
#[path = "journey/world.rs"]
mod world;
