//! `www/files.js`: the page's files, each with a digest of what is in it. From
//! it the service worker knows a version of the page and whether it has it whole.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::tools;

/// The file itself, and the one that reads it.
const NOT_LISTED: [&str; 2] = ["files.js", "service-worker.js"];
/// What the page never loads: pages of their own, the picture of links, and the file for other pages.
const NOT_THE_PAGES: [&str; 6] = ["404.html", "examples/", "social.png", "whosaid/embed.js", "whosaid/embed/", "whosaid/define.js"];
/// What browsers load.
const ENDINGS: [&str; 8] = [".html", ".css", ".js", ".wasm", ".bin", ".svg", ".png", ".webmanifest"];

/// Writes the file into `www`, the page's folder, from what is in it now.
pub fn write(www: &Path) -> Result<()> {
    let mut all = Sha256::new();
    let mut lines = String::new();
    for path in tools::files(www)?.into_iter().filter(|path| is_listed(path)) {
        let bytes = fs::read(www.join(&path)).with_context(|| format!("cannot read {path}"))?;
        let line = format!("  \"{path}\": \"sha256-{}\",\n", STANDARD.encode(Sha256::digest(bytes)));
        all.update(&line);
        lines += &line;
    }
    let version = all.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let script = format!("// Written by the build.\nself.VERSION = \"{version}\";\nself.FILES = {{\n{lines}}};\n");
    fs::write(www.join("files.js"), script).context("cannot write files.js")
}

/// Whether the page may load the file at `path`.
fn is_listed(path: &str) -> bool {
    !NOT_LISTED.contains(&path)
        && !NOT_THE_PAGES.iter().any(|start| path.starts_with(start))
        && ENDINGS.iter().any(|ending| path.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_loads_is_listed() {
        for path in ["index.html", "app.js", "app/input/files.js", "whosaid/weights.bin", "icons/icon-192.png"] {
            assert!(is_listed(path), "{path}");
        }
        for path in [
            "files.js",
            "service-worker.js",
            "404.html",
            "social.png",
            "examples/blog.html",
            "whosaid/embed.js",
            "whosaid/index.d.ts",
            "whosaid/custom-elements.json",
        ] {
            assert!(!is_listed(path), "{path}");
        }
    }
}
