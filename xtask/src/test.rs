//! Every test, in the order in which what they find is cheapest to mend.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::{browsers, build, cases, dependencies, package, published, site, tools};

#[derive(clap::Args)]
pub struct Arguments {
    /// The steps to run; all of them where none is named
    #[arg(value_enum)]
    steps: Vec<Step>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// The source is formatted
    Format,
    /// Clippy has nothing to say
    Lint,
    /// The dependencies are allowed, and used
    Dependencies,
    /// The Rust tests, the command's among them
    Rust,
    /// The documentation builds without a warning
    Docs,
    /// The crate can be published
    Crate,
    /// The artefacts build within their size budget
    Build,
    /// The wasm answers as the native command does
    Wasm,
    /// The page and the element, in browsers
    Browser,
    /// The npm package, installed and used in small projects
    Package,
}

/// Runs the steps, up to the first that fails.
pub fn run(arguments: &Arguments) -> Result<()> {
    let all = Step::value_variants();
    let steps = if arguments.steps.is_empty() { all } else { &arguments.steps };
    for &step in steps {
        let name = step.to_possible_value().context("a step has a name")?;
        let name = name.get_name();
        println!("\n── {name} ──");
        let start = Instant::now();
        perform(step).with_context(|| format!("the step \"{name}\" failed"))?;
        println!("── {name}: {:.0} s", start.elapsed().as_secs_f64());
    }
    Ok(())
}

fn perform(step: Step) -> Result<()> {
    match step {
        Step::Format => {
            tools::run(tools::cargo(["fmt", "--all", "--check"]))?;
            tools::run(tools::cargo(["fmt", "--manifest-path=fuzz/Cargo.toml", "--check"]))
        }
        Step::Lint => lint(),
        Step::Dependencies => dependencies::check(),
        Step::Rust => rust(),
        Step::Docs => docs(),
        Step::Crate => published::check(),
        Step::Build => build::run(),
        Step::Wasm => wasm(),
        Step::Browser => browser(),
        Step::Package => package(),
    }
}

fn lint() -> Result<()> {
    let clippy = |of: &[&str]| tools::run(tools::cargo([&["clippy", "--quiet"], of, &["--", "--deny=warnings"]].concat()));
    clippy(&["--workspace", "--all-targets", "--all-features"])?;
    // What the browser gets: other code is in it.
    build::add_target()?;
    clippy(&["--package=whosaid", "--lib", "--no-default-features", "--features=wasm", "--target", build::TRIPLE])?;
    let mut fuzz = tools::cargo(["clippy", "--quiet", "--manifest-path=fuzz/Cargo.toml", "--target-dir"]);
    fuzz.arg(tools::target()?).args(["--", "--deny=warnings"]);
    // Nothing is linked here, so the fuzzer itself, which takes a minute to build, need not be there.
    fuzz.env("CUSTOM_LIBFUZZER_PATH", tools::root().join("fuzz/Cargo.toml"));
    tools::run(fuzz)
}

fn rust() -> Result<()> {
    // One package at a time, for features are unified over all that are
    // built together: what needs more of a library than the wasm has must
    // fail here too.
    tools::run(tools::cargo(["test", "--package=whosaid", "--features=cli,training"]))?;
    tools::run(tools::cargo(["test", "--package=xtask"]))?;
    spark()
}

/// The example for Spark, on a cluster of this machine.
fn spark() -> Result<()> {
    if !tools::works("python3", &["-c", "import pyspark"]) {
        println!("skipped: python3 has no pyspark, so examples/spark is not tested");
        return Ok(());
    }
    let mut python = tools::command("python3");
    python.arg("examples/spark/test_quotations.py").arg(tools::native("dev")?);
    tools::run(python)
}

fn docs() -> Result<()> {
    let mut docs = tools::cargo(["doc", "--quiet", "--workspace", "--all-features", "--no-deps", "--document-private-items"]);
    docs.env("RUSTDOCFLAGS", "--deny=warnings");
    tools::run(docs)
}

fn wasm() -> Result<()> {
    need_node()?;
    build::build()?;
    let texts = tools::target()?.join("cases.json");
    fs::write(&texts, serde_json::to_string(&cases::texts()?)?)?;
    let mut node = node(test_files(Path::new("tests/wasm"))?, 1);
    node.env("WHOSAID_COMMAND", tools::native("dev")?).env("WHOSAID_CASES", texts);
    tools::run(node)
}

fn browser() -> Result<()> {
    let directory = Path::new("tests/browser");
    if !tools::root().join(directory).join("package.json").is_file() {
        println!("skipped: there is no {}/package.json", directory.display());
        return Ok(());
    }
    need_node()?;
    build::build()?;
    tools::npm(directory, ["ci"])?;
    browsers::add()?;
    let site = site::write(None, None)?;
    // Displays of their own are looked for by all that start at once, and found by one.
    let (alone, together): (Vec<PathBuf>, Vec<PathBuf>) = test_files(directory)?.into_iter().partition(|path| is_of_engines(path));
    for (files, at_once) in [(together, FILES_AT_ONCE), (alone, 1)] {
        let mut node = node(files, at_once);
        node.env("WHOSAID_SITE", &site);
        tools::run(node)?;
    }
    Ok(())
}

/// How many files of browser tests run at once: browsers wait for much of their time.
const FILES_AT_ONCE: usize = 2;

/// Whether a file of tests starts several browsers.
fn is_of_engines(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("engines-"))
}

fn package() -> Result<()> {
    need_node()?;
    build::build()?;
    let packed = package::pack()?;
    let directory = Path::new("tests/package");
    // They drive the browser as those of the page do, which have been here before.
    tools::npm(Path::new("tests/browser"), ["install", "--no-save"])?;
    tools::npm(directory, ["ci"])?;
    tools::npm(directory, [OsStr::new("install"), OsStr::new("--no-save"), packed.as_os_str()])?;
    browsers::add()?;
    tools::run(node(test_files(directory)?, 1))
}

/// The test files right in `directory`, in order. Each is named, for what Node
/// makes of a directory differs between its versions.
fn test_files(directory: &Path) -> Result<Vec<PathBuf>> {
    let is_test = |path: &PathBuf| path.to_str().is_some_and(|path| [".test.mjs", ".test.js"].iter().any(|end| path.ends_with(end)));
    let entries = fs::read_dir(tools::root().join(directory)).with_context(|| format!("cannot read {}", directory.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(is_test);
    files.sort();
    if files.is_empty() {
        bail!("there are no tests in {}", directory.display());
    }
    Ok(files)
}

/// `node --test` on `files`, so many `at_once`.
fn node(files: Vec<PathBuf>, at_once: usize) -> Command {
    let mut node = tools::command("node");
    node.arg("--test").arg(format!("--test-concurrency={at_once}")).args(files);
    node
}

fn need_node() -> Result<()> {
    for program in ["node", "npm"] {
        if !tools::works(program, &["--version"]) {
            bail!("{program} is missing; install Node.js 20.19 or later, with npm");
        }
    }
    Ok(())
}
