//! Size, loading, speed, memory, edits and growth, each as a table.

mod edits;
mod loading;
mod memory;
mod peers;
mod speed;
mod table;
mod texts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::de::DeserializeOwned;

use crate::{browsers, build, growth, sizes, tools};
use peers::Peers;
use texts::Texts;

#[derive(clap::Args)]
pub struct Arguments {
    /// The tables to print; all of them where none is named
    #[arg(value_enum)]
    tables: Vec<Name>,

    /// Measure whosaid alone: nothing is fetched to stand beside it
    #[arg(long)]
    no_peers: bool,

    /// Read this text, as often as it takes, instead of the project's own articles
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,

    /// Growth: only families that have this in their names
    #[arg(long, value_name = "PART")]
    family: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// What a browser loads
    Size,
    /// How soon a reader of a page sees marks
    Loading,
    /// How many characters are read in a second, with peers beside it
    Speed,
    /// What memory that takes, with peers beside it
    Memory,
    /// How long it takes to follow somebody who types
    Edits,
    /// How time and memory grow with texts that are made to be hard
    Growth,
}

/// What the tables are taken with.
struct Bench {
    texts: Texts,
    peers: Peers,
}

/// Measures and prints the tables.
pub fn run(arguments: &Arguments) -> Result<()> {
    let names = if arguments.tables.is_empty() { Name::value_variants() } else { &arguments.tables };
    let bench = if names == [Name::Growth] { None } else { Some(prepare(arguments, names)?) };
    for name in names {
        println!();
        match (name, &bench) {
            (Name::Size, Some(bench)) => print!("{}{}", sizes::table(&sizes::measure(true)?), bench.peers.sizes()?),
            (Name::Loading, Some(bench)) => print!("{}", loading::table(bench)?),
            (Name::Speed, Some(bench)) => print!("{}", speed::table(bench)?),
            (Name::Memory, Some(bench)) => print!("{}", memory::table(bench)?),
            (Name::Edits, Some(bench)) => print!("{}", edits::table(bench)?),
            (Name::Growth, _) | (_, None) => growth::run(arguments.family.as_deref().unwrap_or_default())?,
        }
    }
    Ok(())
}

/// Builds, fetches and writes what the tables called `names` are taken with.
fn prepare(arguments: &Arguments, names: &[Name]) -> Result<Bench> {
    let wants = |these: &[Name]| names.iter().any(|name| these.contains(name));
    build::build()?;
    if wants(&[Name::Loading, Name::Speed]) {
        // What drives the browser is that of the tests.
        tools::npm(Path::new("tests/browser"), ["install", "--no-save", "--silent"])?;
        browsers::add_chromium()?;
    }
    let directory = tools::target()?.join("bench");
    fs::create_dir_all(&directory).with_context(|| format!("cannot make {}", directory.display()))?;
    let has_peers = !arguments.no_peers && wants(&[Name::Size, Name::Speed, Name::Memory]);
    Ok(Bench {
        texts: texts::write(&directory, arguments.text.as_deref())?,
        peers: if has_peers { Peers::add(&directory) } else { Peers::none() },
    })
}

/// Node.js with a script of `xtask/bench/`.
fn node(script: &str) -> Command {
    let mut node = tools::command("node");
    node.arg("--expose-gc").arg(format!("xtask/bench/{script}")).stdout(Stdio::piped());
    node
}

/// What `command` prints, a value of JSON a line. One that breaks off leaves what it has printed, and says why itself.
fn lines<T: DeserializeOwned>(command: &mut Command) -> Result<Vec<T>> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot run {}", command.get_program().display()))?;
    let text = String::from_utf8(output.stdout).context("a measurement printed no text")?;
    text.lines().map(|line| serde_json::from_str(line).with_context(|| format!("a measurement printed {line:?}"))).collect()
}
