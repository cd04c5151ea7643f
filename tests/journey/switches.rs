//! What the played sides assume beyond the documented facts, each assumption either way: the same journey passes.
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use spojka::domain::step::StepKind;

use crate::inside::Inside;
use crate::world::sqlite;

/// Worlds that are played at once.
const AT_ONCE: usize = 4;

/// There and back with an edit, a part, the rest, and stock that follows.
async fn journey(switch: Value) {
    let case = switch.to_string();
    let w = Inside::start(sqlite()).await;
    w.control("switches", switch).await;
    w.activate().await;
    w.couple(|file| file["stock"] = json!({ "master": "partner", "buffer": 0 })).await;
    let order = w.buy().await;
    w.wait(&format!("{case}: {order} is handed over"), async || {
        (w.told(&order, StepKind::HandedOver).await == 1).then_some(())
    })
    .await;
    w.deed(&order, "edit", json!({ "quantity": 3 })).await;
    w.wait(&format!("{case}: the change is sent on"), async || {
        (w.told(&order, StepKind::ChangeSent).await == 1).then_some(())
    })
    .await;
    let mails = w.mails(&order);
    w.warehouse_does(&order, "pick-part", json!({ "packages": ["A1"] })).await;
    w.wait(&format!("{case}: the parcel's number is told"), async || {
        (w.order(&order)["tracking_code"] == "A1").then_some(())
    })
    .await;
    w.warehouse_does(&order, "pick", json!({ "packages": ["A2"] })).await;
    w.wait(&format!("{case}: the order is sent"), async || (w.order(&order)["status_id"] == 7).then_some(())).await;
    w.done("write_back", &order).await;
    assert_eq!(w.mails(&order), mails + 1, "{case}");
    w.control("extend/stock", json!({ "product": "LAMP-TUBA-BILA", "warehouse": "MAIN", "delta": 2 })).await;
    for (code, pieces) in [("LAMP-TUBA-BILA", 10), ("LAMP-01", 22)] {
        w.wait(&format!("{case}: {pieces} of {code} are shown"), async || {
            (w.shown(code) == pieces && w.available(code) == pieces).then_some(())
        })
        .await;
    }
    w.deed(&order, "cancel", json!({})).await;
    // A hook that doesn't tell the status may be the echo of our own write; it is read a minute later.
    w.done_hooks().await;
    w.pass(61).await;
    w.waits_for(&order, "LATE-CANCEL").await;
    let second = w.buy().await;
    w.arrives(&second).await;
    w.deed(&second, "cancel", json!({})).await;
    w.wait(&format!("{case}: {second} is annulled"), async || {
        (w.told(&second, StepKind::Cancelled).await == 1).then_some(())
    })
    .await;
    assert_eq!(w.warehouse()["duplicates"], json!({}), "{case}");
    w.close().await;
}

async fn each(switches: Vec<Value>) {
    futures_util::stream::iter(switches).map(journey).buffer_unordered(AT_ONCE).collect::<Vec<()>>().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn upgates_either_way() {
    each(vec![
        json!({ "upgates.default_order": "asc", "upgates.empty_as_list": false, "upgates.unset_text": "null" }),
        json!({ "upgates.delivered_date": false, "upgates.extra_fields": true, "upgates.unset_text": "empty" }),
        json!({ "upgates.empty_pages": 1, "upgates.string_ids": false, "upgates.quota_headers": false }),
        json!({ "upgates.hook_timeout_repeats": true, "upgates.same_write_fires": false }),
        json!({ "upgates.match_lines_by_code": true, "upgates.null_stock_clears": false }),
        json!({ "upgates.order_stock_fires": false, "upgates.other_hooks": false }),
        json!({ "upgates.put_answer_object": true, "upgates.top_variants_in_products": true }),
        json!({ "upgates.unknown_is_404": true, "upgates.update_hook_status": false, "upgates.time_is": "signing" }),
        json!({ "upgates.same_status_mails": true, "upgates.latency_ms": 30, "upgates.hook_window_ms": 0 }),
        json!({ "upgates.concurrency": 2, "upgates.latency_ms": 60, "upgates.login_lockout": true }),
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_warehouse_either_way() {
    each(vec![
        json!({ "extend.auth_header": "extend", "extend.set_cookies": false, "extend.rate_headers": false }),
        json!({ "extend.cookies_most": 1, "extend.page_past_end": "empty", "extend.list_needs_filter": false }),
        json!({ "extend.page_drift": "repeat", "extend.dates_ignore_time": true, "extend.utc_offset_minutes": 0 }),
        json!({ "extend.page_drift": "skip", "extend.utc_offset_minutes": -300, "extend.extra_fields": true }),
        json!({ "extend.products_per_warehouse": false, "extend.incoming_after_ms": 300, "extend.customer_needed": false }),
        json!({ "extend.put_absent_rows": "cancel", "extend.total_with_vat": true }),
        json!({ "extend.split_rows": false, "extend.echo_probe": "refuse", "extend.hooks_in_one_call": true }),
        json!({ "extend.hook_order_key": "orderNumber", "extend.hook_product_key": "productNumber", "extend.hook_old_spelling": true }),
        json!({ "extend.hook_warehouse_key": "", "extend.hook_balance_key": "", "extend.retry_after": false }),
        json!({ "extend.order_status_words": { "Incoming": "Arrived", "Terminated": "FullyDelivered", "PartiallyDelivered": "PartlyGone" },
            "extend.row_status_words": { "Reserved": "Taken" } }),
    ])
    .await;
}
