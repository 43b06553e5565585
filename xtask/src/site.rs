//! The page as a folder for any static host, at any address.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use axum::http::Uri;

use crate::{build, files, tools};

/// Where the folder is unless another is named, below cargo's target directory.
const FOLDER: &str = "site";
/// Tells GitHub Pages to publish the files as they are.
const AS_IT_IS: &str = ".nojekyll";
/// The line of `index.html` that whoever shows a link takes the picture from.
const PICTURE: &str = r#"<meta property="og:image" content="./social.png">"#;

#[derive(clap::Args)]
pub struct Arguments {
    /// Makes a folder for any static host too: target/site, or FOLDER, which is empty or not there
    #[arg(long, value_name = "FOLDER", num_args = 0..=1)]
    site: Option<Option<PathBuf>>,
    /// The address that the site will have, for the pictures of links to it
    #[arg(long, value_name = "URL", requires = "site")]
    address: Option<String>,
}

/// Builds the artefacts, and the site if it is asked for.
pub fn run(arguments: &Arguments) -> Result<()> {
    // Asked before the build, which takes a while.
    if let Some(Some(folder)) = &arguments.site {
        refuse_used(folder)?;
    }
    build::run()?;
    let Some(folder) = &arguments.site else { return Ok(()) };
    let folder = write(folder.as_deref(), arguments.address.as_deref())?;
    println!("the site is in {}", folder.display());
    Ok(())
}

/// Writes what is in `www/` now as a site into `folder`, or where none is
/// named into target/site, in place of what is there. Gives the folder.
pub fn write(folder: Option<&Path>, address: Option<&str>) -> Result<PathBuf> {
    let www = tools::root().join("www");
    let index = fs::read_to_string(www.join("index.html")).context("cannot read www/index.html")?;
    let index = address.map(|address| with_address(&index, address)).transpose()?;
    let folder = emptied(folder)?;
    tools::copy(&www, &folder)?;
    for licence in tools::LICENCES {
        tools::copy(&tools::root().join(licence), &folder.join(licence))?;
    }
    fs::write(folder.join(AS_IT_IS), "")?;
    if let Some(index) = index {
        fs::write(folder.join("index.html"), index)?;
        files::write(&folder)?;
    }
    Ok(folder)
}

/// An error where `folder` has something in it.
fn refuse_used(folder: &Path) -> Result<()> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("{} is not empty; name a folder that is, or that is not there", folder.display());
    }
    Ok(())
}

/// The folder, there and empty. Only our own is emptied.
fn emptied(folder: Option<&Path>) -> Result<PathBuf> {
    let folder = match folder {
        Some(folder) => {
            refuse_used(folder)?;
            folder.to_owned()
        }
        None => {
            let folder = tools::target()?.join(FOLDER);
            if folder.exists() {
                fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
            }
            folder
        }
    };
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// `index` with the `address` that it will have: a picture is found by a whole
/// address alone.
fn with_address(index: &str, address: &str) -> Result<String> {
    let uri: Uri = address.parse().with_context(|| format!("{address} is no address"))?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.query().is_some() {
        bail!("{address} is no address of a site: it begins with https:// and has no question mark");
    }
    if !index.contains(PICTURE) {
        bail!("www/index.html has no line {PICTURE}");
    }
    let address = address.trim_end_matches('/').replace('&', "&amp;").replace('"', "&quot;");
    let lines = [
        format!(r#"<link rel="canonical" href="{address}/">"#),
        format!(r#"<meta property="og:url" content="{address}/">"#),
        format!(r#"<meta property="og:image" content="{address}/social.png">"#),
    ];
    Ok(index.replacen(PICTURE, &lines.join("\n    "), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_put_in() {
        let index = fs::read_to_string(tools::root().join("www/index.html")).expect("the page");
        for address in ["https://a.example/deep/whosaid", "https://a.example/deep/whosaid/"] {
            let index = with_address(&index, address).expect("the page with its address");
            assert!(index.contains(r#"<meta property="og:image" content="https://a.example/deep/whosaid/social.png">"#), "{index}");
            assert!(index.contains(r#"<link rel="canonical" href="https://a.example/deep/whosaid/">"#), "{index}");
            assert!(!index.contains(PICTURE));
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for address in ["whosaid", "/whosaid/", "ftp://a.example/", "https://a.example/?x", "https://a b/"] {
            assert!(with_address(PICTURE, address).is_err(), "{address}");
        }
    }

    #[test]
    fn a_folder_with_something_in_it_is_left_alone() {
        let xtask = tools::root().join("xtask");
        assert!(emptied(Some(&xtask)).is_err_and(|error| error.to_string().contains("is not empty")));
        assert!(xtask.join("Cargo.toml").is_file());
    }
}
