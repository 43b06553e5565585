//! Which quotation marks pair.
//!
//! In: a [`Text`]. Out: [`Marks`], the quoted stretches of each paragraph and
//! the marks that pair with nothing. It knows what stands beside a mark; it
//! does not know who speaks, or whether anybody does.
//!
//! Two passes. The first collects what each mark may be: one that opens, one
//! that closes, an apostrophe, a prime, each at a cost that its neighbours
//! give it. The second decides for the whole article at once: of all ways to
//! nest the marks it takes the cheapest (Viterbi's algorithm; a state is the
//! stack of kinds that are open, at most [`DEPTH`] of them). So a plural
//! possessive can wait for a better closing mark, a straight mark is open or
//! closed by what the rest of its paragraph needs, and a mark that is missing
//! costs less than turning every later one inside out.
//!
//! The costs have no unit. They were set by hand so that each case of
//! `tests/cases/marks.toml` comes out right; only their order matters.

use std::sync::OnceLock;

use regex_lite::Regex;

use crate::text::{Text, TokenKind, is_apostrophe, is_invisible, lower};
use crate::{Diagnostic, DiagnosticKind, Span, lexicon};

/// A stretch in quotation marks, within one paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// From the opening mark to the closing one, both included; to the
    /// paragraph's end where nothing closes it, from the paragraph's start
    /// where it goes on without a mark.
    pub span: Span,
    /// What stands between the marks.
    pub inner: Span,
    /// Whether a mark closes it in its paragraph.
    pub closed: bool,
    /// The stretch that this one stands inside: an index into [`Marks::quoted`].
    pub parent: Option<usize>,
    /// The stretch of the paragraph before that goes on in this one, by the
    /// convention that a quotation of several paragraphs opens each of them
    /// and closes only the last.
    pub continues: Option<usize>,
}

/// The quoted stretches of a text.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The stretches, in the order of their opening marks.
    pub quoted: Vec<Quoted>,
    /// Marks that pair with nothing.
    pub diagnostics: Vec<Diagnostic>,
}

impl Marks {
    /// Pairs the marks of `text`. Linear in its length.
    pub fn new(text: &Text) -> Self {
        let candidates = collect(text);
        let choices = decide(&candidates);
        build(text, &candidates, &choices)
    }

    /// The outermost quoted stretch that holds the byte `at`.
    pub fn outer_at(&self, at: usize) -> Option<usize> {
        let mut index = self.inner_at(at)?;
        while let Some(parent) = self.quoted[index].parent {
            index = parent;
        }
        Some(index)
    }

    /// For each token of `text`, the outermost quoted stretch that it stands in, its marks included.
    pub fn outermost(&self, text: &Text) -> Vec<Option<usize>> {
        let mut out = vec![None; text.tokens.len()];
        for (index, quoted) in self.quoted.iter().enumerate() {
            if quoted.parent.is_none() {
                out[text.tokens_in(quoted.span)].fill(Some(index));
            }
        }
        out
    }

    /// The innermost quoted stretch that holds the byte `at`.
    fn inner_at(&self, at: usize) -> Option<usize> {
        let mut index = self.quoted.partition_point(|quoted| quoted.span.start <= at).checked_sub(1)?;
        loop {
            if self.quoted[index].span.contains(at) {
                return Some(index);
            }
            index = self.quoted[index].parent?;
        }
    }
}

/// How many pairs may stand inside one another. More are taken for typing errors.
const DEPTH: usize = 3;

/// What kinds of marks may pair with one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// Curly, low, corner: “ ” „ 「 」 and ``…''.
    Curly,
    /// Straight: ".
    Straight,
    /// ‘ ’ '.
    Single,
    /// « » ‹ ›.
    Angle,
}

const FAMILIES: [Family; 4] = [Family::Curly, Family::Straight, Family::Single, Family::Angle];

/// What it costs to take a mark for something it does not look like at all.
const NEVER: f32 = 1e6;
/// A mark with white space on the side where its words should be.
const WRONG_SIDE: f32 = 3.0;
/// A straight mark with white space on both sides or on neither.
const UNDECIDED: f32 = 1.0;
/// A curly mark that points the other way.
const WRONG_WAY: f32 = 2.5;
/// The same, where the text never points that way.
const ONE_WAY: f32 = 0.8;
/// A double mark that is neither opening nor closing.
const STRAY: f32 = 3.0;
/// A pair that is never closed.
const UNCLOSED: f32 = 2.5;
/// A pair whose opening mark is repeated by the next paragraph.
const CONTINUES: f32 = 0.3;
/// The same within one paragraph, where a page's paragraphs were run together:
/// “One. “Two. “Three.” Less than half of what it costs to take the second
/// mark for a closing one.
const RESTARTS: f32 = 1.4;
/// A pair that runs into the next paragraph, which does not repeat the mark.
/// Two such breaks cost less than two stray marks, three cost more.
const CARRIES: f32 = 2.2;
/// A pair of one kind opened by another: "…”.
const MIXED_PAIR: f32 = 0.6;

/// A mark, or a pair of characters that are one mark, and what it may be.
#[derive(Clone, Debug)]
struct Candidate {
    /// Where it stands.
    span: Span,
    /// In which paragraph.
    paragraph: usize,
    /// What it may pair with.
    family: Family,
    /// What it costs to take it for one that opens.
    open: f32,
    /// For one that closes.
    close: f32,
    /// For an apostrophe, or for nothing.
    neither: f32,
    /// Whether it is the first thing in its paragraph.
    leads: bool,
    /// Whether it opens behind the end of a sentence.
    restarts: bool,
    /// Whether it is worth a diagnostic when it pairs with nothing.
    odd: bool,
}

/// What the whole text says about its marks.
#[derive(Default)]
struct Habits {
    /// “ and ”, ‘ and ’ where they look like what they are for.
    curly_open: usize,
    curly_close: usize,
    single_open: usize,
    /// ‘ is used at all.
    pointed: bool,
    straight_double: usize,
    /// „ is used: “ closes.
    low: bool,
    /// » comes before «.
    reversed_angles: bool,
    /// `` is used: '' closes.
    tex: bool,
}

impl Habits {
    fn of(text: &Text) -> Self {
        let mut habits = Self::default();
        let mut angles = None;
        let mut last = ' ';
        for token in &text.tokens {
            let given = text.of(token.span).chars().next().unwrap_or(' ');
            match given {
                _ if token.kind != TokenKind::Mark => {}
                '“' => habits.curly_open += 1,
                '”' => habits.curly_close += 1,
                '„' | '‚' => habits.low = true,
                '‘' => {
                    habits.pointed = true;
                    habits.single_open += usize::from(token.spaced);
                }
                '`' => habits.tex |= !token.spaced && last == '`',
                '"' => habits.straight_double += 1,
                c @ ('«' | '»') => {
                    angles.get_or_insert(c);
                }
                _ => {}
            }
            last = given;
        }
        habits.reversed_angles = angles == Some('»');
        habits
    }

    /// Whether the text quotes in single marks first, as British books do.
    fn single_first(&self) -> bool {
        self.single_open > self.curly_open + self.straight_double / 2
    }
}

/// Feet, inches, minutes and seconds: 6'2", 6'2, 5''; the whole of it.
fn measures() -> Option<&'static Regex> {
    static MEASURES: OnceLock<Option<Regex>> = OnceLock::new();
    MEASURES.get_or_init(|| Regex::new("^[0-9,.]+ ?(['’′] ?[0-9]{1,2}( ?([\"”″]|''))?|'')$").ok()).as_ref()
}

/// Whether the mark at `at` measures something.
fn is_prime(text: &Text, at: usize) -> bool {
    let number = |back: usize| at.checked_sub(back).filter(|at| text.tokens[*at].kind == TokenKind::Number);
    // The mark behind a number or behind two, with what may follow it.
    let runs = [(number(1), 1), (number(1), 2), (number(1), 3), (number(3), 1), (number(3), 2)];
    runs.iter().any(|(first, behind)| {
        let run = first.map(|first| text.span(first, (at + behind).min(text.tokens.len())));
        run.zip(measures()).is_some_and(|(run, measures)| measures.is_match(text.of(run)))
    })
}

/// What each mark of `text` may be.
fn collect(text: &Text) -> Vec<Candidate> {
    let habits = Habits::of(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let token = &text.tokens[at];
        at += 1;
        if token.kind != TokenKind::Mark {
            continue;
        }
        if is_prime(text, at - 1) {
            continue;
        }
        let mut span = token.span;
        let twin = text.tokens.get(at).filter(|next| !next.spaced && next.kind == TokenKind::Mark && next.norm == token.norm);
        let double = twin.is_some() && token.norm == "'";
        if double {
            span.end = text.tokens[at].span.end;
            at += 1;
        }
        let sides = Sides::of(text, span);
        let leads = text.paragraphs[token.paragraph].span.start == span.start;
        let given = text.of(token.span).chars().next().unwrap_or(' ');
        if let Some(candidate) = candidate(span, given, double, &sides, &habits) {
            // Back over white space to the sentence's end.
            let stop = text.source.get(..span.start).unwrap_or("").trim_end().chars().next_back();
            let restarts = sides.left.is_whitespace() && sides.open() == 0.0 && matches!(stop, Some('.' | '!' | '?'));
            out.push(Candidate { leads, restarts, paragraph: token.paragraph, ..candidate });
        }
    }
    out
}

/// What stands beside a mark.
struct Sides {
    left: char,
    right: char,
    /// The word that touches it on either side, in lower case; empty without one.
    word_before: String,
    word_after: String,
}

impl Sides {
    fn of(text: &Text, span: Span) -> Self {
        let before = text.source.get(..span.start).unwrap_or("").chars().rev().filter(|c| !is_invisible(*c));
        let after = text.source.get(span.end..).unwrap_or("").chars().filter(|c| !is_invisible(*c));
        // No word that decides anything is longer.
        const LONGEST: usize = 16;
        let word = |c: &char| c.is_alphanumeric();
        let lower = |word: String| word.chars().map(lower).collect();
        Self {
            left: before.clone().next().unwrap_or(' '),
            right: after.clone().next().unwrap_or(' '),
            word_before: lower(before.take(LONGEST).take_while(word).collect::<Vec<_>>().into_iter().rev().collect()),
            word_after: lower(after.take(LONGEST).take_while(word).collect()),
        }
    }

    /// How little it looks like a mark that opens.
    fn open(&self) -> f32 {
        let outside = self.left.is_whitespace()
            || matches!(self.left, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '…' | ':' | '=')
            || crate::text::is_mark(self.left);
        match (outside, self.right.is_whitespace()) {
            (true, false) => 0.0,
            (false, false) if self.right.is_alphanumeric() => UNDECIDED,
            (true, true) => UNDECIDED + 1.0,
            _ => WRONG_SIDE,
        }
    }

    /// How little it looks like a mark that closes.
    fn close(&self) -> f32 {
        match (self.left.is_whitespace(), self.right.is_alphanumeric()) {
            (false, false) if matches!(self.left, '(' | '[' | '{') => WRONG_SIDE,
            (false, false) => 0.0,
            (false, true) if self.left.is_alphanumeric() || matches!(self.left, '.' | ',' | '!' | '?') => UNDECIDED,
            (true, false) if self.right.is_whitespace() => UNDECIDED + 1.0,
            _ => WRONG_SIDE,
        }
    }
}

/// What the mark `given` may be; nothing for one that never quotes.
fn candidate(span: Span, given: char, double: bool, sides: &Sides, habits: &Habits) -> Option<Candidate> {
    let new = |family, open, close, neither, odd| Candidate {
        span,
        paragraph: 0,
        family,
        open,
        close,
        neither,
        leads: false,
        restarts: false,
        odd,
    };
    let (open, close) = (sides.open(), sides.close());
    let wrong_way = |unused: bool| if unused { ONE_WAY } else { WRONG_WAY };
    let curly = |open, close| Some(new(Family::Curly, open, close, STRAY, true));
    match given {
        // ``…'' stands for “…” where it is used as a pair, and for nothing else.
        '`' | '´' | '\'' if double => match (given, habits.tex) {
            ('`', true) => Some(new(Family::Curly, open * 0.3, NEVER, 0.5, false)),
            ('\'', true) => Some(new(Family::Curly, NEVER, close * 0.3, 0.5, false)),
            _ => None,
        },
        '`' | '´' => None,
        '′' | '″' | '‵' | '‶' => None,
        '“' | '‟' if habits.low => curly(1.0 + open, 0.2 + close),
        '“' | '‟' | '〝' => curly(open * 0.3, wrong_way(habits.curly_close == 0) + close),
        '”' | '〞' | '〟' => curly(wrong_way(habits.curly_open == 0) + open, close * 0.3),
        '„' => curly(0.0, NEVER),
        '「' | '『' | '｢' => curly(0.0, NEVER),
        '」' | '』' | '｣' => curly(NEVER, 0.0),
        '"' | '＂' => {
            // An inch mark after a number is likelier than a mark that pairs with nothing.
            let inch = sides.left.is_ascii_digit() && !sides.right.is_alphanumeric();
            Some(new(Family::Straight, open, close, if inch { 1.0 } else { STRAY }, !inch))
        }
        '«' | '»' | '‹' | '›' => {
            let opens = matches!(given, '«' | '‹') != habits.reversed_angles;
            let turned = 1.0;
            // An arrow, as in menus: "Comments »".
            let apart = sides.left.is_whitespace() && sides.right.is_whitespace();
            let neither = if apart { UNCLOSED - 0.1 } else { STRAY };
            Some(new(Family::Angle, if opens { 0.0 } else { turned + open }, if opens { turned + close } else { 0.0 }, neither, !apart))
        }
        '‚' => Some(new(Family::Single, if habits.low { 0.0 } else { 1.0 }, NEVER, 1.0, false)),
        _ if is_apostrophe(given) || given == '‛' => {
            let (open, close, neither) = single(given, sides, habits);
            Some(new(Family::Single, open, close, neither, false))
        }
        _ => None,
    }
}

/// What a single mark may be, against all that an apostrophe does: the costs
/// of opening, of closing and of being one.
fn single(given: char, sides: &Sides, habits: &Habits) -> (f32, f32, f32) {
    let (open, close) = (sides.open(), sides.close());
    let starts_word = close >= WRONG_SIDE || open == 0.0;
    let (mut opens, mut closes, apostrophe);
    if starts_word {
        let decade = sides.right.is_ascii_digit();
        let elision = decade || lexicon::is_elision(&sides.word_after);
        apostrophe = match (elision, given) {
            (true, _) => 0.1,
            // The convention for elisions, though not always kept.
            (false, '’') => 0.4,
            (false, '‘') if habits.single_first() => STRAY,
            (false, _) => 1.5,
        };
        opens = open + if elision { 1.0 } else { 0.0 };
        closes = close;
    } else {
        let plural = matches!(sides.word_before.chars().last(), Some('s' | 'z' | 'x'));
        let clipped = sides.word_before.ends_with("in")
            || matches!(sides.word_before.as_str(), "o" | "ol" | "an" | "th" | "wi" | "po" | "lil" | "y" | "mo" | "n");
        let ends_clause = matches!(sides.left, '.' | ',' | '!' | '?' | '…' | '—' | '–' | ')') || crate::text::is_mark(sides.left);
        apostrophe = match () {
            () if ends_clause => STRAY,
            // "the teachers' unions" against "the 'heroes'." – the latter stops.
            () if plural && sides.right.is_whitespace() => 0.2,
            () if plural => 0.8,
            () if clipped => 0.2,
            () => 1.5,
        };
        opens = open;
        closes = close + if plural || clipped { 0.3 } else { 0.0 };
    }
    // Curly singles say which way they point, but word processors turn the
    // apostrophe at a word's start the wrong way.
    match given {
        '‘' | '‛' => closes += if habits.low { 0.3 } else { WRONG_WAY },
        '’' => opens += if habits.pointed { WRONG_SIDE } else { ONE_WAY },
        _ => {}
    }
    (opens, closes, apostrophe)
}

/// What was chosen for a candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Choice {
    #[default]
    Neither,
    /// It opens a pair, after as many were dropped as the number says.
    Open(u8),
    /// It closes the pair under as many others, which are dropped.
    Close(u8),
}

/// What was chosen where a paragraph ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Break {
    /// All that was open is dropped.
    #[default]
    Drop,
    /// The next paragraph repeats the opening marks.
    Continue,
    /// The next paragraph goes on inside.
    Carry,
}

/// The stack of families that are open, as a number in base five.
type State = usize;
const BASE: usize = FAMILIES.len() + 1;
const STATES: usize = BASE * BASE * BASE;

/// `state` with `family` opened on top; nothing where no more may stand inside one another.
fn push(state: State, family: Family) -> Option<State> {
    (depth(state) < DEPTH).then(|| state * BASE + FAMILIES.iter().position(|f| *f == family).unwrap_or(0) + 1)
}

/// The innermost family of a stack.
fn top(state: State) -> Option<Family> {
    (state % BASE).checked_sub(1).and_then(|index| FAMILIES.get(index).copied())
}

/// How many are open.
fn depth(mut state: State) -> usize {
    let mut depth = 0;
    while state > 0 {
        state /= BASE;
        depth += 1;
    }
    depth
}

/// What it costs to open `inner` inside `outer`.
fn nesting(outer: Option<Family>, inner: Family) -> f32 {
    use Family::{Angle, Curly, Single, Straight};
    match (outer, inner) {
        (None, _) => 0.0,
        (Some(Single), Single) | (Some(Straight), Straight) => WRONG_SIDE,
        (Some(Curly), Curly) | (Some(Angle), Angle) => 1.2,
        (Some(Curly), Straight) | (Some(Straight), Curly) => 0.7,
        _ => 0.0,
    }
}

/// What it costs to close `open` with a mark of the family `closing`; nothing where it cannot.
fn pairing(open: Family, closing: Family) -> Option<f32> {
    use Family::{Curly, Straight};
    match (open, closing) {
        (a, b) if a == b => Some(0.0),
        (Curly, Straight) | (Straight, Curly) => Some(MIXED_PAIR),
        _ => None,
    }
}

/// What it costs never to close `family`.
fn unclosed(family: Option<Family>) -> f32 {
    if family == Some(Family::Single) { UNCLOSED + 0.2 } else { UNCLOSED }
}

/// One step of the search: where each state came from, and by what choice.
struct Step {
    /// The state before it.
    from: [u8; STATES],
    /// What was chosen for its candidate.
    choice: [Choice; STATES],
    /// What happens where a paragraph ends behind it.
    after: [Break; STATES],
}

/// The most candidates that are decided at once, so that memory stays bounded:
/// behind them the search settles on the cheapest way so far, and goes on from
/// the marks that are open there.
const STEPS_KEPT: usize = 20_000;

/// The cheapest way to nest `candidates`: a choice for each, and what happens
/// where a paragraph ends behind it.
fn decide(candidates: &[Candidate]) -> Vec<(Choice, Break)> {
    let mut out = Vec::with_capacity(candidates.len());
    let (mut from, mut open) = (0, 0);
    while from < candidates.len() {
        // A piece ends with a paragraph where it can.
        let mut end = (from + STEPS_KEPT).min(candidates.len());
        if end < candidates.len()
            && let Some(back) = (from + 1..end).rev().find(|at| candidates[*at].paragraph != candidates[at - 1].paragraph)
        {
            end = back;
        }
        open = decide_piece(candidates, from..end, open, &mut out);
        from = end;
    }
    out
}

/// Appends what is decided for the candidates of `piece`, before which `open` is open, and gives what is open behind them.
fn decide_piece(candidates: &[Candidate], piece: std::ops::Range<usize>, open: State, out: &mut Vec<(Choice, Break)>) -> State {
    let mut cost = [f32::INFINITY; STATES];
    cost[open] = 0.0;
    let mut steps: Vec<Step> = Vec::with_capacity(piece.len());
    for at in piece {
        let candidate = &candidates[at];
        let mut step = Step { from: [0; STATES], choice: [Choice::Neither; STATES], after: [Break::Drop; STATES] };
        let mut next = [f32::INFINITY; STATES];
        let mut chosen = [(Choice::Neither, 0usize); STATES];
        for (state, &paid) in cost.iter().enumerate() {
            if paid == f32::INFINITY {
                continue;
            }
            let mut offer = |to: State, price: f32, choice: Choice| {
                if paid + price < next[to] {
                    next[to] = paid + price;
                    chosen[to] = (choice, state);
                }
            };
            offer(state, candidate.neither, Choice::Neither);
            // Open, dropping nothing or what was never closed.
            let (mut below, mut dropped) = (state, 0.0);
            for count in 0..=depth(state) {
                if let Some(to) = push(below, candidate.family) {
                    offer(to, dropped + candidate.open + nesting(top(below), candidate.family), Choice::Open(count as u8));
                }
                let repeats = candidate.restarts && below < BASE && top(below) == Some(candidate.family);
                dropped += if repeats { RESTARTS } else { unclosed(top(below)) };
                below /= BASE;
            }
            let (mut below, mut dropped) = (state, 0.0);
            for count in 0..depth(state) {
                if let Some(price) = top(below).and_then(|open| pairing(open, candidate.family)) {
                    offer(below / BASE, dropped + candidate.close + price, Choice::Close(count as u8));
                }
                dropped += unclosed(top(below));
                below /= BASE;
            }
        }
        // The paragraph's end.
        let following = candidates.get(at + 1);
        let breaks = following.map_or(1, |next| next.paragraph - candidate.paragraph);
        cost = [f32::INFINITY; STATES];
        for (state, &paid) in next.iter().enumerate() {
            if paid == f32::INFINITY {
                continue;
            }
            let mut offer = |to: State, price: f32, after: Break| {
                if paid + price < cost[to] {
                    cost[to] = paid + price;
                    step.from[to] = chosen[state].1 as u8;
                    step.choice[to] = chosen[state].0;
                    step.after[to] = after;
                }
            };
            if breaks == 0 {
                offer(state, 0.0, Break::Drop);
                continue;
            }
            let (mut below, mut dropped) = (state, 0.0);
            while below > 0 {
                dropped += unclosed(top(below));
                below /= BASE;
            }
            offer(0, dropped, Break::Drop);
            if let (Some(next), Some(family)) = (following, bottom(state)) {
                let repeats = next.leads && family == next.family && next.open < UNDECIDED;
                if breaks == 1 && repeats {
                    offer(0, CONTINUES, Break::Continue);
                } else if depth(state) == 1 && family != Family::Single {
                    offer(state, CARRIES * breaks as f32, Break::Carry);
                }
            }
        }
        steps.push(step);
    }
    // Back along the cheapest way; at the text's end only the empty state is left.
    let last = (0..STATES).min_by(|a, b| cost[*a].total_cmp(&cost[*b])).unwrap_or(0);
    let mut state = last;
    let from = out.len();
    for step in steps.iter().rev() {
        out.push((step.choice[state], step.after[state]));
        state = step.from[state] as usize;
    }
    out[from..].reverse();
    last
}

/// The outermost family of a stack.
fn bottom(mut state: State) -> Option<Family> {
    while state >= BASE {
        state /= BASE;
    }
    top(state)
}

/// The quoted stretches that `choices` make.
fn build(text: &Text, candidates: &[Candidate], choices: &[(Choice, Break)]) -> Marks {
    let mut marks = Marks::default();
    let mut open: Vec<usize> = Vec::new();
    // The stretch that the next paragraph's first opening mark repeats.
    let mut repeated: Option<usize> = None;
    let mut odd: Vec<(DiagnosticKind, Span)> = Vec::new();
    for (at, (candidate, (choice, after))) in candidates.iter().zip(choices).enumerate() {
        match *choice {
            Choice::Neither if candidate.odd => odd.push((DiagnosticKind::UnopenedMark, candidate.span)),
            Choice::Neither => {}
            Choice::Open(count) => {
                for _ in 0..count {
                    if let Some(index) = open.pop() {
                        give_up(index, trimmed_end(text, candidate.span.start), &mut marks, &mut odd);
                    }
                }
                let continues = repeated.take_if(|_| candidate.leads);
                open.push(marks.quoted.len());
                let parent = open.len().checked_sub(2).and_then(|below| open.get(below).copied());
                marks.quoted.push(Quoted {
                    span: candidate.span,
                    inner: Span::new(candidate.span.end, candidate.span.end),
                    closed: false,
                    parent,
                    continues,
                });
            }
            Choice::Close(count) => {
                for _ in 0..count {
                    if let Some(index) = open.pop() {
                        give_up(index, candidate.span.start, &mut marks, &mut odd);
                    }
                }
                if let Some(index) = open.pop() {
                    let quoted = &mut marks.quoted[index];
                    quoted.span.end = candidate.span.end;
                    quoted.inner.end = candidate.span.start;
                    quoted.closed = true;
                }
            }
        }
        repeated = None;
        let following = candidates.get(at + 1).map_or(usize::MAX, |next| next.paragraph);
        if following == candidate.paragraph {
            continue;
        }
        let end = text.paragraphs[candidate.paragraph].span.end;
        match *after {
            Break::Drop => {
                for index in open.drain(..) {
                    give_up(index, end, &mut marks, &mut odd);
                }
            }
            Break::Continue => {
                for index in open.drain(..) {
                    marks.quoted[index].span.end = end;
                    marks.quoted[index].inner.end = end;
                    repeated = repeated.or(Some(index));
                }
            }
            // The stretch is closed here and opened again without a mark in
            // each paragraph up to the one where the next mark stands.
            Break::Carry => {
                if let Some(mut index) = open.pop() {
                    marks.quoted[index].span.end = end;
                    marks.quoted[index].inner.end = end;
                    for paragraph in candidate.paragraph + 1..=following.min(text.paragraphs.len() - 1) {
                        let span = text.paragraphs[paragraph].span;
                        marks.quoted.push(Quoted { span, inner: span, closed: false, parent: None, continues: Some(index) });
                        index = marks.quoted.len() - 1;
                    }
                    open.push(index);
                }
            }
        }
    }
    for index in open {
        let end = text.source.len();
        marks.quoted[index].span.end = end;
        marks.quoted[index].inner.end = end;
    }
    marks.diagnostics = Span::order(odd.len(), |index| odd[index].1)
        .into_iter()
        .map(|index| Diagnostic { kind: odd[index].0, span: odd[index].1 })
        .collect();
    marks
}

/// Ends the stretch `index`, which nothing closes, at `end`.
fn give_up(index: usize, end: usize, marks: &mut Marks, odd: &mut Vec<(DiagnosticKind, Span)>) {
    let quoted = &mut marks.quoted[index];
    quoted.span.end = end;
    quoted.inner.end = end;
    odd.push((DiagnosticKind::UnclosedMark, Span::new(quoted.span.start, quoted.inner.start)));
}

/// The end of what stands before `at`, white space left out.
fn trimmed_end(text: &Text, at: usize) -> usize {
    text.source.get(..at).map_or(at, |before| before.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(source: &str) -> Vec<&str> {
        let text = Text::new(source);
        Marks::new(&text).quoted.iter().map(|quoted| quoted.span.of(source)).collect()
    }

    fn odd(source: &str) -> Vec<(DiagnosticKind, &str)> {
        let text = Text::new(source);
        Marks::new(&text).diagnostics.iter().map(|d| (d.kind, d.span.of(source))).collect()
    }

    #[test]
    fn pairs_of_every_shape() {
        assert_eq!(
            quoted("“One” and \"two\" and ‘three’ and 'four' and „five“ and «six» and 「seven」."),
            ["“One”", "\"two\"", "‘three’", "'four'", "„five“", "«six»", "「seven」"]
        );
        assert_eq!(quoted("»Eins«, sagte er, »zwei«."), ["»Eins«", "»zwei«"]);
        assert_eq!(quoted("“Mixed\" and \"other way”, he said."), ["“Mixed\"", "\"other way”"]);
    }

    #[test]
    fn apostrophes_are_not_marks() {
        for source in [
            "The '90s and ’tis the teachers' unions' rock 'n' roll.",
            "the ‘90s",
            "goin' an' comin'",
            "He’s the boys’ coach",
            "5'10\" and 6' tall, a 27\" screen and a 24\" one",
            "5″ ``",
            "run `ls -l` and `cd`",
        ] {
            assert_eq!(quoted(source), [""; 0], "{source}");
            assert_eq!(odd(source), [], "{source}");
        }
    }

    #[test]
    fn single_marks_against_possessives() {
        assert_eq!(quoted("'The teachers' unions are right', he said."), ["'The teachers' unions are right'"]);
        assert_eq!(quoted("the 'heroes' of the boys' club"), ["'heroes'"]);
        assert_eq!(quoted("‘I told him “no” twice,’ she said. ‘It’s over.’"), ["‘I told him “no” twice,’", "“no”", "‘It’s over.’"]);
    }

    #[test]
    fn nested_marks_have_parents() {
        let text = Text::new("“He said ‘no’ and “yes” to me,” she said.");
        let marks = Marks::new(&text);
        assert_eq!(marks.quoted.iter().map(|q| q.parent).collect::<Vec<_>>(), [None, Some(0), Some(0)]);
        assert_eq!(marks.outer_at(text.source.find("no").unwrap_or(0)), Some(0));
    }

    #[test]
    fn paragraphs_that_repeat_the_opening_mark() {
        let text = Text::new("“One.\n\n“Two.\n\n“Three,” she said. “Four.”");
        let marks = Marks::new(&text);
        assert_eq!(
            marks.quoted.iter().map(|q| (q.closed, q.continues)).collect::<Vec<_>>(),
            [(false, None), (false, Some(0)), (true, Some(1)), (true, None)]
        );
        assert!(marks.diagnostics.is_empty());
    }

    #[test]
    fn a_stretch_that_runs_over_paragraphs() {
        assert_eq!(quoted("He said: “One.\n\nTwo.”\n\n“Three.”"), ["“One.", "Two.”", "“Three.”"]);
    }

    #[test]
    fn missing_marks_end_with_the_paragraph() {
        let source = "“We will go, he said.\n\n\"And we\" too.\n\nAnd so\" on.";
        assert_eq!(quoted(source), ["“We will go, he said.", "\"And we\""]);
        assert_eq!(odd(source), [(DiagnosticKind::UnclosedMark, "“"), (DiagnosticKind::UnopenedMark, "\"")]);
    }

    #[test]
    fn tex_marks_pair_only_as_a_pair() {
        assert_eq!(quoted("``We go,'' he said, 5'' tall."), ["``We go,''"]);
    }
}
