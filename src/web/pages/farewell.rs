//! A shop that has deactivated the add-on, met by a session from before: until when its data is kept, how to come back,
//! and erasing everything at once.
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::gate::{self, Gate};
use super::page::{Answer, Visitor, read_form, visitor};
use super::{PageError, PageState};
use crate::coupling::{self, DeskError};
use crate::domain::shop::{Language, ShopState};
use crate::store::{StoreResult, shops};
use crate::text::{moment, say};
use crate::web::form;

/// What the gate of a deactivated shop needs.
#[derive(Debug)]
pub struct Farewell {
    language: Language,
    until: Option<String>,
    reference: String,
    action: String,
    proof: String,
    /// What is wrong with the confirmation; empty at first.
    pub error: String,
    value: String,
}

struct Words {
    title: String,
    text: String,
    confirm: String,
    button: String,
}

#[derive(Template)]
#[template(path = "gates/farewell.html")]
struct View<'a> {
    g: Gate<'a>,
    words: Words,
    action: &'a str,
    proof: &'a str,
    error: &'a str,
    value: &'a str,
}

impl Farewell {
    /// For somebody of a deactivated shop.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn of(visitor: &Visitor) -> StoreResult<Self> {
        let Visitor { state, shop, session, .. } = visitor;
        let until = shops::erase_after(&state.desk.db, &shop.id).await?;
        let action = format!("/app/{}/erase", shop.id);
        Ok(Self {
            language: session.language,
            until: until.map(|at| moment(session.language, at, &shop.zone)),
            reference: coupling::reference(&shop.id),
            proof: form::proof(&session.form_key, &action),
            action,
            error: String::new(),
            value: String::new(),
        })
    }

    /// As HTML.
    ///
    /// # Errors
    /// When the template fails.
    pub fn html(&self, state: &PageState) -> Result<String, askama::Error> {
        let language = self.language;
        let mut gate = Gate::new(&state.support, language, "deactivated");
        if let Some(until) = &self.until {
            gate = gate.line(say(language, "gate-deactivated-until", &[("time", until.as_str().into())]));
        }
        let gate = gate.line(say(language, "gate-deactivated-back", &[]));
        let words = Words {
            title: say(language, "erase-title", &[]),
            text: say(language, "erase-text", &[("reference", self.reference.as_str().into())]),
            confirm: say(language, "erase-confirm", &[]),
            button: say(language, "erase-button", &[]),
        };
        let (action, proof, error, value) = (&self.action, &self.proof, &self.error, &self.value);
        View { g: gate, words, action, proof, error, value }.render()
    }
}

/// `POST …/erase`: everything about a deactivated shop, at once and for good, after its reference was typed.
pub async fn erase(request: HttpRequest, payload: web::Payload) -> Answer {
    let visitor = visitor(&request).await?;
    let Visitor { state, shop, session, .. } = &visitor;
    let form = read_form(&request, payload, &session.form_key, &state.desk.public_url).await?;
    if shop.state != ShopState::Inactive {
        return Err(PageError::MovedOn);
    }
    let typed = form.get("confirmation");
    match coupling::erase(&state.desk, &shop.id, &typed.to_uppercase()).await {
        Ok(()) => {
            let html = gate::plain(state, session.language, "gone", None)?;
            Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
        }
        Err(DeskError::Setting(_)) => {
            let language = session.language;
            let error = say(language, "error-erase", &[]);
            let value = typed.chars().take(40).collect();
            Err(PageError::Deactivated(Box::new(Farewell { error, value, ..Farewell::of(&visitor).await? })))
        }
        Err(other) => Err(other.into()),
    }
}
