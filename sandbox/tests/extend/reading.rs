//! Lists, windows of time, and the quirks of reading.

use crate::client::{Extend, order_of};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_change_is_found_by_its_time() {
    let extend = Extend::start();
    extend.post("/_sandbox/clock", json!({ "now": "2035-11-21T12:00:00Z" })).await;
    let old = extend.enter_number("T-1", &[("LAMPA-01", 1)]).await;
    let new = extend.enter_number("T-2", &[("LAMPA-02", 1)]).await;
    extend.post("/_sandbox/clock", json!({ "advance_ms": 600_000 })).await;
    extend.does(&new, "pick", json!({})).await;
    let changed = "CustomerOrders?modifiedDateFrom=2035-11-21T12:05:00";
    let list = extend.get(changed).await.1;
    assert_eq!(list.as_array().map(Vec::len), Some(1));
    assert_eq!(list[0]["orderNumber"], new);
    assert_eq!(list[0]["orderStatus"], "Terminated");
    assert_eq!(list[0]["changeDate"], "2035-11-21T13:10:00+01:00");
    extend.switch(json!({ "extend.dates_ignore_time": true })).await;
    let list = extend.get(changed).await.1;
    assert_eq!(list.as_array().map(Vec::len), Some(2), "the day alone counts");
    assert_eq!(list[0]["orderNumber"], old);
    extend.switch(json!({ "extend.dates_ignore_time": false })).await;
    let moved = extend.get("ProductAvailability?modifiedDateFrom=2035-11-21T12:05:00").await.1;
    let moved = moved["productAvailabilityList"].as_array().unwrap().clone();
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0]["productNumber"], "LAMPA-02");
    assert_eq!(extend.get("CustomerOrders?modifiedDateFrom=yesterday").await.0, 400);
}

#[tokio::test]
async fn too_many_cookies_are_refused() {
    let extend = Extend::start();
    let read = |cookies: usize| {
        let jar = vec!["a=1"; cookies].join("; ");
        extend.http.get(extend.api("Currencies")).basic_auth("demo", Some("demo")).header("cookie", jar).send()
    };
    let fine = read(8).await.unwrap();
    assert_eq!(fine.status(), 200);
    assert!(fine.headers().contains_key("set-cookie"));
    assert_eq!(read(9).await.unwrap().status(), 400);
}

#[tokio::test]
async fn an_asked_promise_stores_nothing() {
    let extend = Extend::start();
    let before = extend.balance("LAMPA-01").await;
    let sent = order_of("ATP", &[("LAMPA-01", 100)]);
    let (status, text) = extend.call(Method::POST, "CustomerOrderATP", Some(&sent)).await;
    let shown: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((status, &shown["orderRows"][0]["availableBalance"]), (200, &json!(before.1)));
    assert_eq!(extend.balance("LAMPA-01").await, before);
    assert_eq!(extend.state().await["orders"], json!([]));
}

#[tokio::test]
async fn products_customers_and_levels_are_listed() {
    let extend = Extend::start();
    let list = extend.get("Products?productNumber=LAMPA-01").await.1;
    assert_eq!(list.as_array().map(Vec::len), Some(2), "once for each warehouse");
    extend.switch(json!({ "extend.products_per_warehouse": false })).await;
    assert_eq!(extend.get("Products?productNumber=LAMPA-01").await.1.as_array().map(Vec::len), Some(1));
    assert_eq!(extend.get("Products/LAMPA-01").await.1["productData"]["productUnit"], "st");
    assert_eq!(extend.get("Products/NO-SUCH").await.0, 404);
    let customer = json!({
        "customerNumber": "K-1", "name": "Jana Malá", "customerLogisticsSettings": {},
        "customerDeliveryAddress": { "address": { "address1": "Husova 1", "postalCode": "60200", "city": "Brno", "country": "CZ" } } });
    assert_eq!(extend.call(Method::POST, "Customers", Some(&customer)).await.0, 200);
    let (status, text) = extend.call(Method::POST, "Customers", Some(&customer)).await;
    assert_eq!((status, text.contains("already exists")), (400, true));
    assert_eq!(extend.get("Customers/K-1").await.1["name"], "Jana Malá");
    let found = extend.get("Customers?customerNumber=WEB").await.1;
    assert_eq!(found["customerList"].as_array().map(Vec::len), Some(1));
    assert_eq!(extend.get("WarehouseStockLevels").await.0, 400);
    let levels = extend.get("WarehouseStockLevels?warehouse=BRNO&productNumber=LAMPA-01").await.1;
    assert_eq!(levels["stockLevelItemList"][0]["balance"], 12);
}

#[tokio::test]
async fn another_tenant_is_not_found() {
    let extend = Extend::start();
    let address = extend.url("/extend/RESTAPI/v1_0/OTHER/Countries");
    let answer = extend.http.get(address).basic_auth("demo", Some("demo")).send().await.unwrap();
    assert_eq!(answer.status(), 404);
}
