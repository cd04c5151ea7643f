//! Two programs on one database share the work of one shop.
use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::databases::Fresh;
use crate::ground::{number, open};
use crate::stage::{Stage, warnings};

both!(two_programs_share_the_work);

/// Orders placed at once.
const ORDERS: u32 = 40;

async fn two_programs_share_the_work(fresh: Fresh) {
    let stage = Stage::start(fresh, 2).await;
    let sent = stage.activate("svetlo").await;
    stage.couple(sent["token"].as_str().unwrap(), "demo").await;
    stage.control("switches", json!({ "upgates.latency_ms": 30 })).await;
    // At once, perhaps before the webhooks stand: what they did not tell is looked for.
    let numbers = stage.order("svetlo", ORDERS).await;
    let all = |state: &Value| handed(state).values().filter(|n| **n > 0).count() >= numbers.len();
    let state = stage.until("all orders at the warehouse", 120, all).await;

    let handed = handed(&state);
    let twice: Vec<_> = numbers.iter().filter(|n| handed.get(*n) != Some(&1)).collect();
    assert!(twice.is_empty(), "not exactly once: {twice:?} of {handed:?}");
    assert_eq!(state["extend"]["duplicates"], json!({}));
    let peak = state["upgates"]["shops"]["svetlo"]["peak_simultaneous_requests"].as_u64().unwrap();
    assert!(peak <= 2, "{peak} Upgates calls at once");

    let db = open(&stage.fresh).await;
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while number(&db, "SELECT COUNT(*) FROM orders WHERE state = 'handed_over'").await < i64::from(ORDERS) {
        assert!(std::time::Instant::now() < deadline, "some order is not known as handed over");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    for program in &stage.programs {
        let complaints = warnings(&program.log());
        assert!(!complaints.contains("database"), "{complaints}");
    }
}

/// How many orders the warehouse has of each number.
fn handed(state: &Value) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for order in state["extend"]["orders"].as_array().unwrap() {
        if let Some(number) = order["orderHeader"]["orderNumberExternal"].as_str() {
            *found.entry(number.to_owned()).or_default() += 1;
        }
    }
    found
}
