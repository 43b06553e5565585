//! Who speaks: from each quotation's source, the mention, to its speaker.
//!
//! In: a text, its marks, and its quotations with their sources. Out: the
//! [`Speakers`]. First all names of the text are found ([`mentions`]) and
//! grouped ([`entities`], [`persons`]), then what is said of each
//! ([`descriptions`]); then the quotations are gone through in the order of
//! the text, each source resolved by what stands before it ([`sources`],
//! [`references`], [`salience`], [`narrator`]). A quotation without one is
//! that of whoever goes on in an article ([`turns`]); where people talk to
//! each other, all turns are weighed together ([`dialogue`]). It does not doubt the sources: to find them is
//! the stage before.

mod descriptions;
mod dialogue;
mod entities;
mod first_names;
mod mentions;
mod narrator;
mod persons;
mod reading;
mod references;
mod salience;
mod sources;
mod turns;
mod words;

use crate::marks::Marks;
use crate::quotations::Attributed;
use crate::text::Text;
use crate::{Kind, Span, Speaker, SpeakerKind};
use dialogue::Turn;
use entities::{Entity, EntityKind, Names, plain};
use reading::Reading;
use sources::Resolver;
use turns::{Manner, Spoken};

/// The speakers of a text.
#[derive(Clone, Debug, Default)]
pub struct Speakers {
    /// Who speaks, in the order of their first quotation.
    pub speakers: Vec<Speaker>,
    /// For each quotation, its speaker: an index into `speakers`.
    pub of: Vec<Option<usize>>,
    /// For each quotation, how likely its speaker is right if its source is:
    /// from 0, where it has none, to 1. Fitted where the speakers are known.
    pub sure: Vec<f32>,
    /// For each quotation, whether whose turn it is tells its speaker, and not
    /// a source. What a source says of it is wrong then, if it has one.
    pub by_turn: Vec<bool>,
}

/// The speakers of `quotations`, which are in the order of their first content.
///
/// A term has no speaker. A quotation without a source has the speaker whose
/// turn it is, if it has any words in quotation marks.
pub fn resolve(text: &Text, marks: &Marks, quotations: &[Attributed]) -> Speakers {
    if quotations.iter().all(|quotation| quotation.kind == Kind::Term) {
        return Speakers {
            speakers: Vec::new(),
            of: vec![None; quotations.len()],
            sure: vec![0.0; quotations.len()],
            by_turn: vec![false; quotations.len()],
        };
    }
    let mut reading = Reading::new(text, marks);
    let manner = manner(&reading, quotations);
    if manner.dialogue {
        reading.hear_dialogue();
    }
    let mut names = Names::new(&reading, mentions::find(&reading));
    descriptions::collect(&reading, &mut names);
    let mut resolver = Resolver::new(&reading, names);

    let mut found = Found::new(quotations.len(), if manner.dialogue { text.tokens.len() } else { 0 });
    let mut turns: Vec<Turn> = Vec::new();
    let mut last: Option<Spoken> = None;
    // The paragraphs that begin with a speaker's name and a colon.
    let mut labels: Vec<(usize, usize)> = Vec::new();
    // Who spoke in another paragraph need not be whose turn it is.
    let has_turn = |quotation: &Attributed| manner.dialogue && is_handed_on(&reading, quotation);
    for index in order(quotations, has_turn) {
        let quotation = &quotations[index];
        if quotation.kind == Kind::Term {
            continue;
        }
        let words = content_tokens(&reading, quotation);
        let source = source_tokens(&reading, quotation).filter(|_| !has_turn(quotation));
        let labelled = is_labelled(&reading, quotation);
        let entity = match source {
            Some((first, _)) if labelled && matches!(reading.norm(first), "a" | "a." | "answer") && resolver.narrator.is_some() => {
                resolver.sure = sources::sure::NARRATOR;
                resolver.narrator
            }
            Some((first, end)) => {
                let said = quotation.content.iter().map(|content| reading.tokens_in(*content)).collect();
                let around =
                    speaker_around(quotations, &found.entity_of, index).or_else(|| label_before(&labels, reading.paragraph(first)));
                resolver.heard = quotation.kind != Kind::Indirect || quotation.confidence >= HEARD;
                resolver.source(first, end, around, said)
            }
            None if quotation.kind == Kind::Indirect || manner.dialogue => None,
            None => words.and_then(|(first, _)| resolver.goes_on(first, last)),
        };
        if let (Some((first, _)), true) = (source, manner.dialogue) {
            found.source_at[first] = Some(index);
        }
        found.entity_of[index] = entity;
        found.sure[index] = if entity.is_some() { resolver.sure } else { 0.0 };
        let Some((first, end)) = words else { continue };
        if let (Some(entity), true) = (entity, labelled) {
            labels.push((reading.paragraph(first), entity));
        }
        if let Some(entity) = entity {
            last = Some(Spoken { entity, paragraph: reading.paragraph(end.saturating_sub(1)) });
        }
        if manner.dialogue && quotation.parent.is_none() && quotation.kind != Kind::Indirect {
            turns.push(match entity {
                Some(entity) => resolver.attributed(index, (first, end), entity, source.map_or(end, |(_, end)| end)),
                None => resolver.unattributed(index, (first, end)),
            });
        }
    }
    if manner.dialogue {
        resolver.note_until(text.tokens.len());
        let turns = dialogue::joined(&reading, turns, manner.broken);
        found.take_turns(&turns, dialogue::speakers(&reading, &resolver.names, &resolver.salience, &turns));
        found.keep_sources(&reading, &resolver.names, quotations);
        found.pass_inwards(&reading, quotations);
    }
    Speakers { sure: found.sure, by_turn: found.by_turn, ..list(&reading, &resolver.names, quotations, &found.entity_of) }
}

/// How likely words without marks must be a quotation for their source to have spoken.
const HEARD: f32 = 0.5;

/// What is known of the speaker of each quotation.
struct Found {
    /// Who it is.
    entity_of: Vec<Option<usize>>,
    /// How likely that is, if the source is right.
    sure: Vec<f32>,
    /// Whether whose turn it is tells it.
    by_turn: Vec<bool>,
    /// In a dialogue: the quotation whose source each token begins.
    source_at: Vec<Option<usize>>,
}

impl Found {
    /// Nothing known of `count` quotations in a text of so many `tokens`.
    fn new(count: usize, tokens: usize) -> Self {
        Self { entity_of: vec![None; count], sure: vec![0.0; count], by_turn: vec![false; count], source_at: vec![None; tokens] }
    }

    /// Gives the quotations of each turn the one who was found to speak it.
    fn take_turns(&mut self, turns: &[Turn], spoken: Vec<Option<(usize, f32)>>) {
        for (turn, speaker) in turns.iter().zip(spoken) {
            let Some((entity, likely)) = speaker else { continue };
            for index in &turn.quotations {
                self.by_turn[*index] = self.entity_of[*index].is_none();
                if self.entity_of[*index] != Some(entity) {
                    self.entity_of[*index] = Some(entity);
                    self.sure[*index] = sources::sure::TURN.0 + sources::sure::TURN.1 * likely;
                }
            }
        }
    }

    /// Lets a source in an earlier paragraph stand where it means the same as the turn.
    fn keep_sources(&mut self, reading: &Reading, names: &Names, quotations: &[Attributed]) {
        for (index, quotation) in quotations.iter().enumerate() {
            let Some((first, end)) = source_tokens(reading, quotation).filter(|_| self.by_turn[index]) else { continue };
            let named = || names.mentions_in(first, end).next_back().and_then(|mention| names.entity_of[mention]);
            let meant = self.source_at[first].map_or_else(named, |of| self.entity_of[of]);
            self.by_turn[index] = meant != self.entity_of[index];
        }
    }

    /// Gives what is quoted inside a turn as the speaker's own words to that speaker.
    fn pass_inwards(&mut self, reading: &Reading, quotations: &[Attributed]) {
        for (index, quotation) in quotations.iter().enumerate() {
            let own = source_tokens(reading, quotation).is_none_or(|(first, _)| matches!(reading.norm(first), "i" | "we" | "my"));
            let speaker = speaker_around(quotations, &self.entity_of, index);
            if speaker.is_some() && own && quotation.kind != Kind::Term {
                self.entity_of[index] = speaker;
                self.sure[index] = self.sure[index].max(sources::sure::VOICE);
            }
        }
    }
}

/// The order in which sources are resolved: that of the text, but first
/// whoever says the words in which another's source stands. Where `has_turn`
/// a source says nothing.
fn order(quotations: &[Attributed], has_turn: impl Fn(&Attributed) -> bool) -> Vec<usize> {
    let place = |quotation: &Attributed| {
        let source = quotation.source.first().filter(|_| !has_turn(quotation));
        source.or(quotation.content.first()).map_or(0, |span| span.start)
    };
    Span::order(quotations.len(), |index| {
        let quotation = &quotations[index];
        // An outer quotation's source may stand behind the inner one's.
        let outer = quotation.parent.and_then(|parent| quotations.get(parent)).map_or(0, place);
        Span::new(place(quotation).max(outer), usize::from(quotation.parent.is_some()))
    })
}

/// The speaker of the quotation that the one at `index` stands inside.
fn speaker_around(quotations: &[Attributed], entity_of: &[Option<usize>], index: usize) -> Option<usize> {
    quotations[index].parent.and_then(|parent| entity_of.get(parent).copied().flatten())
}

/// Whether it is a turn of a transcript: "QUIST: We will rebuild."
fn is_labelled(reading: &Reading, quotation: &Attributed) -> bool {
    let (Some(source), Some(cue)) = (quotation.source.first(), quotation.cue.first()) else { return false };
    let paragraph = reading.text.paragraphs.get(reading.paragraph(reading.tokens_in(*source).0));
    let opens = paragraph.is_some_and(|run| run.span.start == source.start);
    quotation.kind == Kind::Indirect && source.end == cue.start && cue.len() == 1 && opens
}

/// Who speaks in `paragraph` by the last of the `labels`, in order, before its end.
fn label_before(labels: &[(usize, usize)], paragraph: usize) -> Option<usize> {
    let before = labels.partition_point(|(labelled, _)| *labelled <= paragraph);
    before.checked_sub(1).map(|at| labels[at].1)
}

/// A source in several pieces that are further apart than this, in bytes, is
/// its first piece.
const LONGEST_SOURCE: usize = 240;

/// The tokens of a quotation's source.
fn source_tokens(reading: &Reading, quotation: &Attributed) -> Option<(usize, usize)> {
    let (first, last) = (quotation.source.first()?, quotation.source.last()?);
    let whole = first.join(*last);
    let (from, to) = reading.tokens_in(if whole.len() > LONGEST_SOURCE { *first } else { whole });
    (from < to).then_some((from, to))
}

/// The tokens from a quotation's first content to the end of its last.
fn content_tokens(reading: &Reading, quotation: &Attributed) -> Option<(usize, usize)> {
    let (first, last) = (quotation.content.first()?, quotation.content.last()?);
    let (from, to) = reading.tokens_in(first.join(*last));
    (from < to).then_some((from, to))
}

/// Whether the quotation has its source from an earlier paragraph.
fn is_handed_on(reading: &Reading, quotation: &Attributed) -> bool {
    let paragraph = |span: Option<&Span>| span.map(|span| reading.paragraph(reading.tokens_in(*span).0));
    let source = paragraph(quotation.source.first());
    source.is_some() && source < paragraph(quotation.content.first())
}

/// How the quotations of the text are told.
fn manner(reading: &Reading, quotations: &[Attributed]) -> Manner {
    /// The fewest quotations without a source of their own, the fewest
    /// without any, and the share of either that make a dialogue.
    const FEWEST: usize = 2;
    const FEWEST_BARE: usize = 3;
    const SHARE: f32 = 0.15;
    /// What is said in a dialogue is short: the most words on average.
    const SHORT: usize = 14;
    let spoken = quotations.iter().filter(|quotation| matches!(quotation.kind, Kind::Direct | Kind::Mixed));
    let all = spoken.clone().count() as f32;
    let (mut bare, mut handed_on, mut words) = (0, 0, 0);
    for quotation in spoken {
        if !quotation.source.is_empty() && !is_handed_on(reading, quotation) {
            continue;
        }
        let content = content_tokens(reading, quotation).map_or(0..0, |(first, end)| first..end);
        words += content.filter(|at| reading.token(*at).is_some_and(|token| token.is_word())).count();
        bare += usize::from(quotation.source.is_empty());
        handed_on += usize::from(!quotation.source.is_empty());
    }
    let many = |count: usize, fewest: usize| count >= fewest && count as f32 > SHARE * all;
    let dialogue = many(bare, FEWEST_BARE) || many(bare + handed_on, FEWEST) && words <= SHORT * (bare + handed_on);
    Manner { dialogue, broken: dialogue && is_broken(reading, quotations) }
}

/// Whether the text begins a new paragraph behind each attribution: none goes
/// on with another sentence of its speaker, and words alone follow most.
fn is_broken(reading: &Reading, quotations: &[Attributed]) -> bool {
    /// How many attributions tell it by themselves, and how many times as
    /// many as go on; how many tell it with what follows them.
    const ENOUGH: usize = 8;
    const MANY: usize = 8;
    const FEWEST: usize = 5;
    let (mut ends, mut goes_on, mut bare, mut followed) = (0, 0, 0, 0);
    let mut pieces: Vec<(Span, usize)> = Vec::new();
    for quotation in quotations {
        if matches!(quotation.kind, Kind::Direct | Kind::Mixed) && quotation.parent.is_none() {
            pieces.extend(quotation.content.iter().map(|span| (*span, 0)));
        }
    }
    Span::sort_keyed(&mut pieces);
    for (index, (span, _)) in pieces.iter().enumerate() {
        let (_, end) = reading.tokens_in(*span);
        let paragraph = reading.paragraph(end.saturating_sub(1));
        let next = pieces.get(index + 1).map(|(next, _)| reading.tokens_in(*next));
        if !reading.is_told_behind(end) {
            continue;
        }
        match next {
            // “No,” she said, “not now.” is one sentence.
            Some((first, _)) if reading.paragraph(first) == paragraph => {
                goes_on += usize::from(matches!(reading.norm(first - 1), "." | "!" | "?"))
            }
            Some((first, end)) if reading.paragraph(first) == paragraph + 1 => {
                ends += 1;
                followed += 1;
                bare += usize::from(reading.paragraph(first - 1) == paragraph && !reading.is_told_behind(end));
            }
            _ => ends += 1,
        }
    }
    ends >= ENOUGH && ends >= MANY * goes_on || ends >= FEWEST && goes_on == 0 && bare * 4 >= followed * 3
}

/// The speakers, in the order of their first quotation.
fn list(reading: &Reading, names: &Names, quotations: &[Attributed], entity_of: &[Option<usize>]) -> Speakers {
    let mut out = Speakers { speakers: Vec::new(), of: Vec::with_capacity(quotations.len()), sure: Vec::new(), by_turn: Vec::new() };
    let mut listed: Vec<Option<usize>> = vec![None; names.entities.len()];
    for (index, entity) in entity_of.iter().enumerate() {
        let speaker = entity.map(|entity| {
            *listed[entity].get_or_insert_with(|| {
                out.speakers.push(speaker_of(reading, names, &names.entities[entity]));
                out.speakers.len() - 1
            })
        });
        if let Some(speaker) = speaker {
            out.speakers[speaker].quotations.push(index);
            out.speakers[speaker]
                .mentions
                .extend(source_tokens(reading, &quotations[index]).map(|(first, end)| reading.text.span(first, end)));
        }
        out.of.push(speaker);
    }
    for speaker in &mut out.speakers {
        Span::sort(&mut speaker.mentions);
        // A source that holds the name is one mention with it.
        speaker.mentions.dedup_by(|next, first| {
            let again = first.overlaps(*next);
            if again {
                *first = first.join(*next);
            }
            again
        });
    }
    out
}

/// What is known of `entity`, as a speaker without quotations.
fn speaker_of(reading: &Reading, names: &Names, entity: &Entity) -> Speaker {
    let kind = match entity.kind {
        EntityKind::Person => SpeakerKind::Person,
        EntityKind::Unknown if entity.person < 0.0 => SpeakerKind::Organization,
        EntityKind::Unknown => SpeakerKind::Person,
        EntityKind::Organization => SpeakerKind::Organization,
        EntityKind::Group => SpeakerKind::Group,
        EntityKind::Document => SpeakerKind::Document,
        EntityKind::Unnamed if entity.definite => SpeakerKind::Person,
        EntityKind::Unnamed | EntityKind::Voice => SpeakerKind::Unnamed,
    };
    let mentions = entity.mentions.iter().map(|index| &names.mentions[*index]);
    Speaker {
        name: entity.name.clone(),
        kind,
        description: entity.description.map(|span| plain(reading.text.of(span))),
        mentions: mentions.map(|mention| reading.text.span(mention.first, mention.end)).collect(),
        quotations: Vec::new(),
    }
}
