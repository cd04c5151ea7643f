//! The add-on inside the test's own process: the real server and worker, with a clock that runs and can be put forward.
use std::ops::Deref;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::HttpServer;
use actix_web::web::Data;
use clap::Parser as _;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use spojka::config::Flags;
use spojka::coupling::{self, Coupled};
use spojka::domain::clock::Clock;
use spojka::domain::report::Simulation;
use spojka::domain::settings::{Coupling, Settings};
use spojka::server;
use spojka::store::audit::Who;
use spojka::store::connections::{self, Connection};
use spojka::sync::{self, Context, Tuning, schedule};
use spojka::web::app;
use spojka::web::pages::PageState;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::world::{Engine, World};

#[derive(clap::Parser)]
struct Line {
    #[command(flatten)]
    flags: Flags,
}

/// A world with a running add-on.
pub struct Inside {
    world: World,
    pub ctx: Arc<Context>,
    pub clock: Clock,
    server: actix_web::dev::ServerHandle,
    stop: watch::Sender<bool>,
    worker: JoinHandle<()>,
    ticker: JoinHandle<()>,
}

impl Deref for Inside {
    type Target = World;

    fn deref(&self) -> &World {
        &self.world
    }
}

impl Inside {
    /// Starts the add-on in a new world.
    pub async fn start(engine: Engine) -> Self {
        let (world, listener) = World::new(engine).await;
        let line = Line::parse_from(std::iter::once("spojka".to_owned()).chain(world.flags()));
        let config = line.flags.config().unwrap();
        let clock = Clock::manual(Clock::System.now());
        let ticker = tokio::spawn(tick(clock.clone()));
        let tuning = Tuning { stock_window: 0, products: 60, ..Tuning::default() };
        let (state, ctx) = server::build(&config, world.db.clone(), clock.clone(), tuning).unwrap();
        let pages = Data::new(PageState::new(&config, ctx.desk.clone(), Arc::clone(&ctx.wake)));
        let server = HttpServer::new(move || app::app(&state, &pages))
            .workers(1)
            .disable_signals()
            .listen(listener)
            .unwrap()
            .run();
        let handle = server.handle();
        tokio::spawn(server);
        let (stop, stopping) = watch::channel(false);
        let worker = tokio::spawn(sync::run(Arc::clone(&ctx), stopping));
        Self { world, ctx, clock, server: handle, stop, worker, ticker }
    }

    /// Starts, activates the shop and couples it as the settings file says after `change`.
    pub async fn coupled(engine: Engine, change: impl FnOnce(&mut Value)) -> Self {
        let inside = Self::start(engine).await;
        inside.activate().await;
        inside.couple(change).await;
        inside
    }

    /// Couples the shop, enters the hook in the warehouse, and plans recurring work as the worker does every minute.
    pub async fn couple(&self, change: impl FnOnce(&mut Value)) -> Coupled {
        let mut file = self.coupling();
        change(&mut file);
        let coupling = Coupling::parse(&file.to_string()).unwrap();
        let shop = self.known().await.unwrap();
        let coupled = coupling::couple(&self.ctx.desk, &shop.id, &coupling, Who::Operator).await.unwrap();
        let hook = json!({ "url": coupled.hook_url, "secret": coupled.hook_secret.expose_secret() });
        let saved = self.control("extend/hooks", hook).await;
        assert_eq!(saved["probe"], "ok", "{saved}");
        schedule::ensure(&self.ctx).await.unwrap();
        self.ctx.wake.notify_one();
        coupled
    }

    /// The connection as it is stored.
    pub async fn connection(&self) -> Connection {
        let shop = self.known().await.unwrap();
        connections::of_shop(&self.db, &shop.id).await.unwrap().remove(0)
    }

    /// What would happen with other settings; they are stored nowhere.
    pub async fn simulate(&self, change: impl FnOnce(&mut Settings)) -> Simulation {
        let c = self.connection().await;
        let mut settings = c.settings;
        change(&mut settings);
        coupling::simulate(&self.ctx.desk, &c.shop, c.id.as_str(), &settings, "").await.unwrap();
        self.ctx.wake.notify_one();
        let report = self.wait("the simulation is done", async || self.connection().await.simulation).await;
        serde_json::from_str(&report).unwrap()
    }

    /// Time passes on both sides of the wire.
    pub async fn pass(&self, seconds: i64) {
        self.clock.advance_millis(seconds * 1000);
        self.control("clock", json!({ "advance_ms": seconds * 1000 })).await;
        self.sandbox.world().extend.wake();
        self.ctx.wake.notify_one();
    }

    /// Ends the add-on and the world.
    pub async fn close(self) {
        self.stop.send_replace(true);
        self.server.stop(false).await;
        self.worker.await.unwrap();
        self.ticker.abort();
        self.world.over().await;
    }
}

/// Lets a manual clock run as fast as the machine's.
async fn tick(clock: Clock) {
    let (begun, mut given) = (Instant::now(), 0);
    loop {
        tokio::time::sleep(Duration::from_millis(5)).await;
        let passed = i64::try_from(begun.elapsed().as_millis()).unwrap_or_default();
        clock.advance_millis(passed - given);
        given = passed;
    }
}
