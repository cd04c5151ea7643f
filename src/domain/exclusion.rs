//! Which orders never go: rules by shipping, payment, goods, origin, country, a word in a note, and the shop's own mark.
use serde::{Deserialize, Serialize};

use crate::domain::order::{LineKind, ShopOrder};
use crate::domain::settings::SettingError;

/// Most entries of one list.
const ENTRIES: usize = 200;

/// Where an order was made, as Upgates tells it (upgates-api.md 4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// In the shop, by a customer.
    Frontend,
    /// By hand, in the administration.
    Admin,
    /// At the cash register.
    CashRegister,
    /// By another program.
    Api,
}

impl Origin {
    /// All origins, in the order in which pages list them.
    pub const ALL: [Self; 4] = [Self::Frontend, Self::Admin, Self::CashRegister, Self::Api];

    /// The word that settings and forms use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Frontend => "frontend",
            Self::Admin => "admin",
            Self::CashRegister => "cash_register",
            Self::Api => "api",
        }
    }

    /// From the word that settings and forms use.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.word() == word)
    }

    /// From the shop's word. Whether the cash register's is written with a hyphen or a dash isn't certain, so its
    /// beginning decides; a word that isn't documented is no origin.
    pub fn read(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        if word.starts_with("cash") { Some(Self::CashRegister) } else { Self::from_word(&word) }
    }
}

/// What an order carries besides its content, for rules only: it is never handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Where it was made; `None` when the shop doesn't say.
    pub origin: Option<Origin>,
    /// Whether the shop has marked it as resolved.
    pub resolved: bool,
    /// The note of the shop's staff.
    pub note: String,
}

/// What the rules ask about an order and what may be stored of it: no names, no addresses, no notes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Traits {
    /// Shipping method key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// Payment method key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<String>,
    /// Paid, or paid at the door.
    pub settled: bool,
    /// Where it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Country of delivery, ISO 3166-1 alpha-2, upper-case; empty when unknown.
    pub country: String,
    /// Whether the shop has marked it as resolved.
    pub resolved: bool,
    /// Whether there is nothing on it that can be picked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_goods: bool,
    /// Whole units of goods by code: what the shop has deducted for it.
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub goods: std::collections::BTreeMap<String, i64>,
}

impl Traits {
    /// The traits of an order.
    pub fn of(order: &ShopOrder) -> Self {
        Self {
            carrier: order.shipping.as_ref().map(super::order::Method::key),
            payment: order.payment.as_ref().map(super::order::Method::key),
            settled: order.paid || order.cash_on_delivery(),
            goods: order.goods(),
            origin: order.marks.origin,
            country: order.delivery.country.clone(),
            resolved: order.marks.resolved,
            no_goods: !order.lines.iter().any(|l| is_goods(l.kind)),
        }
    }
}

/// Whether a line of this kind is what the order is about; gifts and parts only come along.
const fn is_goods(kind: LineKind) -> bool {
    matches!(kind, LineKind::Product | LineKind::Set | LineKind::Other)
}

/// A kind of exclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exclusion {
    /// By shipping.
    Carrier,
    /// By payment.
    Payment,
    /// By a product.
    Product,
    /// By origin.
    Origin,
    /// By country of delivery.
    Country,
    /// By the shop's mark *resolved*.
    Resolved,
    /// By a word in a note.
    Note,
}

impl Exclusion {
    /// All kinds, in the order in which they are looked at.
    pub const ALL: [Self; 7] =
        [Self::Carrier, Self::Payment, Self::Product, Self::Origin, Self::Country, Self::Resolved, Self::Note];

    /// The rule's word in an order's story.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Carrier => "excluded-carrier",
            Self::Payment => "excluded-payment",
            Self::Product => "excluded-product",
            Self::Origin => "excluded-origin",
            Self::Country => "excluded-country",
            Self::Note => "excluded-note",
            Self::Resolved => "excluded-resolved",
        }
    }
}

/// Which orders are left out. Empty lists leave out nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Exclusions {
    /// Shipping method keys (see `Method::key`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub carriers: Vec<String>,
    /// Payment method keys.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<String>,
    /// Product codes; with a star at the end every code that begins so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// An order is left out only when such products are all that it holds.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub only_products: bool,
    /// Origins.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<Origin>,
    /// Countries of delivery, ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// Words; an order with one of them in the staff's or the customer's note is left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Orders that the shop has marked as resolved.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub resolved: bool,
}

/// A list with its name, what fits into it, and what to say when something doesn't.
type Checked<'a> = (&'a str, &'a [String], &'a dyn Fn(&String) -> bool, &'a str);

impl Exclusions {
    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The rule that leaves an order out, and what it found; `None` when no rule does.
    pub fn find(&self, order: &ShopOrder) -> Option<(Exclusion, String)> {
        let goods: Vec<&str> = order.lines.iter().filter(|l| is_goods(l.kind)).map(|l| l.code.as_str()).collect();
        let kind =
            self.by_traits(&Traits::of(order), &goods).or_else(|| self.noted(order).then_some(Exclusion::Note))?;
        let name = match kind {
            Exclusion::Carrier => order.shipping.as_ref().map(|m| m.name.clone()),
            Exclusion::Payment => order.payment.as_ref().map(|m| m.name.clone()),
            Exclusion::Product => goods.iter().find(|code| self.lists(code)).map(|code| (*code).to_owned()),
            Exclusion::Origin => order.marks.origin.map(|o| o.word().to_owned()),
            Exclusion::Country => Some(order.delivery.country.clone()),
            Exclusion::Note | Exclusion::Resolved => None,
        };
        Some((kind, name.unwrap_or_default()))
    }

    /// The rule that leaves out an order of which only traits and product codes are known; notes are not looked at.
    pub fn by_traits(&self, traits: &Traits, goods: &[&str]) -> Option<Exclusion> {
        let listed = |list: &[String], key: &Option<String>| key.as_ref().is_some_and(|key| list.contains(key));
        let product = if self.only_products {
            !goods.is_empty() && goods.iter().all(|code| self.lists(code))
        } else {
            goods.iter().any(|code| self.lists(code))
        };
        let applies = |kind: Exclusion| match kind {
            Exclusion::Carrier => listed(&self.carriers, &traits.carrier),
            Exclusion::Payment => listed(&self.payments, &traits.payment),
            Exclusion::Product => product,
            Exclusion::Origin => traits.origin.is_some_and(|origin| self.origins.contains(&origin)),
            Exclusion::Country => self.countries.contains(&traits.country),
            Exclusion::Note => false,
            Exclusion::Resolved => self.resolved && traits.resolved,
        };
        Exclusion::ALL.into_iter().find(|kind| applies(*kind))
    }

    fn noted(&self, order: &ShopOrder) -> bool {
        let notes = [order.marks.note.to_lowercase(), order.customer.note.to_lowercase()];
        self.notes.iter().map(|word| word.to_lowercase()).any(|word| notes.iter().any(|note| note.contains(&word)))
    }

    fn lists(&self, code: &str) -> bool {
        let code = code.trim().to_lowercase();
        !code.is_empty()
            && self.products.iter().map(|p| p.to_lowercase()).any(|p| match p.strip_suffix('*') {
                Some(beginning) => code.starts_with(beginning),
                None => code == p,
            })
    }

    /// Checks what can be checked without the outside.
    ///
    /// # Errors
    /// Names the first list that can't be used.
    pub fn check(&self) -> Result<(), SettingError> {
        let fits = |text: &String, most: usize| {
            (1..=most).contains(&text.chars().count()) && text.trim() == text && !text.chars().any(char::is_control)
        };
        let country = |c: &String| c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase());
        let product = |p: &String| fits(p, 100) && p != "*" && !p.strip_suffix('*').unwrap_or(p).contains('*');
        let lists: [Checked<'_>; 5] = [
            ("carriers", &self.carriers, &|key| fits(key, 300), "takes ids of shipping methods"),
            ("payments", &self.payments, &|key| fits(key, 300), "takes ids of payment methods"),
            ("products", &self.products, &product, "takes product codes, or beginnings with one star at the end"),
            ("countries", &self.countries, &country, "takes countries as two capital letters, for instance CH"),
            ("notes", &self.notes, &|word| fits(word, 50), "takes words of at most 50 characters"),
        ];
        for (name, list, good, problem) in lists {
            if list.len() > ENTRIES || !list.iter().all(good) {
                return Err(SettingError::new(
                    format!("orders.exclude.{name}"),
                    format!("{problem}, at most {ENTRIES}"),
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn traits() -> Traits {
        Traits { carrier: Some("10".into()), payment: Some("2".into()), country: "CZ".into(), ..Traits::default() }
    }

    fn rules(json: &str) -> Exclusions {
        crate::domain::reader::stored(json).unwrap()
    }

    #[test]
    fn each_rule_finds_its_orders() {
        let by = |json: &str, goods: &[&str]| rules(json).by_traits(&traits(), goods);
        assert_eq!(by("{}", &["A"]), None);
        assert_eq!(by(r#"{"carriers": ["10"]}"#, &[]), Some(Exclusion::Carrier));
        assert_eq!(by(r#"{"payments": ["2"], "carriers": ["1"]}"#, &[]), Some(Exclusion::Payment));
        assert_eq!(by(r#"{"countries": ["CZ"]}"#, &[]), Some(Exclusion::Country));
        assert_eq!(by(r#"{"origins": ["cash_register"]}"#, &[]), None, "an origin that isn't known excludes nothing");
        let sold = Traits { origin: Origin::read("cash–register"), ..traits() };
        assert_eq!(rules(r#"{"origins": ["cash_register"]}"#).by_traits(&sold, &[]), Some(Exclusion::Origin));
        assert_eq!(
            rules(r#"{"resolved": true}"#).by_traits(&Traits { resolved: true, ..traits() }, &[]),
            Some(Exclusion::Resolved)
        );
    }

    #[test]
    fn products_by_code_or_beginning_in_one_or_in_all() {
        let by = |json: &str, goods: &[&str]| rules(json).by_traits(&traits(), goods).is_some();
        assert!(by(r#"{"products": ["servis-1"]}"#, &["LAMP", "SERVIS-1"]));
        assert!(!by(r#"{"products": ["SERVIS"]}"#, &["SERVIS-1"]));
        assert!(by(r#"{"products": ["SERVIS*"]}"#, &["servis-1"]));
        assert!(!by(r#"{"products": ["SERVIS*"], "only_products": true}"#, &["SERVIS-1", "LAMP"]));
        assert!(by(r#"{"products": ["SERVIS*"], "only_products": true}"#, &["SERVIS-1"]));
        assert!(!by(r#"{"products": ["SERVIS*"], "only_products": true}"#, &[]));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_by_name() {
        let wrong = |json: &str| rules(json).check().unwrap_err().field;
        assert_eq!(wrong(r#"{"products": ["*"]}"#), "orders.exclude.products");
        assert_eq!(wrong(r#"{"products": ["A*B"]}"#), "orders.exclude.products");
        assert_eq!(wrong(r#"{"products": ["ž*ž"]}"#), "orders.exclude.products");
        assert_eq!(wrong(r#"{"countries": ["cz"]}"#), "orders.exclude.countries");
        assert_eq!(wrong(r#"{"notes": [""]}"#), "orders.exclude.notes");
        assert_eq!(wrong(r#"{"carriers": [" 5"]}"#), "orders.exclude.carriers");
        assert!(rules(r#"{"products": ["DÁREK*"], "countries": ["CH"], "notes": ["NEODESÍLAT"]}"#).check().is_ok());
    }

    proptest! {
        #[test]
        fn no_list_is_too_odd(products in prop::collection::vec(".{0,6}", 0..4), code in ".{0,6}", only in any::<bool>()) {
            let rules = Exclusions { products, only_products: only, ..Exclusions::default() };
            let _ = rules.check();
            if rules.products.is_empty() {
                prop_assert_eq!(rules.by_traits(&traits(), &[&code]), None);
            }
        }
    }
}
