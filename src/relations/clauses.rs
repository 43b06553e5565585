//! Clauses, as far as word classes tell them.
//!
//! In: a tagged text. Out: for each token a coarse part of speech, and the
//! clause it stands in: a stretch that starts behind a comma or another mark,
//! or at a word that joins clauses. There is no grammar behind it; that a
//! stretch holds a finite verb, and what opens it, says enough.

use crate::forms::{Hash, hash, mix};
use crate::lexicon::{ADVERB, AUXILIARY, CONJUNCTION, DETERMINER, Form, OTHER_PRONOUN, PREPOSITION, RELATIVE, SUBJECT_PRONOUN};
use crate::phrases::Reader;
use crate::text::{Token, TokenKind};

/// A coarse part of speech.
pub(crate) type Part = u8;
const NOUN: Part = 0;
const DETERMINES: Part = 1;
const PRONOUN: Part = 2;
const OBJECT: Part = 3;
const PREPOSES: Part = 4;
const COORDINATES: Part = 5;
const SUBORDINATES: Part = 6;
const RELATES: Part = 7;
const ASSISTS: Part = 8;
const MANNER: Part = 9;
const REPORTS: Part = 10;
const TO: Part = 11;
const THAT: Part = 12;
const COMMA: Part = 13;
const STOP: Part = 14;
const OTHER_MARK: Part = 15;
const QUOTE: Part = 16;
const PROGRESSIVE: Part = 17;
const PAST: Part = 18;
const NAME: Part = 19;
const NUMBER: Part = 20;
const CLITIC: Part = 21;

/// A stretch between what parts clauses.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clause {
    /// What opens it: a word that joins, or what stands before it.
    pub opener: Hash,
    /// Whether it holds a finite verb, a subject pronoun, a verb that reports, something quoted, and how long it is.
    pub holds: Hash,
    /// Its end.
    pub end: usize,
}

/// The clauses of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clauses {
    /// For each token, its part of speech.
    pub parts: Vec<Part>,
    /// For each token, its clause.
    pub of: Vec<usize>,
    /// The clauses in order.
    pub all: Vec<Clause>,
}

impl Clauses {
    /// The clauses of `reader`'s text, of its paragraphs that are `wanted`. Linear in its length.
    pub fn new(reader: Reader, wanted: &[bool]) -> Self {
        let part = |(at, token): (usize, &Token)| if wanted[token.paragraph] { part(reader, at) } else { STOP };
        let parts: Vec<Part> = reader.text.tokens.iter().enumerate().map(part).collect();
        let mut of = vec![0; parts.len()];
        let mut all: Vec<Clause> = Vec::new();
        for sentence in reader.text.sentences.iter().filter(|run| wanted[reader.text.tokens[run.first].paragraph]) {
            let mut first = sentence.first;
            let mut at = first;
            while at < sentence.end {
                at += 1;
                let ends = at == sentence.end
                    || parts_clauses(parts[at - 1]) && !parts_clauses(parts[at])
                    || opens(reader, &parts, at, sentence.end);
                if ends {
                    let clause = clause(reader, &parts, sentence.first, first, at);
                    of[first..at].fill(all.len());
                    all.push(clause);
                    first = at;
                }
            }
        }
        Self { parts, of, all }
    }

    /// The clause at `index`; nothing past the ends.
    pub fn get(&self, index: usize) -> Clause {
        self.all.get(index).copied().unwrap_or_default()
    }
}

/// Whether a clause may end behind a token of this part.
fn parts_clauses(part: Part) -> bool {
    matches!(part, COMMA | STOP | OTHER_MARK)
}

/// Whether the token at `at` opens a clause of the sentence that goes on to `end`.
fn opens(reader: Reader, parts: &[Part], at: usize, end: usize) -> bool {
    match parts[at] {
        SUBORDINATES | RELATES => true,
        THAT => true,
        COORDINATES => {
            // "and" joins nouns more often than clauses: a finite verb must follow.
            let next = (at + 1..end).find(|at| parts[*at] != MANNER).unwrap_or(end);
            let starts = parts
                .get(next)
                .is_some_and(|part| matches!(*part, PRONOUN | ASSISTS | REPORTS | THAT | TO | SUBORDINATES | PAST | PROGRESSIVE | QUOTE));
            starts
                || (next..end.min(next + 8))
                    .take_while(|at| !parts_clauses(parts[*at]) && !matches!(parts[*at], SUBORDINATES | RELATES | COORDINATES))
                    .any(|at| parts[at] == ASSISTS || parts[at] == REPORTS && reader.is_finite(at))
        }
        _ => false,
    }
}

/// The clause `[first, end)` of a sentence that starts at `start`.
fn clause(reader: Reader, parts: &[Part], start: usize, first: usize, end: usize) -> Clause {
    let own = parts[first];
    let before = if first == start { 0xff } else { Hash::from(parts[first - 1]) };
    let opener = match own {
        PREPOSES | COORDINATES | SUBORDINATES | RELATES | TO | THAT | ASSISTS => mix(before, hash(reader.norm(first).as_bytes())),
        _ => mix(before, Hash::from(own)),
    };
    let has = |wanted: &dyn Fn(usize) -> bool| Hash::from((first..end).any(wanted));
    let finite = has(&|at| parts[at] == ASSISTS || parts[at] == PAST || parts[at] == REPORTS && reader.is_finite(at));
    let subject = has(&|at| parts[at] == PRONOUN);
    let reports = has(&|at| parts[at] == REPORTS);
    let quoted = Hash::from(reader.is_quoted(first)) + 2 * has(&|at| parts[at] == QUOTE);
    let length = match end - first {
        0..=2 => 0,
        3..=6 => 1,
        7..=15 => 2,
        _ => 3,
    };
    Clause { opener, holds: finite | subject << 1 | reports << 2 | quoted << 3 | length << 5, end }
}

/// The part of speech of the token at `at`, by its closed classes and its ending.
fn part(reader: Reader, at: usize) -> Part {
    let Some(token) = reader.text.tokens.get(at) else { return STOP };
    let norm = token.norm.as_ref();
    match token.kind {
        TokenKind::Mark => QUOTE,
        TokenKind::Clitic if norm == "'s" => CLITIC,
        TokenKind::Clitic => ASSISTS,
        TokenKind::Number => NUMBER,
        TokenKind::Punct => match norm {
            "," => COMMA,
            "." | "?" | "!" => STOP,
            _ => OTHER_MARK,
        },
        TokenKind::Word => match norm {
            "that" => THAT,
            "to" => TO,
            "and" | "or" | "but" => COORDINATES,
            _ if reader.is(at, RELATIVE) => RELATES,
            _ if reader.is(at, SUBJECT_PRONOUN) => PRONOUN,
            _ if reader.is(at, AUXILIARY) => ASSISTS,
            _ if reader.is(at, PREPOSITION) => PREPOSES,
            _ if reader.is(at, CONJUNCTION) => SUBORDINATES,
            _ if reader.is(at, DETERMINER) => DETERMINES,
            _ if reader.is(at, OTHER_PRONOUN) => OBJECT,
            _ if reader.verb(at).is_some_and(|verb| verb.form != Form::Progressive) => REPORTS,
            _ if reader.is(at, ADVERB) => MANNER,
            _ if token.capital => NAME,
            _ if norm.ends_with("ing") => PROGRESSIVE,
            _ if norm.ends_with("ed") => PAST,
            _ => NOUN,
        },
    }
}
