//! Bodies that nobody sends by accident. Each must be refused or read within bounds, wherever JSON is read.

/// A body, and what it is called.
pub type Nasty = (&'static str, Vec<u8>);

/// All of them; the largest fill what a hook may hold.
pub fn bodies() -> Vec<Nasty> {
    let text = |name, text: String| (name, text.into_bytes());
    let many = |part: &str, size: usize| part.repeat(size / part.len());
    vec![
        text("nothing", String::new()),
        text("a text", "\"x\"".to_owned()),
        text("a number", "7".to_owned()),
        text("null", "null".to_owned()),
        text("a list", "[]".to_owned()),
        text("a page", "<html><body><h1>Bad gateway</h1></body></html>".to_owned()),
        text("cut off", r#"{"orders":[{"order_number":"A1"},{"order_num"#.to_owned()),
        text("open arrays", many("[", 60_000)),
        text("open objects", many(r#"{"a":"#, 60_000)),
        text("deep arrays", format!("{}{}", many("[", 30_000), many("]", 30_000))),
        text("deep in a record", format!(r#"{{"orders":[{}{}]}}"#, many("[", 30_000), many("]", 30_000))),
        text("texts in texts", texts_in_texts(r#""$serde_json::private::RawValue""#)),
        text("texts in texts, escaped", texts_in_texts(r#""\u0024serde_json::private::\u0052awValue""#)),
        text(
            "a number in a text",
            r#"{"token":{"$serde_json::private::Number":"7"},"time":"t","signature_v2":"s"}"#.to_owned(),
        ),
        text("a long number", format!(r#"{{"token":{}}}"#, many("9", 50_000))),
        text("a great number", r#"{"token":1e999999999,"orders":[{"order_number":-1e-999999999}]}"#.to_owned()),
        text("no number", r#"{"orders":[{"order_number":NaN},{"order_number":01}]}"#.to_owned()),
        text("many values", format!("[{}0]", many("0,", 1_900_000))),
        text("many objects", format!(r#"{{"orders":[{}{{}}]}}"#, many(r#"{"a":1},"#, 1_900_000))),
        text("many members", format!(r#"{{{}"z":1}}"#, many(r#""":0,"#, 60_000))),
        text("many texts", format!(r#"{{"orders":[{}""]}}"#, many(r#""","#, 1_900_000))),
        text("one key again and again", format!(r#"{{{}"token":"x"}}"#, many(r#""token":"y","#, 60_000))),
        text("half a pair", r#"{"orders":[{"order_number":"\ud83d"}],"token":"\ud83d"}"#.to_owned()),
        text("no escapes", r#"{"orders":[{"order_number":"\x\u12"}]}"#.to_owned()),
        text("nuls", r#"{"token":"\u0000","orders":[{"order_number":"\u0000"}]}"#.to_owned()),
        text("raw control characters", "{\"orders\":[{\"order_number\":\"a\u{1}\n\"}]}".to_owned()),
        ("no UTF-8", b"{\"orders\":[{\"order_number\":\"\xff\xfe\xc3\"}],\"token\":\"\xff\"}".to_vec()),
        ("UTF-16", "{\"orders\":[]}".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("a byte order mark", b"\xef\xbb\xbf{\"orders\":[]}".to_vec()),
        ("gzip", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\xae\x05\x00\x43\xbf\xa6\xa3\x02\x00\x00\x00".to_vec()),
        ("zeros", vec![0; 10_000]),
    ]
}

/// 49 kB of texts within texts under a key by which a reader may be made to read each again, each in arrays of its own.
fn texts_in_texts(key: &str) -> String {
    let mut text = "1".to_owned();
    loop {
        let inner = text.replace('\\', r"\u005c").replace('"', r"\u0022");
        let next = format!(r#"{}{{{key}:"{inner}"}}{}"#, "[".repeat(60), "]".repeat(60));
        if next.len() > 49_000 {
            return text;
        }
        text = next;
    }
}
