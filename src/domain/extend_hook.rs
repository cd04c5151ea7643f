//! Reading the hooks of Extend Commerce: what they are about. They are hints only; the truth is read afterwards
//! (partners.md 2.7). Key names of `Details` are not published for every trigger, so they are taken leniently.
use std::marker::PhantomData;

use serde_json::{Map, Value};

use crate::domain::reader;

/// What happened, as the sender names it. New triggers are kept under their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// At least one row was picked.
    OrderPicked,
    /// Picking began.
    OrderReserved,
    /// The whole order was cancelled.
    OrderCancelled,
    /// A promised date or other delivery data changed.
    OrderDeliveryDataChanged,
    /// An order was created.
    OrderCreated,
    /// What stands on the shelf changed.
    BalanceChanged,
    /// What can be promised changed.
    AvailableBalanceChanged,
    /// Any other trigger.
    Other(String),
}

impl Action {
    fn from_word(word: &str) -> Self {
        match word {
            "OrderPicked" => Self::OrderPicked,
            "OrderReserved" => Self::OrderReserved,
            "OrderCancelled" => Self::OrderCancelled,
            "OrderDeliveryDataChanged" => Self::OrderDeliveryDataChanged,
            "OrderCreated" => Self::OrderCreated,
            "BalanceChanged" => Self::BalanceChanged,
            // The vendor's own best-practice page spells it both ways.
            "AvailableBalanceChanged" | "AvaiableBalanceChanged" => Self::AvailableBalanceChanged,
            other => Self::Other(other.chars().take(100).collect()),
        }
    }

    /// The name as sent; both spellings of the available balance have one name.
    pub fn word(&self) -> &str {
        match self {
            Self::OrderPicked => "OrderPicked",
            Self::OrderReserved => "OrderReserved",
            Self::OrderCancelled => "OrderCancelled",
            Self::OrderDeliveryDataChanged => "OrderDeliveryDataChanged",
            Self::OrderCreated => "OrderCreated",
            Self::BalanceChanged => "BalanceChanged",
            Self::AvailableBalanceChanged => "AvailableBalanceChanged",
            Self::Other(word) => word,
        }
    }
}

/// What must be read after a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concern {
    /// This order, by Extend's number.
    Order(String),
    /// Some order: the hook does not say which, so changed orders must be asked for.
    SomeOrder,
    /// The stock of this product.
    Product(String),
    /// The stock of some product.
    SomeProduct,
    /// Nothing that we follow.
    Nothing,
}

/// One notification of a hook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// What happened.
    pub action: Action,
    /// Extend's number of the customer order.
    pub order: Option<String>,
    /// The number under which we sent the order.
    pub external: Option<String>,
    /// Product number.
    pub product: Option<String>,
    /// Warehouse.
    pub warehouse: Option<String>,
    /// The delivery's id (`Properties.NotificationId`), the same for each repeat.
    pub id: Option<String>,
    /// 1 on first delivery.
    pub attempt: i64,
}

impl Notification {
    /// What must be read now.
    pub fn concern(&self) -> Concern {
        match self.action {
            Action::OrderPicked | Action::OrderReserved | Action::OrderCancelled | Action::OrderDeliveryDataChanged => {
                self.order.clone().map_or(Concern::SomeOrder, Concern::Order)
            }
            Action::BalanceChanged | Action::AvailableBalanceChanged => {
                self.product.clone().map_or(Concern::SomeProduct, Concern::Product)
            }
            Action::OrderCreated | Action::Other(_) => Concern::Nothing,
        }
    }
}

/// A hook body that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HookError {
    /// Not JSON, or not a JSON object.
    #[error("the body is not a JSON object")]
    NotJson,
    /// No list `Notifications`.
    #[error("the body has no list Notifications")]
    NoNotifications,
}

/// Reads a hook body: `{ Id, Attempt, Properties, Notifications: [{ Action, Details }] }`.
///
/// # Errors
/// When the body is no JSON object or has no list of notifications. An empty list is fine.
pub fn parse(body: &[u8]) -> Result<Vec<Notification>, HookError> {
    let read = reader::hook(body, PhantomData::<Value>);
    let Ok(Value::Object(hook)) = read else { return Err(HookError::NotJson) };
    let Some(Value::Array(list)) = find(&hook, &["notifications"]) else { return Err(HookError::NoNotifications) };
    let id = match find(&hook, &["properties"]) {
        Some(Value::Object(properties)) => text(properties, &["notificationid"]),
        _ => None,
    };
    let attempt = find(&hook, &["attempt"]).and_then(Value::as_i64).unwrap_or(1);
    let read = |item: &Value| {
        let item = item.as_object()?;
        let action = Action::from_word(&text(item, &["action"])?);
        let empty = Map::new();
        let details = find(item, &["details"]).and_then(Value::as_object).unwrap_or(&empty);
        // `OrderNumber` of the purchase triggers names a purchase order, not a customer's.
        let purchase = action.word().starts_with("Purchase");
        Some(Notification {
            order: if purchase {
                None
            } else {
                text(details, &["ordernumber", "customerordernumber", "orderno", "order"])
            },
            external: text(details, &["ordernumberexternal", "externalordernumber"]),
            product: text(details, &["productnumber", "itemnumber", "productno", "itemno", "product"]),
            warehouse: text(details, &["warehouse", "warehousenumber", "warehouseid"]),
            id: id.clone(),
            attempt,
            action,
        })
    };
    Ok(list.iter().filter_map(read).collect())
}

/// The value under the first of `keys` that is there, whatever its case and underscores.
fn find<'a>(map: &'a Map<String, Value>, keys: &[&str]) -> Option<&'a Value> {
    keys.iter().find_map(|key| {
        let same = |name: &str| {
            name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).eq(key.chars())
        };
        map.iter().find(|(name, _)| same(name)).map(|(_, value)| value)
    })
}

/// A text or number, at most 100 characters long; one object deep (`"Order": { "OrderNumber": … }`).
fn text(map: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    let found = match find(map, keys)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(inner) => match find(inner, keys)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        },
        _ => return None,
    };
    (!found.is_empty() && found.chars().count() <= 100 && !found.chars().any(char::is_control)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(action: &str, details: &str) -> Notification {
        let body = format!(
            r#"{{"Id":"1","Attempt":2,"Properties":{{"NotificationId":"n-1"}},"Notifications":[{{"Action":"{action}","Details":{details}}}]}}"#
        );
        parse(body.as_bytes()).unwrap().remove(0)
    }

    #[test]
    fn keys_are_taken_in_many_spellings() {
        for details in [
            r#"{"OrderNumber":"88"}"#,
            r#"{"orderNumber":88}"#,
            r#"{"order_number":" 88 "}"#,
            r#"{"Order":{"OrderNumber":"88"},"OrderNumberExternal":"O1"}"#,
        ] {
            let n = one("OrderPicked", details);
            assert_eq!(n.concern(), Concern::Order("88".into()), "{details}");
            assert_eq!((n.id.as_deref(), n.attempt), (Some("n-1"), 2));
        }
        assert_eq!(
            one("AvaiableBalanceChanged", r#"{"ItemNumber":"A","Balance":3}"#).concern(),
            Concern::Product("A".into())
        );
        assert_eq!(one("AvailableBalanceChanged", "{}").concern(), Concern::SomeProduct);
        assert_eq!(one("OrderReserved", "null").concern(), Concern::SomeOrder);
    }

    #[test]
    fn unknown_and_purchase_triggers_concern_nothing() {
        let n = one("PurchaseDelivered", r#"{"OrderNumber":"88","Warehouse":"MAIN"}"#);
        assert_eq!((n.order.clone(), n.warehouse.as_deref(), n.concern()), (None, Some("MAIN"), Concern::Nothing));
        assert_eq!(one("Brandnew", "{}").action, Action::Other("Brandnew".into()));
    }

    #[test]
    fn what_is_no_hook_is_refused() {
        assert_eq!(parse(b"[]"), Err(HookError::NotJson));
        assert_eq!(parse(b"{}"), Err(HookError::NoNotifications));
        assert_eq!(parse(br#"{"Id":"1","Attempt":1,"Properties":{},"Notifications":[]}"#), Ok(vec![]));
        assert_eq!(parse(br#"{"Notifications":[7,{"Action":null}]}"#), Ok(vec![]));
    }

    proptest! {
        #[test]
        fn reading_never_panics(body in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&body);
        }
    }
}
