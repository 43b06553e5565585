//! What kind of text it is: like US political news, like other news, or like neither.
//!
//! In: the forms of a text, names masked, and learnt weights. Out: [`Genre`],
//! how likely it is of each kind. What quotation marks are for differs: a word
//! in marks is a politician's in one kind of text, and a term in another. So
//! the ranker weighs its features by it.

use crate::forms::Forms;
use crate::linear::Table;
use crate::math::exp;

/// How many kinds there are.
pub(crate) const GENRES: usize = 3;
/// US political news.
#[cfg(feature = "training")]
pub(crate) const POLITICS: usize = 0;
/// Other news.
#[cfg(feature = "training")]
pub(crate) const NEWS: usize = 1;
/// All that is no news.
pub(crate) const OTHER: usize = 2;

/// How likely a text is of each kind; the sum is 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Genre(pub [f32; GENRES]);

/// The words that are told apart, by their hashes.
pub(crate) const WORDS: usize = 1 << 12;
/// The most tokens that are looked at: the kind of a text shows early.
const ENOUGH: usize = 4000;
/// How much a text's words weigh together.
const FIRMNESS: f32 = 2.8;

impl Genre {
    /// The kind of the text with these `forms`, by `weights`: a row for each of [`WORDS`].
    pub fn of(forms: &Forms, weights: &Table) -> Self {
        let mut scores = [0.0; GENRES];
        for (word, weight) in weighty(forms) {
            let mut row = [0; GENRES];
            weights.add(word, &mut row);
            scores.iter_mut().zip(row).for_each(|(score, value)| *score += weight * value as f32);
        }
        Self::likely(scores.map(|score| score * weights.scale()))
    }

    /// The kinds by their `scores`, logarithms of odds.
    pub fn likely(scores: [f32; GENRES]) -> Self {
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let odds = scores.map(|score| exp(score - top));
        let all: f32 = odds.iter().sum();
        Self(odds.map(|odds| odds / all))
    }

    /// Whether it is news of any kind, rather than not.
    pub fn is_news(self) -> bool {
        self.0[OTHER] < 0.5
    }

    /// The mean of `sums`, one a kind, by how likely each kind is.
    pub fn mean(self, sums: [i32; GENRES]) -> f32 {
        self.0.iter().zip(sums).map(|(likely, sum)| likely * sum as f32).sum()
    }
}

/// The words that the text with these `forms` has, by number, and how much
/// each weighs: with the root of its share, so that no word weighs most by being common.
pub(crate) fn weighty(forms: &Forms) -> impl Iterator<Item = (u32, f32)> {
    let seen = forms.of.len().min(ENOUGH);
    let mut counts = vec![0_u16; WORDS];
    for form in forms.of.iter().take(seen) {
        counts[form.word as usize % WORDS] += 1;
    }
    let share = 1.0 / seen.max(1) as f32;
    (0..).zip(counts).filter(|(_, count)| *count > 0).map(move |(word, count)| (word, FIRMNESS * (f32::from(count) * share).sqrt()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_words_may_be_anything() {
        let genre = Genre::of(&Forms::default(), &Table::default());
        assert!(genre.0.iter().all(|likely| (likely - 1.0 / GENRES as f32).abs() < 1e-6));
    }

    #[test]
    fn the_likelier_kind_counts_more() {
        let genre = Genre::likely([2.0, 0.0, -2.0]);
        assert!(genre.0[0] > 0.8 && genre.0[2] < 0.1);
        assert!(genre.mean([10, 0, 0]) > genre.mean([0, 10, 0]));
    }
}
