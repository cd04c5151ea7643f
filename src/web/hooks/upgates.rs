//! `POST /hooks/upgates/{secret}`: one unguessable address per shop and event, because the body names neither
//! (upgates-addon.md 2.3).
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};

use crate::crypto::token;
use crate::domain::clock::Millis;
use crate::domain::hook::{self, Item, Named};
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::store::audit::{self, Who};
use crate::store::marks::{self, Mark};
use crate::store::webhooks::{self, RegisteredHook};
use crate::store::{StoreResult, jobs, orders};
use crate::web::app::WebState;
use crate::web::body;
use crate::web::error::Problem;
use crate::web::hooks::missed::Whose;
use crate::web::hooks::{HEARD_SECONDS, LIMIT, in_time, taken};

/// An answer that took longer than this may have been given up by Upgates, whose limit is one second (upgates-addon.md 2.4).
const SLOW_MILLIS: i64 = 800;

/// Marks what the hook names and answers 200 after the commit. An unknown address gets the same answer. A body that can't be read is
/// recorded and marked as "something changed".
///
/// # Errors
/// Only when the database doesn't answer; Upgates then repeats the hook.
pub async fn receive(
    state: Data<WebState>,
    path: Path<String>,
    req: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let began = state.clock.now();
    let hash = token::hash(&path);
    let known = in_time(async { Ok(known(&state, &hash).await?) }).await;
    let Ok(Some(known)) = known else {
        // Nobody guesses an address: of what comes to a wrong one nothing is kept or looked at.
        drop(body::pass(&req, payload, LIMIT).await);
        known?;
        count("unknown");
        return Ok(taken());
    };
    let named = match body::read(&req, payload, LIMIT).await {
        Ok(body) => hook::read(&known.event, &body).map_err(|error| error.to_string()),
        Err(problem) => Err(problem.to_string()),
    };
    in_time(keep(&state, &known, &hash, named)).await?;
    if state.clock.now() > began.plus_millis(SLOW_MILLIS) {
        was_slow(&state, &known).await?;
    }
    state.bell.notify_one();
    Ok(taken())
}

/// The webhook of an address; asked for once in a while, however often it is called.
async fn known(state: &WebState, hash: &str) -> StoreResult<Option<RegisteredHook>> {
    let now = state.clock.now();
    if let Some(known) = state.known_hooks.get(hash, now) {
        return Ok(Some(known));
    }
    let known = webhooks::by_secret(&state.db, hash).await?;
    if let Some(hook) = &known {
        state.missed.learn(hash, || {
            let (shop, event) = (ShopId(hook.shop_id.clone()), hook.event.clone());
            vec![Whose { shop, connection: String::new(), event }]
        });
        state.known_hooks.put(hash, hook.clone(), now);
    }
    Ok(known)
}

async fn keep(
    state: &WebState,
    hook: &RegisteredHook,
    hash: &str,
    named: Result<Named, String>,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let shop = ShopId(hook.shop_id.clone());
    let mark = |items: String| Mark::new(&shop, "", &hook.event, items, now);
    let marks: Vec<Mark> = match named {
        Ok(named) => {
            count("taken");
            let look = named.unread > 0 || named.many;
            let items = worth_marking(state, &shop, named).await?;
            let chunks = items.chunks(marks::LARGEST).map(|items| mark(serde_json::json!(items).to_string()));
            chunks.chain(look.then(|| mark(marks::LOOK_FOR_CHANGES.to_owned()))).collect()
        }
        Err(error) => {
            count("malformed");
            tracing::warn!(shop = %shop, event = hook.event, error, "a hook could not be read, changes will be looked for");
            if let Some(before) = state.unread.admit(&format!("{shop} {}", hook.event), now) {
                let detail = if before == 0 { hook.event.clone() } else { format!("{} ×{}", hook.event, before + 1) };
                let mut tx = state.db.begin().await?;
                audit::add(&mut tx, &shop, Who::Upgates, "hook-unread", &detail, now).await?;
                tx.commit().await?;
            }
            vec![mark(marks::LOOK_FOR_CHANGES.to_owned())]
        }
    };
    state.inbox.take(marks).await?;
    let last = hook.last_heard_at.map_or(Millis(0), Millis);
    if last.plus_seconds(HEARD_SECONDS) <= now {
        state.known_hooks.put(hash, RegisteredHook { last_heard_at: Some(now.0), ..hook.clone() }, now);
        let mut tx = state.db.begin().await?;
        webhooks::heard(&mut tx, hash, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// What is marked of what a hook names. Of more deletions than a hook should name only those of orders that we follow are: the others
/// change nothing here.
async fn worth_marking(state: &WebState, shop: &ShopId, named: Named) -> StoreResult<Vec<Item>> {
    if named.many {
        return Ok(Vec::new());
    }
    if named.items.len() <= hook::MOST_NAMED {
        return Ok(named.items);
    }
    let numbers = named.items.iter().map(|item| item.key.as_str()).collect();
    let mut tx = state.db.begin().await?;
    let known = orders::known(&mut tx, shop, &numbers).await?;
    tx.commit().await?;
    Ok(named.items.into_iter().filter(|item| known.contains(&item.key)).collect())
}

/// Upgates may have given this answer up and told us less than it meant to: changes are looked for a little later.
async fn was_slow(state: &WebState, hook: &RegisteredHook) -> Result<(), Problem> {
    let now = state.clock.now();
    let shop = ShopId(hook.shop_id.clone());
    let mut tx = state.db.begin().await?;
    jobs::mark(&mut tx, &shop, "", JobKind::CatchUp, "", now.plus_seconds(60), now).await?;
    tx.commit().await?;
    tracing::warn!(shop = %shop, event = hook.event, "a hook was answered slowly, changes will be looked for");
    Ok(())
}

fn count(result: &'static str) {
    metrics::counter!("spojka_hooks_total", "sender" => "upgates", "result" => result).increment(1);
}
