//! How well the analysis does on texts whose quotations are known.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::tools;

#[derive(clap::Args)]
pub struct Arguments {
    /// The texts and their quotations, an {"id", "text", "attributions"} a line
    gold: PathBuf,

    /// Who speaks in them, an {"id", "segments"} a line
    #[arg(long, value_name = "FILE")]
    speakers: Option<PathBuf>,

    /// The program that compares [default: ../shared/score/score.py beside the project]
    #[arg(long, value_name = "PATH")]
    score_py: Option<PathBuf>,

    /// List what was judged wrong
    #[arg(long, value_enum, value_name = "FIGURE")]
    errors: Option<Figure>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Figure {
    Who,
    Speaker,
}

/// Analyses the texts with the native command and prints the figures.
pub fn run(arguments: &Arguments) -> Result<()> {
    let score_py = arguments.score_py.clone().unwrap_or_else(|| tools::root().join("../shared/score/score.py"));
    for (what, path) in
        [("gold file", Some(&arguments.gold)), ("speakers file", arguments.speakers.as_ref()), ("score.py", Some(&score_py))]
    {
        if let Some(path) = path.filter(|path| !path.is_file()) {
            bail!("there is no {what} at {}", path.display());
        }
    }
    let predictions = predict(&arguments.gold)?;
    // The paths are the caller's, and so is the directory they start from.
    let mut python = std::process::Command::new("python3");
    python.arg(&score_py).arg(&arguments.gold).arg(predictions);
    if let Some(speakers) = &arguments.speakers {
        python.arg("--speakers").arg(speakers);
    }
    // What was judged wrong is a list for another program to read.
    let by_stage = arguments.errors.is_none();
    if let Some(figure) = arguments.errors.and_then(|figure| figure.to_possible_value()) {
        python.arg("--errors").arg(figure.get_name());
    }
    tools::run(python)?;
    if by_stage { stages(arguments, &score_py) } else { Ok(()) }
}

/// The program that learns and measures the stages.
pub fn trainer() -> Result<PathBuf> {
    let cargo = tools::cargo(["build", "--quiet", "--release", "--features=training", "--bin=whosaid-train"]);
    tools::run(cargo)?;
    Ok(tools::target()?.join("release/whosaid-train"))
}

/// Prints how well each stage does by itself: the speakers with the sources as annotated.
fn stages(arguments: &Arguments, score_py: &Path) -> Result<()> {
    let trainer = trainer()?;
    let mut stages = std::process::Command::new(&trainer);
    stages.arg("stages").arg(&arguments.gold);
    tools::run(stages)?;
    let Some(speakers) = &arguments.speakers else { return Ok(()) };
    let predictions = tools::target()?.join("score/given-sources.jsonl");
    let mut given = std::process::Command::new(&trainer);
    given.arg("given-sources").arg(&arguments.gold).stdout(Stdio::from(File::create(&predictions)?));
    tools::run(given)?;
    let mut python = std::process::Command::new("python3");
    python.arg(score_py).arg(&arguments.gold).arg(predictions).arg("--speakers").arg(speakers);
    let output = python.output().context("cannot run python3")?;
    let figures = String::from_utf8_lossy(&output.stdout);
    let speaker = figures.lines().find_map(|line| line.strip_prefix("speaker")).context("score.py printed no figure of speakers")?;
    println!("stage 4, {:15}{}", "given sources", speaker.trim_start());
    Ok(())
}

/// Analyses every text of `gold`; the file that the analyses are in.
fn predict(gold: &Path) -> Result<PathBuf> {
    let command = tools::native("release")?;
    let directory = tools::target()?.join("score");
    fs::create_dir_all(&directory)?;
    let predictions = directory.join(gold.file_name().context("the gold file has no name")?);
    let mut whosaid = std::process::Command::new(command);
    whosaid.args(["--ndjson", "--offsets=chars"]).stdin(Stdio::from(File::open(gold)?)).stdout(Stdio::from(File::create(&predictions)?));
    tools::run(whosaid)?;
    Ok(predictions)
}
