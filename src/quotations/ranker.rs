//! Stage three: who says a quoted segment, among all who might, or nobody.
//!
//! In: the segments of a text, what the rules and the learnt taggers say of
//! them, and weights. Out: a [`Verdict`] for each. Candidates are the mentions
//! around a segment: sources that a rule, a tagger or a relation gives,
//! subjects of reporting verbs, pronouns, names. With them compete "nobody"
//! (a title, a term, a scare quote) and "somebody" (a turn whose speaker is
//! not mentioned beside it). A softmax over a linear score of hashed features
//! chooses, with weights for the kind of text; its probability is the confidence.

use super::attribution::{FAR, IMMEDIATE, WEAK};
use super::reported::held;
use super::{Ending, Found, Segment};
use crate::forms::{Form, Forms, Hash, NAME, hash, mix};
use crate::genre::{GENRES, Genre};
use crate::lexicon::{ADVERB, AUXILIARY, CONJUNCTION, DETERMINER, PREPOSITION, RELATIVE, Reports, STARTER, SUBJECT_PRONOUN, TIME};
use crate::linear::Table;
use crate::math::exp;
use crate::phrases::{Phrase, Reader};
use crate::relations::Relation;
use crate::tagger::{CONTENT, CUE, SOURCE, Tagging};
use crate::tags::Place;
use crate::text::TokenKind;
use crate::{Span, Why};

/// How far before a segment its candidates stand, in tokens.
const REACH_BACK: usize = 160;
/// How far behind it.
const REACH: usize = 60;
/// How likely a token must be of a source to be a candidate's.
const LIKELY: f32 = 0.1;
/// The most paragraphs of menus and advertisements that a candidate is looked for beyond.
const FURNITURE: usize = 4;
/// How many other mentions are told, and from what likelihood on.
pub(super) const OTHERS: usize = 3;
/// How likely a mention must be to be told beside the one that is chosen.
const TOLD: f32 = 0.05;
/// The most candidates of a segment; the nearest are kept.
const MOST: usize = 24;

/// All that is known of a text's segments.
#[derive(Clone, Copy)]
pub(super) struct Evidence<'a> {
    /// The text.
    pub reader: Reader<'a>,
    /// Its forms.
    pub forms: &'a Forms,
    /// What the tagger says.
    pub tagging: &'a Tagging,
    /// What the relations are, in the order of their cues.
    pub relations: &'a [Relation],
    /// The segments in order.
    pub segments: &'a [Segment],
    /// For each segment, what the rules find in its own sentence.
    pub local: &'a [Option<Found>],
    /// For each segment, what they make of it with its neighbours.
    pub found: &'a [Option<Found>],
    /// For each segment, the logarithm of the odds that nobody says it, as the rules see it.
    pub odds: &'a [f32],
}

/// What a segment may be given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Nobody is reported to have said it.
    Nobody,
    /// Somebody says it, who is not mentioned beside it.
    Somebody,
    /// This mention's.
    Source(Phrase),
}

/// What a segment is given to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    /// The likeliest choice.
    pub choice: Choice,
    /// How likely it is.
    pub probability: f32,
    /// The likeliest other mentions, and how likely each is.
    pub others: [Option<(Phrase, f32)>; OTHERS],
}

/// One choice of a segment and what speaks for it.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The choice.
    pub choice: Choice,
    /// Its features.
    pub features: Vec<Hash>,
}

impl Row {
    fn new(choice: Choice) -> Self {
        Self { choice, features: Vec::with_capacity(96) }
    }
}

/// Puts the feature `name` with `values` into a row.
macro_rules! put {
    ($row:expr, $name:literal $(, $value:expr)* $(,)?) => {{
        let feature = const { hash($name.as_bytes()) };
        $(let feature = mix(feature, $value as Hash);)*
        $row.features.push(feature);
    }};
}

/// The choice for each segment, in a text of the kind `genre`.
pub(super) fn choose(evidence: Evidence, genre: Genre, weights: &Table) -> Vec<Verdict> {
    let document = Document::new(evidence);
    (0..evidence.segments.len()).map(|index| best(&rows(evidence, &document, index), genre, weights)).collect()
}

/// The likeliest of `rows`, of which there is at least one.
pub(super) fn best(rows: &[Row], genre: Genre, weights: &Table) -> Verdict {
    let scores: Vec<f32> = rows.iter().map(|row| score(row, genre, weights)).collect();
    let best = scores.iter().enumerate().fold(0, |best, (at, score)| if *score > scores[best] { at } else { best });
    let sum: f32 = scores.iter().map(|score| exp(score - scores[best])).sum();
    let probability = |at: usize| exp(scores[at] - scores[best]) / sum;
    let mut others = [None; OTHERS];
    for (at, row) in rows.iter().enumerate().filter(|(at, _)| *at != best) {
        if let (Choice::Source(phrase), likely) = (row.choice, probability(at))
            && likely >= TOLD
        {
            let place = others.iter().position(|other: &Option<(Phrase, f32)>| other.is_none_or(|(_, other)| other < likely));
            if let Some(place) = place {
                others[place..].rotate_right(1);
                others[place] = Some((phrase, likely));
            }
        }
    }
    Verdict { choice: rows[best].choice, probability: 1.0 / sum, others }
}

/// The score of `row`.
fn score(row: &Row, genre: Genre, weights: &Table) -> f32 {
    let mut sums = [0; GENRES];
    row.features.iter().for_each(|feature| weights.add(*feature, &mut sums));
    genre.mean(sums) * weights.scale()
}

/// How the whole text uses its marks.
struct Document {
    /// For each sentence, its mentions outside of quotation marks.
    mentions: Vec<Phrase>,
    /// What its numbers come to, each a few steps.
    habits: [Hash; 6],
    /// How much like news it is: how many of its segments have a firm cue,
    /// and whether the narrator speaks of "I" or to "you".
    manner: Hash,
}

impl Document {
    fn new(evidence: Evidence) -> Self {
        let reader = evidence.reader;
        let mut counts = [0usize; 5];
        for at in 0..reader.text.tokens.len() {
            if reader.is_quoted(at) {
                continue;
            }
            counts[0] += 1;
            counts[1] += usize::from(reader.verb(at).is_some_and(|verb| verb.reports == Reports::Saying));
            counts[2] += usize::from(matches!(reader.norm(at), "i" | "my" | "me"));
            counts[3] += usize::from(matches!(reader.norm(at), "you" | "your"));
        }
        let segments = evidence.segments;
        let short = segments.iter().filter(|segment| segment.tokens.end - segment.tokens.first <= 6).count();
        let firm = evidence.local.iter().flatten().filter(|found| found.strength >= IMMEDIATE).count();
        let all = counts[0].max(1);
        let number = segments.len().max(1);
        let narrated = Hash::from((counts[2] + counts[3]) * 200 > all);
        Self {
            manner: (firm * 4 / number).min(3) as Hash * 2 + narrated,
            mentions: mentions(evidence),
            habits: [
                (short * 4 / number).min(3) as Hash,
                (bucket(counts[1] * 1000 / all / 2)) as Hash,
                (counts[2] * 250 / all).min(4) as Hash,
                (counts[3] * 250 / all).min(4) as Hash,
                (firm * 5 / number).min(4) as Hash,
                bucket(number * 1000 / reader.text.tokens.len().max(1) / 3) as Hash,
            ],
        }
    }
}

impl Document {
    /// The mention that overlaps `source`, which may end elsewhere; `source` itself if none does.
    fn mention(&self, source: Phrase) -> Phrase {
        let at = self.mentions.partition_point(|mention| mention.end <= source.first);
        self.mentions.get(at).copied().filter(|mention| mention.first < source.end).unwrap_or(source)
    }
}

/// Steps that widen: 0 to 4 alone, then half as far again each.
fn bucket(distance: usize) -> usize {
    const STEPS: [usize; 12] = [5, 6, 8, 11, 15, 21, 30, 43, 62, 90, 130, 200];
    if distance < 5 { distance } else { 4 + STEPS.partition_point(|step| *step <= distance) }
}

/// A few steps for how firm a rule is.
fn firmness(found: Option<&Found>) -> Hash {
    match found {
        None => 0,
        Some(found) if found.strength >= IMMEDIATE + 0.5 => 7,
        Some(found) if found.strength >= IMMEDIATE => 6,
        Some(found) if found.strength >= IMMEDIATE - 1.5 => 5,
        Some(found) if found.strength >= FAR + 0.5 => 4,
        Some(found) if found.strength >= FAR => 3,
        Some(found) if found.strength >= WEAK => 2,
        Some(_) => 1,
    }
}

/// A pronoun that may be a source by itself.
fn is_speaking_pronoun(norm: &str) -> bool {
    matches!(norm, "he" | "she" | "they" | "i" | "we" | "who" | "it" | "you" | "one")
}

/// The mentions of a text outside of its quotation marks, in order; none overlaps another.
#[expect(clippy::needless_range_loop, reason = "several tables are read and written at the same place")]
fn mentions(evidence: Evidence) -> Vec<Phrase> {
    let reader = evidence.reader;
    let tokens = &reader.text.tokens;
    let mut taken = vec![false; tokens.len()];
    let mut out: Vec<Phrase> = Vec::new();
    let mut take = |phrase: Phrase, out: &mut Vec<Phrase>| {
        // "who": the pronoun is the mention, whatever was read behind it.
        let phrase = if reader.is(phrase.first, RELATIVE) { Phrase { end: phrase.first + 1, ..phrase } } else { phrase };
        if phrase.first < phrase.end && phrase.end <= tokens.len() && !taken[phrase.first..phrase.end].contains(&true) {
            taken[phrase.first..phrase.end].fill(true);
            out.push(phrase);
        }
    };
    for relation in evidence.relations {
        if let Some(source) = relation.source {
            take(source, &mut out);
        }
    }
    let tagging = evidence.tagging;
    let mut at = 0;
    while at < tokens.len() {
        let first = at;
        at += 1;
        if tagging.part(first, SOURCE) > LIKELY && tokens[first].is_word() {
            // What is far less likely than what it follows is no part of the same mention.
            let mut most = tagging.part(first, SOURCE);
            while at < tokens.len() && tokens[at].paragraph == tokens[first].paragraph {
                let likely = tagging.part(at, SOURCE);
                if likely <= LIKELY.max(most / 2.0) || tagging.starts(at, SOURCE) {
                    break;
                }
                most = most.max(likely);
                at += 1;
            }
            take(Phrase { first, end: at }, &mut out);
        }
    }
    // The rules come after what is learnt: their phrases end in worse places.
    for found in evidence.local.iter().chain(evidence.found).flatten() {
        if let Some(source) = found.source {
            take(source, &mut out);
        }
    }
    for at in 0..tokens.len() {
        if reader.verb(at).is_some() && !reader.is_quoted(at) {
            let floor = reader.tags.periods.get(tokens[at].sentence).map_or(at, |period| period.0).max(at.saturating_sub(60));
            if let Some(subject) = reader.subject(at, floor) {
                take(subject, &mut out);
            }
        }
    }
    let mut at = 0;
    while at < tokens.len() {
        let first = at;
        at += 1;
        if reader.is_quoted(first) {
            continue;
        }
        if is_speaking_pronoun(reader.norm(first)) {
            take(Phrase { first, end: at }, &mut out);
        } else if opens_name(reader, first) {
            while at < tokens.len() && reader.capital(at) && !reader.is_quoted(at) && tokens[at].sentence == tokens[first].sentence {
                at += 1;
            }
            take(Phrase { first, end: at }, &mut out);
        }
    }
    ordered(&out, |phrase| phrase.first)
}

/// `phrases` in the order of what `key` gives them.
fn ordered(phrases: &[Phrase], key: impl Fn(&Phrase) -> usize) -> Vec<Phrase> {
    let key = |at: usize| Span::new(key(&phrases[at]), 0);
    Span::order(phrases.len(), key).into_iter().map(|at| phrases[at]).collect()
}

/// Whether a name may start at `at`.
fn opens_name(reader: Reader, at: usize) -> bool {
    reader.capital(at)
        && !reader.is(at, STARTER | DETERMINER | PREPOSITION | CONJUNCTION | RELATIVE | TIME | SUBJECT_PRONOUN | AUXILIARY | ADVERB)
        && reader.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
}

/// The candidates of the segment at `index`, in order.
fn candidates(evidence: Evidence, document: &Document, index: usize) -> Vec<Phrase> {
    let reader = evidence.reader;
    let text = reader.text;
    let segment = &evidence.segments[index];
    let run = text.paragraphs[segment.paragraph];
    let lowest = run.first.max(segment.tokens.first.saturating_sub(REACH_BACK));
    let highest = run.end.min(segment.tokens.end + REACH);
    let mut out: Vec<Phrase> = Vec::new();
    let add = |phrase: Phrase, out: &mut Vec<Phrase>| {
        let phrase = if reader.is(phrase.first, RELATIVE) { Phrase { end: phrase.first + 1, ..phrase } } else { phrase };
        if out.iter().all(|other| other.end <= phrase.first || phrase.end <= other.first) {
            out.push(phrase);
        }
    };
    for found in [&evidence.local[index], &evidence.found[index]].into_iter().flatten() {
        if let Some(source) = found.source {
            add(document.mention(source), &mut out);
        }
    }
    let own = segment.tokens;
    let range = |first: usize, end: usize, out: &mut Vec<Phrase>| {
        let from = document.mentions.partition_point(|phrase| phrase.first < first);
        let to = document.mentions.partition_point(|phrase| phrase.first < end);
        // The nearest first.
        let near = document.mentions.get(from..to).unwrap_or(&[]);
        let distance =
            |phrase: &Phrase| if phrase.first >= own.end { phrase.first - own.end } else { own.first.saturating_sub(phrase.end) };
        for phrase in ordered(near, distance) {
            let inside = phrase.first >= own.first && phrase.first < own.end;
            if out.len() < MOST && !inside {
                add(phrase, out);
            }
        }
    };
    range(lowest, highest, &mut out);
    // Past what surrounds an article on its page.
    let body = |paragraph: &usize| reader.tags.places[*paragraph] != Place::Furniture;
    let lowest_paragraph = segment.paragraph.saturating_sub(FURNITURE);
    if let Some(before) = (lowest_paragraph..segment.paragraph).rev().find(body).filter(|_| own.first <= run.first + 1) {
        // The paragraph before may lead up to it, by its last sentence.
        let before = text.paragraphs[before];
        let sentence = text.tokens.get(before.end - 1).map_or(before.first, |token| reader.tags.periods[token.sentence].0);
        range(sentence.max(before.end.saturating_sub(80)), before.end, &mut out);
    }
    if own.end >= run.end
        && let Some(next) = text.paragraphs.get(segment.paragraph + 1)
    {
        // Or a line behind it is its signature.
        if next.end - next.first <= 12 && !reader.is_quoted(next.first) {
            range(next.first, next.end, &mut out);
        }
    }
    ordered(&out, |phrase| phrase.first)
}

/// Where the tokens of a segment stand and what stands around them.
struct Around {
    /// The segment's tokens, marks included.
    tokens: Phrase,
    /// Its words' steps: 1 to 4 alone, then wider.
    length: Hash,
    /// Its words, capped.
    words: usize,
    /// Whether it starts with a capital.
    capital: bool,
    /// How it ends.
    ending: Hash,
    /// The form before, and the one before that.
    before: [Form; 2],
    /// The form behind, and the next.
    after: [Form; 2],
    /// The classes of what stands before and behind, a few.
    classes: [Hash; 2],
    /// Whether a reporting verb with a person for its subject stands in its period outside of marks.
    reported: Hash,
    /// How much of it a relation holds, and the relation.
    covered: (Hash, Option<usize>),
    /// How likely it is a content, in fifths.
    content: Hash,
}

/// The part of `whole` that `part` covers, in four steps.
fn coverage(part: usize, whole: usize) -> Hash {
    let share = part as f32 / whole.max(1) as f32;
    Hash::from(share > 0.0) + Hash::from(share > 0.5) + Hash::from(share > 0.95)
}

/// The relations that may hold the segment `tokens`: those near it.
fn relations_near(relations: &[Relation], tokens: Phrase) -> impl Iterator<Item = (usize, &Relation)> {
    let from = relations.partition_point(|relation| relation.cue.first + REACH_BACK < tokens.first);
    let near = relations.get(from..).unwrap_or(&[]);
    near.iter()
        .enumerate()
        .take_while(move |(_, relation)| relation.cue.first < tokens.end + REACH_BACK)
        .map(move |(at, relation)| (from + at, relation))
}

const PARAGRAPH_START: Hash = hash(b"<paragraph");
const PARAGRAPH_END: Hash = hash(b"paragraph>");
const INSIDE_MARKS: Hash = hash(b"<quoted>");

/// The form of the token at `at` as seen from the paragraph `run`.
fn seen(evidence: Evidence, at: Option<usize>, run: std::ops::Range<usize>) -> Form {
    let all =
        |hash| Form { word: hash, stem: hash, suffix2: hash, suffix3: hash, prefix3: hash, prefix5: hash, shape: hash, masked: false };
    match at {
        Some(at) if at < run.start => all(PARAGRAPH_START),
        None => all(PARAGRAPH_START),
        Some(at) if at >= run.end => all(PARAGRAPH_END),
        Some(at) if evidence.reader.is_quoted(at) => all(INSIDE_MARKS),
        Some(at) => evidence.forms.get(at),
    }
}

/// A rough class of the token at `at`, seen from a segment of the paragraph `run`.
fn class(evidence: Evidence, at: Option<usize>, run: std::ops::Range<usize>) -> Hash {
    let reader = evidence.reader;
    let Some(at) = at.filter(|at| run.contains(at)) else { return 1 };
    let norm = reader.norm(at);
    match norm {
        _ if reader.is_quoted(at) => 2,
        "," => 3,
        ":" => 4,
        "(" | "[" => 5,
        "." | "?" | "!" | ";" => 6,
        _ if reader.text.tokens[at].kind == TokenKind::Punct => 7,
        _ if is_naming_word(norm) => 8,
        _ if reader.verb(at).is_some() => 9,
        _ if reader.is(at, DETERMINER) => 10,
        _ if reader.is(at, SUBJECT_PRONOUN) => 11,
        _ if reader.is(at, AUXILIARY) => 12,
        _ if reader.is(at, PREPOSITION) => 13,
        _ if reader.is(at, CONJUNCTION | RELATIVE) => 14,
        _ if reader.capital(at) => 15,
        _ if reader.is(at, ADVERB) => 16,
        "'s" | "’s" => 17,
        _ => 18,
    }
}

/// Words that say of what follows that it is a name, a word or a work.
fn is_naming_word(norm: &str) -> bool {
    matches!(
        norm,
        "called"
            | "call"
            | "calls"
            | "titled"
            | "entitled"
            | "named"
            | "dubbed"
            | "termed"
            | "term"
            | "terms"
            | "word"
            | "words"
            | "phrase"
            | "phrases"
            | "known"
            | "nicknamed"
            | "nickname"
            | "meaning"
            | "means"
            | "meant"
            | "labeled"
            | "labelled"
            | "pronounced"
            | "so-called"
            | "song"
            | "book"
            | "film"
            | "album"
            | "novel"
            | "movie"
            | "play"
            | "show"
            | "series"
            | "article"
            | "slogan"
            | "headline"
            | "expression"
            | "concept"
            | "name"
            | "title"
            | "example"
            | "chapter"
            | "section"
            | "episode"
            | "essay"
            | "poem"
            | "hashtag"
            | "category"
            | "button"
            | "click"
            | "label"
            | "type"
            | "tab"
            | "menu"
            | "link"
    )
}

impl Around {
    fn new(evidence: Evidence, index: usize) -> Self {
        let reader = evidence.reader;
        let text = reader.text;
        let segment = &evidence.segments[index];
        let run = text.paragraphs[segment.paragraph];
        let tokens = segment.tokens;
        let words = (tokens.first..tokens.end).filter(|at| text.tokens[*at].is_word()).count();
        let first = (tokens.first..tokens.end).find(|at| text.tokens[*at].is_word());
        let before = [1, 2].map(|back| seen(evidence, tokens.first.checked_sub(back), run.tokens()));
        let after = [0, 1].map(|on| seen(evidence, Some(tokens.end + on), run.tokens()));
        let classes = [class(evidence, tokens.first.checked_sub(1), run.tokens()), class(evidence, Some(tokens.end), run.tokens())];
        let covered = relations_near(evidence.relations, tokens)
            .map(|(at, relation)| (held(relation, tokens), at))
            .filter(|(held, _)| *held > 0)
            .fold(None, |best: Option<(usize, usize)>, new| if best.is_none_or(|best| best.0 < new.0) { Some(new) } else { best });
        let content: f32 = (tokens.first..tokens.end).map(|at| evidence.tagging.part(at, CONTENT)).sum();
        let content = (content / (tokens.end - tokens.first).max(1) as f32 * 5.0) as Hash;
        Self {
            tokens,
            length: bucket(words) as Hash,
            words,
            capital: first.is_some_and(|first| text.tokens[first].capital),
            ending: match segment.ending(reader) {
                Ending::Pause => 1,
                Ending::Stop => 2,
                Ending::Open => 3,
            },
            before,
            after,
            classes,
            reported: reported(evidence, tokens),
            covered: covered.map_or((0, None), |(held, at)| (coverage(held, tokens.end - tokens.first), Some(at))),
            content,
        }
    }
}

/// How the period around `tokens` reports, outside of marks: 0 not, 1 with a
/// verb, 2 with one beside a name or a pronoun.
fn reported(evidence: Evidence, tokens: Phrase) -> Hash {
    let reader = evidence.reader;
    let period = |at: usize| reader.text.tokens.get(at).map_or((at, at), |token| reader.tags.periods[token.sentence]);
    let floor = period(tokens.first).0.max(tokens.first.saturating_sub(REACH_BACK));
    let ceiling = period(tokens.end.saturating_sub(1)).1.min(tokens.end + REACH);
    let mut out = 0;
    for at in floor..ceiling {
        let cue = reader.verb(at).is_some_and(|verb| verb.reports == Reports::Saying) || evidence.tagging.part(at, CUE) > 0.4;
        if !cue || reader.is_quoted(at) {
            continue;
        }
        out = out.max(1);
        let person =
            |at: usize| !reader.is_quoted(at) && (matches!(reader.norm(at), "he" | "she" | "i" | "they" | "we") || opens_name(reader, at));
        if [at.wrapping_sub(1), at + 1, at.wrapping_sub(2), at + 2].into_iter().any(person) {
            return 2;
        }
    }
    out
}

/// The choices of the segment at `index` and their features, nobody and somebody first.
fn rows(evidence: Evidence, document: &Document, index: usize) -> Vec<Row> {
    let around = Around::new(evidence, index);
    let candidates = candidates(evidence, document, index);
    let mut out = Vec::with_capacity(candidates.len() + 2);
    for choice in [Choice::Nobody, Choice::Somebody] {
        let mut row = Row::new(choice);
        of_segment(evidence, document, index, &around, &candidates, &mut row);
        if choice == Choice::Somebody {
            row.features.iter_mut().for_each(|feature| *feature = mix(*feature, const { hash(b"somebody") }));
        }
        out.push(row);
    }
    for at in 0..candidates.len() {
        let mut row = Row::new(Choice::Source(candidates[at]));
        of_candidate(evidence, document, index, &around, &candidates, at, &mut row);
        out.push(row);
    }
    out
}

/// The features of a segment by itself.
fn of_segment(evidence: Evidence, document: &Document, index: usize, around: &Around, candidates: &[Phrase], row: &mut Row) {
    let reader = evidence.reader;
    let text = reader.text;
    let segment = &evidence.segments[index];
    let run = text.paragraphs[segment.paragraph];
    let Around { tokens, length, words, capital, ending, before, after, classes, reported, covered, content } = *around;
    let few = words.min(5) as Hash;
    let neighbour = |at: Option<usize>| at.and_then(|at| evidence.segments.get(at)).filter(|other| other.paragraph == segment.paragraph);
    let previous = neighbour(index.checked_sub(1));
    let next = neighbour(Some(index + 1));

    put!(row, "bias");
    put!(row, "length", length);
    put!(row, "capital", capital);
    put!(row, "ending", ending);
    put!(row, "before", before[0].word);
    put!(row, "after", after[0].word);
    put!(row, "before length", before[0].word, few);
    put!(row, "after ending", after[0].word, ending);
    put!(row, "capital ending length", capital, ending, few);
    put!(row, "before two", before[1].stem, before[0].word);
    put!(row, "after two", after[0].word, after[1].stem);
    put!(row, "neighbours", previous.is_some(), next.is_some());
    put!(row, "opens text", segment.paragraph == 0);
    put!(row, "place", reader.tags.places[segment.paragraph] as Hash, capital);
    put!(row, "place length", reader.tags.places[segment.paragraph] as Hash, few, document.habits[4]);
    put!(row, "content", content);
    put!(row, "covered", covered.0);
    put!(row, "covered content", covered.0, content);
    put!(row, "closed", segment.closed, segment.continues.is_some());
    let inner: Vec<usize> = (tokens.first..tokens.end).filter(|at| text.tokens[*at].is_word()).collect();
    if words <= 3 {
        for at in &inner {
            put!(row, "word", evidence.forms.get(*at).word);
        }
    }
    if let (Some(first), Some(last)) = (inner.first(), inner.last()) {
        put!(row, "first word", evidence.forms.get(*first).word, few);
        put!(row, "last shape", evidence.forms.get(*last).shape, evidence.forms.get(*first).shape, few);
    }

    // What the words are: a title, a clause, a fragment.
    let weighty = |at: &&usize| !reader.is(**at, STARTER | PREPOSITION | DETERMINER | CONJUNCTION);
    let weighty_words = inner.iter().filter(weighty).count();
    let title =
        weighty_words > 0 && inner.iter().filter(weighty).all(|at| reader.capital(*at) || text.tokens[*at].kind == TokenKind::Number);
    let lower = inner.first().is_some_and(|at| !reader.capital(*at));
    let auxiliary = inner.iter().any(|at| reader.is(*at, AUXILIARY));
    let first_person = inner.iter().any(|at| matches!(reader.norm(*at), "i" | "we" | "you" | "me" | "us" | "my" | "our" | "your"));
    let pronoun = inner.iter().any(|at| reader.is(*at, SUBJECT_PRONOUN));
    let finished = ending != 3;
    let fragment = words <= 4 && !finished;
    let wordiness = if words < 5 {
        words
    } else if words < 8 {
        5
    } else if words < 15 {
        6
    } else {
        7
    } as Hash;
    let clause = capital && finished && matches!(classes[0], 1 | 3 | 4 | 7 | 9);
    let alone = classes[0] == 1 && classes[1] == 1;
    let listed = |from: usize, to: usize| {
        to.saturating_sub(from) <= 3 && (from..to).any(|at| matches!(reader.norm(at), "," | "or" | "and" | "/" | ";"))
    };
    let list = Hash::from(previous.is_some_and(|other| listed(other.tokens.end, tokens.first)))
        + 2 * Hash::from(next.is_some_and(|other| listed(tokens.end, other.tokens.first)));
    put!(row, "shape", wordiness, title, lower, finished);
    put!(row, "sides", classes[0], classes[1]);
    put!(row, "left", classes[0], wordiness);
    put!(row, "right", classes[1], wordiness);
    put!(row, "left shape", classes[0], wordiness, lower, finished);
    put!(row, "title left", title, classes[0]);
    put!(row, "title before", title, before[0].word);
    put!(row, "verbal", auxiliary, first_person, pronoun, wordiness);
    put!(row, "reported", reported, wordiness);
    put!(row, "reported fragment", reported, fragment, title);
    put!(row, "reported clause", reported, clause, auxiliary);
    put!(row, "alone", alone, capital, finished);
    put!(row, "list", list, wordiness);
    put!(row, "list reported", list, reported, title);
    put!(row, "fragment content", fragment, content, covered.0);
    for back in 1..=3 {
        if let Some(at) = tokens.first.checked_sub(back).filter(|at| *at >= run.first && is_naming_word(reader.norm(*at))) {
            put!(row, "naming", evidence.forms.get(at).word, back);
            put!(row, "naming reported", reported, fragment, back);
        }
    }
    // Said, quoted or named by whom? The rules' own sum.
    let local = evidence.local[index].as_ref();
    let found = evidence.found[index].as_ref();
    let odds = (evidence.odds[index].clamp(-4.0, 4.0) * 2.0 + 8.5) as Hash;
    put!(row, "odds", odds);
    put!(row, "odds content", odds, content);
    put!(row, "odds length", odds, few);
    put!(row, "firmness", firmness(local));
    put!(row, "firmness length", firmness(local), wordiness);
    put!(row, "firmness content", firmness(local), content, covered.0);
    put!(row, "found", found.map_or(0, |found| found.why as Hash + 1), firmness(found));
    put!(row, "found sourced", found.is_some_and(|found| found.source.is_some()), wordiness, reported);
    if let Some(cue) = local.and_then(|found| found.cue) {
        put!(row, "cue", evidence.forms.get(cue.first).stem, fragment);
        put!(row, "cue kind", reader.verb(cue.first).map_or(0, |verb| verb.reports as Hash + 1), wordiness, title);
    }
    let manner = document.manner;
    put!(row, "manner", manner);
    put!(row, "manner shape", manner, wordiness, title, finished);
    put!(row, "manner sides", manner, classes[0], classes[1]);
    put!(row, "manner reported", manner, reported, fragment);
    put!(row, "manner firmness", manner, firmness(local), covered.0);
    put!(row, "manner content", manner, content);
    put!(row, "manner odds", manner, odds);
    let [short, says, narrator, addressed, firm, dense] = document.habits;
    put!(row, "habit short", short, wordiness);
    put!(row, "habit says", says, fragment);
    put!(row, "habit says reported", says, reported);
    put!(row, "habit narrator", narrator, reported);
    put!(row, "habit addressed", addressed, reported);
    put!(row, "habit firm", firm, fragment);
    put!(row, "habit firm odds", firm, odds);
    put!(row, "habit dense", dense, fragment);
    put!(row, "candidates", candidates.len().min(6), reported);
    // What the neighbours look like.
    for (side, other) in [(0, index.checked_sub(1)), (1, Some(index + 1))] {
        let Some(other) = other.filter(|other| *other < evidence.segments.len()) else { continue };
        let odds = (evidence.odds[other].clamp(-4.0, 4.0) + 4.5) as Hash;
        let same = neighbour(Some(other)).is_some();
        let near = evidence.segments[other].paragraph.abs_diff(segment.paragraph).min(3);
        put!(row, "neighbour odds", side, same, odds);
        put!(row, "neighbour found", side, near, firmness(evidence.local[other].as_ref()), alone);
    }
}

/// The features of the candidate at `at` for the segment at `index`.
fn of_candidate(evidence: Evidence, document: &Document, index: usize, around: &Around, candidates: &[Phrase], at: usize, row: &mut Row) {
    let reader = evidence.reader;
    let text = reader.text;
    let segment = &evidence.segments[index];
    let run = text.paragraphs[segment.paragraph];
    let candidate = candidates[at];
    let tokens = around.tokens;
    let elsewhere = candidate.first < run.first || candidate.first >= run.end;
    let side: Hash = if candidate.end <= tokens.first {
        1
    } else if candidate.first >= tokens.end {
        2
    } else {
        3
    };
    let (from, to) = match side {
        1 => (candidate.end, tokens.first),
        2 => (tokens.end, candidate.first),
        _ => (0, 0),
    };
    let distance = to.saturating_sub(from);
    let step = bucket(distance);
    let own = text.tokens[if side == 2 { tokens.end - 1 } else { tokens.first }].sentence;
    let theirs = text.tokens[candidate.first].sentence;
    let sentences = own.abs_diff(theirs).min(3);
    let period = |sentence: usize| reader.tags.periods.get(sentence).map(|period| period.0);
    let same_period = period(own) == period(theirs);
    let rank = match side {
        1 => candidates[at + 1..].iter().filter(|other| other.end <= tokens.first).count(),
        2 => candidates[..at].iter().filter(|other| other.first >= tokens.end).count(),
        _ => 0,
    }
    .min(4);
    let norm = reader.norm(candidate.first);
    let last = candidate.end - 1;
    let kind: Hash = if candidate.end - candidate.first == 1 && is_speaking_pronoun(norm) {
        1
    } else if reader.is(candidate.first, DETERMINER) {
        2
    } else if reader.capital(candidate.first) || reader.capital(last) {
        3
    } else {
        4
    };
    let around_candidate = [1, 2].map(|back| seen(evidence, candidate.first.checked_sub(back), 0..text.tokens.len()));
    let behind = [0, 1].map(|on| seen(evidence, Some(candidate.end + on), 0..text.tokens.len()));
    let parts = |label: usize, range: std::ops::Range<usize>| range.map(|at| evidence.tagging.part(at, label)).fold(0.0, f32::max);
    let source = (parts(SOURCE, candidate.first..candidate.end) * 4.99) as Hash;
    let cue_behind = (parts(CUE, candidate.end..candidate.end + 3) * 3.99) as Hash;
    let cue_before = (parts(CUE, candidate.first.saturating_sub(2)..candidate.first) * 3.99) as Hash;
    let verb_behind = (candidate.end..candidate.end + 3).find_map(|at| reader.verb(at).map(|verb| (at - candidate.end, verb)));
    let verb_before = candidate.first.checked_sub(1).and_then(|at| reader.verb(at));
    let behind_code = verb_behind.map_or(0, |(on, verb)| 1 + on as Hash + 3 * verb.reports as Hash);
    let before_code = verb_before.map_or(0, |verb| 1 + verb.reports as Hash);
    let form_code = verb_behind.map_or(0, |(_, verb)| 1 + verb.form as Hash);
    let first_word = if reader.capital(candidate.first) && kind == 3 { NAME } else { evidence.forms.get(candidate.first).word };
    let place = mix(side, mix(sentences as Hash, Hash::from(same_period)));

    put!(row, "candidate");
    put!(row, "place", side, step, sentences);
    put!(row, "sentences", place);
    put!(row, "rank", side, rank);
    put!(row, "rank sentences", place, rank, kind);
    put!(row, "kind", kind);
    put!(row, "kind elsewhere", kind, elsewhere, side);
    put!(row, "first", first_word);
    put!(row, "head", if kind == 3 { NAME } else { evidence.forms.get(last).stem });
    put!(row, "source", source);
    put!(row, "source place", source, place);
    put!(row, "source cue", source, cue_behind, cue_before);
    put!(row, "cue place", cue_behind, cue_before, place, rank.min(3));
    put!(row, "behind", behind[0].stem);
    put!(row, "behind two", behind[0].stem, behind[1].stem);
    put!(row, "ahead", around_candidate[0].stem);
    put!(row, "ahead two", around_candidate[1].stem, around_candidate[0].stem);
    put!(row, "behind place", behind[0].stem, place);
    put!(row, "ahead place", around_candidate[0].stem, place);
    put!(row, "count", candidates.len().min(6));
    put!(row, "verbs", behind_code, before_code, form_code);
    put!(row, "verbs place", behind_code, before_code, place);
    put!(row, "verbs rank", behind_code, before_code, side, rank.min(2), around.ending);
    put!(row, "length", (candidate.end - candidate.first).min(6), kind);
    put!(row, "quoted", reader.is_quoted(candidate.first), side);
    put!(row, "ending place", around.ending, around.capital, place);
    put!(row, "after place", around.after[0].word, place, around.ending);
    put!(row, "before place", around.before[0].word, place);
    put!(row, "near ending", side, distance.min(6), around.ending, around.before[0].word);
    if distance <= 5 && side < 3 {
        let between = (from..to).fold(side, |all, at| mix(all, evidence.forms.get(at).stem));
        put!(row, "between", between);
    }
    // What stands between.
    if side < 3 {
        let (mut marks, mut commas, mut stops, mut verbs, mut openers) = (0, 0, 0, 0, 0);
        for at in from..to {
            let norm = reader.norm(at);
            marks += usize::from(text.tokens[at].kind == TokenKind::Mark && norm != "'" && norm != "’");
            commas += usize::from(norm == ",");
            stops += usize::from(matches!(norm, "." | "?" | "!" | ";"));
            verbs += usize::from(!reader.is_quoted(at) && reader.verb(at).is_some());
            openers += usize::from(matches!(norm, "that" | "who" | "which" | "and" | "but"));
        }
        put!(row, "marks between", side, marks.min(5));
        put!(row, "stops between", side, marks.min(4), stops.min(3), commas.min(2));
        put!(row, "verbs between", side, verbs.min(3), stops.min(2), kind);
        put!(row, "openers between", side, openers.min(3), sentences, behind_code);
    }
    if elsewhere {
        let end = text.tokens.get(run.first.wrapping_sub(1)).map_or(0, |_| evidence.forms.get(run.first.wrapping_sub(1)).word);
        let whole = tokens.end + 1 >= run.end;
        put!(row, "elsewhere", side);
        put!(row, "elsewhere end", end, whole);
        put!(row, "elsewhere kind", kind, behind_code, whole);
        put!(row, "elsewhere only", candidates.iter().any(|other| run.tokens().contains(&other.first)), end);
    }
    // What the rules say.
    let local = evidence.local[index].as_ref();
    let found = evidence.found[index].as_ref();
    let is = |found: Option<&Found>| -> Hash {
        match found.and_then(|found| found.source) {
            None => 0,
            Some(source) if source.overlaps(candidate) => 1,
            Some(_) => 2,
        }
    };
    let (is_local, is_found) = (is(local), is(found));
    let why = found.map_or(Why::None, |found| found.why) as Hash;
    put!(row, "rule", is_local, firmness(local));
    put!(row, "rule kind", is_local, firmness(local), kind);
    put!(row, "rule length", is_local, firmness(local), around.length.min(6));
    put!(row, "rule place", is_local, firmness(local), place);
    put!(row, "rules", is_local, is_found, why);
    put!(row, "rules firm", is_found, why, firmness(found), kind);
    put!(row, "rules source", is_local, is_found, source);
    put!(row, "rules source cue", is_local, firmness(local), source, cue_behind.max(cue_before));
    if is_local == 1
        && let Some(cue) = local.and_then(|found| found.cue)
    {
        put!(row, "rule cue", evidence.forms.get(cue.first).stem);
        put!(row, "rule cue length", evidence.forms.get(cue.first).stem, around.length.min(5));
    }
    for (side, other) in [(0, index.checked_sub(1)), (1, Some(index + 1))] {
        let Some(other) = other.filter(|other| *other < evidence.segments.len()) else { continue };
        let same = evidence.segments[other].paragraph == segment.paragraph;
        let near = evidence.segments[other].paragraph.abs_diff(segment.paragraph).min(3);
        let theirs = evidence.local[other].as_ref();
        put!(row, "neighbour", side, near, is(theirs), firmness(theirs));
        put!(row, "neighbour rule", side, same, is(theirs), is_local, firmness(local));
        let all = evidence.found[other].as_ref();
        put!(row, "neighbour found", side, near, is(all), firmness(all), is_found);
    }
    // What the relations say.
    let mut most = 0;
    for (number, relation) in relations_near(evidence.relations, tokens) {
        let own = relation.source.is_some_and(|source| source.overlaps(candidate));
        if !own {
            continue;
        }
        let share = coverage(held(relation, tokens), tokens.end - tokens.first);
        most = most.max(share + 1);
        let cue = relation.cue;
        let gap = if cue.first >= tokens.end { cue.first - tokens.end } else { tokens.first.saturating_sub(cue.end) };
        let cue_side = Hash::from(cue.first >= tokens.end);
        let stem = evidence.forms.get(cue.first).stem;
        let sure = (relation.probability * 3.99) as Hash;
        put!(row, "relation", share, sure);
        put!(row, "relation cue", share, stem);
        put!(row, "relation gap", share, cue_side, bucket(gap));
        put!(row, "relation kind", share, kind);
        put!(row, "relation near", stem, cue_side, gap.min(6));
        put!(row, "relation best", share, around.covered.1 == Some(number));
    }
    put!(row, "related", most, around.covered.0);
    put!(row, "related place", most, place);
    put!(row, "related rules", most, is_local, firmness(local));
    put!(row, "related rank", most, around.covered.0, side, rank.min(2));
    // Who it is in a text like this.
    let manner = document.manner;
    put!(row, "manner rule", manner, is_local, firmness(local), kind);
    put!(row, "manner place", manner, place, kind);
    put!(row, "manner rules", manner, is_found, why, firmness(found));
    put!(row, "manner source", manner, source, most);
    let [_, _, narrator, addressed, firm, _] = document.habits;
    let who = if kind == 1 { evidence.forms.get(candidate.first).word } else { kind };
    put!(row, "who reported", if kind == 1 { who } else { 0 }, around.reported, around.length.min(5));
    put!(row, "who narrator", narrator, who);
    put!(row, "who addressed", addressed, who);
    put!(row, "who firm", firm, who, is_local);
    put!(row, "heading", reader.tags.places[segment.paragraph] == Place::Heading, side, behind[0].word, kind);
}

/// The rows of every segment, for training.
#[cfg(feature = "training")]
pub(super) fn all_rows(evidence: Evidence) -> Vec<Vec<Row>> {
    let document = Document::new(evidence);
    (0..evidence.segments.len()).map(|index| rows(evidence, &document, index)).collect()
}
