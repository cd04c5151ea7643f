//! Makes products from short rows.

use crate::upgates::model::{Product, Shop, Variant};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use time::{Duration, OffsetDateTime};

/// One row: code (empty for none), Czech and Slovak name, price in CZK, VAT, stock, grams.
pub type Row = (&'static str, &'static str, &'static str, i64, i64, i64, u32);

/// Adds a product per row.
pub fn stock_up(shop: &mut Shop, now: OffsetDateTime, rows: &[Row]) {
    for (place, row) in rows.iter().enumerate() {
        let &(code, cs, sk, price, vat, stock, weight) = row;
        let id = shop.new_id();
        shop.products.push(Product {
            id,
            code: (!code.is_empty()).then(|| code.to_owned()),
            ean: Some(ean(id)),
            titles: BTreeMap::from([("cs", cs.to_owned()), ("sk", sk.to_owned())]),
            stock: Some(Decimal::from(stock)),
            stock_position: Some(format!(
                "{}-{:02}",
                char::from(b'A' + u8::try_from(place % 6).unwrap_or(0)),
                place + 1
            )),
            vat: (Decimal::from(vat), Decimal::from(if vat == 21 { 23 } else { 19 })),
            price: (Decimal::from(price), euros(price)),
            weight,
            active: true,
            archived: false,
            variants: Vec::new(),
            parts: Vec::new(),
            created: now - Duration::days(90),
            updated: now - Duration::days(2),
        });
    }
}

/// Gives the last product variants with these labels and stocks; the product itself then has no stock.
pub fn vary(shop: &mut Shop, labels: &[(&str, i64)]) {
    let ids: Vec<u32> = labels.iter().map(|_| shop.new_id()).collect();
    let Some(product) = shop.products.last_mut() else {
        return;
    };
    product.stock = None;
    for (&(label, stock), id) in labels.iter().zip(ids) {
        product.variants.push(Variant {
            id,
            code: product.code.as_ref().map(|code| format!("{code}-{label}")),
            ean: Some(ean(id)),
            label: label.to_owned(),
            stock: Some(Decimal::from(stock)),
            stock_position: None,
        });
    }
}

/// About 25 CZK for a euro, ending in .90 like prices do.
fn euros(crowns: i64) -> Decimal {
    Decimal::new((crowns / 25).max(1) * 100 + 90, 2)
}

/// A valid EAN-13 with the Czech prefix.
fn ean(id: u32) -> String {
    let head = format!("8590000{id:05}");
    let sum: u32 =
        head.bytes().enumerate().map(|(at, digit)| u32::from(digit - b'0') * if at % 2 == 0 { 1 } else { 3 }).sum();
    format!("{head}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    #[test]
    fn ean_has_its_check_digit() {
        assert_eq!(super::ean(1), "8590000000015");
    }
}
