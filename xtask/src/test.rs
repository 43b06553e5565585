//! Every test, in the order in which what they find is cheapest to mend.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::{browsers, build, cases, package, site, tools};

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
    /// The Rust tests, the command's among them
    Rust,
    /// The documentation builds without a warning
    Docs,
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
        Step::Rust => rust(),
        Step::Docs => docs(),
        Step::Build => build::run(),
        Step::Wasm => wasm(),
        Step::Browser => browser(),
        Step::Package => package(),
    }
}

fn lint() -> Result<()> {
    tools::run(tools::cargo(["clippy", "--quiet", "--workspace", "--all-targets", "--all-features", "--", "--deny=warnings"]))?;
    let mut fuzz = tools::cargo(["clippy", "--quiet", "--manifest-path=fuzz/Cargo.toml", "--locked", "--target-dir"]);
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
    tools::run(tools::cargo(["test", "--package=xtask"]))
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
    let mut node = node(Path::new("tests/wasm"))?;
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
    npm(directory, ["ci"])?;
    browsers::add()?;
    let mut node = node(directory)?;
    node.env("WHOSAID_SITE", site::write(None, None)?);
    tools::run(node)
}

fn package() -> Result<()> {
    need_node()?;
    build::build()?;
    let packed = package::pack()?;
    let directory = Path::new("tests/package");
    // They drive the browser as those of the page do, which have been here before.
    npm(Path::new("tests/browser"), ["install", "--no-save"])?;
    npm(directory, ["ci"])?;
    npm(directory, [OsStr::new("install"), OsStr::new("--no-save"), packed.as_os_str()])?;
    browsers::add()?;
    tools::run(node(directory)?)
}

/// Has npm do `what` in `directory`. No package runs a script of its own.
fn npm<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(directory: &Path, what: I) -> Result<()> {
    let mut npm = tools::command("npm");
    npm.args(what).args(["--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(tools::root().join(directory));
    tools::run(npm).with_context(|| format!("cannot install what {} needs", directory.display()))
}

/// `node --test` on every test file right in `directory`. Each is named,
/// for what Node makes of a directory differs between its versions.
fn node(directory: &Path) -> Result<Command> {
    let is_test = |path: &PathBuf| path.to_str().is_some_and(|path| [".test.mjs", ".test.js"].iter().any(|end| path.ends_with(end)));
    let entries = fs::read_dir(tools::root().join(directory)).with_context(|| format!("cannot read {}", directory.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(is_test);
    files.sort();
    if files.is_empty() {
        bail!("there are no tests in {}", directory.display());
    }
    let mut node = tools::command("node");
    node.arg("--test").args(files);
    Ok(node)
}

fn need_node() -> Result<()> {
    for program in ["node", "npm"] {
        if !tools::works(program, &["--version"]) {
            bail!("{program} is missing; install Node.js 20.19 or later, with npm");
        }
    }
    Ok(())
}
