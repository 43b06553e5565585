//! Learns stage one.

mod gemm;
mod gold;
mod net;
mod rounding;

use crate::training::random::Random;
use net::{Drop, Layout, Net, Shape, Window};
use rounding::Table;

use crate::tagger::crf::Allowed;
use crate::tagger::features::{ROWS, Rows, WORD_ROWS};
use crate::tagger::lanes::WIDTH;
use crate::tagger::{Tagging, Weights, tag, windows};
use crate::training::Prepared;

/// How to learn. What the defaults say was measured on articles that are not learnt from; none of them is sharp.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The number of layers of gated sums.
    pub layers: usize,
    /// How often each document is seen.
    pub epochs: usize,
    /// The same while the table is rounded and learns on.
    pub rounding: usize,
    /// The same once the table is as it will be.
    pub settling: usize,
    /// The largest rate of learning.
    pub rate: f32,
    /// How many tokens a step learns from. Half as many do as well, twice as many worse.
    pub batch: usize,
    /// About how many tokens are read together; a third of it at the least.
    pub window: usize,
    /// How often a token's word is hidden.
    pub word_drop: f32,
    /// How often a number is hidden: of the table's outcome, of each step's, of the last one's.
    pub drop: (f32, f32, f32),
    /// Where chance starts.
    pub seed: u64,
    /// How much a document counts where only quoted segments are annotated.
    pub partial: f32,
    /// How large the table's numbers are at first. Small, so that a rare word says nothing rather than anything.
    pub spread: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            layers: 3,
            epochs: 8,
            rounding: 2,
            settling: 1,
            rate: 2e-3,
            batch: 3000,
            window: 300,
            word_drop: 0.15,
            drop: (0.2, 0.1, 0.2),
            seed: 1,
            partial: 0.5,
            spread: 0.05,
        }
    }
}

/// A document to learn from.
struct Example {
    /// What the net sees of each token.
    rows: Rows,
    /// For each token, the labels that are right.
    right: Vec<Allowed>,
    /// For each token, the labels that can be.
    allowed: Vec<Allowed>,
    /// Where paragraphs end.
    ends: Vec<usize>,
    /// How much it counts.
    weight: f32,
}

impl Example {
    fn new(document: &Prepared, settings: &Settings) -> Self {
        let text = &document.text;
        Self {
            rows: Rows::new(text, &document.marks, &document.tags, &document.forms, 0..text.tokens.len()),
            right: gold::right(document),
            allowed: gold::allowed(document),
            ends: text.paragraphs.iter().map(|run| run.end).collect(),
            weight: if document.document.whole { 1.0 } else { settings.partial },
        }
    }
}

/// The learnt net.
#[derive(Clone)]
struct Learnt {
    shape: Shape,
    layout: Layout,
    values: Vec<f32>,
    /// Which rows occurred.
    seen: Vec<bool>,
}

/// The largest norm that a gradient may have.
const LARGEST_GRADIENT: f32 = 5.0;
/// What losses are multiplied by, so that few gradients are too large and none vanishes.
const LOSS_SCALE: f32 = 10.0;
/// How many steps it takes until the rate of learning is at its largest.
const FIRST_STEPS: f32 = 100.0;
/// The least part of the rate that is left in the end.
const LAST_RATE: f32 = 0.03;
/// How much of the mean over all steps so far one step replaces.
const SMOOTH: f32 = 0.005;
/// What the rate of learning is multiplied by while the table is rounded and learns on.
const ROUNDING_RATE: f32 = 0.2;
/// What it is multiplied by once the table is as it will be.
const SETTLING_RATE: f32 = 0.1;

/// Learning by Adam; what counts in the end is a mean over the last steps.
struct Adam {
    mean: Vec<f32>,
    square: Vec<f32>,
    smooth: Vec<f32>,
    steps: usize,
    powers: (f32, f32),
}

impl Adam {
    fn new(values: &[f32]) -> Self {
        Self { mean: vec![0.0; values.len()], square: vec![0.0; values.len()], smooth: values.to_vec(), steps: 0, powers: (1.0, 1.0) }
    }

    /// Takes a step against the gradient `grad`, `done` of the way being behind.
    fn step(&mut self, values: &mut [f32], grad: &[f32], rate: f32, done: f32) {
        let mut lanes = [0.0f32; 16];
        for part in grad.chunks(16) {
            for (lane, value) in lanes.iter_mut().zip(part) {
                *lane += value * value;
            }
        }
        let norm = lanes.iter().sum::<f32>().sqrt();
        let clip = if norm > LARGEST_GRADIENT { LARGEST_GRADIENT / norm } else { 1.0 };
        let left = 1.0 - done.min(1.0);
        // From 1 to 0, level at both ends; a cosine would differ between platforms.
        let fall = left * left * (3.0 - 2.0 * left);
        let rate = rate * ((self.steps + 1) as f32 / FIRST_STEPS).min(1.0) * (LAST_RATE + (1.0 - LAST_RATE) * fall);
        self.powers = (self.powers.0 * 0.9, self.powers.1 * 0.999);
        let (fix, fix_square) = (1.0 / (1.0 - self.powers.0), 1.0 / (1.0 - self.powers.1));
        let replaced = SMOOTH.max(9.0 / (10 + self.steps) as f32);
        let state = self.mean.iter_mut().zip(&mut self.square).zip(&mut self.smooth);
        for ((value, grad), ((mean, square), smooth)) in values.iter_mut().zip(grad).zip(state) {
            let grad = grad * clip;
            *mean += 0.1 * (grad - *mean);
            *square += 0.001 * (grad * grad - *square);
            *value -= rate * (*mean * fix) / ((*square * fix_square).sqrt() + 1e-8);
            *smooth += replaced * (*value - *smooth);
        }
        self.steps += 1;
    }
}

/// Learns from `examples`; `each` sees the mean loss of a token after each epoch, and what was learnt so far.
fn learn(examples: &[&Example], settings: &Settings, mut each: impl FnMut(usize, f32, &Learnt)) -> Learnt {
    let shape = Shape { rows: ROWS, width: WIDTH, layers: settings.layers };
    let layout = shape.layout();
    let mut seen = vec![false; ROWS];
    for example in examples {
        for row in (0..example.rows.len()).flat_map(|at| example.rows.of(at)) {
            seen[usize::from(*row)] = true;
        }
    }
    let mut random = Random::new(settings.seed);
    let mut learnt = Learnt { values: shape.start(&mut random, settings.spread), shape, layout, seen };
    let mut adam = Adam::new(&learnt.values);
    for epoch in 0..settings.epochs {
        let loss = learnt.pass(examples, settings, &mut random, |values, grad, done| {
            adam.step(values, grad, settings.rate, (epoch as f32 + done) / settings.epochs as f32);
        });
        std::mem::swap(&mut learnt.values, &mut adam.smooth);
        each(epoch + 1, loss, &learnt);
        std::mem::swap(&mut learnt.values, &mut adam.smooth);
    }
    learnt.values = adam.smooth;
    learnt
}

impl Learnt {
    /// Rounds the table to numbers up to `steps`, and lets all learn to live with it.
    fn settle(mut self, examples: &[&Example], settings: &Settings, steps: i32) -> Weights {
        let rows = self.layout.table..self.shape.rows * self.shape.width;
        let mut table = Table::new(&self.values[rows.clone()], &self.seen, steps);
        self.round(examples, settings, &mut table);
        self.values.iter_mut().zip(table.rows()).for_each(|(value, rounded)| *value = rounded);
        let mut adam = Adam::new(&self.values[rows.end..]);
        let mut random = Random::new(settings.seed ^ 1);
        for epoch in 0..settings.settling {
            self.pass(examples, settings, &mut random, |values, grad, done| {
                let done = (epoch as f32 + done) / settings.settling as f32;
                adam.step(&mut values[rows.end..], &grad[rows.end..], settings.rate * SETTLING_RATE, done);
            });
        }
        self.values[rows.end..].copy_from_slice(&adam.smooth);
        rounding::rounded(&self, &table)
    }

    /// Learns on with the rounded numbers of `table` in the place of the rows that stand behind
    /// them: what a step would change in the former changes the latter (Bengio, Léonard and
    /// Courville 2013, arXiv:1308.3432). In the end, `table` is what they round to.
    fn round(&mut self, examples: &[&Example], settings: &Settings, table: &mut Table) {
        let rows = self.layout.table..self.shape.rows * self.shape.width;
        let unseen = self.values[rows.clone()].chunks_exact_mut(self.shape.width).zip(&self.seen).filter(|(_, seen)| !**seen);
        unseen.for_each(|(row, _)| row.fill(0.0));
        let mut behind = self.values.clone();
        let mut adam = Adam::new(&behind);
        let mut random = Random::new(settings.seed ^ 2);
        self.values.iter_mut().zip(table.rows()).for_each(|(value, rounded)| *value = rounded);
        for epoch in 0..settings.rounding {
            self.pass(examples, settings, &mut random, |values, grad, done| {
                let done = (epoch as f32 + done) / settings.rounding as f32;
                adam.step(&mut behind, grad, settings.rate * ROUNDING_RATE, done);
                values.copy_from_slice(&behind);
                table.round(&behind[rows.clone()]);
                values.iter_mut().zip(table.rows()).for_each(|(value, rounded)| *value = rounded);
            });
        }
        self.values = adam.smooth;
        table.round(&self.values[rows]);
    }

    /// Passes over `examples` once: `step` gets the parameters, their gradient
    /// and how much of the way is behind. Gives the mean loss of a token.
    fn pass(
        &mut self,
        examples: &[&Example],
        settings: &Settings,
        random: &mut Random,
        mut step: impl FnMut(&mut [f32], &[f32], f32),
    ) -> f32 {
        let tokens: usize = examples.iter().map(|example| example.rows.len()).sum();
        let drop = Drop { table: settings.drop.0, layer: settings.drop.1, last: settings.drop.2 };
        let mut all = Vec::new();
        for (index, example) in examples.iter().enumerate() {
            let most = settings.window;
            let parts = windows(example.ends.iter().copied(), most + most / 2, || most / 3 + random.below(most - most / 3));
            all.extend(parts.into_iter().map(|part| (index, part)));
        }
        random.shuffle(&mut all);
        let mut grad = vec![0.0f32; self.values.len()];
        let (mut at, mut loss, mut behind) = (0, 0.0, 0);
        while at < all.len() {
            let (first, mut count) = (at, 0);
            while at < all.len() && count < settings.batch {
                count += all[at].1.len();
                at += 1;
            }
            grad.fill(0.0);
            let net = Net { shape: &self.shape, layout: &self.layout, values: &self.values };
            for (index, range) in &all[first..at] {
                let example = examples[*index];
                let mut rows = |at: usize| {
                    let rows = example.rows.of(at);
                    if random.unit() < settings.word_drop { &rows[WORD_ROWS..] } else { rows }
                };
                let window = Window {
                    rows: range.clone().map(&mut rows).collect(),
                    right: &example.right[range.clone()],
                    allowed: &example.allowed[range.clone()],
                    weight: LOSS_SCALE * example.weight / count as f32,
                };
                loss += net.learn(&window, random, drop, &mut grad);
            }
            behind += count;
            step(&mut self.values, &grad, behind as f32 / tokens as f32);
        }
        loss / tokens as f32
    }
}

/// Learns from `documents` what [`tagger::tag`](crate::tagger::tag) needs.
pub(crate) fn train(documents: &[Prepared], settings: &Settings) -> Weights {
    let examples: Vec<Example> = documents.iter().map(|document| Example::new(document, settings)).collect();
    let examples: Vec<&Example> = examples.iter().collect();
    learn(&examples, settings, |_, _, _| ()).settle(&examples, settings, rounding::STEPS)
}

/// Tags each of `documents` by what the others of its `folds` teach, as it
/// would be tagged if it were new. A document's fold is its index modulo `folds`.
pub(crate) fn jackknife(documents: &[Prepared], settings: &Settings, folds: usize) -> Vec<Tagging> {
    let examples: Vec<Example> = documents.iter().map(|document| Example::new(document, settings)).collect();
    let examples = &examples;
    let of_fold = |fold: usize| {
        let others: Vec<&Example> =
            examples.iter().enumerate().filter(|(index, _)| index % folds != fold).map(|(_, example)| example).collect();
        learn(&others, settings, |_, _, _| ()).settle(&others, settings, rounding::STEPS)
    };
    let weights: Vec<Weights> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..folds).map(|fold| scope.spawn(move || of_fold(fold))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a fold")).collect()
    });
    let tag = |(index, own): (usize, &Prepared)| tag(&own.text, &own.marks, &own.tags, &own.forms, &weights[index % folds], None);
    documents.iter().enumerate().map(tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::Document;

    /// A line of a corpus: `text` with one quotation, whose content, cue and source are given.
    fn document(text: &str, content: &str, cue: &str, source: &str) -> Document {
        let span = |part: &str| text.find(part).map(|at| [text[..at].chars().count(), text[..at + part.len()].chars().count()]);
        let line = serde_json::json!({"id": text, "text": text, "attributions": [
            {"content": [span(content)], "cue": [span(cue)], "source": [span(source)]}]});
        Document::from_line(&line.to_string()).expect("a document")
    }

    #[test]
    fn what_is_learnt_is_found_again() {
        let documents = [
            document("The mayor said that the bridge is safe.", "that the bridge is safe", "said", "The mayor"),
            document("She said that nobody was there.", "that nobody was there", "said", "She"),
            document("The report found that rents rose.", "that rents rose", "found", "The report"),
            document("He denied that it rained.", "that it rained", "denied", "He"),
        ];
        let prepared: Vec<Prepared> = documents.iter().map(Prepared::new).collect();
        let settings = Settings { layers: 1, epochs: 50, batch: 12, rate: 1e-2, ..Settings::default() };
        let weights = train(&prepared, &settings);
        let mut bytes = Vec::new();
        weights.write(&mut bytes);
        let mut again = Vec::new();
        Weights::read(&mut bytes.as_slice()).expect("weights").write(&mut again);
        assert_eq!(again, bytes);
        for own in &prepared {
            let tagging = tag(&own.text, &own.marks, &own.tags, &own.forms, &weights, None);
            let right: Vec<usize> = gold::right(own).iter().map(|right| right.trailing_zeros() as usize).collect();
            assert_eq!((0..right.len()).map(|at| tagging.label(at)).collect::<Vec<_>>(), right, "{}", own.document.id);
        }
    }
}
