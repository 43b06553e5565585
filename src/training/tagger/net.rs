//! The net with its gradients, in plain numbers.

use super::gemm::{View, add_product};
use crate::math::{sigmoid, tanh};
use crate::tagger::LABELS;
use crate::tagger::crf::{ANY, Allowed, Chain, PerLabel};
use crate::training::random::Random;

/// Labels and one to spare, so that rows are whole blocks.
pub(super) const OUT: usize = 8;

/// How large the net is.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub rows: usize,
    pub width: usize,
    pub layers: usize,
}

/// Where each matrix stands in the parameters.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub table: usize,
    pub conv: usize,
    pub conv_bias: usize,
    pub layers: Vec<(usize, usize)>,
    pub out: usize,
    pub out_bias: usize,
    pub next: usize,
    pub first: usize,
    pub len: usize,
}

impl Shape {
    /// Where everything stands in a net of this shape.
    pub fn layout(&self) -> Layout {
        let d = self.width;
        let mut at = 0;
        let mut take = |len: usize| {
            at += len;
            at - len
        };
        let table = take(self.rows * d);
        let conv = take(3 * d * d);
        let conv_bias = take(d);
        let layers = (0..self.layers).map(|_| (take(d * 2 * d), take(2 * d))).collect();
        let out = take(d * OUT);
        let out_bias = take(OUT);
        let next = take(LABELS * LABELS);
        let first = take(LABELS);
        let len = take(0);
        Layout { table, conv, conv_bias, layers, out, out_bias, next, first, len }
    }

    /// Parameters to start from.
    pub fn start(&self, random: &mut Random, spread: f32) -> Vec<f32> {
        let layout = self.layout();
        let d = self.width;
        let mut out = vec![0.0; layout.len];
        for value in &mut out[..self.rows * d] {
            *value = spread * random.normal();
        }
        let mut fill = |start: usize, len: usize, inputs: usize| {
            let bound = 1.0 / (inputs as f32).sqrt();
            for value in &mut out[start..start + len] {
                *value = bound * (2.0 * random.unit() - 1.0);
            }
        };
        fill(layout.conv, 3 * d * d, 3 * d);
        for (weights, _) in &layout.layers {
            fill(*weights, d * 2 * d, d);
        }
        fill(layout.out, d * OUT, d);
        // Some forget at once, others remember for long.
        for (_, bias) in &layout.layers {
            let h = d / 2;
            for unit in 0..d {
                out[bias + unit] = -1.0 + 4.0 * (unit % h) as f32 / (h - 1) as f32;
            }
        }
        out
    }
}

/// Some tokens to learn from.
pub(super) struct Window<'a> {
    /// Each token's rows.
    pub rows: Vec<&'a [u16]>,
    /// For each token, the labels that are right.
    pub right: &'a [Allowed],
    /// For each token, the labels that can be.
    pub allowed: &'a [Allowed],
    /// How much each token counts.
    pub weight: f32,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Drop {
    pub table: f32,
    pub layer: f32,
    pub last: f32,
}

/// x / rms(x), row by row; gives what each row was multiplied by.
fn normalise(x: &mut [f32], d: usize) -> Vec<f32> {
    x.chunks_exact_mut(d)
        .map(|row| {
            let mut lanes = [0.0f32; 16];
            for part in row.chunks_exact(16) {
                for (lane, value) in lanes.iter_mut().zip(part) {
                    *lane += value * value;
                }
            }
            let by = 1.0 / (lanes.iter().sum::<f32>() / d as f32 + 1e-5).sqrt();
            for value in row {
                *value *= by;
            }
            by
        })
        .collect()
}

/// The gradient of what was normalised from `grad`, that of the outcome `y`, in place.
fn normalise_back(grad: &mut [f32], y: &[f32], by: &[f32], d: usize) {
    for ((grad, y), by) in grad.chunks_exact_mut(d).zip(y.chunks_exact(d)).zip(by) {
        let mut lanes = [0.0f32; 16];
        for (grad, y) in grad.chunks_exact(16).zip(y.chunks_exact(16)) {
            for ((lane, grad), y) in lanes.iter_mut().zip(grad).zip(y) {
                *lane += grad * y;
            }
        }
        let mean = lanes.iter().sum::<f32>() / d as f32;
        for (grad, y) in grad.iter_mut().zip(y) {
            *grad = by * (*grad - y * mean);
        }
    }
}

/// The slope of [`tanh`].
fn tanh_slope(x: f32) -> f32 {
    let square = (x * x).min(9.0);
    let root = (9.0 - square) / (9.0 + 3.0 * square);
    root * root
}

/// What the way back needs of the way forward.
struct Forward {
    table_by: Vec<f32>,
    table_mask: Vec<f32>,
    /// The convolution, then the layers.
    steps: Vec<Step>,
    /// The scaled outcomes of the table, the convolution and the layers.
    outs: Vec<Vec<f32>>,
    /// What the labels were scored by.
    last: Vec<f32>,
    last_mask: Vec<f32>,
    scores: Vec<PerLabel>,
}

/// What a step of the net has to remember of its way forward.
struct Step {
    /// What came in.
    input: Vec<f32>,
    /// What its matrix was multiplied with, where that is not what came in.
    beside: Vec<f32>,
    /// What the matrix made of it.
    u: Vec<f32>,
    /// The states after each token, of layers.
    states: Vec<f32>,
    /// What was kept of the outcome.
    mask: Vec<f32>,
    /// What each row was multiplied by in the end.
    by: Vec<f32>,
}

/// The net with its parameters.
pub(super) struct Net<'p> {
    pub shape: &'p Shape,
    pub layout: &'p Layout,
    pub values: &'p [f32],
}

fn mask(random: &mut Option<&mut Random>, p: f32, n: usize) -> Vec<f32> {
    match random {
        Some(random) if p > 0.0 => random.mask(p, n),
        _ => Vec::new(),
    }
}

/// Multiplies `x` by `mask`, unless that is empty.
fn apply(x: &mut [f32], mask: &[f32]) {
    for (value, mask) in x.iter_mut().zip(mask) {
        *value *= mask;
    }
}

fn add(x: &mut [f32], y: &[f32]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x += y;
    }
}

impl Net<'_> {
    fn part(&self, start: usize, len: usize) -> &[f32] {
        &self.values[start..start + len]
    }

    /// `x` (rows of `inputs`) times the matrix at `weights`, and the `outputs` biases behind it.
    fn product(&self, x: &[f32], inputs: usize, outputs: usize, (weights, bias): (usize, usize)) -> Vec<f32> {
        let t = x.len() / inputs;
        let mut out = self.part(bias, outputs).repeat(t);
        add_product(t, inputs, outputs, View::rows(x, inputs), self.part(weights, inputs * outputs), &mut out);
        out
    }

    /// Adds the gradients of [`product`](Self::product) to `all`, given that of its outcome, and gives that of `x`.
    fn product_back(&self, x: &[f32], grad: &[f32], inputs: usize, outputs: usize, at: (usize, usize), all: &mut [f32]) -> Vec<f32> {
        let t = x.len() / inputs;
        add_product(inputs, t, outputs, View::columns(x, inputs), grad, &mut all[at.0..at.0 + inputs * outputs]);
        for row in grad.chunks_exact(outputs) {
            add(&mut all[at.1..at.1 + outputs], row);
        }
        let turned = transpose(self.part(at.0, inputs * outputs), inputs, outputs);
        let mut out = vec![0.0; t * inputs];
        add_product(t, outputs, inputs, View::rows(grad, outputs), &turned, &mut out);
        out
    }

    /// What the rows of each token sum up to.
    fn sums(&self, rows: &[&[u16]]) -> Vec<f32> {
        let d = self.shape.width;
        let mut x = vec![0.0f32; rows.len() * d];
        for (x, rows) in x.chunks_exact_mut(d).zip(rows) {
            for row in *rows {
                add(x, self.part(self.layout.table + usize::from(*row) * d, d));
            }
        }
        x
    }

    /// Adds to each token what its neighbours and it make together.
    fn convolve(&self, x: &mut [f32], mask: Vec<f32>) -> Step {
        let d = self.shape.width;
        let t = x.len() / d;
        let mut beside = vec![0.0; t * 3 * d];
        for at in 0..t {
            let (from, to) = (at.saturating_sub(1), (at + 2).min(t));
            let start = (at * 3 + from + 1 - at) * d;
            beside[start..start + (to - from) * d].copy_from_slice(&x[from * d..to * d]);
        }
        let u = self.product(&beside, 3 * d, d, (self.layout.conv, self.layout.conv_bias));
        let mut y: Vec<f32> = u.iter().map(|u| u.max(0.0)).collect();
        apply(&mut y, &mask);
        add(x, &y);
        let by = normalise(x, d);
        Step { input: Vec::new(), beside, u, states: Vec::new(), mask, by }
    }

    /// The gradient of what [`convolve`](Self::convolve) was given, in place.
    fn convolve_back(&self, step: &Step, g: &mut [f32], all: &mut [f32]) {
        let d = self.shape.width;
        let t = g.len() / d;
        let mut gu = g.to_vec();
        apply(&mut gu, &step.mask);
        for (gu, u) in gu.iter_mut().zip(&step.u) {
            if *u <= 0.0 {
                *gu = 0.0;
            }
        }
        let beside = self.product_back(&step.beside, &gu, 3 * d, d, (self.layout.conv, self.layout.conv_bias), all);
        for at in 0..t {
            let (from, to) = (at.saturating_sub(1), (at + 2).min(t));
            let start = (at * 3 + from + 1 - at) * d;
            add(&mut g[from * d..to * d], &beside[start..start + (to - from) * d]);
        }
    }

    /// Adds to each token what the gated sums over all before it and all after it are.
    fn layer(&self, x: &mut [f32], at: (usize, usize), mask: Vec<f32>) -> Step {
        let d = self.shape.width;
        let (t, h) = (x.len() / d, d / 2);
        let input = x.to_vec();
        let u = self.product(&input, d, 2 * d, at);
        let mut states = vec![0.0; t * d];
        for (first, backward) in [(0, false), (h, true)] {
            let mut state = vec![0.0f32; h];
            for step in 0..t {
                let at = if backward { t - 1 - step } else { step };
                let (keep, new) = (&u[at * 2 * d + first..][..h], &u[at * 2 * d + d + first..][..h]);
                for ((state, keep), new) in state.iter_mut().zip(keep).zip(new) {
                    let (keep, new) = (sigmoid(*keep), tanh(*new));
                    *state = keep * (*state - new) + new;
                }
                states[at * d + first..][..h].copy_from_slice(&state);
            }
        }
        let mut y = states.clone();
        apply(&mut y, &mask);
        add(x, &y);
        let by = normalise(x, d);
        Step { input, beside: Vec::new(), u, states, mask, by }
    }

    /// The gradient of what [`layer`](Self::layer) was given, in place.
    fn layer_back(&self, step: &Step, at: (usize, usize), g: &mut [f32], all: &mut [f32]) {
        let d = self.shape.width;
        let (t, h) = (g.len() / d, d / 2);
        let mut gy = g.to_vec();
        apply(&mut gy, &step.mask);
        let mut gu = vec![0.0; t * 2 * d];
        let zero = vec![0.0; h];
        for (first, backward) in [(0, false), (h, true)] {
            let mut carried = vec![0.0f32; h];
            for count in (0..t).rev() {
                let at = if backward { t - 1 - count } else { count };
                let previous = match (count, backward) {
                    (0, _) => &zero[..],
                    (_, true) => &step.states[(at + 1) * d + first..][..h],
                    (_, false) => &step.states[(at - 1) * d + first..][..h],
                };
                let (uf, uz) = (&step.u[at * 2 * d + first..][..h], &step.u[at * 2 * d + d + first..][..h]);
                let (gf, gz) = gu[at * 2 * d..][..2 * d].split_at_mut(d);
                let (gf, gz, gy) = (&mut gf[first..][..h], &mut gz[first..][..h], &gy[at * d + first..][..h]);
                for c in 0..h {
                    let state = gy[c] + carried[c];
                    let (keep, new) = (sigmoid(uf[c]), tanh(uz[c]));
                    gf[c] = state * (previous[c] - new) * 0.25 * tanh_slope(0.5 * uf[c]);
                    gz[c] = state * (1.0 - keep) * tanh_slope(uz[c]);
                    carried[c] = state * keep;
                }
            }
        }
        add(g, &self.product_back(&step.input, &gu, d, 2 * d, at, all));
    }

    fn forward(&self, window: &Window, random: &mut Option<&mut Random>, drop: Drop) -> Forward {
        let (d, layout) = (self.shape.width, self.layout);
        let n = window.rows.len() * d;
        let mut x = self.sums(&window.rows);
        let table_by = normalise(&mut x, d);
        let mut outs = vec![x.clone()];
        let table_mask = mask(random, drop.table, n);
        apply(&mut x, &table_mask);
        let conv_mask = mask(random, drop.layer, n);
        let mut steps = vec![self.convolve(&mut x, conv_mask)];
        for at in &layout.layers {
            outs.push(x.clone());
            let layer_mask = mask(random, drop.layer, n);
            steps.push(self.layer(&mut x, *at, layer_mask));
        }
        outs.push(x.clone());
        let last_mask = mask(random, drop.last, n);
        apply(&mut x, &last_mask);
        let scores = self.product(&x, d, OUT, (layout.out, layout.out_bias));
        let scores = scores.chunks_exact(OUT).map(|row| std::array::from_fn(|label| row[label])).collect();
        Forward { table_by, table_mask, steps, outs, last: x, last_mask, scores }
    }

    /// Adds the gradients of `window` to `all`; gives the loss.
    pub fn learn(&self, window: &Window, random: &mut Random, drop: Drop, all: &mut [f32]) -> f32 {
        let (d, layout) = (self.shape.width, self.layout);
        let forward = self.forward(window, &mut Some(random), drop);
        let (loss, score_grad) = self.chain(window, &forward.scores, all);
        let mut g = self.product_back(&forward.last, &score_grad, d, OUT, (layout.out, layout.out_bias), all);
        apply(&mut g, &forward.last_mask);
        let mut outs = forward.outs.iter().rev();
        let mut back = |g: &mut Vec<f32>, by: &[f32]| normalise_back(g, outs.next().expect("an outcome of each step"), by, d);
        for (step, at) in forward.steps[1..].iter().zip(&layout.layers).rev() {
            back(&mut g, &step.by);
            self.layer_back(step, *at, &mut g, all);
        }
        back(&mut g, &forward.steps[0].by);
        self.convolve_back(&forward.steps[0], &mut g, all);
        apply(&mut g, &forward.table_mask);
        back(&mut g, &forward.table_by);
        for (g, rows) in g.chunks_exact(d).zip(&window.rows) {
            for row in *rows {
                let start = layout.table + usize::from(*row) * d;
                add(&mut all[start..start + d], g);
            }
        }
        loss
    }

    /// The loss of `scores`, its gradient; adds those of the chain to `grad`.
    fn chain(&self, window: &Window, scores: &[PerLabel], grad: &mut [f32]) -> (f32, Vec<f32>) {
        let layout = self.layout;
        let chain = Chain::new(self.part(layout.next, LABELS * LABELS), self.part(layout.first, LABELS));
        let mut out = vec![0.0; scores.len() * OUT];
        let mut loss = 0.0;
        for (right, sign) in [(false, 1.0f32), (true, -1.0)] {
            let allowed = |at: usize| {
                let can = window.allowed.get(at).copied().unwrap_or(ANY);
                if right { can & window.right.get(at).copied().unwrap_or(ANY) } else { can }
            };
            let pass = chain.pass(scores, allowed);
            let weight = sign * window.weight;
            for at in 0..scores.len() {
                let marginals = pass.marginals(at);
                for (label, value) in marginals.iter().enumerate() {
                    out[at * OUT + label] += weight * value;
                    if at == 0 {
                        grad[layout.first + label] += weight * value;
                    }
                }
                if at == 0 {
                    continue;
                }
                let mut pairs = [[0.0f32; LABELS]; LABELS];
                let mut sum = 0.0;
                for (label, row) in pairs.iter_mut().enumerate() {
                    let before = pass.before[at - 1][label];
                    for (then, value) in row.iter_mut().enumerate() {
                        *value = before * chain.next[label][then] * pass.own[at][then] * pass.after[at][then];
                        sum += *value;
                    }
                }
                for (label, row) in pairs.iter().enumerate() {
                    for (then, value) in row.iter().enumerate() {
                        grad[layout.next + label * LABELS + then] += weight * value / sum.max(1e-35);
                    }
                }
            }
            loss += sign * pass.sums.iter().map(|sum| sum.ln()).sum::<f32>();
        }
        (loss, out)
    }
}

fn transpose(x: &[f32], rows: usize, columns: usize) -> Vec<f32> {
    let mut out = vec![0.0; x.len()];
    for r in 0..rows {
        for c in 0..columns {
            out[c * rows + r] = x[r * columns + c];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The gradients are those that small steps of each parameter find.
    #[test]
    fn gradients_are_those_of_small_steps() {
        let shape = Shape { rows: 12, width: 16, layers: 2 };
        let layout = shape.layout();
        // With this seed no unit of the convolution is about to turn on or off.
        let mut random = Random::new(5);
        let mut values = shape.start(&mut random, 0.3);
        for value in &mut values[layout.next..] {
            *value = 0.3 * random.normal();
        }
        let rows: Vec<Vec<u16>> = (0..7).map(|_| (0..3).map(|_| random.below(12) as u16).collect()).collect();
        let right = [1, 1 << 3, 1 << 3 | 1 << 4, 1 << 4, 1, ANY, 1 << 1];
        let allowed = [0b010_1011, ANY, ANY, ANY, ANY, ANY, ANY];
        let loss = |values: &[f32], grad: &mut [f32]| {
            let window = Window { rows: rows.iter().map(Vec::as_slice).collect(), right: &right, allowed: &allowed, weight: 1.0 };
            let drop = Drop { table: 0.2, layer: 0.1, last: 0.2 };
            Net { shape: &shape, layout: &layout, values }.learn(&window, &mut Random::new(9), drop, grad)
        };
        let mut grad = vec![0.0; values.len()];
        loss(&values, &mut grad);
        let step = 3e-3;
        for _ in 0..150 {
            let at = random.below(values.len());
            let kept = values[at];
            let mut at_step = |by: f32| {
                values[at] = kept + by;
                let loss = loss(&values, &mut vec![0.0; values.len()]);
                values[at] = kept;
                loss
            };
            let found = (at_step(step) - at_step(-step)) / (2.0 * step);
            assert!((found - grad[at]).abs() < 0.02 * (0.1 + found.abs()), "{at}: {found}, not {}", grad[at]);
        }
    }
}
