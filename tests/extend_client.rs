//! The client against the played warehouse, over HTTP: what goes well, and what each way of going wrong amounts to.
#![expect(clippy::disallowed_methods, reason = "a test reads what it has sent or stored itself")]
use std::sync::Arc;

use sandbox::extend::ExtendState;
use sandbox::kit::{Fault, FaultKind};
use sandbox::{Options as SandboxOptions, Sandbox};
use serde_json::{Value, json};
use spojka::domain::cause::Code;
use spojka::domain::clock::{Clock, Millis};
use spojka::domain::decision::Mapped;
use spojka::domain::hosts::HostRules;
use spojka::domain::identity::{Kinship, Own};
use spojka::domain::order::{Address, Line, LineKind, ShopOrder};
use spojka::domain::partner::CallError;
use spojka::domain::progress::{Milestone, PartnerOrder};
use spojka::systems::extend::{Cancelling, Credentials, ExtendClient, Known, Options, Pace};
use spojka::systems::http::Guarded;

/// A warehouse of its own for each test.
struct Stage {
    sandbox: Arc<Sandbox>,
}

impl Stage {
    fn new() -> Self {
        let sandbox = Arc::new(Sandbox::start(SandboxOptions::default()).unwrap());
        let stage = Self { sandbox };
        for (number, pieces) in [("T-LAMP", 40), ("T-BOOK", 15), ("T-VASE", 3)] {
            stage.extend().add_product(number, number, "", &[("MAIN", pieces), ("BRNO", 2)]);
        }
        stage
    }

    fn extend(&self) -> &ExtendState {
        &self.sandbox.world().extend
    }

    fn switch(&self, name: &str, value: Value) {
        self.sandbox.world().kit.switches.merge(json!({ name: value }).as_object().unwrap()).unwrap();
    }

    fn fault(&self, method: &str, kind: FaultKind, more: Value) {
        let mut fault = json!({"system": "extend", "method": method, "kind": kind, "times": 1});
        fault.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.sandbox.world().kit.faults.add(serde_json::from_value::<Fault>(fault).unwrap());
    }

    fn client_with(&self, credentials: Value, options: Value) -> ExtendClient {
        let base = format!("{}/extend/RESTAPI", self.sandbox.base_url());
        let mut all = json!({"base_url": base, "client": "APIDEMO", "user": "demo", "password": "demo"});
        all.as_object_mut().unwrap().extend(credentials.as_object().unwrap().clone());
        let mut chosen = json!({"customer_number": "WEB", "warehouses": ["MAIN", "BRNO"]});
        chosen.as_object_mut().unwrap().extend(options.as_object().unwrap().clone());
        let rules = HostRules::for_partners(&["127.0.0.1"]).unwrap();
        ExtendClient::new(
            Guarded::new(rules).unwrap(),
            Credentials::parse(all.as_object().unwrap()).unwrap(),
            Options::parse(chosen.as_object().unwrap()).unwrap(),
            Pace::default(),
            Clock::System,
        )
    }

    fn client(&self) -> ExtendClient {
        self.client_with(json!({}), json!({}))
    }

    async fn hand(&self, number: &str, action: &str, body: Value) {
        let url = format!("{}/_sandbox/extend/orders/{number}/{action}", self.sandbox.base_url());
        let answer = Guarded::new(HostRules::for_partners(&["127.0.0.1"]).unwrap()).unwrap();
        let call =
            spojka::systems::http::Call::new(spojka::systems::http::Method::POST, url.parse().unwrap()).json(&body);
        let reply = answer.send(call).await.unwrap();
        assert_eq!(reply.status, 200, "{}", reply.plain());
    }

    fn copies(&self, external: &str) -> usize {
        self.extend().store().by_external.get(external).map_or(0, |numbers| numbers.len())
    }
}

fn line(uuid: &str, code: &str, quantity: i64) -> Line {
    Line {
        uuid: uuid.into(),
        parent_uuid: None,
        kind: LineKind::Product,
        code: code.into(),
        ean: String::new(),
        title: code.into(),
        unit: "ks".into(),
        quantity: quantity.into(),
        price_with_vat: (121 * quantity).into(),
        price_without_vat: (100 * quantity).into(),
        vat: 21.into(),
        choices: Vec::new(),
        length: String::new(),
        adults_only: false,
        remark: String::new(),
    }
}

fn order(number: &str) -> ShopOrder {
    let address = Address {
        name: "Jana Malá".into(),
        street: "Lipová 12".into(),
        city: "Brno".into(),
        zip: "60200".into(),
        country: "CZ".into(),
        ..Address::default()
    };
    ShopOrder {
        number: number.into(),
        uuid: String::new(),
        status_id: Some(1),
        status: String::new(),
        paid: true,
        created_at: Millis(0),
        updated_at: Millis(0),
        language: "cs".into(),
        zone: "Europe/Prague".into(),
        currency: "CZK".into(),
        counts_with_vat: true,
        total: 363.into(),
        rounding: 0.into(),
        variable_symbol: String::new(),
        tracking_code: String::new(),
        admin_url: String::new(),
        customer: spojka::domain::order::Customer::default(),
        invoice: address.clone(),
        delivery: address,
        lines: vec![line("l1", "T-LAMP", 2), line("l2", "T-BOOK", 1)],
        discounts: vec![],
        shipping: None,
        payment: None,
        pickup: None,
        weight_grams: 0,
        marks: spojka::domain::exclusion::Marks::default(),
        unreadable: Vec::new(),
    }
}

/// What our orders are recognised by.
fn own() -> Own<'static> {
    Own { number: "O1", identity: "spojka-test-1", order: None }
}

async fn find(client: &ExtendClient, number: &str) -> Result<Vec<PartnerOrder>, CallError> {
    let found = client.find(&Own { number, ..own() }).await?;
    assert!(found.iter().all(|f| f.kinship == Kinship::Ours), "{found:?}");
    Ok(found.into_iter().map(|f| f.order).collect())
}

fn mapped() -> Mapped {
    Mapped { service: Some("DHL".into()), payment: Some("KlarnaPrepaid".into()), ..Mapped::default() }
}

#[tokio::test]
async fn an_order_goes_is_found_changes_ships_and_is_read_back() {
    let stage = Stage::new();
    let client = stage.client();
    assert!(find(&client, "O/1 ä").await.unwrap().is_empty());
    let created = client.create(&order("O/1 ä"), &mapped(), "spojka-test-1").await.unwrap();
    assert!(created.changeable && created.milestone.is_none());
    assert_eq!(find(&client, "O/1 ä").await.unwrap(), [client.order(&created.number).await.unwrap()]);
    assert!(find(&client, "O/1").await.unwrap().is_empty());

    let mut changed = order("O/1 ä");
    changed.lines = vec![line("l1", "T-LAMP", 3), line("l3", "T-VASE", 1)];
    client.update(&created.number, &changed, &mapped(), "spojka-test-1", Known::Told("")).await.unwrap();
    {
        let store = stage.extend().store();
        let rows = &store.order(&created.number).unwrap().rows;
        let live: Vec<_> =
            rows.iter().filter(|r| r.is_open() && r.is_stocked()).map(|r| (r.product.as_str(), r.quantity)).collect();
        assert_eq!(live, [("T-LAMP", 3.into()), ("T-VASE", 1.into())]);
        assert_eq!(rows.iter().filter(|r| !r.is_open()).count(), 1);
    }

    stage.hand(&created.number, "reserve", json!({})).await;
    assert_eq!(client.order(&created.number).await.unwrap().milestone, Some(Milestone::Packed));
    let late =
        client.update(&created.number, &order("O/1 ä"), &mapped(), "spojka-test-1", Known::Told("")).await.unwrap_err();
    assert!(matches!(late, CallError::Refused { code: Code::LateCancel, .. }), "{late:?}");
    assert_eq!(client.cancel(&created.number, &own()).await.unwrap(), Cancelling::TooLate);

    stage.hand(&created.number, "pick-part", json!({"packages": ["P1", "P2"], "forwarder": "DHL"})).await;
    let part = client.order(&created.number).await.unwrap();
    assert_eq!((part.milestone, part.partly_shipped), (Some(Milestone::Packed), true));
    stage.hand(&created.number, "pick", json!({"packages": ["P3"], "forwarder": "DHL"})).await;
    let all = client.order(&created.number).await.unwrap();
    assert_eq!((all.milestone, all.partly_shipped), (Some(Milestone::Shipped), false));
    let parcels: Vec<_> = all.parcels.iter().map(|p| (p.number.as_str(), p.carrier.as_str())).collect();
    assert_eq!(parcels, [("P1", "DHL"), ("P2", "DHL"), ("P3", "DHL")]);
    let since = Clock::System.now().plus_seconds(-60);
    assert_eq!(client.changed_since(since).await.unwrap(), [(created.number.clone(), "O/1 ä".to_owned())]);
}

#[tokio::test]
async fn rows_that_a_change_does_not_name_survive_either_way() {
    let stage = Stage::new();
    stage.switch("extend.put_absent_rows", json!("cancel"));
    let client = stage.client();
    let created = client.create(&order("O1"), &mapped(), "spojka-test-1").await.unwrap();
    let mut changed = order("O1");
    changed.delivery.street = "Nová 1".into();
    client.update(&created.number, &changed, &mapped(), "spojka-test-1", Known::Told("")).await.unwrap();
    let store = stage.extend().store();
    let kept = store.order(&created.number).unwrap();
    assert_eq!(kept.rows.iter().filter(|r| r.is_open()).count(), 2);
    assert_eq!(kept.header["deliveryAddress"]["address1"], json!("Nová 1"));
}

#[tokio::test]
async fn cancelling_is_possible_once_and_only_before_picking() {
    let stage = Stage::new();
    let client = stage.client();
    let created = client.create(&order("O1"), &mapped(), "spojka-test-1").await.unwrap();
    assert_eq!(client.cancel(&created.number, &own()).await.unwrap(), Cancelling::Cancelled);
    assert_eq!(client.cancel(&created.number, &own()).await.unwrap(), Cancelling::AlreadyGone);
    assert_eq!(client.cancel("999999", &own()).await.unwrap(), Cancelling::AlreadyGone);
    assert_eq!(client.order(&created.number).await.unwrap().milestone, Some(Milestone::Impossible));
}

#[tokio::test]
async fn a_creation_without_a_clear_answer_is_unclear_and_can_be_looked_for() {
    let stage = Stage::new();
    let client = stage.client();
    for (i, kind) in [FaultKind::ReplyLost, FaultKind::Truncated, FaultKind::GatewayTimeout].into_iter().enumerate() {
        let number = format!("U{i}");
        stage.fault("POST", kind, json!({}));
        let error = client.create(&order(&number), &mapped(), "spojka-test-1").await.unwrap_err();
        assert!(matches!(error, CallError::Unclear { .. }), "{kind:?}: {error:?}");
        assert_eq!(find(&client, &number).await.unwrap().len(), 1);
        assert_eq!(stage.copies(&number), 1);
    }
    stage.fault(
        "POST",
        FaultKind::Answer,
        json!({"status": 400, "body": "Transaction (Process ID 71) was deadlocked."}),
    );
    let error = client.create(&order("D1"), &mapped(), "spojka-test-1").await.unwrap_err();
    assert!(matches!(error, CallError::Down { .. }), "{error:?}");
    assert_eq!(stage.copies("D1"), 0);
}

#[tokio::test]
async fn refusals_name_their_cause() {
    let stage = Stage::new();
    let client = stage.client();
    let mut unknown = order("R1");
    unknown.lines[0].code = "NOBODY-KNOWS".into();
    let error = client.create(&unknown, &mapped(), "spojka-test-1").await.unwrap_err();
    assert!(
        matches!(&error, CallError::Refused { code: Code::ItemCode, text } if text.contains("NOBODY-KNOWS")),
        "{error:?}"
    );
    let mut abroad = order("R2");
    abroad.delivery.country = "XX".into();
    let error = client.create(&abroad, &mapped(), "spojka-test-1").await.unwrap_err();
    assert!(matches!(error, CallError::Refused { code: Code::Address, .. }), "{error:?}");
    let fax = Mapped { payment: Some("Fax".into()), ..mapped() };
    let error = client.create(&order("R3"), &fax, "spojka-test-1").await.unwrap_err();
    assert!(matches!(error, CallError::Refused { code: Code::Refused, .. }), "{error:?}");
    stage.fault("GET", FaultKind::TooMany, json!({"retry_after": "7"}));
    assert_eq!(find(&client, "R1").await.unwrap_err(), CallError::Busy { after_seconds: 7 });
}

#[tokio::test]
async fn stock_is_read_for_few_products_and_many() {
    let stage = Stage::new();
    let client = stage.client();
    let few = client.availability(&["T-LAMP".into(), "T-NONE".into()]).await.unwrap();
    let seen: Vec<_> = few.iter().map(|r| (r.warehouse.as_str(), r.available, r.physical)).collect();
    assert_eq!(seen, [("BRNO", 2, 2), ("MAIN", 40, 40)]);
    for i in 0..130 {
        stage.extend().add_product(&format!("M{i}"), "x", "", &[("MAIN", i), ("BRNO", 1)]);
    }
    let names: Vec<String> = (0..130).map(|i| format!("M{i}")).collect();
    assert_eq!(client.availability(&names).await.unwrap().len(), 260);
    let one = stage.client_with(json!({}), json!({"warehouses": ["BRNO"]}));
    assert_eq!(one.availability(&names).await.unwrap().len(), 130);
    let since = Clock::System.now().plus_seconds(-60);
    assert!(client.availability_changed_since(since).await.unwrap().iter().any(|r| r.product == "T-VASE"));
}

#[tokio::test]
async fn lists_are_paged_whatever_the_end_looks_like() {
    let stage = Stage::new();
    let client = stage.client_with(json!({}), json!({"paging": 4}));
    for i in 0..7 {
        client.create(&order(&format!("P{i}")), &mapped(), "spojka-test-1").await.unwrap();
    }
    let since = Clock::System.now().plus_seconds(-60);
    for (end, drift) in [("refuse", "off"), ("empty", "off"), ("refuse", "repeat"), ("refuse", "skip")] {
        stage.switch("extend.page_past_end", json!(end));
        stage.switch("extend.page_drift", json!(drift));
        assert_eq!(client.changed_since(since).await.unwrap().len(), 7, "{end} {drift}");
    }
}

#[tokio::test]
async fn no_warehouse_is_lost_from_a_stock_list_that_moves() {
    let stage = Stage::new();
    let names: Vec<String> = (0..130).map(|i| format!("M{i:03}")).collect();
    for name in &names {
        stage.extend().add_product(name, "x", "", &[("MAIN", 5), ("BRNO", 1)]);
    }
    let client = stage.client();
    for drift in ["repeat", "skip"] {
        stage.switch("extend.page_drift", json!(drift));
        assert_eq!(client.availability(&names).await.unwrap().len(), 260, "{drift}");
    }
}

#[tokio::test]
async fn the_test_says_what_is_wrong() {
    let stage = Stage::new();
    let info = stage.client().test().await.unwrap();
    assert_eq!((info.warehouses, info.missing_warehouses), (vec!["BRNO".to_owned(), "MAIN".to_owned()], vec![]));
    let failed = async |credentials: Value| stage.client_with(credentials, json!({})).test().await.unwrap_err();
    assert!(matches!(failed(json!({"password": "x"})).await, CallError::Login { .. }));
    assert!(
        matches!(failed(json!({"client": "NOBODY"})).await, CallError::Refused { text, .. } if text.contains("NOBODY"))
    );
    let page = format!("{}/extend/", stage.sandbox.base_url());
    assert!(matches!(failed(json!({"base_url": page})).await, CallError::Refused { .. }));
    assert!(matches!(failed(json!({"base_url": "http://127.0.0.1:9/RESTAPI"})).await, CallError::Down { .. }));
    assert!(matches!(failed(json!({"base_url": "http://10.0.0.1/RESTAPI"})).await, CallError::Forbidden { .. }));
    stage.switch("extend.auth_header", json!("standard"));
    assert!(matches!(failed(json!({})).await, CallError::Login { .. }));
    stage.client_with(json!({"auth_header": "standard"}), json!({})).test().await.unwrap();
}
