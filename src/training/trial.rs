//! Trials for measuring: train on some documents, predict others.

use super::{Document, Prepared, crf, linear_tagger, relations};
use crate::relations::Relation;
use crate::tagger::{LABELS, Tagging};

/// The marginals of a document's tokens.
pub type Marginals = Vec<[f32; LABELS]>;

fn prepare(documents: &[Document]) -> Vec<Prepared<'_>> {
    documents.iter().map(Prepared::new).collect()
}

/// Jackknifed marginals of `documents`, and those of `others`, by the linear tagger.
pub fn tag(documents: &[Document], others: &[Document]) -> (Vec<Marginals>, Vec<Marginals>) {
    let (own, others) = linear_tagger::jackknifed(&prepare(documents), &prepare(others), linear_tagger::SETTINGS);
    let plain = |taggings: Vec<Tagging>| taggings.into_iter().map(|tagging| tagging.marginals).collect();
    (plain(own), plain(others))
}

/// What was predicted of a quotation; spans count bytes.
pub struct Predicted {
    /// Its content.
    pub content: Vec<crate::Span>,
    /// Its source.
    pub source: Vec<crate::Span>,
    /// Its cue.
    pub cue: Vec<crate::Span>,
    /// How likely it is one.
    pub probability: f32,
    /// How likely the cue is one.
    pub cue_probability: f32,
    /// How likely its source is right.
    pub sourced: f32,
}

/// The relations of `documents` (jackknifed) and `others`, and the weights.
pub fn relate(
    documents: &[Document],
    marginals: &[Marginals],
    others: &[Document],
    marginals_others: &[Marginals],
) -> (Vec<Vec<Predicted>>, Vec<Vec<Predicted>>, Vec<u8>) {
    let taggings = |all: &[Marginals]| all.iter().map(|own| Tagging { marginals: own.clone() }).collect::<Vec<_>>();
    let (documents, others) = (prepare(documents), prepare(others));
    let (own, other) = (taggings(marginals), taggings(marginals_others));
    let environment = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<f32>().ok());
    let settings = crf::Settings {
        epochs: environment("EPOCHS").map_or(relations::SETTINGS.epochs, |value| value as usize),
        rate: environment("RATE").unwrap_or(relations::SETTINGS.rate),
        power: environment("POWER").map_or(relations::SETTINGS.power, |value| value as u32),
        common: environment("COMMON").map_or(relations::SETTINGS.common, |value| value as u32),
        ..relations::SETTINGS
    };
    let learnt = relations::train(&documents, &own, settings);
    let of_others: Vec<Vec<Relation>> =
        others.iter().zip(&other).map(|(prepared, tagging)| relations::found(prepared, tagging, &learnt.weights)).collect();
    let mut bytes = Vec::new();
    learnt.weights.write(&mut bytes);
    let plain = |all: &[Prepared], taggings: &[Tagging], found: &[Vec<Relation>]| {
        all.iter()
            .zip(found)
            .zip(taggings)
            .map(|((prepared, relations), tagging)| {
                let mut out: Vec<Predicted> = relations.iter().map(|relation| predicted(prepared, tagging, relation)).collect();
                out.extend(left(prepared, tagging, relations));
                out
            })
            .collect()
    };
    (plain(&documents, &own, &learnt.jackknifed), plain(&others, &other, &of_others), bytes)
}

fn predicted(prepared: &Prepared, tagging: &Tagging, relation: &Relation) -> Predicted {
    Predicted {
        content: relation.content.iter().map(|piece| piece.span(&prepared.text)).collect(),
        source: relation.source.iter().map(|piece| piece.span(&prepared.text)).collect(),
        cue: vec![relation.cue.span(&prepared.text)],
        probability: relation.probability,
        cue_probability: (relation.cue.first..relation.cue.end)
            .map(|at| tagging.part(at, crate::tagger::CUE))
            .fold(0.0, f32::max),
        sourced: relation.sourced,
    }
}

/// What the tagger takes for content and no relation has.
fn left(prepared: &Prepared, tagging: &Tagging, relations: &[Relation]) -> Vec<Predicted> {
    let text = &prepared.text;
    let mut covered = vec![false; text.tokens.len()];
    for piece in relations.iter().filter(|relation| relation.probability >= 0.3).flat_map(|relation| &relation.content) {
        covered[piece.first..piece.end].fill(true);
    }
    let likely = |at: usize| !covered[at] && tagging.part(at, crate::tagger::CONTENT) > 0.5;
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let first = at;
        while at < text.tokens.len() && likely(at) && text.tokens[at].paragraph == text.tokens[first].paragraph {
            at += 1;
        }
        if at > first {
            let mean = (first..at).map(|at| tagging.part(at, crate::tagger::CONTENT)).sum::<f32>() / (at - first) as f32;
            out.push(Predicted {
                content: vec![text.span(first, at)],
                source: Vec::new(),
                cue: Vec::new(),
                probability: mean,
                cue_probability: 0.0,
                sourced: 0.0,
            });
        }
        at = at.max(first + 1);
    }
    out
}

/// How long relations of `documents` take, in seconds, and how many tokens they have.
pub fn speed(documents: &[Document], marginals: &[Marginals], bytes: &[u8]) -> (f64, usize) {
    let documents = prepare(documents);
    let taggings: Vec<Tagging> = marginals.iter().map(|own| Tagging { marginals: own.clone() }).collect();
    let Some(weights) = crate::relations::Weights::read(&mut &bytes[..]) else { return (0.0, 0) };
    let clock = std::time::Instant::now();
    let mut found = 0;
    for (prepared, tagging) in documents.iter().zip(&taggings) {
        found += relations::found(prepared, tagging, &weights).len();
    }
    assert!(found > 0);
    (clock.elapsed().as_secs_f64(), documents.iter().map(|prepared| prepared.text.tokens.len()).sum())
}

/// What each template moves in the mean: first the still ones.
pub fn contributions(documents: &[Document], marginals: &[Marginals], bytes: &[u8]) -> Vec<f32> {
    use crate::relations::windows::{Sheet, Window};
    let mut sums = vec![0.0_f32; crate::relations::WIDTH];
    let Some(weights) = crate::relations::Weights::read(&mut &bytes[..]) else { return sums };
    let mut tokens = 0;
    let mut count = 0;
    let mut windows = 0;
    for (document, own) in documents.iter().zip(marginals) {
        let prepared = Prepared::new(document);
        let tagging = Tagging { marginals: own.clone() };
        let cues = crate::relations::cues(&prepared.text, &tagging, crate::relations::TRIED);
        let reader = crate::phrases::Reader { text: &prepared.text, tags: &prepared.tags };
        let sheet = Sheet::new(reader, &prepared.marks, &prepared.forms, &tagging, &cues);
        let mut window = Window::default();
        tokens += prepared.text.tokens.len();
        for cue in cues {
            sheet.lay(cue, &mut window);
            windows += window.end - window.first;
            for at in window.first..window.end {
                let mut index = 0;
                let mut found = vec![0.0; sums.len()];
                crate::relations::features(&sheet, &window, at, |feature| {
                    let row = weights.model.table.row(feature);
                    found[index] = f32::from(row[0].abs().max(row[1].abs()).max((row[0] - row[1]).abs())) * weights.model.table.scale();
                    index += 1;
                });
                if index > 1 {
                    count += 1;
                    sums.iter_mut().zip(found).for_each(|(sum, own)| *sum += own);
                }
            }
        }
    }
    eprintln!("tokens {tokens}, in windows {windows}, not idle {count}");
    sums.iter().map(|sum| sum / count as f32).collect()
}
