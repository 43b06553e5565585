//! Learns stage three: the softmax over the choices of each quoted segment.

use std::collections::HashMap;

use super::Prepared;
use super::random::Random;
use crate::Span;
use crate::genre::{GENRES, Genre};
use crate::linear::Table;
use crate::math::exp;
use crate::phrases::Phrase;
use crate::quotations::{self, Choice, Learnt, Row, Segment};
use crate::relations::Relation;
use crate::tagger::Tagging;

/// The power of two of the table's rows.
const POWER: u32 = 15;
/// How often every segment is seen.
const EPOCHS: usize = 8;
/// The rate of learning.
const RATE: f32 = 0.02;
/// The share of features that a step leaves out, so that none is relied on alone.
const DROPPED: f32 = 0.3;
/// In how few segments a feature is too rare to learn from.
const COMMON: usize = 3;

/// What to learn from one document.
pub(crate) struct Lesson<'a> {
    /// The document.
    pub prepared: &'a Prepared<'a>,
    /// What the tagger says of it, having learnt from others.
    pub tagging: &'a Tagging,
    /// What the relations are, likewise.
    pub relations: &'a [Relation],
    /// How often each of its segments counts.
    pub weight: usize,
    /// What kind of text it is, to weights learnt from others.
    pub genre: Genre,
}

/// A segment's choices and which of them are right.
struct Item {
    /// Each choice's features, and whether it is right.
    rows: Vec<(Vec<u32>, bool)>,
    /// What kind of text it stands in.
    genre: Genre,
}

/// The weights that choose best in `lessons`.
pub(crate) fn train(lessons: &[Lesson]) -> Table {
    let none = Table::default();
    let mut items: Vec<Item> = Vec::new();
    let mut order: Vec<usize> = Vec::new();
    for lesson in lessons {
        let prepared = lesson.prepared;
        let learnt =
            Learnt { forms: &prepared.forms, tagging: lesson.tagging, relations: lesson.relations, genre: lesson.genre, ranker: &none };
        let (segments, rows) = quotations::choices(&prepared.text, &prepared.marks, &prepared.tags, learnt);
        for (segment, rows) in segments.iter().zip(rows) {
            let Some(right) = right(prepared, segment, &rows) else { continue };
            order.extend(std::iter::repeat_n(items.len(), lesson.weight));
            items.push(Item { rows: rows.into_iter().map(|row| row.features).zip(right).collect(), genre: lesson.genre });
        }
    }
    leave_out_rare(&mut items);
    Table::rounded(GENRES, &descend(&items, &mut order))
}

/// Leaves out the features that fewer than [`COMMON`] of `items` have.
fn leave_out_rare(items: &mut [Item]) {
    let mut seen: HashMap<u32, usize> = HashMap::new();
    for item in items.iter() {
        let mut own: Vec<u32> = item.rows.iter().flat_map(|(features, _)| features.iter().copied()).collect();
        own.sort_unstable();
        own.dedup();
        own.into_iter().for_each(|feature| *seen.entry(feature).or_default() += 1);
    }
    for (features, _) in items.iter_mut().flat_map(|item| &mut item.rows) {
        features.retain(|feature| seen[feature] >= COMMON);
    }
}

/// For each segment of `prepared` that can be judged, what the ranker chooses and what would be right.
pub(crate) fn judged(prepared: &Prepared, learnt: Learnt) -> Vec<(Choice, Vec<Choice>)> {
    let (segments, rows) = quotations::choices(&prepared.text, &prepared.marks, &prepared.tags, learnt);
    let judge = |(segment, rows): (&Segment, Vec<Row>)| {
        let right = right(prepared, segment, &rows)?;
        let right = rows.iter().zip(right).filter(|(_, right)| *right).map(|(row, _)| row.choice).collect();
        Some((quotations::chosen(&rows, learnt), right))
    };
    segments.iter().zip(rows).filter_map(judge).collect()
}

/// For each of the `rows` of `segment` whether it is right; nothing where nobody could tell.
fn right(prepared: &Prepared, segment: &Segment, rows: &[Row]) -> Option<Vec<bool>> {
    let document = prepared.document;
    let inner = prepared.tokens(segment.inner);
    let words = |phrase: Phrase| (phrase.first..phrase.end).filter(|at| prepared.text.tokens[*at].is_word());
    if document.ignore.iter().any(|span| span.overlaps(segment.inner)) {
        return None;
    }
    let all = words(inner).count();
    // The content that covers most of it, if that is half of it; of two the shorter.
    let mut best: Option<(usize, usize, usize)> = None;
    for (index, attribution) in document.attributions.iter().enumerate() {
        let holds = |span: &&Span| span.overlaps(segment.inner);
        let part: usize = attribution
            .content
            .iter()
            .filter(holds)
            .map(|span| words(inner).filter(|at| span.overlaps(prepared.text.tokens[*at].span)).count())
            .sum();
        let size: usize = attribution.content.iter().map(|span| span.end - span.start).sum();
        if part > 0 && best.is_none_or(|(most, least, _)| part > most || part == most && size < least) {
            best = Some((part, size, index));
        }
    }
    let covering = best.filter(|(part, _, _)| part * 2 >= all).map(|(_, _, index)| &document.attributions[index]);
    let Some(attribution) = covering else {
        return Some(rows.iter().map(|row| row.choice == Choice::Nobody).collect());
    };
    if attribution.source.is_empty() {
        // Whole documents leave a source out by mistake as often as not.
        return (!document.whole).then(|| rows.iter().map(|row| row.choice == Choice::Somebody).collect());
    }
    // Of the candidates that share a word with the source, those that share most of theirs.
    let spans: Vec<Phrase> = attribution.source.iter().map(|span| prepared.tokens(*span)).collect();
    let gold: Vec<usize> = spans.iter().flat_map(|phrase| words(*phrase)).collect();
    let weighty: Vec<usize> = gold.iter().copied().filter(|at| !is_light(prepared.text.norm(*at))).collect();
    let gold = if weighty.is_empty() { gold } else { weighty };
    let share = |choice: Choice| match choice {
        Choice::Source(phrase) => {
            let shared = gold.iter().filter(|at| (phrase.first..phrase.end).contains(at)).count();
            shared as f32 / (gold.len() + words(phrase).count() - shared).max(1) as f32
        }
        _ => 0.0,
    };
    let most = rows.iter().map(|row| share(row.choice)).fold(0.0, f32::max);
    (most > 0.0).then(|| rows.iter().map(|row| share(row.choice) > most - 1e-6).collect())
}

/// Words that a source may share with another by chance: those that the scores leave out too.
fn is_light(norm: &str) -> bool {
    "the a an of and or to in on at for from by with as his her their its our my your this that these those who which mr mrs ms dr sen rep gov president former"
        .split(' ')
        .any(|light| light == norm.trim_end_matches('.'))
}

/// What a feature weighs: once for all texts, and besides for each kind.
const PARTS: usize = GENRES + 1;
/// From what likelihood on a segment teaches what is peculiar to a kind of text.
const UNLIKELY: f32 = 0.02;

/// AdaGrad on the logarithmic loss; the weights are the mean over the later
/// epochs. That a feature weighs something in all texts and something more in
/// those of a kind lets the rare kinds learn from the common one (Daumé III,
/// Frustratingly Easy Domain Adaptation, ACL 2007).
fn descend(items: &[Item], order: &mut [usize]) -> Vec<f32> {
    let size = 1usize << POWER;
    let place = |feature: u32| (feature as usize & (size - 1)) * PARTS;
    let mut weights = vec![0.0_f32; size * PARTS];
    let mut squares = vec![1.0_f32; size * PARTS];
    let mut mean = vec![0.0_f32; size * PARTS];
    let mut random = Random::new(1);
    for epoch in 0..EPOCHS {
        random.shuffle(order);
        for index in order.iter() {
            let Item { rows, genre } = &items[*index];
            let shares: [f32; PARTS] = std::array::from_fn(|part| if part == 0 { 1.0 } else { genre.0[part - 1] });
            let weight = |feature: &u32| -> f32 {
                let at = place(*feature);
                weights[at..at + PARTS].iter().zip(&shares).map(|(weight, share)| weight * share).sum()
            };
            let scores: Vec<f32> = rows.iter().map(|(features, _)| features.iter().map(weight).sum()).collect();
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let likely: Vec<f32> = scores.iter().map(|score| exp(score - top)).collect();
            let all: f32 = likely.iter().sum();
            let right: f32 = likely.iter().zip(rows).filter(|(_, row)| row.1).map(|(likely, _)| likely).sum();
            for ((features, is_right), likely) in rows.iter().zip(&likely) {
                let gradient = likely / all - if *is_right { likely / right.max(1e-12) } else { 0.0 };
                if gradient.abs() < 1e-4 {
                    continue;
                }
                for feature in features {
                    if random.unit() < DROPPED {
                        continue;
                    }
                    let at = place(*feature);
                    for (part, share) in shares.iter().enumerate().filter(|(_, share)| **share >= UNLIKELY) {
                        let gradient = gradient * share;
                        squares[at + part] += gradient * gradient;
                        weights[at + part] -= RATE * gradient / squares[at + part].sqrt();
                    }
                }
            }
        }
        if epoch >= EPOCHS / 2 {
            mean.iter_mut().zip(&weights).for_each(|(mean, weight)| *mean += weight / (EPOCHS - EPOCHS / 2) as f32);
        }
    }
    mean.chunks(PARTS).flat_map(|row| row[1..].iter().map(|own| row[0] + own)).collect()
}
