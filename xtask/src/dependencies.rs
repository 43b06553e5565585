//! Whether the dependencies are what `deny.toml` lets them be, and all of use.
//!
//! cargo-deny reads the same file and says the same of it; every run on a new
//! machine would have to build it, and what is asked of it here is little.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use regex::Regex;
use serde::Deserialize;
use spdx::{Expression, LicenseItem, ParseMode};

use crate::tools;

/// What `deny.toml` says, as far as it is held to here.
#[derive(Deserialize)]
struct Policy {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

/// Further licences for one package.
#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    package: String,
    allow: Vec<String>,
}

impl Licenses {
    /// The licences under which `package` may be had.
    fn of(&self, package: &str) -> Vec<&str> {
        let further = self.exceptions.iter().filter(|exception| exception.package == package).flat_map(|exception| &exception.allow);
        self.allow.iter().chain(further).map(String::as_str).collect()
    }
}

#[derive(Deserialize)]
struct Bans {
    skip: Vec<String>,
}

/// What cargo knows of all packages that the lock file holds.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Clone, Default, Deserialize)]
struct Package {
    name: String,
    version: String,
    /// Where it is from; none for those of the project.
    source: Option<String>,
    license: Option<String>,
    rust_version: Option<String>,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

#[derive(Clone, Deserialize)]
struct Dependency {
    name: String,
    rename: Option<String>,
    req: String,
    /// Where it is, of those of the project.
    path: Option<PathBuf>,
}

/// Holds all dependencies to the policy; an error that names what is wrong.
pub fn check() -> Result<()> {
    let policy: Policy = toml::from_str(&fs::read_to_string(tools::root().join("deny.toml"))?).context("cannot read deny.toml")?;
    let mut cargo = tools::cargo(["metadata", "--locked", "--all-features", "--format-version", "1"]);
    let output = cargo.stderr(Stdio::inherit()).output().context("cannot run cargo")?;
    ensure!(output.status.success(), "cargo metadata failed");
    let Metadata { packages } = serde_json::from_slice(&output.stdout).context("cargo metadata printed no JSON")?;
    let (own, others): (Vec<Package>, Vec<Package>) = packages.into_iter().partition(|package| package.source.is_none());

    let mut faults = Vec::new();
    let registry = others.first().and_then(|package| package.source.clone()).unwrap_or_default();
    for package in &others {
        faults.extend(license_fault(package, &policy.licenses.of(&package.name)));
        faults.extend(source_fault(package, &registry));
    }
    faults.extend(version_faults(&others, &policy.bans.skip));
    let stated = own.iter().find_map(|package| package.rust_version.clone()).context("no package states a rust-version")?;
    faults.extend(others.iter().filter_map(|package| rust_fault(package, &stated)));
    for package in &own {
        faults.extend(wildcard_faults(package));
        let sources = sources(package.manifest_path.parent().context("a manifest is in a directory")?)?;
        faults.extend(unused(package, &sources)?);
    }
    if !faults.is_empty() {
        bail!("the dependencies are not as they should be:\n{}", faults.join("\n"));
    }
    println!("{} dependencies: licences, sources, versions, use", others.len());
    Ok(())
}

/// That `package` may not be had under any of the licences in `allow`.
fn license_fault(package: &Package, allow: &[&str]) -> Option<String> {
    let license = package.license.as_deref().unwrap_or_default();
    let allowed = Expression::parse_mode(license, ParseMode::LAX).is_ok_and(|expression| {
        expression.evaluate(|required| match &required.license {
            LicenseItem::Spdx { id, .. } => required.addition.is_none() && allow.contains(&id.name),
            LicenseItem::Other { .. } => false,
        })
    });
    (!allowed).then(|| format!("{package}: the licence \"{license}\" is not allowed"))
}

/// That `package` is from elsewhere than the others, or all of them from no registry.
fn source_fault(package: &Package, registry: &str) -> Option<String> {
    let source = package.source.as_deref()?;
    (source != registry || !source.starts_with("registry+")).then(|| format!("{package} is from {source}"))
}

/// The packages that are there in several versions and not in `skip`, and those in `skip` that are not.
fn version_faults(packages: &[Package], skip: &[String]) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        versions.entry(&package.name).or_default().push(&package.version);
    }
    versions.retain(|_, versions| versions.len() > 1);
    let several = versions.iter().filter(|(name, _)| !skip.iter().any(|skip| skip == *name));
    let mut faults: Vec<String> = several.map(|(name, versions)| format!("{name} is there as {}", versions.join(" and "))).collect();
    let idle = skip.iter().filter(|name| !versions.contains_key(name.as_str()));
    faults.extend(idle.map(|name| format!("{name} is skipped, and there in one version at most")));
    faults
}

/// That `package` needs a newer Rust than the one `stated`.
fn rust_fault(package: &Package, stated: &str) -> Option<String> {
    let number = |version: &str| -> Vec<u32> { version.split('.').map(|part| part.parse().unwrap_or_default()).collect() };
    let needed = package.rust_version.as_deref()?;
    (number(needed) > number(stated)).then(|| format!("{package} needs Rust {needed}, and {stated} is stated"))
}

/// The dependencies of `package` of which any version would do.
fn wildcard_faults(package: &Package) -> Vec<String> {
    let wild = package.dependencies.iter().filter(|dependency| dependency.req == "*" && dependency.path.is_none());
    wild.map(|dependency| format!("{package} takes any version of {}", dependency.name)).collect()
}

/// The dependencies of `package` that none of its `sources` names.
fn unused(package: &Package, sources: &str) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for dependency in &package.dependencies {
        let name = dependency.rename.as_ref().unwrap_or(&dependency.name).replace('-', "_");
        // In a path, or brought in as a whole.
        let used = Regex::new(&format!(r"(?m)^[^/\n]*(?-u:\b)(?:{name}::|(?:use|extern crate) {name}(?: as [a-z_]+)?;)"))?;
        if !used.is_match(sources) {
            faults.push(format!("{package} does not use {}", dependency.name));
        }
    }
    faults.dedup();
    Ok(faults)
}

/// All Rust sources of the package in `directory`, one behind the other.
fn sources(directory: &Path) -> Result<String> {
    let mut all = String::new();
    let mut rest: Vec<PathBuf> = ["src", "tests", "examples", "benches", "build.rs"].map(|part| directory.join(part)).into();
    while let Some(path) = rest.pop() {
        if path.is_dir() {
            rest.extend(fs::read_dir(&path)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?);
            rest.retain(|path| !path.ends_with("node_modules"));
        } else if path.extension().is_some_and(|extension| extension == "rs") && path.exists() {
            all += &fs::read_to_string(&path)?;
        }
    }
    Ok(all)
}

impl std::fmt::Display for Package {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{} {}", self.name, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(license: &str) -> Package {
        Package { name: "some".into(), version: "1.2.3".into(), license: Some(license.into()), ..Package::default() }
    }

    #[test]
    fn one_allowed_licence_of_a_choice_is_enough() {
        let allow = ["MIT", "Zlib"];
        for good in ["MIT", "MIT/Apache-2.0", "LGPL-2.1-or-later OR Zlib", "MIT AND Zlib"] {
            assert_eq!(license_fault(&package(good), &allow), None, "{good}");
        }
        for bad in ["", "GPL-3.0-only", "MIT AND Apache-2.0", "MIT WITH LLVM-exception", "LicenseRef-mine"] {
            assert!(license_fault(&package(bad), &allow).is_some(), "{bad}");
        }
    }

    #[test]
    fn an_exception_is_for_one_package_alone() {
        let exception = Exception { package: "some".into(), allow: vec!["MPL-2.0".into()] };
        let licenses = Licenses { allow: vec!["MIT".into()], exceptions: vec![exception] };
        assert_eq!(license_fault(&package("MPL-2.0"), &licenses.of("some")), None);
        assert!(license_fault(&package("MPL-2.0"), &licenses.of("other")).is_some());
    }

    #[test]
    fn other_sources_and_newer_compilers_are_told() {
        let own = |source: &str, rust: &str| Package { source: Some(source.into()), rust_version: Some(rust.into()), ..package("MIT") };
        let (registry, git) = ("registry+https://example.org/index", "git+https://example.org/some");
        assert_eq!(source_fault(&own(registry, "1.9"), registry), None);
        for (source, others) in [(git, registry), (git, git), (registry, "registry+https://example.com/index")] {
            assert!(source_fault(&own(source, "1.9"), others).is_some(), "{source}");
        }
        assert_eq!(rust_fault(&own(registry, "1.9.1"), "1.88"), None);
        assert_eq!(rust_fault(&own(registry, "1.88"), "1.88"), None);
        assert!(rust_fault(&own(registry, "1.100"), "1.88").is_some());
    }

    #[test]
    fn several_versions_are_told_and_so_is_what_is_skipped_for_nothing() {
        let both = [package("MIT"), Package { version: "2.0.0".into(), ..package("MIT") }];
        assert_eq!(version_faults(&both, &[]), ["some is there as 1.2.3 and 2.0.0"]);
        assert_eq!(version_faults(&both, &["some".into()]), [""; 0]);
        assert_eq!(version_faults(&both[..1], &["some".into()]).len(), 1);
    }

    #[test]
    fn what_no_source_names_is_not_used() {
        let dependency = |name: &str| Dependency { name: name.into(), rename: None, req: "1".into(), path: None };
        let whole = Package { dependencies: vec![dependency("a-b")], ..package("MIT") };
        for used in ["use a_b::C;", "let x = a_b::c();", "use a_b;", "use a_b as c;"] {
            assert_eq!(unused(&whole, used).unwrap(), [""; 0], "{used}");
        }
        for idle in ["", "// a_b::C", "use aa_b::C;", "let a_b = 1;"] {
            assert_eq!(unused(&whole, idle).unwrap(), ["some 1.2.3 does not use a-b"], "{idle}");
        }
    }
}
