//! Which passages report one remark.
//!
//! In: passages and what two of them have in common. Out: the pairs that are
//! beyond chance, each with how sure it is, those left out that lose against
//! a better one for the same words.

use std::ops::Range;

use super::index::Index;
use super::likeness::{self, Likeness};
use super::passages::Passage;
use super::short;
use super::speakers::{self, Voices};
use super::words::Word;
use crate::Span;

/// Two passages that report one remark.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// Both passages: that of the earlier text first.
    pub passages: [usize; 2],
    /// What they have in common.
    pub likeness: Likeness,
    /// How sure it is the same remark, from 0 to 1.
    pub score: f32,
    /// Whether a side is reported without marks.
    pub indirect: bool,
    /// What the texts say of who speaks.
    pub voices: Voices,
}

/// What must be shared. The numbers count in words of content.
mod bar {
    /// By two quotations of which one says all of the other.
    pub const LEAST: f32 = 1.7;
    /// Besides, where nothing of one is in the other.
    pub const UNCOVERED: f32 = 6.0;
    /// The least share.
    pub const COVERAGE: f32 = 0.45;
    /// The factor where the speaker is the same.
    pub const SAME_SPEAKER: f32 = 0.9;
    /// Besides, where two speakers are told from each other.
    pub const OTHER_SPEAKER: f32 = 2.0;
    /// The least share there.
    pub const OTHER_COVERAGE: f32 = 0.7;
    /// By reported speech and a quotation.
    pub const REPORTED: f32 = 2.8;
    /// The least share there.
    pub const REPORTED_COVERAGE: f32 = 0.65;
    /// The least words of content, names aside.
    pub const WORDS: usize = 2;
    /// The words in all with which one of content is enough.
    pub const IN_ALL: usize = 5;
    pub const REPORTED_WORDS: usize = 3;
    /// A pair loses to one for the same words that shares so much more,
    pub const BETTER: f32 = 1.5;
    /// unless it shares as much as this itself.
    pub const UNBEATEN: f32 = 5.0;
}

/// Two passages that have something in common.
struct Candidate {
    passages: [usize; 2],
    voices: Voices,
    likeness: Likeness,
}

/// The pairs among `passages`, in order.
pub(super) fn find(passages: &[Passage]) -> Vec<Match> {
    let mut index = Index::new(passages);
    let (mut found, mut rest) = (Vec::new(), Vec::new());
    for first in 0..passages.len() {
        for second in index.candidates(passages, first) {
            for candidate in candidates(passages, [first, second]) {
                match judge(passages, &candidate, candidate.likeness.coverage) {
                    Some(score) => found.push(made(passages, candidate, score)),
                    None => rest.push(candidate),
                }
            }
        }
    }
    best_of_each_pair(passages, &mut found);
    let found = without_lesser(passages, found);
    let mut found = with_splices(passages, found, rest);
    short::add(passages, &mut found);
    best_of_each_pair(passages, &mut found);
    found
}

/// What both passages `of` may have in common: in order, and in any where one is reported without marks.
fn candidates(passages: &[Passage], of: [usize; 2]) -> Vec<Candidate> {
    let [a, b] = of.map(|at| &passages[at]);
    let voices = speakers::same(a.voice.as_ref(), b.voice.as_ref());
    let by_words = match (a.reported, b.reported) {
        (true, false) => likeness::of_words(&a.words, &b.words),
        (false, true) => likeness::of_words(&b.words, &a.words).map(flipped),
        _ => None,
    };
    in_order(&a.words, &b.words).into_iter().chain(by_words).map(|likeness| Candidate { passages: of, voices, likeness }).collect()
}

fn made(passages: &[Passage], Candidate { passages: of, voices, likeness }: Candidate, score: f32) -> Match {
    Match { passages: of, likeness, score, indirect: of.iter().any(|at| passages[*at].reported), voices }
}

/// How sure it is that `candidate` is one remark, of which `coverage` is in both; `None` where that may be chance.
fn judge(passages: &[Passage], candidate: &Candidate, coverage: f32) -> Option<f32> {
    let Likeness { evidence, content, .. } = candidate.likeness;
    let reported = candidate.passages.iter().any(|at| passages[*at].reported);
    let (least, least_coverage) = match (reported, candidate.voices) {
        (true, Voices::Different) => return None,
        (true, _) => (bar::REPORTED, bar::REPORTED_COVERAGE),
        (false, Voices::Different) => (bar::LEAST, bar::OTHER_COVERAGE),
        (false, _) => (bar::LEAST, bar::COVERAGE),
    };
    let enough_words = if reported { content >= bar::REPORTED_WORDS } else { has_enough_words(&candidate.likeness) };
    let need = need(least, coverage);
    let need = match candidate.voices {
        Voices::Same => need * bar::SAME_SPEAKER,
        Voices::Unknown => need,
        Voices::Different => need + bar::OTHER_SPEAKER,
    };
    (enough_words && evidence >= need && coverage >= least_coverage).then_some(sure(evidence, need, coverage))
}

/// Whether the words of content are more than one, or stand among enough others.
pub(super) fn has_enough_words(likeness: &Likeness) -> bool {
    likeness.content >= bar::WORDS || likeness.content == 1 && likeness.words >= bar::IN_ALL
}

/// The evidence that it takes where `coverage` is in both.
fn need(least: f32, coverage: f32) -> f32 {
    least + bar::UNCOVERED * (1.0 - coverage)
}

fn sure(evidence: f32, need: f32, coverage: f32) -> f32 {
    (1.0 - 0.5 * (need / evidence.max(f32::MIN_POSITIVE)).min(1.0)) * (0.5 + 0.5 * coverage)
}

/// Whether words with this `evidence` are a quotation's, of which `coverage` is there.
pub(super) fn is_quoted(evidence: f32, coverage: f32) -> bool {
    evidence >= need(bar::LEAST, coverage) && coverage >= bar::COVERAGE
}

/// How sure it is that words with this `evidence` are a quotation's. It is
/// little where they are too common to tell anything.
pub(super) fn score(evidence: f32, coverage: f32) -> f32 {
    let need = need(bar::LEAST, coverage);
    sure(evidence, need, coverage) * (evidence / need).min(1.0)
}

/// Whether what `likeness` has in common is what reported speech reports.
pub(super) fn is_reported(likeness: &Likeness) -> bool {
    likeness.content >= bar::REPORTED_WORDS
        && likeness.evidence >= need(bar::REPORTED, likeness.coverage)
        && likeness.coverage >= bar::REPORTED_COVERAGE
}

/// `found` with those of the `rest` that are one remark if what a pair of
/// `found` already accounts for is left out: the other part of a spliced quotation.
fn with_splices(passages: &[Passage], mut found: Vec<Match>, rest: Vec<Candidate>) -> Vec<Match> {
    // For each passage the pairs that it is in.
    let mut by_passage: Vec<Vec<usize>> = vec![Vec::new(); passages.len()];
    for (at, found) in found.iter().enumerate().filter(|(_, found)| !found.indirect) {
        found.passages.iter().for_each(|passage| by_passage[*passage].push(at));
    }
    let mut more = Vec::new();
    for candidate in rest {
        let mut best: Option<f32> = None;
        for side in [0, 1] {
            let (own, other) = (candidate.passages[side], passages[candidate.passages[1 - side]].text);
            let Likeness { core, whole, told, .. } = &candidate.likeness;
            let side_of = |at: usize| usize::from(found[at].passages[0] != own);
            let pairs = by_passage[own].iter().copied().filter(|at| passages[found[*at].passages[1 - side_of(*at)]].text == other);
            let taken: Vec<&Range<usize>> = pairs.map(|at| &found[at].likeness.core[side_of(at)]).collect();
            if taken.is_empty() || taken.iter().any(|taken| overlap(&core[side], taken) * 5 > core[side].len()) {
                continue;
            }
            let words = &passages[own].words;
            let left: f32 = whole[side]
                .clone()
                .filter(|at| !taken.iter().any(|taken| taken.contains(at)))
                .map(|at| likeness::size(&words[at..at + 1]))
                .sum();
            let score = judge(passages, &candidate, (told / left.max(f32::MIN_POSITIVE)).min(1.0));
            best = best.into_iter().chain(score).reduce(f32::max);
        }
        more.extend(best.map(|score| made(passages, candidate, score)));
    }
    found.extend(more);
    found
}

/// What `a` and `b` have in common, the same whichever comes first.
fn in_order(a: &[Word], b: &[Word]) -> Option<Likeness> {
    let ids = |words: &[Word]| words.iter().map(|word| (word.loose, word.bracketed)).collect::<Vec<_>>();
    let first = a.len() < b.len() || a.len() == b.len() && ids(a) <= ids(b);
    if first { likeness::of_order(a, b) } else { likeness::of_order(b, a).map(flipped) }
}

fn flipped(mut likeness: Likeness) -> Likeness {
    likeness.core.reverse();
    likeness.whole.reverse();
    likeness
}

/// Keeps of several matches of the same two quotations the best: one in marks before one without.
fn best_of_each_pair(passages: &[Passage], found: &mut Vec<Match>) {
    let quotations = |found: &Match| found.passages.map(|at| (passages[at].text, passages[at].quotation));
    // Sums of the same numbers in another order differ in their last digits, so scores count in thousandths.
    let lost = |at: usize| (1000.0 - found[at].score * 1000.0) as usize;
    let length = |at: usize| found[at].likeness.whole.iter().map(Range::len).sum::<usize>();
    let by_length = Span::order(found.len(), |at| Span::new(length(at), 0));
    let by_score = Span::ordered(&by_length, |at| Span::new(usize::from(found[at].indirect), lost(at)));
    let place = |side: usize, at: usize| Span::new(quotations(&found[at])[side].0, quotations(&found[at])[side].1);
    let by_second = Span::ordered(&by_score, |at| place(1, at));
    let order = Span::ordered(&by_second, |at| place(0, at));
    *found = order.into_iter().map(|at| found[at].clone()).collect();
    found.dedup_by_key(|found| quotations(found));
}

/// `found` without those that share words of a quotation with a pair that is
/// clearly better, in the same two texts.
fn without_lesser(passages: &[Passage], found: Vec<Match>) -> Vec<Match> {
    let mut beaten = vec![false; found.len()];
    for side in [0, 1] {
        let key = |at: usize| {
            let [a, b] = found[at].passages.map(|passage| &passages[passage]);
            let (own, other) = if side == 0 { (a, b) } else { (b, a) };
            (own.text, own.quotation, other.text)
        };
        let by_text = Span::order(found.len(), |at| Span::new(key(at).2, 0));
        let order = Span::ordered(&by_text, |at| Span::new(key(at).0, key(at).1));
        for group in order.chunk_by(|a, b| key(*a) == key(*b)) {
            for &one in group {
                let likeness = &found[one].likeness;
                beaten[one] |= group.iter().any(|other| {
                    let same = found[*other].passages[side] == found[one].passages[side];
                    let theirs = &found[*other].likeness;
                    let overlap = !same || overlap(&likeness.core[side], &theirs.core[side]) * 2 > likeness.core[side].len();
                    let clearly = likeness.evidence < bar::UNBEATEN
                        && theirs.evidence > likeness.evidence * bar::BETTER
                        && found[*other].score > found[one].score;
                    overlap && clearly
                });
            }
        }
    }
    let mut beaten = beaten.into_iter();
    found.into_iter().filter(|_| !beaten.next().unwrap_or(false)).collect()
}

/// How much of `a` is in `b`.
pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
