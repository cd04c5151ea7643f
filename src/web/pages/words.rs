//! Words of the domain as sentences of the page: states, steps of a story, causes, rules.
use serde_json::{Map, Value as Json};

use super::page::Page;
use crate::domain::cause::{Cause, Code};
use crate::domain::clock::{Millis, parse_moment};
use crate::domain::exclusion::Exclusion;
use crate::domain::order::OrderState;
use crate::domain::step::Step;
use crate::store::orders::TrackedOrder;
use crate::text::{self, Value};

/// Keys that the sentences of causes and steps may use.
const KEYS: [&str; 13] = [
    "number",
    "name",
    "code",
    "reason",
    "time",
    "count",
    "status",
    "service",
    "until",
    "milestone",
    "own",
    "told",
    "where",
];

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

/// The colour of an order, by its state; one that somebody must look at is no good news, though the partner has it.
pub fn tone(order: &TrackedOrder) -> OrderState {
    let unsettled = order.cause.as_ref().is_some_and(|cause| cause.code.is_settled_by_hand());
    if unsettled && order.state == OrderState::HandedOver { OrderState::Waiting } else { order.state }
}

/// The name of an order's state, with how far the partner is.
pub fn progress(page: &Page, order: &TrackedOrder) -> String {
    let state = state(page, order.state);
    match order.milestone.filter(|_| order.state == OrderState::HandedOver) {
        Some(milestone) => format!("{state} · {}", page.t(format!("milestone-{}", milestone.word()))),
        None => state,
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
        Some(Json::Number(n)) if moment => n.as_i64().map_or_else(|| n.to_string(), |at| page.hour(&Millis(at))).into(),
        Some(Json::String(s)) if moment => {
            parse_moment(s, &page.shop.zone).map_or_else(|| s.clone(), |at| page.hour(&at)).into()
        }
        Some(Json::Number(n)) if key == "count" => n.as_i64().unwrap_or_default().into(),
        Some(Json::String(s)) if key == "milestone" && text::exists(page.language(), &format!("milestone-{s}")) => {
            page.t(format!("milestone-{s}")).into()
        }
        Some(Json::Array(list)) => {
            list.iter().filter_map(Json::as_str).map(|one| thing(page, one)).collect::<Vec<_>>().join(", ").into()
        }
        Some(Json::String(s)) if !s.is_empty() => s.as_str().into(),
        Some(Json::Number(n)) => n.to_string().into(),
        _ if key == "count" => 0_i64.into(),
        _ => "–".into(),
    }
}

/// One of several things: a product's number as it is, a part of an order by its name.
fn thing(page: &Page, one: &str) -> String {
    let Some(field) = one.strip_prefix("thing:") else { return one.to_owned() };
    let known = match field {
        "deliveryAddress" | "invoiceAddress" | "servicePoint" => "thing-address",
        "delieryPhoneNumber" | "advisePhoneNumber" => "thing-phone",
        "deliveryEmail" | "adviseEmail" | "invoiceEmail" => "thing-email",
        "notations" => "thing-note",
        "deliveryMethod" => "thing-shipping",
        "paymentType" => "thing-payment",
        _ => "thing-other",
    };
    page.t(known)
}

/// The key of a cause's sentence: a product without a code, one that the partner doesn't know, or one that only the partner's own
/// words name are told apart; so is a moment that nobody knows (any more).
fn key(group: bool, cause: &Cause, values: &Map<String, Json>) -> String {
    let (named, coded, timed) = (values.contains_key("name"), values.contains_key("code"), values.contains_key("time"));
    let special = match (cause.code, group) {
        (Code::ItemCode, false) if !named => "cause-ITEM-CODE-refused",
        (Code::ItemCode, true) if !named => "group-ITEM-CODE-refused",
        (Code::ItemCode, false) if coded => "cause-ITEM-CODE-unknown",
        (Code::ItemCode, true) if coded => "group-ITEM-CODE-unknown",
        (Code::AuthPartner, false) if !timed => "cause-AUTH-PARTNER-timeless",
        (Code::PartnerDown, false) if !timed => "cause-PARTNER-DOWN-timeless",
        (Code::UpgatesDown, false) if !timed => "cause-UPG-DOWN-timeless",
        (Code::Limit, false) if !timed => "cause-LIMIT-timeless",
        (Code::Namesake, false) if values.contains_key("reason") => "cause-NAMESAKE-taken",
        _ => return format!("{}{}", if group { "group-" } else { "cause-" }, cause.code.word()),
    };
    special.to_owned()
}

/// The values of a cause, with the moments that the connection knows better.
fn known(page: &Page, cause: &Cause) -> Map<String, Json> {
    let mut values = cause.values.clone();
    let connection = page.connection.as_ref();
    let time = match cause.code {
        Code::AuthPartner => connection.and_then(|c| c.blocked_since),
        Code::PartnerDown => connection.and_then(|c| c.blocked_until),
        _ => None,
    };
    if let Some(time) = time.filter(|_| !values.contains_key("time")) {
        values.insert("time".to_owned(), time.0.into());
    }
    values
}

/// The sentence of a cause about one order.
pub fn cause(page: &Page, cause: &Cause) -> String {
    let known = known(page, cause);
    page.ta(&key(false, cause, &known), &values(page, &known))
}

/// The sentence of a cause that `count` orders share.
pub fn group(page: &Page, cause: &Cause, count: i64) -> String {
    let known = known(page, cause);
    let mut values = values(page, &known);
    values.retain(|(key, _)| *key != "count");
    values.push(("count", count.into()));
    page.ta(&key(true, cause, &known), &values)
}

/// The one button of a cause: its words and where it leads; `None` when there is nothing to do but wait.
pub fn way(page: &Page, cause: &Cause, admin_url: &str) -> Option<(String, String)> {
    let to = match cause.code {
        Code::MapShip => page.link("/mapping#carriers"),
        Code::MapPay => page.link("/mapping#payments"),
        Code::MapStatus => page.link("/mapping#statuses"),
        Code::ItemCode if cause.values.contains_key("name") => page.link("/mapping#products"),
        Code::AuthPartner => page.link("/settings#connection"),
        Code::AuthUpgates | Code::LateCancel | Code::Refused | Code::GaveUp | Code::PartnerError => page.link("/help"),
        Code::LateChange | Code::PartnerCancel | Code::StatusKept | Code::BothChanged
            if admin_url.starts_with("http") =>
        {
            admin_url.to_owned()
        }
        Code::LateChange | Code::PartnerCancel | Code::StatusKept | Code::BothChanged => of_cause(page, &cause.key()),
        Code::ShopCancel => page.link(&format!("/activity?cause={}%3A", cause.code.word())),
        Code::PartnerDown | Code::UpgatesDown => page.link("/activity?state=waiting&state=sending"),
        Code::GuardStock => page.link("#guard"),
        Code::StockRefused => page.link("/help"),
        Code::SameNumber => page.link("/mapping#products"),
        Code::ItemCode | Code::Money | Code::Field | Code::Address | Code::Pickup | Code::UpgatesRefused
            if admin_url.starts_with("http") =>
        {
            admin_url.to_owned()
        }
        Code::ItemCode | Code::Money | Code::Field | Code::Address | Code::Pickup | Code::UpgatesRefused => {
            of_cause(page, &cause.key())
        }
        Code::Namesake => page.link("/settings#connection"),
        Code::NotOurs => of_cause(page, &cause.key()),
        Code::Unsure | Code::Limit => return None,
    };
    Some((page.t(format!("cause-button-{}", cause.code.word())), to))
}

/// The causes that an order can wait for, with the keys of their short names.
pub const KINDS: [(Code, &str); 22] = [
    (Code::MapShip, "kind-ship"),
    (Code::MapPay, "kind-pay"),
    (Code::ItemCode, "kind-item"),
    (Code::Money, "kind-money"),
    (Code::Field, "kind-field"),
    (Code::Address, "kind-address"),
    (Code::Pickup, "kind-pickup"),
    (Code::Refused, "kind-refused"),
    (Code::Namesake, "kind-namesake"),
    (Code::NotOurs, "kind-not-ours"),
    (Code::AuthPartner, "kind-login"),
    (Code::PartnerDown, "kind-down"),
    (Code::Unsure, "kind-unsure"),
    (Code::LateCancel, "kind-late"),
    (Code::ShopCancel, "kind-shop-cancel"),
    (Code::LateChange, "kind-late-change"),
    (Code::PartnerCancel, "kind-partner-cancel"),
    (Code::UpgatesRefused, "kind-upgates"),
    (Code::GaveUp, "kind-gave-up"),
    (Code::StatusKept, "kind-status-kept"),
    (Code::PartnerError, "kind-partner-error"),
    (Code::BothChanged, "kind-both-changed"),
];

/// The address of the orders that wait for one cause.
pub fn of_cause(page: &Page, cause_key: &str) -> String {
    let key: String = url::form_urlencoded::byte_serialize(cause_key.as_bytes()).collect();
    page.link(&format!("/activity?cause={key}"))
}

/// A step of a story as one sentence.
pub fn step(page: &Page, step: &Step) -> String {
    let mut values = values(page, &step.values);
    if let Some(code) = step.values.get("cause").and_then(Json::as_str).and_then(Code::from_word) {
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
