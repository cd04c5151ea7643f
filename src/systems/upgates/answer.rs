//! What an answer of the Upgates API means: statuses, messages, pages, results of single items, limits.
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use super::Limits;
use crate::domain::access::Access;
use crate::domain::cause::Code;
use crate::domain::clock::{Millis, parse_moment};
use crate::domain::outside::clean;
use crate::domain::partner::CallError;
use crate::systems::http::{Reply, lost};
use crate::systems::json::Json;

/// Seconds to wait after a 429 that says nothing.
const QUIET_SECONDS: i64 = 30;
/// Longest wait that is believed: a day.
const LONGEST_SECONDS: i64 = 86_400;
/// The flags by which an item says that it was done (upgates-api.md 1.9: they are not uniform).
const FLAGS: [&str; 6] = ["updated_yn", "created_yn", "inserted_yn", "deleted_yn", "deleted", "updated"];

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What stands on it.
    pub items: Vec<T>,
    /// Number of the page, from 1.
    pub number: u32,
    /// How many there are; 0 when it wasn't said.
    pub pages: u32,
    /// How many items the whole list has; `None` when it wasn't said.
    pub total: Option<i64>,
    /// Whether another page follows.
    pub more: bool,
}

/// What became of one item of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemResult {
    /// What identifies the item: order number, product code, webhook id.
    pub key: String,
    /// Whether it was done.
    pub ok: bool,
    /// What the shop said to it.
    pub messages: Vec<String>,
}

/// The JSON of a good answer, or what the bad one amounts to.
///
/// # Errors
/// [`CallError::Login`] for 401 and 403, [`CallError::Busy`] for 429, [`CallError::NotFound`] for 404,
/// [`CallError::Refused`] for other refusals, [`CallError::Down`] or (on a write) [`CallError::Unclear`] for the rest.
pub fn judge(reply: &Reply, access: Access, retry_after: Option<Millis>, now: Millis) -> Result<Value, CallError> {
    let writes = access.writes();
    match reply.status {
        204 => Ok(Value::Null),
        200..=299 => reply.read(writes).map_err(|error| match error {
            CallError::Down { .. } | CallError::Unclear { .. } => {
                lost(writes, format!("HTTP {}: no JSON came back: {}", reply.status, reply.plain()))
            }
            other => other,
        }),
        401 | 403 => Err(CallError::Login { text: format!("{}: {}", reply.status, words(reply)) }),
        404 => Err(CallError::NotFound),
        408 | 425 => Err(CallError::Down { text: format!("{}: {}", reply.status, words(reply)) }),
        429 => {
            let wait = retry_after.map_or(QUIET_SECONDS, |at| (at.0 - now.0 + 999) / 1000);
            Err(CallError::Busy { after_seconds: wait.clamp(1, LONGEST_SECONDS) })
        }
        // The documentation says of 413 that nothing at all is processed; 400, 405 and 501 refuse the call as it is.
        400..=499 | 501 => {
            let text = format!("{}: {}", reply.status, words(reply));
            Err(CallError::Refused { code: Code::UpgatesRefused, text })
        }
        status => Err(lost(writes, format!("{status}: {}", words(reply)))),
    }
}

/// The other side's words in an error answer, whose layout is not documented (upgates-api.md 1.6).
fn words(reply: &Reply) -> String {
    let Some(value) = reply.json() else { return reply.plain() };
    let json = Json(&value);
    let mut all = messages(json, false);
    all.extend(json.at("errors").list().into_iter().filter_map(|e| e.at("message").some_text().or(e.some_text())));
    all.extend(["message", "error"].into_iter().filter_map(|k| json.at(k).some_text()));
    if all.is_empty() { reply.plain() } else { clean(&all.join(" ")) }
}

/// The texts of `messages`; only those of level `error` and `fatal_error` when `errors_only`.
fn messages(json: Json<'_>, errors_only: bool) -> Vec<String> {
    let is_error = |m: &Json<'_>| m.at("level").text().to_ascii_lowercase().contains("error");
    let rows = json.at("messages").list().into_iter().filter(|m| !errors_only || is_error(m));
    rows.filter_map(|m| m.at("message").some_text().or_else(|| m.some_text())).map(|text| clean(&text)).collect()
}

/// The rows under `key`. Without the key, a message of level error means that the call was refused.
///
/// # Errors
/// [`CallError::Refused`] with the shop's words.
pub fn rows<'a>(value: &'a Value, key: &str) -> Result<Vec<Json<'a>>, CallError> {
    let json = Json(value);
    let errors = messages(json, true);
    if value.get(key).is_none() && !errors.is_empty() {
        return Err(CallError::Refused { code: Code::UpgatesRefused, text: errors.join(" ") });
    }
    Ok(json.at(key).list())
}

/// One page of the list under `key`; rows that can't be read (without identifier) are left out.
///
/// # Errors
/// [`CallError::Refused`] as [`rows`].
pub fn page<T>(
    value: &Value,
    key: &str,
    asked: u32,
    read: impl FnMut(Json<'_>) -> Option<T>,
) -> Result<Page<T>, CallError> {
    let found = rows(value, key)?;
    let count = |key: &str| Json(value).at(key).int().and_then(|n| u32::try_from(n).ok());
    let (number, pages) = (count("current_page").unwrap_or(asked), count("number_of_pages").unwrap_or(0));
    let more = !found.is_empty() && number < pages;
    let total = Json(value).at("number_of_items").int();
    Ok(Page { items: found.into_iter().filter_map(read).collect(), number, pages, total, more })
}

/// What became of each wanted item. An item that the answer doesn't name is not done (upgates-api.md 16.1 row 7).
pub fn results(value: &Value, answered: &[Json<'_>], key: &str, wanted: &[String]) -> Vec<ItemResult> {
    let general = messages(Json(value), true);
    let same_length = answered.len() == wanted.len();
    let find = |at: usize, want: &String| {
        let by_key = answered.iter().find(|a| &a.at(key).text() == want);
        by_key.or_else(|| answered.get(at).filter(|a| same_length && !a.at(key).is_set())).copied()
    };
    let result = |(at, want): (usize, &String)| {
        let Some(item) = find(at, want) else {
            let said = if general.is_empty() { vec!["not named in the answer".to_owned()] } else { general.clone() };
            return ItemResult { key: want.clone(), ok: false, messages: said };
        };
        let flag = FLAGS.iter().find_map(|f| item.at(f).flag());
        let ok = flag.unwrap_or(false) && messages(item, true).is_empty();
        let mut said = messages(item, false);
        if !ok && said.is_empty() {
            said.clone_from(&general);
        }
        ItemResult { key: want.clone(), ok, messages: said }
    };
    wanted.iter().enumerate().map(result).collect()
}

/// The quota headers.
pub fn limits(reply: &Reply) -> Limits {
    let number = |name: &str| reply.header(name).and_then(|t| t.trim().parse().ok());
    Limits {
        hour: number("x-rate-limit-hour"),
        day: number("x-rate-limit-day"),
        hour_remaining: number("x-rate-limit-hour-remaining"),
        day_remaining: number("x-rate-limit-day-remaining"),
        total_remaining: number("x-rate-limit-total-remaining"),
    }
}

/// `Retry-After` in any form that may come: seconds, an HTTP date, an ISO date (upgates-api.md 1.8). Without an offset
/// it is GMT.
pub fn retry_after(reply: &Reply, now: Millis) -> Option<Millis> {
    let text = reply.header("retry-after")?.trim();
    if let Ok(seconds) = text.parse::<i64>() {
        return Some(now.plus_seconds(seconds.clamp(0, LONGEST_SECONDS)));
    }
    let http_date = || {
        let text = text.replace("GMT", "+0000").replace("UTC", "+0000");
        OffsetDateTime::parse(&text, &Rfc2822).ok().map(Millis::from_datetime)
    };
    let at = parse_moment(text.trim_end_matches("GMT"), "UTC").or_else(http_date)?;
    Some(at.clamp(now, now.plus_seconds(LONGEST_SECONDS)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderMap;
    use serde_json::json;

    fn reply(status: u16, body: &str) -> Reply {
        Reply { status, headers: HeaderMap::new(), body: body.as_bytes().to_vec() }
    }

    fn judged(status: u16, body: &str, access: Access) -> CallError {
        judge(&reply(status, body), access, None, Millis(0)).unwrap_err()
    }

    #[test]
    fn each_status_has_its_meaning() {
        let (read, write) = (Access::Orders, Access::OrdersWrite);
        assert!(matches!(judged(401, "", read), CallError::Login { .. }));
        assert!(matches!(judged(403, "<h1>No</h1>", read), CallError::Login { text } if text == "403: No"));
        assert_eq!(judged(404, "", read), CallError::NotFound);
        assert_eq!(judged(429, "", write), CallError::Busy { after_seconds: 30 });
        assert!(matches!(judged(413, "", write), CallError::Refused { .. }));
        assert!(matches!(judged(500, "", read), CallError::Down { .. }));
        assert!(matches!(judged(500, "", write), CallError::Unclear { .. }));
        assert!(matches!(judged(200, "<html>", read), CallError::Down { .. }));
        assert!(matches!(judged(200, r#"{"orders":[{"ord"#, write), CallError::Unclear { .. }));
        assert_eq!(judge(&reply(204, ""), read, None, Millis(0)), Ok(Value::Null));
    }

    #[test]
    fn error_words_are_found_in_each_layout() {
        for body in [
            r#"{"messages":[{"message":"bad","level":"error"}]}"#,
            r#"{"messages":["bad"]}"#,
            r#"{"message":"bad"}"#,
            r#"{"error":"bad"}"#,
            r#"{"errors":[{"message":"bad"}]}"#,
            r#"{"errors":["bad"]}"#,
            "bad",
            "<p>bad</p>",
        ] {
            assert!(
                matches!(judged(400, body, Access::Orders), CallError::Refused { text, .. } if text == "400: bad"),
                "{body}"
            );
        }
    }

    #[test]
    fn a_missing_list_with_an_error_is_a_refusal() {
        let refused = json!({"messages": [{"level": "fatal_error", "message": "broken"}]});
        assert!(matches!(rows(&refused, "orders"), Err(CallError::Refused { text, .. }) if text == "broken"));
        assert!(rows(&json!({"messages": [{"level": "info", "message": "hi"}]}), "orders").unwrap().is_empty());
    }

    #[test]
    fn pages_end_in_every_way() {
        let more = |v: Value| page(&v, "x", 1, |_| Some(())).unwrap().more;
        assert!(more(json!({"x": [1], "current_page": 1, "number_of_pages": "2"})));
        assert!(!more(json!({"x": [1], "current_page": 2, "number_of_pages": 2})));
        assert!(!more(json!({"x": [], "current_page": 1, "number_of_pages": 9})));
        assert!(!more(json!({"x": [1]})));
    }

    #[test]
    fn items_are_judged_one_by_one() {
        let wanted: Vec<String> = ["A", "B", "C"].map(str::to_owned).to_vec();
        let value = json!({"orders": [
            {"n": "B", "updated_yn": true, "messages": [{"level": "error", "message": "no"}]},
            {"n": "A", "created_yn": 1, "messages": [{"level": "info", "message": "fine"}]}]});
        let got = results(&value, &rows(&value, "orders").unwrap(), "n", &wanted);
        assert_eq!(got.iter().map(|r| r.ok).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(got[1].messages, ["no"]);
        let single = json!({"orders": {"n": null, "updated_yn": "1"}});
        assert!(results(&single, &rows(&single, "orders").unwrap(), "n", &wanted[..1])[0].ok);
        let nothing = json!({"orders": [], "messages": [{"level": "error", "message": "why"}]});
        assert_eq!(results(&nothing, &[], "n", &wanted[..1])[0].messages, ["why"]);
    }

    #[test]
    fn retry_after_is_read_in_each_form() {
        let now = parse_moment("2026-03-04T10:00:00Z", "UTC").unwrap();
        let at = |text: &str| {
            let mut r = reply(429, "");
            r.headers.insert("retry-after", text.parse().unwrap());
            retry_after(&r, now)
        };
        let expected = Some(now.plus_seconds(90));
        for text in [
            "90",
            "Wed, 04 Mar 2026 10:01:30 GMT",
            "2026-03-04T10:01:30Z",
            "2026-03-04 10:01:30",
            "2026-03-04 10:01:30 GMT",
            "2026-03-04T11:01:30+01:00",
        ] {
            assert_eq!(at(text), expected, "{text}");
        }
        assert_eq!(at("2020-01-01"), Some(now));
        assert_eq!(at("soon"), None);
    }
}
