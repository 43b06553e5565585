//! Quotations and what attributes each: content, cue and source.

use crate::marks::Marks;
use crate::text::Text;
use crate::{Kind, Span, Why};

/// A quotation before its speaker is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Attributed {
    /// How much of it stands in quotation marks.
    pub kind: Kind,
    /// Its pieces in order, quotation marks included; never empty.
    pub content: Vec<Span>,
    /// The words that report it; may be empty.
    pub cue: Vec<Span>,
    /// The mention that it is attributed to; may be empty, and may stand in
    /// an earlier paragraph where that one's speaker goes on.
    pub source: Vec<Span>,
    /// How the source was found.
    pub why: Why,
    /// How likely the source is right, from 0 to 1.
    pub confidence: f32,
    /// The quotation that this one stands inside: an index into the list.
    pub parent: Option<usize>,
}

/// The quotations of `text` in the order of their first content.
pub fn find(text: &Text, marks: &Marks) -> Vec<Attributed> {
    let _ = (text, marks);
    Vec::new()
}
