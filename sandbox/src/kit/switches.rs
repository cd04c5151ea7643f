//! Switches: named choices where the facts are silent. Each is declared with a default and a sentence, and changed over HTTP.

use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A declared switch.
#[derive(Clone, Debug, Serialize)]
pub struct Switch {
    /// Present value.
    pub value: Value,
    /// Value after a reset.
    pub default: Value,
    /// What it chooses.
    pub about: &'static str,
}

/// All switches; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Switches(Arc<Mutex<BTreeMap<&'static str, Switch>>>);

impl Switches {
    /// Declares switches as (name, default, what it chooses). Names start with the system: `extend.page_past_end`.
    pub fn declare(&self, switches: &[(&'static str, Value, &'static str)]) {
        let mut known = self.lock();
        for (name, default, about) in switches {
            known.insert(name, Switch { value: default.clone(), default: default.clone(), about });
        }
    }

    /// Whether a switch is on; an undeclared one is off.
    pub fn on(&self, name: &str) -> bool {
        self.get(name).as_bool().unwrap_or(false)
    }

    /// The text of a switch; empty when it is no text.
    pub fn text(&self, name: &str) -> String {
        self.get(name).as_str().unwrap_or_default().to_owned()
    }

    /// The whole number of a switch; 0 when it is none.
    pub fn number(&self, name: &str) -> i64 {
        self.get(name).as_i64().unwrap_or(0)
    }

    /// The value; null when undeclared.
    pub fn get(&self, name: &str) -> Value {
        self.lock().get(name).map_or(Value::Null, |switch| switch.value.clone())
    }

    /// Sets the named switches, all or none. An unknown name is returned as the error.
    pub fn merge(&self, changes: &Map<String, Value>) -> Result<(), String> {
        let mut known = self.lock();
        if let Some(name) = changes.keys().find(|name| !known.contains_key(name.as_str())) {
            return Err(name.clone());
        }
        for (name, value) in changes {
            if let Some(switch) = known.get_mut(name.as_str()) {
                switch.value = value.clone();
            }
        }
        Ok(())
    }

    /// All switches with their meaning.
    pub fn list(&self) -> BTreeMap<&'static str, Switch> {
        self.lock().clone()
    }

    /// Sets every switch back to its default.
    pub fn reset(&self) {
        for switch in self.lock().values_mut() {
            switch.value = switch.default.clone();
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<&'static str, Switch>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
