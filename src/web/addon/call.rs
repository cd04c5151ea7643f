//! Receiving a signed call: the checks in their order, and remembering what was accepted.
use actix_web::HttpRequest;
use actix_web::web::Payload;

use crate::config::TimeWindow;
use crate::crypto::keys::Verdict;
use crate::crypto::signature::{Call, Digest, signed_text};
use crate::crypto::token;
use crate::domain::clock::{Millis, moments_in};
use crate::store::Tx;
use crate::store::erasing::ERASED;
use crate::store::signatures::{self, Accepted, TextMark};
use crate::web::addon::fields::Fields;
use crate::web::addon::reception::{Guest, Reception};
use crate::web::app::WebState;
use crate::web::body;
use crate::web::error::Problem;

/// Largest body of a signed call, in bytes.
pub const LIMIT: usize = 64 * 1024;

/// Zones tried for a `time` without an offset: nothing says which one Upgates means.
const ZONES: [&str; 2] = ["Europe/Prague", "UTC"];

/// A call whose signature and time are good.
pub struct Genuine {
    /// Which call it is.
    pub call: Call,
    /// Its fields.
    pub fields: Fields,
    /// Index of the list of [`Call::signed_fields`] that verified.
    pub list: usize,
    /// When it came.
    pub now: Millis,
    accepted: Accepted,
}

impl Genuine {
    /// The e-shop identifier.
    pub fn token(&self) -> &str {
        &self.accepted.shop_token
    }

    /// Remembers the call, and tells where and when its signed text was first seen. The text is remembered rather than the
    /// signature, since some kinds of keys sign one text in many ways.
    ///
    /// # Errors
    /// [`Problem::Unproven`] for a text that was accepted at another endpoint. Only an uninstall of a text first seen at opening
    /// is let through, because nobody knows how finely `time` is rounded; the caller must not believe it at once.
    pub async fn admit(&self, tx: &mut Tx) -> Result<Seen, Problem> {
        let here = self.call.word();
        let first = signatures::remember(tx, &self.accepted, here).await?;
        let (at, erased) = (first.at, first.endpoint == ERASED);
        if first.endpoint == here || erased {
            return Ok(Seen { here: !erased, at, erased });
        }
        if self.call == Call::Uninstall && first.endpoint == Call::Open.word() {
            return Ok(Seen { here: false, at, erased });
        }
        tracing::warn!(first = first.endpoint, "the signature was used at another endpoint");
        self.refuse_replay()
    }

    /// Remembers an opening whatever becomes of it.
    pub fn remember(self, reception: &Reception) {
        reception.remember(self.accepted);
    }

    /// Admits an opening without waiting for the database.
    ///
    /// # Errors
    /// [`Problem::Unproven`] for a text that was accepted at another endpoint.
    pub fn admit_opening(self, guest: &Guest, reception: &Reception) -> Result<(), Problem> {
        if guest.elsewhere.iter().any(|mark| mark == self.accepted.mark.as_str()) {
            return self.refuse_replay();
        }
        self.remember(reception);
        Ok(())
    }

    fn refuse_replay<T>(&self) -> Result<T, Problem> {
        tracing::warn!(call = self.call.word(), "a signed call was refused as a replay");
        refuse(self.call, "replay", "this signature was already used at another endpoint")
    }
}

/// Where and when a signed text was first seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// At this endpoint, not at another one.
    pub here: bool,
    /// When; now, for a text that is new.
    pub at: Millis,
    /// The shop that it was about has been erased since; it must have no effect on one that came after.
    pub erased: bool,
}

/// Receives a call: 413, 415, 400, then 401. Nothing is stored.
///
/// # Errors
/// The first check that fails.
pub async fn receive(state: &WebState, call: Call, req: &HttpRequest, payload: Payload) -> Result<Genuine, Problem> {
    let body = body::read(req, payload, LIMIT).await?;
    if !body::is_json(req) {
        return Err(Problem::NotJson);
    }
    let fields = Fields::parse(&body)?;
    fields.check(call)?;
    let (lists, digests) = candidates(state, call, &fields);
    let fitting = match state.verifier.verify(&digests, &fields.required("signature_v2")?).await {
        Verdict::Genuine(index) => index,
        Verdict::Forged => return refuse(call, "forged", "signature_v2 does not fit"),
        Verdict::NoKey => return Err(Problem::NoKey),
    };
    let now = state.clock.now();
    let time = fields.required("time")?;
    let Some((latest, expires_at)) = good_until(&time, now, state.time_window) else {
        tracing::warn!(call = call.word(), "a signed call was refused because of its time");
        return refuse(call, "time", "time is not within the accepted window");
    };
    state.meters.genuine(call, latest.0 - now.0);
    let shop_token = fields.required("token")?.into_owned();
    let mark = TextMark::new(&time, &token::hex(&digests[fitting].0));
    drop(time);
    let accepted = Accepted { mark, shop_token, at: now, expires_at };
    Ok(Genuine { call, list: lists[fitting], now, accepted, fields })
}

/// The digests of the texts that may have been signed, each with the index of its list. A list with a field that is not there is
/// left out.
fn candidates(state: &WebState, call: Call, fields: &Fields) -> (Vec<usize>, Vec<Digest>) {
    let lists = call.signed_fields().iter().enumerate().filter_map(|(index, names)| {
        let values: Option<Vec<_>> = names.iter().map(|name| fields.text(name)).collect();
        let text = signed_text(values?.iter().map(AsRef::as_ref), &state.signature_token);
        Some((index, Digest::of(&text)))
    });
    lists.unzip()
}

/// The moment that `time` means, and until when a call with it would be accepted; `None` when it is not accepted now. Both readings fit
/// in the window: the moment of signing, and the end of validity (upgates-addon.md 1.3).
fn good_until(time: &str, now: Millis, window: TimeWindow) -> Option<(Millis, Millis)> {
    let (oldest, newest) = (now.plus_seconds(-window.past_seconds), now.plus_seconds(window.future_seconds));
    let latest = moments_in(time, &ZONES).filter(|at| (oldest..=newest).contains(at)).max()?;
    // The other zone's reading may be accepted later still; a day more covers it and costs a row.
    Some((latest, latest.plus_seconds(window.past_seconds).plus_seconds(86_400)))
}

fn refuse<T>(call: Call, result: &'static str, text: &'static str) -> Result<T, Problem> {
    metrics::counter!("spojka_signed_calls_total", "call" => call.word(), "result" => result).increment(1);
    Err(Problem::Unproven(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clock::parse_moment;

    #[test]
    fn both_readings_of_time_fit() {
        let now = parse_moment("2026-11-21T12:00:00Z", "UTC").unwrap();
        let window = TimeWindow::default();
        for good in [
            "2026-11-21T12:00:00Z",
            "2026-11-21T11:50:00Z",
            "2026-11-22T12:00:00Z",
            "2026-11-21T13:00:00+01:00",
            "2026-11-21T13:00:00+0100",
            "2026-11-21 12:00:00",
            "2026-11-21 13:00:00",
            "2026-11-21T12:00:00.123Z",
        ] {
            assert!(good_until(good, now, window).is_some_and(|(_, until)| until > now), "{good}");
        }
        for bad in ["2026-11-21T11:49:59Z", "2026-11-22T12:00:01Z", "soon", "2026-11-21T10:00:00", ""] {
            assert!(good_until(bad, now, window).is_none(), "{bad}");
        }
    }
}
