//! What things are called at the partner, from the page to the warehouse: the consequence before saving, holding and letting go,
//! undo, products, countries and currencies under other words, and what is new in the shop.
use reqwest::StatusCode;
use serde_json::{Value, json};
use spojka::domain::order::OrderState;
use spojka::store::connections;

use crate::frame::{Frame, mends};
use crate::inside::Inside;
use crate::world::{engines, lamps, sqlite};

async fn by_post(w: &Inside) -> String {
    let mut wish = lamps();
    wish["shipment_id"] = json!(8);
    let order = w.place(wish).await;
    w.deed(&order, "pay", json!({})).await;
    order
}

async fn carrier(w: &Inside, key: &str) -> Option<String> {
    let shop = w.known().await.unwrap();
    let connection = connections::of_shop(&w.db, &shop.id).await.unwrap().remove(0);
    connection.settings.carriers.get(key).cloned()
}

fn product_there(w: &Inside, order: &str) -> Value {
    w.there(order)[0]["orderRows"][0]["product"]["productNumber"].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn saving_asks_first_and_what_shall_wait_waits() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let orders = [by_post(&w).await, by_post(&w).await];
        for order in &orders {
            w.waits_for(order, "MAP-SHIP").await;
        }
        let frame = Frame::open(&w).await;
        let fields = [("part", "methods"), ("carriers.6", "PPL"), ("carriers.7", "DPD"), ("carriers.8", "Posta")];
        let (status, asked) = frame.post("/mapping", "/mapping", &fields).await;
        assert_eq!(status, StatusCode::OK);
        assert!(asked.contains("data-test=\"asked\"") && asked.contains("čekají 2\u{a0}objednávky"), "{asked}");
        assert!(asked.contains("value=\"Posta\""), "what was typed is kept");
        assert_eq!(carrier(&w, "8").await, None, "nothing is saved yet");
        assert!(orders.iter().all(|order| w.there(order).is_empty()));

        let mut wait = fields.to_vec();
        wait.extend([("release", "wait"), ("mends", mends(&asked))]);
        let (_, saved) = frame.post("/mapping", "/mapping", &wait).await;
        assert!(saved.contains("jsme podrželi"), "{saved}");
        assert_eq!(carrier(&w, "8").await.as_deref(), Some("Posta"));
        for order in &orders {
            assert_eq!(w.reaches(order, OrderState::Held).await.rule, "by-hand");
        }
        w.pass(7200).await;
        assert!(orders.iter().all(|order| w.there(order).is_empty()), "held until somebody lets them go");

        // Meanwhile the merchant was signed out.
        let frame = Frame::open(&w).await;
        let (_, overview) = frame.get("").await;
        assert!(overview.contains("Ručně podržené jsou 2\u{a0}objednávky."), "{overview}");
        frame.post("", "/held", &[]).await;
        for order in &orders {
            w.arrives(order).await;
            assert_eq!(w.there(order)[0]["orderHeader"]["deliveryMethod"], "Posta");
        }
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_change_is_undone_and_done_again() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let frame = Frame::open(&w).await;
    let (_, page) = frame.post("/mapping", "/mapping", &[("part", "methods"), ("carriers.8", "Posta")]).await;
    assert!(page.contains("data-test=\"last-change\"") && page.contains("nic → Posta"), "{page}");
    assert_eq!(carrier(&w, "8").await.as_deref(), Some("Posta"), "nothing waited, so it was saved at once");
    let (_, page) = frame.post("/mapping", "/mapping", &[("part", "undo")]).await;
    assert!(page.contains("Posta → nic"), "{page}");
    assert_eq!((carrier(&w, "8").await, carrier(&w, "6").await.as_deref()), (None, Some("PPL")));
    let order = by_post(&w).await;
    w.waits_for(&order, "MAP-SHIP").await;
    let (_, asked) = frame.post("/mapping", "/mapping", &[("part", "undo")]).await;
    assert!(asked.contains("čeká 1\u{a0}objednávka"), "undoing has its consequence, too: {asked}");
    let send = [("part", "undo"), ("release", "send"), ("mends", mends(&asked))];
    frame.post("/mapping", "/mapping", &send).await;
    w.arrives(&order).await;
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_ready_status_tells_which_orders_it_sends() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let order = w.place(lamps()).await;
    let row = w.reaches(&order, OrderState::Noticed).await;
    let now = row.status_id.unwrap().to_string();
    let frame = Frame::open(&w).await;
    let fields = [("part", "statuses"), ("orders.ready_statuses", "5"), ("orders.ready_statuses", now.as_str())];
    let (_, asked) = frame.post("/mapping", "/mapping", &fields).await;
    assert!(asked.contains("zvoleném stavu je 1\u{a0}objednávka"), "{asked}");
    let mut send = fields.to_vec();
    send.extend([("release", "send"), ("mends", mends(&asked))]);
    frame.post("/mapping", "/mapping", &send).await;
    w.arrives(&order).await;
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_product_goes_under_its_number_there_and_its_stock_comes_back() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |file| {
            file["products"] = json!({ "LAMP-01": "NOPE-1" });
            file["stock"] = json!({ "master": "partner", "buffer": 0 });
        })
        .await;
        let order = w.buy().await;
        let row = w.waits_for(&order, "ITEM-CODE").await;
        assert_eq!(row.cause.unwrap().subject, "LAMP-01", "the partner's words name it");
        let frame = Frame::open(&w).await;
        let (_, page) = frame.get("/mapping").await;
        assert!(page.contains("id=\"products.LAMP-01\"") && page.contains("value=\"NOPE-1\""), "{page}");
        let (_, overview) = frame.get("").await;
        assert!(overview.contains("(LAMP-01) partner nezná, čeká 1\u{a0}objednávka."), "{overview}");

        let fields = [("part", "products"), ("products.LAMP-01", "LAMP-02")];
        let (_, asked) = frame.post("/mapping", "/mapping", &fields).await;
        let mut send = fields.to_vec();
        send.extend([("release", "send"), ("mends", mends(&asked))]);
        frame.post("/mapping", "/mapping", &send).await;
        w.arrives(&order).await;
        assert_eq!(product_there(&w, &order), "LAMP-02");
        assert_eq!(w.there(&order).len(), 1);

        // Of the warehouse's stock, LAMP-02 now stands for both products of the shop, and its LAMP-01 for none.
        let wanted = |w: &Inside| w.available("LAMP-02");
        w.wait("the shop shows the stock of the other number", async || {
            (w.shown("LAMP-01") == wanted(&w) && w.shown("LAMP-02") == wanted(&w)).then_some(())
        })
        .await;
        w.control("extend/stock", json!({ "product": "LAMP-02", "warehouse": "BRNO", "delta": 3 })).await;
        w.wait("a change there follows for both", async || {
            (w.shown("LAMP-01") == wanted(&w) && w.shown("LAMP-02") == wanted(&w)).then_some(())
        })
        .await;
        let before = w.shown("LAMP-01");
        w.control("extend/stock", json!({ "product": "LAMP-01", "warehouse": "MAIN", "delta": -5 })).await;
        w.done_hooks().await;
        w.pass(1801).await;
        w.done("stock", "LAMP-01").await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        assert_eq!(w.shown("LAMP-01"), before, "the warehouse's own LAMP-01 is another product");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_product_without_a_code_gets_a_number_there() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let mut wish = lamps();
    wish["manual"] = json!("Gravírování");
    let order = w.place(wish).await;
    w.deed(&order, "pay", json!({})).await;
    w.waits_for(&order, "ITEM-CODE").await;
    let frame = Frame::open(&w).await;
    let fields = [("part", "products"), ("products.name:Gravírování", "LAMP-02")];
    let (_, asked) = frame.post("/mapping", "/mapping", &fields).await;
    let mut send = fields.to_vec();
    send.extend([("release", "send"), ("mends", mends(&asked))]);
    frame.post("/mapping", "/mapping", &send).await;
    w.arrives(&order).await;
    let rows = w.there(&order)[0]["orderRows"].to_string();
    assert!(rows.contains("LAMP-01") && rows.contains("LAMP-02"), "{rows}");
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn countries_and_currencies_go_under_their_words() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let plain = w.buy().await;
    w.arrives(&plain).await;
    assert_eq!(w.there(&plain)[0]["orderHeader"]["deliveryAddress"]["countryCode"], "CZ");
    let frame = Frame::open(&w).await;
    let (_, page) = frame.get("/mapping").await;
    assert!(page.contains("name=\"countries.CZ\"") && page.contains("name=\"currencies.CZK\""), "{page}");
    let fields = [("part", "places"), ("countries.CZ", "sk"), ("currencies.CZK", "EUR")];
    let (status, page) = frame.post("/mapping", "/mapping", &fields).await;
    assert!(status.is_success() && page.contains("value=\"SK\"") && page.contains("value=\"EUR\""), "{page}");
    let order = w.buy().await;
    w.arrives(&order).await;
    let there = w.there(&order).remove(0);
    assert_eq!(there["orderHeader"]["deliveryAddress"]["countryCode"], "SK");
    assert_eq!(there["orderRows"][0]["salesData"]["currency"], "EUR");
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_new_in_the_shop_is_announced_before_an_order_fails() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let frame = Frame::open(&w).await;
    let (_, quiet) = frame.get("").await;
    assert!(!quiet.contains("data-test=\"news\""), "{quiet}");
    let made = w.control("upgates/svetlo/carriers", json!({ "name": "Kurýr na kole" })).await;
    w.control("upgates/svetlo/statuses", json!({ "name": "K vyzvednutí", "mails": false })).await;
    w.wait("both are announced", async || {
        w.pass(2).await;
        let (_, page) = frame.get("").await;
        let said = page.contains("Doprava „Kurýr na kole“ je nová.") && page.contains("Stav „K vyzvednutí“ je nový.");
        said.then_some(())
    })
    .await;
    let field = format!("carriers.{}", made["id"].to_string().trim_matches('"'));
    let (_, page) = frame.get("/mapping").await;
    let row = page.split("<tr").find(|row| row.contains(&format!("id=\"{field}\""))).unwrap();
    assert!(row.contains("class=\"new\""), "{row}");
    frame.post("/mapping", "/mapping", &[("part", "methods"), (&field, "Bike")]).await;
    let (_, page) = frame.get("").await;
    assert!(!page.contains("Kurýr na kole") && page.contains("K vyzvednutí"), "{page}");
    w.close().await;
}
