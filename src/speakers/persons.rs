//! Which entities are persons, and of which gender.
//!
//! In: the names of a text, grouped. Out: for each, how much speaks for its
//! being a person, its gender, and where people share a surname whom the bare
//! surname names.

use std::cmp::Ordering;

use super::entities::{Entity, EntityKind, Names};
use super::first_names::{FirstName, first_name};
use super::mentions::{Mention, acts};
use super::reading::Reading;
use super::words::{Class, Gender};
use crate::Span;

/// What speaks for a name's being a person's.
mod evidence {
    pub const FIRST_NAME: f32 = 2.0;
    pub const EITHERS_FIRST_NAME: f32 = 1.0;
    pub const TITLE: f32 = 2.0;
    /// "X said"
    pub const SPEAKS: f32 = 1.0;
    /// The most that its speaking says, and that of one word alone:
    /// organisations speak, too.
    pub const MOST_SPEAKING: f32 = 2.0;
    pub const MOST_SPEAKING_ALONE: f32 = 0.9;
    /// For each time that "he" or "she" follows, up to `MOST_PRONOUNS`.
    pub const PRONOUN: f32 = 0.5;
    pub const MOST_PRONOUNS: f32 = 2.0;
    /// A surname that no first name or title introduces.
    pub const ALONE: f32 = -1.0;
    /// "X, who"
    pub const WHO: f32 = 1.0;
    /// "X, which"
    pub const WHICH: f32 = -1.5;
    /// For each "its" that follows, up to `MOST_ITS`.
    pub const ITS: f32 = -1.0;
    pub const MOST_ITS: f32 = -3.0;
    /// "X, 45,"
    pub const AGE: f32 = 2.0;
    /// "the X"
    pub const ARTICLE: f32 = -1.2;
    /// "in X"
    pub const PLACE: f32 = -0.7;
    /// The word occurs in lower case.
    pub const LOWER_CASE: f32 = -0.7;
    /// It acts in a story, for each time up to `MOST_ACTING`.
    pub const ACTS: f32 = 0.6;
    pub const MOST_ACTING: f32 = 1.2;
    /// From here on a name of several words is a person's.
    pub const PERSON: f32 = 1.0;
}

impl<'a> Names<'a> {
    /// The gender that the entity's own name and titles tell.
    pub(super) fn gender_by_name(&self, entity: &Entity) -> Option<Gender> {
        let first_name = entity.first_name.filter(|_| entity.kind != EntityKind::Organization);
        let by_title = entity.title.gender();
        // A woman can be a chairman, but no Mr.
        entity.gender.or(if entity.title.any(Class::COURTESY) { by_title.or(first_name) } else { first_name.or(by_title) })
    }

    /// Weighs what speaks for each entity's being a person.
    pub(super) fn weigh_persons(&mut self, reading: &Reading) {
        for index in 0..self.entities.len() {
            let entity = &mut self.entities[index];
            let places = entity.mentions.iter().filter(|mention| is_place(reading, &self.mentions[**mention])).count();
            entity.place = places as f32 / entity.mentions.len().max(1) as f32;
            if entity.kind == EntityKind::Organization {
                continue;
            }
            let (male, female) = self.pronouns_after(reading, index);
            let entity = &mut self.entities[index];
            let mut person = match entity.words.first().and_then(|word| first_name(word)) {
                Some(FirstName::Of(_)) => evidence::FIRST_NAME,
                Some(FirstName::Either) => evidence::EITHERS_FIRST_NAME,
                None => 0.0,
            };
            if entity.title.any(Class::ANY_PERSON) {
                person += evidence::TITLE;
            }
            let alone = person == 0.0 && entity.words.len() == 1;
            if alone {
                person += evidence::ALONE;
            }
            if let [word] = entity.words[..]
                && reading.is_in_lower_case(word)
            {
                person += evidence::LOWER_CASE;
            }
            let (mut speaking, mut acting, mut its) = (0.0_f32, 0.0_f32, 0.0_f32);
            for index in &entity.mentions {
                let mention = &self.mentions[*index];
                speaking += if mention.speaks { evidence::SPEAKS } else { 0.0 };
                acting += if mention.end == mention.first + 1 && acts(reading, mention.first) { evidence::ACTS } else { 0.0 };
                person += evidence_at(reading, mention);
                its += if is_its(reading, &self.mentions, *index) { evidence::ITS } else { 0.0 };
            }
            person += its.max(evidence::MOST_ITS)
                + acting.min(evidence::MOST_ACTING)
                + speaking.min(if alone { evidence::MOST_SPEAKING_ALONE } else { evidence::MOST_SPEAKING })
                + (evidence::PRONOUN * (male + female)).min(evidence::MOST_PRONOUNS);
            entity.person = person;
            if entity.kind == EntityKind::Unknown && person >= evidence::PERSON && entity.words.len() > 1 {
                entity.kind = EntityKind::Person;
            }
        }
    }

    /// Gives each entity the gender of its name, or that of the pronouns
    /// that follow its mentions.
    pub(super) fn find_genders(&mut self, reading: &Reading) {
        /// The other gender's pronouns outweigh the name from here on.
        const OVERRULE: f32 = 3.0;
        for index in 0..self.entities.len() {
            if self.entities[index].kind == EntityKind::Organization {
                continue;
            }
            let entity = &self.entities[index];
            let by_name = self.gender_by_name(entity);
            let (male, female) = self.pronouns_after(reading, index);
            let by_pronouns = if male > 0.0 && male >= 2.0 * female {
                Some(Gender::Male)
            } else if female > 0.0 && female >= 2.0 * male {
                Some(Gender::Female)
            } else {
                None
            };
            let overrules = (male - female).abs() >= OVERRULE && male.min(female) * 4.0 <= male.max(female);
            // "Clinton" alone is no first name, but in a story it is.
            let surname = !reading.dialogue && entity.words.len() == 1 && entity.title.gender().is_none();
            let shared = self.by_word.get(entity.last_word()).is_some_and(|namesakes| namesakes.len() > 1);
            self.entities[index].gender = match (by_name, by_pronouns) {
                (Some(_), Some(pronouns)) if (overrules || surname) && !shared => Some(pronouns),
                (Some(name), _) => Some(name),
                (None, pronouns) => pronouns,
            };
        }
    }

    /// The gender of the pronouns that follow the entity's first mentions.
    pub(super) fn gender_by_pronouns(&self, reading: &Reading, entity: usize) -> Option<Gender> {
        const FIRST: usize = 4;
        let (male, female) = self.pronouns_after_some(reading, entity, FIRST);
        match male.total_cmp(&female) {
            Ordering::Greater => Some(Gender::Male),
            Ordering::Less => Some(Gender::Female),
            Ordering::Equal => None,
        }
    }

    /// The weight of the pronouns of either gender that follow the entity's mentions.
    fn pronouns_after(&self, reading: &Reading, entity: usize) -> (f32, f32) {
        self.pronouns_after_some(reading, entity, usize::MAX)
    }

    /// The same, by its first `some` mentions.
    fn pronouns_after_some(&self, reading: &Reading, entity: usize, some: usize) -> (f32, f32) {
        let (mut male, mut female) = (0.0, 0.0);
        for &mention in self.entities[entity].mentions.iter().take(some) {
            match self.pronoun_after(reading, mention, entity) {
                Some((Gender::Male, weight)) => male += weight,
                Some((Gender::Female, weight)) => female += weight,
                None => {}
            }
        }
        (male, female)
    }

    /// The gender of the first pronoun behind `mention`, and how much it says.
    fn pronoun_after(&self, reading: &Reading, mention: usize, entity: usize) -> Option<(Gender, f32)> {
        /// How many tokens behind the name a pronoun can stand.
        const REACH: usize = 25;
        const NEXT_SENTENCE: f32 = 0.5;
        const BEHIND_PREPOSITION: f32 = 0.3;
        let named = &self.mentions[mention];
        if reading.quoted(named.first).is_some() {
            return None;
        }
        let mut next = mention + 1;
        for at in named.end..named.end + REACH {
            if reading.paragraph(at) != reading.paragraph(named.first) {
                return None;
            }
            while self.mentions.get(next).is_some_and(|other| other.first < at) {
                next += 1;
            }
            if self.mentions.get(next).is_some_and(|other| other.first == at)
                && self.entity_of[next].is_some_and(|other| other != entity && self.entities[other].can_be_person())
            {
                return None;
            }
            let gender = match reading.norm(at) {
                _ if reading.quoted(at).is_some() => continue,
                "he" | "him" | "his" | "himself" => Gender::Male,
                "she" | "her" | "hers" | "herself" => Gender::Female,
                _ => continue,
            };
            let mut weight = if reading.sentence(at) == reading.sentence(named.first) { 1.0 } else { NEXT_SENTENCE };
            if reading.class(at - 1).any(Class::PREPOSITION) || matches!(reading.norm(at - 1), "told" | "asked" | "and") {
                weight *= BEHIND_PREPOSITION;
            }
            return Some((gender, weight));
        }
        None
    }

    /// Where people of different genders share a surname, tells by the pronouns behind
    /// it whom it names when it stands alone, and groups its mentions again.
    pub(super) fn find_heirs(&mut self, reading: &Reading<'a>) {
        /// The most surnames that are told so, and the most mentions of each
        /// that are grouped again: more is no article, and would make the
        /// time quadratic.
        const MOST_SHARED: usize = 64;
        const MOST_BARE: usize = 1000;
        // With the first entity of each, for an order that does not hang on the map's.
        let mut surnames: Vec<(&'a str, usize)> = Vec::new();
        for (word, namesakes) in &self.by_word {
            let mut persons = namesakes
                .iter()
                .map(|index| (*index, &self.entities[*index]))
                .filter(|(_, entity)| entity.is_named_person() && entity.words.len() > 1 && entity.last_word() == *word);
            // Of another gender than the first, or of an unknown one.
            let Some((index, first)) = persons.next() else { continue };
            if persons.any(|(_, entity)| entity.gender != first.gender) {
                surnames.push((word, index));
            }
        }
        for at in Span::order(surnames.len(), |at| Span::new(surnames[at].1, 0)).into_iter().take(MOST_SHARED) {
            let surname = surnames[at].0;
            let bare: Vec<usize> = self.bare_mentions(surname, reading);
            let (mut male, mut female) = (0, 0);
            for &mention in &bare {
                match self.entity_of[mention].and_then(|entity| self.pronoun_after(reading, mention, entity)) {
                    Some((Gender::Male, _)) => male += 1,
                    Some((Gender::Female, _)) => female += 1,
                    None => {}
                }
            }
            let heir = if male > 2 * female {
                Gender::Male
            } else if female > 2 * male {
                Gender::Female
            } else {
                continue;
            };
            self.heir.push((surname, heir));
            for mention in bare.into_iter().take(MOST_BARE) {
                let (title, first) = (self.mentions[mention].title, self.mentions[mention].first);
                let Some(to) = self.short_for(reading, &[surname], title, first) else { continue };
                if let Some(from) = self.entity_of[mention].replace(to)
                    && from != to
                {
                    self.entities[from].mentions.retain(|other| *other != mention);
                    self.entities[to].mentions.push(mention);
                    Span::sort_positions(&mut self.entities[to].mentions);
                }
            }
        }
    }

    /// The mentions outside quotations that are `surname` alone, without a title that tells a gender.
    fn bare_mentions(&self, surname: &str, reading: &Reading) -> Vec<usize> {
        let namesakes = self.by_word.get(surname).map_or(&[][..], |namesakes| namesakes);
        let mut bare: Vec<usize> = namesakes
            .iter()
            .flat_map(|entity| &self.entities[*entity].mentions)
            .copied()
            .filter(|index| {
                let mention = &self.mentions[*index];
                mention.gender().is_none() && reading.quoted(mention.first).is_none() && mention.words(reading) == [surname]
            })
            .collect();
        Span::sort_positions(&mut bare);
        bare
    }
}

/// Whether "its" follows the mention at `index` as a subject, before another name.
fn is_its(reading: &Reading, mentions: &[Mention], index: usize) -> bool {
    const REACH: usize = 12;
    let named = &mentions[index];
    let next = mentions.get(index + 1).map_or(usize::MAX, |next| next.start);
    let sentence = reading.sentence(named.first);
    named.subject
        && (named.end..(named.end + REACH).min(next))
            .take_while(|at| reading.sentence(*at) == sentence)
            .any(|at| reading.norm(at) == "its" && reading.quoted(at) == reading.quoted(named.first))
}

/// Whether something is said to be in what is mentioned: "in X", "in the X".
fn is_place(reading: &Reading, mention: &Mention) -> bool {
    let before = (mention.first.checked_sub(1)).filter(|before| reading.joins_next(*before));
    let before = if mention.article { before.and_then(|the| the.checked_sub(1)) } else { before };
    before.is_some_and(|before| reading.class(before).any(Class::PLACE))
}

/// What one mention says for or against its being a person's.
fn evidence_at(reading: &Reading, mention: &Mention) -> f32 {
    let mut sum = 0.0;
    let comma = reading.norm(mention.end) == ",";
    match reading.norm(mention.end + usize::from(comma)) {
        "who" => sum += evidence::WHO,
        "which" => sum += evidence::WHICH,
        _ => {}
    }
    let age = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    if comma && age(reading.norm(mention.end + 1)) && matches!(reading.norm(mention.end + 2), "," | ".") {
        sum += evidence::AGE;
    }
    if mention.article {
        sum += evidence::ARTICLE;
    }
    if is_place(reading, mention) {
        sum += evidence::PLACE;
    }
    sum
}
