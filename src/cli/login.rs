//! `spojka shops couple` tries the login before anything is stored: a mistyped password must not replace a good one.
use std::sync::Arc;

use spojka::coupling::Desk;
use spojka::domain::settings::Coupling;
use spojka::sync::pace::StoredBuckets;
use spojka::systems::extend::Pace;
use spojka::systems::http::Guarded;
use spojka::systems::partner::Partner;

use crate::Failure;

/// Opens the partner with this login and reads something there. What the partner says ends the command.
pub async fn try_out(desk: &Desk, coupling: &Coupling) -> Result<(), Failure> {
    let name = coupling.partner.name();
    let refused = |error: spojka::domain::partner::CallError| {
        Failure::Other(format!(
            "{name}: {error}. Nothing was changed; mend the login, or store it without a try by --untested"
        ))
    };
    let http = Guarded::new(desk.partner_hosts.clone()).map_err(refused)?;
    let pace = Pace::new(Arc::new(StoredBuckets(desk.db.clone())));
    let (login, settings) = (&coupling.credentials, &coupling.settings);
    let partner = Partner::open(coupling.partner, login, settings, &http, &pace, &desk.clock).map_err(refused)?;
    let seen = partner.test().await.map_err(refused)?;
    for warehouse in seen.missing_warehouses {
        eprintln!("spojka: {name} has no stock in the warehouse {warehouse}; is its name right?");
    }
    Ok(())
}
