//! Which passages may report one remark, without looking at all pairs.
//!
//! In: passages. Out: for each the few of every later text that share rare
//! words with it, or words in a row.

use super::passages::Passage;
use crate::Span;

/// Of a key that more passages of one text have, none is looked at: it tells
/// nothing there, and time grows with the texts alone.
const MOST_OF_A_TEXT: usize = 24;
/// The most candidates for one passage in one other text: those that share most.
const MOST_CANDIDATES: usize = 8;
/// What two passages must share to be looked at,
const LEAST: f32 = 0.8;
/// and where they share but one word of content.
const LEAST_OF_ONE: f32 = 1.1;
/// What two words in a row tell besides.
const ROW: f32 = 0.15;

/// The passages that share keys.
pub(super) struct Index {
    /// For each key that several passages have, those passages, in order.
    holders: Vec<Vec<u32>>,
    /// The keys of each passage.
    keys: Vec<Vec<Key>>,
    shared: Vec<Shared>,
}

/// A key that a passage has: a word of content, or two words in a row.
struct Key {
    number: usize,
    told: f32,
    row: bool,
}

/// What a passage shares with the one that candidates are looked for.
#[derive(Clone, Copy, Default)]
struct Shared {
    told: f32,
    /// How many words of content.
    words: u32,
}

impl Index {
    pub fn new(passages: &[Passage]) -> Self {
        let mut all: Vec<(Span, u32, f32)> = Vec::new();
        for (index, passage) in passages.iter().enumerate() {
            let words = passage.words.iter().filter(|word| word.is_content());
            all.extend(words.map(|word| (Span::new(word.loose as usize, 0), index as u32, word.weight)));
            // No word has the number that stands for the second of none.
            let rows = passage.words.windows(2).map(|pair| Span::new(pair[0].loose as usize, pair[1].loose as usize + 1));
            all.extend(rows.map(|row| (row, index as u32, ROW)));
        }
        let order = Span::order(all.len(), |at| all[at].0);
        let mut index = Self {
            holders: Vec::new(),
            keys: passages.iter().map(|_| Vec::new()).collect(),
            shared: vec![Shared::default(); passages.len()],
        };
        for of_key in order.chunk_by(|a, b| all[*a].0 == all[*b].0) {
            let (Some((_, first, _)), Some((_, last, _))) = (of_key.first().map(|at| all[*at]), of_key.last().map(|at| all[*at])) else {
                continue;
            };
            if passages[first as usize].text == passages[last as usize].text {
                continue;
            }
            let number = index.holders.len();
            let mut holders: Vec<u32> = Vec::new();
            for (key, passage, told) in of_key.iter().map(|at| all[*at]) {
                if holders.last() != Some(&passage) {
                    holders.push(passage);
                    index.keys[passage as usize].push(Key { number, told, row: key.end > 0 });
                }
            }
            index.holders.push(holders);
        }
        index
    }

    /// The passages of later texts that may report the same as the one at `index`.
    pub fn candidates(&mut self, passages: &[Passage], index: usize) -> Vec<usize> {
        let text = |passage: u32| passages[passage as usize].text;
        let own = passages[index].text;
        let mut touched: Vec<u32> = Vec::new();
        for key in &self.keys[index] {
            let holders = &self.holders[key.number];
            let later = &holders[holders.partition_point(|other| text(*other) <= own)..];
            for of_text in later.chunk_by(|a, b| text(*a) == text(*b)).filter(|of_text| of_text.len() <= MOST_OF_A_TEXT) {
                for other in of_text {
                    let shared = &mut self.shared[*other as usize];
                    if shared.told == 0.0 {
                        touched.push(*other);
                    }
                    shared.told += key.told;
                    shared.words += u32::from(!key.row);
                }
            }
        }
        let mut found: Vec<(Span, usize)> = Vec::new();
        for other in touched {
            let Shared { told, words } = std::mem::take(&mut self.shared[other as usize]);
            let least = if words > 1 { LEAST } else { LEAST_OF_ONE };
            if words > 0 && told >= least {
                // Those that share most first: the bits of numbers above zero stand in the order of the numbers.
                found.push((Span::new(text(other), !told.to_bits() as usize), other as usize));
            }
        }
        Span::sort_keyed(&mut found);
        let texts = found.chunk_by(|a, b| a.0.start == b.0.start);
        texts.flat_map(|text| text.iter().take(MOST_CANDIDATES)).map(|(_, other)| *other).collect()
    }
}
