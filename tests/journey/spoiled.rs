//! One record that is no strict JSON among others that are: the others go, and the one is mended, or waits and says why.
use serde_json::{Value, json};
use spojka::domain::order::OrderState;

use crate::inside::Inside;
use crate::world::{engines, sqlite};

/// From now on each answer about orders holds this record in such a way.
async fn spoil(w: &Inside, number: &str, how: Value) {
    let find = format!(r#""order_number":"{number}""#);
    let mut fault =
        json!({ "system": "upgates", "method": "GET", "path_contains": "/orders", "kind": "spoiled", "find": find });
    fault.as_object_mut().unwrap().extend(how.as_object().unwrap().clone());
    w.fault(fault).await;
}

fn hex(text: &[u8]) -> String {
    text.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_be_mended_goes_with_all_the_others() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let mut numbers = Vec::new();
        for _ in 0..6 {
            numbers.push(w.place(crate::world::lamps()).await);
        }
        let named = |more: &[u8], number: &str| {
            let head = format!(r#""order_number":"{number}","internal_note":""#);
            json!({ "put_hex": hex(&[head.as_bytes(), more, b"\""].concat()) })
        };
        spoil(&w, &numbers[1], named(br"\ud83d", &numbers[1])).await;
        for number in &numbers {
            w.deed(number, "pay", json!({})).await;
        }
        for number in &numbers {
            w.arrives(number).await;
        }
        w.clear_faults();
        let last = w.place(crate::world::lamps()).await;
        spoil(&w, &last, named(b"\xff\xc3\n\x01", &last)).await;
        w.deed(&last, "pay", json!({})).await;
        w.arrives(&last).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_mended_waits_alone_and_says_what() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let (broken, sound) = (w.place(crate::world::lamps()).await, w.place(crate::world::lamps()).await);
    spoil(&w, &broken, json!({ "put": format!(r#""order_number":"{broken}","gift_note":NaN"#) })).await;
    for number in [&broken, &sound] {
        w.deed(number, "pay", json!({})).await;
    }
    w.arrives(&sound).await;
    let row = w.waits_for(&broken, "FIELD").await;
    assert_eq!(row.cause.unwrap().values["name"], "gift_note");
    assert!(w.there(&broken).is_empty());
    // Neither does it hold up the look for changes, nor the look at it.
    w.pass(6 * 3600 + 60).await;
    let later = w.buy().await;
    w.arrives(&later).await;
    assert_eq!(w.tracked(&broken).await.unwrap().state, OrderState::Waiting);
    w.clear_faults();
    w.deed(&broken, "edit", json!({ "quantity": 3 })).await;
    w.arrives(&broken).await;
    w.close().await;
}
