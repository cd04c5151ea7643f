//! The pages of a shop with 1,000,000 orders on SQLite: what they ask the store, and what the program takes to answer them.
use std::time::Instant;

use anyhow::{Context as _, bail, ensure};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use spojka::crypto::ticket::Ticket;
use spojka::domain::clock::{Clock, Millis};
use spojka::domain::ids::{ConnectionId, ShopId};
use spojka::domain::order::OrderState;
use spojka::domain::shop::Language;
use spojka::store::orders::{self, Filter};
use spojka::store::{Db, StoreResult};

use crate::budget::{Report, millis, percentile};
use crate::server::{House, add_shop, vault, wait_for};
use crate::wire::Wire;

/// Orders of the one shop.
const ORDERS: i64 = 1_000_000;
/// Times that each query runs.
const TIMES: usize = 40;
/// 95th of a hundred, in milliseconds: server time of a page.
const BUDGET: f64 = 50.0;
/// Orders a day; the newest is of now.
const A_DAY: i64 = 2000;

/// One order in 1,000 waits for one of ten carriers, one in 5,000 has failed, one in 50 was left out, one in 100 cancelled.
const FILL: &str = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $4) \
    INSERT INTO orders (id, shop_id, connection_id, number, state, cause, cause_key, rule, status_id, status, total, currency, carrier, payment, \
        admin_url, created_at, updated_at, noticed_at, changed_at, ready_since, handed_at, partner_number, content_hash) \
    SELECT printf('%032x', i), $1, $2, printf('O%08d', i), \
        CASE WHEN i % 1000 = 7 THEN 'waiting' WHEN i % 5000 = 11 THEN 'failed' WHEN i % 50 = 3 THEN 'left_out' WHEN i % 100 = 5 THEN 'cancelled' ELSE 'handed_over' END, \
        CASE WHEN i % 1000 = 7 THEN json_object('code', 'MAP-SHIP', 'subject', CAST(i / 1000 % 10 AS TEXT), 'values', json_object()) END, \
        CASE WHEN i % 1000 = 7 THEN 'MAP-SHIP:' || (i / 1000 % 10) END, 'ready-status', 5, 'Zaplacená', '1290', 'CZK', 'Zásilkovna', 'Kartou', \
        'https://lampy.admin.s7.upgates.com/manager/orders/main/default/?id=' || i, $3 - ($4 - i) * $5, $3 - ($4 - i) * $5, $3 - ($4 - i) * $5, \
        $3 - ($4 - i) * $5, $3 - ($4 - i) * $5, $3 - ($4 - i) * $5, printf('P%08d', i), printf('%064x', i) FROM n";

/// What the store keeps beside orders that come one by one.
const TALLY: &str = "INSERT INTO order_tally (shop_id, connection_id, day, state, n) \
    SELECT shop_id, connection_id, created_at / 86400000, state, COUNT(*) FROM orders GROUP BY 1, 2, 3, 4";

struct Asked<'a> {
    db: &'a Db,
    shop: &'a ShopId,
    connection: &'a ConnectionId,
    now: Millis,
}

pub fn run(report: &mut Report) -> anyhow::Result<()> {
    let house = House::new("http://127.0.0.1:9/key.pub")?;
    let (shop, order) = wait_for(stored(report, &house))??;
    answers(report, &house, &shop, &order)
}

/// Fills a database, asks it what the pages ask, and tells the shop and one of its orders.
async fn stored(report: &mut Report, house: &House) -> anyhow::Result<(ShopId, String)> {
    let db = Db::connect(&house.database_url()).await?;
    db.migrate().await?;
    let now = Clock::System.now();
    let shop = add_shop(&db, "bench").await?;
    let coupled = house.run(&["shops", "couple", "bench", "--settings", "-", "--untested"], &settings().to_string())?;
    ensure!(coupled.status.success(), "not coupled: {}", String::from_utf8_lossy(&coupled.stderr));
    let coupled: Value = serde_json::from_slice(&coupled.stdout)?;
    let connection = ConnectionId(coupled["connection"].as_str().context("no connection is named")?.to_owned());
    let began = Instant::now();
    let Db::Sqlite { writer, .. } = &db else { bail!("this is measured on SQLite") };
    let mut writer = writer.turn().await?;
    sqlx::query(FILL)
        .bind(shop.as_str())
        .bind(connection.as_str())
        .bind(now.0)
        .bind(ORDERS)
        .bind(86_400_000 / A_DAY)
        .execute(&mut *writer)
        .await?;
    sqlx::query(TALLY).execute(&mut *writer).await?;
    report.note("orders stored", format!("{ORDERS} in {:.0} s", began.elapsed().as_secs_f64()));
    // As every connection does when it is closed.
    sqlx::query("PRAGMA optimize").execute(&mut *writer).await?;
    drop(writer);
    let asked = Asked { db: &db, shop: &shop, connection: &connection, now };
    overview(report, &asked).await?;
    activity(report, &asked).await?;
    db.close().await;
    Ok((shop, format!("{:032x}", ORDERS / 2)))
}

/// A coupling whose shop and warehouse nobody answers for.
fn settings() -> Value {
    json!({
        "partner": "extend",
        "credentials": { "base_url": "http://127.0.0.1:9/RESTAPI", "client": "APIDEMO", "user": "u", "password": "p" },
        "options": { "customer_number": "WEB", "unit": "st", "warehouses": ["MAIN"] },
        "orders": { "ready_statuses": [5], "from": "now", "hold_minutes": 0 },
        "stock": { "master": "shop" },
        "start": true,
    })
}

/// Server times of the pages over HTTP, in a session.
fn answers(report: &mut Report, house: &House, shop: &ShopId, order: &str) -> anyhow::Result<()> {
    let server = house.start()?;
    let mut wire = Wire::open(&server.address)?;
    let ticket = Ticket::new(shop.clone(), Language::Cs, "", Clock::System.now()).seal(&vault()?)?;
    wire.enter(&format!("/open/{}", ticket.expose_secret()))?;
    let pages = [
        ("overview", String::new()),
        ("activity", "/activity".to_owned()),
        ("activity, waiting", "/activity?state=waiting".to_owned()),
        ("one order", format!("/orders/{order}")),
        ("mapping", "/mapping".to_owned()),
        ("settings", "/settings".to_owned()),
        ("help", "/help".to_owned()),
    ];
    for (what, page) in pages {
        let address = format!("/app/{shop}{page}");
        let mut all = Vec::new();
        for _ in 0..TIMES {
            let began = Instant::now();
            let (status, _) = wire.send("GET", &address, "")?;
            all.push(millis(began.elapsed()));
            ensure!(status == 200, "{what} answered {status}");
        }
        report.at_most(&format!("page: {what}, 95th of a hundred"), percentile(&mut all, 0.95), BUDGET, "ms");
    }
    Ok(())
}

async fn overview(report: &mut Report, a: &Asked<'_>) -> anyhow::Result<()> {
    let fortnight = a.now.plus_seconds(-14 * 86_400);
    let beginning = a.now.plus_millis(-ORDERS / 3 * 2 * (86_400_000 / A_DAY));
    let all_time = || orders::books(a.db, a.shop, a.connection, beginning, Millis(i64::MAX));
    time(report, "counts", async || orders::counts(a.db, a.shop).await.map(drop)).await?;
    time(report, "causes", async || orders::causes(a.db, a.shop).await.map(drop)).await?;
    time(report, "last handed over", async || orders::last_handed(a.db, a.shop).await.map(drop)).await?;
    time(report, "books since the beginning", async || all_time().await.map(drop)).await?;
    time(report, "days of the chart", async || orders::days(a.db, a.shop, fortnight).await.map(drop)).await?;
    time(report, "overview, all of these", async || {
        orders::counts(a.db, a.shop).await?;
        orders::causes(a.db, a.shop).await?;
        orders::last_handed(a.db, a.shop).await?;
        all_time().await?;
        orders::days(a.db, a.shop, fortnight).await.map(drop)
    })
    .await
}

async fn activity(report: &mut Report, a: &Asked<'_>) -> anyhow::Result<()> {
    let state = |state: OrderState| Filter { states: vec![state], ..Filter::default() };
    let text = |text: &str| Filter { text: Some(text.to_owned()), ..Filter::default() };
    let middle = a.now.plus_millis(-ORDERS / 2 * (86_400_000 / A_DAY));
    let filters = [
        ("newest", Filter::default()),
        ("deep in the list", Filter { after: Some((middle, format!("{:032x}", ORDERS / 2))), ..Filter::default() }),
        ("failed", state(OrderState::Failed)),
        ("held, of which there are none", state(OrderState::Held)),
        ("waiting or failed", Filter { states: vec![OrderState::Waiting, OrderState::Failed], ..Filter::default() }),
        ("one cause", Filter { cause: Some("MAP-SHIP:3".to_owned()), ..Filter::default() }),
        ("a carrier that nobody has", Filter { carrier: Some("PPL".to_owned()), ..Filter::default() }),
        (
            "a week long ago",
            Filter { from: Some(middle), to: Some(middle.plus_seconds(7 * 86_400)), ..Filter::default() },
        ),
        ("an order number", text("O00123456")),
        ("a partner number", text("P00123456")),
    ];
    for (what, filter) in filters {
        time(report, &format!("activity: {what}"), async || orders::page(a.db, a.shop, &filter, 51).await.map(drop))
            .await?;
    }
    // Rare, and it reads every number of the shop; there is no budget for it.
    for (what, part) in [("a part of a number", "0123456"), ("a part that no number has", "nothing")] {
        let took = slowest(async || orders::page(a.db, a.shop, &text(part), 51).await.map(drop)).await?;
        report.note(&format!("activity: {what}, 95th of a hundred"), format!("{took:.1} ms"));
    }
    let number = "O00123456";
    time(report, "one order by its number", async || orders::of_number(a.db, a.shop, number).await.map(drop)).await
}

async fn time(report: &mut Report, what: &str, query: impl AsyncFn() -> StoreResult<()>) -> anyhow::Result<()> {
    let took = slowest(query).await?;
    report.at_most(&format!("{what}, 95th of a hundred"), took, BUDGET, "ms");
    Ok(())
}

/// Milliseconds of the 95th of a hundred.
async fn slowest(query: impl AsyncFn() -> StoreResult<()>) -> anyhow::Result<f64> {
    let mut all = Vec::new();
    for _ in 0..TIMES {
        let began = Instant::now();
        query().await?;
        all.push(millis(began.elapsed()));
    }
    Ok(percentile(&mut all, 0.95))
}
