//! Whom a pronoun means: the likeliest of those just spoken of.
//!
//! In: what has been mentioned up to a place, in order, and the pronoun.
//! Out: the entity. Each candidate has the weight of its best mention; the
//! weights are few, and were set by hand on news: learnt ones gained nothing.

use super::descriptions::alike;
use super::entities::{Entity, EntityKind, Names};
use super::reading::Reading;
use super::words::{Class, Gender};

/// What a pronoun or a description asks of its antecedent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// "he", "she".
    Gendered(Gender),
    /// "the senator": a person.
    Person,
    /// "it": anything but a person.
    Thing,
    /// "they": several, or an organisation.
    Several,
}

impl Agreement {
    /// The gender that is asked for.
    pub fn gender(self) -> Option<Gender> {
        match self {
            Self::Gendered(gender) => Some(gender),
            _ => None,
        }
    }

    /// Whether a person is asked for.
    fn of_person(self) -> bool {
        matches!(self, Self::Gendered(_) | Self::Person)
    }

    /// Whether `entity` can be meant.
    fn allows(self, entity: &Entity) -> bool {
        match self {
            Self::Gendered(_) => entity.can_be_person() && entity.agrees(self.gender()),
            Self::Person => entity.can_be_person() && (entity.person >= 1.0 || entity.kind == EntityKind::Unnamed),
            Self::Thing => matches!(entity.kind, EntityKind::Organization | EntityKind::Document),
            Self::Several => matches!(entity.kind, EntityKind::Organization | EntityKind::Group),
        }
    }
}

/// How an entity was mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// By its name.
    Name,
    /// By a pronoun or a description.
    Reference,
    /// As the source of a quotation.
    Source,
}

/// One mention that a later pronoun may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    /// Who is mentioned.
    pub entity: usize,
    /// Where: a token.
    pub at: usize,
    /// How.
    pub how: How,
    /// Whether it can be the subject of its sentence.
    pub subject: bool,
    /// Whether a verb that reports speech follows it.
    pub speaks: bool,
    /// Whether it starts its sentence.
    pub initial: bool,
    /// Whether it owns something: "X's".
    pub possessive: bool,
}

/// What has been mentioned so far, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Salience {
    events: Vec<Event>,
}

/// The weights: for each paragraph and sentence that a mention lies back, and
/// for what makes it likelier.
mod weight {
    pub const PARAGRAPH: f32 = -0.6;
    pub const PARAGRAPHS: usize = 12;
    pub const SENTENCE: f32 = -0.45;
    pub const SENTENCES: usize = 6;
    pub const SUBJECT: f32 = 0.7;
    pub const INITIAL: f32 = 0.6;
    /// It is said to have said something, if not in these words.
    pub const SPEAKS: f32 = 0.6;
    pub const POSSESSIVE: f32 = -0.5;
    /// For each mention by name before, up to `NAMINGS`.
    pub const NAMING: f32 = 0.08;
    pub const NAMINGS: usize = 10;
    pub const NO_GENDER: f32 = -0.6;
    /// It is only described: "a woman".
    pub const UNNAMED: f32 = -0.8;
    /// Little or nothing says that it is a person.
    pub const DOUBTFUL_PERSON: f32 = -1.6;
    pub const HARDLY_PERSON: f32 = -4.0;
    /// It has just spoken.
    pub const SPOKE: f32 = 0.6;
    /// It spoke, but not in this paragraph or the one before.
    pub const SPOKE_LONG_AGO: f32 = -0.3;
    /// For each other person mentioned since, up to `OTHERS`.
    pub const OTHER: f32 = -0.5;
    pub const OTHERS: usize = 2;
    /// The text says of it another office or trade than the description.
    pub const SOMETHING_ELSE: f32 = -1.5;
    /// It shares a word with the description that is resolved.
    pub const DESCRIBED: f32 = 1.5;
}

/// How many mentions back a pronoun looks.
const WINDOW: usize = 80;
/// How many mentions are passed over to find those that stand before the
/// pronoun: the source of a quotation inside another is read after what stands behind it.
const PASSED_OVER: usize = 1000;
/// How many sources back count as having just spoken.
const SPEAKERS: usize = 4;
/// How many mentions ahead a pronoun looks where nobody stands before it.
const AHEAD: usize = 40;

impl Salience {
    /// Notes a mention; they come in the order of the text.
    pub fn note(&mut self, event: Event) {
        self.events.push(event);
    }

    /// The entity that a pronoun or a description at the token `at` means:
    /// one that agrees. Of a description, `as_what` is the head and `about`
    /// are the other words.
    pub fn choose(
        &self,
        reading: &Reading,
        names: &Names,
        agreement: Agreement,
        at: usize,
        as_what: Option<&str>,
        about: &[&str],
    ) -> Option<usize> {
        let quoted = reading.quoted(at);
        let mut best: Option<(f32, usize)> = None;
        // The persons between the mention that is looked at and the pronoun,
        // and how many of them there were when each was met first.
        let mut since: Vec<(usize, usize, bool)> = Vec::new();
        let mut persons = 0;
        let mut sources = 0;
        let near = self.events.iter().rev().take(PASSED_OVER);
        for event in near.filter(|event| event.at < at || event.how == How::Source).take(WINDOW) {
            let entity = &names.entities[event.entity];
            let seen = match since.iter().position(|(seen, ..)| *seen == event.entity) {
                Some(seen) => seen,
                None => {
                    since.push((event.entity, persons, false));
                    since.len() - 1
                }
            };
            let (_, others, counted) = &mut since[seen];
            if !*counted && !event.possessive && entity.is_named_person() && entity.agrees(agreement.gender()) {
                *counted = true;
                persons += 1;
            }
            let others = *others;
            sources += usize::from(event.how == How::Source);
            let elsewhere = event.how == How::Name && reading.quoted(event.at).is_some_and(|stretch| quoted != Some(stretch));
            if !agreement.allows(entity) || elsewhere {
                continue;
            }
            let mut score = match event.how {
                How::Source if sources > SPEAKERS => continue,
                How::Source => spoken(reading, event, at) + weight::OTHER * others.min(weight::OTHERS) as f32,
                How::Name | How::Reference => mentioned(reading, event, at),
            };
            if agreement.of_person() {
                score += likelihood(entity, agreement);
            }
            if as_what.is_some_and(|head| is_something_else(entity, head)) {
                score += weight::SOMETHING_ELSE;
            }
            let namings = entity.mentions.partition_point(|mention| names.mentions[*mention].first < at);
            score += weight::NAMING * namings.min(weight::NAMINGS) as f32;
            if about.iter().any(|word| entity.about.contains(word)) {
                score += weight::DESCRIBED;
            }
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, event.entity));
            }
        }
        best.map(|(_, entity)| entity).or_else(|| ahead(reading, names, agreement, at))
    }
}

/// The weight of a mention at `event` for a pronoun at the token `at`.
fn mentioned(reading: &Reading, event: &Event, at: usize) -> f32 {
    let paragraphs = reading.paragraph(at).saturating_sub(reading.paragraph(event.at));
    let sentences = reading.sentence(at).saturating_sub(reading.sentence(event.at));
    weight::PARAGRAPH * paragraphs.min(weight::PARAGRAPHS) as f32
        + weight::SENTENCE * sentences.min(weight::SENTENCES) as f32
        + if event.subject { weight::SUBJECT } else { 0.0 }
        + if event.speaks { weight::SPEAKS } else { 0.0 }
        + if event.initial { weight::INITIAL } else { 0.0 }
        + if event.possessive { weight::POSSESSIVE } else { 0.0 }
}

/// The weight of having been a source at `event`.
fn spoken(reading: &Reading, event: &Event, at: usize) -> f32 {
    let paragraphs = reading.paragraph(at).abs_diff(reading.paragraph(event.at));
    let long_ago = if paragraphs > 1 { weight::SPOKE_LONG_AGO } else { 0.0 };
    weight::SPOKE + weight::PARAGRAPH * paragraphs.min(weight::PARAGRAPHS) as f32 + long_ago
}

/// The weight of what is known of `entity` as a person.
fn likelihood(entity: &Entity, agreement: Agreement) -> f32 {
    let person = if entity.kind == EntityKind::Unnamed {
        weight::UNNAMED
    } else if entity.person >= 1.0 {
        0.0
    } else if entity.person >= 0.0 {
        weight::DOUBTFUL_PERSON
    } else {
        weight::HARDLY_PERSON
    };
    person + if agreement.gender().is_some() && entity.gender.is_none() { weight::NO_GENDER } else { 0.0 }
}

/// Whether the text says of `entity` some office or trade, but not `head`.
fn is_something_else(entity: &Entity, head: &str) -> bool {
    let office =
        |word: &&&str| Class::of(word).any(Class::ROLE.and(Class::TITLE)) && !Class::of(word).any(Class::COURTESY.and(Class::NATION));
    let mut offices = entity.about.iter().filter(office).peekable();
    offices.peek().is_some() && !offices.any(|word| alike(head).any(|other| other == *word))
}

/// The first to be named behind the token `at` whom the pronoun can mean.
fn ahead(reading: &Reading, names: &Names, agreement: Agreement, at: usize) -> Option<usize> {
    if !agreement.of_person() {
        return None;
    }
    let next = names.mentions_in(at + 1, reading.text.tokens.len());
    next.take(AHEAD).find_map(|index| {
        let entity = names.entity_of[index]?;
        let found = &names.entities[entity];
        let person = found.kind == EntityKind::Person || found.gender.is_some() && found.kind == EntityKind::Unknown;
        (person && agreement.allows(found) && reading.quoted(names.mentions[index].first).is_none()).then_some(entity)
    })
}
