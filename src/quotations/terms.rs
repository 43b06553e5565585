//! Which quoted segments nobody is reported to have said: titles, nicknames,
//! definitions, scare quotes.
//!
//! Signs for and against are looked for in the segment, beside it, in what
//! attributes it, and in how the whole text uses its marks; the weights of
//! those that are there are added up. The weights are those of a logistic
//! regression over the training articles (`polnear-train`, `bbc-train`,
//! `blog-train`, whose few segments count twofold and fourfold), so that the
//! sum is the logarithm of the odds. Four signs that those articles hardly
//! show were drawn to a guess: nicknames, definitions, works with their maker
//! or their kind before them.

use std::collections::HashMap;

use super::attribution::{FAR, IMMEDIATE, WEAK};
use super::{Ending, Found, Segment};
use crate::lexicon::{self, ADVERB, AUXILIARY, CONJUNCTION, DETERMINER, Form, PREPOSITION, RELATIVE, Reports, SUBJECT_PRONOUN};
use crate::phrases::Reader;
use crate::text::TokenKind;

/// The longest nickname, in words.
const LONGEST_NICKNAME: usize = 4;
/// As many other segments as the text is taken to have beside its own, half
/// of them said, so that a text of one segment has no habit.
const PRIOR: f32 = 2.0;

/// The weight of a segment without any sign.
const BIAS: f32 = -2.44;
/// The weight of the odds at which the text's other segments are said.
const SAID: f32 = -0.96;

/// What the rest of the text says about a segment.
#[derive(Clone, Copy)]
struct Surroundings {
    /// The share of the other segments that are said for sure.
    said: f32,
    /// Whether another one of its paragraph is said for sure.
    neighbour: bool,
    /// Whether its words are quoted elsewhere too.
    repeated: bool,
}

/// For each segment, the logarithm of the odds that nobody is reported to have said its words.
pub(super) fn odds(reader: Reader, segments: &[Segment], found: &[Option<Found>]) -> Vec<f32> {
    let firm: Vec<bool> = found.iter().map(|found| found.as_ref().is_some_and(|found| found.strength >= IMMEDIATE)).collect();
    let all = firm.iter().filter(|firm| **firm).count();
    let mut of_paragraph = vec![0; reader.text.paragraphs.len()];
    let mut same: HashMap<String, usize> = HashMap::new();
    for (segment, firm) in segments.iter().zip(&firm) {
        of_paragraph[segment.paragraph] += usize::from(*firm);
        *same.entry(letters(reader, segment)).or_default() += 1;
    }
    (0..segments.len())
        .map(|index| {
            let segment = &segments[index];
            let own = usize::from(firm[index]);
            let around = Surroundings {
                said: ((all - own) as f32 + PRIOR / 2.0) / (segments.len() as f32 - 1.0 + PRIOR),
                neighbour: of_paragraph[segment.paragraph] > own,
                repeated: same[&letters(reader, segment)] > 1,
            };
            sum(reader, segment, found[index].as_ref(), around)
        })
        .collect()
}

/// Whether nobody is reported to have said the words of a segment that stands inside another.
pub(super) fn is_nested_term(reader: Reader, segment: &Segment, found: Option<&Found>) -> bool {
    sum(reader, segment, found, Surroundings { said: 0.5, neighbour: false, repeated: false }) > 0.0
}

/// The words of `segment` in lower case.
fn letters(reader: Reader, segment: &Segment) -> String {
    (segment.tokens.first..segment.tokens.end)
        .filter(|at| reader.text.tokens[*at].is_word())
        .flat_map(|at| [reader.norm(at), " "])
        .collect()
}

/// The words that say of the next that it is a name or a word.
fn names(word: &str) -> bool {
    matches!(
        word,
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
            | "pronounced"
    )
}

/// The words that say of the next that it is a name, and that nobody's judgement makes it one.
fn is_name(word: &str) -> bool {
    matches!(word, "titled" | "entitled" | "named" | "nicknamed" | "so-called" | "pronounced")
}

/// What has a name of its own that is quoted.
fn has_title(word: &str) -> bool {
    matches!(
        word,
        "word"
            | "words"
            | "term"
            | "phrase"
            | "song"
            | "songs"
            | "book"
            | "film"
            | "movie"
            | "show"
            | "series"
            | "album"
            | "single"
            | "novel"
            | "play"
            | "article"
            | "essay"
            | "hashtag"
            | "slogan"
            | "band"
            | "acronym"
    )
}

/// The logarithm of the odds that nobody is reported to have said the words
/// of `segment`, for which `found` was found.
fn sum(reader: Reader, segment: &Segment, found: Option<&Found>, around: Surroundings) -> f32 {
    let text = reader.text;
    let words: Vec<usize> = (segment.tokens.first..segment.tokens.end).filter(|at| text.tokens[*at].is_word()).collect();
    let outside = |at: &usize| text.tokens.get(*at).is_some_and(|token| token.paragraph == segment.paragraph) && !reader.is_quoted(*at);
    let previous = |back: usize| segment.tokens.first.checked_sub(back).filter(outside);
    let before = |back: usize| previous(back).map_or("", |at| reader.norm(at));
    let next = Some(segment.tokens.end).filter(outside);
    let after = next.map_or("", |at| reader.norm(at));
    let ending = segment.ending(reader);
    let strength = found.map_or(0.0, |found| found.strength);
    let count = words.len();

    // A title: every word of weight has a capital.
    let weighty: Vec<&usize> =
        words.iter().filter(|at| !reader.is(**at, lexicon::STARTER | PREPOSITION) && text.tokens[**at].kind == TokenKind::Word).collect();
    let titled = !weighty.is_empty() && count > 1 && weighty.iter().all(|at| reader.capital(**at));
    // What leads up to it names it.
    let named = is_name(before(1))
        || before(1) == "as" && matches!(before(2), "known" | "credited")
        || is_name(before(2)) && before(1) != ":"
        || before(2) == "known" && before(1) != ":";
    // The so-called “quiet season”: nobody's words, whatever the sentence reports.
    // The training articles have too few of them to weigh this.
    let outright = matches!(before(1), "so-called" | "titled" | "entitled" | "nicknamed")
        || before(1) == "called" && before(2) == "so"
        || before(1) == "as" && before(2) == "known";
    // The song “Iron Gate”: the kind of work says that a title follows.
    let work = titled && (has_title(before(1)) || before(1) == "," && has_title(before(2)));
    let by_somebody = strength >= IMMEDIATE - 1.5
        && found.and_then(|found| found.cue).is_some_and(|cue| names(reader.norm(cue.first)) || reader.norm(cue.first).starts_with("call"));
    // A nickname inside a name: Tom “Lefty” Reed.
    let name = |at: usize| reader.capital(at) && reader.tags.classes[at] == 0;
    let inside_name = previous(1).is_some_and(name) && next.is_some_and(name) && count <= LONGEST_NICKNAME && ending == Ending::Open;
    let capital = words.first().is_some_and(|at| reader.capital(*at));
    // A work, and who makes it: wrote “Iron Gate”.
    let made =
        titled && matches!(before(1), "wrote" | "writes" | "write" | "writing" | "written" | "sang" | "sings" | "read" | "reads" | "see");
    let determined = previous(1).is_some_and(|at| reader.is(at, DETERMINER)) || before(1) == "'s";
    let described =
        !determined && previous(2).is_some_and(|at| reader.is(at, DETERMINER)) && previous(1).is_some_and(|at| text.tokens[at].is_word());
    let governed = previous(1).is_some_and(|at| reader.is(at, PREPOSITION)) && before(1) != "that";
    // A noun that it stands before like an adjective: the “Access” tape.
    let noun_follows = next.is_some_and(|at| {
        text.tokens[at].kind == TokenKind::Word
            && !reader.is(at, PREPOSITION | CONJUNCTION | AUXILIARY | SUBJECT_PRONOUN | ADVERB | RELATIVE)
            && reader.tags.verbs[at].is_none()
    });
    let defined =
        matches!(after, "means" | "meaning" | "refers" | "describes") || matches!(before(1), "means" | "meant" | "meaning" | "considered");
    // What only a whole sentence has.
    let clause = words.iter().any(|at| {
        reader.is(*at, AUXILIARY)
            || matches!(reader.norm(*at), "i" | "we" | "you" | "he" | "she" | "they" | "it")
            || reader.tags.verbs[*at].is_some_and(|verb| verb.form == Form::Past && verb.reports != Reports::Naming)
    });
    let apart = previous(1).is_none_or(|at| text.tokens[at].kind == TokenKind::Punct && reader.norm(at) != "(");
    let reports = found.and_then(|found| found.cue).and_then(|cue| reader.tags.verbs[cue.first]).map(|verb| verb.reports);

    let firm = strength >= IMMEDIATE - 1.5;
    let copula = matches!(before(1), "is" | "was" | "are" | "were" | "be" | "as");

    let signs = [
        // Its length and how it ends.
        (count == 1, 1.24),
        (count == 2, 0.62),
        (count == 3 || count == 4, 0.50),
        (count >= 9, -0.61),
        (ending == Ending::Stop, -0.61),
        (ending == Ending::Pause && count <= 4, -0.14),
        // What leads up to it and what follows.
        (named && !by_somebody, 0.52),
        (work, 3.00),
        (outright, 3.00),
        (by_somebody, 0.37),
        (inside_name, 2.80),
        (titled, 1.19),
        (made, 2.50),
        (described, 0.49),
        (governed && titled, 0.76),
        (noun_follows, 0.11),
        (noun_follows && determined, 0.35),
        (after == "of", -0.40),
        (defined, 1.97),
        // What it is made of, and where it stands.
        (clause, -0.39),
        (apart, 0.62),
        (apart && capital, -1.33),
        (previous(1).is_none() && count > 4, -0.28),
        // What attributes it, and how firmly; the strengths add up.
        (found.is_none(), 1.29),
        (strength >= WEAK, -0.93),
        (strength >= FAR, -0.41),
        (strength >= FAR + 0.5, 0.50),
        (strength >= IMMEDIATE - 1.5, 0.23),
        (strength >= IMMEDIATE, -0.80),
        (strength >= IMMEDIATE + 0.5, -0.34),
        (reports == Some(Reports::Naming), -0.33),
        (reports == Some(Reports::Thinking), 0.75),
        (found.is_some_and(|found| found.content.is_none()), 0.39),
        // What stands around it, and what no rule holds against.
        (around.neighbour, -0.59),
        (around.repeated, 0.36),
        (before(1) == "=", 2.08),
        (!firm && count <= 2 && ending == Ending::Open, 0.23),
        (!firm && clause && count >= 3, -0.52),
        (!firm && !capital && count <= 4, -0.16),
        (before(1) == "to" && count <= 2, -0.26),
        (copula, -0.84),
        (titled && before(1) == "'s", 2.18),
    ];
    let habit = (around.said / (1.0 - around.said)).ln();
    BIAS + SAID * habit + signs.iter().filter(|(there, _)| *there).map(|(_, weight)| weight).sum::<f32>()
}
