//! Resources that the add-on does not need, as far as their presence goes: documented, empty, and refused without a privilege.

use super::answer::Answer;
use super::{Call, paging};
use serde_json::{Value, json};

/// Resources with pages (upgates-api 1.7) and the size of a page.
const LISTS: [(&str, usize); 10] = [
    ("invoices", 100),
    ("customers", 100),
    ("categories", 100),
    ("labels", 50),
    ("availabilities", 50),
    ("manufacturers", 50),
    ("parameters", 100),
    ("carts", 100),
    ("vouchers", 100),
    ("stocks", 100),
];

/// Whether it is one of these resources.
pub(crate) fn is_known(resource: &str) -> bool {
    LISTS.iter().any(|(name, _)| *name == resource)
}

/// An empty list.
pub(crate) fn list(call: &mut Call<'_>, resource: &str) -> Answer {
    let size = LISTS.iter().find(|(name, _)| *name == resource).map_or(100, |(_, size)| *size);
    paging::page(call, resource, size, &[] as &[Value], Value::clone)
}

/// The printed order; its text stands for the file.
pub(crate) fn pdf(call: &mut Call<'_>, number: &str) -> Answer {
    match call.shop.order_at(number) {
        Some(_) => Answer::fine(json!("%PDF-1.4")),
        None => Answer::refuse(404, "Objednávka neexistuje."),
    }
}

/// A file or links of an order.
pub(crate) fn attach(call: &mut Call<'_>, number: &str, what: &str) -> Answer {
    let known = call.shop.order_at(number).is_some();
    let id = call.shop.new_id();
    Answer::fine(match what {
        "file" => json!({ "id": id, "file": null, "inserted_yn": known, "messages": [] }),
        _ => json!({ "urls": { "id": id, "inserted_yn": known, "messages": [] }, "messages": [] }),
    })
}

/// Attachments that are taken away.
pub(crate) fn detach(call: &mut Call<'_>) -> Answer {
    let ids = call.list("ids").unwrap_or_default();
    let gone: Vec<Value> =
        ids.iter().map(|id| json!({ "id": id, "code": null, "deleted_yn": false, "messages": [] })).collect();
    Answer::fine(json!({ "attachments": gone }))
}
