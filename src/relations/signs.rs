//! What the relations' model sees of each token, whatever the cue.
//!
//! In: a text with its marks, tags and forms. Out: [`Signs`], a row of
//! hashes a token, and the class by which steps to it are weighed.

use crate::forms::{Forms, Hash};
use crate::lexicon;
use crate::marks::Marks;
use crate::tags::Tags;
use crate::text::{Text, Token, TokenKind};

/// How many signs a token has.
pub(crate) const COUNT: usize = 17;
/// Its word.
pub(crate) const WORD: usize = 0;
/// Its stem.
pub(crate) const STEM: usize = 1;
/// Its shape.
pub(crate) const SHAPE: usize = 2;
/// Its last three letters.
pub(crate) const SUFFIX3: usize = 3;
/// Its last two letters.
pub(crate) const SUFFIX2: usize = 4;
/// Its first three letters.
pub(crate) const PREFIX3: usize = 5;
/// Its first five letters.
pub(crate) const PREFIX5: usize = 6;
/// Whether it stands in quotation marks, and which of them it is.
pub(crate) const QUOTED: usize = 7;
/// How far the last mark before it is.
pub(crate) const BEHIND_MARK: usize = 8;
/// How far the next mark is.
pub(crate) const BEFORE_MARK: usize = 9;
/// Whether something is quoted in its sentence.
pub(crate) const QUOTING: usize = 10;
/// How far its sentence's start is.
pub(crate) const PLACE: usize = 11;
/// The first word of its sentence.
pub(crate) const FIRST: usize = 12;
/// Its paragraph's place in the text.
pub(crate) const PARAGRAPH: usize = 13;
/// Whether its sentence is capitalised like a heading.
pub(crate) const HEADING: usize = 14;
/// How many commas stand before it in its sentence.
pub(crate) const COMMAS: usize = 15;
/// Its word classes.
pub(crate) const CLASS: usize = 16;

/// What stands for each place before and behind a paragraph.
pub(crate) const NOTHING: Hash = 0x5bd1_e995;

/// The class of an opening mark.
pub(crate) const OPENS: u8 = 1;
/// The class of a closing mark.
pub(crate) const CLOSES: u8 = 2;

/// What is seen of each token of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signs {
    /// For each token, its signs.
    pub rows: Vec<[Hash; COUNT]>,
    /// For each token, its class.
    pub classes: Vec<u8>,
}

/// `distance` in steps that grow with it.
pub(crate) fn bucket(distance: usize) -> Hash {
    const STEPS: [usize; 10] = [7, 11, 16, 26, 41, 64, 102, 162, 256, 407];
    match distance {
        0..5 => distance as Hash,
        _ => 5 + STEPS.iter().take_while(|step| distance >= **step).count() as Hash,
    }
}

impl Signs {
    /// The signs of `text`'s tokens, of those in paragraphs that are `wanted`. Linear in its length.
    pub fn new(text: &Text, marks: &Marks, tags: &Tags, forms: &Forms, wanted: &[bool]) -> Self {
        let class = |(at, token): (usize, &Token)| if wanted[token.paragraph] { class(text, marks, tags, at) } else { 0 };
        let classes: Vec<u8> = text.tokens.iter().enumerate().map(class).collect();
        let is_mark = |at: usize| matches!(classes[at], OPENS | CLOSES);
        let mut rows = vec![[0; COUNT]; text.tokens.len()];
        for (index, run) in text.paragraphs.iter().enumerate().filter(|(index, _)| wanted[*index]) {
            let mut mark = None;
            for at in run.tokens() {
                let form = forms.get(at);
                if is_mark(at) {
                    mark = Some(at);
                }
                let row = &mut rows[at];
                row[WORD] = form.word;
                row[STEM] = form.stem;
                row[SHAPE] = form.shape;
                row[SUFFIX3] = form.suffix3;
                row[SUFFIX2] = form.suffix2;
                row[PREFIX3] = form.prefix3;
                row[PREFIX5] = form.prefix5;
                let quoted = tags.quoted.get(at).is_some_and(Option::is_some);
                row[QUOTED] = Hash::from(quoted) << 4 | Hash::from(classes[at].min(4));
                row[BEHIND_MARK] = mark.map_or(99, |mark| bucket(at - mark));
                row[PARAGRAPH] = index.min(3) as Hash;
                row[CLASS] = tags.classes.get(at).copied().unwrap_or_default() & 0x3ff;
            }
            let mut mark = None;
            for at in run.tokens().rev() {
                if is_mark(at) {
                    mark = Some(at);
                }
                rows[at][BEFORE_MARK] = mark.map_or(99, |mark| bucket(mark - at));
            }
        }
        for run in text.sentences.iter().filter(|run| wanted[text.tokens[run.first].paragraph]) {
            let quoting = run.tokens().any(|at| tags.quoted.get(at).is_some_and(Option::is_some));
            let words = run.tokens().filter(|at| text.tokens[*at].kind == TokenKind::Word).count();
            let capitals = run.tokens().filter(|at| text.tokens[*at].kind == TokenKind::Word && text.tokens[*at].capital).count();
            let heading = Hash::from(capitals * 10 > words * 6) << 1 | Hash::from(run.end - run.first > 5);
            let first = rows[run.first][WORD];
            let mut commas = 0;
            for at in run.tokens() {
                rows[at][QUOTING] = Hash::from(quoting);
                rows[at][PLACE] = (at - run.first).min(4) as Hash;
                rows[at][FIRST] = first;
                rows[at][HEADING] = heading;
                rows[at][COMMAS] = commas.min(3);
                commas += Hash::from(text.norm(at) == ",");
            }
        }
        Self { rows, classes }
    }
}

/// The class by which steps to the token at `at` are weighed.
fn class(text: &Text, marks: &Marks, tags: &Tags, at: usize) -> u8 {
    let token = &text.tokens[at];
    match token.kind {
        TokenKind::Word | TokenKind::Number | TokenKind::Clitic => 0,
        TokenKind::Mark => {
            let quoted = tags.quoted.get(at).copied().flatten().and_then(|index| marks.quoted.get(index));
            match quoted {
                Some(quoted) if quoted.span.start == token.span.start && quoted.inner.start > quoted.span.start => OPENS,
                Some(quoted) if quoted.closed && quoted.span.end == token.span.end => CLOSES,
                _ => 3,
            }
        }
        TokenKind::Punct => match token.norm.as_ref() {
            "." | "?" | "!" | "..." | "…" => 4,
            "," => 5,
            ":" | ";" => 6,
            _ => 7,
        },
    }
}

/// The classes that say what part of speech a word is.
#[allow(dead_code)]
const SPEECH: lexicon::Classes = 0x3ff;
