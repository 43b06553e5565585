//! Analyses as JSON, the same that JavaScript gets.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;
use whosaid::{Analysis, Offsets, analyze_with};

use super::input::Document;
use super::output::Output;

/// An analysis and what it is known by.
#[derive(Serialize)]
struct Known<'a> {
    id: &'a Value,
    #[serde(flatten)]
    analysis: &'a Analysis,
}

fn write(out: &mut dyn Write, document: &Document, offsets: Offsets) -> io::Result<()> {
    let analysis = analyze_with(&document.text, offsets);
    serde_json::to_writer(out, &Known { id: &document.id, analysis: &analysis })?;
    Ok(())
}

/// One analysis, set out for reading.
pub struct Single {
    pub offsets: Offsets,
}

impl Output for Single {
    fn document(&mut self, out: &mut dyn Write, document: &Document) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &analyze_with(&document.text, self.offsets))?;
        writeln!(out)
    }
}

/// One analysis a line.
pub struct Lines {
    pub offsets: Offsets,
}

impl Output for Lines {
    fn document(&mut self, out: &mut dyn Write, document: &Document) -> io::Result<()> {
        write(out, document, self.offsets)?;
        writeln!(out)
    }
}

/// An array of analyses.
pub struct Array {
    offsets: Offsets,
    first: bool,
}

impl Array {
    pub fn new(offsets: Offsets) -> Self {
        Self { offsets, first: true }
    }
}

impl Output for Array {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "[")
    }

    fn document(&mut self, out: &mut dyn Write, document: &Document) -> io::Result<()> {
        writeln!(out, "{}", if self.first { "" } else { "," })?;
        self.first = false;
        write(out, document, self.offsets)
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n]")
    }
}
