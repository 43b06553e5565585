//! How the wording of two reports of a remark differs, word by word.
//!
//! In: the words of both, and which of them report the remark. Out: what is
//! the same, changed, left out, added, and the class that this makes.

use std::ops::Range;

use super::difference::steps;
use super::words::Word;
use super::{Aligned, Class, Edit};
use crate::Span;
use crate::text::{is_apostrophe, is_invisible, is_mark, lower};

/// A side: its text, the words of its quotation, and those that report the
/// remark: from one to the other, and the core that both surely have.
#[derive(Clone)]
pub(super) struct Reported<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub whole: Range<usize>,
    pub core: Range<usize>,
}

/// The differences of two sides, and what they make.
pub(super) struct Alignment {
    pub items: Vec<Aligned>,
    pub wording: Class,
    /// Which side has more words.
    pub longer: Option<usize>,
}

/// A stretch of both sides that is of one kind.
struct Item {
    kind: Edit,
    ellipsis: bool,
    words: [Range<usize>; 2],
}

/// Aligns the words of `sides`.
pub(super) fn align(sides: [&Reported; 2]) -> Alignment {
    let mut items = Vec::new();
    let [a, b] = sides;
    let before = [a.whole.start..a.core.start, b.whole.start..b.core.start];
    let after = [a.core.end..a.whole.end, b.core.end..b.whole.end];
    for ranges in [before, [a.core.clone(), b.core.clone()], after] {
        let ids = |side: usize| sides[side].words[ranges[side].clone()].iter().map(|word| word.exact).collect::<Vec<_>>();
        for step in steps(&ids(0), &ids(1)) {
            let words = [0, 1].map(|side| ranges[side].start + step.words[side].start..ranges[side].start + step.words[side].end);
            if step.same { same(sides, words, &mut items) } else { other(sides, words, &mut items) }
        }
    }
    slide_to_ellipses(sides, &mut items);
    finish(sides, items)
}

/// Adds `words`, the same on both sides but for case and punctuation.
fn same(sides: [&Reported; 2], words: [Range<usize>; 2], items: &mut Vec<Item>) {
    for (i, j) in words[0].clone().zip(words[1].clone()) {
        let written =
            [(0, i), (1, j)].map(|(side, at)| sides[side].words[at].span.of(sides[side].text).chars().filter(|c| !is_invisible(*c)));
        let straight = written.map(|word| word.map(|c| if is_apostrophe(c) { '\'' } else { c }).collect::<String>());
        let bare = straight.clone().map(|word| word.chars().filter(|c| !matches!(c, '[' | ']')).map(lower).collect::<String>());
        let last = i + 1 == words[0].end;
        let kind = if bare[0] != bare[1] || !last && stops(sides[0], i) != stops(sides[1], j) {
            Edit::Punctuation
        } else if straight[0] != straight[1] {
            Edit::Case
        } else {
            Edit::Same
        };
        push(sides, items, Item { kind, ellipsis: false, words: [i..i + 1, j..j + 1] });
    }
}

/// The punctuation behind the word `at` of `side`, up to its next word; none at the end of a part.
fn stops(side: &Reported, at: usize) -> String {
    match (&side.words[at], side.words.get(at + 1)) {
        (word, Some(next)) if word.part == next.part => {
            let between = Span::new(word.span.end, next.span.start).of(side.text).chars();
            between.filter(|c| !c.is_whitespace() && !is_invisible(*c) && !is_mark(*c)).collect()
        }
        _ => String::new(),
    }
}

/// Adds `words`, which are not the same: what stands in brackets is inserted,
/// and the rest stands one for the other.
fn other(sides: [&Reported; 2], mut words: [Range<usize>; 2], items: &mut Vec<Item>) {
    let bracketed = |side: usize, at: usize| sides[side].words[at].bracketed;
    let inserted = |side: usize, range: Range<usize>, items: &mut Vec<Item>| {
        if !range.is_empty() {
            push(sides, items, one_sided(Edit::Inserted, side, range));
        }
    };
    let mut tails = [0..0, 0..0];
    for side in [0, 1] {
        let range = &mut words[side];
        let first = range.clone().find(|at| !bracketed(side, *at)).unwrap_or(range.end);
        inserted(side, range.start..first, items);
        range.start = first;
        let end = range.clone().rev().find(|at| !bracketed(side, *at)).map_or(range.start, |at| at + 1);
        tails[side] = end..range.end;
        range.end = end;
    }
    // What is changed stands in one part of each side.
    let part = |side: usize, at: usize| sides[side].words[at].part;
    let ends =
        [0, 1].map(|side| words[side].clone().find(|at| part(side, *at) != part(side, words[side].start)).unwrap_or(words[side].end));
    if words.iter().all(|range| !range.is_empty()) {
        push(sides, items, Item { kind: Edit::Changed, ellipsis: false, words: [words[0].start..ends[0], words[1].start..ends[1]] });
        words = [ends[0]..words[0].end, ends[1]..words[1].end];
    }
    for (side, range) in words.into_iter().enumerate() {
        for at in range {
            push(sides, items, one_sided(Edit::Added, side, at..at + 1));
        }
    }
    for (side, range) in tails.into_iter().enumerate() {
        inserted(side, range, items);
    }
}

fn one_sided(kind: Edit, side: usize, range: Range<usize>) -> Item {
    Item { kind, ellipsis: false, words: if side == 0 { [range, 0..0] } else { [0..0, range] } }
}

/// Adds `item`, to the last one where it goes on with that.
fn push(sides: [&Reported; 2], items: &mut Vec<Item>, item: Item) {
    let follows = |side: usize, last: &Item| {
        let (before, after) = (&last.words[side], &item.words[side]);
        before.is_empty() && after.is_empty()
            || before.end == after.start && !before.is_empty() && !after.is_empty() && {
                let words = sides[side].words;
                words[before.start].part == words[after.start].part
            }
    };
    match items.last_mut() {
        Some(last) if last.kind == item.kind && follows(0, last) && follows(1, last) => {
            for side in [0, 1] {
                if !item.words[side].is_empty() {
                    last.words[side].end = item.words[side].end;
                }
            }
        }
        _ => items.push(item),
    }
}

/// Says of what only one side has whether an ellipsis of the other stands
/// for it. "Up [and up] and away" is also "up and [up and] away": of several
/// places that come to the same, the one with the ellipsis is meant.
fn slide_to_ellipses(sides: [&Reported; 2], items: &mut Vec<Item>) {
    let mut next = [sides[0].whole.start, sides[1].whole.start];
    let mut at = 0;
    while at < items.len() {
        let item = &items[at];
        let full = usize::from(item.words[0].is_empty());
        if item.kind == Edit::Added {
            let short = 1 - full;
            let range = item.words[full].clone();
            let slides = |by: usize| {
                let words = sides[full].words;
                by <= range.len().min(next[short] - sides[short].whole.start)
                    && (1..=by).all(|back| {
                        let same = range.start.checked_sub(back).is_some_and(|before| words[before].exact == words[range.end - back].exact);
                        same && range.start - back >= sides[full].whole.start
                    })
            };
            let room = at.checked_sub(1).map_or(0, |before| match &items[before] {
                Item { kind: Edit::Same, words, .. } => words[full].len().saturating_sub(1),
                _ => 0,
            });
            let by = (0..=room).take_while(|by| slides(*by)).find(|by| has_ellipsis(sides[short], next[short] - by));
            if let Some(by) = by {
                items[at].ellipsis = true;
                if by > 0 {
                    let moved = |range: &Range<usize>, by: usize| range.start - by..range.end - by;
                    items[at].words[full] = moved(&range, by);
                    let tail = [0, 1].map(|side| if side == full { range.end - by..range.end } else { next[short] - by..next[short] });
                    items[at - 1].words[0].end -= by;
                    items[at - 1].words[1].end -= by;
                    items.insert(at + 1, Item { kind: Edit::Same, ellipsis: false, words: tail });
                    next[full] = range.end - by;
                    next[short] -= by;
                }
            }
        }
        for side in [0, 1] {
            if !items[at].words[side].is_empty() {
                next[side] = items[at].words[side].end;
            }
        }
        at += 1;
    }
}

/// Whether an ellipsis stands before the word `at` of `side`.
fn has_ellipsis(side: &Reported, at: usize) -> bool {
    side.words.get(at).is_some_and(|word| word.ellipsis) || at.checked_sub(1).is_some_and(|before| side.words[before].ellipsis_after)
}

fn finish(sides: [&Reported; 2], mut items: Vec<Item>) -> Alignment {
    let said = |side: usize| sides[side].words[sides[side].whole.clone()].iter().filter(|word| !word.bracketed).count();
    let (first, second) = (said(0), said(1));
    let longer = if first == second { None } else { Some(usize::from(second > first)) };
    let mut changed = false;
    let (mut silent, mut shown) = ([false; 2], false);
    for item in &mut items {
        let side = usize::from(item.words[0].is_empty());
        match item.kind {
            Edit::Changed => changed = true,
            Edit::Added => {
                silent[side] |= !item.ellipsis;
                shown |= item.ellipsis;
                if item.ellipsis || longer == Some(side) {
                    item.kind = Edit::LeftOut;
                }
            }
            _ => {}
        }
    }
    let wording = if changed || silent == [true; 2] {
        Class::Reworded
    } else if shown || silent != [false; 2] {
        Class::Abridged
    } else {
        Class::Verbatim
    };
    let span = |side: usize, range: &Range<usize>| {
        let words = sides[side].words.get(range.clone()).filter(|words| !words.is_empty())?;
        Some(words.first()?.span.join(words.last()?.span))
    };
    let aligned = |item: Item| Aligned {
        kind: item.kind,
        spans: [span(0, &item.words[0]), span(1, &item.words[1])],
        ellipsis: (item.kind == Edit::LeftOut).then_some(item.ellipsis),
    };
    Alignment { items: items.into_iter().map(aligned).collect(), wording, longer }
}
