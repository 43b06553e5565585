//! Look-up of words in closed lists.
//!
//! All lists of the crate stand in one kind of table: words in one string,
//! which weighs half of what an array of strings does in what the browser
//! loads, parsed at the first look-up.

/// Words, each with the set of lists (as bits) that hold it.
pub(crate) struct WordTable {
    /// In ascending order.
    words: Vec<(&'static str, u32)>,
    /// For each first byte of a word, where its words start.
    starts: [u16; 257],
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
        let mut starts = [0; 257];
        for (byte, start) in starts.iter_mut().enumerate() {
            *start = words.partition_point(|(word, _)| word.bytes().next().map_or(0, usize::from) < byte) as u16;
        }
        Self { words, starts }
    }

    /// The lists that hold `word`, as bits; 0 where none does.
    pub fn get(&self, word: &str) -> u32 {
        let Some(first) = word.bytes().next().map(usize::from) else { return 0 };
        let found = usize::from(self.starts[first])..usize::from(self.starts[first + 1]);
        let words = self.words.get(found).unwrap_or_default();
        words.binary_search_by(|(listed, _)| (*listed).cmp(word)).map_or(0, |at| words[at].1)
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
