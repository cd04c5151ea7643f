//! A hook as set up in the back office.

use super::super::model::words::{TRIGGERS, WAREHOUSES, knows};
use serde::{Deserialize, Serialize};
use url::Url;
use uuid::Uuid;

/// What somebody enters to set a hook up.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewHook {
    /// Name shown in the list.
    #[serde(default)]
    pub name: String,
    /// Technical contact.
    #[serde(default)]
    pub contact: String,
    /// Address to call.
    pub url: String,
    /// Key of the signature.
    #[serde(default)]
    pub secret: String,
    /// Only events of this warehouse; none or empty means all.
    #[serde(default)]
    pub warehouse: Option<String>,
    /// Whether calls are made.
    #[serde(default = "yes")]
    pub active: bool,
    /// Chosen triggers; none means the usual ones about orders and stock.
    #[serde(default)]
    pub triggers: Vec<String>,
}

fn yes() -> bool {
    true
}

/// Triggers that a hook gets when none are chosen.
pub const USUAL: &[&str] = &[
    "OrderReserved",
    "OrderPicked",
    "OrderCancelled",
    "OrderDeliveryDataChanged",
    "BalanceChanged",
    "AvailableBalanceChanged",
];

/// A hook that is set up.
#[derive(Clone, Debug, Serialize)]
pub struct Hook {
    /// 32 hexadecimal digits.
    pub id: String,
    /// Name shown in the list.
    pub name: String,
    /// Technical contact.
    pub contact: String,
    /// Address to call.
    pub url: String,
    /// Key of the signature.
    #[serde(skip)]
    pub secret: String,
    /// Only events of this warehouse; empty means all.
    pub warehouse: String,
    /// Whether calls are made.
    pub active: bool,
    /// Chosen triggers.
    pub triggers: Vec<String>,
    /// What the probe of the address said when the hook was saved.
    pub probe: String,
}

impl Hook {
    /// Checks what was entered; the error is one sentence.
    pub fn parse(new: NewHook) -> Result<Self, String> {
        let url = Url::parse(new.url.trim()).map_err(|_| "The address is not a URL.".to_owned())?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err("The address must start with http or https.".to_owned());
        }
        let warehouse = new.warehouse.unwrap_or_default();
        if !warehouse.is_empty() && !knows(WAREHOUSES, &warehouse) {
            return Err(format!("Warehouse {warehouse} does not exist."));
        }
        let mut triggers = Vec::new();
        for trigger in new.triggers {
            let trigger =
                if trigger == "AvaiableBalanceChanged" { "AvailableBalanceChanged".to_owned() } else { trigger };
            if !TRIGGERS.contains(&trigger.as_str()) {
                return Err(format!("Trigger {trigger} does not exist."));
            }
            triggers.push(trigger);
        }
        if triggers.is_empty() {
            triggers = USUAL.iter().map(|&trigger| trigger.to_owned()).collect();
        }
        let name = if new.name.trim().is_empty() { "Spojka".to_owned() } else { new.name.trim().to_owned() };
        Ok(Self {
            id: Uuid::now_v7().simple().to_string(),
            name,
            contact: new.contact,
            url: url.into(),
            secret: new.secret.trim().to_owned(),
            warehouse,
            active: new.active,
            triggers,
            probe: String::new(),
        })
    }

    /// Whether the hook wants an event of this trigger that touches these warehouses.
    pub fn wants(&self, trigger: &str, warehouses: &[String]) -> bool {
        let here = self.warehouse.is_empty() || warehouses.is_empty() || warehouses.contains(&self.warehouse);
        self.active && here && self.triggers.iter().any(|wanted| wanted == trigger)
    }
}
