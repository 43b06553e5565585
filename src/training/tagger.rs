//! Learns stage one.

mod gemm;
mod gold;
mod net;
mod random;
mod rounding;

use net::{Drop, Layout, Net, Shape, Window};
use random::Random;

use crate::tagger::crf::{Allowed, Chain, PerLabel};
use crate::tagger::features::{ROWS, Rows, WORD_ROWS};
use crate::tagger::{LABELS, Tagging, Weights, tag, windows};
use crate::training::Prepared;

/// How to learn.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub width: usize,
    pub conv: usize,
    pub layers: usize,
    pub epochs: usize,
    pub rate: f32,
    pub batch: usize,
    pub window: usize,
    pub word_drop: f32,
    pub drop: (f32, f32, f32),
    pub seed: u64,
    pub decay: f32,
    pub partial: f32,
    pub spread: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            width: 64,
            conv: 1,
            layers: 2,
            epochs: 8,
            rate: 2e-3,
            batch: 3000,
            window: 300,
            word_drop: 0.15,
            drop: (0.2, 0.1, 0.2),
            seed: 1,
            decay: 0.0,
            partial: 0.5,
            spread: 0.05,
        }
    }
}

/// A document to learn from.
struct Example {
    rows: Rows,
    right: Vec<Allowed>,
    allowed: Vec<Allowed>,
    /// Where paragraphs end.
    ends: Vec<usize>,
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
            weight: if gold::is_whole(document) { 1.0 } else { settings.partial },
        }
    }
}

/// The learnt net.
pub(crate) struct Learnt {
    shape: Shape,
    layout: Layout,
    values: Vec<f32>,
    /// Which rows occurred.
    seen: Vec<bool>,
}

impl Learnt {
    fn marginals(&self, rows: &Rows, allowed: &[Allowed], ends: &[usize]) -> Vec<PerLabel> {
        let net = Net { shape: &self.shape, layout: &self.layout, values: &self.values };
        let l = &self.layout;
        let chain = Chain::new(&self.values[l.next..l.next + LABELS * LABELS], &self.values[l.first..l.first + LABELS]);
        let mut out = Vec::new();
        for std::ops::Range { start, end } in windows(ends.iter().copied(), 600, || 450) {
            let rows: Vec<&[u16]> = (start..end).map(|at| rows.of(at)).collect();
            let scores = net.scores(&rows);
            let pass = chain.pass(&scores, |at| allowed[start + at]);
            out.extend((0..end - start).map(|at| pass.marginals(at)));
        }
        out
    }
}

/// Learns from `examples`.
fn learn(examples: &[&Example], settings: &Settings, mut each: impl FnMut(usize, f32, &Learnt)) -> Learnt {
    let shape = Shape { rows: ROWS, width: settings.width, conv: settings.conv, layers: settings.layers };
    let layout = shape.layout();
    let mut seen_rows = vec![false; ROWS];
    for example in examples {
        for row in (0..example.rows.len()).flat_map(|at| example.rows.of(at)) {
            seen_rows[usize::from(*row)] = true;
        }
    }
    let mut random = Random(settings.seed);
    let mut values = shape.start(&mut random, settings.spread);
    let n = values.len();
    let (mut mean, mut square, mut smooth) = (vec![0.0f32; n], vec![0.0f32; n], values.clone());
    let mut grad = vec![0.0f32; n];
    let tokens: usize = examples.iter().map(|example| example.rows.len()).sum();
    let total = (tokens * settings.epochs).div_ceil(settings.batch);
    let (mut step, mut powers) = (0usize, (1.0f32, 1.0f32));
    let drop = Drop { table: settings.drop.0, layer: settings.drop.1, last: settings.drop.2 };
    for epoch in 0..settings.epochs {
        let mut all: Vec<(usize, usize, usize)> = Vec::new();
        for (index, example) in examples.iter().enumerate() {
            let most = settings.window;
            let parts = windows(example.ends.iter().copied(), most + most / 2, || most / 3 + random.below(most - most / 3));
            all.extend(parts.into_iter().map(|part| (index, part.start, part.end)));
        }
        random.shuffle(&mut all);
        let (mut at, mut loss, mut seen) = (0, 0.0, 0);
        while at < all.len() {
            let (first, mut count) = (at, 0);
            while at < all.len() && count < settings.batch {
                count += all[at].2 - all[at].1;
                at += 1;
            }
            grad.fill(0.0);
            let net = Net { shape: &shape, layout: &layout, values: &values };
            for (index, start, end) in &all[first..at] {
                let example = examples[*index];
                let rows = (*start..*end)
                    .map(|at| {
                        let rows = example.rows.of(at);
                        if random.unit() < settings.word_drop { &rows[WORD_ROWS..] } else { rows }
                    })
                    .collect();
                let window = Window {
                    rows,
                    right: &example.right[*start..*end],
                    allowed: &example.allowed[*start..*end],
                    weight: 10.0 * example.weight / count as f32,
                };
                loss += net.run(&window, Some(&mut random), drop, &mut grad).0;
            }
            seen += count;
            // Adam.
            let mut lanes = [0.0f32; 16];
            for part in grad.chunks_exact(16) {
                for (lane, value) in lanes.iter_mut().zip(part) {
                    *lane += value * value;
                }
            }
            let norm = lanes.iter().sum::<f32>().sqrt();
            let clip = if norm > 5.0 { 5.0 / norm } else { 1.0 };
            let done = step as f32 / total as f32;
            let rate = settings.rate
                * ((step + 1) as f32 / 100.0).min(1.0)
                * (0.03 + 0.97 * 0.5 * (1.0 + (std::f32::consts::PI * done.min(1.0)).cos()));
            powers = (powers.0 * 0.9, powers.1 * 0.999);
            let (fix, fix_square) = (1.0 / (1.0 - powers.0), 1.0 / (1.0 - powers.1));
            let keep = (1.0 - 0.995f32).max(9.0 / (10 + step) as f32);
            let shrink = 1.0 - rate * settings.decay;
            for ((((value, g), m), s), e) in values.iter_mut().zip(&grad).zip(&mut mean).zip(&mut square).zip(&mut smooth) {
                let g = g * clip;
                *m += 0.1 * (g - *m);
                *s += 0.001 * (g * g - *s);
                *value = *value * shrink - rate * (*m * fix) / ((*s * fix_square).sqrt() + 1e-8);
                *e += keep * (*value - *e);
            }
            step += 1;
        }
        let learnt = Learnt { shape: shape.clone(), layout: layout.clone(), values: smooth.clone(), seen: seen_rows.clone() };
        each(epoch + 1, loss / seen as f32, &learnt);
    }
    Learnt { shape, layout, values: smooth, seen: seen_rows }
}

/// Learns from `documents` what [`tagger::tag`](crate::tagger::tag) needs.
pub(crate) fn train(documents: &[Prepared], settings: &Settings) -> Weights {
    let examples: Vec<Example> = documents.iter().map(|document| Example::new(document, settings)).collect();
    rounding::rounded(&learn(&examples.iter().collect::<Vec<_>>(), settings, |_, _, _| ()), rounding::STEPS)
}

/// Tags each of `documents` by what the others of its `folds` teach, as it
/// would be tagged if it were new. A document's fold is its index modulo `folds`.
pub(crate) fn jackknife(documents: &[Prepared], settings: &Settings, folds: usize) -> Vec<Tagging> {
    let examples: Vec<Example> = documents.iter().map(|document| Example::new(document, settings)).collect();
    let examples = &examples;
    let of_fold = |fold: usize| {
        let others: Vec<&Example> =
            examples.iter().enumerate().filter(|(index, _)| index % folds != fold).map(|(_, example)| example).collect();
        rounding::rounded(&learn(&others, settings, |_, _, _| ()), rounding::STEPS)
    };
    let weights: Vec<Weights> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..folds).map(|fold| scope.spawn(move || of_fold(fold))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a fold")).collect()
    });
    let tag = |(index, own): (usize, &Prepared)| tag(&own.text, &own.marks, &own.tags, &own.forms, &weights[index % folds]);
    documents.iter().enumerate().map(tag).collect()
}

/// Appends `taggings` to `out`: their number, then of each the number of tokens and the probabilities.
pub(crate) fn write_taggings(taggings: &[Tagging], out: &mut Vec<u8>) {
    out.extend((taggings.len() as u32).to_le_bytes());
    for tagging in taggings {
        out.extend((tagging.marginals.len() as u32).to_le_bytes());
        out.extend(tagging.marginals.iter().flatten().flat_map(|number| number.to_le_bytes()));
    }
}

/// The taggings that `bytes` hold, as [`write_taggings`] put them.
pub(crate) fn read_taggings(mut bytes: &[u8]) -> Option<Vec<Tagging>> {
    let mut word = |bytes: &mut &[u8]| -> Option<[u8; 4]> {
        let (word, rest) = bytes.split_at_checked(4)?;
        *bytes = rest;
        word.try_into().ok()
    };
    let count = u32::from_le_bytes(word(&mut bytes)?);
    (0..count)
        .map(|_| {
            let tokens = u32::from_le_bytes(word(&mut bytes)?);
            let marginals = (0..tokens)
                .map(|_| {
                    let mut own = [0.0; LABELS];
                    for number in &mut own {
                        *number = f32::from_le_bytes(word(&mut bytes)?);
                    }
                    Some(own)
                })
                .collect::<Option<_>>()?;
            Some(Tagging { marginals })
        })
        .collect()
}
