//! A server in its own house: fresh database, frozen clock, and a key of which the test holds the private half.
use std::sync::{Arc, Mutex};

use actix_web::HttpServer;
use actix_web::web::Data;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Parser as _;
use futures_util::future::BoxFuture;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::sign::Signer;
use reqwest::StatusCode;
use serde_json::{Map, Value, json};
use spojka::config::{Config, Flags};
use spojka::coupling::Desk;
use spojka::crypto::keys::KeySource;
use spojka::crypto::signature::{Call, signed_text};
use spojka::domain::clock::{Clock, Millis, parse_moment};
use spojka::domain::job::JobKind;
use spojka::domain::shop::Shop;
use spojka::store::{Db, jobs, shops};
use spojka::web::app::{self, WebState};
use spojka::web::pages::PageState;

use crate::databases::Fresh;

/// Now, in every house.
pub const NOW: &str = "2026-11-21T12:00:00Z";

#[derive(clap::Parser)]
struct Line {
    #[command(flatten)]
    flags: Flags,
}

/// The pen of Upgates: an RSA key pair, cheap to make often because it is made once.
pub struct Pen(PKey<Private>);

impl Pen {
    pub fn new() -> Self {
        Self(PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap())
    }

    pub fn pem(&self) -> Arc<Vec<u8>> {
        Arc::new(self.0.public_key_to_pem().unwrap())
    }

    pub fn sign(&self, text: &str) -> String {
        let mut signer = Signer::new(MessageDigest::sha256(), &self.0).unwrap();
        STANDARD.encode(signer.sign_oneshot_to_vec(text.as_bytes()).unwrap())
    }
}

/// The published key: what is known now, and what a fresh look would bring.
#[derive(Default)]
pub struct Published {
    pub current: Option<Arc<Vec<u8>>>,
    pub fresh: Option<Arc<Vec<u8>>>,
}

#[derive(Clone)]
struct Source(Arc<Mutex<Published>>);

impl KeySource for Source {
    fn current(&self) -> BoxFuture<'_, Option<Arc<Vec<u8>>>> {
        Box::pin(std::future::ready(self.0.lock().unwrap().current.clone()))
    }

    fn refreshed(&self) -> BoxFuture<'_, Option<Arc<Vec<u8>>>> {
        let mut published = self.0.lock().unwrap();
        if published.fresh.is_some() {
            let fresh = published.fresh.clone();
            published.current = fresh;
        }
        Box::pin(std::future::ready(published.current.clone()))
    }
}

/// A running server.
pub struct House {
    pub base: String,
    pub db: Db,
    pub clock: Clock,
    pub desk: Desk,
    pub config: Config,
    pub pen: Pen,
    pub keys: Arc<Mutex<Published>>,
    pub http: reqwest::Client,
    server: actix_web::dev::ServerHandle,
    fresh: Fresh,
}

/// Runs one scenario on SQLite and, when `SPOJKA_TEST_POSTGRES_URL` is set, on PostgreSQL.
pub async fn on_each_engine(scenario: impl AsyncFn(House)) {
    on_each_engine_with(&[], scenario).await;
}

/// The same with more settings.
pub async fn on_each_engine_with(settings: &[&str], scenario: impl AsyncFn(House)) {
    scenario(House::open(Fresh::sqlite(), settings).await).await;
    if let Some(fresh) = Fresh::postgres().await {
        scenario(House::open(fresh, settings).await).await;
    }
}

impl House {
    /// Opens one with this database.
    pub async fn open(fresh: Fresh, more: &[&str]) -> Self {
        let flags = [
            "spojka",
            "--public-url=https://spojka.example.com",
            "--signature-token=t0p-s3cret",
            "--api-hosts=.upgates.com,127.0.0.1",
            "--vault-keys=k1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=",
            "--support-email=help@example.com",
            "--support-phone=+420 123 456 789",
        ];
        let config = Line::parse_from(flags.iter().chain(more)).flags.config().unwrap();
        let db = Db::connect(&fresh.url).await.unwrap();
        db.migrate().await.unwrap();
        let clock = Clock::manual(parse_moment(NOW, "UTC").unwrap());
        let pen = Pen::new();
        let keys = Arc::new(Mutex::new(Published { current: Some(pen.pem()), fresh: None }));
        let source = Arc::new(Source(Arc::clone(&keys)));
        let state = WebState::new(&config, db.clone(), source, clock.clone(), Arc::default(), "w1".to_owned());
        let state = Data::new(state);
        let desk = Desk {
            db: db.clone(),
            vault: Arc::clone(&config.vault),
            clock: clock.clone(),
            public_url: config.public_url.clone(),
            partner_hosts: config.partner_hosts.clone(),
        };
        let pages = Data::new(PageState::new(&config, desk.clone(), Arc::default()));
        let server =
            HttpServer::new(move || app::app(&state, &pages)).workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", server.addrs()[0]);
        let server = server.run();
        let handle = server.handle();
        tokio::spawn(server);
        #[expect(clippy::disallowed_methods, reason = "the other side of the wire, not the add-on")]
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { base, db, clock, desk, config, pen, keys, http, server: handle, fresh }
    }

    /// Ends the server.
    pub async fn close(self) {
        self.server.stop(false).await;
        self.db.close().await;
        self.fresh.folder.close().unwrap();
    }

    /// A body as Upgates would send it: the fields, signed in the documented order.
    pub fn signed(&self, call: Call, fields: Value) -> Value {
        self.signed_as(call.signed_fields()[0], fields)
    }

    /// A body signed over these fields.
    pub fn signed_as(&self, names: &[&str], fields: Value) -> Value {
        let Value::Object(mut fields) = fields else { panic!("fields are an object") };
        let values: Vec<String> = names.iter().map(|name| plain(&fields, name)).collect();
        let text = signed_text(values.iter().map(String::as_str), &self.config.signature_token);
        fields.insert("signature_v2".to_owned(), Value::from(self.pen.sign(&text)));
        Value::Object(fields)
    }

    /// Sends a body to a signed call.
    pub async fn post(&self, call: Call, body: &Value) -> (StatusCode, Value) {
        self.post_text(call, body.to_string()).await
    }

    /// Sends a text as JSON to a signed call.
    pub async fn post_text(&self, call: Call, body: impl Into<reqwest::Body>) -> (StatusCode, Value) {
        let url = format!("{}/upgates/{}", self.base, call.word());
        let sent = self.http.post(url).header("content-type", "application/json").body(body).send().await.unwrap();
        let status = sent.status();
        (status, serde_json::from_str(&sent.text().await.unwrap()).unwrap())
    }

    /// Activates the shop `token`.
    pub async fn activate(&self, token: &str) -> Shop {
        let (status, answer) = self.post(Call::Install, &self.signed(Call::Install, activation(token))).await;
        assert_eq!((status, answer), (StatusCode::OK, done()));
        self.shop(token).await.unwrap()
    }

    pub async fn shop(&self, token: &str) -> Option<Shop> {
        shops::by_token(&self.db, token).await.unwrap()
    }

    /// Kinds and keys of the shop's jobs.
    pub async fn jobs(&self, shop: &Shop) -> Vec<(String, String)> {
        jobs::list(&self.db, &shop.id).await.unwrap().into_iter().map(|job| (job.kind, job.job_key)).collect()
    }

    /// Where the database is.
    pub fn database_url(&self) -> &str {
        &self.fresh.url
    }

    pub fn now(&self) -> Millis {
        self.clock.now()
    }

    /// How many signatures are remembered.
    pub async fn remembered(&self) -> i64 {
        const COUNT: &str = "SELECT COUNT(*) FROM signatures";
        let (count,): (i64,) = match &self.db {
            Db::Sqlite { readers, .. } => sqlx::query_as(COUNT).fetch_one(readers).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_as(COUNT).fetch_one(pool).await.unwrap(),
        };
        count
    }
}

/// What Upgates sends at an activation, unsigned.
pub fn activation(token: &str) -> Value {
    json!({
        "token": token, "version": 0, "apiUser": "1234", "apiKey": "k:é/9", "apiUrl": "https://lampy.admin.s7.upgates.com/api/v2",
        "current_admin_language": "cs", "time": NOW, "signature": "a0e0a3e7689bd4c80e4d6ffcccb05235b864e1d0",
    })
}

/// What Upgates sends at an opening, a deactivation or a version change, unsigned.
pub fn short(token: &str) -> Value {
    json!({ "token": token, "current_admin_language": "sk", "version": 1, "time": NOW })
}

pub fn done() -> Value {
    json!({ "error": false, "message": "" })
}

pub fn word(kind: JobKind) -> String {
    kind.word().to_owned()
}

fn plain(fields: &Map<String, Value>, name: &str) -> String {
    match &fields[name] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
