//! whosaid finds the quotations in a text, and who said them.
//!
//! ```
//! let text = "“We will rebuild,” said Mayor Ada Quist.\n\n“It will take years,” she said.";
//! let analysis = whosaid::analyze(text);
//! let quoted = |quotation: &whosaid::Quotation| &text[quotation.content[0].start..quotation.content[0].end];
//! assert_eq!(analysis.quotations.iter().map(quoted).collect::<Vec<_>>(), ["“We will rebuild,”", "“It will take years,”"]);
//! assert_eq!(analysis.speakers[0].name, "Ada Quist");
//! assert_eq!(analysis.speakers[0].quotations, [0, 1]);
//! ```
//!
//! [`analyze`] reads a text; a [`Session`] reads one again and again while
//! somebody edits it. [`compare`](mod@compare) has what puts several texts beside each
//! other. Everything they answer is plain data that serde can write, the same
//! JSON as the command and the JavaScript module give. No text is an error,
//! nothing panics, and nothing is read but what is given: no file, no network, no clock.
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `weights` (default) | the learnt weights, 0.2 MB, built in; without them [`Model::read`] takes them from bytes, and rules work alone until then |
//! | `cli` | the command `whosaid` |
//! | `wasm` | the boundary to JavaScript, for `wasm32-unknown-unknown` |
//! | `training` | the command that learns the weights, and what it needs; for work on this project, outside of what versions promise |

#![deny(missing_docs, rustdoc::broken_intra_doc_links)]
#![forbid(unsafe_code)]

mod analysis;
pub mod compare;
mod crf;
mod forms;
mod genre;
mod lexicon;
mod linear;
mod marks;
mod math;
mod memory;
mod model;
mod offsets;
mod packing;
mod phrases;
mod quotations;
mod readings;
mod relations;
mod session;
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

pub use analysis::{Analysis, Candidate, Diagnostic, DiagnosticKind, Kind, Offsets, Quotation, Speaker, SpeakerKind, Why};
pub use model::{Model, ModelError};
pub use session::Session;
pub use span::Span;

use memory::Memory;

/// The quotations of `text` and who said them; spans count bytes.
///
/// Any string has an answer: there is no error, and no text is too broken.
/// Time and memory are linear in its length.
///
/// ```
/// use whosaid::{Kind, Why, analyze};
/// let text = "The bridge is safe, Ruth Pell said.";
/// let quotation = &analyze(text).quotations[0];
/// assert_eq!((quotation.kind, quotation.why), (Kind::Indirect, Why::Cue));
/// assert_eq!(&text[quotation.source[0].start..quotation.source[0].end], "Ruth Pell");
///
/// assert_eq!(analyze("“Never closed").diagnostics.len(), 1);
/// ```
pub fn analyze(text: &str) -> Analysis {
    analyze_with(text, Offsets::Bytes)
}

/// As [`analyze`], with spans that count `offsets`.
///
/// ```
/// use whosaid::{Offsets, Span, analyze_with};
/// let text = "😀 “Yes,” said Ada.";
/// let content = |offsets| analyze_with(text, offsets).quotations[0].content[0];
/// assert_eq!(content(Offsets::Chars), Span::new(2, 8));
/// assert_eq!(content(Offsets::Utf16), Span::new(3, 9));
/// assert_eq!(content(Offsets::Bytes), Span::new(5, 15));
/// ```
pub fn analyze_with(text: &str, offsets: Offsets) -> Analysis {
    analyze_by(Model::built_in(), text, offsets)
}

/// As [`analyze_with`], by the weights of `model`.
///
/// ```
/// use whosaid::{Model, Offsets, analyze_by};
/// let rules_alone = Model::default();
/// let analysis = analyze_by(&rules_alone, "“It burns,” said Ada Quist.", Offsets::Bytes);
/// assert_eq!(analysis.speakers[0].name, "Ada Quist");
/// ```
pub fn analyze_by(model: &Model, text: &str, offsets: Offsets) -> Analysis {
    offsets::convert(text, in_bytes(model, text, None), offsets)
}

/// The analysis of `text` by `model` with spans that count bytes, with what is in `memory` of texts before it.
fn in_bytes(model: &Model, text: &str, memory: Option<&mut Memory>) -> Analysis {
    let read = text::Text::new(text);
    let marks = marks::Marks::new(&read);
    let tags = tags::Tags::new(&read, &marks);
    let quotations = match &model.stages {
        None => quotations::find(&read, &marks, &tags, None),
        Some(stages) => {
            let forms = forms::Forms::new(&read, &tags);
            // What was known before is looked for by what each paragraph is now.
            let readings = memory.as_ref().map(|_| readings::Readings::new(&read, &marks, &tags, &forms));
            let mut known = memory.zip(readings.as_ref());
            let own = known.as_mut().map(|(memory, readings)| (&mut **memory, *readings));
            let tagging = tagger::tag(&read, &marks, &tags, &forms, &stages.tagger, own);
            let relations = relations::find(&read, &marks, &tags, &forms, &tagging, &stages.relations, known);
            let learnt = quotations::Learnt {
                forms: &forms,
                tagging: &tagging,
                relations: &relations,
                genre: genre::Genre::of(&forms, &stages.genre),
                ranker: &stages.ranker,
            };
            quotations::find(&read, &marks, &tags, Some(learnt))
        }
    };
    whole(&read, marks, quotations)
}

/// The analysis of `text` by its `marks` and its `quotations`.
fn whole(text: &text::Text, marks: marks::Marks, quotations: Vec<quotations::Attributed>) -> Analysis {
    let speakers = speakers::resolve(text, &marks, &quotations);
    let mentions = Mentions::new(&speakers.speakers);
    let of = speakers.of.iter().copied().zip(speakers.sure.iter().copied().zip(speakers.by_turn.iter().copied()));
    let quotations = quotations
        .into_iter()
        .zip(of)
        .map(|(quotation, (speaker, (sure, by_turn)))| Quotation {
            kind: quotation.kind,
            content: quotation.content,
            cue: if by_turn { Vec::new() } else { quotation.cue },
            source: if by_turn { Vec::new() } else { quotation.source },
            speaker,
            confidence: likelihood(match speaker {
                // Both must be right: the source, and who that is.
                Some(_) if !by_turn => quotation.confidence * sure,
                Some(_) => sure,
                None => quotation.confidence,
            }),
            why: if by_turn { Why::Turn } else { quotation.why },
            parent: quotation.parent,
            candidates: mentions.candidates(&quotation.others, speaker),
        })
        .collect();
    Analysis { offsets: Offsets::Bytes, quotations, speakers: speakers.speakers, diagnostics: marks.diagnostics }
}

/// `value` as a likelihood, which it is but where weights are so large that
/// sums of them are no number.
fn likelihood(value: f32) -> f32 {
    if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) }
}

/// Whose each mention of a text is.
struct Mentions(Vec<(Span, usize)>);

impl Mentions {
    fn new(speakers: &[Speaker]) -> Self {
        let of = |(index, speaker): (usize, &Speaker)| speaker.mentions.iter().map(move |mention| (*mention, index)).collect::<Vec<_>>();
        let mut all: Vec<(Span, usize)> = speakers.iter().enumerate().flat_map(of).collect();
        Span::sort_keyed(&mut all);
        Self(all)
    }

    /// The speaker whose mention overlaps `span`: of several that do, the first.
    fn whose(&self, span: Span) -> Option<usize> {
        let at = self.0.partition_point(|(mention, _)| mention.end <= span.start);
        self.0.get(at).filter(|(mention, _)| mention.overlaps(span)).map(|(_, speaker)| *speaker)
    }

    /// The `others` that a quotation of `chosen` may be attributed to: without
    /// further mentions of that same speaker, or of one another.
    fn candidates(&self, others: &[(Span, f32)], chosen: Option<usize>) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        for (source, confidence) in others {
            let speaker = self.whose(*source);
            let known = speaker.is_some() && (speaker == chosen || out.iter().any(|other| other.speaker == speaker));
            if !known {
                out.push(Candidate { source: *source, speaker, confidence: likelihood(*confidence) });
            }
        }
        out
    }
}
