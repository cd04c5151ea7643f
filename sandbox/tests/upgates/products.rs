//! Reading products and writing stock.

use crate::stage::Stage;
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn stock_is_set_added_and_refused_per_item() {
    let stage = Stage::new().await;
    let answer = stage
        .put("/products", json!({ "products": [
            { "code": "LAMP-01", "stock": "17" },
            { "code": "LAMP-02", "stock_increment": "-3" },
            { "code": "NOPE", "stock": 1 },
            { "code": "SADA-LOZNICE", "stock_increment": "+1" },
            { "code": "LAMP-TUBA", "variants": [{ "code": "LAMP-TUBA-BILA", "stock": 4 }, { "code": "X", "stock": 1 }] },
        ], "variants": [{ "code": "LAMP-TUBA-CERNA", "stock": 9 }] }))
        .await;
    let flags: Vec<&Value> = answer["products"].as_array().unwrap().iter().map(|p| &p["updated_yn"]).collect();
    assert_eq!(flags, [true, true, false, false, true]);
    assert_eq!(answer["products"][4]["variants"][1]["updated_yn"], false);
    assert_eq!(answer["variants"][0]["updated_yn"], true);
    let shelf = stage.shop().await["products"].clone();
    let stock = |code: &str| shelf[code]["stock"].clone();
    assert_eq!(
        [stock("LAMP-01"), stock("LAMP-02"), stock("LAMP-TUBA-BILA"), stock("LAMP-TUBA-CERNA")],
        [json!(17), json!(11), json!(4), json!(9)]
    );
}

#[tokio::test]
async fn lists_are_complete_or_simple() {
    let stage = Stage::new().await;
    let full = stage.get("/products/LAMP-TUBA").await["products"][0].clone();
    assert_eq!((&full["variants_stock"], &full["stock"]), (&json!(16), &Value::Null));
    assert_eq!(full["prices"][0]["pricelists"][0]["price_with_vat"], 1590);
    let simple = stage.get("/products/simple?codes=LAMP-01;KNIHA-SV").await;
    assert_eq!(simple["number_of_items"], 2);
    assert!(simple["products"][0].get("prices").is_none());
    let all = stage.get("/products/simple").await;
    assert!(all["products"].as_array().unwrap().iter().any(|p| p["code"].is_null()), "one product has no code");
    assert_eq!(stage.get("/products/variants?variant_codes=LAMP-TUBA-MOSAZ").await["variants"][0]["stock"], 3);
    assert_eq!(stage.api(Method::POST, "/products/simple", Some(json!({}))).await.status(), 405);
}

#[tokio::test]
async fn settings_are_read() {
    let stage = Stage::new().await;
    assert_eq!(stage.get("/owner").await["owner"][0]["company"], "Světlo a stín s.r.o.");
    assert_eq!(stage.get("/languages").await["languages"][1]["currency_id"], "EUR");
    assert_eq!(stage.get("/shipments?type=zasilkovna").await["shipments"][0]["id"], "5");
    assert_eq!(stage.get("/payments/1").await["payments"][0]["type"], "cashOnDelivery");
    assert_eq!(stage.get("/order-statuses").await["order_statuses"][0]["type"], "Received");
    let new = json!({ "color": "#123456", "descriptions": [{ "language_id": "cs", "name": "Balí se" }] });
    let made: Value = stage.api(Method::POST, "/order-statuses", Some(new)).await.json().await.unwrap();
    assert_eq!(made["order_status"]["created_yn"], true);
    let number = stage.order().await;
    let answer = stage.put("/orders", json!({ "orders": [{ "order_number": number, "status": "Balí se" }] })).await;
    assert_eq!(answer["orders"][0]["updated_yn"], true);
}
