//! Checks of the header of an order: required fields, lengths and words of closed lists (facts: partners.md 2.5).

use super::store::Store;
use super::words;
use crate::extend::switches::Rules;
use serde_json::{Map, Value};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Reasons why a header is refused; empty when it is fine.
pub fn problems_of_header(header: &Map<String, Value>, store: &Store, rules: &Rules) -> Vec<String> {
    let mut problems = Vec::new();
    one_of(header, "orderType", words::ORDER_TYPES, &mut problems);
    one_of(header, "paymentType", words::PAYMENT_TYPES, &mut problems);
    one_of(header, "orderDeliveryUpdateMailType", words::MAIL_TYPES, &mut problems);
    for (field, most) in [("salesChannel", 100), ("accountingCode", 20), ("reviewReasonNotes", 500)] {
        if text(header, field).chars().count() > most {
            problems.push(format!("orderHeader.{field} is longer than {most} characters."));
        }
    }
    match text(header, "customerNumber") {
        "" if rules.customer_needed => {
            problems.push("orderHeader.customerNumber is required.".to_owned());
        }
        "" => {}
        number if !store.customers.contains_key(number) => {
            problems.push(format!("Customer {number} does not exist."));
        }
        _ => {}
    }
    for field in ["orderDate", "askedDeliveryDate"] {
        date(header, field, rules.dates_need_offset, &mut problems);
    }
    service_point(header, &rules.point_id_key, &mut problems);
    address(header, "deliveryAddress", "name1", &mut problems);
    address(header, "invoiceAddress", "name", &mut problems);
    required_in_list(header, "paymentTransactions", &["paymentTransactionId"], &mut problems);
    required_in_list(header, "deliveryMethodServices", &["serviceId"], &mut problems);
    required_in_list(header, "orderMetaData", &["metaDataLabel", "metaDataValue"], &mut problems);
    problems
}

fn address(header: &Map<String, Value>, field: &str, name: &str, problems: &mut Vec<String>) {
    let Some(address) = header.get(field).filter(|value| !value.is_null()) else {
        return;
    };
    let Some(address) = address.as_object() else {
        problems.push(format!("orderHeader.{field} must be an object."));
        return;
    };
    for required in [name, "address1", "city", "countryCode"] {
        if text(address, required).trim().is_empty() {
            problems.push(format!("The {required} field is required in orderHeader.{field}."));
        }
    }
    let country = text(address, "countryCode");
    if !country.is_empty() && !words::knows(words::COUNTRIES, country) {
        problems.push(format!("Country code {country} in orderHeader.{field} is not valid."));
    }
}

/// A date-time in UTC or with an offset (corrections.md 1.9).
fn date(header: &Map<String, Value>, field: &str, offset_needed: bool, problems: &mut Vec<String>) {
    let sent = text(header, field);
    if sent.is_empty() {
        return;
    }
    if super::entry::read_moment(sent).is_none() {
        problems.push(format!("orderHeader.{field} is not a date."));
    } else if offset_needed && OffsetDateTime::parse(sent, &Rfc3339).is_err() {
        problems.push(format!("orderHeader.{field} must be a date-time in UTC or with an offset."));
    }
}

/// A pickup point needs the carrier's own id of it (corrections.md 1.5).
fn service_point(header: &Map<String, Value>, key: &str, problems: &mut Vec<String>) {
    let Some(point) = header.get("servicePoint").filter(|value| !value.is_null()) else {
        return;
    };
    let Some(point) = point.as_object() else {
        problems.push("orderHeader.servicePoint must be an object.".to_owned());
        return;
    };
    let given = |key: &str| !text(point, key).trim().is_empty();
    let known = match key {
        "blank" => given("deliveryLocationId "),
        "plain" => given("deliveryLocationId"),
        _ => given("deliveryLocationId ") || given("deliveryLocationId"),
    };
    if !known {
        problems.push("The deliveryLocationId field is required in orderHeader.servicePoint.".to_owned());
    }
}

fn one_of(header: &Map<String, Value>, field: &str, words: &[&str], problems: &mut Vec<String>) {
    let Some(value) = header.get(field).filter(|value| !value.is_null()) else {
        return;
    };
    if !value.as_str().is_some_and(|word| words.contains(&word)) {
        problems.push(format!("The value {value} is not valid for orderHeader.{field}."));
    }
}

fn required_in_list(header: &Map<String, Value>, field: &str, keys: &[&str], problems: &mut Vec<String>) {
    let items = header.get(field).and_then(Value::as_array).into_iter().flatten();
    for (index, item) in items.enumerate() {
        for key in keys {
            if item.get(key).and_then(Value::as_str).unwrap_or_default().is_empty() {
                problems.push(format!("The {key} field is required in orderHeader.{field}[{index}]."));
            }
        }
    }
}

/// A field as text, empty when absent or of another type.
pub fn text<'a>(object: &'a Map<String, Value>, field: &str) -> &'a str {
    object.get(field).and_then(Value::as_str).unwrap_or_default()
}
