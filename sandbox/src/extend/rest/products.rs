//! `Products`: the list and one product (facts: partners.md 2.9).

use super::filters::{filled, moment};
use super::paging::Page;
use super::render::{Style, number};
use super::{missing, refuse};
use crate::extend::ExtendState;
use crate::extend::model::stock::Product;
use crate::extend::model::words::WAREHOUSES;
use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;
use serde_json::{Value, json};

/// Filters of the list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ProductFilter {
    product_number: Option<String>,
    supply_mode: Option<String>,
    modified_date_from: Option<String>,
    warehouse: Option<String>,
}

/// Lists products; those kept in stock may come once for each warehouse, as a switch says.
pub async fn list(state: Data<ExtendState>, filter: Query<ProductFilter>, page: Query<Page>) -> HttpResponse {
    let switches = &state.kit().switches;
    let from = match moment("modifiedDateFrom", filter.modified_date_from.as_deref(), switches) {
        Ok(from) => from,
        Err(reason) => return refuse(&reason),
    };
    let style = Style::read(switches);
    let store = state.store();
    let mut rows = Vec::new();
    for product in store.products.values() {
        let is = |want: &Option<String>, have: &str| filled(want.as_deref()).is_none_or(|want| want == have);
        let fits = is(&filter.product_number, &product.number)
            && is(&filter.supply_mode, &product.supply_mode)
            && from.is_none_or(|from| product.changed >= from);
        if !fits {
            continue;
        }
        let stocked = product.supply_mode == "Warehouse" && switches.on("extend.products_per_warehouse");
        let places: Vec<Option<&str>> =
            if stocked { WAREHOUSES.iter().map(|(code, _)| Some(*code)).collect() } else { vec![None] };
        for place in places.into_iter().filter(|place| is(&filter.warehouse, place.unwrap_or_default())) {
            rows.push(style.grown(item(product, place, &style)));
        }
    }
    drop(store);
    page.bare(&rows, switches)
}

fn item(product: &Product, warehouse: Option<&str>, style: &Style) -> Value {
    json!({
        "productNumber": product.number,
        "productName": product.name,
        "createDate": style.moment(product.created),
        "productUnit": product.unit,
        "cost": 0,
        "currency": "CZK",
        "countryOfOrigin": "CZ",
        "supplyMode": product.supply_mode,
        "manufacturer": "",
        "manufacturerProductNumber": "",
        "gtinNumberList": product.ean,
        "warehouse": warehouse,
        "enabled": true,
        "modifiedDate": style.moment(product.changed),
    })
}

/// Reads one product.
pub async fn one(state: Data<ExtendState>, path: Path<(String, String)>) -> HttpResponse {
    let (_, wanted) = path.into_inner();
    let style = Style::read(&state.kit().switches);
    let store = state.store();
    let Some(product) = store.products.get(&wanted) else {
        return missing("Product", &wanted);
    };
    HttpResponse::Ok().json(style.grown(json!({
        "productNumber": product.number,
        "productData": {
            "enabled": true,
            "annulled": false,
            "productUnit": product.unit,
            "productGTINumber": product.ean,
            "productServices": { "supplyMode": product.supply_mode },
            "productDates": {
                "createdDate": style.moment(product.created),
                "changedDate": style.moment(product.changed),
            },
        },
        "productPrices": [{
            "salesUnit": product.unit,
            "productPriceListRows": [{
                "priceList": "BASE",
                "numberSalesUnits": 1,
                "price": number(product.price),
                "vatPercent": number(product.vat_percent),
                "currency": "CZK",
            }],
        }],
        "productWarehouses": WAREHOUSES.iter().map(|(code, _)| json!({ "warehouse": code })).collect::<Vec<_>>(),
        "productSuppliers": [],
    })))
}

/// Whose prices are asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PriceFilter {
    customer_number: Option<String>,
    currency: Option<String>,
}

/// Lists the best prices of a customer: here the tenant's own, whoever asks.
pub async fn prices(state: Data<ExtendState>, filter: Query<PriceFilter>, page: Query<Page>) -> HttpResponse {
    let store = state.store();
    match filled(filter.customer_number.as_deref()) {
        None => return refuse("The customerNumber field is required."),
        Some(number) if !store.customers.contains_key(number) => return missing("Customer", number),
        Some(_) => {}
    }
    let currency = filled(filter.currency.as_deref()).unwrap_or("CZK");
    let priced = |product: &Product| {
        json!({
            "productNumber": product.number, "salesUnit": product.unit, "fromQuantity": 1, "price": number(product.price),
            "listPrice": number(product.price), "vatPercent": number(product.vat_percent), "currency": currency,
        })
    };
    let rows: Vec<Value> = store.products.values().map(priced).collect();
    drop(store);
    page.wrapped("productPriceItemList", &rows, &state.kit().switches)
}
