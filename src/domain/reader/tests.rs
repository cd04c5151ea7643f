//! What others may write, and what becomes of it.
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// Texts within texts, each under the key that would have its text read again.
fn bomb(key: &str, levels: usize) -> String {
    let mut text = "1".to_owned();
    for _ in 0..levels {
        text = format!("{{{key}:{}}}", Value::String(text));
        if text.len() > 50_000 {
            break;
        }
    }
    text
}

const RAW: [&str; 4] = [
    r#""$serde_json::private::RawValue""#,
    r#""\u0024serde_json::private::RawValue""#,
    r#""$serde_json::private::R\u0061wValue""#,
    r#""\u0024\u0073erde_json::\u0070rivate::RawValue" "#,
];

#[test]
fn private_keys_are_never_honoured() {
    for key in RAW {
        let text = bomb(key, 8);
        assert_eq!(strict::<Value>(text.as_bytes(), MOST), Err(Unreadable::Reserved), "{text}");
        let read = answer(text.as_bytes()).unwrap();
        let (name, inner) = read.as_object().and_then(|o| o.iter().next()).unwrap();
        assert_eq!(name, "\u{fffd}serde_json::private::RawValue");
        assert!(inner.is_string(), "a text stays a text");
    }
    let number = br#"{"a":{"$serde_json::private::Number":"7"}}"#;
    assert_eq!(strict::<Value>(number, MOST), Err(Unreadable::Reserved));
    assert!(answer(number).unwrap()["a"].is_object(), "no number is made of it");
    let text = br#"{"a":"$serde_json::private::Number"}"#;
    assert_eq!(strict::<Value>(text, MOST).unwrap()["a"], "$serde_json::private::Number", "as a text it is a text");
}

#[test]
fn numbers_keep_their_digits() {
    let text = br#"{"a":1.50,"b":12345678901234567890123,"c":1e2}"#;
    for read in [strict::<Value>(text, MOST).unwrap(), answer(text).unwrap()] {
        assert_eq!(read.to_string().as_bytes(), br#"{"a":1.50,"b":12345678901234567890123,"c":1e+2}"#);
    }
}

#[test]
fn depth_and_number_are_bounded() {
    let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    assert!(strict::<Value>(deep(64).as_bytes(), MOST).is_ok());
    assert_eq!(strict::<Value>(deep(65).as_bytes(), MOST), Err(Unreadable::TooDeep));
    assert_eq!(strict::<Value>("{\"a\":".repeat(300_000).as_bytes(), MOST), Err(Unreadable::TooDeep));
    assert_eq!(strict::<Value>(b"[1,2,3,4]", 3), Err(Unreadable::TooMany));
    assert!(strict::<Value>(br#"["[[[[,,,,{{{{"]"#, 3).is_ok(), "what stands in a text costs nothing");
    for wide in ["{},", "0,", "[],", "\"\",", "{\"a\":1},", "x,", "{\"a\":x},"] {
        let text = format!("[{}1]", wide.repeat(450_000));
        assert_eq!(answer(text.as_bytes()), Err(Unreadable::TooMany), "{wide}");
    }
    for n in [65, 100_000] {
        let read = answer(format!(r#"{{"list":[{{"n":1}},{{"n":2,"x":{}}}]}}"#, deep(n)).as_bytes()).unwrap();
        assert_eq!(read, json!({"list": [{"n": 1}, {"n": 2, DAMAGED: "x"}]}));
    }
}

#[test]
fn what_is_no_text_is_mended_in_answers_only() {
    for (text, wanted) in [
        (&br#"["\ud83d"]"#[..], "\u{fffd}"),
        (br#"["a\ude00b"]"#, "a\u{fffd}b"),
        (br#"["\ud83d\ud83d\ude00"]"#, "\u{fffd}😀"),
        (br#"["\ud83d\u0041"]"#, "\u{fffd}A"),
        (br#"["\\ud83d"]"#, "\\ud83d"),
        (b"[\"a\xffb\"]", "a\u{fffd}b"),
        (b"[\"a\nb\x01\"]", "a\nb\u{1}"),
        (b"\xef\xbb\xbf[\"a\"]", "a"),
    ] {
        assert_eq!(answer(text).unwrap()[0], wanted, "{text:?}");
        assert_eq!(strict::<Value>(text, MOST).is_ok(), wanted.starts_with('\\'), "{text:?}");
    }
}

#[test]
fn one_broken_record_leaves_the_others() {
    let list = |second: &str| {
        let text = format!(r#"{{"orders":[{{"n":"A","x":1}},{second},{{"n":"C","x":"]}},"}}],"pages":1}}"#);
        let read = answer(text.as_bytes()).unwrap();
        assert_eq!(
            (&read["pages"], &read["orders"][0]["n"], &read["orders"][2]["x"]),
            (&json!(1), &json!("A"), &json!("]},"))
        );
        read["orders"][1].clone()
    };
    assert_eq!(list(r#"{"n":"B","x":NaN}"#), json!({"n": "B", DAMAGED: "x"}));
    assert_eq!(list(r#"{"n":"B","x":{"y":01}}"#), json!({"n": "B", DAMAGED: "x"}));
    assert_eq!(list(r#"{"n":"B",x:1}"#), json!({"n": "B", DAMAGED: ""}));
    assert_eq!(list(r#"{"n":"B","x":"\x"}"#), json!({"n": "B", DAMAGED: "x"}));
    assert_eq!(list("oops"), json!({DAMAGED: ""}));
    for cut in [r#"{"orders":[{"n":"A"},{"n":"#, r#"{"orders":[{"n":"A"}]"#, r#"{"orders":[{"n":"A"}]]}"#, "", "<html>"]
    {
        assert!(answer(cut.as_bytes()).is_err(), "{cut}");
    }
}

proptest! {
    #[test]
    fn nothing_that_comes_makes_reading_fail_badly(body in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = (strict::<Value>(&body, MOST), answer(&body));
    }

    #[test]
    fn nothing_that_looks_like_json_makes_reading_fail_badly(body in r#"([\[\]{},:"\\]|\\u[dD]8[0-9a-f]{2}|\$serde_json::private::|Number"|RawValue"|[0-9.eE+-]|true|null|\n){0,60}"#) {
        if let Ok(value) = answer(body.as_bytes()) {
            prop_assert!(!value.to_string().contains("\"$serde_json::private"), "{value}");
        }
    }

    #[test]
    fn what_is_json_is_read_as_it_is(texts in prop::collection::vec("\\PC{0,12}|[\\x00-\\x1f\"\\\\]{0,5}", 0..8), number in any::<f64>()) {
        let value = json!({"texts": texts, "number": number, "inner": [{"texts": texts}]});
        let private = texts.iter().any(|t| t.contains("$serde_json::private"));
        prop_assume!(!private);
        prop_assert_eq!(answer(value.to_string().as_bytes()), Ok(value.clone()));
        prop_assert_eq!(strict::<Value>(value.to_string().as_bytes(), MOST), Ok(value));
    }
}
