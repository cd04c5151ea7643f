//! The database: one file per kind of thing, SQL as constants, two engines behind one text. Secrets come in sealed.
//!
//! Reads take `&Db`, writes take `&mut Tx`. Every query of shop data takes a `ShopId`, or a secret's hash or an id
//! that only its owner can know.
pub mod absences;
pub mod ahead;
pub mod alerts;
pub mod audit;
pub mod calls;
pub mod connections;
pub mod cursors;
mod db;
pub mod dictionary;
pub mod erasing;
pub mod export;
pub mod fills;
pub mod findings;
pub mod hook_reads;
pub mod inbox;
pub mod jobs;
pub mod maintenance;
pub mod marks;
pub mod messages;
pub mod news;
pub mod orders;
pub mod parcels;
pub mod patience;
pub mod products;
pub mod rates;
pub mod requests;
pub mod sessions;
pub mod shops;
pub mod signatures;
pub mod steps;
pub mod stock;
pub mod trials;
pub mod usage;
pub mod webhooks;
pub mod workers;
mod written;

pub use db::{DatabaseFile, Db, StoreError, StoreResult, Tx};
pub use written::json;

/// Every statement of this layer, for the test that prepares them all on both engines.
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [
        absences::STATEMENTS,
        ahead::STATEMENTS,
        alerts::STATEMENTS,
        audit::STATEMENTS,
        calls::STATEMENTS,
        connections::STATEMENTS,
        cursors::STATEMENTS,
        dictionary::STATEMENTS,
        erasing::STATEMENTS,
        export::STATEMENTS,
        fills::STATEMENTS,
        findings::STATEMENTS,
        hook_reads::STATEMENTS,
        jobs::STATEMENTS,
        &jobs::PARTS.concat(),
        maintenance::STATEMENTS,
        marks::STATEMENTS,
        messages::STATEMENTS,
        news::STATEMENTS,
        orders::STATEMENTS,
        orders::list::STATEMENTS,
        orders::release::STATEMENTS,
        orders::pending::STATEMENTS,
        orders::recognised::STATEMENTS,
        orders::tally::STATEMENTS,
        orders::uses::STATEMENTS,
        parcels::STATEMENTS,
        products::STATEMENTS,
        rates::STATEMENTS,
        requests::STATEMENTS,
        sessions::STATEMENTS,
        shops::STATEMENTS,
        signatures::STATEMENTS,
        steps::STATEMENTS,
        stock::STATEMENTS,
        trials::STATEMENTS,
        usage::STATEMENTS,
        webhooks::STATEMENTS,
        workers::STATEMENTS,
    ]
    .concat()
}

/// The statements that only SQLite runs, for the same test.
pub fn sqlite_statements() -> Vec<String> {
    [
        jobs::MARK_MANY_SQLITE,
        marks::TAKE_SQLITE,
        orders::ECHOES_SQLITE,
        orders::KNOWN_SQLITE,
        signatures::OPENINGS_SQLITE,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// The statements that only PostgreSQL runs, for the same test.
pub fn postgres_statements() -> Vec<String> {
    let plain = [
        jobs::CLAIM_POSTGRES,
        jobs::MARK_MANY_POSTGRES,
        marks::TAKE_POSTGRES,
        orders::ECHOES_POSTGRES,
        orders::KNOWN_POSTGRES,
        signatures::OPENINGS_POSTGRES,
    ];
    let plain = plain.map(str::to_owned);
    let locking = orders::LOCKING.map(orders::for_update);
    plain.into_iter().chain(locking).collect()
}
