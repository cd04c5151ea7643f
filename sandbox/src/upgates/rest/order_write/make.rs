//! `POST /orders`: makes orders from what was sent.

use super::super::Call;
use super::super::answer::{Answer, error};
use crate::upgates::life;
use crate::upgates::model::{Line, Order, Shop};
use crate::upgates::prague;
use crate::upgates::wire_json::{read_bool, read_decimal, read_id, read_text};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// Creates the orders; each has its own flag.
pub(crate) fn create(call: &mut Call<'_>) -> Answer {
    let items = match super::items(&call.body) {
        Ok(items) => items,
        Err(refusal) => return refusal,
    };
    let cause = super::cause(&call.body);
    let mut results = Vec::new();
    for item in &items {
        let external = item.get("external_order_number").and_then(read_text);
        let result = match order(call, item) {
            Ok(order) => {
                let number = life::place(call.kit, call.shop, order, cause);
                let url = format!("{}/orders/{number}", call.upgates.api_url(call.shop));
                json!({ "external_order_number": external, "order_number": number, "order_url": url, "created_yn": true, "messages": [] })
            }
            Err(problem) => {
                json!({ "external_order_number": external, "order_number": null, "order_url": null, "created_yn": false, "messages": [problem] })
            }
        };
        results.push(result);
    }
    Answer::fine(json!({ "orders": results, "messages": [] }))
}

fn order(call: &mut Call<'_>, item: &Value) -> Result<Order, Value> {
    let missing = |name: &'static str| error(Some(name), "Povinná hodnota chybí.");
    let language = item.get("language_id").and_then(read_text).ok_or_else(|| missing("language_id"))?;
    let language =
        call.shop.languages.iter().find(|l| l.id == language).cloned().ok_or_else(|| missing("language_id"))?;
    let customer = item.get("customer").and_then(Value::as_object).cloned().ok_or_else(|| missing("customer"))?;
    if customer.get("email").and_then(Value::as_str).is_none_or(str::is_empty) {
        return Err(missing("email"));
    }
    let lines = item.get("products").and_then(Value::as_array).ok_or_else(|| missing("products"))?;
    if lines.iter().any(|l| l.get("title").is_none() || l.get("price_per_unit").is_none() || l.get("vat").is_none()) {
        return Err(missing("products"));
    }
    let status_id = first_status(call, item)?;
    let lines = lines.iter().map(|item| line(call.shop, item)).collect();
    let now = call.kit.clock.now();
    let id = call.shop.new_id();
    let number = format!("{}{id:05}", call.shop.prefix);
    let fields = |name: &str| item.get(name).and_then(Value::as_object).cloned().unwrap_or_default();
    let (shipment, payment) =
        (known(&call.shop.carriers, &fields("shipment")), known_payment(call.shop, &fields("payment")));
    Ok(Order {
        variable_symbol: number.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned(),
        number,
        id,
        uuid: call.shop.chance.uuid(),
        external_number: item.get("external_order_number").and_then(read_text),
        language: language.id.to_owned(),
        currency: language.currency.to_owned(),
        status_id: Some(status_id),
        paid: item.get("paid_date").and_then(read_text).and_then(|t| prague::parse_day(&t)),
        tracking_code: item.get("tracking_code").and_then(read_text),
        tracking_url: None,
        resolved: item.get("resolved_yn").and_then(read_bool).unwrap_or(false),
        delivered: None,
        internal_note: item.get("internal_note").and_then(read_text),
        created: item.get("creation_time").and_then(read_text).and_then(|t| prague::parse(&t)).unwrap_or(now),
        updated: now,
        deleted: None,
        origin: "api",
        customer,
        lines,
        shipment,
        payment,
        voucher: Value::Null,
        print: Value::Null,
        metas: item.get("metas").and_then(Value::as_array).cloned().unwrap_or_default(),
        history: Vec::new(),
        mails: Vec::new(),
        stock_taken: false,
    })
}

/// The status sent, or *Received*; an unknown name is taken as none.
fn first_status(call: &Call<'_>, item: &Value) -> Result<u32, Value> {
    match item.get("status_id").and_then(read_id) {
        Some(id) => {
            call.shop.status(id).map(|s| s.id).ok_or_else(|| error(Some("status_id"), "Neznámý stav objednávky."))
        }
        None => Ok(item
            .get("status")
            .and_then(Value::as_str)
            .and_then(|name| call.shop.status_named(name))
            .map_or(1, |s| s.id)),
    }
}

/// A line from what was sent; product or variant are matched by code.
pub(super) fn line(shop: &mut Shop, item: &Value) -> Line {
    let code = item.get("code").and_then(read_text);
    let text = |name: &str| item.get(name).and_then(read_text);
    let decimal = |name: &str| item.get(name).and_then(read_decimal);
    let product =
        shop.products.iter().find(|p| code.is_some() && (p.code == code || p.variants.iter().any(|v| v.code == code)));
    let variant = product.and_then(|p| p.variants.iter().find(|v| v.code == code));
    let (product_id, variant_id) = (product.map(|p| p.id), variant.map(|v| v.id));
    let title = text("title").or_else(|| product.map(|p| p.title("cs").to_owned())).unwrap_or_default();
    let weight = item.get("weight").and_then(read_id).or_else(|| product.map(|p| p.weight)).unwrap_or(0);
    let (price, vat) = product.map(|p| p.price_in("cs")).unwrap_or_default();
    Line {
        uuid: shop.chance.uuid(),
        parent_uuid: None,
        kind: "product".to_owned(),
        product_id,
        variant_id,
        ean: text("ean"),
        title,
        unit: text("unit").unwrap_or_else(|| "ks".to_owned()),
        quantity: decimal("quantity").unwrap_or(Decimal::ONE),
        price: decimal("price_per_unit").unwrap_or(price),
        vat: decimal("vat").unwrap_or(vat),
        weight,
        code,
    }
}

fn known(carriers: &[crate::upgates::model::Carrier], fields: &Map<String, Value>) -> Map<String, Value> {
    let found = carriers.iter().find(|c| fields.get("code").and_then(Value::as_str) == Some(&c.code));
    with_identity(fields, found.map(|c| (c.id, c.kind.as_str())))
}

fn known_payment(shop: &Shop, fields: &Map<String, Value>) -> Map<String, Value> {
    let found = shop.payments.iter().find(|p| fields.get("code").and_then(Value::as_str) == Some(&p.code));
    with_identity(fields, found.map(|p| (p.id, p.kind.as_str())))
}

fn with_identity(fields: &Map<String, Value>, found: Option<(u32, &str)>) -> Map<String, Value> {
    let mut out = fields.clone();
    if !out.is_empty() {
        out.insert("id".to_owned(), json!(found.map(|f| f.0)));
        out.insert("type".to_owned(), json!(found.map(|f| f.1)));
    }
    out
}
