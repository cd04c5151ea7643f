//! A running sandbox with a login to one of its shops.

use reqwest::{Client, Method, Response};
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// The sandbox, a client and a login.
pub struct Stage {
    pub sandbox: Sandbox,
    pub http: Client,
    pub base: String,
    user: String,
    key: String,
    api: String,
}

impl Stage {
    /// Starts with an add-on at `addon_url` and a full login to `svetlo`.
    pub async fn with_addon(addon_url: &str) -> Self {
        let sandbox = Sandbox::start(Options { addon_url: addon_url.to_owned(), ..Options::default() }).unwrap();
        let http = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        let base = sandbox.base_url();
        let login: Value =
            http.post(format!("{base}/_sandbox/upgates/svetlo/access")).send().await.unwrap().json().await.unwrap();
        let text = |name: &str| login[name].as_str().unwrap().to_owned();
        let (user, key, api) = (text("api_user"), text("api_key"), text("api_url"));
        Self { sandbox, http, base, user, key, api }
    }

    /// Starts without an add-on.
    pub async fn new() -> Self {
        Self::with_addon("http://127.0.0.1:9").await
    }

    /// POST to a control path; the answer as JSON, null when empty.
    pub async fn control(&self, path: &str, body: Value) -> Value {
        let answer = self.http.post(format!("{}/_sandbox{path}", self.base)).json(&body).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default()
    }

    /// A request to the REST interface with the login.
    pub async fn api(&self, method: Method, path: &str, body: Option<Value>) -> Response {
        self.try_api(method, path, body).await.unwrap()
    }

    /// The same, where no answer may come.
    pub async fn try_api(&self, method: Method, path: &str, body: Option<Value>) -> reqwest::Result<Response> {
        let mut request =
            self.http.request(method, format!("{}{path}", self.api)).basic_auth(&self.user, Some(&self.key));
        if let Some(body) = body {
            request = request.json(&body);
        }
        request.send().await
    }

    /// GET from the REST interface.
    pub async fn get(&self, path: &str) -> Value {
        let answer = self.api(Method::GET, path, None).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    }

    /// PUT to the REST interface.
    pub async fn put(&self, path: &str, body: Value) -> Value {
        let answer = self.api(Method::PUT, path, Some(body)).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    }

    /// The shop's state.
    pub async fn shop(&self) -> Value {
        let state: Value =
            self.http.get(format!("{}/_sandbox/state", self.base)).send().await.unwrap().json().await.unwrap();
        state["upgates"]["shops"]["svetlo"].clone()
    }

    /// A new order with two lamps; its number.
    pub async fn order(&self) -> String {
        let wish = json!({ "order": { "products": [["LAMP-01", 2]], "shipment_id": 6, "payment_id": 2 } });
        self.control("/upgates/svetlo/orders", wish).await["order_number"].as_str().unwrap().to_owned()
    }

    /// Waits until the shop's state is as wanted, at most five seconds.
    pub async fn until(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        let started = Instant::now();
        loop {
            let shop = self.shop().await;
            if wanted(&shop) {
                return shop;
            }
            assert!(started.elapsed() < Duration::from_secs(5), "it never happened: {}", shop["webhooks"]);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}
