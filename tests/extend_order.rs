//! How a shop's order becomes Extend's, in money, places and words, and how changes of it are told.
use proptest::prelude::*;
use serde_json::{Value, json};
use spojka::domain::balance;
use spojka::domain::cause::Code;
use spojka::domain::clock::{Millis, parse_moment};
use spojka::domain::decision::Mapped;
use spojka::domain::money::Decimal;
use spojka::domain::order::{Address, Customer, Discount, Line, LineKind, Method, PickupPoint, ShopOrder};
use spojka::domain::partner::CallError;
use spojka::systems::extend::{Options, customer_order, sums};

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

/// A line of so many units at a price.
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
        price_with_vat: d(quantity) * d(gross),
        price_without_vat: d(quantity) * d(net),
        vat: d(vat),
        choices: Vec::new(),
        length: String::new(),
        adults_only: false,
        remark: String::new(),
    }
}

fn method(name: &str, kind: &str, gross: &str, net: &str) -> Method {
    Method {
        id: Some("5".into()),
        code: String::new(),
        name: name.into(),
        kind: kind.into(),
        behind: String::new(),
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
        counts_with_vat: true,
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
        unreadable: Vec::new(),
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
    near(total(&body), d("1218"));
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
    near(number(&rows[0]["salesData"]["unitPrice"]) * d("2.42"), d("998"));
}

#[test]
fn a_cash_on_delivery_fee_is_freight_of_its_own_and_euros_stay_euros() {
    let mut order = example();
    order.payment = Some(method("Dobierka", "cashOnDelivery", "1.21", "1"));
    order.shipping = Some(method("Kurier", "custom", "2.42", "2"));
    order.currency = "EUR".into();
    order.pickup = None;
    let to_door = Mapped { service: Some("DPD".into()), payment: Some("CashOnDelivery".into()), ..Mapped::default() };
    let body = customer_order(&order, &to_door, &options(json!({})), today()).unwrap();
    let header = &body["orderHeader"];
    let freight = body["orderRows"].as_array().unwrap().iter().filter(|r| r["supplyMode"] == "Freight");
    let told: Vec<_> =
        freight.map(|r| (number(&r["salesData"]["unitPrice"]), r["product"]["productNotes"].clone())).collect();
    assert_eq!(told, [(d("2"), json!("Kurier")), (d("1"), json!("Dobierka"))]);
    assert_eq!(header["freightFree"], json!(true), "Extend adds none of its own");
    assert_eq!((&header["paymentType"], &header["deliveryMethod"]), (&json!("CashOnDelivery"), &json!("DPD")));
    assert!(header.get("servicePoint").is_none());
    assert!(body["orderRows"].as_array().unwrap().iter().all(|r| r["salesData"]["currency"] == json!("EUR")));
}

#[test]
fn sets_gifts_and_discount_lines_find_their_place() {
    let mut order = example();
    order.discounts.clear();
    order.rounding = Decimal::ZERO;
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
fn a_discount_larger_than_its_level_stays_at_its_level_and_is_told() {
    let mut order = example();
    order.lines.truncate(2);
    order.rounding = Decimal::ZERO;
    order.discounts =
        vec![Discount { code: "ALL".into(), price_without_vat: d("0"), price_with_vat: d("1300"), vat: d("21") }];
    order.total = d("44");
    let body = sent(&order, &options(json!({})));
    near(total(&body), d("267"));
    let cause = balance::check(&order, &sums(&order, &options(json!({}))).unwrap()).unwrap_err();
    assert_eq!((cause.code, &cause.values["where"]), (Code::Money, &json!("21 %: -223.00 ≠ 0.00")));
}

#[test]
fn what_the_picker_needs_stands_in_the_rows() {
    let mut order = example();
    order.lines[0].choices = vec!["Kabel: textilní".into(), "Věnování: Pro Janu".into()];
    order.lines[0].remark = "Ruční výroba".into();
    order.lines[1].length = "2.5 m".into();
    order.lines[1].unit = "bm".into();
    order.lines[1].adults_only = true;
    order.lines[2].parent_uuid = Some("a1".into());
    order.shipping.as_mut().unwrap().behind = "106".into();
    let body = sent(&order, &options(json!({"unit": "st", "units": {"bm": "m"}})));
    let rows = &body["orderRows"];
    assert_eq!(rows[0]["product"]["productNotes"], "Kabel: textilní; Věnování: Pro Janu");
    assert_eq!(rows[0]["externalRow"]["freeText"], "Ruční výroba");
    assert_eq!(rows[1]["product"]["productNotes"], "Length: 2.5 m");
    assert_eq!((&rows[1]["salesData"]["unit"], &rows[0]["salesData"]["unit"]), (&json!("m"), &json!("st")));
    assert_eq!(rows[1]["notations"]["notes"], "18+");
    assert_eq!(rows[2]["notations"]["notes"], "Gift with: Title of LAMP-01");
    assert_eq!(body["orderHeader"]["notations"]["handlingMark"], "18+");
    let behind = json!({"metaDataLabel": "packeta_carrier_id", "metaDataValue": "106"});
    assert!(body["orderHeader"]["orderMetaData"].as_array().unwrap().contains(&behind));
    let mut other = order.clone();
    other.lines[0].choices.pop();
    assert_ne!(other.content(), order.content(), "a change of it is a change");
}

#[test]
fn a_pickup_point_goes_with_its_id_and_the_person_who_fetches() {
    let mut order = example();
    order.delivery.company = "Zásilkovna - Zlín, Nádražní 10".into();
    order.invoice.street.clear();
    let header = sent(&order, &options(json!({"service_points": {"PACKETA": "PAC"}})))["orderHeader"].take();
    let point = json!({
        "deliveryLocationId": "1234", "deliveryLocationId ": "1234", "provider": "PAC", "name": "Zlín, Nádražní 10",
        "address1": "Nádražní 3", "postalCode": "76001", "city": "Zlín", "countryId": "CZ",
    });
    assert_eq!(header["servicePoint"], point);
    let to = &header["deliveryAddress"];
    assert_eq!((&to["name1"], &to["name2"]), (&json!("Petr Malý"), &json!("Zásilkovna - Zlín, Nádražní 10")));
    assert_eq!((&to["address1"], &header["delieryPhoneNumber"]), (&json!("Nádražní 3"), &json!("+420 601000111")));
    assert!(header.get("invoiceAddress").is_none() && header.get("yourReference").is_none());
}

#[test]
fn a_day_is_the_shops_day() {
    let late = parse_moment("2026-03-04T23:30:00Z", "UTC").unwrap();
    let body = customer_order(&example(), &mapped(), &options(json!({})), late).unwrap();
    assert_eq!(body["orderHeader"]["askedDeliveryDate"], "2026-03-05T00:00:00+01:00");
}

#[test]
fn each_documented_field_of_an_order_has_its_place() {
    let told = std::fs::read_to_string("docs/order-fields.md").unwrap();
    let documented = include_str!("data/upgates_order_fields.txt");
    let missing: Vec<&str> = documented.lines().filter(|field| !told.contains(&format!("| `{field}` |"))).collect();
    assert_eq!(missing, [""; 0], "docs/order-fields.md doesn't say where these go");
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
            price_with_vat: gross,
            price_without_vat: net,
            vat,
            ..line("u", if i == 1 { LineKind::Discount } else { LineKind::Product }, "A", "1", "1", "1", "21")
        }).collect();
        order.discounts = vec![Discount { code: "X".into(), price_without_vat: Decimal::ZERO, price_with_vat: off, vat: off_vat }];
        order.shipping = Some(Method { price_with_vat: ship, vat: off_vat, ..method("S", "custom", "0", "0") });
        let made = customer_order(&order, &mapped(), &options(json!({})), today());
        prop_assert!(made.is_ok());
        let _ = balance::check(&order, &sums(&order, &options(json!({}))).unwrap());
    }
}
