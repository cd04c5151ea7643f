//! The readiness of the shop's products: what the partner could not know, what it could not tell apart, and the same as CSV.
use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use super::readiness::Line;
use super::report;
use crate::domain::product::{Gap, ProductCheck, SoldItem};
use crate::store::{StoreResult, products};
use crate::text::Value;
use crate::web::pages::activity::csv_line;
use crate::web::pages::page::{Answer, Page};

/// Products that a line shows folded.
const SHOWN: i64 = 10;
/// Products of each kind in the CSV.
const CSV_ROWS: i64 = 10_000;

/// One product of a line.
#[derive(Debug)]
pub struct Listed {
    /// What is said about it.
    pub text: String,
    /// Its address in the administration; empty when unknown.
    pub address: String,
}

/// The two lines about products: codes, and doubles.
///
/// # Errors
/// When the database doesn't answer.
pub async fn lines(page: &Page) -> StoreResult<Vec<Line>> {
    let (db, shop) = (&page.state.desk.db, &page.shop.id);
    let check = products::check(db, shop).await?;
    let Some(check) = check.filter(|c| c.ended_at.is_some() || c.read > 0 || !c.error.is_empty()) else {
        let works = page.connection.as_ref().and_then(report).is_some_and(|r| r.ok);
        let draft = !page.started();
        return Ok(vec![if works && draft {
            Line::new("products", "wait", page.t("ready-products-wait"))
        } else {
            Line::new("products", "info", page.t("ready-products-unread"))
        }]);
    };
    let Some(ended) = check.ended_at else { return Ok(vec![reading(page, &check)]) };
    let count = products::count(db, shop).await?;
    let unknown = products::count_gaps(db, shop, Gap::Unknown).await?;
    let no_code = products::count_gaps(db, shop, Gap::NoCode).await?;
    let mut sentences = Vec::new();
    if unknown > 0 {
        sentences.push(page.tn("ready-products-unknown", unknown));
    }
    if no_code > 0 {
        sentences.push(page.tn("ready-products-no-code", no_code));
    }
    if sentences.is_empty() {
        sentences.push(page.tn("ready-products-ok", count));
    }
    if check.cut {
        sentences.push(page.tn("ready-products-cut", check.read));
    }
    sentences.push(page.tv("ready-products-when", "time", page.ago(&ended)));
    let mark = if unknown > 0 {
        "must"
    } else if no_code > 0 {
        "warn"
    } else {
        "ok"
    };
    let mut codes = Line::new("products", mark, sentences.join(" "));
    if mark != "ok" {
        codes.listed = listed(page, [Gap::Unknown, Gap::NoCode]).await?;
        codes.csv = Some(page.link("/guide/products.csv"));
    }
    Ok(vec![codes, doubles(page).await?])
}

fn reading(page: &Page, check: &ProductCheck) -> Line {
    if check.error.is_empty() {
        let total = check.total.unwrap_or(check.read).max(check.read);
        let values = [("count", Value::from(check.read)), ("total", Value::from(page.n(total)))];
        return Line::new("products", "wait", page.ta("ready-products-reading", &values));
    }
    Line::new("products", "warn", page.t("ready-products-error"))
}

async fn doubles(page: &Page) -> StoreResult<Line> {
    let (db, shop) = (&page.state.desk.db, &page.shop.id);
    let codes = products::count_gaps(db, shop, Gap::SameCode).await?;
    let eans = products::count_gaps(db, shop, Gap::SameEan).await?;
    let mut sentences = Vec::new();
    if codes > 0 {
        sentences.push(page.tn("ready-doubles-code", codes));
    }
    if eans > 0 {
        sentences.push(page.tn("ready-doubles-ean", eans));
    }
    if sentences.is_empty() {
        return Ok(Line::new("doubles", "ok", page.t("ready-doubles-none")));
    }
    let mut line = Line::new("doubles", if codes > 0 { "must" } else { "warn" }, sentences.join(" "));
    line.listed = listed(page, [Gap::SameCode, Gap::SameEan]).await?;
    line.csv = Some(page.link("/guide/products.csv"));
    Ok(line)
}

async fn listed(page: &Page, gaps: [Gap; 2]) -> StoreResult<Vec<Listed>> {
    let mut shown = Vec::new();
    for gap in gaps {
        let left = SHOWN - i64::try_from(shown.len()).unwrap_or(SHOWN);
        let items = products::gaps(&page.state.desk.db, &page.shop.id, gap, left).await?;
        shown.extend(items.into_iter().map(|item| Listed { text: said(page, &item), address: item.admin_url }));
    }
    Ok(shown)
}

/// The shop's id of a product or variant, without our letter before it.
fn id(item: &SoldItem) -> &str {
    item.item.trim_start_matches(['p', 'v'])
}

fn said(page: &Page, item: &SoldItem) -> String {
    let none = || "–".to_owned();
    let or_none = |text: &str| if text.is_empty() { none() } else { text.to_owned() };
    let key = if item.item.starts_with('v') { "ready-item-variant" } else { "ready-item-product" };
    let ean = if item.ean.is_empty() { &item.inherits } else { &item.ean };
    let values = [("id", id(item).into()), ("code", or_none(&item.code).into()), ("ean", or_none(ean).into())];
    page.ta(key, &values)
}

/// `GET …/guide/products.csv`: all products that a line is about.
pub async fn csv(page: Page) -> Answer {
    page.connected()?;
    let heads = ["csv-gap", "csv-item", "csv-code", "csv-ean", "csv-address"];
    let mut text = String::from("\u{feff}");
    csv_line(&mut text, &heads.map(|key| page.t(key)));
    for gap in [Gap::Unknown, Gap::NoCode, Gap::SameCode, Gap::SameEan] {
        let said = page.t(format!("gap-{}", gap.word()));
        for item in products::gaps(&page.state.desk.db, &page.shop.id, gap, CSV_ROWS).await? {
            let ean = if item.ean.is_empty() { item.inherits.clone() } else { item.ean.clone() };
            csv_line(&mut text, &[said.clone(), id(&item).to_owned(), item.code.clone(), ean, item.admin_url]);
        }
    }
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"spojka-products.csv\""))
        .body(text))
}
