//! Closed lists of English words, each sorted and searched by halves.
//!
//! Words are in lower case with straight apostrophes, as [`norm`](crate::text::Token::norm) has them.

/// Whether `word` is in the sorted list `words`.
pub(crate) fn holds(words: &[&str], word: &str) -> bool {
    words.binary_search(&word).is_ok()
}

/// Titles that stand before a name, with their full stop.
const TITLE_ABBREVIATIONS: &[&str] = &[
    "adm.", "atty.", "brig.", "capt.", "cmdr.", "col.", "cpl.", "det.", "dr.", "fr.", "gen.", "gov.", "hon.", "lt.", "maj.", "mr.", "mrs.",
    "ms.", "msgr.", "pres.", "prof.", "pvt.", "rep.", "reps.", "rev.", "sen.", "sens.", "sgt.", "sr.", "st.", "supt.",
];

/// Other words that end in a full stop of their own, without it.
const ABBREVIATIONS: &[&str] = &[
    "apr", "aug", "ave", "blvd", "bros", "calif", "co", "conn", "corp", "dec", "dept", "est", "etc", "feb", "fla", "ft", "inc", "jan",
    "jr", "jul", "jun", "ltd", "mass", "mich", "minn", "mt", "no", "nov", "oct", "okla", "penn", "rd", "sep", "sept", "tenn", "va", "vol",
    "vs", "wis",
];

/// Words that follow a full stop far more often than they follow an abbreviation in mid-sentence.
const STARTERS: &[&str] = &[
    "a",
    "according",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "during",
    "each",
    "even",
    "for",
    "from",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "it",
    "its",
    "last",
    "many",
    "more",
    "most",
    "my",
    "no",
    "not",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "our",
    "she",
    "since",
    "so",
    "some",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "to",
    "under",
    "we",
    "what",
    "when",
    "where",
    "while",
    "who",
    "why",
    "with",
    "yet",
    "you",
];

/// Words whose first letters an apostrophe stands for, without it.
const ELISIONS: &[&str] = &[
    "bout", "cause", "cept", "coz", "em", "er", "ere", "fraid", "gainst", "hood", "im", "kay", "loo", "n", "nam", "neath", "nother",
    "nough", "nuff", "pon", "round", "sblood", "scuse", "spect", "tain", "til", "till", "tis", "tude", "twas", "tween", "twere", "twill",
    "twixt", "twould", "un", "ya", "zounds",
];

/// Whether `word` is what an apostrophe at its start leaves of a word: 'tis, 'em.
pub(crate) fn is_elision(word: &str) -> bool {
    holds(ELISIONS, word)
}

/// Whether `word`, with its full stop, is a title before a name.
pub(crate) fn is_title_abbreviation(word: &str) -> bool {
    holds(TITLE_ABBREVIATIONS, word)
}

/// Whether `word`, without its full stop, is an abbreviation.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    holds(ABBREVIATIONS, word) || TITLE_ABBREVIATIONS.binary_search_by(|title| title.trim_end_matches('.').cmp(word)).is_ok()
}

/// Whether `word` commonly starts a sentence.
pub(crate) fn starts_sentence(word: &str) -> bool {
    holds(STARTERS, word)
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted() {
        for list in [super::TITLE_ABBREVIATIONS, super::ABBREVIATIONS, super::STARTERS, super::ELISIONS] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{list:?}");
        }
    }
}
