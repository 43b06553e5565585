//! Where two lists of words say the same.
//!
//! In: the words of two quotations. Out: the stretch of each that is most like
//! the other: Smith and Waterman's local alignment, by what words tell.

use std::ops::Range;

use super::words::{Id, Word};

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
    // What stands in brackets is like nothing.
    let ids: Vec<Id> = b.iter().map(|word| if word.bracketed { Id::MAX } else { word.loose }).collect();
    let mut row = vec![Cell::default(); b.len() + 1];
    // All cells of the row before that are above zero lie in here. Two lists
    // that share little have few of them.
    let mut alive = b.len()..0;
    let mut best = (0.0, None);
    for (i, of_a) in a.iter().enumerate() {
        let is_like = |id: &Id| *id == of_a.loose && !of_a.bracketed;
        let (first, last) = (ids.iter().position(is_like), ids.iter().rposition(is_like));
        let from = alive.start.min(first.unwrap_or(b.len()));
        let to = (alive.end + 1).max(last.map_or(0, |last| last + 1));
        alive = b.len()..0;
        let mut diagonal = Cell::default();
        for j in from..b.len() {
            if j >= to && row[j].score == 0.0 {
                break;
            }
            let mut cell = if is_like(&ids[j]) {
                let run = if diagonal.matched { RUN } else { 0.0 };
                let start = if diagonal.score > 0.0 { diagonal.start } else { (i as u32, j as u32) };
                Cell { score: diagonal.score + of_a.shared(&b[j]) + run, start, matched: true }
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
            if cell.score > 0.0 {
                alive = alive.start.min(j)..j + 1;
            }
            diagonal = std::mem::replace(&mut row[j + 1], cell);
        }
    }
    best.1
}
