//! The closed lists of words that the Extend interface accepts and answers with (facts: partners.md 2.5).

/// Kinds of order that a client may create.
pub const ORDER_TYPES: &[&str] = &[
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

/// Ways of paying.
pub const PAYMENT_TYPES: &[&str] = &[
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

/// Ways a row is supplied; only `Warehouse` touches stock here.
pub const SUPPLY_MODES: &[&str] = &[
    "Warehouse",
    "DirectDelivery",
    "FlowLogic",
    "FlowLogicDist",
    "Service",
    "WarehouseService",
    "Package",
    "Freight",
    "Discount",
    "PaymentPenalty",
    "PaymentDiscrepancy",
    "Round",
    "BillOfMaterials",
];

/// Who is mailed when the delivery of an order changes.
pub const MAIL_TYPES: &[&str] = &["Internal", "Customer", "NoMail"];

/// What happens with a row that can't be delivered at once.
pub const BACK_ORDER: &[&str] = &["NONE", "BOASAP", "BOONHOLD", "CANCEL"];

/// What a client wants done with a row.
pub const ROW_OPERATIONS: &[&str] = &["Active", "Inactive"];

/// Events a webhook may be told about (facts: partners.md 2.7).
pub const TRIGGERS: &[&str] = &[
    "OrderPicked",
    "OrderReserved",
    "OrderCancelled",
    "BalanceChanged",
    "AvailableBalanceChanged",
    "OrderDeliveryDataChanged",
    "PurchasePartiallyDelivered",
    "PurchaseCancelled",
    "PurchaseDelivered",
    "ProductCreated",
    "ProductChanged",
    "OrderCreated",
    "CustomerCreated",
    "CustomerChanged",
    "OfferCreated",
    "OfferChanged",
    "CustomerInvoiceCreated",
    "CustomerInvoiceChanged",
];

/// Countries of the tenant: code and name.
pub const COUNTRIES: &[(&str, &str)] = &[
    ("AT", "Austria"),
    ("BE", "Belgium"),
    ("BG", "Bulgaria"),
    ("CH", "Switzerland"),
    ("CZ", "Czechia"),
    ("DE", "Germany"),
    ("DK", "Denmark"),
    ("ES", "Spain"),
    ("FI", "Finland"),
    ("FR", "France"),
    ("GB", "United Kingdom"),
    ("HR", "Croatia"),
    ("HU", "Hungary"),
    ("IE", "Ireland"),
    ("IT", "Italy"),
    ("NL", "Netherlands"),
    ("NO", "Norway"),
    ("PL", "Poland"),
    ("PT", "Portugal"),
    ("RO", "Romania"),
    ("SE", "Sweden"),
    ("SI", "Slovenia"),
    ("SK", "Slovakia"),
];

/// Currencies of the tenant.
pub const CURRENCIES: &[&str] = &["CZK", "EUR", "SEK", "PLN", "HUF", "USD", "GBP"];

/// Units of the tenant: code and name.
pub const UNITS: &[(&str, &str)] = &[
    ("st", "Piece"),
    ("pcs", "Pieces"),
    ("ks", "Kus"),
    ("kg", "Kilogram"),
    ("m", "Metre"),
    ("l", "Litre"),
    ("pkt", "Packet"),
];

/// Warehouses of the tenant: code and name.
pub const WAREHOUSES: &[(&str, &str)] = &[("MAIN", "Hlavní sklad Praha"), ("BRNO", "Sklad Brno")];

/// Whether a list of pairs knows a code.
pub fn knows(list: &[(&str, &str)], code: &str) -> bool {
    list.iter().any(|(known, _)| *known == code)
}
