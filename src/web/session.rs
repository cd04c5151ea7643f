//! Opening tickets and sessions: redeeming, finding, ending; and the cookie, one per shop, since two shops may stand in
//! two frames side by side.
use actix_web::HttpRequest;
use actix_web::http::header::COOKIE;
use secrecy::{ExposeSecret as _, SecretString};

use crate::crypto::ticket::Ticket;
use crate::crypto::token;
use crate::crypto::vault::Vault;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::shop::Language;
use crate::store::sessions::{self, Session};
use crate::store::{Db, StoreResult};

/// A session is written to at most this often, in seconds.
const TOUCH_SECONDS: i64 = 60;

/// What a ticket led to.
#[derive(Debug)]
pub enum Redeemed {
    /// A new session: the ticket, and the header value that sets the cookie.
    New(Ticket, String),
    /// It was used before, is too old, or the shop has deactivated the add-on since.
    Old(Ticket),
    /// There is no such ticket.
    Unknown,
}

/// Name of a shop's session cookie.
pub fn cookie_name(shop: &ShopId) -> String {
    format!("__Host-spojka-{}", &token::hash(shop.as_str())[..12])
}

/// The header value that sets the cookie. `Partitioned` is what lets it live in a frame without third-party cookies.
fn cookie(shop: &ShopId, secret: &SecretString) -> String {
    let name = cookie_name(shop);
    format!("{name}={}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned", secret.expose_secret())
}

/// Redeems a ticket for a session; of two at once only one wins.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn redeem(db: &Db, vault: &Vault, text: &str, now: Millis) -> StoreResult<Redeemed> {
    let Some(ticket) = Ticket::open(vault, text) else { return Ok(Redeemed::Unknown) };
    if ticket.expires_at <= now {
        return Ok(Redeemed::Old(ticket));
    }
    let mut tx = db.begin().await?;
    if !sessions::use_ticket(&mut tx, &token::hash(text), &ticket.shop, now).await? {
        return Ok(Redeemed::Old(ticket));
    }
    let (secret, form_key) = (token::generate(), token::generate());
    let hash = token::hash_secret(&secret);
    let words = (ticket.language, form_key.expose_secret());
    if !sessions::insert(&mut tx, &hash, &ticket.shop, words, ticket.opened_at, now).await? {
        return Ok(Redeemed::Old(ticket));
    }
    tx.commit().await?;
    let cookie = cookie(&ticket.shop, &secret);
    Ok(Redeemed::New(ticket, cookie))
}

/// The live session of a shop that the request's cookie names; kept alive by being used.
pub async fn find(db: &Db, request: &HttpRequest, shop: &ShopId, now: Millis) -> StoreResult<Option<Session>> {
    let name = cookie_name(shop);
    let Some(secret) = sent_cookie(request, &name).filter(|s| token::is_well_formed(s)) else { return Ok(None) };
    let hash = token::hash(secret);
    let Some(session) = sessions::get(db, &hash, now).await?.filter(|s| s.shop == *shop) else { return Ok(None) };
    if session.seen_at.plus_seconds(TOUCH_SECONDS) < now {
        let mut tx = db.begin().await?;
        sessions::touch(&mut tx, &hash, now).await?;
        tx.commit().await?;
    }
    Ok(Some(session))
}

/// Changes the language of the request's session.
pub async fn set_language(db: &Db, request: &HttpRequest, shop: &ShopId, language: Language) -> StoreResult<()> {
    if let Some(secret) = sent_cookie(request, &cookie_name(shop)) {
        let mut tx = db.begin().await?;
        sessions::set_language(&mut tx, &token::hash(secret), language).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn sent_cookie<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    let headers = request.headers().get_all(COOKIE).filter_map(|v| v.to_str().ok());
    headers.flat_map(|h| h.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn each_shop_has_its_own_cookie() {
        let (a, b) = (ShopId("a".into()), ShopId("b".into()));
        assert_ne!(cookie_name(&a), cookie_name(&b));
        let set = cookie(&a, &SecretString::from("s"));
        assert!(
            set.starts_with("__Host-spojka-")
                && set.ends_with("; Path=/; Secure; HttpOnly; SameSite=None; Partitioned")
        );
    }

    #[test]
    fn cookies_are_found_among_others() {
        let request = TestRequest::get().insert_header((COOKIE, "x=1; y=2")).insert_header((COOKIE, "z=3"));
        let request = request.append_header((COOKIE, "w=4")).to_http_request();
        assert_eq!(sent_cookie(&request, "w"), Some("4"));
        assert_eq!(sent_cookie(&request, "q"), None);
    }
}
