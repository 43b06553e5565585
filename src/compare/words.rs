//! The words of quotations, as comparing needs them.
//!
//! In: a text and the content of a quotation. Out: its [`Word`]s. A word knows
//! by what number it is the same as another, how much it tells when two
//! quotations share it, and what stands around it that an editor has put
//! there: an ellipsis, brackets. Who speaks is not its business.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::Span;
use crate::forms::stem;
use crate::lexicon::{self, ADVERB, AUXILIARY, CONJUNCTION, DETERMINER, OTHER_PRONOUN, PREPOSITION, RELATIVE, SUBJECT_PRONOUN, TIME};
use crate::text::{Text, Token, TokenKind};
use crate::word_table::WordTable;

/// A number that stands for a word.
pub(super) type Id = u32;

/// One word of a quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Where it stands; brackets inside it (`want[ed]`) included.
    pub span: Span,
    /// The same for words that differ in nothing but case, hyphens and brackets.
    pub exact: Id,
    /// The same also for other forms of the word.
    pub loose: Id,
    /// How much it tells that two quotations share it.
    pub weight: f32,
    /// Whether it is written as names are.
    pub name: bool,
    /// Which stretch of the quotation it stands in: a piece of its content, in one pair of marks.
    pub part: u32,
    /// Which sentence of its text it stands in.
    pub sentence: usize,
    /// Which sentence, or part of one between ellipses, it stands in.
    pub segment: u32,
    /// Whether an ellipsis stands before it.
    pub ellipsis: bool,
    /// Whether one stands after it and no word is between.
    pub ellipsis_after: bool,
    /// Whether all of it stands in brackets.
    pub bracketed: bool,
}

/// How much words of each sort tell. A word that is no other sort's tells 1.
mod telling {
    /// "the", "of", "they", "would".
    pub const FUNCTION: f32 = 0.1;
    /// "people", "want", "really", "Monday".
    pub const COMMON: f32 = 0.4;
    /// "2016".
    pub const NUMBER: f32 = 0.6;
    /// Of what it would tell in lower case: who is talked about is no remark.
    pub const NAME: f32 = 0.4;
}

impl Word {
    /// Whether it is a word of content: no "the", no "they".
    pub fn is_content(&self) -> bool {
        self.weight > telling::FUNCTION
    }

    /// Whether this and `other` are the same in some form, and somebody's words.
    pub fn is_like(&self, other: &Self) -> bool {
        self.loose == other.loose && !self.bracketed && !other.bracketed
    }

    /// How much it tells that this and `other` are the same.
    pub fn shared(&self, other: &Self) -> f32 {
        let weight = self.weight.max(other.weight);
        // A headline writes all its words as names.
        if self.name && other.name { weight * telling::NAME } else { weight }
    }
}

/// How much all `words` tell.
pub(super) fn weight(words: &[Word]) -> f32 {
    words.iter().filter(|word| !word.bracketed).map(|word| word.shared(word)).sum()
}

/// The numbers of words.
#[derive(Default)]
pub(super) struct Vocabulary {
    ids: HashMap<String, usize>,
}

impl Vocabulary {
    fn id(&mut self, word: &str) -> Id {
        if let Some(id) = self.ids.get(word) {
            return *id as Id;
        }
        let id = self.ids.len();
        self.ids.insert(word.to_owned(), id);
        id as Id
    }

    /// How many words there are: each has a number below.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// For each word, its place among all in alphabetical order, which knows nothing of the order of texts.
    pub fn ranks(&self) -> Vec<Id> {
        let mut words: Vec<(&str, u32)> = self.ids.iter().map(|(word, id)| (word.as_str(), *id as u32)).collect();
        words.sort_unstable();
        let mut ranks = vec![0; words.len()];
        for ((_, id), rank) in words.into_iter().zip(0..) {
            ranks[id as usize] = rank;
        }
        ranks
    }

    /// The words of `text` in `pieces`; where `marked` is given, those alone
    /// that it has in a quoted stretch, by token. Of a headline, none is a name.
    pub fn read(&mut self, text: &Text, pieces: &[Span], marked: Option<&[Option<usize>]>) -> Vec<Word> {
        let mut words = self.read_as_written(text, pieces, marked);
        for segment in words.chunk_by_mut(|a, b| a.segment == b.segment) {
            unname_headline(segment);
        }
        words
    }

    /// The same, where what is written as names is one.
    pub fn read_as_written(&mut self, text: &Text, pieces: &[Span], marked: Option<&[Option<usize>]>) -> Vec<Word> {
        let mut reader = Reader {
            vocabulary: self,
            text,
            words: Vec::new(),
            place: None,
            part: 0,
            segment: 0,
            ellipsis: false,
            brackets: Brackets::default(),
        };
        for (piece, span) in pieces.iter().enumerate() {
            for at in text.tokens_in(*span).filter(|at| span.covers(text.tokens[*at].span)) {
                let stretch = marked.map(|marked| marked[at]);
                if stretch != Some(None) {
                    reader.token(at, (piece, stretch.flatten()), span.end);
                }
            }
        }
        reader.words
    }
}

/// A headline writes all its words as names: of those, none is one.
fn unname_headline(words: &mut [Word]) {
    let content = words.iter().filter(|word| word.is_content());
    let (all, names) = content.fold((0, 0), |(all, names), word| (all + 1, names + usize::from(word.name)));
    if names >= 3 && names * 5 >= all * 4 {
        words.iter_mut().for_each(|word| word.name = false);
    }
}

/// What is known of brackets while tokens are read.
#[derive(Default)]
struct Brackets {
    /// The token that closes the bracket which is open.
    until: Option<usize>,
    /// Whether the next word goes on with the one before: `want[ed]`, `[T]he`.
    joins: bool,
    /// Where the bracket stands that the next word opens with.
    opening: Option<usize>,
}

struct Reader<'a, 't> {
    vocabulary: &'a mut Vocabulary,
    text: &'a Text<'t>,
    words: Vec<Word>,
    /// The piece and the stretch of the token before.
    place: Option<(usize, Option<usize>)>,
    part: u32,
    segment: u32,
    ellipsis: bool,
    brackets: Brackets,
}

/// The most tokens that a bracket holds; more are a bracket that was never closed.
const LONGEST_BRACKET: usize = 16;

impl Reader<'_, '_> {
    /// Reads the token `at` of the quotation's piece and stretch `place`, which ends at `end`.
    fn token(&mut self, at: usize, place: (usize, Option<usize>), end: usize) {
        let token = &self.text.tokens[at];
        if self.place != Some(place) {
            self.part += u32::from(self.place.is_some());
            self.segment += u32::from(self.place.is_some());
            self.place = Some(place);
            self.brackets = Brackets::default();
        }
        match token.kind {
            TokenKind::Mark => {}
            TokenKind::Punct => self.punctuation(at, end),
            TokenKind::Word | TokenKind::Number | TokenKind::Clitic => self.word(at),
        }
    }

    fn punctuation(&mut self, at: usize, end: usize) {
        let token = &self.text.tokens[at];
        let before = at.checked_sub(1).map(|before| &self.text.tokens[before]);
        match token.norm.as_ref() {
            "[" => {
                let closes = |other: &usize| self.text.tokens[*other].is("]") && self.text.tokens[*other].span.end <= end;
                self.brackets.until = (at + 1..self.text.tokens.len().min(at + LONGEST_BRACKET)).find(closes);
                self.brackets.opening = self.brackets.until.map(|_| token.span.start);
                self.brackets.joins = self.brackets.until.is_some() && !token.spaced && before.is_some_and(Token::is_word);
            }
            "]" if self.brackets.until == Some(at) => {
                self.brackets.until = None;
                if self.brackets.opening.take().is_none()
                    && let Some(word) = self.words.last_mut()
                {
                    word.span.end = token.span.end;
                }
                let next = self.text.tokens.get(at + 1);
                self.brackets.joins = next.is_some_and(|next| next.is_word() && !next.spaced) && before.is_some_and(Token::is_word);
            }
            norm if is_ellipsis(norm) || norm == "." && before.is_some_and(|before| before.is(".")) => {
                self.ellipsis = true;
                if let Some(word) = self.words.last_mut() {
                    word.ellipsis_after = true;
                }
            }
            _ => {}
        }
    }

    fn word(&mut self, at: usize) {
        let token = &self.text.tokens[at];
        let norm = plain(&token.norm);
        if norm.is_empty() {
            return;
        }
        let opening = self.brackets.opening.take();
        if std::mem::take(&mut self.brackets.joins)
            && let Some(word) = self.words.last_mut()
        {
            word.span.end = token.span.end;
            word.bracketed = false;
            let whole: String =
                word.span.of(self.text.source).chars().filter(|c| !matches!(c, '[' | ']')).map(crate::text::lower).collect();
            let whole = plain(&whole);
            (word.exact, word.loose) = (self.vocabulary.id(&whole), self.vocabulary.id(&loose(&whole)));
            word.weight = telling(&whole, TokenKind::Word);
            return;
        }
        let first = self.words.last().is_none_or(|last| last.sentence != token.sentence || last.part != self.part);
        self.segment += u32::from(self.words.last().is_some_and(|last| last.part == self.part && (first || self.ellipsis)));
        self.words.push(Word {
            span: Span::new(opening.unwrap_or(token.span.start), token.span.end),
            exact: self.vocabulary.id(&norm),
            loose: self.vocabulary.id(&loose(&norm)),
            weight: telling(&norm, token.kind),
            name: token.capital && !first && norm != "i",
            part: self.part,
            sentence: token.sentence,
            segment: self.segment,
            ellipsis: std::mem::take(&mut self.ellipsis),
            ellipsis_after: false,
            bracketed: self.brackets.until.is_some(),
        });
    }
}

/// Whether `norm` is three dots or more, in one character or several.
pub(super) fn is_ellipsis(norm: &str) -> bool {
    norm.starts_with('…') || norm.len() > 1 && norm.bytes().all(|byte| byte == b'.')
}

/// `norm` without hyphens, and without commas if it is a number.
fn plain(norm: &str) -> String {
    let number = norm.starts_with(|c: char| c.is_numeric());
    norm.chars().filter(|c| !(matches!(c, '-' | '‐' | '‑') || number && *c == ',')).collect()
}

/// What stands for `norm` and its other forms.
fn loose(norm: &str) -> String {
    match norm {
        "'s" | "'re" | "'m" | "are" | "am" | "was" | "were" => "is".into(),
        "'ve" | "has" | "had" | "have" => "have".into(),
        "'ll" | "will" | "would" | "'d" => "will".into(),
        "an" => "a".into(),
        _ => {
            let stem = stem(norm);
            // "wanted" and "want", "stopped" and "stop".
            let mut back = stem.chars();
            let doubled =
                back.next_back().zip(back.clone().next_back()).is_some_and(|(last, other)| last == other && !matches!(last, 'l' | 's'));
            if doubled && stem.len() > 3 { back.as_str().to_owned() } else { stem.to_owned() }
        }
    }
}

/// How much `norm` tells by the sort of word that it is.
fn telling(norm: &str, kind: TokenKind) -> f32 {
    const FUNCTION: u32 = DETERMINER | SUBJECT_PRONOUN | OTHER_PRONOUN | PREPOSITION | CONJUNCTION | RELATIVE | AUXILIARY;
    static COMMON: LazyLock<WordTable> = LazyLock::new(|| WordTable::new(&[(1, include_str!("common.txt"))]));
    let classes = lexicon::classes(norm);
    let is_common = |word: &str| COMMON.get(word) != 0;
    if kind == TokenKind::Clitic || classes & FUNCTION != 0 || classes & ADVERB != 0 && !norm.ends_with("ly") || norm.chars().count() < 2 {
        telling::FUNCTION
    } else if kind == TokenKind::Number {
        telling::NUMBER
    } else if classes & (ADVERB | TIME) != 0
        || is_common(norm)
        || norm.strip_suffix('s').is_some_and(is_common)
        || norm.strip_suffix("ed").is_some_and(|stem| is_common(stem) || is_common(&format!("{stem}e")))
        || norm.strip_suffix("ing").is_some_and(|stem| is_common(stem) || is_common(&format!("{stem}e")))
        || lexicon::reporting_verb(norm).is_some_and(|(reports, _)| reports == lexicon::Reports::Thinking)
    {
        telling::COMMON
    } else {
        1.0
    }
}
