//! What the customer pays and what the picker must know: proven before it is sent or changed, held when it can't be.
use serde_json::{Value, json};
use spojka::coupling;
use spojka::domain::clock::Millis;
use spojka::domain::order::{OrderState, Wish};
use spojka::domain::step::StepKind;
use spojka::store::audit::Who;
use spojka::store::orders;

use crate::inside::Inside;
use crate::world::{amount, engines, lamps, sqlite};

/// An order in a ready status whose printed form differs.
async fn printed(w: &Inside, change: Value) -> String {
    let mut wish = lamps();
    wish["print"] = change;
    let number = w.place(wish).await;
    w.deed(&number, "pay", json!({})).await;
    number
}

async fn press(w: &Inside, order: &str, wish: Wish) {
    let row = w.tracked(order).await.unwrap();
    coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), Some(wish), Who::Shop).await.unwrap();
    w.ctx.wake.notify_one();
}

/// What the warehouse was told that an order costs, with VAT.
fn told(there: &Value) -> f64 {
    let rows = there["orderRows"].as_array().unwrap().iter().filter(|r| r["rowOperation"] != "Inactive");
    rows.map(|r| {
        let s = &r["salesData"];
        amount(&s["quantity"]) * amount(&s["unitPrice"]) * (1.0 + amount(&s["vatPercent"]) / 100.0)
    })
    .sum()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_whose_money_does_not_balance_waits_until_somebody_lets_it_go() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let card = |total: i64| json!({ "order_total": total, "order_total_before_round": total, "gift_cards": [{ "price": 300 }] });
        let order = printed(&w, card(1000)).await;
        let row = w.waits_for(&order, "MONEY").await;
        let cause = row.cause.clone().unwrap();
        assert_eq!((row.state, row.rule.as_str()), (OrderState::Waiting, "money"));
        assert_eq!((&cause.values["own"], &cause.values["told"]), (&json!("1000.00 CZK"), &json!("2099.00 CZK")));
        assert!(w.there(&order).is_empty());
        let end = w.clock.now().plus_seconds(60);
        let books = orders::books(&w.db, &row.shop, &row.connection, Millis(0), end).await.unwrap();
        assert!(books.contains(&(OrderState::Waiting, 1)), "it is counted: {books:?}");
        let simulation = w.simulate(|_| {}).await;
        let said = simulation.orders.iter().find(|o| o.number == order).unwrap();
        assert_eq!((said.verdict.as_str(), said.cause.as_ref().unwrap().code.word()), ("wait", "MONEY"));

        press(&w, &order, Wish::SendUnbalanced).await;
        w.arrives(&order).await;
        assert!(w.story(&order).await.contains(&(StepKind::Pressed, "send_unbalanced".to_owned())));
        // The same money is not asked about again; other money is, and the warehouse keeps what it has until then.
        w.deed(&order, "edit", json!({ "customer": { "phone": "+420777000111" } })).await;
        w.wait("the phone is sent on", async || {
            (w.there(&order)[0]["orderHeader"]["delieryPhoneNumber"] == "+420777000111").then_some(())
        })
        .await;
        w.deed(&order, "edit", json!({ "print": card(900), "customer": { "phone": "+420777000222" } })).await;
        let held = w.waits_for(&order, "MONEY").await;
        assert_eq!(held.state, OrderState::HandedOver);
        assert_eq!(w.there(&order)[0]["orderHeader"]["delieryPhoneNumber"], "+420777000111");
        press(&w, &order, Wish::SendUnbalanced).await;
        w.wait("the change is sent on", async || {
            (w.there(&order)[0]["orderHeader"]["delieryPhoneNumber"] == "+420777000222").then_some(())
        })
        .await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_value_that_cannot_be_read_is_named_and_the_mended_order_goes() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let order = printed(&w, json!({ "products": { "0": { "quantity": "dva" } } })).await;
        let row = w.waits_for(&order, "FIELD").await;
        assert_eq!(row.cause.unwrap().values["name"], "products[0].quantity");
        assert!(w.there(&order).is_empty());
        w.deed(&order, "edit", json!({ "print": {} })).await;
        w.arrives(&order).await;
        assert!((told(&w.there(&order)[0]) - 2099.0).abs() < 0.01);
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn freight_is_a_row_in_the_orders_currency_and_an_unchanged_order_stays() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let mut wish = lamps();
    wish["language"] = json!("sk");
    wish["payment_id"] = json!(1);
    let order = w.place(wish).await;
    w.deed(&order, "pay", json!({})).await;
    let row = w.arrives(&order).await;
    let there = w.there(&order).remove(0);
    let freight: Vec<_> =
        there["orderRows"].as_array().unwrap().iter().filter(|r| r["supplyMode"] == "Freight").collect();
    assert_eq!(freight.len(), 2, "shipping and the fee: {there:#}");
    assert!(freight.iter().all(|r| r["salesData"]["currency"] == "EUR" && amount(&r["salesData"]["unitPrice"]) > 0.0));
    assert!((told(&there) - row.total.parse::<f64>().unwrap()).abs() < 0.01, "{there:#}");
    w.deed(&order, "edit", json!({ "internal_note": "nic" })).await;
    w.done_hooks().await;
    w.pass(61).await;
    w.done("order", &order).await;
    assert!(w.calls("extend", "PUT", "/CustomerOrders/").is_empty());
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_picker_gets_the_point_and_the_engraving() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |file| {
            file["carriers"]["5"] = json!("PACKETA");
            file["options"]["service_points"] = json!({ "PACKETA": "PAC" });
            file["options"]["units"] = json!({ "ks": "pcs" });
        })
        .await;
        let engraved = |text: &str| {
            let values = json!([{ "value": text, "operation": "+", "price": 0 }]);
            json!({ "products": { "0": { "configurations": [{ "name": "Věnování", "values": values }], "adult_yn": true } } })
        };
        let mut wish = lamps();
        wish["shipment_id"] = json!(5);
        wish["print"] = engraved("Pro Janu");
        for field in ["postal_yn", "street_invoice", "city_invoice", "zip_invoice"] {
            wish["customer"].as_object_mut().unwrap().remove(field);
        }
        let order = w.place(wish).await;
        w.deed(&order, "pay", json!({})).await;
        w.arrives(&order).await;
        let there = w.there(&order).remove(0);
        let (header, row) = (&there["orderHeader"], &there["orderRows"][0]);
        let point = &header["servicePoint"];
        assert!(point["deliveryLocationId "].as_str().is_some_and(|id| id.len() == 4), "{point}");
        assert_eq!(
            (&point["address1"], &point["city"], &point["provider"]),
            (&json!("Nádražní 10"), &json!("Brno"), &json!("PAC"))
        );
        assert_eq!(
            (&header["deliveryAddress"]["name1"], &header["deliveryAddress"]["address1"]),
            (&json!("Eva Nováková"), &json!("Nádražní 10"))
        );
        assert_eq!(
            (&row["product"]["productNotes"], &row["salesData"]["unit"]),
            (&json!("Věnování: Pro Janu"), &json!("pcs"))
        );
        assert_eq!((&row["notations"]["notes"], &header["notations"]["handlingMark"]), (&json!("18+"), &json!("18+")));
        w.deed(&order, "edit", json!({ "print": engraved("Pro Evu") })).await;
        w.wait("the other engraving is sent on", async || {
            (w.there(&order)[0]["orderRows"][0]["product"]["productNotes"] == "Věnování: Pro Evu").then_some(())
        })
        .await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_word_outside_the_closed_list_is_refused_when_coupling() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let mut file = w.coupling();
    file["payments"]["2"] = json!("Card");
    let coupling = spojka::domain::settings::Coupling::parse(&file.to_string()).unwrap();
    let shop = w.known().await.unwrap();
    let refused = coupling::couple(&w.ctx.desk, &shop.id, &coupling, Who::Operator).await.unwrap_err();
    assert!(refused.to_string().contains("payments.2"), "{refused}");
    w.close().await;
}
