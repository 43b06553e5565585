//! What memory an analysis takes, with peers measured in the same run on the same texts.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde::Deserialize;

use super::texts::{ARTICLE, BOOK, LENGTHS, LONG};
use super::{Bench, node, peers, table};
use crate::{process, tools};

/// What is measured: nothing read, and then these.
const TEXTS: [usize; 3] = [ARTICLE, LONG, BOOK];

/// What `memory.mjs` says of one analysis, in bytes.
#[derive(Deserialize)]
struct InNode {
    wasm: Option<u64>,
    heap: u64,
}

type Row = (String, Vec<Option<u64>>);

/// The table of the most memory in use, each cell by a process of its own.
pub fn table(bench: &Bench) -> Result<String> {
    let texts: Vec<Option<&Path>> = std::iter::once(None).chain(TEXTS.map(|at| Some(bench.texts[at].as_path()))).collect();
    let native = tools::native("release")?;
    let mut rows: Vec<Row> = Vec::new();
    rows.push((
        "whosaid, native: process".into(),
        each(&texts, |text| resident(Command::new(&native).args(["--format", "json"]).args(text)))?,
    ));
    rows.extend(in_node("whosaid", &tools::root().join("xtask/bench/whosaid.js"), &texts)?);
    for peer in &bench.peers.npm {
        rows.extend(in_node(peer.name, &peer.module, &texts)?);
    }
    rows.push(("Node.js alone: process".into(), vec![measured(node("memory.mjs"))?.1]));
    if bench.peers.python {
        rows.push(("textacy, Python: process".into(), each(&texts, |text| resident(peers::python("once").args(text)))?));
    }
    Ok(shown(&rows) + &bench.peers.missing())
}

/// What `measure` gives for each of `texts`.
fn each<T>(texts: &[Option<&Path>], measure: impl FnMut(Option<&Path>) -> Result<T>) -> Result<Vec<T>> {
    texts.iter().copied().map(measure).collect()
}

/// The most that is resident while `command` runs, with no input.
fn resident(command: &mut Command) -> Result<Option<u64>> {
    Ok(process::run(command.stdin(Stdio::null()).stdout(Stdio::null()))?.bytes)
}

/// The rows of an analyser that Node.js runs: the core's memory if it has one, the heap, the process.
fn in_node(name: &str, module: &Path, texts: &[Option<&Path>]) -> Result<Vec<Row>> {
    let all = each(texts, |text| {
        let mut node = node("memory.mjs");
        node.arg(module).args(text);
        measured(node)
    })?;
    let row =
        |what: &str, of: fn(&(InNode, Option<u64>)) -> Option<u64>| (format!("{name}, Node.js: {what}"), all.iter().map(of).collect());
    let rows: [Row; 3] =
        [row("wasm", |(inside, _)| inside.wasm), row("heap", |(inside, _)| Some(inside.heap)), row("process", |(_, outside)| *outside)];
    Ok(rows.into_iter().filter(|(_, bytes)| bytes.iter().any(Option::is_some)).collect())
}

/// What a run of `memory.mjs` says of itself, and the most that is resident.
fn measured(mut node: Command) -> Result<(InNode, Option<u64>)> {
    let run = process::run(&mut node)?;
    Ok((serde_json::from_str(&run.output).context("memory.mjs printed no JSON")?, run.bytes))
}

fn shown(rows: &[Row]) -> String {
    let head = ["megabytes at most", "loaded"].into_iter().chain(TEXTS.map(|at| LENGTHS[at].0)).map(String::from).collect::<Vec<_>>();
    let row = |(name, bytes): &Row| std::iter::once(name.clone()).chain(bytes.iter().copied().map(table::megabytes)).collect();
    table::shown(&head, &rows.iter().map(row).collect::<Vec<_>>())
}
