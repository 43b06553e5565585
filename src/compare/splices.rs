//! Which quotations are made from several remarks of another text.
//!
//! In: pairs. Out: those whose one side is spliced: within one pair of marks
//! its words come from two quotations that the other text does not give one
//! after the other, or that go on there in other words.

use std::ops::Range;

use super::pairing::Match;
use super::passages::Passage;
use crate::Span;

/// Two parts of a quotation have at most one word in so many in common.
const OVERLAP: usize = 4;

/// For each pair, whether one of its sides is spliced. The parts of a spliced
/// quotation end where the next begins, whatever their sentences.
pub(super) fn find(passages: &[Passage], found: &mut [Match]) -> Vec<bool> {
    let mut spliced = vec![false; found.len()];
    for side in [0, 1] {
        let key = |found: &Match| (found.passages[side], passages[found.passages[1 - side]].text);
        let direct: Vec<usize> = (0..found.len()).filter(|at| !found[*at].indirect).collect();
        let by_place = Span::ordered(&direct, |at| Span::new(found[at].likeness.core[side].start, 0));
        let order = Span::ordered(&by_place, |at| Span::new(key(&found[at]).0, key(&found[at]).1));
        let mut parts: Vec<[usize; 2]> = Vec::new();
        for group in order.chunk_by(|a, b| key(&found[*a]) == key(&found[*b])) {
            for (before, &next) in group.iter().enumerate() {
                for &one in &group[..before] {
                    if apart(&found[one].likeness.core[side], &found[next].likeness.core[side])
                        && joined(passages, [&found[one], &found[next]], side)
                    {
                        parts.push([one, next]);
                    }
                }
            }
        }
        for two in parts {
            two.iter().for_each(|at| spliced[*at] = true);
            part(found, two, side);
        }
    }
    spliced
}

/// Whether `next` begins where `one` ends, or hardly before: a word or two may be in both.
fn apart(one: &Range<usize>, next: &Range<usize>) -> bool {
    let both = one.end.saturating_sub(next.start);
    one.start < next.start && one.end < next.end && both * OVERLAP <= one.len().min(next.len()) || both == 0
}

/// Ends the first of two parts of a quotation where the second begins.
fn part(found: &mut [Match], [one, next]: [usize; 2], side: usize) {
    let start = found[next].likeness.core[side].start;
    let core = &mut found[one].likeness.core[side];
    core.end = core.end.min(start);
    let end = core.end;
    let whole = &mut found[one].likeness.whole[side];
    whole.end = whole.end.min(start);
    let whole = &mut found[next].likeness.whole[side];
    whole.start = whole.start.max(end);
}

/// Whether the words of `side` that stand one after the other in the pairs `found` do not so in the other text.
fn joined(passages: &[Passage], found: [&Match; 2], side: usize) -> bool {
    let words = &passages[found[0].passages[side]].words;
    let [end, start] = [found[0].likeness.core[side].end, found[1].likeness.core[side].start];
    let (Some(last), Some(first)) = (words.get(end.wrapping_sub(1)), words.get(start)) else { return false };
    if last.part != first.part {
        return false;
    }
    let other = found.map(|found| &passages[found.passages[1 - side]]);
    let core = found.map(|found| &found.likeness.core[1 - side]);
    let whole = found.map(|found| &found.likeness.whole[1 - side]);
    if other[0].quotation == other[1].quotation {
        return false;
    }
    // Nested quotations stand inside one another, and neither is next.
    let next = other[1].quotation == other[0].quotation + 1;
    let ends = core[0].end == whole[0].end && core[0].end == other[0].words.len();
    let begins = core[1].start == whole[1].start && core[1].start == 0;
    !next || !ends || !begins
}
