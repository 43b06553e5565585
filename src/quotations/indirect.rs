//! Reported speech without quotation marks.
//!
//! Sentence by sentence, where no quoted segment has its source: "Quist said
//! that …", "…, Quist said", "According to Quist, …", "…, according to Quist".

use super::attribution::{FAR, ends_content, sentence_end, sentence_start};
use super::{Attributed, confidence};
use crate::lexicon::{self, Form, Reports};
use crate::phrases::{Phrase, Reader};
use crate::tags::Place;
use crate::text::TokenKind;
use crate::{Kind, Span, Why};

/// The fewest words of a reported clause.
const SHORTEST: usize = 3;

/// The reported clauses of the text, except where `covered` (contents in
/// ascending order) has their words already.
pub(super) fn find(reader: Reader, covered: &[Span]) -> Vec<Attributed> {
    let mut covered = covered.to_vec();
    Span::sort(&mut covered);
    let mut out = Vec::new();
    for sentence in &reader.text.sentences {
        let paragraph = reader.text.tokens[sentence.first].paragraph;
        if reader.tags.places[paragraph] == Place::Furniture || sentence_start(reader, sentence.first) != sentence.first {
            continue;
        }
        let end = sentence_end(reader, sentence.first);
        out.extend(
            clauses(reader, sentence.first, end)
                .into_iter()
                .filter(|clause| {
                    let span = clause.content.span(reader.text);
                    let from = covered.partition_point(|other| other.end <= span.start);
                    !covered.get(from).is_some_and(|other| other.overlaps(span))
                })
                .map(|clause| Attributed {
                    kind: Kind::Indirect,
                    content: vec![clause.content.span(reader.text)],
                    cue: vec![clause.cue.span(reader.text)],
                    source: vec![clause.source.span(reader.text)],
                    why: Why::Cue,
                    confidence: confidence(reader, Why::Cue, FAR, Some(clause.source)),
                    parent: None,
                }),
        );
    }
    out
}

/// A reported clause, and what reports it.
struct Clause {
    content: Phrase,
    cue: Phrase,
    source: Phrase,
}

/// The reported clauses of the sentence `[first, end)`; none overlaps another.
fn clauses(reader: Reader, first: usize, end: usize) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    let mut at = first;
    while at < end {
        if reader.is_quoted(at) {
            at += 1;
            continue;
        }
        let clause = if reader.norm(at) == "according" && reader.norm(at + 1) == "to" {
            according(reader, at, first, end)
        } else {
            reported(reader, at, first, end)
        };
        if let Some(clause) = clause
            && !out.iter().any(|other| other.content.first < clause.content.end && clause.content.first < other.content.end)
        {
            at = clause.content.end.max(at + 1).max(clause.source.end);
            out.push(clause);
        } else {
            at += 1;
        }
    }
    out
}

/// "According to Quist, …" or "…, according to Quist".
fn according(reader: Reader, at: usize, first: usize, end: usize) -> Option<Clause> {
    let source = reader.phrase_after(at + 2, end)?;
    let cue = Phrase { first: at, end: at + 2 };
    let content = if at <= first + 1 {
        let comma = (source.end..end).find(|at| reader.norm(*at) == ",")?;
        stretch(reader, comma + 1, end)
    } else {
        stretch(reader, skip_openers(reader, first, at), at)
    };
    checked(reader, Clause { content, cue, source })
}

/// "Quist said that …" or "…, Quist said".
fn reported(reader: Reader, at: usize, first: usize, end: usize) -> Option<Clause> {
    let verb = reader.tags.verbs[at]?;
    let infinitive = at > first && reader.norm(at - 1) == "to";
    if verb.reports == Reports::Naming
        || verb.form == Form::Plain && (infinitive || at == first)
        || verb.form == Form::Past && reader.is_passive(at)
    {
        return None;
    }
    let own = verb.form != Form::Progressive;
    let cue = Phrase { first: at, end: at + 1 };
    let source = if own { reader.subject(at, first).or_else(|| reader.main_subject(at, first)) } else { reader.main_subject(at, first) };
    let before = source.filter(|source| source.end <= at);
    // "…, Quist said." and "…, said Quist."
    let stops = |at: usize| at >= end || matches!(reader.norm(at), "." | "," | ";" | "!" | "?");
    if verb.reports == Reports::Saying && own {
        let behind = reader.norm(at.wrapping_sub(1)) == ",";
        if behind && let Some(source) = reader.phrase_after(at + 1, end).filter(|source| stops(source.end)) {
            return checked(reader, Clause { content: stretch(reader, skip_openers(reader, first, at), at), cue, source });
        }
        if let Some(source) = before
            && source.first > first
            && reader.norm(source.first - 1) == ","
            && (stops(at + 1) || reader.is(at + 1, lexicon::TIME))
            // "Speaking in Lund, Quist said, “…”": what is said follows.
            && !(at + 1..end.min(at + 3)).any(|at| reader.is_quoted(at))
        {
            return checked(
                reader,
                Clause { content: stretch(reader, skip_openers(reader, first, source.first), source.first), cue, source },
            );
        }
    }
    let source = before?;
    // "Quist said (that) …", "Quist told the council on Monday that …".
    let that = (at + 1..end.min(at + 14)).find(|at| reader.norm(*at) == "that" && !reader.is_quoted(*at));
    let start = match that {
        Some(that) => that + 1,
        None => {
            let next = at + 1;
            let tells = lexicon::tells(reader.norm(at)) && !matches!(reader.norm(next), "if" | "whether" | "how" | "why" | "what");
            let opens = reader.is(next, lexicon::SUBJECT_PRONOUN)
                || reader.is(next, lexicon::DETERMINER)
                || reader.capital(next)
                || matches!(reader.norm(next), "there" | "if" | "whether" | "how" | "why" | "what");
            let clausal = |at| reader.is(at, lexicon::AUXILIARY | lexicon::SUBJECT_PRONOUN) || reader.norm(at).ends_with("ed");
            if tells || !opens || !(next..end).any(clausal) {
                return None;
            }
            next
        }
    };
    if verb.reports == Reports::Thinking
        && that.is_none()
        && !matches!(reader.norm(at), "believes" | "believe" | "believed" | "thinks" | "think" | "thought" | "hopes" | "hoped")
    {
        return None;
    }
    let mut stop = start;
    while stop < end && !ends_content(reader, stop, end) {
        stop += 1;
    }
    checked(reader, Clause { content: stretch(reader, start, stop), cue, source })
}

/// `[first, end)` without commas and stops at its ends.
fn stretch(reader: Reader, first: usize, end: usize) -> Phrase {
    let outer = |at: usize| {
        reader.text.tokens[at].kind == TokenKind::Punct && matches!(reader.norm(at), "," | "." | ";" | ":" | "—" | "–" | "-" | "!" | "?")
    };
    let (mut first, mut end) = (first, end);
    while first < end && outer(first) {
        first += 1;
    }
    while first < end && outer(end - 1) {
        end -= 1;
    }
    Phrase { first, end }
}

/// The first token of `[first, end)` that is no word which merely opens a sentence.
fn skip_openers(reader: Reader, first: usize, end: usize) -> usize {
    (first..end)
        .find(|at| !matches!(reader.norm(*at), "but" | "and" | "still" | "so" | "yet" | "however" | "meanwhile" | "also" | ","))
        .unwrap_or(first)
}

/// `clause`, if enough is reported and its source is not part of it.
fn checked(reader: Reader, clause: Clause) -> Option<Clause> {
    let words = (clause.content.first..clause.content.end).filter(|at| reader.text.tokens[*at].is_word()).count();
    let apart = clause.source.end <= clause.content.first || clause.source.first >= clause.content.end;
    (words >= SHORTEST && apart).then_some(clause)
}
