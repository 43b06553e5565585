//! A text as the finding of speakers reads it: each token's class, what is
//! quoted, which lines are headlines.

use std::collections::HashMap;

use super::mentions;
use super::words::Class;
use crate::Span;
use crate::lexicon;
use crate::marks::Marks;
use crate::text::{Text, Token, TokenKind};

/// A text with what is asked of its tokens again and again.
pub(super) struct Reading<'a> {
    /// The text.
    pub text: &'a Text<'a>,
    /// Whether it tells of people who talk to each other.
    pub dialogue: bool,
    /// Each token's classes.
    class: Vec<Class>,
    /// The outermost quoted stretch that each token stands in.
    quoted: Vec<Option<usize>>,
    /// Whether anything in each paragraph is quoted.
    spoken: Vec<bool>,
    /// Whether each paragraph is written as a headline.
    headline: Vec<bool>,
    /// How many sentences before each hold narration.
    told: Vec<usize>,
    /// How many lines between sections stand before each paragraph.
    section: Vec<usize>,
    /// The words that stand in lower case, with nothing. A map of another type would be
    /// another 3 KB in what the browser loads; `Names` has this one.
    lower: HashMap<&'a str, Vec<usize>>,
    /// The words that have a capital which no sentence or headline gives them.
    capital: HashMap<&'a str, Vec<usize>>,
    /// The same for words that only start sentences of a story, as somebody
    /// who acts does.
    acting: HashMap<&'a str, Vec<usize>>,
}

/// The fewest words of a line that can be told to be a headline by its capitals.
const HEADLINE_WORDS: usize = 4;
/// The letters from which a word has a capital in a headline: fewer are
/// articles and prepositions.
const HEADLINE_LETTERS: usize = 4;

impl<'a> Reading<'a> {
    /// Reads `text`.
    pub fn new(text: &'a Text<'a>, marks: &Marks) -> Self {
        let quoted = marks.outermost(text);
        let mut class = text.by_word(|token| if token.kind == TokenKind::Word { Class::of(&token.norm) } else { Class::NONE });
        for (class, _) in class.iter_mut().zip(&text.tokens).filter(|(_, token)| is_initial(token)) {
            *class = Class::NONE;
        }
        let headline = text.paragraphs.iter().map(|run| is_headline(text, &text.tokens[run.tokens()], &class[run.tokens()])).collect();
        let spoken = text.paragraphs.iter().map(|run| quoted[run.tokens()].iter().any(Option::is_some)).collect();
        let mut count = 0;
        let mut told = Vec::with_capacity(text.sentences.len());
        for run in &text.sentences {
            told.push(count);
            count += usize::from(run.tokens().any(|at| quoted[at].is_none() && text.tokens[at].is_word()));
        }
        let mut count = 0;
        let mut section = Vec::with_capacity(text.paragraphs.len());
        for run in &text.paragraphs {
            count += usize::from(!text.of(run.span).contains(char::is_alphanumeric));
            section.push(count);
        }
        let mut reading = Self {
            text,
            dialogue: false,
            class,
            quoted,
            spoken,
            headline,
            told,
            section,
            lower: HashMap::new(),
            capital: HashMap::new(),
            acting: HashMap::new(),
        };
        // For each token, whether its word is among those in lower case and those with a capital.
        let mut noted = vec![[false; 2]; text.tokens.len()];
        for (at, token) in text.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
            let [lower, capital] = &mut noted[text.first_alike(at)];
            if !token.capital && !*lower {
                *lower = true;
                reading.lower.entry(&token.norm).or_default();
            } else if token.capital && !*capital && !reading.starts(at) && !reading.in_headline(at) {
                *capital = true;
                reading.capital.entry(&token.norm).or_default();
            }
        }
        reading
    }

    /// Reads the text as a story in which people talk to each other.
    pub fn hear_dialogue(&mut self) {
        self.dialogue = true;
        for (at, token) in self.text.tokens.iter().enumerate() {
            if token.capital && self.quoted(at).is_none() && mentions::acts(self, at) && !self.is_in_lower_case(&token.norm) {
                self.acting.entry(&token.norm).or_default().push(at);
            }
        }
    }

    /// Whether somebody called `word` acts, as far as the starts of sentences tell.
    pub fn is_acting(&self, word: &str) -> bool {
        self.acting.contains_key(word)
    }

    /// The classes of the token at `at`; none past the end.
    pub fn class(&self, at: usize) -> Class {
        self.class.get(at).copied().unwrap_or_default()
    }

    /// The token at `at`.
    pub fn token(&self, at: usize) -> Option<&'a Token<'a>> {
        self.text.tokens.get(at)
    }

    /// The lower-case letters of the token at `at`; empty past the end.
    pub fn norm(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.norm.as_ref())
    }

    /// The letters by which the token at `at` is told in names: without a full stop.
    pub fn name_word(&self, at: usize) -> &'a str {
        self.norm(at).trim_end_matches('.')
    }

    /// The outermost quoted stretch that holds the token at `at`.
    pub fn quoted(&self, at: usize) -> Option<usize> {
        self.quoted.get(at).copied().flatten()
    }

    /// Whether anything in the paragraph is quoted.
    pub fn is_spoken(&self, paragraph: usize) -> bool {
        self.spoken.get(paragraph).copied().unwrap_or(false)
    }

    /// The paragraph of the token at `at`.
    pub fn paragraph(&self, at: usize) -> usize {
        self.token(at).map_or(self.text.paragraphs.len(), |token| token.paragraph)
    }

    /// The sentence of the token at `at`.
    pub fn sentence(&self, at: usize) -> usize {
        self.token(at).map_or(self.text.sentences.len(), |token| token.sentence)
    }

    /// How many sentences with narration stand before the one of the token at `at`.
    pub fn told_before(&self, at: usize) -> usize {
        self.told.get(self.sentence(at)).copied().unwrap_or(0)
    }

    /// The section of the token at `at`: lines without a word part them.
    pub fn section(&self, at: usize) -> usize {
        self.section.get(self.paragraph(at)).copied().unwrap_or(0)
    }

    /// Whether the token at `at` stands in a headline.
    pub fn in_headline(&self, at: usize) -> bool {
        self.headline.get(self.paragraph(at)).copied().unwrap_or(false)
    }

    /// Whether `word` occurs in lower case.
    pub fn is_in_lower_case(&self, word: &str) -> bool {
        self.lower.contains_key(word)
    }

    /// Whether `word` occurs with a capital of its own.
    pub fn is_in_capitals(&self, word: &str) -> bool {
        self.capital.contains_key(word)
    }

    /// Whether the token at `at` is a word with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.capital && token.kind == TokenKind::Word)
    }

    /// Whether all letters of the token at `at` are capitals, and several.
    pub fn is_all_capitals(&self, at: usize) -> bool {
        let word = self.text.word(at);
        word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
    }

    /// Whether narration stands right behind the words that end before `end`, in their paragraph.
    pub fn is_told_behind(&self, end: usize) -> bool {
        /// How many marks may stand between.
        const MARKS: usize = 3;
        let paragraph = self.paragraph(end.saturating_sub(1));
        let told = |at: usize| self.quoted(at).is_none() && self.token(at).is_some_and(|token| token.is_word());
        (end..end + MARKS).any(|at| self.paragraph(at) == paragraph && told(at))
    }

    /// Whether the token after `at` is a word and only white space parts the two.
    pub fn joins_next(&self, at: usize) -> bool {
        let (Some(token), Some(next)) = (self.token(at), self.token(at + 1)) else { return false };
        next.spaced && next.is_word() && next.paragraph == token.paragraph && !self.ends_by_stop(at, next)
    }

    /// Whether a sentence ends between the token at `at` and the `next` one
    /// though no full stop stands alone there.
    fn ends_by_stop(&self, at: usize, next: &Token) -> bool {
        next.sentence != self.sentence(at) && !lexicon::is_title_abbreviation(self.norm(at))
    }

    /// Whether a possessive "'s" or "s'" stands behind the token at `at`.
    pub fn is_possessive(&self, at: usize) -> bool {
        let Some(next) = self.token(at + 1) else { return false };
        next.kind == TokenKind::Clitic && next.norm == "'s"
            || !next.spaced && next.kind == TokenKind::Mark && next.norm == "'" && self.norm(at).ends_with('s')
    }

    /// Whether a capital at `at` says nothing: a sentence, a quotation or a
    /// parenthesis starts there.
    pub fn starts(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return true };
        let Some(before) = at.checked_sub(1).and_then(|before| self.token(before)) else { return true };
        before.sentence != token.sentence
            || matches!(before.norm.as_ref(), ":" | "(" | "[" | "•" | "*")
            || before.kind == TokenKind::Mark && !token.spaced
    }

    /// The first token of `span`, and the first after it.
    pub fn tokens_in(&self, span: Span) -> (usize, usize) {
        let tokens = self.text.tokens_in(span);
        (tokens.start, tokens.end)
    }
}

/// Whether `token` is an initial ("A."), which has no classes.
fn is_initial(token: &Token) -> bool {
    token.capital && token.norm.len() == 2 && token.norm.ends_with('.')
}

/// Whether the paragraph of `tokens`, which have these `classes`, is written as a headline: all its words
/// but the short ones have a capital. One that ends like a sentence has no
/// other word in lower case than articles, prepositions and the like, and no
/// verb of speech: “No,” Lopez said.
fn is_headline(text: &Text, tokens: &[Token], classes: &[Class]) -> bool {
    let sentence = tokens.last().is_some_and(|token| token.norm == ".");
    let closed = Class::FUNCTION.and(Class::PREPOSITION).and(Class::PARTICLE);
    let (mut words, mut capitals, mut small) = (0, 0, 0);
    for (token, class) in tokens.iter().zip(classes).filter(|(token, _)| token.kind == TokenKind::Word) {
        words += 1;
        capitals += usize::from(token.capital);
        if !token.capital {
            let open = if sentence {
                !class.any(closed) || class.any(Class::SPEECH)
            } else {
                text.of(token.span).chars().count() >= HEADLINE_LETTERS
            };
            small += usize::from(open);
        }
    }
    let most = if sentence { 0 } else { words / 10 };
    words >= HEADLINE_WORDS && small <= most && capitals * 2 > words
}
