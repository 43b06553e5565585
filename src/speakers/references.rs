//! Whom a description means: "the senator", "his wife", "a spokesman".
//!
//! In: the tokens of a description, in a source or in the narration. Out: its
//! entity: one that was described so before, somebody named of whom the text
//! says it, or one of its own.

use super::descriptions::{alike, contradicts, head_of};
use super::entities::{Entity, EntityKind, is_office, plain};
use super::mentions::{opens_clause, speaks};
use super::salience::{Agreement, Event, How, Sought};
use super::sources::{DESCRIPTIONS, Described, Resolver, sure};
use super::words::{Class, Gender};

/// A description in a source, taken apart.
struct Description<'a> {
    /// Its first token.
    first: usize,
    /// The first token after it.
    end: usize,
    /// The noun that says what is described.
    head: &'a str,
    /// The classes of the head.
    class: Class,
    /// How it opens.
    determiner: Determiner,
    /// The words before the head.
    modifiers: Vec<&'a str>,
}

/// How a description opens.
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

/// How well a description fits somebody named.
mod fit {
    /// The head is said of them.
    pub const HEAD: f32 = 2.0;
    /// For each other word that is said of them.
    pub const MODIFIER: f32 = 0.8;
    /// They are of another place or party.
    pub const CONTRADICTION: f32 = -2.0;
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

impl<'a> Resolver<'a, '_> {
    /// Notes the person described in the narration from the article at the
    /// token `at`: "the senator", "a woman".
    pub(super) fn note_description(&mut self, at: usize) {
        const LONGEST: usize = 5;
        let ends = Class::FUNCTION.and(Class::VERB).and(Class::SPEECH).and(Class::PREPOSITION);
        let ends = if self.reading.dialogue { ends.and(Class::PAST) } else { ends };
        // "His grandfather pulled": no verb stands in what is only a phrase.
        let pulled = |at: usize| {
            let before = self.reading.class(at - 1).any(Class::ANY_PERSON) && !self.reading.class(at).any(Class::ANY_PERSON);
            self.reading.dialogue && before && self.reading.norm(at).ends_with("ed")
        };
        let head = (at + 1..=at + LONGEST)
            .take_while(|at| self.reading.joins_next(at - 1) && !self.reading.class(*at).any(ends) && !pulled(*at))
            .last();
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
        // But "It was the ferryman" tells of him.
        let it = |before: usize| before > 0 && self.reading.norm(before - 1) == "it";
        let comma = |at: usize| matches!(self.reading.norm(at), "," | "(" | "—" | "–");
        let said_of = at.checked_sub(1).is_some_and(|before| {
            comma(before) && before > 0 && self.reading.is_capital(before - 1)
                || self.reading.class(before).any(Class::VERB) && !it(before)
                || self.reading.norm(before) == "as"
        });
        if said_of || comma(head + 1) && self.reading.is_capital(head + 2) {
            return;
        }
        // "one woman in Ferrow"
        let mut end = head + 1;
        if matches!(self.reading.norm(end), "in" | "from" | "of") && self.reading.is_capital(end + 1) {
            end = (end + 1..end + LONGEST)
                .take_while(|at| self.reading.is_capital(*at) && self.reading.joins_next(at - 1))
                .last()
                .map_or(end, |at| at + 1);
        }
        let description = self.read_description(at, end);
        let known = match description.determiner {
            Determiner::Indefinite => None,
            // "his wife" is somebody, "his mayor" more likely somebody's trade.
            Determiner::Possessive if !description.class.any(Class::RELATIVE) => return,
            // "the Scot" is one of those named; "the mayor" may be another.
            _ if description.class.any(Class::ORIGIN) => self.named_so(&description).or_else(|| self.likeliest(&description)),
            _ => (self.described_before(&description).or_else(|| self.named_so(&description)))
                .or_else(|| self.is_anybody(&description).then(|| self.likeliest(&description)).flatten()),
        };
        let entity = known.unwrap_or_else(|| self.new_described(&description, None));
        let possessive = self.reading.is_possessive(head);
        let subject = !possessive && at.checked_sub(1).is_none_or(|before| opens_clause(self.reading, before));
        let initial = subject && self.reading.starts(at);
        self.salience.note(Event { entity, at, how: How::Reference, subject, speaks: speaks(self.reading, head + 1), initial, possessive });
    }

    /// Who is described from the article at the token `at`, where they have
    /// been described so before: "The old man laughed."
    pub(super) fn described_at(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 4;
        let run = (at + 1..=at + LONGEST).take_while(|at| self.reading.joins_next(at - 1));
        let head = run.filter(|head| self.reading.class(*head).any(Class::ANY_PERSON)).last()?;
        self.described_before(&self.read_description(at, head + 1))
    }

    /// The entity that the description in the tokens `first..chunk` means.
    pub(super) fn one_described(&mut self, first: usize, chunk: usize, speaker: Option<usize>) -> Option<usize> {
        let description = self.read_description(first, chunk);
        let sure = |sure: f32| move |entity: usize| (entity, sure);
        let known = match description.determiner {
            Determiner::Indefinite => None,
            // "Republicans in Washington" are not the Republicans of before.
            Determiner::Bare if !description.class.any(Class::ROLE.and(Class::TITLE)) => None,
            // There is one captain, whoever was described so before the name.
            _ => (self.titled_so(&description).map(sure(sure::NAMED_SO)))
                .or_else(|| self.described_before(&description).map(sure(sure::DESCRIBED_BEFORE)))
                .or_else(|| self.named_so(&description).map(sure(sure::NAMED_SO)))
                .or_else(|| self.organization_so(&description).map(sure(sure::ORGANIZATION_SO)))
                .or_else(|| self.likeliest(&description).map(sure(sure::LIKELIEST))),
        };
        let (entity, sure) = known.unwrap_or_else(|| (self.new_described(&description, speaker), sure::NEW));
        self.sure = sure;
        Some(entity)
    }

    /// The description in the tokens `first..chunk`.
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

    /// The person whose title the description is, where nothing is added to it.
    fn titled_so(&self, description: &Description) -> Option<usize> {
        let title =
            description.class.any(Class::TITLE) && description.modifiers.is_empty() && description.determiner == Determiner::Definite;
        title.then(|| self.named_so(description)).flatten()
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
            if contradicts(self.reading, entity, &description.modifiers) {
                score += fit::CONTRADICTION;
            }
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
            && self.names.entities[named].words.len() > 1
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
        general.then(|| self.antecedent(Agreement::Thing, description.first)).flatten()
    }

    /// The one likeliest to be meant by a pronoun at the token `at`.
    fn antecedent(&self, agreement: Agreement, at: usize) -> Option<usize> {
        self.salience.choose(self.reading, &self.names, Sought::new(agreement, at, &self.said)).map(|(entity, _)| entity)
    }

    /// The person likeliest to be meant by an office or a trade that the text
    /// does not say of anybody: "the senator".
    fn likeliest(&self, description: &Description) -> Option<usize> {
        let office = description.class.any(Class::ROLE.and(Class::TITLE)) && !description.class.any(Class::RELATIVE.and(Class::GROUP));
        let office = office || self.is_anybody(description);
        if description.determiner != Determiner::Definite || !office || description.class.any(Class::DOCUMENT.and(Class::ORGANIZATION)) {
            return None;
        }
        let agreement = description.class.gender().map_or(Agreement::Person, Agreement::Gendered);
        let (head, about, said) = (Some(description.head), &description.modifiers[..], &self.said[..]);
        let sought = Sought { agreement, at: description.first, head, about, said };
        self.salience.choose(self.reading, &self.names, sought).map(|(entity, _)| entity)
    }

    /// Whether it says no more than man or woman: in a story "the old man" is
    /// most often one whom it names elsewhere.
    fn is_anybody(&self, description: &Description) -> bool {
        let anybody = matches!(description.head, "man" | "woman" | "boy" | "girl" | "lad" | "lass" | "gentleman" | "lady" | "fellow");
        self.reading.dialogue && anybody
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
        let about: Vec<&str> = words.map(|at| self.reading.name_word(at)).collect();
        let entity = self.names.add(Entity {
            name,
            words: Vec::new(),
            kind,
            definite: matches!(description.determiner, Determiner::Definite | Determiner::Possessive) && class.any(Class::ANY_PERSON),
            person: 0.0,
            place: 0.0,
            gender: class.gender(),
            first_name: None,
            title: Class::NONE,
            offices: about.iter().copied().filter(|word| is_office(word)).collect(),
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
            "his" => owner = self.antecedent(Agreement::Gendered(Gender::Male), first),
            "her" => owner = self.antecedent(Agreement::Gendered(Gender::Female), first),
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
}
