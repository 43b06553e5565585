//! What the learnt stages see of each token, hashed once.
//!
//! In: a text and what its tokens are for. Out: [`Forms`], numbers that stand
//! for each token's word, stem, ends and shape. Names are masked: a
//! capitalised word that the same text also capitalises away from the start
//! of a sentence is known by its shape alone, so that no stage can learn who
//! it is that usually speaks.

use std::sync::LazyLock;

use crate::Span;
use crate::lexicon::{CONJUNCTION, DETERMINER, OTHER_PRONOUN, PREPOSITION, RELATIVE, STARTER, SUBJECT_PRONOUN};
use crate::tags::{Place, Tags};
use crate::text::{Text, Token, TokenKind};
use crate::word_table::WordTable;

/// What stands for a string, or for several things together.
pub(crate) type Hash = u32;

/// The hash of `bytes`: FNV-1a.
pub(crate) const fn hash(bytes: &[u8]) -> Hash {
    let mut hash = 0x811c_9dc5_u32;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// What stands for `first` followed by `second`.
pub(crate) const fn mix(first: Hash, second: Hash) -> Hash {
    let mixed = (first.rotate_left(5) ^ second).wrapping_mul(0x9e37_79b1);
    mixed ^ (mixed >> 15)
}

/// What is seen of one token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// Its word in lower case, marks and dashes of one kind as one; [`NAME`] if it is masked.
    pub word: Hash,
    /// The word without the commonest endings.
    pub stem: Hash,
    /// Its first three letters.
    pub prefix3: Hash,
    /// Its first five letters.
    pub prefix5: Hash,
    /// Its last two letters.
    pub suffix2: Hash,
    /// Its last three letters.
    pub suffix3: Hash,
    /// Its capitals, letters and digits, runs as one: "Xx", "X.X.", "d".
    pub shape: Hash,
    /// Whether it is a name, so that the others but the shape say nothing.
    pub masked: bool,
}

/// What stands for every masked word.
pub(crate) const NAME: Hash = hash(b"<name>");

/// What is seen of each token of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forms {
    /// For each token, its form.
    pub of: Vec<Form>,
}

impl Forms {
    /// The forms of `text`'s tokens. Linear in its length but for a sort of its names.
    pub fn new(text: &Text, tags: &Tags) -> Self {
        let mut of: Vec<Form> = text.by_word(form);
        for (form, token) in of.iter_mut().zip(&text.tokens) {
            form.shape = shape(token.span.of(text.source));
        }
        let kept = text.by_word(|token| KEPT.get(token.norm.trim_end_matches('.')) != 0);
        let is_candidate = |at: usize| is_candidate(text, tags, at) && !kept[at];
        let names = names(text, tags, &of, is_candidate);
        for (at, form) in of.iter_mut().enumerate() {
            if is_candidate(at) && names.binary_search(&(form.word as usize)).is_ok() {
                *form = Form {
                    word: NAME,
                    stem: NAME,
                    prefix3: NAME,
                    prefix5: NAME,
                    suffix2: NAME,
                    suffix3: NAME,
                    shape: form.shape,
                    masked: true,
                };
            }
        }
        Self { of }
    }

    /// The form of the token at `at`; that of nothing past the ends.
    pub fn get(&self, at: usize) -> Form {
        self.of.get(at).copied().unwrap_or_default()
    }
}

/// Words that no article makes a name of, however often it capitalises them.
static KEPT: LazyLock<WordTable> = LazyLock::new(|| {
    WordTable::new(&[(
        1,
        "mr mrs ms dr sen rep gov president monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december i",
    )])
});

/// Whether the token at `at` may be a name, unless it is [`KEPT`]: a capitalised word of no closed class.
fn is_candidate(text: &Text, tags: &Tags, at: usize) -> bool {
    const CLOSED: u32 = DETERMINER | SUBJECT_PRONOUN | OTHER_PRONOUN | PREPOSITION | CONJUNCTION | RELATIVE | STARTER;
    let token = &text.tokens[at];
    token.capital && token.kind == TokenKind::Word && tags.classes.get(at).is_none_or(|classes| classes & CLOSED == 0)
}

/// The words, sorted, that `text` capitalises away from where a sentence, a
/// quotation or a line starts. Headings, which may capitalise every word, say nothing.
fn names(text: &Text, tags: &Tags, of: &[Form], is_candidate: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut names = Vec::new();
    for run in &text.sentences {
        let paragraph = text.tokens[run.first].paragraph;
        if tags.places.get(paragraph).is_some_and(|place| *place != Place::Body) {
            continue;
        }
        let mut opens = true;
        for at in run.tokens() {
            let token = &text.tokens[at];
            if !token.is_word() {
                // A mark, a colon or a bracket may open what starts with a capital.
                opens |= matches!(token.kind, TokenKind::Mark) || matches!(token.norm.as_ref(), ":" | "(" | "[" | "." | "?" | "!");
                continue;
            }
            if !opens && is_candidate(at) {
                names.push(of[at].word as usize);
            }
            opens = false;
        }
    }
    Span::sort_positions(&mut names);
    names.dedup();
    names
}

/// The form of `token` but for its shape.
fn form(token: &Token) -> Form {
    let word = match token.kind {
        TokenKind::Mark if matches!(token.norm.as_ref(), "“" | "”" | "\"" | "«" | "»" | "„" | "‟" | "″") => "\"",
        TokenKind::Mark => "'",
        TokenKind::Punct if token.norm.starts_with(['—', '–']) || token.norm.starts_with("--") => "--",
        TokenKind::Punct if token.norm.starts_with('…') || token.norm.starts_with("..") => "...",
        TokenKind::Number => "0",
        _ => token.norm.as_ref(),
    };
    let number = token.kind == TokenKind::Number;
    let end = |letters: usize| {
        if word.is_ascii() {
            return hash(&word.as_bytes()[word.len().saturating_sub(letters)..]) ^ 1;
        }
        let mut starts = word.char_indices().rev().map(|(at, _)| at).take(letters);
        hash(word.get(starts.by_ref().last().unwrap_or(0)..).unwrap_or(word).as_bytes()) ^ 1
    };
    let start = |letters: usize| {
        if word.is_ascii() {
            return hash(&word.as_bytes()[..word.len().min(letters)]) ^ 2;
        }
        let stop = word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at);
        hash(word.get(..stop).unwrap_or(word).as_bytes()) ^ 2
    };
    // A number's digits are its shape alone, but a year and a count differ.
    let word_hash = if number { mix(hash(b"0"), token.norm.len().min(5) as Hash) } else { hash(word.as_bytes()) };
    Form {
        word: word_hash,
        stem: hash(stem(word).as_bytes()),
        prefix3: start(3),
        prefix5: start(5),
        suffix2: end(2),
        suffix3: end(3),
        shape: 0,
        masked: false,
    }
}

/// `word` without the commonest endings: "says" and "say", "argued" and "argue" come to one.
pub(crate) fn stem(word: &str) -> &str {
    for ending in ["ing", "ies", "ied", "es", "ed", "s", "ly"] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() > 2
        {
            return rest.trim_end_matches(['e', 'y', 'i']);
        }
    }
    word.trim_end_matches(['e', 'y'])
}

/// The kinds of characters in `word`, runs as one, eight at the most.
fn shape(word: &str) -> Hash {
    let mut shape = hash(b"shape");
    let mut last = '\0';
    let mut kinds = 0;
    for c in word.chars() {
        let kind = match c {
            'A'..='Z' => 'X',
            'a'..='z' => 'x',
            '0'..='9' => 'd',
            '’' => '\'',
            '“' | '”' => '"',
            '–' | '—' => '-',
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c => c,
        };
        if kind != last {
            shape = mix(shape, kind as Hash);
            kinds += 1;
            last = kind;
        }
        if kinds == 8 {
            break;
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::Marks;

    fn forms(source: &str) -> Vec<Form> {
        let text = Text::new(source);
        let tags = Tags::new(&text, &Marks::new(&text));
        Forms::new(&text, &tags).of
    }

    #[test]
    fn names_are_known_by_their_shape() {
        let quist = forms("Quist smiled. Then Ada Quist said no.");
        let reed = forms("Grant smiled. Then Tom Grant said no.");
        assert_eq!(quist, reed);
        assert!(quist[0].masked && !quist[1].masked && quist[4].masked);
    }

    #[test]
    fn what_only_opens_a_sentence_is_no_name() {
        assert!(forms("Bridges fall. Nobody said so.").iter().all(|form| !form.masked));
    }

    #[test]
    fn marks_of_two_styles_are_one() {
        let curly = forms("“Yes,” he said — it’s…");
        let straight = forms("\"Yes,\" he said -- it's...");
        assert!(curly.iter().zip(&straight).all(|(a, b)| a.word == b.word));
    }

    #[test]
    fn stems_bring_forms_together() {
        for (a, b) in [("says", "say"), ("argued", "argue"), ("denies", "denied"), ("telling", "tells")] {
            assert_eq!(stem(a), stem(b));
        }
    }
}
