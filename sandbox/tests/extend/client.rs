//! A client of the played Extend Commerce for the tests.

use reqwest::{Client, Method};
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};

/// A sandbox and how to talk to its warehouse.
pub struct Extend {
    pub http: Client,
    sandbox: Sandbox,
}

impl Extend {
    /// A sandbox with two products of known stock.
    pub fn start() -> Self {
        let sandbox = Sandbox::start(Options::default()).unwrap();
        for number in ["LAMPA-01", "LAMPA-02"] {
            sandbox.world().extend.add_product(number, number, "", &[("MAIN", 40), ("BRNO", 12)]);
        }
        Self { http: Client::new(), sandbox }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.sandbox.base_url())
    }

    pub fn api(&self, path: &str) -> String {
        self.url(&format!("/extend/RESTAPI/v1_0/APIDEMO/{path}"))
    }

    pub async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> (u16, String) {
        let mut request = self.http.request(method, self.api(path)).basic_auth("demo", Some("demo"));
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        let (status, text) = self.call(Method::GET, path, None).await;
        (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
    }

    pub async fn enter(&self, order: &Value) -> Value {
        let (status, text) = self.call(Method::POST, "CustomerOrders", Some(order)).await;
        assert_eq!(status, 200, "{text}");
        serde_json::from_str(&text).unwrap()
    }

    pub async fn enter_number(&self, external: &str, rows: &[(&str, u32)]) -> String {
        let made = self.enter(&order_of(external, rows)).await;
        made["orderHeader"]["orderNumber"].as_str().unwrap().to_owned()
    }

    /// Sends a form as a browser does, and gives the page that it leads to.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let kind = "application/x-www-form-urlencoded";
        let answer = self.http.post(self.url(path)).header("content-type", kind).body(body).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.url().path()), (200, "/extend/"), "a form leads back to the page");
        answer.text().await.unwrap()
    }

    /// Posts to a control path and wants it done.
    pub async fn post(&self, path: &str, body: Value) -> String {
        let answer = self.http.post(self.url(path)).json(&body).send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{path}: {status} {text}");
        text
    }

    pub async fn switch(&self, switches: Value) {
        self.post("/_sandbox/switches", switches).await;
    }

    pub async fn does(&self, number: &str, action: &str, body: Value) {
        self.post(&format!("/_sandbox/extend/orders/{number}/{action}"), body).await;
    }

    pub async fn stock(&self, product: &str, change: Value) {
        let mut body = json!({ "product": product, "warehouse": "MAIN" });
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        self.post("/_sandbox/extend/stock", body).await;
    }

    /// Physical and available pieces in `MAIN`.
    pub async fn balance(&self, product: &str) -> (i64, i64) {
        let (_, list) = self.get(&format!("ProductAvailability?warehouse=MAIN&productNumber={product}")).await;
        let row = &list["productAvailabilityList"][0];
        (row["physicalBalance"].as_i64().unwrap(), row["availableBalanceNow"].as_i64().unwrap())
    }

    pub async fn state(&self) -> Value {
        self.http.get(self.url("/_sandbox/extend/state")).send().await.unwrap().json().await.unwrap()
    }
}

/// The smallest order that is accepted, with an address.
pub fn order_of(external: &str, rows: &[(&str, u32)]) -> Value {
    let rows: Vec<Value> = rows
        .iter()
        .map(|(product, quantity)| {
            json!({ "product": { "productNumber": product }, "salesData": { "quantity": quantity, "unit": "st" }, "warehouse": "MAIN" })
        })
        .collect();
    json!({
        "orderHeader": {
            "orderType": "Normal",
            "orderNumberExternal": external,
            "customerNumber": "WEB",
            "deliveryMethod": "DHL",
            "deliveryAddress": {
                "name1": "Jana Malá", "address1": "Nádražní 3", "postalCode": "76001", "city": "Zlín", "countryCode": "CZ" },
        },
        "orderRows": rows,
    })
}
