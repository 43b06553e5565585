//! The browsers that the tests drive. Those that are missing come from Debian.

use anyhow::{Context, Result, bail};

use crate::tools;

struct Browser {
    name: &'static str,
    /// What must start: a program with its arguments.
    programs: &'static [(&'static str, &'static str)],
    packages: &'static [&'static str],
}

const CHROMIUM: Browser = Browser { name: "Chromium", programs: &[("chromium", "--version")], packages: &["chromium"] };

/// The tests skip those that are not there.
const OTHERS: [Browser; 2] = [
    Browser { name: "Firefox", programs: &[("firefox-esr", "--version")], packages: &["firefox-esr"] },
    Browser {
        name: "WebKitGTK",
        programs: &[("WebKitWebDriver", "--help"), ("Xvfb", "-version")],
        packages: &["webkit2gtk-driver", "xvfb"],
    },
];

impl Browser {
    fn works(&self) -> bool {
        self.programs.iter().all(|(program, argument)| tools::works(program, &[argument]))
    }
}

/// Installs what is missing, in one go. Without Chromium there is no test; the
/// others are left out where they cannot be had.
pub fn add() -> Result<()> {
    let missing: Vec<&Browser> = [&CHROMIUM].into_iter().chain(&OTHERS).filter(|browser| !browser.works()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    // All together, and where this system has not all of them, what must be there.
    let installed = install(&missing);
    if installed.is_err() && missing.len() > 1 && !CHROMIUM.works() {
        install(&[&CHROMIUM])?;
    }
    if !CHROMIUM.works() {
        installed?;
        bail!("chromium was installed and does not start");
    }
    let why = installed.err().map_or_else(|| "it was installed and does not start".to_owned(), |error| format!("{error:#}"));
    for browser in OTHERS.iter().filter(|browser| !browser.works()) {
        println!("skipped: the tests in {} ({why})", browser.name);
    }
    Ok(())
}

/// Installs Chromium where it is missing.
pub fn add_chromium() -> Result<()> {
    if CHROMIUM.works() { Ok(()) } else { install(&[&CHROMIUM]) }
}

fn install(browsers: &[&Browser]) -> Result<()> {
    let packages: Vec<&str> = browsers.iter().flat_map(|browser| browser.packages).copied().collect();
    if !tools::works("apt-get", &["--version"]) {
        bail!("without apt-get it must be installed by hand: {}", packages.join(" "));
    }
    println!("installing {}", packages.join(" "));
    apt_get(&["update"])?;
    apt_get(&[&["install", "--yes", "--no-install-recommends"], packages.as_slice()].concat())
        .with_context(|| format!("cannot install {}; it needs root, or sudo without a password", packages.join(" ")))
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    let is_root = tools::command("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let mut command = if is_root { tools::command("apt-get") } else { tools::command("sudo") };
    if !is_root {
        command.args(["--non-interactive", "--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
    }
    command.args(["--quiet", "--quiet"]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    tools::run(command)
}
