//! How a shop's order becomes Extend's, in money, places and words, and how changes of it are told.
use proptest::prelude::*;
use serde_json::{Value, json};
use spojka::domain::cause::Code;
use spojka::domain::clock::{Millis, parse_moment};
use spojka::domain::decision::Mapped;
use spojka::domain::money::Decimal;
use spojka::domain::order::{Address, Customer, Discount, Line, LineKind, Method, PickupPoint, ShopOrder};
use spojka::domain::partner::CallError;
use spojka::systems::extend::{Options, customer_order};

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn today() -> Millis {
    parse_moment("2026-03-04T10:02:51+01:00", "UTC").unwrap()
}

fn options(more: Value) -> Options {
    let mut all = json!({"customer_number": "WEB", "warehouses": ["MAIN", "BRNO"]});
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Options::parse(all.as_object().unwrap()).unwrap()
}

fn mapped() -> Mapped {
    Mapped { service: Some("PACKETA".into()), payment: Some("CreditCard".into()), ..Mapped::default() }
}

fn line(uuid: &str, kind: LineKind, code: &str, quantity: &str, gross: &str, net: &str, vat: &str) -> Line {
    Line {
        uuid: uuid.into(),
        parent_uuid: None,
        kind,
        code: code.into(),
        ean: String::new(),
        title: format!("Title of {code}"),
        unit: "ks".into(),
        quantity: d(quantity),
        unit_price_with_vat: d(gross),
        unit_price_without_vat: d(net),
        vat: d(vat),
    }
}

fn method(name: &str, kind: &str, gross: &str, net: &str) -> Method {
    Method {
        id: Some("5".into()),
        code: String::new(),
        name: name.into(),
        kind: kind.into(),
        price_with_vat: d(gross),
        price_without_vat: d(net),
        vat: d("21"),
    }
}

/// The composed example of upgates-api.md 4.4.
fn example() -> ShopOrder {
    let address = |name: &str, company: &str, street: &str, city: &str, zip: &str| Address {
        name: name.into(),
        company: company.into(),
        street: street.into(),
        city: city.into(),
        state: String::new(),
        zip: zip.into(),
        country: "CZ".into(),
    };
    ShopOrder {
        number: "O2600123".into(),
        uuid: String::new(),
        status_id: Some(1),
        status: "Přijatá".into(),
        paid: true,
        created_at: today(),
        updated_at: today(),
        language: "cs".into(),
        zone: "Europe/Prague".into(),
        currency: "CZK".into(),
        total: d("1218"),
        rounding: d("0.5"),
        variable_symbol: "2600123".into(),
        tracking_code: String::new(),
        admin_url: String::new(),
        customer: Customer {
            email: "jana.mala@example.test".into(),
            phone: "+420 601000111".into(),
            code: "C00871".into(),
            company_number: "01234567".into(),
            vat_number: "CZ01234567".into(),
            note: "Prosím volat předem.".into(),
        },
        invoice: address("Jana Malá", "Malá svítidla s.r.o.", "Lipová 12", "Brno", "60200"),
        delivery: address("Petr Malý", "Dílna Malý", "Nádražní 3", "Zlín", "76001"),
        lines: vec![
            line("a1", LineKind::Product, "LAMP-01", "2", "499", "412.4", "21"),
            line("a2", LineKind::Product, "KNIHA-02-M", "3", "89", "79.46", "12"),
            line("a3", LineKind::Gift, "DAREK-01", "1", "0", "0", "21"),
        ],
        discounts: vec![
            Discount { code: "JARO10".into(), price_without_vat: d("82.48"), price_with_vat: d("99.8"), vat: d("21") },
            Discount { code: "JARO10".into(), price_without_vat: d("23.84"), price_with_vat: d("26.7"), vat: d("12") },
        ],
        shipping: Some(method("Zásilkovna – výdejní místo", "zasilkovna", "79", "65.29")),
        payment: Some(method("Kartou online", "comgate", "0", "0")),
        pickup: Some(PickupPoint {
            id: "1234".into(),
            name: "Zlín, Nádražní 10".into(),
            street: "Nádražní 3".into(),
            city: "Zlín".into(),
            zip: "76001".into(),
        }),
        weight_grams: 1080,
        marks: spojka::domain::exclusion::Marks::default(),
    }
}

fn sent(order: &ShopOrder, options: &Options) -> Value {
    customer_order(order, &mapped(), options, today()).unwrap()
}

fn number(value: &Value) -> Decimal {
    value.as_number().map_or(Decimal::ZERO, |n| d(&n.to_string()))
}

/// What the customer pays by Extend's count, with VAT.
fn total(sent: &Value) -> Decimal {
    let taxed = |net: Decimal, vat: Decimal| net * (Decimal::ONE_HUNDRED + vat) / Decimal::ONE_HUNDRED;
    let rows = sent["orderRows"].as_array().unwrap().iter().map(|r| {
        let s = &r["salesData"];
        taxed(number(&s["quantity"]) * number(&s["unitPrice"]), number(&s["vatPercent"]))
    });
    rows.sum()
}

fn near(a: Decimal, b: Decimal) {
    assert!((a - b).abs() <= d("0.02"), "{a} is not {b}");
}

#[test]
fn the_documented_example_is_sent_whole() {
    let body = sent(&example(), &options(json!({"service_points": {"PACKETA": "PAC"}})));
    near(total(&body) + d("0.5"), d("1218"));
    insta::assert_snapshot!(serde_json::to_string_pretty(&body).unwrap());
}

#[test]
fn products_may_stand_for_shipping_fee_discount_and_rounding() {
    let mut order = example();
    order.payment = Some(method("Dobírka", "cashOnDelivery", "39", "32.23"));
    order.total = d("1257");
    let o = options(
        json!({"shipping_product": "SHIP", "payment_product": "FEE", "discount_product": "DISC", "rounding_product": "ROUND"}),
    );
    let body = sent(&order, &o);
    near(total(&body), d("1257"));
    assert_eq!(body["orderHeader"]["freightFree"], json!(true));
    assert!(body["orderHeader"].get("explicitFreightCost").is_none());
    let rows = body["orderRows"].as_array().unwrap();
    let names: Vec<_> = rows.iter().map(|r| r["product"]["productNumber"].as_str().unwrap()).collect();
    assert_eq!(names, ["LAMP-01", "KNIHA-02-M", "DAREK-01", "SHIP", "FEE", "DISC", "DISC", "ROUND"]);
    assert!(rows[3].get("warehouse").is_none() && rows[0]["warehouse"] == json!("MAIN"));
    assert_eq!(number(&rows[0]["salesData"]["unitPrice"]), d("412.3967"));
}

#[test]
fn a_cash_on_delivery_fee_joins_the_freight_and_euros_stay_euros() {
    let mut order = example();
    order.payment = Some(method("Dobierka", "cashOnDelivery", "1.21", "1"));
    order.shipping = Some(method("Kurier", "custom", "2.42", "2"));
    order.currency = "EUR".into();
    order.pickup = None;
    let to_door = Mapped { service: Some("DPD".into()), payment: Some("CashOnDelivery".into()), ..Mapped::default() };
    let body = customer_order(&order, &to_door, &options(json!({})), today()).unwrap();
    let header = &body["orderHeader"];
    let last = body["orderRows"].as_array().unwrap().last().unwrap();
    assert_eq!((number(&last["salesData"]["unitPrice"]), &last["supplyMode"]), (d("3"), &json!("Freight")));
    assert_eq!((&header["paymentType"], &header["deliveryMethod"]), (&json!("CashOnDelivery"), &json!("DPD")));
    assert!(header.get("servicePoint").is_none());
    assert!(body["orderRows"].as_array().unwrap().iter().all(|r| r["salesData"]["currency"] == json!("EUR")));
}

#[test]
fn sets_gifts_and_discount_lines_find_their_place() {
    let mut order = example();
    order.discounts.clear();
    order.shipping = None;
    let mut part = line("s2", LineKind::SetPart, "PART", "2", "60.5", "50", "21");
    let mut off = line("s3", LineKind::Discount, "", "1", "-21", "-17.36", "21");
    part.parent_uuid = Some("s1".into());
    off.parent_uuid = Some("s1".into());
    order.lines = vec![
        line("s1", LineKind::Set, "SET", "1", "121", "100", "21"),
        part,
        off,
        line("a1", LineKind::Product, "LAMP-01", "1", "121", "100", "21"),
    ];
    let body = sent(&order, &options(json!({})));
    let prices: Vec<_> = body["orderRows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["product"]["productNumber"].as_str().unwrap(), number(&r["salesData"]["unitPrice"])))
        .collect();
    assert_eq!(prices, [("SET", d("82.6446")), ("PART", d("0")), ("LAMP-01", d("100"))]);
    assert_eq!(body["orderHeader"]["freightFree"], json!(true));
    let whole = sent(&order, &options(json!({"sets": "set"})));
    assert_eq!(whole["orderRows"].as_array().unwrap().len(), 2);
}

#[test]
fn extends_own_prices_leave_all_money_out_but_gifts_stay_free() {
    let body = sent(&example(), &options(json!({"prices": "extend", "shipping_product": "SHIP"})));
    let rows = body["orderRows"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    assert!(rows[0]["salesData"].get("unitPrice").is_none());
    assert_eq!(number(&rows[2]["salesData"]["unitPrice"]), d("0"));
    assert!(body["orderHeader"].get("explicitFreightCost").is_none());
}

#[test]
fn what_extend_requires_is_asked_for_before_sending() {
    let refused = |change: fn(&mut ShopOrder)| {
        let mut order = example();
        change(&mut order);
        match customer_order(&order, &mapped(), &options(json!({})), today()) {
            Err(CallError::Refused { code, .. }) => code,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(refused(|o| o.delivery.street = " ".into()), Code::Address);
    assert_eq!(refused(|o| o.delivery.country = String::new()), Code::Address);
    assert_eq!(refused(|o| o.lines[0].code = String::new()), Code::ItemCode);
    let mut order = example();
    order.lines[0].ean = "859".into();
    let body = sent(&order, &options(json!({"product_number": "ean"})));
    assert_eq!(body["orderRows"][0]["product"]["productNumber"], json!("859"));
    assert_eq!(body["orderRows"][1]["product"]["productNumber"], json!("KNIHA-02-M"));
}

#[test]
fn a_discount_larger_than_its_level_moves_on_and_is_never_lost() {
    let mut order = example();
    order.lines.truncate(2);
    order.discounts =
        vec![Discount { code: "ALL".into(), price_without_vat: d("0"), price_with_vat: d("1300"), vat: d("21") }];
    let body = sent(&order, &options(json!({})));
    near(total(&body), d("44"));
    order.discounts[0].price_with_vat = d("1400");
    let body = sent(&order, &options(json!({})));
    near(total(&body), d("0"));
    assert!(body["orderHeader"]["notations"]["notes"].as_str().unwrap().contains("Discount not in the rows: 56 CZK"));
}

fn any_line() -> impl Strategy<Value = Line> {
    (1_u32..20, 0_u32..500_000, prop::sample::select(vec!["0", "12", "21"])).prop_map(|(quantity, cents, vat)| {
        let gross = Decimal::new(i64::from(cents), 2);
        let net = (gross * Decimal::ONE_HUNDRED / (Decimal::ONE_HUNDRED + d(vat))).round_dp(2);
        line("u", LineKind::Product, "A", &quantity.to_string(), &gross.to_string(), &net.to_string(), vat)
    })
}

proptest! {
    #[test]
    fn rows_and_freight_make_the_orders_total(
        lines in prop::collection::vec(any_line(), 1..8),
        percent in 0_u32..100,
        shipping in 0_u32..30_000,
    ) {
        let mut order = example();
        order.lines = lines;
        order.discounts = ["0", "12", "21"].into_iter().map(|vat| {
            let level: Decimal = order.lines.iter().filter(|l| l.vat == d(vat)).map(|l| l.quantity * l.unit_price_with_vat).sum();
            let off = (level * Decimal::from(percent) / Decimal::ONE_HUNDRED).round_dp(2);
            Discount { code: "X".into(), price_without_vat: Decimal::ZERO, price_with_vat: off, vat: d(vat) }
        }).collect();
        let gross = Decimal::new(i64::from(shipping), 2);
        order.shipping = Some(Method { price_with_vat: gross, ..method("S", "custom", "0", "0") });
        let goods: Decimal = order.lines.iter().map(|l| l.quantity * l.unit_price_with_vat).sum();
        let off: Decimal = order.discounts.iter().map(|x| x.price_with_vat).sum();
        let body = sent(&order, &options(json!({})));
        // Each unit price is rounded to four places.
        prop_assert!((total(&body) - (goods - off + gross)).abs() <= d("0.02"));
    }
}

fn any_amount() -> impl Strategy<Value = Decimal> {
    prop::sample::select(vec!["0", "0.0000000000000000000000000001", "0.01", "1", "-5", "33.333333", "999999999999"])
        .prop_map(d)
}

proptest! {
    #[test]
    fn no_amount_makes_the_counting_panic(
        amounts in prop::collection::vec((any_amount(), any_amount(), any_amount(), any_amount()), 1..5),
        off in any_amount(),
        off_vat in any_amount(),
        ship in any_amount(),
    ) {
        let mut order = example();
        order.lines = amounts.into_iter().enumerate().map(|(i, (quantity, gross, net, vat))| Line {
            quantity,
            unit_price_with_vat: gross,
            unit_price_without_vat: net,
            vat,
            ..line("u", if i == 1 { LineKind::Discount } else { LineKind::Product }, "A", "1", "1", "1", "21")
        }).collect();
        order.discounts = vec![Discount { code: "X".into(), price_without_vat: Decimal::ZERO, price_with_vat: off, vat: off_vat }];
        order.shipping = Some(Method { price_with_vat: ship, vat: off_vat, ..method("S", "custom", "0", "0") });
        let made = customer_order(&order, &mapped(), &options(json!({})), today());
        prop_assert!(made.is_ok());
    }
}
