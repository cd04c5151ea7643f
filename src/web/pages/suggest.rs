//! Suggestions for mappings: which of the partner's services a shop's method most likely means, and how certain that is.
use crate::domain::dictionary::MethodRow;

/// A suggested service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The partner's service.
    pub service: String,
    /// Whether the method's documented type says so; otherwise only its name looks like it.
    pub certain: bool,
}

/// Documented shipping types (upgates-api.md 9) with the carrier's name, and words in method names that betray it.
const CARRIERS: &[(&str, &str, &[&str])] = &[
    ("balikovna", "Balíkovna", &["balíkovn", "balikovn"]),
    ("zasilkovna", "Zásilkovna", &["zásilkovn", "zasilkovn", "zásielkovn", "zasielkovn", "packeta"]),
    ("ceskaPosta", "Česká pošta", &["česká pošta", "ceska posta", "české pošt", "balík do ruky"]),
    ("slovenskaPosta", "Slovenská pošta", &["slovenská pošta", "slovenska posta"]),
    ("ppl", "PPL", &["ppl"]),
    ("dpd", "DPD", &["dpd"]),
    ("gls", "GLS", &["gls"]),
    ("sps", "SPS", &["sps", "slovak parcel"]),
    ("wedo", "WE|DO", &["we|do", "wedo"]),
    ("depo", "DEPO", &["depo"]),
    ("", "DHL", &["dhl"]),
    ("", "UPS", &["ups"]),
    ("", "PostNord", &["postnord"]),
];

/// Documented payment types (upgates-api.md 10) with Extend's `paymentType` (partners.md 2.5). Online gateways are prepaid
/// by card; a bank transfer is paid in advance.
const PAYMENTS: &[(&str, &str)] = &[
    ("cashOnDelivery", "CashOnDelivery"),
    ("cash", "CashPayment"),
    ("cashOnCashRegister", "CashPayment"),
    ("cardOnCashRegister", "CreditCard"),
    ("command", "AdvancePayment"),
    ("paypal", "PaypalPrepaid"),
    ("stripe", "CreditCard"),
    ("payu", "CreditCard"),
    ("tatrapay", "AdvancePayment"),
    ("tatracardpay", "CreditCard"),
    ("comgate", "CreditCard"),
    ("gopay", "CreditCard"),
    ("gpwebpay", "CreditCard"),
    ("thepay", "CreditCard"),
];

/// Names of carriers, for the list beside the field.
pub fn carriers() -> Vec<&'static str> {
    CARRIERS.iter().map(|row| row.1).collect()
}

/// A suggestion for a shipping method.
pub fn carrier(method: &MethodRow) -> Option<Suggestion> {
    let by_kind = CARRIERS.iter().find(|row| !row.0.is_empty() && row.0.eq_ignore_ascii_case(&method.kind));
    if let Some(row) = by_kind {
        return Some(Suggestion { service: row.1.to_owned(), certain: true });
    }
    let names: Vec<String> = method.names.values().chain([&method.code]).map(|n| n.to_lowercase()).collect();
    let row = CARRIERS.iter().find(|row| row.2.iter().any(|word| names.iter().any(|name| name.contains(word))))?;
    Some(Suggestion { service: row.1.to_owned(), certain: false })
}

/// A suggestion for a payment method.
pub fn payment(method: &MethodRow) -> Option<Suggestion> {
    if let Some(row) = PAYMENTS.iter().find(|row| row.0.eq_ignore_ascii_case(&method.kind)) {
        return Some(Suggestion { service: row.1.to_owned(), certain: true });
    }
    let name = method.names.values().map(|n| n.to_lowercase()).collect::<Vec<_>>().join(" ");
    let has = |words: &[&str]| words.iter().any(|w| name.contains(w));
    let service = if has(&["dobírk", "dobierk", "cash on delivery"]) {
        "CashOnDelivery"
    } else if has(&["kart", "card", "online"]) {
        "CreditCard"
    } else if has(&["převod", "prevod", "transfer"]) {
        "AdvancePayment"
    } else if has(&["hotov", "cash"]) {
        "CashPayment"
    } else {
        return None;
    };
    Some(Suggestion { service: service.to_owned(), certain: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn method(kind: &str, name: &str) -> MethodRow {
        MethodRow {
            id: "1".into(),
            code: String::new(),
            kind: kind.into(),
            active: true,
            names: [("cs".to_owned(), name.to_owned())].into(),
            affiliates: Vec::new(),
            tracking_url: String::new(),
        }
    }

    #[test]
    fn types_are_certain_and_names_are_guesses() {
        assert_eq!(carrier(&method("ppl", "Kurýr")), Some(Suggestion { service: "PPL".into(), certain: true }));
        assert_eq!(carrier(&method("custom", "Zásilkovna – na adresu")).unwrap().service, "Zásilkovna");
        assert!(!carrier(&method("custom", "DHL Express")).unwrap().certain);
        assert_eq!(carrier(&method("custom", "Osobní odběr")), None);
        assert_eq!(payment(&method("cashOnDelivery", "x")).unwrap().service, "CashOnDelivery");
        assert_eq!(
            payment(&method("custom", "Dobírka")),
            Some(Suggestion { service: "CashOnDelivery".into(), certain: false })
        );
        assert_eq!(payment(&method("custom", "Bitcoin")), None);
    }
}
