//! The shops as they are at the start: the same seed gives the same shops.

mod orders;
mod people;
mod shelf;
mod svetlo;
mod triko;

pub use orders::{Wish, order};
pub use people::customer;

use super::chance::Chance;
use super::model::{AddonCard, Carrier, Language, PaymentWay, Shop, Status};
use rust_decimal::Decimal;
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
        languages: ["cs", "sk"].iter().map(|id| language(id, plan.id)).collect(),
        owner: owner(plan),
        statuses: statuses(now, plan.first_status),
        carriers: carriers(),
        payments: payments(),
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

/// Ids 1 and 2 are the same in every shop, the others differ (upgates-api 4.10).
fn statuses(now: OffsetDateTime, first: u32) -> Vec<Status> {
    let plan = [
        (1, "Received", "#3b82f6", "Přijatá", "Prijatá", false, false, true),
        (2, "Canceled", "#9ca3af", "Stornovaná", "Stornovaná", true, false, true),
        (first, "PaymentSuccessful", "#10b981", "Zaplacená", "Zaplatená", false, true, true),
        (first + 1, "Custom", "#f59e0b", "Připravuje se", "Pripravuje sa", false, false, false),
        (first + 2, "Sent", "#6366f1", "Odeslaná", "Odoslaná", true, false, true),
        (first + 3, "Custom", "#059669", "Doručená", "Doručená", true, false, false),
        (first + 4, "Unresolved", "#ef4444", "Nevyřízená", "Nevybavená", false, false, false),
        (first + 5, "PaymentFailed", "#b91c1c", "Platba se nezdařila", "Platba zlyhala", false, false, true),
        (first + 6, "Custom", "#8b5cf6", "Připravena k vyzvednutí", "Pripravená na vyzdvihnutie", false, false, true),
    ];
    let status = |(id, kind, color, cs, sk, resolves, pays, mails): (u32, &str, &str, &str, &str, bool, bool, bool)| Status {
        id,
        kind: kind.to_owned(),
        color: color.to_owned(),
        names: [("cs", cs), ("sk", sk)].map(|(language, name)| (language.to_owned(), name.to_owned())).into(),
        resolves,
        pays,
        mails,
        created: now,
        updated: now,
    };
    plan.into_iter().map(status).collect()
}

fn carriers() -> Vec<Carrier> {
    let carrier = |id, code: &str, kind: &str, name: &str, price: i64, affiliate, page: Option<&str>| Carrier {
        id,
        code: code.to_owned(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        price: Decimal::from(price),
        affiliate,
        tracking_url: page.map(|p| format!("https://{p}.example.test/?id=%s")),
    };
    vec![
        carrier(5, "ZAS", "zasilkovna", "Zásilkovna – výdejní místo", 79, Some("zasilkovna"), Some("zasilkovna")),
        carrier(6, "PPL", "ppl", "PPL – doručení na adresu", 119, None, Some("ppl")),
        carrier(7, "DPD", "dpd", "DPD – doručení na adresu", 125, None, Some("dpd")),
        carrier(8, "POSTA", "ceskaPosta", "Česká pošta – Balík Do ruky", 139, None, Some("posta")),
        carrier(9, "GLS", "gls", "GLS – doručení na adresu", 115, None, Some("gls")),
        carrier(10, "OSOBNI", "custom", "Osobní odběr na prodejně", 0, None, None),
    ]
}

fn payments() -> Vec<PaymentWay> {
    let way = |id, code: &str, kind: &str, name: &str, price: i64| PaymentWay {
        id,
        code: code.to_owned(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        price: Decimal::from(price),
    };
    vec![
        way(1, "DOBIRKA", "cashOnDelivery", "Dobírkou", 39),
        way(2, "KARTA", "comgate", "Kartou online", 0),
        way(3, "PREVOD", "command", "Bankovním převodem", 0),
        way(4, "HOTOVE", "cash", "Hotově na prodejně", 0),
    ]
}
