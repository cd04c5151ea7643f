//! Bodies of hooks from the shop and from the warehouse: every record is named or counted as unread.
#![no_main]
use libfuzzer_sys::fuzz_target;
use spojka::domain::{extend_hook, hook};

fuzz_target!(|body: &[u8]| {
    for event in ["Orders.update", "Products.create", "OrderStatuses.update", "Shipments.delete"] {
        if let Ok(named) = hook::read(event, body) {
            assert!(named.items.iter().all(|item| !item.key.is_empty() && !item.key.contains('\0')));
        }
    }
    for notification in extend_hook::parse(body).unwrap_or_default() {
        let _ = notification.concern();
    }
});
