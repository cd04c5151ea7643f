//! Measures what the program promises about speed, and fails when a budget is missed. Everything that is measured is the real
//! program in a process of its own; only the queries behind the pages run in this one.
//!
//! ```text
//! cargo bench                      # everything
//! cargo bench -- open webhook      # only these
//! ```
#![expect(clippy::disallowed_methods, reason = "a test reads what it has sent or stored itself")]
use std::process::ExitCode;

mod budget;
mod cpu;
mod hand_over;
mod idle;
mod neighbour;
mod open;
mod pages;
mod server;
mod webhook;
mod wire;

use budget::Report;

/// A measurement: its name on the command line, and what it does.
type Bench = (&'static str, fn(&mut Report) -> anyhow::Result<()>);

const BENCHES: &[Bench] = &[
    ("open", open::run),
    ("webhook", webhook::run),
    ("hand-over", hand_over::run),
    ("neighbour", neighbour::run),
    ("idle", idle::run),
    ("pages", pages::run),
];

fn main() -> ExitCode {
    // Cargo adds `--bench`; what else begins with a hyphen is not ours either.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if let Some(unknown) = wanted.iter().find(|word| BENCHES.iter().all(|(name, _)| name != word)) {
        let names: Vec<&str> = BENCHES.iter().map(|(name, _)| *name).collect();
        eprintln!("“{unknown}” is no measurement; there are {}", names.join(", "));
        return ExitCode::from(2);
    }
    let mut report = Report::default();
    for (name, run) in BENCHES.iter().filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|word| word == name)) {
        println!("\n{name}");
        if let Err(error) = run(&mut report) {
            eprintln!("  {name} could not be measured: {error:#}");
            return ExitCode::FAILURE;
        }
    }
    report.end()
}
