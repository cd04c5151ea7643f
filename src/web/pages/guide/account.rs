//! A merchant without an account at the partner asks for one: stored, and moved on by the operator.
use actix_web::HttpResponse;

use crate::domain::dictionary::Owner;
use crate::domain::email::is_address;
use crate::domain::partner::PartnerKind;
use crate::store::audit::{self, Who};
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::{StoreResult, requests};
use crate::web::form::{FieldError, Fields};
use crate::web::pages::PageError;
use crate::web::pages::page::{Answer, Page, Posted};

/// The owner's e-mail address as Upgates tells it; empty while it doesn't.
pub async fn owner_email(page: &Page) -> StoreResult<String> {
    let owners = dictionary::all::<Owner>(&page.state.desk.db, &page.shop.id, DictionaryKind::Owner).await?;
    Ok(owners.into_iter().map(|o| o.data.email).find(|e| !e.is_empty()).unwrap_or_default())
}

/// `POST …/guide/account`
pub async fn ask(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let email = match form.get("account") {
        "owner" => owner_email(&page).await?,
        _ => form.get("email").to_owned(),
    };
    if !is_address(&email) {
        let errors = vec![FieldError { field: "email".to_owned(), text: page.t("error-email") }];
        return super::partner::view(&page, Fields { form, errors }, HttpResponse::UnprocessableEntity()).await;
    }
    let mut tx = page.state.desk.db.begin().await?;
    if !requests::insert(&mut tx, &page.shop.id, PartnerKind::Extend, &email, page.now).await? {
        return Err(PageError::MovedOn);
    }
    audit::add(&mut tx, &page.shop.id, Who::Shop, "account-request", PartnerKind::Extend.word(), page.now).await?;
    tx.commit().await?;
    page.go("/guide/partner?done=account#account")
}
