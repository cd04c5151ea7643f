//! What a merchant or operator decides: couple, start, pause, map, retry. Checked, stored, audited and queued in one
//! transaction; pages and the command line share it. Nothing here calls another system.
mod account;
mod again;
mod causes;
mod couple;
mod decide;
mod effects;
mod fill;
mod history;
mod hooks;
mod pairing;
mod save;
pub mod sealed;
mod support;
mod trial;

use std::sync::Arc;

pub use account::note_accounts;
pub use causes::retry_cause;
pub use couple::{Coupled, check, couple, hook_of};
pub use effects::effects;
pub use fill::{FILL_DAYS, FILL_PAGE, FILL_PAUSE_SECONDS, fill};
pub use history::{erase, reference, undo};
pub use hooks::{rotate_hooks, rotate_partner_hooks};
pub use pairing::{
    LastChange, METHODS_SEEN, Pairing, Release, STATUSES_SEEN, before_last_pairing, let_go, release, save_pairing,
};
pub use save::{check_settings, save_edition, save_settings};
pub use support::write_support;
pub use trial::trial;

pub use decide::{
    BOOKS_AT, BOOKS_IN_SHOP, BOOKS_MISSING, BOOKS_SECONDS, ORDERS_CURSOR, PRODUCTS_CURSOR, STOCK_CURSOR, check_again,
    check_products, pause, press, release_guard, resume, save_credentials, simulate, start, test,
};

use crate::crypto::vault::{Vault, VaultError};
use crate::domain::clock::Clock;
use crate::domain::hosts::HostRules;
use crate::domain::settings::SettingError;
use crate::store::{Db, StoreError};

/// The cause key of orders that the shop cancelled while the merchant is only told.
pub const SHOP_CANCEL_KEY: &str = "SHOP-CANCEL:";

/// Which mapping is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mapping {
    /// Shipping method → service.
    Carrier,
    /// Payment method → payment kind.
    Payment,
}

/// What deciding needs.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The database.
    pub db: Db,
    /// The vault.
    pub vault: Arc<Vault>,
    /// The clock.
    pub clock: Clock,
    /// Our public origin, for hook addresses.
    pub public_url: String,
    /// Which hosts a partner's address may name.
    pub partner_hosts: HostRules,
}

/// Why a decision was not taken. Nothing is changed then.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// A field can't be used.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// There is no such shop, connection or order (or it belongs to somebody else).
    #[error("{0} not found")]
    NotFound(&'static str),
    /// It makes no sense in the present state.
    #[error("{0}")]
    NotNow(&'static str),
    /// It asks the shop's API and was done less than a minute ago.
    #[error("this was done less than a minute ago")]
    TooSoon,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The vault failed.
    #[error(transparent)]
    Vault(#[from] VaultError),
}
