//! Learns stage two from annotated documents and their taggings.

use super::Prepared;
use super::crf::{self, Chains};
use crate::phrases::{Phrase, Reader};
use crate::relations::windows::{Sheet, Window};
use crate::relations::{self, CONTENT, LABELS, Relation, SOURCE, TEMPLATES, Weights};
use crate::tagger::Tagging;

/// How the relations' model learns.
pub(crate) const SETTINGS: crf::Settings =
    crf::Settings { epochs: 3, rate: 0.02, power: 16, common: 3, classes: relations::signs::CLASSES };

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
    for cue in relations::cues(&prepared.text, tagging, relations::TRIED) {
        let own = (cue.first..cue.end)
            .find_map(|at| gold.iter().rposition(|gold| gold.cue.first <= at && at < gold.cue.end));
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
fn chains(documents: &[Prepared], taggings: &[Tagging]) -> (Chains, Vec<usize>) {
    let mut chains = Chains { width: TEMPLATES.len(), ..Chains::default() };
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
                chains.classes.push(sheet.signs.classes[at]);
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
pub(crate) fn train(documents: &[Prepared], taggings: &[Tagging], settings: crf::Settings) -> Learnt {
    let (chains, firsts) = chains(documents, taggings);
    let of = |wanted: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..documents.len()).filter(|index| wanted(*index)).flat_map(|index| firsts[index]..firsts[index + 1]).collect()
    };
    let weights = |chosen: &[usize]| Weights { model: crf::train::<LABELS>(&chains, chosen, settings) };
    let mut jackknifed = vec![Vec::new(); documents.len()];
    for fold in 0..2 {
        let weights = weights(&of(&|index| index % 2 != fold));
        for index in (fold..documents.len()).step_by(2) {
            jackknifed[index] = found(&documents[index], &taggings[index], &weights);
        }
    }
    Learnt { weights: weights(&of(&|_| true)), jackknifed }
}

/// The relations of `prepared`.
pub(crate) fn found(prepared: &Prepared, tagging: &Tagging, weights: &Weights) -> Vec<Relation> {
    relations::find(&prepared.text, &prepared.marks, &prepared.tags, &prepared.forms, tagging, weights)
}
