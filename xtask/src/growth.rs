//! How time and memory of the native command grow with texts that were never
//! meant to be read: by doubling them, and fitting a power to what that takes.

mod families;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::{process, sizes, tools};
use families::{FAMILIES, Family, Task};

/// The sizes of a family's texts, as multiples of its smallest.
const SIZES: [usize; 4] = [1, 2, 4, 8];

/// A family whose time or memory grows faster than this power of its length is marked.
const LINEAR: f64 = 1.15;

/// Each size is measured this many times, and the least counts: what else runs can only add.
const RUNS: usize = 3;

/// What one run of the command took.
#[derive(Clone, Copy)]
struct Cost {
    /// The processor's time.
    seconds: f64,
    /// The most memory that was resident; none where the system does not tell.
    bytes: Option<u64>,
}

/// Measures every family, or those that have `part` in their names, and prints a line for each.
pub fn run(part: &str) -> Result<()> {
    let command = tools::native("release")?;
    let directory = tools::target()?.join("growth");
    fs::create_dir_all(&directory)?;
    // What the start takes, the weights and all, is no growth.
    let idle = least(&command, Task::Analyze, &write(&directory, &[String::new()])?)?;
    println!("{}", head());
    for family in FAMILIES.iter().filter(|family| family.name.contains(part)) {
        let costs = SIZES.map(|size| {
            let files = write(&directory, &(family.texts)(family.smallest * size))?;
            least(&command, family.task, &files)
        });
        let costs: Vec<Cost> = costs.into_iter().collect::<Result<_>>()?;
        println!("{}", row(family, idle, &costs));
    }
    println!(
        "Processor time, start aside, the least of {RUNS}; memory resident at most. Exponents by least squares on logarithms; ! is above {LINEAR}."
    );
    Ok(())
}

/// Puts `texts` into files.
fn write(directory: &Path, texts: &[String]) -> Result<Vec<PathBuf>> {
    let write = |(at, text): (usize, &String)| {
        let path = directory.join(format!("{at}.txt"));
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    };
    texts.iter().enumerate().map(write).collect()
}

/// The least time that `task` takes with `files`, and the memory: of what was seen, the most.
fn least(command: &Path, task: Task, files: &[PathBuf]) -> Result<Cost> {
    let mut least = cost(command, task, files)?;
    for _ in 1..RUNS {
        let cost = cost(command, task, files)?;
        least = Cost { seconds: least.seconds.min(cost.seconds), bytes: least.bytes.max(cost.bytes) };
    }
    Ok(least)
}

/// What `task` takes with `files`.
fn cost(command: &Path, task: Task, files: &[PathBuf]) -> Result<Cost> {
    let run = process::run(Command::new(command).args(task.arguments()).args(files).stdout(Stdio::null()))?;
    Ok(Cost { seconds: run.seconds, bytes: run.bytes })
}

/// The power of x that y grows with, fitted to `points`; none where too few of them are above zero.
fn exponent(points: &[(f64, f64)]) -> Option<f64> {
    let logs: Vec<(f64, f64)> = points.iter().filter(|(x, y)| *x > 0.0 && *y > 0.0).map(|(x, y)| (x.ln(), y.ln())).collect();
    let count = logs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|log| log.0), mean(|log| log.1));
    let (above, below) =
        logs.iter().fold((0.0, 0.0), |(above, below), log| (above + (log.0 - x) * (log.1 - y), below + (log.0 - x).powi(2)));
    (logs.len() > 1 && below > 0.0).then(|| above / below)
}

fn head() -> String {
    let mut head = format!("{:<9} {:<25} {:>11}", "growth", "", "bytes");
    for size in SIZES {
        head += &format!(" {:>8}", format!("{size} n, ms"));
    }
    head + &format!(" {:>6} {:>8} {:>6}", "power", "MB", "power")
}

/// The line of `family`, whose sizes took `costs`, where nothing takes `idle`.
fn row(family: &Family, idle: Cost, costs: &[Cost]) -> String {
    let task = match family.task {
        Task::Analyze => "analyze",
        Task::Compare => "compare",
        Task::Check => "check",
    };
    let mut row = format!("{task:<9} {:<25} {:>11}", family.name, sizes::grouped(family.smallest));
    let seconds = costs.iter().map(|cost| (cost.seconds - idle.seconds).max(0.0));
    for seconds in seconds.clone() {
        row += &format!(" {:>8.0}", seconds * 1000.0);
    }
    let bytes = costs.iter().map(|cost| cost.bytes.map_or(0.0, |bytes| bytes.saturating_sub(idle.bytes.unwrap_or_default()) as f64));
    let most = costs.iter().filter_map(|cost| cost.bytes).max();
    row += &shown(exponent(&at_sizes(seconds)));
    row += &most.map_or(format!(" {:>8}", "–"), |bytes| format!(" {:>8.0}", bytes as f64 / 1e6));
    row + &shown(exponent(&at_sizes(bytes)))
}

/// Each of `values` with its size.
fn at_sizes(values: impl Iterator<Item = f64>) -> Vec<(f64, f64)> {
    SIZES.iter().map(|size| *size as f64).zip(values).collect()
}

/// `exponent` as a cell, marked where it is above [`LINEAR`].
fn shown(exponent: Option<f64>) -> String {
    let mark = if exponent.is_some_and(|exponent| exponent > LINEAR) { "!" } else { "" };
    format!(" {:>6}", exponent.map_or("–".into(), |exponent| format!("{mark}{exponent:.2}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_is_found_again() {
        let points = |power: f64| SIZES.map(|size| (size as f64, 3.0 * (size as f64).powf(power)));
        for power in [0.0, 1.0, 1.5, 2.0] {
            assert!((exponent(&points(power)).unwrap() - power).abs() < 1e-9);
        }
        assert_eq!(exponent(&[(1.0, 0.0), (2.0, 3.0)]), None);
    }

    #[test]
    fn what_grows_too_fast_is_marked() {
        assert_eq!([Some(1.0), Some(1.16), None].map(shown), ["   1.00", "  !1.16", "      –"]);
    }
}
