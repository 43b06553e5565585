//! The net: from the rows of each token to scores of its labels.
//!
//! The rows of a token are added up; one convolution tells each token its
//! neighbours; layers of gated sums run over the window in both directions.
//! Each step adds to what was there and scales the outcome, so that whole
//! numbers of 16 bits hold it and products of matrices are exact.

use super::crf::PerLabel;
use super::features::Rows;
use super::lanes::{BLOCK, Block, F4, FOURS, Shorts, Sums, WIDTH};

/// What 1 is in 16 bits: no scaled number is over the square root of [`WIDTH`].
const ONE: f32 = 4095.0;
/// The largest number of the table, so that 63 rows can be added up in 16 bits.
#[cfg(feature = "training")]
pub(crate) const LARGEST: i16 = 520;

/// What stands for a token.
type Token = [F4; FOURS];

/// A matrix of whole numbers with a scale for each output, and what is added.
#[derive(Clone, Debug)]
pub(crate) struct Matrix {
    /// For each block of outputs, its weights, scales and what is added.
    blocks: Vec<(Block, [F4; BLOCK / 4], [F4; BLOCK / 4])>,
}

impl Matrix {
    /// The matrix of `weights`, for each output one for each input; each output's scale and bias.
    pub fn new(inputs: usize, weights: &[i8], scales: &[f32], biases: &[f32]) -> Self {
        let outputs = scales.len();
        let weight = |output: usize, input: usize| {
            if output < outputs { weights.get(output * inputs + input).copied().map_or(0, i16::from) } else { 0 }
        };
        let fours = |of: &[f32], first: usize, by: f32| {
            std::array::from_fn(|four| F4::new(std::array::from_fn(|at| by * of.get(first + four * 4 + at).copied().unwrap_or_default())))
        };
        let block = |first: usize| {
            let block = Block::new(inputs, |output, input| weight(first + output, input));
            (block, fours(scales, first, 1.0 / ONE), fours(biases, first, 1.0))
        };
        Self { blocks: (0..outputs).step_by(BLOCK).map(block).collect() }
    }

    /// The outputs for two tokens, each with `N` of [`Shorts`] for its input: `each` gets them a block at a time.
    #[inline(always)]
    fn outputs<const N: usize>(&self, first: [&Shorts; N], second: [&Shorts; N], mut each: impl FnMut(usize, [[F4; BLOCK / 4]; 2])) {
        for (at, (block, scales, biases)) in self.blocks.iter().enumerate() {
            let mut out = block.sums(first, second);
            for sums in &mut out {
                for ((sum, scale), bias) in sums.iter_mut().zip(scales).zip(biases) {
                    *sum = sum.mul(*scale).add(*bias);
                }
            }
            each(at * (BLOCK / 4), out);
        }
    }
}

/// The matrices of the net.
#[derive(Clone, Debug)]
pub(crate) struct Net {
    /// The rows of the table, a byte a number.
    pub table: Vec<[u8; WIDTH]>,
    /// What each row is multiplied by.
    pub factors: Vec<u8>,
    /// What one is in the table.
    pub unit: f32,
    /// What a token, the one before and the one after make together.
    pub conv: Matrix,
    /// The layers: of each how much is kept, and what comes in.
    pub layers: Vec<Matrix>,
    /// The scores of the labels.
    pub out: Matrix,
}

/// Scales `token` to a mean square of one, and rounds it.
#[inline(always)]
fn normalise(token: &mut Token) -> Shorts {
    let mut sum = F4::all(0.0);
    for four in token.iter() {
        sum = sum.add(four.mul(*four));
    }
    let by = F4::all(1.0 / (sum.sum() / WIDTH as f32 + 1e-5).sqrt());
    let mut scaled = *token;
    for (four, scaled) in token.iter_mut().zip(&mut scaled) {
        *four = four.mul(by);
        *scaled = four.mul(F4::all(ONE));
    }
    Shorts::of(&scaled)
}

impl Net {
    /// The scores of the tokens of `rows`.
    pub fn scores(&self, rows: &Rows) -> Vec<PerLabel> {
        let (mut tokens, mut rounded): (Vec<Token>, Vec<Shorts>) = (0..rows.len()).map(|at| self.sum(rows.of(at))).unzip();
        self.convolve(&mut tokens, &mut rounded);
        let mut gates = vec![[F4::all(0.0); 2 * FOURS]; rows.len()];
        for layer in &self.layers {
            product(layer, &rounded, &mut gates);
            run::<0>(&gates, &mut tokens, 0..rows.len());
            run::<{ FOURS / 2 }>(&gates, &mut tokens, (0..rows.len()).rev());
            for (token, rounded) in tokens.iter_mut().zip(&mut rounded) {
                *rounded = normalise(token);
            }
        }
        let mut scores = vec![[F4::all(0.0); 4]; rows.len()];
        product(&self.out, &rounded, &mut scores);
        let first = |scores: &[F4; 4]| {
            let ([a, b, c, d], [e, f, g, _]) = (scores[0].array(), scores[1].array());
            [a, b, c, d, e, f, g]
        };
        scores.iter().map(first).collect()
    }

    /// What `rows` sum up to.
    #[inline(always)]
    fn sum(&self, rows: &[u16]) -> (Token, Shorts) {
        let mut sum = Sums::zero();
        for row in rows {
            let row = usize::from(*row);
            if let (Some(row), Some(factor)) = (self.table.get(row), self.factors.get(row)) {
                sum.add(row, i16::from(*factor));
            }
        }
        let unit = F4::all(self.unit);
        let mut token = sum.numbers();
        for four in &mut token {
            *four = four.mul(unit);
        }
        let rounded = normalise(&mut token);
        (token, rounded)
    }

    /// Adds to each token what its neighbours and it make together.
    fn convolve(&self, tokens: &mut [Token], rounded: &mut [Shorts]) {
        let none = Shorts::zero();
        let before = rounded.to_vec();
        let get = |at: Option<usize>| at.and_then(|at| before.get(at)).unwrap_or(&none);
        for (pair, (tokens, rounded)) in tokens.chunks_mut(2).zip(rounded.chunks_mut(2)).enumerate() {
            let at = pair * 2;
            let [a, b, c, d] = [get(at.checked_sub(1)), get(Some(at)), get(Some(at + 1)), get(Some(at + 2))];
            self.conv.outputs([a, b, c], [b, c, d], |first, out| {
                for (token, out) in tokens.iter_mut().zip(&out) {
                    for (four, out) in token.iter_mut().skip(first).zip(out) {
                        *four = four.add(out.max(F4::all(0.0)));
                    }
                }
            });
            for (token, rounded) in tokens.iter_mut().zip(rounded) {
                *rounded = normalise(token);
            }
        }
    }
}

/// The outputs of `matrix` for each of `rounded`.
fn product<const N: usize>(matrix: &Matrix, rounded: &[Shorts], out: &mut [[F4; N]]) {
    for (pair, out) in rounded.chunks(2).zip(out.chunks_mut(2)) {
        let (Some(first), Some(second)) = (pair.first(), pair.last()) else { continue };
        matrix.outputs([first], [second], |first, own| {
            for (out, own) in out.iter_mut().zip(&own) {
                for (out, own) in out.iter_mut().skip(first).zip(own) {
                    *out = *own;
                }
            }
        });
    }
}

/// Runs over the tokens in the given `order` with the half of the units that begins at `FIRST`.
fn run<const FIRST: usize>(u: &[[F4; 2 * FOURS]], tokens: &mut [Token], order: impl Iterator<Item = usize>) {
    let mut state = [F4::all(0.0); FOURS / 2];
    for at in order {
        let (Some(u), Some(token)) = (u.get(at), tokens.get_mut(at)) else { continue };
        for (unit, state) in state.iter_mut().enumerate() {
            let keep = u[FIRST + unit].sigmoid();
            let new = u[FOURS + FIRST + unit].tanh();
            *state = keep.mul(state.sub(new)).add(new);
            token[FIRST + unit] = token[FIRST + unit].add(*state);
        }
    }
}
