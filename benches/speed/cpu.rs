//! Time on the processor, as the kernel's scheduler counts it: `/proc/…/schedstat`, first field, nanoseconds of user and system time.
use std::fs;
use std::time::Duration;

use anyhow::Context as _;

fn spent(path: &str) -> anyhow::Result<Duration> {
    let text = fs::read_to_string(path).with_context(|| format!("{path} can't be read"))?;
    let nanos = text.split_whitespace().next().and_then(|word| word.parse().ok());
    Ok(Duration::from_nanos(nanos.with_context(|| format!("{path} has no number"))?))
}

/// What the calling thread has spent.
pub fn of_this_thread() -> anyhow::Result<Duration> {
    spent("/proc/thread-self/schedstat")
}

/// What the threads of a process have spent, by the thread's name. Threads that have ended are not in it.
pub fn of_threads(process: u32) -> anyhow::Result<Vec<(String, Duration)>> {
    let mut all: Vec<(String, Duration)> = Vec::new();
    for task in fs::read_dir(format!("/proc/{process}/task"))? {
        let path = task?.path();
        let name = fs::read_to_string(path.join("comm"))?.trim().to_owned();
        let time = spent(&path.join("schedstat").display().to_string())?;
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += time,
            None => all.push((name, time)),
        }
    }
    Ok(all)
}

/// What all threads of a process have spent together.
pub fn of(process: u32) -> anyhow::Result<Duration> {
    Ok(of_threads(process)?.into_iter().map(|(_, time)| time).sum())
}
