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
    tools::copy(&sizes::directory(), &folder)?;
    fs::remove_dir_all(folder.join(NOT_PACKED)).with_context(|| format!("there is no {NOT_PACKED}"))?;
    for licence in tools::LICENCES {
        tools::copy(&tools::root().join(licence), &folder.join(licence))?;
    }
    let version = version(&folder)?;
    let digests = digests(&folder)?;
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
    let (ours, theirs) = (manifest["version"].as_str(), tools::version()?);
    ensure!(ours == Some(&theirs), "package.json is of version {ours:?}, Cargo.toml of {theirs:?}");
    Ok(theirs)
}

/// The digests of what browsers load from `folder`, by path, as their `integrity` attribute has them.
fn digests(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut digests = BTreeMap::new();
    for path in tools::files(folder)?.into_iter().filter(|path| ENDINGS.iter().any(|end| path.ends_with(end))) {
        let digest = STANDARD.encode(Sha384::digest(fs::read(folder.join(&path))?));
        digests.insert(path, format!("sha384-{digest}"));
    }
    Ok(digests)
}
