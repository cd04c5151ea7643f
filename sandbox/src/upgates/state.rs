//! The handle to the played Upgates: its shops behind one lock, its keys and its client for calls to the add-on.

use super::keys::Keys;
use super::model::Shop;
use super::{chance::Chance, seed};
use crate::Options;
use crate::kit::Kit;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use time::OffsetDateTime;

/// Handle to the played Upgates; a clone is cheap.
#[derive(Clone, Debug)]
pub struct Upgates {
    pub(crate) kit: Kit,
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    state: Mutex<State>,
    keys: Mutex<Keys>,
    addon_url: Mutex<String>,
    signature_token: String,
    base_url: String,
    seed: u64,
    client: reqwest::Client,
}

/// Everything that changes.
#[derive(Debug)]
pub struct State {
    /// Shops by their short name.
    pub shops: BTreeMap<String, Shop>,
    /// Wrong logins: address and time.
    pub bad_logins: Vec<(String, OffsetDateTime)>,
    /// Requests under way by `shop:user`, and the most seen.
    pub busy: BTreeMap<String, (usize, usize)>,
}

/// Something that a warehouse may hold: a product or variant with a code.
#[derive(Clone, Debug)]
pub struct Goods {
    /// Code.
    pub code: String,
    /// Name with the variant's label.
    pub name: String,
    /// EAN.
    pub ean: Option<String>,
    /// Stock in the shop.
    pub stock: Decimal,
}

impl Upgates {
    pub(crate) fn new(kit: &Kit, options: &Options, base_url: &str) -> std::io::Result<Self> {
        kit.switches.declare(&super::switches::all());
        // no pool: a webhook or signed call must never meet a connection that the add-on has just closed
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .pool_max_idle_per_host(0)
            .user_agent("Upgates")
            .build()
            .map_err(std::io::Error::other)?;
        let inner = Inner {
            state: Mutex::new(State::seeded(options.seed)),
            keys: Mutex::new(Keys::generate()?),
            addon_url: Mutex::new(options.addon_url.clone()),
            signature_token: options.signature_token.clone(),
            base_url: base_url.to_owned(),
            seed: options.seed,
            client,
        };
        Ok(Self { kit: kit.clone(), inner: Arc::new(inner) })
    }

    /// Returns shops to the seed; the signing keys stay.
    pub fn reset(&self) {
        *self.lock() = State::seeded(self.inner.seed);
    }

    /// Points the signed calls at another add-on.
    pub fn set_addon_url(&self, url: &str) {
        url.trim_end_matches('/').clone_into(&mut self.inner.addon_url.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// The secret that is the last part of each signed text.
    pub fn signature_token(&self) -> &str {
        &self.inner.signature_token
    }

    /// Everything with a code, over all shops, for a warehouse that ships it.
    pub fn goods(&self) -> Vec<Goods> {
        let state = self.lock();
        let mut goods = Vec::new();
        for product in state.shops.values().flat_map(|shop| &shop.products) {
            let own = product.code.iter().filter(|_| product.variants.is_empty() && product.parts.is_empty());
            goods.extend(own.map(|code| Goods {
                code: code.clone(),
                name: product.title("cs").to_owned(),
                ean: product.ean.clone(),
                stock: product.stock.unwrap_or_default(),
            }));
            for variant in &product.variants {
                goods.extend(variant.code.iter().map(|code| Goods {
                    code: code.clone(),
                    name: format!("{} {}", product.title("cs"), variant.label),
                    ean: variant.ean.clone(),
                    stock: variant.stock.unwrap_or_default(),
                }));
            }
        }
        goods
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn keys(&self) -> MutexGuard<'_, Keys> {
        self.inner.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn addon_url(&self) -> String {
        self.inner.addon_url.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn base_url(&self) -> &str {
        &self.inner.base_url
    }

    pub(crate) fn client(&self) -> &reqwest::Client {
        &self.inner.client
    }

    /// `apiUrl` of a shop.
    pub(crate) fn api_url(&self, shop: &Shop) -> String {
        let host = self.kit.switches.text("upgates.moved_host");
        let here = if shop.place > 0 && !host.is_empty() { host } else { self.base_url().to_owned() };
        let origin = shop.origin.clone().unwrap_or(here);
        format!("{origin}{}", api_path(&shop.id, shop.place))
    }

    /// The coalescing window of the webhooks.
    pub(crate) fn hook_window(&self) -> Duration {
        Duration::from_millis(self.kit.switches.number("upgates.hook_window_ms").unsigned_abs())
    }
}

/// Path of a shop's REST interface; it differs after each move.
pub fn api_path(shop: &str, place: u32) -> String {
    if place == 0 { format!("/shops/{shop}/api/v2") } else { format!("/shops/{shop}/s{place}/api/v2") }
}

impl State {
    fn seeded(seed: u64) -> Self {
        Self { shops: seed::shops(seed, OffsetDateTime::now_utc()), bad_logins: Vec::new(), busy: BTreeMap::new() }
    }
}

/// A login: eight digits and a key, as the examples show (upgates-api 1.2).
pub fn new_login(chance: &mut Chance) -> (String, String) {
    (chance.digits(8), chance.word(24))
}
