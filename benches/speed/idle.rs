//! The program that has nothing to do: how soon it is ready, and how much memory it keeps.
use std::time::Duration;

use anyhow::Context as _;

use crate::budget::{Report, millis, percentile};
use crate::cpu;
use crate::server::House;

/// Starts; the slowest counts.
const STARTS: usize = 5;
/// From start to ready, in milliseconds.
const START_BUDGET: f64 = 1000.0;
/// Resident memory, in MiB.
const MEMORY_BUDGET: f64 = 40.0;
/// How long it is left alone before its memory is read.
const QUIET: Duration = Duration::from_secs(15);

pub fn run(report: &mut Report) -> anyhow::Result<()> {
    let house = House::new("http://127.0.0.1:9/key.pub")?;
    let first = house.start()?;
    report.at_most("first start, with all migrations", millis(first.ready_after), START_BUDGET, "ms");
    drop(first);
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        starts.push(millis(house.start()?.ready_after));
    }
    report.at_most("later start, slowest of five", percentile(&mut starts, 1.0), START_BUDGET, "ms");
    let server = house.start()?;
    let before = cpu::of(server.process())?;
    std::thread::sleep(QUIET);
    let busy = cpu::of(server.process())?.saturating_sub(before).as_secs_f64() / QUIET.as_secs_f64();
    report.note("CPU while idle", format!("{:.2} %", busy * 100.0));
    report.at_most("resident memory while idle", memory(server.process(), "VmRSS:")?, MEMORY_BUDGET, "MiB");
    report.note("of which at the highest", format!("{:.1} MiB", memory(server.process(), "VmHWM:")?));
    Ok(())
}

/// A line of a process' status that is in KiB, in MiB.
fn memory(process: u32, line: &str) -> anyhow::Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let value = status.lines().find_map(|text| text.strip_prefix(line)).with_context(|| format!("no {line}"))?;
    let kib: f64 = value.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib / 1024.0)
}
