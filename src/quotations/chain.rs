//! Sources handed on to segments that have none of their own.
//!
//! Within a paragraph from a neighbour that is attributed; over paragraphs by
//! the mark that each of them repeats, by a colon at the end of the one
//! before, or because nobody else has spoken since. Last, the sentence's own
//! subject, if it can speak.

use super::attribution::{self, IMMEDIATE, WEAK, sentence_end, sentence_start};
use super::{Ending, Found, Segment};
use crate::Why;
use crate::lexicon::{self, Reports};
use crate::phrases::{Phrase, Reader};
use crate::tags::Place;
use crate::text::TokenKind;

/// What was found for each segment, its own or a neighbour's.
pub(super) fn hand_on(reader: Reader, segments: &[Segment], local: Vec<Option<Found>>, term: &[bool]) -> Vec<Option<Found>> {
    let mut found = local;
    for index in 0..segments.len() {
        if term[index] || found[index].as_ref().is_some_and(|found| found.strength >= WEAK) {
            continue;
        }
        if let Some(new) = from_before(reader, segments, &found, term, index) {
            found[index] = Some(new);
        }
    }
    // What is attributed only later: the first paragraphs of a quotation that
    // names its source in a later one, the first sentence before “…,” she said.
    for index in (0..segments.len()).rev() {
        if term[index] {
            continue;
        }
        let firm = found[index].as_ref().is_some_and(|found| found.strength >= WEAK);
        if !firm && let Some(new) = from_behind(reader, segments, &found, term, index) {
            found[index] = Some(new);
        }
    }
    for index in 0..segments.len() {
        if !term[index] && found[index].is_none() {
            found[index] = carried(reader, segments, &found, term, index).or_else(|| nearby(reader, &segments[index]));
        }
    }
    found
}

/// `found` for a segment further on.
fn handed(found: &Found, why: Why) -> Found {
    Found { source: found.source, cue: None, why, strength: WEAK, content: None }
}

/// Whether the segment makes a sentence of its own, or starts one.
fn starts_sentence(reader: Reader, segment: &Segment) -> bool {
    sentence_start(reader, segment.tokens.first) == segment.tokens.first
}

/// A source from the segment before in the same paragraph, or from the paragraph whose quotation goes on.
fn from_before(reader: Reader, segments: &[Segment], found: &[Option<Found>], term: &[bool], index: usize) -> Option<Found> {
    let segment = &segments[index];
    let earlier = index.checked_sub(1)?;
    if segment.continues == Some(segments[earlier].quoted) {
        return found[earlier].as_ref().filter(|_| !term[earlier]).map(|found| handed(found, Why::Continued));
    }
    let earlier = (0..index)
        .rev()
        .take(NEIGHBOURS)
        .take_while(|at| segments[*at].paragraph == segment.paragraph)
        .find(|at| !term[*at] && found[*at].as_ref().is_some_and(|found| found.source.is_some()))?;
    let source = found[earlier].as_ref()?;
    let between = segments[earlier].tokens.end..segment.tokens.first;
    // “A” and “B”: one breath.
    let joined = between.clone().all(|at| {
        reader.text.tokens[at].kind == TokenKind::Punct || matches!(reader.norm(at), "and" | "or" | "but") || reader.is_quoted(at)
    });
    let sentence = sentence_start(reader, segment.tokens.first);
    if !joined && starts_sentence(reader, segment) {
        // "Quist said that it would be hard. “We will try.”"
        if let Some(source) = reporter(reader, between.start, segment.tokens.first) {
            return Some(Found { source: Some(source), cue: None, why: Why::Continued, strength: WEAK, content: None });
        }
    }
    if joined || starts_sentence(reader, segment) {
        return Some(handed(source, Why::Continued));
    }
    // The same sentence, without a cue of its own.
    (sentence <= segments[earlier].tokens.first && source.strength >= WEAK).then(|| handed(source, Why::Continued))
}

/// Who reports in the last sentence of `[first, end)`, where nothing is quoted.
fn reporter(reader: Reader, first: usize, end: usize) -> Option<Phrase> {
    let floor = sentence_start(reader, end.checked_sub(1)?);
    if floor < first {
        return None;
    }
    let says = |at: &usize| {
        !reader.is_quoted(*at) && reader.is_finite(*at) && reader.tags.verbs[*at].is_some_and(|verb| verb.reports == Reports::Saying)
    };
    let verb = (floor..end).find(says)?;
    let behind = (verb > floor && reader.norm(verb - 1) == ",").then(|| reader.phrase_after(verb + 1, end)).flatten();
    behind.or_else(|| reader.subject(verb, floor))
}

/// A source from the segment behind, in the same paragraph or from the paragraph that goes on.
fn from_behind(reader: Reader, segments: &[Segment], found: &[Option<Found>], term: &[bool], index: usize) -> Option<Found> {
    let segment = &segments[index];
    let next = segments.get(index + 1).filter(|_| !term[index + 1])?;
    let source = found[index + 1].as_ref().filter(|found| found.source.is_some())?;
    if next.continues == Some(segment.quoted) {
        return Some(handed(source, Why::Continued));
    }
    if next.paragraph != segment.paragraph {
        return None;
    }
    let joined = (segment.tokens.end..next.tokens.first)
        .all(|at| reader.text.tokens[at].kind == TokenKind::Punct || matches!(reader.norm(at), "and" | "or" | "but"));
    let same_sentence = sentence_start(reader, next.tokens.first) <= segment.tokens.first;
    let cue_behind = source.cue.is_some_and(|cue| cue.first >= next.tokens.end) && source.strength >= IMMEDIATE;
    (joined && (same_sentence || cue_behind) || same_sentence && source.strength >= WEAK).then(|| handed(source, Why::Continued))
}

/// How many segments back a neighbour is looked for.
const NEIGHBOURS: usize = 64;
/// How far back a subject is looked for, in tokens.
const NEAR: usize = 300;
/// How many paragraphs a speaker is carried over at the most.
const CARRIED_OVER: usize = 3;

/// The paragraph before `paragraph` that is not furniture.
fn previous(reader: Reader, paragraph: usize) -> Option<usize> {
    (0..paragraph).rev().take(CARRIED_OVER).find(|at| reader.tags.places[*at] != Place::Furniture)
}

/// A source from the paragraphs before, for a segment that begins its own.
fn carried(reader: Reader, segments: &[Segment], found: &[Option<Found>], term: &[bool], index: usize) -> Option<Found> {
    let segment = &segments[index];
    let text = reader.text;
    let own = text.paragraphs[segment.paragraph];
    // Backwards, so that a segment behind others sees at once that it does not lead.
    let leads = (own.first..segment.tokens.first).rev().all(|at| text.tokens[at].kind == TokenKind::Punct);
    if !leads {
        return None;
    }
    let before = previous(reader, segment.paragraph)?;
    let run = text.paragraphs[before];
    // "Quist continued:"
    if reader.norm(run.end - 1) == ":" {
        let floor = sentence_start(reader, run.end - 1);
        let verb = (floor..run.end).rev().find(|at| !reader.is_quoted(*at) && reader.tags.verbs[*at].is_some());
        let source = verb
            .and_then(|verb| reader.subject(verb, floor).or_else(|| reader.main_subject(verb, floor)))
            .or_else(|| reader.phrase_after(floor, run.end - 1));
        if let Some(source) = source {
            let cue = verb.map(|verb| Phrase { first: verb, end: verb + 1 });
            return Some(Found { source: Some(source), cue, why: Why::Colon, strength: IMMEDIATE, content: None });
        }
    }
    if segment.ending(reader) == Ending::Open && segment.closed {
        return None;
    }
    // The last quotation of the paragraph before.
    let last = (0..index)
        .rev()
        .take(NEIGHBOURS)
        .take_while(|at| segments[*at].paragraph >= before)
        .find(|at| !term[*at] && found[*at].as_ref().is_some_and(|found| found.source.is_some()));
    if let Some(source) = last.and_then(|last| found[last].as_ref()) {
        return Some(handed(source, Why::Carried));
    }
    // Whoever its last sentence reports without marks.
    let floor = sentence_start(reader, run.end - 1);
    let verb = (floor..run.end).rev().find(|at| {
        !reader.is_quoted(*at) && reader.is_finite(*at) && reader.tags.verbs[*at].is_some_and(|verb| verb.reports != Reports::Thinking)
    });
    let source = verb.and_then(|verb| reader.subject(verb, floor)).or_else(|| speaking_subject(reader, run.first, run.end))?;
    Some(Found { source: Some(source), cue: None, why: Why::Carried, strength: WEAK, content: None })
}

/// The subject of the segment's own sentence, or of one before it in the paragraph.
fn nearby(reader: Reader, segment: &Segment) -> Option<Found> {
    let floor = sentence_start(reader, segment.tokens.first);
    let paragraph = reader.text.paragraphs[segment.paragraph];
    let own = speaking_subject(reader, floor, segment.tokens.first)
        .or_else(|| speaking_subject(reader, segment.tokens.end, sentence_end(reader, segment.tokens.end - 1)));
    let source = own.or_else(|| speaking_subject(reader, paragraph.first.max(floor.saturating_sub(NEAR)), floor))?;
    Some(Found { source: Some(source), cue: None, why: Why::Nearby, strength: attribution::WEAK - 1.0, content: None })
}

/// The first phrase between `first` and `end` that names somebody or is a person's pronoun.
fn speaking_subject(reader: Reader, first: usize, end: usize) -> Option<Phrase> {
    let mut at = first;
    while at < end {
        if reader.is_quoted(at) {
            at += 1;
            continue;
        }
        let norm = reader.norm(at);
        if matches!(norm, "he" | "she" | "they") {
            return Some(Phrase { first: at, end: at + 1 });
        }
        let starts = reader.capital(at) && !reader.is(at, lexicon::STARTER | lexicon::TIME | lexicon::PREPOSITION | lexicon::ADVERB);
        if starts && let Some(phrase) = reader.phrase_after(at, end) {
            // What stands behind a preposition is a place or a thing.
            let governed = at > first && (reader.is(at - 1, lexicon::PREPOSITION) || reader.norm(at - 1) == "the");
            if !governed && !listens(reader, phrase, end) {
                return Some(phrase);
            }
            at = phrase.end.max(at + 1);
            continue;
        }
        at += 1;
    }
    None
}

/// Whether `phrase` is told something by the verb behind it, which stands before `end`: "Reed was told".
pub(super) fn listens(reader: Reader, phrase: Phrase, end: usize) -> bool {
    let verb = (phrase.end..end.min(phrase.end + 4)).find(|at| reader.tags.verbs[*at].is_some());
    verb.is_some_and(|verb| lexicon::tells(reader.norm(verb)) && reader.is_passive(verb))
}

/// The earlier segment with which the segment `index` makes one quotation.
pub(super) fn joins(reader: Reader, segments: &[Segment], found: &[Option<Found>], term: &[bool], index: usize) -> Option<usize> {
    let earlier = index.checked_sub(1)?;
    if term[index] || term[earlier] {
        return None;
    }
    let (segment, last) = (&segments[index], &segments[earlier]);
    let (this, that) = (found[index].as_ref()?, found[earlier].as_ref()?);
    let same = this.source.is_some() && this.source == that.source;
    if !same {
        return None;
    }
    // A clause with several pieces in marks has them all.
    if segment.continues == Some(last.quoted) || this.content.is_some() && this.content == that.content {
        return Some(earlier);
    }
    if segment.paragraph != last.paragraph {
        return None;
    }
    // “…,” she said. “…”: only what attributes them stands between.
    let between = last.tokens.end..segment.tokens.first;
    let attributing = that.source.map_or(0, |source| source.end - source.first) + 6;
    let short = between.len() <= attributing;
    let around = that.cue.is_some_and(|cue| between.contains(&cue.first))
        || between.clone().all(|at| reader.text.tokens[at].kind == TokenKind::Punct);
    let contents = this.content.is_none() && that.content.is_none();
    // “…,” she said, “…”: both have the cue for their own.
    let one = this.why == Why::Continued || this.cue.is_some() && this.cue == that.cue;
    (short && around && contents && one).then_some(earlier)
}
