//! Orders as the shop and as the warehouse answer them: whatever shape they have, reading ends, with an order or without.
#![no_main]
use libfuzzer_sys::fuzz_target;
use spojka::domain::clock::Millis;
use spojka::domain::reader;
use spojka::systems::extend::{Options, read_order as read_partner_order};
use spojka::systems::json::Json;
use spojka::systems::upgates::order::read_order;

const NOON: Millis = Millis(1_795_000_000_000);

fuzz_target!(|body: &[u8]| {
    let Ok(value) = reader::answer(body) else { return };
    if let Some(order) = read_order(Json(&value), "Europe/Prague", NOON) {
        assert!(!order.number.is_empty());
    }
    let map = serde_json::json!({ "customer_number": "WEB" });
    let options = Options::parse(map.as_object().expect("an object")).expect("good options");
    let _ = read_partner_order(&value, &options);
});
