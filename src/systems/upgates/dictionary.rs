//! Reading what a shop is made of: rights, owner, languages, statuses, shipping and payment.
use std::collections::BTreeMap;

use serde_json::Value;

use super::envelope::{list, page};
use super::{Listed, Page, Shop};
use crate::domain::access::Access;
use crate::domain::dictionary::{LanguageRow, MethodRow, OrderStatus, Owner, Privilege, Right, Rights};
use crate::domain::partner::CallError;
use crate::systems::json::Json;

impl Shop<'_> {
    /// What our access may do ([`Access::Status`]).
    ///
    /// # Errors
    /// As every call.
    pub async fn status(&self) -> Result<Rights, CallError> {
        let value = self.call(Access::Status, &[], None).await?;
        Ok(Rights { services: list(&value, "services", |s| Some(right(s)))?.items })
    }

    /// Who runs the shop, one per language ([`Access::Owner`]).
    ///
    /// # Errors
    /// As every call.
    pub async fn owner(&self) -> Result<Listed<Owner>, CallError> {
        let value = self.call(Access::Owner, &[], None).await?;
        list(&value, "owner", |o| Some(owner(o)))
    }

    /// The shop's language mutations ([`Access::Languages`]).
    ///
    /// # Errors
    /// As every call.
    pub async fn languages(&self) -> Result<Listed<LanguageRow>, CallError> {
        let value = self.call(Access::Languages, &[], None).await?;
        list(&value, "languages", language)
    }

    /// The shop's order statuses ([`Access::OrderStatuses`]).
    ///
    /// # Errors
    /// As every call.
    pub async fn order_statuses(&self) -> Result<Listed<OrderStatus>, CallError> {
        let value = self.call(Access::OrderStatuses, &[], None).await?;
        list(&value, "order_statuses", order_status)
    }

    /// All ways of shipping ([`Access::Shipments`]).
    ///
    /// # Errors
    /// As every call.
    pub async fn shipments(&self) -> Result<Listed<MethodRow>, CallError> {
        self.all_pages(Access::Shipments, "shipments", &[], |v, n| methods(v, "shipments", n)).await
    }

    /// All ways of paying ([`Access::Payments`]).
    ///
    /// # Errors
    /// As every call.
    pub async fn payments(&self) -> Result<Listed<MethodRow>, CallError> {
        self.all_pages(Access::Payments, "payments", &[], |v, n| methods(v, "payments", n)).await
    }
}

fn right(json: Json<'_>) -> Right {
    let privilege = match json.at("privilege").text().to_ascii_lowercase().as_str() {
        "deny" => Some(Privilege::Deny),
        "readonly" => Some(Privilege::Readonly),
        "all" => Some(Privilege::All),
        _ => None,
    };
    Right { service: json.at("service").text(), url: json.at("url").text(), privilege }
}

fn owner(json: Json<'_>) -> Owner {
    let text = |key: &str| json.at(key).text();
    Owner {
        company: text("company"),
        company_number: text("company_number"),
        vat_number: text("vat_number"),
        street: text("street"),
        city: text("city"),
        zip: text("zip"),
        country: text("country_id").to_uppercase(),
        language: text("language_id"),
        email: text("email"),
        phone: text("phone"),
        name: format!("{} {}", text("firstname"), text("surname")).trim().to_owned(),
    }
}

fn language(json: Json<'_>) -> Option<LanguageRow> {
    let key = json.at("language_id").some_text()?;
    Some(LanguageRow {
        language: json.at("actual_language_id").some_text().unwrap_or_else(|| key.clone()),
        active: json.at("active_yn").flag().unwrap_or(true),
        default: json.at("default_yn").flag().unwrap_or(false),
        domain: json.at("domain").text(),
        currency: json.at("currency_id").text().to_uppercase(),
        key,
    })
}

fn order_status(json: Json<'_>) -> Option<OrderStatus> {
    Some(OrderStatus {
        id: json.any(&["id", "order_status_id"]).int()?,
        kind: json.at("type").text(),
        color: json.at("color").text(),
        names: names(json),
        mark_resolved: json.at("mark_resolved_yn").flag().unwrap_or(false),
        mark_paid: json.at("mark_paid_yn").flag().unwrap_or(false),
    })
}

fn methods(value: &Value, key: &str, number: u32) -> Result<Page<MethodRow>, CallError> {
    page(value, key, number, |json| {
        let affiliates = json.any(&["affiliates", "affiliates_types"]).list();
        Some(MethodRow {
            id: json.at("id").some_text()?,
            code: json.at("code").text(),
            kind: json.at("type").text(),
            active: json.at("active_yn").flag().unwrap_or(true),
            names: names(json),
            affiliates: affiliates.into_iter().filter_map(Json::some_text).collect(),
            tracking_url: json.at("tracking_url").text(),
        })
    })
}

/// Names by language from `descriptions`, or the single `name` under an empty key.
fn names(json: Json<'_>) -> BTreeMap<String, String> {
    let of = |d: Json<'_>| Some((d.any(&["language_id", "language"]).text(), d.any(&["name", "title"]).some_text()?));
    let mut names: BTreeMap<String, String> = json.at("descriptions").list().into_iter().filter_map(of).collect();
    if let (true, Some(name)) = (names.is_empty(), json.at("name").some_text()) {
        names.insert(String::new(), name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn statuses_and_methods_are_read_leniently() {
        let status = json!({"id": "7", "type": "Sent", "descriptions": [{"language_id": "cs", "name": "Odeslaná"}], "mark_paid_yn": 1});
        let read = order_status(Json(&status)).unwrap();
        assert_eq!((read.id, read.names["cs"].as_str(), read.mark_paid), (7, "Odeslaná", true));
        assert!(order_status(Json(&json!({"type": "Sent"}))).is_none());
        let list = json!({"shipments": {"id": 5, "type": "zasilkovna", "affiliates_types": ["zasilkovna"], "code": null,
            "descriptions": {"language_id": "cs", "name": "Zásilkovna"}}});
        let read = methods(&list, "shipments", 1).unwrap();
        assert_eq!(read.items[0].id, "5");
        assert_eq!(read.items[0].affiliates, ["zasilkovna"]);
        assert_eq!(read.items[0].names["cs"], "Zásilkovna");
        assert!(!read.more);
    }
}
