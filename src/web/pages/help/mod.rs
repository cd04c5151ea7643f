//! Help: how to reach us, whether something is stuck, the errors by code, the calls we really made beside those we
//! declared, and what has changed in the add-on.
pub mod changes;
mod checks;
mod codes;
mod contact;
mod enclosed;
mod usage;

use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;

use super::page::{Answer, Page};
use crate::domain::message;
use crate::web::form::{self, Fields};
pub use contact::{send, sent, to_form};

#[derive(Template)]
#[template(path = "help.html")]
struct View<'a> {
    p: &'a Page,
    f: Fields,
    enclosed: String,
    enclosed_proof: String,
    longest: usize,
    checks: Vec<checks::Check>,
    codes: Vec<codes::Explained>,
    usage: usage::Usage,
    changes: Vec<changes::Shown<'static>>,
}

/// `GET …/help`
pub async fn show(page: Page) -> Answer {
    let form = contact::fresh(&page).await?;
    view(&page, Fields::new(form), HttpResponse::Ok()).await
}

async fn view(page: &Page, f: Fields, status: HttpResponseBuilder) -> Answer {
    let enclosed = enclosed::lines(page).await?;
    let view = View {
        enclosed_proof: form::proof(&page.session.form_key, &enclosed),
        enclosed,
        longest: message::TEXT_LONGEST,
        checks: match page.connection.as_ref().filter(|_| page.started()) {
            Some(connection) => checks::all(page, connection).await?,
            None => Vec::new(),
        },
        codes: codes::all(page),
        usage: usage::of(page).await?,
        changes: changes::all(page.language()),
        f,
        p: page,
    };
    page.show_as(status, &view)
}
