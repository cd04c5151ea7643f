//! From an order paid in the shop to the order accepted by the warehouse, with a slow shop and a slow warehouse.
use std::collections::HashMap;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use sandbox::kit::Entry;
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use spojka::domain::clock::{Clock, parse_moment};

use crate::budget::{Report, percentile};
use crate::server::{House, SIGNATURE_TOKEN};
use crate::wire::Wire;

/// Orders placed one at a time, and orders placed in one burst.
const ORDERS: usize = 50;
/// Latency of every answer of either side, in milliseconds.
const LATENCY: u64 = 50;
/// How long an order is waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// Seconds of the middle order and of the 95th of a hundred.
const BUDGETS: (f64, f64) = (1.0, 5.0);

pub fn run(report: &mut Report) -> anyhow::Result<()> {
    let sandbox = Sandbox::start(Options { signature_token: SIGNATURE_TOKEN.to_owned(), ..Options::default() })?;
    let house = House::new(&format!("{}/addons/signature/api.signature.pub.key", sandbox.base_url()))?;
    let server = house.start()?;
    command(&sandbox, "addon", &json!({ "url": format!("http://{}", server.address) }))?;
    tell(&sandbox, "switches", &json!({ "upgates.latency_ms": LATENCY }))?;
    tell(&sandbox, "faults", &json!({ "system": "extend", "kind": "latency", "latency_ms": LATENCY }))?;
    couple(&house, &sandbox)?;

    let mut single = Vec::new();
    for _ in 0..ORDERS {
        let placed = place(&sandbox, 1)?;
        single.extend(waits(&sandbox, placed)?);
    }
    say(report, "one at a time", &mut single);
    let placed = place(&sandbox, ORDERS)?;
    say(report, "in one burst", &mut waits(&sandbox, placed)?);
    Ok(())
}

fn say(report: &mut Report, how: &str, seconds: &mut [f64]) {
    report.at_most(&format!("{ORDERS} orders {how}, middle"), percentile(seconds, 0.5), BUDGETS.0, "s");
    report.at_most(&format!("{ORDERS} orders {how}, 95th of a hundred"), percentile(seconds, 0.95), BUDGETS.1, "s");
    report.note(&format!("{ORDERS} orders {how}, slowest"), format!("{:.2} s", percentile(seconds, 1.0)));
}

/// Activates the shop, couples it with the warehouse and waits until an order goes through.
fn couple(house: &House, sandbox: &Sandbox) -> anyhow::Result<()> {
    let activation = command(sandbox, "svetlo/activate", &json!({}))?;
    ensure!(activation["status"] == 200, "the activation was refused: {activation}");
    let sent: Value = serde_json::from_str(activation["sent"].as_str().unwrap_or_default())?;
    let token = sent["token"].as_str().context("the activation names no token")?;
    let settings = json!({
        "partner": "extend",
        "credentials": { "base_url": format!("{}/extend/RESTAPI", sandbox.base_url()), "client": "APIDEMO", "user": "demo", "password": "demo" },
        "options": { "customer_number": "WEB", "unit": "st", "warehouses": ["MAIN"] },
        "orders": { "ready_statuses": [5], "from": "now", "hold_minutes": 0 },
        "carriers": { "6": "PPL" },
        "payments": { "2": "KlarnaPrepaid" },
        "progress": {},
        "stock": { "master": "shop", "buffer": 0 },
        "start": true
    });
    let coupled = house.run(&["shops", "couple", token, "--settings", "-"], &settings.to_string())?;
    ensure!(coupled.status.success(), "coupling failed: {}", String::from_utf8_lossy(&coupled.stderr));
    std::thread::sleep(Duration::from_secs(5));
    let placed = place(sandbox, 1)?;
    waits(sandbox, placed).with_context(|| house.log())?;
    Ok(())
}

/// A command to the played shop. Each has a connection of its own, because a kept one ends when it is quiet for long.
pub fn command(sandbox: &Sandbox, what: &str, body: &Value) -> anyhow::Result<Value> {
    tell(sandbox, &format!("upgates/{what}"), body)
}

pub fn tell(sandbox: &Sandbox, what: &str, body: &Value) -> anyhow::Result<Value> {
    let base = sandbox.base_url();
    Wire::open(base.trim_start_matches("http://"))?.post_json(&format!("/_sandbox/{what}"), body)
}

/// Places paid orders; their numbers and when they were placed, in milliseconds.
fn place(sandbox: &Sandbox, count: usize) -> anyhow::Result<HashMap<String, i64>> {
    let order = json!({ "products": [["LAMP-01", 1]], "shipment_id": 6, "payment_id": 2 });
    let at = Clock::System.now().0;
    let made = command(sandbox, "svetlo/orders", &json!({ "count": count, "pay": true, "order": order }))?;
    let numbers = made["order_numbers"].as_array().context("no orders were made")?;
    Ok(numbers.iter().filter_map(Value::as_str).map(|number| (number.to_owned(), at)).collect())
}

/// Seconds from placing to the warehouse's answer, for each order.
fn waits(sandbox: &Sandbox, mut placed: HashMap<String, i64>) -> anyhow::Result<Vec<f64>> {
    let began = Instant::now();
    let mut seconds = Vec::new();
    while !placed.is_empty() {
        ensure!(began.elapsed() < PATIENCE, "{} orders were not handed over in time", placed.len());
        std::thread::sleep(Duration::from_millis(20));
        let accepted = |e: &Entry| {
            e.system == "extend" && e.method == "POST" && e.path.ends_with("/CustomerOrders") && e.status < 300
        };
        for entry in sandbox.world().kit.log.find(accepted) {
            let at = parse_moment(&entry.at.format(&time::format_description::well_known::Rfc3339)?, "UTC")
                .context("no moment")?;
            let answered = at.0 + i64::try_from(entry.took_ms)?;
            placed.retain(|number, placed_at| {
                let here = entry.request_body.contains(&format!("\"{number}\""));
                if here {
                    #[expect(clippy::cast_precision_loss, reason = "some seconds in milliseconds")]
                    seconds.push((answered - *placed_at) as f64 / 1000.0);
                }
                !here
            });
        }
    }
    Ok(seconds)
}
