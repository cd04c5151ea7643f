//! Writing to support: a form that shows exactly what it sends, and the page that says what has become of it.
use actix_web::{HttpResponse, web};
use askama::Template;

use super::view;
use crate::coupling::{self, DeskError};
use crate::crypto::token;
use crate::domain::clock::Millis;
use crate::domain::email::is_address;
use crate::domain::message::{Draft, PER_HOUR, SUBJECT_LONGEST, TEXT_LONGEST, reference};
use crate::store::{StoreResult, messages};
use crate::web::form::{self, FieldError, Fields, Form};
use crate::web::pages::PageError;
use crate::web::pages::guide::owner_email;
use crate::web::pages::page::{Answer, Page, Posted};

/// Longest order number, in characters.
const ORDER_LONGEST: usize = 60;

#[derive(Template)]
#[template(path = "help_message.html")]
struct View<'a> {
    p: &'a Page,
    subject: &'a str,
    body: &'a str,
    reply_to: &'a str,
    /// The reference of a stored message; empty when no mail can leave.
    reference: String,
    sent_at: Option<Millis>,
    /// It can never leave by mail.
    unmailed: bool,
    mailto: String,
}

/// The form as it is first shown: the answer goes to the owner, whom Upgates tells.
///
/// # Errors
/// When the database doesn't answer.
pub async fn fresh(page: &Page) -> StoreResult<Form> {
    let mut form = Form::default();
    form.set("reply_to", owner_email(page).await?);
    Ok(form)
}

/// `GET …/help/message`: a browser that goes back or loads anew after an error finds the form.
pub async fn to_form(page: Page) -> Answer {
    page.go("/help#contact")
}

/// `POST …/help/message`: stored for the worker to mail; without a mail server shown, to be mailed from here.
pub async fn send(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    // Browsers send line ends as CR LF.
    let enclosed = form.get("enclosed").replace("\r\n", "\n");
    if !token::same(form.get("enclosed_proof"), &form::proof(&page.session.form_key, &enclosed)) {
        return Err(PageError::Forged);
    }
    let mut errors = Vec::new();
    let draft = draft(&page, &form, &enclosed, &mut errors);
    if !errors.is_empty() {
        return view(&page, Fields { form, errors }, HttpResponse::UnprocessableEntity()).await;
    }
    if !page.state.mails {
        return shown(&page, (&draft.subject, &draft.body, &draft.reply_to), String::new(), None, false);
    }
    match coupling::write_support(&page.state.desk, &page.shop.id, &draft).await {
        Ok(id) => page.go(&format!("/help/messages/{id}")),
        Err(DeskError::NotNow(_)) => {
            let text = page.tn("error-message-limit", PER_HOUR);
            let errors = vec![FieldError { field: "subject".to_owned(), text }];
            view(&page, Fields { form, errors }, HttpResponse::TooManyRequests()).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET …/help/messages/{message}`: what was written, and whether it has left.
pub async fn sent(page: Page, path: web::Path<(String, String)>) -> Answer {
    let (_, id) = path.into_inner();
    let message = messages::get(&page.state.desk.db, &page.shop.id, &id).await?.ok_or(PageError::NotFound)?;
    let said = (message.subject.as_str(), message.body.as_str(), message.reply_to.as_str());
    let unmailed = !message.unmailed.is_empty();
    shown(&page, said, reference(&message.id), message.sent_at.map(Millis), unmailed)
}

fn shown(
    page: &Page,
    (subject, body, reply_to): (&str, &str, &str),
    reference: String,
    sent_at: Option<Millis>,
    unmailed: bool,
) -> Answer {
    let mailto = mailto(&page.support().email, subject, body);
    page.show(&View { p: page, subject, body, reply_to, reference, sent_at, unmailed, mailto })
}

/// The message of a form; what is wrong with it goes to `errors`.
fn draft(page: &Page, form: &Form, enclosed: &str, errors: &mut Vec<FieldError>) -> Draft {
    let mut wrong = |field: &str, key: &str| errors.push(FieldError { field: field.to_owned(), text: page.t(key) });
    let one_line = |name: &str| form.get(name).replace(char::is_control, " ");
    let subject = one_line("subject");
    match subject.chars().count() {
        0 => wrong("subject", "error-needed"),
        n if n > SUBJECT_LONGEST => wrong("subject", "error-long"),
        _ => {}
    }
    let text = form.get("message").replace("\r\n", "\n").replace(|c: char| c.is_control() && c != '\n', " ");
    match text.chars().count() {
        0 => wrong("message", "error-needed"),
        n if n > TEXT_LONGEST => wrong("message", "error-long"),
        _ => {}
    }
    let reply_to = form.get("reply_to").to_owned();
    if !reply_to.is_empty() && !is_address(&reply_to) {
        wrong("reply_to", "error-email");
    }
    let order = one_line("order");
    if order.chars().count() > ORDER_LONGEST {
        wrong("order", "error-long");
    }
    let mut parts = vec![text];
    let mut facts = Vec::new();
    if !order.is_empty() {
        facts.push(page.tv("message-order", "number", &order));
    }
    if !reply_to.is_empty() {
        facts.push(page.tv("message-reply", "email", &reply_to));
    }
    if !facts.is_empty() {
        parts.push(facts.join("\n"));
    }
    parts.push(enclosed.to_owned());
    Draft { subject: format!("Spojka {}: {subject}", page.reference()), body: parts.join("\n\n"), reply_to }
}

/// A link that opens the visitor's own mail program with the same text.
fn mailto(to: &str, subject: &str, body: &str) -> String {
    let encoded = |text: &str| {
        let plain: String = url::form_urlencoded::byte_serialize(text.replace('\n', "\r\n").as_bytes()).collect();
        plain.replace('+', "%20")
    };
    format!("mailto:{to}?subject={}&body={}", encoded(subject), encoded(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_programs_understand_the_link() {
        assert_eq!(
            mailto("help@example.com", "Spojka A: 1+1 & č", "a b\nc"),
            "mailto:help@example.com?subject=Spojka%20A%3A%201%2B1%20%26%20%C4%8D&body=a%20b%0D%0Ac"
        );
    }
}
