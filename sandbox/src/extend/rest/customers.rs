//! `Customers`: list, one, new.

use super::filters::filled;
use super::paging::Page;
use super::render::Style;
use super::{missing, refuse};
use crate::extend::ExtendState;
use crate::extend::model::event::Event;
use crate::extend::model::store::Refusal;
use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path, Query};
use serde::Deserialize;
use serde_json::{Value, json};

/// Filters of the list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CustomerFilter {
    customer_number: Option<String>,
    name: Option<String>,
}

/// Lists customers.
pub async fn list(state: Data<ExtendState>, filter: Query<CustomerFilter>, page: Query<Page>) -> HttpResponse {
    let style = Style::read(&state.kit().switches);
    let is =
        |want: &Option<String>, have: &Value| filled(want.as_deref()).is_none_or(|want| have.as_str() == Some(want));
    let rows: Vec<Value> = state
        .store()
        .customers
        .values()
        .filter(|customer| {
            is(&filter.customer_number, &customer["customerNumber"]) && is(&filter.name, &customer["name"])
        })
        .map(|customer| style.grown(item(customer)))
        .collect();
    page.wrapped("customerList", &rows, &state.kit().switches)
}

/// A customer as the list shows it: flat, without the settings that a single read has (corrections.md 2, row 9).
fn item(customer: &Value) -> Value {
    let address = &customer["customerDeliveryAddress"]["address"];
    json!({
        "customerNumber": customer["customerNumber"],
        "name": customer["name"],
        "deliveryAddress1": address["address1"],
        "deliveryPostalCode": address["postalCode"].as_str().unwrap_or_default(),
        "deliveryCity": address["city"].as_str().unwrap_or_default(),
        "changeDate": customer["changeDate"],
    })
}

/// Reads one customer.
pub async fn one(state: Data<ExtendState>, path: Path<(String, String)>) -> HttpResponse {
    let (_, number) = path.into_inner();
    match state.store().customers.get(&number) {
        Some(customer) => HttpResponse::Ok().json(customer),
        None => missing("Customer", &number),
    }
}

/// Enters a customer; the server numbers one that comes without a number.
pub async fn create(state: Data<ExtendState>, body: Json<Value>) -> HttpResponse {
    let mut customer = body.into_inner();
    let style = Style::read(&state.kit().switches);
    let entered = state.act(|store, now| {
        check(&customer)?;
        let number = match customer["customerNumber"].as_str().unwrap_or_default() {
            "" => format!("C{:05}", store.customers.len() + 1),
            number => number.to_owned(),
        };
        if store.customers.contains_key(&number) {
            return Err(Refusal::new(format!("Customer {number} already exists.")));
        }
        customer["customerNumber"] = json!(number);
        customer["changeDate"] = json!(style.moment(now));
        store.customers.insert(number.clone(), customer.clone());
        Ok((customer, vec![Event::CustomerCreated(number)]))
    });
    match entered {
        Ok(customer) => HttpResponse::Ok().json(customer),
        Err(refusal) => refuse(&refusal.0),
    }
}

fn check(customer: &Value) -> Result<(), Refusal> {
    if !customer.is_object() {
        return Err(Refusal::new("The customer must be an object."));
    }
    let address = &customer["customerDeliveryAddress"]["address"];
    for (field, value) in [
        ("name", &customer["name"]),
        ("customerDeliveryAddress.address.address1", &address["address1"]),
        ("customerDeliveryAddress.address.city", &address["city"]),
        ("customerDeliveryAddress.address.country", &address["country"]),
    ] {
        if value.as_str().unwrap_or_default().trim().is_empty() {
            return Err(Refusal::new(format!("The {field} field is required.")));
        }
    }
    if customer["customerLogisticsSettings"].is_null() {
        return Err(Refusal::new("The customerLogisticsSettings field is required."));
    }
    Ok(())
}
