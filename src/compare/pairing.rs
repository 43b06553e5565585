//! Which passages report one remark.
//!
//! In: passages and what two of them have in common. Out: the pairs that are
//! beyond chance, each with how sure it is, those left out that lose against
//! a better one for the same words.

use std::ops::Range;

use super::index::Index;
use super::likeness::{self, Likeness};
use super::passages::Passage;
use super::speakers::{self, Voices};

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
    pub const REPORTED_WORDS: usize = 3;
    /// A pair loses to one for the same words that shares so much more.
    pub const BETTER: f32 = 1.5;
}

/// The pairs among `passages`, in order.
pub(super) fn find(passages: &[Passage]) -> Vec<Match> {
    let index = Index::new(passages);
    let mut found: Vec<Match> = Vec::new();
    for first in 0..passages.len() {
        let candidates = index.candidates(passages, first);
        found.extend(candidates.into_iter().filter_map(|second| judge(passages, [first, second])));
    }
    best_of_each_pair(passages, &mut found);
    without_lesser(passages, found)
}

/// Whether both `of` report one remark.
fn judge(passages: &[Passage], of: [usize; 2]) -> Option<Match> {
    let [a, b] = of.map(|at| &passages[at]);
    let voices = speakers::same(a.voice, b.voice);
    let ordered = in_order(&a.words, &b.words);
    let weighed = |likeness: Likeness, least: f32, words: usize, coverage: f32| {
        let need = least + bar::UNCOVERED * (1.0 - likeness.coverage);
        let need = match voices {
            Voices::Same => need * bar::SAME_SPEAKER,
            Voices::Unknown => need,
            Voices::Different => need + bar::OTHER_SPEAKER,
        };
        let enough = likeness.evidence >= need && likeness.coverage >= coverage && likeness.content >= words;
        let score = (1.0 - 0.5 * need / likeness.evidence.max(f32::MIN_POSITIVE)) * (0.5 + 0.5 * likeness.coverage);
        enough.then_some((likeness, score))
    };
    let (likeness, score) = match (a.reported, b.reported) {
        (false, false) => {
            let coverage = if voices == Voices::Different { bar::OTHER_COVERAGE } else { bar::COVERAGE };
            weighed(ordered?, bar::LEAST, bar::WORDS, coverage)?
        }
        _ if voices == Voices::Different => return None,
        (true, true) => weighed(ordered?, bar::REPORTED, bar::REPORTED_WORDS, bar::REPORTED_COVERAGE)?,
        (true, false) | (false, true) => {
            let by_words =
                if a.reported { likeness::of_words(&a.words, &b.words) } else { likeness::of_words(&b.words, &a.words).map(flipped) };
            let reported = |likeness: Option<Likeness>| weighed(likeness?, bar::REPORTED, bar::REPORTED_WORDS, bar::REPORTED_COVERAGE);
            reported(ordered).or_else(|| reported(by_words))?
        }
    };
    Some(Match { passages: of, likeness, score, indirect: a.reported || b.reported, voices })
}

/// What `a` and `b` have in common, the same whichever comes first.
fn in_order(a: &[super::words::Word], b: &[super::words::Word]) -> Option<Likeness> {
    let ids = |words: &[super::words::Word]| words.iter().map(|word| word.loose).collect::<Vec<_>>();
    if (a.len(), ids(a)) <= (b.len(), ids(b)) { likeness::of_order(a, b) } else { likeness::of_order(b, a).map(flipped) }
}

fn flipped(mut likeness: Likeness) -> Likeness {
    likeness.core.reverse();
    likeness.whole.reverse();
    likeness
}

/// Keeps of several matches of the same two quotations the best: one in marks before one without.
fn best_of_each_pair(passages: &[Passage], found: &mut Vec<Match>) {
    let quotations = |found: &Match| found.passages.map(|at| (passages[at].text, passages[at].quotation));
    found.sort_by(|a, b| {
        let [(at, aq), (bt, bq)] = quotations(a);
        let [(ct, cq), (dt, dq)] = quotations(b);
        (at, aq, bt, bq, a.indirect).cmp(&(ct, cq, dt, dq, b.indirect)).then(b.score.total_cmp(&a.score))
    });
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
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_key(|at| key(*at));
        for group in order.chunk_by(|a, b| key(*a) == key(*b)) {
            for &one in group {
                let likeness = &found[one].likeness;
                beaten[one] |= group.iter().any(|other| {
                    let same = found[*other].passages[side] == found[one].passages[side];
                    let theirs = &found[*other].likeness;
                    let overlap = !same || overlap(&likeness.core[side], &theirs.core[side]) * 2 > likeness.core[side].len();
                    let clearly = theirs.evidence > likeness.evidence * bar::BETTER && found[*other].score > found[one].score;
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
