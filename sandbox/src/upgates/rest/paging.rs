//! The flat envelope of lists (upgates-api 1.7).

use super::Call;
use super::answer::Answer;
use serde_json::{Map, Value, json};

/// The page that the query asks for. A page past the end is an empty array (a choice).
pub(crate) fn page<T>(call: &Call<'_>, key: &str, size: usize, items: &[T], print: impl Fn(&T) -> Value) -> Answer {
    let page = call.get("page").and_then(|p| p.parse::<usize>().ok()).filter(|p| *p > 0).unwrap_or(1);
    let shown: Vec<Value> = items.iter().skip((page - 1).saturating_mul(size)).take(size).map(print).collect();
    let pages = if items.is_empty() {
        usize::try_from(call.kit.switches.number("upgates.empty_pages")).unwrap_or(0)
    } else {
        items.len().div_ceil(size)
    };
    let mut body = Map::new();
    body.insert("current_page".to_owned(), json!(page));
    body.insert("current_page_items".to_owned(), json!(shown.len()));
    body.insert("number_of_pages".to_owned(), json!(pages));
    body.insert("number_of_items".to_owned(), json!(items.len()));
    body.insert(key.to_owned(), Value::Array(shown));
    Answer::fine(Value::Object(body))
}
