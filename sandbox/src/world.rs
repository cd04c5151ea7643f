//! All played systems together: their shared kit, the table of routes and the work that goes on by itself.

use crate::extend::{self, ExtendState};
use crate::kit::{Kit, control};
use crate::{Options, upgates};
use actix_web::dev::Server;
use actix_web::web::{Data, Json};
use actix_web::{App, HttpResponse, HttpServer, Responder, web};
use rust_decimal::prelude::ToPrimitive as _;
use serde_json::json;
use std::net::TcpListener;
use upgates::Upgates;

/// Handles to everything that is played; a clone is cheap.
#[derive(Clone, Debug)]
pub struct World {
    /// Clock, faults, log and switches.
    pub kit: Kit,
    /// The shops and their administration.
    pub upgates: Upgates,
    /// The warehouse.
    pub extend: ExtendState,
}

impl World {
    pub(crate) fn new(options: &Options, base_url: &str) -> std::io::Result<Self> {
        let kit = Kit::new();
        let upgates = Upgates::new(&kit, options, base_url)?;
        let extend = ExtendState::new(kit.clone());
        for goods in upgates.goods() {
            // a quarter lies in the second warehouse; both sides start with the same sum
            let pieces = goods.stock.to_i64().unwrap_or(0);
            let second = pieces / 4;
            extend.add_product(
                &goods.code,
                &goods.name,
                goods.ean.as_deref().unwrap_or_default(),
                &[("MAIN", pieces - second), ("BRNO", second)],
            );
        }
        Ok(Self { kit, upgates, extend })
    }
}

/// Builds the server on a listener that is already bound.
pub(crate) fn serve(listener: TcpListener, world: World) -> std::io::Result<Server> {
    actix_web::rt::spawn(world.upgates.clone().run());
    actix_web::rt::spawn(world.extend.clone().run());
    let server = HttpServer::new(move || {
        let world = world.clone();
        App::new()
            .app_data(Data::new(world.clone()))
            .app_data(Data::new(world.kit.clone()))
            .configure(control::routes)
            .route("/_sandbox/state", web::get().to(state))
            .route("/_sandbox/reset", web::post().to(reset))
            .configure(|cfg| upgates::routes(&world.upgates, cfg))
            .configure(|cfg| extend::routes(world.extend.clone(), cfg))
    })
    .workers(2)
    .disable_signals()
    .shutdown_timeout(1)
    .listen(listener)?;
    Ok(server.run())
}

async fn state(world: Data<World>) -> impl Responder {
    Json(json!({ "upgates": world.upgates.snapshot(), "extend": world.extend.snapshot() }))
}

async fn reset(world: Data<World>) -> impl Responder {
    world.kit.faults.clear();
    world.kit.log.clear();
    world.kit.switches.reset();
    world.kit.clock.real();
    world.upgates.reset();
    world.extend.reset();
    HttpResponse::NoContent()
}
