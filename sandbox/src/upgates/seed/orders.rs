//! Makes a plausible order, or exactly the one that is wished for.

use super::people;
use crate::upgates::model::{Line, Order, Product, Shop};
use crate::upgates::wire_json::number;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// What an order should be like; whatever is missing is left to chance.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    /// Number, where it is not the next one: shops number their orders alike, and give a number once more.
    pub number: Option<String>,
    /// Codes (or `product_id`, for a product that has none) and quantities.
    pub products: Vec<(String, u32)>,
    /// Carrier's id.
    pub shipment_id: Option<u32>,
    /// Payment's id.
    pub payment_id: Option<u32>,
    /// Mutation.
    pub language: Option<String>,
    /// Title of a line by hand, without product and code.
    pub manual: Option<String>,
    /// Code of a gift that comes with the first line.
    pub gift: Option<String>,
    /// Voucher off the goods, in percent.
    pub voucher_percent: Option<u32>,
    /// Fields of the customer that differ from chance.
    pub customer: Map<String, Value>,
    /// Fields of the printed order that differ (`Order::print`).
    pub print: Map<String, Value>,
}

/// Makes the order; it is not yet in the shop and took nothing from stock.
pub fn order(shop: &mut Shop, now: OffsetDateTime, wish: &Wish) -> Order {
    let language = shop.language(wish.language.as_deref().unwrap_or("cs")).clone();
    let id = shop.new_id();
    let mut customer = people::customer(&mut shop.chance, language.id);
    let mut lines = lines(shop, language.id, wish);
    extras(shop, language.id, wish, &mut lines);
    let voucher = wish.voucher_percent.map_or(Value::Null, |percent| voucher(percent, &lines));
    let carrier = match wish.shipment_id.and_then(|id| shop.carriers.iter().find(|c| c.id == id)) {
        Some(carrier) => carrier.clone(),
        None => shop.chance.pick(&shop.carriers).clone(),
    };
    let way = match wish.payment_id.and_then(|id| shop.payments.iter().find(|p| p.id == id)) {
        Some(way) => way.clone(),
        None => shop.chance.pick(&shop.payments[..3]).clone(),
    };
    let rate = if language.currency == "EUR" { Decimal::new(4, 2) } else { Decimal::ONE };
    let priced = |price: Decimal| number((price * rate).round_dp(2));
    let mut shipment = fields(json!({
        "id": carrier.id, "code": carrier.code, "name": carrier.name, "price": priced(carrier.price), "vat": 21,
        "affiliate_id": null, "affiliate_name": null, "type": carrier.kind,
    }));
    if carrier.affiliate.is_some() {
        shipment.insert("affiliate_id".to_owned(), json!(shop.chance.digits(4)));
        shipment.insert("affiliate_name".to_owned(), json!(people::POINT.0));
        customer.extend(wish.customer.clone());
        let only_contact = shop.chance.below(2) == 0;
        people::sends_to_point(&mut customer, only_contact);
    }
    customer.extend(wish.customer.clone());
    if carrier.kind == "zasilkovna" {
        shipment.insert("packeta_carrier_id".to_owned(), json!(0));
    }
    let payment = fields(json!({
        "id": way.id, "code": way.code, "name": way.name, "price": priced(way.price), "vat": 21, "eet_yn": false, "type": way.kind,
    }));
    let number = wish.number.clone().unwrap_or_else(|| format!("{}{:05}", shop.prefix, id));
    Order {
        variable_symbol: number.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned(),
        number,
        id,
        uuid: shop.chance.uuid(),
        external_number: None,
        language: language.id.to_owned(),
        currency: language.currency.to_owned(),
        status_id: Some(1),
        paid: None,
        delivered: None,
        tracking_code: None,
        tracking_url: None,
        resolved: false,
        internal_note: None,
        created: now,
        updated: now,
        deleted: None,
        origin: "frontend",
        customer,
        lines,
        shipment,
        payment,
        voucher,
        print: Value::Object(wish.print.clone()),
        metas: Vec::new(),
        history: Vec::new(),
        mails: Vec::new(),
        stock_taken: false,
    }
}

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn lines(shop: &mut Shop, language: &str, wish: &Wish) -> Vec<Line> {
    let mut wanted = wish.products.clone();
    if wanted.is_empty() {
        let codes = sellable(shop);
        for _ in 0..=shop.chance.below(3) {
            let code = shop.chance.pick(&codes).clone();
            if !wanted.iter().any(|(have, _)| *have == code) {
                let count = u32::try_from(shop.chance.below(3)).unwrap_or(0) + 1;
                wanted.push((code, count));
            }
        }
    }
    let products = shop.products.clone();
    let mut lines = Vec::new();
    for (code, count) in wanted {
        let Some(product) = products.iter().find(|p| has_code(p, &code)) else {
            continue;
        };
        let line = line(shop, product, &code, language, Decimal::from(count));
        let parent = line.uuid.clone();
        lines.push(line);
        for (part, each) in &product.parts {
            if let Some(product) = products.iter().find(|p| has_code(p, part)) {
                let mut piece = self::line(shop, product, part, language, *each * Decimal::from(count));
                piece.parent_uuid = Some(parent.clone());
                "set_part".clone_into(&mut piece.kind);
                piece.price = Decimal::ZERO;
                lines.push(piece);
            }
        }
    }
    lines
}

/// The gift and the line by hand.
fn extras(shop: &mut Shop, language: &str, wish: &Wish, lines: &mut Vec<Line>) {
    let gift =
        wish.gift.as_ref().and_then(|code| shop.products.iter().find(|p| has_code(p, code)).cloned().zip(Some(code)));
    if let Some((product, code)) = gift {
        let mut gift = line(shop, &product, code, language, Decimal::ONE);
        gift.parent_uuid = lines.first().map(|l| l.uuid.clone());
        "gift".clone_into(&mut gift.kind);
        gift.price = Decimal::ZERO;
        lines.push(gift);
    }
    if let Some(title) = &wish.manual {
        lines.push(Line {
            uuid: shop.chance.uuid(),
            parent_uuid: None,
            kind: "product".to_owned(),
            product_id: None,
            variant_id: None,
            code: None,
            ean: None,
            title: title.clone(),
            unit: "ks".to_owned(),
            quantity: Decimal::ONE,
            price: Decimal::from(150),
            vat: Decimal::from(21),
            weight: 0,
        });
    }
}

/// `discount_voucher` with one entry per VAT level; its prices are positive (a choice, upgates-api 4.3).
fn voucher(percent: u32, lines: &[Line]) -> Value {
    let mut levels: BTreeMap<Decimal, Decimal> = BTreeMap::new();
    for line in lines {
        *levels.entry(line.vat).or_default() += line.price * line.quantity;
    }
    let discount = |(vat, goods): (Decimal, Decimal)| {
        let gross = (goods * Decimal::from(percent) / Decimal::ONE_HUNDRED).round_dp(2);
        let net = (gross / (Decimal::ONE + vat / Decimal::ONE_HUNDRED)).round_dp(2);
        json!({ "price": number(gross), "price_with_vat": number(gross), "price_without_vat": number(net), "vat": number(vat) })
    };
    let discounts: Vec<Value> = levels.into_iter().map(discount).collect();
    json!({ "code": format!("SLEVA{percent}"), "type": "percent", "amount": percent, "discounts": discounts })
}

/// Codes in stock that chance may choose.
fn sellable(shop: &Shop) -> Vec<String> {
    let free = |stock: Option<Decimal>| stock.is_some_and(|s| s >= Decimal::from(3));
    let mut codes = Vec::new();
    for product in shop.products.iter().filter(|p| p.active) {
        codes.extend(product.code.clone().filter(|_| product.variants.is_empty() && free(product.stock)));
        codes.extend(product.variants.iter().filter(|v| free(v.stock)).filter_map(|v| v.code.clone()));
    }
    if codes.is_empty() {
        codes.extend(shop.products.iter().filter_map(|p| p.code.clone()));
    }
    codes
}

fn has_code(product: &Product, code: &str) -> bool {
    let named = product.code.as_deref() == Some(code) || product.id.to_string() == code;
    let own = product.variants.is_empty() && named;
    own || product.variants.iter().any(|v| v.code.as_deref() == Some(code))
}

fn line(shop: &mut Shop, product: &Product, code: &str, language: &str, quantity: Decimal) -> Line {
    let variant = product.variants.iter().find(|v| v.code.as_deref() == Some(code));
    let (price, vat) = product.price_in(language);
    Line {
        uuid: shop.chance.uuid(),
        parent_uuid: None,
        kind: if product.parts.is_empty() { "product" } else { "set" }.to_owned(),
        product_id: Some(product.id),
        variant_id: variant.map(|v| v.id),
        code: variant.map_or_else(|| product.code.clone(), |v| v.code.clone()),
        ean: variant.map_or_else(|| product.ean.clone(), |v| v.ean.clone()),
        title: product.title(language).to_owned(),
        unit: "ks".to_owned(),
        quantity,
        price,
        vat,
        weight: product.weight,
    }
}
