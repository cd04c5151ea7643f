//! Two shops of one merchant that share one account at the warehouse, with equal order numbers; orders that the warehouse typed itself;
//! and numbers that a shop gives once more.
use serde_json::{Value, json};
use spojka::coupling;
use spojka::domain::order::{OrderState, Wish};
use spojka::domain::step::StepKind;
use spojka::store::audit::Who;
use spojka::store::connections;

use crate::inside::Inside;
use crate::world::{Engine, engines, sqlite};

const BOTH: [&str; 2] = ["svetlo", "triko"];

/// Both shops, coupled with the same account.
async fn pair(engine: Engine) -> Inside {
    let w = Inside::start(engine).await;
    for shop in BOTH {
        w.turn_to(shop);
        w.activate().await;
        w.couple(|file| {
            if shop == "triko" {
                file["orders"]["ready_statuses"] = json!([11]);
                file["progress"]["packed"]["status_id"] = json!(12);
                file["progress"]["shipped"]["status_id"] = json!(13);
            }
        })
        .await;
    }
    w.turn_to("svetlo");
    w
}

/// What a customer orders: two pieces of something that the shop has, under this number.
fn wanted(w: &Inside, number: &str) -> Value {
    let mut order = crate::world::lamps();
    order["number"] = json!(number);
    if w.shop() == "triko" {
        order["products"] = json!([["HRNEK-01", 2]]);
        order["customer"]["surname_invoice"] = json!("Horáková");
        order["customer"]["city_invoice"] = json!("Zlín");
    }
    order
}

/// A paid order under this number in the shop that is meant now.
async fn buy(w: &Inside, number: &str) {
    w.place(wanted(w, number)).await;
    w.deed(number, "pay", json!({})).await;
}

/// The warehouse's number of the order of the shop that is meant now.
async fn handed(w: &Inside, number: &str) -> String {
    w.reaches(number, OrderState::HandedOver).await.partner_number.unwrap()
}

/// An order at the warehouse, by its number there.
fn at(w: &Inside, there: &str) -> Value {
    let all = w.warehouse()["orders"].take();
    let fits = |o: &&Value| o["orderHeader"]["orderNumber"] == there;
    all.as_array().unwrap().iter().find(fits).unwrap_or_else(|| panic!("{there}: {all:#?}")).clone()
}

fn status(w: &Inside, there: &str) -> String {
    at(w, there)["orderHeader"]["orderStatus"].as_str().unwrap().to_owned()
}

fn town(w: &Inside, there: &str) -> String {
    at(w, there)["orderHeader"]["deliveryAddress"]["city"].as_str().unwrap().to_owned()
}

/// An order as somebody at the warehouse types it.
fn typed(number: &str, name: &str) -> Value {
    json!({
        "orderHeader": {
            "orderType": "Normal", "orderNumberExternal": number, "customerNumber": "WEB",
            "deliveryAddress": {
                "name1": name, "address1": "Nádražní 3", "postalCode": "76001", "city": "Kyjov", "countryCode": "CZ" },
        },
        "orderRows": [{
            "product": { "productNumber": "LAMP-02" }, "salesData": { "quantity": 1, "unit": "st" }, "warehouse": "MAIN" }],
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_shops_with_equal_numbers_keep_their_orders_apart() {
    for engine in engines().await {
        let w = pair(engine).await;
        let number = "O2600900";
        let mut there = Vec::new();
        for shop in BOTH {
            w.turn_to(shop);
            buy(&w, number).await;
            there.push(handed(&w, number).await);
        }
        assert_ne!(there[0], there[1], "each has its own");
        assert_eq!((town(&w, &there[0]), town(&w, &there[1])), ("Olomouc".to_owned(), "Zlín".to_owned()));

        // A change of the second reaches the second.
        w.deed(number, "edit", json!({ "customer": { "city_invoice": "Vsetín" } })).await;
        w.wait("the change is there", async || (town(&w, &there[1]) == "Vsetín").then_some(())).await;
        assert_eq!(town(&w, &there[0]), "Olomouc");

        // Progress of the first reaches the first, by hook and by the look after lost hooks.
        w.control(&format!("extend/orders/{}/pick", there[0]), json!({ "packages": ["S1"] })).await;
        w.turn_to("svetlo");
        w.wait("the first is shipped", async || (w.order(number)["status_id"] == 7).then_some(())).await;
        w.turn_to("triko");
        w.done("order", number).await;
        assert_eq!((w.order(number)["status_id"].clone(), w.told(number, StepKind::Shipped).await), (json!(11), 0));

        // So does a cancellation.
        w.deed(number, "cancel", json!({})).await;
        w.reaches(number, OrderState::Cancelled).await;
        assert_eq!(status(&w, &there[1]), "Annulled");
        assert_eq!(status(&w, &there[0]), "Terminated");
        w.turn_to("svetlo");
        assert_eq!(w.tracked(number).await.unwrap().state, OrderState::HandedOver);
        w.close().await;
    }
}

/// Nothing that comes back tells whose an order is: neither of the fields is shown by this tenant. What we know of both shops, the ids of
/// the lines and the comparison in full are enough.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_finds_the_own_order_though_another_shop_has_its_number() {
    for dropped in [json!([]), json!(["external", "orderMetaData"])] {
        let w = pair(sqlite()).await;
        w.control("switches", json!({ "extend.header_dropped": dropped })).await;
        let number = "O2600901";
        w.turn_to("triko");
        buy(&w, number).await;
        let first = handed(&w, number).await;
        w.turn_to("svetlo");
        w.fault(json!({ "system": "extend", "method": "POST", "path_contains": "/CustomerOrders", "kind": "reply_lost", "times": 1 }))
            .await;
        buy(&w, number).await;
        w.reaches(number, OrderState::Sending).await;
        let second = w
            .wait("it is found", async || {
                w.pass(10).await;
                w.tracked(number).await.filter(|row| row.state == OrderState::HandedOver)
            })
            .await
            .partner_number
            .unwrap();
        assert_ne!(first, second);
        assert_eq!((town(&w, &first), town(&w, &second)), ("Zlín".to_owned(), "Olomouc".to_owned()));
        assert_eq!(w.there(number).len(), 2, "one for each shop");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_the_warehouse_typed_is_never_taken_for_ours() {
    for engine in engines().await {
        asked_about(engine, Wish::CreateOwn).await;
    }
    for wish in [Wish::Adopt, Wish::LeaveOut] {
        asked_about(sqlite(), wish).await;
    }
}

async fn asked_about(engine: Engine, wish: Wish) {
    let w = Inside::coupled(engine, |_| {}).await;
    let number = "O2600902";
    let theirs = w.control("extend/orders", typed(number, "Karel Jiný")).await["order"].as_str().unwrap().to_owned();
    w.place(wanted(&w, number)).await;
    w.deed(number, "pay", json!({})).await;
    let row = w.waits_for(number, "NAMESAKE").await;
    assert_eq!(row.state, OrderState::Waiting);
    let said = row.cause.unwrap().values;
    assert_eq!(said["code"], json!(theirs));
    assert!(said["name"].as_str().unwrap().contains("Kyjov"), "{said:?}");
    assert!(said["service"].as_str().unwrap().contains("Olomouc"), "{said:?}");
    assert_eq!(w.there(number).len(), 1);
    coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), Some(wish), Who::Shop).await.unwrap();
    w.ctx.wake.notify_one();
    match wish {
        Wish::CreateOwn => {
            assert_ne!(handed(&w, number).await, theirs);
            w.deed(number, "cancel", json!({})).await;
            w.reaches(number, OrderState::Cancelled).await;
            assert_ne!(status(&w, &theirs), "Annulled");
        }
        Wish::Adopt => {
            assert_eq!(handed(&w, number).await, theirs);
            assert_eq!(w.there(number).len(), 1);
        }
        _ => {
            w.reaches(number, OrderState::LeftOut).await;
            assert_eq!((w.there(number).len(), status(&w, &theirs) == "Annulled"), (1, false));
        }
    }
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_that_is_given_once_more_is_another_order() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let number = "O2600903";
        buy(&w, number).await;
        let first = handed(&w, number).await;
        w.deed(number, "delete", json!({})).await;
        w.reaches(number, OrderState::Cancelled).await;
        let mut again = wanted(&w, number);
        again["customer"]["city_invoice"] = json!("Kroměříž");
        w.place(again).await;
        w.deed(number, "pay", json!({})).await;
        let second = w
            .wait("the new one is handed over", async || {
                w.tracked(number).await.filter(|row| row.state == OrderState::HandedOver && row.retired_at.is_none())
            })
            .await
            .partner_number
            .unwrap();
        assert_ne!(first, second);
        assert_eq!((town(&w, &first), town(&w, &second)), ("Olomouc".to_owned(), "Kroměříž".to_owned()));
        assert_eq!(status(&w, &first), "Annulled");
        w.close().await;
    }
}

/// The old order is still open at the warehouse when its number turns up with other content.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_given_anew_unheard_changes_nothing_of_its_former_owner() {
    let w = Inside::coupled(sqlite(), |file| file["orders"]["on_cancel"] = json!("tell")).await;
    let number = "O2600904";
    buy(&w, number).await;
    let first = handed(&w, number).await;
    // The new one comes before anything tells that the old one is gone.
    let mut again = wanted(&w, number);
    again["customer"]["city_invoice"] = json!("Kroměříž");
    w.place(again).await;
    w.deed(number, "pay", json!({})).await;
    w.wait("the new one is there", async || (w.there(number).len() == 2).then_some(())).await;
    let second = handed(&w, number).await;
    assert_ne!(first, second);
    assert_eq!((town(&w, &first), town(&w, &second)), ("Olomouc".to_owned(), "Kroměříž".to_owned()));
    assert_ne!(status(&w, &first), "Annulled");
    w.close().await;
}

/// An order that an older program handed over carries nothing, and its row says no more than the warehouse's number.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_of_an_older_program_goes_on_and_is_not_sent_again() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let number = "O2600905";
    buy(&w, number).await;
    let there = handed(&w, number).await;
    let mut old = at(&w, &there);
    old["orderHeader"]["external"] = json!({ "externalId": number });
    old["orderHeader"]["orderMetaData"].as_array_mut().unwrap().retain(|m| m["metaDataLabel"] != "spojka_order");
    let there = w.control("extend/orders", old).await["order"].as_str().unwrap().to_owned();
    older(&w, &format!("uuid = '', identity = '', content_hash = 'of Debug output', partner_number = '{there}'")).await;
    let puts = w.calls("extend", "PUT", "/CustomerOrders").len();
    w.deed(number, "edit", json!({ "internal_note": "nic pro sklad" })).await;
    w.done_hooks().await;
    w.pass(61).await;
    w.wait("it was compared", async || {
        w.tracked(number).await.filter(|row| row.content_hash.starts_with("2:") && !row.uuid.is_empty())
    })
    .await;
    assert_eq!(w.calls("extend", "PUT", "/CustomerOrders").len(), puts, "nothing differs");
    w.deed(number, "edit", json!({ "customer": { "city_invoice": "Přerov" } })).await;
    w.wait("a change goes", async || (town(&w, &there) == "Přerov").then_some(())).await;
    let identity = w.tracked(number).await.unwrap().identity;
    assert_eq!(at(&w, &there)["orderHeader"]["external"]["externalId"], json!(identity), "from now on it carries one");
    w.deed(number, "cancel", json!({})).await;
    w.reaches(number, OrderState::Cancelled).await;
    assert_eq!(status(&w, &there), "Annulled");
    w.close().await;
}

/// The account was set up anew: the warehouse's number means another order now.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_took_the_place_of_ours_is_left_alone() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let number = "O2600906";
    buy(&w, number).await;
    handed(&w, number).await;
    let other = w.control("extend/orders", typed("JINA-1", "Karel Jiný")).await["order"].as_str().unwrap().to_owned();
    older(&w, &format!("partner_number = '{other}'")).await;
    w.deed(number, "edit", json!({ "quantity": 3 })).await;
    w.waits_for(number, "NOT-OURS").await;
    w.deed(number, "cancel", json!({})).await;
    w.done_hooks().await;
    w.pass(61).await;
    w.wait("the cancellation was looked at", async || {
        (w.calls("extend", "GET", &format!("/CustomerOrders/{other}")).len() >= 2).then_some(())
    })
    .await;
    w.control(&format!("extend/orders/{other}/pick"), json!({ "packages": ["J1"] })).await;
    w.done("progress", &other).await;
    let row = w.tracked(number).await.unwrap();
    assert_eq!((row.state, row.milestone, row.cause.unwrap().code.word()), (OrderState::HandedOver, None, "NOT-OURS"));
    assert_eq!(
        w.calls("extend", "DELETE", "/CustomerOrders").len() + w.calls("extend", "PUT", "/CustomerOrders").len(),
        0
    );
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_prefix_tells_numbers_apart_where_the_warehouse_wants_each_once() {
    let w = pair(sqlite()).await;
    w.control("switches", json!({ "extend.external_unique": true })).await;
    let number = "O2600907";
    for shop in BOTH {
        w.turn_to(shop);
        buy(&w, number).await;
        if shop == "svetlo" {
            handed(&w, number).await;
        }
    }
    let row = w.waits_for(number, "NAMESAKE").await;
    assert!(row.cause.unwrap().values["reason"].as_str().unwrap().contains(number));
    let connection = connections::get(&w.db, &row.shop, row.connection.as_str()).await.unwrap().unwrap();
    assert!(connection.shares_account, "the page says so");
    let mut settings = connection.settings.clone();
    settings.options.insert("order_prefix".to_owned(), json!("TR-"));
    coupling::save_settings(&w.ctx.desk, &row.shop, row.connection.as_str(), &settings, Who::Shop).await.unwrap();
    w.ctx.wake.notify_one();
    let there = handed(&w, number).await;
    assert_eq!(at(&w, &there)["orderHeader"]["orderNumberExternal"], "TR-O2600907");
    w.control(&format!("extend/orders/{there}/pick"), json!({ "packages": ["T1"] })).await;
    w.wait("its progress comes back", async || (w.order(number)["status_id"] == 13).then_some(())).await;
    w.close().await;
}

/// Rows as another program would have left them.
async fn older(w: &Inside, set: &str) {
    let path = w.engine.folder.path().join("spojka.db");
    let mut connection =
        <sqlx::SqliteConnection as sqlx::Connection>::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("UPDATE orders SET {set}"))).execute(&mut connection).await.unwrap();
}
