//! What the tenant holds at the start: service articles, one web customer, and the products that were added to it.

use super::event::Event;
use super::stock::{Balance, Product};
use super::store::Store;
use rust_decimal::Decimal;
use serde_json::json;
use time::OffsetDateTime;

/// Article that stands for freight.
pub const FREIGHT: &str = "FREIGHT";

/// Customer that web orders are entered for.
pub const WEB_CUSTOMER: &str = "WEB";

/// A product to add to the tenant.
#[derive(Clone, Debug)]
pub struct NewProduct {
    /// Unique number.
    pub number: String,
    /// Name shown to people.
    pub name: String,
    /// Bar code, empty when there is none.
    pub ean: String,
    /// Pieces on the shelf by warehouse code.
    pub physical: Vec<(String, i64)>,
}

impl Store {
    /// A store with service articles and the web customer, without goods.
    pub fn seeded(now: OffsetDateTime) -> Self {
        let mut store = Self::default();
        for (number, name, supply_mode, price) in [
            (FREIGHT, "Doprava", "Freight", 9_900),
            ("COD", "Dobírka", "Service", 3_900),
            ("PAYMENT", "Platba", "Service", 0),
            ("DISCOUNT", "Sleva", "Discount", 0),
            ("ROUND", "Zaokrouhlení", "Round", 0),
        ] {
            let price = Decimal::new(price, 2);
            store.insert_product(number, name, "", supply_mode, price, now);
        }
        store.customers.insert(
            WEB_CUSTOMER.to_owned(),
            json!({
                "customerNumber": WEB_CUSTOMER,
                "name": "Webshop",
                "customerLogisticsSettings": {},
                "customerDeliveryAddress": { "address": {
                    "address1": "Skladová 1", "postalCode": "11000", "city": "Praha", "country": "CZ" } },
                "customerClassification": { "customerType": "Business" }
            }),
        );
        store
    }

    /// Adds a product that is kept in stock.
    pub fn add_product(&mut self, new: &NewProduct, now: OffsetDateTime) -> Vec<Event> {
        self.insert_product(&new.number, &new.name, &new.ean, "Warehouse", Decimal::new(25_000, 2), now);
        for (warehouse, physical) in &new.physical {
            let balance = Balance { physical: *physical, ..Balance::empty(now) };
            self.balances.insert((new.number.clone(), warehouse.clone()), balance);
        }
        vec![Event::ProductCreated(new.number.clone())]
    }

    fn insert_product(
        &mut self,
        number: &str,
        name: &str,
        ean: &str,
        supply_mode: &str,
        price: Decimal,
        now: OffsetDateTime,
    ) {
        let product = Product {
            number: number.to_owned(),
            name: name.to_owned(),
            ean: ean.to_owned(),
            unit: "st".to_owned(),
            price,
            vat_percent: Decimal::from(21),
            supply_mode: supply_mode.to_owned(),
            created: now,
            changed: now,
        };
        self.products.insert(number.to_owned(), product);
    }
}

/// Goods for a sandbox that nobody has given any.
pub fn own_goods() -> Vec<NewProduct> {
    [
        ("LAMPA-01", "Stolní lampa Alba", "8590000000017", 40, 12),
        ("LAMPA-02", "Stojací lampa Vega", "8590000000024", 15, 4),
        ("LUSTR-01", "Lustr Orion", "8590000000031", 8, 0),
        ("ZAROVKA-E27", "LED žárovka E27 8 W", "8590000000048", 500, 120),
        ("TRIKO-01-S", "Tričko Classic S", "8590000000055", 60, 20),
        ("TRIKO-01-M", "Tričko Classic M", "8590000000062", 60, 20),
    ]
    .into_iter()
    .map(|(number, name, ean, main, brno)| NewProduct {
        number: number.to_owned(),
        name: name.to_owned(),
        ean: ean.to_owned(),
        physical: vec![("MAIN".to_owned(), main), ("BRNO".to_owned(), brno)],
    })
    .collect()
}
