//! The texts that are read to measure: from a remark to a library.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::tools;

/// What the texts hold, in characters, and how that is called.
pub const LENGTHS: [(&str, usize); 6] =
    [("1 KB", 1_000), ("5 KB", 5_000), ("20 KB", 20_000), ("100 KB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)];

/// The one of them that is as long as most articles.
pub const ARTICLE: usize = 1;
/// The one that is as long as the longest.
pub const LONG: usize = 3;
/// One that no article is as long as.
pub const BOOK: usize = 4;

/// A file for each of [`LENGTHS`].
pub type Texts = Vec<PathBuf>;

#[derive(Deserialize)]
struct Made {
    text: Vec<MadeText>,
}

#[derive(Deserialize)]
struct MadeText {
    text: String,
}

/// Writes the texts into `directory`: of what is in the file `seed`, or of the articles that were written for the project.
pub fn write(directory: &Path, seed: Option<&Path>) -> Result<Texts> {
    let seed = match seed {
        Some(path) => fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?,
        None => articles()?,
    };
    let write = |(at, (_, length)): (usize, (&str, usize))| {
        let path = directory.join(format!("{at}.txt"));
        fs::write(&path, repeated(&seed, length)).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    };
    LENGTHS.into_iter().enumerate().map(write).collect()
}

/// The news among the made texts, one of each kind in turn.
fn articles() -> Result<String> {
    let directory = tools::root().join("model/made");
    let mut articles = Vec::new();
    for name in tools::files(&directory)?.iter().filter(|name| name.starts_with("news") && name.ends_with(".toml")) {
        let made: Made = toml::from_str(&fs::read_to_string(directory.join(name))?).with_context(|| format!("cannot read {name}"))?;
        articles.extend(made.text.into_iter().enumerate().map(|(at, text)| (at, text.text)));
    }
    articles.sort_by_key(|(at, _)| *at);
    let articles: Vec<&str> = articles.iter().map(|(_, text)| text.trim()).collect();
    Ok(articles.join("\n\n"))
}

/// `seed` again and again, up to `length` characters.
fn repeated(seed: &str, length: usize) -> String {
    let seed = format!("{}\n\n", seed.trim());
    seed.chars().cycle().take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_repeated_to_its_length() {
        assert_eq!(repeated("é.\n", 9), "é.\n\né.\n\né");
    }
}
