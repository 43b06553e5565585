//! The artefacts of the browser, in `www/whosaid/`: the core as wasm, with
//! vectors and without, its glue, the weights, and all of it as one file; and the list of the page's files.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, thread};

use anyhow::{Context, Result, anyhow, bail, ensure};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::{embed, files, package, reference, sizes, tools};

/// What the browser runs.
pub const TRIPLE: &str = "wasm32-unknown-unknown";

/// One way to build the core.
struct Core {
    /// The profile in Cargo.toml.
    profile: &'static str,
    /// What the compiler may use beyond the target.
    features: &'static str,
}

/// For all browsers since 2023: the net is three times as fast with vectors of 128 bits.
const FAST: Core = Core { profile: "web", features: "-Ctarget-feature=+simd128" };
/// For the others, and for processors without such vectors.
const PLAIN: Core = Core { profile: "plain", features: "-Ctarget-feature=-simd128" };

/// The plain core, in `www/whosaid/`.
pub const PLAIN_WASM: &str = "core_plain_bg.wasm";
/// What the glue generator calls the wasm that it leaves, and what it writes beside it.
pub const WASM: &str = "core_bg.wasm";
const GLUE: [&str; 3] = ["core.js", "core.d.ts", "core_bg.wasm.d.ts"];

/// Builds the artefacts, prints their sizes, fails where they are too large, and packs them.
pub fn run() -> Result<()> {
    build()?;
    sizes::check()?;
    package::pack().map(drop)
}

/// Builds the artefacts.
pub fn build() -> Result<()> {
    add_target()?;
    // Side by side: the end of each build keeps one processor busy.
    let (fast, plain) = thread::scope(|scope| {
        let plain = scope.spawn(|| PLAIN.build());
        (FAST.build(), plain.join())
    });
    let directory = sizes::directory();
    fast?;
    plain.map_err(|_| anyhow!("the build of the plain core broke off"))??;
    bind(&directory)?;
    let weights = tools::root().join("model/weights.bin");
    fs::copy(&weights, directory.join("weights.bin")).with_context(|| format!("cannot copy {}", weights.display()))?;
    embed::write(&directory)?;
    reference::write()?;
    files::write(&tools::root().join("www"))
}

/// Puts both cores into `directory`, with the glue that is for both.
fn bind(directory: &Path) -> Result<()> {
    let (fast, plain) = (FAST.bind()?, PLAIN.bind()?);
    for file in GLUE {
        let same = fs::read(fast.join(file))? == fs::read(plain.join(file))?;
        ensure!(same, "the two cores have other glue ({file} in {} and {})", fast.display(), plain.display());
        tools::copy(&fast.join(file), &directory.join(file))?;
    }
    tools::copy(&fast.join(WASM), &directory.join(WASM))?;
    tools::copy(&plain.join(WASM), &directory.join(PLAIN_WASM))
}

impl Core {
    fn build(&self) -> Result<()> {
        // The one package alone: cargo unifies the features of everything it
        // builds together, and more of each would come along silently.
        let mut cargo = tools::cargo([
            "build",
            "--quiet",
            "--package=whosaid",
            "--lib",
            "--no-default-features",
            "--features=wasm",
            "--target",
            TRIPLE,
            "--profile",
        ]);
        cargo.arg(self.profile);
        run_without_paths(cargo, self.features)
    }

    /// Where cargo leaves what it builds.
    fn output(&self) -> Result<PathBuf> {
        Ok(tools::target()?.join(TRIPLE).join(self.profile))
    }

    /// Writes the wasm with its glue into a folder of their own, and gives that.
    /// What cargo has left as it was is not bound again: that takes seconds.
    fn bind(&self) -> Result<PathBuf> {
        let output = self.output()?;
        let (wasm, glue, mark) = (output.join("whosaid.wasm"), output.join("glue"), output.join("glue/made-from"));
        let bytes = fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
        // And of this file, which says how it is done.
        let made_from = Sha256::new().chain_update(bytes).chain_update(include_bytes!("build.rs")).finalize();
        if fs::read(&mark).is_ok_and(|mark| mark == made_from.as_slice()) {
            return Ok(glue);
        }
        Bindgen::new()
            .input_path(wasm)
            .out_name("core")
            .web(true)?
            .typescript(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(&glue)
            .context("cannot generate the glue of the wasm")?;
        fs::write(mark, made_from)?;
        Ok(glue)
    }
}

/// Runs the build `cargo` with the flag `feature` for the compiler, so that no
/// path of this machine gets into what it builds: the messages of panics name
/// source files.
fn run_without_paths(mut cargo: Command, feature: &str) -> Result<()> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    // Of several prefixes that fit, rustc takes the last.
    let mut directories: Vec<PathBuf> = home.iter().cloned().chain([tools::root().to_owned()]).collect();
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    directories.extend(registries.into_iter().flatten().flatten().map(|registry| registry.path()));
    let mut flags: Vec<String> = directories.iter().map(|directory| format!("--remap-path-prefix={}/=", directory.display())).collect();
    flags.push(feature.into());
    // A tenth of what is inlined otherwise: 17 KB of gzip less for 6 % of the time. What must be inlined in the net says so.
    flags.push("-Cllvm-args=-inline-threshold=25".into());
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
