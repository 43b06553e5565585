//! Which passages may report one remark, without looking at all pairs.
//!
//! In: passages. Out: for each the few of every later text that share rare
//! words with it, or words in a row.

use std::collections::HashMap;

use super::passages::Passage;

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
    keys: HashMap<u64, Vec<u32>>,
}

impl Index {
    pub fn new(passages: &[Passage]) -> Self {
        let mut keys: HashMap<u64, Vec<u32>> = HashMap::new();
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
        let mut found: Vec<(u32, f32)> = shared.into_iter().filter(|(_, told)| *told >= LEAST).collect();
        found.sort_unstable_by(|a, b| {
            passages[a.0 as usize].text.cmp(&passages[b.0 as usize].text).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0))
        });
        let texts = found.chunk_by(|a, b| passages[a.0 as usize].text == passages[b.0 as usize].text);
        texts.flat_map(|text| text.iter().take(MOST_CANDIDATES)).map(|(other, _)| *other as usize).collect()
    }
}

/// The keys of `passage`, each once, with what they tell: its words of content, and its words two by two.
fn keys(passage: &Passage) -> Vec<(u64, f32)> {
    let words = passage.words.iter().filter(|word| word.is_content()).map(|word| (u64::from(word.loose), word.weight));
    let rows = passage.words.windows(2).map(|pair| (((u64::from(pair[0].loose) + 1) << 32) | u64::from(pair[1].loose), ROW));
    let mut keys: Vec<(u64, f32)> = words.chain(rows).collect();
    keys.sort_unstable_by_key(|(key, _)| *key);
    keys.dedup_by_key(|(key, _)| *key);
    keys
}
