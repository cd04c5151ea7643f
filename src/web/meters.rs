//! Counts of answers and signed calls. Each counter is looked up once, since a look-up costs as much as reading a request's head.
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use actix_web::http::StatusCode;
use metrics::{Counter, Histogram};

use crate::crypto::signature::Call;
use crate::telemetry::TIME_OFFSET;

/// Classes of answers. One that is none of them counts as the last.
const CLASSES: [&str; 4] = ["2xx", "3xx", "4xx", "5xx"];

/// The counters of one process; made after its recorder.
pub(super) struct Meters {
    routes: RwLock<HashMap<String, Route>>,
    genuine: [(Call, Counter); 4],
    offset: Histogram,
}

struct Route {
    answers: [Counter; 4],
    seconds: Histogram,
}

impl Default for Meters {
    fn default() -> Self {
        let genuine = |call: Call| {
            (call, metrics::counter!("spojka_signed_calls_total", "call" => call.word(), "result" => "genuine"))
        };
        Self { routes: RwLock::default(), genuine: Call::ALL.map(genuine), offset: metrics::histogram!(TIME_OFFSET) }
    }
}

impl Meters {
    /// An answer of a route, given by its pattern, and how long it took.
    pub fn answered(&self, route: &str, status: StatusCode, millis: i64) {
        let known = self.routes.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(meters) = known.get(route) {
            return meters.answered(status, millis);
        }
        drop(known);
        let mut known = self.routes.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(route.to_owned()).or_insert_with(|| Route::new(route)).answered(status, millis);
    }

    /// A signed call whose signature and time are good; its `time` lies so many milliseconds from now.
    pub fn genuine(&self, call: Call, offset_millis: i64) {
        if let Some((_, counter)) = self.genuine.iter().find(|(known, _)| *known == call) {
            counter.increment(1);
        }
        self.offset.record(seconds(offset_millis));
    }
}

impl Route {
    fn new(route: &str) -> Self {
        let counter =
            |class| metrics::counter!("spojka_http_requests_total", "route" => route.to_owned(), "status" => class);
        let seconds = metrics::histogram!("spojka_http_request_seconds", "route" => route.to_owned());
        Self { answers: CLASSES.map(counter), seconds }
    }

    fn answered(&self, status: StatusCode, millis: i64) {
        let class = usize::from(status.as_u16() / 100).wrapping_sub(2).min(CLASSES.len() - 1);
        self.answers[class].increment(1);
        self.seconds.record(seconds(millis.max(0)));
    }
}

#[expect(clippy::cast_precision_loss, reason = "at most days in milliseconds")]
fn seconds(millis: i64) -> f64 {
    millis as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_by_route_and_class() {
        let recorder = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder();
        metrics::with_local_recorder(&recorder, || {
            let meters = Meters::default();
            for status in [StatusCode::OK, StatusCode::NO_CONTENT, StatusCode::SEE_OTHER, StatusCode::NOT_FOUND] {
                meters.answered("/a/{b}", status, 3);
            }
            meters.answered("/c", StatusCode::INTERNAL_SERVER_ERROR, -1);
            meters.genuine(Call::Open, 60_000);
        });
        let text = recorder.handle().render();
        for line in [
            r#"spojka_http_requests_total{route="/a/{b}",status="2xx"} 2"#,
            r#"spojka_http_requests_total{route="/a/{b}",status="3xx"} 1"#,
            r#"spojka_http_requests_total{route="/a/{b}",status="4xx"} 1"#,
            r#"spojka_http_requests_total{route="/a/{b}",status="5xx"} 0"#,
            r#"spojka_http_requests_total{route="/c",status="5xx"} 1"#,
            r#"spojka_http_request_seconds_count{route="/a/{b}"} 4"#,
            r#"spojka_signed_calls_total{call="open",result="genuine"} 1"#,
            r#"spojka_signed_calls_total{call="install",result="genuine"} 0"#,
            "spojka_signed_call_time_offset_seconds_sum 60",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}\n{text}");
        }
    }
}
