//! Speed, with peers measured in the same run on the same texts.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::{build, cases, sizes, tools};

/// What the measured texts hold, in characters: from a remark to a book.
const LENGTHS: [(&str, usize); 5] = [("1 KB", 1_000), ("5 KB", 5_000), ("20 KB", 20_000), ("100 KB", 100_000), ("1 MB", 1_000_000)];

/// The one of them that is as long as most articles.
const ARTICLE: usize = 1;

/// What the native command reads in one measured run, so that its start
/// weighs little: this many characters, whatever the length of a text.
const NATIVE_LOAD: usize = 4_000_000;

/// What else finds quotations, or reads a text, in a browser.
const PEERS: [&str; 3] = ["compromise@14.17.0", "wink-nlp@2.4.0", "wink-eng-lite-web-model@1.8.1"];

/// What Node is told; `bench/speed.mjs` says what it makes of it.
#[derive(Serialize)]
struct Order<'a> {
    artefacts: &'a Path,
    peers: Option<&'a Path>,
    texts: Vec<&'a str>,
}

/// One analyser and its times.
#[derive(Deserialize)]
struct Row {
    name: String,
    raw: Option<usize>,
    gzip: Option<usize>,
    /// Milliseconds for each of [`LENGTHS`]; none where it would take too long.
    ms: Vec<Option<f64>>,
}

/// The table of speed, of texts made of `text` or of the tests' cases, beside `peers` or not.
pub fn table(text: Option<&Path>, peers: bool) -> Result<String> {
    build::build()?;
    let seed = match text {
        Some(path) => fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?,
        None => cases::texts()?.into_values().collect::<Vec<_>>().join("\n\n"),
    };
    let texts = LENGTHS.map(|(_, length)| repeated(&seed, length));
    let peers = if peers { add_peers()? } else { None };
    let mut rows = vec![native(&texts)?];
    rows.extend(in_node(&texts, peers.as_deref())?);
    Ok(shown(&rows))
}

/// `seed` again and again, up to `length` characters.
fn repeated(seed: &str, length: usize) -> String {
    let seed = format!("{}\n\n", seed.trim());
    seed.chars().cycle().take(length).collect()
}

/// The directory of the peers; none where they cannot be had.
fn add_peers() -> Result<Option<PathBuf>> {
    let directory = tools::target()?.join("bench");
    fs::create_dir_all(&directory)?;
    fs::write(directory.join("package.json"), r#"{"private": true}"#)?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"]).args(PEERS).current_dir(&directory);
    if let Err(error) = tools::run(npm) {
        println!("without peers: {error:#}");
        return Ok(None);
    }
    Ok(Some(directory))
}

/// The native command's times: reading JSON and writing JSON included.
fn native(texts: &[String]) -> Result<Row> {
    let command = tools::native("release")?;
    let mut ms = Vec::new();
    for text in texts {
        let count = NATIVE_LOAD.div_ceil(text.len());
        let idle = stream(&command, text, 0)?;
        let busy = stream(&command, text, count)?;
        ms.push(Some((busy - idle).max(0.0) / count as f64));
    }
    Ok(Row { name: "whosaid (native)".into(), raw: None, gzip: None, ms })
}

/// The milliseconds in which the command answers `count` times `text`.
fn stream(command: &Path, text: &str, count: usize) -> Result<f64> {
    let line = serde_json::to_string(&serde_json::json!({"id": 0, "text": text}))? + "\n";
    let start = Instant::now();
    let mut child = Command::new(command).arg("--ndjson").stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    let mut stdin = child.stdin.take().context("the command has no input")?;
    for _ in 0..count {
        stdin.write_all(line.as_bytes())?;
    }
    drop(stdin);
    ensure!(child.wait()?.success(), "the native command failed");
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}

/// The times of the wasm and of the peers, in Node.
fn in_node(texts: &[String], peers: Option<&Path>) -> Result<Vec<Row>> {
    let order = Order { artefacts: &sizes::directory(), peers, texts: texts.iter().map(String::as_str).collect() };
    let path = tools::target()?.join("bench.json");
    fs::write(&path, serde_json::to_string(&order)?)?;
    let output =
        tools::command("node").arg("xtask/bench/speed.mjs").arg(&path).stderr(Stdio::inherit()).output().context("cannot run node")?;
    ensure!(output.status.success(), "the measurement in Node failed");
    serde_json::from_slice(&output.stdout).context("the measurement in Node printed no JSON")
}

/// `rows` side by side: what is loaded, what each text takes, and how many characters that is in a second.
fn shown(rows: &[Row]) -> String {
    let mut table = format!("{:<18} {:>10} {:>10}", "milliseconds", "raw", "gzip");
    for (name, _) in LENGTHS {
        table += &format!(" {name:>9}");
    }
    table += &format!(" {:>14}\n", "characters/s");
    for row in rows {
        let size = |size: Option<usize>| size.map_or("–".into(), sizes::grouped);
        table += &format!("{:<18} {:>10} {:>10}", row.name, size(row.raw), size(row.gzip));
        for ms in &row.ms {
            let shown = ms.map_or("–".into(), |ms| format!("{ms:.2}"));
            table += &format!(" {shown:>9}");
        }
        table += &format!(" {:>14}\n", row.speed().map_or("–".into(), sizes::grouped));
    }
    let (article, _) = LENGTHS[ARTICLE];
    table + &format!("Medians after warm-up; characters a second at {article}. The native command's times hold its JSON in and out.\n")
}

impl Row {
    /// How many characters of an article it reads in a second.
    fn speed(&self) -> Option<usize> {
        let ms = self.ms.get(ARTICLE).copied().flatten().filter(|ms| *ms > 0.0)?;
        Some((LENGTHS[ARTICLE].1 as f64 / ms * 1000.0) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_repeated_to_its_length() {
        assert_eq!(repeated("é.\n", 9), "é.\n\né.\n\né");
    }
}
