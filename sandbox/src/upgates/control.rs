//! HTTP control under `/_sandbox/upgates/`: the signed calls, hooks on command, and what the staff can do, as JSON.

use super::calls::{self, Manner};
use super::desk::{self, Deed};
use super::forged::{self, Command};
use super::model::{Access, Shop};
use super::seed::Wish;
use super::{Upgates, keys::Keys, state};
use actix_web::web::{Bytes, Data, Json, Path, ServiceConfig};
use actix_web::{HttpResponse, web};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Mounts the control paths at the root.
pub fn routes(cfg: &mut ServiceConfig) {
    let shop = |rest: &str| web::resource(format!("/_sandbox/upgates/{{shop}}/{rest}"));
    cfg.service(web::resource("/_sandbox/upgates/addon").post(point))
        .service(web::resource("/_sandbox/upgates/keys/rotate").post(rotate))
        .service(shop("hooks").post(hooks))
        .service(shop("orders").post(order))
        .service(shop("orders/{number}/{deed}").post(act))
        .service(shop("stock").post(stock))
        .service(shop("identity").post(identity))
        .service(shop("statuses").post(status))
        .service(shop("carriers").post(carrier))
        .service(shop("move").post(move_away))
        .service(shop("access").post(access))
        .service(shop("privileges").post(privileges))
        .service(shop("{call:activate|open|deactivate|version}").post(signed));
}

fn missing() -> HttpResponse {
    HttpResponse::NotFound().json(json!({ "error": "there is no such shop, order, status or code" }))
}

fn in_shop(upgates: &Upgates, id: &str, act: impl FnOnce(&mut Shop) -> Option<Value>) -> HttpResponse {
    let mut state = upgates.lock();
    let done = state.shops.get_mut(id).and_then(act);
    done.map_or_else(missing, |value| HttpResponse::Ok().json(value))
}

/// An empty body means the defaults.
fn read<T: Default + for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, Box<HttpResponse>> {
    if body.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_slice(body)
        .map_err(|error| Box::new(HttpResponse::BadRequest().json(json!({ "error": error.to_string() }))))
}

#[derive(Deserialize)]
struct Address {
    url: String,
}

async fn point(upgates: Data<Upgates>, address: Json<Address>) -> HttpResponse {
    upgates.set_addon_url(&address.url);
    HttpResponse::NoContent().finish()
}

async fn rotate(upgates: Data<Upgates>) -> HttpResponse {
    match Keys::generate() {
        Ok(keys) => {
            *upgates.keys() = keys;
            HttpResponse::NoContent().finish()
        }
        Err(error) => HttpResponse::InternalServerError().json(json!({ "error": error.to_string() })),
    }
}

async fn signed(upgates: Data<Upgates>, path: Path<(String, String)>, body: Bytes) -> HttpResponse {
    let (id, call) = path.into_inner();
    let manner: Manner = match read(&body) {
        Ok(manner) => manner,
        Err(refusal) => return *refusal,
    };
    let reply = match call.as_str() {
        "activate" => calls::activate(&upgates, &id, &manner).await,
        "open" => calls::open(&upgates, &id, &manner).await,
        "deactivate" => calls::deactivate(&upgates, &id, &manner).await,
        _ => calls::change_version(&upgates, &id, &manner).await,
    };
    reply.map_or_else(missing, |reply| HttpResponse::Ok().json(reply.print()))
}

async fn hooks(upgates: Data<Upgates>, shop: Path<String>, command: Json<Command>) -> HttpResponse {
    in_shop(&upgates, &shop, |s| Some(json!({ "webhooks": forged::send(&upgates.kit, s, &command) })))
}

#[derive(Deserialize)]
struct Orders {
    #[serde(default = "one")]
    count: u32,
    #[serde(default)]
    pay: bool,
    #[serde(default)]
    order: Wish,
}

impl Default for Orders {
    fn default() -> Self {
        Self { count: 1, pay: false, order: Wish::default() }
    }
}

fn one() -> u32 {
    1
}

async fn order(upgates: Data<Upgates>, shop: Path<String>, body: Bytes) -> HttpResponse {
    let wanted: Orders = match read(&body) {
        Ok(wanted) => wanted,
        Err(refusal) => return *refusal,
    };
    in_shop(&upgates, &shop, |s| {
        let mut numbers = Vec::new();
        for _ in 0..wanted.count {
            let number = desk::order(&upgates.kit, s, &wanted.order);
            if wanted.pay {
                desk::act(&upgates.kit, s, &number, Deed::Pay);
            }
            numbers.push(number);
        }
        Some(json!({ "order_number": numbers.first(), "order_numbers": numbers }))
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Change {
    status_id: Option<u32>,
    quantity: Option<Decimal>,
    customer: BTreeMap<String, String>,
    tracking_code: Option<String>,
    internal_note: Option<String>,
    print: Option<Value>,
}

async fn act(upgates: Data<Upgates>, path: Path<(String, String, String)>, body: Bytes) -> HttpResponse {
    let (shop, number, deed) = path.into_inner();
    let change: Change = match read(&body) {
        Ok(change) => change,
        Err(refusal) => return *refusal,
    };
    in_shop(&upgates, &shop, |s| {
        if deed == "edit" {
            let first = s.order_at(&number).and_then(|at| s.orders[at].lines.first()).map(|l| l.uuid.clone());
            let edit = desk::Edit {
                quantities: first.zip(change.quantity).into_iter().collect(),
                customer: change.customer.into_iter().collect(),
                tracking_code: change.tracking_code,
                internal_note: change.internal_note,
                print: change.print,
            };
            return desk::edit(&upgates.kit, s, &number, &edit).then(|| json!({ "order_number": number }));
        }
        let deed = Deed::named(&deed, change.status_id)?;
        desk::act(&upgates.kit, s, &number, deed).then(|| json!({ "order_number": number }))
    })
}

#[derive(Deserialize)]
struct Level {
    code: String,
    stock: Option<Decimal>,
}

async fn stock(upgates: Data<Upgates>, shop: Path<String>, level: Json<Level>) -> HttpResponse {
    in_shop(&upgates, &shop, |s| {
        desk::stock(&upgates.kit, s, &level.code, level.stock).then(|| json!({ "code": level.code }))
    })
}

#[derive(Deserialize)]
struct Identity {
    code: String,
    ean: Option<String>,
    #[serde(default)]
    without_code: bool,
}

async fn identity(upgates: Data<Upgates>, shop: Path<String>, new: Json<Identity>) -> HttpResponse {
    in_shop(&upgates, &shop, |s| {
        desk::identity(&upgates.kit, s, &new.code, new.ean.as_deref(), new.without_code)
            .then(|| json!({ "code": new.code }))
    })
}

#[derive(Deserialize)]
struct Named {
    name: String,
    #[serde(default)]
    mails: bool,
}

async fn status(upgates: Data<Upgates>, shop: Path<String>, named: Json<Named>) -> HttpResponse {
    in_shop(&upgates, &shop, |s| Some(json!({ "id": desk::new_status(&upgates.kit, s, &named.name, named.mails) })))
}

async fn carrier(upgates: Data<Upgates>, shop: Path<String>, named: Json<Named>) -> HttpResponse {
    in_shop(&upgates, &shop, |s| Some(json!({ "id": desk::new_carrier(&upgates.kit, s, &named.name) })))
}

/// The shop moves to another server: the old address answers 301.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Move {
    /// Another server's origin, at which the path stays; without it the path changes.
    origin: Option<String>,
}

async fn move_away(upgates: Data<Upgates>, shop: Path<String>, body: Bytes) -> HttpResponse {
    let to: Move = match read(&body) {
        Ok(to) => to,
        Err(refusal) => return *refusal,
    };
    in_shop(&upgates, &shop, |s| {
        match &to.origin {
            Some(_) => s.origin.clone_from(&to.origin),
            None => s.place += 1,
        }
        Some(json!({ "api_url": upgates.api_url(s) }))
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Privileges {
    privileges: BTreeMap<String, String>,
}

/// A login of the merchant's own, `all` to everything unless told otherwise.
async fn access(upgates: Data<Upgates>, shop: Path<String>, body: Bytes) -> HttpResponse {
    let wanted: Privileges = match read(&body) {
        Ok(wanted) => wanted,
        Err(refusal) => return *refusal,
    };
    in_shop(&upgates, &shop, |s| {
        let (user, key) = state::new_login(&mut s.chance);
        let every = [
            "orders",
            "order-statuses",
            "products",
            "shipments",
            "payments",
            "owner",
            "languages",
            "config",
            "pricelists",
        ];
        let mut privileges: BTreeMap<String, String> = every.map(|name| (name.to_owned(), "all".to_owned())).into();
        privileges.extend(wanted.privileges);
        s.accesses.push(Access { user: user.clone(), key: key.clone(), addon: false, privileges, active: true });
        Some(json!({ "api_user": user, "api_key": key, "api_url": upgates.api_url(s) }))
    })
}

/// Changes the add-on's privileges; as Upgates does, that switches its webhooks off.
async fn privileges(upgates: Data<Upgates>, shop: Path<String>, wanted: Json<Privileges>) -> HttpResponse {
    in_shop(&upgates, &shop, |s| {
        let mut users = Vec::new();
        for access in s.accesses.iter_mut().filter(|a| a.addon) {
            access.privileges.extend(wanted.privileges.clone());
            users.push(access.user.clone());
        }
        for hook in s.webhooks.iter_mut().filter(|h| users.contains(&h.user)) {
            hook.active = false;
        }
        Some(json!({ "accesses": users.len() }))
    })
}
