//! The shops as they are at the start: the same seed gives the same shops.

mod delivery;
mod orders;
mod people;
mod shelf;
mod statuses;
mod svetlo;
mod triko;

pub use orders::{Wish, order};
pub use people::customer;

use super::chance::Chance;
use super::model::{AddonCard, Language, Shop};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// All shops.
pub fn shops(seed: u64, now: OffsetDateTime) -> BTreeMap<String, Shop> {
    let shops = [svetlo::shop(seed, now), triko::shop(seed, now)];
    shops.into_iter().map(|shop| (shop.id.clone(), shop)).collect()
}

/// What differs between the seeded shops.
struct Plan<'a> {
    id: &'a str,
    project_name: &'a str,
    company: &'a str,
    city: &'a str,
    prefix: &'static str,
    first_status: u32,
    first_id: u32,
    sms: bool,
}

fn shop(seed: u64, now: OffsetDateTime, plan: &Plan<'_>) -> Shop {
    let mut chance = Chance::new(seed.wrapping_mul(1000).wrapping_add(u64::from(plan.first_id)));
    let token = format!("{}{}", plan.id, chance.digits(12));
    Shop {
        id: plan.id.to_owned(),
        project_name: plan.project_name.to_owned(),
        token,
        place: 0,
        origin: None,
        languages: ["cs", "sk"].iter().map(|id| language(id, plan.id)).collect(),
        owner: owner(plan),
        statuses: statuses::statuses(now, plan.first_status),
        carriers: delivery::carriers(),
        payments: delivery::payments(),
        products: Vec::new(),
        orders: Vec::new(),
        accesses: Vec::new(),
        webhooks: Vec::new(),
        addon: AddonCard { version: 1, ..AddonCard::default() },
        sms: plan.sms,
        sending: false,
        spent: std::collections::VecDeque::new(),
        next_id: plan.first_id,
        prefix: plan.prefix,
        chance,
    }
}

fn language(id: &'static str, shop: &str) -> Language {
    let (currency, country, end) = if id == "sk" { ("EUR", "sk", "-sk") } else { ("CZK", "cz", "") };
    Language { id, currency, country, domain: format!("www.{shop}{end}.example.test") }
}

fn owner(plan: &Plan<'_>) -> Map<String, Value> {
    let owner = json!({
        "company": plan.company, "company_number": "01234567", "vat_number": "CZ01234567", "vat_country_id": "cz",
        "street": "Lipová 12", "city": plan.city, "state": "", "zip": "60200", "country_id": "cz", "language_id": "cs",
        "email": format!("info@{}.example.test", plan.id), "phone": "+420 601000111", "firstname": "Jana", "surname": "Malá",
        "bank_account": "123456789/0800", "bank_symbol": null, "bank_specific_symbol": null, "iban": null, "swift": null,
    });
    owner.as_object().cloned().unwrap_or_default()
}
