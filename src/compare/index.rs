//! Which passages may report one remark, without looking at all pairs.
//!
//! In: passages. Out: for each the few of every later text that share rare
//! words with it, or words in a row.

use std::collections::HashMap;

use super::passages::Passage;
use crate::Span;

/// Of a key that more passages of one text have, none is looked at: it tells
/// nothing there, and time grows with the texts alone.
const MOST_OF_A_TEXT: usize = 24;
/// The most candidates for one passage in one other text: those that share most.
const MOST_CANDIDATES: usize = 8;
/// What two passages must share to be looked at.
const LEAST: f32 = 0.8;
/// What two words in a row tell besides.
const ROW: f32 = 0.15;

/// The passages that have each key, in order.
pub(super) struct Index {
    keys: HashMap<Span, Vec<u32>>,
}

impl Index {
    pub fn new(passages: &[Passage]) -> Self {
        let mut keys: HashMap<Span, Vec<u32>> = HashMap::new();
        for (index, passage) in passages.iter().enumerate() {
            for (key, _) in self::keys(passage) {
                let holders = keys.entry(key).or_default();
                if holders.last() != Some(&(index as u32)) {
                    holders.push(index as u32);
                }
            }
        }
        Self { keys }
    }

    /// The passages of later texts that may report the same as the one at `index`.
    pub fn candidates(&self, passages: &[Passage], index: usize) -> Vec<usize> {
        let own = &passages[index];
        let mut shared: HashMap<u32, f32> = HashMap::new();
        for (key, told) in keys(own) {
            let holders = self.keys.get(&key).map_or(&[][..], Vec::as_slice);
            let later = &holders[holders.partition_point(|other| passages[*other as usize].text <= own.text)..];
            for of_text in later.chunk_by(|a, b| passages[*a as usize].text == passages[*b as usize].text) {
                if of_text.len() <= MOST_OF_A_TEXT {
                    of_text.iter().for_each(|other| *shared.entry(*other).or_default() += told);
                }
            }
        }
        let mut found: Vec<(Span, usize)> = shared
            .into_iter()
            .filter(|(_, told)| *told >= LEAST)
            // Those that share most first: the bits of numbers above zero stand in the order of the numbers.
            .map(|(other, told)| (Span::new(passages[other as usize].text, !told.to_bits() as usize), other as usize))
            .collect();
        Span::sort_keyed(&mut found);
        let texts = found.chunk_by(|a, b| a.0.start == b.0.start);
        texts.flat_map(|text| text.iter().take(MOST_CANDIDATES)).map(|(_, other)| *other).collect()
    }
}

/// The keys of `passage`, each once, with what they tell: its words of content, and its words two by two.
fn keys(passage: &Passage) -> Vec<(Span, f32)> {
    let words = passage.words.iter().filter(|word| word.is_content()).map(|word| (Span::new(word.loose as usize, 0), word.weight));
    // No word has the number that stands for the second of none.
    let rows = passage.words.windows(2).map(|pair| (Span::new(pair[0].loose as usize, pair[1].loose as usize + 1), ROW));
    let all: Vec<(Span, f32)> = words.chain(rows).collect();
    let mut keys: Vec<(Span, f32)> = Span::order(all.len(), |at| all[at].0).into_iter().map(|at| all[at]).collect();
    keys.dedup_by_key(|(key, _)| *key);
    keys
}
