//! Where the text names somebody or something.
//!
//! In: a [`Reading`]. Out: every [`Mention`] by name, in order: the name, the
//! titles before it, and what can be told from the words themselves. It does
//! not know which mentions name the same one.

use super::first_names::{FirstName, first_name};
use super::reading::Reading;
use super::words::{Class, Gender};
use crate::text::TokenKind;

/// What a name names, as far as its own words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A person, an organisation, a place or a thing.
    Unknown,
}

/// A name in the text, with the titles before it.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// The first token of the titles before the name, or of the name.
    pub start: usize,
    /// The first token of the name.
    pub first: usize,
    /// The first token after the name.
    pub end: usize,
    /// What the name names.
    pub kind: NameKind,
    /// The classes of the titles.
    pub title: Class,
    /// Whether it may be no name but an office: "Speaker".
    pub bare: bool,
    /// Whether it says whose something is: "Clinton's", "the Clinton aides".
    pub possessive: bool,
    /// Whether it can be the subject of its clause: neither a preposition nor
    /// a verb stands before it.
    pub subject: bool,
    /// Whether its sentence starts with it.
    pub initial: bool,
    /// Whether it goes with a verb that reports speech.
    pub speaks: bool,
    /// Whether "the" or "a" stands before it.
    pub article: bool,
}

impl Mention {
    /// The words of the name, lower case, marks and "Jr" left out.
    pub fn words<'a>(&self, reading: &Reading<'a>) -> Vec<&'a str> {
        name_words(reading, self.first, self.end)
    }

    /// The gender that its titles tell.
    pub fn gender(&self) -> Option<Gender> {
        self.title.gender()
    }
}

/// The words of the name in the tokens `first..end`, lower case, marks, "the"
/// and "Jr" left out; "Jr" alone stays.
pub(super) fn name_words<'a>(reading: &Reading<'a>, first: usize, end: usize) -> Vec<&'a str> {
    let all = || (first..end).filter(|at| reading.token(*at).is_some_and(|token| token.is_word()));
    let words: Vec<&str> =
        all().filter(|at| !reading.class(*at).any(Class::SUFFIX) && reading.norm(*at) != "the").map(|at| reading.name_word(at)).collect();
    if words.is_empty() { all().map(|at| reading.name_word(at)).collect() } else { words }
}

/// The names of a text in order, those in headlines left out.
pub(super) fn find(reading: &Reading) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < reading.text.tokens.len() {
        if reading.in_headline(at) || !begins_name(reading, at) {
            at += 1;
            continue;
        }
        let end = run_end(reading, at);
        if let Some(mention) = read_run(reading, at, end) {
            mentions.push(mention);
        }
        at = end;
    }
    mentions
}

/// The first name in the tokens `first..end` of a headline.
pub(super) fn read_headline(reading: &Reading, first: usize, end: usize) -> Option<Mention> {
    let first = (first..end).find(|at| reading.is_capital(*at))?;
    let end = run_end(reading, first).min(end);
    read_run(reading, first, end)
}

/// Whether a name can begin with the token at `at`.
fn begins_name(reading: &Reading, at: usize) -> bool {
    if !reading.is_capital(at) {
        return false;
    }
    // "on Monday Mr Lund", but "the Sunday Times" and "June Lund".
    if reading.class(at).any(Class::TIME) && !is_first_name(reading, at) && !reading.class(at + 1).any(Class::ORGANIZATION) {
        return false;
    }
    // "Will Smith" in mid-sentence, but not "Will he …".
    !reading.class(at).any(Class::FUNCTION)
        || !reading.starts(at) && reading.is_capital(at + 1) && reading.joins_next(at) && first_name(reading.norm(at)).is_some()
}

/// Where the run of capitalised words from `first` ends, with what joins them.
fn run_end(reading: &Reading, first: usize) -> usize {
    /// No name has more tokens.
    const LONGEST: usize = 24;
    let mut end = first + 1;
    loop {
        if end - first >= LONGEST {
            return end;
        }
        if reading.is_possessive(end - 1) {
            // "the Teachers' Union", "the Women's Institute": theirs is the
            // organisation's name; "Quist's Party" is a name and its own.
            let several = reading.norm(end) == "'" || matches!(reading.norm(end - 1), "women" | "men" | "children" | "people");
            if several && continues_name(reading, end + 1) && reading.class(end + 1).any(Class::ORGANIZATION) && reading.joins_next(end) {
                end += 2;
                continue;
            }
            return end;
        }
        if continues_name(reading, end) && reading.joins_next(end - 1) {
            end += 1;
        } else if let Some(after) =
            nickname_end(reading, end).or_else(|| particle_end(reading, end)).or_else(|| body_end(reading, first, end))
        {
            end = after;
        } else {
            return end;
        }
    }
}

/// Whether the token at `at` can stand inside a name.
fn continues_name(reading: &Reading, at: usize) -> bool {
    // "Theresa May", "Ian Read", but not "Ian And".
    let surname = || {
        is_first_name(reading, at - 1)
            && !reading.class(at).any(Class::PREPOSITION)
            && !matches!(reading.norm(at), "and" | "or" | "but" | "the" | "i")
    };
    let name = |at: usize| is_first_name(reading, at) || reading.class(at).any(Class::TIME);
    reading.is_capital(at) && (!reading.class(at).any(Class::FUNCTION) || name(at) || surname())
}

/// Past a nickname in marks or brackets between two names: Robert “Bobby” Scott.
fn nickname_end(reading: &Reading, at: usize) -> Option<usize> {
    let opens = |at: usize| reading.token(at).is_some_and(|token| token.spaced && (token.kind == TokenKind::Mark || token.norm == "("));
    let closes = |at: usize| reading.token(at).is_some_and(|token| !token.spaced && (token.kind == TokenKind::Mark || token.norm == ")"));
    (opens(at)
        && reading.is_capital(at + 1)
        && closes(at + 2)
        && reading.is_capital(at + 3)
        && reading.joins_next(at + 2)
        && reading.paragraph(at) == reading.paragraph(at + 3)
        && !reading.class(at + 3).any(Class::FUNCTION))
    .then_some(at + 4)
}

/// Past the particles of a name: Ludwig van der Rohe.
fn particle_end(reading: &Reading, mut at: usize) -> Option<usize> {
    const LONGEST: usize = 3;
    let first = at;
    while at - first < LONGEST && reading.class(at).any(Class::PARTICLE) && !reading.is_capital(at) && reading.joins_next(at - 1) {
        at += 1;
    }
    (at > first && reading.is_capital(at) && reading.joins_next(at - 1)).then_some(at + 1)
}

/// Past what an organisation or an office is for: Bank of England,
/// Department for Work and Pensions, Secretary of State.
fn body_end(reading: &Reading, first: usize, at: usize) -> Option<usize> {
    let head = reading.class(at - 1);
    let of = reading.norm(at);
    let body = head.any(Class::ORGANIZATION) && matches!(of, "of" | "for" | "on" | "to")
        || head.any(Class::ROLE.and(Class::TITLE)) && matches!(of, "of" | "for")
        || head.any(Class::GROUP) && at == first + 1 && !reading.starts(first) && matches!(of, "for" | "against" | "without");
    // "Department for Work and Pensions", once its "for" is passed.
    let and = matches!(of, "and" | "&")
        && (first + 1..at).any(|at| matches!(reading.norm(at), "of" | "for") && reading.class(at - 1).any(Class::ORGANIZATION));
    if !(body || and) || !reading.joins_next(at - 1) {
        return None;
    }
    let next = if matches!(reading.norm(at + 1), "the" | "our") { at + 2 } else { at + 1 };
    let joined = (at..next).all(|at| reading.joins_next(at));
    (joined && reading.is_capital(next) && !reading.class(next).any(Class::FUNCTION.and(Class::TIME))).then_some(next + 1)
}

/// The mention in the run of tokens `first..end`: its titles and its name.
fn read_run(reading: &Reading, run: usize, end: usize) -> Option<Mention> {
    let mut end = end;
    let mut first = after_titles(reading, run, end)?;
    while first + 1 < end && reading.class(first).any(Class::FUNCTION) && first_name(reading.norm(first)).is_none() {
        first += 1;
    }
    // "Oscar-winning Ada Quist"; "Poor Ada" where "poor" is a common word.
    while first + 1 < end && first == run && strays(reading, first) {
        first += 1;
    }
    while end > first + 1 && reading.class(end - 1).any(Class::TIME) && first_name(reading.norm(end - 1)).is_none() {
        end -= 1;
    }
    let start = titles_start(reading, run);
    let title = (start..first).fold(Class::NONE, |all, at| all.and(reading.class(at)));
    let addressed = title.any(Class::TITLE.and(Class::COURTESY)) && first > run;
    let words: Vec<usize> = (first..end).filter(|at| reading.token(*at).is_some_and(|token| token.is_word())).collect();
    // The noun phrase that ends with the name, and what stands before it.
    let sentence = reading.sentence(first);
    let in_sentence = |at: usize| at.checked_sub(1).filter(|before| reading.sentence(*before) == sentence);
    let mut phrase = phrase_start(reading, start, start < first);
    let determined = in_sentence(phrase).is_some_and(|at| matches!(reading.norm(at), "the" | "a" | "an") && reading.joins_next(at));
    phrase -= usize::from(determined);
    let article = determined && start == first;
    let bare = !addressed && first == run && may_be_office(reading, first, &words);
    if !addressed && !bare && (is_general(reading, run, first, &words) || article && ends_in_office(reading, first, &words))
        || !addressed && start == first && is_common(reading, first, end, &words)
    {
        return None;
    }
    let before = in_sentence(phrase);
    let told =
        before.is_some_and(|at| reading.class(at).any(Class::SPEECH) && !matches!(reading.norm(at), "told" | "asked" | "tells" | "asks"));
    let possessive = reading.is_possessive(end - 1);
    let modifies = modifies(reading, end);
    // "According to X, …" and "For X, …" tell what X says or thinks.
    let according = before.is_some_and(|at| reading.norm(at) == "to" && at > 0 && reading.norm(at - 1) == "according");
    let opens = |at: usize| reading.starts(at) || at > 0 && reading.starts(at - 1) && reading.class(at - 1).any(Class::FUNCTION);
    let fronted = before.is_some_and(|at| matches!(reading.norm(at), "for" | "to") && opens(at)) && reading.norm(end) == ",";
    Some(Mention {
        start,
        first,
        end,
        kind: kind_of(reading, &words, title, addressed),
        title,
        bare,
        possessive: possessive || modifies,
        subject: !possessive && !modifies && (according || fronted || before.is_none_or(|at| told || opens_clause(reading, at))),
        initial: !possessive && !modifies && reading.starts(phrase),
        speaks: !possessive && (according || speaks(reading, end) || told && opens_clause(reading, end)),
        article,
    })
}

/// Whether `words` are one office that may be somebody's surname: "Singer".
fn may_be_office(reading: &Reading, first: usize, words: &[usize]) -> bool {
    let class = reading.class(first);
    words.len() == 1
        && class.any(Class::ROLE.and(Class::NATION))
        && !class.any(Class::TIME)
        && (!reading.starts(first) || reading.class(first + 1).any(Class::SPEECH) || reading.is_possessive(first))
}

/// Whether `words` name nobody in particular: "Republicans", "Monday", "the
/// President", "Senate Majority Leader".
fn is_general(reading: &Reading, run: usize, first: usize, words: &[usize]) -> bool {
    let all = |class: Class| words.iter().all(|at| reading.class(*at).any(class));
    let office = Class::ROLE.and(Class::TITLE).and(Class::NATION).and(Class::GROUP);
    let parts = office.and(Class::MODIFIER).and(Class::OFFICE).and(Class::ORGANIZATION);
    all(Class::NATION.and(Class::TIME))
        || all(office) && !(words.len() == 1 && first > run)
        || ends_in_office(reading, first, words) && all(parts)
}

/// Whether the last of several `words` is an office: "the Salford MP".
fn ends_in_office(reading: &Reading, first: usize, words: &[usize]) -> bool {
    // "the Ferrow Star" is a newspaper.
    let office = |at: &usize| reading.class(*at).any(Class::ROLE) && reading.norm(*at) != "star";
    words.len() > 1 && words.last().is_some_and(office) && !is_first_name(reading, first)
}

/// Whether the only one of `words` is a common word with a capital: an
/// adjective, what belongs to somebody, or the first of a sentence where
/// nothing else speaks for a name.
fn is_common(reading: &Reading, first: usize, end: usize, words: &[usize]) -> bool {
    if words.len() != 1 {
        return false;
    }
    // "the Clark County Coroner's Office" is no office called so.
    let owned = first.checked_sub(1).is_some_and(|before| reading.token(before).is_some_and(|token| token.kind == TokenKind::Clitic));
    if owned && reading.class(first).any(Class::ORGANIZATION) || is_adjective(reading, first) {
        return true;
    }
    let word = reading.norm(first);
    let name = reading.is_in_capitals(word)
        || is_first_name(reading, first)
        || reading.is_all_capitals(first)
        || reading.is_possessive(first)
        || reading.class(end).any(Class::SPEECH)
        || reading.is_acting(word);
    let common = reading.class(first).any(Class::ANY_PERSON.and(Class::GROUP).and(Class::DOCUMENT));
    reading.starts(first) && (common || reading.is_in_lower_case(word) || !name)
}

/// Whether the word at `first`, which starts a sentence of a story, is most
/// likely the name of somebody who acts: "Wendel stayed where he was".
pub(super) fn acts(reading: &Reading, first: usize) -> bool {
    let word = reading.norm(first);
    let verb = reading.class(first + 1).any(Class::VERB.and(Class::PAST)) || reading.norm(first + 1).ends_with("ed");
    let thing = ["ing", "ly", "ness", "ion", "ment", "ity"].iter().any(|end| word.ends_with(end));
    reading.dialogue
        && reading.starts(first)
        && verb
        && reading.joins_next(first)
        && word.len() > 2
        && !thing
        && reading.class(first) == Class::NONE
}

/// "Iranian-born", "US-led": a capital that makes no name.
fn is_adjective(reading: &Reading, at: usize) -> bool {
    reading.text.word(at).rsplit_once('-').is_some_and(|(_, tail)| tail.starts_with(char::is_lowercase))
}

/// Whether the word at `at`, before the rest of a name, is not part of it: an
/// adjective, or a common word that starts a sentence before a first name.
fn strays(reading: &Reading, at: usize) -> bool {
    let quarter = matches!(reading.norm(at), "north" | "south" | "east" | "west" | "new" | "big" | "little");
    let common = reading.starts(at) && reading.is_in_lower_case(reading.norm(at)) && is_first_name(reading, at + 1) && !quarter;
    is_adjective(reading, at) || common && !is_first_name(reading, at) && !reading.class(at).any(Class::ORGANIZATION)
}

/// Where the noun phrase starts that has the name or title at `start` at its
/// end: "Celtic manager O'Neill".
fn phrase_start(reading: &Reading, start: usize, titled: bool) -> usize {
    const LONGEST: usize = 6;
    let mut first = start;
    while first > 0 && start - first < LONGEST && reading.joins_next(first - 1) {
        let class = reading.class(first - 1);
        // "Acme communications director Jo Tarn"
        let noun = titled && !reading.norm(first - 1).ends_with("ed");
        if class.any(Class::FUNCTION.and(Class::PREPOSITION).and(Class::SPEECH).and(Class::VERB))
            || !(noun || reading.is_capital(first - 1))
        {
            break;
        }
        first -= 1;
    }
    first
}

/// Whether the name that ends before the token at `end` goes with a noun
/// behind it: "Clinton communications director", "the Trump campaign".
fn modifies(reading: &Reading, end: usize) -> bool {
    const LONGEST: usize = 2;
    let noun = Class::ANY_PERSON.and(Class::GROUP).and(Class::ORGANIZATION);
    let verb = Class::FUNCTION.and(Class::SPEECH).and(Class::VERB).and(Class::PREPOSITION);
    (end..=end + LONGEST)
        .take_while(|at| reading.joins_next(at - 1) && !reading.is_capital(*at) && !reading.class(*at).any(verb))
        .any(|at| reading.class(at).any(noun))
}

/// Whether a clause can start behind the token at `at`: not behind a
/// preposition, nor behind a verb or a noun.
pub(super) fn opens_clause(reading: &Reading, at: usize) -> bool {
    let class = reading.class(at);
    !class.any(Class::PREPOSITION.and(Class::VERB).and(Class::SPEECH))
        && (class.any(Class::FUNCTION) || !reading.token(at).is_some_and(|token| token.is_word()))
}

/// Whether a verb that reports speech follows the name that ends before the
/// token at `end`: "X said", "X has said", "X, the mayor, said".
pub(super) fn speaks(reading: &Reading, end: usize) -> bool {
    const LONGEST_APPOSITION: usize = 16;
    let verb = |at: usize| {
        let at = if reading.class(at).any(Class::VERB) && !reading.class(at).any(Class::SPEECH) || reading.norm(at) == "also" {
            at + 1
        } else {
            at
        };
        reading.class(at).any(Class::SPEECH) && reading.paragraph(at) == reading.paragraph(end - 1)
    };
    if reading.norm(end) != "," {
        return verb(end);
    }
    let sentence = reading.sentence(end - 1);
    (end + 1..end + LONGEST_APPOSITION)
        .take_while(|at| reading.sentence(*at) == sentence && reading.quoted(*at).is_none())
        .any(|at| reading.norm(at) == "," && verb(at + 1))
}

/// Whether the word at `at` is a first name.
fn is_first_name(reading: &Reading, at: usize) -> bool {
    first_name(reading.name_word(at)).is_some()
}

/// Where the name starts in the run `run..end`: behind the titles, offices,
/// nationalities and organisations before it. None where all of it is an
/// office: "Secretary of State".
fn after_titles(reading: &Reading, run: usize, end: usize) -> Option<usize> {
    let mut first = run;
    for at in run..end.saturating_sub(1) {
        // "Republican" may go before a party as well as before a person.
        // And a "Star" with a capital before no person: "Star Wars".
        if !reading.class(at).any(Class::TITLE.and(Class::ROLE))
            || reading.class(at).any(Class::NATION)
            || reading.norm(at) == "star" && !is_first_name(reading, at + 1)
        {
            continue;
        }
        // In "Billie Dean King" it is a name, and behind "of" it is what an
        // organisation is for.
        let inside = at > run && is_first_name(reading, run) && end - at <= 2 && !reading.class(run).any(Class::ORGANIZATION);
        let body = at > run && matches!(reading.norm(at - 1), "of" | "for" | "and" | "the");
        if !inside && !body {
            first = at + 1;
        }
    }
    // "the Justice Department"
    if (first..end).all(|at| reading.class(at).any(Class::ORGANIZATION)) {
        first = run;
    }
    // "Republican Trump", but not "Republican Party".
    let party = |at: usize| {
        reading.class(at).any(Class::NATION) && reading.class(at).any(Class::ROLE) && !reading.class(at).any(Class::ORIGIN)
            || matches!(reading.norm(at), "democrats" | "republicans")
    };
    let kind = Class::ORGANIZATION.and(Class::GROUP).and(Class::ROLE).and(Class::NATION).and(Class::MODIFIER);
    if end - first == 2 && party(first) && !reading.class(first + 1).any(kind) {
        first += 1;
    }
    // "Secretary of State Rex Tillerson".
    if matches!(reading.norm(first), "of" | "for") && first > run {
        let mut name = first + 1;
        while name < end
            && (reading.class(name).any(Class::OFFICE.and(Class::ORGANIZATION).and(Class::NATION))
                || matches!(reading.norm(name), "of" | "and"))
        {
            name += 1;
        }
        let named =
            (first + 1..end.saturating_sub(1)).find(|at| is_first_name(reading, *at) && !reading.class(*at).any(Class::ORGANIZATION));
        first = named.or((name < end && name > first + 1).then_some(name))?;
    }
    // "Republican Donald Trump", "House Oversight Jason Chaffetz".
    let beside = Class::GROUP
        .and(Class::NATION)
        .and(Class::MODIFIER)
        .and(Class::ORGANIZATION)
        .and(Class::ROLE)
        .and(Class::TITLE)
        .and(Class::FUNCTION);
    if let Some(name) =
        (first + 1..end.saturating_sub(1)).find(|at| is_first_name(reading, *at) && !reading.class(*at).any(Class::ORGANIZATION))
        && (first..name).all(|at| reading.class(at).any(beside))
        && !(name..end).any(|at| reading.class(at).any(Class::ORGANIZATION))
    {
        first = name;
    }
    Some(first)
}

/// Where the titles in lower case before the run at `run` start: "former
/// chief executive Jim Farley".
fn titles_start(reading: &Reading, run: usize) -> usize {
    const LONGEST: usize = 5;
    let head = Class::TITLE.and(Class::ROLE).and(Class::PERSON).and(Class::RELATIVE);
    let mut start = run;
    while start > 0 && run - start < LONGEST && reading.joins_next(start - 1) {
        let class = reading.class(start - 1);
        let wanted = if start == run { head } else { head.and(Class::MODIFIER).and(Class::NATION).and(Class::ORGANIZATION) };
        // A capital there belongs to another run.
        if !class.any(wanted) || reading.is_capital(start - 1) && !reading.starts(start - 1) {
            break;
        }
        start -= 1;
    }
    start
}

/// What the name of the tokens `words` names.
fn kind_of(reading: &Reading, words: &[usize], title: Class, addressed: bool) -> NameKind {
    let Some(&first) = words.first() else { return NameKind::Unknown };
    // "Tory co-chairman Liam Post" has no post.
    if addressed || words.len() == 2 && title.any(Class::ANY_PERSON) && is_first_name(reading, first) {
        return NameKind::Person;
    }
    if words.iter().any(|at| reading.class(*at).any(Class::ORGANIZATION))
        || words.iter().any(|at| matches!(reading.norm(*at), "for" | "of"))
    {
        return NameKind::Organization;
    }
    if title.any(Class::ANY_PERSON) {
        return NameKind::Person;
    }
    if words.len() == 1 {
        return if reading.is_all_capitals(first) { NameKind::Organization } else { NameKind::Unknown };
    }
    let last = words.last().copied().unwrap_or(first);
    match first_name(reading.name_word(first)) {
        Some(FirstName::Of(_)) => return NameKind::Person,
        Some(FirstName::Either) if !reading.is_in_lower_case(reading.norm(last)) => return NameKind::Person,
        _ => {}
    }
    // "J. K. Rowling", "George W. Bush".
    let initial = |at: usize| reading.norm(at).ends_with('.') && reading.name_word(at).split('.').all(|part| part.chars().count() == 1);
    if words[..words.len() - 1].iter().any(|at| initial(*at)) { NameKind::Person } else { NameKind::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::Marks;
    use crate::text::Text;

    /// The names of `source`, each with its titles.
    fn names(source: &str) -> Vec<(String, String)> {
        let text = Text::new(source);
        let reading = Reading::new(&text, &Marks::new(&text));
        let of = |first, end| if first < end { text.of(text.span(first, end)).to_string() } else { String::new() };
        find(&reading).iter().map(|mention| (of(mention.start, mention.first), of(mention.first, mention.end))).collect()
    }

    fn pairs(names: &[(String, String)]) -> Vec<(&str, &str)> {
        names.iter().map(|(title, name)| (title.as_str(), name.as_str())).collect()
    }

    #[test]
    fn titles_and_offices_are_no_part_of_a_name() {
        assert_eq!(
            pairs(&names("On Monday Secretary of State Ada Quist met Mr. Lund.")),
            [("Secretary of State", "Ada Quist"), ("Mr.", "Lund")]
        );
        assert_eq!(
            pairs(&names("Ferrow's chief executive Jo Tarn left, and the Salford MP stayed.")),
            [("", "Ferrow"), ("chief executive", "Jo Tarn")]
        );
    }

    #[test]
    fn names_hold_particles_nicknames_and_what_an_office_is_for() {
        assert_eq!(
            pairs(&names("Then Ludwig van der Moor, Robert “Bobby” Tarn and the Department for Work and Pensions agreed.")),
            [("", "Ludwig van der Moor"), ("", "Robert “Bobby” Tarn"), ("", "Department for Work and Pensions")]
        );
    }

    #[test]
    fn a_capital_that_a_sentence_gives_makes_no_name() {
        assert_eq!(pairs(&names("Bridges fall. Old bridges fall first. Officials know.")), []);
    }
}
