//! Other programs, and what they take.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use wait4::Wait4;

/// What one run of a program took; and printed, where its output is piped.
pub struct Run {
    /// The processor's time.
    pub seconds: f64,
    /// The most memory that was resident; none where the system does not tell.
    pub bytes: Option<u64>,
    pub output: String,
}

/// Runs `command` to its end, its output going where the command says; an error where it does not succeed.
pub fn run(command: &mut Command) -> Result<Run> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command.spawn().with_context(|| format!("cannot run {name}"))?;
    let stdout = child.stdout.take();
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let ended = AtomicBool::new(false);
    let mut output = String::new();
    let (read, usage, bytes) = thread::scope(|scope| {
        let peak = scope.spawn(|| {
            let mut peak = None;
            while !ended.load(Ordering::Relaxed) {
                // The system keeps the most so far; only what is added in the last millisecond can be missed.
                peak = peak_of(&status).max(peak);
                thread::sleep(Duration::from_millis(1));
            }
            peak
        });
        let read = stdout.map_or(Ok(0), |mut stdout| stdout.read_to_string(&mut output));
        let usage = child.wait4();
        ended.store(true, Ordering::Relaxed);
        (read, usage, peak.join().unwrap_or_default())
    });
    let usage = usage.with_context(|| format!("cannot wait for {name}"))?;
    ensure!(usage.status.success(), "{name} failed ({})", usage.status);
    read.with_context(|| format!("{name} printed no text"))?;
    Ok(Run { seconds: (usage.rusage.utime + usage.rusage.stime).as_secs_f64(), bytes, output })
}

/// The most memory that a process has had resident, in bytes, by its `status` file.
fn peak_of(status: &Path) -> Option<u64> {
    let status = fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}
