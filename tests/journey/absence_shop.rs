//! What a doubtful answer may not do to a shop as a whole: its address, its access, its dictionaries, its webhooks; and the daily
//! look at open orders.
use serde_json::{Value, json};
use spojka::domain::dictionary::OrderStatus;
use spojka::domain::job::JobKind;
use spojka::domain::order::OrderState;
use spojka::domain::shop::ShopState;
use spojka::store::dictionary::{self, DictionaryKind};
use spojka::store::jobs;

use crate::inside::Inside;
use crate::world::{World, engines, sqlite};

/// Time passes, and the worker gets a moment under its lease.
async fn later(w: &Inside, seconds: i64) {
    w.pass(seconds).await;
    tokio::time::sleep(std::time::Duration::from_millis(250)).await;
}

fn answer(path: &str, status: u16, kind: &str, body: &str, times: u32) -> Value {
    json!({ "system": "upgates", "method": "GET", "path_contains": path, "kind": "answer", "status": status,
        "content_type": kind, "body": body, "times": times })
}

/// Another address of the same machine: what arrives there is passed on to the played shop.
async fn second_door(w: &World) -> String {
    let to = w.sandbox.base_url().trim_start_matches("http://").to_owned();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut from, _)) = listener.accept().await {
            let to = to.clone();
            tokio::spawn(async move {
                let mut there = tokio::net::TcpStream::connect(to).await.unwrap();
                let _ = tokio::io::copy_bidirectional(&mut from, &mut there).await;
            });
        }
    });
    format!("http://{address}")
}

async fn mark(w: &Inside, kind: JobKind, key: &str) {
    let shop = w.known().await.unwrap().id;
    let now = w.ctx.now();
    let mut tx = w.db.begin().await.unwrap();
    jobs::mark(&mut tx, &shop, "", kind, key, now, now).await.unwrap();
    tx.commit().await.unwrap();
    w.ctx.wake.notify_one();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_moved_shop_keeps_its_path_and_is_tried_before_it_is_believed() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let path = format!("/{}", w.known().await.unwrap().api_url.splitn(4, '/').nth(3).unwrap());
        let mut door = String::new();
        for (shape, location) in
            [("origin", true), ("origin_slash", true), ("origin", false), ("base_slash", true), ("full_slash", true)]
        {
            door = second_door(&w).await;
            w.control(
                "switches",
                json!({ "upgates.moved_shape": shape, "upgates.moved_location": location, "upgates.moved_body": !location }),
            )
            .await;
            w.control("upgates/svetlo/move", json!({ "origin": door })).await;
            let order = w.buy().await;
            w.arrives(&order).await;
            assert_eq!(w.known().await.unwrap().api_url, format!("{door}{path}"), "{shape} {location}");
        }
        // Nobody answers there: the old address stays, and is asked again.
        let nowhere = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        w.control("upgates/svetlo/move", json!({ "origin": format!("http://{nowhere}") })).await;
        let order = w.buy().await;
        w.wait("the order's read failed", async || {
            w.jobs().await.iter().any(|j| j.1 == order && j.3.len() > "1 tries ".len()).then_some(())
        })
        .await;
        assert_eq!(w.known().await.unwrap().api_url, format!("{door}{path}"));
        w.control("upgates/svetlo/move", json!({ "origin": door })).await;
        later(&w, 60).await;
        w.arrives(&order).await;
        w.close().await;
    }
}

/// Only the API's own 401 confirms an uninstall: not a 403, which another shop's bad logins may cause, nor a web server's page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_a_documented_401_confirms_an_uninstall() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    for (status, kind, body) in [
        (
            403,
            "application/json",
            r#"{"messages":[{"message":"Příliš mnoho neúspěšných přihlášení.","level":"error"}]}"#,
        ),
        (401, "text/html", "<html><h1>401 Authorization Required</h1></html>"),
        (404, "text/html", "<html><h1>Not Found</h1></html>"),
    ] {
        let opened = w.control("upgates/svetlo/open", json!({})).await;
        let sent = opened["sent"].as_str().map_or_else(|| opened["sent"].to_string(), str::to_owned);
        w.fault(answer("/status", status, kind, body, 1)).await;
        let url = format!("{}/upgates/uninstall", w.base);
        let call = w.http.post(url).header("content-type", "application/json").body(sent);
        assert_eq!(call.send().await.unwrap().status().as_u16(), 200);
        w.wait(&format!("{status} {kind}: asked once"), async || (w.faults_left() == 0).then_some(())).await;
        w.wait(&format!("{status} {kind}: asked again, the shop is active"), async || {
            later(&w, 61).await;
            let state = w.known().await?.state;
            assert!(matches!(state, ShopState::Active | ShopState::Doubtful), "{status} {kind}: {state:?}");
            (state == ShopState::Active).then_some(())
        })
        .await;
        let order = w.buy().await;
        w.arrives(&order).await;
    }
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dictionary_loses_nothing_by_one_answer() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let shop = w.known().await.unwrap().id;
        let gone = async || {
            let all = dictionary::all::<OrderStatus>(&w.db, &shop, DictionaryKind::OrderStatuses).await.unwrap();
            all.iter().filter(|item| item.gone).count()
        };
        let one = json!({ "order_statuses": [{ "id": 1, "type": "Received", "descriptions": [] }] }).to_string();
        for (status, kind, body) in [
            (404, "text/html", "<html>Not Found</html>"),
            (200, "application/json", "{}"),
            (200, "application/json", r#"{"order_statuses":null}"#),
            (200, "application/json", r#"{"order_statuses":[]}"#),
            (200, "application/json", one.as_str()),
        ] {
            w.fault(answer("/order-statuses", status, kind, body, 1)).await;
            mark(&w, JobKind::Dictionary, "order_statuses").await;
            w.wait(&format!("{body} was met"), async || (w.faults_left() == 0).then_some(())).await;
            w.wait(&format!("{body}: it is read well"), async || {
                later(&w, 61).await;
                assert_eq!(gone().await, 0, "{body}");
                (!w.jobs().await.iter().any(|j| j.0 == "dictionary")).then_some(())
            })
            .await;
        }
        w.fault(answer("/order-statuses", 200, "application/json", &one, 2)).await;
        mark(&w, JobKind::Dictionary, "order_statuses").await;
        w.wait("what is missing for more than a minute is gone", async || {
            later(&w, 30).await;
            (gone().await > 0).then_some(())
        })
        .await;
        mark(&w, JobKind::Dictionary, "order_statuses").await;
        w.wait("and back when it is seen again", async || (gone().await == 0).then_some(())).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn webhooks_are_not_made_anew_by_one_answer() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let made = || w.calls("upgates", "POST", "/webhooks").len();
    let before = (made(), w.webhooks().len());
    for body in ["{}", r#"{"webhooks":null}"#, r#"{"webhooks":[]}"#, r#"{"events":[]}"#] {
        w.fault(answer("/webhooks", 200, "application/json", body, 1)).await;
        mark(&w, JobKind::Webhooks, "").await;
        w.wait(&format!("{body} was met"), async || (w.faults_left() == 0).then_some(())).await;
        later(&w, 61).await;
        w.wait(&format!("{body}: they are read well"), async || {
            later(&w, 30).await;
            let jobs = w.jobs().await;
            jobs.iter()
                .any(|j| j.0 == "webhooks" && j.3.starts_with("0 tries") && j.3.len() == "0 tries ".len())
                .then_some(())
        })
        .await;
        assert_eq!((made(), w.webhooks().len()), before, "{body}");
    }
    w.close().await;
}

/// The hook of a deletion was lost for good: the daily look at open orders finds it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_deletion_is_found_within_a_day() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        w.control("switches", json!({ "upgates.delete_fires": false })).await;
        let (stays, goes) = (w.buy().await, w.buy().await);
        for order in [&stays, &goes] {
            w.arrives(order).await;
        }
        w.deed(&goes, "delete", json!({})).await;
        let before = w.calls("upgates", "GET", "/orders").len();
        w.wait("it is cancelled", async || {
            later(&w, 3600).await;
            w.tracked(&goes).await.filter(|row| row.state == OrderState::Cancelled)
        })
        .await;
        assert_eq!(w.tracked(&goes).await.unwrap().rule, "deleted");
        assert_eq!(w.tracked(&stays).await.unwrap().state, OrderState::HandedOver);
        assert!(w.calls("upgates", "GET", "/orders").len() > before);
        w.close().await;
    }
}
