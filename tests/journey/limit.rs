//! Today's safe number of calls for what can wait: once it is used up, catching up waits until tomorrow; orders do not.
use spojka::domain::access::Access;
use spojka::domain::job::JobKind;
use spojka::store::{jobs, usage};

use crate::frame::Frame;
use crate::inside::Inside;
use crate::world::{World, engines};

fn looks_for_changes(w: &World) -> usize {
    w.calls("upgates", "GET", "/orders").iter().filter(|e| e.query.contains("last_update_time_from")).count()
}

async fn catch_up(w: &Inside) {
    let (shop, now) = (w.known().await.unwrap(), w.clock.now());
    let mut tx = w.db.begin().await.unwrap();
    jobs::mark(&mut tx, &shop.id, "", JobKind::CatchUp, "", now, now).await.unwrap();
    tx.commit().await.unwrap();
    w.ctx.wake.notify_one();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_wait_is_put_off_and_orders_go_on() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let left = (w.clock.now().next_day().0 - w.clock.now().0) / 1000;
        if left < 3600 {
            w.pass(left + 60).await;
        }
        let first = w.buy().await;
        w.arrives(&first).await;
        catch_up(&w).await;
        w.wait("changes are looked for", async || (looks_for_changes(&w) > 0).then_some(())).await;
        let shop = w.known().await.unwrap();
        let mut tx = w.db.begin().await.unwrap();
        for _ in 0..w.ctx.tuning.background_calls {
            usage::count(&mut tx, &shop.id, Access::Orders.word(), true, w.clock.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let before = looks_for_changes(&w);
        catch_up(&w).await;
        w.wait("the look is put off", async || {
            let jobs = jobs::list(&w.db, &shop.id).await.unwrap();
            let job = jobs.into_iter().find(|j| j.kind == "catch_up")?;
            (job.state == "ready" && job.attempts == 0 && job.run_at > w.clock.now().0 + 600_000).then_some(())
        })
        .await;
        assert_eq!(looks_for_changes(&w), before, "no call was made");
        let frame = Frame::open(&w).await;
        let today = w.clock.now().local("Europe/Prague").date().to_string();
        let count = [("action", "count"), ("fill_from", today.as_str()), ("fill_to", today.as_str())];
        let (_, page) = frame.post("/activity", "/fill", &count).await;
        assert!(page.contains("data-test=\"fill-rests\""), "the form says why nothing moves: {page}");
        let second = w.buy().await;
        w.arrives(&second).await;

        let left = (w.clock.now().next_day().0 - w.clock.now().0) / 1000;
        w.pass(left + 3700).await;
        w.wait("the next day begins anew", async || (looks_for_changes(&w) > before).then_some(())).await;
        w.close().await;
    }
}
