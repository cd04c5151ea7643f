//! Step 3: in which statuses an order goes, and what is set when it is packed, shipped, delivered or impossible.
use actix_web::HttpResponse;
use askama::Template;

use super::{Step, steps};
use crate::domain::progress::Milestone;
use crate::web::form::Fields;
use crate::web::pages::choices::{self, StatusChoice};
use crate::web::pages::page::{Answer, Page, Posted};
use crate::web::pages::saving::{self, KEEP, Put};
use crate::web::pages::settings_effect::Pending;
use crate::web::pages::settings_form::{Reader, fill};

#[derive(Template)]
#[template(path = "guide/statuses.html")]
struct View<'a> {
    p: &'a Page,
    steps: Vec<Step>,
    f: Fields,
    statuses: Vec<StatusChoice>,
    milestones: [Milestone; 4],
    suggested: bool,
    pending: Option<Pending>,
    met: Vec<String>,
}

async fn view(page: &Page, f: Fields, statuses: Vec<StatusChoice>) -> Result<View<'_>, crate::store::StoreError> {
    Ok(View {
        steps: steps(page, "statuses").await?,
        f,
        statuses,
        milestones: Milestone::ALL,
        suggested: false,
        pending: None,
        met: Vec::new(),
        p: page,
    })
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
    page.show(&View { suggested, ..view(&page, Fields::new(form), statuses).await? })
}

/// `POST …/guide/statuses`
pub async fn save(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let statuses = choices::statuses(&page).await?;
    if form.has(KEEP) {
        return page.show(&view(&page, Fields::new(form), statuses).await?);
    }
    let base = saving::edited(&page, &form).await?;
    let mut settings = base.clone();
    let mut reader = Reader::new(&page, &form);
    reader.statuses(&mut settings, &statuses);
    let mut errors = reader.errors;
    if errors.is_empty() {
        match saving::put(&page, &form, &base, &settings).await? {
            Put::Done => return page.go(&super::after("statuses")),
            Put::Asked(pending) => {
                let view = View { pending: Some(pending), ..view(&page, Fields::new(form), statuses).await? };
                return page.show(&view);
            }
            Put::Wrong(wrong) => errors.extend(wrong),
            Put::Met(fields, met) => {
                return page.show_as(HttpResponse::Conflict(), &View { met, ..view(&page, *fields, statuses).await? });
            }
        }
    }
    page.show_as(HttpResponse::UnprocessableEntity(), &view(&page, Fields { form, errors }, statuses).await?)
}
