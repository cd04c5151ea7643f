//! `GET /products`, `/products/simple` and `/products/variants` with their filters (upgates-api 6.1–6.3).

use super::answer::Answer;
use super::filter::flag;
use super::{Call, paging, product_print};
use crate::upgates::model::{Product, Variant};
use crate::upgates::prague;
use rust_decimal::Decimal;

/// Products a page.
const SIZE: usize = 50;

/// The list, or one product in the same envelope.
pub(crate) fn list(call: &mut Call<'_>, code: Option<&str>, simple: bool) -> Answer {
    if let Some(code) = code {
        call.query = vec![("codes".to_owned(), code.to_owned())];
    }
    let since = match call.get("last_update_time_from") {
        Some(text) => match prague::parse(text) {
            Some(at) => Some(at.unix_timestamp()),
            None => return Answer::refuse(400, "Neplatné datum v last_update_time_from."),
        },
        None => None,
    };
    let variants = call.list("variant_codes");
    let wanted = |p: &&Product| {
        fits(call, p)
            && since.is_none_or(|s| p.updated.unix_timestamp() >= s)
            && flag(call, "active_yn").is_none_or(|yes| p.active == yes)
            && flag(call, "archived_yn").is_none_or(|yes| p.archived == yes)
            && flag(call, "in_stock_yn").is_none_or(|yes| in_stock(p) == yes)
            && variants.as_ref().is_none_or(|codes| p.variants.iter().any(|v| has(codes, v.code.as_deref())))
    };
    let found: Vec<&Product> = call.shop.products.iter().filter(wanted).collect();
    if code.is_some() && found.is_empty() && call.kit.switches.on("upgates.unknown_is_404") {
        return Answer::refuse(404, "Produkt neexistuje.");
    }
    let with_variants = flag(call, "variants_yn").unwrap_or(true);
    paging::page(call, "products", SIZE, &found, |product| product_print::product(call, product, simple, with_variants))
}

/// All variants, each with its product's identity.
pub(crate) fn variants(call: &mut Call<'_>) -> Answer {
    let codes = call.list("variant_codes");
    let pairs =
        call.shop.products.iter().filter(|p| fits(call, p)).flat_map(|p| p.variants.iter().map(move |v| (p, v)));
    let wanted = |(_, v): &(&Product, &Variant)| {
        let there = v.stock.is_none_or(|s| s > Decimal::ZERO);
        codes.as_ref().is_none_or(|codes| has(codes, v.code.as_deref()))
            && flag(call, "in_stock_yn").is_none_or(|yes| there == yes)
    };
    let found: Vec<(&Product, &Variant)> = pairs.filter(wanted).collect();
    paging::page(call, "variants", SIZE, &found, |(product, variant)| product_print::listed_variant(product, variant))
}

fn fits(call: &Call<'_>, product: &Product) -> bool {
    let ids = call.list("product_ids").or_else(|| call.list("product_id"));
    let codes = call.list("codes").or_else(|| call.list("code"));
    ids.is_none_or(|ids| ids.contains(&product.id.to_string().as_str()))
        && codes.is_none_or(|codes| has(&codes, product.code.as_deref()))
}

fn has(codes: &[&str], code: Option<&str>) -> bool {
    code.is_some_and(|c| codes.contains(&c))
}

fn in_stock(product: &Product) -> bool {
    let there = |stock: Option<Decimal>| stock.is_none_or(|s| s > Decimal::ZERO);
    if product.variants.is_empty() { there(product.stock) } else { product.variants.iter().any(|v| there(v.stock)) }
}
