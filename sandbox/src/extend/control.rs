//! Control paths under `/_sandbox/extend/`: the warehouse's hands, its stock, and its hooks with their mischief.

use super::ExtendState;
use super::hooks::delivery::DeliveryState;
use super::hooks::queue::Mischief;
use super::hooks::subscription::{Hook, NewHook};
use super::hooks::{body, sender};
use super::model::draft::OrderDraft;
use super::model::entry::read_moment;
use super::model::event::{Event, StockFigure};
use super::model::hands::ByHand;
use super::model::picking::{Pick, PickRow};
use super::model::store::Refusal;
use actix_web::web::{self, Bytes, Data, Json, Path, ServiceConfig};
use actix_web::{HttpResponse, Responder};
use serde::Deserialize;
use serde_json::{Value, json};
use time::Duration;
use uuid::Uuid;

/// Mounts the control paths at the root.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/_sandbox/extend/state", web::get().to(state))
        .route("/_sandbox/extend/orders", web::post().to(typed))
        .route("/_sandbox/extend/orders/{number}/{action}", web::post().to(order))
        .route("/_sandbox/extend/stock", web::post().to(stock))
        .service(web::resource("/_sandbox/extend/hooks").get(list_hooks).post(save_hook).delete(drop_hooks))
        .route("/_sandbox/extend/hooks/mischief", web::post().to(mischief))
        .route("/_sandbox/extend/hooks/release", web::post().to(release))
        .route("/_sandbox/extend/hooks/send", web::post().to(send));
}

async fn state(state: Data<ExtendState>) -> impl Responder {
    Json(state.snapshot())
}

/// An order that somebody types at the warehouse, or that another program sends.
async fn typed(state: Data<ExtendState>, body: Json<Value>) -> HttpResponse {
    let draft = match OrderDraft::read(&body, &state.store(), &state.rules()) {
        Ok(draft) => draft,
        Err(problems) => return problem(&problems.join(" ")),
    };
    match state.act(|store, now| Ok(store.enter(draft, now))) {
        Ok(number) => HttpResponse::Ok().json(json!({ "order": number })),
        Err(refusal) => problem(&refusal.0),
    }
}

/// Does one thing with an order: reserve, pick, pick-part, cancel, release, delivery-date or by-hand.
async fn order(state: Data<ExtendState>, path: Path<(String, String)>, body: Bytes) -> HttpResponse {
    let (number, action) = path.into_inner();
    let sent = if body.is_empty() { Ok(json!({})) } else { serde_json::from_slice::<Value>(&body) };
    let Ok(sent) = sent else {
        return problem("The body is not JSON.");
    };
    let outcome = match action.as_str() {
        "reserve" => state.happen(|store, now| store.reserve(&number, now)),
        "release" => state.happen(|store, now| store.release(&number, now)),
        "cancel" => state.happen(|store, now| store.cancel(&number, now)),
        "delivery-date" => {
            let to = sent["date"].as_str().and_then(read_moment);
            state.happen(|store, now| store.move_date(&number, to, now))
        }
        "by-hand" => match serde_json::from_value::<ByHand>(sent) {
            Ok(hand) => state.happen(|store, now| store.by_hand(&number, &hand, now)),
            Err(error) => return problem(&format!("The body does not fit: {error}")),
        },
        "pick" | "pick-part" => match serde_json::from_value::<Pick>(sent) {
            Ok(pick) => self::pick(&state, &number, pick, action == "pick-part"),
            Err(error) => return problem(&format!("The body does not fit: {error}")),
        },
        _ => return HttpResponse::NotFound().finish(),
    };
    match outcome {
        Ok(()) => HttpResponse::Ok().json(json!({ "done": action, "order": number })),
        Err(refusal) => problem(&refusal.0),
    }
}

/// Picks; a part without named rows is the first open row, or half of it when it is the last one.
pub fn pick(state: &ExtendState, number: &str, mut pick: Pick, part: bool) -> Result<(), Refusal> {
    let rules = state.rules();
    state.happen(|store, now| {
        if part && pick.rows.is_none() {
            let order = store.order(number)?;
            let open: Vec<_> = order.rows.iter().filter(|row| row.is_open() && row.is_stocked()).collect();
            let first = open.first().ok_or_else(|| Refusal::new(format!("Order {number} has nothing to pick.")))?;
            let left = first.quantity - first.delivered;
            let half = (left / rust_decimal::Decimal::TWO).ceil();
            let quantity = (open.len() == 1).then_some(half);
            pick.rows = Some(vec![PickRow { position: first.position, quantity }]);
        }
        store.pick(number, pick, &rules, now)
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StockChange {
    product: String,
    warehouse: String,
    physical: Option<i64>,
    delta: Option<i64>,
}

async fn stock(state: Data<ExtendState>, change: Json<StockChange>) -> HttpResponse {
    let StockChange { product, warehouse, physical, delta } = change.into_inner();
    let outcome = match (physical, delta) {
        (Some(pieces), None) => state.happen(|store, now| store.count_stock(&product, &warehouse, pieces, now)),
        (None, Some(pieces)) => state.happen(|store, now| store.receive(&product, &warehouse, pieces, now)),
        _ => return problem("Say either physical or delta."),
    };
    match outcome {
        Ok(()) => HttpResponse::Ok().json(json!({ "done": "stock" })),
        Err(refusal) => problem(&refusal.0),
    }
}

async fn list_hooks(state: Data<ExtendState>) -> HttpResponse {
    let hooks = state.hooks();
    HttpResponse::Ok().json(json!({ "hooks": hooks.hooks, "deliveries": hooks.deliveries }))
}

async fn save_hook(state: Data<ExtendState>, new: Json<NewHook>) -> HttpResponse {
    match save(&state, new.into_inner()).await {
        Ok(hook) => HttpResponse::Ok().json(hook),
        Err(reason) => problem(&reason),
    }
}

/// Sets a hook up, after probing its address. A hook with the same address is replaced.
pub async fn save(state: &ExtendState, new: NewHook) -> Result<Hook, String> {
    let mut hook = Hook::parse(new)?;
    let how = state.kit().switches.text("extend.echo_probe");
    hook.probe = match how.as_str() {
        "off" => String::new(),
        _ => match sender::probe(state, &hook.url).await {
            Ok(()) => "ok".to_owned(),
            Err(reason) if how == "refuse" => {
                return Err(format!("The hook was not saved: {reason}."));
            }
            Err(reason) => reason,
        },
    };
    let mut queue = state.hooks();
    if let Some(known) = queue.hooks.iter_mut().find(|known| known.url == hook.url) {
        hook.id.clone_from(&known.id);
        *known = hook.clone();
    } else {
        queue.hooks.push(hook.clone());
    }
    Ok(hook)
}

async fn drop_hooks(state: Data<ExtendState>) -> HttpResponse {
    state.hooks().hooks.clear();
    HttpResponse::NoContent().finish()
}

async fn mischief(state: Data<ExtendState>, wanted: Json<Mischief>) -> HttpResponse {
    state.hooks().mischief = wanted.into_inner();
    HttpResponse::NoContent().finish()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Release {
    #[serde(default)]
    reversed: bool,
}

async fn release(state: Data<ExtendState>, how: Json<Release>) -> HttpResponse {
    let now = state.now();
    let count = state.hooks().release(how.reversed, now);
    state.wake();
    HttpResponse::Ok().json(json!({ "released": count }))
}

/// A notification about something that may never have happened.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sent {
    action: String,
    orders: Vec<String>,
    products: Vec<String>,
    warehouse: String,
    repeat: u32,
    late_ms: i64,
    forged: bool,
}

impl Default for Sent {
    fn default() -> Self {
        Self {
            action: "OrderPicked".to_owned(),
            orders: Vec::new(),
            products: Vec::new(),
            warehouse: "MAIN".to_owned(),
            repeat: 1,
            late_ms: 0,
            forged: false,
        }
    }
}

async fn send(state: Data<ExtendState>, sent: Json<Sent>) -> HttpResponse {
    let of_order = sent.orders.iter().filter_map(|order| Event::of_order(&sent.action, order));
    let of_stock = sent.products.iter().filter_map(|product| {
        let (product, warehouse) = (product.clone(), sent.warehouse.clone());
        Event::of_stock(&sent.action, StockFigure { product, warehouse, balance: 0 })
    });
    let events: Vec<Event> = of_order.chain(of_stock).collect();
    if events.is_empty() {
        return problem("Name a known action with its orders or products.");
    }
    let due = state.now() + Duration::milliseconds(sent.late_ms);
    let mut hooks = state.hooks();
    let ids: Vec<String> = hooks.hooks.iter().map(|hook| hook.id.clone()).collect();
    for id in &ids {
        for event in &events {
            let told = vec![body::notification(event, &state.kit().switches)];
            let notification = Uuid::now_v7();
            for _ in 0..sent.repeat {
                hooks.add(id, notification, told.clone(), sent.forged, due, DeliveryState::Waiting);
            }
        }
    }
    drop(hooks);
    state.wake();
    HttpResponse::Ok().json(json!({ "calls": ids.len() * events.len() * sent.repeat as usize }))
}

fn problem(reason: &str) -> HttpResponse {
    HttpResponse::BadRequest().json(json!({ "error": reason }))
}
