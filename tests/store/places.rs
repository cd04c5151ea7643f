//! Who may be worked on beside whom: places of a shop and of a connection's work, work that ends the process, and what a clock that was
//! ahead left behind.
use spojka::domain::clock::Millis;
use spojka::domain::ids::ShopId;
use spojka::domain::job::{Job, JobKind, Outcome, SET_ASIDE_AFTER};
use spojka::store::jobs::{self, JobLine, Room};
use spojka::store::{Db, ahead};

use crate::databases::Fresh;
use crate::ground::{NOON, begin, change, number, open, shop};

both!(
    a_slow_lane_leaves_places_for_the_rest,
    what_ends_the_process_is_taken_alone_and_set_aside,
    only_one_suspect_comes_at_a_time,
    what_was_not_begun_goes_back_where_it_stood,
    what_a_clock_that_was_ahead_left_is_due,
);

async fn mark(db: &Db, shop: &ShopId, kind: JobKind, key: &str, due: Millis) {
    let mut tx = begin(db).await;
    jobs::mark(&mut tx, shop, "", kind, key, due, NOON).await.unwrap();
    tx.commit().await.unwrap();
}

async fn end(db: &Db, batch: &[Job], outcome: Outcome, now: Millis) {
    let mut tx = begin(db).await;
    for job in batch {
        jobs::finish(&mut tx, job, &outcome, now, 0.5).await.unwrap();
    }
    jobs::leave(&mut tx, &batch[0].lease).await.unwrap();
    tx.commit().await.unwrap();
}

async fn line(db: &Db, shop: &ShopId, key: &str) -> JobLine {
    jobs::list(db, shop).await.unwrap().into_iter().find(|line| line.job_key == key).unwrap()
}

const ROOM: Room = Room { of_shop: 3, of_lane: 2, jobs: 10, suspects: true };

async fn a_slow_lane_leaves_places_for_the_rest(fresh: Fresh) {
    let (db, other) = (open(&fresh).await, Db::connect(&fresh.url).await.unwrap());
    let (slow, quick) = (shop(&db, "slow", true).await, shop(&db, "quick", true).await);
    for n in 0..60 {
        mark(&db, &slow, JobKind::Order, &n.to_string(), NOON.plus_seconds(-60)).await;
    }
    let mut held = Vec::new();
    // Two processes take turns.
    for db in [&db, &other, &db] {
        held.push(jobs::claim_in(db, NOON, ROOM).await.unwrap());
    }
    assert_eq!(
        held.iter().map(Vec::len).collect::<Vec<_>>(),
        [10, 10, 0],
        "a lane holds two places, over all processes"
    );
    mark(&db, &slow, JobKind::WriteBack, "1", NOON).await;
    mark(&db, &slow, JobKind::Dictionary, "payments", NOON).await;
    let more = jobs::claim_in(&db, NOON, ROOM).await.unwrap();
    assert_ne!(more[0].kind, JobKind::Order, "other work of the shop goes on");
    assert!(jobs::claim_in(&other, NOON, ROOM).await.unwrap().is_empty(), "a shop holds three places");
    mark(&db, &quick, JobKind::Order, "1", NOON).await;
    let beside = jobs::claim_in(&other, NOON, ROOM).await.unwrap();
    assert_eq!(beside[0].shop, quick, "another shop does not wait");
    end(&db, &beside, Outcome::Done, NOON).await;
    end(&db, &held[0], Outcome::Done, NOON).await;
    assert_eq!(jobs::claim_in(&db, NOON, ROOM).await.unwrap().len(), 10, "a place that was left is taken");
    // Places of a process that died are free when its leases have run out.
    let later = NOON.plus_seconds(31);
    assert_eq!(jobs::claim_in(&db, later, ROOM).await.unwrap().len(), 10);
    let mut tx = begin(&db).await;
    jobs::sweep(&mut tx, later).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(number(&db, "SELECT COUNT(*) FROM places").await, 1);
}

async fn what_ends_the_process_is_taken_alone_and_set_aside(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    for key in ["poison", "1", "2"] {
        mark(&db, &shop, JobKind::Order, key, NOON).await;
    }
    let mut now = NOON;
    let mut together = Vec::new();
    for _ in 0..SET_ASIDE_AFTER {
        // Whenever the poison is worked on, the process ends: nothing that runs with it comes to its end.
        loop {
            let claimed = jobs::claim(&db, now).await.unwrap();
            if claimed.iter().any(|job| job.key == "poison") {
                together.push(claimed.len());
                break;
            }
            end(&db, &claimed, Outcome::Done, now).await;
        }
        assert!(jobs::deadly(&db, now).await.unwrap().is_empty());
        now = now.plus_seconds(31);
    }
    assert_eq!(together, [3, 3, 1, 1, 1]);
    assert!(jobs::claim(&db, now).await.unwrap().is_empty(), "it ends no process any more");
    let deadly = jobs::deadly(&db, now).await.unwrap();
    assert_eq!(deadly.iter().map(|job| (job.key.as_str(), job.unended)).collect::<Vec<_>>(), [("poison", 5)]);
    let mut tx = begin(&db).await;
    jobs::set_aside(&mut tx, &deadly[0], "ended the process 5 times", now).await.unwrap();
    tx.commit().await.unwrap();
    mark(&db, &shop, JobKind::Order, "poison", now).await;
    let found = line(&db, &shop, "poison").await;
    assert_eq!(
        (found.state.as_str(), found.error.as_str()),
        ("dead", "ended the process 5 times"),
        "hooks don't bring it back"
    );
    assert_eq!(jobs::dead(&db).await.unwrap(), (1, 1));
    assert_eq!(jobs::list(&db, &shop).await.unwrap().len(), 1, "those that were only beside it are done");
    let mut tx = begin(&db).await;
    jobs::restart(&mut tx, &shop, "", JobKind::Order, "poison", now).await.unwrap();
    tx.commit().await.unwrap();
    now = now.plus_seconds(1);
    mark(&db, &shop, JobKind::Order, "3", now).await;
    let again = jobs::claim(&db, now).await.unwrap();
    assert!(
        again.len() == 1 && again[0].key == "poison" && again[0].is_suspect(),
        "a person does; it comes alone: {again:?}"
    );
    end(&db, &again, Outcome::Again(now), now).await;
    assert_eq!(jobs::claim(&db, now).await.unwrap().len(), 2, "once it has ended it is as good as any");
}

async fn only_one_suspect_comes_at_a_time(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    for key in ["1", "2", "3"] {
        mark(&db, &shop, JobKind::Order, key, NOON).await;
    }
    change(&db, "UPDATE jobs SET unended = 2 WHERE job_key <> '3'").await;
    let calm = Room { suspects: false, ..Room::default() };
    let first = jobs::claim_in(&db, NOON, calm).await.unwrap();
    assert_eq!(first.iter().map(|job| job.key.as_str()).collect::<Vec<_>>(), ["3"]);
    assert!(jobs::claim_in(&db, NOON, calm).await.unwrap().is_empty());
    assert!(jobs::claim(&db, NOON).await.unwrap()[0].is_suspect());
}

async fn what_was_not_begun_goes_back_where_it_stood(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    let due = NOON.plus_seconds(-100);
    mark(&db, &shop, JobKind::Order, "1", due).await;
    let claimed = jobs::claim(&db, NOON).await.unwrap();
    end(&db, &claimed, Outcome::HandBack, NOON.plus_seconds(5)).await;
    let found = line(&db, &shop, "1").await;
    assert_eq!((found.state.as_str(), found.attempts, found.run_at), ("ready", 0, due.0));
    assert_eq!(jobs::claim(&db, NOON).await.unwrap()[0].unended, 1);
}

async fn what_a_clock_that_was_ahead_left_is_due(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    let month = NOON.plus_seconds(30 * 86_400);
    let ensure = async |period: i64| {
        let mut tx = begin(&db).await;
        let times = (NOON.plus_seconds(60), NOON.plus_seconds(period));
        jobs::ensure(&mut tx, &shop, ("", JobKind::CatchUp, ""), times, NOON).await.unwrap();
        ahead::end_leases(&mut tx, NOON).await.unwrap();
        ahead::end_waits(&mut tx, &shop, NOON).await.unwrap();
        tx.commit().await.unwrap();
    };
    // A lease and a recurring job, a day and a month ahead; a retry; a hold of the weekend, which is right.
    for (key, run_at, set) in [
        ("leased", NOON.plus_seconds(86_400), "lease = 'gone'"),
        ("retry", NOON.plus_seconds(86_400), "error = 'no answer', attempts = 3"),
        ("held", NOON.plus_seconds(3 * 86_400), "attempts = 0"),
    ] {
        mark(&db, &shop, JobKind::Order, key, NOON).await;
        change(&db, &format!("UPDATE jobs SET {set}, run_at = {run_at} WHERE job_key = '{key}'", run_at = run_at.0))
            .await;
    }
    mark(&db, &shop, JobKind::CatchUp, "", month).await;
    change(&db, &format!("UPDATE shops SET next_call_at = {}", month.0)).await;
    ensure(6 * 3600).await;
    for (key, due) in [("leased", NOON), ("retry", NOON), ("held", NOON.plus_seconds(3 * 86_400)), ("", NOON)] {
        assert_eq!(line(&db, &shop, key).await.run_at, due.0, "{key}");
    }
    assert_eq!(number(&db, "SELECT next_call_at FROM shops").await, NOON.0);
    let mut kinds = Vec::new();
    while let Some(job) = jobs::claim(&db, NOON).await.unwrap().first() {
        kinds.push(job.kind);
    }
    kinds.sort();
    assert_eq!(kinds, [JobKind::Order, JobKind::CatchUp]);
    // What lies within its period keeps its time.
    change(&db, &format!("UPDATE jobs SET lease = NULL, run_at = {}", NOON.plus_seconds(5 * 3600).0)).await;
    ensure(6 * 3600).await;
    assert_eq!(line(&db, &shop, "").await.run_at, NOON.plus_seconds(5 * 3600).0);
}
