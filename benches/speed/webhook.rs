//! Webhooks of Upgates: the CPU of one with one record, and how soon one with 5,000 is answered.
use std::time::{Duration, Instant};

use serde_json::json;
use spojka::crypto::token;
use spojka::domain::clock::Clock;
use spojka::store::{Db, webhooks};

use crate::budget::{Report, micros, millis, percentile};
use crate::cpu;
use crate::server::{House, add_shop, wait_for};
use crate::wire::{Wire, together};

/// Rounds; the middle one counts.
const ROUNDS: usize = 9;
/// Hooks of a round.
const HOOKS: usize = 300;
/// Large hooks.
const LARGE: usize = 20;
/// Records of a large hook.
const RECORDS: usize = 5000;
/// CPU of a hook with one record, in microseconds, with all that the program does because of it.
const SMALL_BUDGET: f64 = 200.0;
/// Answer to a large hook, in milliseconds.
const LARGE_BUDGET: f64 = 150.0;
/// Secret in the address.
const SECRET: &str = "bench-webhook-secret";

pub fn run(report: &mut Report) -> anyhow::Result<()> {
    let house = House::new("http://127.0.0.1:9/key.pub")?;
    wait_for(async {
        let db = Db::connect(&house.database_url()).await?;
        db.migrate().await?;
        let shop = add_shop(&db, "bench").await?;
        let mut tx = db.begin().await?;
        webhooks::save(&mut tx, &shop, "Orders.update", &token::hash(SECRET), Some(1), Clock::System.now()).await?;
        tx.commit().await?;
        db.close().await;
        anyhow::Ok(())
    })??;
    let server = house.start()?;
    let mut wire = Wire::open(&server.address)?;
    let path = format!("/hooks/upgates/{SECRET}");

    let mut each = Vec::new();
    for round in 0..=ROUNDS {
        let before = cpu::of(server.process())?;
        for n in 0..HOOKS {
            wire.post(&path, &body(round * HOOKS + n, 1))?;
        }
        settle(server.process())?;
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let one = micros(cpu::of(server.process())?.saturating_sub(before)) / HOOKS as f64;
        // The first round warms up.
        if round > 0 {
            each.push(one);
        }
    }
    let mut crowded = Vec::new();
    for round in 0..ROUNDS {
        let bodies: Vec<String> = (0..HOOKS).map(|n| body(100_000 + round * HOOKS + n, 1)).collect();
        let before = cpu::of(server.process())?;
        together(&server.address, &path, &bodies)?;
        settle(server.process())?;
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        crowded.push(micros(cpu::of(server.process())?.saturating_sub(before)) / HOOKS as f64);
    }
    for (thread, time) in cpu::of_threads(server.process())? {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        let each = micros(time) / (HOOKS * (2 * ROUNDS + 1)) as f64;
        report.note(&format!("thread {thread}, a hook"), format!("{each:.1} µs"));
    }
    report.note("hook of eight callers at once", format!("{:.1} µs", percentile(&mut crowded, 0.5)));
    report.at_most("hook with one record, CPU with the work it causes", percentile(&mut each, 0.5), SMALL_BUDGET, "µs");

    let mut answers = Vec::new();
    for round in 0..LARGE {
        let body = body(1_000_000 + round * RECORDS, RECORDS);
        let began = Instant::now();
        wire.post(&path, &body)?;
        answers.push(millis(began.elapsed()));
        settle(server.process())?;
    }
    report.note("hook with 5,000 records, middle", format!("{:.1} ms", percentile(&mut answers, 0.5)));
    report.at_most("hook with 5,000 records, slowest", percentile(&mut answers, 1.0), LARGE_BUDGET, "ms");

    // While the marks of a large one are still being worked off, the next hooks wait for the one writer.
    wire.post(&path, &self::body(5_000_000, RECORDS))?;
    let mut behind = Vec::new();
    for n in 0..50 {
        let began = Instant::now();
        wire.post(&path, &self::body(6_000_000 + n, 1))?;
        behind.push(millis(began.elapsed()));
        std::thread::sleep(Duration::from_millis(5));
    }
    report.at_most("small hook right behind a large one, slowest", percentile(&mut behind, 1.0), LARGE_BUDGET, "ms");
    Ok(())
}

/// A hook as Upgates sends it.
fn body(first: usize, records: usize) -> String {
    let orders: Vec<_> = (first..first + records)
        .map(|n| json!({ "order_number": format!("O{n:08}"), "status_id": 5, "last_update_time": "2026-11-21T12:00:00+01:00" }))
        .collect();
    json!({ "project_name": "Lampy", "orders": orders }).to_string()
}

/// Waits until a process has nothing more to do: less than 2 ms of CPU in 100 ms.
fn settle(process: u32) -> anyhow::Result<()> {
    for _ in 0..100 {
        let before = cpu::of(process)?;
        std::thread::sleep(Duration::from_millis(100));
        if cpu::of(process)?.saturating_sub(before) < Duration::from_millis(2) {
            return Ok(());
        }
    }
    anyhow::bail!("the program does not come to rest")
}
