//! Requests for an account at a partner: a new one is told to the operator, each step of it to whom it is for.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::partner::PartnerKind;
use crate::domain::request::RequestState;
use crate::domain::shop::Shop;
use crate::domain::support::Support;
use crate::store::requests::AccountRequest;
use crate::store::{requests, shops};
use crate::sync::context::{Context, JobError};
use crate::systems::mail::Letter;
use crate::text::{Value, moment, say};

/// Tells what is new about requests, each state once. What can't be handed over is tried again at the next look.
///
/// # Errors
/// When the store fails.
pub async fn tell(ctx: &Context) -> Result<(), JobError> {
    for request in requests::untold(ctx.db()).await? {
        let shop = shops::get(ctx.db(), &ShopId(request.shop_id.clone())).await?;
        if let (Some(shop), Some(state)) = (shop, RequestState::from_word(&request.state)) {
            one(ctx, &shop, &request, state).await?;
        }
    }
    Ok(())
}

async fn one(ctx: &Context, shop: &Shop, request: &AccountRequest, state: RequestState) -> Result<(), JobError> {
    let mut tx = ctx.db().begin().await?;
    let mine = requests::claim(&mut tx, request).await?;
    tx.commit().await?;
    if !mine {
        return Ok(());
    }
    let word = state.word();
    let Some(postman) = &ctx.postman else {
        tracing::warn!(shop = %shop.id, request = %request.id, state = word, "a request for an account was not mailed: no mail server is set; see spojka shops requests");
        return Ok(());
    };
    if let Err(error) = postman.send(&letter(shop, request, state, &ctx.support)).await {
        let mut tx = ctx.db().begin().await?;
        if error.for_good() {
            tracing::error!(shop = %shop.id, request = %request.id, state = word, %error, "a request for an account can't be mailed; the shop must be told in another way");
            requests::give_up(&mut tx, request, &error.to_string()).await?;
        } else {
            tracing::error!(shop = %shop.id, request = %request.id, state = word, %error, "a request for an account could not be mailed and will be tried again");
            requests::put_back(&mut tx, request).await?;
        }
        tx.commit().await?;
        return Ok(());
    }
    tracing::info!(shop = %shop.id, request = %request.id, state = word, "a request for an account was mailed");
    Ok(())
}

/// The mail about a request as it is now: to the operator when it is new, else to the address that asked.
fn letter(shop: &Shop, request: &AccountRequest, state: RequestState, support: &Support) -> Letter {
    let language = shop.language;
    let asked = state == RequestState::Asked;
    let partner =
        PartnerKind::from_word(&request.partner).map_or_else(|| request.partner.clone(), |k| k.name().to_owned());
    let values: Vec<(&str, Value)> = vec![
        ("partner", partner.into()),
        ("shop", shop.called().into()),
        ("token", shop.token.as_str().into()),
        ("account", request.email.as_str().into()),
        ("time", moment(language, Millis(request.created_at), &shop.zone).into()),
        ("phone", support.phone.as_str().into()),
        ("email", support.email.as_str().into()),
    ];
    let word = state.word().replace('_', "-");
    let mut lines = vec![say(language, &format!("mail-account-{word}-body"), &values)];
    if !asked {
        lines.push(say(language, "mail-how", &values));
        lines.push(say(language, "mail-help", &values));
    }
    let to = if asked { support.email.clone() } else { request.email.clone() };
    let answer_to = if asked { &request.email } else { &support.email };
    Letter::new(vec![to], say(language, &format!("mail-account-{word}-subject"), &values), language, &lines)
        .reply_to(answer_to)
}
