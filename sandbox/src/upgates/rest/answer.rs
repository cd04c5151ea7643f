//! An answer before it goes on the wire, and the messages inside.

use serde_json::{Value, json};

/// Status, body and extra headers.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub body: Value,
    pub headers: Vec<(&'static str, String)>,
}

impl Answer {
    /// 200 with a body.
    pub fn fine(body: Value) -> Self {
        Self { status: 200, body, headers: Vec::new() }
    }

    /// A refusal; its body is a choice (upgates-api 16.3).
    pub fn refuse(status: u16, message: &str) -> Self {
        Self { status, body: json!({ "messages": [error(None, message)] }), headers: Vec::new() }
    }
}

/// One message of level `error` (upgates-api 1.6).
pub(crate) fn error(property: Option<&str>, message: &str) -> Value {
    json!({ "object": null, "property": property, "message": message, "level": "error" })
}
