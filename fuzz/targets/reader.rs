//! JSON of others, strictly and mended: reading ends, keeps within its bounds, honours no private key, and what is read is read again.
#![no_main]
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use spojka::domain::reader;

/// Whether a value nests no deeper than is read, and no key of it is one of the reader's own.
fn is_fine(value: &Value, depth: usize) -> bool {
    match value {
        Value::Array(list) => depth > 0 && list.iter().all(|v| is_fine(v, depth - 1)),
        Value::Object(map) => {
            depth > 0 && map.iter().all(|(key, v)| !key.starts_with("$serde_json::private::") && is_fine(v, depth - 1))
        }
        _ => true,
    }
}

fuzz_target!(|body: &[u8]| {
    if let Ok(value) = reader::strict::<Value>(body, reader::MOST) {
        assert!(is_fine(&value, reader::DEEPEST));
        assert_eq!(reader::answer(body).as_ref(), Ok(&value), "what needs no mending is not mended");
    }
    if let Ok(value) = reader::answer(body) {
        // What was saved of a broken text may be as deep as a sound one in each part that was taken apart.
        assert!(is_fine(&value, reader::DEEPEST + 3));
    }
});
