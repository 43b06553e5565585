//! Learns what kind of text a document is.

use super::Prepared;
use super::random::Random;
use crate::genre::{GENRES, Genre, WORDS, weighty};
use crate::linear::Table;

/// How often every document is seen.
const EPOCHS: usize = 30;
/// The rate of learning.
const RATE: f32 = 0.1;
/// What part of itself a weight loses in a step.
const DECAY: f32 = 1e-3;
/// The most that a document of a rare kind counts.
const RAREST: f32 = 10.0;

/// The weights that tell the kinds of `documents`, each kind counting alike.
pub(crate) fn train(documents: &[&Prepared]) -> Table {
    let mut numbers = [0_usize; GENRES];
    documents.iter().for_each(|document| numbers[document.document.genre] += 1);
    let words: Vec<Vec<(usize, f32)>> =
        documents.iter().map(|document| weighty(&document.forms).map(|(word, weight)| (word as usize, weight)).collect()).collect();
    let mut weights = vec![0.0_f32; WORDS * GENRES];
    let mut squares = vec![1e-3_f32; WORDS * GENRES];
    let mut order: Vec<usize> = (0..documents.len()).collect();
    let mut random = Random::new(3);
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for index in &order {
            let right = documents[*index].document.genre;
            let counts = (documents.len() as f32 / (GENRES * numbers[right]) as f32).min(RAREST);
            let words = &words[*index];
            let score = |kind: usize| words.iter().map(|(word, weight)| weights[word * GENRES + kind] * weight).sum();
            let likely = Genre::likely(std::array::from_fn(score));
            for (kind, likely) in likely.0.into_iter().enumerate() {
                let slope = counts * (likely - if right == kind { 1.0 } else { 0.0 });
                for (word, weight) in words {
                    let at = word * GENRES + kind;
                    let slope = slope * weight + DECAY * weights[at];
                    squares[at] += slope * slope;
                    weights[at] -= RATE * slope / squares[at].sqrt();
                }
            }
        }
    }
    Table::rounded(GENRES, &weights)
}

/// What kind each of `documents` is to weights learnt from the other half of them.
pub(crate) fn jackknife(documents: &[&Prepared]) -> Vec<Genre> {
    let halves = [0, 1].map(|half| {
        let others: Vec<&Prepared> = documents.iter().enumerate().filter(|(at, _)| at % 2 != half).map(|(_, own)| *own).collect();
        train(&others)
    });
    documents.iter().enumerate().map(|(at, document)| Genre::of(&document.forms, &halves[at % 2])).collect()
}
