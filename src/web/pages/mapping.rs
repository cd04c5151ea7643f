//! What the shop's statuses, carriers and payments are called at the partner; new ones stand on top.
use actix_web::HttpResponse;
use askama::Template;

use super::choices::{self, StatusChoice};
use super::methods::{self, Row, accept_certain};
use super::page::{Answer, Page, Posted};
use super::settings_form::{Reader, fill, told};
use super::{open, suggest};
use crate::coupling::{self, DeskError, Mapping};
use crate::domain::progress::Milestone;
use crate::store::audit::Who;
use crate::web::form::Fields;

#[derive(Template)]
#[template(path = "mapping.html")]
struct View<'a> {
    p: &'a Page,
    f: Fields,
    statuses: Vec<StatusChoice>,
    milestones: [Milestone; 4],
    carriers: Vec<Row>,
    payments: Vec<Row>,
    services: Vec<&'static str>,
    kinds: &'static [&'static str],
}

async fn view(page: &Page, f: Fields) -> Result<View<'_>, crate::store::StoreError> {
    Ok(View {
        statuses: choices::statuses(page).await?,
        milestones: Milestone::ALL,
        carriers: methods::rows(page, Mapping::Carrier).await?,
        payments: methods::rows(page, Mapping::Payment).await?,
        services: suggest::carriers(),
        kinds: suggest::EXTEND_PAYMENTS,
        f,
        p: page,
    })
}

/// `GET …/mapping`
pub async fn show(page: Page) -> Answer {
    let Some(connection) = &page.connection else { return open::to_guide(&page) };
    let view = view(&page, Fields::new(fill(&connection.settings))).await?;
    page.show(&view)
}

/// `POST …/mapping`: one part at a time, named by `part`; orders that waited go.
pub async fn save(posted: Posted) -> Answer {
    let Posted { page, mut form } = posted;
    let connection = page.connected()?;
    let mut settings = connection.settings.clone();
    if form.get("action") == "certain" {
        accept_certain(&methods::rows(&page, Mapping::Carrier).await?, &mut form);
        accept_certain(&methods::rows(&page, Mapping::Payment).await?, &mut form);
    }
    let statuses: Vec<i64> = choices::statuses(&page).await?.iter().map(|s| s.id).collect();
    let mut reader = Reader::new(&page, &form);
    if form.get("part") == "statuses" {
        reader.statuses(&mut settings, &statuses);
    } else {
        reader.mappings(&mut settings);
    }
    if reader.errors.is_empty() {
        match coupling::save_settings(&page.state.desk, &page.shop.id, connection.id.as_str(), &settings, Who::Shop)
            .await
        {
            Ok(()) => return page.go("/mapping?done=saved"),
            Err(DeskError::Setting(e)) => reader.errors.push(told(&page, &e)),
            Err(other) => return Err(other.into()),
        }
    }
    // The other parts are shown as they are stored.
    let errors = reader.errors;
    let mut shown = fill(&connection.settings);
    shown.overlay(&form);
    page.show_as(HttpResponse::UnprocessableEntity(), &view(&page, Fields { form: shown, errors }).await?)
}
