//! Prints products and variants, complete or simple (upgates-api 6.1–6.4).

use super::Call;
use super::order_print::net;
use crate::upgates::model::{Product, Variant};
use crate::upgates::prague::stamp;
use crate::upgates::wire_json::{number, text_or_null};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// The product; `simple` leaves out texts, prices and the like.
pub(crate) fn product(call: &Call<'_>, product: &Product, simple: bool, with_variants: bool) -> Value {
    let many = !product.variants.is_empty();
    let sum: Decimal = product.variants.iter().filter_map(|v| v.stock).sum();
    let own = availability(product.stock);
    let all = availability(Some(sum));
    let variants: Vec<Value> = product.variants.iter().map(|v| variant(product, v, simple)).collect();
    let mut out = json!({
        "code": text_or_null(product.code.as_deref()), "product_id": product.id, "code_supplier": null, "supplier": null,
        "ean": text_or_null(product.ean.as_deref()), "active_yn": product.active, "archived_yn": product.archived,
        "replacement_product_code": null, "can_add_to_basket_yn": true, "adult_yn": false, "set_yn": !product.parts.is_empty(),
        "in_set_yn": in_set(call, product), "exclude_from_search_yn": false, "variants_exists_yn": many, "manufacturer": null,
        "stock": product.stock.map(number), "stock_position": text_or_null(product.stock_position.as_deref()), "limit_orders": null,
        "availability_id": own.0, "availability": own.1, "availability_type": own.2,
        "variants_stock": many.then(|| number(sum)), "variants_availability_id": many.then_some(all.0),
        "variants_availability": many.then_some(all.1), "variants_availability_type": many.then_some(all.2),
        "weight": product.weight, "shipment_group": null, "stocks": [], "groups": [],
        "creation_time": stamp(product.created), "last_update_time": stamp(product.updated),
        "admin_url": format!("{}/admin/{}/products", call.upgates.base_url(), call.shop.id),
    });
    if with_variants {
        out["variants"] = json!(variants);
    }
    if !simple && let Some(fields) = out.as_object_mut() {
        complete(call, product, fields);
    }
    out
}

/// The variant as inside its product.
pub(crate) fn variant(product: &Product, variant: &Variant, simple: bool) -> Value {
    let is = availability(variant.stock);
    let mut out = json!({
        "code": text_or_null(variant.code.as_deref()), "code_supplier": null, "ean": text_or_null(variant.ean.as_deref()),
        "variant_id": variant.id, "product_code": text_or_null(product.code.as_deref()), "product_id": product.id, "active_yn": null,
        "main_yn": product.variants.first().is_some_and(|first| first.id == variant.id), "can_add_to_basket_yn": null,
        "stock": variant.stock.map(number), "stock_position": text_or_null(variant.stock_position.as_deref()),
        "availability_id": is.0, "availability": is.1, "availability_type": is.2, "weight": null, "image": null, "stocks": [],
    });
    if !simple {
        out["prices"] = prices(product, false);
        out["metas"] = json!([]);
    }
    out
}

/// A variant of `GET /products/variants`: with its parameters and labels.
pub(crate) fn listed_variant(product: &Product, one: &Variant) -> Value {
    let mut out = variant(product, one, false);
    out["action_currently_yn"] = json!(false);
    out["parameters"] = json!([{ "name": { "cs": "Provedení" }, "values": [{ "cs": one.label }] }]);
    out["parameters_new"] = json!([{
        "id": 1, "descriptions": [{ "language": "cs", "name": "Provedení" }],
        "values": [{ "id": one.id, "descriptions": [{ "language": "cs", "value": one.label }] }],
    }]);
    out["labels"] = json!([]);
    out
}

fn complete(call: &Call<'_>, product: &Product, fields: &mut Map<String, Value>) {
    let texts: Vec<Value> = call.shop.languages.iter().map(|language| {
        let slug = product.code.as_deref().unwrap_or("produkt").to_lowercase();
        json!({
            "language": language.id, "title": product.title(language.id), "short_description": null, "long_description": null,
            "url": format!("https://{}/p/{slug}", language.domain), "seo_title": null, "seo_description": null, "seo_url": slug, "unit": "ks",
        })
    }).collect();
    fields.insert("descriptions".to_owned(), json!(texts));
    fields.insert("action_currently_yn".to_owned(), json!(false));
    fields.insert("images".to_owned(), json!([]));
    fields.insert(
        "categories".to_owned(),
        json!([{ "category_id": 12, "code": "K00012", "main_yn": true, "position": 1, "name": "Nabídka" }]),
    );
    fields.insert("prices".to_owned(), prices(product, true));
    fields.insert("vats".to_owned(), json!({ "cz": number(product.vat.0), "sk": number(product.vat.1) }));
    let empty = if call.kit.switches.on("upgates.empty_as_list") { json!([]) } else { json!({}) };
    fields.insert("metas".to_owned(), json!([{ "key": "poznamka", "type": "input", "values": empty }]));
}

fn prices(product: &Product, fee: bool) -> Value {
    let block = |language: &str, currency: &str| {
        let (price, vat) = product.price_in(language);
        let mut block = json!({
            "language": language, "currency": currency, "price_purchase": null, "price_common": 0, "vat": number(vat),
            "pricelists": [{
                "name": "Výchozí", "price_original": number(price), "product_discount": null, "product_discount_real": 0,
                "price_sale": null, "price_with_vat": number(price), "price_without_vat": number(net(price, vat)),
            }],
        });
        if fee {
            block["recycling_fee"] = Value::Null;
        }
        block
    };
    json!([block("cs", "CZK"), block("sk", "EUR")])
}

fn in_set(call: &Call<'_>, product: &Product) -> bool {
    product
        .code
        .as_ref()
        .is_some_and(|code| call.shop.products.iter().any(|p| p.parts.iter().any(|(part, _)| part == code)))
}

fn availability(stock: Option<Decimal>) -> (u32, &'static str, &'static str) {
    match stock {
        Some(stock) if stock <= Decimal::ZERO => (3, "Vyprodáno", "NotAvailable"),
        _ => (2, "Skladem", "InStock"),
    }
}
