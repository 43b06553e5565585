//! What the learnt stages found before, so that what an edit leaves alone is not computed again.
//!
//! In: all that a stage reads of a stretch of text, as a [`Key`]. Out: what
//! it made of an equal stretch in this text or the one before, if it read one.
//! Whatever else the text says, the answer is the same as without.

use std::collections::BTreeMap;
use std::mem;

use crate::relations::Relation;
use crate::tagger::LABELS;

/// What stands for all that a stage reads of a stretch: 128 bits, so that two
/// that differ never meet by chance.
pub(crate) type Key = u128;

/// Makes a [`Key`] of numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyer(u64, u64);

impl Keyer {
    /// A key of nothing yet but what it is for.
    pub fn new(what: u64) -> Self {
        Self(what ^ 0x243f_6a88_85a3_08d3, what ^ 0x1319_8a2e_0370_7344)
    }

    /// Adds `number`: two independent multiplicative hashes, each with the turn that keeps high bits in play.
    #[inline(always)]
    pub fn add(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.1 = (self.1.rotate_left(29) ^ number).wrapping_mul(0xd6e8_feb8_6659_fd93);
    }

    /// Adds the letters of `string`, eight at a time, and how many they are.
    pub fn add_letters(&mut self, string: &str) {
        self.add(string.len() as u64);
        for eight in string.as_bytes().chunks(8) {
            self.add(eight.iter().fold(0, |eight, byte| eight << 8 | u64::from(*byte)));
        }
    }

    /// Adds `key`.
    pub fn add_key(&mut self, key: Key) {
        self.add((key >> 64) as u64);
        self.add(key as u64);
    }

    /// The key of all that was added.
    pub fn key(mut self) -> Key {
        // What was added last has not reached the low bits of anything yet.
        self.add(0);
        self.add(0);
        Key::from(self.0) << 64 | Key::from(self.1)
    }
}

/// Results by their keys: those of the text at hand, and those of the one before.
#[derive(Clone, Debug)]
struct Shelf<T> {
    now: BTreeMap<Key, T>,
    before: BTreeMap<Key, T>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { now: BTreeMap::new(), before: BTreeMap::new() }
    }
}

impl<T> Shelf<T> {
    /// What is there under `key`, taken along if it is of the text before.
    fn get(&mut self, key: Key) -> Option<&T> {
        if let Some(kept) = self.before.remove(&key) {
            self.now.insert(key, kept);
        }
        self.now.get(&key)
    }

    /// Goes on to the next text.
    fn turn(&mut self) {
        self.before = mem::take(&mut self.now);
    }
}

/// The results of the stages that cost most.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    /// The tagger's: for each token of a window, the probability of each label.
    windows: Shelf<Vec<[f32; LABELS]>>,
    /// The relations': those of each paragraph that has cues, in tokens from its first.
    relations: Shelf<Vec<Relation>>,
}

impl Memory {
    /// Goes on to the next text: what was not met in the last is let go.
    pub fn turn(&mut self) {
        self.windows.turn();
        self.relations.turn();
    }

    /// The tagging of the window that `key` stands for: the one that is known, or what `compute` gives.
    pub fn window(&mut self, key: Key, compute: impl FnOnce() -> Vec<[f32; LABELS]>) -> &[[f32; LABELS]] {
        if self.windows.get(key).is_none() {
            self.windows.now.insert(key, compute());
        }
        self.windows.now.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The relations of the paragraph that `key` stands for and that starts with the token `first`, if they are known.
    pub fn relations(&mut self, key: Key, first: usize) -> Option<Vec<Relation>> {
        Some(self.relations.get(key)?.iter().map(|relation| relation.moved(|at| at + first)).collect())
    }

    /// Keeps `relations` as those of the paragraph that `key` stands for and that starts with the token `first`.
    pub fn keep_relations(&mut self, key: Key, first: usize, relations: &[Relation]) {
        self.relations.now.insert(key, relations.iter().map(|relation| relation.moved(|at| at - first)).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(numbers: &[u64]) -> Key {
        let mut keyer = Keyer::new(1);
        numbers.iter().for_each(|number| keyer.add(*number));
        keyer.key()
    }

    #[test]
    fn keys_tell_numbers_and_their_order_apart() {
        let all = [key(&[]), key(&[0]), key(&[0, 0]), key(&[1, 0]), key(&[0, 1]), key(&[1 << 63]), key(&[1 << 63, 1 << 63])];
        for (at, one) in all.iter().enumerate() {
            assert!(all[..at].iter().all(|other| other != one && *other as u64 != *one as u64), "{at}");
        }
    }

    #[test]
    fn what_two_texts_in_a_row_do_without_is_let_go() {
        let mut memory = Memory::default();
        let mut computed = 0;
        let mut ask = |memory: &mut Memory| {
            memory.window(7, || {
                computed += 1;
                vec![[0.5; LABELS]]
            });
        };
        ask(&mut memory);
        ask(&mut memory);
        memory.turn();
        ask(&mut memory);
        memory.turn();
        memory.turn();
        ask(&mut memory);
        assert_eq!(computed, 2);
    }
}
