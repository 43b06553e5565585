//! What the text says that somebody is: "Secretary of State", "the company's
//! chief executive".
//!
//! In: the names of a text. Out: the words that describe each entity, and its
//! first description. Titles before the name, and appositions on both sides.

use super::entities::{Entity, EntityKind, Names};
use super::mentions::Mention;
use super::reading::Reading;
use super::words::Class;
use crate::text::TokenKind;

/// The most tokens of an apposition, and of a title with what goes before it.
const LONGEST: usize = 24;
const LONGEST_TITLE: usize = 6;

/// Notes the descriptions of all entities.
pub(super) fn collect<'a>(reading: &Reading<'a>, names: &mut Names<'a>) {
    for index in 0..names.mentions.len() {
        let Some(entity) = names.entity_of[index] else { continue };
        let mention = &names.mentions[index];
        let title = title(reading, mention);
        let stated = [title, apposition_after(reading, mention), apposition_before(reading, mention), place_of(reading, mention)];
        for (first, end) in stated.into_iter().flatten() {
            let words = (first..end).filter(|at| reading.token(*at).is_some_and(|token| token.is_word()));
            for word in words.map(|at| reading.name_word(at)) {
                names.describe(entity, word);
            }
            let entity = &mut names.entities[entity];
            let first = if matches!(reading.norm(first), "the" | "a" | "an" | "his" | "her" | "its" | "their") { first + 1 } else { first };
            if of_person(reading, first, end) && entity.can_be_person() {
                entity.person += PERSON;
                if entity.kind == EntityKind::Unknown && entity.words.len() > 1 && entity.person >= PERSON {
                    entity.kind = EntityKind::Person;
                }
            }
            let courtesy = (first..end).all(|at| reading.class(at).any(Class::COURTESY));
            let of_person = of_person(reading, first, end);
            if entity.description.is_none() && first < end && !courtesy && of_person && entity.kind != EntityKind::Organization {
                entity.description = Some(reading.text.span(first, end));
            }
        }
    }
}

/// What a description of a person says for the name's being a person's.
const PERSON: f32 = 1.0;

/// Whether the tokens `first..end` describe a person.
fn of_person(reading: &Reading, first: usize, end: usize) -> bool {
    reading.class(head_of(reading, first, end)).any(Class::ANY_PERSON)
}

/// The title before the name, with the words that go with it: "Florida
/// attorney general".
fn title(reading: &Reading, mention: &Mention) -> Option<(usize, usize)> {
    if mention.start == mention.first {
        return None;
    }
    let mut start = mention.start;
    let lower = !reading.is_capital(mention.start) || reading.starts(mention.start);
    while lower && start > 0 && mention.start - start < LONGEST_TITLE && reading.joins_next(start - 1) {
        let class = reading.class(start - 1);
        if class.any(Class::FUNCTION.and(Class::SPEECH).and(Class::PREPOSITION).and(Class::VERB)) {
            break;
        }
        start -= 1;
    }
    Some((start, mention.first))
}

/// Where the name says that somebody is of: "Marco Rubio of Florida".
fn place_of(reading: &Reading, mention: &Mention) -> Option<(usize, usize)> {
    const LONGEST_PLACE: usize = 3;
    let first = mention.end + 1;
    let end = (first..first + LONGEST_PLACE).take_while(|at| reading.is_capital(*at) && reading.joins_next(at - 1)).last()? + 1;
    (reading.norm(mention.end) == "of" && reading.joins_next(mention.end - 1)).then_some((first, end))
}

/// The apposition behind the name: ", the Republican nominee,".
fn apposition_after(reading: &Reading, mention: &Mention) -> Option<(usize, usize)> {
    let mut at = mention.end;
    if reading.norm(at) == "(" {
        at = (at + 1..at + LONGEST_TITLE).find(|at| reading.norm(*at) == ")")? + 1;
    }
    if reading.norm(at) != "," {
        return None;
    }
    at += 1;
    if reading.norm(at) == "who" && matches!(reading.norm(at + 1), "is" | "was") {
        at += 2;
    }
    let first = at;
    let article = matches!(reading.norm(first), "the" | "a" | "an" | "his" | "her" | "their" | "its");
    let role = Class::ROLE.and(Class::TITLE).and(Class::RELATIVE).and(Class::MODIFIER);
    let possessor = (first..first + LONGEST_TITLE)
        .take_while(|at| reading.is_capital(*at) || reading.class(*at).any(Class::PARTICLE))
        .any(|at| reading.is_possessive(at));
    if !(article || possessor || reading.class(first).any(role) && !reading.is_capital(first)) {
        return None;
    }
    let sentence = reading.sentence(first);
    let mut end = None;
    for at in first..first + LONGEST {
        let closes = reading.sentence(at) != sentence || matches!(reading.norm(at), "," | "." | ";" | "—" | "–" | "--" | ")");
        if closes {
            return Some((first, end.unwrap_or(at)));
        }
        if end.is_none() && matches!(reading.norm(at), "who" | "which" | "that" | "whose" | "whom") {
            end = Some(at);
        }
        // A verb in it, and it is a clause that goes on: "in Chelsea, the mayor also said".
        if end.is_none() && reading.class(at).any(Class::VERB.and(Class::SPEECH)) || reading.token(at)?.kind == TokenKind::Mark {
            return None;
        }
    }
    None
}

/// The description before the name: "The Republican nominee, Donald Trump,",
/// "The Bishop of Durham, the Rt Rev Tom Wright,".
fn apposition_before(reading: &Reading, mention: &Mention) -> Option<(usize, usize)> {
    const LONGEST_BEFORE: usize = 9;
    let start = mention.start.checked_sub(1)?;
    let comma = if reading.norm(start) == "the" { start.checked_sub(1)? } else { start };
    let last = comma.checked_sub(1)?;
    if reading.norm(comma) != "," || reading.sentence(last) != reading.sentence(mention.first) {
        return None;
    }
    let mut first = last;
    while last - first < LONGEST_BEFORE {
        if matches!(reading.norm(first), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "former" | "another") {
            return reading.class(head_of(reading, first + 1, comma)).any(Class::ANY_PERSON).then_some((first, comma));
        }
        if reading.class(first).any(Class::VERB.and(Class::SPEECH)) {
            break;
        }
        first = first.checked_sub(1).filter(|before| reading.joins_next(*before))?;
    }
    None
}

/// The head of the noun phrase in the tokens `first..end`: the last word
/// before a preposition or what comes behind.
pub(super) fn head_of(reading: &Reading, first: usize, end: usize) -> usize {
    let mut head = first;
    for at in first..end {
        let Some(token) = reading.token(at) else { break };
        if at > first
            && (reading.class(at).any(Class::PREPOSITION) || matches!(token.norm.as_ref(), "who" | "that" | "which" | "and" | "whose"))
        {
            break;
        }
        if token.is_word() {
            head = at;
        } else if token.kind == TokenKind::Punct && at > first {
            break;
        }
    }
    head
}

/// Words for the same office or trade.
const ALIKE: &[&[&str]] = &[
    &["congressman", "congresswoman", "rep", "representative", "lawmaker", "congressmember"],
    &["senator", "sen", "lawmaker"],
    &["governor", "gov"],
    &["mp", "lawmaker", "politician", "backbencher"],
    &["minister", "secretary"],
    &["professor", "prof", "academic"],
    &["doctor", "dr", "physician"],
    &["general", "gen"],
    &["bishop", "archbishop"],
    &["leader", "chairman", "chairwoman", "chief", "head"],
    &["nominee", "candidate"],
    &["businessman", "billionaire", "mogul", "tycoon", "developer", "entrepreneur"],
    &["lawyer", "attorney", "counsel", "solicitor", "barrister"],
    &["coach", "manager", "boss"],
    &["striker", "forward"],
    &["spokesman", "spokeswoman", "spokesperson"],
    &["author", "writer", "novelist"],
    &["director", "filmmaker"],
    &["singer", "star", "vocalist"],
    &["actor", "star"],
    &["actress", "star"],
];

/// The words that can be said of those of whom `word` is said; it is the first.
pub(super) fn alike(word: &str) -> impl Iterator<Item = &str> {
    let others = ALIKE.iter().filter(move |words| words.contains(&word)).flat_map(|words| words.iter().copied());
    std::iter::once(word).chain(others.filter(move |other| *other != word))
}

/// The party that `word` is a word for.
fn party(word: &&str) -> Option<usize> {
    const PARTIES: &[&[&str]] =
        &[&["republican", "gop"], &["democratic", "democrat"], &["labour"], &["tory", "conservative"], &["lib", "liberal"]];
    PARTIES.iter().position(|words| words.contains(word))
}

/// Whether `word` names a place, as far as its capital and its classes tell.
fn is_place(reading: &Reading, word: &str) -> bool {
    let known = Class::NATION.and(Class::ANY_PERSON).and(Class::MODIFIER).and(Class::ORGANIZATION).and(Class::OFFICE).and(Class::TIME);
    reading.is_in_capitals(word) && !reading.is_in_lower_case(word) && !Class::of(word).any(known)
}

/// Whether the `modifiers` of a description tell a place or a party, so that somebody can have another.
pub(super) fn can_contradict(reading: &Reading, modifiers: &[&str]) -> bool {
    modifiers.iter().any(|word| party(word).is_some() || is_place(reading, word))
}

/// Whether the text says of `entity` another place or party than the
/// `modifiers` of a description.
pub(super) fn contradicts(reading: &Reading, entity: &Entity, modifiers: &[&str]) -> bool {
    let elsewhere = modifiers.iter().any(|word| is_place(reading, word) && !entity.about.contains(word))
        && entity.about.iter().any(|word| is_place(reading, word) && !modifiers.contains(word));
    let sought = modifiers.iter().find_map(party);
    let own = || entity.about.iter().filter_map(party);
    sought.is_some() && own().next().is_some() && own().all(|own| Some(own) != sought) || elsewhere
}

#[cfg(test)]
mod tests {
    use super::super::mentions;
    use super::*;
    use crate::marks::Marks;
    use crate::text::Text;

    /// The description of each entity of `source`.
    fn described(source: &str) -> Vec<(String, Option<&str>)> {
        let text = Text::new(source);
        let reading = Reading::new(&text, &Marks::new(&text));
        let mut names = Names::new(&reading, mentions::find(&reading));
        collect(&reading, &mut names);
        names.entities.iter().map(|entity| (entity.name.clone(), entity.description.map(|span| text.of(span)))).collect()
    }

    #[test]
    fn titles_and_appositions_describe() {
        assert_eq!(
            described("The vice mayor, Ada Quist, met Peter Lund, a retired pilot, and striker Jo Tarn."),
            [
                ("Ada Quist".to_string(), Some("vice mayor")),
                ("Peter Lund".to_string(), Some("retired pilot")),
                ("Jo Tarn".to_string(), Some("striker"))
            ]
        );
    }

    #[test]
    fn a_clause_behind_a_comma_does_not() {
        assert_eq!(described("Here with Ada Quist, the mayor also said no."), [("Ada Quist".to_string(), None)]);
    }
}
