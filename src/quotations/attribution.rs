//! The cue and the source of a quoted segment, in its own sentence.
//!
//! Both sides of the segment are read; each rule that fits makes an offer
//! with a strength, and the strongest is taken. Strengths have no unit: they
//! order the rules.

use super::{Ending, Found, Segment};
use crate::lexicon::{self, Form, Reports};
use crate::marks::Quoted;
use crate::phrases::{Phrase, Reader};
use crate::tags::Place;
use crate::text::TokenKind;
use crate::{Span, Why};

/// The cue touches the segment: “…,” said Quist; Quist said: “…”.
pub(super) const IMMEDIATE: f32 = 9.0;
/// The cue stands in the segment's sentence, with other words between.
pub(super) const FAR: f32 = 6.0;
/// The cue reports a thought, or something else speaks against it.
pub(super) const WEAK: f32 = 5.0;
/// What each token between a cue and its segment takes from the strength.
const DISTANCE: f32 = 0.03;
/// The longest name before a colon inside the marks, in tokens.
const LONGEST_LABEL: usize = 5;
/// How far behind a segment a cue is looked for, in tokens.
const REACH: usize = 40;
/// How far before a segment a cue is looked for, in tokens.
const REACH_BACK: usize = 250;

/// What the sentence of `segment` says about who speaks.
pub(super) fn of_segment(reader: Reader, segment: &Segment) -> Option<Found> {
    let offers = [label(reader, segment), after(reader, segment), before(reader, segment)];
    offers.into_iter().flatten().fold(None, |best: Option<Found>, offer| match best {
        Some(best) if best.strength >= offer.strength => Some(best),
        _ => Some(offer),
    })
}

/// Who is named before a colon at the start of the words in marks: “QUIST: We will rebuild.”
fn label(reader: Reader, segment: &Segment) -> Option<Found> {
    let tokens = &reader.text.tokens;
    let first = (segment.tokens.first..segment.tokens.end).find(|at| tokens[*at].kind != TokenKind::Mark)?;
    let end = (first..segment.tokens.end.min(first + LONGEST_LABEL)).find(|at| reader.norm(*at) == ":")?;
    let shouted = |at: usize| tokens[at].kind == TokenKind::Punct || reader.text.word(at).chars().all(|c| !c.is_lowercase());
    let named = end > first && reader.capital(first) && (first..end).all(shouted) && end + 2 < segment.tokens.end;
    named.then(|| found(Phrase { first, end }, end, end + 1, Why::Colon, IMMEDIATE + 2.0, None))
}

/// What is found where `source` was chosen for `segment` by other means: a
/// reporting verb beside the source is the cue.
pub(super) fn chosen(reader: Reader, segment: &Segment, source: Phrase) -> Found {
    let verb = [source.end, source.end + 1, source.first.wrapping_sub(1)].into_iter().find(|at| reader.verb(*at).is_some());
    let own = reader.text.tokens.get(source.first).is_some_and(|token| token.paragraph == segment.paragraph);
    let cue = verb.filter(|_| own).map(|at| Phrase { first: at, end: at + 1 });
    let colon = source.end < segment.tokens.first && reader.norm(segment.tokens.first - 1) == ":";
    let why = match cue {
        Some(_) if colon => Why::Colon,
        Some(_) => Why::Cue,
        None if own => Why::Nearby,
        None => Why::Carried,
    };
    Found { source: Some(source), cue, why, strength: FAR, content: None }
}

/// What the words of `outer` before the stretch `quoted` inside them say.
pub(super) fn of_nested(reader: Reader, quoted: &Quoted, outer: Span) -> Option<Found> {
    let tokens = reader.text.tokens_in(quoted.span);
    let floor = tokens
        .start
        .saturating_sub(REACH_BACK)
        .max(reader.text.token_from(outer.start))
        .max(reader.text.sentences[reader.text.tokens.get(tokens.start)?.sentence].first);
    let found = read_left(reader, tokens.start, floor)?;
    (found.strength >= FAR).then_some(Found { content: None, ..found })
}

/// The period of the token `at`: its first token and the first after it.
fn period(reader: Reader, at: usize) -> (usize, usize) {
    reader.text.tokens.get(at).map_or((at, at), |token| reader.tags.periods[token.sentence])
}

/// The first token of the period that `at` stands in.
pub(super) fn sentence_start(reader: Reader, at: usize) -> usize {
    period(reader, at).0
}

/// The first token after the period that `at` stands in.
pub(super) fn sentence_end(reader: Reader, at: usize) -> usize {
    period(reader, at).1
}

/// Reads the words behind `segment`.
fn after(reader: Reader, segment: &Segment) -> Option<Found> {
    let text = reader.text;
    let ending = segment.ending(reader);
    let mut start = segment.tokens.end;
    let paragraph_end = text.paragraphs[segment.paragraph].end;
    if !segment.closed {
        return None;
    }
    if start >= paragraph_end {
        // The name may stand in a line of its own.
        let next = text.paragraphs.get(segment.paragraph + 1)?;
        return signature(reader, next.first, next.end, ending);
    }
    if let Some(found) = signature(reader, start, paragraph_end, ending) {
        return Some(found);
    }
    while start < paragraph_end
        && text.tokens[start].kind == TokenKind::Punct
        && matches!(reader.norm(start), "," | "—" | "–" | "-" | "--" | "…" | "...")
    {
        start += 1;
    }
    if start >= paragraph_end {
        return None;
    }
    if let Some(found) = agent_behind(reader, segment, start) {
        return Some(found);
    }
    let new_sentence = text.tokens[start].sentence != text.tokens[segment.tokens.end - 1].sentence;
    let ceiling = sentence_end(reader, start).min(start + REACH).min(paragraph_end);
    let mut at = start;
    while at < ceiling {
        if reader.is_quoted(at) {
            if ending != Ending::Open {
                return None;
            }
            at += 1;
            continue;
        }
        if reader.is_according(at) {
            let source = reader.phrase_after(at + 2, ceiling)?;
            let strength = if at == start { IMMEDIATE } else { FAR + 1.0 };
            return (at == start || matches!(reader.norm(at - 1), "," | "—" | "–"))
                .then(|| found(source, at, at + 2, Why::Cue, strength, content_before(reader, segment, at)));
        }
        if let Some(source) = agent(reader, at, ceiling) {
            let content = content_before(reader, segment, start).filter(|content| content.end <= at);
            return Some(found(source, at, at + 1, Why::Cue, if ending == Ending::Pause { IMMEDIATE } else { FAR }, content));
        }
        if let Some(verb) = reader.tags.verbs[at].filter(|verb| verb.form != Form::Progressive && verb.reports != Reports::Naming) {
            let led = (start..at).all(|at| reader.is(at, lexicon::ADVERB) || reader.is(at, lexicon::AUXILIARY));
            if led {
                // "…," said Quist
                let source = reader.phrase_after(at + 1, ceiling)?;
                let object = verb.form == Form::Past && reader.is_passive(at);
                let strength = match ending {
                    Ending::Pause => IMMEDIATE + 1.0,
                    Ending::Stop => IMMEDIATE - 1.0,
                    Ending::Open => FAR,
                };
                return (!object && verb.form != Form::Plain)
                    .then(|| found(source, at, at + 1, Why::Cue, strength, content_before(reader, segment, start)));
            }
            // … “fragment” …, said Quist.
            if reader.norm(at - 1) == ","
                && !lexicon::tells(reader.norm(at))
                && verb.reports == Reports::Saying
                && verb.form != Form::Plain
                && !new_sentence
                && let Some(source) = reader.phrase_after(at + 1, ceiling).filter(|source| closes_clause(reader, source.end, ceiling))
            {
                return Some(found(source, at, at + 1, Why::Cue, FAR + 0.5, content_before(reader, segment, at)));
            }
            if let Some(source) = reader.subject(at, start).filter(|_| reader.is_finite(at)) {
                let lead = (start..source.first).filter(|at| !reader.is(*at, lexicon::ADVERB) && reader.norm(*at) != ",").count();
                let closes = closes_clause(reader, at + 1, ceiling);
                // “… players.” Moya said: “…”: this cue leads up to the next.
                if new_sentence && leads_on(reader, at + 1, ceiling) {
                    return None;
                }
                if lead == 0 && ending == Ending::Pause && (!new_sentence || closes) {
                    // "…," Quist said; "…?" Quist asked.
                    return Some(found(source, at, at + 1, Why::Cue, IMMEDIATE + 1.0, content_before(reader, segment, start)));
                }
                if lead == 0 && ending == Ending::Stop && (!new_sentence || closes) {
                    return Some(found(source, at, at + 1, Why::Cue, IMMEDIATE - 2.0, None));
                }
                let comma = source.first > start && matches!(reader.norm(source.first - 1), "," | "—" | "–");
                if comma && closes && !new_sentence {
                    // … “fragment” …, Quist said.
                    return Some(found(source, at, at + 1, Why::Cue, FAR + 0.5, content_before(reader, segment, source.first)));
                }
            }
        }
        at += 1;
    }
    None
}

/// Who acts in the passive at `at`, if it reports and says so: "was told by Quist", "described by her as".
fn agent(reader: Reader, at: usize, ceiling: usize) -> Option<Phrase> {
    let verb = reader.tags.verbs[at]?;
    let passive = verb.form == Form::Past && (reader.is_passive(at) || verb.reports == Reports::Naming);
    (passive && verb.reports != Reports::Thinking && reader.norm(at + 1) == "by").then(|| reader.phrase_after(at + 2, ceiling)).flatten()
}

/// Who acts in a passive whose words stand between: "was described as “a hero” by Quist".
fn agent_behind(reader: Reader, segment: &Segment, start: usize) -> Option<Found> {
    const NEAR: usize = 6;
    if reader.norm(start) != "by" {
        return None;
    }
    let floor = sentence_start(reader, segment.tokens.first).max(segment.tokens.first.saturating_sub(NEAR));
    let passive = |at: &usize| {
        let past = reader.tags.verbs[*at].filter(|verb| verb.form == Form::Past && !reader.is_quoted(*at));
        past.is_some_and(|verb| verb.reports == Reports::Naming || reader.is_passive(*at))
    };
    let cue = (floor..segment.tokens.first).rev().find(passive)?;
    let source = reader.phrase_after(start + 1, sentence_end(reader, start))?;
    Some(found(source, cue, cue + 1, Why::Cue, IMMEDIATE, None))
}

/// Whether the clause of a cue ends at `at`: what follows is a stop, a place, a time, somebody told.
fn closes_clause(reader: Reader, at: usize, ceiling: usize) -> bool {
    let norm = reader.norm(at);
    at >= ceiling
        || reader.is_quoted(at)
        || matches!(norm, "." | "," | ";" | ":" | "!" | "?" | "—" | "–" | "(" | ")")
        || matches!(
            norm,
            "in" | "at"
                | "on"
                | "to"
                | "during"
                | "of"
                | "when"
                | "as"
                | "after"
                | "before"
                | "while"
                | "about"
                | "with"
                | "from"
                | "via"
                | "through"
                | "last"
                | "this"
                | "earlier"
                | "by"
                | "and"
                | "but"
                | "then"
        )
        || reader.is(at, lexicon::TIME)
        || reader.is(at, lexicon::ADVERB)
}

/// Whether a colon, or a mark that opens, with a comma before it or not, stands at `at`.
fn leads_on(reader: Reader, at: usize, ceiling: usize) -> bool {
    at < ceiling && (reader.norm(at) == ":" || reader.is_quoted(at) || reader.norm(at) == "," && reader.is_quoted(at + 1))
}

/// Whether `norm` leads from words to a signature.
pub(super) fn is_signature(norm: &str) -> bool {
    matches!(norm, "—" | "–" | "―" | "-" | "--" | "~")
}

/// “…” — Ada Quist, mayor
fn signature(reader: Reader, start: usize, end: usize, ending: Ending) -> Option<Found> {
    let dash = is_signature(reader.norm(start));
    if !dash || ending == Ending::Open && reader.norm(start) != "―" || end - start > 24 {
        return None;
    }
    let source = reader.phrase_after(start + 1, end)?;
    let verbless = (start..end).all(|at| reader.tags.verbs[at].is_none());
    (reader.capital(start + 1) && verbless).then(|| found(source, start, start + 1, Why::Cue, IMMEDIATE, None))
}

/// Reads the words before `segment`.
fn before(reader: Reader, segment: &Segment) -> Option<Found> {
    let floor = sentence_start(reader, segment.tokens.first).max(segment.tokens.first.saturating_sub(REACH_BACK));
    let mut found = read_left(reader, segment.tokens.first, floor)?;
    found.content = content_after(reader, segment, &found);
    Some(found)
}

/// Reads the words between `floor` and `first`, where quoted words begin.
fn read_left(reader: Reader, first: usize, floor: usize) -> Option<Found> {
    let mut best: Option<Found> = None;
    let mut offer = |offer: Found| {
        if best.as_ref().is_none_or(|best| best.strength < offer.strength) {
            best = Some(offer);
        }
    };
    let colon = first > floor && reader.norm(first - 1) == ":";
    for at in (floor..first).rev() {
        if reader.is_quoted(at) {
            continue;
        }
        if reader.is_according(at) {
            if let Some(source) = reader.phrase_after(at + 2, first) {
                offer(found(source, at, at + 2, Why::Cue, IMMEDIATE - 1.0, None));
            }
            continue;
        }
        let Some(verb) = reader.tags.verbs[at] else { continue };
        if let Some(source) = agent(reader, at, first) {
            offer(found(source, at, at + 1, Why::Cue, IMMEDIATE - 1.0 - DISTANCE * (first - at) as f32, None));
            continue;
        }
        if verb.form == Form::Past && reader.is_passive(at)
            || verb.form == Form::Plain && at > floor && reader.norm(at - 1) != "to" && !plain_fits(reader, at, floor)
        {
            continue;
        }
        let own = verb.form != Form::Progressive && !(at > floor && reader.norm(at - 1) == "to");
        let source = match own {
            true => reader.subject(at, floor).or_else(|| reader.main_subject(at, floor)),
            false => reader.absolute_subject(at, floor).or_else(|| reader.main_subject(at, floor)),
        };
        let Some(source) = source.filter(|source| source.end <= at) else { continue };
        let gap = at + 1..first;
        let bare = gap.clone().all(|at| {
            reader.text.tokens[at].kind == TokenKind::Punct || matches!(reader.norm(at), "that" | "as") || reader.is(at, lexicon::ADVERB)
        });
        let led = first > at + 1 && matches!(reader.norm(first - 1), ":" | "," | "that");
        let distance = DISTANCE * gap.len() as f32;
        let strength = match verb.reports {
            Reports::Saying if bare => IMMEDIATE + if colon { 0.5 } else { 0.0 },
            Reports::Saying if colon || led => IMMEDIATE - 0.5 - distance,
            Reports::Saying => FAR + 0.6 - distance,
            Reports::Naming if bare || gap.len() <= 6 || colon => IMMEDIATE - 1.0 - distance,
            Reports::Naming => FAR - distance,
            Reports::Thinking if bare || colon => FAR,
            Reports::Thinking => WEAK - distance,
        };
        offer(found(source, at, at + 1, if colon { Why::Colon } else { Why::Cue }, strength.max(WEAK - 0.5), None));
    }
    if best.is_none() && colon {
        // "Quist: “…”", "Quist on the flood: “…”"
        if let Some(source) = reader.phrase_after(floor, first - 1).or_else(|| reader.main_subject(first - 1, floor)) {
            best = Some(found(source, first - 1, first, Why::Colon, IMMEDIATE - 1.5, None));
        }
    }
    if best.is_none() && reader.tags.places[reader.text.tokens[first].paragraph] == Place::Heading {
        // "Quist: We will ‘rebuild’"
        let label = reader.phrase_after(floor, first).filter(|label| reader.norm(label.end) == ":" && reader.capital(label.end - 1));
        if let Some(source) = label {
            best = Some(found(source, source.end, source.end + 1, Why::Colon, FAR, None));
        }
    }
    best
}

/// Whether a plain form is a verb and not a noun: "they say", "critics call".
fn plain_fits(reader: Reader, at: usize, floor: usize) -> bool {
    let before = reader.norm(at - 1);
    at > floor
        && (reader.is(at - 1, lexicon::SUBJECT_PRONOUN | lexicon::AUXILIARY | lexicon::ADVERB)
            || before.ends_with('s')
            || matches!(before, "who" | "that" | "and" | "people"))
}

/// What a rule found: a `source`, and its cue in the tokens `first..end`.
fn found(source: Phrase, first: usize, end: usize, why: Why, strength: f32, content: Option<Phrase>) -> Found {
    Found { source: Some(source), cue: Some(Phrase { first, end }), why, strength, content }
}

/// Words that open a sentence and are no part of what is reported.
pub(super) fn is_opener(norm: &str) -> bool {
    matches!(norm, "but" | "and" | "still" | "so" | "yet" | "however" | "," | "meanwhile" | "also")
}

/// The reported clause that ends before `end`, if it is more than the segment.
fn content_before(reader: Reader, segment: &Segment, end: usize) -> Option<Phrase> {
    // A fragment goes on from the words before it; a sentence in marks does not.
    let fragment = segment.inner.of(reader.text.source).chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_uppercase());
    let mut first = if fragment { sentence_start(reader, segment.tokens.first) } else { segment.tokens.first };
    while first < segment.tokens.first && (is_opener(reader.norm(first)) || matches!(reader.norm(first), "—" | "–")) {
        first += 1;
    }
    let mut end = end;
    while end > segment.tokens.end && matches!(reader.norm(end - 1), "," | "—" | "–" | "-") {
        end -= 1;
    }
    let content = Phrase { first, end };
    (first < segment.tokens.first || end > segment.tokens.end).then_some(content)
}

/// The reported clause behind the cue of `found`, if it is more than the segment.
fn content_after(reader: Reader, segment: &Segment, found: &Found) -> Option<Phrase> {
    let cue = found.cue?;
    let mut first = cue.end.max(found.source.map_or(0, |source| source.end));
    // Whom the words were said to is no part of them: "told the council that", "said to him: “…”".
    let opened =
        |at: &usize| !reader.is_quoted(*at) && matches!(reader.norm(*at), "that" | ":") && !reader.is(at - 1, lexicon::PREPOSITION);
    if found.strength >= IMMEDIATE || reader.norm(segment.tokens.first.saturating_sub(1)) == ":" {
        first = segment.tokens.first;
    } else if reader.is(first, lexicon::PREPOSITION | lexicon::TIME) {
        // Nor is where and when: "said in a statement on Monday that".
        first = (first..segment.tokens.first).find(opened).unwrap_or(first);
    } else if lexicon::tells(reader.norm(cue.first)) {
        first = (first..segment.tokens.first)
            .find(opened)
            .or_else(|| reader.phrase_after(first, segment.tokens.first).map(|told| told.end))
            .unwrap_or(first);
    }
    // "as Quist put it, “…”"
    let placeholder = |at: usize| reader.norm(at) == "it" && matches!(reader.norm(at + 1), "," | ":");
    while first < segment.tokens.first
        && (matches!(reader.norm(first), "that" | "," | ":" | "—" | "–" | "as" | "to" | "of" | "how")
            || reader.is(first, lexicon::TIME)
            || placeholder(first))
    {
        first += 1;
    }
    // "told by Quist that the bridge was “closed”": "that" goes with the words it leads to, if they are more than the marks hold.
    if first > cue.end && first < segment.tokens.first && reader.norm(first - 1) == "that" {
        first -= 1;
    }
    let ceiling = sentence_end(reader, segment.tokens.end.saturating_sub(1)).max(segment.tokens.end);
    let mut end = segment.tokens.end;
    // The clause goes on to the sentence's end, or to where something else is
    // reported; a relative clause ends with its comma.
    if reader.text.tokens.get(end).is_some_and(|token| token.is_word() || token.kind == TokenKind::Clitic)
        && segment.ending(reader) != Ending::Stop
        && !(segment.ending(reader) == Ending::Pause && reader.is_relative(cue.first))
    {
        while end < ceiling && !ends_content(reader, end, ceiling) {
            end += 1;
        }
    }
    let content = Phrase { first, end };
    (first < segment.tokens.first || end > segment.tokens.end).then_some(content)
}

/// Whether reported words end before the token `at`.
pub(super) fn ends_content(reader: Reader, at: usize, ceiling: usize) -> bool {
    if reader.is_quoted(at) {
        return false;
    }
    match reader.norm(at) {
        ";" => true,
        "." | "!" | "?" => at + 1 >= ceiling,
        "," => {
            let next = reader.verb(at + 1);
            let later = (at + 1..(at + 5).min(ceiling))
                .any(|at| reader.tags.verbs[at].is_some_and(|verb| verb.reports == Reports::Saying && verb.form != Form::Plain));
            next.is_some_and(|verb| verb.form == Form::Progressive)
                || reader.norm(at + 1) == "according"
                || matches!(reader.norm(at + 1), "and" | "but" | "while" | "as") && later
        }
        _ => false,
    }
}
