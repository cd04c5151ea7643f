//! The program beside the sandbox: an activated and coupled shop.
use std::time::{Duration, Instant};

use sandbox::{Options, Sandbox};
use serde_json::{Value, json};

use crate::databases::Fresh;
use crate::program::{Program, Setup, TOKEN};

/// What the coupling command prints.
pub struct Coupled {
    pub hook_url: String,
    pub hook_secret: String,
}

/// Everything that takes part.
pub struct Stage {
    pub sandbox: Sandbox,
    pub http: reqwest::Client,
    pub setups: Vec<Setup>,
    pub programs: Vec<Program>,
    pub fresh: Fresh,
}

impl Stage {
    /// `count` programs on one database; Upgates knows the first.
    pub async fn start(fresh: Fresh, count: usize) -> Self {
        let options = Options { signature_token: TOKEN.to_owned(), ..Options::default() };
        let sandbox = Sandbox::start(options).unwrap();
        #[expect(clippy::disallowed_methods, reason = "the other side of the wire, not the add-on")]
        let http = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let mut stage = Self { sandbox, http, setups: Vec::new(), programs: Vec::new(), fresh };
        for _ in 0..count {
            let setup = Setup::new(&stage.fresh, &stage.sandbox.base_url());
            let program = setup.serve(stage.fresh.folder.path());
            program.ready(&stage.http, &setup.origin).await;
            stage.setups.push(setup);
            stage.programs.push(program);
        }
        let origin = stage.setups[0].origin.clone();
        stage.control("upgates/addon", json!({ "url": origin })).await;
        stage
    }

    /// A call of the sandbox's control interface.
    pub async fn control(&self, path: &str, body: Value) -> Value {
        let url = format!("{}/_sandbox/{path}", self.sandbox.base_url());
        let call = self.http.post(url).header("content-type", "application/json").body(body.to_string());
        let answer = call.send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// The state of everything that is played.
    pub async fn state(&self) -> Value {
        let url = format!("{}/_sandbox/state", self.sandbox.base_url());
        serde_json::from_str(&self.http.get(url).send().await.unwrap().text().await.unwrap()).unwrap()
    }

    /// Activates the shop; returns what Upgates sent.
    pub async fn activate(&self, shop: &str) -> Value {
        let reply = self.control(&format!("upgates/{shop}/activate"), json!({})).await;
        assert_eq!(reply["status"].to_string(), "200", "{reply}");
        assert_eq!(reply["body"]["error"], false, "{reply}");
        serde_json::from_str(reply["sent"].as_str().unwrap()).unwrap()
    }

    /// Couples and starts the shop with the command, while the program serves, and registers the partner's hook.
    pub async fn couple(&self, token: &str, password: &str) -> Coupled {
        self.control("switches", json!({ "extend.password": password })).await;
        let settings = json!({
            "partner": "extend",
            "credentials": {
                "base_url": format!("{}/extend/RESTAPI", self.sandbox.base_url()),
                "client": "APIDEMO", "user": "demo", "password": password,
            },
            "options": { "customer_number": "WEB", "unit": "st", "warehouses": ["MAIN", "BRNO"] },
            "orders": { "ready_statuses": [1, 5], "from": "now", "hold_minutes": 0 },
            "carriers": { "5": "DHL", "6": "DHL", "7": "DHL", "8": "DHL", "9": "DHL", "10": "DHL" },
            "payments": { "1": "KlarnaPrepaid", "2": "KlarnaPrepaid", "3": "KlarnaPrepaid", "4": "KlarnaPrepaid" },
            "stock": { "master": "shop" },
            "start": true,
        });
        let output = self.setups[0].run(&["shops", "couple", token, "--settings", "-"], &settings.to_string());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let line: Value = serde_json::from_slice(&output.stdout).unwrap();
        let text = |name: &str| line[name].as_str().unwrap().to_owned();
        Coupled { hook_url: text("hook_url"), hook_secret: text("hook_secret") }
    }

    /// Waits until the program hears of the shop's orders.
    pub async fn listening(&self, shop: &str) {
        let hooks =
            |state: &Value| state["upgates"]["shops"][shop]["webhooks"].as_array().is_some_and(|w| w.len() >= 4);
        self.until("webhooks", 60, hooks).await;
    }

    /// Places orders of one lamp; returns their numbers.
    pub async fn order(&self, shop: &str, count: u32) -> Vec<String> {
        let order = json!({ "products": [["LAMP-01", 1]], "shipment_id": 6, "payment_id": 2 });
        let placed = self.control(&format!("upgates/{shop}/orders"), json!({ "count": count, "order": order })).await;
        placed["order_numbers"].as_array().unwrap().iter().map(|n| n.as_str().unwrap().to_owned()).collect()
    }

    /// Waits until `done` says so of the state.
    pub async fn until(&self, what: &str, seconds: u64, done: impl Fn(&Value) -> bool) -> Value {
        let deadline = Instant::now() + Duration::from_secs(seconds);
        loop {
            let state = self.state().await;
            if done(&state) {
                return state;
            }
            if Instant::now() > deadline {
                let logs: Vec<String> = self.programs.iter().map(|p| warnings(&p.log())).collect();
                panic!("{what} did not happen within {seconds} s; the logs:\n{}", logs.join("\n--\n"));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

/// The lines that complain.
pub fn warnings(log: &str) -> String {
    let complains = |line: &&str| line.contains("WARN") || line.contains("ERROR");
    log.lines().filter(complains).collect::<Vec<_>>().join("\n")
}
