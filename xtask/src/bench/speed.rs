//! How many characters are read in a second, with peers measured in the same run on the same texts.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use super::texts::{ARTICLE, LENGTHS};
use super::{Bench, lines, node, peers, table};
use crate::{sizes, tools};

/// What the native command reads in one measured run, so that its start
/// weighs little: this many bytes, whatever the length of a text.
const NATIVE_LOAD: usize = 1_500_000;

/// Of so many runs of the native command, the median counts; longer texts than that have one.
const NATIVE_RUNS: usize = 3;

/// One analyser, and the milliseconds that each text takes it; none where it would take too long.
struct Row {
    name: String,
    ms: Vec<Option<f64>>,
}

/// The table of the characters that are read in a second.
pub fn table(bench: &Bench) -> Result<String> {
    let row =
        |name: &str, command: &mut Command| -> Result<Row> { Ok(Row { name: name.to_owned(), ms: lines(command.args(&bench.texts))? }) };
    let whosaid = tools::root().join("xtask/bench/whosaid.js");
    let mut rows = vec![
        Row { name: "whosaid, native".into(), ms: native(&bench.texts)? },
        row("whosaid, Node.js", node("speed.mjs").arg(&whosaid))?,
        row("whosaid, Chromium", node("chromium.mjs").arg(&whosaid))?,
    ];
    for peer in &bench.peers.npm {
        rows.push(row(&format!("{}, Node.js", peer.name), node("speed.mjs").arg(&peer.module))?);
        rows.push(row(&format!("{}, Chromium", peer.name), node("chromium.mjs").arg(&peer.bundle))?);
    }
    if bench.peers.python {
        rows.push(row("textacy, Python", &mut peers::python("speed"))?);
    }
    Ok(shown(&rows) + &bench.peers.missing())
}

/// The native command's times, on one thread: reading JSON and writing JSON included.
fn native(texts: &[impl AsRef<Path>]) -> Result<Vec<Option<f64>>> {
    let command = tools::native("release")?;
    let mut all = Vec::new();
    for path in texts {
        let text = fs::read_to_string(path)?;
        let line = serde_json::to_string(&serde_json::json!({"id": 0, "text": text}))? + "\n";
        let count = NATIVE_LOAD.div_ceil(text.len());
        let runs = if text.len() > NATIVE_LOAD { 1 } else { NATIVE_RUNS };
        let mut runs = (0..runs)
            .map(|_| Ok((stream(&command, &line, count)? - stream(&command, &line, 0)?).max(0.0) / count as f64))
            .collect::<Result<Vec<f64>>>()?;
        runs.sort_by(f64::total_cmp);
        all.push(Some(runs[runs.len() / 2]));
    }
    Ok(all)
}

/// The milliseconds in which the command answers `count` times `line`.
fn stream(command: &Path, line: &str, count: usize) -> Result<f64> {
    let start = Instant::now();
    let arguments = ["--ndjson", "--threads", "1"];
    let mut child = Command::new(command).args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    let mut stdin = child.stdin.take().context("the command has no input")?;
    for _ in 0..count {
        stdin.write_all(line.as_bytes())?;
    }
    drop(stdin);
    ensure!(child.wait()?.success(), "the native command failed");
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}

/// `rows` as a table, and how many times as many whosaid reads as the others.
fn shown(rows: &[Row]) -> String {
    let head: Vec<String> = std::iter::once("characters a second").chain(LENGTHS.map(|(name, _)| name)).map(String::from).collect();
    let cells = |row: &Row| -> Vec<String> {
        let speeds = (0..LENGTHS.len()).map(|at| row.speed(at).map_or(table::NONE.into(), |speed| sizes::grouped(rounded(speed))));
        std::iter::once(row.name.clone()).chain(speeds).collect()
    };
    let mut table = table::shown(&head, &rows.iter().map(cells).collect::<Vec<_>>());
    for (other, place) in rows.iter().filter_map(|row| row.name.split_once(", ")).filter(|(name, _)| *name != "whosaid") {
        let ours = format!("whosaid, {}", if place == "Python" { "native" } else { place });
        let speed = |name: &str| rows.iter().find(|row| row.name == name)?.speed(ARTICLE);
        if let (Some(ours_is), Some(theirs_is)) = (speed(&ours), speed(&format!("{other}, {place}"))) {
            table += &format!("{ours} reads {:.1} times as much as {other}, {place}, at {}.\n", ours_is / theirs_is, LENGTHS[ARTICLE].0);
        }
    }
    table
}

/// `speed` in three digits that count: no measurement knows more.
fn rounded(speed: f64) -> usize {
    let unit = 10_f64.powf(speed.max(1.0).log10().floor() - 2.0).max(1.0);
    ((speed / unit).round() * unit) as usize
}

impl Row {
    /// How many characters of a text it reads in a second.
    fn speed(&self, text: usize) -> Option<f64> {
        let ms = self.ms.get(text).copied().flatten().filter(|ms| *ms > 0.0)?;
        Some(LENGTHS[text].1 as f64 / ms * 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_stand_beside_each_other() {
        let row = |name: &str, ms: [Option<f64>; 2]| Row { name: name.into(), ms: ms.to_vec() };
        let rows = [row("whosaid, Node.js", [Some(1.0), Some(4.0)]), row("slow, Node.js", [Some(3.0), Some(50.0)])];
        let table = shown(&rows);
        let lines: Vec<&str> = table.lines().collect();
        let words = |line: &str| line.split_whitespace().map(String::from).collect::<Vec<_>>();
        assert_eq!(words(lines[1]), ["whosaid,", "Node.js", "1,000,000", "1,250,000", "–", "–", "–", "–"]);
        assert_eq!(words(lines[2]), ["slow,", "Node.js", "333,000", "100,000", "–", "–", "–", "–"]);
        assert_eq!(lines[3], "whosaid, Node.js reads 12.5 times as much as slow, Node.js, at 5 KB.");
    }

    #[test]
    fn speeds_have_three_digits() {
        assert_eq!([7.4, 999.6, 84_123.0, 1_726_543.0].map(rounded), [7, 1000, 84_100, 1_730_000]);
    }
}
