//! Money that balances: what the shop's order says, read from the shop's own JSON, beside what the warehouse would be told.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Number, Value, json};
use spojka::domain::balance::{self, TOLERANCE};
use spojka::domain::clock::Millis;
use spojka::domain::decision::{Mapped, map};
use spojka::domain::money::Decimal;
use spojka::domain::order::ShopOrder;
use spojka::domain::settings::Settings;
use spojka::systems::extend::{Options, customer_order, sums};
use spojka::systems::json::Json;
use spojka::systems::upgates::order::read_order;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn n(value: Decimal) -> Value {
    Value::Number(value.normalize().to_string().parse::<Number>().unwrap())
}

fn options(more: Value) -> Options {
    let mut all = json!({"customer_number": "WEB", "warehouses": ["MAIN"]});
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Options::parse(all.as_object().unwrap()).unwrap()
}

/// A line of the shop: quantity, its total with and without VAT, its rate.
fn line(code: &str, quantity: &str, gross: &str, net: &str, vat: &str) -> Value {
    json!({
        "type": "product", "uuid": code, "parent_uuid": null, "code": code, "title": code, "unit": "ks", "quantity": n(d(quantity)),
        "price_with_vat": n(d(gross)), "price_without_vat": n(d(net)), "vat": n(d(vat)),
    })
}

/// An order of lines without shipping and payment that rounds nothing.
fn order(lines: Value, total: &str) -> Value {
    json!({
        "order_number": "O1", "creation_time": "2026-03-04T10:00:00+01:00", "currency_id": "CZK", "prices_with_vat_yn": true,
        "order_total": n(d(total)), "order_total_before_round": n(d(total)), "order_total_rest": 0,
        "customer": {"firstname_invoice": "Eva", "surname_invoice": "Malá", "street_invoice": "Husova 1", "city_invoice": "Zlín",
            "zip_invoice": "76001", "country_id_invoice": "cz", "postal_yn": false},
        "products": lines, "discount_voucher": null, "quantity_discount": null, "loyalty_points": null, "shipment": null, "payment": null,
    })
}

fn method(name: &str, gross: &str, vat: &str) -> Value {
    let net = (d(gross) * Decimal::ONE_HUNDRED / (Decimal::ONE_HUNDRED + d(vat))).round_dp(2);
    json!({"id": 5, "name": name, "price": n(d(gross)), "price_with_vat": n(d(gross)), "price_without_vat": n(net), "vat": n(d(vat))})
}

fn level(gross: &str, vat: &str) -> Value {
    let net = (d(gross) * Decimal::ONE_HUNDRED / (Decimal::ONE_HUNDRED + d(vat))).round_dp(2);
    json!({"price": n(d(gross)), "price_with_vat": n(d(gross)), "price_without_vat": n(net), "vat": n(d(vat))})
}

fn read(order: &Value) -> ShopOrder {
    read_order(Json(order), "Europe/Prague", Millis(0)).unwrap()
}

/// The rows as the warehouse gets them.
fn rows(order: &Value, options: &Options) -> Vec<Value> {
    let sent = customer_order(&read(order), &Mapped::default(), options, Millis(0)).unwrap();
    assert!(
        sent["orderHeader"].get("explicitFreightCost").is_none(),
        "an internal cost is nothing that a customer pays"
    );
    sent["orderRows"].as_array().unwrap().clone()
}

/// What a row costs with VAT.
fn worth(row: &Value) -> Decimal {
    let number = |key: &str| row["salesData"][key].as_number().map_or(Decimal::ZERO, |n| d(&n.to_string()));
    number("quantity") * number("unitPrice") * (Decimal::ONE_HUNDRED + number("vatPercent")) / Decimal::ONE_HUNDRED
}

fn by_rate(rows: &[Value]) -> BTreeMap<Decimal, Decimal> {
    let mut sums = BTreeMap::new();
    for row in rows.iter().filter(|r| r["externalRow"]["externalRowId"] != "rounding") {
        let rate = d(&row["salesData"]["vatPercent"].to_string());
        *sums.entry(rate.normalize()).or_default() += worth(row);
    }
    sums.retain(|_, sum: &mut Decimal| !sum.is_zero());
    sums
}

/// To whole cents, as it is collected.
fn paid(rows: &[Value]) -> Decimal {
    rows.iter().map(worth).sum::<Decimal>().round_dp(2)
}

/// Whether the order is held, and by which sentence's values.
fn held(order: &Value, options: &Options) -> Option<Value> {
    let order = read(order);
    if let Err(cause) = map(&order, &Settings::default()) {
        if cause.code.word() == "FIELD" {
            return Some(json!({"code": "FIELD", "name": cause.values["name"]}));
        }
    }
    let cause = balance::check(&order, &sums(&order, options)?).err()?;
    assert_eq!(cause.code.word(), "MONEY");
    Some(
        json!({"code": "MONEY", "own": cause.values["own"], "told": cause.values["told"], "where": cause.values["where"]}),
    )
}

fn goes(order: &Value) -> Vec<Value> {
    let options = options(json!({}));
    assert_eq!(held(order, &options), None);
    rows(order, &options)
}

#[test]
fn a_line_keeps_its_total_whatever_its_unit_price_rounds_to() {
    for (quantity, gross, net, with_vat) in
        [("144", "73.18", "60.48", false), ("1000", "330", "272.73", true), ("7", "699.96", "578.48", false)]
    {
        let mut shop = order(json!([line("A", quantity, gross, net, "21")]), gross);
        shop["prices_with_vat_yn"] = json!(with_vat);
        let rows = goes(&shop);
        assert_eq!(paid(&rows), d(gross), "{rows:?}");
        assert!((worth(&rows[0]) - d(gross)).abs() <= d("0.005"));
    }
}

#[test]
fn a_discount_is_taken_from_what_has_its_rate() {
    let books = |gross: &str| line("BOOK", "1", gross, &(d(gross) / d("1.12")).round_dp(2).to_string(), "12");
    let mut free_postage = order(json!([books("500")]), "500");
    free_postage["shipment"] = method("Post", "99", "21");
    free_postage["discount_voucher"] =
        json!({"code": "FREE", "type": "price", "amount": 99, "discounts": [level("99", "21")]});
    let rows = goes(&free_postage);
    assert_eq!((rows.len(), worth(&rows[0]).round_dp(2)), (1, d("500")), "no freight: {rows:?}");

    let mut both = order(json!([books("200")]), "270");
    both["shipment"] = method("Post", "100", "21");
    both["discount_voucher"] =
        json!({"code": "TEN", "type": "percent", "amount": 10, "discounts": [level("20", "12"), level("10", "21")]});
    let rows = goes(&both);
    let sums: Vec<_> = rows.iter().map(|r| worth(r).round_dp(2)).collect();
    assert_eq!(sums, [d("180"), d("90")]);
    assert_eq!((&rows[1]["supplyMode"], &rows[1]["salesData"]["currency"]), (&json!("Freight"), &json!("CZK")));
}

#[test]
fn a_discount_without_levels_is_known_where_there_is_one_rate_and_else_held() {
    let mut shop = order(json!([line("A", "1", "500", "413.22", "21")]), "400");
    shop["discount_voucher"] = json!({"code": "X", "type": "price", "amount": 100, "discounts": []});
    assert_eq!(paid(&goes(&shop)), d("400"));
    shop["products"] = json!([line("A", "1", "400", "330.58", "21"), line("B", "1", "100", "89.29", "12")]);
    let cause = held(&shop, &options(json!({}))).unwrap();
    assert_eq!((&cause["own"], &cause["told"]), (&json!("400.00 CZK"), &json!("500.00 CZK")), "{cause}");
}

#[test]
fn what_we_do_not_know_of_holds_the_order() {
    let mut shop = order(json!([line("A", "1", "500", "413.22", "21")]), "200");
    shop["gift_cards"] = json!([{"code": "G", "price": 300}]);
    let cause = held(&shop, &options(json!({}))).unwrap();
    assert_eq!(
        (&cause["code"], &cause["own"], &cause["told"]),
        (&json!("MONEY"), &json!("200.00 CZK"), &json!("500.00 CZK"))
    );
    shop["order_total_before_round"] = json!(500);
    shop["order_total_rest"] = json!(-300);
    assert!(held(&shop, &options(json!({}))).is_some(), "three hundred is no rounding");
}

#[test]
fn what_is_collected_at_the_door_is_rounded_as_the_customer_was_told() {
    let mut shop = order(json!([line("A", "1", "99.50", "82.23", "21")]), "100");
    shop["order_total_before_round"] = n(d("99.50"));
    shop["order_total_rest"] = n(d("0.5"));
    let rows = goes(&shop);
    assert_eq!((paid(&rows), &rows[1]["supplyMode"]), (d("100"), &json!("Round")));
    let chosen = self::rows(&shop, &options(json!({"rounding_product": "R1"})));
    assert_eq!((paid(&chosen), &chosen[1]["product"]["productNumber"]), (d("100"), &json!("R1")));
    assert_eq!(held(&shop, &options(json!({"rounding_product": "R1"}))), None);
}

#[test]
fn a_value_that_cannot_be_read_is_named_and_never_guessed() {
    let good = || {
        let mut shop = order(json!([line("A", "2", "100", "82.64", "21")]), "199");
        shop["shipment"] = method("Post", "99", "21");
        shop
    };
    assert_eq!(held(&good(), &options(json!({}))), None);
    for (path, value, named) in [
        ("/products/0/quantity", json!("dva"), "products[0].quantity"),
        ("/products/0/quantity", Value::Null, "products[0].quantity"),
        ("/products/0/price_with_vat", json!("1 000"), "products[0].price_with_vat"),
        ("/products/0/vat", json!("základní"), "products[0].vat"),
        ("/products/0/vat", json!(-21), "products[0].vat"),
        ("/products/0/vat", Value::Null, "products[0].vat"),
        ("/shipment/price_with_vat", json!("zdarma"), "shipment.price_with_vat"),
        ("/shipment/vat", json!({}), "shipment.vat"),
        ("/order_total", json!("?"), "order_total"),
        ("/order_total", Value::Null, "order_total"),
    ] {
        let mut shop = good();
        *shop.pointer_mut(path).unwrap() = value;
        assert_eq!(held(&shop, &options(json!({}))), Some(json!({"code": "FIELD", "name": named})), "{path}");
    }
    let mut shop = good();
    for key in ["price_with_vat", "price_without_vat"] {
        shop["products"][0].as_object_mut().unwrap().remove(key);
    }
    assert_eq!(held(&shop, &options(json!({}))).unwrap()["name"], "products[0].price");
    shop["products"][0]["price_per_unit"] = json!(50);
    assert_eq!(paid(&goes(&shop)), d("199"), "older answers state the price of one unit");
}

#[test]
fn what_a_payment_takes_off_and_several_rates_of_fees_are_kept() {
    let mut shop = order(json!([line("A", "3", "300", "247.93", "21")]), "450");
    shop["shipment"] = method("Post", "100", "12");
    shop["payment"] = method("Cash", "50", "21");
    let rows = goes(&shop);
    assert_eq!(by_rate(&rows).into_values().map(|s| s.round_dp(2)).collect::<Vec<_>>(), [d("100"), d("350")]);
    shop["payment"] = method("Card", "-20", "21");
    shop["order_total"] = n(d("380"));
    shop["order_total_before_round"] = n(d("380"));
    let rows = goes(&shop);
    assert_eq!(by_rate(&rows).into_values().map(|s| s.round_dp(2)).collect::<Vec<_>>(), [d("100"), d("280")]);
}

#[test]
fn only_the_same_sums_go_once_somebody_let_them() {
    let mut shop = order(json!([line("A", "1", "500", "413.22", "21")]), "200");
    let cause = |shop: &Value| {
        let order = read(shop);
        balance::check(&order, &sums(&order, &options(json!({}))).unwrap()).unwrap_err()
    };
    let first = balance::sums(&cause(&shop)).to_owned();
    assert_eq!(balance::sums(&cause(&shop)), first);
    shop["order_total"] = json!(210);
    assert_ne!(balance::sums(&cause(&shop)), first);
}

/// How a shop may add up: by lines, or by rates.
#[derive(Debug, Clone, Copy)]
enum Sums {
    Lines,
    Rates,
}

#[derive(Debug, Clone)]
struct Made {
    shop: Value,
    /// What each rate sums up to by the prices with VAT, and by those without. Where both make the stated total, nobody can tell which one
    /// the shop meant.
    levels: [BTreeMap<Decimal, Decimal>; 2],
}

#[derive(Debug, Clone)]
struct Part {
    /// 0 product, 1 gift, 2 set with a part.
    kind: u8,
    quantity: Decimal,
    unit: Decimal,
    vat: Decimal,
}

fn any_part() -> impl Strategy<Value = Part> {
    let quantity = prop_oneof![
        4 => (1_i64..20).prop_map(Decimal::from),
        2 => (1_i64..3000).prop_map(|n| Decimal::new(n, 3)),
        1 => (100_i64..5000).prop_map(Decimal::from),
    ];
    let vat = prop::sample::select(vec!["0", "12", "21"]).prop_map(d);
    (prop_oneof![8 => Just(0_u8), 1 => Just(1), 1 => Just(2)], quantity, 1_i64..500_000, vat)
        .prop_map(|(kind, quantity, cents, vat)| Part { kind, quantity, unit: Decimal::new(cents, 2), vat })
}

fn grown(vat: Decimal) -> Decimal {
    (Decimal::ONE_HUNDRED + vat) / Decimal::ONE_HUNDRED
}

/// A price as the shop states it: the exact one by `with_vat`, the other rounded from it.
fn priced(exact: Decimal, vat: Decimal, with_vat: bool) -> (Decimal, Decimal) {
    let exact = exact.round_dp(2);
    if with_vat { (exact, (exact / grown(vat)).round_dp(2)) } else { ((exact * grown(vat)).round_dp(2), exact) }
}

fn any_order() -> impl Strategy<Value = Made> {
    let sums = prop_oneof![Just(Sums::Lines), Just(Sums::Rates)];
    let voucher = prop_oneof![3 => Just(None), 2 => (1_i64..60).prop_map(Some)];
    let money = (prop::sample::select(vec!["CZK", "EUR", "HUF"]), any::<bool>(), any::<bool>(), sums);
    let ways = (0_i64..30_000, -5_000_i64..10_000, prop::sample::select(vec!["12", "21"]));
    (prop::collection::vec(any_part(), 1..9), money, ways, voucher, prop_oneof![4 => Just(0_i64), 1 => 1_i64..30])
        .prop_map(|(parts, (currency, with_vat, rounds, sums), (ship, pay, ship_vat), voucher, loyalty)| {
            make(&parts, (currency, with_vat, rounds, sums), (ship, pay, ship_vat), voucher, loyalty)
        })
}

fn make(
    parts: &[Part],
    (currency, with_vat, rounds, sums): (&str, bool, bool, Sums),
    (ship, pay, ship_vat): (i64, i64, &str),
    voucher: Option<i64>,
    loyalty: i64,
) -> Made {
    // Of each rate: the sum of the stated prices with VAT, and the sum of those without.
    let mut stated: BTreeMap<Decimal, (Decimal, Decimal)> = BTreeMap::new();
    let mut count = |vat: Decimal, (gross, net): (Decimal, Decimal), sign: Decimal| {
        let sum = stated.entry(vat).or_default();
        sum.0 += gross * sign;
        sum.1 += net * sign;
    };
    let mut lines = Vec::new();
    let mut goods: BTreeMap<Decimal, Decimal> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        let unit = if part.kind == 1 { Decimal::ZERO } else { part.unit };
        let price = priced(unit * part.quantity, part.vat, with_vat);
        count(part.vat, price, Decimal::ONE);
        *goods.entry(part.vat).or_default() += if with_vat { price.0 } else { price.1 };
        let text = |x: Decimal| x.to_string();
        let mut item = line(&format!("L{at}"), &text(part.quantity), &text(price.0), &text(price.1), &text(part.vat));
        item["type"] = json!(["product", "gift", "set"][usize::from(part.kind)]);
        lines.push(item);
        if part.kind == 2 {
            let mut inner =
                line(&format!("P{at}"), &text(part.quantity), &text(price.0), &text(price.1), &text(part.vat));
            inner["type"] = json!("set_part");
            inner["parent_uuid"] = json!(format!("L{at}"));
            lines.push(inner);
        }
    }
    let mut shop = order(Value::Array(lines), "0");
    let (ship, pay, vat) = (Decimal::new(ship, 2), Decimal::new(pay, 2), d(ship_vat));
    for (key, exact, vat) in [("shipment", ship, vat), ("payment", pay, d("21"))] {
        let price = priced(exact, vat, with_vat);
        count(vat, price, Decimal::ONE);
        shop[key] =
            json!({"id": 5, "name": key, "price_with_vat": n(price.0), "price_without_vat": n(price.1), "vat": n(vat)});
    }
    for (key, percent) in [("discount_voucher", voucher.unwrap_or(0)), ("loyalty_points", loyalty)] {
        if percent == 0 {
            continue;
        }
        let mut levels = Vec::new();
        for (vat, sum) in &goods {
            let off = priced(sum * Decimal::from(percent) / Decimal::ONE_HUNDRED, *vat, with_vat);
            count(*vat, off, -Decimal::ONE);
            levels.push(json!({"price_with_vat": n(off.0), "price_without_vat": n(off.1), "vat": n(*vat)}));
        }
        shop[key] = json!({"code": "X", "type": "percent", "amount": percent, "discounts": levels});
    }
    let by_lines: BTreeMap<Decimal, Decimal> = stated.iter().map(|(vat, (gross, _))| (*vat, *gross)).collect();
    let by_rates: BTreeMap<Decimal, Decimal> =
        stated.into_iter().map(|(vat, (_, net))| (vat, (net * grown(vat)).round_dp(2))).collect();
    let meant = if !with_vat && matches!(sums, Sums::Rates) { &by_rates } else { &by_lines };
    let before: Decimal = meant.values().sum();
    let total = match (rounds, currency) {
        (false, _) | (_, "EUR") => before,
        (true, "HUF") => (before / Decimal::from(5)).round() * Decimal::from(5),
        (true, _) => before.round(),
    };
    shop["currency_id"] = json!(currency);
    shop["prices_with_vat_yn"] = json!(with_vat);
    shop["order_total"] = n(total);
    shop["order_total_before_round"] = n(before);
    shop["order_total_rest"] = n(total - before);
    Made { shop, levels: [by_lines, by_rates] }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// The sum and each rate's sum are kept to a cent, or the order is held.
    #[test]
    fn sums_are_kept_or_the_order_is_held(made in any_order()) {
        let options = options(json!({}));
        if held(&made.shop, &options).is_none() {
            let rows = rows(&made.shop, &options);
            let sent = by_rate(&rows);
            let of = |levels: &BTreeMap<Decimal, Decimal>, vat: &Decimal| levels.get(vat).copied().unwrap_or_default();
            let kept = |levels: &BTreeMap<Decimal, Decimal>| {
                levels.keys().chain(sent.keys()).all(|vat| (of(levels, vat) - of(&sent, vat)).abs() <= TOLERANCE)
            };
            prop_assert!(made.levels.iter().any(kept), "{:?} and {sent:?}", made.levels);
            let total = d(&made.shop["order_total"].to_string());
            let sum: Decimal = rows.iter().map(worth).sum();
            prop_assert!((sum - total).abs() <= TOLERANCE * Decimal::from(3), "{sum} and {total}");
        } else {
            // A discount or what a payment takes off is larger than all that has its rate: only then there is nothing to tell.
            let short = made.levels.iter().flat_map(BTreeMap::values).any(|sum| *sum < TOLERANCE);
            prop_assert!(short, "held without need: {:?}", held(&made.shop, &options));
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// An order that says one thing and adds up to another is always held.
    #[test]
    fn a_wrong_total_never_goes(made in any_order(), off in 4_i64..100_000, more in any::<bool>()) {
        let mut shop = made.shop;
        let off = Decimal::new(if more { off } else { -off }, 2);
        for key in ["order_total", "order_total_before_round"] {
            shop[key] = n(d(&shop[key].to_string()) + off);
        }
        let is_held = held(&shop, &options(json!({}))).is_some();
        prop_assert!(is_held || off.abs() <= TOLERANCE * Decimal::from(6));
    }
}
