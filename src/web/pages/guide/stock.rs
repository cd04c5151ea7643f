//! Step 5: who rules the stock.
use actix_web::HttpResponse;
use askama::Template;

use super::{Step, confirm, steps};
use crate::coupling::{self, DeskError};
use crate::domain::stock::Master;
use crate::store::audit::Who;
use crate::web::form::Fields;
use crate::web::pages::page::{Answer, Page, Posted};
use crate::web::pages::settings_form::{Reader, fill, told};

#[derive(Template)]
#[template(path = "guide/stock.html")]
struct View<'a> {
    p: &'a Page,
    steps: Vec<Step>,
    f: Fields,
    masters: [Master; 3],
}

/// `GET …/guide/stock`
pub async fn show(page: Page) -> Answer {
    let Some(connection) = &page.connection else { return page.go("/guide/partner") };
    let f = Fields::new(fill(&connection.settings));
    page.show(&View { steps: steps(&page, "stock").await?, f, masters: Master::ALL, p: &page })
}

/// `POST …/guide/stock`
pub async fn save(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let connection = page.connected()?;
    let mut settings = connection.settings.clone();
    let mut reader = Reader::new(&page, &form);
    reader.stock(&mut settings);
    if reader.errors.is_empty() {
        match coupling::save_settings(&page.state.desk, &page.shop.id, connection.id.as_str(), &settings, Who::Shop)
            .await
        {
            Ok(()) => {
                confirm(&page, connection, "stock").await?;
                return page.go(&super::after("stock"));
            }
            Err(DeskError::Setting(e)) => reader.errors.push(told(&page, &e)),
            Err(other) => return Err(other.into()),
        }
    }
    let f = Fields { errors: reader.errors, form };
    let view = View { steps: steps(&page, "stock").await?, f, masters: Master::ALL, p: &page };
    page.show_as(HttpResponse::UnprocessableEntity(), &view)
}
