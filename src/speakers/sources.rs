//! From the words of a source to the one who speaks.
//!
//! In: the tokens of a source, in the order of the text. Out: its entity. A
//! source is a pronoun, a name, names that are joined, or a description;
//! descriptions look for somebody named whom they fit, and else make an
//! entity of their own.

use super::descriptions::{alike, head_of};
use super::entities::{Entity, EntityKind, Names, plain, written_name};
use super::mentions::{Mention, NameKind, opens_clause, read_name, speaks};
use super::reading::Reading;
use super::salience::{Agreement, Event, How, Salience};
use super::words::{Class, Gender};
use crate::text::TokenKind;

/// Resolves sources and turns one after the other, in the order of the text.
pub(super) struct Resolver<'a, 'r> {
    pub(super) reading: &'r Reading<'a>,
    pub(super) names: Names<'a>,
    salience: Salience,
    /// The first token whose mentions are not noted yet, and the first mention.
    cursor: (usize, usize),
    /// The entities that are only described, with the heads of their descriptions.
    described: Vec<Described<'a>>,
    /// Who writes: the "I" of what is nobody's quotation.
    narrator: Option<usize>,
}

struct Described<'a> {
    head: &'a str,
    entity: usize,
}

/// A description in a source, taken apart.
struct Description<'a> {
    first: usize,
    end: usize,
    head: &'a str,
    class: Class,
    determiner: Determiner,
    /// The words before the head.
    modifiers: Vec<&'a str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Determiner {
    /// "the", "this".
    Definite,
    /// "his", "her", "X's".
    Possessive,
    /// "a", "one", "several".
    Indefinite,
    /// No word of the kind.
    Bare,
}

/// How many descriptions back a definite one looks for its like.
const DESCRIPTIONS: usize = 32;

/// How well a description fits somebody named.
mod fit {
    /// The head is said of them.
    pub const HEAD: f32 = 2.0;
    /// For each other word that is said of them.
    pub const MODIFIER: f32 = 0.8;
    /// They are not named before.
    pub const AHEAD: f32 = -1.0;
    /// They were named in this paragraph; less with each paragraph between.
    pub const RECENT: f32 = 1.0;
    /// For each time that they were named before, up to `NAMINGS`.
    pub const NAMING: f32 = 0.05;
    pub const NAMINGS: usize = 6;
    /// The least that is taken.
    pub const LEAST: f32 = 1.9;
}

impl<'a, 'r> Resolver<'a, 'r> {
    /// Ready to resolve the sources of a text.
    pub fn new(reading: &'r Reading<'a>, names: Names<'a>) -> Self {
        let narrator = narrator(reading, &names);
        Self { reading, names, salience: Salience::default(), cursor: (0, 0), described: Vec::new(), narrator }
    }

    /// The entity of the source in the tokens `first..end`; `speaker` is the
    /// one who says the words that the source stands in, if any.
    pub fn source(&mut self, first: usize, end: usize, speaker: Option<usize>) -> Option<usize> {
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
        if self.names.mentions_in(first, end).is_empty() {
            self.salience.note(Event { how: How::Reference, ..event });
        }
        self.salience.note(event);
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
    fn note_until(&mut self, until: usize) {
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
            if matches!(self.reading.norm(at), "his" | "her") {
                self.note_description(at);
            }
            let (gender, subject, possessive) = match self.reading.norm(at) {
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
            if let Some(entity) = self.salience.choose(self.reading, &self.names, Agreement::Gendered(gender), at, None, &[]) {
                let initial = subject && self.reading.starts(at);
                self.salience.note(Event { entity, at, how: How::Reference, subject, speaks: false, initial, possessive });
            }
        }
    }

    /// Notes the person described in the narration from the article at the
    /// token `at`: "the senator", "a woman".
    fn note_description(&mut self, at: usize) {
        const LONGEST: usize = 5;
        let ends = Class::FUNCTION.and(Class::VERB).and(Class::SPEECH).and(Class::PREPOSITION);
        let head = (at + 1..=at + LONGEST).take_while(|at| self.reading.joins_next(at - 1) && !self.reading.class(*at).any(ends)).last();
        let Some(head) =
            head.filter(|head| self.reading.class(*head).any(Class::ANY_PERSON) && !self.reading.class(*head).any(Class::GROUP))
        else {
            return;
        };
        let named = self.names.mentions_in(head, head + 1).any(|index| self.names.entity_of[index].is_some());
        if self.reading.quoted(at).is_some() || self.reading.in_headline(at) || named {
            return;
        }
        // "Jo Smith, the mayor" and "She is the mayor" describe somebody else
        // than a new one, and so does "The mayor, Jo Smith".
        let comma = |at: usize| matches!(self.reading.norm(at), "," | "(" | "—" | "–");
        let said_of = at.checked_sub(1).is_some_and(|before| {
            comma(before) && before > 0 && self.reading.is_capital(before - 1)
                || self.reading.class(before).any(Class::VERB)
                || self.reading.norm(before) == "as"
        });
        if said_of || comma(head + 1) && self.reading.is_capital(head + 2) {
            return;
        }
        let description = self.read_description(at, head + 1);
        let known = match description.determiner {
            Determiner::Indefinite => None,
            // "his wife" is somebody, "his mayor" more likely somebody's trade.
            Determiner::Possessive if !description.class.any(Class::RELATIVE) => return,
            _ => self.described_before(&description).or_else(|| self.named_so(&description)),
        };
        let entity = known.unwrap_or_else(|| self.new_described(&description, None));
        let possessive = self.reading.is_possessive(head);
        let subject = !possessive && at.checked_sub(1).is_none_or(|before| opens_clause(self.reading, before));
        let initial = subject && self.reading.starts(at);
        self.salience.note(Event { entity, at, how: How::Reference, subject, speaks: speaks(self.reading, head + 1), initial, possessive });
    }

    fn resolve(&mut self, first: usize, end: usize, speaker: Option<usize>) -> Option<usize> {
        if let Some(pronoun) = Pronoun::of(self.reading.norm(first))
            && (end == first + 1 || self.is_reflexive(first + 1) && end == first + 2)
        {
            return self.pronoun(pronoun, first, speaker);
        }
        let chunk = self.chunk_end(first, end);
        if let Some(joined) = self.joined(first, chunk) {
            return Some(joined);
        }
        if let Some(named) = self.named(first, chunk).or_else(|| self.named_behind(chunk, end)) {
            return Some(named);
        }
        // A span that runs on: "he also", "Blige sings".
        if let Some(pronoun) = Pronoun::of(self.reading.norm(first))
            && matches!(self.reading.norm(first), "he" | "she" | "it" | "they" | "i" | "we" | "you")
        {
            return self.pronoun(pronoun, first, speaker);
        }
        if let Some(leading) = self.leading_name(first, end) {
            return Some(leading);
        }
        self.described(first, chunk, speaker)
    }

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
            let parts = token.kind == TokenKind::Punct && !matches!(token.norm.as_str(), "/" | "&" | "$" | "%" | "-" | "#");
            if parts && !mention() || matches!(token.norm.as_str(), "who" | "whose" | "whom" | "which") {
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
            let mention = read_name(self.reading, first, chunk)?;
            return Some(self.by_words(&mention));
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
        if end == first + 1 && chunk == end && self.reading.is_capital(first) && !self.reading.class(first).any(common) {
            let mention = read_name(self.reading, first, end).unwrap_or(Mention {
                start: first,
                first,
                end,
                kind: NameKind::Unknown,
                bare: false,
                title: Class::NONE,
                possessive: false,
                subject: true,
                initial: true,
                speaks: false,
                article: false,
            });
            return Some(self.by_words(&mention));
        }
        None
    }

    /// Whether what starts at the token `at` hangs on a word between `first`
    /// and it: on a preposition, a participle or a determiner of its own.
    fn is_governed(&self, first: usize, at: usize) -> bool {
        at.checked_sub(1).filter(|before| *before > first).is_some_and(|before| {
            let closed = self.reading.class(before).any(Class::PREPOSITION.and(Class::FUNCTION)) && !self.reading.is_capital(before);
            let participle = self.reading.norm(before).ends_with("ing") && self.reading.is_capital(at);
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
    fn by_words(&mut self, mention: &Mention) -> usize {
        let words = mention.words(self.reading);
        if let Some(entity) = self.names.short_for(self.reading, &words, mention.title, mention.first) {
            return entity;
        }
        let kind = match mention.kind {
            NameKind::Person => EntityKind::Person,
            NameKind::Organization => EntityKind::Organization,
            NameKind::Unknown => EntityKind::Unknown,
        };
        let name = written_name(self.reading, mention);
        self.entity_called(name, kind, words, mention.gender())
    }

    /// The person named in apposition behind the noun phrase: "Another
    /// critic, Laurence Tribe,".
    fn named_behind(&mut self, chunk: usize, end: usize) -> Option<usize> {
        self.names.mentions_in(chunk, end).find_map(|index| {
            let mention = &self.names.mentions[index];
            let entity = self.names.entity_of[index]?;
            let mut start = mention.start;
            while start > chunk
                && (self.reading.class(start - 1).any(Class::ROLE.and(Class::MODIFIER)) || self.reading.norm(start - 1) == "the")
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

    /// The entity of a name that opens the source, where a verb follows it.
    fn leading_name(&self, first: usize, end: usize) -> Option<usize> {
        let index = self.names.mentions_in(first, end).next()?;
        let mention = &self.names.mentions[index];
        let verb = self.reading.class(mention.end).any(Class::SPEECH.and(Class::VERB)) || self.reading.norm(mention.end).ends_with("ed");
        (mention.start <= first + 1 && !mention.possessive && mention.end < end && verb).then(|| self.entity_of(index)).flatten()
    }

    /// Those of "X and Y", as one.
    fn joined(&mut self, first: usize, chunk: usize) -> Option<usize> {
        let found = self.names.mentions_in(first, chunk);
        if found.len() != 2 {
            return None;
        }
        let (one, other) = (&self.names.mentions[found.start], &self.names.mentions[found.start + 1]);
        let joined = one.start == first && !one.possessive && one.end + 1 == other.start && other.end == chunk;
        if !joined || !matches!(self.reading.norm(one.end), "and" | "&") {
            return None;
        }
        let (one, other) = (self.entity_of(found.start)?, self.entity_of(found.start + 1)?);
        let (one, other) = (&self.names.entities[one], &self.names.entities[other]);
        if !one.can_be_person() || !other.can_be_person() {
            return None;
        }
        let name = format!("{} and {}", one.name, other.name);
        Some(self.entity_called(name, EntityKind::Group, Vec::new(), None))
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
            person,
            gender,
            first_name: None,
            title,
            about: Vec::new(),
            description: None,
            mentions: Vec::new(),
        });
        self.described.push(Described { head, entity });
        entity
    }

    /// The entity of a pronoun at the token `at`.
    pub(super) fn pronoun(&mut self, pronoun: Pronoun, at: usize, speaker: Option<usize>) -> Option<usize> {
        self.note_until(at);
        match pronoun {
            Pronoun::Third(agreement) => {
                let chosen = self.salience.choose(self.reading, &self.names, agreement, at, None, &[]);
                chosen.or_else(|| {
                    (agreement == Agreement::Several).then(|| self.entity_called("they".into(), EntityKind::Group, Vec::new(), None))
                })
            }
            Pronoun::Relative => self.before_relative(at),
            Pronoun::I => speaker.or(self.narrator).or_else(|| Some(self.entity_called("I".into(), EntityKind::Voice, Vec::new(), None))),
            Pronoun::We => speaker.or_else(|| Some(self.entity_called("we".into(), EntityKind::Voice, Vec::new(), None))),
            Pronoun::You => Some(self.entity_called("you".into(), EntityKind::Voice, Vec::new(), None)),
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

    /// The entity that the description in the tokens `first..chunk` means.
    fn described(&mut self, first: usize, chunk: usize, speaker: Option<usize>) -> Option<usize> {
        let description = self.read_description(first, chunk);
        let known = match description.determiner {
            Determiner::Indefinite => None,
            // "Republicans in Washington" are not the Republicans of before.
            Determiner::Bare if !description.class.any(Class::ROLE.and(Class::TITLE)) => None,
            _ => self
                .described_before(&description)
                .or_else(|| self.named_so(&description))
                .or_else(|| self.organization_so(&description))
                .or_else(|| self.likeliest(&description)),
        };
        known.or_else(|| Some(self.new_described(&description, speaker)))
    }

    fn read_description(&self, first: usize, chunk: usize) -> Description<'a> {
        // "the secretary of state's website" is a website.
        let owner = (first..chunk).rev().find(|at| self.reading.is_possessive(*at) && *at + 2 < chunk).map_or(first, |at| at + 2);
        let head_at = head_of(self.reading, owner, chunk);
        let class = self.reading.class(head_at);
        let possessor = (first..head_at).any(|at| self.reading.is_possessive(at));
        let (determiner, body) = match self.reading.norm(first) {
            _ if possessor => (Determiner::Possessive, first),
            "the" | "this" | "that" | "these" | "those" => (Determiner::Definite, first + 1),
            "his" | "her" | "its" | "their" | "my" | "our" | "your" => (Determiner::Possessive, first + 1),
            "a" | "an" | "one" | "another" | "some" | "several" | "many" | "other" | "both" | "two" | "three" => {
                (Determiner::Indefinite, first + 1)
            }
            _ => (Determiner::Bare, first),
        };
        let words = (body..head_at).filter(|at| self.reading.token(*at).is_some_and(|token| token.is_word()));
        let modifiers = words.map(|at| self.reading.name_word(at)).filter(|word| !matches!(*word, "former" | "current" | "then")).collect();
        Description { first, end: chunk, head: self.reading.name_word(head_at), class, determiner, modifiers }
    }

    /// One described before with the same head, and with what the
    /// description adds to it.
    fn described_before(&self, description: &Description) -> Option<usize> {
        self.described.iter().rev().take(DESCRIPTIONS).find_map(|described| {
            let entity = &self.names.entities[described.entity];
            let adds = description.modifiers.iter().all(|word| entity.about.contains(word));
            (described.head == description.head
                && (adds || description.determiner == Determiner::Possessive && description.modifiers.is_empty()))
            .then_some(described.entity)
        })
    }

    /// The person of whom the text says what the description says.
    fn named_so(&self, description: &Description) -> Option<usize> {
        let private = description.class.any(Class::RELATIVE) && description.determiner == Determiner::Possessive;
        if private
            || description.class.any(Class::GROUP.and(Class::DOCUMENT).and(Class::ORGANIZATION))
            || !description.class.any(Class::ANY_PERSON)
        {
            return None;
        }
        let mut best: Option<(f32, usize)> = None;
        let heads = alike(description.head).flat_map(|word| self.names.described_by(word));
        let candidates = heads.map(|entity| (*entity, true));
        let others = description.modifiers.iter().flat_map(|word| self.names.described_by(word)).map(|entity| (*entity, false));
        for (index, hit) in candidates.chain(others) {
            let entity = &self.names.entities[index];
            if !entity.can_be_person() || entity.mentions.is_empty() || !entity.agrees(description.class.gender()) {
                continue;
            }
            let shared = description.modifiers.iter().filter(|word| entity.about.contains(word)).count();
            let mut score = if hit { fit::HEAD } else { 0.0 } + fit::MODIFIER * shared as f32;
            let before = entity.mentions.partition_point(|mention| self.names.mentions[*mention].first < description.first);
            score += match before.checked_sub(1) {
                Some(last) => {
                    let last = self.reading.paragraph(self.names.mentions[entity.mentions[last]].first);
                    let paragraphs = self.reading.paragraph(description.first).saturating_sub(last);
                    fit::RECENT / (1.0 + paragraphs as f32) + fit::NAMING * before.min(fit::NAMINGS) as f32
                }
                None => fit::AHEAD,
            };
            if score >= fit::LEAST && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, index));
            }
        }
        best.map(|(_, index)| index)
    }

    /// The organisation that "the company" or "the commission" means: the
    /// last with that word in its name, or for a word that is in no name the
    /// likeliest.
    fn organization_so(&self, description: &Description) -> Option<usize> {
        if description.determiner != Determiner::Definite
            || !description.class.any(Class::ORGANIZATION)
            || description.class.any(Class::GROUP)
            || !description.modifiers.is_empty()
        {
            return None;
        }
        if let Some(named) = self.names.short_for(self.reading, &[description.head], Class::NONE, description.first)
            && self.names.entities[named].kind == EntityKind::Organization
        {
            return Some(named);
        }
        let general = matches!(
            description.head,
            "company"
                | "firm"
                | "agency"
                | "newspaper"
                | "paper"
                | "bank"
                | "airline"
                | "group"
                | "organization"
                | "organisation"
                | "charity"
        );
        general.then(|| self.salience.choose(self.reading, &self.names, Agreement::Thing, description.first, None, &[])).flatten()
    }

    /// The person likeliest to be meant by an office or a trade that the text
    /// does not say of anybody: "the senator".
    fn likeliest(&self, description: &Description) -> Option<usize> {
        let office = description.class.any(Class::ROLE.and(Class::TITLE)) && !description.class.any(Class::RELATIVE.and(Class::GROUP));
        if description.determiner != Determiner::Definite || !office || description.class.any(Class::DOCUMENT.and(Class::ORGANIZATION)) {
            return None;
        }
        let agreement = description.class.gender().map_or(Agreement::Person, Agreement::Gendered);
        self.salience.choose(self.reading, &self.names, agreement, description.first, Some(description.head), &description.modifiers)
    }

    /// An entity for somebody or something that is only described.
    fn new_described(&mut self, description: &Description<'a>, speaker: Option<usize>) -> usize {
        let class = description.class;
        let plural = || description.determiner == Determiner::Bare && description.head.ends_with('s') && !description.head.ends_with("ss");
        let kind = if class.any(Class::GROUP) {
            EntityKind::Group
        } else if class.any(Class::ANY_PERSON) {
            EntityKind::Unnamed
        } else if class.any(Class::DOCUMENT) {
            EntityKind::Document
        } else if class.any(Class::ORGANIZATION) {
            EntityKind::Organization
        } else if plural() {
            EntityKind::Group
        } else {
            EntityKind::Unnamed
        };
        let name = self.written_description(description, kind, speaker);
        let once = description.determiner == Determiner::Indefinite && kind == EntityKind::Unnamed;
        let same = |described: &&Described| !once && self.names.entities[described.entity].name == name;
        if let Some(described) = self.described.iter().rev().take(DESCRIPTIONS).find(same) {
            return described.entity;
        }
        let words = (description.first..description.end).filter(|at| self.reading.token(*at).is_some_and(|token| token.is_word()));
        let about = words.map(|at| self.reading.name_word(at)).collect();
        let entity = self.names.add(Entity {
            name,
            words: Vec::new(),
            kind,
            person: 0.0,
            gender: class.gender(),
            first_name: None,
            title: Class::NONE,
            about,
            description: None,
            mentions: Vec::new(),
        });
        self.described.push(Described { head: description.head, entity });
        entity
    }

    /// The description as the text writes it, its article left out, and with
    /// a name for the pronoun of "her lawyers".
    fn written_description(&mut self, description: &Description, kind: EntityKind, speaker: Option<usize>) -> String {
        let mut first = description.first;
        let mut end = description.end;
        if kind == EntityKind::Document {
            // "a report released on Monday"
            let participle = |at: &usize| {
                self.reading.norm(*at).ends_with("ed") && !self.reading.is_capital(*at)
                    || matches!(self.reading.norm(*at), "sent" | "written")
            };
            end = (first + 2..end).find(participle).unwrap_or(end);
        }
        let mut owner = None;
        match self.reading.norm(first) {
            "the" | "a" | "an" if end > first + 1 => first += 1,
            "his" => owner = self.salience.choose(self.reading, &self.names, Agreement::Gendered(Gender::Male), first, None, &[]),
            "her" => owner = self.salience.choose(self.reading, &self.names, Agreement::Gendered(Gender::Female), first, None, &[]),
            "my" => owner = speaker,
            _ => {}
        }
        let owner = owner.map(|owner| self.names.entities[owner].name.clone());
        let written = |first: usize| plain(self.reading.text.of(self.reading.text.span(first, end)));
        match owner {
            Some(owner) if end > first + 1 => format!("{owner}’s {}", written(first + 1)),
            _ => written(first),
        }
    }

    /// The subject of the narration that starts at the token `at`: a name or a pronoun.
    pub(super) fn subject(&mut self, at: usize) -> Option<usize> {
        if let Some(pronoun) =
            Pronoun::of(self.reading.norm(at)).filter(|pronoun| matches!(pronoun, Pronoun::Third(Agreement::Gendered(_)) | Pronoun::I))
        {
            let subject = !matches!(self.reading.norm(at), "his" | "her" | "him" | "my" | "me");
            return subject.then(|| self.pronoun(pronoun, at, None)).flatten();
        }
        let index = self.names.mentions_in(at, at + 1).next()?;
        let mention = &self.names.mentions[index];
        let entity = self.names.entity_of[index]?;
        let found = &self.names.entities[entity];
        (mention.start == at && !mention.possessive && found.can_be_person() && found.person > -0.5).then_some(entity)
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

/// Who writes the text, where a line says so: "By Jo Smith".
fn narrator(reading: &Reading, names: &Names) -> Option<usize> {
    const FIRST_LINES: usize = 3;
    reading.text.paragraphs.iter().take(FIRST_LINES).find_map(|line| {
        let index = names.mentions_in(line.first, line.end).next()?;
        let mention = &names.mentions[index];
        let byline = reading.norm(line.first) == "by" && mention.first == line.first + 1 && mention.end == line.end;
        byline.then_some(names.entity_of[index]).flatten()
    })
}
