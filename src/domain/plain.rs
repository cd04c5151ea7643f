//! A value as one text that depends on nothing but what it says: a hash over it may be stored, and compared by later programs.
use serde::Serialize;
use serde_json::{Map, Value};

/// The value as JSON with sorted keys, without what is empty. Another order of a struct's fields changes nothing, nor does a new field
/// where it is empty, so that a new program does not take everything for changed.
///
/// # Panics
/// When the value holds a map whose keys are no texts; none of ours does.
pub fn text<T: Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).expect("names, numbers and texts only: JSON has a form for each");
    said(value).unwrap_or_default().to_string()
}

/// What a value says; `None` when it says nothing.
fn said(value: Value) -> Option<Value> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) if text.is_empty() => None,
        // The place in a list has a meaning, so what is empty keeps it.
        Value::Array(list) if list.is_empty() => None,
        Value::Array(list) => Some(list.into_iter().map(|v| said(v).unwrap_or_default()).collect()),
        Value::Object(map) => {
            let mut sorted: Vec<_> = map.into_iter().filter_map(|(key, v)| Some((key, said(v)?))).collect();
            sorted.sort_by(|a, b| a.0.cmp(&b.0));
            (!sorted.is_empty()).then(|| Value::Object(Map::from_iter(sorted)))
        }
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_new_empty_field_and_another_order_say_the_same() {
        #[derive(Serialize)]
        struct Before {
            name: &'static str,
            city: Option<&'static str>,
        }
        #[derive(Serialize)]
        struct After {
            gift: bool,
            city: Option<&'static str>,
            choices: Vec<String>,
            name: &'static str,
        }
        let before = text(&Before { name: "Eva", city: None });
        assert_eq!(before, text(&After { gift: false, city: None, choices: Vec::new(), name: "Eva" }));
        assert_ne!(before, text(&After { gift: true, city: None, choices: Vec::new(), name: "Eva" }));
    }

    #[test]
    fn a_place_in_a_list_counts() {
        assert_ne!(text(&json!(["", "a"])), text(&json!(["a"])));
        assert_eq!(text(&json!({"b": 1, "a": {"c": ""}})), r#"{"b":1}"#);
    }
}
