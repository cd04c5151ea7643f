//! `CustomerOrders` and `CustomerOrderATP`.

use super::filters::OrderFilter;
use super::paging::Page;
use super::render::Style;
use super::{done, missing, refuse};
use crate::extend::ExtendState;
use crate::extend::model::draft::OrderDraft;
use crate::extend::model::order::{Order, OrderStatus};
use crate::extend::model::stock::Balance;
use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path, Query};
use serde_json::{Value, json};

/// Lists orders, oldest first.
pub async fn list(state: Data<ExtendState>, filter: Query<OrderFilter>, page: Query<Page>) -> HttpResponse {
    let switches = &state.kit().switches;
    if switches.on("extend.list_needs_filter") && !filter.is_narrow() {
        return refuse("Execution Timeout Expired. The timeout period elapsed prior to completion of the operation.");
    }
    let window = match filter.window(switches) {
        Ok(window) => window,
        Err(reason) => return refuse(&reason),
    };
    let style = Style::read(switches);
    let store = state.store();
    let fits = |order: &&Order| filter.fits(order, &style.order_word(order), &window);
    let rows: Vec<Value> = match filter.external() {
        Some(external) => store
            .by_external
            .get(external)
            .into_iter()
            .flatten()
            .filter_map(|number| store.orders.get(number))
            .filter(fits)
            .map(|order| style.item(order, &store))
            .collect(),
        None => store.orders.values().filter(fits).map(|order| style.item(order, &store)).collect(),
    };
    drop(store);
    page.bare(&rows, switches)
}

/// Reads one order.
pub async fn one(state: Data<ExtendState>, path: Path<(String, String)>) -> HttpResponse {
    let (_, number) = path.into_inner();
    let style = Style::read(&state.kit().switches);
    match state.store().orders.get(&number) {
        Some(order) => HttpResponse::Ok().json(style.order(order)),
        None => missing("Order", &number),
    }
}

/// Enters an order and answers with what the server made of it.
pub async fn create(state: Data<ExtendState>, body: Json<Value>) -> HttpResponse {
    let style = Style::read(&state.kit().switches);
    let draft = match draft(&state, &body) {
        Ok(draft) => draft,
        Err(reasons) => return refuse(&reasons),
    };
    let unique = state.kit().switches.on("extend.external_unique");
    if let Some(number) = draft.header.get("orderNumberExternal").and_then(Value::as_str).filter(|_| unique) {
        let store = state.store();
        let same = store.by_external.get(number).into_iter().flatten().filter_map(|n| store.orders.get(n));
        if same.into_iter().any(|order| order.status != OrderStatus::Annulled) {
            return refuse(&format!("An order with the external number {number} exists already."));
        }
    }
    let entered = state.act(|store, now| {
        let (number, events) = store.enter(draft, now);
        let shown = store.order(&number).map(|order| style.order(order))?;
        Ok((shown, events))
    });
    match entered {
        Ok(order) => HttpResponse::Ok().json(order),
        Err(refusal) => refuse(&refusal.0),
    }
}

/// Changes an order that nobody has started to pick.
pub async fn change(state: Data<ExtendState>, path: Path<(String, String)>, body: Json<Value>) -> HttpResponse {
    let (_, number) = path.into_inner();
    if !state.store().orders.contains_key(&number) {
        return missing("Order", &number);
    }
    let draft = match draft(&state, &body) {
        Ok(draft) => draft,
        Err(reasons) => return refuse(&reasons),
    };
    let rules = state.rules();
    let outcome = state.happen(|store, now| store.change(&number, draft, &rules, now));
    done(outcome, &format!("Order {number} updated."))
}

/// Annuls an order that nobody has started to pick.
pub async fn annul(state: Data<ExtendState>, path: Path<(String, String)>) -> HttpResponse {
    let (_, number) = path.into_inner();
    if !state.store().orders.contains_key(&number) {
        return missing("Order", &number);
    }
    let outcome = state.happen(|store, now| store.annul(&number, now));
    done(outcome, &format!("Order {number} annulled."))
}

/// Tells what could be delivered of an order that is not entered.
pub async fn promise(state: Data<ExtendState>, body: Json<Value>) -> HttpResponse {
    let draft = match draft(&state, &body) {
        Ok(draft) => draft,
        Err(reasons) => return refuse(&reasons),
    };
    let style = Style::read(&state.kit().switches);
    let store = state.store();
    let order = store.assemble(String::new(), draft, state.now());
    let mut shown = style.order(&order);
    for (index, row) in order.rows.iter().enumerate() {
        let place = (row.product.clone(), row.warehouse.clone().unwrap_or_default());
        let available = store.balances.get(&place).map_or(0, Balance::available);
        shown["orderRows"][index]["availableBalance"] = json!(available);
        shown["orderRows"][index]["minSupplierLeadTimeHours"] = json!(0);
    }
    HttpResponse::Ok().json(shown)
}

fn draft(state: &ExtendState, body: &Value) -> Result<OrderDraft, String> {
    let rules = state.rules();
    OrderDraft::read(body, &state.store(), &rules).map_err(|problems| problems.join("\n"))
}
