//! Step 5: who rules the stock.
use actix_web::HttpResponse;
use askama::Template;

use super::{Step, confirm, steps};
use crate::domain::stock::Master;
use crate::web::form::Fields;
use crate::web::pages::page::{Answer, Page, Posted};
use crate::web::pages::saving::{self, KEEP, Put};
use crate::web::pages::settings_effect::Pending;
use crate::web::pages::settings_form::{Reader, fill};

#[derive(Template)]
#[template(path = "guide/stock.html")]
struct View<'a> {
    p: &'a Page,
    steps: Vec<Step>,
    f: Fields,
    masters: [Master; 3],
    pending: Option<Pending>,
    met: Vec<String>,
}

async fn view(page: &Page, f: Fields) -> Result<View<'_>, crate::store::StoreError> {
    let steps = steps(page, "stock").await?;
    Ok(View { steps, f, masters: Master::ALL, pending: None, met: Vec::new(), p: page })
}

/// `GET …/guide/stock`
pub async fn show(page: Page) -> Answer {
    let Some(connection) = &page.connection else { return page.go("/guide/partner") };
    page.show(&view(&page, Fields::new(fill(&connection.settings))).await?)
}

/// `POST …/guide/stock`
pub async fn save(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    if form.has(KEEP) {
        return page.show(&view(&page, Fields::new(form)).await?);
    }
    let base = saving::edited(&page, &form).await?;
    let mut settings = base.clone();
    let mut reader = Reader::new(&page, &form);
    reader.stock(&mut settings);
    let mut errors = reader.errors;
    if errors.is_empty() {
        match saving::put(&page, &form, &base, &settings).await? {
            Put::Done => {
                confirm(&page, page.connected()?, "stock").await?;
                return page.go(&super::after("stock"));
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
