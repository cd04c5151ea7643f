//! Step 4: what the shop's ways of shipping and paying are called at the partner.
use actix_web::HttpResponse;
use askama::Template;

use super::{Step, confirm, steps};
use crate::coupling::{self, Mapping};
use crate::domain::cause::Code;
use crate::domain::partner::PartnerKind;
use crate::domain::reader;
use crate::domain::report::Simulation;
use crate::store::connections::Connection;
use crate::web::form::Fields;
use crate::web::pages::methods::{self, Row, accept_certain};
use crate::web::pages::page::{Answer, Page, Posted};
use crate::web::pages::saving::{self, KEEP, Put};
use crate::web::pages::settings_effect::Pending;
use crate::web::pages::settings_form::{Reader, fill};
use crate::web::pages::suggest;

#[derive(Template)]
#[template(path = "guide/carriers.html")]
struct View<'a> {
    p: &'a Page,
    steps: Vec<Step>,
    f: Fields,
    carriers: Vec<Row>,
    payments: Vec<Row>,
    services: Vec<&'static str>,
    kinds: &'static [&'static str],
    /// Methods in use without a stored mapping.
    open: usize,
    /// Orders of the last simulation that would wait for a mapping.
    tried: usize,
    pending: Option<Pending>,
    met: Vec<String>,
}

async fn view(page: &Page, f: Fields) -> Result<View<'_>, crate::store::StoreError> {
    let carriers = methods::rows(page, Mapping::Carrier).await?;
    let payments = methods::rows(page, Mapping::Payment).await?;
    Ok(View {
        steps: steps(page, "carriers").await?,
        f,
        open: carriers.iter().chain(&payments).filter(|r| !r.idle && r.mapped.is_empty()).count(),
        tried: page.connection.as_ref().map_or(0, tried),
        carriers,
        payments,
        services: suggest::carriers(),
        kinds: coupling::payment_words(PartnerKind::Extend),
        pending: None,
        met: Vec::new(),
        p: page,
    })
}

fn tried(connection: &Connection) -> usize {
    let simulation = connection.simulation.as_deref().and_then(|text| reader::stored::<Simulation>(text).ok());
    let waits = simulation.map(|s| s.waits).unwrap_or_default();
    waits.iter().filter(|(c, _)| matches!(c.code, Code::MapShip | Code::MapPay)).map(|(_, n)| n).sum()
}

/// `GET …/guide/carriers`
pub async fn show(page: Page) -> Answer {
    let Some(connection) = &page.connection else { return page.go("/guide/partner") };
    let mut view = view(&page, Fields::new(fill(&connection.settings))).await?;
    accept_certain(&view.carriers, &mut view.f.form);
    accept_certain(&view.payments, &mut view.f.form);
    page.show(&view)
}

/// `POST …/guide/carriers`: saves the fields; `action=certain` fills in every certain suggestion first and stays.
pub async fn save(posted: Posted) -> Answer {
    let Posted { page, mut form } = posted;
    let certain = form.get("action") == "certain";
    if certain {
        accept_certain(&methods::rows(&page, Mapping::Carrier).await?, &mut form);
        accept_certain(&methods::rows(&page, Mapping::Payment).await?, &mut form);
    }
    if form.has(KEEP) {
        return page.show(&view(&page, Fields::new(form)).await?);
    }
    let base = saving::edited(&page, &form).await?;
    let mut settings = base.clone();
    let mut reader = Reader::new(&page, &form);
    reader.mappings(&mut settings);
    let mut errors = reader.errors;
    if errors.is_empty() {
        match saving::put(&page, &form, &base, &settings).await? {
            Put::Done if certain => return page.go("/guide/carriers?done=certain"),
            Put::Done => {
                confirm(&page, page.connected()?, "carriers").await?;
                return page.go(&super::after("carriers"));
            }
            Put::Asked(pending) => {
                return page.show(&View { pending: Some(pending), ..view(&page, Fields::new(form)).await? });
            }
            Put::Wrong(wrong) => errors.extend(wrong),
            Put::Met(fields, met) => {
                return page.show_as(HttpResponse::Conflict(), &View { met, ..view(&page, *fields).await? });
            }
        }
    }
    page.show_as(HttpResponse::UnprocessableEntity(), &view(&page, Fields { form, errors }).await?)
}
