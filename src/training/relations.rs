//! Learns stage two from annotated documents and their taggings.

use super::Prepared;
use super::crf::{self, Chains};
use super::random::Random;
use crate::crf::{Model, exp};
use crate::forms::Hash;
use crate::linear::Table;
use crate::phrases::{Phrase, Reader};
use crate::relations::windows::{Sheet, Window};
use crate::relations::{self, CONTENT, LABELS, Relation, SOURCE, WIDTH, Weights, judge};
use crate::tagger::Tagging;

/// How the relations' model learns.
pub(crate) const SETTINGS: crf::Settings =
    crf::Settings { epochs: 3, rate: 0.02, power: 16, common: 3, classes: relations::windows::CLASSES };

/// An annotated quotation by its tokens.
struct Gold {
    cue: Phrase,
    content: Vec<Phrase>,
    source: Vec<Phrase>,
}

/// The annotated quotations of `prepared` that have a cue.
fn gold(prepared: &Prepared) -> Vec<Gold> {
    let phrases = |spans: &[crate::Span]| spans.iter().map(|span| prepared.tokens(*span)).collect::<Vec<_>>();
    let mut out = Vec::new();
    for own in &prepared.document.attributions {
        let cue = phrases(&own.cue);
        let (Some(first), Some(end)) = (cue.iter().map(|run| run.first).min(), cue.iter().map(|run| run.end).max()) else { continue };
        if first < end {
            out.push(Gold { cue: Phrase { first, end }, content: phrases(&own.content), source: phrases(&own.source) });
        }
    }
    out
}

/// The cues to learn from, in order: those found in the tagging, each with the
/// annotated quotation that it is the cue of, and the annotated ones that were not found.
fn anchors(prepared: &Prepared, tagging: &Tagging, gold: &[Gold]) -> Vec<(Phrase, Option<usize>)> {
    let mut used = vec![false; gold.len()];
    let mut out = Vec::new();
    for cue in relations::cues(&prepared.text, tagging, LEARNT) {
        let own = (cue.first..cue.end).find_map(|at| gold.iter().rposition(|gold| gold.cue.first <= at && at < gold.cue.end));
        match own {
            Some(own) if used[own] => {}
            Some(own) => {
                used[own] = true;
                out.push((cue, Some(own)));
            }
            None => out.push((cue, None)),
        }
    }
    out.extend((0..gold.len()).filter(|own| !used[*own]).map(|own| (gold[own].cue, Some(own))));
    out.sort_by_key(|(cue, own)| (cue.first, cue.end, *own));
    out
}

/// The windows of `documents` as chains, and where each document's start.
fn chains(documents: &[&Prepared], taggings: &[&Tagging]) -> (Chains, Vec<usize>) {
    let mut chains = Chains { width: WIDTH, ..Chains::default() };
    let mut firsts = Vec::new();
    let mut window = Window::default();
    for (prepared, tagging) in documents.iter().zip(taggings) {
        firsts.push(chains.starts.len());
        let gold = gold(prepared);
        let anchors = anchors(prepared, tagging, &gold);
        let cues: Vec<Phrase> = anchors.iter().map(|(cue, _)| *cue).collect();
        let reader = Reader { text: &prepared.text, tags: &prepared.tags };
        let sheet = Sheet::new(reader, &prepared.marks, &prepared.forms, tagging, &cues);
        for (cue, own) in anchors {
            sheet.lay(cue, &mut window);
            chains.starts.push(chains.classes.len());
            let base = chains.labels.len();
            for at in window.first..window.end {
                relations::features(&sheet, &window, at, |feature| chains.features.push(feature));
                chains.features.resize((chains.labels.len() + 1) * WIDTH, crf::ABSENT);
                chains.classes.push(sheet.steps[at]);
                chains.labels.push(0);
            }
            let Some(own) = own else { continue };
            for (phrases, label) in [(&gold[own].content, CONTENT), (&gold[own].source, SOURCE)] {
                for phrase in phrases {
                    for at in phrase.first.max(window.first)..phrase.end.min(window.end) {
                        chains.labels[base + at - window.first] = label;
                    }
                }
            }
        }
    }
    firsts.push(chains.starts.len());
    chains.starts.push(chains.classes.len());
    (chains, firsts)
}

/// What was learnt, and the relations of the documents themselves.
pub(crate) struct Learnt {
    /// The weights.
    pub weights: Weights,
    /// For each document, its relations by weights learnt from the other half of the documents.
    pub jackknifed: Vec<Vec<Relation>>,
}

/// Learns from `documents` and their `taggings` by a tagger that had not seen them.
pub(crate) fn train(documents: &[&Prepared], taggings: &[&Tagging], settings: crf::Settings) -> Learnt {
    let (chains, firsts) = chains(documents, taggings);
    let of = |wanted: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..documents.len()).filter(|index| wanted(*index)).flat_map(|index| firsts[index]..firsts[index + 1]).collect()
    };
    let model = |chosen: &[usize]| crf::train::<LABELS>(&chains, chosen, settings);
    // Each half's model tries the cues of the other half: what the judge learns from.
    let halves = [model(&of(&|index| index % 2 != 0)), model(&of(&|index| index % 2 != 1))];
    let cases: Vec<Vec<Case>> = (0..documents.len()).map(|index| cases(documents[index], taggings[index], &halves[index % 2])).collect();
    let judge = |wanted: &dyn Fn(usize) -> bool| -> Table {
        let chosen: Vec<&Case> = (0..documents.len()).filter(|index| wanted(*index)).flat_map(|index| &cases[index]).collect();
        regress(&chosen)
    };
    let mut jackknifed = vec![Vec::new(); documents.len()];
    for (fold, model) in halves.iter().enumerate() {
        let weights = Weights { model: model.clone(), judge: judge(&|index| index % 2 != fold) };
        for index in (fold..documents.len()).step_by(2) {
            jackknifed[index] = found(documents[index], taggings[index], &weights);
        }
    }
    Learnt { weights: Weights { model: model(&of(&|_| true)), judge: judge(&|_| true) }, jackknifed }
}

/// A relation to be judged: its features, and whether it is right.
struct Case {
    way: usize,
    features: Vec<Hash>,
    right: bool,
}

/// The relations that `model` finds in `prepared`.
fn cases(prepared: &Prepared, tagging: &Tagging, model: &Model<LABELS>) -> Vec<Case> {
    let gold = gold(prepared);
    let reader = Reader { text: &prepared.text, tags: &prepared.tags };
    let cues = relations::cues(&prepared.text, tagging, relations::TRIED);
    let sheet = Sheet::new(reader, &prepared.marks, &prepared.forms, tagging, &cues);
    let found = relations::tried(&sheet, tagging, &cues, model);
    let mut cases = Vec::new();
    for (index, ways) in found.iter().enumerate() {
        for (number, way) in ways.iter().enumerate() {
            let mut features = Vec::new();
            judge::features(&sheet, tagging, &found, index, way, |feature| features.push(feature));
            let right = gold.iter().any(|gold| is_right(prepared, gold, &way.relation));
            cases.push(Case { features, right, way: number });
        }
    }
    cases
}

/// Whether `relation` is the annotated one: it shares words of the cue and the
/// source, and half of all words that either has as content.
fn is_right(prepared: &Prepared, gold: &Gold, relation: &Relation) -> bool {
    let words = |phrases: &[Phrase]| -> Vec<usize> {
        let mut words: Vec<usize> = phrases
            .iter()
            .flat_map(|phrase| phrase.first..phrase.end)
            .filter(|at| prepared.text.tokens.get(*at).is_some_and(|token| token.is_word()))
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let shared = |a: &[usize], b: &[usize]| a.iter().filter(|at| b.binary_search(at).is_ok()).count();
    let touches = |a: Phrase, b: Phrase| a.first < b.end && b.first < a.end;
    let (own, other) = (words(&gold.content), words(&relation.content));
    let both = shared(&own, &other);
    touches(gold.cue, relation.cue)
        && both > 0
        && both * 2 >= own.len() + other.len() - both
        && (gold.source.is_empty() || gold.source.iter().any(|own| relation.source.is_some_and(|source| touches(*own, source))))
}

/// The power of two of the judge's rows.
const JUDGE_POWER: u32 = 15;
/// How much choosing among the ways to read a cue counts.
const CHOOSING: f32 = 1.0;
/// How often the judge sees all cases.
const JUDGE_EPOCHS: usize = 4;
/// How large its steps are.
const JUDGE_RATE: f32 = 0.015;

/// What makes cases right, by logistic regression.
fn regress(cases: &[&Case]) -> Table {
    let rows = 1_usize << JUDGE_POWER;
    let counter = |hash: Hash| (hash & 0xf_ffff) as usize;
    let mut counts = vec![0_u32; 1 << 20];
    for hash in cases.iter().flat_map(|case| &case.features) {
        counts[counter(*hash)] += 1;
    }
    let mut weights = vec![0.0_f32; rows];
    let mut squares = vec![1.0_f32; rows];
    let mut average = vec![0.0_f32; rows];
    // The ways to read one cue stand together.
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        match groups.last_mut().filter(|_| case.way > 0) {
            Some(group) => group.1 = at + 1,
            None => groups.push((at, at + 1)),
        }
    }
    let mut random = Random::new(2);
    for epoch in 0..JUDGE_EPOCHS {
        random.shuffle(&mut groups);
        for group in &groups {
            let ways = &cases[group.0..group.1];
            let buckets = |case: &Case| -> Vec<usize> {
                case.features.iter().filter(|hash| counts[counter(**hash)] >= 3).map(|hash| *hash as usize & (rows - 1)).collect()
            };
            let buckets: Vec<Vec<usize>> = ways.iter().map(|case| buckets(case)).collect();
            let sums: Vec<f32> = buckets.iter().map(|own| own.iter().map(|bucket| weights[*bucket]).sum()).collect();
            // Each by itself: is it right? And all together: which one is?
            let largest = sums.iter().copied().fold(f32::MIN, f32::max);
            let shares: Vec<f32> = sums.iter().map(|sum| exp(sum - largest)).collect();
            let all: f32 = shares.iter().sum();
            let right: f32 = shares.iter().zip(ways).filter(|(_, case)| case.right).map(|(share, _)| share).sum();
            let mixed = ways.iter().any(|case| case.right) && ways.iter().any(|case| !case.right);
            for ((case, buckets), (sum, share)) in ways.iter().zip(&buckets).zip(sums.iter().zip(&shares)) {
                let mut gradient = 1.0 / (1.0 + exp(-sum)) - if case.right { 1.0 } else { 0.0 };
                if mixed {
                    gradient += CHOOSING * (share / all - if case.right { share / right } else { 0.0 });
                }
                for bucket in buckets {
                    squares[*bucket] += gradient * gradient;
                    weights[*bucket] -= JUDGE_RATE * gradient / squares[*bucket].sqrt();
                }
            }
        }
        if epoch >= JUDGE_EPOCHS / 2 {
            average.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight / (JUDGE_EPOCHS - JUDGE_EPOCHS / 2) as f32);
        }
    }
    Table::rounded(1, &average)
}

/// The relations of `prepared`.
pub(crate) fn found(prepared: &Prepared, tagging: &Tagging, weights: &Weights) -> Vec<Relation> {
    relations::find(&prepared.text, &prepared.marks, &prepared.tags, &prepared.forms, tagging, weights, None)
}

/// From what likelihood on a cue is learnt from, though it is none.
const LEARNT: f32 = 0.45;
