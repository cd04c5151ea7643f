//! Reading and changing orders, and the mails that changes cause.

use crate::stage::Stage;
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn put_has_a_flag_per_order() {
    let stage = Stage::new().await;
    let number = stage.order().await;
    let answer = stage
        .put(
            "/orders",
            json!({ "send_emails_yn": false, "orders": [
            { "order_number": number, "tracking_code": "Z44", "status_id": 7 },
            { "order_number": "NOPE", "status_id": 7 },
            { "order_number": number, "status": "Neznámý" },
        ] }),
        )
        .await;
    let flags: Vec<&Value> = answer["orders"].as_array().unwrap().iter().map(|o| &o["updated_yn"]).collect();
    assert_eq!(flags, [true, false, false]);
    assert_eq!(answer["orders"][1]["messages"][0]["level"], "error");
    let order = &stage.get(&format!("/orders/{number}")).await["orders"][0];
    assert_eq!(
        (&order["tracking_code"], &order["status_id"], &order["resolved_yn"]),
        (&json!("Z44"), &json!(7), &json!(true))
    );
    assert_eq!(order["tracking_url"], "https://ppl.example.test/?id=Z44");
}

#[tokio::test]
async fn mails_go_with_a_status_unless_switched_off() {
    let stage = Stage::new().await;
    let number = stage.order().await;
    let emails = |shop: &Value| shop["orders"][&number]["emails"].as_u64().unwrap();
    assert_eq!(emails(&stage.shop().await), 1, "the order's receipt");
    let put = |flag: Option<bool>, status: u32| {
        let mut body = json!({ "orders": [{ "order_number": number, "status_id": status }] });
        if let Some(flag) = flag {
            body["send_emails_yn"] = json!(flag);
        }
        stage.put("/orders", body)
    };
    put(Some(false), 5).await;
    assert_eq!(emails(&stage.shop().await), 1);
    put(None, 7).await;
    assert_eq!(emails(&stage.shop().await), 2, "the default sends");
    put(Some(true), 7).await;
    assert_eq!(emails(&stage.shop().await), 2, "no change of status, no mail");
    put(Some(true), 6).await;
    assert_eq!(emails(&stage.shop().await), 2, "this status has no mail");
}

#[tokio::test]
async fn orders_take_stock_and_cancelling_returns_it() {
    let stage = Stage::new().await;
    let stock = |shop: &Value| shop["products"]["LAMP-01"]["stock"].as_i64().unwrap();
    let before = stock(&stage.shop().await);
    let number = stage.order().await;
    assert_eq!(stock(&stage.shop().await), before - 2);
    stage.control(&format!("/upgates/svetlo/orders/{number}/cancel"), json!({})).await;
    let shop = stage.shop().await;
    assert_eq!((stock(&shop), &shop["orders"][&number]["status_type"]), (before, &json!("Canceled")));
    stage.control(&format!("/upgates/svetlo/orders/{number}/renew"), json!({})).await;
    assert_eq!(stock(&stage.shop().await), before - 2);
}

#[tokio::test]
async fn a_set_carries_its_parts() {
    let stage = Stage::new().await;
    let wish = json!({ "order": { "products": [["SADA-LOZNICE", 1]] } });
    let number = stage.control("/upgates/svetlo/orders", wish).await["order_number"].clone();
    let order = &stage.get(&format!("/orders/{}", number.as_str().unwrap())).await["orders"][0];
    let kinds: Vec<&Value> = order["products"].as_array().unwrap().iter().map(|l| &l["type"]).collect();
    assert_eq!(kinds, ["set", "set_part", "set_part"]);
    assert_eq!(order["products"][1]["parent_uuid"], order["products"][0]["uuid"]);
    assert_eq!(stage.shop().await["products"]["LAMP-01"]["stock"], 23);
}

#[tokio::test]
async fn filters_and_pages_work() {
    let stage = Stage::new().await;
    stage.control("/clock", json!({ "now": "2027-01-05T09:00:00Z" })).await;
    stage.control("/upgates/svetlo/orders", json!({ "count": 150, "pay": true })).await;
    let first = stage.get("/orders?order_by=creation_time&order_dir=asc&paid_yn=1").await;
    assert_eq!(
        (&first["number_of_pages"], &first["current_page_items"], &first["number_of_items"]),
        (&json!(2), &json!(100), &json!(150))
    );
    assert_eq!(stage.get("/orders?paid_yn=1&page=2").await["current_page_items"], 50);
    assert_eq!(stage.get("/orders?page=9").await["orders"], json!([]));
    assert_eq!(
        stage.get("/orders?last_update_time_from=2027-01-05T10:00:00%2B01:00").await["number_of_items"],
        150,
        "inclusive"
    );
    assert_eq!(stage.get("/orders?last_update_time_from=2027-01-05T10:00:01").await["number_of_items"], 0);
    assert_eq!(stage.get("/orders?status_ids=1;2").await["number_of_items"], 3);
    let one = first["orders"][0].clone();
    assert_eq!(one["creation_time"], "2027-01-05T10:00:00+01:00");
    assert_eq!(one["paid_date"], "2027-01-05");
    assert_eq!(one["customer"]["state_invoice"], "");
    assert!(one["customer"]["country_id_invoice"].as_str().unwrap().chars().all(|c| c.is_ascii_lowercase()));
    assert_eq!(stage.api(Method::GET, "/orders?creation_time_from=soon", None).await.status(), 400);
}

#[tokio::test]
async fn created_and_deleted_through_the_interface() {
    let stage = Stage::new().await;
    let order = json!({ "external_order_number": "W-7", "language_id": "cs", "customer": { "email": "a@example.test" },
        "products": [{ "code": "LAMP-02", "title": "Lampa", "quantity": "3", "price_per_unit": 690, "vat": 21 }],
        "shipment": { "code": "PPL", "name": "PPL", "price": 119, "vat": 21 } });
    let body = json!({ "send_emails_yn": false, "orders": [order, { "language_id": "cs" }] });
    let answer: Value = stage.api(Method::POST, "/orders", Some(body)).await.json().await.unwrap();
    assert_eq!((&answer["orders"][0]["created_yn"], &answer["orders"][1]["created_yn"]), (&json!(true), &json!(false)));
    let number = answer["orders"][0]["order_number"].as_str().unwrap().to_owned();
    let shop = stage.shop().await;
    assert_eq!((&shop["orders"][&number]["emails"], &shop["products"]["LAMP-02"]["stock"]), (&json!(0), &json!(11)));
    let found = stage.get("/orders?external_order_number=W-7").await;
    assert_eq!(found["orders"][0]["order_total"], 2189);
    let gone: Value =
        stage.api(Method::DELETE, &format!("/orders?order_numbers={number};X"), None).await.json().await.unwrap();
    assert_eq!((&gone["orders"][0]["deleted_yn"], &gone["orders"][1]["deleted_yn"]), (&json!(true), &json!(false)));
    assert_eq!(stage.get(&format!("/orders/{number}")).await["orders"], json!([]));
}

#[tokio::test]
async fn gifts_vouchers_and_lines_without_code_can_be_wished_for() {
    let stage = Stage::new().await;
    let simple = stage.get("/products/simple").await;
    let bare =
        simple["products"].as_array().unwrap().iter().find(|p| p["code"].is_null()).unwrap()["product_id"].to_string();
    let wish = json!({ "order": { "products": [["LAMP-01", 1], ["KNIHA-SV", 1], [bare, 1]], "gift": "UTERKA", "manual": "Gravírování", "voucher_percent": 10,
        "shipment_id": 10, "payment_id": 3 } });
    let number = stage.control("/upgates/svetlo/orders", wish).await["order_number"].clone();
    let order = &stage.get(&format!("/orders/{}", number.as_str().unwrap())).await["orders"][0];
    let lines = order["products"].as_array().unwrap();
    assert_eq!(lines.iter().filter(|l| l["code"].is_null()).count(), 2);
    assert_eq!((&lines[3]["type"], &lines[3]["parent_uuid"]), (&json!("gift"), &lines[0]["uuid"]));
    assert_eq!(order["discount_voucher"]["discounts"].as_array().unwrap().len(), 2, "one per VAT level");
    // 990 + 389 + 800 + 150, less a tenth, rounded to whole crowns
    assert_eq!((&order["order_total_before_round"], &order["order_total"]), (&json!(2096.1), &json!(2096)));
}

#[tokio::test]
async fn days_are_set_and_cleared() {
    let stage = Stage::new().await;
    let number = stage.order().await;
    let put = |fields: Value| {
        let mut item = json!({ "order_number": number });
        item.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        stage.put("/orders", json!({ "send_emails_yn": false, "orders": [item] }))
    };
    put(json!({ "paid_date": "2026-3-4", "delivered_date": "2026-03-06T10:00:00+01:00" })).await;
    let order = stage.get("/orders?delivered_yn=1").await["orders"][0].clone();
    assert_eq!((&order["paid_date"], &order["delivered_date"]), (&json!("2026-03-04"), &json!("2026-03-06")));
    put(json!({ "paid_date": "", "delivered_date": null })).await;
    let order = stage.get(&format!("/orders/{number}")).await["orders"][0].clone();
    assert_eq!((&order["paid_date"], &order["delivered_date"]), (&Value::Null, &Value::Null));
    assert_eq!(put(json!({ "paid_date": "soon" })).await["orders"][0]["updated_yn"], false);
}
