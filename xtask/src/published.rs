//! Whether the crate can be published: what its file holds, and that this builds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use regex::Regex;

use crate::{sizes, tools};

/// What the file may weigh in bytes: the weights weigh half of it.
const BUDGET: u64 = 1_000_000;

/// What it holds beside sources, and nothing else.
const BESIDE: [&str; 10] = [
    ".cargo_vcs_info.json",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "MODEL.md",
    "README.md",
    "model/weights.bin",
];

/// Packs the crate as it would be published and builds what is packed; an
/// error where something is missing, or too much.
pub fn check() -> Result<()> {
    let mut list = tools::cargo(["package", "--package=whosaid", "--allow-dirty", "--quiet", "--list"]);
    let output = list.stderr(Stdio::inherit()).output().context("cannot run cargo")?;
    ensure!(output.status.success(), "cargo package cannot list its files");
    let files: BTreeSet<String> = String::from_utf8(output.stdout)?.lines().map(|line| line.replace('\\', "/")).collect();
    let mut faults = faults(&files);
    for file in files.iter().filter(|file| file.ends_with(".rs")) {
        let source = fs::read_to_string(tools::root().join(file))?;
        faults
            .extend(included(file, &source).into_iter().filter(|path| !files.contains(path)).map(|path| format!("{file} includes {path}")));
    }
    if !faults.is_empty() {
        bail!("the crate does not hold what it should:\n{}", faults.join("\n"));
    }
    // What is packed is compiled once more; how fast it would run is no matter.
    let quick = "profile.dev.package.whosaid.opt-level=0";
    tools::run(tools::cargo(["package", "--package=whosaid", "--allow-dirty", "--quiet", "--config", quick]))?;
    let path = tools::target()?.join("package").join(format!("whosaid-{}.crate", version()?));
    let bytes = fs::metadata(&path).with_context(|| format!("cannot find {}", path.display()))?.len();
    ensure!(bytes <= BUDGET, "the crate weighs {bytes} bytes, and may weigh {BUDGET}");
    println!("the crate: {} files, {} bytes", files.len(), sizes::grouped(bytes as usize));
    Ok(())
}

/// What is missing among `files`, and what has no place there.
fn faults(files: &BTreeSet<String>) -> Vec<String> {
    // What git says of the commit is left out where there is no git.
    let missing = BESIDE.iter().skip(1).filter(|needed| !files.contains(**needed)).map(|needed| format!("{needed} is missing"));
    let place = |file: &str| BESIDE.contains(&file) || file.starts_with("src/");
    missing.chain(files.iter().filter(|file| !place(file)).map(|file| format!("{file} has no place in it"))).collect()
}

/// The files that the `source` of `file` includes.
fn included(file: &str, source: &str) -> Vec<String> {
    let Ok(pattern) = Regex::new(r#"include(?:_str|_bytes)?!\("([^"]+)"\)"#) else { return Vec::new() };
    let directory = Path::new(file).parent().unwrap_or(Path::new(""));
    pattern.captures_iter(source).map(|found| plain(&directory.join(&found[1]))).collect()
}

/// `path` without "..".
fn plain(path: &Path) -> String {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => drop(plain.pop()),
            other => plain.push(other),
        }
    }
    plain.to_string_lossy().replace('\\', "/")
}

/// The version of the crate, which its notes must know.
fn version() -> Result<String> {
    let version = tools::version()?;
    let changes = fs::read_to_string(tools::root().join("CHANGELOG.md"))?;
    let known = changes.lines().any(|line| line == "## Unreleased" || line.starts_with(&format!("## {version} ")));
    ensure!(known, "CHANGELOG.md has neither \"## Unreleased\" nor \"## {version} \" and a day");
    Ok(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_and_what_is_too_much_is_told() {
        let mut files: BTreeSet<String> = BESIDE.into_iter().chain(["src/lib.rs"]).map(String::from).collect();
        assert_eq!(faults(&files), [""; 0]);
        files.remove("model/weights.bin");
        files.insert("tests/cases/some.toml".into());
        assert_eq!(faults(&files), ["model/weights.bin is missing", "tests/cases/some.toml has no place in it"]);
    }

    #[test]
    fn what_a_source_includes_is_found() {
        let source = r#"a(include_bytes!("../model/weights.bin")); include_str!("words.txt")"#;
        assert_eq!(included("src/model.rs", source), ["model/weights.bin", "src/words.txt"]);
    }
}
