//! Who speaks in a dialogue: all turns are weighed together.
//!
//! In: the turns of a text in order, each with those whom a source names or
//! whom the narration beside the words shows to act. Out: for each turn its
//! likeliest speaker, and how likely that is. A new paragraph is most often
//! another's, and of two who talk each answers the other; whom the words
//! address does not say them; what is certain of one turn tells of those
//! before and behind it. So the turns are a chain, each with the few who may
//! say it, where a step weighs a speaker by the two before. Sums forward and
//! backward over the chain give each its probability.

use super::entities::{EntityKind, Names};
use super::reading::Reading;
use super::salience::{Event, Salience};
use super::words::Class;
use crate::Span;
use crate::math::exp;
use crate::text::TokenKind;

/// What one speaker says in one paragraph.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// Its quotations.
    pub quotations: Vec<usize>,
    /// The tokens from its first words to the end of its last.
    pub words: (usize, usize),
    /// Whom its source means, each with how likely; empty without a source.
    pub source: Vec<(usize, f32)>,
    /// Whom the narration beside its words shows to act, each with a weight.
    pub acts: Vec<(usize, f32)>,
    /// Whom its source is said to say it to.
    pub told: Option<usize>,
    /// Whether narration stands behind its words in their paragraph.
    pub told_behind: bool,
}

impl Turn {
    /// Whether `next` is of the same turn: in the same paragraph, and not
    /// another's by its source; or in the next one, where the text begins a
    /// new paragraph behind each attribution, and it is `broken` so.
    fn goes_on(&self, reading: &Reading, next: &Self, broken: bool) -> bool {
        let (last, first) = (reading.paragraph(self.words.1.saturating_sub(1)), reading.paragraph(next.words.0));
        if broken && self.told_behind && first == last + 1 {
            return next.source.is_empty();
        }
        last == first
            && (self.source.is_empty() || next.source.is_empty() || next.source.iter().any(|(entity, _)| *entity == self.source[0].0))
    }

    /// Takes in `next`, which is of the same turn.
    fn join(&mut self, next: Self) {
        self.quotations.extend(next.quotations);
        self.words.1 = self.words.1.max(next.words.1);
        self.told_behind = next.told_behind;
        if self.source.is_empty() {
            self.source = next.source;
        }
        self.acts.extend(next.acts);
        self.told = self.told.or(next.told);
    }
}

/// What speaks for a speaker of one turn. Set by hand, on stories written for it.
mod weight {
    /// For each turn between it and the nearest that is certainly a candidate's.
    pub const AWAY: f32 = -0.15;
    /// That one comes only later.
    pub const LATER: f32 = -0.5;
    /// The candidate speaks nowhere near, but acts there or is mentioned.
    pub const ONLY_ACTS: f32 = -0.9;
    pub const ONLY_MENTIONED: f32 = -1.8;
    /// Its own words address the candidate, or name it.
    pub const ADDRESSED: f32 = -4.0;
    pub const NAMED: f32 = -1.2;
    /// It signs the words, which are a letter.
    pub const SIGNS: f32 = 6.0;
    /// Its own words introduce it.
    pub const INTRODUCES: f32 = 3.0;
    /// The turn before or the next addresses it.
    pub const ANSWERS: f32 = 1.0;
    pub const ANSWERED: f32 = 0.7;
    /// The turn before is said to be said to it: “What?” he asked me.
    pub const TOLD: f32 = 1.2;
    /// The same speaker as in the paragraph before; with narration between,
    /// by the number of its paragraphs.
    pub const SAME: f32 = -2.5;
    pub const SAME_BEHIND_NARRATION: [f32; 3] = [-1.2, -0.6, -0.2];
    /// Another speaker in the same paragraph.
    pub const SAME_PARAGRAPH: f32 = -1.0;
    /// The same speaker as two turns before, by what stands between.
    pub const ALTERNATES: f32 = 1.6;
    pub const ALTERNATES_APART: f32 = 0.6;
}

/// How many turns back and ahead speakers are looked for.
const TURNS: usize = 8;
/// The most who may say one turn.
const MOST: usize = 6;
/// How far apart two turns answer each other, in paragraphs between.
const ANSWER: usize = 3;
/// The most who are thought of.
const CONSIDERED: usize = 16;
/// How many mentions in the narration, and how many tokens before and behind
/// the words, are read for who is there.
const PRESENT: usize = 24;
const NARRATION: usize = 200;
/// The most names in one turn's words that are read, and the most words.
const ADDRESSES: usize = 12;
const WORDS: usize = 200;

/// One who may say a turn.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    entity: usize,
    /// How likely its source means it.
    likely: f32,
    /// What speaks for it besides.
    score: f32,
}

/// The speaker of each of `turns` and how likely it is, where anybody may be it.
pub(super) fn speakers(reading: &Reading, names: &Names, salience: &Salience, turns: &[Turn]) -> Vec<Option<(usize, f32)>> {
    let called: Vec<Vec<(usize, bool)>> = turns.iter().map(|turn| called(reading, names, turn)).collect();
    let signed: Vec<Option<usize>> = turns.iter().map(|turn| signed(reading, names, turn)).collect();
    let present = salience.narrated(reading);
    let candidates: Vec<Vec<Candidate>> =
        (0..turns.len()).map(|index| candidates(reading, names, &present, turns, &called, &signed, index)).collect();
    let steps: Vec<Step> = (0..turns.len()).map(|index| Step::new(reading, turns, index)).collect();
    weigh(&candidates, &steps)
}

/// The quotations, each a turn as yet, put in the order of the text, and as
/// one turn what one speaker says.
pub(super) fn joined(reading: &Reading, single: Vec<Turn>, broken: bool) -> Vec<Turn> {
    let order = Span::order(single.len(), |index| Span::new(single[index].words.0, single[index].words.1));
    let mut single: Vec<Option<Turn>> = single.into_iter().map(Some).collect();
    let mut turns: Vec<Turn> = Vec::new();
    for turn in order.into_iter().filter_map(|index| single[index].take()) {
        match turns.last_mut().filter(|last| last.goes_on(reading, &turn, broken)) {
            Some(last) => last.join(turn),
            None => turns.push(turn),
        }
    }
    turns
}

/// Who is named in the words of `turn`, and whether as the one they address.
fn called(reading: &Reading, names: &Names, turn: &Turn) -> Vec<(usize, bool)> {
    let (first, end) = turn.words;
    // "Half a can, Corporal."
    let part = |at: usize| reading.token(at).is_none_or(|token| !token.is_word());
    let titled =
        |at: &usize| reading.is_capital(*at) && reading.class(*at).any(Class::TITLE) && at.checked_sub(1).is_none_or(part) && part(at + 1);
    let by_title = |at: usize| names.described_by(reading.name_word(at)).iter().take(ADDRESSES).map(|entity| (*entity, true));
    let titles = (first..end.min(first + WORDS)).filter(titled).flat_map(by_title);
    let quoted = names.mentions_in(first, end).filter(|index| reading.quoted(names.mentions[*index].first).is_some());
    quoted
        .take(ADDRESSES)
        .filter_map(|index| {
            let mention = &names.mentions[index];
            let entity = names.entity_of[index].filter(|entity| names.entities[*entity].can_be_person())?;
            let opens = mention.start.checked_sub(1).is_none_or(part)
                || matches!(reading.norm(mention.start - 1), "dear" | "oh" | "o" | "no" | "yes");
            // "Well, Jane, …", not "Jane said".
            let closes = part(mention.end) && reading.token(mention.end).is_none_or(|token| token.kind != TokenKind::Clitic);
            Some((entity, opens && closes && !mention.possessive))
        })
        .chain(titles)
        .collect()
}

/// Whether the words of `turn` introduce `entity` as whoever says them: “I am
/// Jane”, “My name is Jane”.
fn introduces(reading: &Reading, names: &Names, turn: &Turn, entity: usize) -> bool {
    let said = names.mentions_in(turn.words.0, turn.words.1).take(ADDRESSES).filter(|index| names.entity_of[*index] == Some(entity));
    said.map(|index| names.mentions[index].start).any(|start| {
        let word = |back: usize| start.checked_sub(back).map_or("", |at| reading.norm(at));
        matches!((word(2), word(1)), ("i", "am" | "'m") | ("name", "is" | "'s") | ("call", "me"))
    })
}

/// Who signs the words of `turn`, if they are a letter: “Dear Jane, … Yours, Jory.”
fn signed(reading: &Reading, names: &Names, turn: &Turn) -> Option<usize> {
    /// How many tokens before its name a letter begins, and how many behind its name it ends.
    const HEAD: usize = 4;
    const FOOT: usize = 4;
    let (first, end) = turn.words;
    let dear = (first..first + HEAD).any(|at| matches!(reading.norm(at), "dear" | "dearest"));
    let index = names.mentions_in(end.saturating_sub(FOOT).max(first + HEAD), end).next_back().filter(|_| dear)?;
    let mention = &names.mentions[index];
    let apart = mention.start.checked_sub(1).is_some_and(|at| matches!(reading.norm(at), "," | "." | "—" | "–"));
    let last = (mention.end..end).all(|at| reading.token(at).is_none_or(|token| !token.is_word()));
    names.entity_of[index].filter(|_| apart && last)
}

/// Those who may say the turn at `index`.
fn candidates(
    reading: &Reading,
    names: &Names,
    present: &[Event],
    turns: &[Turn],
    called: &[Vec<(usize, bool)>],
    signed: &[Option<usize>],
    index: usize,
) -> Vec<Candidate> {
    let turn = &turns[index];
    let mut all: Vec<Candidate> = Vec::new();
    let mut add = |entity: usize, score: f32| match all.iter().position(|candidate| candidate.entity == entity) {
        Some(at) => all[at].score = all[at].score.max(score),
        None if all.len() < CONSIDERED => all.push(Candidate { entity, likely: 1.0, score }),
        None => {}
    };
    if turn.source.is_empty() {
        for entity in turn.acts.iter().map(|(entity, _)| *entity).chain(signed[index]) {
            add(entity, 0.0);
        }
        if let Some(told) = index.checked_sub(1).and_then(|before| turns[before].told) {
            add(told, 0.0);
        }
        let sure = |turn: &Turn| turn.source.first().or(turn.acts.first()).map(|(entity, _)| *entity);
        for (away, earlier) in turns[..index].iter().rev().take(TURNS).enumerate() {
            if let Some(entity) = sure(earlier) {
                add(entity, weight::AWAY * away as f32);
            }
        }
        for (away, later) in turns[index + 1..].iter().take(TURNS).enumerate() {
            if let Some(entity) = sure(later) {
                add(entity, weight::LATER + weight::AWAY * away as f32);
            }
        }
        let paragraph = reading.text.paragraphs.get(reading.paragraph(turn.words.0)).map_or(turn.words.1, |run| run.end);
        let to = present.partition_point(|event| event.at < paragraph.min(turn.words.1 + NARRATION));
        let near = present[..to].iter().rev().take(PRESENT).take_while(|event| event.at + NARRATION > turn.words.0);
        for event in near {
            let found = &names.entities[event.entity];
            if matches!(found.kind, EntityKind::Unnamed | EntityKind::Voice) || found.can_be_person() && found.person > HARDLY {
                add(event.entity, if event.subject { weight::ONLY_ACTS } else { weight::ONLY_MENTIONED });
            }
        }
    } else {
        all.extend(turn.source.iter().map(|(entity, likely)| Candidate { entity: *entity, likely: *likely, score: 0.0 }));
    }
    for candidate in &mut all {
        let entity = candidate.entity;
        candidate.score += turn.acts.iter().filter(|(acts, _)| *acts == entity).map(|(_, weight)| weight).sum::<f32>();
        let named =
            |index: usize, vocative: bool| called[index].iter().any(|(named, addressed)| *named == entity && *addressed == vocative);
        if signed[index] == Some(entity) {
            candidate.score += weight::SIGNS;
        }
        if named(index, true) {
            candidate.score += weight::ADDRESSED;
        } else if introduces(reading, names, turn, entity) {
            candidate.score += weight::INTRODUCES;
        } else if named(index, false) {
            candidate.score += weight::NAMED;
        }
        if index > 0 && turns[index - 1].told == Some(entity) && gap(reading, turns, index) < Some(ANSWER) {
            candidate.score += weight::TOLD;
        }
        if index > 0 && named(index - 1, true) && gap(reading, turns, index) < Some(ANSWER) {
            candidate.score += weight::ANSWERS;
        }
        if index + 1 < turns.len() && named(index + 1, true) && gap(reading, turns, index + 1) < Some(ANSWER) {
            candidate.score += weight::ANSWERED;
        }
    }
    while all.len() > MOST {
        let least = (0..all.len()).fold(0, |least, at| if all[at].score < all[least].score { at } else { least });
        all.remove(least);
    }
    all
}

/// From here on a name alone may be somebody who talks.
const HARDLY: f32 = -0.8;

/// How many paragraphs lie between the turn at `index` and the one before;
/// none where they share one.
fn gap(reading: &Reading, turns: &[Turn], index: usize) -> Option<usize> {
    let (last, next) = (reading.paragraph(turns[index - 1].words.1.saturating_sub(1)), reading.paragraph(turns[index].words.0));
    next.checked_sub(last + 1)
}

/// How a turn follows those before: the weights of its speaker by theirs.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    /// For the speaker of the turn before.
    same: f32,
    /// For the speaker of the turn before that, where another spoke between.
    alternates: f32,
}

impl Step {
    fn new(reading: &Reading, turns: &[Turn], index: usize) -> Self {
        let section = |index: usize| reading.section(turns[index].words.0);
        if index == 0 || section(index) != section(index - 1) {
            return Self::default();
        }
        let between = gap(reading, turns, index);
        let same = match between {
            None => weight::SAME_PARAGRAPH,
            Some(0) => weight::SAME,
            Some(between) => weight::SAME_BEHIND_NARRATION.get(between - 1).copied().unwrap_or(0.0),
        };
        let near = |between: Option<usize>| between.is_none_or(|between| between == 0);
        let alternates = if index < 2 || section(index) != section(index - 2) {
            0.0
        } else {
            let before = gap(reading, turns, index - 1);
            if near(between) && near(before) {
                weight::ALTERNATES
            } else if between < Some(ANSWER) && before < Some(ANSWER) {
                weight::ALTERNATES_APART
            } else {
                0.0
            }
        };
        Self { same, alternates }
    }

    /// The weight of the speaker `third` behind `first` and `second`.
    fn factor(self, first: Option<usize>, second: Option<usize>, third: usize) -> f32 {
        let mut score = 0.0;
        if second == Some(third) {
            score += self.same;
        } else if first == Some(third) {
            score += self.alternates;
        }
        exp(score)
    }
}

/// The likeliest of each turn's `candidates`, by the sums over all ways
/// through the chain.
fn weigh(candidates: &[Vec<Candidate>], steps: &[Step]) -> Vec<Option<(usize, f32)>> {
    // A turn that nobody may say is a candidate whom nobody equals.
    let entities: Vec<Vec<Option<usize>>> = candidates
        .iter()
        .map(|all| if all.is_empty() { vec![None] } else { all.iter().map(|candidate| Some(candidate.entity)).collect() })
        .collect();
    let own = |turn: usize, at: usize| candidates[turn].get(at).map_or(1.0, |candidate| candidate.likely * exp(candidate.score));
    let before = |turn: usize| turn.checked_sub(1).map_or(&[None][..], |before| &entities[before]);
    let factor = |turn: usize, first: Option<usize>, second: Option<usize>, third: Option<usize>| {
        third.map_or(1.0, |third| steps[turn].factor(first, second, third))
    };
    // For each turn, by its speaker and the one before: the sum over all ways
    // that lead there, and over all that lead on.
    let mut ahead: Vec<Vec<f32>> = Vec::with_capacity(entities.len());
    for turn in 0..entities.len() {
        let mut sums = Vec::new();
        for (i, second) in before(turn).iter().enumerate() {
            for (j, third) in entities[turn].iter().enumerate() {
                let lead: f32 = match turn.checked_sub(1) {
                    None => 1.0,
                    Some(last) => {
                        let width = entities[last].len();
                        before(last)
                            .iter()
                            .enumerate()
                            .map(|(h, first)| ahead[last][h * width + i] * factor(turn, *first, *second, *third))
                            .sum()
                    }
                };
                sums.push(lead * own(turn, j));
            }
        }
        scale(&mut sums);
        ahead.push(sums);
    }
    let mut out = vec![None; entities.len()];
    let mut behind: Vec<f32> = Vec::new();
    for turn in (0..entities.len()).rev() {
        let width = entities[turn].len();
        let mut sums = vec![1.0; before(turn).len() * width];
        if let Some(next) = entities.get(turn + 1) {
            for (i, first) in before(turn).iter().enumerate() {
                for (j, second) in entities[turn].iter().enumerate() {
                    let ways = next.iter().enumerate();
                    sums[i * width + j] = ways
                        .map(|(k, third)| behind[j * next.len() + k] * own(turn + 1, k) * factor(turn + 1, *first, *second, *third))
                        .sum();
                }
            }
            scale(&mut sums);
        }
        let likely = |j: usize| (0..before(turn).len()).map(|i| ahead[turn][i * width + j] * sums[i * width + j]).sum::<f32>();
        let all: f32 = (0..width).map(likely).sum();
        let best = (0..width).fold(0, |best, j| if likely(j) > likely(best) { j } else { best });
        out[turn] = entities[turn][best].map(|entity| (entity, if all > 0.0 { likely(best) / all } else { 0.0 }));
        behind = sums;
    }
    out
}

/// Makes the largest of `sums` 1, that long chains neither vanish nor grow.
fn scale(sums: &mut [f32]) {
    let most = sums.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    for sum in sums {
        *sum /= most;
    }
}
