//! The parts of an order as the API writes them (upgates-api.md 4.2.2 to 4.3): lines, discounts, shipping and payment.
use super::amounts::Amounts;
use crate::domain::money::Decimal;
use crate::domain::order::{Discount, Line, LineKind, Method, PickupPoint};
use crate::systems::json::Json;

/// What rounding added: what the total is above the one before rounding, else what the shop calls it.
pub(super) fn rounding(json: Json<'_>, total: Decimal, amounts: &Amounts) -> Decimal {
    let before = amounts.number(json.at("order_total_before_round"), || "order_total_before_round".to_owned());
    let rest = amounts.number(json.at("order_total_rest"), || "order_total_rest".to_owned());
    before.map(|before| total - before).or(rest).unwrap_or_default()
}

pub(super) fn line(json: Json<'_>, amounts: &Amounts, at: usize) -> Line {
    let kind = match json.at("type").text().to_ascii_lowercase().as_str() {
        "product" => LineKind::Product,
        "set" => LineKind::Set,
        "set_part" => LineKind::SetPart,
        "gift" => LineKind::Gift,
        "discount" => LineKind::Discount,
        _ => LineKind::Other,
    };
    let path = format!("products[{at}]");
    let quantity = amounts.needed(json.at("quantity"), || format!("{path}.quantity"));
    let price = amounts.line_price(json, quantity, &path);
    // The documentation doesn't tell the sign: what a discount line adds is negative here, always.
    let signed = |price: Decimal| if kind == LineKind::Discount { -price.abs() } else { price };
    Line {
        uuid: json.at("uuid").text(),
        parent_uuid: json.at("parent_uuid").some_text(),
        kind,
        code: json.at("code").text(),
        ean: json.at("ean").text(),
        title: json.at("title").text(),
        unit: json.at("unit").text(),
        quantity,
        price_with_vat: signed(price.with_vat),
        price_without_vat: signed(price.without_vat),
        vat: price.vat,
        choices: choices(json),
        length: length(json),
        adults_only: json.at("adult_yn").flag().unwrap_or(false),
        remark: json.at("invoice_info").text(),
    }
}

/// Parameters of the variant and what the customer configured.
fn choices(line: Json<'_>) -> Vec<String> {
    let named = |item: Json<'_>, value: String| match (item.at("name").text(), value) {
        (_, value) if value.is_empty() => None,
        (name, value) if name.is_empty() => Some(value),
        (name, value) => Some(format!("{name}: {value}")),
    };
    let parameters = line.at("parameters").list().into_iter().filter_map(|p| named(p, p.at("value").text()));
    let configured = line.at("configurations").list().into_iter().filter_map(|c| {
        let values = c.at("values").list().into_iter().filter_map(|v| v.at("value").some_text());
        named(c, values.collect::<Vec<_>>().join(", "))
    });
    parameters.chain(configured).collect()
}

/// Length with its unit. The unit stands there for goods that are not cut, too (upgates-api.md 4.2.2).
fn length(line: Json<'_>) -> String {
    let length = line.at("length").some_text().filter(|l| l != "0");
    length.map(|l| format!("{l} {}", line.at("length_unit").text()).trim().to_owned()).unwrap_or_default()
}

/// Discounts on the whole order. Their sign isn't documented (upgates-api.md 4.3): what is taken off is positive here.
pub(super) fn discounts(json: Json<'_>, lines: &[Line], amounts: &Amounts) -> Vec<Discount> {
    let kinds = [("discount_voucher", "voucher"), ("quantity_discount", "quantity"), ("loyalty_points", "loyalty")];
    let of_kind = |(key, word): (&str, &str)| {
        let block = json.at(key);
        let code = block.at("code").some_text().unwrap_or_else(|| word.to_owned());
        let levels = block.at("discounts").list();
        if levels.is_empty() {
            return whole(block, key, code, lines, amounts).into_iter().collect();
        }
        let read = |(at, level): (usize, Json<'_>)| {
            let price = amounts.price(level, &format!("{key}.discounts[{at}]"));
            Discount {
                code: code.clone(),
                price_without_vat: price.without_vat.abs(),
                price_with_vat: price.with_vat.abs(),
                vat: price.vat,
            }
        };
        levels.into_iter().enumerate().map(read).collect::<Vec<_>>()
    };
    let all = kinds.into_iter().flat_map(of_kind);
    all.filter(|d| !d.price_with_vat.is_zero() || !d.price_without_vat.is_zero()).collect()
}

/// A discount that states no level: it is known where all goods have one rate. Elsewhere it is left to the comparison of the sums.
fn whole(block: Json<'_>, key: &str, code: String, lines: &[Line], amounts: &Amounts) -> Option<Discount> {
    let amount = amounts.number(block.at("amount"), || format!("{key}.amount")).filter(|a| !a.is_zero())?.abs();
    let mut priced = lines.iter().filter(|l| l.kind != LineKind::Discount && !l.price_with_vat.is_zero());
    let vat = priced.next()?.vat;
    if !priced.all(|l| l.vat == vat) {
        return None;
    }
    let goods = |price: fn(&Line) -> Decimal| -> Decimal {
        lines.iter().filter(|l| l.kind != LineKind::SetPart).map(price).sum::<Decimal>() * amount / Decimal::ONE_HUNDRED
    };
    let factor = (Decimal::ONE_HUNDRED + vat) / Decimal::ONE_HUNDRED;
    let (price_with_vat, price_without_vat) = match block.at("type").text().as_str() {
        "percent" => (goods(|l| l.price_with_vat).round_dp(2), goods(|l| l.price_without_vat).round_dp(2)),
        "price" => (amount, (amount / factor).round_dp(4)),
        _ => return None,
    };
    Some(Discount { code, price_without_vat, price_with_vat, vat })
}

pub(super) fn method(order: Json<'_>, key: &str, amounts: &Amounts) -> Option<Method> {
    let json = order.at(key);
    let id = json.at("id").some_text().filter(|id| id != "0");
    if id.is_none() && !json.at("name").is_set() && !json.at("code").is_set() {
        return None;
    }
    let price = amounts.price(json, key);
    Some(Method {
        id,
        code: json.at("code").text(),
        name: json.at("name").text(),
        kind: json.at("type").text(),
        behind: json.at("packeta_carrier_id").some_text().filter(|id| id != "0").unwrap_or_default(),
        price_with_vat: price.with_vat,
        price_without_vat: price.without_vat,
        vat: price.vat,
    })
}

/// The pickup point. The shop's delivery address is the point's then (corrections.md 1.5), when there is one.
pub(super) fn pickup(shipment: Json<'_>, customer: Json<'_>) -> Option<PickupPoint> {
    let id = shipment.at("affiliate_id").some_text()?;
    let given = customer.at("postal_yn").flag() != Some(false);
    let part = |key: &str| if given { customer.at(key).text() } else { String::new() };
    Some(PickupPoint {
        id,
        name: shipment.at("affiliate_name").text(),
        street: part("street_postal"),
        city: part("city_postal"),
        zip: part("zip_postal"),
    })
}
