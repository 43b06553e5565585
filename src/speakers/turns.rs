//! What is known of quotations without a source: who goes on in an article,
//! and whom a story shows to act beside the words.
//!
//! In: the quotations of a text in order. Out: in an article the entity that
//! goes on; in a dialogue the [`Turn`]s, each with those who act in the
//! narration around it. Who speaks them is weighed for all turns together,
//! elsewhere.

use super::dialogue::Turn;
use super::entities::EntityKind;
use super::sources::{Pronoun, Resolver, sure};
use super::words::Class;
use crate::text::TokenKind;

/// How the quotations of a text are told.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// People talk to each other: many quotations have no source.
    pub dialogue: bool,
    /// A new paragraph begins behind each attribution, so that the speaker
    /// goes on there.
    pub broken: bool,
}

/// A quotation whose speaker is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    /// Who speaks.
    pub entity: usize,
    /// The paragraph in which it ends.
    pub paragraph: usize,
}

/// The furthest that a speaker is carried in an article, in paragraphs.
const CARRIED: usize = 2;

/// How much it says of the speaker that somebody acts in the narration. Set
/// by hand, on stories written for it.
mod weight {
    /// Right behind the words: “Go.” She took the bag.
    pub const BEHIND: f32 = 3.0;
    /// In the last sentence before them in their paragraph, and in its first.
    pub const BEFORE: f32 = 2.5;
    pub const OPENS: f32 = 1.5;
    /// In the last sentence of the paragraph before, and in its first.
    pub const PARAGRAPH_BEFORE: f32 = 1.0;
    pub const OPENS_PARAGRAPH_BEFORE: f32 = 0.5;
    /// The share of it where only something of theirs acts: “Go.” Her hand shook.
    pub const OWNED: f32 = 0.6;
    /// The share of it in another paragraph where it is whoever tells the story.
    pub const VOICE: f32 = 0.3;
}

/// How many tokens of a sentence are read for its subject.
const REACH: usize = 8;

impl Resolver<'_, '_> {
    /// The entity that goes on in the words of an article from the token
    /// `first`, where `last` has spoken before.
    pub(super) fn goes_on(&mut self, first: usize, last: Option<Spoken>) -> Option<usize> {
        let paragraph = self.reading.paragraph(first);
        let last = last.filter(|last| paragraph.saturating_sub(last.paragraph) <= CARRIED)?;
        self.sure = if last.paragraph == paragraph { sure::GOES_ON } else { sure::CARRIED };
        Some(last.entity)
    }

    /// The turn of the quotation at `index` with the tokens `words`, whose
    /// source ends before the token `source_end` and means `entity`, unless it
    /// is a pronoun that may mean others.
    pub(super) fn attributed(&mut self, index: usize, words: (usize, usize), entity: usize, source_end: usize) -> Turn {
        let source = if self.rivals.is_empty() { vec![(entity, 1.0)] } else { std::mem::take(&mut self.rivals) };
        let told = self.told(source_end);
        let mut acts = Vec::new();
        if source.len() > 1 {
            self.act_before(words.0, &mut acts);
        }
        Turn { quotations: vec![index], words, source, acts, told, told_behind: self.reading.is_told_behind(words.1) }
    }

    /// Whom the source that ends before the token `end` tells: "he asked me",
    /// "said Jo to Ann".
    fn told(&mut self, end: usize) -> Option<usize> {
        let sentence = self.reading.sentence(end.saturating_sub(1));
        for at in end..end + REACH {
            if self.reading.sentence(at) != sentence || self.reading.token(at).is_none_or(|token| !token.is_word()) {
                return None;
            }
            if matches!(self.reading.norm(at - 1), "to" | "asked" | "told") {
                if self.reading.norm(at) == "me" {
                    return self.pronoun(Pronoun::I, at, None);
                }
                let mention = self.names.mentions_in(at, at + 1).next();
                if let Some(entity) = mention.and_then(|index| self.names.entity_of[index]) {
                    return Some(entity);
                }
            }
        }
        None
    }

    /// The turn of the quotation at `index` with the tokens `words`, which has
    /// no source.
    pub(super) fn unattributed(&mut self, index: usize, words: (usize, usize)) -> Turn {
        let (first, end) = words;
        let mut acts = Vec::new();
        self.act_behind(first, end, &mut acts);
        self.act_before(first, &mut acts);
        Turn { quotations: vec![index], words, source: Vec::new(), acts, told: None, told_behind: self.reading.is_told_behind(end) }
    }

    /// Adds to `acts` who acts right behind the words that end before `end`.
    fn act_behind(&mut self, first: usize, end: usize, acts: &mut Vec<(usize, f32)>) {
        let paragraph = self.reading.paragraph(first);
        let mut inside = (first..end).rev();
        let last = inside.find(|at| self.reading.token(*at).is_some_and(|token| token.kind != TokenKind::Mark));
        if !last.is_some_and(|last| self.reading.norm(last).ends_with(['.', '!', '?', '…', '—', '–', '-'])) {
            return;
        }
        let next = (end..end + 3).find(|at| self.reading.token(*at).is_some_and(|token| token.is_word()));
        if let Some(next) = next.filter(|next| self.reading.paragraph(*next) == paragraph && self.reading.quoted(*next).is_none()) {
            self.subject_from(next, weight::BEHIND, acts);
        }
    }

    /// Adds to `acts` who acts in the narration before the token `first`: in
    /// its paragraph, or in the one before where nobody speaks there.
    fn act_before(&mut self, first: usize, acts: &mut Vec<(usize, f32)>) {
        let text = self.reading.text;
        let here = self.reading.paragraph(first);
        let Some(run) = text.paragraphs.get(here) else { return };
        // Backwards, so that words behind others in their paragraph are told at once.
        let spoken = (run.first..first).rev().any(|at| self.reading.quoted(at).is_some());
        let (run, weights) = if run.first + 1 < first && !spoken {
            ((run.first, first), [weight::BEFORE, weight::OPENS])
        } else {
            let before = here.checked_sub(1).filter(|before| !self.reading.is_spoken(*before));
            let Some(run) = before.and_then(|before| text.paragraphs.get(before)) else { return };
            ((run.first, run.end), [weight::PARAGRAPH_BEFORE, weight::OPENS_PARAGRAPH_BEFORE])
        };
        let Some(sentence) = text.sentences.get(self.reading.sentence(run.1 - 1)).map(|sentence| sentence.first.max(run.0)) else { return };
        if sentence > run.0 {
            self.subject_from(run.0, weights[1], acts);
        }
        self.subject_from(sentence, weights[0], acts);
    }

    /// Adds to `acts`, with `weight`, who is the subject of the sentence from
    /// the token `first`.
    fn subject_from(&mut self, first: usize, weight: f32, acts: &mut Vec<(usize, f32)>) {
        let sentence = self.reading.sentence(first);
        for at in first..first + REACH {
            if self.reading.sentence(at) != sentence || self.reading.quoted(at).is_some() {
                return;
            }
            let (found, owned) = self.subject(at);
            if !found.is_empty() {
                let share = if owned { weight * weight::OWNED } else { weight };
                // Whoever tells the story acts all the time.
                let voice = |entity: usize| weight <= weight::PARAGRAPH_BEFORE && self.names.entities[entity].kind == EntityKind::Voice;
                acts.extend(
                    found.iter().map(|(entity, likely)| (*entity, share * likely * if voice(*entity) { weight::VOICE } else { 1.0 })),
                );
                return;
            }
            // Behind the verb stands no subject.
            if self.reading.class(at).any(Class::VERB.and(Class::PAST).and(Class::SPEECH)) || self.reading.norm(at).ends_with("ed") {
                return;
            }
        }
    }
}
