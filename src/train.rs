//! The command that trains and measures: corpora in, weights or figures out.
//! `cargo xtask train` and `cargo xtask score` run it.

#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use clap::Parser;
use whosaid::Model;
use whosaid::training::{self, Document};

/// Learns the weights, or measures them.
#[derive(Parser)]
enum Arguments {
    /// Learns from the documents and writes the weights
    Train {
        /// Corpora (.jsonl) and texts of our own (.toml), in this order
        #[arg(required = true)]
        documents: Vec<PathBuf>,
        /// News without annotation, to tell kinds of texts by
        #[arg(long)]
        news: Option<PathBuf>,
        /// Where the weights go
        #[arg(long)]
        out: PathBuf,
    },
    /// Prints how well each stage does
    Stages {
        /// The documents to measure by
        documents: PathBuf,
        /// The weights [default: those built in]
        #[arg(long)]
        weights: Option<PathBuf>,
    },
    /// Analyses documents with their annotated sources, an analysis a line
    GivenSources {
        /// The documents
        documents: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("whosaid-train: {problem}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<(), String> {
    match arguments {
        Arguments::Train { documents, news, out } => {
            let mut all = Vec::new();
            for path in &documents {
                all.extend(read(path)?);
            }
            let news = news.map_or(Ok(Vec::new()), |path| read(&path))?;
            let model = training::train(&all, &news, |stage| eprintln!("{stage}"));
            let bytes = model.write();
            fs::write(&out, &bytes).map_err(|error| format!("{}: {error}", out.display()))?;
            eprintln!("{} documents, {} bytes of weights", all.len(), bytes.len());
        }
        Arguments::Stages { documents, weights } => {
            let model = match weights {
                None => Model::built_in().clone(),
                Some(path) => {
                    let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                    Model::read(&bytes).map_err(|error| format!("{}: {error}", path.display()))?
                }
            };
            match training::figures(&model, &read(&documents)?) {
                Some(figures) => print!("{figures}"),
                None => return Err("there are no weights".to_owned()),
            }
        }
        Arguments::GivenSources { documents } => {
            for document in read(&documents)? {
                let mut line = serde_json::to_value(training::given_sources(&document)).map_err(|error| error.to_string())?;
                line["id"] = document.id.into();
                println!("{line}");
            }
        }
    }
    Ok(())
}

/// The documents of a corpus or of a file of our own.
fn read(path: &Path) -> Result<Vec<Document>, String> {
    let at = |problem: String| format!("{}: {problem}", path.display());
    let text = fs::read_to_string(path).map_err(|error: io::Error| at(error.to_string()))?;
    if path.extension().is_some_and(|extension| extension == "toml") {
        return Document::made(&text).map_err(at);
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| Document::from_line(line).map_err(|error| at(format!("line {}: {error}", number + 1)))).collect()
}
