//! The net with its gradients, in plain numbers.

use super::gemm::{View, add_product};
use super::random::Random;
use crate::math::{sigmoid, tanh};
use crate::tagger::LABELS;
use crate::tagger::crf::{ANY, Allowed, Chain, PerLabel};

/// Labels and one to spare, so that rows are whole blocks.
pub(super) const OUT: usize = 8;

/// How large the net is.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub rows: usize,
    pub width: usize,
    pub conv: usize,
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
    pub fn layout(&self) -> Layout {
        let d = self.width;
        let mut at = 0;
        let mut take = |len: usize| {
            at += len;
            at - len
        };
        let table = take(self.rows * d);
        let conv = take(match self.conv {
            0 => 0,
            1 => 3 * d * d,
            _ => 3 * d + d * d,
        });
        let conv_bias = take(d);
        let layers = (0..self.layers).map(|_| (take(d * 3 * d), take(3 * d))).collect();
        let out = take(d * OUT);
        let out_bias = take(OUT);
        let next = take(LABELS * LABELS);
        let first = take(LABELS);
        let len = take(0);
        Layout { table, conv, conv_bias, layers, out, out_bias, next, first, len }
    }

    pub fn macs(&self) -> usize {
        let d = self.width;
        (match self.conv {
            0 => 0,
            1 => 3 * d * d,
            _ => 3 * d + d * d,
        }) + self.layers * 3 * d * d
            + d * OUT
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
        match self.conv {
            0 => {}
            1 => fill(layout.conv, 3 * d * d, 3 * d),
            _ => {
                fill(layout.conv, 3 * d, 3);
                fill(layout.conv + 3 * d, d * d, d);
            }
        }
        for (weights, _) in &layout.layers {
            fill(*weights, d * 3 * d, d);
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

fn sigmoid_slope(x: f32) -> f32 {
    0.25 * tanh_slope(0.5 * x)
}

fn add_bias(x: &mut [f32], bias: &[f32]) {
    for row in x.chunks_exact_mut(bias.len()) {
        row.copy_from_slice(bias);
    }
}

fn bias_back(grad: &[f32], out: &mut [f32]) {
    let n = out.len();
    for row in grad.chunks_exact(n) {
        for (sum, value) in out.iter_mut().zip(row) {
            *sum += value;
        }
    }
}

struct Layer {
    input: Vec<f32>,
    u: Vec<f32>,
    a: Vec<f32>,
    h: Vec<f32>,
    mask: Vec<f32>,
    by: Vec<f32>,
}

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

fn apply(x: &mut [f32], mask: &[f32]) {
    for (value, mask) in x.iter_mut().zip(mask) {
        *value *= mask;
    }
}

impl Net<'_> {
    fn part(&self, start: usize, len: usize) -> &[f32] {
        &self.values[start..start + len]
    }

    /// The scores of each token's labels, without chance.
    pub fn scores(&self, rows: &[&[u16]]) -> Vec<PerLabel> {
        let mut none = Vec::new();
        let window = Window { rows: rows.to_vec(), right: &[], allowed: &[], weight: 0.0 };
        self.run(&window, None, Drop { table: 0.0, layer: 0.0, last: 0.0 }, &mut none).1
    }

    /// Adds the gradients of `window` to `grad`, unless it is empty; gives the loss and the scores.
    pub fn run(&self, window: &Window, mut random: Option<&mut Random>, drop: Drop, grad: &mut Vec<f32>) -> (f32, Vec<PerLabel>) {
        let (d, layout) = (self.shape.width, self.layout);
        let t = window.rows.len();
        let h = d / 2;
        // The table.
        let mut x = vec![0.0f32; t * d];
        for (x, rows) in x.chunks_exact_mut(d).zip(&window.rows) {
            for row in *rows {
                let weights = self.part(layout.table + usize::from(*row) * d, d);
                for (sum, weight) in x.iter_mut().zip(weights) {
                    *sum += weight;
                }
            }
        }
        let table_by = normalise(&mut x, d);
        let table_out = x.clone();
        let table_mask = mask(&mut random, drop.table, t * d);
        apply(&mut x, &table_mask);
        // The neighbours.
        let conv_in = x.clone();
        let (mut beside, mut conv_u, mut conv_mask, mut conv_by) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        if self.shape.conv > 0 {
            conv_u = vec![0.0; t * d];
            add_bias(&mut conv_u, self.part(layout.conv_bias, d));
            if self.shape.conv == 1 {
                beside = vec![0.0; t * 3 * d];
                for at in 0..t {
                    let row = &mut beside[at * 3 * d..(at + 1) * 3 * d];
                    if at > 0 {
                        row[..d].copy_from_slice(&x[(at - 1) * d..at * d]);
                    }
                    row[d..2 * d].copy_from_slice(&x[at * d..(at + 1) * d]);
                    if at + 1 < t {
                        row[2 * d..].copy_from_slice(&x[(at + 1) * d..(at + 2) * d]);
                    }
                }
                add_product(t, 3 * d, d, View::rows(&beside, 3 * d), self.part(layout.conv, 3 * d * d), &mut conv_u);
            } else {
                beside = vec![0.0; t * d];
                let w = self.part(layout.conv, 3 * d);
                for at in 0..t {
                    for tap in 0..3 {
                        let Some(from) = (at + tap).checked_sub(1).filter(|from| *from < t) else { continue };
                        for c in 0..d {
                            beside[at * d + c] += w[tap * d + c] * x[from * d + c];
                        }
                    }
                }
                add_product(t, d, d, View::rows(&beside, d), self.part(layout.conv + 3 * d, d * d), &mut conv_u);
            }
            conv_mask = mask(&mut random, drop.layer, t * d);
            let mut y: Vec<f32> = conv_u.iter().map(|u| u.max(0.0)).collect();
            apply(&mut y, &conv_mask);
            for (x, y) in x.iter_mut().zip(&y) {
                *x += y;
            }
            conv_by = normalise(&mut x, d);
        }
        // The recurrences.
        let mut layers = Vec::new();
        for (weights, bias) in &layout.layers {
            let input = x.clone();
            let mut u = vec![0.0; t * 3 * d];
            add_bias(&mut u, self.part(*bias, 3 * d));
            add_product(t, d, 3 * d, View::rows(&x, d), self.part(*weights, d * 3 * d), &mut u);
            let mut a = u.clone();
            for row in a.chunks_exact_mut(3 * d) {
                row[..d].iter_mut().for_each(|value| *value = sigmoid(*value));
                row[d..2 * d].iter_mut().for_each(|value| *value = tanh(*value));
                row[2 * d..].iter_mut().for_each(|value| *value = sigmoid(*value));
            }
            let mut states = vec![0.0; t * d];
            for (first, backward) in [(0, false), (h, true)] {
                let mut state = vec![0.0; h];
                for step in 0..t {
                    let at = if backward { t - 1 - step } else { step };
                    let f = &a[at * 3 * d + first..][..h];
                    let z = &a[at * 3 * d + d + first..][..h];
                    for ((state, f), z) in state.iter_mut().zip(f).zip(z) {
                        *state = f * (*state - z) + z;
                    }
                    states[at * d + first..][..h].copy_from_slice(&state);
                }
            }
            let layer_mask = mask(&mut random, drop.layer, t * d);
            let mut y = states.clone();
            for (y, a) in y.chunks_exact_mut(d).zip(a.chunks_exact(3 * d)) {
                for (y, o) in y.iter_mut().zip(&a[2 * d..]) {
                    *y *= o;
                }
            }
            apply(&mut y, &layer_mask);
            for (x, y) in x.iter_mut().zip(&y) {
                *x += y;
            }
            let by = normalise(&mut x, d);
            layers.push(Layer { input, u, a, h: states, mask: layer_mask, by });
        }
        let last_out = x.clone();
        let last_mask = mask(&mut random, drop.last, t * d);
        apply(&mut x, &last_mask);
        let mut scores = vec![0.0; t * OUT];
        add_bias(&mut scores, self.part(layout.out_bias, OUT));
        add_product(t, d, OUT, View::rows(&x, d), self.part(layout.out, d * OUT), &mut scores);
        let scores: Vec<PerLabel> = scores.chunks_exact(OUT).map(|row| std::array::from_fn(|label| row[label])).collect();
        if grad.is_empty() {
            return (0.0, scores);
        }

        // The chain, and back.
        let (loss, score_grad) = self.chain(window, &scores, grad);
        let mut g = vec![0.0; t * d];
        let mut turned = vec![0.0; OUT * d];
        add_product(OUT, t, d, View::columns(&score_grad, OUT), &x, &mut turned);
        for (sum, value) in grad[layout.out..layout.out + d * OUT].iter_mut().zip(transpose(&turned, OUT, d)) {
            *sum += value;
        }
        bias_back(&score_grad, &mut grad[layout.out_bias..layout.out_bias + OUT]);
        let turned = transpose(self.part(layout.out, d * OUT), d, OUT);
        add_product(t, OUT, d, View::rows(&score_grad, OUT), &turned, &mut g);
        apply(&mut g, &last_mask);

        let mut out = last_out;
        for (layer, (weights, bias)) in layers.iter().zip(&layout.layers).rev() {
            normalise_back(&mut g, &out, &layer.by, d);
            let mut gy = g.clone();
            apply(&mut gy, &layer.mask);
            let mut gu = vec![0.0; t * 3 * d];
            // Output gates, then the states.
            for at in 0..t {
                let (a, u) = (&layer.a[at * 3 * d..][..3 * d], &layer.u[at * 3 * d..][..3 * d]);
                let (gy, state, gu) = (&mut gy[at * d..][..d], &layer.h[at * d..][..d], &mut gu[at * 3 * d..][..3 * d]);
                for c in 0..d {
                    gu[2 * d + c] = gy[c] * state[c] * sigmoid_slope(u[2 * d + c]);
                    gy[c] *= a[2 * d + c];
                }
            }
            let zero = vec![0.0; h];
            for (first, backward) in [(0, false), (h, true)] {
                let mut carried = vec![0.0f32; h];
                for step in (0..t).rev() {
                    let at = if backward { t - 1 - step } else { step };
                    let previous = if step == 0 {
                        &zero[..]
                    } else {
                        let from = if backward { at + 1 } else { at - 1 };
                        &layer.h[from * d + first..][..h]
                    };
                    let (a, u) = (&layer.a[at * 3 * d..][..3 * d], &layer.u[at * 3 * d..][..3 * d]);
                    let (gf, gz) = gu[at * 3 * d..][..2 * d].split_at_mut(d);
                    let (gf, gz, gy) = (&mut gf[first..][..h], &mut gz[first..][..h], &gy[at * d + first..][..h]);
                    let (f, z, uf, uz) = (&a[first..][..h], &a[d + first..][..h], &u[first..][..h], &u[d + first..][..h]);
                    for c in 0..h {
                        let state = gy[c] + carried[c];
                        gf[c] = state * (previous[c] - z[c]) * sigmoid_slope(uf[c]);
                        gz[c] = state * (1.0 - f[c]) * tanh_slope(uz[c]);
                        carried[c] = state * f[c];
                    }
                }
            }
            add_product(d, t, 3 * d, View::columns(&layer.input, d), &gu, &mut grad[*weights..weights + d * 3 * d]);
            bias_back(&gu, &mut grad[*bias..bias + 3 * d]);
            let turned = transpose(self.part(*weights, d * 3 * d), d, 3 * d);
            add_product(t, 3 * d, d, View::rows(&gu, 3 * d), &turned, &mut g);
            out.clone_from(&layer.input);
        }
        if self.shape.conv > 0 {
            normalise_back(&mut g, &out, &conv_by, d);
            let mut gu = g.clone();
            apply(&mut gu, &conv_mask);
            for (gu, u) in gu.iter_mut().zip(&conv_u) {
                if *u <= 0.0 {
                    *gu = 0.0;
                }
            }
            bias_back(&gu, &mut grad[layout.conv_bias..layout.conv_bias + d]);
            if self.shape.conv == 1 {
                add_product(3 * d, t, d, View::columns(&beside, 3 * d), &gu, &mut grad[layout.conv..layout.conv + 3 * d * d]);
                let turned = transpose(self.part(layout.conv, 3 * d * d), 3 * d, d);
                let mut gb = vec![0.0; t * 3 * d];
                add_product(t, d, 3 * d, View::rows(&gu, d), &turned, &mut gb);
                for at in 0..t {
                    for tap in 0..3 {
                        let Some(from) = (at + tap).checked_sub(1).filter(|from| *from < t) else { continue };
                        for c in 0..d {
                            g[from * d + c] += gb[at * 3 * d + tap * d + c];
                        }
                    }
                }
            } else {
                add_product(d, t, d, View::columns(&beside, d), &gu, &mut grad[layout.conv + 3 * d..layout.conv + 3 * d + d * d]);
                let turned = transpose(self.part(layout.conv + 3 * d, d * d), d, d);
                let mut gb = vec![0.0; t * d];
                add_product(t, d, d, View::rows(&gu, d), &turned, &mut gb);
                let w = self.part(layout.conv, 3 * d);
                for at in 0..t {
                    for tap in 0..3 {
                        let Some(from) = (at + tap).checked_sub(1).filter(|from| *from < t) else { continue };
                        for c in 0..d {
                            g[from * d + c] += gb[at * d + c] * w[tap * d + c];
                            grad[layout.conv + tap * d + c] += gb[at * d + c] * conv_in[from * d + c];
                        }
                    }
                }
            }
        }
        apply(&mut g, &table_mask);
        normalise_back(&mut g, &table_out, &table_by, d);
        for (g, rows) in g.chunks_exact(d).zip(&window.rows) {
            for row in *rows {
                let start = layout.table + usize::from(*row) * d;
                for (sum, value) in grad[start..start + d].iter_mut().zip(g) {
                    *sum += value;
                }
            }
        }
        (loss, scores)
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
        for conv in [0, 1, 2] {
            let shape = Shape { rows: 12, width: 16, conv, layers: 2 };
            let layout = shape.layout();
            let mut random = Random(3);
            let mut values = shape.start(&mut random, 0.3);
            for value in &mut values[layout.next..] {
                *value = 0.3 * random.normal();
            }
            let rows: Vec<Vec<u16>> = (0..7).map(|_| (0..3).map(|_| random.below(12) as u16).collect()).collect();
            let right = [1, 1 << 3, 1 << 3 | 1 << 4, 1 << 4, 1, ANY, 1 << 1];
            let allowed = [0b0101011, ANY, ANY, ANY, ANY, ANY, ANY];
            let loss = |values: &[f32], grad: &mut Vec<f32>| {
                let window = Window { rows: rows.iter().map(Vec::as_slice).collect(), right: &right, allowed: &allowed, weight: 1.0 };
                let drop = Drop { table: 0.2, layer: 0.1, last: 0.2 };
                Net { shape: &shape, layout: &layout, values }.run(&window, Some(&mut Random(9)), drop, grad).0
            };
            let mut grad = vec![0.0; values.len()];
            loss(&values, &mut grad);
            let mut worst = 0.0f32;
            for _ in 0..400 {
                let at = random.below(values.len());
                let kept = values[at];
                let step = 3e-3;
                values[at] = kept + step;
                let more = loss(&values, &mut vec![0.0; values.len()]);
                values[at] = kept - step;
                let less = loss(&values, &mut vec![0.0; values.len()]);
                values[at] = kept;
                let found = (more - less) / (2.0 * step);
                let off = (found - grad[at]).abs() / (0.05 + found.abs());
                worst = worst.max(off);
            }
            assert!(worst < 0.05, "{worst}");
        }
    }
}
