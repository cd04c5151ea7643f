//! The buttons of an order and of the activity, from the page to the warehouse.
use reqwest::StatusCode;
use serde_json::json;
use spojka::domain::order::OrderState;
use spojka::domain::step::StepKind;

use crate::frame::Frame;
use crate::inside::Inside;
use crate::world::{engines, sqlite};

async fn page_of(w: &Inside, order: &str) -> String {
    format!("/orders/{}", w.tracked(order).await.unwrap().id)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_button_does_what_it_says() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |file| file["orders"]["hold_minutes"] = json!(60)).await;
        let (goes, left) = (w.buy().await, w.buy().await);
        let frame = Frame::open(&w).await;
        for order in [&goes, &left] {
            w.reaches(order, OrderState::Held).await;
            let page = page_of(&w, order).await;
            let (_, html) = frame.get(&page).await;
            for wish in ["send_now", "hold", "leave_out"] {
                assert!(html.contains(&format!("data-test=\"wish-{wish}\"")), "{wish}: {html}");
            }
            assert!(!html.contains("wish-cancel") && !html.contains("data-test=\"retry\""), "{html}");
            frame.post(&page, &page, &[("wish", "hold")]).await;
            w.wait("it is held by hand", async || {
                w.tracked(order).await.filter(|row| row.state == OrderState::Held && row.hold_until.is_none())
            })
            .await;
        }
        let page = page_of(&w, &left).await;
        frame.post(&page, &page, &[("wish", "leave_out")]).await;
        w.reaches(&left, OrderState::LeftOut).await;
        let page = page_of(&w, &goes).await;
        frame.post(&page, &page, &[("wish", "send_now")]).await;
        w.arrives(&goes).await;
        let (_, html) = frame.get(&page).await;
        assert!(html.contains("wish-cancel") && !html.contains("wish-send_now"), "{html}");

        frame.post(&page, &page, &[("wish", "cancel")]).await;
        w.reaches(&goes, OrderState::Cancelled).await;
        assert_eq!(w.there(&goes)[0]["orderHeader"]["orderStatus"], "Annulled");
        let (_, html) = frame.get(&page).await;
        assert!(!html.contains("name=\"wish\""), "nothing is left to press: {html}");
        let (status, _) = frame.post(&page_of(&w, &left).await, &page_of(&w, &left).await, &[("wish", "cancel")]).await;
        assert_eq!(status, StatusCode::CONFLICT, "it never was at the warehouse");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asking_too_late_to_cancel_names_whom_to_ask() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let order = w.buy().await;
    w.arrives(&order).await;
    // The warehouse begins, and its word is lost on the way.
    let url = format!("{}/_sandbox/extend/hooks", w.sandbox.base_url());
    assert!(w.http.delete(url).send().await.unwrap().status().is_success());
    w.warehouse_does(&order, "reserve", json!({})).await;
    let frame = Frame::open(&w).await;
    let page = page_of(&w, &order).await;
    frame.post(&page, &page, &[("wish", "cancel")]).await;
    w.waits_for(&order, "LATE-CANCEL").await;
    assert_eq!(w.told(&order, StepKind::CancelLate).await, 1);
    assert_eq!(w.there(&order)[0]["orderHeader"]["orderStatus"], "Reserved");
    let (_, html) = frame.get(&page).await;
    assert!(html.contains("Objednávka se už balí, zrušení musí potvrdit sklad."), "{html}");
    assert!(html.contains("Kontaktovat sklad") && html.contains("<textarea id=\"detail\""), "{html}");
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_orders_of_one_cause_are_tried_again_from_their_list() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let refusal = "customerNumber WEB is blocked";
    w.fault(json!({
        "system": "extend", "method": "POST", "path_contains": "/CustomerOrders",
        "kind": "answer", "status": 400, "content_type": "text/plain", "body": refusal,
    }))
    .await;
    let order = w.buy().await;
    w.waits_for(&order, "REFUSED").await;
    let frame = Frame::open(&w).await;
    let (_, list) = frame.get("/activity?kind=REFUSED").await;
    assert!(list.contains(&format!("data-test=\"order-{order}\"")), "{list}");
    let cause = format!("REFUSED:{order}");
    let list = format!("/activity?cause={}", cause.replace(':', "%3A"));
    let (_, shown) = frame.get(&list).await;
    assert!(shown.contains("data-test=\"of-cause\"") && shown.contains("data-test=\"retry-cause\""), "{shown}");
    w.done_hooks().await;
    w.wait("it is parked", async || w.jobs().await.iter().any(|j| j.1 == order && j.2 == "parked").then_some(())).await;
    w.clear_faults();
    let (status, back) = frame.post(&list, "/causes", &[("cause", &cause), ("list", "1")]).await;
    assert!(status.is_success() && back.contains("data-test=\"filter\""), "back at the list: {back}");
    w.arrives(&order).await;
    let (_, shown) = frame.get(&list).await;
    assert!(shown.contains("už žádná objednávka nečeká"), "{shown}");
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_period_is_counted_filled_in_and_then_rests() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let order = w.buy().await;
        w.arrives(&order).await;
        let frame = Frame::open(&w).await;
        let today = w.clock.now().local("Europe/Prague").date().to_string();
        let days = [("fill_from", today.as_str()), ("fill_to", today.as_str())];
        let count = [("action", "count"), days[0], days[1]];
        let start = [("action", "start"), days[0], days[1]];
        let (status, _) = frame.post("/activity", "/fill", &start).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "counted first");
        frame.post("/activity", "/fill", &count).await;
        w.wait("it is counted", async || {
            let (_, page) = frame.get("/activity").await;
            page.contains("data-test=\"fill-start\"").then_some(())
        })
        .await;
        frame.post("/activity", "/fill", &start).await;
        w.wait("it is done", async || {
            let (_, page) = frame.get("/activity").await;
            page.contains("Naposledy doplněno").then_some(())
        })
        .await;
        let (_, page) = frame.get("/activity").await;
        assert!(!page.contains("data-test=\"fill-count\""), "it rests now: {page}");
        w.pass(16 * 60).await;
        let (_, page) = frame.get("/activity").await;
        assert!(page.contains("data-test=\"fill-count\""), "and is free again");
        w.close().await;
    }
}
