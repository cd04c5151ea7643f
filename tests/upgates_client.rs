//! The Upgates client against the played Upgates: each call, each manner, each fault.
#![expect(clippy::disallowed_methods, reason = "a test reads what it has sent or stored itself")]
use std::sync::{Arc, Mutex};

use futures_util::future::BoxFuture;
use sandbox::kit::{Fault, FaultKind};
use sandbox::{Options, Sandbox};
use secrecy::SecretString;
use serde_json::{Value, json};
use spojka::domain::access::Access;
use spojka::domain::clock::{Clock, Millis, parse_moment};
use spojka::domain::decision::{Circumstances, Decision, decide};
use spojka::domain::effect::{Outlook, Pending, Verdict};
use spojka::domain::exclusion::Traits;
use spojka::domain::order::{LineKind, OrderState, ShopOrder, Wish};
use spojka::domain::partner::CallError;
use spojka::domain::settings::Settings;
use spojka::domain::shop::ApiLogin;
use spojka::domain::stock::StockChange;
use spojka::systems::http::{Call, Guarded, HostRules, Method};
use spojka::systems::json::Json;
use spojka::systems::upgates::order::read_order;
use spojka::systems::upgates::public_key::PublicKeySource;
use spojka::systems::upgates::webhook::WebhookChange;
use spojka::systems::upgates::{CallReport, Gate, OrderWrite, Session, Shop, UpgatesClient};

const ZONE: &str = "Europe/Prague";

/// A gate that lets everything through and remembers it.
#[derive(Default)]
struct Notes {
    entered: Mutex<Vec<Access>>,
    left: Mutex<Vec<CallReport>>,
}

impl Gate for Notes {
    /// Later than what a shop is opened with: the work has been going on for a while.
    fn now(&self) -> Millis {
        now().plus_seconds(40)
    }

    fn enter(&self, access: Access) -> BoxFuture<'_, Result<(), CallError>> {
        self.entered.lock().unwrap().push(access);
        Box::pin(async { Ok(()) })
    }

    fn leave(&self, _: Access, report: CallReport) -> BoxFuture<'_, ()> {
        self.left.lock().unwrap().push(report);
        Box::pin(async {})
    }
}

struct Scene {
    sandbox: Sandbox,
    client: UpgatesClient,
    session: Session,
    notes: Notes,
}

impl Scene {
    async fn new() -> Self {
        let sandbox = Sandbox::start(Options::default()).unwrap();
        let rules = HostRules::for_api(&["127.0.0.1"]).unwrap();
        let made = control(&sandbox, "svetlo/access", &json!({})).await;
        let text = |key: &str| made[key].as_str().unwrap().to_owned();
        let login = ApiLogin { user: text("api_user"), key: SecretString::from(text("api_key")) };
        let session = Session { api_url: text("api_url"), login };
        Self { sandbox, client: UpgatesClient::new(rules).unwrap(), session, notes: Notes::default() }
    }

    fn shop(&self) -> Shop<'_> {
        self.client.shop(self.session.clone(), &self.notes, now(), ZONE).unwrap()
    }

    fn fault(&self, method: &str, kind: FaultKind) {
        let fault = json!({"system": "upgates", "method": method, "kind": FaultKind::Latency, "times": 1});
        self.sandbox.world().kit.faults.add(Fault { kind, ..serde_json::from_value(fault).unwrap() });
    }

    fn switch(&self, name: &str, value: &Value) {
        self.sandbox.world().kit.switches.merge(json!({name: value}).as_object().unwrap()).unwrap();
    }

    fn seen(&self) -> Value {
        self.sandbox.world().upgates.snapshot()["shops"]["svetlo"].clone()
    }

    fn numbers(&self) -> Vec<String> {
        self.seen()["orders"].as_object().unwrap().keys().cloned().collect()
    }

    fn last_report(&self) -> CallReport {
        self.notes.left.lock().unwrap().last().cloned().unwrap()
    }
}

fn now() -> Millis {
    Clock::System.now()
}

async fn control(sandbox: &Sandbox, path: &str, body: &Value) -> Value {
    let http = Guarded::new(HostRules::for_api(&["127.0.0.1"]).unwrap()).unwrap();
    let url = format!("{}/_sandbox/upgates/{path}", sandbox.base_url()).parse().unwrap();
    let reply = http.send(Call::new(Method::POST, url).json(body)).await.unwrap();
    assert!(reply.status < 300, "{} {}", reply.status, reply.plain());
    reply.json().unwrap_or_default()
}

#[test]
fn the_documented_example_is_read_to_the_last_amount() {
    let value: Value = serde_json::from_str(include_str!("data/upgates_order.json")).unwrap();
    let order = read_order(Json(&value["orders"][0]), ZONE, Millis(0)).unwrap();
    insta::assert_snapshot!("documented_order", serde_json::to_string_pretty(&order).unwrap());
    assert_eq!(order.created_at, parse_moment("2026-03-04T08:41:12Z", ZONE).unwrap());
    assert_eq!(order.lines[2].kind, LineKind::Gift);
}

/// What is stored of an order decides as the order itself would: *what would this setting change* and the worker never disagree.
#[test]
fn the_rules_say_the_same_of_an_order_and_of_what_is_stored_of_it() {
    let value: Value = serde_json::from_str(include_str!("data/upgates_order.json")).unwrap();
    let example = read_order(Json(&value["orders"][0]), ZONE, Millis(0)).unwrap();
    let now = Millis(example.created_at.0 + 86_400_000);
    let mut settings = Settings::default();
    for method in [&example.shipping, &example.payment] {
        let key = method.as_ref().unwrap().key();
        settings.carriers.insert(key.clone(), "any".to_owned());
        settings.payments.insert(key, "any".to_owned());
    }
    let mut rules = vec![settings];
    let carrier = example.shipping.as_ref().unwrap().key();
    let changes: [fn(&mut Settings, &str); 5] = [
        |s, _| s.orders.ready_statuses = vec![3],
        |s, _| s.orders.paid_only = true,
        |s, _| s.orders.hold_minutes = 0,
        |s, key| s.orders.exclude.carriers = vec![key.to_owned()],
        |s, _| s.orders.exclude.products = vec!["*".to_owned()],
    ];
    for change in changes {
        for mut more in rules.clone() {
            change(&mut more, &carrier);
            rules.push(more);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    for settings in &rules {
        for (status, paid, empty, wish, from) in each_with_each(&example) {
            let mut order = example.clone();
            (order.status_id, order.paid) = (status, paid);
            if empty {
                order.lines.clear();
            }
            let canceled = status == Some(2);
            let zone = ZONE;
            let whole = Circumstances { settings, from, zone, canceled, ready_since: now, wish, now };
            let whole = match decide(&order, whole, |_| Ok(())) {
                Decision::LeaveOut(_) => Verdict::Out,
                Decision::NotReady(_) | Decision::Hold(None, _) => Verdict::Not,
                Decision::Hold(Some(_), _) => Verdict::Later,
                Decision::Go(_) => Verdict::Now,
                Decision::Wait(cause) => panic!("{cause:?}"),
            };
            let text = serde_json::to_string(&Traits::of(&order)).unwrap();
            let stored = Pending {
                state: OrderState::Noticed,
                rule: String::new(),
                status_id: order.status_id,
                created_at: order.created_at,
                ready_since: Some(now),
                wish,
                traits: Some(serde_json::from_str(&text).unwrap()),
                goods: order.lines.iter().map(|l| l.code.clone()).collect(),
            };
            let stored = stored.verdict(Outlook { settings, from, zone, canceled: &[2], now });
            assert_eq!(stored, whole, "{settings:?} {status:?} {paid} {empty} {wish:?} {from}");
            seen.insert(format!("{whole:?}"));
        }
    }
    assert_eq!(seen.len(), 4, "every verdict was met: {seen:?}");
}

/// Status, paid, without lines, wish, from when.
type Situation = (Option<i64>, bool, bool, Option<Wish>, Millis);

/// Each with each.
fn each_with_each(example: &ShopOrder) -> Vec<Situation> {
    let mut all = Vec::new();
    for status in [None, Some(2), Some(3), Some(4)] {
        for (paid, empty) in [(false, false), (true, false), (false, true), (true, true)] {
            for wish in [None].into_iter().chain(Wish::ALL.map(Some)) {
                for from in [Millis(0), example.created_at, Millis(example.created_at.0 + 1)] {
                    all.push((status, paid, empty, wish, from));
                }
            }
        }
    }
    all
}

#[test]
fn odd_orders_are_read_too() {
    let mut value: Value = serde_json::from_str(include_str!("data/upgates_order.json")).unwrap();
    let order = value["orders"][0].as_object_mut().unwrap();
    for discount in order["discount_voucher"]["discounts"].as_array_mut().unwrap() {
        discount["price_with_vat"] = json!(format!("-{}", discount["price_with_vat"]));
        discount["price_without_vat"] = json!(null);
    }
    order.extend(
        json!({"paid_date": "", "shipment": null, "payment": [], "status_id": "7"}).as_object().unwrap().clone(),
    );
    order["customer"]["postal_yn"] = json!(0);
    let read = |v: &Value| -> ShopOrder { read_order(Json(&v["orders"][0]), ZONE, Millis(5)).unwrap() };
    let odd = read(&value);
    assert_eq!((odd.paid, odd.status_id, odd.shipping.clone(), odd.payment.clone()), (false, Some(7), None, None));
    assert_eq!(odd.delivery, odd.invoice);
    assert_eq!(odd.discounts[0].price_with_vat.to_string(), "99.8");
    assert_eq!(odd.discounts[0].price_without_vat.to_string(), "82.4793");
    let bare = read(&json!({"orders": [{"order_number": 17}]}));
    assert_eq!((bare.number.as_str(), bare.created_at, bare.lines.len()), ("17", Millis(5), 0));
    assert!(read_order(Json(&json!({"order_number": null})), ZONE, Millis(5)).is_none());
}

#[actix_web::test]
async fn everything_a_shop_is_made_of_is_read() {
    let scene = Scene::new().await;
    let shop = scene.shop();
    assert_eq!(shop.status().await.unwrap().refused(), []);
    let owner = &shop.owner().await.unwrap()[0];
    assert_eq!(
        (owner.company.as_str(), owner.country.as_str(), owner.name.as_str()),
        ("Světlo a stín s.r.o.", "CZ", "Jana Malá")
    );
    assert_eq!(shop.languages().await.unwrap()[1].currency, "EUR");
    let statuses = shop.order_statuses().await.unwrap();
    assert!(statuses.iter().any(|s| s.id == 2 && s.canceled() && s.names["sk"] == "Stornovaná"));
    let shipments = shop.shipments().await.unwrap();
    assert_eq!((shipments.len(), shipments[0].id.as_str(), shipments[0].affiliates.len()), (6, "5", 1));
    assert!(shop.payments().await.unwrap().iter().any(|p| p.kind == "cashOnDelivery"));
    let entered = scene.notes.entered.lock().unwrap().clone();
    let expected =
        [Access::Status, Access::Owner, Access::Languages, Access::OrderStatuses, Access::Shipments, Access::Payments];
    assert_eq!(entered, expected);
    assert_eq!(scene.last_report().status, Some(200));
    assert!(scene.last_report().limits.hour_remaining.is_some());
}

#[actix_web::test]
async fn orders_are_read_by_change_and_number_and_written_with_mail_only_when_asked() {
    let scene = Scene::new().await;
    control(&scene.sandbox, "svetlo/orders", &json!({"count": 120})).await;
    let numbers = scene.numbers();
    let shop = scene.shop();
    let mut asked = numbers.clone();
    asked.extend(["NONE".to_owned(), "A;B".to_owned()]);
    assert_eq!(shop.orders_by_numbers(&asked).await.unwrap().len(), numbers.len());
    let first = shop.orders_changed(Millis(0), 1).await.unwrap();
    assert_eq!((first.items.len(), first.more), (100, true));
    assert!(first.items.is_sorted_by_key(|o| o.updated_at));
    let second = shop.orders_changed(Millis(0), 2).await.unwrap();
    assert_eq!((second.items.len(), second.more), (numbers.len() - 100, false));

    let sent_mails = || scene.seen()["emails_sent"].as_u64().unwrap();
    let before = sent_mails();
    let write =
        |number: &str, status_id| OrderWrite { number: number.into(), status_id, tracking_code: Some("Z1".into()) };
    let done = shop.write_orders(&[write(&numbers[0], Some(7)), write("NONE", None)], false).await.unwrap();
    assert_eq!(done.iter().map(|r| r.ok).collect::<Vec<_>>(), [true, false]);
    assert!(!done[1].messages.is_empty());
    assert_eq!(sent_mails(), before);
    assert_eq!(scene.seen()["orders"][&numbers[0]]["tracking_code"], "Z1");
    scene.switch("upgates.put_answer_object", &json!(true));
    assert!(shop.write_orders(&[write(&numbers[1], Some(7))], true).await.unwrap()[0].ok);
    assert_eq!(sent_mails(), before + 1);
}

#[actix_web::test]
async fn stock_is_read_flat_and_written_absolute() {
    let scene = Scene::new().await;
    let shop = scene.shop();
    let page = shop.products_simple(1, None).await.unwrap();
    let find = |code: &str| page.items.iter().find(|s| s.code == code).unwrap().clone();
    let variant = find("LAMP-TUBA-BILA");
    assert_eq!((find("LAMP-01").parent, variant.parent.as_deref()), (None, Some("LAMP-TUBA")));
    let change = |code: &str, parent: Option<String>, to| StockChange { code: code.into(), parent, from: None, to };
    let changes = [change("LAMP-01", None, 3), change("LAMP-TUBA-BILA", variant.parent, 4), change("NONE", None, 1)];
    let done = shop.write_stock(&changes).await.unwrap();
    assert_eq!(done.iter().map(|r| r.ok).collect::<Vec<_>>(), [true, true, false]);
    let stock: Vec<_> = shop.products_by_codes(&["LAMP-01".into(), "LAMP-TUBA".into()]).await.unwrap();
    let of = |code: &str| stock.iter().find(|s| s.code == code).unwrap().stock;
    assert_eq!((of("LAMP-01"), of("LAMP-TUBA-BILA")), (Some(3), Some(4)));
}

#[actix_web::test]
async fn webhooks_are_created_mended_and_deleted() {
    let scene = Scene::new().await;
    let shop = scene.shop();
    let events = shop.webhook_events().await.unwrap();
    let event = events.iter().find(|e| e.name == "Orders.update").unwrap();
    assert!(event.allowed);
    let hook = shop.create_webhook("Spojka", "http://127.0.0.1:9/hook", &event.name).await.unwrap();
    let off = WebhookChange { id: hook.id, active: Some(false), ..WebhookChange::default() };
    assert!(!shop.update_webhook(&off).await.unwrap().active);
    assert_eq!(shop.webhooks().await.unwrap()[0].url, "http://127.0.0.1:9/hook");
    assert!(matches!(shop.create_webhook("x", "no url", &event.name).await, Err(CallError::Refused { .. })));
    let done = shop.delete_webhooks(&[hook.id, 999_999]).await.unwrap();
    assert_eq!(done.iter().map(|r| r.ok).collect::<Vec<_>>(), [true, false]);
    assert!(shop.webhooks().await.unwrap().is_empty());
}

#[actix_web::test]
async fn a_moved_shop_is_followed_to_allowed_hosts_only() {
    for (location, body) in [(true, false), (false, true), (true, true)] {
        let scene = Scene::new().await;
        scene.switch("upgates.moved_location", &json!(location));
        scene.switch("upgates.moved_body", &json!(body));
        let moved = control(&scene.sandbox, "svetlo/move", &json!({})).await;
        let shop = scene.shop();
        assert_eq!(shop.orders_changed(Millis(0), 1).await.unwrap().items.len(), 3);
        let first = scene.notes.left.lock().unwrap()[0].clone();
        assert_eq!((first.status, first.moved_to.as_deref()), (Some(301), moved["api_url"].as_str()));
        shop.owner().await.unwrap();
        assert_eq!(scene.notes.left.lock().unwrap().len(), 3);
    }
    let scene = Scene::new().await;
    scene.switch("upgates.moved_host", &json!("http://127.0.0.2:1"));
    control(&scene.sandbox, "svetlo/move", &json!({})).await;
    assert!(matches!(scene.shop().owner().await, Err(CallError::Forbidden { .. })));
    assert_eq!(scene.last_report().moved_to, None);
}

#[actix_web::test]
async fn refused_logins_and_limits_are_told_apart() {
    let scene = Scene::new().await;
    let mut session = scene.session.clone();
    session.login.key = SecretString::from("wrong");
    let shop = scene.client.shop(session, &scene.notes, now(), ZONE).unwrap();
    assert!(matches!(shop.owner().await, Err(CallError::Login { .. })));
    assert_eq!(scene.notes.left.lock().unwrap().len(), 1, "a refused login is not tried again");
    assert_eq!(scene.last_report().status, Some(401));
    let busy = json!({"system": "upgates", "kind": "too_many", "times": 1, "retry_after": "7"});
    scene.sandbox.world().kit.faults.add(serde_json::from_value(busy).unwrap());
    assert_eq!(scene.shop().owner().await, Err(CallError::Busy { after_seconds: 7 }));
    let until = scene.last_report().retry_after;
    assert_eq!(
        until,
        Some(scene.notes.now().plus_seconds(7)),
        "counted from the answer, not from the begin of the work"
    );
}

/// A gate that is closed.
struct Closed;

impl Gate for Closed {
    fn now(&self) -> Millis {
        now()
    }

    fn enter(&self, _: Access) -> BoxFuture<'_, Result<(), CallError>> {
        Box::pin(async { Err(CallError::Busy { after_seconds: 5 }) })
    }

    fn leave(&self, _: Access, _: CallReport) -> BoxFuture<'_, ()> {
        unreachable!("who wasn't let in can't leave")
    }
}

#[actix_web::test]
async fn a_closed_gate_and_a_forbidden_address_are_not_passed() {
    let scene = Scene::new().await;
    scene.sandbox.world().kit.log.clear();
    let shop = scene.client.shop(scene.session.clone(), &Closed, now(), ZONE).unwrap();
    assert_eq!(shop.owner().await, Err(CallError::Busy { after_seconds: 5 }));
    assert!(scene.sandbox.world().kit.log.find(|e| e.system == "upgates").is_empty());
    let elsewhere = Session { api_url: "https://evil.test/api/v2".to_owned(), ..scene.session.clone() };
    assert!(matches!(scene.client.shop(elsewhere, &Closed, now(), ZONE), Err(CallError::Forbidden { .. })));
}

#[actix_web::test]
async fn missing_rights_are_told_before_they_hurt() {
    let scene = Scene::new().await;
    let wanted = json!({"privileges": {"orders": "readonly", "payments": "deny"}});
    let made = control(&scene.sandbox, "svetlo/access", &wanted).await;
    let mut session = scene.session.clone();
    session.login.user = made["api_user"].as_str().unwrap().to_owned();
    session.login.key = SecretString::from(made["api_key"].as_str().unwrap());
    let shop = scene.client.shop(session, &scene.notes, now(), ZONE).unwrap();
    assert_eq!(shop.status().await.unwrap().refused(), [Access::Payments, Access::OrdersWrite]);
    assert!(matches!(shop.payments().await, Err(CallError::Login { text }) if text.starts_with("403")));
}

#[actix_web::test]
async fn faults_on_reads_are_down_and_on_writes_unclear() {
    let scene = Scene::new().await;
    let shop = scene.shop();
    let write = [OrderWrite { number: scene.numbers()[0].clone(), status_id: None, tracking_code: Some("Z9".into()) }];
    use FaultKind::{Dropped, GatewayTimeout, Html, PlainText, ReplyLost, ServerError, Truncated};
    for kind in [Truncated, ReplyLost, GatewayTimeout, ServerError, PlainText, Html, Dropped] {
        scene.fault("GET", kind);
        let read = shop.owner().await;
        // What was cut off says that the shop works: it is this one answer that can't be read.
        let down = matches!(read, Err(CallError::Down { .. })) && kind != Truncated;
        let cut = matches!(read, Err(CallError::Unreadable { .. })) && kind == Truncated;
        assert!(down || cut, "{kind:?} {read:?}");
        scene.fault("PUT", kind);
        let wrote = shop.write_orders(&write, false).await;
        assert!(matches!(wrote, Err(CallError::Unclear { .. })), "{kind:?} {wrote:?}");
    }
    scene.fault("GET", FaultKind::WrongType);
    assert!(shop.owner().await.is_ok());
}

#[actix_web::test]
async fn the_public_key_is_kept_revalidated_and_rotated() {
    let sandbox = Sandbox::start(Options::default()).unwrap();
    let clock = Clock::manual(Millis(1_700_000_000_000));
    let url = format!("{}/addons/signature/api.signature.pub.key", sandbox.base_url());
    let source = Arc::new(PublicKeySource::new(&url, clock.clone()).unwrap());
    let asked = || sandbox.world().kit.log.find(|e| e.path.contains("api.signature")).len();
    let first = source.current().await.unwrap();
    assert!(first.starts_with(b"-----BEGIN PUBLIC KEY-----"));
    source.current().await;
    assert_eq!(asked(), 1, "a fresh key is not asked for again");
    clock.advance_millis(180_000);
    assert_eq!(source.current().await, Some(first.clone()));
    assert_eq!(asked(), 2);
    control(&sandbox, "keys/rotate", &json!({})).await;
    let second = source.refreshed().await.unwrap();
    assert_ne!(second, first);
    control(&sandbox, "keys/rotate", &json!({})).await;
    assert_eq!(source.refreshed().await, Some(second.clone()), "forced at most once in ten seconds");
    clock.advance_millis(10_000);
    let third = source.refreshed().await.unwrap();
    assert_ne!(third, second);
    sandbox.world().kit.switches.merge(json!({"upgates.key_outage": true}).as_object().unwrap()).unwrap();
    clock.advance_millis(600_000);
    assert_eq!(source.current().await, Some(third), "an outage keeps the last good key");
    let never = PublicKeySource::new(&url, clock).unwrap();
    assert_eq!(never.current().await, None);
}
