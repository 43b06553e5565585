//! The texts of the cases in `tests/cases/`, for tests outside Rust.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::tools;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

/// A case as far as it matters here; `tests/cases.rs` reads all of it.
#[derive(Deserialize)]
struct Case {
    name: String,
    text: String,
}

/// The text of every case, by its name.
pub fn texts() -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for path in files()? {
        let file: File = toml::from_str(&fs::read_to_string(&path)?).with_context(|| format!("cannot read {}", path.display()))?;
        for case in file.case {
            if texts.insert(case.name.clone(), case.text).is_some() {
                bail!("two cases are called {}", case.name);
            }
        }
    }
    Ok(texts)
}

fn files() -> Result<Vec<PathBuf>> {
    let directory = tools::root().join("tests/cases");
    let entries = fs::read_dir(&directory).with_context(|| format!("cannot read {}", directory.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    Ok(files)
}
