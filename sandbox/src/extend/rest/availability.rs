//! `ProductAvailability` and `WarehouseStockLevels`.

use super::filters::{filled, moment};
use super::paging::Page;
use super::refuse;
use super::render::Style;
use crate::extend::ExtendState;
use crate::extend::model::words::WAREHOUSES;
use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use serde::Deserialize;
use serde_json::{Value, json};

/// Filters of both lists.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StockFilter {
    warehouse: Option<String>,
    product_number: Option<String>,
    modified_date_from: Option<String>,
}

impl StockFilter {
    fn fits(&self, product: &str, warehouse: &str) -> bool {
        filled(self.product_number.as_deref()).is_none_or(|want| want == product)
            && filled(self.warehouse.as_deref()).is_none_or(|want| want == warehouse)
    }
}

/// Lists what may be sold, per product and warehouse.
pub async fn list(state: Data<ExtendState>, filter: Query<StockFilter>, page: Query<Page>) -> HttpResponse {
    let switches = &state.kit().switches;
    let from = match moment("modifiedDateFrom", filter.modified_date_from.as_deref(), switches) {
        Ok(from) => from,
        Err(reason) => return refuse(&reason),
    };
    let style = Style::read(switches);
    let store = state.store();
    let rows: Vec<Value> = store
        .balances
        .iter()
        .filter(|((product, warehouse), _)| filter.fits(product, warehouse))
        .filter(|(_, balance)| from.is_none_or(|from| balance.changed >= from))
        .map(|((product, warehouse), balance)| {
            style.grown(json!({
                "warehouse": warehouse,
                "warehouseName": warehouse_name(warehouse),
                "productNumber": product,
                "physicalBalance": balance.physical,
                "availableBalanceNow": balance.available(),
                "availableBalanceNowB": balance.available(),
                "availableBalanceNowC": balance.available(),
                "blockedBalance": balance.blocked,
                "orderedQuantity": balance.allocated,
                "orderedQuantityMatchingReceiving": 0,
                "nextReceivingDate": Value::Null,
                "quantityOnNextReceiving": balance.expected,
                "avaiableOnNextReceiving": balance.available() + balance.expected,
                "availableOnNextReceivingB": balance.available() + balance.expected,
                "availableOnNextReceivingC": balance.available() + balance.expected,
                "totalExpectedReceivingFromPurchase": balance.expected,
                "totalExpectedReceivingFromWarehouseTransfer": 0,
                "totalExpectedReceivingFromReturn": 0,
                "changeDate": style.moment(balance.changed),
            }))
        })
        .collect();
    drop(store);
    page.wrapped("productAvailabilityList", &rows, switches)
}

/// Lists what stands on the shelves of one warehouse.
pub async fn levels(state: Data<ExtendState>, filter: Query<StockFilter>, page: Query<Page>) -> HttpResponse {
    if filled(filter.warehouse.as_deref()).is_none() {
        return refuse("The warehouse field is required.");
    }
    let switches = &state.kit().switches;
    let style = Style::read(switches);
    let store = state.store();
    let rows: Vec<Value> = store
        .balances
        .iter()
        .filter(|((product, warehouse), _)| filter.fits(product, warehouse))
        .map(|((product, warehouse), balance)| {
            style.grown(json!({
                "warehouse": warehouse,
                "warehouseName": warehouse_name(warehouse),
                "productNumber": product,
                "customerProductNumber": Value::Null,
                "notes": Value::Null,
                "balance": balance.physical,
            }))
        })
        .collect();
    drop(store);
    page.wrapped("stockLevelItemList", &rows, switches)
}

/// From when on adjustments are asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AdjustmentFilter {
    event_date_from: Option<String>,
}

/// Lists corrections of balances; nobody made any. The key of the list is a choice, the facts don't name it.
pub async fn adjustments(state: Data<ExtendState>, filter: Query<AdjustmentFilter>, page: Query<Page>) -> HttpResponse {
    let switches = &state.kit().switches;
    match moment("eventDateFrom", filter.event_date_from.as_deref(), switches) {
        Ok(Some(_)) => page.wrapped("balanceAdjustmentList", &[], switches),
        Ok(None) => refuse("The eventDateFrom field is required."),
        Err(reason) => refuse(&reason),
    }
}

fn warehouse_name(code: &str) -> &'static str {
    WAREHOUSES.iter().find(|(known, _)| *known == code).map_or("", |(_, name)| name)
}
