//! Many at once: several workers that claim, several writers, none of whom may hinder or double another.
use std::collections::BTreeMap;
use std::time::Duration;

use spojka::domain::ids::ConnectionId;
use spojka::domain::job::{JobKind, Outcome};
use spojka::store::inbox::Inbox;
use spojka::store::marks::{self, Mark};
use spojka::store::{Db, jobs, orders};
use tokio::task::JoinSet;

use crate::databases::Fresh;
use crate::ground::{NOON, begin, number, open, shop};

both!(
    each_job_is_claimed_once,
    writers_wait_for_each_other,
    who_leaves_midway_changes_nothing,
    a_slot_is_never_given_twice
);

/// Four processes, as it were: each has its own connections.
async fn processes(fresh: &Fresh) -> Vec<Db> {
    let mut all = vec![open(fresh).await];
    for _ in 0..3 {
        all.push(Db::connect(&fresh.url).await.unwrap());
    }
    all
}

async fn each_job_is_claimed_once(fresh: Fresh) {
    let processes = processes(&fresh).await;
    let db = &processes[0];
    let mut tx = Vec::new();
    for token in ["1", "2", "3"] {
        tx.push(shop(db, token, true).await);
    }
    let shops = tx;
    let mut tx = begin(db).await;
    for n in 0..1200 {
        jobs::mark(&mut tx, &shops[n % 3], "", JobKind::Order, &n.to_string(), NOON, NOON).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut workers = JoinSet::new();
    for db in processes.clone() {
        workers.spawn(async move {
            let (mut mine, mut idle) = (Vec::new(), 0);
            while idle < 3 {
                let claimed = jobs::claim(&db, NOON).await.unwrap();
                idle = if claimed.is_empty() { idle + 1 } else { 0 };
                let mut tx = begin(&db).await;
                for job in &claimed {
                    jobs::finish(&mut tx, job, &Outcome::Done, NOON, 0.0).await.unwrap();
                }
                tx.commit().await.unwrap();
                mine.extend(claimed.into_iter().map(|job| job.key));
            }
            mine
        });
    }
    let mut runs: BTreeMap<String, usize> = BTreeMap::new();
    for key in workers.join_all().await.into_iter().flatten() {
        *runs.entry(key).or_default() += 1;
    }
    assert_eq!(runs.len(), 1200);
    assert!(runs.values().all(|n| *n == 1), "{:?}", runs.iter().find(|(_, n)| **n > 1));
    assert_eq!(number(db, "SELECT COUNT(*) FROM jobs").await, 0);
}

async fn writers_wait_for_each_other(fresh: Fresh) {
    let processes = processes(&fresh).await;
    let shop = shop(&processes[0], "t", true).await;
    let connection = ConnectionId::generate(NOON);
    let mut writers = JoinSet::new();
    for writer in 0..8 {
        let (db, shop, connection) = (processes[writer % 4].clone(), shop.clone(), connection.clone());
        let inbox = Inbox::new(db.clone());
        writers.spawn(async move {
            for n in 0..25 {
                // Read, then write what was read: the pattern that fails when a transaction takes its lock too late.
                let mut tx = begin(&db).await;
                let noticed = orders::notice(&mut tx, &shop, &connection, "1042", (NOON, NOON), NOON).await;
                let mut order = match noticed {
                    Ok(order) => order,
                    // Both found it missing and one was quicker; the next look finds it.
                    Err(error) if error.is_conflict() => {
                        drop(tx);
                        tx = begin(&db).await;
                        orders::notice(&mut tx, &shop, &connection, "1042", (NOON, NOON), NOON).await.unwrap()
                    }
                    Err(error) => panic!("writer {writer}: {error}"),
                };
                order.asks += 1;
                orders::save(&mut tx, &order, NOON).await.unwrap();
                jobs::mark(&mut tx, &shop, "", JobKind::Order, &n.to_string(), NOON, NOON).await.unwrap();
                tx.commit().await.unwrap();
                inbox
                    .take(vec![Mark::new(&shop, "", "Orders.update", r#"[{"key":"O1"}]"#.to_owned(), NOON)])
                    .await
                    .unwrap();
            }
        });
    }
    writers.join_all().await;
    let db = &processes[0];
    assert_eq!(number(db, "SELECT asks FROM orders").await, 200, "no change was overwritten");
    assert_eq!(number(db, "SELECT COUNT(*) FROM jobs").await, 25);
    assert_eq!(marks::count(db).await.unwrap(), 200);
}

/// Writers that are dropped wherever they are, some of 200 in the middle of a statement: each has written both of its rows or none, and the
/// next one writes.
async fn who_leaves_midway_changes_nothing(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    let mut kept = 0;
    for n in 0_u64..200 {
        let write = async {
            let mut tx = begin(&db).await;
            for kind in [JobKind::Order, JobKind::Progress] {
                jobs::mark(&mut tx, &shop, "", kind, &n.to_string(), NOON, NOON).await.unwrap();
            }
            tx.commit().await.unwrap();
        };
        kept += i64::from(tokio::time::timeout(Duration::from_micros(n * 15), write).await.is_ok());
    }
    let mut tx = begin(&db).await;
    jobs::mark(&mut tx, &shop, "", JobKind::Webhooks, "", NOON, NOON).await.unwrap();
    tx.commit().await.unwrap();
    let rows = |kind: &str| format!("SELECT COUNT(*) FROM jobs WHERE kind = '{kind}'");
    let (orders, progress) = (number(&db, &rows("order")).await, number(&db, &rows("progress")).await);
    assert_eq!(orders, progress, "both or none");
    // One that was dropped while its commit was under way may have come through.
    assert!(orders >= kept, "{orders} of {kept} that were told so");
    assert_eq!(number(&db, &rows("webhooks")).await, 1);
}

async fn a_slot_is_never_given_twice(fresh: Fresh) {
    use spojka::store::calls;
    let processes = processes(&fresh).await;
    let shop = shop(&processes[0], "t", true).await;
    let mut callers = JoinSet::new();
    for caller in 0..16 {
        let (db, shop) = (processes[caller % 4].clone(), shop.clone());
        callers.spawn(async move {
            let mut tx = begin(&db).await;
            let taken = calls::take(&mut tx, &shop, &caller.to_string(), NOON).await.unwrap();
            tx.commit().await.unwrap();
            taken.then_some(caller)
        });
    }
    let holders: Vec<usize> = callers.join_all().await.into_iter().flatten().collect();
    assert_eq!(holders.len(), 2, "{holders:?}");
    let db = &processes[0];
    let take = async |now| {
        let mut tx = begin(db).await;
        let taken = calls::take(&mut tx, &shop, "late", now).await.unwrap();
        tx.commit().await.unwrap();
        taken
    };
    assert!(!take(NOON.plus_seconds(calls::SLOT_SECONDS - 1)).await);
    let mut tx = begin(db).await;
    calls::free(&mut tx, &shop, &holders[0].to_string()).await.unwrap();
    tx.commit().await.unwrap();
    assert!(take(NOON).await, "what was freed can be taken");
    assert!(take(NOON.plus_seconds(calls::SLOT_SECONDS)).await, "a killed worker's place is free after a while");
}
