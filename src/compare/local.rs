//! Where two lists of words say the same.
//!
//! In: the words of two quotations. Out: the stretch of each that is most like
//! the other: Smith and Waterman's local alignment, by what words tell.

use std::ops::Range;

use super::words::Word;

/// What a word costs that the other list leaves out.
const GAP: f32 = 0.08;
/// What a word costs that stands for another one.
const CHANGE: f32 = 0.16;
/// What a word is worth besides that follows the same word in both.
pub(super) const RUN: f32 = 0.15;

/// The most pairs of words that are weighed. Of longer lists only their
/// beginnings are.
const MOST_CELLS: usize = 4_000_000;

/// The best that ends at one pair of words.
#[derive(Clone, Copy, Default)]
struct Cell {
    score: f32,
    start: (u32, u32),
    matched: bool,
}

impl Cell {
    fn less(self, cost: f32) -> Self {
        if self.score > cost { Self { score: self.score - cost, matched: false, ..self } } else { Self::default() }
    }
}

/// The stretches of `a` and `b` that are most alike, if anything is.
pub(super) fn best(a: &[Word], b: &[Word]) -> Option<[Range<usize>; 2]> {
    let longest = MOST_CELLS / a.len().min(b.len()).clamp(1, 2000);
    let (a, b) = (&a[..a.len().min(longest)], &b[..b.len().min(longest)]);
    let mut row = vec![Cell::default(); b.len() + 1];
    let mut best = (0.0, None);
    for (i, of_a) in a.iter().enumerate() {
        let mut diagonal = Cell::default();
        for (j, of_b) in b.iter().enumerate() {
            let mut cell = if of_a.is_like(of_b) {
                let run = if diagonal.matched { RUN } else { 0.0 };
                let start = if diagonal.score > 0.0 { diagonal.start } else { (i as u32, j as u32) };
                Cell { score: diagonal.score + of_a.shared(of_b) + run, start, matched: true }
            } else {
                diagonal.less(CHANGE)
            };
            for beside in [row[j].less(GAP), row[j + 1].less(GAP)] {
                if beside.score > cell.score {
                    cell = beside;
                }
            }
            if cell.score > best.0 {
                best = (cell.score, Some([cell.start.0 as usize..i + 1, cell.start.1 as usize..j + 1]));
            }
            diagonal = std::mem::replace(&mut row[j + 1], cell);
        }
    }
    best.1
}
