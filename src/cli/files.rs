//! Which files are read: those that are named, those in folders, those that a pattern fits.

use std::fs;
use std::iter::once;
use std::path::{Path, PathBuf};

use serde_json::Value;
use walkdir::{DirEntry, WalkDir};

use super::input::Problem;

/// How the names of texts end.
pub const TEXTS: &[&str] = &["txt", "text", "md", "markdown", "html", "htm", "xhtml"];

/// How the names of streams end.
pub const STREAMS: &[&str] = &["ndjson", "jsonl"];

const PAGES: &[&str] = &["html", "htm", "xhtml"];

type Places = Box<dyn Iterator<Item = Result<Place, Problem>> + Send>;

/// A place to read from.
pub enum Place {
    StandardInput,
    File(PathBuf),
}

impl Place {
    /// What a text from here is known by.
    pub fn id(&self) -> Value {
        match self {
            Self::StandardInput => Value::Null,
            Self::File(path) => path.to_string_lossy().into(),
        }
    }

    /// Whether its name says that it is a page.
    pub fn is_page(&self) -> bool {
        matches!(self, Self::File(path) if ends(path, PAGES))
    }

    /// `what` is wrong here.
    pub fn problem(&self, what: &str) -> Problem {
        let name = match self {
            Self::StandardInput => "standard input".into(),
            Self::File(path) => path.to_string_lossy(),
        };
        Problem { what: format!("{name}: {what}"), id: self.id(), recorded: false }
    }
}

/// Every place that `named` leads to, in a stable order: "-" and nothing at
/// all to standard input; a folder to the files in it whose names end in one
/// of `ends`, hidden ones left out; a pattern to what it fits; all else to itself.
pub fn places(named: Vec<PathBuf>, ends: &'static [&'static str]) -> Places {
    if named.is_empty() {
        return Box::new(once(Ok(Place::StandardInput)));
    }
    Box::new(named.into_iter().flat_map(move |path| -> Places {
        if path.as_os_str() == "-" {
            Box::new(once(Ok(Place::StandardInput)))
        } else if path.is_dir() {
            or_else(folder(&path, ends), path, "there is no text in it")
        } else if let Some(pattern) = pattern(&path) {
            or_else(fitting(&pattern, ends), path, "no file fits it")
        } else {
            Box::new(once(Ok(Place::File(path))))
        }
    }))
}

/// Whether `named` may lead to more than one file.
pub fn several(named: &[PathBuf]) -> bool {
    named.len() > 1 || named.iter().any(|path| path.is_dir() || pattern(path).is_some())
}

/// How many bytes there are in `named`, if all of them are plain files.
pub fn size(named: &[PathBuf]) -> Option<u64> {
    if named.is_empty() {
        return None;
    }
    named.iter().map(|path| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|data| data.len())).sum()
}

/// `path` if it is a pattern, which it is only where no file is called so.
fn pattern(path: &Path) -> Option<String> {
    path.to_str().filter(|text| text.contains(['*', '?', '[']) && !path.exists()).map(str::to_owned)
}

fn folder(path: &Path, ends: &'static [&'static str]) -> Places {
    let shown = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter().filter_entry(shown);
    Box::new(walk.filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_file() && self::ends(entry.path(), ends) => Some(Ok(Place::File(entry.into_path()))),
        Ok(_) => None,
        Err(error) => Some(Err(problem(error.path(), &error.to_string()))),
    }))
}

fn fitting(pattern: &str, ends: &'static [&'static str]) -> Places {
    let paths = match glob::glob(pattern) {
        Ok(paths) => paths,
        Err(error) => return Box::new(once(Err(problem(Some(Path::new(pattern)), error.msg)))),
    };
    Box::new(paths.flat_map(move |path| -> Places {
        match path {
            Ok(path) if path.is_dir() => folder(&path, ends),
            Ok(path) => Box::new(once(Ok(Place::File(path)))),
            Err(error) => Box::new(once(Err(problem(Some(error.path()), &error.error().to_string())))),
        }
    }))
}

/// `places`, or that there are none.
fn or_else(places: Places, path: PathBuf, none: &'static str) -> Places {
    let mut places = places.peekable();
    if places.peek().is_none() { Box::new(once(Err(Place::File(path).problem(none)))) } else { Box::new(places) }
}

fn problem(path: Option<&Path>, what: &str) -> Problem {
    Place::File(path.map_or_else(PathBuf::new, Path::to_path_buf)).problem(what)
}

fn ends(path: &Path, ends: &[&str]) -> bool {
    path.extension().and_then(|end| end.to_str()).is_some_and(|end| ends.iter().any(|known| end.eq_ignore_ascii_case(known)))
}
