//! One shop's order beside another's 1,200 due orders at a warehouse that takes ten seconds for each answer.
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};

use crate::budget::{Report, percentile};
use crate::hand_over::{command, tell};
use crate::server::{House, SIGNATURE_TOKEN};

/// Orders that wait for the slow warehouse.
const WAITING: usize = 1200;
/// Orders of the other shop that are measured, before and beside them.
const ORDERS: usize = 20;
/// How long the slow warehouse thinks.
const THINKING: Duration = Duration::from_secs(10);
/// How long an order is waited for.
const PATIENCE: Duration = Duration::from_mins(2);
/// Seconds of the slowest order beside the slow shop.
const BUDGET: f64 = 1.0;

pub fn run(report: &mut Report) -> anyhow::Result<()> {
    let sandbox = Sandbox::start(Options { signature_token: SIGNATURE_TOKEN.to_owned(), ..Options::default() })?;
    let house = House::new(&format!("{}/addons/signature/api.signature.pub.key", sandbox.base_url()))?;
    let server = house.start()?;
    command(&sandbox, "addon", &json!({ "url": format!("http://{}", server.address) }))?;
    tell(&sandbox, "switches", &json!({ "extend.rate_standard": 0 }))?;
    couple(&house, &sandbox, "triko", &format!("{}/extend/RESTAPI", sandbox.base_url()))?;
    couple(&house, &sandbox, "svetlo", &slow_warehouse()?)?;
    std::thread::sleep(Duration::from_secs(5));

    let mut alone = measure(&sandbox)?;
    place(&sandbox, "svetlo", WAITING)?;
    std::thread::sleep(THINKING / 2);
    let mut beside = measure(&sandbox)?;
    let (middle, quiet) = (percentile(&mut beside, 0.5), percentile(&mut alone, 0.5));
    report.note(&format!("{ORDERS} orders of a shop alone, middle"), format!("{quiet:.2} s"));
    report.note(&format!("beside {WAITING} orders at a slow warehouse, middle"), format!("{middle:.2} s"));
    report.note("that is", format!("{:.1} x", middle / quiet.max(0.001)));
    report.at_most(
        &format!("beside {WAITING} orders at a slow warehouse, slowest"),
        percentile(&mut beside, 1.0),
        BUDGET,
        "s",
    );
    Ok(())
}

/// A warehouse that thinks long and then fails.
fn slow_warehouse() -> anyhow::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            std::thread::spawn(move || {
                let _ = stream.read(&mut [0; 4096]);
                std::thread::sleep(THINKING);
                let answer = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]";
                let _ = stream.write_all(answer.as_bytes());
            });
        }
    });
    Ok(format!("http://{address}/RESTAPI"))
}

fn couple(house: &House, sandbox: &Sandbox, shop: &str, warehouse: &str) -> anyhow::Result<()> {
    let example = place(sandbox, shop, 1)?.pop().context("no order was made")?;
    let ready = sandbox.world().upgates.snapshot()["shops"][shop]["orders"][&example]["status_id"].take();
    let activation = command(sandbox, &format!("{shop}/activate"), &json!({}))?;
    ensure!(activation["status"] == 200, "the activation was refused: {activation}");
    let sent: Value = serde_json::from_str(activation["sent"].as_str().unwrap_or_default())?;
    let token = sent["token"].as_str().context("the activation names no token")?;
    let settings = json!({
        "partner": "extend",
        "credentials": { "base_url": warehouse, "client": "APIDEMO", "user": "demo", "password": "demo" },
        "options": { "customer_number": "WEB", "unit": "st", "warehouses": ["MAIN"] },
        "orders": { "ready_statuses": [ready], "from": "now", "hold_minutes": 0 },
        "carriers": { "6": "PPL" },
        "payments": { "2": "KlarnaPrepaid" },
        "progress": {},
        "stock": { "master": "shop", "buffer": 0 },
        "start": true
    });
    let coupled = house.run(&["shops", "couple", token, "--settings", "-"], &settings.to_string())?;
    ensure!(coupled.status.success(), "coupling failed: {}", String::from_utf8_lossy(&coupled.stderr));
    Ok(())
}

/// Places paid orders; their numbers.
fn place(sandbox: &Sandbox, shop: &str, count: usize) -> anyhow::Result<Vec<String>> {
    let code = if shop == "triko" { "CEPICE-01" } else { "LAMP-01" };
    let order = json!({ "products": [[code, 1]], "shipment_id": 6, "payment_id": 2 });
    let wish = json!({ "count": count, "pay": true, "order": order });
    let made = command(sandbox, &format!("{shop}/orders"), &wish)?;
    let numbers = made["order_numbers"].as_array().context("no orders were made")?;
    Ok(numbers.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// Seconds from placing to the warehouse's acceptance, of orders one at a time.
fn measure(sandbox: &Sandbox) -> anyhow::Result<Vec<f64>> {
    let mut seconds = Vec::new();
    for _ in 0..ORDERS {
        let began = Instant::now();
        let number = format!("\"{}\"", place(sandbox, "triko", 1)?.pop().context("no order was made")?);
        loop {
            ensure!(began.elapsed() < PATIENCE, "{number} was not handed over in time");
            let accepted = sandbox.world().kit.log.find(|e| {
                e.system == "extend" && e.method == "POST" && e.status < 300 && e.request_body.contains(&number)
            });
            if !accepted.is_empty() {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        seconds.push(began.elapsed().as_secs_f64());
    }
    Ok(seconds)
}
