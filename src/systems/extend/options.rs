//! What a connection with Extend can be told besides its login: where orders go, how money and products are named.
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::fields::Fields;
use super::tracking::Templates;
use crate::domain::settings::SettingError;

/// Order types of the API (partners.md 2.5).
const ORDER_TYPES: [&str; 15] = [
    "Normal",
    "QuickOrder",
    "Express",
    "ServiceOrderExpress",
    "WarehouseTransferOrder",
    "ServiceOrderNormal",
    "ServiceOrderPickup",
    "RMAOrder",
    "ReplacementOrder",
    "CDDestination",
    "Subscription",
    "SeasonOrder",
    "WebshopOrder",
    "AgreedOrder",
    "GiftshopOrder",
];

/// Payment types of the API, a closed list (partners.md 2.5, corrections.md 1.9).
pub const PAYMENT_TYPES: [&str; 23] = [
    "Billing",
    "Autogiro",
    "AdvancePayment",
    "Factoring",
    "CashPayment",
    "LastSchrift",
    "CreditCard",
    "ManualOnHold",
    "FaktureraMig",
    "CashOnDelivery",
    "Mobile",
    "GiftCard",
    "PaypalPrepaid",
    "KlarnaPrepaid",
    "CDONPrepaid",
    "BonusPoints",
    "FruugoPrepaid",
    "FnacPrepaid",
    "ReplacementOrder",
    "WalleyPrepaid",
    "FyndiqPrepaid",
    "DartyPrepaid",
    "ShopifyPrepaid",
];

/// Checks what payments are mapped to.
///
/// # Errors
/// Names the first payment whose word is not of the list.
pub fn check_payments(payments: &BTreeMap<String, String>) -> Result<(), SettingError> {
    match payments.iter().find(|(_, word)| !PAYMENT_TYPES.contains(&word.as_str())) {
        None => Ok(()),
        Some((id, word)) => {
            let problem = format!("“{word}” is not known; one of: {}", PAYMENT_TYPES.join(", "));
            Err(SettingError::new(format!("payments.{id}"), problem))
        }
    }
}

/// What of a shop's line names the product at Extend. The other one is used when a line has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProductNumber {
    /// The product's or variant's code.
    #[default]
    Code,
    /// The EAN.
    Ean,
}

impl ProductNumber {
    /// The number of a product with this code and EAN; the other one where the first is missing.
    pub fn of<'a>(self, code: &'a str, ean: &'a str) -> &'a str {
        let (first, second) = match self {
            Self::Code => (code.trim(), ean.trim()),
            Self::Ean => (ean.trim(), code.trim()),
        };
        if first.is_empty() { second } else { first }
    }
}

/// Whose prices count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prices {
    /// What the customer agreed to in the shop.
    #[default]
    Shop,
    /// Extend's own: no price, freight, fee or discount is sent.
    Extend,
}

/// How a set is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sets {
    /// The set with its price and each part at zero price.
    #[default]
    Both,
    /// The set alone; Extend knows its parts.
    Set,
}

/// What the status words `Delivered` and `FullyDelivered` mean; the vendor does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeliveredMeans {
    /// The customer has it.
    #[default]
    Delivered,
    /// It has left the warehouse.
    Shipped,
}

/// The options of one connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The shop's customer number at Extend.
    pub customer_number: String,
    /// Sales unit of rows whose own unit has no word in `units`.
    pub unit: String,
    /// The shop's units → Extend's (`ks` → `st`, `bm` → `m`).
    pub units: BTreeMap<String, String>,
    /// Order rows go to the first; stock counts in all. Empty: rows name none, stock of all warehouses counts.
    pub warehouses: Vec<String>,
    /// Stands before the number of each order, so that two shops which share an account don't have the same numbers there; empty
    /// for none.
    pub order_prefix: String,
    /// Type of the orders.
    pub order_type: String,
    /// What names a product.
    pub product_number: ProductNumber,
    /// Whose prices count.
    pub prices: Prices,
    /// How a set is sent.
    pub sets: Sets,
    /// Product that stands for shipping; without it the row is freight.
    pub shipping_product: Option<String>,
    /// Product that stands for the payment fee; without it the row is freight.
    pub payment_product: Option<String>,
    /// Product that stands for discounts; without it they lower the prices of the lines of their VAT level.
    pub discount_product: Option<String>,
    /// Product that stands for rounding; without it the row is rounding.
    pub rounding_product: Option<String>,
    /// Sales channel to state.
    pub sales_channel: Option<String>,
    /// Whether a part may leave before the rest.
    pub partial_delivery: bool,
    /// What `Delivered` means.
    pub delivered_means: DeliveredMeans,
    /// Extend's service → provider code of its pickup points (`DHL`, `SCH`, `POS`, `BRI`, …).
    pub service_points: BTreeMap<String, String>,
    /// Addresses where parcels are tracked.
    pub tracking: Templates,
    /// Rows of a page where the caller chooses (`CustomerOrders`), 1 to 100.
    pub page_size: u32,
    /// Look for an order only among those changed in so many days; without it among all.
    pub search_days: Option<u32>,
    /// Calls a minute and resource in the class Standard; the vendor raises it by agreement.
    pub standard_per_minute: u32,
}

/// Longest prefix of order numbers, in characters.
const LONGEST_PREFIX: usize = 10;

/// Whether a character may stand in a prefix.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/')
}

impl Options {
    /// The number under which Extend has an order of the shop.
    pub fn external(&self, number: &str) -> String {
        format!("{}{number}", self.order_prefix)
    }

    /// The shop's number of an order by the one under which Extend has it; that one as it is without our prefix.
    pub fn without_prefix<'a>(&self, external: &'a str) -> &'a str {
        external.strip_prefix(self.order_prefix.as_str()).filter(|rest| !rest.is_empty()).unwrap_or(external)
    }

    /// Reads the options of a coupling.
    ///
    /// # Errors
    /// Names the field that is missing, unknown or can't be used.
    pub fn parse(map: &Map<String, Value>) -> Result<Self, SettingError> {
        let mut f = Fields::new("options", map);
        let customer_number = f.needed("customer_number", "the shop's customer number at Extend")?;
        let order_type = f.text("order_type")?.unwrap_or_else(|| "Normal".to_owned());
        if !ORDER_TYPES.contains(&order_type.as_str()) {
            return Err(
                f.error("order_type", format!("“{order_type}” is not known; one of: {}", ORDER_TYPES.join(", ")))
            );
        }
        let order_prefix = f.text("order_prefix")?.unwrap_or_default();
        if order_prefix.chars().count() > LONGEST_PREFIX || !order_prefix.chars().all(is_plain) {
            return Err(f.error("order_prefix", "must be letters, digits, - _ . or /, at most 10 of them"));
        }
        let sales_channel = f.text("sales_channel")?;
        if sales_channel.as_ref().is_some_and(|c| c.chars().count() > 100) {
            return Err(f.error("sales_channel", "must have at most 100 characters"));
        }
        let tracking = Templates::new(f.table("tracking")?)
            .map_err(|(key, problem)| f.error(&format!("tracking.{key}"), problem))?;
        let page_size = match f.raw("paging") {
            None | Some(Value::Null) => 100,
            Some(Value::String(word)) if word == "auto" => 100,
            Some(n) => n
                .as_u64()
                .and_then(|n| u32::try_from(n).ok())
                .filter(|n| (1..=100).contains(n))
                .ok_or_else(|| f.error("paging", "must be \"auto\" or the number of rows of a page, 1 to 100"))?,
        };
        let options = Self {
            customer_number,
            unit: f.text("unit")?.unwrap_or_else(|| "st".to_owned()),
            units: f.table("units")?,
            warehouses: f.list("warehouses")?,
            order_prefix,
            order_type,
            product_number: f
                .choice("product_number", &[("code", ProductNumber::Code), ("ean", ProductNumber::Ean)])?,
            prices: f.choice("prices", &[("shop", Prices::Shop), ("extend", Prices::Extend)])?,
            sets: f.choice("sets", &[("both", Sets::Both), ("set", Sets::Set)])?,
            shipping_product: f.text("shipping_product")?,
            payment_product: f.text("payment_product")?,
            discount_product: f.text("discount_product")?,
            rounding_product: f.text("rounding_product")?,
            sales_channel,
            partial_delivery: f.flag("partial_delivery", false)?,
            delivered_means: f.choice(
                "delivered_means",
                &[("delivered", DeliveredMeans::Delivered), ("shipped", DeliveredMeans::Shipped)],
            )?,
            service_points: f.table("service_points")?,
            tracking,
            page_size,
            search_days: f.count("search_days", 1..=3650)?,
            standard_per_minute: f.count("standard_per_minute", 1..=100_000)?.unwrap_or(300),
        };
        f.end()?;
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parse(value: Value) -> Result<Options, SettingError> {
        Options::parse(value.as_object().unwrap())
    }

    #[test]
    fn the_designs_example_is_read() {
        let o = parse(json!({"customer_number": "WEB", "unit": "st", "warehouses": ["MAIN"]})).unwrap();
        assert_eq!((o.customer_number.as_str(), o.unit.as_str(), o.order_type.as_str()), ("WEB", "st", "Normal"));
        assert_eq!((o.page_size, o.standard_per_minute, o.partial_delivery), (100, 300, false));
    }

    #[test]
    fn payments_are_words_of_the_closed_list() {
        let of = |word: &str| check_payments(&BTreeMap::from([("2".to_owned(), word.to_owned())]));
        assert!(PAYMENT_TYPES.iter().all(|word| of(word).is_ok()));
        assert_eq!(of("Creditcard").unwrap_err().field, "payments.2");
    }

    #[test]
    fn errors_name_the_field() {
        let field = |key: &str, value: Value| {
            let mut bad = json!({"customer_number": "WEB"});
            bad[key] = value;
            parse(bad).unwrap_err().field
        };
        assert_eq!(parse(json!({})).unwrap_err().field, "options.customer_number");
        assert_eq!(field("customer_number", json!([])), "options.customer_number");
        assert_eq!(field("order_type", json!("normal")), "options.order_type");
        assert_eq!(field("product_number", json!("sku")), "options.product_number");
        assert_eq!(field("prices", json!("none")), "options.prices");
        assert_eq!(field("warehouses", json!(["A", ""])), "options.warehouses");
        assert_eq!(field("partial_delivery", json!("yes")), "options.partial_delivery");
        assert_eq!(field("tracking", json!({"PPL": "https://ppl.example"})), "options.tracking.PPL");
        assert_eq!(field("order_prefix", json!("a b")), "options.order_prefix");
        assert_eq!(field("order_prefix", json!("ABCDEFGHIJK")), "options.order_prefix");
        assert_eq!(field("paging", json!(500)), "options.paging");
        assert_eq!(field("search_days", json!(0)), "options.search_days");
        assert_eq!(field("colour", json!("red")), "options.colour");
    }
}
