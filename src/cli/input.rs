//! What is read: whole texts and pages, or a stream of lines with one of them each.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::files::{self, Place};
use super::page;

/// A text to analyse.
pub struct Document {
    /// What its analysis is known by: given with the text, or its file's name.
    pub id: Value,
    /// What a page calls itself.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// Whether the text was found in a page, so that only this command knows it.
    pub found: bool,
}

impl Document {
    /// Its `id`, for people; empty where it has none.
    pub fn name(&self) -> String {
        name(&self.id)
    }
}

fn name(id: &Value) -> String {
    match id {
        Value::Null => String::new(),
        Value::String(id) => id.clone(),
        id => id.to_string(),
    }
}

/// A document as it was read.
pub struct Unread {
    pub id: Value,
    body: Body,
}

enum Body {
    Text(String),
    Page(String),
}

impl Unread {
    /// The document, with the main text of a page found.
    pub fn document(self) -> Result<Document, Problem> {
        match self.body {
            Body::Text(text) => Ok(Document { id: self.id, title: None, text, found: false }),
            Body::Page(html) => match page::main_text(html) {
                Ok(page::Page { title, text }) => Ok(Document { id: self.id, title, text, found: true }),
                Err(what) => Err(Problem { what: format!("{}: {what}", name(&self.id)), id: self.id, recorded: false }),
            },
        }
    }
}

/// What is wrong with some of the input, in one line.
pub struct Problem {
    /// The line, for people.
    pub what: String,
    /// What the text is known by, if that could be read.
    pub id: Value,
    /// Whether an earlier run has left a record of it.
    pub recorded: bool,
}

/// Some of the input, and how many bytes it took.
pub struct Item {
    pub bytes: usize,
    pub read: Result<Unread, Problem>,
}

/// How texts are read.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Reading {
    /// As plain text
    Text,
    /// As HTML, whose main text is found
    Html,
}

/// Everything in `files`, or on standard input where there are none: a text for
/// each file, or for each line where they are `lines`. Read as it is asked for.
pub fn items(files: &[PathBuf], lines: bool, reading: Option<Reading>) -> Box<dyn Iterator<Item = Item> + Send> {
    let places = files::places(files.to_vec(), if lines { files::STREAMS } else { files::TEXTS });
    Box::new(places.flat_map(move |place| -> Box<dyn Iterator<Item = Item> + Send> {
        let one = |read| Box::new(std::iter::once(read));
        match place {
            Err(problem) => one(Item { bytes: 0, read: Err(problem) }),
            Ok(place) if !lines => one(text(&place, reading)),
            Ok(place) => match open(&place) {
                Ok(reader) => Box::new(Lines { place, reader, number: 0, ended: false }),
                Err(problem) => one(Item { bytes: 0, read: Err(problem) }),
            },
        }
    }))
}

fn text(place: &Place, reading: Option<Reading>) -> Item {
    let mut bytes = Vec::new();
    let read = open(place).and_then(|mut reader| reader.read_to_end(&mut bytes).map_err(|error| place.problem(&error.to_string())));
    let bytes = match read {
        Ok(_) => bytes,
        Err(problem) => return Item { bytes: 0, read: Err(problem) },
    };
    let length = bytes.len();
    let read = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + good.iter().filter(|&&byte| byte == b'\n').count();
        place.problem(&format!("line {line}: not UTF-8"))
    });
    let as_page = reading.map_or(place.is_page(), |reading| reading == Reading::Html);
    let body = if as_page { Body::Page } else { Body::Text };
    Item { bytes: length, read: read.map(|text| Unread { id: place.id(), body: body(text) }) }
}

fn open(place: &Place) -> Result<Box<dyn BufRead + Send>, Problem> {
    match place {
        Place::StandardInput => Ok(Box::new(BufReader::new(io::stdin()))),
        Place::File(path) => open_file(path).map_err(|error| place.problem(&error.to_string())),
    }
}

fn open_file(path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    Ok(Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)))
}

/// The lines of a stream, blank ones left out.
struct Lines {
    place: Place,
    reader: Box<dyn BufRead + Send>,
    number: usize,
    ended: bool,
}

impl Iterator for Lines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let mut bytes = Vec::new();
        let mut passed = 0;
        while !self.ended {
            bytes.clear();
            self.number += 1;
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => self.ended = true,
                Ok(read) => passed += read,
                Err(error) => {
                    self.ended = true;
                    let problem = self.place.problem(&format!("line {}: {error}", self.number));
                    return Some(Item { bytes: passed, read: Err(problem) });
                }
            }
            // Some editors open a file with a byte order mark, which JSON has no place for.
            let line = if self.number == 1 { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes) } else { &bytes };
            if !line.trim_ascii().is_empty() {
                let read = unread(line)
                    .map_err(|what| Problem { id: known_by(line), ..self.place.problem(&format!("line {}: {what}", self.number)) });
                return Some(Item { bytes: passed, read });
            }
        }
        None
    }
}

/// A line of a stream.
#[derive(Deserialize)]
struct Line {
    id: Value,
    text: Option<String>,
    html: Option<String>,
}

fn unread(line: &[u8]) -> Result<Unread, String> {
    let line = std::str::from_utf8(line).map_err(|_| "not UTF-8")?;
    let Line { id, text, html } = serde_json::from_str(line).map_err(|error| {
        // Its own line number would always be 1.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = error.to_string();
        format!("{} (column {})", message.strip_suffix(&place).unwrap_or(&message), error.column())
    })?;
    match (text, html) {
        (Some(text), _) => Ok(Unread { id, body: Body::Text(text) }),
        (None, Some(html)) => Ok(Unread { id, body: Body::Page(html) }),
        (None, None) => Err("missing field `text`".into()),
    }
}

/// The `id` of a line that is no text, if it has one.
fn known_by(line: &[u8]) -> Value {
    #[derive(Deserialize)]
    struct Known {
        id: Value,
    }
    serde_json::from_slice::<Known>(line).map_or(Value::Null, |known| known.id)
}
