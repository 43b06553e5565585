//! Whom a pronoun means: the likeliest of those just spoken of.
//!
//! In: what has been mentioned up to a place, in order, and the pronoun.
//! Out: the entity, and how likely it is. Each candidate is weighed by some
//! thirty signs: where it was mentioned last, where as a subject, whether it
//! has just spoken, whether it is named in the very words whose source is
//! sought. Their weights were fitted (a choice among the candidates, drawn to
//! weights set by hand) to some 450 pronouns of news and blog posts.

use super::descriptions::{alike, can_contradict, contradicts};
use super::entities::{Entity, EntityKind, Names};
use super::reading::Reading;
use super::words::Gender;
use crate::Span;

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
            Self::Thing => match entity.kind {
                EntityKind::Organization | EntityKind::Document => true,
                EntityKind::Unknown => entity.person < 0.5 && entity.words.len() == 1,
                _ => false,
            },
            Self::Several => matches!(entity.kind, EntityKind::Organization | EntityKind::Group),
        }
    }
}

/// A pronoun or a description whose antecedent is sought.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought<'s> {
    /// What it asks for.
    pub agreement: Agreement,
    /// Its first token.
    pub at: usize,
    /// The head of a description.
    pub head: Option<&'s str>,
    /// The other words of a description.
    pub about: &'s [&'s str],
    /// The tokens of the words that it is the source of.
    pub said: &'s [(usize, usize)],
}

impl<'s> Sought<'s> {
    /// The antecedent of a pronoun at the token `at`, which is the source of
    /// the words `said`.
    pub fn new(agreement: Agreement, at: usize, said: &'s [(usize, usize)]) -> Self {
        Self { agreement, at, head: None, about: &[], said }
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

/// What speaks for or against a candidate, each with its weight. All but the
/// last four were fitted to the pronouns of articles whose speakers are known.
mod sign {
    /// How many sentences of narration lie between the nearest mention and
    /// the pronoun: none, one, two, three, more.
    pub const NEAR: usize = 0;
    /// The same for the nearest mention as a subject.
    pub const SUBJECT: usize = 5;
    /// That subject is the first of its sentence.
    pub const MAIN: usize = 10;
    /// It starts its sentence.
    pub const INITIAL: usize = 11;
    /// It is said to have said something, if not in these words.
    pub const SPEAKS: usize = 12;
    /// Its nearest mention owns something: "X's".
    pub const POSSESSIVE: usize = 13;
    /// For each paragraph between the nearest mention and the pronoun.
    pub const PARAGRAPH: usize = 14;
    /// It has spoken last: in this paragraph, or in the one before.
    pub const SPOKE: usize = 15;
    /// It has spoken last and the cue says that it goes on: "he added".
    pub const GOES_ON: usize = 18;
    /// It has spoken last but one.
    pub const SPOKE_BEFORE: usize = 19;
    /// For each other person mentioned since it has spoken last.
    pub const OTHER_SINCE_SPOKE: usize = 20;
    /// For each other person mentioned since.
    pub const OTHER: usize = 21;
    /// By how often it was mentioned by name.
    pub const NAMINGS: usize = 22;
    /// It is named in the words that are attributed.
    pub const QUOTED: usize = 23;
    /// Its gender is not known.
    pub const NO_GENDER: usize = 24;
    /// It is only described: "a woman".
    pub const UNNAMED: usize = 25;
    /// Little or nothing says that it is a person.
    pub const DOUBTFUL_PERSON: usize = 26;
    pub const HARDLY_PERSON: usize = 27;
    /// A line between sections stands between.
    pub const SECTION: usize = 28;
    /// It is the first subject of the nearest sentence that has such a subject.
    pub const TOPIC: usize = 29;
    /// And is said to have said something there.
    pub const TOPIC_SPEAKS: usize = 30;
    /// Somebody else is the topic since it has spoken last.
    pub const OTHER_TOPIC: usize = 31;
    /// It was asked in its nearest mention.
    pub const ASKED: usize = 17;
    pub const SIGNS: usize = 32;
    pub const WEIGHTS: [f32; SIGNS] = [
        0.62, -0.26, -0.54, -1.85, -2.66, 0.60, 1.36, 0.33, 0.14, 0.32, 0.48, 0.55, -0.01, -0.15, -0.64, 1.72, 1.49, 1.44, 1.00, 0.87,
        0.18, -0.45, 0.33, -1.66, -1.06, -1.50, -2.53, -3.01, -2.00, -0.03, 0.75, -0.85,
    ];
    /// By the share of its mentions that are "in X": an organisation speaks
    /// rarely where it is a place.
    pub const PLACE: f32 = -2.0;
    /// The text says of it another office or trade than the description.
    pub const SOMETHING_ELSE: f32 = -1.5;
    /// The text says of it another place or party.
    pub const CONTRADICTION: f32 = -2.5;
    /// It shares a word with the description that is resolved.
    pub const DESCRIBED: f32 = 1.5;
}

/// How many mentions back a pronoun looks.
const WINDOW: usize = 80;
/// How many mentions are passed over to find those that stand before the
/// pronoun: the source of a quotation inside another is read after what stands behind it.
const PASSED_OVER: usize = 1000;
/// How many tokens behind it are of a pronoun's clause.
const CLAUSE: usize = 8;
/// How many mentions of its sentence a subject is compared with.
const NEIGHBOURS: usize = 40;
/// How many tokens of what is said behind the pronoun are read for names.
const BEHIND: usize = 60;
/// The least with which a description is taken for one of whom the text does
/// not say it.
const LEAST: f32 = -1.0;
/// How likely somebody is meant who is named only later.
const AHEAD_SURE: f32 = 0.6;
/// From here on somebody is a rival of the likeliest.
const RIVAL: f32 = 0.02;
/// How many mentions ahead a pronoun looks where nobody stands before it.
const AHEAD: usize = 40;

impl Salience {
    /// Notes a mention; they come in the order of the text.
    pub fn note(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Who is mentioned at the token `at`, as the subject of a sentence.
    pub fn subject_at(&self, at: usize) -> Option<usize> {
        self.events.iter().rev().take(NEIGHBOURS).find(|event| event.at == at && event.subject).map(|event| event.entity)
    }

    /// The mentions in the narration in order, without those that only own something.
    pub fn narrated(&self, reading: &Reading) -> Vec<Event> {
        let told = |event: &&Event| event.how != How::Source && !event.possessive && reading.quoted(event.at).is_none();
        let all: Vec<Event> = self.events.iter().filter(told).copied().collect();
        Span::order(all.len(), |index| Span::new(all[index].at, index)).into_iter().map(|index| all[index]).collect()
    }

    /// The entity that is likeliest to be meant, and how likely it is.
    pub fn choose(&self, reading: &Reading, names: &Names, sought: Sought) -> Option<(usize, f32)> {
        let candidates = self.weighed(reading, names, sought);
        let most = candidates.iter().map(|candidate| candidate.score).fold(f32::MIN, f32::max);
        let all: f32 = candidates.iter().map(|candidate| (candidate.score - most).exp()).sum();
        let best = candidates.iter().find(|candidate| candidate.score >= most);
        if sought.head.is_some() && most < LEAST {
            return None;
        }
        best.map(|candidate| (candidate.entity, 1.0 / all))
            .or_else(|| Some((ahead(reading, names, sought.agreement, sought.at)?, AHEAD_SURE)))
    }

    /// All who may be meant, each with how likely it is.
    pub fn rivals(&self, reading: &Reading, names: &Names, sought: Sought) -> Vec<(usize, f32)> {
        let candidates = self.weighed(reading, names, sought);
        let most = candidates.iter().map(|candidate| candidate.score).fold(f32::MIN, f32::max);
        let all: f32 = candidates.iter().map(|candidate| (candidate.score - most).exp()).sum();
        candidates
            .iter()
            .map(|candidate| (candidate.entity, (candidate.score - most).exp() / all))
            .filter(|(_, likely)| *likely >= RIVAL)
            .collect()
    }

    /// The candidates with all that speaks for and against each.
    fn weighed(&self, reading: &Reading, names: &Names, sought: Sought) -> Vec<Candidate> {
        let mut candidates = self.candidates(reading, names, sought);
        let telling = can_contradict(reading, sought.about);
        for candidate in &mut candidates {
            let entity = &names.entities[candidate.entity];
            if sought.head.is_some_and(|head| is_something_else(entity, head)) {
                candidate.score += sign::SOMETHING_ELSE;
            }
            if sought.about.iter().any(|word| entity.about.contains(word)) {
                candidate.score += sign::DESCRIBED;
            }
            if telling && contradicts(reading, entity, sought.about) {
                candidate.score += sign::CONTRADICTION;
            }
        }
        candidates
    }

    /// Those mentioned before the place that agree, the last first.
    fn candidates(&self, reading: &Reading, names: &Names, sought: Sought) -> Vec<Candidate> {
        let Sought { agreement, at, said, .. } = sought;
        let quoted = reading.quoted(at);
        let mut all: Vec<Candidate> = Vec::new();
        // Whom each of them is: these are looked through at every mention.
        let mut entities: Vec<usize> = Vec::new();
        // The persons between the mention that is looked at and the pronoun,
        // and those who spoke.
        let (mut persons, mut speakers) = (0, 0);
        let mut topic: Option<usize> = None;
        let goes_on = [at.wrapping_sub(1), at + 1]
            .iter()
            .any(|at| matches!(reading.norm(*at), "added" | "adds" | "continued" | "continues" | "also" | "went" | "concluded"));
        let near = self.events.iter().enumerate().rev().take(PASSED_OVER);
        for (index, event) in near.filter(|(_, event)| event.at < at || event.how == How::Source).take(WINDOW) {
            let entity = &names.entities[event.entity];
            let slot = entities.iter().position(|entity| *entity == event.entity).unwrap_or_else(|| {
                entities.push(event.entity);
                all.push(Candidate { entity: event.entity, allowed: agreement.allows(entity), others: persons, ..Candidate::default() });
                all.len() - 1
            });
            let candidate = &mut all[slot];
            if !candidate.counted && !event.possessive && entity.is_named_person() && entity.agrees(agreement.gender()) {
                candidate.counted = true;
                persons += 1;
            }
            let paragraphs = reading.paragraph(at).abs_diff(reading.paragraph(event.at));
            let sentences = reading.told_before(at).saturating_sub(reading.told_before(event.at)).min(4);
            let signs = &mut candidate.signs;
            if event.how == How::Source {
                if !candidate.spoke {
                    candidate.spoke = true;
                    match speakers {
                        0 => {
                            if paragraphs < 2 {
                                signs[sign::SPOKE + paragraphs] = 1.0;
                            }
                            signs[sign::GOES_ON] = f32::from(goes_on);
                            signs[sign::OTHER_SINCE_SPOKE] = candidate.others.min(2) as f32;
                            signs[sign::OTHER_TOPIC] = f32::from(topic.is_some_and(|topic| topic != event.entity));
                        }
                        1 => signs[sign::SPOKE_BEFORE] = 1.0,
                        _ => {}
                    }
                    // A country that spoke in between does not keep "he" from going on.
                    speakers += usize::from(candidate.allowed);
                }
                continue;
            }
            if said.iter().any(|(first, end)| (*first..*end).contains(&event.at)) {
                if event.how == How::Name {
                    signs[sign::QUOTED] = 1.0;
                }
                continue;
            }
            if event.how == How::Name && reading.quoted(event.at).is_some_and(|stretch| quoted != Some(stretch)) {
                continue;
            }
            // "Quist acknowledged it. “…,” he added": what is added goes on from that.
            if event.speaks && goes_on && speakers == 0 && candidate.allowed && paragraphs < 2 {
                candidate.spoke = true;
                speakers = 1;
                signs[sign::SPOKE + paragraphs] = 1.0;
                signs[sign::GOES_ON] = 1.0;
            }
            if !candidate.near {
                candidate.near = true;
                signs[sign::NEAR + sentences] = 1.0;
                signs[sign::POSSESSIVE] = f32::from(event.possessive);
                let before = |back: usize| {
                    event.at.checked_sub(back).is_some_and(|at| matches!(reading.norm(at), "asked" | "asks" | "asking" | "pressed"))
                };
                signs[sign::ASKED] = f32::from(!event.possessive && (before(1) || before(2)));
                signs[sign::PARAGRAPH] = paragraphs.min(6) as f32;
                signs[sign::SECTION] = f32::from(reading.section(at) != reading.section(event.at));
            }
            if event.subject && !event.possessive && !candidate.subject {
                candidate.subject = true;
                signs[sign::SUBJECT + sentences] = 1.0;
                let sentence = reading.sentence(event.at);
                let earlier = |other: &&Event| reading.sentence(other.at) == sentence && other.at < event.at;
                let second = self.events[..index]
                    .iter()
                    .rev()
                    .take(NEIGHBOURS)
                    .take_while(earlier)
                    .any(|other| other.subject && other.entity != event.entity && other.how != How::Source);
                signs[sign::MAIN] = f32::from(!second);
                if topic.is_none() && !second && candidate.allowed && (entity.is_named_person() || entity.kind == EntityKind::Unnamed) {
                    topic = Some(event.entity);
                    signs[sign::TOPIC] = 1.0;
                    signs[sign::TOPIC_SPEAKS] = f32::from(event.speaks);
                }
                signs[sign::INITIAL] = f32::from(event.initial);
                signs[sign::SPEAKS] = f32::from(event.speaks);
            }
        }
        // Nor is it whoever is named behind it in its clause: "he told Quist".
        let clause = (at + 1..at + CLAUSE).take_while(|next| reading.quoted(*next) == quoted && reading.norm(*next) != ",").count();
        let behind = said.iter().copied().filter(|(first, _)| *first > at);
        for (first, end) in behind.chain(std::iter::once((at + 1, at + 1 + clause))) {
            for mention in names.mentions_in(first, end.min(first + BEHIND)) {
                let named = names.entity_of[mention].filter(|_| !names.mentions[mention].possessive);
                if let Some(candidate) = all.iter_mut().find(|candidate| Some(candidate.entity) == named) {
                    candidate.signs[sign::QUOTED] = 1.0;
                }
            }
        }
        all.retain(|candidate| candidate.allowed && (candidate.near || candidate.spoke));
        for candidate in &mut all {
            let entity = &names.entities[candidate.entity];
            let signs = &mut candidate.signs;
            signs[sign::OTHER] = candidate.others.min(3) as f32;
            let namings = entity.mentions.partition_point(|mention| names.mentions[*mention].first < at);
            signs[sign::NAMINGS] = namings.min(12) as f32 / 4.0;
            if agreement.of_person() {
                signs[sign::NO_GENDER] = f32::from(agreement.gender().is_some() && entity.gender.is_none());
                if entity.kind == EntityKind::Unnamed {
                    signs[sign::UNNAMED] = 1.0;
                } else if entity.person < 0.0 {
                    signs[sign::HARDLY_PERSON] = 1.0;
                } else if entity.person < 1.0 {
                    signs[sign::DOUBTFUL_PERSON] = 1.0;
                }
            }
            candidate.score = signs.iter().zip(sign::WEIGHTS).map(|(sign, weight)| sign * weight).sum();
            if !agreement.of_person() || reading.dialogue && entity.kind == EntityKind::Unknown {
                candidate.score += sign::PLACE * entity.place;
            }
        }
        all
    }
}

/// One that a pronoun can mean.
#[derive(Clone, Debug, Default)]
struct Candidate {
    entity: usize,
    /// Whether it agrees with the pronoun.
    allowed: bool,
    /// Whether it is counted among the persons mentioned.
    counted: bool,
    /// How many other persons were mentioned since.
    others: usize,
    /// Whether its nearest mention, as a subject, and as a speaker is seen.
    near: bool,
    subject: bool,
    spoke: bool,
    /// What speaks for and against it.
    signs: [f32; sign::SIGNS],
    score: f32,
}

/// Whether the text says of `entity` some office or trade, but not `head`.
fn is_something_else(entity: &Entity, head: &str) -> bool {
    !entity.offices.is_empty() && !entity.offices.iter().any(|word| alike(head).any(|other| other == *word))
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
