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
        // What stands in brackets is an editor's, and takes no part.
        let said = [0, 1].map(|side| ranges[side].clone().filter(|at| !sides[side].words[*at].bracketed).collect::<Vec<_>>());
        let ids = |side: usize| said[side].iter().map(|at| sides[side].words[*at].exact).collect::<Vec<_>>();
        let mut next = [ranges[0].start, ranges[1].start];
        for step in steps(&ids(0), &ids(1)) {
            let of = [0, 1].map(|side| &said[side][step.words[side].clone()]);
            inserted(sides, [0, 1].map(|side| next[side]..of[side].first().map_or(next[side], |at| *at)), &mut items);
            if step.same {
                for (at, (i, j)) in of[0].iter().zip(of[1]).enumerate() {
                    if at > 0 {
                        inserted(sides, [next[0]..*i, next[1]..*j], &mut items);
                    }
                    let last = at + 1 == of[0].len();
                    same(sides, [*i, *j], last, &mut items);
                    next = [i + 1, j + 1];
                }
            } else {
                other(sides, of, &mut items);
                next = [0, 1].map(|side| of[side].last().map_or(next[side], |at| at + 1));
            }
        }
        inserted(sides, [next[0]..ranges[0].end, next[1]..ranges[1].end], &mut items);
    }
    join_brackets(sides, &mut items);
    slide_to_ellipses(sides, &mut items);
    finish(sides, items)
}

/// Adds the words `i` and `j`, the same on both sides but for case and
/// punctuation; behind the `last` of several the punctuation is the next word's business.
fn same(sides: [&Reported; 2], [i, j]: [usize; 2], last: bool, items: &mut Vec<Item>) {
    let written = |side: usize, at: usize| {
        let word = sides[side].words[at].span.of(sides[side].text).chars().filter(|c| !is_invisible(*c));
        word.map(|c| if is_apostrophe(c) { '\'' } else { c }).collect::<String>()
    };
    let straight = [written(0, i), written(1, j)];
    let bare = straight.clone().map(|word| word.replace(['[', ']'], ""));
    let small = bare.clone().map(|word| word.chars().map(lower).collect::<String>());
    let kind = if small[0] != small[1] || !last && stops(sides[0], i) != stops(sides[1], j) {
        Edit::Punctuation
    } else if bare[0] != bare[1] {
        Edit::Case
    } else if straight[0] != straight[1] {
        Edit::Punctuation
    } else {
        Edit::Same
    };
    push(sides, items, Item { kind, ellipsis: false, words: [i..i + 1, j..j + 1] });
}

/// The punctuation behind the word `at` of `side`, up to its next word; none at the end of a part.
fn stops(side: &Reported, at: usize) -> String {
    match (&side.words[at], side.words.get(at + 1)) {
        // An ellipsis is told with what it stands for.
        (word, Some(next)) if word.part == next.part && !next.ellipsis => {
            let between = Span::new(word.span.end, next.span.start).of(side.text).chars();
            between.filter(|c| !c.is_whitespace() && !is_invisible(*c) && !is_mark(*c)).collect()
        }
        _ => String::new(),
    }
}

/// Adds words in brackets.
fn inserted(sides: [&Reported; 2], words: [Range<usize>; 2], items: &mut Vec<Item>) {
    for (side, range) in words.into_iter().enumerate() {
        for at in range.filter(|at| sides[side].words[*at].bracketed) {
            push(sides, items, one_sided(Edit::Inserted, side, at..at + 1));
        }
    }
}

/// Adds `words`, which are not the same: they stand one for the other, within
/// one part of each side. Words in brackets between them stay apart.
fn other(sides: [&Reported; 2], words: [&[usize]; 2], items: &mut Vec<Item>) {
    let follows = |side: usize, a: usize, b: usize| b == a + 1 && sides[side].words[a].part == sides[side].words[b].part;
    let stretch = |side: usize| words[side].chunk_by(|a, b| follows(side, *a, *b)).next().unwrap_or_default();
    let mut read = [0, 0];
    if let ([a, ..], [b, ..]) = (words[0], words[1]) {
        read = [stretch(0).len(), stretch(1).len()];
        push(sides, items, Item { kind: Edit::Changed, ellipsis: false, words: [*a..a + read[0], *b..b + read[1]] });
    }
    for side in [0, 1] {
        for (before, &at) in words[side].iter().enumerate().skip(read[side]) {
            if let Some(before) = before.checked_sub(1) {
                let between = words[side][before] + 1..at;
                inserted(sides, if side == 0 { [between, 0..0] } else { [0..0, between] }, items);
            }
            push(sides, items, one_sided(Edit::Added, side, at..at + 1));
        }
    }
}

/// What one side has in brackets and the other without differs in the brackets alone.
fn join_brackets(sides: [&Reported; 2], items: &mut Vec<Item>) {
    let ids = |side: usize, range: &Range<usize>| sides[side].words[range.clone()].iter().map(|word| word.exact).collect::<Vec<_>>();
    for at in (1..items.len()).rev() {
        let (before, item) = (&items[at - 1], &items[at]);
        let kinds = matches!((before.kind, item.kind), (Edit::Inserted, Edit::Added) | (Edit::Added, Edit::Inserted));
        let words = [0, 1].map(|side| if before.words[side].is_empty() { item.words[side].clone() } else { before.words[side].clone() });
        if kinds && ids(0, &words[0]) == ids(1, &words[1]) {
            items[at - 1] = Item { kind: Edit::Punctuation, ellipsis: false, words };
            items.remove(at);
        }
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
                    items[at].words[full] = range.start - by..range.end - by;
                    let tail = [0, 1].map(|side| if side == full { range.end - by..range.end } else { next[short] - by..next[short] });
                    items[at - 1].words[0].end -= by;
                    items[at - 1].words[1].end -= by;
                    match items.get_mut(at + 1) {
                        Some(Item { kind: Edit::Same, words, .. }) if [0, 1].iter().all(|side| words[*side].start == tail[*side].end) => {
                            words.iter_mut().zip(tail).for_each(|(words, tail)| words.start = tail.start);
                        }
                        _ => items.insert(at + 1, Item { kind: Edit::Same, ellipsis: false, words: tail }),
                    }
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
