//! What arrived and is not yet spread: five thousand at once, in one hook or in as many.
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Parser as _;
use serde_json::json;
use spojka::config::{Config, Flags};
use spojka::domain::clock::Clock;
use spojka::domain::ids::ShopId;
use spojka::domain::job::JobKind;
use spojka::store::inbox::Inbox;
use spojka::store::marks::{self, Mark};
use spojka::store::{Db, cursors, jobs, orders};
use spojka::sync::{Context, Tuning, spread};

use crate::databases::Fresh;
use crate::ground::{NOON, begin, number, open, shop};

both!(
    five_thousand_things_in_one_hook,
    five_thousand_hooks_of_one_thing,
    posts_without_end_stay_few_rows,
    deleted_orders_are_read_however_many_are_named,
    what_is_taken_and_not_kept_comes_back,
    a_crowd_is_committed_together_and_each_hears_of_it,
    who_leaves_is_committed_all_the_same
);

/// The items of a mark that names one order.
const ONE: &str = r#"[{"key":"O1"}]"#;

/// Longest time that five thousand may take, with much air for slow machines.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(clap::Parser)]
struct Line {
    #[command(flatten)]
    flags: Flags,
}

fn context(db: &Db) -> Arc<Context> {
    let flags = [
        "spojka",
        "--public-url=https://spojka.example.com",
        "--signature-token=t0p-s3cret",
        "--vault-keys=k1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=",
        "--support-email=help@example.com",
        "--support-phone=+420 123 456 789",
    ];
    let config: Config = Line::parse_from(flags).flags.config().unwrap();
    spojka::server::build(&config, db.clone(), Clock::manual(NOON), Tuning::default()).unwrap().1
}

async fn push(db: &Db, shop: &ShopId, items: &str, times: usize) {
    let marks = (0..times).map(|_| mark(shop, items)).collect();
    Inbox::new(db.clone()).take(marks).await.unwrap();
}

fn mark(shop: &ShopId, items: &str) -> Mark {
    Mark::new(shop, "", "Orders.update", items.to_owned(), NOON)
}

async fn spread_all(ctx: &Context) -> usize {
    let mut turns = 0;
    while spread::spread(ctx).await.unwrap() > 0 {
        turns += 1;
    }
    turns
}

async fn five_thousand_things_in_one_hook(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    let items: Vec<_> = (0..5000).map(|n| json!({ "key": format!("O{n}"), "status_id": 1 })).collect();
    push(&db, &shop, &json!(items).to_string(), 1).await;
    let begun = Instant::now();
    assert_eq!(spread_all(&context(&db)).await, 1);
    let most = spojka::sync::looks::MOST;
    assert_eq!(number(&db, "SELECT COUNT(*) FROM jobs WHERE kind = 'order'").await, most);
    assert_eq!(number(&db, "SELECT COUNT(*) FROM jobs WHERE kind = 'catch_up'").await, 1, "the others are looked for");
    let (mut claims, mut taken) = (0, 0);
    loop {
        let claimed = jobs::claim(&db, NOON).await.unwrap();
        if claimed.is_empty() {
            break;
        }
        if claimed.iter().all(|job| job.kind == JobKind::Order) {
            claims += 1;
            taken += claimed.len();
        }
    }
    assert_eq!((claims, taken), (20, 2000));
    assert!(begun.elapsed() < PATIENCE, "it took {:?}", begun.elapsed());
}

async fn five_thousand_hooks_of_one_thing(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    let named = spojka::domain::hook::read("Orders.update", br#"{"orders":[{"order_number":"O1"}]}"#).unwrap();
    push(&db, &shop, &json!(named.items).to_string(), 5000).await;
    let begun = Instant::now();
    assert_eq!(spread_all(&context(&db)).await, 100);
    assert_eq!(marks::count(&db).await.unwrap(), 0);
    let claimed = jobs::claim(&db, NOON).await.unwrap();
    assert_eq!((claimed.len(), claimed[0].marks), (1, 5000));
    assert!(begun.elapsed() < PATIENCE, "it took {:?}", begun.elapsed());
}

/// A shop that was never started, and somebody who knows the address of one of its hooks.
async fn posts_without_end_stay_few_rows(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", false).await;
    let ctx = context(&db);
    for round in 0..5 {
        let items: Vec<_> = (0..1500).map(|n| json!({ "key": format!("made-up-{round}-{n}") })).collect();
        for part in items.chunks(marks::LARGEST) {
            push(&db, &shop, &json!(part).to_string(), 1).await;
        }
        push(&db, &shop, marks::LOOK_FOR_CHANGES, 40).await;
        assert_eq!(marks::count(&db).await.unwrap(), 75 + 1, "one look that waits stands for all");
        spread_all(&ctx).await;
    }
    assert!(number(&db, "SELECT COUNT(*) FROM jobs").await <= spojka::sync::looks::MOST + 1);
    assert_eq!(number(&db, "SELECT COUNT(*) FROM jobs WHERE kind = 'catch_up'").await, 1);
    let from = cursors::get(&db, shop.as_str(), spojka::coupling::ORDERS_CURSOR).await.unwrap();
    assert_eq!(from, Some(NOON), "at the start changes are looked for from here on");
}

async fn deleted_orders_are_read_however_many_are_named(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    let mut tx = begin(&db).await;
    let connection = spojka::domain::ids::ConnectionId("c".to_owned());
    orders::notice(&mut tx, &shop, &connection, "known", (NOON, NOON), NOON).await.unwrap();
    tx.commit().await.unwrap();
    let items: Vec<_> =
        (0..3000).map(|n| json!({ "key": format!("a{n}") })).chain([json!({ "key": "known" })]).collect();
    let mark = Mark::new(&shop, "", "Orders.delete", json!(items).to_string(), NOON);
    Inbox::new(db.clone()).take(vec![mark]).await.unwrap();
    spread_all(&context(&db)).await;
    assert_eq!(number(&db, "SELECT COUNT(*) FROM jobs WHERE job_key = 'known'").await, 1);
    assert_eq!(number(&db, "SELECT COUNT(*) FROM jobs WHERE kind = 'order'").await, spojka::sync::looks::MOST + 1);
}

async fn what_is_taken_and_not_kept_comes_back(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    push(&db, &shop, ONE, 3).await;
    let mut tx = begin(&db).await;
    assert_eq!(marks::take(&mut tx, 2).await.unwrap().len(), 2);
    drop(tx);
    // PostgreSQL hears of the rollback a moment later; until then the rows are passed over.
    let (deadline, mut taken) = (Instant::now() + PATIENCE, 0);
    while taken < 3 {
        assert!(Instant::now() < deadline, "only {taken} came back");
        let mut tx = begin(&db).await;
        taken += marks::take(&mut tx, 10).await.unwrap().len();
        tx.commit().await.unwrap();
    }
    assert_eq!(taken, 3);
    assert_eq!(marks::count(&db).await.unwrap(), 0);
}

async fn a_crowd_is_committed_together_and_each_hears_of_it(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    let inbox = Inbox::new(db.clone());
    let mut crowd = tokio::task::JoinSet::new();
    for n in 0..300 {
        let (inbox, shop) = (inbox.clone(), shop.clone());
        crowd.spawn(async move {
            let mut marks: Vec<Mark> = (0..=n % 3).map(|_| mark(&shop, ONE)).collect();
            let broken = n % 10 == 9;
            if broken {
                // A mark of no event: no database takes it.
                marks.push(Mark { event: String::new(), ..marks[0].clone() });
            }
            (broken, inbox.take(marks).await.is_err())
        });
    }
    let told = crowd.join_all().await;
    assert!(told.iter().all(|(broken, refused)| broken == refused), "each hook hears of its own fate");
    assert_eq!(told.len(), 300);
    let whole = (0..300).filter(|n| n % 10 != 9).map(|n| n % 3 + 1).sum::<i64>();
    assert_eq!(marks::count(&db).await.unwrap(), whole, "a refused hook leaves nothing, every other one all");
}

async fn who_leaves_is_committed_all_the_same(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    let inbox = Inbox::new(db.clone());
    for _ in 0..20 {
        // Polled once, so that the marks are handed in, and dropped.
        let left = tokio::time::timeout(Duration::ZERO, inbox.take(vec![mark(&shop, ONE)])).await;
        drop(left);
    }
    inbox.take(vec![mark(&shop, ONE)]).await.unwrap();
    assert_eq!(marks::count(&db).await.unwrap(), 21);
}
