//! What every journey has: the sandbox on the other side of the wire, a fresh database, and eyes and hands on both sides.
use std::net::TcpListener;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use sandbox::kit::Entry;
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use spojka::domain::clock::Clock;
use spojka::domain::ids::RowId;
use spojka::domain::order::OrderState;
use spojka::domain::shop::Shop;
use spojka::domain::step::StepKind;
use spojka::store::orders::TrackedOrder;
use spojka::store::{Db, jobs, orders, shops, steps};
use sqlx::Connection as _;

/// The add-on's secret from the marketplace, in every journey.
pub const SIGNATURE_TOKEN: &str = "journey-signature-token";
/// The vault key, in every journey.
pub const VAULT_KEYS: &str = "k1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
/// How long a journey waits for something that should be quick; generous, since machines are shared.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A fresh database.
pub struct Engine {
    pub url: String,
    pub folder: tempfile::TempDir,
}

/// An embedded one.
pub fn sqlite() -> Engine {
    let folder = tempfile::tempdir().unwrap();
    Engine { url: format!("sqlite://{}", folder.path().join("spojka.db").display()), folder }
}

/// One of each engine; PostgreSQL when `SPOJKA_TEST_POSTGRES_URL` is set.
pub async fn engines() -> Vec<Engine> {
    let mut engines = vec![sqlite()];
    match std::env::var("SPOJKA_TEST_POSTGRES_URL") {
        Ok(url) if !url.is_empty() => {
            let name = format!("journey_{}", RowId::generate(Clock::System.now()));
            let mut connection = sqlx::PgConnection::connect(&url).await.unwrap();
            sqlx::query(sqlx::AssertSqlSafe(format!("CREATE SCHEMA {name}"))).execute(&mut connection).await.unwrap();
            let joint = if url.contains('?') { '&' } else { '?' };
            let url = format!("{url}{joint}options=-c%20search_path%3D{name}");
            engines.push(Engine { url, folder: tempfile::tempdir().unwrap() });
        }
        _ => assert!(std::env::var_os("SPOJKA_TEST_REQUIRE_POSTGRES").is_none(), "SPOJKA_TEST_POSTGRES_URL is not set"),
    }
    engines
}

/// The sandbox, the database and the add-on's address.
pub struct World {
    pub sandbox: Sandbox,
    pub engine: Engine,
    pub db: Db,
    pub http: reqwest::Client,
    /// Where the add-on listens.
    pub base: String,
    /// The shop of the journey in the sandbox.
    shop: Mutex<&'static str>,
}

impl World {
    /// A world without an add-on; the listener is the address that the sandbox was told.
    pub async fn new(engine: Engine) -> (Self, TcpListener) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let options =
            Options { addon_url: base.clone(), signature_token: SIGNATURE_TOKEN.to_owned(), ..Options::default() };
        let sandbox = Sandbox::start(options).unwrap();
        let db = Db::connect(&engine.url).await.unwrap();
        db.migrate().await.unwrap();
        #[expect(clippy::disallowed_methods, reason = "the other side of the wire, not the add-on")]
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        (Self { sandbox, engine, db, http, base, shop: Mutex::new("svetlo") }, listener)
    }

    /// Which shop of the sandbox all further eyes and hands mean.
    pub fn turn_to(&self, shop: &'static str) {
        *self.shop.lock().unwrap() = shop;
    }

    /// The shop that is meant now.
    pub fn shop(&self) -> &'static str {
        *self.shop.lock().unwrap()
    }

    /// The settings of the add-on as flags.
    pub fn flags(&self) -> Vec<String> {
        let key_url = format!("{}/addons/signature/api.signature.pub.key", self.sandbox.base_url());
        [
            ("public-url", self.base.as_str()),
            ("database-url", &self.engine.url),
            ("signature-token", SIGNATURE_TOKEN),
            ("public-key-url", &key_url),
            ("vault-keys", VAULT_KEYS),
            ("api-hosts", "127.0.0.1"),
            ("partner-hosts", "127.0.0.1"),
            ("metrics-listen", "127.0.0.1:0"),
            ("support-email", "podpora@example.com"),
            ("support-phone", "+420 123 456 789"),
        ]
        .map(|(name, value)| format!("--{name}={value}"))
        .to_vec()
    }

    /// The settings file of a coupling with the sandbox's warehouse.
    pub fn coupling(&self) -> Value {
        json!({
            "partner": "extend",
            "credentials": {
                "base_url": format!("{}/extend/RESTAPI", self.sandbox.base_url()), "client": "APIDEMO", "user": "demo", "password": "demo",
            },
            "options": { "customer_number": "WEB", "unit": "st", "warehouses": ["MAIN", "BRNO"] },
            "orders": { "ready_statuses": [5], "from": "now", "hold_minutes": 0 },
            "carriers": { "6": "PPL", "7": "DPD" },
            "payments": { "1": "CashOnDelivery", "2": "KlarnaPrepaid", "3": "AdvancePayment" },
            "progress": { "packed": { "status_id": 6, "mail": false }, "shipped": { "status_id": 7, "mail": true } },
            "stock": { "master": "shop", "buffer": 0 },
            "start": true,
        })
    }

    /// A command to the sandbox.
    pub async fn control(&self, path: &str, body: Value) -> Value {
        let url = format!("{}/_sandbox/{path}", self.sandbox.base_url());
        let call = self.http.post(url).header("content-type", "application/json").body(body.to_string());
        let answer = call.send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// One more fault.
    pub async fn fault(&self, fault: Value) {
        self.control("faults", fault).await;
    }

    /// Faults that still wait; a fault that was taken has been met.
    pub fn faults_left(&self) -> usize {
        self.sandbox.world().kit.faults.list().len()
    }

    /// No more faults.
    pub fn clear_faults(&self) {
        self.sandbox.world().kit.faults.clear();
    }

    /// A signed call for the shop; answers status and body.
    pub async fn call(&self, call: &str, manner: Value) -> (u64, Value) {
        let mut reply = self.control(&format!("upgates/{}/{call}", self.shop()), manner).await;
        (reply["status"].as_u64().unwrap(), reply["body"].take())
    }

    /// Activates the add-on and waits until the shop is known and its webhooks stand.
    pub async fn activate(&self) -> Shop {
        assert_eq!(self.call("activate", json!({})).await, (200, json!({ "error": false, "message": "" })));
        self.wait("the shop is known", async || {
            let jobs = self.jobs().await;
            let busy = jobs.iter().any(|j| j.0 == "onboard" || j.0 == "dictionary");
            let planned = jobs.iter().any(|j| j.0 == "webhooks" && j.3.starts_with('0'));
            (!busy && planned && !self.webhooks().is_empty()).then_some(())
        })
        .await;
        self.known().await.unwrap()
    }

    /// The played shop.
    pub fn upgates(&self) -> Value {
        self.sandbox.world().upgates.snapshot()["shops"][self.shop()].take()
    }

    /// The played shop's webhooks.
    pub fn webhooks(&self) -> Vec<Value> {
        self.upgates()["webhooks"].as_array().cloned().unwrap_or_default()
    }

    /// An order in the played shop.
    pub fn order(&self, number: &str) -> Value {
        self.upgates()["orders"][number].take()
    }

    /// E-mails that the customer of an order got.
    pub fn mails(&self, number: &str) -> usize {
        self.order(number)["mails"].as_array().map_or(0, Vec::len)
    }

    /// Pieces that the shop shows.
    pub fn shown(&self, code: &str) -> i64 {
        number(&self.upgates()["products"][code]["stock"])
    }

    /// The played warehouse.
    pub fn warehouse(&self) -> Value {
        self.sandbox.world().extend.snapshot()
    }

    /// The warehouse's orders that carry a number of the shop.
    pub fn there(&self, number: &str) -> Vec<Value> {
        let all = self.warehouse()["orders"].take();
        let fits = |o: &&Value| o["orderHeader"]["orderNumberExternal"] == number;
        all.as_array().unwrap().iter().filter(fits).cloned().collect()
    }

    /// The one order there that carries a number of the shop, by the warehouse's number.
    pub fn number_there(&self, number: &str) -> String {
        let all = self.there(number);
        let alive: Vec<_> = all.iter().filter(|o| o["orderHeader"]["orderStatus"] != "Annulled").collect();
        assert_eq!(alive.len(), 1, "{number} at the warehouse: {all:#?}");
        alive[0]["orderHeader"]["orderNumber"].as_str().unwrap().to_owned()
    }

    /// Pieces that the warehouse can promise, in all its halls.
    pub fn available(&self, code: &str) -> i64 {
        let all = self.warehouse()["availability"].take();
        all.as_array().unwrap().iter().filter(|a| a["product"] == code).map(|a| number(&a["available"])).sum()
    }

    /// The warehouse does something with an order of the shop.
    pub async fn warehouse_does(&self, number: &str, action: &str, body: Value) {
        let there = self.number_there(number);
        self.control(&format!("extend/orders/{there}/{action}"), body).await;
    }

    /// A customer orders.
    pub async fn place(&self, order: Value) -> String {
        let made = self.control(&format!("upgates/{}/orders", self.shop()), json!({ "order": order })).await;
        made["order_number"].as_str().unwrap().to_owned()
    }

    /// A customer orders two lamps by PPL, and the payment arrives.
    pub async fn buy(&self) -> String {
        let number = self.place(lamps()).await;
        self.deed(&number, "pay", json!({})).await;
        number
    }

    /// Something happens to an order in the shop's administration.
    pub async fn deed(&self, number: &str, deed: &str, body: Value) {
        self.control(&format!("upgates/{}/orders/{number}/{deed}", self.shop()), body).await;
    }

    /// Requests that arrived at a system, by method and a part of the path.
    pub fn calls(&self, system: &str, method: &str, path: &str) -> Vec<Entry> {
        self.sandbox.world().kit.log.find(|e| e.system == system && e.method == method && e.path.contains(path))
    }

    /// The shop as the add-on stores it.
    pub async fn known(&self) -> Option<Shop> {
        let token = self.upgates()["token"].as_str().unwrap().to_owned();
        shops::by_token(&self.db, &token).await.unwrap()
    }

    /// An order as the add-on follows it.
    pub async fn tracked(&self, number: &str) -> Option<TrackedOrder> {
        let shop = self.known().await?;
        orders::of_number(&self.db, &shop.id, number).await.unwrap().into_iter().next()
    }

    /// The story of an order: what happened, and the rule that decided.
    pub async fn story(&self, number: &str) -> Vec<(StepKind, String)> {
        let Some(row) = self.tracked(number).await else { return Vec::new() };
        let story = steps::story(&self.db, &row.shop, &row.id).await.unwrap();
        story.into_iter().map(|step| (step.kind, step.rule)).collect()
    }

    /// How often something happened in the story of an order.
    pub async fn told(&self, number: &str, kind: StepKind) -> usize {
        self.story(number).await.iter().filter(|(k, _)| *k == kind).count()
    }

    /// The code of what an order waits for.
    pub async fn cause(&self, number: &str) -> Option<&'static str> {
        self.tracked(number).await?.cause.map(|c| c.code.word())
    }

    /// Kind, key, state and error of the shop's jobs.
    pub async fn jobs(&self) -> Vec<(String, String, String, String)> {
        let Some(shop) = self.known().await else { return Vec::new() };
        let all = jobs::list(&self.db, &shop.id).await.unwrap();
        all.into_iter().map(|j| (j.kind, j.job_key, j.state, format!("{} tries {}", j.attempts, j.error))).collect()
    }

    /// Waits until an order is in a state.
    pub async fn reaches(&self, number: &str, state: OrderState) -> TrackedOrder {
        self.wait(&format!("{number} is {}", state.word()), async || {
            self.tracked(number).await.filter(|row| row.state == state)
        })
        .await
    }

    /// Waits until an order is handed over, and makes sure that it stands at the warehouse exactly once.
    pub async fn arrives(&self, number: &str) -> TrackedOrder {
        let row = self.reaches(number, OrderState::HandedOver).await;
        assert_eq!(row.partner_number.as_deref(), Some(self.number_there(number).as_str()));
        row
    }

    /// Waits until an order waits for, or failed by, a cause; gives it as it was then, since another try may follow at once.
    pub async fn waits_for(&self, number: &str, code: &str) -> TrackedOrder {
        self.wait(&format!("{number} waits for {code}"), async || {
            self.tracked(number).await.filter(|row| row.cause.as_ref().is_some_and(|c| c.code.word() == code))
        })
        .await
    }

    /// Looks again and again until there is something, for as long as patience lasts.
    pub async fn wait<T>(&self, what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
        self.wait_for(PATIENCE, what, look).await
    }

    /// Looks again and again until there is something.
    pub async fn wait_for<T>(&self, patience: Duration, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let end = Instant::now() + patience;
        loop {
            if let Some(found) = look().await {
                return found;
            }
            if Instant::now() > end {
                panic!("after {patience:?} still not so: {what}\n{}", self.report().await);
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Where everything stands, for the message of a failure.
    async fn report(&self) -> String {
        let mut lines: Vec<String> = self.jobs().await.into_iter().map(|j| format!("job {j:?}")).collect();
        if let Some(shop) = self.known().await {
            let filter = spojka::store::orders::Filter::default();
            for row in spojka::store::orders::page(&self.db, &shop.id, &filter, 5).await.unwrap() {
                let cause = row.cause.as_ref().map(|c| c.code.word());
                lines.push(format!(
                    "order {} is {:?} ({cause:?}), story {:?}",
                    row.number,
                    row.state,
                    self.story(&row.number).await
                ));
            }
        }
        for hook in self.webhooks().iter().filter(|h| h["event"].as_str().unwrap().starts_with("Orders")) {
            let all = hook["deliveries"].as_array().unwrap().clone();
            let odd = all.iter().filter(|d| d["outcome"] != "delivered").count();
            lines.push(format!(
                "webhook {}: {} sent, {odd} of them not well, {} waiting",
                hook["event"],
                all.len(),
                hook["waiting"]
            ));
        }
        lines.join("\n")
    }

    /// Changes the add-on's database past it.
    pub async fn sql(&self, statement: &'static str) {
        match &self.db {
            Db::Sqlite { writer, .. } => {
                sqlx::query(statement).execute(&mut *writer.turn().await.unwrap()).await.unwrap();
            }
            Db::Postgres(pool) => drop(sqlx::query(statement).execute(pool).await.unwrap()),
        }
    }

    /// Waits until a job of this kind and key is gone or parked.
    pub async fn done(&self, kind: &str, key: &str) {
        self.wait(&format!("{kind} {key} is done"), async || {
            let left = self.jobs().await;
            (!left.iter().any(|j| j.0 == kind && j.1 == key && j.2 == "ready")).then_some(())
        })
        .await;
    }

    /// Waits until the shop has told everything that happened in it.
    pub async fn done_hooks(&self) {
        self.wait("the shop has told everything", async || {
            tokio::time::sleep(Duration::from_millis(100)).await;
            self.webhooks().iter().all(|h| h["waiting"] == 0).then_some(())
        })
        .await;
    }

    /// Ends what the database needs to be ended.
    pub async fn over(self) {
        self.db.close().await;
    }
}

/// Two lamps by PPL, paid by card, for a customer with a known address.
pub fn lamps() -> Value {
    json!({
        "products": [["LAMP-01", 2]], "shipment_id": 6, "payment_id": 2, "language": "cs",
        "customer": {
            "email": "eva@example.test", "phone": "+420777123456", "firstname_invoice": "Eva", "surname_invoice": "Nováková",
            "street_invoice": "Husova 112/4", "city_invoice": "Olomouc", "zip_invoice": "77900", "country_id_invoice": "cz",
            "postal_yn": false, "company_yn": false, "company": null, "ico": null, "customer_note": null,
        },
    })
}

/// A JSON number as a whole one; numbers keep the digits they were written with.
pub fn number(value: &Value) -> i64 {
    let text = value.to_string();
    text.trim_matches('"').parse::<f64>().map_or(i64::MIN, |n| {
        #[expect(clippy::cast_possible_truncation, reason = "pieces in a sandbox")]
        let whole = n.round() as i64;
        whole
    })
}

/// A JSON number as written.
pub fn amount(value: &Value) -> f64 {
    value.to_string().trim_matches('"').parse().unwrap_or(f64::NAN)
}
