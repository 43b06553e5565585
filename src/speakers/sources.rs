//! From the words of a source to the one who speaks.
//!
//! In: the tokens of a source, in the order of the text. Out: its entity. A
//! source is a pronoun, a name, names that are joined, or a description. Which
//! of those just mentioned a pronoun means is weighed elsewhere, and so is
//! what a description means.

use super::entities::{Entity, EntityKind, Names, plain};
use super::first_names::first_name;
use super::mentions::{Mention, NameKind, name_words, read_headline, speaks};
use super::narrator::narrator;
use super::reading::Reading;
use super::salience::{Agreement, Event, How, Salience, Sought};
use super::words::{Class, Gender};
use crate::text::TokenKind;

/// Resolves sources and turns one after the other, in the order of the text.
pub(super) struct Resolver<'a, 'r> {
    /// The text.
    pub(super) reading: &'r Reading<'a>,
    /// All that it names, and what sources describe.
    pub(super) names: Names<'a>,
    /// Who has been mentioned so far.
    pub(super) salience: Salience,
    /// The first token whose mentions are not noted yet, and the first mention.
    cursor: (usize, usize),
    /// The entities that are only described, with the heads of their descriptions.
    pub(super) described: Vec<Described<'a>>,
    /// Who writes: the "I" of what is nobody's quotation.
    pub(super) narrator: Option<usize>,
    /// The tokens of the quotation whose source is resolved.
    pub(super) said: Vec<(usize, usize)>,
    /// Whether the words that it is the source of are likely a quotation at all.
    pub(super) heard: bool,
    /// How likely the entity that was resolved last is right.
    pub(super) sure: f32,
    /// All whom the pronoun that was resolved last may mean, each with how likely.
    pub(super) rivals: Vec<(usize, f32)>,
}

/// An entity that is only described.
pub(super) struct Described<'a> {
    /// The head of its description.
    pub head: &'a str,
    /// The entity.
    pub entity: usize,
}

/// How many descriptions back a definite one looks for its like.
pub(super) const DESCRIPTIONS: usize = 32;

/// How likely somebody must be meant by "he" or "she" to be taken for a man or a woman by it.
const TELLS_GENDER: f32 = 0.8;

/// How likely a speaker is right who was found so. Counted on some 1,300
/// quotations with known speakers, and lowered a little: others are harder.
pub(super) mod sure {
    /// By a pronoun: the first, and the second for the share that the
    /// antecedent has among all candidates.
    pub const PRONOUN: (f32, f32) = (0.05, 0.87);
    pub const IT: (f32, f32) = (0.1, 0.6);
    pub const JOINED: f32 = 0.9;
    pub const NAME: f32 = 0.98;
    pub const SURNAME: f32 = 0.97;
    pub const LEADING: f32 = 0.9;
    pub const RELATIVE: f32 = 0.8;
    pub const NARRATOR: f32 = 0.9;
    pub const VOICE: f32 = 0.75;
    /// By a description: one that was given before, one that the text gives
    /// of somebody named, a word of an organisation's name, the likeliest,
    /// somebody new.
    pub const DESCRIBED_BEFORE: f32 = 0.85;
    pub const NAMED_SO: f32 = 0.93;
    pub const ORGANIZATION_SO: f32 = 0.85;
    pub const LIKELIEST: f32 = 0.8;
    pub const NEW: f32 = 0.9;
    /// Without a source: the speaker goes on, in a paragraph or behind it.
    pub const GOES_ON: f32 = 0.95;
    pub const CARRIED: f32 = 0.85;
    /// By the turns of a dialogue: the first, and the second for the
    /// probability that these give.
    pub const TURN: (f32, f32) = (0.12, 0.7);
}

impl<'a, 'r> Resolver<'a, 'r> {
    /// Ready to resolve the sources of a text.
    pub fn new(reading: &'r Reading<'a>, names: Names<'a>) -> Self {
        let narrator = narrator(reading, &names);
        Self {
            reading,
            names,
            salience: Salience::default(),
            cursor: (0, 0),
            described: Vec::new(),
            narrator,
            said: Vec::new(),
            heard: true,
            sure: 0.0,
            rivals: Vec::new(),
        }
    }

    /// The entity of the source in the tokens `first..end` of the words
    /// `said`; `speaker` is the one who says the words that the source stands
    /// in, if any.
    pub fn source(&mut self, first: usize, end: usize, speaker: Option<usize>, said: Vec<(usize, usize)>) -> Option<usize> {
        self.said = said;
        self.rivals.clear();
        let (first, end) = self.trim(first, end)?;
        self.note_until(first);
        let entity = self.resolve(first, end, speaker)?;
        let event = Event {
            entity,
            at: first,
            how: How::Source,
            subject: true,
            speaks: false,
            initial: self.reading.starts(first),
            possessive: false,
        };
        if self.names.mentions_in(first, end).is_empty() || !self.heard {
            self.salience.note(Event { how: How::Reference, ..event });
        }
        if self.heard {
            self.salience.note(event);
        }
        // A pronoun that is a source is not resolved again on the way.
        self.cursor.0 = self.cursor.0.max(first + 1);
        Some(entity)
    }

    /// Leaves out marks and stops around the source.
    fn trim(&self, mut first: usize, mut end: usize) -> Option<(usize, usize)> {
        let word = |at: usize| self.reading.token(at).is_some_and(|token| token.is_word());
        while first < end && !word(first) {
            first += 1;
        }
        while first < end && !word(end - 1) {
            end -= 1;
        }
        (first < end).then_some((first, end))
    }

    /// Notes the mentions of the narration before the token `until`, and
    /// resolves its pronouns on the way.
    pub(super) fn note_until(&mut self, until: usize) {
        while self.cursor.0 < until {
            let at = self.cursor.0;
            self.cursor.0 += 1;
            while let Some(mention) = self.names.mentions.get(self.cursor.1).filter(|mention| mention.first <= at) {
                let Mention { first: at, subject, initial, speaks, possessive, .. } = *mention;
                if let Some(entity) = self.names.entity_of[self.cursor.1] {
                    self.salience.note(Event { entity, at, how: How::Name, subject, speaks, initial, possessive });
                }
                self.cursor.1 += 1;
            }
            let norm = self.reading.norm(at);
            // Most words are longer than all that count here.
            if norm.len() > "their".len() {
                continue;
            }
            if matches!(norm, "his" | "her") {
                self.note_description(at);
            }
            let (gender, subject, possessive) = match norm {
                "i" | "me" => {
                    self.note_narrator(at);
                    continue;
                }
                "he" => (Gender::Male, true, false),
                "she" => (Gender::Female, true, false),
                "his" => (Gender::Male, false, true),
                "him" => (Gender::Male, false, false),
                "her" => (Gender::Female, false, true),
                "the" | "a" | "an" | "one" | "my" | "our" | "their" => {
                    self.note_description(at);
                    continue;
                }
                _ => continue,
            };
            if self.reading.quoted(at).is_some() || self.reading.in_headline(at) {
                continue;
            }
            let sought = Sought::new(Agreement::Gendered(gender), at, &[]);
            if let Some((entity, _)) = self.salience.choose(self.reading, &self.names, sought) {
                let initial = subject && self.reading.starts(at);
                self.salience.note(Event {
                    entity,
                    at,
                    how: How::Reference,
                    subject,
                    speaks: subject && speaks(self.reading, at + 1),
                    initial,
                    possessive,
                });
            }
        }
    }

    /// Notes the "I" of a story at the token `at`.
    fn note_narrator(&mut self, at: usize) {
        if self.reading.dialogue && self.reading.quoted(at).is_none() {
            let entity = self.narrator();
            let subject = self.reading.norm(at) == "i";
            let initial = subject && self.reading.starts(at);
            let event =
                Event { entity, at, how: How::Reference, subject, speaks: speaks(self.reading, at + 1), initial, possessive: false };
            self.salience.note(event);
        }
    }

    /// The entity that says "I" outside of all quotations.
    fn narrator(&mut self) -> usize {
        match self.narrator {
            Some(narrator) => narrator,
            None => {
                let narrator = self.entity_called("I".into(), EntityKind::Voice, Vec::new(), None);
                self.narrator = Some(narrator);
                narrator
            }
        }
    }

    /// The entity of the source in the tokens `first..end`, which both are words.
    fn resolve(&mut self, first: usize, end: usize, speaker: Option<usize>) -> Option<usize> {
        if let Some(pronoun) = Pronoun::of(self.reading.norm(first))
            && (end == first + 1 || self.is_reflexive(first + 1) && end == first + 2)
        {
            return self.pronoun(pronoun, first, speaker);
        }
        if let Some(owner) = self.whose_words(first, end, speaker) {
            return Some(owner);
        }
        let chunk = self.chunk_end(first, end);
        if let Some(joined) = self.joined(first, end) {
            self.sure = sure::JOINED;
            return Some(joined);
        }
        if let Some(named) = self.named(first, chunk).or_else(|| self.named_behind(chunk, end)).or_else(|| self.named_after(end)) {
            self.sure = if end == first + 1 { sure::SURNAME } else { sure::NAME };
            return Some(named);
        }
        // A span that runs on: "he also", "Blige sings".
        if let Some(pronoun) = Pronoun::of(self.reading.norm(first))
            && matches!(self.reading.norm(first), "he" | "she" | "it" | "they" | "i" | "we" | "you")
        {
            return self.pronoun(pronoun, first, speaker);
        }
        if let Some(leading) = self.leading_name(first, end) {
            self.sure = sure::LEADING;
            return Some(leading);
        }
        self.one_described(first, chunk, speaker)
    }

    /// Whose words they are, where the source is no person but words: "his
    /// last words", "Quist's reply".
    fn whose_words(&mut self, first: usize, end: usize, speaker: Option<usize>) -> Option<usize> {
        /// How many tokens may stand before the noun.
        const REACH: usize = 5;
        let noun = |at: &usize| {
            matches!(
                self.reading.norm(*at),
                "words" | "word" | "reply" | "answer" | "response" | "question" | "remark" | "remarks" | "comment" | "comments" | "voice"
            )
        };
        let noun = (first + 1..end.min(first + REACH)).find(noun)?;
        if let Some(pronoun) = Pronoun::of(self.reading.norm(first)).filter(|_| matches!(self.reading.norm(first), "his" | "her" | "my")) {
            return self.pronoun(pronoun, first, speaker);
        }
        let owner = (first..noun).find(|at| self.reading.is_possessive(*at))?;
        self.resolve(first, owner + 1, speaker)
    }

    /// Whether the token at `at` is "himself" or its like.
    fn is_reflexive(&self, at: usize) -> bool {
        matches!(self.reading.norm(at), "himself" | "herself" | "itself" | "themselves")
    }

    /// Where the noun phrase that opens the source ends: at a comma, a dash,
    /// a bracket, or a relative pronoun.
    fn chunk_end(&self, first: usize, end: usize) -> usize {
        let mut at = first + 1;
        while at < end {
            let Some(token) = self.reading.token(at) else { break };
            let mention = || self.names.mentions_in(at, at + 1).any(|index| self.names.mentions[index].start < at);
            let parts = token.kind == TokenKind::Punct && !matches!(token.norm.as_ref(), "/" | "&" | "$" | "%" | "-" | "#");
            if parts && !mention() || matches!(token.norm.as_ref(), "who" | "whose" | "whom" | "which") {
                break;
            }
            at += 1;
        }
        // "X himself"
        if at > first + 1 && self.is_reflexive(at - 1) { at - 1 } else { at }
    }

    /// The entity of a mention: the one that it was grouped with.
    fn entity_of(&self, index: usize) -> Option<usize> {
        let mention = &self.names.mentions[index];
        // A bare surname is decided again, by what has been said up to here.
        if mention.end - mention.first == 1
            && let Some(entity) = self.names.short_for(self.reading, &mention.words(self.reading), mention.title, mention.first)
        {
            return Some(entity);
        }
        self.names.entity_of[index]
    }

    /// The entity named by the noun phrase in the tokens `first..chunk`: by a
    /// name at its head, not inside it.
    fn named(&mut self, first: usize, chunk: usize) -> Option<usize> {
        if self.reading.in_headline(first) {
            let Mention { first, end, kind, title, .. } = read_headline(self.reading, first, chunk)?;
            return Some(self.by_words(first, end, kind, title));
        }
        let end = self.phrase_end(first, chunk);
        let mentions = || self.names.mentions_in(first, chunk).rev();
        // "Jo Smith of Acme"; "the Acme chief Jo Smith"; "a spokeswoman for
        // women Jo Smith"; but neither "a spokesman for Jo Smith" nor "a
        // columnist for the site Pando".
        let at_head = mentions().find(|index| self.names.mentions[*index].end == end);
        let at_end = || {
            mentions().find(|index| {
                let mention = &self.names.mentions[*index];
                let full_person = mention.end - mention.first > 1
                    && self.names.entity_of[*index].is_some_and(|entity| self.names.entities[entity].kind == EntityKind::Person);
                mention.end == chunk && (end == chunk || full_person) && !self.is_governed(first, mention.start)
            })
        };
        let found = at_head.filter(|index| !self.is_governed(first, self.names.mentions[*index].start)).or_else(at_end);
        if let Some(index) = found {
            return self.entity_of(index);
        }
        // One word with a capital that says nothing by itself: "Hope said".
        let common =
            Class::ANY_PERSON.and(Class::GROUP).and(Class::DOCUMENT).and(Class::ORGANIZATION).and(Class::FUNCTION).and(Class::NATION);
        // But neither "Companies said" nor "Thirty said".
        let word = self.reading.norm(first);
        let stray = self.reading.starts(first)
            && !self.reading.is_in_capitals(word)
            && (self.reading.is_in_lower_case(word) || word.ends_with('s') || word.ends_with("ty"))
            && first_name(word).is_none();
        if end == first + 1 && chunk == end && self.reading.is_capital(first) && !self.reading.class(first).any(common) && !stray {
            return Some(self.by_words(first, end, NameKind::Unknown, Class::NONE));
        }
        None
    }

    /// Whether what starts at the token `at` hangs on a word between `first`
    /// and it: on a preposition, a participle or a determiner of its own.
    fn is_governed(&self, first: usize, at: usize) -> bool {
        at.checked_sub(1).filter(|before| *before > first).is_some_and(|before| {
            let closed = self.reading.class(before).any(Class::PREPOSITION.and(Class::FUNCTION)) && !self.reading.is_capital(before);
            // "a site covering Quist", but "ranking Democrat Ada Quist".
            let office = Class::ANY_PERSON.and(Class::GROUP).and(Class::NATION);
            let participle =
                self.reading.norm(before).ends_with("ing") && self.reading.is_capital(at) && !self.reading.class(at).any(office);
            // "his friend and fellow broadcaster Jo Tarn"
            let both = self.reading.norm(before) == "and"
                && self.reading.class(before - 1).any(Class::ANY_PERSON)
                && !self.reading.is_capital(at)
                && self.reading.class(at).any(Class::ANY_PERSON.and(Class::MODIFIER));
            if both {
                return false;
            }
            closed
                || participle
                || !self.reading.joins_next(before) && self.reading.token(before).is_some_and(|token| token.kind != TokenKind::Clitic)
        })
    }

    /// Where the noun phrase in the tokens `first..chunk` ends before what is
    /// said of it: "of …", "at …". What stands inside a name does not end it.
    fn phrase_end(&self, first: usize, chunk: usize) -> usize {
        (first + 1..chunk)
            .find(|at| {
                self.reading.class(*at).any(Class::PREPOSITION)
                    && !self.reading.is_capital(*at)
                    && !self.names.mentions_in(*at, at + 1).any(|index| self.names.mentions[index].start < *at)
            })
            .unwrap_or(chunk)
    }

    /// The entity of a name that is no mention yet: in a headline, or at a
    /// sentence's start.
    fn by_words(&mut self, first: usize, end: usize, kind: NameKind, title: Class) -> usize {
        let words = name_words(self.reading, first, end);
        if let Some(entity) = self.names.short_for(self.reading, &words, title, first) {
            return entity;
        }
        let name = plain(self.reading.text.of(self.reading.text.span(first, end)));
        self.entity_called(name, kind.into(), words, title.gender())
    }

    /// The person named in apposition behind the noun phrase: "Another
    /// critic, Laurence Tribe,".
    fn named_behind(&mut self, chunk: usize, end: usize) -> Option<usize> {
        self.names.mentions_in(chunk, end).find_map(|index| {
            let mention = &self.names.mentions[index];
            let entity = self.names.entity_of[index]?;
            let mut start = mention.start;
            while start > chunk
                && (self.reading.class(start - 1).any(Class::ROLE.and(Class::MODIFIER))
                    || self.reading.norm(start - 1) == "the"
                    || self.reading.is_capital(start - 1))
            {
                start -= 1;
            }
            let opens = start > chunk.saturating_sub(1) && matches!(self.reading.norm(start - 1), "," | "—" | "–" | "--" | "-");
            // "his father, Rafael,"
            let head = self.reading.class(chunk - 1).any(Class::ANY_PERSON) && mention.first == chunk + 1;
            let full = mention.end - mention.first > 1 || mention.title.any(Class::ANY_PERSON) || head;
            (opens && full && !mention.possessive && self.names.entities[entity].can_be_person()).then_some(entity)
        })
    }

    /// The person named right behind a description that is the whole source:
    /// "the mayor", where ", Ada Quist," follows.
    fn named_after(&self, end: usize) -> Option<usize> {
        let index = self.names.mentions_in(end + 1, end + 2).next()?;
        let mention = &self.names.mentions[index];
        let entity = self.names.entity_of[index]?;
        let of_person = (self.reading.class(end - 1).any(Class::ANY_PERSON) || self.reading.is_capital(end - 1))
            && !self.reading.class(end - 1).any(Class::GROUP.and(Class::DOCUMENT));
        let apposed = self.reading.norm(end) == ","
            && (end + 1..mention.start).all(|at| self.reading.norm(at) == "the")
            && self.reading.sentence(mention.first) == self.reading.sentence(end - 1);
        let closed = self.reading.token(mention.end).is_none_or(|next| !next.is_word() && next.kind != TokenKind::Clitic)
            || self.reading.class(mention.end).any(Class::SPEECH)
            || self.reading.sentence(mention.end) != self.reading.sentence(end - 1);
        let full = mention.end - mention.first > 1 || mention.title.any(Class::TITLE);
        let person = self.names.entities[entity].is_named_person();
        (of_person && apposed && closed && full && person && !mention.possessive).then_some(entity)
    }

    /// The entity of a name that opens the source, where a verb follows it.
    fn leading_name(&self, first: usize, end: usize) -> Option<usize> {
        let index = self.names.mentions_in(first, end).next()?;
        let mention = &self.names.mentions[index];
        let verb = self.reading.class(mention.end).any(Class::SPEECH.and(Class::VERB)) || self.reading.norm(mention.end).ends_with("ed");
        (mention.start <= first + 1 && !mention.possessive && mention.end < end && verb).then(|| self.entity_of(index)).flatten()
    }

    /// Those of "X and Y" or of "X, Y and Z", as one.
    fn joined(&mut self, first: usize, end: usize) -> Option<usize> {
        /// The most who are named.
        const MOST: usize = 6;
        let found = self.names.mentions_in(first, end);
        let opening = self.names.mentions.get(found.start)?;
        let prefix = (first..opening.start).all(|at| self.reading.class(at).any(Class::ANY_PERSON.and(Class::GROUP).and(Class::MODIFIER)));
        if !prefix || !(2..=MOST).contains(&found.len()) {
            return None;
        }
        let mut name = String::new();
        let mut before: Option<usize> = None;
        let mut complete = false;
        for index in found.clone() {
            let mention = &self.names.mentions[index];
            // What stands between two of them: a comma, or an "and" before the last.
            let last = mention.start.saturating_sub(1);
            let and = before.is_some() && matches!(self.reading.norm(last), "and" | "&");
            let comma = |at: usize| self.reading.norm(at) == ",";
            let apart = match before.map(|end| mention.start - end) {
                None => true,
                Some(1) => and || comma(last),
                Some(2) => and && comma(last - 1),
                _ => false,
            };
            if !apart || complete {
                return None;
            }
            let entity = &self.names.entities[self.entity_of(index)?];
            if mention.possessive && !and || !entity.can_be_person() {
                return None;
            }
            complete |= and;
            if before.is_some() {
                name.push_str(if and { " and " } else { ", " });
            }
            name.push_str(&entity.name);
            before = Some(mention.end);
        }
        let ends = before == Some(end) || self.reading.norm(before?) == ",";
        (complete && ends).then(|| self.entity_called(name, EntityKind::Group, Vec::new(), None))
    }

    /// The entity without a mention by name that is called `name`; a new one
    /// where none is.
    fn entity_called(&mut self, name: String, kind: EntityKind, words: Vec<&'a str>, gender: Option<Gender>) -> usize {
        let again = self.described.iter().rev().take(DESCRIPTIONS).find(|described| self.names.entities[described.entity].name == name);
        if let Some(described) = again {
            return described.entity;
        }
        let head = words.last().copied().unwrap_or("");
        let (person, title) = (if kind == EntityKind::Person { 1.0 } else { 0.0 }, Class::NONE);
        let entity = self.names.add(Entity {
            name,
            words,
            kind,
            definite: true,
            person,
            place: 0.0,
            gender,
            first_name: None,
            title,
            about: Vec::new(),
            offices: Vec::new(),
            description: None,
            mentions: Vec::new(),
        });
        self.described.push(Described { head, entity });
        entity
    }

    /// The entity of a pronoun at the token `at`.
    pub(super) fn pronoun(&mut self, pronoun: Pronoun, at: usize, speaker: Option<usize>) -> Option<usize> {
        self.note_until(at);
        self.rivals.clear();
        match pronoun {
            Pronoun::Third(agreement) => {
                if agreement.gender().is_some() {
                    self.rivals = self.salience.rivals(self.reading, &self.names, Sought::new(agreement, at, &self.said));
                }
                let chosen = self.salience.choose(self.reading, &self.names, Sought::new(agreement, at, &self.said));
                let likely = chosen.map_or(0.0, |(_, likely)| likely);
                // In a story a name is rarer than the pronouns that tell its gender.
                if let (Some((entity, _)), true) = (chosen, self.reading.dialogue && likely > TELLS_GENDER) {
                    let gender = &mut self.names.entities[entity].gender;
                    *gender = gender.or(agreement.gender());
                }
                self.sure = if agreement.gender().is_some() {
                    sure::PRONOUN.0 + sure::PRONOUN.1 * likely
                } else {
                    sure::IT.0 + sure::IT.1 * likely
                };
                chosen.map(|(entity, _)| entity).or_else(|| {
                    (agreement == Agreement::Several).then(|| self.entity_called("they".into(), EntityKind::Group, Vec::new(), None))
                })
            }
            Pronoun::Relative => {
                self.sure = sure::RELATIVE;
                self.before_relative(at)
            }
            Pronoun::I => {
                let named = self.narrator.is_some_and(|narrator| self.names.entities[narrator].kind != EntityKind::Voice);
                self.sure = if speaker.is_some() || named || self.reading.dialogue { sure::NARRATOR } else { sure::VOICE };
                Some(speaker.unwrap_or_else(|| self.narrator()))
            }
            Pronoun::We => {
                self.sure = sure::VOICE;
                speaker.or_else(|| Some(self.entity_called("we".into(), EntityKind::Voice, Vec::new(), None)))
            }
            Pronoun::You => {
                self.sure = sure::VOICE;
                Some(self.entity_called("you".into(), EntityKind::Voice, Vec::new(), None))
            }
        }
    }

    /// The entity before "who" or "which" at the token `at`: the nearest name
    /// in its sentence, or the description before it.
    fn before_relative(&mut self, at: usize) -> Option<usize> {
        /// How many tokens may stand between the name and the pronoun.
        const REACH: usize = 14;
        let sentence = self.reading.sentence(at);
        let person = self.reading.norm(at) != "which";
        let near = self.names.mentions_in(at.saturating_sub(REACH), at);
        near.rev().find_map(|index| {
            let entity = self.names.entity_of[index]?;
            let fits = !person || self.names.entities[entity].is_named_person();
            (fits && self.reading.sentence(self.names.mentions[index].first) == sentence).then_some(entity)
        })
    }

    /// Who may be the subject of a clause of the narration that starts at the
    /// token `at`, each with how likely, and whether only something of theirs is.
    pub(super) fn subject(&mut self, at: usize) -> (Vec<(usize, f32)>, bool) {
        let word = self.reading.norm(at);
        if matches!(word, "he" | "she" | "i" | "his" | "her" | "my")
            && let Some(pronoun) = Pronoun::of(word)
        {
            let owned = matches!(word, "his" | "her" | "my");
            return match self.pronoun(pronoun, at, None) {
                Some(entity) if self.rivals.is_empty() => (vec![(entity, 1.0)], owned),
                Some(_) => (std::mem::take(&mut self.rivals), owned),
                None => (Vec::new(), owned),
            };
        }
        if matches!(word, "the" | "a" | "an") {
            self.note_until(at + 1);
            let described = self.salience.subject_at(at).or_else(|| self.described_at(at));
            return (described.map(|entity| (entity, 1.0)).into_iter().collect(), false);
        }
        let Some(index) = self.names.mentions_in(at, at + 1).next() else { return (Vec::new(), false) };
        let mention = &self.names.mentions[index];
        let person = self.names.entity_of[index].filter(|entity| {
            let found = &self.names.entities[*entity];
            mention.start == at && (mention.subject || mention.possessive) && found.can_be_person() && found.person > -0.5
        });
        (person.map(|entity| (entity, 1.0)).into_iter().collect(), mention.possessive)
    }
}

/// A pronoun, by what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// "he", "they", "it".
    Third(Agreement),
    /// "who", "which".
    Relative,
    /// "I".
    I,
    /// "we".
    We,
    /// "you".
    You,
}

impl Pronoun {
    /// The pronoun that `word` is.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "he" | "his" | "him" | "himself" => Self::Third(Agreement::Gendered(Gender::Male)),
            "she" | "her" | "hers" | "herself" => Self::Third(Agreement::Gendered(Gender::Female)),
            "they" | "their" | "them" | "themselves" => Self::Third(Agreement::Several),
            "it" | "its" | "itself" => Self::Third(Agreement::Thing),
            "who" | "which" | "whose" | "that" => Self::Relative,
            "i" | "me" | "my" | "mine" => Self::I,
            "we" | "us" | "our" => Self::We,
            "you" => Self::You,
            _ => return None,
        })
    }
}
