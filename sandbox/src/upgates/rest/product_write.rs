//! `PUT` and `DELETE /products`: stock above all (upgates-api 6.5).

use super::Call;
use super::answer::{Answer, error};
use crate::upgates::events;
use crate::upgates::model::Shop;
use crate::upgates::wire_json::{read_bool, read_decimal, read_text};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// Products, and variants inside each, in one call at most.
const MOST: usize = 100;

/// Changes products and variants; each has its own flag.
pub(crate) fn update(call: &mut Call<'_>) -> Answer {
    let list = |name: &str| call.body.get(name).and_then(Value::as_array).cloned();
    let (products, variants) = (list("products"), list("variants"));
    if products.is_none() && variants.is_none() {
        return Answer::refuse(400, "Chybí pole products.");
    }
    let (products, variants) = (products.unwrap_or_default(), variants.unwrap_or_default());
    let inner = |p: &Value| p.get("variants").and_then(Value::as_array).map_or(0, Vec::len);
    if products.len() > MOST || variants.len() > MOST || products.iter().any(|p| inner(p) > MOST) {
        return Answer::refuse(413, "Překročen počet položek.");
    }
    let mut results: Vec<Value> = products.iter().map(|item| one_product(call, item)).collect();
    let alone: Vec<Value> = variants.iter().map(|item| one_variant(call, None, item)).collect();
    let mut body = json!({ "messages": [] });
    if call.kit.switches.on("upgates.top_variants_in_products") {
        for result in alone {
            let owner =
                call.shop.products.iter().find(|p| p.variants.iter().any(|v| json!(v.id) == result["variant_id"]));
            results.push(json!({ "product_id": owner.map(|p| p.id), "code": owner.and_then(|p| p.code.clone()), "updated_yn": true, "messages": [], "variants": [result] }));
        }
    } else if !alone.is_empty() {
        body["variants"] = json!(alone);
    }
    if !results.is_empty() || !products.is_empty() {
        body["products"] = json!(results);
    }
    Answer::fine(body)
}

fn one_product(call: &mut Call<'_>, item: &Value) -> Value {
    let code = item.get("code").and_then(read_text).unwrap_or_default();
    let url = format!("{}/products/{code}", call.upgates.api_url(call.shop));
    let Some(at) = call.shop.products.iter().position(|p| !code.is_empty() && p.code.as_deref() == Some(&code)) else {
        return json!({ "product_id": null, "code": code, "product_url": null, "updated_yn": false, "messages": [error(Some("code"), "Produkt nebyl nalezen.")] });
    };
    let before = format!("{:?}", call.shop.products[at]);
    let clears = call.kit.switches.on("upgates.null_stock_clears");
    let mut problem = None;
    match new_stock(call.shop.products[at].stock, item, clears) {
        Ok(stock) => {
            let product = &mut call.shop.products[at];
            product.stock = stock;
            if let Some(place) = item.get("stock_position") {
                product.stock_position = read_text(place).filter(|p| !p.is_empty());
            }
            product.active = item.get("active_yn").and_then(read_bool).unwrap_or(product.active);
            product.archived = item.get("archived_yn").and_then(read_bool).unwrap_or(product.archived);
            if let Some(ean) = item.get("ean") {
                product.ean = read_text(ean).filter(|e| !e.is_empty());
            }
        }
        Err(message) => problem = Some(message),
    }
    let id = call.shop.products[at].id;
    let mut result = json!({
        "product_id": id, "code": code, "product_url": url, "updated_yn": problem.is_none(),
        "messages": problem.into_iter().collect::<Vec<_>>(),
    });
    if let Some(variants) = item.get("variants").and_then(Value::as_array) {
        result["variants"] = variants.iter().map(|v| one_variant(call, Some(id), v)).collect();
    }
    changed(call, at, &before);
    result
}

fn one_variant(call: &mut Call<'_>, owner: Option<u32>, item: &Value) -> Value {
    let code = item.get("code").and_then(read_text).unwrap_or_default();
    let Some((at, place)) = find_variant(call.shop, owner, &code) else {
        return json!({ "variant_id": null, "code": code, "updated_yn": false, "messages": [error(Some("code"), "Varianta nebyla nalezena.")] });
    };
    let before = format!("{:?}", call.shop.products[at]);
    let clears = call.kit.switches.on("upgates.null_stock_clears");
    let variant = &mut call.shop.products[at].variants[place];
    let id = variant.id;
    let mut problem = None;
    match new_stock(variant.stock, item, clears) {
        Ok(stock) => variant.stock = stock,
        Err(message) => problem = Some(message),
    }
    if owner.is_none() {
        changed(call, at, &before);
    }
    json!({ "variant_id": id, "code": code, "updated_yn": problem.is_none(), "messages": problem.into_iter().collect::<Vec<_>>() })
}

fn find_variant(shop: &Shop, owner: Option<u32>, code: &str) -> Option<(usize, usize)> {
    shop.products.iter().enumerate().filter(|(_, p)| owner.is_none_or(|id| p.id == id)).find_map(|(at, p)| {
        let place = p.variants.iter().position(|v| !code.is_empty() && v.code.as_deref() == Some(code))?;
        Some((at, place))
    })
}

/// `stock` sets, `stock_increment` adds and needs a value that is already there.
fn new_stock(have: Option<Decimal>, item: &Value, clears: bool) -> Result<Option<Decimal>, Value> {
    if let Some(increment) = item.get("stock_increment") {
        let by = read_text(increment)
            .filter(|t| t.len() <= 10)
            .and_then(|t| read_decimal(&json!(t.trim_start_matches('+'))));
        let by = by.ok_or_else(|| error(Some("stock_increment"), "Neplatná hodnota."))?;
        let have = have.ok_or_else(|| error(Some("stock_increment"), "Položka nemá vyplněný sklad."))?;
        return Ok(Some(have + by));
    }
    match item.get("stock") {
        None => Ok(have),
        Some(empty) if empty.is_null() || empty.as_str() == Some("") => Ok(if clears { None } else { have }),
        Some(value) => read_decimal(value).map(Some).ok_or_else(|| error(Some("stock"), "Neplatná hodnota.")),
    }
}

fn changed(call: &mut Call<'_>, at: usize, before: &str) {
    if format!("{:?}", call.shop.products[at]) != before || call.kit.switches.on("upgates.same_write_fires") {
        call.shop.products[at].updated = call.kit.clock.now();
        events::product(call.shop, at, "update");
    }
}

/// Deletes products by code.
pub(crate) fn delete(call: &mut Call<'_>, code: Option<&str>) -> Answer {
    let codes: Vec<String> = match code {
        Some(code) => vec![code.to_owned()],
        None => call.list("codes").unwrap_or_default().into_iter().map(ToOwned::to_owned).collect(),
    };
    let mut results = Vec::new();
    for code in codes {
        let at = call.shop.products.iter().position(|p| p.code.as_deref() == Some(&code));
        if let Some(at) = at {
            call.shop.products[at].updated = call.kit.clock.now();
            events::product(call.shop, at, "delete");
            call.shop.products.remove(at);
        }
        let messages: Vec<Value> =
            at.is_none().then(|| error(Some("code"), "Produkt nebyl nalezen.")).into_iter().collect();
        results.push(json!({ "code": code, "deleted_yn": at.is_some(), "messages": messages }));
    }
    Answer::fine(json!({ "products": results }))
}
