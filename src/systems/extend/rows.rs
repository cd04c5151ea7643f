//! An order's lines as Extend's rows, and where discounts, fees and rounding go so that the totals stay right.
//!
//! Extend counts in prices without VAT, shops mostly in prices with VAT. All sums are therefore made with VAT, and only
//! the last step takes the VAT off, to four places. Without products set for them
//! * shipping and a payment fee become freight (`explicitFreightCost`, taken to be without VAT like all prices there),
//! * a discount lowers the lines that it belongs to: its own line, else the lines of its VAT level in proportion to
//!   their value, else all lines, else the freight; what is left even then is stated in the notes,
//! * rounding (less than one unit of the currency) is not sent.
use serde_json::{Number, Value, json};

use super::options::{Options, Prices, Sets};
use crate::domain::cause::Code;
use crate::domain::money::{Decimal, without_vat};
use crate::domain::order::{Line, LineKind, Method, ShopOrder};
use crate::domain::partner::CallError;

/// The rows and what of the money is not in them.
#[derive(Debug)]
pub(super) struct Rows {
    /// Rows in the order of the lines; rows for shipping, fee, discounts and rounding after them.
    pub(super) rows: Vec<Value>,
    /// Freight without VAT, when it is stated; zero means free.
    pub(super) freight: Option<Decimal>,
    /// What of the discounts found no place, with VAT.
    pub(super) unplaced: Decimal,
}

/// One line with the money that it carries.
struct Priced<'a> {
    line: &'a Line,
    gross: Decimal,
}

/// A discount with VAT, positive.
struct Cut {
    name: String,
    gross: Decimal,
    vat: Decimal,
    parent: Option<String>,
}

/// Makes the rows of an order.
///
/// # Errors
/// [`CallError::Refused`] with [`Code::ItemCode`] when a line has neither code nor EAN.
pub(super) fn rows(order: &ShopOrder, options: &Options) -> Result<Rows, CallError> {
    let mut priced: Vec<_> = order.lines.iter().filter(|l| goes(l, options)).map(price).collect();
    let mut extra = Vec::new();
    let mut freight = Decimal::ZERO;
    let mut freight_vat = Decimal::ZERO;
    let mut cuts = cuts(order);
    for (method, product) in [(&order.shipping, &options.shipping_product), (&order.payment, &options.payment_product)]
    {
        let Some(method) = method.as_ref().filter(|m| !gross_of(m).is_zero()) else { continue };
        let (gross, vat) = (gross_of(method), sane(method.vat));
        match product {
            Some(product) => extra.push(plain_row(order, options, product, &method.name, (gross, vat))),
            None if gross < Decimal::ZERO => {
                cuts.push(Cut { name: method.name.clone(), gross: -gross, vat, parent: None });
            }
            None => {
                freight += without_vat(gross, vat);
                freight_vat = freight_vat.max(vat);
            }
        }
    }
    let mut unplaced = Decimal::ZERO;
    for cut in &cuts {
        match &options.discount_product {
            Some(product) => extra.push(plain_row(order, options, product, &cut.name, (-cut.gross, cut.vat))),
            None => unplaced += place(cut, &mut priced),
        }
    }
    let off_freight = without_vat(unplaced, freight_vat).min(freight);
    freight -= off_freight;
    unplaced -= (off_freight * (Decimal::ONE_HUNDRED + freight_vat) / Decimal::ONE_HUNDRED).min(unplaced);
    if let Some(product) = options.rounding_product.as_ref().filter(|_| !order.rounding.is_zero()) {
        extra.push(plain_row(order, options, product, "", (order.rounding, Decimal::ZERO)));
    }
    let mut rows = Vec::new();
    for item in &priced {
        rows.push(goods_row(order, options, item)?);
    }
    if options.prices == Prices::Extend {
        return Ok(Rows { rows, freight: None, unplaced: Decimal::ZERO });
    }
    rows.extend(extra);
    if freight > Decimal::ZERO {
        let mut row = base_row(options, "FREIGHT", Decimal::ONE);
        row["supplyMode"] = json!("Freight");
        row["salesData"]["unitPrice"] = number(freight);
        row["salesData"]["vatPercent"] = number(freight_vat);
        row["salesData"]["currency"] = json!(order.currency);
        row["externalRow"] = json!({ "externalRowId": "shipping" });
        rows.push(row);
    }
    Ok(Rows { rows, freight: Some(freight), unplaced: unplaced.round_dp(2) })
}

/// Whether a line becomes a row of its own.
fn goes(line: &Line, options: &Options) -> bool {
    match line.kind {
        LineKind::Discount => false,
        LineKind::SetPart => options.sets == Sets::Both,
        LineKind::Product | LineKind::Set | LineKind::Gift | LineKind::Other => true,
    }
}

fn price(line: &Line) -> Priced<'_> {
    // A part's price is in its set.
    let unit = if line.kind == LineKind::SetPart { Decimal::ZERO } else { unit_gross(line) };
    Priced { line, gross: unit * line.quantity }
}

fn unit_gross(line: &Line) -> Decimal {
    with_vat(line.unit_price_with_vat, line.unit_price_without_vat, line.vat)
}

fn gross_of(method: &Method) -> Decimal {
    with_vat(method.price_with_vat, method.price_without_vat, method.vat)
}

/// The price with VAT, counted from the one without when only that is known.
fn with_vat(with: Decimal, without: Decimal, vat: Decimal) -> Decimal {
    if with.is_zero() { without * (Decimal::ONE_HUNDRED + sane(vat)) / Decimal::ONE_HUNDRED } else { with }
}

/// VAT between 0 and 100 per cent; anything else is a misreading and would divide by zero.
fn sane(vat: Decimal) -> Decimal {
    vat.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED)
}

/// Discounts on the whole order, and those given as lines.
fn cuts(order: &ShopOrder) -> Vec<Cut> {
    let whole = order.discounts.iter().map(|d| Cut {
        name: d.code.clone(),
        gross: with_vat(d.price_with_vat, d.price_without_vat, d.vat).abs(),
        vat: sane(d.vat),
        parent: None,
    });
    let lines = order.lines.iter().filter(|l| l.kind == LineKind::Discount).map(|l| Cut {
        name: l.title.clone(),
        gross: (unit_gross(l) * l.quantity).abs(),
        vat: sane(l.vat),
        parent: l.parent_uuid.clone(),
    });
    whole.chain(lines).filter(|c| !c.gross.is_zero()).collect()
}

/// Takes a discount off the lines that it belongs to; answers what is left of it.
fn place(cut: &Cut, priced: &mut [Priced<'_>]) -> Decimal {
    let mut left = cut.gross;
    if let Some(parent) = &cut.parent {
        left = take(left, priced, |l| l.uuid == *parent);
    }
    left = take(left, priced, |l| sane(l.vat) == cut.vat);
    take(left, priced, |_| true)
}

fn take(amount: Decimal, priced: &mut [Priced<'_>], belongs: impl Fn(&Line) -> bool) -> Decimal {
    let meant = |p: &Priced<'_>| p.gross > Decimal::ZERO && belongs(p.line);
    let total: Decimal = priced.iter().filter(|p| meant(p)).map(|p| p.gross).sum();
    if total.is_zero() || amount.is_zero() {
        return amount;
    }
    let share = amount.min(total) / total;
    for item in priced.iter_mut().filter(|p| meant(p)) {
        item.gross -= item.gross * share;
    }
    amount - amount.min(total)
}

fn goods_row(order: &ShopOrder, options: &Options, item: &Priced<'_>) -> Result<Value, CallError> {
    let line = item.line;
    let number = options.product_number.of(&line.code, &line.ean);
    if number.is_empty() {
        let text = format!("the line “{}” has neither code nor EAN", line.title);
        return Err(CallError::Refused { code: Code::ItemCode, text });
    }
    let unit = if line.quantity.is_zero() { item.gross } else { item.gross / line.quantity };
    let free = matches!(line.kind, LineKind::Gift | LineKind::SetPart) && unit.is_zero();
    let mut row = base_row(options, number, line.quantity);
    // Extend's own price for a gift or a part of a set would charge it; nothing is stated as nothing.
    if free || options.prices == Prices::Shop {
        state_price(&mut row, order, unit, sane(line.vat));
    }
    if let Some(warehouse) = options.warehouses.first() {
        row["warehouse"] = json!(warehouse);
    }
    if !line.uuid.is_empty() {
        row["externalRow"] = json!({ "externalRowId": line.uuid });
    }
    Ok(row)
}

/// A row that is no goods: shipping, fee, discount, rounding. It names no warehouse, since nothing is picked.
fn plain_row(
    order: &ShopOrder,
    options: &Options,
    product: &str,
    name: &str,
    (gross, vat): (Decimal, Decimal),
) -> Value {
    let mut row = base_row(options, product, Decimal::ONE);
    if !name.is_empty() {
        row["product"]["productNotes"] = json!(name);
    }
    state_price(&mut row, order, gross, vat);
    row
}

fn base_row(options: &Options, product: &str, quantity: Decimal) -> Value {
    json!({
        "product": { "productNumber": product },
        "salesData": { "quantity": number(quantity), "unit": options.unit },
    })
}

fn state_price(row: &mut Value, order: &ShopOrder, gross: Decimal, vat: Decimal) {
    row["salesData"]["unitPrice"] = number(without_vat(gross, vat));
    row["salesData"]["vatPercent"] = number(vat);
    if !order.currency.is_empty() {
        row["salesData"]["currency"] = json!(order.currency);
    }
}

/// An exact JSON number.
pub(super) fn number(value: Decimal) -> Value {
    value.normalize().to_string().parse::<Number>().map_or(Value::Null, Value::Number)
}
