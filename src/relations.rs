//! Stage two: what each cue reports, and whose words they are.
//!
//! In: a text as the first stages read it, and its tagging. Out: for each
//! likely cue that is one, a [`Relation`]: the pieces of its content and its
//! source. Each cue is read by itself: a conditional random field says of
//! every token near it whether it is part of that cue's content, of its
//! source, or of neither; a false cue has neither.

pub(crate) mod clauses;
pub(crate) mod judge;
pub(crate) mod signs;
pub(crate) mod windows;

use crate::crf::{self, Chain, Model, Steps};
use crate::forms::{Forms, Hash, mix};
use crate::linear::Table;
use crate::marks::Marks;
use crate::phrases::{Phrase, Reader};
use crate::tagger::{CUE as TAGGED_CUE, Tagging};
use crate::tags::Tags;
use crate::text::Text;
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
        out.push(Phrase { first, end: at });
    }
    out
}

/// A list of signs, by the place of their token.
type Template = &'static [(usize, i8)];

/// What is seen of a token on each side of a cue, whichever cue it is.
pub(crate) const STILL: &[Template] = &[
    &[(WORD, 0)],
    &[(WORD, -1)],
    &[(WORD, 1)],
    &[(WORD, -1), (WORD, 0)],
    &[(WORD, 0), (WORD, 1)],
    &[(STEM, 0)],
    &[(SHAPE, 0)],
    &[(SHAPE, -1), (SHAPE, 0)],
    &[(SHAPE, 0), (SHAPE, 1)],
    &[(SUFFIX3, 0)],
    &[(SUFFIX2, 0)],
    &[(QUOTED, 0)],
    &[(QUOTED, -1)],
    &[(QUOTED, 1)],
    &[(QUOTED, -2)],
    &[(QUOTED, -1), (WORD, 0)],
    &[(QUOTED, 1), (WORD, 0)],
    &[(WORD, -2)],
    &[(WORD, 2)],
    &[(COMMAS, 0)],
    &[(HEADING, 0)],
    &[(PLACE, 0)],
    &[(BEHIND_MARK, 0), (BEFORE_MARK, 0)],
    &[(QUOTING, 0)],
];

/// What is seen of a token with respect to one cue.
pub(crate) const MOVING: &[Template] = &[
    &[],
    &[(SIDE, 0), (DISTANCE, 0)],
    &[(NEAR, 0)],
    &[(MARKS_BETWEEN, 0)],
    &[(STOPS_BETWEEN, 0)],
    &[(PUNCTS_BETWEEN, 0), (SENTENCE, 0)],
    &[(LABEL_SPANS, 0)],
    &[(CUE, 0), (DISTANCE, 0)],
    &[(CUE, 0), (BETWEEN, 0)],
    &[(CUE_LAST, 0), (LABEL, 0)],
    &[(CUE, 0), (NEAR, 0)],
    &[(CUE_LAST, 0), (DISTANCE, 0), (LABEL, 0)],
    &[(CUE_NEXT, 0), (SIDE, 0)],
    &[(CUE_BEFORE, 0), (SIDE, 0)],
    &[(CUE_MARKS, 0), (DISTANCE, 0)],
    &[(BESIDE, 0), (CUE, 0)],
    &[(BESIDE, 0), (CUE_MARKS, 0)],
    &[(CAPITAL, 0)],
    &[(WORD, 0), (CUE, 0), (SIDE, 0)],
    &[(WORD, -1), (CUE, 0), (SIDE, 0)],
    &[(WORD, 1), (CUE, 0), (SIDE, 0)],
    &[(SHAPE, 0), (CAPITAL, 0)],
    &[(LABEL, 0), (CUE_NEXT, 0)],
    &[(LIKELY, 0), (CUE, 0)],
    &[(LIKELY, 0), (SOURCES_BETWEEN, 0)],
    &[(HEADING, 0), (NEAR, 0)],
    &[(PART, -1), (PART, 0), (PART, 1), (SIDE, 0)],
    &[(PART, 0), (NEAR, 0)],
    &[(PART, 0), (PART, 1), (LABEL, 0)],
    &[(CLAUSES_BETWEEN, 0), (CUE, 0)],
    &[(CLAUSES_BETWEEN, 0), (HOLDS, 0)],
    &[(CLAUSE_OPENER, 0), (HOLDS, 0)],
    &[(CLAUSE_OPENER, 0), (LABEL, 0)],
    &[(CLAUSE_OPENER, 0), (CUE, 0)],
    &[(OPENER, 0), (SIDE, 0)],
    &[(NEXT_OPENER, 0), (SIDE, 0), (TO_END, 0)],
    &[(NEXT_OPENER, 0), (NEXT_HOLDS, 0), (SIDE, 0)],
    &[(CUE_KIND, 0), (NEAR, 0)],
    &[(CUE_KIND, 0), (LABEL, 0)],
    &[(CUE_KIND, 0), (PATH_END, 0)],
    &[(CUE_KIND, 0), (PATH_START, 0)],
    &[(PHRASE, 0), (CUE_KIND, 0)],
    &[(PHRASE, 0), (LIKELY, 0)],
    &[(PHRASE, 0), (CUE, 0)],
    &[(PATH_START, 0), (CUE, 0)],
    &[(PATH_END, 0), (CUE, 0)],
    &[(PATH_START, 0), (LABEL, 0)],
    &[(PATH_END, 0), (LABEL, 0)],
    &[(PATH_END, 0), (PART, 0), (PART, 1)],
    &[(PATH_START, 0), (CUE_NEXT, 0)],
    &[(CUE_OPENER, 0), (SIDE, 0), (LABEL, 0)],
    &[(FINE, -1), (FINE, 0)],
    &[(FINE, 0), (FINE, 1)],
    &[(FINE, 0), (CUES_BETWEEN, 0)],
    &[(FINE, 0), (CONTENTS_BETWEEN, 0)],
    &[(FINE, 0), (CUE_KIND, 0)],
    &[(FINE_SOURCE, -1), (FINE_SOURCE, 0)],
    &[(FINE_SOURCE, 0), (SOURCES_BETWEEN, 0)],
    &[(FINE_SOURCE, 0), (CUES_BETWEEN, 0)],
];

/// How many features a token has.
#[cfg(feature = "training")]
pub(crate) const WIDTH: usize = STILL.len() + MOVING.len();

/// What is seen of a token that is likely part of nothing.
const IDLE: Hash = 0x1d1e;

/// The features of the token at `at` on `side` of any cue, each by `each`.
pub(crate) fn still(sheet: &Sheet, at: usize, side: Hash, mut each: impl FnMut(Hash)) {
    let run = sheet.reader.text.paragraphs[sheet.reader.text.tokens[at].paragraph];
    for (index, template) in STILL.iter().enumerate() {
        let mut feature = mix(0x2545 + side, index as Hash);
        for (sign, offset) in *template {
            let place = at.wrapping_add_signed(isize::from(*offset));
            let value = if run.tokens().contains(&place) { sheet.signs.rows[place][*sign] } else { NOTHING };
            feature = mix(feature, value);
        }
        each(feature);
    }
}

/// The features of the token at `at` with respect to the cue of `window`, each by `each`.
pub(crate) fn moving(window: &Window, at: usize, mut each: impl FnMut(Hash)) {
    let row = at - window.first + PADDING;
    let Some(rows) = window.rows.get(row - PADDING..=row + PADDING) else { return };
    for (index, template) in MOVING.iter().enumerate() {
        let mut feature = mix(0x6b43, index as Hash);
        for (sign, offset) in *template {
            feature = mix(feature, rows[PADDING.wrapping_add_signed(isize::from(*offset))][*sign]);
        }
        each(feature);
    }
}

/// All features of the token at `at`, each by `each`: as many as [`WIDTH`], or one.
#[cfg(feature = "training")]
pub(crate) fn features(sheet: &Sheet, window: &Window, at: usize, mut each: impl FnMut(Hash)) {
    if sheet.idle[at] && !(window.cue.first..window.cue.end).contains(&at) {
        each(IDLE ^ window.side(at));
        return;
    }
    still(sheet, at, window.side(at), &mut each);
    moving(window, at, &mut each);
}

/// What tokens add up to on each side of a cue, kept from cue to cue.
#[derive(Default)]
struct Kept {
    /// For each token, the sums on each side, if they are known.
    sums: Vec<[Option<[i32; LABELS - 1]>; 3]>,
}

/// What the features of the token at `at` add up to.
fn emission(sheet: &Sheet, window: &Window, at: usize, table: &Table, kept: &mut Kept) -> [f32; LABELS] {
    let add = |sums: &mut [i32; LABELS - 1], feature: Hash| {
        for (sum, value) in sums.iter_mut().zip(table.row(feature)) {
            *sum += i32::from(*value);
        }
    };
    let side = window.side(at);
    let mut sums = [0_i32; LABELS - 1];
    if sheet.idle[at] && !(window.cue.first..window.cue.end).contains(&at) {
        add(&mut sums, IDLE ^ side);
    } else {
        let known = &mut kept.sums[at][side as usize];
        sums = *known.get_or_insert_with(|| {
            let mut sums = [0_i32; LABELS - 1];
            still(sheet, at, side, |feature| add(&mut sums, feature));
            sums
        });
        moving(window, at, |feature| add(&mut sums, feature));
    }
    let mut out = [0.0; LABELS];
    for (score, sum) in out[1..].iter_mut().zip(sums) {
        *score = sum as f32 * table.scale();
    }
    out
}

/// How likely a relation must be.
const LIKELY_ENOUGH: f32 = 0.1;

/// The relations of a text, in the order of their cues. Linear in its length.
pub(crate) fn find(text: &Text, marks: &Marks, tags: &Tags, forms: &Forms, tagging: &Tagging, weights: &Weights) -> Vec<Relation> {
    let reader = Reader { text, tags };
    let cues = cues(text, tagging, TRIED);
    let sheet = Sheet::new(reader, marks, forms, tagging, &cues);
    let found = tried(&sheet, tagging, &cues, &weights.model);
    let mut out = Vec::new();
    for index in 0..found.len() {
        let mut best: Option<Relation> = None;
        for way in &found[index] {
            let probability = judge::likelihood(&sheet, tagging, &found, index, way, &weights.judge);
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
    let mut kept = Kept { sums: vec![[None; 3]; sheet.reader.text.tokens.len()] };
    let mut out = Vec::new();
    for cue in cues {
        sheet.lay(*cue, &mut window);
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
    let emissions: Vec<[f32; LABELS]> = (window.first..window.end).map(|at| emission(sheet, window, at, &model.table, kept)).collect();
    let classes = &sheet.steps[window.first..window.end];
    chain.sum(&emissions, classes, steps);
    let quoting = 1.0 - chain.all_first(classes, steps);
    if quoting < QUOTES {
        return out;
    }
    let mut leaning = emissions.clone();
    for (leaning_of, lean) in LEANINGS.into_iter().enumerate() {
        // What leans far is for cues that likely report something, though no one way to read them is likely.
        if lean > 2.0 && !out.is_empty() {
            break;
        }
        for (leaning, emission) in leaning.iter_mut().zip(&emissions) {
            leaning[usize::from(CONTENT)] = emission[usize::from(CONTENT)] + lean;
        }
        let labels = crf::likeliest(&leaning, classes, &model.steps);
        let content = runs(&labels, CONTENT, window.first);
        if content.is_empty() || out.iter().any(|found| found.relation.content == content) {
            continue;
        }
        out.extend(relation(sheet, window, cue, &labels, content, quoting, &emissions, classes, &model.steps, chain).map(|found| Found { lean: leaning_of as Hash, ..found }));
    }
    out
}

/// The relation of `cue` with `content`, by what was found on the way.
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
    for raise in RAISED {
        if source.is_some() {
            break;
        }
        let mut raised = emissions.to_vec();
        raised.iter_mut().for_each(|emission| emission[usize::from(SOURCE)] += raise);
        let mut again = crf::likeliest(&raised, classes, steps);
        for (label, first) in again.iter_mut().zip(labels) {
            if *first == CONTENT {
                *label = CONTENT;
            }
        }
        source = nearest(&again);
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
