//! The queue case by case: coalescing, the size of a claim, who is due, the stairs, dead and parked work.
use std::collections::BTreeMap;

use spojka::domain::clock::Millis;
use spojka::domain::ids::ShopId;
use spojka::domain::job::{Job, JobKind, Outcome};
use spojka::store::jobs::{self, CLAIM_LIMIT, JobLine, Lease, Wish};
use spojka::store::{Db, StoreError, cursors, marks};

use crate::databases::Fresh;
use crate::ground::{NOON, begin, change, open, shop};

both!(
    marks_of_one_thing_are_one_job,
    many_marks_at_once_do_what_each_alone_does,
    a_claim_takes_at_most_a_hundred_of_one_kind,
    only_those_who_may_are_served,
    the_last_try_ends_dead_unless_something_new_came,
    given_up_recurring_work_starts_anew,
    mending_moves_what_waits_for_it,
    what_is_handed_back_costs_no_try,
    what_was_done_under_a_lost_lease_changes_nothing,
    stock_is_written_by_one_at_a_time,
    only_what_may_run_counts_as_late,
);

async fn mark(db: &Db, shop: &ShopId, kind: JobKind, key: &str, due: Millis) {
    let mut tx = begin(db).await;
    jobs::mark(&mut tx, shop, "", kind, key, due, NOON).await.unwrap();
    tx.commit().await.unwrap();
}

async fn end(db: &Db, job: &Job, outcome: Outcome, now: Millis) {
    let mut tx = begin(db).await;
    jobs::finish(&mut tx, job, &outcome, now, 0.5).await.unwrap();
    tx.commit().await.unwrap();
}

async fn only(db: &Db, shop: &ShopId) -> JobLine {
    let mut list = jobs::list(db, shop).await.unwrap();
    assert_eq!(list.len(), 1, "{list:?}");
    list.remove(0)
}

fn failed() -> Outcome {
    Outcome::Retry { error: "no answer".to_owned(), not_before: None }
}

async fn marks_of_one_thing_are_one_job(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    let mut tx = begin(&db).await;
    for n in 0..1000 {
        jobs::mark(&mut tx, &shop, "", JobKind::Order, "1042", NOON.plus_seconds(n % 7), NOON).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(only(&db, &shop).await.run_at, NOON.0, "the earliest wish counts");
    let claimed = jobs::claim(&db, NOON).await.unwrap();
    assert_eq!((claimed.len(), claimed[0].marks), (1, 1000));
    end(&db, &claimed[0], Outcome::Done, NOON).await;
    assert!(jobs::list(&db, &shop).await.unwrap().is_empty());
}

async fn many_marks_at_once_do_what_each_alone_does(fresh: Fresh) {
    let db = open(&fresh).await;
    let shops = [shop(&db, "one-by-one", true).await, shop(&db, "together", true).await];
    let marks = [("new", 3), ("new", 1), ("held", 0), ("sooner", 2), ("later", 9), ("parked", 4), ("odd \"key\\", 0)];
    for (n, shop) in shops.iter().enumerate() {
        for (key, due) in [("held", 0), ("sooner", 5), ("later", 5), ("parked", 0)] {
            mark(&db, shop, JobKind::Order, key, NOON.plus_seconds(due)).await;
        }
        let mut claimed = jobs::claim(&db, NOON).await.unwrap();
        claimed.sort_by(|a, b| a.key.cmp(&b.key));
        assert_eq!(claimed.iter().map(|j| j.key.as_str()).collect::<Vec<_>>(), ["held", "parked"]);
        end(&db, &claimed[1], Outcome::Park { cause: "MAP-SHIP:8".to_owned() }, NOON).await;
        let mut tx = begin(&db).await;
        if n == 0 {
            for (key, due) in marks {
                jobs::mark(&mut tx, shop, "", JobKind::Order, key, NOON.plus_seconds(due), NOON).await.unwrap();
            }
        } else {
            let mut wishes: BTreeMap<String, Wish> = BTreeMap::new();
            for (key, due) in marks {
                let wish = Wish::at(NOON.plus_seconds(due));
                wishes.entry(key.to_owned()).and_modify(|w| w.join(wish)).or_insert(wish);
            }
            jobs::mark_many(&mut tx, shop, ("", JobKind::Order), &wishes, NOON).await.unwrap();
        }
        tx.commit().await.unwrap();
        end(&db, &claimed[0], Outcome::Done, NOON).await;
    }
    let [one, together] = [jobs::list(&db, &shops[0]).await.unwrap(), jobs::list(&db, &shops[1]).await.unwrap()];
    assert_eq!(one.len(), 6, "what was marked while it was worked on is still there: {one:#?}");
    assert_eq!(one, together);
    let later = NOON.plus_seconds(60);
    let mut counts = Vec::new();
    for _ in &shops {
        let mut claimed = jobs::claim(&db, later).await.unwrap();
        claimed.sort_by(|a, b| a.key.cmp(&b.key));
        counts.push(claimed.into_iter().map(|j| (j.key, j.marks)).collect::<Vec<_>>());
    }
    assert_eq!(counts[0], counts[1]);
    assert!(counts[0].contains(&("new".to_owned(), 2)), "{counts:?}");
}

async fn a_claim_takes_at_most_a_hundred_of_one_kind(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    for n in 0..250 {
        mark(&db, &shop, JobKind::Order, &n.to_string(), NOON.plus_millis(n - 250)).await;
    }
    mark(&db, &shop, JobKind::WriteBack, "7", NOON).await;
    let mut sizes = Vec::new();
    let mut keys = Vec::new();
    for turn in 0..5 {
        let claimed = jobs::claim(&db, NOON.plus_millis(turn)).await.unwrap();
        assert!(claimed.iter().all(|j| j.kind == claimed[0].kind && j.lease == claimed[0].lease && j.attempts == 1));
        keys.extend(claimed.iter().filter(|j| j.kind == JobKind::Order).map(|j| j.key.parse::<i64>().unwrap()));
        sizes.push(claimed.len());
    }
    assert_eq!(sizes, [100, 100, 50, 1, 0]);
    assert_eq!(CLAIM_LIMIT, 100);
    assert!(keys[..100].iter().all(|k| *k < 100), "the oldest come first");
    keys.sort_unstable();
    assert_eq!(keys, (0..250).collect::<Vec<_>>());
}

async fn only_those_who_may_are_served(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", false).await;
    let served = async || jobs::claim(&db, NOON).await.unwrap().first().map(|j| j.kind);
    mark(&db, &shop, JobKind::Order, "1", NOON).await;
    assert_eq!(served().await, None, "not coupled: hooks are only marks");
    change(&db, "UPDATE shops SET flowing = TRUE, state = 'inactive'").await;
    assert_eq!(served().await, None, "deactivated");
    change(&db, "UPDATE shops SET state = 'refused'").await;
    assert_eq!(served().await, None, "refused");
    change(&db, "UPDATE shops SET state = 'doubtful'").await;
    assert_eq!(served().await, None, "doubtful");
    mark(&db, &shop, JobKind::Probe, "uninstall", NOON).await;
    assert_eq!(served().await, Some(JobKind::Probe), "a doubt is cleared");
    change(&db, &format!("UPDATE shops SET state = 'active', next_call_at = {}", NOON.0 + 1)).await;
    assert_eq!(served().await, None, "told to wait");
    change(&db, &format!("UPDATE shops SET next_call_at = {}", NOON.0)).await;
    assert_eq!(served().await, Some(JobKind::Order), "and in no other case");
    assert_eq!(served().await, None, "it is under a lease now");
}

async fn the_last_try_ends_dead_unless_something_new_came(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    let mut now = NOON;
    for news in [true, false] {
        mark(&db, &shop, JobKind::Order, "1", now).await;
        for attempt in 1..=11 {
            now = Millis(now.0.max(only(&db, &shop).await.run_at));
            let claimed = jobs::claim(&db, now).await.unwrap();
            assert_eq!((claimed.len(), claimed[0].attempts), (1, attempt));
            if attempt == 11 && news {
                mark(&db, &shop, JobKind::Order, "1", now).await;
            }
            end(&db, &claimed[0], failed(), now).await;
        }
        let line = only(&db, &shop).await;
        if news {
            assert_eq!((line.state.as_str(), line.attempts, line.run_at), ("ready", 0, now.0), "news are looked at");
        } else {
            assert_eq!((line.state.as_str(), line.error.as_str()), ("dead", "no answer"));
        }
    }
    assert!(jobs::claim(&db, now.plus_seconds(86_400)).await.unwrap().is_empty());
    let mut tx = begin(&db).await;
    assert_eq!(jobs::revive_all(&mut tx, &shop, now).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(jobs::claim(&db, now).await.unwrap()[0].attempts, 1);
}

async fn given_up_recurring_work_starts_anew(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    let later = NOON.plus_seconds(60);
    let ensure = async |due: Millis| {
        let mut tx = begin(&db).await;
        let times = (due, NOON.plus_seconds(6 * 3600));
        jobs::ensure(&mut tx, &shop, ("", JobKind::CatchUp, ""), times, NOON).await.unwrap();
        tx.commit().await.unwrap();
    };
    ensure(NOON).await;
    ensure(later).await;
    assert_eq!(only(&db, &shop).await.run_at, NOON.0, "it keeps its time");
    change(&db, "UPDATE jobs SET state = 'dead', attempts = 11").await;
    ensure(later).await;
    let line = only(&db, &shop).await;
    assert_eq!((line.state.as_str(), line.attempts, line.run_at), ("ready", 0, later.0));
}

async fn mending_moves_what_waits_for_it(fresh: Fresh) {
    let db = open(&fresh).await;
    let (one, two) = (shop(&db, "1", true).await, shop(&db, "2", true).await);
    for (shop, key, cause) in
        [(&one, "1", "MAP-SHIP:5"), (&one, "2", "MAP-SHIP:6"), (&one, "3", "MAP-PAY:5"), (&two, "4", "MAP-SHIP:5")]
    {
        mark(&db, shop, JobKind::Order, key, NOON).await;
        let claimed = jobs::claim(&db, NOON).await.unwrap();
        end(&db, &claimed[0], Outcome::Park { cause: cause.to_owned() }, NOON).await;
    }
    let revive = async |subject: &str| {
        let mut tx = begin(&db).await;
        let moved = jobs::revive(&mut tx, &one, "MAP-SHIP", subject, NOON).await.unwrap();
        tx.commit().await.unwrap();
        let keys = jobs::claim(&db, NOON).await.unwrap().into_iter().map(|j| j.key).collect::<Vec<_>>();
        (moved, keys)
    };
    assert_eq!(revive("7").await, (0, vec![]));
    assert_eq!(revive("5").await, (1, vec!["1".to_owned()]));
    assert_eq!(revive("").await, (1, vec!["2".to_owned()]));
    assert_eq!(only(&db, &two).await.state, "parked");
}

async fn what_is_handed_back_costs_no_try(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    mark(&db, &shop, JobKind::Order, "1", NOON).await;
    for _ in 0..3 {
        let claimed = jobs::claim(&db, NOON).await.unwrap();
        assert_eq!(claimed[0].attempts, 1);
        let mut tx = begin(&db).await;
        jobs::hand_back(&mut tx, &claimed[0], NOON).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(marks::count(&db).await.unwrap(), 0);
}

async fn what_was_done_under_a_lost_lease_changes_nothing(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    for key in ["1", "2"] {
        mark(&db, &shop, JobKind::Order, key, NOON).await;
    }
    let lease_of = async |now: Millis| Lease::of(&jobs::claim(&db, now).await.unwrap()).unwrap();
    let write = async |lease: &Lease, value: i64| {
        let mut tx = begin(&db).await.under(lease);
        cursors::set(&mut tx, shop.as_str(), "done", Millis(value)).await.unwrap();
        tx.commit().await
    };
    let first = lease_of(NOON).await;
    write(&first, 1).await.unwrap();
    // The first worker stands still for longer than its lease.
    let second = lease_of(NOON.plus_seconds(31)).await;
    assert!(matches!(write(&first, 2).await, Err(StoreError::LeaseLost)));
    let mut tx = begin(&db).await;
    assert!(!first.extend(&mut tx, NOON.plus_seconds(32)).await.unwrap());
    assert!(second.extend(&mut tx, NOON.plus_seconds(32)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(cursors::get(&db, shop.as_str(), "done").await.unwrap(), Some(Millis(1)));
    write(&second, 3).await.unwrap();
    // Erased while it was worked on.
    change(&db, "DELETE FROM jobs").await;
    assert!(matches!(write(&second, 4).await, Err(StoreError::LeaseLost)));
    assert_eq!(cursors::get(&db, shop.as_str(), "done").await.unwrap(), Some(Millis(3)));
}

async fn stock_is_written_by_one_at_a_time(fresh: Fresh) {
    let db = open(&fresh).await;
    let shop = shop(&db, "t", true).await;
    mark(&db, &shop, JobKind::StockCatchUp, "", NOON).await;
    mark(&db, &shop, JobKind::Stock, "LAMP-01", NOON.plus_millis(1)).await;
    let begun = jobs::claim(&db, NOON.plus_millis(1)).await.unwrap();
    assert_eq!(begun[0].kind, JobKind::StockCatchUp);
    assert!(
        jobs::claim(&db, NOON.plus_millis(2)).await.unwrap().is_empty(),
        "what is being read would be written last"
    );
    mark(&db, &shop, JobKind::Order, "1", NOON).await;
    assert_eq!(jobs::claim(&db, NOON.plus_millis(3)).await.unwrap()[0].kind, JobKind::Order, "all else goes on");
    end(&db, &begun[0], Outcome::Done, NOON.plus_millis(4)).await;
    assert_eq!(jobs::claim(&db, NOON.plus_millis(5)).await.unwrap()[0].kind, JobKind::Stock);
    mark(&db, &shop, JobKind::StockCatchUp, "", NOON.plus_millis(6)).await;
    assert!(jobs::claim(&db, NOON.plus_seconds(29)).await.unwrap().is_empty());
    // A worker that died holds nobody up for longer than its lease.
    assert!(!jobs::claim(&db, NOON.plus_seconds(31)).await.unwrap().is_empty());
}

async fn only_what_may_run_counts_as_late(fresh: Fresh) {
    let db = open(&fresh).await;
    let (ours, asleep) = (shop(&db, "t", true).await, shop(&db, "u", false).await);
    mark(&db, &asleep, JobKind::Order, "1", NOON).await;
    mark(&db, &ours, JobKind::Order, "1", NOON.plus_seconds(3)).await;
    let later = NOON.plus_seconds(5);
    assert_eq!(jobs::backlog(&db, later).await.unwrap(), (Some(NOON.plus_seconds(3)), 1));
    mark(&db, &asleep, JobKind::Onboard, "", NOON.plus_seconds(2)).await;
    assert_eq!(jobs::backlog(&db, later).await.unwrap(), (Some(NOON.plus_seconds(2)), 2));
}
