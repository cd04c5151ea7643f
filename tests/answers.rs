//! Nasty bodies as the answer of each call that the add-on makes: what can't be read is a failure of that call, and no more.
#![expect(clippy::disallowed_methods, reason = "a test reads what it has sent or stored itself")]

use futures_util::future::{BoxFuture, FutureExt as _};
use sandbox::kit::Fault;
use sandbox::{Options as SandboxOptions, Sandbox};
use secrecy::SecretString;
use serde_json::{Value, json};
use spojka::domain::access::Access;
use spojka::domain::clock::{Clock, Millis};
use spojka::domain::decision::Mapped;
use spojka::domain::identity::Own;
use spojka::domain::order::ShopOrder;
use spojka::domain::partner::CallError;
use spojka::domain::shop::ApiLogin;
use spojka::domain::stock::StockChange;
use spojka::systems::extend::{Credentials, ExtendClient, Known, Options, Pace};
use spojka::systems::http::{Guarded, HostRules};
use spojka::systems::json::Json;
use spojka::systems::upgates::order::read_order;
use spojka::systems::upgates::webhook::WebhookChange;
use spojka::systems::upgates::{CallReport, Gate, OrderWrite, Session, Shop, UpgatesClient};

#[path = "support/nasty.rs"]
mod nasty;

const ZONE: &str = "Europe/Prague";
/// Larger bodies are tried on one call of each system.
const LARGE: usize = 100_000;

/// A gate that lets everything through.
struct Open;

impl Gate for Open {
    fn now(&self) -> Millis {
        Clock::System.now()
    }

    fn enter(&self, _: Access) -> BoxFuture<'_, Result<(), CallError>> {
        Box::pin(async { Ok(()) })
    }

    fn leave(&self, _: Access, _: CallReport) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

fn rules() -> HostRules {
    HostRules::for_partners(&["127.0.0.1"]).unwrap()
}

/// Every answer of a system is this body from now on.
fn answer(sandbox: &Sandbox, system: &str, body: &[u8]) {
    let mut fault = json!({ "system": system, "kind": "answer" });
    match std::str::from_utf8(body) {
        Ok(text) => fault["body"] = json!(text),
        Err(_) => fault["put_hex"] = json!(body.iter().map(|byte| format!("{byte:02x}")).collect::<String>()),
    }
    let fault: Fault = serde_json::from_value(fault).unwrap();
    let faults = &sandbox.world().kit.faults;
    faults.clear();
    faults.add(fault);
}

/// What no call can take for a good answer of anything.
fn is_no_answer(name: &str) -> bool {
    [
        "nothing",
        "a page",
        "cut off",
        "open arrays",
        "open objects",
        "many values",
        "many objects",
        "UTF-16",
        "gzip",
        "zeros",
    ]
    .contains(&name)
}

/// Makes one call by its access. A new access has to say here how it is called.
async fn by(shop: &Shop<'_>, access: Access) -> Result<(), CallError> {
    let write = OrderWrite { number: "A1".into(), status_id: Some(1), tracking_code: None };
    let stock = StockChange { code: "A".into(), parent: None, from: None, to: 1 };
    let at = Clock::System.now();
    match access {
        Access::Status => shop.status().await.map(drop),
        Access::Owner => shop.owner().await.map(drop),
        Access::Languages => shop.languages().await.map(drop),
        Access::OrderStatuses => shop.order_statuses().await.map(drop),
        Access::Shipments => shop.shipments().await.map(drop),
        Access::Payments => shop.payments().await.map(drop),
        Access::Orders => shop.orders_changed(at, 1).await.map(drop),
        Access::OrdersCreated => shop.orders_created(at, at, 1).await.map(drop),
        Access::OrdersByNumber => shop.orders_by_numbers(&["A1".to_owned()]).await.map(drop),
        Access::OrdersWrite => shop.write_orders(&[write], false).await.map(drop),
        Access::ProductsSimple => shop.products_simple(1, None).await.map(drop),
        Access::ProductsByCodes => shop.products_by_codes(&["A".to_owned()]).await.map(drop),
        Access::ProductsWrite => shop.write_stock(&[stock]).await.map(drop),
        Access::WebhooksRead => shop.webhooks().await.map(drop),
        Access::WebhookEvents => shop.webhook_events().await.map(drop),
        Access::WebhookCreate => shop.create_webhook("n", "https://a.example", "Orders.update").await.map(drop),
        Access::WebhookUpdate => shop.update_webhook(&WebhookChange::default()).await.map(drop),
        Access::WebhookDelete => shop.delete_webhooks(&[1]).await.map(drop),
    }
}

#[tokio::test]
async fn each_access_outlives_each_nasty_answer() {
    let sandbox = Sandbox::start(SandboxOptions::default()).unwrap();
    let login = ApiLogin { user: "1".into(), key: SecretString::from("k") };
    let session = Session { api_url: format!("{}/shops/svetlo/api/v2", sandbox.base_url()), login };
    let client = UpgatesClient::new(HostRules::for_api(&["127.0.0.1"]).unwrap()).unwrap();
    let shop = client.shop(session, &Open, Clock::System.now(), ZONE).unwrap();
    for (name, body) in nasty::bodies() {
        answer(&sandbox, "upgates", &body);
        for access in Access::ALL.into_iter().filter(|a| body.len() < LARGE || *a == Access::OrdersByNumber) {
            let got = by(&shop, access).await;
            assert!(got.is_err() || !is_no_answer(name), "{name} as the answer of {}", access.word());
        }
    }
    answer(&sandbox, "upgates", &vec![b' '; 16 * 1024 * 1024]);
    for access in [Access::OrdersByNumber, Access::Owner] {
        assert!(matches!(by(&shop, access).await, Err(CallError::Unreadable { .. })));
    }
}

fn order() -> ShopOrder {
    let value: Value = serde_json::from_str(include_str!("data/upgates_order.json")).unwrap();
    read_order(Json(&value["orders"][0]), ZONE, Millis(0)).unwrap()
}

/// An order of ours, as it is looked for.
const OWN: Own<'static> = Own { number: "A1", identity: "spojka-test-1", order: None };

type Asked<'a> = (&'static str, Box<dyn Fn() -> BoxFuture<'a, Result<(), CallError>> + 'a>);

/// All that Extend is asked.
fn calls<'a>(client: &'a ExtendClient, order: &'a ShopOrder, mapped: &'a Mapped, some: &'a [String]) -> Vec<Asked<'a>> {
    let at = Clock::System.now();
    vec![
        ("test", Box::new(move || async { client.test().await.map(drop) }.boxed())),
        ("find", Box::new(move || async { client.find(&OWN).await.map(drop) }.boxed())),
        ("create", Box::new(move || async { client.create(order, mapped, "spojka-test-1").await.map(drop) }.boxed())),
        (
            "update",
            Box::new(move || {
                async { client.update("88", order, mapped, "spojka-test-1", Known::Told("")).await.map(drop) }.boxed()
            }),
        ),
        ("cancel", Box::new(move || async { client.cancel("88", &OWN).await.map(drop) }.boxed())),
        ("order", Box::new(move || async { client.order("88").await.map(drop) }.boxed())),
        ("changed", Box::new(move || async move { client.changed_since(at).await.map(drop) }.boxed())),
        ("stock", Box::new(move || async { client.availability(some).await.map(drop) }.boxed())),
        (
            "stock changed",
            Box::new(move || async move { client.availability_changed_since(at).await.map(drop) }.boxed()),
        ),
    ]
}

#[tokio::test]
async fn each_call_to_extend_outlives_each_nasty_answer() {
    let sandbox = Sandbox::start(SandboxOptions::default()).unwrap();
    let base = format!("{}/extend/RESTAPI", sandbox.base_url());
    let login = json!({ "base_url": base, "client": "APIDEMO", "user": "demo", "password": "demo" });
    let options = json!({ "customer_number": "WEB", "warehouses": ["MAIN"], "standard_per_minute": 6000 });
    let client = ExtendClient::new(
        Guarded::new(rules()).unwrap(),
        Credentials::parse(login.as_object().unwrap()).unwrap(),
        Options::parse(options.as_object().unwrap()).unwrap(),
        Pace::default(),
        Clock::System,
    );
    let (order, mapped, some) = (order(), Mapped::default(), ["A".to_owned()]);
    for (name, body) in nasty::bodies() {
        answer(&sandbox, "extend", &body);
        for (call, ask) in calls(&client, &order, &mapped, &some) {
            if body.len() < LARGE || call == "find" {
                let got = ask().await;
                assert!(got.is_err() || !is_no_answer(name), "{name} as the answer of {call}");
                assert!(!matches!(got, Err(CallError::Busy { .. })), "{call} was made");
            }
        }
    }
    answer(&sandbox, "extend", &vec![b' '; 16 * 1024 * 1024]);
    assert!(matches!(client.order("88").await, Err(CallError::Unreadable { .. })));
}
