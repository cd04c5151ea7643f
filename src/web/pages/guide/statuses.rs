//! Step 3: in which statuses an order goes, and what is set when it is packed, shipped, delivered or impossible.
use actix_web::HttpResponse;
use askama::Template;

use super::{Step, steps};
use crate::coupling::{self, DeskError};
use crate::domain::progress::Milestone;
use crate::store::audit::Who;
use crate::web::form::Fields;
use crate::web::pages::choices::{self, StatusChoice};
use crate::web::pages::page::{Answer, Page, Posted};
use crate::web::pages::settings_form::{Reader, fill, told};

#[derive(Template)]
#[template(path = "guide/statuses.html")]
struct View<'a> {
    p: &'a Page,
    steps: Vec<Step>,
    f: Fields,
    statuses: Vec<StatusChoice>,
    milestones: [Milestone; 4],
    suggested: bool,
}

/// `GET …/guide/statuses`
pub async fn show(page: Page) -> Answer {
    let Some(connection) = &page.connection else { return page.go("/guide/partner") };
    let statuses = choices::statuses(&page).await?;
    let mut form = fill(&connection.settings);
    let suggested = connection.settings.orders.ready_statuses.is_empty() && connection.settings.progress.is_empty();
    if suggested {
        form.set("orders.paid_only", "on".to_owned());
        let ready = choices::ready(&statuses);
        for id in &ready {
            form.add("orders.ready_statuses", id.to_string());
        }
        for milestone in Milestone::ALL {
            if let Some(id) = choices::milestone(&statuses, milestone).filter(|id| !ready.contains(id)) {
                form.set(&format!("progress.{}.status_id", milestone.word()), id.to_string());
            }
        }
    }
    let steps = steps(&page, "statuses").await?;
    page.show(&View { steps, f: Fields::new(form), statuses, milestones: Milestone::ALL, suggested, p: &page })
}

/// `POST …/guide/statuses`
pub async fn save(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let connection = page.connected()?;
    let statuses = choices::statuses(&page).await?;
    let mut settings = connection.settings.clone();
    let mut reader = Reader::new(&page, &form);
    reader.statuses(&mut settings, &statuses);
    if reader.errors.is_empty() {
        match coupling::save_settings(&page.state.desk, &page.shop.id, connection.id.as_str(), &settings, Who::Shop)
            .await
        {
            Ok(()) => return page.go(&super::after("statuses")),
            Err(DeskError::Setting(e)) => reader.errors.push(told(&page, &e)),
            Err(other) => return Err(other.into()),
        }
    }
    let f = Fields { errors: reader.errors, form };
    let steps = steps(&page, "statuses").await?;
    let view = View { steps, f, statuses, milestones: Milestone::ALL, suggested: false, p: &page };
    page.show_as(HttpResponse::UnprocessableEntity(), &view)
}
