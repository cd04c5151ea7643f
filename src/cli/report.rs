//! `spojka shops show` and `messages`: what an operator needs when a customer calls. No secret, nothing of customers.
use anyhow::Context as _;
use serde_json::{Value, json};
use spojka::coupling::{self, Desk};
use spojka::domain::access::Access;
use spojka::domain::clock::Millis;
use spojka::domain::message;
use spojka::domain::outside::without_words;
use spojka::domain::shop::Shop;
use spojka::store::{
    StoreResult, calls, connections, fills, jobs, messages, orders, requests, shops, stock, usage, webhooks,
};

use crate::Failure;
use spojka::domain::reader;

fn at(moment: i64) -> String {
    Millis(moment).to_string()
}

/// Prints all that is known about a shop as JSON.
pub async fn show(desk: &Desk, shop: &Shop) -> Result<(), Failure> {
    let report = report(desk, shop).await.context("the shop can't be read")?;
    println!("{}", serde_json::to_string_pretty(&report).unwrap_or_default());
    Ok(())
}

async fn report(desk: &Desk, shop: &Shop) -> StoreResult<Value> {
    let (db, id, now) = (&desk.db, &shop.id, desk.clock.now());
    let states: serde_json::Map<_, _> =
        orders::counts(db, id).await?.into_iter().map(|(state, n)| (state.word().to_owned(), json!(n))).collect();
    let causes: Vec<_> =
        orders::causes(db, id).await?.into_iter().map(|(k, _, n)| json!({"cause": k, "orders": n})).collect();
    let queue: Vec<_> = jobs::list(db, id)
        .await?
        .into_iter()
        .map(|j| json!({"kind": j.kind, "key": j.job_key, "state": j.state, "attempts": j.attempts, "run_at": at(j.run_at), "error": without_words(&j.error), "cause": j.cause}))
        .collect();
    let next_call = calls::next_call(db, id).await?.map(|n| n.0).filter(|t| *t > now);
    let request = requests::last(db, id).await?;
    let fill = fills::get(db, id).await?;
    Ok(json!({
        "token": shop.token, "reference": coupling::reference(id), "id": id, "name": shop.name, "state": shop.state.word(),
        "api_url": shop.api_url, "language": shop.language.code(), "zone": shop.zone, "version": shop.version,
        "created_at": shop.created_at.to_string(), "deactivated_at": shop.deactivated_at.map(|t| t.to_string()),
        "erase_after": shops::erase_after(db, id).await?.map(|t| t.to_string()),
        "connections": couplings(desk, shop).await?, "orders": states, "causes": causes,
        "last_handed_over": orders::last_handed(db, id).await?.map(|t| t.to_string()),
        "no_call_before": next_call.map(|t| t.to_string()),
        "calls_today": today(desk, shop).await?, "calls_that_can_wait_today": usage::background(db, id, now).await?,
        "webhooks": hooks(desk, shop).await?,
        "fill": fill.map(|f| json!({"from": f.from.to_string(), "to": f.to.to_string(), "total": f.total, "done": f.done, "ended_at": f.ended_at.map(|t| t.to_string())})),
        "account_request": request.map(|r| json!({"partner": r.partner, "state": r.state, "moved_at": at(r.updated_at)})),
        "messages_not_sent": messages::of_shop(db, id).await?.iter().filter(|m| m.sent_at.is_none()).count(),
        "queue": queue,
    }))
}

async fn couplings(desk: &Desk, shop: &Shop) -> StoreResult<Vec<Value>> {
    let mut list = Vec::new();
    for c in connections::of_shop(&desk.db, &shop.id).await? {
        let stop = stock::stopped(&desk.db, &shop.id, c.id.as_str()).await?;
        let test: Option<Value> = c.test_report.as_deref().and_then(|text| reader::stored(text).ok());
        list.push(json!({
            "connection": c.id, "partner": c.partner.word(), "state": c.state.word(), "settings": c.settings,
            "started_at": c.started_at.map(|t| t.to_string()), "paused_until": c.paused_until.map(|t| t.to_string()),
            "blocked_since": c.blocked_since.map(|t| t.to_string()), "blocked_until": c.blocked_until.map(|t| t.to_string()),
            "blocked_cause": c.blocked_cause, "last_hook": c.last_heard_at.map(|t| t.to_string()), "last_login_test": test,
            "stopped_stock_change": stop.map(|s| json!({"lowered": s.lowered, "zeroed": s.zeroed, "at": s.at.to_string()})),
        }));
    }
    Ok(list)
}

/// Calls of today by access, those that were made at all.
async fn today(desk: &Desk, shop: &Shop) -> StoreResult<serde_json::Map<String, Value>> {
    let lines = usage::since(&desk.db, &shop.id, desk.clock.now()).await?;
    let made = |access: Access| lines.iter().find(|l| l.access == access.word());
    let line = |access| made(access).map(|l| (l.access.clone(), json!({"calls": l.calls, "errors": l.errors})));
    Ok(Access::ALL.into_iter().filter_map(line).collect())
}

async fn hooks(desk: &Desk, shop: &Shop) -> StoreResult<Value> {
    let hooks = webhooks::of_shop(&desk.db, &shop.id).await?;
    let heard = hooks.iter().filter_map(|h| h.last_heard_at).max().map(at);
    let stand = hooks.iter().filter(|h| h.upgates_id.is_some()).count();
    Ok(json!({"registered": stand, "last_heard": heard}))
}

/// Prints what a shop wrote to support, newest first.
pub async fn messages(desk: &Desk, shop: &Shop) -> Result<(), Failure> {
    for m in messages::of_shop(&desk.db, &shop.id).await.context("messages can't be read")? {
        println!(
            "{}",
            json!({
                "reference": message::reference(&m.id), "written_at": at(m.created_at), "sent_at": m.sent_at.map(at),
                "tries": m.tries, "unmailed": m.unmailed, "reply_to": m.reply_to, "subject": m.subject, "body": m.body,
            })
        );
    }
    Ok(())
}
