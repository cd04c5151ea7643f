//! What an answer that is no success means (partners.md 2.8): for good, for now, or unclear.
use crate::domain::cause::Code;
use crate::domain::clock::{Millis, parse_moment};
use crate::domain::outside::clean;
use crate::domain::partner::CallError;
use crate::systems::http::{Reply, lost};
use crate::systems::json::Json;

/// Seconds to wait when a 429 does not say how long: the vendor's window is a minute.
const WINDOW_SECONDS: i64 = 60;
/// Longest wait that we believe, in seconds.
const LONGEST_SECONDS: i64 = 3600;

/// Words of a 400 that is worth a repeat: the database gave up, its transaction was undone.
const TRANSIENT: [&str; 5] =
    ["deadlock", "timeout expired", "execution timeout", "timeout period elapsed", "try again later"];
/// Lets a success through and names everything else. `writes` says whether a lost answer leaves us in doubt.
///
/// # Errors
/// See [`CallError`].
pub(super) fn check(reply: Reply, writes: bool, now: Millis) -> Result<Reply, CallError> {
    let text = || said(&reply);
    match reply.status {
        200..=299 => Ok(reply),
        401 | 403 => Err(CallError::Login { text: text() }),
        404 => Err(CallError::NotFound),
        429 => Err(CallError::Busy { after_seconds: wait_seconds(&reply, now).unwrap_or(WINDOW_SECONDS) }),
        300..=399 => {
            Err(CallError::Down { text: format!("redirected (HTTP {}); is the address right?", reply.status) })
        }
        408 | 500..=599 => Err(lost(writes, format!("HTTP {}: {}", reply.status, text()))),
        _ => {
            let text = text();
            let lower = text.to_lowercase();
            if TRANSIENT.iter().any(|words| lower.contains(words)) {
                return Err(CallError::Down { text: format!("HTTP {}: {text}", reply.status) });
            }
            Err(CallError::Refused { code: code(&lower), text })
        }
    }
}

/// The other side's words: the message of a JSON answer, else the beginning of the body.
fn said(reply: &Reply) -> String {
    let message = reply.json().and_then(|v| match &v {
        serde_json::Value::String(text) => Some(text.trim().to_owned()),
        _ => Json(&v).any(&["Message", "message", "error", "title"]).some_text(),
    });
    let text = clean(&message.unwrap_or_else(|| reply.plain()));
    if text.is_empty() { format!("HTTP {}", reply.status) } else { text }
}

/// The cause, by the first telling word of a refusal.
fn code(lower: &str) -> Code {
    let words = [
        ("servicepoint", Code::Pickup),
        ("service point", Code::Pickup),
        ("pickup", Code::Pickup),
        ("address", Code::Address),
        ("postal", Code::Address),
        ("city", Code::Address),
        ("country", Code::Address),
        ("name1", Code::Address),
        ("product", Code::ItemCode),
        ("item", Code::ItemCode),
        ("article", Code::ItemCode),
    ];
    let first = words.iter().filter_map(|(word, code)| Some((lower.find(word)?, *code))).min_by_key(|(at, _)| *at);
    first.map_or(Code::Refused, |(_, code)| code)
}

/// How long to wait: `Retry-After` in seconds or as a date, else `x-ratelimit-reset` (epoch seconds).
pub(super) fn wait_seconds(reply: &Reply, now: Millis) -> Option<i64> {
    let told = reply.header("retry-after").and_then(|text| {
        let text = text.trim();
        text.parse::<i64>()
            .ok()
            .or_else(|| Some(seconds_until(http_date(text).or_else(|| parse_moment(text, "UTC"))?, now)))
    });
    let reset = || Some(seconds_until(reset_at(reply)?, now));
    told.or_else(reset).map(|seconds| seconds.clamp(1, LONGEST_SECONDS))
}

/// When the bucket fills again.
pub(super) fn reset_at(reply: &Reply) -> Option<Millis> {
    let seconds: i64 = reply.header("x-ratelimit-reset")?.trim().parse().ok()?;
    Some(Millis(seconds.checked_mul(1000)?))
}

fn seconds_until(at: Millis, now: Millis) -> i64 {
    (at.0.saturating_sub(now.0).saturating_add(999)).div_euclid(1000)
}

fn http_date(text: &str) -> Option<Millis> {
    let at = time::OffsetDateTime::parse(text, &time::format_description::well_known::Rfc2822).ok()?;
    Some(Millis::from_datetime(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(1_700_000_000_000);

    fn reply(status: u16, headers: &[(&'static str, &str)], body: &str) -> Reply {
        let headers = headers.iter().map(|(k, v)| ((*k).parse().unwrap(), v.parse().unwrap())).collect();
        Reply { status, headers, body: body.as_bytes().to_vec() }
    }

    fn error(status: u16, body: &str, writes: bool) -> CallError {
        check(reply(status, &[], body), writes, NOW).unwrap_err()
    }

    #[test]
    fn refusals_are_told_apart_by_their_words() {
        let code = |body: &str| match error(400, body, true) {
            CallError::Refused { code, .. } => code,
            other => panic!("{other:?}"),
        };
        assert_eq!(code("orderHeader.deliveryAddress.city is required"), Code::Address);
        assert_eq!(code("Product 'CITY-LAMP' does not exist"), Code::ItemCode);
        assert_eq!(code("servicePoint: unknown country"), Code::Pickup);
        assert_eq!(code("customerNumber WEB is blocked"), Code::Refused);
        assert_eq!(
            error(422, r#"{"Message":"No such product"}"#, true),
            CallError::Refused { code: Code::ItemCode, text: "No such product".into() }
        );
    }

    #[test]
    fn what_may_have_happened_is_unclear_only_for_writes() {
        assert!(matches!(error(500, "", true), CallError::Unclear { .. }));
        assert!(matches!(error(500, "", false), CallError::Down { .. }));
        assert!(matches!(error(400, "Transaction was deadlocked on lock resources", true), CallError::Down { .. }));
        assert!(matches!(error(400, "Execution Timeout Expired.", true), CallError::Down { .. }));
        assert!(matches!(error(401, "<html><b>no</b>", true), CallError::Login { text } if text == "no"));
        assert!(matches!(error(302, "", false), CallError::Down { .. }));
    }

    #[test]
    fn waits_are_obeyed_in_each_spelling() {
        let wait = |headers: &[(&'static str, &str)]| match check(reply(429, headers, ""), true, NOW).unwrap_err() {
            CallError::Busy { after_seconds } => after_seconds,
            other => panic!("{other:?}"),
        };
        assert_eq!(wait(&[]), 60);
        assert_eq!(wait(&[("retry-after", "17")]), 17);
        assert_eq!(wait(&[("retry-after", "Tue, 14 Nov 2023 22:13:30 GMT")]), 10);
        assert_eq!(wait(&[("x-ratelimit-reset", "1700000042")]), 42);
        assert_eq!(wait(&[("x-ratelimit-reset", "1600000000")]), 1);
        assert_eq!(wait(&[("retry-after", "99999999")]), 3600);
    }
}
