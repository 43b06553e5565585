//! Noun phrases beside a verb: who is it that says?
//!
//! In: a verb's place in a tagged text and how far to look. Out: a
//! [`Phrase`], the tokens of its subject, whole ("a spokesman for the
//! campaign") so that the speaker can be made out from it. There is no
//! grammar here beyond word classes: a phrase ends where a word stands that
//! noun phrases do not hold.

use crate::Span;
use crate::lexicon::{self, Form, Reports};
use crate::tags::{Tags, Verb};
use crate::text::{Text, TokenKind};

/// A run of tokens `[first, end)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Its first token.
    pub first: usize,
    /// The first token after it.
    pub end: usize,
}

impl Phrase {
    /// Where it stands in `text`.
    pub fn span(self, text: &Text) -> Span {
        text.span(self.first, self.end)
    }

    /// Whether it shares a token with `other`.
    pub fn overlaps(self, other: Self) -> bool {
        self.first < other.end && other.first < self.end
    }
}

/// The longest phrase, in tokens.
const LONGEST: usize = 18;
/// How far a remark between commas, dashes or brackets may reach, in tokens.
const LONGEST_ASIDE: usize = 30;
/// The longest nickname in quotation marks inside a name, marks included.
const LONGEST_NICKNAME: usize = 5;

/// A tagged text to read phrases from.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    /// The text.
    pub text: &'a Text<'a>,
    /// What its tokens are for.
    pub tags: &'a Tags,
}

impl<'a> Reader<'a> {
    /// The lower-case letters of the token at `at`.
    pub fn norm(&self, at: usize) -> &'a str {
        self.text.norm(at)
    }

    /// Whether the token at `at` belongs to one of `classes`.
    pub fn is(&self, at: usize, classes: lexicon::Classes) -> bool {
        self.tags.classes.get(at).is_some_and(|own| own & classes != 0)
    }

    /// How the token at `at` reports, if it does.
    pub fn verb(&self, at: usize) -> Option<Verb> {
        self.tags.verbs.get(at).copied().flatten()
    }

    /// Whether "according to" stands at `at`.
    pub fn is_according(&self, at: usize) -> bool {
        self.norm(at) == "according" && self.norm(at + 1) == "to"
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.text.tokens.get(at).map(|token| token.kind)
    }

    /// Whether the token at `at` is a word with a capital.
    pub fn capital(&self, at: usize) -> bool {
        self.text.tokens.get(at).is_some_and(|token| token.capital && token.is_word())
    }

    /// Whether the token at `at` stands in quotation marks, or is one of them.
    pub fn is_quoted(&self, at: usize) -> bool {
        self.tags.quoted.get(at).is_some_and(Option::is_some)
    }

    /// The first token of the quoted stretch that holds the token `at`, or one in it that is too far off to be a nickname's.
    fn stretch_start(&self, at: usize) -> usize {
        let stretch = self.tags.quoted.get(at).copied().flatten();
        let mut first = at;
        while first > 0 && at - first < LONGEST_NICKNAME && stretch.is_some() && self.tags.quoted[first - 1] == stretch {
            first -= 1;
        }
        first
    }

    /// Whether the token at `at` is a dash between clauses.
    fn is_dash(&self, at: usize) -> bool {
        matches!(self.norm(at), "—" | "–" | "--" | "―") || self.norm(at) == "-" && self.text.tokens[at].spaced
    }

    /// Whether a noun phrase can hold the word at `at` behind its first word.
    fn is_nominal(&self, at: usize) -> bool {
        let Some(token) = self.text.tokens.get(at) else { return false };
        let norm = token.norm.as_ref();
        match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => {
                use lexicon::{ADVERB, AUXILIARY, CONJUNCTION, OTHER_PRONOUN, PREPOSITION, RELATIVE, SUBJECT_PRONOUN};
                let closed = self.is(at, PREPOSITION | CONJUNCTION | RELATIVE | AUXILIARY | OTHER_PRONOUN | ADVERB)
                    || self.is(at, SUBJECT_PRONOUN) && !matches!(norm, "others" | "many" | "some" | "one");
                // A name may be spelt like a closed word: "Will", "May", "Rob Portman's".
                !closed || token.capital && matches!(norm, "will" | "may" | "might" | "early" | "long")
            }
            _ => false,
        }
    }

    /// Whether the word at `at` may be a name's: "Quist", not "Oscar-nominated".
    fn is_name_word(&self, at: usize) -> bool {
        let tail = self.text.word(at).rsplit_once('-').and_then(|(_, tail)| tail.chars().next());
        self.capital(at) && !tail.is_some_and(char::is_lowercase)
    }

    /// Whether the token at `at` is a form such as "said" or "saying", which no noun phrase holds.
    fn is_past_verb(&self, at: usize) -> bool {
        self.verb(at).is_some_and(|verb| verb.reports != Reports::Naming && matches!(verb.form, Form::Past | Form::Progressive))
            && !self.capital(at)
    }

    /// Whether `at` starts a clause: the token before it is no part of the same phrase.
    fn starts_clause(&self, at: usize, floor: usize) -> bool {
        at <= floor
            || matches!(self.norm(at - 1), "," | ":" | ";" | "that" | "and" | "but" | "as" | "while")
            || self.is_quoted(at - 1)
            || self.is_dash(at - 1)
    }

    /// The subject of the verb at `verb`, read leftwards down to `floor`.
    pub fn subject(&self, verb: usize, floor: usize) -> Option<Phrase> {
        let mut at = self.skip_adverbs(verb, floor);
        // Two asides at the most: "Quist, the mayor (and a friend), said".
        for _ in 0..2 {
            let last = at.checked_sub(1).filter(|last| *last >= floor)?;
            at = match self.norm(last) {
                "," => match self.aside(last, floor) {
                    Some(Aside::Whole(phrase)) => return Some(phrase),
                    Some(Aside::Before(before)) => before,
                    None => return None,
                },
                ")" | "]" => self.back_to(last, floor, |norm| matches!(norm, "(" | "["))?,
                _ if self.is_dash(last) => (last.saturating_sub(LONGEST_ASIDE).max(floor)..last).rev().find(|at| self.is_dash(*at))?,
                _ => break,
            };
        }
        let last = at.checked_sub(1).filter(|last| *last >= floor)?;
        let norm = self.norm(last);
        if self.is_quoted(last) {
            return None;
        }
        if matches!(norm, "who" | "which")
            || norm == "that" && last > floor && self.is_nominal(last - 1) && self.tags.verbs[last - 1].is_none()
        {
            let antecedent = if last > floor && self.norm(last - 1) == "," { last - 1 } else { last };
            return self.phrase_before(antecedent, floor);
        }
        if self.is(last, lexicon::SUBJECT_PRONOUN) && norm != "one" {
            // "many", "some" end a longer phrase only with "of".
            return Some(Phrase { first: last, end: last + 1 });
        }
        if shares_subject(norm) {
            return self.main_subject(last, floor);
        }
        let phrase = self.phrase_before(at, floor)?;
        // "an official who spoke to Quist said": the official.
        let clause =
            (floor..phrase.first).rev().take(LONGEST).take_while(|at| !matches!(self.norm(*at), "," | ";" | ":") && !self.is_quoted(*at));
        let antecedent = clause.into_iter().find(|at| self.norm(*at) == "who").and_then(|who| self.phrase_before(who, floor));
        Some(antecedent.unwrap_or(phrase))
    }

    /// Leftwards past what stands between a subject and its verb.
    fn skip_adverbs(&self, verb: usize, floor: usize) -> usize {
        let mut at = verb;
        while at > floor {
            let norm = self.norm(at - 1);
            let clitic =
                self.kind(at - 1) == Some(TokenKind::Clitic) && (norm != "'s" || at >= 2 && self.is(at - 2, lexicon::SUBJECT_PRONOUN));
            let time = self.is(at - 1, lexicon::TIME) && !self.is_quoted(at - 1);
            if self.is_quoted(at - 1) {
                break;
            } else if self.is(at - 1, lexicon::AUXILIARY) || clitic || self.is(at - 1, lexicon::ADVERB) {
                at -= 1;
            } else if time && at >= floor + 2 && matches!(self.norm(at - 2), "on" | "last" | "this" | "late" | "early" | "in" | "that") {
                at -= 2;
            } else if time && at >= floor + 2 && self.is_nominal(at - 2) {
                at -= 1;
            } else {
                break;
            }
        }
        at
    }

    /// The nearest token before `from` whose letters are `found`, no further than an aside reaches.
    fn back_to(&self, from: usize, floor: usize, found: impl Fn(&str) -> bool) -> Option<usize> {
        (from.saturating_sub(LONGEST_ASIDE).max(floor)..from).rev().find(|at| found(self.norm(*at)))
    }

    /// What stands before the aside that the comma at `comma` closes.
    fn aside(&self, comma: usize, floor: usize) -> Option<Aside> {
        // "Quist, the mayor of Lund, a town in the north, said": the phrase
        // that starts the clause, if a comma follows it at once.
        let start = (floor..comma)
            .find(|at| !self.is_quoted(*at) && !matches!(self.norm(*at), "and" | "but" | "," | "still" | "meanwhile" | "however"))?;
        if let Some(phrase) = self.phrase_after(start, comma)
            && self.norm(phrase.end) == ","
            && (self.capital(phrase.end - 1) || self.is(phrase.first, lexicon::DETERMINER))
        {
            // "The mayor, Ada Quist, said": the description takes its name with it.
            let name = phrase.end < comma && (phrase.end + 1..comma).all(|at| self.is_name_word(at)) && phrase.end + 2 < comma;
            if name && self.is(phrase.first, lexicon::DETERMINER) {
                return Some(Aside::Whole(Phrase { first: phrase.first, end: comma }));
            }
            return Some(Aside::Whole(phrase));
        }
        self.back_to(comma, floor, |norm| norm == ",").map(Aside::Before)
    }

    /// The noun phrase that ends before the token `at`.
    pub fn phrase_before(&self, at: usize, floor: usize) -> Option<Phrase> {
        let end = at;
        let mut first = end;
        // Where the phrase starts without what "and" added to it.
        let mut alone: Option<usize> = None;
        while first > floor && end - first < LONGEST {
            let left = first - 1;
            let norm = self.norm(left);
            if self.is_quoted(left) {
                let start = self.stretch_start(left);
                let nickname =
                    first < end && self.capital(first) && left + 1 - start <= LONGEST_NICKNAME && start > floor && self.capital(start - 1);
                if !nickname {
                    break;
                }
                first = start;
                continue;
            }
            match self.kind(left) {
                Some(TokenKind::Clitic) if norm == "'s" && first < end => first = left,
                // A plural possessive: "the unions' leader".
                Some(TokenKind::Mark)
                    if first < end && !self.text.tokens[left].spaced && left > floor && self.norm(left - 1).ends_with('s') =>
                {
                    first = left
                }
                Some(TokenKind::Punct) if matches!(norm, "&" | "/" | "%" | "$" | "#" | "@") => first = left,
                Some(TokenKind::Punct) if norm == ")" && first < end => match self.back_to(left, floor, |norm| norm == "(") {
                    Some(open) => first = open,
                    None => break,
                },
                Some(TokenKind::Word | TokenKind::Number) => {
                    if norm == "that" {
                        break;
                    } else if self.is(left, lexicon::DETERMINER) && !(norm == "one" && first == end) {
                        first = left;
                        match self.link_before(first, floor) {
                            Some(linked) => first = linked,
                            None => break,
                        }
                    } else if first < end
                        && let Some(linked) = self.link_before(first, floor)
                    {
                        first = linked;
                    } else if norm == "and"
                        && first < end
                        && left > floor
                        && self.capital(first)
                        && self.capital(left - 1)
                        && alone.is_none()
                    {
                        alone = Some(first);
                        first = left;
                    } else if self.is(left, lexicon::TIME) && first < end && !self.is(left.saturating_sub(1), lexicon::DETERMINER) {
                        break;
                    } else if self.is_nominal(left) && !(first < end && self.is_past_verb(left)) {
                        first = left;
                    } else {
                        break;
                    }
                }
                _ => break,
            }
        }
        if let Some(alone) = alone
            && !self.starts_clause(first, floor)
        {
            first = alone;
        }
        while first < end && matches!(self.norm(first), "and" | "'s" | "of" | "&") {
            first += 1;
        }
        self.checked(Phrase { first, end })
    }

    /// The start of the noun to which a preposition before `first` ties the
    /// phrase: "a spokesman for" the campaign.
    fn link_before(&self, first: usize, floor: usize) -> Option<usize> {
        let preposition = first.checked_sub(1).filter(|at| *at > floor)?;
        if self.is_quoted(preposition)
            || !matches!(self.norm(preposition), "of" | "for" | "from" | "at" | "with" | "in" | "to" | "on" | "behind" | "against")
        {
            return None;
        }
        let noun = preposition - 1;
        let norm = self.norm(noun);
        let fits = self.is_nominal(noun) || matches!(norm, "one" | "some" | "many" | "most" | "several" | "all" | "both" | "none" | "each");
        (fits && self.tags.verbs[noun].is_none() && !self.is(noun, lexicon::TIME) && !self.is_quoted(noun) && !norm.ends_with("ing"))
            .then_some(noun)
    }

    /// The noun phrase that starts at `at`, read rightwards up to `ceiling`.
    pub fn phrase_after(&self, at: usize, ceiling: usize) -> Option<Phrase> {
        let ceiling = ceiling.min(self.text.tokens.len()).min(at + LONGEST);
        let first = at;
        if first >= ceiling || self.is_quoted(first) {
            return None;
        }
        if self.is(first, lexicon::SUBJECT_PRONOUN) && self.norm(first + 1) != "of" {
            return Some(Phrase { first, end: first + 1 });
        }
        let mut end = first;
        // Whether the last word read is a name's.
        let mut name = false;
        while end < ceiling {
            let norm = self.norm(end);
            if self.is_quoted(end) {
                // A nickname inside a name.
                let close = (end..ceiling).find(|at| !self.is_quoted(*at))?;
                if name && close - end <= LONGEST_NICKNAME && self.capital(close) {
                    end = close;
                    continue;
                }
                break;
            }
            match self.kind(end) {
                Some(TokenKind::Clitic) if norm == "'s" => {}
                Some(TokenKind::Mark) if end > first && !self.text.tokens[end].spaced && self.norm(end - 1).ends_with('s') => {}
                Some(TokenKind::Punct) if matches!(norm, "&" | "/" | "$" | "#" | "@") => {}
                // "the mayor, Ada Quist": a description takes its name with it.
                Some(TokenKind::Punct)
                    if norm == "," && !name && end > first && self.capital(end + 1) && self.capital(end + 2) && end + 2 < ceiling => {}
                Some(TokenKind::Word | TokenKind::Number) => {
                    let opens = self.is(end, lexicon::DETERMINER)
                        && (end == first || self.is(end - 1, lexicon::PREPOSITION) || matches!(self.norm(end - 1), "all" | "both" | "and"));
                    let links = end > first
                        && (norm == "of" && (!name || self.capital(end + 1))
                            || !name && matches!(norm, "for" | "from" | "at" | "with" | "in" | "on" | "to")
                            || norm == "and" && name && self.capital(end + 1))
                        && end + 1 < ceiling
                        && !self.is(end + 1, lexicon::TIME)
                        && (self.is_nominal(end + 1) || self.is(end + 1, lexicon::DETERMINER));
                    if self.is(end, lexicon::TIME)
                        && end > first
                        && !opens
                        && !(self.capital(end) && name && matches!(norm, "may" | "june" | "april" | "august"))
                    {
                        break;
                    }
                    let verb = self.tags.verbs[end].is_some_and(|verb| verb.reports != Reports::Naming && verb.form != Form::Plain)
                        && end > first
                        && !self.capital(end);
                    // "two men avoided", "leaders discussed": what follows a plural so is its verb.
                    let past = end > first && !name && norm.ends_with("ed") && !self.capital(end) && is_plural(self.norm(end - 1));
                    if !(opens || links || self.is_nominal(end) && !verb)
                        || past
                        || name && !links && !self.capital(end) && !self.names_again(end, ceiling)
                    {
                        break;
                    }
                    // A capital at the start of a sentence makes no name of "The".
                    name = self.is_name_word(end) && !opens;
                }
                _ => break,
            }
            end += 1;
        }
        while end > first
            && (self.is(end - 1, lexicon::PREPOSITION)
                || matches!(self.norm(end - 1), "and" | "," | "&")
                || self.is(end - 1, lexicon::DETERMINER) && end - 1 > first)
        {
            end -= 1;
        }
        self.checked(Phrase { first, end })
    }

    /// Whether another name follows the words at `at` that stand behind a name,
    /// so that they say what it is: "Lund council chair Ada Quist", not "Quist left".
    fn names_again(&self, at: usize, ceiling: usize) -> bool {
        const ROLE: usize = 4;
        let end = (at..ceiling.min(at + ROLE)).find(|at| self.capital(*at));
        end.is_some_and(|end| (at..end).all(|at| self.is_nominal(at) && !self.norm(at).ends_with("ed") && self.tags.verbs[at].is_none()))
    }

    /// The subject of the sentence from `floor` up to `at`, for a verb that has none of its own there.
    pub fn main_subject(&self, at: usize, floor: usize) -> Option<Phrase> {
        // That of the verb before it, if that one reports too.
        let earlier = (floor..at).rev().find(|at| !self.is_quoted(*at) && self.is_finite(*at));
        if let Some(phrase) = earlier.and_then(|verb| self.subject_of_finite(verb, floor)) {
            return Some(phrase);
        }
        let mut start = floor;
        while start < at
            && (self.is_quoted(start)
                || matches!(self.norm(start), "," | "and" | "but" | "so" | "or" | "yet" | ":")
                || self.is(start, lexicon::ADVERB)
                || self.is_dash(start))
        {
            start += 1;
        }
        // "Speaking in Lund, Quist …", "After the vote, Quist …".
        let norm = self.norm(start);
        if self.is(start, lexicon::PREPOSITION)
            || self.is(start, lexicon::CONJUNCTION) && norm != "that"
            || norm.ends_with("ing") && !self.capital(start + 1)
        {
            let comma = (start..at).find(|at| self.norm(*at) == "," && !self.is_quoted(*at))?;
            start = comma + 1;
        }
        // "Two days later, Quist …"
        const LATER: usize = 5;
        if let Some(comma) = (start..at.min(start + LATER)).find(|at| self.norm(*at) == ",")
            && comma > start
            && matches!(self.norm(comma - 1), "later" | "earlier" | "ago")
        {
            start = comma + 1;
        }
        self.phrase_after(start, at)
    }

    /// The subject that the participle at `at` has for itself: "with Quist saying".
    pub fn absolute_subject(&self, at: usize, floor: usize) -> Option<Phrase> {
        let phrase = self.phrase_before(at, floor)?;
        (phrase.first > floor && self.norm(phrase.first - 1) == "with").then_some(phrase)
    }

    /// The subject of a finite verb, without asking for the sentence's again.
    fn subject_of_finite(&self, verb: usize, floor: usize) -> Option<Phrase> {
        let at = self.skip_adverbs(verb, floor);
        let last = at.checked_sub(1).filter(|last| *last >= floor)?;
        if shares_subject(self.norm(last)) { None } else { self.subject(verb, floor) }
    }

    /// Whether the token at `at` is a verb that reports and has a subject of its own.
    pub fn is_finite(&self, at: usize) -> bool {
        let Some(verb) = self.verb(at) else { return false };
        let before = at.checked_sub(1).map_or("", |before| self.norm(before));
        match verb.form {
            Form::Progressive => false,
            Form::Plain => before != "to" && !(at > 0 && self.is(at - 1, lexicon::DETERMINER)),
            Form::Past => !self.is_passive(at),
            Form::Present => true,
        }
    }

    /// Whether the past form at `at` is a passive: "was called", "is known as".
    pub fn is_passive(&self, at: usize) -> bool {
        let mut before = at;
        while before > 0 && at - before < LONGEST && self.is(before - 1, lexicon::ADVERB) {
            before -= 1;
        }
        before > 0
            && matches!(
                self.norm(before - 1),
                "is" | "was" | "are" | "were" | "be" | "been" | "being" | "wasn't" | "isn't" | "'re" | "get" | "got"
            )
            || before > 1 && self.norm(before - 1) == "'s" && self.is(before - 2, lexicon::SUBJECT_PRONOUN) && self.norm(at) != "said"
    }

    /// Whether the verb at `at` is that of a relative clause: "who (has often) said".
    pub fn is_relative(&self, at: usize) -> bool {
        let subject = self.skip_adverbs(at, at.saturating_sub(LONGEST)).checked_sub(1);
        subject.is_some_and(|subject| matches!(self.norm(subject), "who" | "which"))
    }

    /// `phrase`, if it can name somebody.
    fn checked(&self, phrase: Phrase) -> Option<Phrase> {
        if phrase.first >= phrase.end {
            return None;
        }
        let words = phrase.first..phrase.end;
        let capital = words.clone().any(|at| self.capital(at));
        let opened = self.is(phrase.first, lexicon::DETERMINER) && phrase.end > phrase.first + 1
            || matches!(self.norm(phrase.first), "one" | "another" | "some" | "many" | "both" | "several" | "most" | "two" | "three");
        let plural = words.clone().any(|at| is_plural(self.norm(at)));
        let lettered = words.clone().any(|at| self.kind(at) == Some(TokenKind::Word));
        let alone = phrase.end - phrase.first == 1;
        let word = self.norm(phrase.first);
        // A capital at a sentence's start makes no name of "However" or "Speaking".
        if alone
            && (self.is(phrase.first, lexicon::STARTER) && !self.is(phrase.first, lexicon::SUBJECT_PRONOUN)
                || self.is(phrase.first, lexicon::DETERMINER) && !matches!(word, "one" | "some" | "many" | "others" | "both" | "another")
                || self.capital(phrase.first)
                    && word.ends_with("ing")
                    && self.text.sentences[self.text.tokens[phrase.first].sentence].first == phrase.first)
        {
            return None;
        }
        // "spokesman Tom Reed", "officials", "the mayor", not "debate".
        (lettered && (capital || opened || plural || phrase.end - phrase.first > 1)).then_some(phrase)
    }
}

/// Whether `word` may name several.
fn is_plural(word: &str) -> bool {
    word.ends_with('s') || matches!(word, "police" | "people" | "men" | "women" | "children" | "staff" | "management")
}

/// Whether the verb behind the word `norm` has the subject of the sentence: "came and said".
fn shares_subject(norm: &str) -> bool {
    matches!(norm, "and" | "but" | "then" | "or" | "to" | "by" | "for" | "in" | "of")
}

/// What an aside's comma leads to.
enum Aside {
    /// The whole subject.
    Whole(Phrase),
    /// Where the subject ends.
    Before(usize),
}
