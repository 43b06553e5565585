//! Analyses as JSON, the same that JavaScript gets.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;
use whosaid::{Analysis, Offsets, analyze_with};

use super::input::{Document, Problem};
use super::output::Output;

/// An analysis and what it is of. Only what was found in a page is told again:
/// else nobody could tell what the spans count in.
#[derive(Serialize)]
struct Known<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(flatten)]
    analysis: &'a Analysis,
}

impl<'a> Known<'a> {
    fn new(document: &'a Document, analysis: &'a Analysis) -> Self {
        let text = document.found.then_some(document.text.as_str());
        Self { id: Some(&document.id), title: document.title.as_deref(), text, analysis }
    }
}

fn write(out: &mut dyn Write, document: &Document, offsets: Offsets) -> io::Result<()> {
    let analysis = analyze_with(&document.text, offsets);
    serde_json::to_writer(out, &Known::new(document, &analysis))?;
    Ok(())
}

/// Writes a line that stands where an answer would, were there no `problem`.
pub fn record(out: &mut dyn Write, problem: &Problem) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &serde_json::json!({"id": problem.id, "error": problem.what}))?;
    writeln!(out)
}

/// One analysis, set out for reading.
pub struct Single {
    pub offsets: Offsets,
}

impl Output for Single {
    fn document(&self, out: &mut dyn Write, _number: usize, document: &Document) -> io::Result<()> {
        let analysis = analyze_with(&document.text, self.offsets);
        serde_json::to_writer_pretty(&mut *out, &Known { id: None, ..Known::new(document, &analysis) })?;
        writeln!(out)
    }
}

/// One analysis a line.
pub struct Lines {
    pub offsets: Offsets,
}

impl Output for Lines {
    fn document(&self, out: &mut dyn Write, _number: usize, document: &Document) -> io::Result<()> {
        write(out, document, self.offsets)?;
        writeln!(out)
    }
}

/// An array of analyses.
pub struct Array {
    pub offsets: Offsets,
}

impl Output for Array {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "[")
    }

    fn before(&self, first: bool) -> &'static str {
        if first { "\n" } else { ",\n" }
    }

    fn document(&self, out: &mut dyn Write, _number: usize, document: &Document) -> io::Result<()> {
        write(out, document, self.offsets)
    }

    fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n]")
    }
}
