//! What each token and each paragraph is for, before anybody's words are told apart.
//!
//! In: the text and its marks. Out: [`Tags`]: for each token the quoted
//! stretch that it stands in and how it reports, if it does; for each
//! paragraph whether it is article, headline or furniture. It looks words up
//! and looks at their neighbours; it does not know subjects from objects.

use std::sync::OnceLock;

use regex::bytes::RegexSet;

use crate::lexicon::{self, Form, Reports};
use crate::marks::Marks;
use crate::text::{Text, TokenKind};

/// A verb that may report what somebody said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verb {
    /// What it reports.
    pub reports: Reports,
    /// The form it stands in.
    pub form: Form,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Running text.
    Body,
    /// A title or a heading: short, without a full stop.
    Heading,
    /// What surrounds an article on its page: dates, menus, invitations to comment.
    Furniture,
}

/// What each token and paragraph is for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags {
    /// For each token, the outermost quoted stretch that it stands in, its marks included.
    pub quoted: Vec<Option<usize>>,
    /// For each token, the closed classes that its word belongs to.
    pub classes: Vec<lexicon::Classes>,
    /// For each token, how it reports.
    pub verbs: Vec<Option<Verb>>,
    /// For each sentence, the tokens of its period: where a sentence begins or
    /// ends inside a quoted stretch, the period reaches to where the
    /// sentences around the stretch begin and end.
    pub periods: Vec<(usize, usize)>,
    /// For each paragraph, what it is.
    pub places: Vec<Place>,
}

impl Tags {
    /// Tags `text`. Linear in its length.
    pub fn new(text: &Text, marks: &Marks) -> Self {
        let quoted = quoted(text, marks);
        let classes = text
            .tokens
            .iter()
            .map(|token| if token.is_word() || token.kind == TokenKind::Clitic { lexicon::classes(&token.norm) } else { 0 })
            .collect();
        let verbs = (0..text.tokens.len()).map(|at| verb(text, at)).collect();
        let places = text.paragraphs.iter().map(|run| place(text, run.tokens(), run.span.of(text.source))).collect();
        let periods = periods(text, &quoted);
        Self { quoted, classes, verbs, periods, places }
    }

    /// The same for the words inside a quotation: nothing counts as quoted.
    pub fn unquoted(text: &Text) -> Self {
        Self::new(text, &Marks::default())
    }
}

/// For each token, its outermost quoted stretch.
fn quoted(text: &Text, marks: &Marks) -> Vec<Option<usize>> {
    let mut out = vec![None; text.tokens.len()];
    for (index, quoted) in marks.quoted.iter().enumerate() {
        if quoted.parent.is_none() {
            out[text.tokens_in(quoted.span)].fill(Some(index));
        }
    }
    out
}

/// For each sentence, its period.
fn periods(text: &Text, quoted: &[Option<usize>]) -> Vec<(usize, usize)> {
    let goes_on = |first: usize| {
        first > 0
            && quoted[first].is_some()
            && quoted[first] == quoted[first - 1]
            && text.tokens[first].paragraph == text.tokens[first - 1].paragraph
    };
    let mut out: Vec<(usize, usize)> = text.sentences.iter().map(|run| (run.first, run.end)).collect();
    for index in 1..out.len() {
        if goes_on(text.sentences[index].first) {
            out[index].0 = out[index - 1].0;
        }
    }
    for index in (1..out.len()).rev() {
        if goes_on(text.sentences[index].first) {
            out[index - 1].1 = out[index].1;
        }
    }
    out
}

/// Adjectives and numbers that stand before plurals which look like verbs.
const ADJECTIVES: &[&str] = &[
    "certain", "earlier", "false", "few", "many", "more", "most", "new", "other", "own", "previous", "public", "recent", "several",
    "similar", "such", "these", "those", "three", "two",
];

/// How the token at `at` reports: a verb by its form, and not a noun or a
/// participle by what stands before it.
fn verb(text: &Text, at: usize) -> Option<Verb> {
    let token = &text.tokens[at];
    if token.kind != TokenKind::Word {
        return None;
    }
    // "a gate known as the Needle": nobody in particular knows.
    if token.norm == "known" {
        return None;
    }
    // "as Quist put it"
    let puts = matches!(token.norm.as_str(), "put" | "puts") && text.norm(at + 1) == "it";
    let (reports, form) = if puts { (Reports::Saying, Form::Past) } else { lexicon::reporting_verb(&token.norm)? };
    let before = at.checked_sub(1).filter(|before| text.tokens[*before].sentence == token.sentence);
    let before = before.map_or("", |before| text.norm(before));
    // "the report", "his claims", "in answer": a noun. "his said" does not occur.
    let classes = lexicon::classes(before);
    let noun = classes & lexicon::DETERMINER != 0 && classes & lexicon::SUBJECT_PRONOUN == 0 && before != "that" && before != "this"
        || matches!(
            before,
            "'s" | "of" | "in" | "for" | "with" | "on" | "from" | "by" | "at" | "under" | "no" | "any" | "this" | "against"
        ) && !(form == Form::Progressive && reports != Reports::Naming);
    // "the latest claims", "raised voices": so is a plural behind an adjective.
    let adjective = before.ends_with("est") || before.ends_with("ed") || lexicon::holds(ADJECTIVES, before);
    let noun = noun || form == Form::Present && adjective;
    (!noun || matches!(token.norm.as_str(), "said" | "says")).then_some(Verb { reports, form })
}

/// Lines that stand around an article on its page. Each must match the whole
/// line, so that a sentence which mentions a comment is not lost.
fn furniture() -> &'static RegexSet {
    static FURNITURE: OnceLock<RegexSet> = OnceLock::new();
    FURNITURE.get_or_init(|| {
        RegexSet::new([
            r"(?i-u)^(?:leave a (?:reply|comment)|be the first to comment|post a comment|add a comment|join the conversation|cancel reply)\W*$",
            r"(?i-u)^your e-?mail address will not be published\b.{0,60}$",
            r"(?i-u)^(?:share|tweet|pin|e-?mail|print|save|like|facebook|twitter|whatsapp|linkedin|reddit|copy link)(?: (?:this|on|to|via|article|story|facebook|twitter|email|whatsapp|linkedin|reddit))*\W*$",
            r"(?i-u)^(?:advertisement|sponsored|sponsored content|related|related (?:articles|stories|posts|topics|content)|trending|most read|most popular|read more|read next|more from .{1,40}|see also|recommended|tags?|topics|filed under|sign up|subscribe|newsletter|log in|menu|search|home|next|previous|back to top|skip to (?:main )?content|continue reading|load more|show more|view comments|comments?)\W*(?:\d+\W*)?$",
            r"(?i-u)^(?:tags?|topics|filed under|categories|category|related|read more|see also|source|photo|image|video|credit|photograph|watch|listen)\s*:.{0,160}$",
            r"(?i-u)^.{0,40}\|\s*(?:\d+\s*)?comments?\b.{0,4}$",
            r"(?i-u)^(?:posted|published|updated|last updated|last modified|first published)\b[^.]{0,60}\d[^.]{0,30}$",
            r"(?i-u)^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}\b.{0,40}$",
            r"(?i-u)^\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{4}\b.{0,40}$",
            r"(?i-u)^(?:copyright|\(c\)|©).{0,120}$",
            r"(?i-u)^.{0,60}all rights reserved.{0,20}$",
            r"(?i-u)^(?:follow|sign up for|subscribe to|click here|download the|get the latest|read the (?:rest|full)|have a tip|contact us)\b.{0,90}$",
            r"(?i-u)^\d+ (?:comments?|shares?|likes?|min(?:ute)?s? read)\W*$",
            r"(?i-u)^<[^<>]{0,200}>$",
        ])
        .unwrap_or_else(|_| unreachable!("the patterns are fixed"))
    })
}

/// The longest line, in bytes, that can be furniture.
const FURNITURE_LENGTH: usize = 200;
/// The longest heading, in tokens.
const HEADING_LENGTH: usize = 30;

/// What the paragraph of the tokens `range`, which reads `line`, is.
fn place(text: &Text, range: std::ops::Range<usize>, line: &str) -> Place {
    if line.len() <= FURNITURE_LENGTH && furniture().is_match(line.trim().as_bytes()) {
        return Place::Furniture;
    }
    let mut last = range.end - 1;
    while last > range.start && text.tokens[last].kind == TokenKind::Mark {
        last -= 1;
    }
    let stops = text.tokens[last].kind == TokenKind::Punct && !matches!(text.norm(last), ")" | "]" | "-" | "–" | "—");
    let words = text.tokens[range.clone()].iter().filter(|token| token.is_word()).count();
    if words > 0 && range.len() <= HEADING_LENGTH && !stops { Place::Heading } else { Place::Body }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place_of(line: &str) -> Place {
        let text = Text::new(line);
        Tags::unquoted(&text).places[0]
    }

    #[test]
    fn lines_around_an_article_are_furniture() {
        for line in [
            "Leave a Reply",
            "July 8, 2017 | Comments »",
            "8 July 2017",
            "Share this article",
            "Advertisement",
            "Read more: Reed said the road was safe",
            "Posted on July 8, 2017 at 10:14",
            "© 2017 Ferrow Gazette",
            "Follow us on every channel",
            "3 comments",
        ] {
            assert_eq!(place_of(line), Place::Furniture, "{line}");
        }
    }

    #[test]
    fn sentences_about_such_lines_are_not() {
        for line in
            ["We read the comments.", "Advertisement is a trade, he said.", "On July 8, 2017, the bridge fell.", "Share prices fell."]
        {
            assert_eq!(place_of(line), Place::Body, "{line}");
        }
    }
}
