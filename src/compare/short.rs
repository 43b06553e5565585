//! Quotations too short to tell anything by their words: "Yes", "No comment".
//!
//! In: passages and the pairs among them. Out: besides, the pairs of short
//! passages that stand word for word in both texts, where what stands beside
//! them is paired, or where one speaker says this once in each.

use super::likeness;
use super::pairing::{self, Match};
use super::passages::Passage;
use super::speakers::{self, Voices};
use crate::Span;

/// The most words of a short passage.
const LONGEST: usize = 6;
/// How sure a pair is at least that stands on its place or its speaker.
const SURE: f32 = 0.5;

/// Adds to `found` the pairs of short passages.
pub(super) fn add(passages: &[Passage], found: &mut Vec<Match>) {
    let mut texts: Vec<Vec<usize>> = vec![Vec::new(); passages.len()];
    for [a, b] in found.iter().map(|found| found.passages) {
        texts[a].push(passages[b].text);
        texts[b].push(passages[a].text);
    }
    let free = |texts: &[Vec<usize>], [a, b]: [usize; 2]| !texts[a].contains(&passages[b].text) && !texts[b].contains(&passages[a].text);
    // One may be beside another, and that beside a third.
    let mut next = 0;
    while let Some(pair) = found.get(next).filter(|_| next < passages.len() * 4) {
        let of = pair.passages;
        let indirect = pair.indirect;
        next += 1;
        for two in [before(passages, of), after(passages, of)].into_iter().flatten().filter(|_| !indirect) {
            if let Some(pair) = pair_of(passages, two).filter(|_| free(&texts, two)) {
                texts[two[0]].push(passages[two[1]].text);
                texts[two[1]].push(passages[two[0]].text);
                found.push(pair);
            }
        }
    }
    // Those of one speaker: what stands once in each of two texts.
    let short: Vec<usize> = (0..passages.len()).filter(|at| is_short(&passages[*at])).collect();
    // Few have the same two words at first, and as many in all, and differ behind them.
    let word = |at: usize, which: usize| passages[at].words.get(which).map_or(0, |word| word.exact as usize + 1);
    let key = |at: usize| Span::new(word(at, 0), word(at, 1) * (LONGEST + 1) + passages[at].words.len());
    let by_words = Span::ordered(&short, key);
    for alike in by_words.chunk_by(|a, b| key(*a) == key(*b)) {
        let once: Vec<usize> = alike
            .chunk_by(|a, b| passages[*a].text == passages[*b].text)
            .filter_map(|of_text| <[usize; 1]>::try_from(of_text).ok())
            .flatten()
            .collect();
        for (at, one) in once.iter().enumerate() {
            for two in once[at + 1..].iter().map(|other| [*one, *other]) {
                found.extend(pair_of(passages, two).filter(|pair| pair.voices == Voices::Same && free(&texts, two)));
            }
        }
    }
}

fn is_short(passage: &Passage) -> bool {
    !passage.reported && passage.words.len() <= LONGEST && passage.words.iter().all(|word| !word.bracketed)
}

/// The pair of two short passages, if they have the same words and may have one speaker.
fn pair_of(passages: &[Passage], of: [usize; 2]) -> Option<Match> {
    let [a, b] = of.map(|at| &passages[at]);
    let same = a.words.iter().map(|word| word.exact).eq(b.words.iter().map(|word| word.exact));
    let voices = speakers::same(a.voice.as_ref(), b.voice.as_ref());
    if !is_short(a) || !is_short(b) || !same || voices == Voices::Different {
        return None;
    }
    let pairs: Vec<(usize, usize)> = (0..a.words.len()).map(|at| (at, at)).collect();
    let likeness = likeness::measure(&a.words, &b.words, &pairs)?;
    let score = pairing::score(likeness.evidence, likeness.coverage).max(SURE);
    Some(Match { passages: of, likeness, score, indirect: false, voices })
}

/// The passages in marks before two, in their texts.
fn before(passages: &[Passage], of: [usize; 2]) -> Option<[usize; 2]> {
    let beside = |at: usize| {
        let own = &passages[at];
        let start = (0..at).rev().take_while(|before| passages[*before].text == own.text);
        start.take(NEAR).find(|before| passages[*before].quotation != own.quotation && !passages[*before].reported)
    };
    Some([beside(of[0])?, beside(of[1])?])
}

/// The passages in marks after two, in their texts.
fn after(passages: &[Passage], of: [usize; 2]) -> Option<[usize; 2]> {
    let beside = |at: usize| {
        let own = &passages[at];
        let rest = (at + 1..passages.len()).take_while(|after| passages[*after].text == own.text);
        rest.take(NEAR).find(|after| passages[*after].quotation != own.quotation && !passages[*after].reported)
    };
    Some([beside(of[0])?, beside(of[1])?])
}

/// What stands further away is not beside.
const NEAR: usize = 3;
