//! The REST interface and the life of an order.

use crate::client::{Extend, order_of};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn an_order_is_numbered_completed_and_accepted() {
    let extend = Extend::start();
    let mut sent = order_of("W-1", &[("LAMPA-01", 2), ("LAMPA-02", 1)]);
    sent["orderHeader"]["explicitFreightCost"] = json!(99);
    sent["orderHeader"]["askedDeliveryDate"] = json!("2026-11-22T00:00:00Z");
    let freight = json!({ "product": { "productNumber": "FREIGHT" }, "salesData": { "quantity": 1, "unit": "st", "unitPrice": 99 }, "supplyMode": "Freight" });
    sent["orderRows"].as_array_mut().unwrap().push(freight);
    sent["orderRows"][0]["salesData"]["unitPrice"] = json!(1238.84);
    let made = extend.enter(&sent).await;
    assert_eq!(made["orderHeader"]["orderStatus"], "Created");
    let positions: Vec<_> = made["orderRows"].as_array().unwrap().iter().map(|row| row["position"].as_i64()).collect();
    assert_eq!(positions, [Some(10), Some(20), Some(30)]);
    assert_eq!(made["orderRows"][0]["salesData"]["unitPrice"].to_string(), "1238.84");
    assert_eq!(made["orderRows"][1]["salesData"]["unitPrice"], 250, "an omitted price is the tenant's own");
    assert_eq!(made["orderRows"][2]["supplyMode"], "Freight");
    assert_eq!(made["orderRows"][2]["warehouse"], Value::Null);
    assert_eq!(made["orderRows"][0]["deliveryData"]["quantity"], 2, "what has not left is shown as to be delivered");
    assert!(made["orderHeader"].get("explicitFreightCost").is_none(), "an internal cost is never shown again");
    assert_eq!(made["orderRows"].as_array().map(Vec::len), Some(3), "and makes no row");
    assert_eq!(made["orderHeader"]["askedDeliveryDate"], "2026-11-22T01:00:00+01:00");
    let number = made["orderHeader"]["orderNumber"].as_str().unwrap();
    let read = extend.get(&format!("CustomerOrders/{number}")).await.1;
    assert_eq!(read["orderHeader"]["orderStatus"], "Incoming");
    let list = extend.get("CustomerOrders?orderNumberExternal=W-1").await.1;
    assert_eq!(list.as_array().map(Vec::len), Some(1));
    assert_eq!(list[0]["orderNumber"], number);
}

#[tokio::test]
async fn refusals_are_plain_text_with_every_reason() {
    let extend = Extend::start();
    let mut sent = order_of("W-2", &[("NO-SUCH", 1), ("LAMPA-01", 1)]);
    sent["orderHeader"]["deliveryAddress"]["city"] = json!("");
    sent["orderHeader"]["paymentType"] = json!("Beads");
    sent["orderRows"][1]["salesData"]["unit"] = json!("bushel");
    let (status, text) = extend.call(Method::POST, "CustomerOrders", Some(&sent)).await;
    assert_eq!(status, 400);
    for reason in ["product NO-SUCH does not exist", "city field is required", "Beads", "unit bushel does not exist"] {
        assert!(text.contains(reason), "{reason:?} is missing in {text:?}");
    }
    let state = extend.state().await;
    assert_eq!(state["orders"], json!([]));
}

#[tokio::test]
async fn credentials_are_checked_in_both_headers() {
    let extend = Extend::start();
    for (header, secret, status) in [
        ("ExtendBasicAuthorization", "Basic ZGVtbzpkZW1v", 200),
        ("Authorization", "Basic ZGVtbzpkZW1v", 200),
        ("Authorization", "Basic ZGVtbzp3cm9uZw==", 401),
    ] {
        let answer = extend.http.get(extend.api("Countries")).header(header, secret).send().await.unwrap();
        assert_eq!(answer.status(), status);
    }
    extend.switch(json!({ "extend.auth_header": "extend" })).await;
    let refused = extend.http.get(extend.api("Countries")).basic_auth("demo", Some("demo")).send().await.unwrap();
    assert_eq!(refused.status(), 401);
}

#[tokio::test]
async fn a_bucket_runs_dry_and_fills_again() {
    let extend = Extend::start();
    extend.post("/_sandbox/clock", json!({ "now": "2026-11-21T12:00:10Z" })).await;
    extend.switch(json!({ "extend.rate_standard": 2 })).await;
    let read = || extend.http.get(extend.api("ProductAvailability")).basic_auth("demo", Some("demo")).send();
    let first = read().await.unwrap();
    assert_eq!(first.headers()["x-ratelimit-limit"], "2");
    assert_eq!(first.headers()["x-ratelimit-remaining"], "1");
    assert_eq!(read().await.unwrap().status(), 200);
    let third = read().await.unwrap();
    assert_eq!(third.status(), 429);
    assert_eq!(third.headers()["retry-after"], "50");
    assert_eq!(extend.get("Products").await.0, 200, "each resource has its own bucket");
    extend.post("/_sandbox/clock", json!({ "advance_ms": 50_000 })).await;
    assert_eq!(read().await.unwrap().status(), 200);
}

#[tokio::test]
async fn both_pagings_end_as_the_switches_say() {
    let extend = Extend::start();
    for index in 0..5 {
        extend.enter(&order_of(&format!("P-{index}"), &[("LAMPA-01", 1)])).await;
    }
    let page = |at: u32| format!("CustomerOrders?orderDateFrom=2000-01-01T00:00:00&pageCount=2&pageOffset={at}");
    assert_eq!(extend.get(&page(2)).await.1.as_array().map(Vec::len), Some(1));
    assert_eq!(extend.get(&page(3)).await.0, 400);
    extend.switch(json!({ "extend.page_past_end": "empty" })).await;
    assert_eq!(extend.get(&page(3)).await, (200, json!([])));
    extend.switch(json!({ "extend.page_drift": "repeat" })).await;
    let (first, second) = (extend.get(&page(0)).await.1, extend.get(&page(1)).await.1);
    assert_eq!(first[1], second[0], "a row that moved comes again");
    let wrapped = extend.get("ProductAvailability?warehouse=MAIN&pageNumber=1").await.1;
    assert_eq!(wrapped["paginationInfo"]["currentPage"], 1);
    let rows = wrapped["productAvailabilityList"].as_array().unwrap();
    assert_eq!(wrapped["paginationInfo"]["totalResources"], rows.len());
    assert_eq!(extend.get("CustomerOrders").await.0, 400, "a list without a bound times out");
}

#[tokio::test]
async fn stock_follows_the_order_through_the_warehouse() {
    let extend = Extend::start();
    extend.stock("LAMPA-01", json!({ "physical": 10 })).await;
    let number = extend.enter_number("S-1", &[("LAMPA-01", 4), ("LAMPA-02", 1)]).await;
    assert_eq!(extend.balance("LAMPA-01").await, (10, 6));
    extend.does(&number, "reserve", json!({})).await;
    let (status, text) = extend.call(Method::DELETE, &format!("CustomerOrders/{number}"), None).await;
    assert_eq!((status, text.contains("Reserved")), (400, true));
    extend.does(&number, "pick-part", json!({ "rows": [{ "position": 10, "quantity": 3 }], "parcels": 2 })).await;
    assert_eq!(extend.balance("LAMPA-01").await, (7, 6));
    let order = extend.get(&format!("CustomerOrders/{number}")).await.1;
    assert_eq!(order["orderHeader"]["orderStatus"], "PartiallyDelivered");
    let shipment = &order["orderHeader"]["shipments"][0];
    assert_eq!(shipment["packages"].as_array().map(Vec::len), Some(2));
    assert_eq!(order["orderRows"][0]["shipmentNumber"], shipment["shipmentNumber"]);
    assert_eq!(order["orderRows"][0]["deliveryData"]["quantity"], 3);
    assert_eq!(order["orderRows"][0]["orderRowStatus"], "Picked");
    assert_eq!(order["orderRows"][1]["salesData"]["quantity"], 1, "the rest is a row of its own");
    extend.does(&number, "pick", json!({ "packages": ["DR123"], "forwarder": "PPL" })).await;
    let order = extend.get(&format!("CustomerOrders/{number}")).await.1;
    assert_eq!(order["orderHeader"]["orderStatus"], "Terminated");
    assert_eq!(order["orderHeader"]["shipments"][1]["packages"], json!(["DR123"]));
    assert_eq!(order["orderHeader"]["shipments"][1]["forwarder"], "PPL");
    assert_eq!(extend.balance("LAMPA-01").await, (6, 6));
    extend.stock("LAMPA-01", json!({ "delta": -8 })).await;
    assert_eq!(extend.balance("LAMPA-01").await, (-2, -2));
}

#[tokio::test]
async fn a_row_is_cancelled_only_when_its_warehouse_is_named() {
    let extend = Extend::start();
    let number = extend.enter_number("R-1", &[("LAMPA-01", 2), ("LAMPA-02", 1)]).await;
    let before = extend.balance("LAMPA-01").await.1;
    let mut change = order_of("R-1", &[("LAMPA-01", 2)]);
    change["orderRows"][0]["position"] = json!(10);
    change["orderRows"][0]["rowOperation"] = json!("Inactive");
    let path = format!("CustomerOrders/{number}");
    change["orderRows"][0].as_object_mut().unwrap().remove("warehouse");
    assert_eq!(extend.call(Method::PUT, &path, Some(&change)).await.0, 200);
    let order = extend.get(&path).await.1;
    assert_eq!(order["orderRows"].as_array().map(Vec::len), Some(3));
    assert_eq!(order["orderRows"][0]["orderRowStatus"], "Incoming");
    assert_eq!(order["orderRows"][2]["orderRowStatus"], "Annulled");
    assert_eq!(extend.balance("LAMPA-01").await.1, before);
    change["orderRows"][0]["warehouse"] = json!("MAIN");
    assert_eq!(extend.call(Method::PUT, &path, Some(&change)).await.0, 200);
    let order = extend.get(&path).await.1;
    assert_eq!(order["orderRows"].as_array().map(Vec::len), Some(3));
    assert_eq!(order["orderRows"][0]["orderRowStatus"], "Annulled");
    assert_eq!(extend.balance("LAMPA-01").await.1, before + 2);
}

#[tokio::test]
async fn an_annulled_order_gives_its_stock_back() {
    let extend = Extend::start();
    let before = extend.balance("LAMPA-01").await;
    let number = extend.enter_number("A-1", &[("LAMPA-01", 2)]).await;
    let (status, text) = extend.call(Method::DELETE, &format!("CustomerOrders/{number}"), None).await;
    assert_eq!((status, text.contains("Message")), (200, true));
    assert_eq!(extend.balance("LAMPA-01").await, before);
    let order = extend.get(&format!("CustomerOrders/{number}")).await.1;
    assert_eq!(order["orderHeader"]["orderStatus"], "Annulled");
}

#[tokio::test]
async fn a_lost_reply_leaves_the_order_and_a_repeat_makes_a_duplicate() {
    let extend = Extend::start();
    let fault = json!({ "system": "extend", "method": "POST", "path_contains": "CustomerOrders", "kind": "reply_lost", "times": 1 });
    extend.post("/_sandbox/faults", fault).await;
    let sent = order_of("L-1", &[("LAMPA-01", 1)]);
    let lost = extend.http.post(extend.api("CustomerOrders")).basic_auth("demo", Some("demo")).json(&sent).send().await;
    let unread = match lost {
        Ok(answer) => answer.bytes().await.is_err(),
        Err(_) => true,
    };
    assert!(unread, "the reply must not arrive whole");
    assert_eq!(extend.state().await["orders"].as_array().map(Vec::len), Some(1));
    extend.enter(&sent).await;
    assert_eq!(extend.state().await["duplicates"]["L-1"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn words_and_fields_that_no_client_knows_can_be_switched_on() {
    let extend = Extend::start();
    extend
        .switch(json!({ "extend.extra_fields": true, "extend.order_status_words": { "Terminated": "FullyDelivered" } }))
        .await;
    let number = extend.enter_number("X-1", &[("LAMPA-01", 1)]).await;
    extend.does(&number, "pick", json!({})).await;
    let order = extend.get(&format!("CustomerOrders/{number}")).await.1;
    assert_eq!(order["orderHeader"]["orderStatus"], "FullyDelivered");
    assert!(order["orderHeader"]["sustainabilityIndex"].is_object());
}

#[tokio::test]
async fn a_pickup_point_needs_the_carriers_id_and_a_date_its_offset() {
    let extend = Extend::start();
    let mut sent = order_of("W-1", &[("LAMPA-01", 1)]);
    sent["orderHeader"]["servicePoint"] = json!({ "deliveryLocationId": "4821", "name": "Brno" });
    let (status, text) = extend.call(Method::POST, "CustomerOrders", Some(&sent)).await;
    assert_eq!((status, text.contains("deliveryLocationId")), (400, true), "{text}");
    sent["orderHeader"]["servicePoint"]["deliveryLocationId "] = json!("4821");
    sent["orderHeader"]["askedDeliveryDate"] = json!("2026-11-22T00:00:00");
    assert_eq!(extend.call(Method::POST, "CustomerOrders", Some(&sent)).await.0, 400);
    sent["orderHeader"]["askedDeliveryDate"] = json!("2026-11-22T00:00:00+01:00");
    extend.enter(&sent).await;
}

#[tokio::test]
async fn small_lists_have_the_members_of_the_description() {
    let extend = Extend::start();
    for (path, members) in [
        ("Countries", &["countryId", "name"][..]),
        ("Currencies", &["currencyId", "name"]),
        ("ProductUnits", &["productUnitId", "name", "description"]),
    ] {
        let first = extend.get(path).await.1[0].clone();
        assert!(members.iter().all(|member| first[member].is_string()), "{path}: {first}");
    }
    let product = extend.get("Products/LAMPA-01").await.1;
    assert!(product["productPrices"][0]["productPriceListRows"][0]["price"].is_number(), "{product}");
    let customer = extend.get("Customers").await.1["customerList"][0].clone();
    assert_eq!((&customer["deliveryCity"], &customer["deliveryPostalCode"]), (&json!("Praha"), &json!("11000")));
    assert!(extend.get("ProductPrices?customerNumber=WEB").await.1["productPriceItemList"].is_array());
    assert_eq!(extend.get("ReturnOrderRowCodes").await.1, json!([]));
    assert_eq!(extend.get("BalanceAdjustments?eventDateFrom=2026-11-01T00:00:00Z").await.0, 200);
}
