//! The differences of two lists of words.

use std::ops::Range;

use similar::algorithms::{Capture, Compact, Replace, myers};
use similar::{DiffOp, DiffTag};

/// A stretch of both lists: the same words, or others; one may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Whether the words are the same.
    pub same: bool,
    /// Which words of each.
    pub words: [Range<usize>; 2],
}

/// The least steps from `a` to `b`, which cover both in order.
pub(super) fn steps(a: &[u32], b: &[u32]) -> Vec<Step> {
    let mut hook = Compact::new(Replace::new(Capture::new()), a, b);
    // It cannot fail: what captures never does.
    let _ = myers::diff_deadline_raw(&mut hook, a, 0..a.len(), b, 0..b.len(), None);
    let ops: Vec<DiffOp> = hook.into_inner().into_inner().into_ops();
    ops.iter().map(DiffOp::as_tag_tuple).map(|(tag, a, b)| Step { same: tag == DiffTag::Equal, words: [a, b] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_cover_both() {
        let step = |same, a, b| Step { same, words: [a, b] };
        assert_eq!(steps(&[1, 2, 3], &[1, 3]), [step(true, 0..1, 0..1), step(false, 1..2, 1..1), step(true, 2..3, 1..2)]);
        assert_eq!(steps(&[1, 2], &[1, 4, 5]), [step(true, 0..1, 0..1), step(false, 1..2, 1..3)]);
        assert_eq!(steps(&[], &[]), []);
    }
}
