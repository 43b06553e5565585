//! Which quotations are made from several remarks of another text.
//!
//! In: pairs. Out: those whose one side is spliced: within one pair of marks
//! its words come from two quotations that the other text does not give one
//! after the other, or that go on there in other words.

use super::pairing::Match;
use super::passages::Passage;
use crate::Span;

/// For each pair, whether one of its sides is spliced. The parts of a spliced
/// quotation end where the next begins, whatever their sentences.
pub(super) fn find(passages: &[Passage], found: &mut [Match]) -> Vec<bool> {
    let mut spliced = vec![false; found.len()];
    for side in [0, 1] {
        let key = |found: &Match| (found.passages[side], passages[found.passages[1 - side]].text);
        let direct: Vec<usize> = (0..found.len()).filter(|at| !found[*at].indirect).collect();
        let by_place = Span::ordered(&direct, |at| Span::new(found[at].likeness.core[side].start, 0));
        let order = Span::ordered(&by_place, |at| Span::new(key(&found[at]).0, key(&found[at]).1));
        for pair in order.windows(2) {
            let (one, next) = (&found[pair[0]], &found[pair[1]]);
            let apart = one.likeness.core[side].end <= next.likeness.core[side].start;
            if key(one) == key(next) && apart && joined(passages, [one, next], side) {
                let (end, start) = (one.likeness.core[side].end, next.likeness.core[side].start);
                for at in pair {
                    spliced[*at] = true;
                }
                let whole = &mut found[pair[0]].likeness.whole[side];
                whole.end = whole.end.min(start);
                let whole = &mut found[pair[1]].likeness.whole[side];
                whole.start = whole.start.max(end);
            }
        }
    }
    spliced
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
