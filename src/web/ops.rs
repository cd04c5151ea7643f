//! For those who run the program: liveness, readiness, metrics.
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, ServiceConfig};
use metrics_exporter_prometheus::PrometheusHandle;
use serde_json::json;

use crate::domain::clock::Clock;
use crate::store::patience::{self, within};
use crate::store::{DatabaseFile, Db, StoreResult, jobs, maintenance, marks, messages, workers};
use crate::web::app::WebState;
use crate::web::error::not_found;
use crate::web::observe;

/// A worker that gave no sign of life for so many seconds counts as stuck.
const WORKER_SECONDS: i64 = 30;

/// How long the database is waited for: whoever asks wants an answer within a second.
const LOOK: Duration = Duration::from_millis(800);

/// `GET /live`: the process answers.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "live": true }))
}

/// `GET /ready`: database reachable, migrations done, worker alive, what is given can be stored, not about to end. 503 with the same list
/// when one of them is not. Answers within a second whatever the database does.
pub async fn ready(state: Data<WebState>) -> HttpResponse {
    let (migrated, seen) =
        tokio::join!(within(LOOK, state.db.migrated()), within(LOOK, workers::last_seen(&state.db, &state.worker)));
    let oldest = state.clock.now().plus_seconds(-WORKER_SECONDS);
    let checks = json!({
        "database": migrated.is_ok(),
        "migrations": matches!(migrated, Ok(true)),
        "worker": matches!(seen, Ok(Some(at)) if at > oldest),
        "storing": storing(&state.db),
        "serving": !state.is_stopping(),
    });
    let ready = checks.as_object().is_some_and(|all| all.values().all(|ok| ok == &json!(true)));
    let mut answer = if ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    answer.json(json!({ "ready": ready, "checks": checks }))
}

/// Whether what is stored lasts: the file is still there, and no write was refused for want of room lately.
fn storing(db: &Db) -> bool {
    patience::stores() && db.file().is_none_or(DatabaseFile::stands)
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
    // A scope, so that every answer of this listener is protected as those of the other one.
    let scope = web::scope("").route("/metrics", web::get().to(metrics)).default_service(web::to(not_found));
    cfg.service(scope.wrap(from_fn(observe::answer)));
}

/// `GET /metrics`: Prometheus text. The queue is looked at now, so that its numbers are never stale; answers within a second whatever the
/// database does.
async fn metrics(state: Data<MetricsState>) -> HttpResponse {
    let looked = within(LOOK, look(&state)).await;
    metrics::gauge!("spojka_database_up").set(if looked.is_ok() { 1.0 } else { 0.0 });
    metrics::gauge!("spojka_storing").set(if storing(&state.db) { 1.0 } else { 0.0 });
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(state.handle.render())
}

async fn look(state: &MetricsState) -> StoreResult<()> {
    let (db, now) = (&state.db, state.clock.now());
    let (oldest, due) = jobs::backlog(db, now).await?;
    let lag = oldest.map_or(0, |at| (now.0 - at.0).max(0));
    let closed = maintenance::get(db).await?.is_some();
    #[expect(clippy::cast_precision_loss, reason = "gauges; counts stay far below 2^52")]
    let gauges = [
        ("spojka_jobs_due", due as f64),
        ("spojka_jobs_oldest_due_age_seconds", lag as f64 / 1000.0),
        ("spojka_marks_waiting", marks::count(db).await? as f64),
        ("spojka_support_messages_unsent", messages::unsent(db).await? as f64),
        ("spojka_maintenance", if closed { 1.0 } else { 0.0 }),
    ];
    for (name, value) in gauges {
        metrics::gauge!(name).set(value);
    }
    let (dead, deadly) = jobs::dead(db).await?;
    #[expect(clippy::cast_precision_loss, reason = "gauges; counts stay far below 2^52")]
    let (tried, deadly) = ((dead - deadly) as f64, deadly as f64);
    metrics::gauge!("spojka_jobs_dead", "reason" => "tries").set(tried);
    metrics::gauge!("spojka_jobs_dead", "reason" => "process").set(deadly);
    Ok(())
}
