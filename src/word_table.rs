//! Look-up of words in closed lists.
//!
//! All lists of the crate stand in one kind of table: words in one string,
//! which weighs half of what an array of strings does in what the browser
//! loads, parsed at the first look-up.

use crate::forms::{Hash, hash};

/// Words, each with the set of lists (as bits) that hold it.
pub(crate) struct WordTable {
    /// In ascending order.
    words: Vec<(&'static str, u32)>,
    /// For each place that a hash leads to, the hash and the index of the word
    /// that has it; a word whose place is taken stands in the next that is free.
    places: Vec<Option<(Hash, u16)>>,
}

impl WordTable {
    /// A table of `lists`: of each, its bits and its words, parted by white space.
    pub fn new(lists: &[(u32, &'static str)]) -> Self {
        let mut words: Vec<(&str, u32)> =
            lists.iter().flat_map(|(bits, words)| words.split_ascii_whitespace().map(|word| (word, *bits))).collect();
        words.sort_unstable();
        words.dedup_by(|again, first| {
            let same = again.0 == first.0;
            if same {
                first.1 |= again.1;
            }
            same
        });
        // Most words of a text are in no list: with places enough, the first look says so.
        let mut places = vec![None; (words.len() * 4).next_power_of_two()];
        for (index, (word, _)) in words.iter().enumerate() {
            let hash = hash(word.as_bytes());
            let mut place = hash as usize & (places.len() - 1);
            while places[place].is_some() {
                place = (place + 1) & (places.len() - 1);
            }
            places[place] = Some((hash, index as u16));
        }
        Self { words, places }
    }

    /// The lists that hold `word`, as bits; 0 where none does.
    pub fn get(&self, word: &str) -> u32 {
        let own = hash(word.as_bytes());
        let mut place = own as usize & (self.places.len() - 1);
        while let Some(Some((hash, index))) = self.places.get(place) {
            if *hash == own
                && let Some((listed, bits)) = self.words.get(usize::from(*index))
                && *listed == word
            {
                return *bits;
            }
            place = (place + 1) & (self.places.len() - 1);
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_several_lists_has_the_bits_of_all() {
        let table = WordTable::new(&[(1, "the a an"), (2, "a be"), (4, "\u{e9}t\u{e9}")]);
        assert_eq!(["a", "an", "be", "été", "b", "", "that"].map(|word| table.get(word)), [3, 1, 2, 4, 0, 0, 0]);
    }
}
