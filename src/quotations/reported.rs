//! What the relations add to the segments: cues, the words around the marks
//! that are reported with them, and whole quotations without marks.
//!
//! Whose a segment is, the ranker has said; a relation that says otherwise
//! does without that segment.

use super::{Attributed, Found, Segment};
use crate::phrases::{Phrase, Reader};
use crate::relations::Relation;
use crate::text::TokenKind;
use crate::{Kind, Span, Why};

/// The part of a segment that a relation must hold to be its own.
const HELD: f32 = 0.5;
/// How likely a relation must be to be shown without any marks.
const LIKELY: f32 = 0.3;
/// The fewest words of a quotation without marks.
const SHORTEST: usize = 2;
/// How far from its cue a relation's content is looked for, in tokens.
const REACH: usize = 400;

/// For each segment, the relation that reports it, by its index: one that
/// holds it and has the source that it was given to.
pub(super) fn groups(relations: &[Relation], segments: &[Segment], found: &[Option<Found>], term: &[bool]) -> Vec<Option<usize>> {
    let of = |index: usize| {
        let tokens = segments[index].tokens;
        let source = found[index].as_ref()?.source.filter(|_| !term[index])?;
        let own = |relation: &Relation| relation.source.is_some_and(|own| own.first < source.end && source.first < own.end);
        let from = relations.partition_point(|relation| relation.cue.first + REACH < tokens.first);
        let near = relations.iter().enumerate().skip(from).take_while(|(_, relation)| relation.cue.first < tokens.end + REACH);
        near.filter(|(_, relation)| own(relation))
            .map(|(at, relation)| (held(relation, tokens), at))
            .filter(|(held, _)| *held as f32 > HELD * (tokens.end - tokens.first) as f32)
            .max_by_key(|(held, at)| (*held, std::cmp::Reverse(*at)))
            .map(|(_, at)| at)
    };
    (0..segments.len()).map(of).collect()
}

/// How many of `tokens` the pieces of `relation` hold.
pub(super) fn held(relation: &Relation, tokens: Phrase) -> usize {
    relation.content.iter().map(|piece| piece.end.min(tokens.end).saturating_sub(piece.first.max(tokens.first))).sum()
}

/// The content of `relation`: its own words and the segments that are in its
/// `group`, without those that are not.
pub(super) fn content(reader: Reader, relation: &Relation, segments: &[Segment], in_group: impl Fn(usize) -> bool) -> Vec<Span> {
    let mut pieces: Vec<Phrase> = Vec::new();
    for piece in &relation.content {
        let mut first = piece.first;
        let from = segments.partition_point(|segment| segment.tokens.end <= piece.first);
        for (at, segment) in segments.iter().enumerate().skip(from).take_while(|(_, segment)| segment.tokens.first < piece.end) {
            if in_group(at) {
                continue;
            }
            pieces.push(Phrase { first, end: segment.tokens.first });
            first = segment.tokens.end;
        }
        pieces.push(Phrase { first, end: piece.end });
    }
    let (low, high) = (relation.cue.first.saturating_sub(REACH), relation.cue.end + REACH);
    let from = segments.partition_point(|segment| segment.tokens.end <= low);
    let near = segments.iter().enumerate().skip(from).take_while(|(_, segment)| segment.tokens.first < high);
    pieces.extend(near.filter(|(at, _)| in_group(*at)).map(|(_, segment)| segment.tokens));
    pieces.retain(|piece| has_words(reader, *piece, 1));
    let mut spans: Vec<Span> = pieces.into_iter().map(|piece| trimmed(reader, piece).span(reader.text)).collect();
    Span::sort(&mut spans);
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut().filter(|last| last.overlaps(span) || span.start <= last.end + 1) {
            Some(last) => *last = last.join(span),
            None => out.push(span),
        }
    }
    out
}

/// The quotations without marks: those of `relations` that no segment is in,
/// and the words of the others that no other quotation has.
pub(super) fn unmarked(reader: Reader, relations: &[Relation], segments: &[Segment], groups: &[Option<usize>]) -> Vec<Attributed> {
    let mut taken = vec![false; relations.len()];
    for group in groups.iter().flatten() {
        taken[*group] = true;
    }
    let free = relations.iter().enumerate().filter(|(at, relation)| !taken[*at] && relation.probability >= LIKELY);
    free.filter_map(|(_, relation)| {
        let content = content(reader, relation, segments, |_| false);
        let words: usize = content
            .iter()
            .map(|span| reader.text.tokens_in(*span).filter(|at| reader.text.tokens[*at].is_word()).count())
            .sum();
        (words >= SHORTEST).then(|| Attributed {
            kind: Kind::Indirect,
            content,
            cue: vec![relation.cue.span(reader.text)],
            source: relation.source.iter().map(|source| source.span(reader.text)).collect(),
            why: if relation.source.is_some() { Why::Cue } else { Why::None },
            confidence: relation.probability,
            parent: None,
        })
    })
    .collect()
}

/// Whether `piece` has at least `count` words.
fn has_words(reader: Reader, piece: Phrase, count: usize) -> bool {
    (piece.first..piece.end).filter(|at| reader.text.tokens.get(*at).is_some_and(|token| token.is_word())).take(count).count() == count
}

/// `piece` without the commas and full stops at its ends that are in no marks.
fn trimmed(reader: Reader, piece: Phrase) -> Phrase {
    let outer = |at: usize| {
        !reader.is_quoted(at)
            && reader.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Punct)
            && matches!(reader.norm(at), "," | "." | ";" | ":" | "—" | "–" | "-" | "!" | "?")
    };
    let (mut first, mut end) = (piece.first, piece.end);
    while first < end && outer(first) {
        first += 1;
    }
    while first < end && outer(end - 1) {
        end -= 1;
    }
    Phrase { first, end }
}
