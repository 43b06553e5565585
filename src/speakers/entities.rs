//! Which mentions name the same person or organisation.
//!
//! In: the mentions by name. Out: [`Names`]: an [`Entity`] for each one that
//! is named, with its fullest name, its gender, and how sure it is that it is
//! a person. It does not know pronouns or descriptions as mentions.

use std::collections::HashMap;

use super::first_names::{FirstName, first_name};
use super::mentions::{Mention, NameKind};
use super::reading::Reading;
use super::words::{Class, Gender};
use crate::Span;
use crate::text::{is_invisible, lower};

/// Somebody or something that the text names or describes.
#[derive(Clone, Debug)]
pub(super) struct Entity<'a> {
    /// Its fullest name, as the text writes it.
    pub name: String,
    /// The words of that name.
    pub words: Vec<&'a str>,
    /// What it is.
    pub kind: EntityKind,
    /// Whether it is one and the same whoever reads of it: it has a name, or
    /// "the" before its description.
    pub definite: bool,
    /// What speaks for its being a person, less what speaks against.
    pub person: f32,
    /// The share of its mentions that are places: "in X".
    pub place: f32,
    /// Its gender.
    pub gender: Option<Gender>,
    /// The gender of its first name.
    pub first_name: Option<Gender>,
    /// The classes of all titles that it is given.
    pub title: Class,
    /// The words that describe it.
    pub about: Vec<&'a str>,
    /// Those of them that are an office or a trade.
    pub offices: Vec<&'a str>,
    /// The first description that the text gives.
    pub description: Option<Span>,
    /// Its mentions by name, in order: indices into [`Names::mentions`].
    pub mentions: Vec<usize>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntityKind {
    /// A person with a name.
    Person,
    /// An organisation.
    Organization,
    /// Something with a name.
    Unknown,
    /// Several people.
    Group,
    /// Something written.
    Document,
    /// A person without a name.
    Unnamed,
    /// Whoever says "I" or "we", or is called "you": no antecedent of a pronoun.
    Voice,
}

impl From<NameKind> for EntityKind {
    fn from(kind: NameKind) -> Self {
        match kind {
            NameKind::Person => Self::Person,
            NameKind::Organization => Self::Organization,
            NameKind::Unknown => Self::Unknown,
        }
    }
}

impl Entity<'_> {
    /// Whether he or she can stand for it.
    pub fn can_be_person(&self) -> bool {
        matches!(self.kind, EntityKind::Person | EntityKind::Unknown | EntityKind::Unnamed)
    }

    /// Whether it is known for a person with a name.
    pub fn is_named_person(&self) -> bool {
        self.kind == EntityKind::Person || self.kind == EntityKind::Unknown && self.person > 0.0
    }

    /// Whether `gender` can be its own.
    pub fn agrees(&self, gender: Option<Gender>) -> bool {
        match (self.gender, gender) {
            (Some(own), Some(other)) => own == other,
            _ => true,
        }
    }

    /// The last word of its name.
    pub fn last_word(&self) -> &str {
        self.words.last().copied().unwrap_or("")
    }
}

/// All that a text names.
pub(super) struct Names<'a> {
    /// The mentions, in order.
    pub mentions: Vec<Mention>,
    /// The entity of each mention; none for a word whose capital says nothing.
    pub entity_of: Vec<Option<usize>>,
    /// The entities.
    pub entities: Vec<Entity<'a>>,
    /// The entities with a word in their names.
    pub(super) by_word: HashMap<&'a str, Vec<usize>>,
    /// The entities that a word describes.
    by_description: HashMap<&'a str, Vec<usize>>,
    /// Whom a bare surname names where several share it.
    pub(super) heir: Vec<(&'a str, Gender)>,
}

/// The most entities with one word in their names that are compared: more
/// is no article, and would make the time quadratic.
const MOST_NAMESAKES: usize = 64;

/// How well a short form fits a full name: all of it, its end ("Tillerson"),
/// its start ("Rex"), or words from within.
mod fit {
    pub const WHOLE: f32 = 5.0;
    pub const END: f32 = 4.0;
    pub const END_OF_ORGANIZATION: f32 = 3.0;
    pub const START: f32 = 2.5;
    pub const START_OF_ORGANIZATION: f32 = 2.0;
    pub const WITHIN: f32 = 1.5;
    pub const WITHIN_ORGANIZATION: f32 = 0.5;
    /// For each time that the full name is used, up to `USES`: the one the
    /// text is about needs no first name.
    pub const USE: f32 = 0.08;
    pub const USES: usize = 8;
    /// The full name came before, as it should.
    pub const INTRODUCED: f32 = 0.35;
    /// It came in this paragraph; less with each paragraph between.
    pub const RECENT: f32 = 0.3;
    /// It came in this of several sections.
    pub const SAME_SECTION: f32 = 1.0;
    /// Of several, it came first: whoever comes later needs the first name.
    pub const FIRST: f32 = 0.25;
    /// The short form has a title that the full name had.
    pub const SAME_TITLE: f32 = 0.5;
    /// The pronouns after the bare surname agree, or do not.
    pub const HEIR: f32 = 1.0;
    pub const NOT_HEIR: f32 = -0.4;
    pub const HARDLY_HEIR: f32 = -0.2;
    /// The least that names somebody.
    pub const LEAST: f32 = 0.5;
}

impl<'a> Names<'a> {
    /// Groups `mentions`.
    pub fn new(reading: &Reading<'a>, mentions: Vec<Mention>) -> Self {
        let entity_of = vec![None; mentions.len()];
        let mut names =
            Self { mentions, entity_of, entities: Vec::new(), by_word: HashMap::new(), by_description: HashMap::new(), heir: Vec::new() };
        names.group_full_names(reading);
        names.merge_parts();
        names.group_single_names(reading);
        names.read_headlines(reading);
        names.weigh_persons(reading);
        names.merge_first_names(reading);
        names.find_genders(reading);
        names.find_heirs(reading);
        names
    }

    /// The entity of each mention of several words: the same first and last
    /// word make the same person, all the same words the same organisation.
    fn group_full_names(&mut self, reading: &Reading<'a>) {
        /// The most forms of one name that are told apart.
        const MOST_FORMS: usize = 16;
        let mut by_key: HashMap<String, usize> = HashMap::new();
        let mut forms: Vec<Vec<Form>> = Vec::new();
        for index in 0..self.mentions.len() {
            let mention = &self.mentions[index];
            let words = mention.words(reading);
            let [first, .., last] = words[..] else { continue };
            let of_person = [first, last];
            let mut key = String::new();
            for word in if mention.kind == NameKind::Organization { &words[..] } else { &of_person } {
                push_word(&mut key, word);
            }
            let entity = *by_key.entry(key).or_insert_with(|| {
                self.entities.push(new_entity(mention.kind));
                forms.push(Vec::new());
                self.entities.len() - 1
            });
            let forms = &mut forms[entity];
            match forms.iter().position(|form| form.words == words) {
                Some(form) => forms[form].uses += 1,
                None if forms.len() < MOST_FORMS => forms.push(Form { words, uses: 1, mention: index }),
                None => {}
            }
            self.add_mention(entity, index);
        }
        for (entity, forms) in self.entities.iter_mut().zip(forms) {
            // The one with the most words, of those the most used, of those the first.
            let fullest = forms.into_iter().rev().max_by_key(|form| (form.words.len(), form.uses));
            if let Some(Form { words, mention, .. }) = fullest {
                entity.name = written_name(reading, &self.mentions[mention]);
                entity.words = words;
                let titled = |index: &usize| has_capital_article(reading, &self.mentions[*index]);
                if entity.kind != EntityKind::Person && entity.mentions.iter().any(titled) {
                    entity.name.insert_str(0, "The ");
                }
            }
        }
        for entity in 0..self.entities.len() {
            self.index_words(entity);
        }
    }

    /// Gives the mention at `index` to `entity`, which becomes what the mention tells.
    fn add_mention(&mut self, entity: usize, index: usize) {
        let (mention, of) = (&self.mentions[index], &mut self.entities[entity]);
        of.mentions.push(index);
        of.title = of.title.and(mention.title);
        match (of.kind, mention.kind) {
            (_, NameKind::Person) => of.kind = EntityKind::Person,
            // An organisation's name is no capital letters alone: "PENCE: …".
            (EntityKind::Unknown, NameKind::Organization) if mention.end - mention.first > 1 => of.kind = EntityKind::Organization,
            _ => {}
        }
        self.entity_of[index] = Some(entity);
    }

    /// Reads the entity's first name, and makes it findable by its words.
    fn index_words(&mut self, entity: usize) {
        let words = &self.entities[entity].words;
        // "J. Ann Smith"
        let names = if words.len() > 2 { 2 } else { 1 };
        self.entities[entity].first_name = words.iter().take(names).find_map(|word| match first_name(word) {
            Some(FirstName::Of(gender)) => Some(gender),
            _ => None,
        });
        for word in &self.entities[entity].words {
            let namesakes = self.by_word.entry(word).or_default();
            if namesakes.len() < MOST_NAMESAKES && namesakes.last() != Some(&entity) {
                namesakes.push(entity);
            }
        }
    }

    /// Joins a name of several words with a longer one that ends in it: "Jo
    /// Ann Smith" and "Ann Smith", and "Meanwhile Ann Smith", which is the
    /// shorter with a capital too many before it.
    fn merge_parts(&mut self) {
        let mut into: Vec<Option<usize>> = vec![None; self.entities.len()];
        for (index, entity) in self.entities.iter().enumerate() {
            if entity.words.len() < 2 || entity.kind == EntityKind::Organization {
                continue;
            }
            let Some(namesakes) = self.by_word.get(entity.last_word()) else { continue };
            let longer = namesakes.iter().copied().filter(|other| {
                let other = &self.entities[*other];
                other.kind != EntityKind::Organization && other.words.len() > entity.words.len() && other.words.ends_with(&entity.words)
            });
            // One of them, or one who is a person for sure.
            let mut persons = longer.clone().filter(|other| self.entities[*other].kind == EntityKind::Person);
            let mut any = longer.clone();
            let only = match (persons.next(), persons.next()) {
                (None, _) => any.next().filter(|_| any.next().is_none()),
                (person, None) => person,
                _ => None,
            };
            if let Some(other) = only {
                let head = self.entities[other].words[0];
                let stray =
                    first_name(head).is_none() && head.len() > 1 && entity.words.first().is_some_and(|word| first_name(word).is_some());
                let (from, to) = if stray { (other, index) } else { (index, other) };
                into[from] = Some(to);
            }
        }
        for from in 0..into.len() {
            let Some(mut to) = into[from] else { continue };
            // A chain is short and has no ring: each step is to a longer name,
            // or the step back from a stray head; stop at the first repeat.
            let mut steps = 0;
            while let (Some(next), true) = (into[to], steps < 4) {
                to = next;
                steps += 1;
            }
            if to != from {
                self.merge(from, to);
            }
        }
        self.forget_merged();
    }

    /// Leaves the entities that are one with others out of the index.
    fn forget_merged(&mut self) {
        for namesakes in self.by_word.values_mut() {
            namesakes.retain(|entity| !self.entities[*entity].words.is_empty());
        }
    }

    /// Makes the entity `from` one with `to`.
    fn merge(&mut self, from: usize, to: usize) {
        let (mentions, title) = (std::mem::take(&mut self.entities[from].mentions), self.entities[from].title);
        for mention in &mentions {
            self.entity_of[*mention] = Some(to);
        }
        let of = &mut self.entities[to];
        of.mentions.extend(mentions);
        Span::sort_positions(&mut of.mentions);
        of.title = of.title.and(title);
        self.entities[from].words.clear();
    }

    /// Joins one that is called by a first name only with the one person who
    /// turned out to have it: "Santa" and "Santa Claus".
    fn merge_first_names(&mut self, reading: &Reading) {
        for index in 0..self.entities.len() {
            let [word] = self.entities[index].words[..] else { continue };
            let addressed = |mention: &usize| is_surname_title(reading, self.mentions[*mention].first);
            if self.entities[index].kind == EntityKind::Organization || self.entities[index].mentions.iter().any(addressed) {
                continue;
            }
            let Some(namesakes) = self.by_word.get(word) else { continue };
            let mut persons = namesakes.iter().copied().filter(|other| {
                let other = &self.entities[*other];
                other.kind == EntityKind::Person && other.words.len() > 1 && other.words[0] == word
            });
            if let (Some(person), None) = (persons.next(), persons.next())
                && self.entities[person].agrees(self.entities[index].title.gender())
            {
                self.merge(index, person);
            }
        }
        self.forget_merged();
    }

    /// The entity of each mention of one word: the full name that it is short
    /// for, or one of its own.
    fn group_single_names(&mut self, reading: &Reading<'a>) {
        let mut spelled_out: HashMap<String, usize> = HashMap::new();
        for (index, entity) in self.entities.iter().enumerate() {
            if entity.words.len() > 1 && entity.kind != EntityKind::Person {
                spelled_out.entry(initials(&entity.name)).or_insert(index);
            }
        }
        // "AQ:" in an interview with Ada Quist.
        let mut initials_of: HashMap<String, usize> = HashMap::new();
        for (index, entity) in self.entities.iter().enumerate() {
            if entity.words.len() > 1 && entity.kind == EntityKind::Person {
                initials_of.entry(initials(&entity.name)).or_insert(index);
            }
        }
        for index in 0..self.mentions.len() {
            if self.entity_of[index].is_some() {
                continue;
            }
            let mention = self.mentions[index].clone();
            let words = mention.words(reading);
            let Some(&word) = words.first() else { continue };
            if mention.bare && !self.is_surname(word) {
                continue;
            }
            let short_for = self.short_for(reading, &words, mention.title, mention.first);
            let spelled_out = spelled_out.get(word).copied().filter(|_| reading.is_all_capitals(mention.first));
            if let (None, Some(organization)) = (short_for, spelled_out) {
                self.entities[organization].kind = EntityKind::Organization;
            }
            let label = reading.norm(mention.end) == ":" && reading.is_all_capitals(mention.first);
            let abbreviated = initials_of.get(word).copied().filter(|_| label);
            let entity = short_for.or(abbreviated).or(spelled_out).or_else(|| self.almost(word, mention.title)).unwrap_or_else(|| {
                let mut entity = new_entity(mention.kind);
                entity.name = written_name(reading, &mention);
                if has_capital_article(reading, &mention) {
                    entity.name.insert_str(0, "The ");
                }
                entity.words = words;
                entity.gender = mention.gender();
                self.entities.push(entity);
                self.index_words(self.entities.len() - 1);
                self.entities.len() - 1
            });
            self.add_mention(entity, index);
        }
    }

    /// The entity whose name `words` is short for, where they stand at the
    /// token `at` behind the title `title`.
    pub fn short_for(&self, reading: &Reading<'a>, words: &[&str], title: Class, at: usize) -> Option<usize> {
        let namesakes = self.by_word.get(words.last()?)?;
        let mut best: Option<(f32, usize)> = None;
        let shares = |index: &usize| {
            let entity = &self.entities[*index];
            entity.kind == EntityKind::Person && entity.words.len() > 1 && words.last() == Some(&entity.last_word())
        };
        let introduced = |index: &usize| self.entities[*index].mentions.first().copied().unwrap_or(usize::MAX);
        let first = namesakes.iter().copied().filter(shares).min_by_key(introduced);
        for &index in namesakes {
            let entity = &self.entities[index];
            let titled = title.any(Class::ANY_PERSON.and(Class::COURTESY));
            let gender = self.gender_by_name(entity);
            // "Mrs Tarn" is none whom "he" follows, if only by that.
            let other = |wanted: Gender| gender.or_else(|| self.gender_by_pronouns(reading, index)).is_some_and(|gender| gender != wanted);
            // In a story "Mrs Tarn" comes before her son Jo Tarn.
            let later =
                || reading.dialogue && gender.is_none() && introduced(&index) < usize::MAX && self.mentions[introduced(&index)].first > at;
            if title.gender().is_some() && later() {
                continue;
            }
            if titled && entity.kind == EntityKind::Organization || title.gender().is_some_and(other) {
                continue;
            }
            let Some(mut score) = fit_of(words, entity) else { continue };
            // "Mr Howard" is not Howard Flight, though Sir Howard is.
            if entity.kind == EntityKind::Person && is_surname_title(reading, at) && !entity.words.ends_with(words) {
                continue;
            }
            if let ([surname], None) = (words, title.gender())
                && let Some((_, heir)) = self.heir.iter().find(|(shared, _)| shared == surname)
                && entity.words.len() > 1
            {
                score += match gender {
                    Some(gender) if gender == *heir => fit::HEIR,
                    Some(_) => fit::NOT_HEIR,
                    None => fit::HARDLY_HEIR,
                };
            }
            let full = |mention: &&usize| self.mentions[**mention].end - self.mentions[**mention].first > 1;
            score += fit::USE * entity.mentions.len().min(fit::USES) as f32;
            let before = entity.mentions.partition_point(|mention| self.mentions[*mention].first < at);
            if let Some(last) = entity.mentions[..before].iter().rev().take(fit::USES).find(full) {
                let distance = reading.paragraph(at) - reading.paragraph(self.mentions[*last].first).min(reading.paragraph(at));
                score += fit::INTRODUCED + fit::RECENT / (1.0 + distance as f32);
                let section = reading.section(at);
                if section > 0 && section == reading.section(self.mentions[*last].first) {
                    score += fit::SAME_SECTION;
                }
            }
            if first == Some(index) {
                score += fit::FIRST;
            }
            if titled && entity.title.any(title) {
                score += fit::SAME_TITLE;
            }
            if score >= fit::LEAST && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, index));
            }
        }
        best.map(|(_, index)| index)
    }

    /// Whether a person has the last name `word`.
    fn is_surname(&self, word: &str) -> bool {
        let person = |entity: &Entity| entity.kind == EntityKind::Person && entity.words.len() > 1 && entity.last_word() == word;
        self.by_word.get(word).is_some_and(|namesakes| namesakes.iter().any(|entity| person(&self.entities[*entity])))
    }

    /// The one person in whose name a word is almost `word`: cut short ("Pag"
    /// for Paglino) or misspelt by a letter.
    fn almost(&self, word: &str, title: Class) -> Option<usize> {
        /// The most entities that are compared, and the fewest letters of a
        /// word that can be cut short, and that can be misspelt.
        const MOST: usize = 400;
        const CUT: usize = 3;
        const MISSPELT: usize = 5;
        if word.len() < CUT {
            return None;
        }
        let close = |full: &str| {
            // Whoever has that very name was weighed before.
            full.len() > word.len() && full.starts_with(word)
                || full != word
                    && word.len() >= MISSPELT
                    && full.len() >= MISSPELT
                    && full.as_bytes()[0] == word.as_bytes()[0]
                    && is_misspelt(word, full)
        };
        let mut found = self.entities.iter().enumerate().take(MOST).filter(|(_, entity)| {
            let ends = [entity.words.first().filter(|_| !title.any(Class::COURTESY)), entity.words.last()];
            (entity.kind == EntityKind::Person || entity.kind == EntityKind::Unknown && title.any(Class::COURTESY))
                && entity.words.len() > 1
                && !title.gender().is_some_and(|gender| self.gender_by_name(entity).is_some_and(|own| own != gender))
                && ends.into_iter().flatten().any(|full| close(full))
        });
        match (found.next(), found.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        }
    }

    /// Takes the first name of a person from a headline, where the article
    /// itself gives only the surname.
    fn read_headlines(&mut self, reading: &Reading<'a>) {
        for line in &reading.text.paragraphs {
            if !reading.in_headline(line.first) {
                continue;
            }
            for at in line.first..line.end.saturating_sub(1) {
                let first = reading.name_word(at);
                if first_name(first).is_none() || !reading.is_capital(at + 1) || !reading.joins_next(at) {
                    continue;
                }
                let Some(namesakes) = self.by_word.get(reading.name_word(at + 1)) else { continue };
                let surname = |entity: &Entity| {
                    let words = (at + 1..at + 1 + entity.words.len()).map(|at| reading.name_word(at));
                    entity.kind != EntityKind::Organization
                        && entity.words.iter().copied().eq(words)
                        && (entity.words.len() == 1 || first_name(entity.words[0]).is_none())
                };
                let Some(&entity) = namesakes.iter().find(|entity| surname(&self.entities[**entity])) else { continue };
                let entity = &mut self.entities[entity];
                entity.first_name = match first_name(first) {
                    Some(FirstName::Of(gender)) => Some(gender),
                    _ => None,
                };
                entity.words.insert(0, first);
                entity.name = plain(reading.text.of(reading.text.span(at, at + entity.words.len())));
                entity.kind = EntityKind::Person;
            }
        }
    }

    /// Notes that `word` describes the entity.
    pub fn describe(&mut self, entity: usize, word: &'a str) {
        /// The most words kept for one entity.
        const MOST_WORDS: usize = 60;
        let about = &mut self.entities[entity].about;
        if about.len() < MOST_WORDS && !about.contains(&word) {
            about.push(word);
            if is_office(word) {
                self.entities[entity].offices.push(word);
            }
            let described = self.by_description.entry(word).or_default();
            if described.len() < MOST_NAMESAKES {
                described.push(entity);
            }
        }
    }

    /// The entities that `word` describes.
    pub fn described_by(&self, word: &str) -> &[usize] {
        self.by_description.get(word).map_or(&[], |described| described)
    }

    /// Adds an entity that has no name, and returns its index.
    pub fn add(&mut self, entity: Entity<'a>) -> usize {
        self.entities.push(entity);
        self.entities.len() - 1
    }

    /// The mentions that lie wholly or partly in the tokens `first..end`.
    pub fn mentions_in(&self, first: usize, end: usize) -> std::ops::Range<usize> {
        let from = self.mentions.partition_point(|mention| mention.end <= first);
        from..self.mentions.partition_point(|mention| mention.first < end).max(from)
    }
}

/// Whether `word` is an office or a trade, and no form of address alone.
pub(super) fn is_office(word: &str) -> bool {
    let class = Class::of(word);
    class.any(Class::ROLE.and(Class::TITLE)) && !class.any(Class::COURTESY.and(Class::NATION))
}

/// Whether the name at the token `at` stands behind a title that goes with a surname.
fn is_surname_title(reading: &Reading, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| matches!(reading.name_word(before), "mr" | "mrs" | "ms" | "miss"))
}

/// One way to write a full name.
struct Form<'a> {
    words: Vec<&'a str>,
    uses: usize,
    /// The first mention that is written so.
    mention: usize,
}

/// An entity of which nothing is known but what its name names.
fn new_entity<'a>(kind: NameKind) -> Entity<'a> {
    Entity {
        name: String::new(),
        words: Vec::new(),
        kind: kind.into(),
        definite: true,
        person: 0.0,
        place: 0.0,
        gender: None,
        first_name: None,
        title: Class::NONE,
        about: Vec::new(),
        offices: Vec::new(),
        description: None,
        mentions: Vec::new(),
    }
}

/// Whether "The" belongs to the name: it has a capital in mid-sentence.
fn has_capital_article(reading: &Reading, mention: &Mention) -> bool {
    mention.article
        && mention.start.checked_sub(1).is_some_and(|the| reading.norm(the) == "the" && reading.is_capital(the) && !reading.starts(the))
}

/// The capital letters that start the words of `name`, in lower case: "fbi"
/// of the Federal Bureau of Investigation.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).map(lower).collect()
}

/// The name as `mention` writes it, white space made plain.
pub(super) fn written_name(reading: &Reading, mention: &Mention) -> String {
    plain(reading.text.of(reading.text.span(mention.first, mention.end)))
}

/// Adds `word` to `words`, with a space between them.
fn push_word(words: &mut String, word: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}

/// `words` with single spaces, and without the characters that take no room.
pub(super) fn plain(words: &str) -> String {
    let seen: String = words.chars().filter(|c| c.is_whitespace() || !c.is_control() && !is_invisible(*c)).collect();
    let mut plain = String::new();
    for word in seen.split_whitespace() {
        push_word(&mut plain, word);
    }
    plain
}

/// Whether one letter more, less or other makes `one` into `other`.
fn is_misspelt(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short.as_bytes()[same..], &long.as_bytes()[same..]);
    match long.len() - short.len() {
        0 => short.get(1..) == long.get(1..),
        1 => short == &long[1..],
        _ => false,
    }
}

/// What can follow the name of a company or a club.
const COMPANIES: &[&str] = &[
    "inc",
    "corp",
    "co",
    "company",
    "corporation",
    "group",
    "plc",
    "ltd",
    "llc",
    "energy",
    "united",
    "city",
    "bank",
    "airlines",
    "holdings",
    "systems",
    "entertainment",
    "pictures",
    "industries",
    "partners",
    "motors",
    "pharmaceuticals",
    "technologies",
    "communications",
];

/// How well `words` fit the entity's name as a short form.
fn fit_of(words: &[&str], entity: &Entity) -> Option<f32> {
    // Courts and houses are many, and each is called so alone.
    if let [word] = words
        && matches!(*word, "court" | "senate" | "house" | "state" | "states" | "congress")
        && entity.words.len() > 1
    {
        return None;
    }
    let (full, organization) = (&entity.words[..], entity.kind == EntityKind::Organization);
    if full == words {
        Some(if words.len() > 1 { fit::WHOLE } else { fit::END })
    } else if words.len() >= full.len() {
        None
    } else if full.ends_with(words) {
        Some(if organization && words.len() == 1 { fit::END_OF_ORGANIZATION } else { fit::END })
    } else if full.starts_with(words) {
        match entity.kind {
            EntityKind::Person => Some(fit::START),
            // "Cairn" for Cairn Energy, but not "Ohio" for Ohio State University.
            EntityKind::Organization if words.len() > 1 || full.get(1).is_some_and(|word| COMPANIES.contains(word)) => {
                Some(fit::START_OF_ORGANIZATION)
            }
            _ => None,
        }
    } else if words.iter().all(|word| full.contains(word)) {
        Some(if words.len() > 1 || entity.kind == EntityKind::Person { fit::WITHIN } else { fit::WITHIN_ORGANIZATION })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::mentions;
    use super::*;
    use crate::marks::Marks;
    use crate::text::Text;

    /// The entities of `source` that are mentioned: name, gender and number of mentions.
    fn entities(source: &str) -> Vec<(String, Option<Gender>, usize)> {
        let text = Text::new(source);
        let reading = Reading::new(&text, &Marks::new(&text));
        let names = Names::new(&reading, mentions::find(&reading));
        let mentioned = names.entities.iter().filter(|entity| !entity.mentions.is_empty());
        mentioned.map(|entity| (entity.name.clone(), entity.gender, entity.mentions.len())).collect()
    }

    #[test]
    fn short_forms_belong_to_the_full_name() {
        assert_eq!(
            entities("Mary Ann Tarn spoke first. Then Mary Tarn, then Ms Tarn, then Mary and Tarn."),
            [("Mary Ann Tarn".to_string(), Some(Gender::Female), 5)]
        );
    }

    #[test]
    fn namesakes_are_told_apart_by_title() {
        assert_eq!(
            entities("Mary Tarn met John Tarn. Later Mr Tarn left and Mrs Tarn stayed."),
            [("Mary Tarn".to_string(), Some(Gender::Female), 2), ("John Tarn".to_string(), Some(Gender::Male), 2)]
        );
    }

    #[test]
    fn pronouns_tell_the_gender_of_a_name_that_does_not() {
        assert_eq!(entities("We saw Zyx Quarrow yesterday, and she waved."), [("Zyx Quarrow".to_string(), Some(Gender::Female), 1)]);
    }

    #[test]
    fn one_letter_is_a_slip() {
        assert!(is_misspelt("mukerjee", "mukherjee") && is_misspelt("smith", "smyth") && is_misspelt("anna", "anna"));
        assert!(!is_misspelt("smith", "smythe") && !is_misspelt("tarn", "moor"));
    }
}
