//! Logs and metrics: what is set up once at the start of the process.
use std::io::IsTerminal as _;

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::{LogFormat, Logging};

mod repeats;

pub use repeats::tell_left_out;

/// Bounds of the duration histograms, in seconds.
const SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0];

/// Bounds of the offset of a signed call's `time` from now, in seconds: they tell the two readings of it apart.
const OFFSETS: [f64; 10] = [-600.0, -60.0, -5.0, 0.0, 5.0, 60.0, 300.0, 900.0, 3600.0, 86_400.0];

/// Name of the metric with [`OFFSETS`].
pub const TIME_OFFSET: &str = "spojka_signed_call_time_offset_seconds";

/// Why logs or metrics could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The filter is no filter.
    #[error("SPOJKA_LOG: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    /// Another subscriber is already in place.
    #[error("the log could not be started: {0}")]
    Log(#[from] tracing_subscriber::util::TryInitError),
    /// Another recorder is already in place.
    #[error("metrics could not be started: {0}")]
    Metrics(#[from] BuildError),
}

/// Starts the log. Lines go to standard error, so that commands may print their results to standard output.
///
/// # Errors
/// When the filter can't be read or a log was already started.
pub fn start_log(logging: &Logging) -> Result<(), TelemetryError> {
    let mut filter = EnvFilter::try_new(&logging.filter)?;
    if !logging.filter.contains("actix_server") {
        // It tells at each start what our own lines tell already.
        filter = filter.add_directive("actix_server=warn".parse()?);
    }
    let colours = std::io::stderr().is_terminal();
    let lines = fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr);
    match logging.format {
        LogFormat::Text => lines.finish().with(repeats::Seldomly).try_init()?,
        LogFormat::Json => lines.json().flatten_event(true).finish().with(repeats::Seldomly).try_init()?,
    }
    Ok(())
}

/// Starts the metrics of this process; the handle renders them for the metrics listener. Call [`PrometheusHandle::run_upkeep`]
/// now and then.
///
/// # Errors
/// When metrics were already started.
pub fn start_metrics() -> Result<PrometheusHandle, TelemetryError> {
    let handle = builder()?.install_recorder()?;
    describe();
    Ok(handle)
}

fn builder() -> Result<PrometheusBuilder, BuildError> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?
        .set_buckets_for_metric(Matcher::Full(TIME_OFFSET.to_owned()), &OFFSETS)
}

fn describe() {
    metrics::describe_counter!("spojka_signed_calls_total", "Signed calls by call and result");
    metrics::describe_histogram!(TIME_OFFSET, "Offset of the signed time from now, in seconds");
    metrics::describe_counter!("spojka_hooks_total", "Hooks by sender and result");
    metrics::describe_counter!("spojka_http_requests_total", "Answers by route and status class");
    metrics::describe_histogram!("spojka_http_request_seconds", "Time to answer by route, in seconds");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_histograms_with_bounds() {
        let recorder = builder().unwrap().build_recorder();
        let handle = recorder.handle();
        metrics::with_local_recorder(&recorder, || {
            metrics::histogram!("spojka_http_request_seconds").record(0.003);
            metrics::histogram!(TIME_OFFSET).record(300.0);
        });
        assert!(handle.render().contains("spojka_http_request_seconds_bucket{le=\"0.005\"} 1"));
        assert!(handle.render().contains("spojka_signed_call_time_offset_seconds_bucket{le=\"60\"} 0"));
        assert!(handle.render().contains("spojka_signed_call_time_offset_seconds_bucket{le=\"300\"} 1"));
    }
}
