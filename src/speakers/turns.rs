//! Who speaks where no source is given: the one who goes on, or whose turn it is.
//!
//! In: the quotations resolved so far. Out: the entity that speaks the next.
//! In an article the speaker goes on; where people talk to each other, the
//! narration around the words tells, or they take turns.

use super::sources::{Resolver, sure};
use crate::text::TokenKind;

/// A quotation whose speaker is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    /// Who speaks.
    pub entity: usize,
    /// The paragraph in which it ends.
    pub paragraph: usize,
    /// Whether a source behind its words attributes it.
    pub attributed_behind: bool,
}

/// A quotation without a source: the tokens of its content, marks included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unattributed {
    /// Its first token.
    pub first: usize,
    /// The first token after it.
    pub end: usize,
}

/// How the quotations of a text are told.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// People talk to each other: many quotations have no source.
    pub dialogue: bool,
    /// A speaker's words go on in the paragraph of their source, so that a
    /// new paragraph is another's.
    pub goes_on_in_paragraph: bool,
}

/// The furthest that a speaker is carried in an article, in paragraphs.
const CARRIED: usize = 2;
/// The furthest apart that two turns answer each other, in paragraphs.
const ANSWER: usize = 3;
/// How far back the other speaker of a dialogue is looked for.
const TURNS: usize = 8;
const TURN_PARAGRAPHS: usize = 14;

impl Resolver<'_, '_> {
    /// The entity that speaks `quotation`, after the `turns` before it.
    pub(super) fn turn(&mut self, quotation: Unattributed, turns: &[Turn], manner: Manner) -> Option<usize> {
        let paragraph = self.reading.paragraph(quotation.first);
        let last = turns.last();
        let here = last.is_some_and(|last| last.paragraph == paragraph);
        self.sure = if here { sure::GOES_ON } else { sure::CARRIED };
        if !manner.dialogue {
            return last.filter(|last| paragraph.saturating_sub(last.paragraph) <= CARRIED).map(|last| last.entity);
        }
        if let Some(entity) = self.beat_behind(quotation) {
            self.sure = sure::ACTS;
            return Some(entity);
        }
        if let Some(last) = last.filter(|_| here) {
            self.sure = sure::GOES_ON;
            return Some(last.entity);
        }
        if let Some(entity) = self.narration_before(quotation, last.map(|last| last.paragraph)) {
            self.sure = sure::ACTS;
            return Some(entity);
        }
        self.sure = sure::TURN;
        let last = last?;
        if last.attributed_behind && !manner.goes_on_in_paragraph && paragraph == last.paragraph + 1 {
            return Some(last.entity);
        }
        let answers = paragraph.saturating_sub(last.paragraph) <= ANSWER;
        let other = turns[..turns.len() - 1]
            .iter()
            .rev()
            .take(TURNS)
            .find(|turn| turn.entity != last.entity && paragraph.saturating_sub(turn.paragraph) <= TURN_PARAGRAPHS);
        Some(other.filter(|_| answers).map_or(last.entity, |turn| turn.entity))
    }

    /// Who acts right behind the words: “Go.” She took the bag.
    fn beat_behind(&mut self, quotation: Unattributed) -> Option<usize> {
        let paragraph = self.reading.paragraph(quotation.first);
        let mut inside = (quotation.first..quotation.end).rev();
        let last = inside.find(|at| self.reading.token(*at).is_some_and(|token| token.kind != TokenKind::Mark))?;
        if !self.reading.norm(last).ends_with(['.', '!', '?', '…', '—', '–', '-']) {
            return None;
        }
        let next = (quotation.end..quotation.end + 3).find(|at| self.reading.token(*at).is_some_and(|token| token.is_word()))?;
        if self.reading.paragraph(next) != paragraph || self.reading.quoted(next).is_some() {
            return None;
        }
        self.subject(next)
    }

    /// Who acts in the narration before the words: in their paragraph, or in
    /// the one before where nobody has spoken since.
    fn narration_before(&mut self, quotation: Unattributed, last: Option<usize>) -> Option<usize> {
        let text = self.reading.text;
        let here = self.reading.paragraph(quotation.first);
        let run = *text.paragraphs.get(here)?;
        // Backwards, so that words behind others in their paragraph are told at once.
        let spoken = (run.first..quotation.first).rev().any(|at| self.reading.quoted(at).is_some());
        if run.first + 1 < quotation.first && !spoken {
            return self.subject(run.first);
        }
        let before = here.checked_sub(1).filter(|before| last.is_none_or(|last| last < *before))?;
        let run = *text.paragraphs.get(before)?;
        if self.reading.is_spoken(before) {
            return None;
        }
        let last_sentence = text.sentences.get(self.reading.sentence(run.end - 1))?.first;
        self.subject(last_sentence).or_else(|| self.subject(run.first))
    }
}
