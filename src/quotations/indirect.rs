//! Reported speech without quotation marks.
//!
//! Sentence by sentence, where no quoted segment has its source: "Quist said
//! that …", "…, Quist said", "According to Quist, …", "…, according to Quist".

use super::attribution::{FAR, ends_content, is_opener, sentence_end, sentence_start};
use super::{Attributed, confidence};
use crate::lexicon::{self, Form, Reports};
use crate::phrases::{Phrase, Reader};
use crate::tags::Place;
use crate::text::TokenKind;
use crate::{Kind, Span, Why};

/// The fewest words of a reported clause.
const SHORTEST: usize = 3;

/// The reported clauses of the text, except where one of the contents
/// `covered` has their words already.
pub(super) fn find(reader: Reader, mut covered: Vec<Span>) -> Vec<Attributed> {
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
                    others: Vec::new(),
                }),
        );
    }
    out
}

/// A reported clause, by its tokens.
struct Clause {
    content: Phrase,
    cue: Phrase,
    source: Phrase,
}

/// What the cue at a token reports in the sentence between two.
type Rule = fn(Reader, usize, usize, usize) -> Option<Clause>;

/// The reported clauses of the sentence `[first, end)`; none overlaps another.
///
/// What a cue at the end of the sentence reports goes before what is reported
/// inside it: in "…, admitting that they need time, said Quist" all is Quist's.
fn clauses(reader: Reader, first: usize, end: usize) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    let rules: [Rule; 2] = [reported_before, reported_behind];
    for rule in rules {
        let mut at = first;
        while at < end {
            let clause = if reader.is_quoted(at) { None } else { rule(reader, at, first, end) };
            match clause.filter(|clause| !out.iter().any(|other| other.whole().overlaps(clause.whole()))) {
                Some(clause) => {
                    at = clause.content.end.max(at + 1).max(clause.source.end);
                    out.push(clause);
                }
                None => at += 1,
            }
        }
    }
    out
}

impl Clause {
    /// From its first token to its last, content, cue and source.
    fn whole(&self) -> Span {
        let parts = [self.content, self.cue, self.source].map(|part| Span::new(part.first, part.end));
        parts[0].join(parts[1]).join(parts[2])
    }
}

/// "…, according to Quist", "…, Quist said", "…, said Quist": the cue at `at` closes what it reports.
fn reported_before(reader: Reader, at: usize, first: usize, end: usize) -> Option<Clause> {
    let (cue, source, close) = if reader.is_according(at) {
        if at <= first + 1 {
            return None;
        }
        (Phrase { first: at, end: at + 2 }, reader.phrase_after(at + 2, end)?, at)
    } else {
        let verb = reader.tags.verbs[at]?;
        if verb.reports != Reports::Saying || !is_cue(reader, at, first) || verb.form == Form::Progressive {
            return None;
        }
        let cue = Phrase { first: at, end: at + 1 };
        let stops = |at: usize| at >= end || matches!(reader.norm(at), "." | "," | ";" | "!" | "?");
        let inverted = (at > first && reader.norm(at - 1) == ",")
            .then(|| reader.phrase_after(at + 1, end).filter(|source| stops(source.end)))
            .flatten();
        match inverted {
            Some(source) => (cue, source, at),
            None => {
                let source = subject(reader, at, first)?;
                let closes = source.first > first
                    && reader.norm(source.first - 1) == ","
                    && (stops(at + 1) || reader.is(at + 1, lexicon::TIME))
                    // "Speaking in Lund, Quist said, “…”": what is said follows.
                    && !(at + 1..end.min(at + 3)).any(|at| reader.is_quoted(at));
                (cue, source, closes.then_some(source.first)?)
            }
        }
    };
    checked(reader, Clause { content: stretch(reader, skip_openers(reader, first, close), close), cue, source })
}

/// "According to Quist, …", "Quist said (that) …", "Quist told the council that …": the cue at `at` opens what it reports.
fn reported_behind(reader: Reader, at: usize, first: usize, end: usize) -> Option<Clause> {
    if reader.is_according(at) {
        let source = reader.phrase_after(at + 2, end)?;
        let comma = (source.end..end).find(|at| reader.norm(*at) == ",").filter(|_| at <= first + 1)?;
        return checked(reader, Clause { content: stretch(reader, comma + 1, end), cue: Phrase { first: at, end: at + 2 }, source });
    }
    let verb = reader.tags.verbs[at].filter(|_| is_cue(reader, at, first))?;
    let source = subject(reader, at, first)?;
    let (start, that) = content_start(reader, at, end)?;
    let believed = matches!(reader.norm(at), "believes" | "believe" | "believed" | "thinks" | "think" | "thought" | "hopes" | "hoped");
    if verb.reports == Reports::Thinking && !that && !believed {
        return None;
    }
    let stop = (start..end).find(|at| ends_content(reader, *at, end)).unwrap_or(end);
    checked(reader, Clause { content: stretch(reader, start, stop), cue: Phrase { first: at, end: at + 1 }, source })
}

/// Whether the verb at `at` can report a clause without marks.
fn is_cue(reader: Reader, at: usize, first: usize) -> bool {
    let Some(verb) = reader.tags.verbs[at] else { return false };
    let before = at.checked_sub(1).filter(|before| *before >= first).map_or("", |before| reader.norm(before));
    let fits = match verb.form {
        Form::Plain => before != "to" && at > first,
        // "was told", and "discussed alleged interference", where it is an adjective.
        Form::Past => !reader.is_passive(at) && (!before.ends_with("ed") || reader.capital(at - 1)),
        Form::Present | Form::Progressive => true,
    };
    fits && verb.reports != Reports::Naming
}

/// The subject of the verb at `at`, which stands before it.
fn subject(reader: Reader, at: usize, first: usize) -> Option<Phrase> {
    let own = reader.tags.verbs[at].is_some_and(|verb| verb.form != Form::Progressive);
    let near = own.then(|| reader.subject(at, first)).flatten();
    near.or_else(|| reader.main_subject(at, first)).filter(|source| source.end <= at)
}

/// How far behind a cue "that" is looked for, in tokens.
const THAT: usize = 14;

/// Where the clause that the cue at `at` reports starts, and whether "that" opens it.
fn content_start(reader: Reader, at: usize, end: usize) -> Option<(usize, bool)> {
    let next = at + 1;
    let asks = matches!(reader.norm(next), "if" | "whether" | "how" | "why" | "what");
    let opens =
        asks || reader.norm(next) == "there" || reader.is(next, lexicon::SUBJECT_PRONOUN | lexicon::DETERMINER) || reader.capital(next);
    // Whom it was said to, where and when may stand before "that"; a clause
    // that has begun has a "that" of its own.
    let tells = lexicon::tells(reader.norm(at)) && !asks;
    let clausal =
        |from: usize| (from..end).any(|at| reader.is(at, lexicon::AUXILIARY | lexicon::SUBJECT_PRONOUN) || reader.norm(at).ends_with("ed"));
    let reach = if tells || !opens { THAT } else { 1 };
    if let Some(that) = (next..end.min(next + reach)).find(|at| reader.norm(*at) == "that" && !reader.is_quoted(*at)) {
        return Some((that + 1, true));
    }
    (!tells && opens && clausal(next)).then_some((next, false))
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

/// Past what opens the sentence `[first, end)` and is no part of what is reported.
fn skip_openers(reader: Reader, first: usize, end: usize) -> usize {
    (first..end).find(|at| !is_opener(reader.norm(*at))).unwrap_or(first)
}

/// `clause`, if enough is reported and its source is not part of it.
fn checked(reader: Reader, clause: Clause) -> Option<Clause> {
    let words = (clause.content.first..clause.content.end).filter(|at| reader.text.tokens[*at].is_word()).count();
    let apart = clause.source.end <= clause.content.first || clause.source.first >= clause.content.end;
    (words >= SHORTEST && apart).then_some(clause)
}
