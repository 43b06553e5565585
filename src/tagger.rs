//! Stage one: what each token is likely to be part of.
//!
//! In: a text, its marks, tags and forms, and learnt weights. Out:
//! [`Tagging`], for each token the probability of each label. A small net
//! reads windows of whole paragraphs; a chain of labels makes its scores
//! probabilities. It knows no name (see [`forms`](crate::forms)), and it does
//! not say which cue reports which content, nor whose it is.

use std::ops::Range;

use crate::forms::Forms;
use crate::marks::Marks;
use crate::tags::Tags;
use crate::text::Text;

pub(crate) mod crf;
pub(crate) mod features;
pub(crate) mod lanes;
pub(crate) mod net;

use crf::{ANY, Allowed, Chain, FIRST};
use features::{ROWS, Rows};
use lanes::{Shorts, WIDTH};
use net::{LARGEST, Matrix, Net};

/// What a token can be: nothing, or the first or a later token of a cue, a
/// content or a source.
pub(crate) const LABELS: usize = 7;
/// Of no quotation.
pub(crate) const OUTSIDE: usize = 0;
/// The first token of a cue; the next label is for the later ones.
pub(crate) const CUE: usize = 1;
/// The first token of a content; the next label is for the later ones.
pub(crate) const CONTENT: usize = 3;
/// The first token of a source; the next label is for the later ones.
pub(crate) const SOURCE: usize = 5;

/// How likely each token is to be each label.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tagging {
    /// For each token, the probability of each label; they sum to one.
    pub marginals: Vec<[f32; LABELS]>,
}

impl Tagging {
    /// How likely the token at `at` is part of what `label` begins ([`CUE`], [`CONTENT`] or [`SOURCE`]).
    pub fn part(&self, at: usize, label: usize) -> f32 {
        self.marginals.get(at).map_or(0.0, |marginals| marginals[label] + marginals[label + 1])
    }

    /// Whether the token at `at` rather begins what `label` begins than goes on in it.
    pub fn starts(&self, at: usize, label: usize) -> bool {
        self.marginals.get(at).is_some_and(|marginals| marginals[label] > marginals[label + 1])
    }

    /// The likeliest label of the token at `at`.
    pub fn label(&self, at: usize) -> usize {
        let Some(marginals) = self.marginals.get(at) else { return OUTSIDE };
        (0..LABELS).fold(OUTSIDE, |best, label| if marginals[label] > marginals[best] { label } else { best })
    }
}

/// Paragraphs are read together until they have as many tokens.
const WINDOW: usize = 450;
/// The most tokens that are read together: a longer paragraph is cut.
const LONGEST: usize = 600;

/// Packs paragraphs, given where each ends, into windows of `size()` tokens or
/// a few less, and cuts those that are longer than `longest` nevertheless.
pub(crate) fn windows(ends: impl Iterator<Item = usize>, longest: usize, mut size: impl FnMut() -> usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut last, mut limit) = (0, 0, size());
    for end in ends {
        if end > start + limit && last > start {
            out.push(start..last);
            start = last;
            limit = size();
        }
        last = end;
        while last > start + longest {
            out.push(start..start + longest);
            start += longest;
        }
    }
    if last > start {
        out.push(start..last);
    }
    out
}

/// The labels that the token at `at` can have: a paragraph starts with nothing's later token.
pub(crate) fn allowed(text: &Text, at: usize) -> Allowed {
    let paragraph = |at: usize| text.tokens.get(at).map(|token| token.paragraph);
    if at > 0 && paragraph(at - 1) == paragraph(at) { ANY } else { FIRST }
}

/// Tags `text`. Linear in its length; what it needs besides is bounded.
pub(crate) fn tag(text: &Text, marks: &Marks, tags: &Tags, forms: &Forms, weights: &Weights) -> Tagging {
    let mut marginals = Vec::with_capacity(text.tokens.len());
    for window in windows(text.paragraphs.iter().map(|run| run.end), LONGEST, || WINDOW) {
        let rows = Rows::new(text, marks, tags, forms, window.clone());
        let scores = weights.net.scores(&rows);
        let pass = weights.chain.pass(&scores, |at| allowed(text, window.start + at));
        marginals.extend((0..scores.len()).map(|at| pass.marginals(at)));
    }
    Tagging { marginals }
}

/// What was learnt.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    net: Net,
    chain: Chain,
    /// What they were read from.
    #[cfg(feature = "training")]
    bytes: Vec<u8>,
}

/// The most layers that a net has.
const MOST_LAYERS: usize = 8;

impl Weights {
    /// Reads weights from the front of `bytes`, which go on behind them; nothing if they hold none.
    ///
    /// The number of layers, of rows and of numbers in each as three bytes; the unit of the table;
    /// of each row its factor, then all rows, a byte a number; the matrices of the convolution, the layers and the labels, of each the scales, what is added
    /// and a byte a number; the scores of the chain.
    pub fn read(bytes: &mut &[u8]) -> Option<Self> {
        #[cfg(feature = "training")]
        let whole = *bytes;
        let head = take(bytes, 4)?;
        let &[layers, low, high, width] = head else { return None };
        let rows = usize::from(u16::from_le_bytes([low, high]));
        let layers = usize::from(layers);
        if layers > MOST_LAYERS || rows != ROWS || usize::from(width) != WIDTH {
            return None;
        }
        let unit = numbers(bytes, 1)?.first().copied()?;
        let factors = take(bytes, rows)?;
        let table = take(bytes, rows * WIDTH)?
            .chunks_exact(WIDTH)
            .zip(factors)
            .map(|(row, factor)| {
                let value = |at: usize| {
                    let value = row.get(at).map_or(0, |byte| i16::from(*byte as i8)) * i16::from(*factor);
                    value.clamp(-LARGEST, LARGEST)
                };
                Shorts::new(std::array::from_fn(value))
            })
            .collect();
        let conv = matrix(bytes, 3 * WIDTH, WIDTH)?;
        let layers = (0..layers).map(|_| matrix(bytes, WIDTH, 3 * WIDTH)).collect::<Option<_>>()?;
        let out = matrix(bytes, WIDTH, LABELS)?;
        let next = numbers(bytes, LABELS * LABELS)?;
        let first = numbers(bytes, LABELS)?;
        Some(Self {
            net: Net { table, unit, conv, layers, out },
            chain: Chain::new(&next, &first),
            #[cfg(feature = "training")]
            bytes: whole.get(..whole.len() - bytes.len()).unwrap_or_default().to_vec(),
        })
    }

    /// Appends the weights to `out`.
    #[cfg(feature = "training")]
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(&self.bytes);
    }
}

/// The first `count` of `bytes`, which go on behind them.
fn take<'b>(bytes: &mut &'b [u8], count: usize) -> Option<&'b [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

/// `count` numbers from the front of `bytes`, none of them endless.
fn numbers(bytes: &mut &[u8], count: usize) -> Option<Vec<f32>> {
    take(bytes, count * 4)?
        .chunks_exact(4)
        .map(|number| number.try_into().ok().map(f32::from_le_bytes).filter(|number| number.is_finite()))
        .collect()
}

/// A matrix from the front of `bytes`.
fn matrix(bytes: &mut &[u8], inputs: usize, outputs: usize) -> Option<Matrix> {
    let (scales, biases) = (numbers(bytes, outputs)?, numbers(bytes, outputs)?);
    let weights: Vec<i8> = take(bytes, outputs * inputs)?.iter().map(|byte| *byte as i8).collect();
    Some(Matrix::new(inputs, &weights, &scales, &biases))
}

const _: () = assert!(ROWS <= u16::MAX as usize);
