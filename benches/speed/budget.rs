//! Numbers beside their budgets, and what they add up to.
use std::process::ExitCode;
use std::time::Duration;

/// What was measured so far.
#[derive(Debug, Default)]
pub struct Report {
    missed: Vec<String>,
}

impl Report {
    /// A number for information.
    #[expect(clippy::unused_self, reason = "reads like its neighbours")]
    pub fn note(&self, what: &str, number: impl std::fmt::Display) {
        println!("  {what:<58} {number:>14}");
    }

    /// A number that must not exceed its budget.
    pub fn at_most(&mut self, what: &str, number: f64, budget: f64, unit: &str) {
        let kept = number <= budget;
        let verdict = if kept { "kept" } else { "MISSED" };
        println!("  {what:<58} {:>14}   at most {budget} {unit}: {verdict}", format!("{number:.2} {unit}"));
        if !kept {
            self.missed.push(format!("{what}: {number:.2} {unit}, at most {budget} {unit}"));
        }
    }

    /// Success only when every budget was kept.
    pub fn end(self) -> ExitCode {
        if self.missed.is_empty() {
            println!("\nevery budget was kept");
            return ExitCode::SUCCESS;
        }
        println!("\nmissed:");
        for line in self.missed {
            println!("  {line}");
        }
        ExitCode::FAILURE
    }
}

/// The value below which `share` (0.0 to 1.0) of the values lie; 0 of none.
pub fn percentile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index of a short list"
    )]
    let at = (values.len().saturating_sub(1) as f64 * share).round() as usize;
    values.get(at).copied().unwrap_or_default()
}

/// Microseconds.
pub fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

/// Milliseconds.
pub fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
