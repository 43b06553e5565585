//! whosaid finds the quotations in a text, and who said them.
//!
//! ```
//! let analysis = whosaid::analyze("“We will rebuild,” said Mayor Ada Quist.");
//! assert_eq!(analysis.offsets, whosaid::Offsets::Bytes);
//! ```

#![deny(missing_docs, rustdoc::broken_intra_doc_links)]
#![forbid(unsafe_code)]

mod analysis;
mod forms;
mod lexicon;
mod linear;
mod marks;
mod math;
mod offsets;
mod phrases;
mod quotations;
mod span;
mod speakers;
mod tagger;
mod tags;
mod text;
#[cfg(feature = "training")]
pub mod training;
#[cfg(feature = "wasm")]
mod wasm;
mod word_table;

pub use analysis::{Analysis, Diagnostic, DiagnosticKind, Kind, Offsets, Quotation, Speaker, SpeakerKind, Why};
pub use span::Span;

/// The quotations of `text` and who said them; spans count bytes.
///
/// Any string has an answer: there is no error, and no text is too broken.
/// Time and memory are linear in its length.
pub fn analyze(text: &str) -> Analysis {
    let read = text::Text::new(text);
    let marks = marks::Marks::new(&read);
    let tags = tags::Tags::new(&read, &marks);
    let quotations = quotations::find(&read, &marks, &tags);
    let speakers = speakers::resolve(&read, &marks, &quotations);
    let quotations = quotations
        .into_iter()
        .zip(speakers.of)
        .map(|(quotation, speaker)| Quotation {
            kind: quotation.kind,
            content: quotation.content,
            cue: quotation.cue,
            source: quotation.source,
            speaker,
            confidence: quotation.confidence,
            why: quotation.why,
            parent: quotation.parent,
        })
        .collect();
    Analysis { offsets: Offsets::Bytes, quotations, speakers: speakers.speakers, diagnostics: marks.diagnostics }
}

/// As [`analyze`], with spans that count `offsets`.
pub fn analyze_with(text: &str, offsets: Offsets) -> Analysis {
    offsets::convert(text, analyze(text), offsets)
}
