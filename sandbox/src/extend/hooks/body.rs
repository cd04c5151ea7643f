//! The text of a notification and its signature.

use super::super::model::event::{Event, StockFigure};
use crate::kit::Switches;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sign::Signer;
use serde_json::{Map, Value, json};

/// The body of one call.
pub fn text(hook_id: &str, attempt: u32, notification: &str, notifications: &[Value]) -> String {
    json!({
        "Id": hook_id,
        "Attempt": attempt,
        "Properties": { "NotificationId": notification },
        "Notifications": notifications,
    })
    .to_string()
}

/// One entry of `Notifications`, with the keys that the switches name.
pub fn notification(event: &Event, switches: &Switches) -> Value {
    let key = |name: &str| switches.text(&format!("extend.hook_{name}_key"));
    let mut details = Map::new();
    let mut put = |name: &str, value: Value| {
        let key = key(name);
        if !key.is_empty() {
            details.insert(key, value);
        }
    };
    match event {
        Event::OrderCreated(order)
        | Event::OrderReserved(order)
        | Event::OrderPicked(order)
        | Event::OrderCancelled(order)
        | Event::OrderDeliveryDataChanged(order) => put("order", json!(order)),
        Event::ProductCreated(product) => put("product", json!(product)),
        Event::CustomerCreated(customer) => put("customer", json!(customer)),
        Event::BalanceChanged(figure) | Event::AvailableBalanceChanged(figure) => {
            let StockFigure { product, warehouse, balance } = figure;
            put("product", json!(product));
            put("warehouse", json!(warehouse));
            put("balance", json!(balance));
        }
    }
    let old = event.trigger() == "AvailableBalanceChanged" && switches.on("extend.hook_old_spelling");
    let action = if old { "AvaiableBalanceChanged" } else { event.trigger() };
    json!({ "Action": action, "Details": details })
}

/// The value of `ms-signature`: HMAC-SHA256 of the raw body under the secret, in upper-case hexadecimal digits.
pub fn signature(secret: &str, body: &[u8]) -> Option<String> {
    let key = PKey::hmac(secret.as_bytes()).ok()?;
    let mut signer = Signer::new(MessageDigest::sha256(), &key).ok()?;
    let mac = signer.sign_oneshot_to_vec(body).ok()?;
    Some(mac.iter().fold("sha256=".to_owned(), |text, byte| text + &format!("{byte:02X}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_as_the_published_vectors() {
        assert_eq!(
            signature("secret123", b"{'test':'test2'}").as_deref(),
            Some("sha256=25FB6994568A75CD233E04BA1C653AF1BF476041CC543AF04F82CAAC482C201A")
        );
        let body = br#"{"Id":"1","Attempt":1,"Properties":{},"Notifications":[]}"#;
        assert_eq!(
            signature("ext-secret-1", body).as_deref(),
            Some("sha256=B420CDDD1C2E76E39FA0052146002784BF3C71F1887F496391E5245BA05EE159")
        );
    }
}
