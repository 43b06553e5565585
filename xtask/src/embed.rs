//! `embed.js`: the element, the core and the weights as one classic script,
//! for pages that were not prepared for them. The core for browsers without
//! vectors is not in it, but found beside it.
//!
//! A page's policy that lets a script in may still forbid the addresses that
//! modules without files would have. So each module becomes a function here,
//! which gives what the module exports. Only the few forms of `import` and
//! `export` that the project uses are known; others fail the build.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use regex::{Captures, Regex};

use crate::build;

/// What few browsers need, and is not put in.
const BESIDE: [&str; 1] = [build::PLAIN_WASM];
/// What runs the functions.
const FRAME: &str = include_str!("embed.js");
const ENTRY: &str = "embed/start.js";

/// Writes `embed.js` into `directory`, where the modules, the core and the weights are.
pub fn write(directory: &Path) -> Result<()> {
    let mut embed = Embed { directory, modules: BTreeMap::new(), assets: BTreeMap::new() };
    embed.add(ENTRY)?;
    let written = |entries: &BTreeMap<String, String>| entries.values().cloned().collect::<String>();
    // Not by a pattern: what is put in has dollar signs.
    let script = FRAME.replacen("/* ASSETS */", &written(&embed.assets), 1).replacen("/* MODULES */", &written(&embed.modules), 1);
    fs::write(directory.join("embed.js"), script).context("cannot write embed.js")
}

struct Embed<'a> {
    directory: &'a Path,
    /// By their paths below the directory.
    modules: BTreeMap<String, String>,
    assets: BTreeMap<String, String>,
}

impl Embed<'_> {
    /// Adds the module at `path` and all that it needs.
    fn add(&mut self, path: &str) -> Result<()> {
        if self.modules.contains_key(path) {
            return Ok(());
        }
        let source = fs::read_to_string(self.directory.join(path)).with_context(|| format!("cannot read {path}"))?;
        let (function, needed) = as_function(path, &source)?;
        self.modules.insert(path.into(), function);
        for path in needed {
            if path.ends_with(".js") {
                self.add(&path)?;
            } else {
                let bytes = fs::read(self.directory.join(&path)).with_context(|| format!("cannot read {path}"))?;
                let mut packed = GzEncoder::new(Vec::new(), Compression::best());
                packed.write_all(&bytes)?;
                self.assets.insert(path.clone(), format!("\"{path}\": \"{}\",\n", STANDARD.encode(packed.finish()?)));
            }
        }
        Ok(())
    }
}

/// The module `source` at `path` as a property with a function, and the paths of what it needs.
fn as_function(path: &str, source: &str) -> Result<(String, Vec<String>)> {
    let mut needed = Vec::new();
    let mut need = |found: &str| {
        needed.push(resolved(path, found));
        format!("\"{}\"", resolved(path, found))
    };
    let name = "[A-Za-z_$][A-Za-z0-9_$]*";
    let imports = Regex::new(&format!(r#"(?m)^import(?: ({name}),?)?(?: (\{{[^}}]*\}}))? from "([^"]+)";"#))?;
    let code = imports.replace_all(source, |found: &Captures| {
        let default = found.get(1).map(|name| format!("default: {}, ", name.as_str())).unwrap_or_default();
        let names = found.get(2).map_or("", |names| names.as_str().trim_matches(['{', '}'])).replace(" as ", ": ");
        format!("const {{ {default}{names} }} = use({});", need(&found[3]))
    });
    let code = Regex::new(r#"(?-u:\b)import\("([^"]+)"\)"#)?
        .replace_all(&code, |found: &Captures| format!("Promise.resolve({}).then(use)", need(&found[1])));
    let code =
        Regex::new(r#"new URL\("([^"]+)", import\.meta\.url\)"#)?.replace_all(&code, |found: &Captures| match resolved(path, &found[1]) {
            found if BESIDE.contains(&found.as_str()) => format!("beside(\"{found}\")"),
            _ => format!("asset({})", need(&found[1])),
        });
    let mut exported = Vec::new();
    let lists = Regex::new(r"(?m)^export \{([^}]*)\};")?;
    let code = lists.replace_all(&code, |found: &Captures| {
        for item in found[1].split(',').map(str::trim).filter(|item| !item.is_empty()) {
            exported.push(item.split_once(" as ").map_or_else(|| item.into(), |(own, name)| format!("{name}: {own}")));
        }
        ""
    });
    let declarations = Regex::new(&format!(r"(?m)^export ((?:async )?function\*?|class|const|let) ({name})"))?;
    let code = declarations.replace_all(&code, |found: &Captures| {
        exported.push(found[2].into());
        format!("{} {}", &found[1], &found[2])
    });
    if let Some(unknown) = Regex::new(r"(?m)^(?:import|export)(?-u:\b).*|^[^*/\n]*(?-u:\b)import\.meta.*")?.find(&code) {
        bail!("{path}: cannot put into one file: {}", unknown.as_str());
    }
    Ok((format!("\"{path}\"() {{\n{code}\nreturn {{ {} }};\n}},\n", exported.join(", ")), needed))
}

/// What `found` in the module at `path` leads to.
fn resolved(path: &str, found: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in found.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_and_exports_become_values() {
        let source = "import start, { a, b as c } from \"../x.js\";\nimport { d } from './y.js';\n";
        assert!(as_function("embed/m.js", source).is_err(), "unknown forms fail");
        let source = "import start, { a,\n b as c } from \"../x.js\";\nexport class D {}\nexport { a as default };\n\
            const e = import(\"./y.js\"), f = new URL(\"./z.bin\", import.meta.url);\n";
        let (function, needed) = as_function("embed/m.js", source).expect("known forms");
        assert_eq!(needed, ["x.js", "embed/y.js", "embed/z.bin"]);
        for line in [
            "const { default: start,  a,\n b: c  } = use(\"x.js\");",
            "class D {}",
            "e = Promise.resolve(\"embed/y.js\").then(use), f = asset(\"embed/z.bin\")",
            "return { default: a, D };",
        ] {
            assert!(function.contains(line), "{line} in {function}");
        }
        assert!(!function.contains("export"));
    }

    #[test]
    fn the_plain_core_is_looked_for_beside_the_file() {
        let (function, needed) = as_function("x.js", "f(new URL(\"./core_plain_bg.wasm\", import.meta.url));\n").expect("known forms");
        assert!(function.contains("f(beside(\"core_plain_bg.wasm\"));"), "{function}");
        assert_eq!(needed, [""; 0]);
    }

    #[test]
    fn what_is_not_of_a_known_form_is_no_silent_loss() {
        for source in ["export default 1;\n", "export * from \"./x.js\";\n", "import \"./x.js\";\n", "x(import.meta.url);\n"] {
            assert!(as_function("m.js", source).is_err(), "{source}");
        }
    }
}
