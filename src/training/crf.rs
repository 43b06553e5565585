//! Learns conditional random fields: log-loss by AdaGrad, weights averaged
//! over the later epochs, few bits a weight at the end.

use super::random::Random;
use crate::crf::{Chain, Model, Steps};
use crate::forms::Hash;
use crate::linear::Table;

/// Chains of tokens with their features and labels.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chains {
    /// How many features a token has.
    pub width: usize,
    /// The features of all tokens, one token's behind the other's.
    pub features: Vec<Hash>,
    /// For each token, its class.
    pub classes: Vec<u8>,
    /// For each token, its label.
    pub labels: Vec<u8>,
    /// Where each chain starts, and where the last one ends.
    pub starts: Vec<usize>,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// How often all chains are seen.
    pub epochs: usize,
    /// How large a step is.
    pub rate: f32,
    /// The power of two of the table's rows.
    pub power: u32,
    /// How often a feature must occur.
    pub common: u32,
    /// How many classes of tokens there are.
    pub classes: usize,
}

/// What stands where a token has no feature.
pub(crate) const ABSENT: Hash = 0;

/// What a rare feature becomes.
const RARE: u32 = u32::MAX;
/// The power of two of the counters that tell rare features.
const COUNTERS: u32 = 24;

/// The model that the `chosen` chains teach.
#[expect(clippy::needless_range_loop, reason = "several tables are read and written at the same place")]
pub(crate) fn train<const L: usize>(chains: &Chains, chosen: &[usize], settings: Settings) -> Model<L> {
    let rows = 1_usize << settings.power;
    let columns = L - 1;
    let buckets = buckets(chains, chosen, settings);
    // The weight and the sum of its squared gradients, side by side.
    let mut weights = vec![[0.0_f32, 1.0]; rows * columns];
    let mut steps = Steps::<L>::zero(settings.classes);
    let mut squares = Steps::<L>::zero(settings.classes);
    squares.weights_mut().for_each(|square| *square = 1.0);
    let mut average = vec![0.0_f32; rows * columns];
    let mut average_steps = Steps::<L>::zero(settings.classes);
    let mut order = chosen.to_vec();
    let mut random = Random::new(1);
    let mut chain = Chain::<L>::default();
    let mut emissions: Vec<[f32; L]> = Vec::new();
    let (width, rate) = (chains.width, settings.rate);
    let mut averaged = 0;
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        for index in &order {
            let (first, end) = (chains.starts[*index], chains.starts[*index + 1]);
            emissions.clear();
            for at in first..end {
                let mut emission = [0.0; L];
                for bucket in &buckets[at * width..(at + 1) * width] {
                    if *bucket != RARE {
                        let start = *bucket as usize * columns;
                        for (score, weight) in emission[1..].iter_mut().zip(&weights[start..start + columns]) {
                            *score += weight[0];
                        }
                    }
                }
                emissions.push(emission);
            }
            let classes = &chains.classes[first..end];
            let labels = &chains.labels[first..end];
            let exponentials = steps.exponentials();
            chain.sum(&emissions, classes, &exponentials);
            for at in 0..end - first {
                for before in 0..=L {
                    if (at == 0) != (before == L) {
                        continue;
                    }
                    let from = if at == 0 { 1.0 } else { chain.forward[at - 1][before] };
                    let right = at == 0 || usize::from(labels[at - 1]) == before;
                    let row = exponentials.row(classes[at], before);
                    for label in 0..L {
                        let way = from * row[label] * chain.scores[at][label] * chain.backward[at][label] / chain.scales[at];
                        let gradient = way.min(1.0) - if right && usize::from(labels[at]) == label { 1.0 } else { 0.0 };
                        if gradient.abs() > SMALLEST_STEP {
                            let square = &mut squares.row_mut(classes[at], before)[label];
                            *square += gradient * gradient;
                            steps.row_mut(classes[at], before)[label] -= rate * gradient / square.sqrt();
                        }
                    }
                }
            }
            for at in 0..end - first {
                let mut gradients = chain.marginals(at);
                gradients[usize::from(labels[at])] -= 1.0;
                if gradients[1..].iter().all(|gradient| gradient.abs() < SMALLEST) {
                    continue;
                }
                for bucket in &buckets[(first + at) * width..(first + at + 1) * width] {
                    if *bucket == RARE {
                        continue;
                    }
                    let start = *bucket as usize * columns;
                    for ([weight, square], gradient) in weights[start..start + columns].iter_mut().zip(&gradients[1..]) {
                        if gradient.abs() >= SMALLEST {
                            *square += gradient * gradient;
                            *weight -= rate * gradient / square.sqrt();
                        }
                    }
                }
            }
        }
        if epoch >= settings.epochs / 2 {
            average.iter_mut().zip(&weights).for_each(|(sum, [weight, _])| *sum += weight);
            average_steps.weights_mut().zip(steps.weights()).for_each(|(sum, step)| *sum += step);
            averaged += 1;
        }
    }
    average.iter_mut().for_each(|sum| *sum /= averaged as f32);
    average_steps.weights_mut().for_each(|sum| *sum /= averaged as f32);
    Model { table: Table::rounded(columns, &average), steps: average_steps }
}

/// Gradients smaller than this change nothing.
const SMALLEST: f32 = 1e-3;
/// The same for steps, of which there are few.
const SMALLEST_STEP: f32 = 1e-6;

/// The bucket of each feature, or [`RARE`], by how often the `chosen` chains have it.
fn buckets(chains: &Chains, chosen: &[usize], settings: Settings) -> Vec<u32> {
    let counter = |hash: Hash| (hash & ((1 << COUNTERS) - 1)) as usize;
    let mut counts = vec![0_u8; 1 << COUNTERS];
    for index in chosen {
        for hash in &chains.features[chains.starts[*index] * chains.width..chains.starts[*index + 1] * chains.width] {
            let count = &mut counts[counter(*hash)];
            *count = count.saturating_add(1);
        }
    }
    let rows = (1 << settings.power) - 1;
    chains
        .features
        .iter()
        .map(|hash| if *hash != ABSENT && u32::from(counts[counter(*hash)]) >= settings.common { hash & rows } else { RARE })
        .collect()
}
