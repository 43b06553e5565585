//! The npm package, in `target/package/`: `www/whosaid/` with the licences,
//! and the digests of what browsers load from it, packed by npm.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha384};

use crate::{sizes, tools};

const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];
/// What browsers load.
const ENDINGS: [&str; 3] = [".js", ".wasm", ".bin"];
/// The digests, in the package.
const DIGESTS: &str = "integrity.json";
/// What the one file is made of.
const NOT_PACKED: &str = "embed";
/// The one file that pages take from elsewhere.
const EMBED: &str = "embed.js";

/// Packs what the build has left in `www/whosaid/`; gives where the packed file is.
pub fn pack() -> Result<PathBuf> {
    // cargo puts what it packs of the crate into the same folder.
    let made = tools::target()?.join("package");
    let folder = made.join("whosaid");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    copy(&sizes::directory(), &folder)?;
    for licence in LICENCES {
        fs::copy(tools::root().join(licence), folder.join(licence)).with_context(|| format!("cannot copy {licence}"))?;
    }
    let version = version(&folder)?;
    let mut digests = BTreeMap::new();
    add_digests(&folder, "", &mut digests)?;
    fs::write(folder.join(DIGESTS), serde_json::to_string_pretty(&digests)? + "\n")?;
    let embed = digests.get(EMBED).with_context(|| format!("there is no {EMBED}"))?;

    let mut npm = tools::command("npm");
    // Its own account of what it packs is longer than ours.
    npm.args(["pack", "--silent", "--ignore-scripts", "--pack-destination", ".."]).current_dir(&folder).stdout(Stdio::null());
    tools::run(npm).context("cannot make the npm package")?;
    let packed = made.join(format!("whosaid-{version}.tgz"));
    let size = fs::metadata(&packed).with_context(|| format!("npm has not made {}", packed.display()))?.len();
    println!("npm package: {} bytes, {}", sizes::grouped(usize::try_from(size)?), packed.display());
    println!("{EMBED} from another site: <script src=\"…/{EMBED}\" integrity=\"{embed}\" crossorigin=\"anonymous\"></script>");
    Ok(packed)
}

/// The version that the manifest in `folder` names, which is the crate's.
fn version(folder: &Path) -> Result<String> {
    let manifest: Value = serde_json::from_str(&fs::read_to_string(folder.join("package.json"))?).context("cannot read package.json")?;
    let crates: toml::Table = fs::read_to_string(tools::root().join("Cargo.toml"))?.parse()?;
    let [ours, theirs] = [manifest["version"].as_str(), crates["package"]["version"].as_str()];
    ensure!(ours == theirs, "package.json is of version {ours:?}, Cargo.toml of {theirs:?}");
    Ok(ours.context("package.json names no version")?.into())
}

/// Copies the folder `from` to `to`, with all that is packed of it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_name() == NOT_PACKED {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).with_context(|| format!("cannot copy {}", entry.path().display()))?;
        }
    }
    Ok(())
}

/// Adds the digests of what browsers load from `below` in `folder`, by path, as their `integrity` attribute has them.
fn add_digests(folder: &Path, below: &str, digests: &mut BTreeMap<String, String>) -> Result<()> {
    for entry in fs::read_dir(folder.join(below))? {
        let entry = entry?;
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            add_digests(folder, &format!("{path}/"), digests)?;
        } else if ENDINGS.iter().any(|ending| path.ends_with(ending)) {
            let digest = STANDARD.encode(Sha384::digest(fs::read(entry.path())?));
            digests.insert(path, format!("sha384-{digest}"));
        }
    }
    Ok(())
}
