//! The list of orders with its filter, page by page, and the same as CSV.
use std::collections::BTreeSet;

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use askama::Template;

use super::page::{Answer, Page};
use super::{filter, open, words};
use crate::domain::cause::Code;
use crate::domain::dictionary::MethodRow;
use crate::domain::order::OrderState;
use crate::store::StoreResult;
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::orders::{self, TrackedOrder};
use crate::web::form::{Fields, Form};

/// Orders on a page.
const PAGE: i64 = 50;
/// Orders in a CSV file.
const CSV_ROWS: i64 = 10_000;

/// One order of the list.
#[derive(Debug)]
pub struct Listed {
    order: TrackedOrder,
    icon: &'static str,
    tone: OrderState,
    state: String,
    why: String,
}

/// The cause that the list is filtered by: in words, and whether something waits for it.
#[derive(Debug)]
struct OfCause {
    said: String,
    waiting: bool,
    /// Icon and words of its button.
    press: (&'static str, String),
}

#[derive(Template)]
#[template(path = "activity.html")]
struct View<'a> {
    p: &'a Page,
    f: Fields,
    states: Vec<(&'static str, String)>,
    kinds: Vec<(&'static str, String)>,
    /// The cause that the list is filtered by.
    cause: Option<OfCause>,
    carriers: Vec<String>,
    orders: Vec<Listed>,
    more: Option<String>,
    csv: String,
    filtered: bool,
    paged: bool,
    /// Whether there is a started connection at all.
    flowing: bool,
    fill: super::fill::Shown,
}

fn listed(page: &Page, order: TrackedOrder) -> Listed {
    let why = match (&order.cause, order.rule.as_str()) {
        (Some(cause), _) => words::cause(page, cause),
        (None, "") => String::new(),
        (None, rule) => words::rule(page, rule),
    };
    let tone = words::tone(&order);
    Listed { icon: words::state_icon(tone), tone, state: words::progress(page, &order), why, order }
}

/// `GET …/activity`
pub async fn show(page: Page, request: HttpRequest) -> Answer {
    if page.connection.is_none() {
        return open::to_guide(&page);
    }
    let query = Form::parse(request.query_string().as_bytes());
    view(&page, Fields::new(query), HttpResponse::Ok()).await
}

/// The list under a filter. What is wrong with the filter is named, with a status that says so.
///
/// # Errors
/// When the database doesn't answer or the template fails.
pub async fn view(page: &Page, f: Fields, mut status: HttpResponseBuilder) -> Answer {
    let Fields { form: query, mut errors } = f;
    let (filter, wrong) = filter::read(page, &query);
    if !wrong.is_empty() {
        status = HttpResponse::BadRequest();
        errors.extend(wrong);
    }
    let mut found = orders::page(&page.state.desk.db, &page.shop.id, &filter, PAGE + 1).await?;
    let full = found.len() > usize::try_from(PAGE).unwrap_or(50);
    found.truncate(usize::try_from(PAGE).unwrap_or(50));
    let more = found.last().filter(|_| full).map(|last| page.link(&format!("/activity{}", filter::next(&query, last))));
    let address = filter::address(&query);
    let view = View {
        states: OrderState::ALL.into_iter().map(|s| (s.word(), words::state(page, s))).collect(),
        kinds: words::KINDS.map(|(code, key)| (code.word(), page.t(key))).to_vec(),
        cause: of_cause(page, query.get("cause")).await?,
        carriers: carriers(page).await?,
        orders: found.into_iter().map(|order| listed(page, order)).collect(),
        more,
        csv: page.link(&format!("/activity.csv{}", address.trim_end_matches(['&', '?']))),
        filtered: address != "?",
        paged: filter.after.is_some(),
        flowing: page.started(),
        f: Fields { form: query, errors },
        p: page,
        fill: super::fill::shown(page).await?,
    };
    page.show_as(status, &view)
}

/// The names that shipping methods have in any language of the shop, as orders carry them.
async fn carriers(page: &Page) -> StoreResult<Vec<String>> {
    let db = &page.state.desk.db;
    let methods = dictionary::all::<MethodRow>(db, &page.shop.id, DictionaryKind::Shipments).await?;
    let names = methods.into_iter().flat_map(|m| m.data.names.into_values()).filter(|name| !name.is_empty());
    Ok(names.collect::<BTreeSet<_>>().into_iter().collect())
}

async fn of_cause(page: &Page, key: &str) -> StoreResult<Option<OfCause>> {
    if key.is_empty() {
        return Ok(None);
    }
    let causes = orders::causes(&page.state.desk.db, &page.shop.id).await?;
    let found = causes.iter().find(|c| c.0 == key).map(|c| words::group(page, &c.1, c.2));
    let waiting = found.is_some();
    let press = words::press(page, Code::of_key(key), true);
    Ok(Some(OfCause { press, said: found.unwrap_or_else(|| page.t("filter-cause-over")), waiting }))
}

/// `GET …/activity.csv`: what the filter shows, at most 10,000 orders.
pub async fn csv(page: Page, request: HttpRequest) -> Answer {
    let query = Form::parse(request.query_string().as_bytes());
    let (filter, errors) = filter::read(&page, &query);
    if !errors.is_empty() {
        return page.go(&format!("/activity?{}", request.query_string()));
    }
    let heads = [
        "csv-number",
        "csv-state",
        "csv-why",
        "csv-status",
        "csv-total",
        "csv-currency",
        "csv-carrier",
        "csv-partner",
        "csv-created",
        "csv-handed",
    ];
    let mut text = String::from("\u{feff}");
    csv_line(&mut text, &heads.map(|key| page.t(key)));
    for order in orders::page(&page.state.desk.db, &page.shop.id, &filter, CSV_ROWS).await? {
        let l = listed(&page, order);
        let o = &l.order;
        let handed = o.handed_at.map(|at| page.when(&at)).unwrap_or_default();
        let number = o.partner_number.clone().unwrap_or_default();
        let created = page.when(&o.created_at);
        csv_line(
            &mut text,
            &[
                o.number.clone(),
                l.state,
                l.why,
                o.status.clone(),
                o.total.replace('.', ","),
                o.currency.clone(),
                o.carrier.clone(),
                number,
                created,
                handed,
            ],
        );
    }
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"spojka.csv\""))
        .body(text))
}

/// Adds one row to a CSV that no spreadsheet takes for formulas.
pub fn csv_line<const N: usize>(text: &mut String, cells: &[String; N]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            text.push(';');
        }
        text.push_str(&safe_cell(cell));
    }
    text.push_str("\r\n");
}

/// A cell that no spreadsheet takes for a formula.
fn safe_cell(cell: &str) -> String {
    let plain = cell.replace('\u{a0}', " ");
    let risky =
        plain.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '|', '＝', '＋', '－', '＠']);
    let guarded = if risky { format!("'{plain}") } else { plain };
    format!("\"{}\"", guarded.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::safe_cell;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(safe_cell("=1+1"), "\"'=1+1\"");
        assert_eq!(safe_cell("@SUM(A1)"), "\"'@SUM(A1)\"");
        assert_eq!(safe_cell("say \"hi\"; go"), "\"say \"\"hi\"\"; go\"");
        assert_eq!(safe_cell(" =1+1"), "\"' =1+1\"");
        assert_eq!(safe_cell("\u{a0}-2+3"), "\"' -2+3\"");
        assert_eq!(safe_cell("A-1"), "\"A-1\"");
    }
}
