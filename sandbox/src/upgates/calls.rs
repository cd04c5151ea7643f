//! The signed calls to the add-on: install, open, uninstall and version (upgates-addon 1.1–1.7).

use super::model::{Access, Shop};
use super::{Upgates, prague, state, wire_json};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// Longest wait for an answer.
const LIMIT: Duration = Duration::from_secs(5);

/// Which call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Activation.
    Install,
    /// Opening.
    Open,
    /// Deactivation.
    Uninstall,
    /// Move to another version.
    Version,
}

/// How a call differs from an ordinary one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Manner {
    /// `cs`, `sk` or `en`.
    pub language: Option<String>,
    /// Version number of a version change.
    pub version: Option<u32>,
    /// Seconds added to `time`.
    pub time_offset_s: i64,
    /// `signature` (one letter changed), `token` (changed after signing), `unsigned`, `old_only`, `garbage` (not base64) or `old_key` (a key never published).
    pub tamper: Option<String>,
    /// Fields added or replaced after signing.
    pub extra: Map<String, Value>,
}

/// What the add-on answered.
#[derive(Clone, Debug)]
pub struct Reply {
    /// HTTP status; none when there was no answer in time.
    pub status: Option<u16>,
    /// Body as text, or the reason of the failure.
    pub text: String,
    /// Milliseconds.
    pub took_ms: u64,
    /// Body that was sent.
    pub sent: String,
}

impl Reply {
    /// The body as JSON of a 200.
    pub fn fine(&self) -> Option<Value> {
        serde_json::from_str(&self.text).ok().filter(|_| self.status == Some(200))
    }

    /// For the control interface.
    pub fn print(&self) -> Value {
        let body = serde_json::from_str(&self.text).unwrap_or_else(|_| json!(self.text));
        json!({ "status": self.status, "body": body, "took_ms": self.took_ms, "sent": self.sent })
    }
}

/// Privileges of the add-on's access: those that a dispatch add-on declares (upgates-addon 4.3).
fn privileges() -> BTreeMap<String, String> {
    let all = ["orders", "products"].map(|s| (s, "all"));
    let read = ["order-statuses", "shipments", "payments", "owner", "languages", "config"].map(|s| (s, "readonly"));
    all.into_iter().chain(read).map(|(s, p)| (s.to_owned(), p.to_owned())).collect()
}

/// Activates: a new access, the call, and the old access goes when the add-on agrees.
pub async fn activate(upgates: &Upgates, id: &str, manner: &Manner) -> Option<Reply> {
    let (user, fields) = {
        let mut state = upgates.lock();
        let shop = state.shops.get_mut(id)?;
        let (user, key) = state::new_login(&mut shop.chance);
        shop.accesses.push(Access {
            user: user.clone(),
            key: key.clone(),
            addon: true,
            privileges: privileges(),
            active: true,
        });
        let url = upgates.api_url(shop);
        (user.clone(), [("token", shop.token.clone()), ("apiUser", user), ("apiKey", key), ("apiUrl", url)])
    };
    let reply = call(upgates, id, Kind::Install, &fields, manner).await;
    let mut state = upgates.lock();
    let shop = state.shops.get_mut(id)?;
    match reply.fine().map(|body| (wire_json::read_bool(&body["error"]), body)) {
        Some((Some(false), _)) => {
            drop_accesses(shop, |access| access.user != user);
            shop.addon.installed = true;
            shop.addon.notice = Some("Doplněk je aktivní.".to_owned());
        }
        Some((Some(true), body)) => {
            drop_accesses(shop, |access| access.user == user);
            shop.addon.notice = Some(format!("Aktivace odmítnuta: {}", body["message"].as_str().unwrap_or_default()));
        }
        _ => {
            drop_accesses(shop, |access| access.user == user);
            shop.addon.notice = Some("Aktivace se nezdařila: doplněk neodpověděl správně.".to_owned());
        }
    }
    Some(reply)
}

/// Opens the add-on; its address is kept for the page.
pub async fn open(upgates: &Upgates, id: &str, manner: &Manner) -> Option<Reply> {
    let fields = [("token", upgates.lock().shops.get(id)?.token.clone())];
    let reply = call(upgates, id, Kind::Open, &fields, manner).await;
    let mut state = upgates.lock();
    let shop = state.shops.get_mut(id)?;
    let body = reply.fine().unwrap_or_default();
    if let (Some(url), Some(kind @ ("iframe" | "redirect"))) = (body["url"].as_str(), body["type"].as_str()) {
        shop.addon.opened = Some((url.to_owned(), kind.to_owned()));
        shop.addon.notice = None;
    } else {
        shop.addon.opened = None;
        shop.addon.notice = Some("Doplněk není dostupný.".to_owned());
    }
    Some(reply)
}

/// Deactivates: whatever the add-on answers, its access and webhooks go.
pub async fn deactivate(upgates: &Upgates, id: &str, manner: &Manner) -> Option<Reply> {
    let fields = {
        let mut state = upgates.lock();
        let shop = state.shops.get_mut(id)?;
        drop_accesses(shop, |_| true);
        [("token", shop.token.clone())]
    };
    let reply = call(upgates, id, Kind::Uninstall, &fields, manner).await;
    if let Some(shop) = upgates.lock().shops.get_mut(id) {
        shop.addon.installed = false;
        shop.addon.opened = None;
        shop.addon.notice = Some("Doplněk byl deaktivován.".to_owned());
    }
    Some(reply)
}

/// Moves the shop to another version of the add-on.
pub async fn change_version(upgates: &Upgates, id: &str, manner: &Manner) -> Option<Reply> {
    let fields = {
        let mut state = upgates.lock();
        let shop = state.shops.get_mut(id)?;
        shop.addon.version = manner.version.unwrap_or(shop.addon.version + 1);
        shop.addon.notice = Some(format!("Verze doplňku: {}", shop.addon.version));
        [("token", shop.token.clone())]
    };
    Some(call(upgates, id, Kind::Version, &fields, manner).await)
}

/// Takes the add-on's accesses that fit, and the webhooks bound to them.
fn drop_accesses(shop: &mut Shop, goes: impl Fn(&Access) -> bool) {
    let gone: Vec<String> = shop.accesses.iter().filter(|a| a.addon && goes(a)).map(|a| a.user.clone()).collect();
    shop.accesses.retain(|a| !gone.contains(&a.user));
    shop.webhooks.retain(|h| !gone.contains(&h.user));
}

async fn call(upgates: &Upgates, id: &str, kind: Kind, signed: &[(&'static str, String)], manner: &Manner) -> Reply {
    let (body, path) = match compose(upgates, id, kind, signed, manner) {
        Ok(made) => made,
        Err(error) => {
            return Reply { status: None, text: error.to_string(), took_ms: 0, sent: String::new() };
        }
    };
    let sent = wire_json::encode(&Value::Object(body));
    let started = std::time::Instant::now();
    let request = upgates.client().post(format!("{}{path}", upgates.addon_url())).timeout(LIMIT);
    let answer = match request.header("content-type", "application/json").body(sent.clone()).send().await {
        Ok(answer) => {
            let status = answer.status().as_u16();
            answer.text().await.map(|text| (status, text))
        }
        Err(error) => Err(error),
    };
    let took_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    match answer {
        Ok((status, text)) => Reply { status: Some(status), text, took_ms, sent },
        Err(error) => Reply { status: None, text: error.to_string(), took_ms, sent },
    }
}

type Composed = (Map<String, Value>, &'static str);

fn compose(
    upgates: &Upgates,
    id: &str,
    kind: Kind,
    signed: &[(&'static str, String)],
    manner: &Manner,
) -> Result<Composed, openssl::error::ErrorStack> {
    let switches = &upgates.kit.switches;
    let version = manner.version.unwrap_or_else(|| upgates.lock().shops.get(id).map_or(1, |s| s.addon.version));
    let valid = if switches.text("upgates.time_is") == "signing" { 0 } else { switches.number("upgates.time_valid_s") };
    let time = prague::stamp(upgates.kit.clock.now() + time::Duration::seconds(valid + manner.time_offset_s));
    let mut values: Vec<&str> = signed.iter().map(|(_, value)| value.as_str()).collect();
    let text = version.to_string();
    if kind == Kind::Version && switches.text("upgates.version_signed") == "token;version;time" {
        values.push(&text);
    }
    values.extend([time.as_str(), upgates.signature_token()]);
    let stranger = manner.tamper.as_deref() == Some("old_key");
    let signature =
        if stranger { super::keys::Keys::generate()?.sign(&values)? } else { upgates.keys().sign(&values)? };
    let mut body: Map<String, Value> = signed.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    body.insert("time".to_owned(), json!(time));
    body.insert("signature_v2".to_owned(), json!(signature));
    match switches.text("upgates.version_is").as_str() {
        "text" => drop(body.insert("version".to_owned(), json!(text))),
        "empty" => drop(body.insert("version".to_owned(), json!(""))),
        "absent" => {}
        _ => drop(body.insert("version".to_owned(), json!(version))),
    }
    if matches!(kind, Kind::Install | Kind::Open) {
        body.insert("current_admin_language".to_owned(), json!(manner.language.as_deref().unwrap_or("cs")));
    }
    if switches.on("upgates.extra_fields") {
        body.insert("signature".to_owned(), json!("a0e0a3e7689bd4c80e4d6ffcccb05235b864e1d0"));
        body.insert("user".to_owned(), json!({ "id": 12, "name": "Žofie" }));
    }
    tamper(&mut body, manner);
    let path = match kind {
        Kind::Install => "/upgates/install",
        Kind::Open => "/upgates/open",
        Kind::Uninstall => "/upgates/uninstall",
        Kind::Version => "/upgates/version",
    };
    Ok((body, path))
}

fn tamper(body: &mut Map<String, Value>, manner: &Manner) {
    match manner.tamper.as_deref() {
        Some("signature") => {
            let text = body["signature_v2"].as_str().unwrap_or_default();
            let other = if text.starts_with('A') { "B" } else { "A" };
            let text = format!("{other}{}", text.get(1..).unwrap_or_default());
            body.insert("signature_v2".to_owned(), json!(text));
        }
        Some("garbage") => {
            body.insert("signature_v2".to_owned(), json!("not base64 at all!"));
        }
        Some("token") => drop(body.insert("token".to_owned(), json!("another-shop"))),
        Some("unsigned") => drop(body.remove("signature_v2")),
        Some("old_only") => {
            body.remove("signature_v2");
            body.insert("signature".to_owned(), json!("a0e0a3e7689bd4c80e4d6ffcccb05235b864e1d0"));
        }
        _ => {}
    }
    body.extend(manner.extra.clone());
}
