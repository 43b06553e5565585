//! A stretch of text.

use serde::{Deserialize, Serialize};

/// A half-open stretch `[start, end)` of a text.
///
/// Inside the crate both ends count bytes into the text as it was given and
/// stand on character boundaries. In an [`Analysis`](crate::Analysis) they
/// count what its `offsets` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Where it starts.
    pub start: usize,
    /// Where it ends: the first position that is not in it.
    pub end: usize,
}

impl Span {
    /// The span `[start, end)`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Its length, in the unit of its ends.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `at` is in it.
    pub const fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether all of `other` is in it.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a position.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The shortest span that holds both.
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Puts `spans` in ascending order.
    pub(crate) fn sort(spans: &mut [Self]) {
        let mut keyed: Vec<(Self, usize)> = spans.iter().map(|span| (*span, 0)).collect();
        Self::sort_keyed(&mut keyed);
        for (span, (sorted, _)) in spans.iter_mut().zip(keyed) {
            *span = sorted;
        }
    }

    /// The order of `count` things by the spans that `key` gives them; what
    /// has the same span stays in order.
    pub(crate) fn order(count: usize, key: impl Fn(usize) -> Self) -> Vec<usize> {
        let mut keyed: Vec<(Self, usize)> = (0..count).map(|index| (key(index), index)).collect();
        Self::sort_keyed(&mut keyed);
        keyed.into_iter().map(|(_, index)| index).collect()
    }

    /// The `indices` in the order of the spans that `key` gives them; what has
    /// the same span stays in order. Any two numbers can be a key.
    pub(crate) fn ordered(indices: &[usize], key: impl Fn(usize) -> Self) -> Vec<usize> {
        Self::order(indices.len(), |at| key(indices[at])).into_iter().map(|at| indices[at]).collect()
    }

    /// Puts `positions` in ascending order.
    pub(crate) fn sort_positions(positions: &mut [usize]) {
        let mut keyed: Vec<(Self, usize)> = positions.iter().map(|at| (Self::new(*at, *at), 0)).collect();
        Self::sort_keyed(&mut keyed);
        for (at, (sorted, _)) in positions.iter_mut().zip(keyed) {
            *at = sorted.start;
        }
    }

    /// Puts `keyed` in ascending order, by their spans first. All that the
    /// crate sorts, it sorts here, so that one copy of the sort is enough.
    pub(crate) fn sort_keyed(keyed: &mut [(Self, usize)]) {
        keyed.sort_unstable();
    }

    /// Its words in a text counted in bytes; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}
