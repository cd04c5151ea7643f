//! Random lives of the queue against what it promises: nothing lost, nothing under two valid leases, late workers change
//! nothing, shops take turns, retries follow the stairs.
use std::collections::BTreeMap;

use proptest::test_runner::{Config, TestCaseError, TestRunner};
use spojka::domain::clock::{Clock, Millis};
use spojka::domain::ids::ShopId;
use spojka::domain::job::{Job, JobKind, LEASE_SECONDS, Outcome, SET_ASIDE_AFTER, SUSPECT_AFTER, retry_after_seconds};
use spojka::store::{Db, jobs};

use crate::databases::Fresh;
use crate::ground::{NOON, begin, change, open, shop};
use crate::queue_plan::{Deed, End, life};

const KINDS: [JobKind; 2] = [JobKind::Order, JobKind::WriteBack];

/// Shop, kind and key.
type Name = (String, String, String);

/// A job's row as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stored {
    state: String,
    run_at: i64,
    lease: Option<String>,
    marks: i64,
    unended: i64,
}

impl Stored {
    /// Whether so many claims of it never ended that nobody may claim it.
    fn is_deadly(&self) -> bool {
        self.unended >= SET_ASIDE_AFTER
    }
}

/// What the test knows of one thing to be done, from outside.
#[derive(Debug, Default)]
struct Known {
    /// Count of the deeds at the last mark and at the last beginning of a run.
    marked: u64,
    begun: u64,
    /// Who holds it, until when.
    lease: Option<(String, i64)>,
    /// Tries since it last went well, was parked and marked again, or was mended.
    tries: i64,
    /// A mark came after the run began.
    news: bool,
}

struct World<'a> {
    db: &'a Db,
    clock: Clock,
    shops: [ShopId; 3],
    turns: BTreeMap<String, i64>,
    held: Vec<Job>,
    known: BTreeMap<Name, Known>,
    deeds: u64,
}

fn name(job: &Job) -> Name {
    (job.shop.to_string(), job.kind.word().to_owned(), job.key.clone())
}

type Verdict = Result<(), TestCaseError>;

macro_rules! ensure {
    ($fine:expr, $($why:tt)*) => {
        if !$fine {
            return Err(TestCaseError::fail(format!($($why)*)));
        }
    };
}

impl World<'_> {
    fn now(&self) -> Millis {
        self.clock.now()
    }

    async fn stored(&self) -> BTreeMap<Name, Stored> {
        const ROWS: &str = "SELECT shop_id, kind, job_key, state, run_at, lease, marks, unended FROM jobs";
        type Row = (String, String, String, String, i64, Option<String>, i64, i64);
        let rows: Vec<Row> = on_db!(self.db, pool => sqlx::query_as(ROWS).fetch_all(pool).await.unwrap());
        rows.into_iter()
            .map(|(shop, kind, key, state, run_at, lease, marks, unended)| {
                ((shop, kind, key), Stored { state, run_at, lease, marks, unended })
            })
            .collect()
    }

    async fn act(&mut self, deed: Deed) -> Verdict {
        self.deeds += 1;
        match deed {
            Deed::Mark { shop, kind, key, after } => self.mark(shop, KINDS[kind], &key.to_string(), after).await,
            Deed::Claim => self.claim().await.map(|_| ()),
            Deed::Extend(n) => self.extend(n).await,
            Deed::Finish(n, end) => self.finish(n, end).await,
            Deed::HandBack(n) => self.hand_back(n).await,
            Deed::Revive { shop, cause } => self.revive(shop, cause).await,
            Deed::Pass(millis) => {
                self.clock.advance_millis(millis);
                Ok(())
            }
        }
    }

    async fn mark(&mut self, shop: usize, kind: JobKind, key: &str, after: i64) -> Verdict {
        let (shop, now) = (&self.shops[shop], self.now());
        let mut tx = begin(self.db).await;
        jobs::mark(&mut tx, shop, "", kind, key, now.plus_seconds(after), now).await.unwrap();
        tx.commit().await.unwrap();
        let id: Name = (shop.to_string(), kind.word().to_owned(), key.to_owned());
        let row = self.stored().await.remove(&id);
        let deeds = self.deeds;
        let known = self.known.entry(id).or_default();
        known.marked = deeds;
        known.news = true;
        let ready = row.as_ref().is_some_and(|r| r.state == "ready" || r.is_deadly());
        ensure!(ready, "a mark makes work ready: {row:?}");
        if known.lease.is_none() {
            ensure!(row.is_some_and(|r| r.run_at <= now.plus_seconds(after).0), "a mark never puts work off");
        }
        Ok(())
    }

    async fn claim(&mut self) -> Result<usize, TestCaseError> {
        // Two claims in one moment have no order among shops.
        self.clock.advance_millis(1);
        let now = self.now();
        let before = self.stored().await;
        let due = before.iter().filter(|(_, r)| r.state == "ready" && r.run_at <= now.0 && !r.is_deadly());
        // Of each shop and kind: how many may come together.
        let mut groups: BTreeMap<(String, String), usize> = BTreeMap::new();
        due.for_each(|((shop, kind, _), row)| {
            *groups.entry((shop.clone(), kind.clone())).or_default() += usize::from(row.unended < SUSPECT_AFTER);
        });
        let claimed = jobs::claim(self.db, now).await.unwrap();
        let Some(first) = claimed.first() else {
            ensure!(groups.is_empty(), "due work was overlooked: {groups:?}");
            return Ok(0);
        };
        let group = (first.shop.to_string(), first.kind.word().to_owned());
        let together = if first.is_suspect() { Some(&1) } else { groups.get(&group) };
        ensure!(together == Some(&claimed.len()), "{} of {groups:?} were taken for {group:?}", claimed.len());
        let turn = |shop: &String| self.turns.get(shop).copied().unwrap_or_default();
        let longest = groups.keys().map(|(shop, _)| turn(shop)).min().unwrap_or_default();
        ensure!(turn(&group.0) == longest, "another shop waited longer: {:?}, {group:?}", self.turns);
        self.turns.insert(group.0, now.0);
        for job in claimed.iter().cloned() {
            let known = self.known.entry(name(&job)).or_default();
            if let Some((_, until)) = &known.lease {
                ensure!(*until <= now.0, "{job:?} is under two leases");
            }
            known.lease = Some((job.lease.clone(), now.plus_seconds(LEASE_SECONDS).0));
            known.begun = self.deeds;
            known.news = false;
            known.tries += 1;
            let left_behind = before.get(&name(&job)).map_or(0, |row| row.unended);
            ensure!(job.unended == left_behind + 1, "{left_behind} claims were left behind: {job:?}");
            ensure!(job.attempts == known.tries, "try {} is counted as {}", known.tries, job.attempts);
            self.held.push(job);
        }
        Ok(claimed.len())
    }

    /// Some holder, and whether its lease is still its own.
    fn holder(&self, n: usize) -> Option<(Job, bool)> {
        let job = self.held.get(n % self.held.len().max(1))?.clone();
        let own =
            self.known.get(&name(&job)).and_then(|k| k.lease.as_ref()).is_some_and(|(lease, _)| *lease == job.lease);
        Some((job, own))
    }

    async fn extend(&mut self, n: usize) -> Verdict {
        let Some((job, own)) = self.holder(n) else { return Ok(()) };
        let (now, before) = (self.now(), self.stored().await);
        let mut tx = begin(self.db).await;
        let kept = jobs::extend(&mut tx, &job, now).await.unwrap();
        tx.commit().await.unwrap();
        ensure!(kept == own, "lease kept: {kept}, own: {own}");
        if !own {
            ensure!(self.stored().await == before, "a late worker kept a lease");
        } else if let Some(known) = self.known.get_mut(&name(&job)) {
            known.lease = Some((job.lease, now.plus_seconds(LEASE_SECONDS).0));
        }
        Ok(())
    }

    async fn finish(&mut self, n: usize, end: End) -> Verdict {
        let Some((job, own)) = self.holder(n) else { return Ok(()) };
        let (now, before) = (self.now(), self.stored().await);
        let outcome = match end {
            End::Done => Outcome::Done,
            End::Again(s) => Outcome::Again(now.plus_seconds(s)),
            End::Retry(s) => Outcome::Retry { error: "e".to_owned(), not_before: s.map(|s| now.plus_seconds(s)) },
            End::Park(cause) => Outcome::Park { cause: format!("MAP-SHIP:{cause}") },
        };
        let mut tx = begin(self.db).await;
        jobs::finish(&mut tx, &job, &outcome, now, 1.0).await.unwrap();
        tx.commit().await.unwrap();
        let after = self.stored().await;
        let row = after.get(&name(&job)).cloned();
        if !own {
            ensure!(after == before, "a late worker changed something: {job:?}");
            return Ok(());
        }
        let Some(known) = self.known.get_mut(&name(&job)) else { return Ok(()) };
        known.lease = None;
        let (news, tries) = (known.news, known.tries);
        match end {
            End::Retry(s) => {
                let wait = retry_after_seconds(tries, 1.0);
                let row = row.ok_or_else(|| TestCaseError::fail("failed work is gone"))?;
                let state = if wait.is_none() && !news { "dead" } else { "ready" };
                ensure!(row.state == state && row.lease.is_none(), "try {tries}, news {news}: {row:?}");
                #[expect(clippy::cast_possible_truncation, reason = "some hours in milliseconds")]
                let stair = wait.map_or(0, |s| (s * 1000.0) as i64).max(s.unwrap_or_default() * 1000);
                ensure!(row.run_at - now.0 == stair, "after try {tries} it waits {} ms", row.run_at - now.0);
                if wait.is_none() && news {
                    known.tries = 0;
                }
            }
            End::Park(_) if !news => {
                ensure!(row.is_some_and(|r| r.state == "parked"), "parked work waits for its cause");
            }
            End::Park(_) => ensure!(row.is_some_and(|r| r.state == "ready" && r.run_at <= now.0), "news end waiting"),
            End::Done if !news => {
                known.tries = 0;
                ensure!(row.is_none(), "done work is gone");
            }
            End::Again(s) if !news => {
                known.tries = 0;
                ensure!(row.is_some_and(|r| r.run_at == now.plus_seconds(s).0), "it looks again when it said");
            }
            End::Done | End::Again(_) => {
                known.tries = 0;
                ensure!(
                    row.is_some_and(|r| r.state == "ready" && r.run_at <= now.0),
                    "a mark during a run leads to another"
                );
            }
        }
        Ok(())
    }

    async fn hand_back(&mut self, n: usize) -> Verdict {
        let Some((job, own)) = self.holder(n) else { return Ok(()) };
        let before = self.stored().await;
        let mut tx = begin(self.db).await;
        jobs::hand_back(&mut tx, &job, self.now()).await.unwrap();
        tx.commit().await.unwrap();
        if own {
            if let Some(known) = self.known.get_mut(&name(&job)) {
                known.lease = None;
                known.tries -= 1;
            }
        } else {
            ensure!(self.stored().await == before, "a late worker handed something back");
        }
        Ok(())
    }

    async fn revive(&mut self, shop: usize, cause: u8) -> Verdict {
        // What is being worked on may have read what was just mended: for it this is news.
        const MENDABLE: [&str; 4] = ["order", "progress", "write_back", "stock"];
        let shop_id = self.shops[shop].to_string();
        for ((of, kind, _), known) in &mut self.known {
            if *of == shop_id && known.lease.is_some() && MENDABLE.contains(&kind.as_str()) {
                known.news = true;
            }
        }
        let mut tx = begin(self.db).await;
        jobs::revive(&mut tx, &self.shops[shop], "MAP-SHIP", &cause.to_string(), self.now()).await.unwrap();
        tx.commit().await.unwrap();
        Ok(())
    }

    async fn set_aside(&self) {
        for job in jobs::deadly(self.db, self.now()).await.unwrap() {
            let mut tx = begin(self.db).await;
            jobs::set_aside(&mut tx, &job, "ended the process", self.now()).await.unwrap();
            tx.commit().await.unwrap();
        }
    }

    /// Everything goes well from now on: then each mark must have been followed by a run that began after it.
    async fn drain(&mut self) -> Verdict {
        for round in 0.. {
            ensure!(round < 500, "the queue doesn't run empty");
            self.deeds += 1;
            let from = self.held.len();
            if self.claim().await? == 0 {
                self.set_aside().await;
                let left = self.stored().await;
                if left.values().all(|r| r.state != "ready") {
                    break;
                }
                self.clock.advance_millis(3_600_000);
            }
            for n in from..self.held.len() {
                self.finish(n, End::Done).await?;
            }
        }
        let left = self.stored().await;
        for (name, known) in &self.known {
            let aside = left.get(name).is_some_and(|row| row.state == "dead" && row.is_deadly());
            ensure!(known.begun > known.marked || aside, "the last mark of {name:?} was followed by no run");
        }
        Ok(())
    }
}

/// Tries of a parked or dead job are counted anew when it is marked or mended.
fn reset(before: &BTreeMap<Name, Stored>, after: &BTreeMap<Name, Stored>, known: &mut BTreeMap<Name, Known>) {
    for (name, row) in after {
        if row.state == "ready" && before.get(name).is_some_and(|b| b.state != "ready") {
            known.entry(name.clone()).or_default().tries = 0;
        }
    }
}

async fn live(db: &Db, shops: [ShopId; 3], deeds: Vec<Deed>) -> Verdict {
    change(db, "DELETE FROM jobs").await;
    change(db, "UPDATE shops SET last_turn_at = 0").await;
    let clock = Clock::manual(NOON);
    let mut world =
        World { db, clock, shops, turns: BTreeMap::new(), held: Vec::new(), known: BTreeMap::new(), deeds: 0 };
    for deed in deeds {
        let before = world.stored().await;
        world.act(deed).await?;
        reset(&before, &world.stored().await, &mut world.known);
    }
    world.drain().await
}

fn lives(fresh: &Fresh, runtime: &tokio::runtime::Runtime, cases: u32) {
    let db = runtime.block_on(open(fresh));
    let shops = ["1", "2", "3"].map(|token| runtime.block_on(shop(&db, token, true)));
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let result = TestRunner::new(config).run(&life(), |deeds| runtime.block_on(live(&db, shops.clone(), deeds)));
    result.unwrap_or_else(|error| panic!("{error}"));
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

#[test]
fn lives_on_sqlite() {
    let runtime = runtime();
    lives(&Fresh::sqlite(), &runtime, 60);
}

#[test]
fn lives_on_postgres() {
    let runtime = runtime();
    if let Some(fresh) = runtime.block_on(Fresh::postgres()) {
        lives(&fresh, &runtime, 20);
    }
}
