//! `spojka shops requests` and `request`: accounts at a partner that merchants asked for.
use anyhow::Context as _;
use serde_json::json;
use spojka::coupling::Desk;
use spojka::domain::clock::Millis;
use spojka::domain::request::RequestState;
use spojka::domain::shop::Shop;
use spojka::store::audit::{self, Who};
use spojka::store::requests::{self, AccountRequest};
use spojka::store::shops;

use crate::Failure;

/// Prints all requests, oldest first.
pub async fn list(desk: &Desk) -> Result<(), Failure> {
    let all = shops::all(&desk.db).await.context("shops can't be read")?;
    for request in requests::all(&desk.db).await.context("requests can't be read")? {
        let shop = all.iter().find(|s| s.id.as_str() == request.shop_id);
        println!("{}", line(shop, &request));
    }
    Ok(())
}

/// Moves the last request of a shop on.
pub async fn move_on(desk: &Desk, shop: &Shop, word: &str) -> Result<(), Failure> {
    let state = RequestState::from_word(word).filter(|s| *s != RequestState::Asked);
    let state = state.ok_or_else(|| Failure::Other(format!("“{word}” is none of passed_on, granted and refused")))?;
    let last = requests::last(&desk.db, &shop.id).await.context("requests can't be read")?;
    let mut request = last.ok_or_else(|| Failure::Other("the shop has not asked for an account".to_owned()))?;
    if !RequestState::from_word(&request.state).is_some_and(|s| s.leads_to(state)) {
        return Err(Failure::Other(format!("the request is {} and can't become {word}", request.state)));
    }
    let (wrong, now) = ("the request can't be moved on", desk.clock.now());
    let mut tx = desk.db.begin().await.context(wrong)?;
    if !requests::set_state(&mut tx, &request, state, now).await.context(wrong)? {
        return Err(Failure::Other("somebody else has moved the request on just now".to_owned()));
    }
    audit::add(&mut tx, &shop.id, Who::Operator, "account-request", word, now).await.context(wrong)?;
    tx.commit().await.context(wrong)?;
    state.word().clone_into(&mut request.state);
    request.updated_at = now.0;
    println!("{}", line(Some(shop), &request));
    Ok(())
}

fn line(shop: Option<&Shop>, request: &AccountRequest) -> serde_json::Value {
    json!({
        "token": shop.map(|s| &s.token), "name": shop.map(|s| &s.name), "partner": request.partner, "email": request.email,
        "state": request.state, "told": request.told, "unmailed": request.unmailed, "asked_at": Millis(request.created_at).to_string(),
        "moved_at": Millis(request.updated_at).to_string(),
    })
}
