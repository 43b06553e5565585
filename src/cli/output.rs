//! What every format is to the command, and what several of them share.

use std::io::{self, Write};

use serde::Serialize;
use whosaid::{Quotation, Span, Why};

use super::input::Document;

/// A way to write analyses. Documents are written apart from one another, on
/// any thread, and stand between `begin` and `end`.
pub trait Output: Send + Sync {
    /// Writes what comes before all documents.
    fn begin(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Analyses `document`, the one with this number, and writes what was found.
    fn document(&self, out: &mut dyn Write, number: usize, document: &Document) -> io::Result<()>;

    /// What comes before a document, which may be the first.
    fn before(&self, _first: bool) -> &'static str {
        ""
    }

    /// Writes what comes after all documents.
    fn end(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// The words of `spans`, which count bytes of `text`, on one line; "…" where words are left out.
pub fn words(text: &str, spans: &[Span]) -> String {
    let mut out = String::new();
    let mut end = None;
    for span in spans {
        if let Some(end) = end {
            let between = Span::new(end, span.start).of(text);
            out.push_str(if between.trim().is_empty() { " " } else { " … " });
        }
        out.push_str(span.of(text));
        end = Some(span.end);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words that attribute `quotation`, cue and source, as they stand in `text`.
pub fn attribution(text: &str, quotation: &Quotation) -> String {
    let mut spans = [quotation.cue.as_slice(), &quotation.source].concat();
    spans.sort_unstable();
    words(text, &spans)
}

/// How the speaker was found, for people.
pub fn why(why: Why) -> &'static str {
    match why {
        Why::Cue => "named beside it",
        Why::Colon => "named before a colon",
        Why::Continued => "another piece of it is attributed",
        Why::Carried => "the speaker before goes on",
        Why::Turn => "the speakers take turns",
        Why::Nearby => "the likeliest one nearby",
        Why::None => "nobody is named",
    }
}

/// The word that the analysis has for `value`, one of its kinds.
pub fn term(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// `count` of `thing`.
pub fn number(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}
