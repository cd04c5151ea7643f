//! For those who run the program: liveness, readiness, metrics.
use actix_web::HttpResponse;
use actix_web::web::{Data, ServiceConfig};
use metrics_exporter_prometheus::PrometheusHandle;
use serde_json::json;

use crate::domain::clock::Clock;
use crate::store::{Db, jobs, maintenance, marks, messages, workers};
use crate::web::app::WebState;

/// A worker that gave no sign of life for so many seconds counts as stuck.
const WORKER_SECONDS: i64 = 30;

/// `GET /live`: the process answers.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "live": true }))
}

/// `GET /ready`: database reachable, migrations done, worker alive. 503 with the same list when one of them is not.
pub async fn ready(state: Data<WebState>) -> HttpResponse {
    let migrated = state.db.migrated().await;
    let seen = workers::last_seen(&state.db, &state.worker).await;
    let oldest = state.clock.now().plus_seconds(-WORKER_SECONDS);
    let checks = json!({
        "database": migrated.is_ok(),
        "migrations": matches!(migrated, Ok(true)),
        "worker": matches!(seen, Ok(Some(at)) if at > oldest),
    });
    let ready = checks.as_object().is_some_and(|all| all.values().all(|ok| ok == &json!(true)));
    let mut answer = if ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    answer.json(json!({ "ready": ready, "checks": checks }))
}

/// What the metrics listener needs.
pub struct MetricsState {
    /// Renders the metrics of this process.
    pub handle: PrometheusHandle,
    /// For the gauges of the queue.
    pub db: Db,
    /// The time.
    pub clock: Clock,
}

/// The routes of the metrics listener. Needs `Data<MetricsState>`.
pub fn configure_metrics(cfg: &mut ServiceConfig) {
    cfg.route("/metrics", actix_web::web::get().to(metrics));
}

/// `GET /metrics`: Prometheus text. The queue is looked at now, so that its numbers are never stale.
async fn metrics(state: Data<MetricsState>) -> HttpResponse {
    let now = state.clock.now();
    if let (Ok((oldest, due)), Ok(waiting)) = (jobs::backlog(&state.db, now).await, marks::count(&state.db).await) {
        let lag = oldest.map_or(0, |at| (now.0 - at.0).max(0));
        #[expect(clippy::cast_precision_loss, reason = "a gauge; counts stay far below 2^52")]
        let (lag, due, waiting) = (lag as f64 / 1000.0, due as f64, waiting as f64);
        metrics::gauge!("spojka_jobs_due").set(due);
        metrics::gauge!("spojka_jobs_oldest_due_age_seconds").set(lag);
        metrics::gauge!("spojka_marks_waiting").set(waiting);
    }
    if let Ok((dead, deadly)) = jobs::dead(&state.db).await {
        #[expect(clippy::cast_precision_loss, reason = "a gauge; counts stay far below 2^52")]
        let (tried, deadly) = ((dead - deadly) as f64, deadly as f64);
        metrics::gauge!("spojka_jobs_dead", "reason" => "tries").set(tried);
        metrics::gauge!("spojka_jobs_dead", "reason" => "process").set(deadly);
    }
    if let (Ok(closed), Ok(unsent)) = (maintenance::get(&state.db).await, messages::unsent(&state.db).await) {
        metrics::gauge!("spojka_maintenance").set(if closed.is_some() { 1.0 } else { 0.0 });
        #[expect(clippy::cast_precision_loss, reason = "a gauge; counts stay far below 2^52")]
        metrics::gauge!("spojka_support_messages_unsent").set(unsent as f64);
    }
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(state.handle.render())
}
