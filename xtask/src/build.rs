//! The artefacts of the browser, in `www/whosaid/`: the core as wasm, its glue,
//! the weights, and all of it as one file; and the list of the page's files.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::{embed, files, package, reference, sizes, tools};

/// What the browser runs.
pub const TRIPLE: &str = "wasm32-unknown-unknown";

/// Builds the artefacts, prints their sizes, fails where they are too large, and packs them.
pub fn run() -> Result<()> {
    build()?;
    sizes::check()?;
    package::pack().map(drop)
}

/// Builds the artefacts.
pub fn build() -> Result<()> {
    add_target()?;
    // The one package alone: cargo unifies the features of everything it
    // builds together, and more of each would come along silently.
    let cargo = tools::cargo([
        "build",
        "--quiet",
        "--package=whosaid",
        "--lib",
        "--profile=web",
        "--no-default-features",
        "--features=wasm",
        "--target",
        TRIPLE,
    ]);
    run_without_paths(cargo)?;
    let wasm = tools::target()?.join(TRIPLE).join("web/whosaid.wasm");
    Bindgen::new()
        .input_path(wasm)
        .out_name("core")
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(sizes::directory())
        .context("cannot generate the glue of the wasm")?;
    let weights = tools::root().join("model/weights.bin");
    fs::copy(&weights, sizes::directory().join("weights.bin")).with_context(|| format!("cannot copy {}", weights.display()))?;
    embed::write(&sizes::directory())?;
    reference::write()?;
    files::write(&tools::root().join("www"))
}

/// Runs the build `cargo` so that no path of this machine gets into what it
/// builds: the messages of panics name source files.
fn run_without_paths(mut cargo: Command) -> Result<()> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    // Of several prefixes that fit, rustc takes the last.
    let mut directories: Vec<PathBuf> = home.iter().cloned().chain([tools::root().to_owned()]).collect();
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    directories.extend(registries.into_iter().flatten().flatten().map(|registry| registry.path()));
    let mut flags: Vec<String> = directories.iter().map(|directory| format!("--remap-path-prefix={}/=", directory.display())).collect();
    // Vectors of 128 bits are in every browser since 2023; the net is three times as fast with them.
    flags.push("-Ctarget-feature=+simd128".into());
    // Given by the environment, flags for every build would reach this one too; these are for it alone.
    cargo.arg("--config").arg(format!("build.rustflags={}", serde_json::to_string(&flags)?));
    tools::run(cargo)
}

/// Adds the wasm target to the toolchain, unless it is there.
pub fn add_target() -> Result<()> {
    if has_target() {
        return Ok(());
    }
    println!("adding the target {TRIPLE}");
    let mut rustup = tools::command("rustup");
    rustup.args(["target", "add", TRIPLE]);
    tools::run(rustup).with_context(|| format!("the target {TRIPLE} is missing and rustup could not add it"))?;
    if !has_target() {
        bail!("rustup added {TRIPLE} to another toolchain than the one that cargo uses");
    }
    Ok(())
}

/// Whether the toolchain has the standard library of the wasm target.
fn has_target() -> bool {
    let output = Command::new("rustc").args(["--print", "target-libdir", "--target", TRIPLE]).current_dir(tools::root()).output();
    output.is_ok_and(|output| {
        let path = String::from_utf8_lossy(&output.stdout);
        output.status.success() && std::path::Path::new(path.trim()).is_dir()
    })
}
