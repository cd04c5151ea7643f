//! Sends what is due, and probes an address when a hook is saved.

use super::body;
use super::delivery::Attempt;
use super::queue::Due;
use crate::extend::ExtendState;
use serde_json::Value;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How long the sender sleeps at most before it looks at the clock again, which tests may move at any time.
const LOOK: Duration = Duration::from_millis(50);

/// Sends until the sandbox stops.
pub async fn run(state: ExtendState) {
    loop {
        let now = state.kit().clock.now();
        for due in state.hooks().take_due(now) {
            actix_web::rt::spawn(send(state.clone(), due));
        }
        let _ = tokio::time::timeout(LOOK, state.woken()).await;
    }
}

async fn send(state: ExtendState, due: Due) {
    let switches = &state.kit().switches;
    let attempt = u32::try_from(due.delivery.attempts.len() + 1).unwrap_or(u32::MAX);
    let text = body::text(&due.hook.id, attempt, &due.delivery.notification, &due.delivery.notifications);
    let secret = if due.delivery.forged { "somebody else's secret" } else { &due.hook.secret };
    let mut request = state.http().post(&due.hook.url).header("content-type", "application/json; charset=utf-8");
    if let Some(signature) = body::signature(secret, text.as_bytes()) {
        request = request.header("ms-signature", signature);
    }
    let started = Instant::now();
    let answer = request.timeout(patience(&state)).body(text).send().await;
    let outcome = Attempt {
        at: state.kit().clock.now(),
        status: answer.ok().map(|answer| answer.status().as_u16()),
        took_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
    };
    let waits = switches.get("extend.hook_retry_minutes");
    let waits: Vec<i64> = waits.as_array().into_iter().flatten().filter_map(Value::as_i64).collect();
    let gone = switches.number("extend.hook_gone_status");
    state.hooks().settle(due.delivery.number, outcome, &waits, gone);
}

/// Asks an address to say a word back; the error says what came instead.
pub async fn probe(state: &ExtendState, url: &str) -> Result<(), String> {
    let word = Uuid::now_v7().simple().to_string();
    let asked = state.http().get(url).query(&[("echo", &word)]).timeout(patience(state)).send().await;
    let answer = asked.map_err(|_| "the address does not answer".to_owned())?;
    let status = answer.status();
    let said = answer.text().await.unwrap_or_default();
    if !status.is_success() || said.trim() != word {
        return Err(format!("the address answered {} without the echoed word", status.as_u16()));
    }
    Ok(())
}

fn patience(state: &ExtendState) -> Duration {
    let ms = state.kit().switches.number("extend.hook_timeout_ms");
    Duration::from_millis(u64::try_from(ms).unwrap_or(10_000).max(1))
}
