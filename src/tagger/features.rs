//! What the net sees of each token: rows of one table.
//!
//! In: a text, its marks, tags and forms. Out: for each token of a window the
//! rows whose sum stands for it. Words share rows by their hashes; what is
//! known of a token besides its letters has rows of its own.

use std::ops::Range;

use crate::forms::{Forms, Hash, mix};
use crate::lexicon::{Form, Reports};
use crate::marks::Marks;
use crate::tags::{Place, Tags};
use crate::text::{Text, TokenKind};

/// Where each kind of row begins; each ends where the next begins.
const WORD: usize = 0;
const STEM: usize = WORD + 4000;
const PREFIX: usize = STEM + 1200;
const SUFFIX: usize = PREFIX + 800;
const SHAPE: usize = SUFFIX + 1200;
const CLASS: usize = SHAPE + 200;
const VERB: usize = CLASS + 18;
const MARK: usize = VERB + 12;
const BEGUN: usize = MARK + 8;
const LEFT: usize = BEGUN + 5;
const LENGTH: usize = LEFT + 5;
const POSITION: usize = LENGTH + 7;
const PARAGRAPH: usize = POSITION + 4;
const ORDER: usize = PARAGRAPH + 12;
const KIND: usize = ORDER + 4;
/// The number of rows.
pub(crate) const ROWS: usize = KIND + 6;

/// How many rows stand for the word itself: training drops them now and then,
/// so that the net learns to do without.
#[cfg(feature = "training")]
pub(crate) const WORD_ROWS: usize = 3;

/// The rows of some tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    rows: Vec<u16>,
    ends: Vec<u32>,
}

impl Rows {
    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The rows of the token at `at`, its word's first.
    pub fn of(&self, at: usize) -> &[u16] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let end = self.ends.get(at).map_or(start, |end| *end as usize);
        self.rows.get(start..end).unwrap_or_default()
    }

    fn push(&mut self, row: usize) {
        self.rows.push(row as u16);
    }

    /// The rows of the tokens `range` of `text`.
    pub fn new(text: &Text, marks: &Marks, tags: &Tags, forms: &Forms, range: Range<usize>) -> Self {
        let mut out = Self::default();
        let quoted = |at: usize| tags.quoted.get(at).copied().flatten();
        // The paragraph and the quoted stretch of the token before.
        let (mut paragraph, mut paragraph_rows) = (usize::MAX, [0; 2]);
        let (mut stretch, mut stretch_tokens) = (None, 0..0);
        for at in range {
            let Some(token) = text.tokens.get(at) else { break };
            let form = forms.get(at);
            let row = |start: usize, end: usize, hash: Hash| start + hash as usize % (end - start);
            out.push(row(WORD, STEM, mix(form.word, 1)));
            out.push(row(WORD, STEM, mix(form.word, 2)));
            out.push(row(STEM, PREFIX, mix(form.stem, 3)));
            out.push(row(PREFIX, SUFFIX, mix(form.prefix3, 4)));
            out.push(row(SUFFIX, SHAPE, mix(form.suffix3, 5)));
            out.push(row(SHAPE, CLASS, mix(form.shape, 6)));

            let classes = tags.classes.get(at).copied().unwrap_or_default();
            for class in (0..VERB - CLASS).filter(|class| classes >> class & 1 == 1) {
                out.push(CLASS + class);
            }
            if let Some(verb) = tags.verbs.get(at).copied().flatten() {
                let reports = match verb.reports {
                    Reports::Saying => 0,
                    Reports::Thinking => 1,
                    Reports::Naming => 2,
                };
                let form = match verb.form {
                    Form::Plain => 0,
                    Form::Present => 1,
                    Form::Past => 2,
                    Form::Progressive => 3,
                };
                out.push(VERB + reports * 4 + form);
            }
            out.push(
                KIND + if form.masked {
                    5
                } else {
                    match token.kind {
                        TokenKind::Word => 0,
                        TokenKind::Number => 1,
                        TokenKind::Clitic => 2,
                        TokenKind::Mark => 3,
                        TokenKind::Punct => 4,
                    }
                },
            );

            if stretch != quoted(at) {
                stretch = quoted(at);
                stretch_tokens = stretch.and_then(|stretch| marks.quoted.get(stretch)).map_or(0..0, |quoted| text.tokens_in(quoted.span));
            }
            let mark = token.kind == TokenKind::Mark;
            if stretch.is_some() {
                let (begun, left) = (at.saturating_sub(stretch_tokens.start), stretch_tokens.end.saturating_sub(at + 1));
                let state = match (mark, begun == 0, left == 0) {
                    (true, true, _) => 1,
                    (true, _, true) => 2,
                    (true, _, _) => 3,
                    (_, true, _) => 4,
                    (_, _, true) => 5,
                    _ => 6,
                };
                out.push(MARK + state);
                out.push(BEGUN + distance(begun));
                out.push(LEFT + distance(left));
                out.push(LENGTH + length(stretch_tokens.len().saturating_sub(2)));
            } else {
                out.push(MARK + if mark { 7 } else { 0 });
            }

            let before = at.checked_sub(1).and_then(|before| text.tokens.get(before));
            let next = text.tokens.get(at + 1);
            let position = if before.is_none_or(|before| before.paragraph != token.paragraph) {
                0
            } else if before.is_none_or(|before| before.sentence != token.sentence) {
                1
            } else if next.is_none_or(|next| next.sentence != token.sentence) {
                2
            } else {
                3
            };
            out.push(POSITION + position);
            if paragraph != token.paragraph {
                paragraph = token.paragraph;
                paragraph_rows = [PARAGRAPH + of_paragraph(text, tags, paragraph), ORDER + paragraph.min(3)];
            }
            out.push(paragraph_rows[0]);
            out.push(paragraph_rows[1]);
            out.ends.push(out.rows.len() as u32);
        }
        out
    }
}

/// How far `tokens` is, roughly.
fn distance(tokens: usize) -> usize {
    match tokens {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=7 => 3,
        _ => 4,
    }
}

/// How long `tokens` are, roughly.
fn length(tokens: usize) -> usize {
    match tokens {
        0..=1 => 0,
        2 => 1,
        3 => 2,
        4..=5 => 3,
        6..=9 => 4,
        10..=19 => 5,
        _ => 6,
    }
}

/// What kind of paragraph it is: its place, whether anything in it is quoted, and whether it starts so.
fn of_paragraph(text: &Text, tags: &Tags, paragraph: usize) -> usize {
    let place = match tags.places.get(paragraph) {
        Some(Place::Heading) => 1,
        Some(Place::Furniture) => 2,
        _ => 0,
    };
    let Some(run) = text.paragraphs.get(paragraph) else { return 0 };
    let quoted = |at: usize| tags.quoted.get(at).is_some_and(Option::is_some);
    let quotes = if quoted(run.first) {
        2
    } else if run.tokens().any(quoted) {
        1
    } else {
        0
    };
    place * 4 + quotes
}
