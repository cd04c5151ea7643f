//! `GET /orders`, one order and its history.

use super::answer::Answer;
use super::{Call, filter, order_print, paging};
use serde_json::json;

/// The list, or one order in the same envelope.
pub(crate) fn list(call: &mut Call<'_>, number: Option<&str>) -> Answer {
    if let Some(number) = number {
        call.query.retain(|(name, _)| name == "deleted_yn");
        call.query.push(("order_number".to_owned(), number.to_owned()));
    }
    let found = match filter::orders(call) {
        Ok(found) => found,
        Err(refusal) => return refusal,
    };
    if number.is_some() && found.is_empty() && call.kit.switches.on("upgates.unknown_is_404") {
        return Answer::refuse(404, "Objednávka neexistuje.");
    }
    paging::page(call, "orders", 100, &found, |order| order_print::order(call, order))
}

/// What happened to an order.
pub(crate) fn history(call: &mut Call<'_>, number: &str) -> Answer {
    match call.shop.order_at(number) {
        Some(at) => {
            let entries = &call.shop.orders[at].history;
            Answer::fine(json!({ "number_of_items": entries.len(), "history": entries }))
        }
        None if call.kit.switches.on("upgates.unknown_is_404") => Answer::refuse(404, "Objednávka neexistuje."),
        None => Answer::fine(json!({ "number_of_items": 0, "history": [] })),
    }
}
