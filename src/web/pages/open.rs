//! From a ticket to a session, and what a browser gets that keeps no cookie in a frame.
use actix_web::http::header::{LOCATION, SET_COOKIE};
use actix_web::{HttpRequest, HttpResponse, web};
use secrecy::ExposeSecret as _;

use super::in_time::in_time;
use super::page::{Answer, Page, Posted, admin_origin};
use super::problem::{self, Frame};
use super::{PageError, PageState};
use crate::crypto::ticket::Ticket;
use crate::crypto::token;
use crate::domain::ids::ShopId;
use crate::domain::shop::Language;
use crate::store::{sessions, shops};
use crate::text;
use crate::web::session::{self, Redeemed};

/// `GET /open/{ticket}`: redeems it once, sets the cookie and goes where it can be seen whether the browser kept it.
pub async fn open(request: HttpRequest, state: web::Data<PageState>, ticket: web::Path<String>) -> Answer {
    in_time(redeem(&request, &state, &ticket)).await
}

async fn redeem(request: &HttpRequest, state: &PageState, text: &str) -> Answer {
    let db = &state.desk.db;
    let now = state.desk.clock.now();
    match session::redeem(db, &state.desk.vault, text, now).await? {
        Redeemed::New(ticket, cookie) => {
            // For a browser that keeps no cookie in a frame. What is a spare one already leads to no other.
            let to = if ticket.spare {
                format!("/app/{}/enter/{}", ticket.shop, text)
            } else {
                let spare = ticket.spare(now).seal(&state.desk.vault)?;
                format!("/app/{}/enter/{}", ticket.shop, spare.expose_secret())
            };
            Ok(HttpResponse::SeeOther().insert_header((LOCATION, to)).insert_header((SET_COOKIE, cookie)).finish())
        }
        Redeemed::Old(ticket) => {
            let shop = shops::get(db, &ticket.shop).await?;
            let origin = shop.as_ref().and_then(admin_origin);
            Frame { language: Some(ticket.language), origin, home: None }.note(request);
            match session::find(db, request, &ticket.shop, now).await? {
                Some(_) => Ok(HttpResponse::SeeOther().insert_header((LOCATION, page_of(&ticket))).finish()),
                None => Err(PageError::UsedLink),
            }
        }
        Redeemed::Unknown => Err(PageError::UsedLink),
    }
}

fn page_of(ticket: &Ticket) -> String {
    format!("/app/{}{}", ticket.shop, ticket.page)
}

/// `GET /app/{shop}/enter/{ticket}`: with the cookie on to the page; without it, one button that opens the add-on in a
/// window of its own, where the cookie is not a third party's.
pub async fn enter(request: HttpRequest, state: web::Data<PageState>, path: web::Path<(String, String)>) -> Answer {
    let (shop, spare) = path.into_inner();
    let db = &state.desk.db;
    let now = state.desk.clock.now();
    let ticket = Ticket::open(&state.desk.vault, &spare).filter(|t| t.shop == ShopId(shop));
    let Some(ticket) = ticket else { return Err(PageError::UsedLink) };
    let shop = shops::get(db, &ticket.shop).await?;
    let origin = shop.as_ref().and_then(admin_origin);
    Frame { language: Some(ticket.language), origin, home: None }.note(&request);
    if session::find(db, &request, &ticket.shop, now).await?.is_some() {
        let mut tx = db.begin().await?;
        sessions::use_ticket(&mut tx, &token::hash(&spare), &ticket.shop, now).await?;
        tx.commit().await?;
        return Ok(HttpResponse::SeeOther().insert_header((LOCATION, page_of(&ticket))).finish());
    }
    let framed = request.headers().get("sec-fetch-dest").is_none_or(|v| v != "document");
    // In the window of its own the spare ticket was redeemed to come here; without the cookie there is no other way to offer.
    let used = sessions::ticket_used(db, &token::hash(&spare)).await?;
    if ticket.expires_at <= now || (used && framed) {
        return Err(PageError::UsedLink);
    }
    let (word, way) = if framed {
        let label = text::say(ticket.language, "gate-window-button", &[]);
        ("window", Some((format!("/open/{spare}"), label)))
    } else {
        ("no-cookies", None)
    };
    let html = problem::gate(&state, ticket.language, word, way)?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
}

/// `POST /app/{shop}/language`: other words for this session.
pub async fn language(request: HttpRequest, posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    if let Some(language) = Language::ALL.into_iter().find(|l| l.code() == form.get("language")) {
        session::set_language(&page.state.desk.db, &request, &page.shop.id, language).await?;
    }
    // A page of this shop, whatever the form says.
    let fits = |here: &&str| here.starts_with('/') && here.bytes().all(|b| b.is_ascii_graphic());
    page.go(Some(form.get("here")).filter(fits).unwrap_or_default())
}

/// A page that was asked for by somebody whose connection does not exist yet leads to the guide.
pub fn to_guide(page: &Page) -> Answer {
    page.go("/guide")
}
