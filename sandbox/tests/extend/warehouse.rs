//! What the people in the warehouse can do beyond the straight way.

use crate::client::{Extend, order_of};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_remark_holds_an_order_until_it_is_released() {
    let extend = Extend::start();
    let mut sent = order_of("Q-1", &[("LAMPA-01", 1)]);
    sent["orderHeader"]["reviewReasonNotes"] = json!("Please check the address.");
    let made = extend.enter(&sent).await;
    assert_eq!(made["orderHeader"]["orderStatus"], "PendingForReview");
    let number = made["orderHeader"]["orderNumber"].as_str().unwrap();
    let pick = extend.url(&format!("/_sandbox/extend/orders/{number}/pick"));
    assert_eq!(extend.http.post(pick).send().await.unwrap().status(), 400);
    extend.does(number, "release", json!({})).await;
    extend.does(number, "pick", json!({})).await;
    assert_eq!(extend.get(&format!("CustomerOrders/{number}")).await.1["orderHeader"]["orderStatus"], "Terminated");
}

#[tokio::test]
async fn cancelling_after_a_part_has_left_ends_the_order_without_annulling_it() {
    let extend = Extend::start();
    let before = extend.balance("LAMPA-02").await;
    let number = extend.enter_number("C-1", &[("LAMPA-01", 1), ("LAMPA-02", 1)]).await;
    extend.does(&number, "pick-part", json!({})).await;
    extend.does(&number, "cancel", json!({})).await;
    let order = extend.get(&format!("CustomerOrders/{number}")).await.1;
    assert_eq!(order["orderHeader"]["orderStatus"], "Terminated");
    assert_eq!(order["orderRows"][0]["orderRowStatus"], "Picked");
    assert_eq!(order["orderRows"][1]["orderRowStatus"], "Annulled");
    assert_eq!(extend.balance("LAMPA-02").await, before);
    let whole = extend.enter_number("C-2", &[("LAMPA-02", 1)]).await;
    extend.does(&whole, "reserve", json!({})).await;
    extend.does(&whole, "cancel", json!({})).await;
    assert_eq!(extend.get(&format!("CustomerOrders/{whole}")).await.1["orderHeader"]["orderStatus"], "Annulled");
}

#[tokio::test]
async fn a_changed_quantity_moves_what_is_available() {
    let extend = Extend::start();
    let number = extend.enter_number("U-1", &[("LAMPA-01", 2), ("LAMPA-02", 1)]).await;
    let before = (extend.balance("LAMPA-01").await.1, extend.balance("LAMPA-02").await.1);
    let mut change = order_of("U-1", &[("LAMPA-01", 5)]);
    change["orderRows"][0]["position"] = json!(10);
    let path = format!("CustomerOrders/{number}");
    assert_eq!(extend.call(Method::PUT, &path, Some(&change)).await.0, 200);
    assert_eq!(extend.balance("LAMPA-01").await.1, before.0 - 3);
    assert_eq!(extend.balance("LAMPA-02").await.1, before.1, "a row that isn't mentioned stays");
    extend.switch(json!({ "extend.put_absent_rows": "cancel" })).await;
    assert_eq!(extend.call(Method::PUT, &path, Some(&change)).await.0, 200);
    assert_eq!(extend.balance("LAMPA-02").await.1, before.1 + 1);
    extend.does(&number, "reserve", json!({})).await;
    assert_eq!(extend.call(Method::PUT, &path, Some(&change)).await.0, 400);
    assert_eq!(extend.call(Method::PUT, "CustomerOrders/1", Some(&change)).await.0, 404);
}

#[tokio::test]
async fn a_row_picked_in_part_can_stay_one_row() {
    let extend = Extend::start();
    extend.switch(json!({ "extend.split_rows": false })).await;
    let number = extend.enter_number("K-1", &[("LAMPA-01", 4)]).await;
    extend.does(&number, "pick-part", json!({})).await;
    let path = format!("CustomerOrders/{number}");
    let order = extend.get(&path).await.1;
    assert_eq!(order["orderRows"].as_array().map(Vec::len), Some(1));
    assert_eq!(order["orderRows"][0]["deliveryData"]["quantity"], 2);
    assert_eq!(order["orderRows"][0]["salesData"]["quantity"], 4);
    extend.does(&number, "pick", json!({})).await;
    let order = extend.get(&path).await.1;
    assert_eq!(order["orderRows"][0]["deliveryData"]["quantity"], 4);
    assert_eq!(order["orderHeader"]["shipments"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_new_order_can_stay_created_for_a_while() {
    let extend = Extend::start();
    extend.post("/_sandbox/clock", json!({ "now": "2026-11-21T12:00:00Z" })).await;
    extend.switch(json!({ "extend.incoming_after_ms": 5_000 })).await;
    let number = extend.enter_number("N-1", &[("LAMPA-01", 1)]).await;
    let status = async || extend.get(&format!("CustomerOrders/{number}")).await.1["orderHeader"]["orderStatus"].clone();
    assert_eq!(status().await, "Created");
    extend.post("/_sandbox/clock", json!({ "advance_ms": 5_000 })).await;
    assert_eq!(status().await, "Incoming");
}
