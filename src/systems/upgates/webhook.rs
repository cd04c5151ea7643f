//! Webhooks: which stand, which events there are, creating, mending, deleting (upgates-api.md 13.1).
use serde_json::{Map, Value, json};

use super::answer::{ItemResult, results};
use super::envelope::{list, results_of};
use super::{BATCH, Listed, Shop};
use crate::domain::access::Access;
use crate::domain::cause::Code;
use crate::domain::dictionary::{Webhook, WebhookEvent};
use crate::domain::partner::CallError;
use crate::systems::json::Json;

/// What to change about a webhook; `None` leaves it as it is.
#[derive(Clone, Default)]
pub struct WebhookChange {
    /// The shop's id of the webhook.
    pub id: i64,
    /// On or off.
    pub active: Option<bool>,
    /// Our label.
    pub name: Option<String>,
    /// Where it calls.
    pub url: Option<String>,
    /// Event name.
    pub event: Option<String>,
}

impl Shop<'_> {
    /// The webhooks of our access ([`Access::WebhooksRead`]).
    ///
    /// # Errors
    /// As every call.
    pub async fn webhooks(&self) -> Result<Listed<Webhook>, CallError> {
        let value = self.call(Access::WebhooksRead, &[], None).await?;
        list(&value, "webhooks", |w| webhook(w, self.zone))
    }

    /// The events by their exact names ([`Access::WebhookEvents`]).
    ///
    /// # Errors
    /// As every call.
    pub async fn webhook_events(&self) -> Result<Listed<WebhookEvent>, CallError> {
        let value = self.call(Access::WebhookEvents, &[], None).await?;
        let event = |json: Json<'_>| {
            let name = json.at("name").some_text()?;
            Some(WebhookEvent { name, allowed: json.at("allowed_yn").flag().unwrap_or(false) })
        };
        list(&value, "events", event)
    }

    /// Creates an active webhook ([`Access::WebhookCreate`]).
    ///
    /// # Errors
    /// [`CallError::Unclear`] when the answer doesn't name it; else as every call.
    pub async fn create_webhook(&self, name: &str, url: &str, event: &str) -> Result<Webhook, CallError> {
        let body = json!({"active_yn": true, "name": name, "url": url, "event": event});
        let value = self.call(Access::WebhookCreate, &[], Some(&body)).await?;
        self.one_webhook(&value)
    }

    /// Changes a webhook ([`Access::WebhookUpdate`]).
    ///
    /// # Errors
    /// [`CallError::Unclear`] when the answer doesn't name it; else as every call.
    pub async fn update_webhook(&self, change: &WebhookChange) -> Result<Webhook, CallError> {
        let mut body = Map::from_iter([("id".to_owned(), json!(change.id))]);
        let fields = [
            ("active_yn", change.active.map(Value::from)),
            ("name", change.name.clone().map(Value::from)),
            ("url", change.url.clone().map(Value::from)),
            ("event", change.event.clone().map(Value::from)),
        ];
        body.extend(fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
        let value = self.call(Access::WebhookUpdate, &[], Some(&Value::Object(body))).await?;
        self.one_webhook(&value)
    }

    /// Deletes webhooks of ours ([`Access::WebhookDelete`]).
    ///
    /// # Errors
    /// As every call.
    pub async fn delete_webhooks(&self, ids: &[i64]) -> Result<Vec<ItemResult>, CallError> {
        let mut all = Vec::new();
        for part in ids.chunks(BATCH) {
            let keys: Vec<String> = part.iter().map(i64::to_string).collect();
            let value = self.call(Access::WebhookDelete, &[("ids", keys.join(";"))], None).await?;
            all.extend(results(&value, &results_of(&value, "webhooks")?, "id", &keys));
        }
        Ok(all)
    }

    fn one_webhook(&self, value: &Value) -> Result<Webhook, CallError> {
        let found = results_of(value, "webhook")?.into_iter().find_map(|w| webhook(w, self.zone));
        found.ok_or_else(|| {
            let said = Json(value).at("messages").list().into_iter().find_map(|m| m.at("message").some_text());
            match said {
                Some(text) => CallError::Refused { code: Code::UpgatesRefused, text },
                None => CallError::Unclear { text: "the answer names no webhook".to_owned() },
            }
        })
    }
}

fn webhook(json: Json<'_>, zone: &str) -> Option<Webhook> {
    Some(Webhook {
        id: json.at("id").int()?,
        active: json.at("active_yn").flag().unwrap_or(true),
        name: json.at("name").text(),
        url: json.at("url").text(),
        event: json.at("event").text(),
        last_success: json.at("last_success_call").moment(zone),
        last_error: json.at("last_error_call").moment(zone),
        last_error_status: json.at("last_error_call_status").int(),
    })
}
