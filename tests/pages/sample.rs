//! A shop with one of everything, for pages that are full.
use serde_json::json;
use spojka::coupling;
use spojka::domain::cause::{Cause, Code};
use spojka::domain::ids::ConnectionId;
use spojka::domain::order::OrderState;
use spojka::domain::progress::{Milestone, Parcel};
use spojka::domain::report::{SimulatedOrder, Simulation, TestReport};
use spojka::domain::settings::Coupling;
use spojka::domain::shop::Shop;
use spojka::domain::step::{Step, StepKind};
use spojka::domain::stock::StockChange;
use spojka::store::audit::Who;
use spojka::store::dictionary::{self, DictionaryKind};
use spojka::store::stock::{self, GuardStop};
use spojka::store::{connections, orders, parcels, steps};

use crate::house::House;

/// The dictionaries of a small Czech shop.
pub async fn dictionaries(house: &House, shop: &Shop) {
    let status = |id: i64, kind: &str, cs: &str| {
        let data = json!({"id": id, "kind": kind, "color": "#fff", "names": {"cs": cs}, "mark_resolved": false, "mark_paid": false});
        (id.to_string(), data.to_string())
    };
    let method = |id: &str, kind: &str, cs: &str| {
        let data = json!({"id": id, "code": "", "kind": kind, "active": true, "names": {"cs": cs}, "affiliates": [], "tracking_url": ""});
        (id.to_owned(), data.to_string())
    };
    let mut tx = house.db.begin().await.unwrap();
    let statuses = [
        status(1, "Received", "Přijatá"),
        status(2, "Canceled", "Stornovaná"),
        status(3, "PaymentSuccessful", "Zaplacená"),
        status(7, "Sent", "Odeslaná"),
        status(9, "Custom", "Zabalená <i>"),
    ];
    dictionary::replace(&mut tx, &shop.id, DictionaryKind::OrderStatuses, &statuses, house.now()).await.unwrap();
    let shipments = [method("5", "ppl", "PPL Sprint"), method("6", "custom", "Osobní odběr")];
    dictionary::replace(&mut tx, &shop.id, DictionaryKind::Shipments, &shipments, house.now()).await.unwrap();
    let payments = [method("2", "cashOnDelivery", "Dobírka"), method("3", "command", "Převodem")];
    dictionary::replace(&mut tx, &shop.id, DictionaryKind::Payments, &payments, house.now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// A started coupling with one order in every state, one of every cause, a story with every step, a stopped stock update.
pub async fn full(house: &House, shop: &Shop) -> String {
    dictionaries(house, shop).await;
    let coupling = Coupling::parse(
        &json!({
            "partner": "extend",
            "credentials": {"base_url": "https://extend.example.com/RESTAPI", "client": "C", "user": "u", "password": "heslo-123"},
            "options": {"customer_number": "WEB", "warehouses": ["MAIN"]},
            "orders": {"ready_statuses": [3], "from": "2026-11-01"},
            "carriers": {"5": "PPL"}, "progress": {"shipped": {"status_id": 7, "mail": true}},
            "stock": {"master": "partner"}, "start": true
        })
        .to_string(),
    )
    .unwrap();
    let connection = coupling::couple(&house.desk, &shop.id, &coupling, Who::Shop).await.unwrap().connection;
    let mut id = String::new();
    for (at, state) in OrderState::ALL.into_iter().enumerate() {
        id = order(house, shop, &connection, &format!("{}", 1000 + at), state, None).await;
    }
    for (at, code) in Code::ALL.into_iter().enumerate() {
        let cause =
            Cause::new(code, "5").with("number", "1042").with("name", "PPL <b>Sprint</b>").with("reason", "PSČ chybí");
        order(
            house,
            shop,
            &connection,
            &format!("{}", 2000 + at),
            OrderState::Waiting,
            Some(cause.detail("raw words")),
        )
        .await;
    }
    let mut tx = house.db.begin().await.unwrap();
    let stored = orders::lock_by_id(&mut tx, &shop.id, &id).await.unwrap().unwrap();
    for kind in StepKind::ALL {
        let step = Step::new(house.now(), kind, "ready-status")
            .with("status", "Zaplacená")
            .with("service", "PPL")
            .with("number", "88123")
            .with("until", house.now().0)
            .with("reason", "důvod");
        steps::add(&mut tx, &shop.id, &stored.id, &step).await.unwrap();
    }
    let parcel = Parcel { shipment: "S1".into(), number: "CZ123".into(), carrier: "PPL".into() };
    parcels::save(&mut tx, &shop.id, &stored.id, &parcel, "https://track.example.com/CZ123", house.now())
        .await
        .unwrap();
    let changes = vec![StockChange { code: "L-1".into(), parent: None, from: Some(5), to: 0 }];
    let stop = GuardStop { changes, lowered: 40, zeroed: 25, at: house.now() };
    stock::stop(&mut tx, &shop.id, connection.as_str(), &stop).await.unwrap();
    reports(house, shop, &connection, &mut tx).await;
    tx.commit().await.unwrap();
    id
}

async fn reports(house: &House, shop: &Shop, connection: &ConnectionId, tx: &mut spojka::store::Tx) {
    let test = TestReport {
        at: house.now(),
        ok: true,
        reason: "ok".into(),
        detail: String::new(),
        warehouses: vec!["MAIN".into()],
        missing_warehouses: vec![],
    };
    let text = serde_json::to_string(&test).unwrap();
    connections::set_test(tx, &shop.id, connection.as_str(), Some(&text)).await.unwrap();
    let verdicts = ["go", "hold", "wait", "left_out", "not_ready"];
    let orders = verdicts.map(|v| SimulatedOrder {
        number: "1042".into(),
        verdict: v.into(),
        rule: "from-date".into(),
        cause: None,
    });
    let settings =
        connections::get(&house.db, &shop.id, connection.as_str()).await.unwrap().map(|c| Box::new(c.settings));
    let simulation = Simulation {
        at: house.now(),
        settings,
        go: 38,
        wait: 4,
        left_out: 12,
        orders: orders.to_vec(),
        ..Simulation::default()
    };
    let text = serde_json::to_string(&simulation).unwrap();
    simulate(tx, &shop.id, connection.as_str(), &text).await;
}

/// Stores a report as if it had been asked for.
pub async fn simulate(tx: &mut spojka::store::Tx, shop: &spojka::domain::ids::ShopId, connection: &str, report: &str) {
    connections::ask_simulation(tx, shop, connection, "{}").await.unwrap();
    connections::set_simulation(tx, shop, connection, "{}", report).await.unwrap();
}

async fn order(
    house: &House,
    shop: &Shop,
    connection: &ConnectionId,
    number: &str,
    state: OrderState,
    cause: Option<Cause>,
) -> String {
    let mut tx = house.db.begin().await.unwrap();
    let mut order =
        orders::notice(&mut tx, &shop.id, connection, number, (house.now(), house.now()), house.now()).await.unwrap();
    order.state = state;
    order.cause = cause;
    order.status = "=HYPERLINK(1)".into();
    order.total = "12345.60".into();
    order.currency = "CZK".into();
    order.carrier = "PPL Sprint".into();
    if state == OrderState::HandedOver {
        order.handed_at = Some(house.now());
        order.partner_number = Some("88123".into());
        order.milestone = Some(Milestone::Shipped);
    }
    orders::save(&mut tx, &order, house.now()).await.unwrap();
    tx.commit().await.unwrap();
    order.id.0
}
