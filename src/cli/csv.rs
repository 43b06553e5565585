//! A table with a row for each quotation.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::Writer;
use whosaid::{Offsets, analyze, analyze_with};

use super::input::Document;
use super::output::{Output, term, words};

const HEADER: [&str; 13] =
    ["id", "quotation", "kind", "speaker", "speaker_kind", "text", "cue", "source", "confidence", "why", "parent", "start", "end"];

/// The table.
pub struct Table {
    pub offsets: Offsets,
}

impl Output for Table {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = Rows::default();
        rows.add(HEADER)?;
        rows.write(out)
    }

    fn document(&self, out: &mut dyn Write, _number: usize, document: &Document) -> io::Result<()> {
        let text = &document.text;
        let analysis = analyze(text);
        // Words are cut out by bytes, and places are told in what was asked
        // for. Both come from the same analysis of the same text.
        let counted = analyze_with(text, self.offsets);
        let mut rows = Rows::default();
        for (index, (quotation, counted)) in analysis.quotations.iter().zip(&counted.quotations).enumerate() {
            let speaker = quotation.speaker.and_then(|speaker| analysis.speakers.get(speaker));
            let number = |number: Option<usize>| number.map_or(String::new(), |number| number.to_string());
            rows.add([
                &*guarded(&document.name()),
                &index.to_string(),
                &term(&quotation.kind),
                &guarded(speaker.map_or("", |speaker| &speaker.name)),
                &speaker.map_or(String::new(), |speaker| term(&speaker.kind)),
                &guarded(&words(text, &quotation.content)),
                &guarded(&words(text, &quotation.cue)),
                &guarded(&words(text, &quotation.source)),
                &format!("{:.3}", quotation.confidence),
                &term(&quotation.why),
                &number(quotation.parent),
                &number(counted.content.first().map(|span| span.start)),
                &number(counted.content.last().map(|span| span.end)),
            ])?;
        }
        rows.write(out)
    }
}

/// Rows in memory. Written through, csv's errors would hide that a pipe is broken.
struct Rows(Writer<Vec<u8>>);

impl Default for Rows {
    fn default() -> Self {
        Self(Writer::from_writer(Vec::new()))
    }
}

impl Rows {
    fn add(&mut self, cells: [&str; HEADER.len()]) -> io::Result<()> {
        Ok(self.0.write_record(cells)?)
    }

    fn write(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.0.into_inner().map_err(|error| error.into_error())?)
    }
}

/// `cell` so that no spreadsheet takes it for a formula: an article may be
/// written so that its words run as one where the table is opened.
fn guarded(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}
