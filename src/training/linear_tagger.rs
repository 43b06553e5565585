//! A linear tagger: what each token is likely to be part of, by a conditional
//! random field over a paragraph's words. What the net is measured against,
//! and what the later stages can be trained on without it.

use super::Prepared;
use super::crf::{self, Chains};
use crate::Span;
use crate::crf::{Chain, Model};
use crate::forms::{Hash, mix};
use crate::relations::signs::{self, *};
use crate::tagger::{CONTENT, CUE, LABELS, SOURCE, Tagging};

/// The templates: each a list of signs, by the place of their token.
const TEMPLATES: &[&[(usize, i8)]] = &[
    &[(WORD, 0)],
    &[(WORD, -1)],
    &[(WORD, 1)],
    &[(WORD, -2)],
    &[(WORD, 2)],
    &[(WORD, -3)],
    &[(WORD, 3)],
    &[(WORD, -1), (WORD, 0)],
    &[(WORD, 0), (WORD, 1)],
    &[(WORD, -2), (WORD, -1)],
    &[(WORD, 1), (WORD, 2)],
    &[(WORD, -1), (WORD, 1)],
    &[(WORD, -1), (WORD, 0), (WORD, 1)],
    &[(SHAPE, 0)],
    &[(SHAPE, -1)],
    &[(SHAPE, 1)],
    &[(SHAPE, -1), (SHAPE, 0)],
    &[(SHAPE, 0), (SHAPE, 1)],
    &[(SHAPE, -1), (SHAPE, 0), (SHAPE, 1)],
    &[(SUFFIX3, 0)],
    &[(SUFFIX3, -1)],
    &[(SUFFIX3, 1)],
    &[(SUFFIX2, 0)],
    &[(SUFFIX2, 1)],
    &[(SUFFIX2, -1)],
    &[(PREFIX3, 0)],
    &[(PREFIX5, 0)],
    &[(STEM, 0)],
    &[(STEM, -1)],
    &[(STEM, 1)],
    &[(STEM, -2), (STEM, 0)],
    &[(STEM, 0), (STEM, 1)],
    &[(STEM, 0), (QUOTED, 0)],
    &[(QUOTED, 0)],
    &[(QUOTED, -1)],
    &[(QUOTED, 1)],
    &[(QUOTED, 2)],
    &[(QUOTED, -2)],
    &[(WORD, 0), (QUOTED, -1)],
    &[(WORD, 0), (QUOTED, 1)],
    &[(QUOTED, 0), (QUOTED, 1), (WORD, 2)],
    &[(QUOTED, -1), (WORD, -2), (WORD, 0)],
    &[(BEHIND_MARK, 0)],
    &[(BEFORE_MARK, 0)],
    &[(BEHIND_MARK, 0), (BEFORE_MARK, 0)],
    &[(WORD, 0), (QUOTING, 0)],
    &[(STEM, 0), (QUOTING, 0), (COMMAS, 0)],
    &[(PLACE, 0), (WORD, 0)],
    &[(PLACE, 0), (SHAPE, 0)],
    &[(FIRST, 0)],
    &[(FIRST, 0), (WORD, 0)],
    &[(HEADING, 0), (WORD, 0)],
    &[(HEADING, 0)],
    &[(PARAGRAPH, 0)],
    &[(COMMAS, 0), (SHAPE, 0)],
    &[(COMMAS, 0), (SHAPE, 0), (WORD, 1)],
    &[(SUFFIX2, -1), (SUFFIX2, 0), (SUFFIX2, 1)],
    &[(STEM, -3)],
    &[(STEM, 3)],
    &[(WORD, 1), (STEM, 2)],
    &[(WORD, -2), (STEM, 0)],
    &[],
];

/// How the tagger learns.
pub(crate) const SETTINGS: crf::Settings =
    crf::Settings { epochs: 4, rate: 0.02, power: 16, common: 3, classes: signs::CLASSES };

/// The chains of `documents`, a paragraph each, and where each document's start.
pub(crate) fn chains(documents: &[Prepared]) -> (Chains, Vec<usize>) {
    let mut chains = Chains { width: TEMPLATES.len(), ..Chains::default() };
    let mut firsts = Vec::new();
    for prepared in documents {
        firsts.push(chains.starts.len());
        let base = chains.classes.len();
        let signs = Signs::new(&prepared.text, &prepared.marks, &prepared.tags, &prepared.forms);
        for run in &prepared.text.paragraphs {
            chains.starts.push(base + run.first);
            for at in run.tokens() {
                for (index, template) in TEMPLATES.iter().enumerate() {
                    let mut feature = mix(0x7a67, index as Hash);
                    for (sign, offset) in *template {
                        let place = at.wrapping_add_signed(isize::from(*offset));
                        let value = if run.tokens().contains(&place) {
                            signs.rows[place][*sign]
                        } else {
                            NOTHING.wrapping_add(*offset as Hash)
                        };
                        feature = mix(feature, value);
                    }
                    chains.features.push(feature);
                }
            }
        }
        chains.classes.extend(&signs.classes);
        chains.labels.extend(labels(prepared));
    }
    firsts.push(chains.starts.len());
    chains.starts.push(chains.classes.len());
    (chains, firsts)
}

/// The labels of the tokens of `prepared`, as annotated.
pub(crate) fn labels(prepared: &Prepared) -> Vec<u8> {
    let mut labels = vec![0; prepared.text.tokens.len()];
    let mut mark = |spans: &dyn Fn(&super::Attribution) -> Vec<Span>, label: usize| {
        for attribution in &prepared.document.attributions {
            for span in spans(attribution) {
                let tokens = prepared.tokens(span);
                for at in tokens.first..tokens.end {
                    labels[at] = label as u8 + u8::from(at > tokens.first);
                }
            }
        }
    };
    mark(&|own| own.content.clone(), CONTENT);
    mark(&|own| own.source.clone(), SOURCE);
    mark(&|own| own.cue.clone(), CUE);
    labels
}

/// The tagging of the document whose chains are `from..to`.
pub(crate) fn tag(chains: &Chains, from: usize, to: usize, model: &Model<LABELS>) -> Tagging {
    let steps = model.steps.exponentials();
    let mut chain = Chain::default();
    let mut marginals = Vec::new();
    for index in from..to {
        let (first, end) = (chains.starts[index], chains.starts[index + 1]);
        let emissions: Vec<[f32; LABELS]> =
            (first..end).map(|at| emission(&model.table, &chains.features[at * chains.width..(at + 1) * chains.width])).collect();
        chain.sum(&emissions, &chains.classes[first..end], &steps);
        marginals.extend((0..end - first).map(|at| chain.marginals(at)));
    }
    Tagging { marginals }
}

/// What `features` add up to.
fn emission(table: &crate::linear::Table, features: &[Hash]) -> [f32; LABELS] {
    let mut sums = [0_i32; LABELS];
    for feature in features {
        for (sum, value) in sums[1..].iter_mut().zip(table.row(*feature)) {
            *sum += i32::from(*value);
        }
    }
    sums.map(|sum| sum as f32 * table.scale())
}

/// The taggings of `documents` by models of the other half of them, and those
/// of `others` by a model of all.
pub(crate) fn jackknifed(documents: &[Prepared], others: &[Prepared], settings: crf::Settings) -> (Vec<Tagging>, Vec<Tagging>) {
    let (chains, firsts) = chains(documents);
    let of = |wanted: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..documents.len()).filter(|index| wanted(*index)).flat_map(|index| firsts[index]..firsts[index + 1]).collect()
    };
    let mut taggings = vec![Tagging::default(); documents.len()];
    for fold in 0..2 {
        let model = crf::train::<LABELS>(&chains, &of(&|index| index % 2 != fold), settings);
        for index in (fold..documents.len()).step_by(2) {
            taggings[index] = tag(&chains, firsts[index], firsts[index + 1], &model);
        }
    }
    let model = crf::train::<LABELS>(&chains, &of(&|_| true), settings);
    let (chains, firsts) = self::chains(others);
    let others = (0..others.len()).map(|index| tag(&chains, firsts[index], firsts[index + 1], &model)).collect();
    (taggings, others)
}
