//! Which quoted segments nobody is reported to have said: titles, nicknames,
//! definitions, scare quotes.
//!
//! Signs for and against are added up. They were weighed on the training
//! articles, by hand; their unit is arbitrary, and [`THRESHOLD`] is where the
//! errors of both kinds balance there.

use super::attribution::{FAR, IMMEDIATE};
use super::{Ending, Found, Segment};
use crate::lexicon::{self, ADVERB, AUXILIARY, CONJUNCTION, Form, PREPOSITION, RELATIVE, Reports, SUBJECT_PRONOUN};
use crate::phrases::Reader;
use crate::text::TokenKind;

/// The sum from which on a segment is a term.
const THRESHOLD: f32 = 2.0;
/// From how many words on a segment is hardly a term.
const LONG: usize = 9;

/// The longest nickname, in words.
const LONGEST_NICKNAME: usize = 4;

/// Whether nobody is reported to have said the words of `segment`.
pub(super) fn is_term(reader: Reader, segment: &Segment, found: Option<&Found>) -> bool {
    sum(reader, segment, found) >= THRESHOLD
}

fn sum(reader: Reader, segment: &Segment, found: Option<&Found>) -> f32 {
    let text = reader.text;
    let words: Vec<usize> = (segment.tokens.first..segment.tokens.end).filter(|at| text.tokens[*at].is_word()).collect();
    let before = |back: usize| {
        segment
            .tokens
            .first
            .checked_sub(back)
            .filter(|at| text.tokens[*at].paragraph == segment.paragraph && !reader.is_quoted(*at))
            .map_or("", |at| reader.norm(at))
    };
    let next = Some(segment.tokens.end).filter(|at| text.tokens.get(*at).is_some_and(|token| token.paragraph == segment.paragraph));
    let after = next.map_or("", |at| reader.norm(at));
    let ending = segment.ending(reader);
    let mut sum = 0.0;

    // What leads up to it names it.
    let named = matches!(
        before(1),
        "called"
            | "titled"
            | "entitled"
            | "named"
            | "dubbed"
            | "nicknamed"
            | "so-called"
            | "termed"
            | "labeled"
            | "labelled"
            | "word"
            | "words"
            | "term"
            | "phrase"
            | "song"
            | "book"
            | "film"
            | "movie"
            | "show"
            | "album"
            | "novel"
            | "article"
            | "essay"
            | "hashtag"
            | "slogan"
            | "band"
            | "acronym"
    ) || before(1) == "as" && matches!(before(2), "known" | "credited")
        || matches!(before(2), "titled" | "entitled" | "called" | "named" | "known") && before(1) != ":"
        || before(1) == "," && matches!(before(2), "called" | "titled" | "entitled" | "book" | "song" | "album" | "novel" | "film");
    let active = found.is_some_and(|found| {
        found.strength >= IMMEDIATE - 1.5
            && found.cue.is_some_and(|cue| {
                matches!(
                    reader.norm(cue.first),
                    "called" | "calls" | "call" | "calling" | "dubbed" | "labeled" | "labelled" | "termed" | "nicknamed" | "named"
                )
            })
    });
    if named && !active {
        sum += 3.0;
    }
    // A nickname inside a name: Tom “Lefty” Reed.
    let name = |at: usize| reader.capital(at) && reader.tags.classes[at] == 0 && !reader.is_quoted(at);
    let inside_name = segment.tokens.first.checked_sub(1).is_some_and(name) && next.is_some_and(name) && !before(1).is_empty();
    if inside_name && words.len() <= LONGEST_NICKNAME && ending == Ending::Open {
        sum += 3.0;
    }
    // A title: every word of weight has a capital.
    let weighty: Vec<&usize> = words
        .iter()
        .filter(|at| {
            !reader.is(**at, lexicon::STARTER) && !reader.is(**at, lexicon::PREPOSITION) && text.tokens[**at].kind == TokenKind::Word
        })
        .collect();
    let titled = weighty.iter().all(|at| reader.capital(**at)) && (weighty.len() > 1 || words.len() > 1 && !weighty.is_empty());
    if titled && (ending != Ending::Stop || words.len() <= 6) {
        sum += 2.2;
    }
    // A work, and who makes it: wrote “Iron Gate”. The verb is the cue of words without a title's capitals.
    if titled && matches!(before(1), "wrote" | "writes" | "write" | "writing" | "written" | "sang" | "sings" | "read" | "reads") {
        sum += 3.0;
    }
    // A noun that it stands before like an adjective: the “Access” tape.
    let determined =
        segment.tokens.first > 0 && !before(1).is_empty() && reader.is(segment.tokens.first - 1, lexicon::DETERMINER) || before(1) == "'s";
    let noun_follows = next.is_some_and(|at| {
        text.tokens[at].kind == TokenKind::Word
            && !reader.is(at, PREPOSITION | CONJUNCTION | AUXILIARY | SUBJECT_PRONOUN | ADVERB | RELATIVE)
            && reader.tags.verbs[at].is_none()
    });
    if noun_follows && words.len() <= 4 {
        sum += if determined { 1.0 } else { 0.5 };
    }
    if words.len() <= 2 && ending == Ending::Open {
        sum += 0.7;
    }
    if matches!(after, "means" | "meaning" | "refers") || matches!(before(1), "means" | "meant" | "meaning" | "=") {
        sum += 1.5;
    }
    // What only a whole sentence has.
    let clause = words.iter().any(|at| {
        let norm = reader.norm(*at);
        reader.is(*at, AUXILIARY)
            || matches!(norm, "i" | "we" | "you" | "he" | "she" | "they" | "it")
            || reader.tags.verbs[*at].is_some_and(|verb| verb.form == Form::Past && verb.reports != Reports::Naming)
    });
    if clause && !(titled && words.len() <= 5) {
        sum -= 1.0;
    }
    if words.len() >= LONG {
        sum -= 2.0;
    }
    if ending != Ending::Open && words.len() > 2 && !titled {
        sum -= 1.0;
    }
    match found {
        Some(found) if found.strength >= IMMEDIATE => sum -= 3.0,
        Some(found) if found.strength >= FAR => sum -= 1.0,
        Some(_) => sum -= 0.2,
        None => sum += 0.4,
    }
    sum
}
