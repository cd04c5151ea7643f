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
/// Seconds to wait after a 403 that shuts us out of the shop; the gate waits longer while it goes on.
pub const BARRED_SECONDS: i64 = 60;
/// Seconds to wait for a right that the access lacks.
const RIGHT_SECONDS: i64 = 900;
/// Longest wait that is believed: a day.
const LONGEST_SECONDS: i64 = 86_400;
/// The flags by which an item says that it was done (upgates-api.md 1.9: they are not uniform).
const FLAGS: [&str; 6] = ["updated_yn", "created_yn", "inserted_yn", "deleted_yn", "deleted", "updated"];

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
/// [`CallError::Login`] for a documented 401, [`CallError::Barred`] for 403, [`CallError::Busy`] for 429,
/// [`CallError::Refused`] for other refusals, [`CallError::Down`] or (on a write) [`CallError::Unclear`] for the rest:
/// 404 too, which means a wrong address and never an unknown thing (corrections.md 1.1).
pub fn judge(reply: &Reply, access: Access, retry_after: Option<Millis>, now: Millis) -> Result<Value, CallError> {
    let writes = access.writes();
    match reply.status {
        // No call of ours is documented to be answered without a body.
        204 => Err(lost(writes, "204: the answer is empty".to_owned())),
        200..=299 => reply.read(writes).map_err(|error| match error {
            CallError::Down { .. } | CallError::Unclear { .. } => {
                lost(writes, format!("HTTP {}: no JSON came back: {}", reply.status, reply.plain()))
            }
            other => other,
        }),
        401 if ends_access(reply) => Err(CallError::Login { text: said(reply) }),
        401 | 403 => {
            let after_seconds = if bars_shop(access) { BARRED_SECONDS } else { RIGHT_SECONDS };
            Err(CallError::Barred { text: said(reply), after_seconds })
        }
        404 => Err(lost(writes, format!("404: {}", words(reply)))),
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

/// Whether an answer says that the login is no longer good: a 401 of the API itself, not the page of a web server before it.
pub fn ends_access(reply: &Reply) -> bool {
    reply.status == 401 && !is_page(reply)
}

/// Whether being shut out of a call means being shut out of the shop: no right is needed for it, or nothing goes without it.
pub const fn bars_shop(access: Access) -> bool {
    !matches!(
        access,
        Access::Owner
            | Access::Languages
            | Access::OrderStatuses
            | Access::Shipments
            | Access::Payments
            | Access::OrdersWrite
            | Access::ProductsSimple
            | Access::ProductsByCodes
            | Access::ProductsWrite
    )
}

/// Status and words of an error answer.
pub fn said(reply: &Reply) -> String {
    format!("{}: {}", reply.status, words(reply))
}

/// Whether the body is an HTML page.
fn is_page(reply: &Reply) -> bool {
    let start = reply.body.iter().find(|b| !b.is_ascii_whitespace());
    start == Some(&b'<') || reply.header("content-type").is_some_and(|kind| kind.contains("html"))
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
pub(super) fn messages(json: Json<'_>, errors_only: bool) -> Vec<String> {
    let is_error = |m: &Json<'_>| m.at("level").text().to_ascii_lowercase().contains("error");
    let rows = json.at("messages").list().into_iter().filter(|m| !errors_only || is_error(m));
    rows.filter_map(|m| m.at("message").some_text().or_else(|| m.some_text())).map(|text| clean(&text)).collect()
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
    use crate::systems::upgates::envelope::results_of;
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
        assert!(
            matches!(judged(401, "<h1>Log in</h1>", read), CallError::Barred { .. }),
            "a page is not the API's word"
        );
        assert!(matches!(judged(403, "<h1>No</h1>", read), CallError::Barred { text, .. } if text == "403: No"));
        for body in ["", r#"{"messages":[{"message":"Nenalezeno.","level":"error"}]}"#, "<h1>Not Found</h1>"] {
            assert!(matches!(judged(404, body, read), CallError::Down { .. }), "{body}");
            assert!(matches!(judged(404, body, write), CallError::Unclear { .. }), "{body}");
        }
        assert_eq!(judged(429, "", write), CallError::Busy { after_seconds: 30 });
        assert!(matches!(judged(413, "", write), CallError::Refused { .. }));
        assert!(matches!(judged(500, "", read), CallError::Down { .. }));
        assert!(matches!(judged(500, "", write), CallError::Unclear { .. }));
        assert!(matches!(judged(200, "<html>", read), CallError::Down { .. }));
        assert!(matches!(judged(200, r#"{"orders":[{"ord"#, write), CallError::Unclear { .. }));
        assert!(matches!(judged(204, "", read), CallError::Down { .. }));
        assert!(matches!(judged(204, "", write), CallError::Unclear { .. }));
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
    fn items_are_judged_one_by_one() {
        let wanted: Vec<String> = ["A", "B", "C"].map(str::to_owned).to_vec();
        let value = json!({"orders": [
            {"n": "B", "updated_yn": true, "messages": [{"level": "error", "message": "no"}]},
            {"n": "A", "created_yn": 1, "messages": [{"level": "info", "message": "fine"}]}]});
        let got = results(&value, &results_of(&value, "orders").unwrap(), "n", &wanted);
        assert_eq!(got.iter().map(|r| r.ok).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(got[1].messages, ["no"]);
        let single = json!({"orders": {"n": null, "updated_yn": "1"}});
        assert!(results(&single, &results_of(&single, "orders").unwrap(), "n", &wanted[..1])[0].ok);
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
