//! Where things are, and how other programs are run.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// Whoever copies the project's files copies these with them.
pub const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// The directory of the whole project.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        // As cargo says now: two clones that share a target directory share
        // this program too, and what it was told when it was built is one's only.
        let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        here.parent().map_or_else(|| here.clone(), Path::to_path_buf)
    })
}

/// The directory that cargo builds into, wherever the user has put it.
pub fn target() -> Result<PathBuf> {
    let output = cargo(["metadata", "--no-deps", "--format-version", "1"]).stderr(Stdio::inherit()).output().context("cannot run cargo")?;
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata printed no JSON")?;
    let path = metadata["target_directory"].as_str().context("cargo metadata names no target directory")?;
    Ok(path.into())
}

/// The native command, built by `cargo build` with `profile` ("dev", "release").
pub fn native(profile: &str) -> Result<PathBuf> {
    run(cargo(["build", "--quiet", "--package", "whosaid", "--features", "cli", "--profile", profile]))?;
    let directory = if profile == "dev" { "debug" } else { profile };
    Ok(target()?.join(directory).join(format!("whosaid{}", env::consts::EXE_SUFFIX)))
}

/// The cargo that runs this program, in the project's directory.
pub fn cargo<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(arguments: I) -> Command {
    let mut command = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    command
}

/// `program`, to be run in the project's directory.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Runs `command` to its end; an error where it cannot start or does not succeed.
pub fn run(mut command: Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot run {}", line(&command)))?;
    if !status.success() {
        bail!("{} failed ({status})", line(&command));
    }
    Ok(())
}

/// Has npm do `what` in `directory`. No package runs a script of its own.
pub fn npm<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(directory: &Path, what: I) -> Result<()> {
    let mut npm = command("npm");
    npm.args(what).args(["--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(root().join(directory));
    run(npm).with_context(|| format!("cannot install what {} needs", directory.display()))
}

/// Whether `program` starts and succeeds with `arguments`, silently.
pub fn works(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// `command` as one would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// The version of the crate.
pub fn version() -> Result<String> {
    let manifest: toml::Table = toml::from_str(&fs::read_to_string(root().join("Cargo.toml"))?)?;
    Ok(manifest["package"]["version"].as_str().context("the crate has no version")?.to_owned())
}

/// All files in `folder` and below it, by their paths from there, in order.
pub fn files(folder: &Path) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    let mut rest = vec![String::new()];
    while let Some(below) = rest.pop() {
        let directory = folder.join(&below);
        for entry in fs::read_dir(&directory).with_context(|| format!("cannot read {}", directory.display()))? {
            let entry = entry?;
            let path = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                rest.push(path + "/");
            } else {
                paths.push(path);
            }
        }
    }
    paths.sort();
    Ok(paths)
}

/// Copies a file, or a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let context = || format!("cannot copy {} to {}", from.display(), to.display());
    if !from.is_dir() {
        fs::copy(from, to).with_context(context)?;
        return Ok(());
    }
    fs::create_dir_all(to).with_context(context)?;
    for entry in fs::read_dir(from).with_context(context)? {
        let name = entry?.file_name();
        copy(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}
