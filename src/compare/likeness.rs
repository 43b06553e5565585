//! How alike two passages are.
//!
//! In: the words of two passages. Out: the parts of both that may report one
//! remark, and what speaks for it. Whether it is enough is decided elsewhere.

use std::ops::Range;

use super::difference::{self, Step};
use super::local::{self, RUN};
use super::words::{Word, weight};

/// What two passages have in common.
#[derive(Clone, Debug)]
pub(super) struct Likeness {
    /// From the first word that both have to the last, in each.
    pub core: [Range<usize>; 2],
    /// The same, to the ends of the sentences (or what ellipses and marks leave of them).
    pub whole: [Range<usize>; 2],
    /// How much the words tell that both have, and that they follow one another.
    pub evidence: f32,
    /// How much the words alone tell, each a little for being one.
    pub told: f32,
    /// How many words both have.
    pub words: usize,
    /// How many words of content both have, names aside.
    pub content: usize,
    /// How much of the side that says less is in both, from 0 to 1.
    pub coverage: f32,
}

/// Of a sentence at an edge, the share that must be in common, lest it be left out.
const EDGE: f32 = 0.4;

/// What tells so much is not left out, however small a part of its sentence it is.
const CHANCE: f32 = 1.7;

/// What `a` and `b` have in common, word order minded.
pub(super) fn of_order(a: &[Word], b: &[Word]) -> Option<Likeness> {
    let [in_a, in_b] = local::best(a, b)?;
    let mut pairs = same(a, in_a, b, in_b);
    while trim(a, b, &mut pairs) {}
    measure(a, b, &pairs)
}

/// What `a` and `b` have in common, where words may stand in any order: `a`
/// reports in its own words, all of it as one.
pub(super) fn of_words(a: &[Word], b: &[Word]) -> Option<Likeness> {
    let mut taken = vec![false; b.len()];
    let mut pairs = Vec::new();
    for (i, word) in a.iter().enumerate().filter(|(_, word)| word.is_content()) {
        if let Some(j) = (0..b.len()).find(|j| !taken[*j] && b[*j].is_like(word)) {
            taken[j] = true;
            pairs.push((i, j));
        }
    }
    // What lies alone in another sentence is chance.
    let mut by_segment: Vec<(u32, f32)> = Vec::new();
    for (i, j) in &pairs {
        let told = a[*i].shared(&b[*j]);
        match by_segment.iter_mut().find(|(segment, _)| *segment == b[*j].segment) {
            Some((_, sum)) => *sum += told,
            None => by_segment.push((b[*j].segment, told)),
        }
    }
    let most = by_segment.iter().map(|(_, sum)| *sum).fold(0.0, f32::max);
    pairs.retain(|(_, j)| by_segment.iter().any(|(segment, sum)| *segment == b[*j].segment && *sum >= most * EDGE));
    let mut likeness = measure(a, b, &pairs)?;
    likeness.core[0] = 0..a.len();
    likeness.whole[0] = 0..a.len();
    Some(likeness)
}

/// The words that `a` and `b` have in common in `in_a` and `in_b`.
fn same(a: &[Word], in_a: Range<usize>, b: &[Word], in_b: Range<usize>) -> Vec<(usize, usize)> {
    // What stands in brackets is nobody's words, so that nothing is the same.
    let ids = |words: &[Word], range: &Range<usize>, other: u32| {
        let ids =
            words[range.clone()].iter().zip(0..).map(|(word, at)| if word.bracketed { u32::MAX - 2 * at - other } else { word.loose });
        ids.collect::<Vec<_>>()
    };
    let steps = difference::steps(&ids(a, &in_a, 0), &ids(b, &in_b, 1));
    let pairs = |Step { words: [a, b], .. }: Step| a.zip(b).collect::<Vec<_>>();
    steps.into_iter().filter(|step| step.same).flat_map(pairs).map(|(i, j)| (in_a.start + i, in_b.start + j)).collect()
}

/// Takes the first or the last words off `pairs` that are no more than chance
/// brings at the edge of a sentence; whether there were any.
fn trim(a: &[Word], b: &[Word], pairs: &mut Vec<(usize, usize)>) -> bool {
    let (Some(first), Some(last)) = (pairs.first().copied(), pairs.last().copied()) else { return false };
    for (i, j) in [first, last] {
        let edge = |pair: &(usize, usize)| a[pair.0].segment == a[i].segment || b[pair.1].segment == b[j].segment;
        let inside = pairs.iter().filter(|pair| edge(pair));
        let told: f32 = inside.map(|(i, j)| a[*i].shared(&b[*j])).sum();
        let of = |words: &[Word], at: usize| weight(&words[segments(words, at..at + 1)]);
        let all_inside = pairs.iter().all(edge);
        if !all_inside && told < CHANCE.min(EDGE * of(a, i).min(of(b, j))) {
            pairs.retain(|pair| !edge(pair));
            return true;
        }
    }
    false
}

/// What the `pairs` of words make that `a` and `b` have in common.
pub(super) fn measure(a: &[Word], b: &[Word], pairs: &[(usize, usize)]) -> Option<Likeness> {
    let range = |of: &dyn Fn(&(usize, usize)) -> usize| Some(pairs.iter().map(of).min()?..pairs.iter().map(of).max()? + 1);
    let core = [range(&|pair| pair.0)?, range(&|pair| pair.1)?];
    let told: f32 = pairs.iter().map(|(i, j)| a[*i].shared(&b[*j])).sum();
    let is_remark = |(i, j): &&(usize, usize)| a[*i].is_content() && !(a[*i].name && b[*j].name);
    let whole = [segments(a, core[0].clone()), segments(b, core[1].clone())];
    let counted = told + pairs.len() as f32 * WORD;
    let less = size(&a[whole[0].clone()]).min(size(&b[whole[1].clone()]));
    Some(Likeness {
        core,
        whole,
        evidence: told + runs(pairs),
        told: counted,
        words: pairs.len(),
        content: pairs.iter().filter(is_remark).count(),
        coverage: (counted / less.max(f32::MIN_POSITIVE)).min(1.0),
    })
}

/// What each word counts besides what it tells, where shares are taken: a
/// sentence in which one rare word is another is still the same one.
const WORD: f32 = 0.15;

/// What `words` count where shares are taken.
pub(super) fn size(words: &[Word]) -> f32 {
    weight(words) + words.iter().filter(|word| !word.bracketed).count() as f32 * WORD
}

/// What it tells that words follow one another in both; more for each from the fourth on.
fn runs(pairs: &[(usize, usize)]) -> f32 {
    let (mut length, mut told) = (1, 0.0);
    for pair in pairs.windows(2) {
        let follows = pair[0].0 + 1 == pair[1].0 && pair[0].1 + 1 == pair[1].1;
        length = if follows { length + 1 } else { 1 };
        told += match length {
            1 => 0.0,
            2 | 3 => RUN,
            _ => 2.0 * RUN,
        };
    }
    told
}

/// `range` to the ends of the segments that it touches.
fn segments(words: &[Word], range: Range<usize>) -> Range<usize> {
    let (Some(first), Some(last)) = (words.get(range.start), words.get(range.end.wrapping_sub(1))) else { return range };
    words.partition_point(|word| word.segment < first.segment)..words.partition_point(|word| word.segment <= last.segment)
}
