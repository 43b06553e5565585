//! The words of a transcript, and where words of a quotation stand there.
//!
//! In: a text, all of which counts, marks or not, and the words of a
//! quotation. Out: the pieces of the quotation that stand there, each with its
//! place. Whether they are enough is decided elsewhere.

use std::ops::Range;

use super::likeness::{self, Likeness};
use super::pairing::{has_enough_words, overlap};
use super::words::{Vocabulary, Word};
use crate::Span;
use crate::text::Text;

/// The least that a piece of a quotation tells.
const PIECE: f32 = 1.5;
/// The most pieces of one quotation.
const MOST_PIECES: usize = 8;
/// The most stretches of the transcript that are looked at for one piece.
const MOST_WINDOWS: usize = 3;

/// The words of a transcript, and where each stands.
pub(super) struct Transcript<'t> {
    pub text: &'t str,
    pub words: Vec<Word>,
    /// For each number of a word where it stands.
    places: Vec<Vec<usize>>,
}

/// A piece of a quotation and where it stands in the transcript.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub own: Range<usize>,
    pub there: Range<usize>,
    pub likeness: Likeness,
}

impl Piece {
    /// Whether it is more than a name or a phrase that everybody uses.
    fn tells(&self) -> bool {
        self.likeness.evidence >= PIECE && has_enough_words(&self.likeness)
    }

    /// Whether it is all of `words`, one after the other.
    pub fn is_all_of(&self, words: &[Word]) -> bool {
        let said = words.iter().filter(|word| !word.bracketed).count();
        self.likeness.words == said && self.likeness.core[1].len() == said
    }
}

impl<'t> Transcript<'t> {
    pub fn new(text: &'t str, vocabulary: &mut Vocabulary) -> Self {
        let words = vocabulary.read_as_written(&Text::new(text), &[Span::new(0, text.len())], None);
        let mut places = vec![Vec::new(); vocabulary.len()];
        for (at, word) in words.iter().enumerate() {
            places[word.loose as usize].push(at);
        }
        Self { text, words, places }
    }

    fn places(&self, word: &Word) -> &[usize] {
        self.places.get(word.loose as usize).map_or(&[], Vec::as_slice)
    }

    /// The pieces of the words `range` of the quotation `words`, in its order.
    pub fn pieces(&self, words: &[Word], range: Range<usize>) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut open = vec![range];
        while let Some(range) = open.pop() {
            if pieces.len() >= MOST_PIECES || range.is_empty() {
                continue;
            }
            let own = &words[range.clone()];
            let best = self.in_a_row(own).or_else(|| best(self.windows(own).into_iter().filter_map(|at| self.at(own, at))));
            // The same words of the transcript are not said twice.
            let fresh = |piece: &Piece| pieces.iter().all(|other| overlap(&piece.there, &other.there) == 0);
            let Some(mut piece) = best.filter(|piece| piece.is_all_of(words) || piece.tells() && fresh(piece)) else { continue };
            piece.own = piece.own.start + range.start..piece.own.end + range.start;
            open.extend([range.start..piece.own.start, piece.own.end..range.end]);
            pieces.push(piece);
        }
        Span::order(pieces.len(), |at| Span::new(pieces[at].own.start, 0)).into_iter().map(|at| pieces[at].clone()).collect()
    }

    /// The place that has most of what `words` report, in any order.
    pub fn reported(&self, words: &[Word]) -> Option<Piece> {
        best(self.windows(words).into_iter().filter_map(|window| {
            let likeness = likeness::of_words(words, &self.words[window.clone()])?;
            Some(Piece { own: 0..words.len(), there: moved(&likeness.core[1], window.start), likeness })
        }))
    }

    /// What the stretch `window` has of `words`.
    fn at(&self, words: &[Word], window: Range<usize>) -> Option<Piece> {
        let likeness = likeness::of_order(words, &self.words[window.clone()])?;
        Some(Piece { own: likeness.core[0].clone(), there: moved(&likeness.core[1], window.start), likeness })
    }

    /// Where `words` stand word for word, one after the other; within one
    /// sentence rather than across the end of one.
    fn in_a_row(&self, words: &[Word]) -> Option<Piece> {
        let said: Vec<usize> = (0..words.len()).filter(|at| !words[*at].bracketed).collect();
        let rarest = (0..said.len()).min_by_key(|at| self.places(&words[said[*at]]).len())?;
        let starts = self.places(&words[said[rarest]]).iter().filter_map(|at| at.checked_sub(rarest));
        let found = starts.filter_map(|start| self.words.get(start..start + said.len()).map(|there| (start, there)));
        let found =
            found.filter(|(_, there)| said.iter().zip(*there).all(|(at, there)| words[*at].exact == there.exact && !there.bracketed));
        let (start, there) =
            found.min_by_key(|(_, there)| there.last().map(|word| word.sentence) != there.first().map(|word| word.sentence))?;
        let pairs: Vec<(usize, usize)> = said.iter().copied().zip(0..).collect();
        let likeness = likeness::measure(words, there, &pairs)?;
        Some(Piece { own: likeness.core[0].clone(), there: start..start + said.len(), likeness })
    }

    /// The stretches that have most of `words`, the best first.
    fn windows(&self, words: &[Word]) -> Vec<Range<usize>> {
        let by_word = Span::order(words.len(), |at| Span::new(words[at].loose as usize, 0));
        let mut distinct: Vec<&Word> = by_word.into_iter().map(|at| &words[at]).collect();
        distinct.dedup_by_key(|word| word.loose);
        let hits: Vec<(usize, f32)> = distinct.iter().flat_map(|word| self.places(word).iter().map(|at| (*at, word.weight))).collect();
        let hits: Vec<(usize, f32)> = Span::order(hits.len(), |hit| Span::new(hits[hit].0, 0)).into_iter().map(|hit| hits[hit]).collect();
        let width = words.len() * 2 + 20;
        // For each hit what the stretch tells that ends with it.
        let (mut first, mut sum) = (0, 0.0);
        let mut ends: Vec<(f32, usize)> = Vec::with_capacity(hits.len());
        for (at, weight) in &hits {
            sum += weight;
            while hits[first].0 + width <= *at {
                sum -= hits[first].1;
                first += 1;
            }
            ends.push((sum, *at));
        }
        let mut out: Vec<Range<usize>> = Vec::new();
        for _ in 0..MOST_WINDOWS {
            let free = |at: usize| out.iter().all(|window: &Range<usize>| at.abs_diff(window.end) > width / 2);
            let Some((_, at)) = ends.iter().filter(|(_, at)| free(*at)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))) else {
                break;
            };
            // With room on both sides: the stretch with most words may end before the last of them.
            out.push(at.saturating_sub(width)..(at + words.len() + 1).min(self.words.len()));
        }
        out
    }
}

/// The piece that tells most; of several the first in the transcript.
fn best(pieces: impl Iterator<Item = Piece>) -> Option<Piece> {
    pieces.max_by(|a, b| a.likeness.evidence.total_cmp(&b.likeness.evidence).then(b.there.start.cmp(&a.there.start)))
}

fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
