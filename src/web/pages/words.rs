//! Words of the domain as sentences of the page: states, steps of a story, causes, rules.
use serde_json::{Map, Value as Json};

use super::page::Page;
use crate::domain::cause::{Cause, Code};
use crate::domain::clock::{Millis, parse_moment};
use crate::domain::exclusion::Exclusion;
use crate::domain::order::OrderState;
use crate::domain::step::Step;
use crate::text::{self, Value};

/// Keys that the sentences of causes and steps may use.
const KEYS: [&str; 10] =
    ["number", "name", "code", "reason", "time", "count", "status", "service", "until", "milestone"];

/// The icon of a state.
pub const fn state_icon(state: OrderState) -> &'static str {
    match state {
        OrderState::Noticed => "info",
        OrderState::Held => "stop",
        OrderState::Waiting => "warn",
        OrderState::Sending => "go",
        OrderState::HandedOver => "ok",
        OrderState::LeftOut | OrderState::Cancelled => "out",
        OrderState::Failed => "must",
    }
}

/// The name of a state.
pub fn state(page: &Page, state: OrderState) -> String {
    page.t(format!("state-{}", state.word().replace('_', "-")))
}

fn values<'a>(page: &Page, map: &Map<String, Json>) -> Vec<(&'a str, Value)> {
    KEYS.iter().map(|key| (*key, value(page, key, map.get(*key)))).collect()
}

fn value(page: &Page, key: &str, json: Option<&Json>) -> Value {
    let moment = matches!(key, "time" | "until");
    match json {
        Some(Json::Number(n)) if moment => n.as_i64().map_or_else(|| n.to_string(), |at| page.when(&Millis(at))).into(),
        Some(Json::String(s)) if moment => {
            parse_moment(s, &page.shop.zone).map_or_else(|| s.clone(), |at| page.when(&at)).into()
        }
        Some(Json::Number(n)) if key == "count" => n.as_i64().unwrap_or_default().into(),
        Some(Json::String(s)) if key == "milestone" && text::exists(page.language(), &format!("milestone-{s}")) => {
            page.t(format!("milestone-{s}")).into()
        }
        Some(Json::String(s)) if !s.is_empty() => s.as_str().into(),
        Some(Json::Number(n)) => n.to_string().into(),
        _ if key == "count" => 0_i64.into(),
        _ => "–".into(),
    }
}

/// The sentence of a cause about one order.
pub fn cause(page: &Page, cause: &Cause) -> String {
    page.ta(&format!("cause-{}", cause.code.word()), &values(page, &cause.values))
}

/// The sentence of a cause that `count` orders share.
pub fn group(page: &Page, cause: &Cause, count: i64) -> String {
    let mut values = values(page, &cause.values);
    values.retain(|(key, _)| *key != "count");
    values.push(("count", count.into()));
    page.ta(&format!("group-{}", cause.code.word()), &values)
}

/// The one button of a cause: its words and where it leads; `None` when there is nothing to do but wait.
pub fn way(page: &Page, cause: &Cause, admin_url: &str) -> Option<(String, String)> {
    let to = match cause.code {
        Code::MapShip => page.link("/mapping#carriers"),
        Code::MapPay => page.link("/mapping#payments"),
        Code::MapStatus => page.link("/mapping#statuses"),
        Code::AuthPartner => page.link("/settings#connection"),
        Code::AuthUpgates | Code::LateCancel | Code::Refused => page.link("/help"),
        Code::ShopCancel => page.link(&format!("/activity?cause={}%3A", cause.code.word())),
        Code::PartnerDown | Code::UpgatesDown => page.link("/activity?state=waiting&state=sending"),
        Code::GuardStock => page.link("#guard"),
        Code::ItemCode | Code::Address | Code::Pickup | Code::UpgatesRefused if admin_url.starts_with("http") => {
            admin_url.to_owned()
        }
        Code::ItemCode | Code::Address | Code::Pickup | Code::UpgatesRefused => {
            let key =
                url::form_urlencoded::byte_serialize(format!("{}:{}", cause.code.word(), cause.subject).as_bytes())
                    .collect::<String>();
            page.link(&format!("/activity?cause={key}"))
        }
        Code::Unsure | Code::Limit => return None,
    };
    Some((page.t(format!("cause-button-{}", cause.code.word())), to))
}

/// A step of a story as one sentence.
pub fn step(page: &Page, step: &Step) -> String {
    let mut values = values(page, &step.values);
    if let Some(code) = step.values.get("code").and_then(Json::as_str).and_then(Code::from_word) {
        // A step that names a cause tells the cause itself.
        let told = Cause { code, subject: String::new(), values: step.values.clone(), detail: String::new() };
        values.retain(|(key, _)| *key != "reason");
        values.push(("reason", cause(page, &told).into()));
    }
    if let Some(Json::String(name)) = step.values.get("name")
        && step.rule == Exclusion::Origin.rule()
    {
        values.retain(|(key, _)| *key != "name");
        values.push(("name", page.t(format!("origin-{name}")).into()));
    }
    // Some rules have a sentence of their own.
    let own = format!("step-{}-{}", step.kind.word(), step.rule);
    let key = if text::exists(page.language(), &own) { own } else { format!("step-{}", step.kind.word()) };
    page.ta(&key, &values)
}

/// The name of the rule that decided; the bare word for one that has no name yet.
pub fn rule(page: &Page, rule: &str) -> String {
    let key = format!("rule-{}", rule.replace('_', "-"));
    if text::exists(page.language(), &key) { page.t(&key) } else { rule.to_owned() }
}
