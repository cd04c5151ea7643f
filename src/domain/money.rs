//! Money and other exact numbers: decimals all the way, never binary floats.
pub use rust_decimal::Decimal;

/// Reads a decimal from the text of a JSON number or string, with point or comma and exponent. `None` when it is none.
pub fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim().replace(',', ".");
    text.parse().ok().or_else(|| Decimal::from_scientific(&text).ok())
}

/// The price without VAT of a price that includes `vat` per cent, rounded to four places.
pub fn without_vat(price: Decimal, vat: Decimal) -> Decimal {
    (price * Decimal::ONE_HUNDRED / (Decimal::ONE_HUNDRED + vat)).round_dp(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_in_many_spellings() {
        assert_eq!(decimal("68"), Some(Decimal::from(68)));
        assert_eq!(decimal("412,40"), Some("412.40".parse().unwrap()));
        assert_eq!(decimal("1e2"), Some(Decimal::from(100)));
        assert_eq!(decimal("x"), None);
    }
}
