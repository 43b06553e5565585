//! Turns of a transcript or an interview, without marks: "QUIST: We will rebuild."
//!
//! A label and a colon at the start of a paragraph make a turn where the text
//! has several of them and a label comes back. What somebody else is quoted
//! with inside a turn, and what nobody says there, is no part of its content.

use super::{Attributed, Segment};
use crate::phrases::{Phrase, Reader};
use crate::tags::Place;
use crate::text::TokenKind;
use crate::{Kind, Span, Why};

/// The longest label, in tokens.
const LONGEST: usize = 5;
/// The fewest turns of a transcript.
const FEWEST: usize = 3;
/// How often the speaker of a labelled turn is the label's.
const SURE: f32 = 0.95;

/// A paragraph that may be a turn: its label, the label's end, and its content.
struct Turn<'t> {
    name: &'t str,
    label: Phrase,
    mark: Phrase,
    content: Phrase,
}

/// The turns of `reader`'s text, if it is a transcript.
pub(super) fn turns(reader: Reader, segments: &[Segment]) -> Vec<Attributed> {
    let all: Vec<Turn> = (0..reader.text.paragraphs.len()).filter_map(|paragraph| turn(reader, paragraph)).collect();
    // With a number, as the crate's other words are sorted: one copy of the sort is enough.
    let mut names: Vec<(&str, u32)> = all.iter().map(|turn| (turn.name, 0)).collect();
    names.sort_unstable();
    let again = |name: &str| names.partition_point(|other| other.0 <= name) - names.partition_point(|other| other.0 < name) > 1;
    let asked = all.iter().any(|turn| is_question(turn.name)) && all.len() > 1;
    if !asked && (all.len() < FEWEST || !all.iter().any(|turn| again(turn.name))) {
        return Vec::new();
    }
    let shouted = |name: &str| !name.chars().any(char::is_lowercase);
    all.iter()
        .filter(|turn| again(turn.name) || shouted(turn.name))
        .filter_map(|turn| {
            let content = without(reader, turn.content, segments);
            (!content.is_empty()).then(|| Attributed {
                kind: Kind::Indirect,
                content,
                cue: vec![turn.mark.span(reader.text)],
                source: vec![turn.label.span(reader.text)],
                why: Why::Colon,
                confidence: SURE,
                parent: None,
                others: Vec::new(),
            })
        })
        .collect()
}

/// Whether a label stands for whoever asks.
fn is_question(name: &str) -> bool {
    matches!(name, "Q" | "Question")
}

/// The paragraph at `paragraph` as a turn, if it may be one.
fn turn<'t>(reader: Reader<'t>, paragraph: usize) -> Option<Turn<'t>> {
    let run = *reader.text.paragraphs.get(paragraph)?;
    if reader.tags.places.get(paragraph) == Some(&Place::Furniture) || reader.is_quoted(run.first) {
        return None;
    }
    let ends = |at: usize| {
        reader.norm(at) == ":" || reader.norm(at) == "." && at == run.first + 1 && matches!(reader.text.word(run.first), "Q" | "A")
    };
    let mark = (run.first + 1..run.end.min(run.first + LONGEST + 1)).find(|at| ends(*at))?;
    let named = |at: usize| reader.capital(at) && !reader.is_quoted(at) || matches!(reader.norm(at), "." | "-");
    let words = (mark + 1..run.end).any(|at| reader.text.tokens[at].is_word());
    let label = Phrase { first: run.first, end: mark };
    ((label.first..label.end).all(named) && words).then(|| Turn {
        name: label.span(reader.text).of(reader.text.source),
        label,
        mark: Phrase { first: mark, end: mark + 1 },
        content: Phrase { first: mark + 1, end: run.end },
    })
}

/// `content` without the `segments` in it, in pieces that hold words.
fn without(reader: Reader, content: Phrase, segments: &[Segment]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut first = content.first;
    let from = segments.partition_point(|segment| segment.tokens.end <= content.first);
    let inside = segments.iter().skip(from).take_while(|segment| segment.tokens.first < content.end);
    for end in inside.map(|segment| segment.tokens).chain([Phrase { first: content.end, end: content.end }]) {
        // A comma that leads to the marks is no part of what is left.
        let piece = Phrase { first, end: end.first };
        let words = (piece.first..piece.end).any(|at| reader.text.tokens.get(at).is_some_and(|token| token.is_word()));
        if words {
            out.push(trimmed(reader, piece, end.first < content.end).span(reader.text));
        }
        first = end.end;
    }
    out
}

/// `piece` from its first word on, and to its last where marks follow.
fn trimmed(reader: Reader, piece: Phrase, followed: bool) -> Phrase {
    let punct = |at: usize| reader.text.tokens[at].kind == TokenKind::Punct;
    let (mut first, mut end) = (piece.first, piece.end);
    while first < end && punct(first) {
        first += 1;
    }
    while followed && first < end && punct(end - 1) {
        end -= 1;
    }
    Phrase { first, end }
}
