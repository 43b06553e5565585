//! Stage two: what each cue reports, and whose words they are.
//!
//! In: a text as the first stages read it, and its tagging. Out: for each
//! likely cue that is one, a [`Relation`]: the pieces of its content and its
//! source. Each cue is read by itself: a conditional random field says of
//! every token near it whether it is part of that cue's content, of its
//! source, or of neither; a false cue has neither.

pub(crate) mod clauses;
pub(crate) mod judge;
mod paces;
pub(crate) mod signs;
pub(crate) mod windows;

use std::collections::VecDeque;
use std::ops::Range;

use crate::crf::{self, Chain, Model, Steps};
use crate::forms::{Forms, Hash, mix};
use crate::linear::Table;
use crate::marks::Marks;
use crate::memory::{Key, Keyer, Memory};
use crate::phrases::{Phrase, Reader};
use crate::readings::Readings;
use crate::tagger::{CUE as TAGGED_CUE, Tagging};
use crate::tags::Tags;
use crate::text::Text;
use paces::PACES;
use signs::*;
use windows::*;

/// What a token can be to a cue: nothing, content or source.
pub(crate) const LABELS: usize = 3;
/// Part of the content.
pub(crate) const CONTENT: u8 = 1;
/// Part of the source.
pub(crate) const SOURCE: u8 = 2;

/// A quotation as its cue tells it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Relation {
    /// The words that report it.
    pub cue: Phrase,
    /// Its pieces in order; never empty.
    pub content: Vec<Phrase>,
    /// The mention that it is attributed to.
    pub source: Option<Phrase>,
    /// How likely it is a quotation at all.
    pub probability: f32,
    /// How likely the source is right.
    pub sourced: f32,
}

/// What was learnt of relations.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    /// The model of what each token is to a cue.
    pub model: Model<LABELS>,
    /// What makes a relation likely right.
    pub judge: Table,
}

/// A relation on its way.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// What it is so far.
    pub relation: Relation,
    /// How likely the cue reports anything.
    pub quoting: f32,
    /// How likely the cue is one to the tagger.
    pub cued: f32,
    /// How likely the content's tokens are of it, in the mean.
    pub held: f32,
    /// How likely its first token is of it and the one before is not.
    pub starts: f32,
    /// How likely its last token is of it and the next is not.
    pub ends: f32,
    /// What part of all that is likely content it has.
    pub share: f32,
    /// Which way to read the cue it is.
    pub lean: Hash,
}

impl Relation {
    /// The same with each token of its phrases at the place that `place` gives it.
    pub fn moved(&self, place: impl Fn(usize) -> usize) -> Self {
        let moved = |phrase: Phrase| Phrase { first: place(phrase.first), end: place(phrase.end) };
        let content = self.content.iter().copied().map(moved).collect();
        Self { cue: moved(self.cue), content, source: self.source.map(moved), ..*self }
    }
}

impl Weights {
    /// Reads weights from the front of `bytes`, which go on behind them; nothing if they hold none.
    pub fn read(bytes: &mut &[u8]) -> Option<Self> {
        Some(Self { model: Model::read(bytes)?, judge: Table::read(bytes)? })
    }

    /// Appends the weights to `out`.
    #[cfg(feature = "training")]
    pub fn write(&self, out: &mut Vec<u8>) {
        self.model.write(out);
        self.judge.write(out);
    }
}

/// From what likelihood on a token is part of a cue to be tried.
pub(crate) const TRIED: f32 = 0.15;

/// The likely cues of a text in order: runs of tokens, each likely part of a cue.
pub(crate) fn cues(text: &Text, tagging: &Tagging, threshold: f32) -> Vec<Phrase> {
    let likely = |at: usize| tagging.part(at, TAGGED_CUE) > threshold;
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let first = at;
        at += 1;
        if !likely(first) {
            continue;
        }
        let goes_on = |at: usize| {
            text.tokens.get(at).is_some_and(|token| token.paragraph == text.tokens[first].paragraph)
                && likely(at)
                && tagging.marginals[at][TAGGED_CUE + 1] >= tagging.marginals[at][TAGGED_CUE]
        };
        while goes_on(at) {
            at += 1;
        }
        // An apostrophe alone reports nothing.
        if text.tokens[first..at].iter().any(|token| token.is_word()) {
            out.push(Phrase { first, end: at });
        }
    }
    out
}

/// Where a window's rows hold the `sign` of the token `offset` places on from the one in the middle.
const fn at(sign: usize, offset: isize) -> u16 {
    (PADDING.wrapping_add_signed(offset) * ALL + sign) as u16
}

/// What is seen of a token on each side of a cue, whichever cue it is, 1 at once.
const STILL_1: &[[u16; 1]] = &[
    [at(WORD, 0)],
    [at(WORD, -1)],
    [at(WORD, 1)],
    [at(STEM, 0)],
    [at(SHAPE, 0)],
    [at(SUFFIX3, 0)],
    [at(SUFFIX2, 0)],
    [at(QUOTED, 0)],
    [at(QUOTED, -1)],
    [at(QUOTED, 1)],
    [at(QUOTED, -2)],
    [at(WORD, -2)],
    [at(WORD, 2)],
    [at(COMMAS, 0)],
    [at(HEADING, 0)],
    [at(PLACE, 0)],
    [at(QUOTING, 0)],
];
/// What is seen of a token on each side of a cue, whichever cue it is, 2 at once.
const STILL_2: &[[u16; 2]] = &[
    [at(WORD, -1), at(WORD, 0)],
    [at(WORD, 0), at(WORD, 1)],
    [at(SHAPE, -1), at(SHAPE, 0)],
    [at(SHAPE, 0), at(SHAPE, 1)],
    [at(QUOTED, -1), at(WORD, 0)],
    [at(QUOTED, 1), at(WORD, 0)],
    [at(BEHIND_MARK, 0), at(BEFORE_MARK, 0)],
];

/// What is seen of a token with respect to one cue, 1 at once.
const MOVING_1: &[[u16; 1]] = &[[at(NEAR, 0)], [at(MARKS_BETWEEN, 0)], [at(STOPS_BETWEEN, 0)], [at(LABEL_SPANS, 0)], [at(CAPITAL, 0)]];
/// What is seen of a token with respect to one cue, 2 at once.
const MOVING_2: &[[u16; 2]] = &[
    [at(SIDE, 0), at(DISTANCE, 0)],
    [at(PUNCTS_BETWEEN, 0), at(SENTENCE, 0)],
    [at(CUE, 0), at(DISTANCE, 0)],
    [at(CUE, 0), at(BETWEEN, 0)],
    [at(CUE_LAST, 0), at(LABEL, 0)],
    [at(CUE, 0), at(NEAR, 0)],
    [at(CUE_NEXT, 0), at(SIDE, 0)],
    [at(CUE_BEFORE, 0), at(SIDE, 0)],
    [at(CUE_MARKS, 0), at(DISTANCE, 0)],
    [at(BESIDE, 0), at(CUE, 0)],
    [at(BESIDE, 0), at(CUE_MARKS, 0)],
    [at(SHAPE, 0), at(CAPITAL, 0)],
    [at(LABEL, 0), at(CUE_NEXT, 0)],
    [at(LIKELY, 0), at(CUE, 0)],
    [at(LIKELY, 0), at(SOURCES_BETWEEN, 0)],
    [at(HEADING, 0), at(NEAR, 0)],
    [at(PART, 0), at(NEAR, 0)],
    [at(CLAUSES_BETWEEN, 0), at(CUE, 0)],
    [at(CLAUSES_BETWEEN, 0), at(HOLDS, 0)],
    [at(CLAUSE_OPENER, 0), at(HOLDS, 0)],
    [at(CLAUSE_OPENER, 0), at(LABEL, 0)],
    [at(CLAUSE_OPENER, 0), at(CUE, 0)],
    [at(OPENER, 0), at(SIDE, 0)],
    [at(CUE_KIND, 0), at(NEAR, 0)],
    [at(CUE_KIND, 0), at(LABEL, 0)],
    [at(CUE_KIND, 0), at(PATH_END, 0)],
    [at(CUE_KIND, 0), at(PATH_START, 0)],
    [at(PHRASE, 0), at(CUE_KIND, 0)],
    [at(PHRASE, 0), at(LIKELY, 0)],
    [at(PHRASE, 0), at(CUE, 0)],
    [at(PATH_START, 0), at(CUE, 0)],
    [at(PATH_END, 0), at(CUE, 0)],
    [at(PATH_START, 0), at(LABEL, 0)],
    [at(PATH_END, 0), at(LABEL, 0)],
    [at(PATH_START, 0), at(CUE_NEXT, 0)],
    [at(FINE, -1), at(FINE, 0)],
    [at(FINE, 0), at(FINE, 1)],
    [at(FINE, 0), at(CUES_BETWEEN, 0)],
    [at(FINE, 0), at(CONTENTS_BETWEEN, 0)],
    [at(FINE, 0), at(CUE_KIND, 0)],
    [at(FINE_SOURCE, -1), at(FINE_SOURCE, 0)],
    [at(FINE_SOURCE, 0), at(SOURCES_BETWEEN, 0)],
    [at(FINE_SOURCE, 0), at(CUES_BETWEEN, 0)],
];
/// What is seen of a token with respect to one cue, 3 at once.
const MOVING_3: &[[u16; 3]] = &[
    [at(CUE_LAST, 0), at(DISTANCE, 0), at(LABEL, 0)],
    [at(WORD, 0), at(CUE, 0), at(SIDE, 0)],
    [at(WORD, -1), at(CUE, 0), at(SIDE, 0)],
    [at(WORD, 1), at(CUE, 0), at(SIDE, 0)],
    [at(PART, 0), at(PART, 1), at(LABEL, 0)],
    [at(NEXT_OPENER, 0), at(SIDE, 0), at(TO_END, 0)],
    [at(NEXT_OPENER, 0), at(NEXT_HOLDS, 0), at(SIDE, 0)],
    [at(PATH_END, 0), at(PART, 0), at(PART, 1)],
    [at(CUE_OPENER, 0), at(SIDE, 0), at(LABEL, 0)],
];
/// What is seen of a token with respect to one cue, 4 at once.
const MOVING_4: &[[u16; 4]] = &[[at(PART, -1), at(PART, 0), at(PART, 1), at(SIDE, 0)]];

/// What tells the features of what is before any cue from all others; that and one and two more, in it and behind it.
const STILL: Hash = 0x2545;
/// What tells the features with respect to a cue from all others.
const MOVING: Hash = 0x6b43;

/// How many features a token has.
#[cfg(feature = "training")]
pub(crate) const WIDTH: usize = STILL_1.len() + STILL_2.len() + MOVING_1.len() + MOVING_2.len() + MOVING_3.len() + MOVING_4.len() + 1;

/// What is seen of a token that is likely part of nothing.
const IDLE: Hash = 0x1d1e;

/// The rows of a token and its neighbours.
type Rows = [Hash; (2 * PADDING + 1) * ALL];

/// The rows around the token at `at` of `window`.
fn rows(window: &Window, at: usize) -> Option<&Rows> {
    window.rows.get(at - window.first..)?.as_flattened().first_chunk()
}

/// The features that `list` makes of `rows`, each by `each`. That all of a
/// list are as long lets the machine work on several at a time.
#[cfg(any(test, feature = "training"))]
fn templates<const N: usize>(rows: &Rows, list: &[[u16; N]], seed: Hash, each: &mut impl FnMut(Hash)) {
    for (index, template) in list.iter().enumerate() {
        let mut feature = mix(seed, index as Hash);
        for place in template {
            feature = mix(feature, rows.get(usize::from(*place)).copied().unwrap_or(NOTHING));
        }
        each(feature);
    }
}

/// The features of the token in the middle of `rows` on `side` of any cue, each by `each`.
#[cfg(any(test, feature = "training"))]
fn still(rows: &Rows, side: Hash, mut each: impl FnMut(Hash)) {
    templates(rows, STILL_1, mix(STILL + side, 1), &mut each);
    templates(rows, STILL_2, mix(STILL + side, 2), &mut each);
}

/// The features of the token in the middle of `rows` with respect to the cue, each by `each`.
#[cfg(any(test, feature = "training"))]
fn moving(rows: &Rows, side: Hash, mut each: impl FnMut(Hash)) {
    each(mix(0x6261, side));
    templates(rows, MOVING_1, mix(MOVING, 1), &mut each);
    templates(rows, MOVING_2, mix(MOVING, 2), &mut each);
    templates(rows, MOVING_3, mix(MOVING, 3), &mut each);
    templates(rows, MOVING_4, mix(MOVING, 4), &mut each);
}

/// All features of the token at `at`, each by `each`: as many as [`WIDTH`], or one.
#[cfg(feature = "training")]
pub(crate) fn features(sheet: &Sheet, window: &Window, at: usize, mut each: impl FnMut(Hash)) {
    if sheet.idle[at] && !(window.cue.first..window.cue.end).contains(&at) {
        each(IDLE ^ window.side(at));
        return;
    }
    let (Some(rows), side) = (rows(window, at), window.side(at)) else { return };
    still(rows, side, &mut each);
    moving(rows, side, &mut each);
}

/// What features add up to: for each label but the first, a sum.
type Sums = [i32; LABELS - 1];

/// What a token adds up to on each side of a cue, if that is known.
#[derive(Clone, Copy, Default)]
struct Known {
    /// By what is seen whichever cue it is.
    still: [Option<Sums>; 3],
    /// By what is seen with respect to any cue that is not next to it.
    settled: [Option<Sums>; 3],
}

/// What tokens add up to, kept from cue to cue: of those that later cues may see.
#[derive(Default)]
struct Kept {
    /// The first token.
    first: usize,
    /// It and those behind it.
    known: VecDeque<Known>,
}

impl Kept {
    /// Makes room for the tokens of `window`, and lets go of those before it.
    fn reach(&mut self, window: &Window) {
        if window.first < self.first {
            self.known.clear();
        } else {
            self.known.drain(..(window.first - self.first).min(self.known.len()));
        }
        self.first = window.first;
        let length = (window.end - window.first).max(self.known.len());
        self.known.resize(length, Known::default());
    }

    /// What is known of the token at `at`, which stands in the window.
    fn at(&mut self, at: usize) -> &mut Known {
        &mut self.known[at - self.first]
    }
}

/// What the token before came to in a window, pace by pace.
#[derive(Default)]
struct Run {
    /// The token, if there was one.
    last: Option<usize>,
    /// What the templates of each pace came to.
    sums: [Sums; PACES],
}

/// What the features of the token at `at` add up to.
fn emission(sheet: &Sheet, window: &Window, at: usize, table: &Table, kept: &mut Kept, run: &mut Run) -> [f32; LABELS] {
    let side = window.side(at);
    let mut sums = Sums::default();
    if sheet.idle[at] && !(window.cue.first..window.cue.end).contains(&at) {
        table.add(IDLE ^ side, &mut sums);
    } else if let Some(rows) = rows(window, at) {
        sums = *kept.at(at).still[side as usize].get_or_insert_with(|| paces::still(rows, side, table));
        let settled = || paces::settled(rows, table);
        let settled = if window.is_settled(at) { *kept.at(at).settled[side as usize].get_or_insert_with(settled) } else { settled() };
        sums = [sums[0] + settled[0], sums[1] + settled[1]];
        table.add(mix(0x6261, side), &mut sums);
        let last = run.last.and_then(|last| self::rows(window, last));
        paces::bring(&mut run.sums, last, rows, table);
        sums = run.sums.iter().fold(sums, |sums, own| [sums[0] + own[0], sums[1] + own[1]]);
        run.last = Some(at);
    }
    let mut out = [0.0; LABELS];
    for (score, sum) in out[1..].iter_mut().zip(sums) {
        *score = sum as f32 * table.scale();
    }
    out
}

/// How likely a relation must be.
const LIKELY_ENOUGH: f32 = 0.1;

/// The relations of a text, in the order of their cues, by what is `known` of its paragraphs where that is enough. Linear in its length.
pub(crate) fn find(
    text: &Text,
    marks: &Marks,
    tags: &Tags,
    forms: &Forms,
    tagging: &Tagging,
    weights: &Weights,
    known: Option<(&mut Memory, &Readings)>,
) -> Vec<Relation> {
    let reader = Reader { text, tags };
    let cues = cues(text, tagging, TRIED);
    let Some((memory, readings)) = known else {
        let sheet = Sheet::new(reader, marks, forms, tagging, &cues);
        return judged(&sheet, tagging, &cues, weights);
    };
    let paragraph = |cue: &Phrase| text.tokens[cue.first].paragraph;
    // For each paragraph with cues: which it is, its key, what is known of it.
    let mut all: Vec<(usize, Key, Option<Vec<Relation>>)> = Vec::new();
    let mut wanted = vec![false; text.paragraphs.len()];
    for cue in &cues {
        let index = paragraph(cue);
        if all.last().is_none_or(|(last, ..)| *last != index) {
            let (key, read) = key(text, tagging, readings, index);
            let found = memory.relations(key, text.paragraphs[index].first);
            if found.is_none() {
                wanted[read].fill(true);
            }
            all.push((index, key, found));
        }
    }
    let new: Vec<Phrase> = {
        let mut paragraphs = all.iter().peekable();
        let mut is_new = |cue: &Phrase| {
            while paragraphs.next_if(|(index, ..)| *index < paragraph(cue)).is_some() {}
            paragraphs.peek().is_some_and(|(.., found)| found.is_none())
        };
        cues.iter().copied().filter(|cue| is_new(cue)).collect()
    };
    let mut new =
        if new.is_empty() { Vec::new() } else { judged(&Sheet::of(reader, marks, forms, tagging, &new, &wanted), tagging, &new, weights) }
            .into_iter()
            .peekable();
    let mut out = Vec::with_capacity(cues.len());
    for (index, key, found) in all {
        match found {
            Some(found) => out.extend(found),
            None => {
                let from = out.len();
                while let Some(relation) = new.next_if(|relation| paragraph(&relation.cue) == index) {
                    out.push(relation);
                }
                memory.keep_relations(key, text.paragraphs[index].first, &out[from..]);
            }
        }
    }
    out
}

/// How many tokens beside a paragraph its relations may be read by, at the most.
const AROUND: usize = 8;

/// What stands for all by which the relations of the paragraph at `index` are found, and the paragraphs it is of.
fn key(text: &Text, tagging: &Tagging, readings: &Readings, index: usize) -> (Key, Range<usize>) {
    let run = text.paragraphs[index];
    let (from, to) = (run.first.saturating_sub(AROUND), (run.end + AROUND).min(text.tokens.len()));
    let paragraphs = text.tokens[from].paragraph..text.tokens[to - 1].paragraph + 1;
    let mut keyer = Keyer::new(1);
    keyer.add((index - paragraphs.start) as u64);
    readings.keys[paragraphs.clone()].iter().for_each(|key| keyer.add_key(*key));
    for marginals in tagging.marginals.get(from..to).unwrap_or_default() {
        for two in marginals.chunks(2) {
            keyer.add(two.iter().fold(0, |two, likely| two << 32 | u64::from(likely.to_bits())));
        }
    }
    (keyer.key(), paragraphs)
}

/// The relations of `cues`, as far as they are likely.
fn judged(sheet: &Sheet, tagging: &Tagging, cues: &[Phrase], weights: &Weights) -> Vec<Relation> {
    let found = tried(sheet, tagging, cues, &weights.model);
    let mut out = Vec::new();
    for index in 0..found.len() {
        let mut best: Option<Relation> = None;
        for way in &found[index] {
            let probability = judge::likelihood(sheet, tagging, &found, index, way, &weights.judge);
            if best.as_ref().is_none_or(|best| probability > best.probability) {
                best = Some(Relation { probability, ..way.relation.clone() });
            }
        }
        out.extend(best.filter(|relation| relation.probability >= LIKELY_ENOUGH));
    }
    out
}

/// The likeliest ways to read each of `cues` that may report something, before they are judged.
pub(crate) fn tried(sheet: &Sheet, tagging: &Tagging, cues: &[Phrase], model: &Model<LABELS>) -> Vec<Vec<Found>> {
    let steps = model.steps.exponentials();
    let mut window = Window::default();
    let mut chain = Chain::default();
    let mut kept = Kept::default();
    let mut out = Vec::new();
    for cue in cues {
        sheet.lay(*cue, &mut window);
        kept.reach(&window);
        let mut ways = ways(sheet, &window, *cue, model, &steps, &mut chain, &mut kept);
        ways.iter_mut().for_each(|found| found.cued = judge::cued(tagging, *cue));
        if !ways.is_empty() {
            out.push(ways);
        }
    }
    out
}

/// How much the likelihood of a source is raised, again and again, where a content has none.
const RAISED: [f32; 3] = [1.0, 2.0, 3.0];

/// How likely a cue must report something.
const QUOTES: f32 = 0.1;
/// How much the likelihood of contents is raised or lowered, for other ways to read a cue.
const LEANINGS: [f32; 7] = [0.0, -0.7, 0.7, -1.5, 1.5, 2.5, 4.0];

/// The likeliest ways to read `cue`, the likeliest first.
fn ways(
    sheet: &Sheet,
    window: &Window,
    cue: Phrase,
    model: &Model<LABELS>,
    steps: &Steps<LABELS>,
    chain: &mut Chain<LABELS>,
    kept: &mut Kept,
) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut run = Run::default();
    let emissions: Vec<[f32; LABELS]> =
        (window.first..window.end).map(|at| emission(sheet, window, at, &model.table, kept, &mut run)).collect();
    let classes = &sheet.steps[window.first..window.end];
    chain.sum(&emissions, classes, steps);
    let quoting = 1.0 - chain.all_first(classes, steps);
    if quoting < QUOTES {
        return out;
    }
    let all = crf::likeliest(&emissions, classes, &model.steps, usize::from(CONTENT), LEANINGS);
    for (leaning_of, lean) in LEANINGS.into_iter().enumerate() {
        // What leans far is for cues that likely report something, though no one way to read them is likely.
        if lean > 2.0 && !out.is_empty() {
            break;
        }
        let labels: Vec<u8> = all.iter().map(|labels| labels[leaning_of]).collect();
        let content = runs(&labels, CONTENT, window.first);
        if content.is_empty() || out.iter().any(|found| found.relation.content == content) {
            continue;
        }
        out.extend(
            relation(sheet, window, cue, &labels, content, quoting, &emissions, classes, &model.steps, chain)
                .map(|found| Found { lean: leaning_of as Hash, ..found }),
        );
    }
    out
}

/// The relation of `cue` with `content`, by what was found on the way.
#[expect(clippy::too_many_arguments, reason = "all of it is what one pass over a window has found")]
fn relation(
    sheet: &Sheet,
    window: &Window,
    cue: Phrase,
    labels: &[u8],
    content: Vec<Phrase>,
    quoting: f32,
    emissions: &[[f32; LABELS]],
    classes: &[u8],
    steps: &Steps<LABELS>,
    chain: &Chain<LABELS>,
) -> Option<Found> {
    let distance = |phrase: &Phrase| if phrase.first >= cue.end { phrase.first - cue.end } else { cue.first.saturating_sub(phrase.end) };
    let nearest = |labels: &[u8]| {
        runs(labels, SOURCE, window.first)
            .into_iter()
            .filter(|run| (run.first..run.end).any(|at| sheet.reader.text.tokens[at].is_word()))
            .filter(|run| run.end <= cue.first || run.first >= cue.end)
            .min_by_key(distance)
    };
    let mut source = nearest(labels);
    if source.is_none() {
        let all = crf::likeliest(emissions, classes, steps, usize::from(SOURCE), RAISED);
        source = (0..RAISED.len()).find_map(|raise| {
            let again = all.iter().zip(labels).map(|(again, first)| if *first == CONTENT { CONTENT } else { again[raise] });
            nearest(&again.collect::<Vec<_>>())
        });
    }
    let sourced = source.map_or(0.0, |source| {
        let sum: f32 = (source.first..source.end).map(|at| chain.marginals(at - window.first)[usize::from(SOURCE)]).sum();
        sum / (source.end - source.first) as f32
    });
    let likely = |at: usize| {
        let inside = (window.first..window.end).contains(&at);
        if inside { chain.marginals(at - window.first)[usize::from(CONTENT)] } else { 0.0 }
    };
    let (first, end) = (content.first()?.first, content.last()?.end);
    let tokens: usize = content.iter().map(|piece| piece.end - piece.first).sum();
    let held = content.iter().flat_map(|piece| piece.first..piece.end).map(likely).sum::<f32>() / tokens as f32;
    let starts = likely(first) * (1.0 - likely(first.wrapping_sub(1)));
    let ends = likely(end - 1) * (1.0 - likely(end));
    // What part of all that is likely content is in this one.
    let all: f32 = (window.first..window.end).map(likely).sum();
    let share = (held * tokens as f32 / all.max(1.0)).min(1.0);
    let relation = Relation { cue, content, source, probability: quoting, sourced };
    Some(Found { relation, quoting, cued: 0.0, held, starts, ends, share, lean: 0 })
}

/// The runs of `label` in `labels`, whose first is that of the token `base`.
fn runs(labels: &[u8], label: u8, base: usize) -> Vec<Phrase> {
    let mut out: Vec<Phrase> = Vec::new();
    for (at, own) in labels.iter().enumerate().map(|(at, own)| (base + at, *own)) {
        if own == label {
            match out.last_mut().filter(|run| run.end == at) {
                Some(run) => run.end = at + 1,
                None => out.push(Phrase { first: at, end: at + 1 }),
            }
        }
    }
    out
}
