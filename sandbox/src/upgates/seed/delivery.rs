//! Carriers and ways to pay, the same in each shop.

use crate::upgates::model::{Carrier, PaymentWay};
use rust_decimal::Decimal;

/// The carriers.
pub fn carriers() -> Vec<Carrier> {
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

/// The ways to pay.
pub fn payments() -> Vec<PaymentWay> {
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
