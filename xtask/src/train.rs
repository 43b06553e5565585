//! Trains the weights that are committed, from annotated documents.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{score, tools};

#[derive(clap::Args)]
pub struct Arguments {
    /// Annotated documents to learn from, an {"id", "text", "attributions"} a line; those in model/made come along
    #[arg(required = true)]
    train: Vec<PathBuf>,

    /// News without annotation, to tell kinds of texts by
    #[arg(long, value_name = "FILE")]
    news: Option<PathBuf>,

    /// Documents to measure by; not learnt from
    #[arg(long, value_name = "FILE")]
    dev: Vec<PathBuf>,

    /// Where the weights go [default: model/weights.bin]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Trains, writes the weights, and prints how well each stage does.
pub fn run(arguments: &Arguments) -> Result<()> {
    for path in arguments.train.iter().chain(&arguments.news).chain(&arguments.dev) {
        if !path.is_file() {
            bail!("there is no file {}", path.display());
        }
    }
    let out = arguments.out.clone().unwrap_or_else(|| tools::root().join("model/weights.bin"));
    let trainer = score::trainer()?;
    let mut train = std::process::Command::new(&trainer);
    train.arg("train").args(&arguments.train).args(made()?).arg("--out").arg(&out);
    if let Some(news) = &arguments.news {
        train.arg("--news").arg(news);
    }
    tools::run(train)?;
    for dev in &arguments.dev {
        println!("{}", dev.display());
        let mut stages = std::process::Command::new(&trainer);
        stages.arg("stages").arg(dev).arg("--weights").arg(&out);
        tools::run(stages)?;
    }
    Ok(())
}

/// The texts of our own, in an order that does not depend on the machine.
fn made() -> Result<Vec<PathBuf>> {
    let directory = tools::root().join("model/made");
    let entries = fs::read_dir(&directory).with_context(|| format!("cannot read {}", directory.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    Ok(files)
}
