//! Who speaks: from each quotation's source, the mention, to its speaker.
//!
//! In: a text, its marks, and its quotations with their sources. Out: the
//! [`Speakers`]. First all names of the text are found ([`mentions`]) and
//! grouped ([`entities`], [`persons`]), then what is said of each
//! ([`descriptions`]); then the quotations are gone through in the order of
//! the text, each source resolved by what stands before it ([`sources`],
//! [`references`], [`salience`]), and each quotation without one by those who
//! spoke before ([`turns`]). It does not doubt the sources: to find them is
//! the stage before.

mod descriptions;
mod entities;
mod first_names;
mod mentions;
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
use entities::{Entity, EntityKind, Names, plain};
use reading::Reading;
use sources::Resolver;
use turns::{Manner, Turn, Unattributed};

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
}

/// The speakers of `quotations`, which are in the order of their first content.
///
/// A term has no speaker. A quotation without a source has the speaker whose
/// turn it is, if it has any words in quotation marks.
pub fn resolve(text: &Text, marks: &Marks, quotations: &[Attributed]) -> Speakers {
    if quotations.iter().all(|quotation| quotation.kind == Kind::Term) {
        return Speakers { speakers: Vec::new(), of: vec![None; quotations.len()], sure: vec![0.0; quotations.len()] };
    }
    let reading = Reading::new(text, marks);
    let mut names = Names::new(&reading, mentions::find(&reading));
    descriptions::collect(&reading, &mut names);
    let mut resolver = Resolver::new(&reading, names);

    let manner = manner(&reading, quotations);
    let mut entity_of: Vec<Option<usize>> = vec![None; quotations.len()];
    let mut sure = vec![0.0; quotations.len()];
    let mut turns: Vec<Turn> = Vec::new();
    for index in order(quotations) {
        let quotation = &quotations[index];
        let entity = match source_tokens(&reading, quotation) {
            _ if quotation.kind == Kind::Term => None,
            // Who spoke in another paragraph need not be whose turn it is.
            Some(_) if manner.dialogue && is_handed_on(&reading, quotation) => {
                content_tokens(&reading, quotation).and_then(|(first, end)| resolver.turn(Unattributed { first, end }, &turns, manner))
            }
            Some((first, end)) => {
                let said = quotation.content.iter().map(|content| reading.tokens_in(*content)).collect();
                resolver.source(first, end, speaker_around(quotations, &entity_of, index), said)
            }
            None if quotation.kind == Kind::Indirect => None,
            None => content_tokens(&reading, quotation).and_then(|(first, end)| resolver.turn(Unattributed { first, end }, &turns, manner)),
        };
        entity_of[index] = entity;
        sure[index] = if entity.is_some() { resolver.sure } else { 0.0 };
        if let (Some(entity), Some((_, end))) = (entity, content_tokens(&reading, quotation)) {
            let behind = quotation
                .source
                .first()
                .is_some_and(|source| quotation.content.first().is_some_and(|content| source.start > content.start));
            turns.push(Turn { entity, paragraph: reading.paragraph(end.saturating_sub(1)), attributed_behind: behind });
        }
    }
    Speakers { sure, ..list(&reading, &resolver.names, quotations, &entity_of) }
}

/// The order in which sources are resolved: that of the text, but first
/// whoever says the words in which another's source stands.
fn order(quotations: &[Attributed]) -> Vec<usize> {
    let place = |quotation: &Attributed| quotation.source.first().or(quotation.content.first()).map_or(0, |span| span.start);
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
    /// The fewest quotations without a source, and their share, that make a dialogue.
    const FEWEST: usize = 3;
    const SHARE: f32 = 0.15;
    /// What is said in a dialogue is short: the most words on average.
    const SHORT: usize = 14;
    let spoken = quotations.iter().filter(|quotation| matches!(quotation.kind, Kind::Direct | Kind::Mixed));
    let bare = spoken.clone().filter(|quotation| quotation.source.is_empty()).count();
    let all = spoken.clone().count() as f32;
    let (mut handed_on, mut words) = (0, 0);
    for quotation in spoken.clone().filter(|quotation| is_handed_on(reading, quotation)) {
        let content = content_tokens(reading, quotation).map_or(0..0, |(first, end)| first..end);
        handed_on += 1;
        words += content.filter(|at| reading.token(*at).is_some_and(|token| token.is_word())).count();
    }
    let dialogue = bare >= FEWEST && bare as f32 > SHARE * all
        || bare + handed_on >= FEWEST && (bare + handed_on) as f32 > SHARE * all && words <= SHORT * handed_on;
    let paragraph_of = |span: Option<&Span>| span.map(|span| reading.paragraph(reading.tokens_in(*span).0));
    let mut goes_on_in_paragraph = false;
    let mut attributed = None;
    for quotation in spoken {
        let here = paragraph_of(quotation.content.first());
        let source = quotation.source.first().filter(|_| !is_handed_on(reading, quotation));
        goes_on_in_paragraph |= source.is_none() && here == attributed;
        goes_on_in_paragraph |= quotation.content.last().zip(source).is_some_and(|(content, source)| {
            content.start > source.end
                && quotation.content[0].start < source.start
                && paragraph_of(Some(content)) == paragraph_of(Some(source))
        });
        attributed = if source.is_some() && !is_handed_on(reading, quotation) { paragraph_of(source) } else { attributed };
    }
    Manner { dialogue, goes_on_in_paragraph }
}

/// The speakers, in the order of their first quotation.
fn list(reading: &Reading, names: &Names, quotations: &[Attributed], entity_of: &[Option<usize>]) -> Speakers {
    let mut out = Speakers { speakers: Vec::new(), of: Vec::with_capacity(quotations.len()), sure: Vec::new() };
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
