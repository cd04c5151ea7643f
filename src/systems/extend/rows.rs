//! An order's lines as Extend's rows, and where shipping, fees, discounts and rounding go so that the totals stay right.
//!
//! Extend counts in prices without VAT of one unit. All sums are made with VAT, from the prices of whole lines, and only the last step
//! divides and takes the VAT off, with as many decimals as keep the sum of the row. Without products set for them
//! * shipping and a payment fee are rows with `supplyMode` `Freight` (`explicitFreightCost` is an internal cost, corrections.md 1.6),
//! * a discount lowers what has its VAT rate: its own line, else the goods, else shipping and fee. What finds no place at its rate
//!   finds none at all: the comparison of the sums tells it,
//! * rounding is a row with `supplyMode` `Round`.
use serde_json::{Number, Value, json};

use super::notes::line_notes;
use super::options::{Options, Prices, Sets};
use crate::domain::balance::{Basis, Sums};
use crate::domain::cause::Code;
use crate::domain::money::Decimal;
use crate::domain::order::{Line, LineKind, Method, ShopOrder};
use crate::domain::partner::CallError;

/// Article of a row for shipping or a fee, when no product is set for it. Extend itself writes freight as a row of this supply mode.
const FREIGHT: (&str, &str) = ("FREIGHT", "Freight");
/// Article of a row for rounding, when no product is set for it.
const ROUND: (&str, &str) = ("ROUND", "Round");
/// Our id of the row for rounding; it belongs to no VAT rate.
const ROUNDING: &str = "rounding";

/// What a row of goods stands for, with the money that it carries.
struct Goods<'a> {
    line: &'a Line,
    gross: Decimal,
}

/// Shipping or a fee, with its price with VAT.
struct Freight<'a> {
    id: &'static str,
    method: &'a Method,
    product: Option<&'a String>,
    gross: Decimal,
}

/// A discount with VAT, positive.
struct Cut<'a> {
    name: &'a str,
    gross: Decimal,
    vat: Decimal,
    parent: Option<&'a String>,
}

/// Makes the rows of an order: lines first, then shipping, fee, discounts and rounding.
///
/// # Errors
/// [`CallError::Refused`] with [`Code::ItemCode`] when a line has neither code nor EAN.
pub(super) fn rows(order: &ShopOrder, options: &Options) -> Result<Vec<Value>, CallError> {
    let basis = order.basis();
    let mut goods = goods(order, options, basis);
    let (mut freight, mut cuts) = freight(order, options, basis);
    cuts.extend(discounts(order, basis));
    let shop_prices = options.prices == Prices::Shop;
    let mut extra = Vec::new();
    for cut in &cuts {
        match &options.discount_product {
            Some(product) => extra.push((product.as_str(), None, ("", cut.name), (-cut.gross, cut.vat))),
            None => place(cut, &mut goods, &mut freight),
        }
    }
    for f in freight.iter().filter(|f| !f.gross.is_zero()) {
        let (product, mode) = f.product.map_or((FREIGHT.0, Some(FREIGHT.1)), |product| (product.as_str(), None));
        extra.push((product, mode, (f.id, f.method.name.as_str()), (f.gross, f.method.vat)));
    }
    // Every row may be off by its share, so that together they keep the sum.
    let share = Decimal::new(5, 3) / Decimal::from(goods.len() + extra.len() + 1);
    let mut rows = Vec::new();
    for item in &goods {
        rows.push(goods_row(order, options, item, share)?);
    }
    if !shop_prices {
        return Ok(rows);
    }
    extra.sort_by_key(|(_, _, (id, _), _)| id.is_empty());
    for (product, mode, (id, name), money) in extra {
        rows.push(plain_row(order, options, (product, mode), (id, name), money, share));
    }
    let rounding = rounding(order, &rows);
    if !rounding.is_zero() {
        let chosen = options.rounding_product.as_deref().map(|product| (product, None));
        let article = chosen.unwrap_or((ROUND.0, Some(ROUND.1)));
        rows.push(plain_row(order, options, article, (ROUNDING, ""), (rounding, Decimal::ZERO), share));
    }
    Ok(rows)
}

/// What rows tell, by VAT rate; rounding is told apart.
pub(super) fn sums(rows: &[Value]) -> Sums {
    let mut told = Sums::default();
    for row in rows {
        let amount = |key: &str| amount(&row["salesData"][key]);
        let (worth, vat) = (amount("quantity") * amount("unitPrice"), amount("vatPercent"));
        if row["externalRow"]["externalRowId"] == ROUNDING {
            told.rounding += worth;
        } else if !worth.is_zero() {
            *told.levels.entry(vat.normalize()).or_default() += worth * grown(vat);
        }
    }
    told
}

fn amount(value: &Value) -> Decimal {
    value.as_number().and_then(|n| crate::domain::money::decimal(&n.to_string())).unwrap_or_default()
}

/// What the rounding row must add: what the shop says, or what really is between the rows and its total when that is no more.
fn rounding(order: &ShopOrder, rows: &[Value]) -> Decimal {
    let declared = order.declared_rounding();
    if declared.is_zero() {
        return Decimal::ZERO;
    }
    let told = sums(rows);
    let between = (order.total - told.levels.values().sum::<Decimal>()).round_dp(2);
    let most = declared.abs() + crate::domain::balance::TOLERANCE * Decimal::from(told.levels.len().max(1));
    if between.abs() <= most { between } else { declared }
}

/// The lines that become rows.
fn goods<'a>(order: &'a ShopOrder, options: &Options, basis: Basis) -> Vec<Goods<'a>> {
    let worth = |line: &Line| basis.worth(line.price_with_vat, line.price_without_vat, line.vat);
    let goes = |line: &&Line| match line.kind {
        LineKind::Discount => false,
        LineKind::SetPart => options.sets == Sets::Both,
        LineKind::Product | LineKind::Set | LineKind::Gift | LineKind::Other => true,
    };
    let priced = |line: &'a Line| {
        let mut gross = if order.counts(line) { worth(line) } else { Decimal::ZERO };
        if line.kind == LineKind::Set && options.sets == Sets::Set {
            // Parts that carry the price and get no row of their own.
            let parts = order.lines.iter().filter(|l| l.parent_uuid.as_ref() == Some(&line.uuid) && l.vat == line.vat);
            gross += parts.filter(|l| l.kind == LineKind::SetPart && order.counts(l)).map(worth).sum::<Decimal>();
        }
        Goods { line, gross }
    };
    order.lines.iter().filter(goes).map(priced).collect()
}

/// Shipping and payment that cost something, and what they take off.
fn freight<'a>(order: &'a ShopOrder, options: &'a Options, basis: Basis) -> (Vec<Freight<'a>>, Vec<Cut<'a>>) {
    let (mut freight, mut cuts) = (Vec::new(), Vec::new());
    let methods = [
        ("shipping", order.shipping.as_ref(), options.shipping_product.as_ref()),
        ("payment", order.payment.as_ref(), options.payment_product.as_ref()),
    ];
    for (id, method, product) in methods {
        let Some(method) = method else { continue };
        let gross = basis.worth(method.price_with_vat, method.price_without_vat, method.vat);
        if product.is_none() && gross < Decimal::ZERO {
            cuts.push(Cut { name: &method.name, gross: -gross, vat: method.vat, parent: None });
        } else {
            freight.push(Freight { id, method, product, gross });
        }
    }
    (freight, cuts)
}

/// Discounts on the whole order, and those given as lines.
fn discounts(order: &ShopOrder, basis: Basis) -> impl Iterator<Item = Cut<'_>> {
    let whole = order.discounts.iter().map(move |d| Cut {
        name: &d.code,
        gross: basis.worth(d.price_with_vat, d.price_without_vat, d.vat),
        vat: d.vat,
        parent: None,
    });
    let lines = order.lines.iter().filter(|l| l.kind == LineKind::Discount).map(move |l| Cut {
        name: &l.title,
        gross: -basis.worth(l.price_with_vat, l.price_without_vat, l.vat),
        vat: l.vat,
        parent: l.parent_uuid.as_ref(),
    });
    whole.chain(lines).filter(|c| !c.gross.is_zero())
}

/// Takes a discount off what has its VAT rate: the line that it belongs to, goods, then shipping and fee.
fn place(cut: &Cut<'_>, goods: &mut [Goods<'_>], freight: &mut [Freight<'_>]) {
    let parent = goods.iter_mut().filter(|g| g.line.vat == cut.vat && Some(&g.line.uuid) == cut.parent);
    let left = take(cut.gross, parent.map(|g| &mut g.gross));
    let left = take(left, goods.iter_mut().filter(|g| g.line.vat == cut.vat).map(|g| &mut g.gross));
    let ways = freight.iter_mut().filter(|f| f.product.is_none() && f.method.vat == cut.vat);
    take(left, ways.map(|f| &mut f.gross));
}

/// Takes an amount off several prices in proportion; answers what is left of it.
fn take<'a>(amount: Decimal, prices: impl Iterator<Item = &'a mut Decimal>) -> Decimal {
    let prices: Vec<_> = prices.filter(|price| **price > Decimal::ZERO).collect();
    let total: Decimal = prices.iter().map(|price| **price).sum();
    let taken = amount.min(total);
    if taken <= Decimal::ZERO {
        return amount;
    }
    let mut left = taken;
    let last = prices.len() - 1;
    for (at, price) in prices.into_iter().enumerate() {
        let part = if at == last { left } else { *price * (taken / total) };
        *price -= part;
        left -= part;
    }
    amount - taken
}

fn goods_row(order: &ShopOrder, options: &Options, item: &Goods<'_>, share: Decimal) -> Result<Value, CallError> {
    let line = item.line;
    let number = options.product_number.of(&line.code, &line.ean);
    if number.is_empty() {
        let text = format!("the line “{}” has neither code nor EAN", line.title);
        return Err(CallError::Refused { code: Code::ItemCode, text });
    }
    let unit = options.units.get(line.unit.trim()).unwrap_or(&options.unit);
    let free = matches!(line.kind, LineKind::Gift | LineKind::SetPart) && item.gross.is_zero();
    let mut row = base_row(unit, number, line.quantity);
    // Extend's own price for a gift or a part of a set would charge it; nothing is stated as nothing.
    if free || options.prices == Prices::Shop {
        state_price(&mut row, order, (item.gross, line.vat), line.quantity, share);
    }
    if let Some(warehouse) = options.warehouses.first() {
        row["warehouse"] = json!(warehouse);
    }
    if !line.uuid.is_empty() {
        row["externalRow"] = json!({ "externalRowId": line.uuid });
    }
    line_notes(&mut row, order, line);
    Ok(row)
}

/// A row that is no goods: shipping, fee, discount, rounding. It names no warehouse, since nothing is picked.
fn plain_row(
    order: &ShopOrder,
    options: &Options,
    (product, supply_mode): (&str, Option<&str>),
    (id, name): (&str, &str),
    money: (Decimal, Decimal),
    share: Decimal,
) -> Value {
    let mut row = base_row(&options.unit, product, Decimal::ONE);
    if !name.is_empty() {
        row["product"]["productNotes"] = json!(name);
    }
    if let Some(mode) = supply_mode {
        row["supplyMode"] = json!(mode);
    }
    if !id.is_empty() {
        row["externalRow"] = json!({ "externalRowId": id });
    }
    state_price(&mut row, order, money, Decimal::ONE, share);
    row
}

fn base_row(unit: &str, product: &str, quantity: Decimal) -> Value {
    json!({
        "product": { "productNumber": product },
        "salesData": { "quantity": number(quantity), "unit": unit },
    })
}

fn state_price(
    row: &mut Value,
    order: &ShopOrder,
    (gross, vat): (Decimal, Decimal),
    quantity: Decimal,
    share: Decimal,
) {
    row["salesData"]["unitPrice"] = number(unit_price(gross, vat, quantity, share));
    row["salesData"]["vatPercent"] = number(vat);
    if !order.currency.is_empty() {
        row["salesData"]["currency"] = json!(order.currency);
    }
}

/// The price of one unit without VAT, with four decimals or as many more as keep the row's sum within `share`.
fn unit_price(gross: Decimal, vat: Decimal, quantity: Decimal, share: Decimal) -> Decimal {
    // Where no unit price makes the sum, the comparison of the sums tells it.
    let Some(exact) = gross.checked_div(grown(vat)).and_then(|net| net.checked_div(quantity)) else {
        return Decimal::ZERO;
    };
    let keeps = |price: &Decimal| (*price * quantity * grown(vat) - gross).abs() <= share;
    (4..=12).map(|places| exact.round_dp(places)).find(keeps).unwrap_or(exact)
}

fn grown(vat: Decimal) -> Decimal {
    (Decimal::ONE_HUNDRED + vat) / Decimal::ONE_HUNDRED
}

/// An exact JSON number.
pub(super) fn number(value: Decimal) -> Value {
    value.normalize().to_string().parse::<Number>().map_or(Value::Null, Value::Number)
}
