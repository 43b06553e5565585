//! What each token and each paragraph is for, before anybody's words are told apart.
//!
//! In: the text and its marks. Out: [`Tags`]: for each token the quoted
//! stretch that it stands in and how it reports, if it does; for each
//! paragraph whether it is article, headline or furniture. It looks words up
//! and looks at their neighbours; it does not know subjects from objects.

use std::sync::OnceLock;

use regex_lite::Regex;

use crate::lexicon::{self, Form, Reports};
use crate::marks::Marks;
use crate::text::{Text, TokenKind, lower};

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
    /// sentences around the stretch begin and end, if [`LONGEST_PERIOD`] allows.
    pub periods: Vec<(usize, usize)>,
    /// For each paragraph, what it is.
    pub places: Vec<Place>,
}

impl Tags {
    /// Tags `text`. Linear in its length.
    pub fn new(text: &Text, marks: &Marks) -> Self {
        let quoted = marks.outermost(text);
        let classes =
            text.by_word(|token| if token.is_word() || token.kind == TokenKind::Clitic { lexicon::classes(&token.norm) } else { 0 });
        let forms = text.by_word(|token| if token.kind == TokenKind::Word { lexicon::reporting_verb(&token.norm) } else { None });
        let verbs = (0..text.tokens.len()).map(|at| verb(text, at, forms[at])).collect();
        let places = text.paragraphs.iter().map(|run| place(text, run.tokens(), run.span.of(text.source))).collect();
        let periods = periods(text, &quoted);
        Self { quoted, classes, verbs, periods, places }
    }

    /// The same for the words inside a quotation: nothing counts as quoted.
    pub fn unquoted(&self, text: &Text) -> Self {
        let quoted = vec![None; text.tokens.len()];
        let periods = periods(text, &quoted);
        Self { quoted, classes: self.classes.clone(), verbs: self.verbs.clone(), periods, places: self.places.clone() }
    }
}

/// The longest period, in tokens: three of the longest sentences. What reads a
/// period to its end stays linear so, however many stretches tie its sentences together.
const LONGEST_PERIOD: usize = 1200;

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
        if goes_on(out[index].0) && out[index].1 - out[index - 1].0 <= LONGEST_PERIOD {
            out[index].0 = out[index - 1].0;
        }
    }
    for index in (1..out.len()).rev() {
        if out[index].0 == out[index - 1].0 {
            out[index - 1].1 = out[index].1;
        }
    }
    out
}

/// How the token at `at` reports, whose word does as `form` says: a verb by its
/// form, and not a noun or a participle by what stands before it.
fn verb(text: &Text, at: usize, form: Option<(Reports, Form)>) -> Option<Verb> {
    let token = &text.tokens[at];
    if form.is_none() && !token.norm.starts_with("put") || token.kind != TokenKind::Word {
        return None;
    }
    // "a gate known as the Needle": nobody in particular knows.
    if token.norm == "known" {
        return None;
    }
    // "as Quist put it"
    let puts = matches!(token.norm.as_ref(), "put" | "puts") && text.norm(at + 1) == "it";
    let (reports, form) = if puts { (Reports::Saying, Form::Past) } else { form? };
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
    let adjective = before.ends_with("est") || before.ends_with("ed") || classes & lexicon::ADJECTIVE != 0;
    let noun = noun || form == Form::Present && adjective;
    (!noun || matches!(token.norm.as_ref(), "said" | "says")).then_some(Verb { reports, form })
}

/// Lines that stand around an article on its page, in lower case. Each must
/// match the whole line, so that a sentence which mentions a comment is not
/// lost.
fn furniture() -> Option<&'static Regex> {
    static FURNITURE: OnceLock<Option<Regex>> = OnceLock::new();
    let any = || {
        let mut any = String::new();
        for line in [
            // What a reader is asked to do.
            r"^(leave a (reply|comment)|be the first to comment|(post|add|write) a comment|join the (conversation|discussion)|cancel reply)[^a-z]*$",
            r"^your e-?mail address will not be published.*$",
            r"^(share|tweet|pin|e-?mail|print|save|like|copy link)( (this|on|to|via|article|story|post|facebook|twitter|x|e-?mail|whatsapp|linkedin|reddit))*[^a-z]*$",
            r"^(follow (us|me|@)|sign up (for|to)|subscribe to|click here|download (the|our) app|get the latest|read the (rest|full)|have a tip|contact us).*$",
            // Names of the parts of a page.
            r"^(advertisement|advertising|sponsored( content)?|related( (articles|stories|posts|topics|content))?|trending|most (read|popular)|read (more|next)|more (from|on|in) [^.]*|see also|recommended|tags?|topics|filed under|subscribe|newsletter|log ?in|sign in|menu|search|home|next|previous|back to top|skip to (main )?content|continue reading|(load|show) more|(view )?comments?|facebook|twitter|whatsapp|linkedin|reddit)[^a-z]*$",
            r"^(tags?|topics|filed under|categor(y|ies)|related|read more|see also|source|photos?|images?|videos?|credit|photograph|watch|listen) ?: .*$",
            // Dates, counts and rights.
            r"^.*[|•·] *([0-9]+ *)?comments?[^a-z]*$",
            r"^([0-9,.]+k? *)(comments?|shares?|likes?|views?|min(ute)?s? read)[^a-z]*$",
            r"^(posted|published|updated|last (updated|modified)|first published)[ :][^.]*[0-9][^.]*([ap][.]m[.][^.]*)?$",
            r"^((mon|tues|wednes|thurs|fri|satur|sun)day,? )?(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*[.]? [0-9]{1,2},? [0-9]{4}([^a-z].*)?$",
            r"^[0-9]{1,2}(st|nd|rd|th)? (jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]* [0-9]{4}([^a-z].*)?$",
            r"^(copyright|[(]c[)]|©).*$",
            r"^.*all rights reserved.?$",
            r"^<[^<>]*>$",
        ] {
            if !any.is_empty() {
                any.push('|');
            }
            any.push_str(line);
        }
        any
    };
    FURNITURE.get_or_init(|| Regex::new(&any()).ok()).as_ref()
}

/// What lines of furniture begin with, three bytes of each.
const FURNITURE_STARTS: &str = "\
    (c) add adv apr aug bac be  can cat cli com con cop cre dec dow e-m ema fac feb fil fir fol fri get hav hom ima jan joi jul jun las \
    lea lik lin lis loa log mar may men mon mor mos new nex nov oct pho pin pos pre pri pub rea rec red rel sat sav sea see sep sha sho \
    sig ski sou spo sub sun tag thu top tre tue twe twi upd vid vie wat wed wha wri you ";

/// Whether `line`, in lower case, may be what [`furniture`] looks for, which
/// costs a hundred times as much to know.
fn may_be_furniture(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '<' | '©'))
        || line.get(..3).is_some_and(|start| FURNITURE_STARTS.as_bytes().chunks(4).any(|known| known.starts_with(start.as_bytes())))
        || line.contains("comment")
        || line.contains("reserved")
}

/// The longest line, in tokens, that can be furniture.
const FURNITURE_TOKENS: usize = 24;
/// The same in bytes.
const FURNITURE_LENGTH: usize = 200;
/// The longest heading, in tokens.
const HEADING_LENGTH: usize = 30;

/// What the paragraph of the tokens `range`, which reads `line`, is.
fn place(text: &Text, range: std::ops::Range<usize>, line: &str) -> Place {
    // A pattern costs more than all else about a line.
    let may_be = range.len() <= FURNITURE_TOKENS && line.len() <= FURNITURE_LENGTH;
    if may_be {
        let lowered: String = line.chars().map(lower).collect();
        if may_be_furniture(&lowered) && furniture().is_some_and(|furniture| furniture.is_match(&lowered)) {
            return Place::Furniture;
        }
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

    #[test]
    fn what_stands_around_an_article_is_not_part_of_it() {
        for line in [
            "Leave a Reply",
            "July 8, 2017 | Comments »",
            "Be the first to comment",
            "Your email address will not be published.",
            "Share this article on Facebook",
            "ADVERTISEMENT",
            "Photo: A. Quist",
            "12 comments",
            "Updated 9:30 a.m., 8 July",
            "8 July 2017",
            "© 2017 The Lund Gazette",
        ] {
            let text = Text::new(line);
            assert_eq!(Tags::new(&text, &Marks::new(&text)).places, [Place::Furniture], "{line}");
        }
        for line in [
            "She asked readers to leave a comment.",
            "Share prices fell on Friday.",
            "Photo editors said no.",
            "Next, he read the letter aloud.",
        ] {
            let text = Text::new(line);
            assert_eq!(Tags::new(&text, &Marks::new(&text)).places, [Place::Body], "{line}");
        }
    }
}
