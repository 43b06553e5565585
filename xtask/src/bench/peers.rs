//! What else finds quotations, or reads a text, in a browser or in Python.
//! Fetched by `cargo xtask bench` alone, into the directory that cargo builds into.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{sizes, tools};

/// Those from npm; a file of `xtask/bench/peers/` says what is asked of each.
const NAMES: [&str; 2] = ["compromise", "wink-nlp"];

/// What they are made of, and what puts each into one file for a browser.
const PACKAGES: [&str; 4] = ["compromise@14.17.0", "wink-nlp@2.4.0", "wink-eng-lite-web-model@1.8.1", "esbuild@0.28.2"];

/// The Python of the user's path, and what gives it what the measurement needs.
const PYTHON: &str = "python3";
const PYTHON_NEEDS: &str = "import textacy, spacy, en_core_web_sm";
const PYTHON_IS_GIVEN: &str = "python3 -m pip install textacy && python3 -m spacy download en_core_web_sm";

/// One that was fetched.
pub struct Peer {
    pub name: &'static str,
    /// For Node.js.
    pub module: PathBuf,
    /// For browsers, with all that it needs in it.
    pub bundle: PathBuf,
}

/// Those that are here.
pub struct Peers {
    pub npm: Vec<Peer>,
    /// Whether textacy and spaCy are.
    pub python: bool,
    /// Why those from npm are not here; empty where they are, or nobody asks.
    missing_npm: String,
    /// How textacy would be here; empty where it is, or nobody asks.
    missing_python: String,
}

impl Peers {
    /// None, because none is asked for.
    pub fn none() -> Self {
        Self { npm: Vec::new(), python: false, missing_npm: String::new(), missing_python: String::new() }
    }

    /// All that can be had, in `directory`.
    pub fn add(directory: &Path) -> Self {
        let (npm, missing_npm) = match add_npm(directory) {
            Ok(npm) => (npm, String::new()),
            Err(error) => (Vec::new(), format!("Without {}: {error:#}.\n", NAMES.join(" and "))),
        };
        let python = tools::works(PYTHON, &["-c", PYTHON_NEEDS]);
        let missing_python =
            if python { String::new() } else { format!("Without textacy and spaCy, which this gives:\n{PYTHON_IS_GIVEN}\n") };
        Self { npm, python, missing_npm, missing_python }
    }

    /// What to say below a table in which some are missing.
    pub fn missing(&self) -> String {
        format!("{}{}", self.missing_npm, self.missing_python)
    }

    /// What a page would load of those for browsers, as lines of the table of sizes.
    pub fn sizes(&self) -> Result<String> {
        let mut lines = self.missing_npm.clone();
        for peer in &self.npm {
            let bytes = fs::read(&peer.bundle).with_context(|| format!("cannot read {}", peer.bundle.display()))?;
            lines += &sizes::line(&sizes::size(&format!("{}, as one file", peer.name), &bytes, true)?);
        }
        Ok(lines)
    }
}

/// Python with the script for textacy, to do `what`.
pub fn python(what: &str) -> Command {
    let mut python = tools::command(PYTHON);
    python.arg("xtask/bench/quotations.py").arg(what);
    python
}

fn add_npm(directory: &Path) -> Result<Vec<Peer>> {
    fs::write(directory.join("package.json"), r#"{"private": true, "type": "module"}"#)?;
    tools::npm(directory, ["install", "--silent", "--no-package-lock"].iter().chain(&PACKAGES))?;
    let peers = NAMES.map(|name| {
        let file = format!("{name}.js");
        Peer { name, module: directory.join(&file), bundle: directory.join("bundles").join(file) }
    });
    for peer in &peers {
        // Where it stands, the packages are found.
        tools::copy(&tools::root().join("xtask/bench/peers").join(format!("{}.js", peer.name)), &peer.module)?;
    }
    let mut esbuild = Command::new(directory.join("node_modules/.bin/esbuild"));
    esbuild.args(["--bundle", "--minify", "--format=esm", "--log-level=warning", "--outdir=bundles"]);
    esbuild.args(peers.iter().map(|peer| &peer.module)).current_dir(directory);
    tools::run(esbuild)?;
    Ok(peers.into())
}
