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
use crate::memory::{Key, Keyer, Memory};
use crate::packing::unpack;
use crate::readings::Readings;
use crate::tags::Tags;
use crate::text::Text;

pub(crate) mod crf;
pub(crate) mod features;
pub(crate) mod lanes;
pub(crate) mod net;

use crf::{ANY, Allowed, Chain, FIRST};
use features::{ROWS, Rows};
use lanes::WIDTH;
use net::{Matrix, Net};

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

/// What stands for all that is read of the tokens `window` of `text`.
fn key(text: &Text, readings: &Readings, window: &Range<usize>) -> Key {
    let mut keyer = Keyer::new(0);
    let paragraph = |at: usize| text.tokens.get(at).map_or(0, |token| token.paragraph);
    let (first, last) = (paragraph(window.start), paragraph(window.end.wrapping_sub(1)));
    for (run, key) in text.paragraphs.iter().zip(&readings.keys).take(last + 1).skip(first) {
        keyer.add_key(*key);
        // A long paragraph may be cut.
        let (start, end) = (window.start.saturating_sub(run.first), window.end.min(run.end) - run.first);
        keyer.add((start as u64) << 32 | end as u64);
    }
    keyer.key()
}

/// Tags `text`, by what is `known` of its paragraphs where that is enough. Linear in its length; what it needs besides is bounded.
pub(crate) fn tag(
    text: &Text,
    marks: &Marks,
    tags: &Tags,
    forms: &Forms,
    weights: &Weights,
    mut known: Option<(&mut Memory, &Readings)>,
) -> Tagging {
    let mut marginals = Vec::with_capacity(text.tokens.len());
    for window in windows(text.paragraphs.iter().map(|run| run.end), LONGEST, || WINDOW) {
        let compute = || {
            let rows = Rows::new(text, marks, tags, forms, window.clone());
            let scores = weights.net.scores(&rows);
            let pass = weights.chain.pass(&scores, |at| allowed(text, window.start + at));
            (0..scores.len()).map(|at| pass.marginals(at)).collect()
        };
        match &mut known {
            None => marginals.extend::<Vec<_>>(compute()),
            Some((memory, readings)) => marginals.extend(memory.window(key(text, readings, &window), compute)),
        }
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
    /// The number of layers, of rows and of numbers in each as four bytes; the unit of the table;
    /// of each row its factor, then all rows, both packed; the matrices of the convolution, the layers and the labels, of each the scales, what is added
    /// and its numbers, packed; the scores of the chain.
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
        let factors = unpack(bytes, 1, rows)?;
        let table = unpack(bytes, WIDTH, rows)?.chunks_exact(WIDTH).map(|row| row.try_into().ok()).collect::<Option<_>>()?;
        let conv = matrix(bytes, 3 * WIDTH, WIDTH)?;
        let layers = (0..layers).map(|_| matrix(bytes, WIDTH, 2 * WIDTH)).collect::<Option<_>>()?;
        let out = matrix(bytes, WIDTH, LABELS)?;
        let next = numbers(bytes, LABELS * LABELS)?;
        let first = numbers(bytes, LABELS)?;
        Some(Self {
            net: Net { table, factors, unit, conv, layers, out },
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
    let weights: Vec<i8> = unpack(bytes, 1, inputs * outputs)?.into_iter().map(|byte| byte as i8).collect();
    Some(Matrix::new(inputs, &weights, &scales, &biases))
}

const _: () = assert!(ROWS <= u16::MAX as usize);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packing::pack;

    /// Weights that mean nothing, the same each time.
    fn weights() -> Vec<u8> {
        let mut state = 7u32;
        let mut byte = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        let mut out = vec![2];
        out.extend((ROWS as u16).to_le_bytes());
        out.push(WIDTH as u8);
        out.extend(0.01f32.to_le_bytes());
        pack(&std::array::from_fn::<u8, ROWS, _>(|_| byte() % 100), 1, &mut out);
        pack(&(0..ROWS * WIDTH).map(|_| (byte() % 9).wrapping_sub(4)).collect::<Vec<_>>(), WIDTH, &mut out);
        for (inputs, outputs) in [(3 * WIDTH, WIDTH), (WIDTH, 2 * WIDTH), (WIDTH, 2 * WIDTH), (WIDTH, LABELS)] {
            out.extend((0..outputs).flat_map(|_| 0.002f32.to_le_bytes()));
            out.extend((0..outputs).flat_map(|_| 0.1f32.to_le_bytes()));
            pack(&(0..outputs * inputs).map(|_| byte()).collect::<Vec<_>>(), 1, &mut out);
        }
        out.extend((0..LABELS * (LABELS + 1)).flat_map(|at| (at as f32 / 50.0).to_le_bytes()));
        out
    }

    fn tagging(source: &str) -> Tagging {
        let weights = Weights::read(&mut weights().as_slice()).expect("weights");
        let text = Text::new(source);
        let marks = Marks::new(&text);
        let tags = Tags::new(&text, &marks);
        let forms = Forms::new(&text, &tags);
        tag(&text, &marks, &tags, &forms, &weights, None)
    }

    #[test]
    fn every_token_has_probabilities() {
        for source in ["", " ", "No", "“Yes,” said Quist.\n\n“No.”", &"a word, ".repeat(2000), &"A line.\n".repeat(900)] {
            let tokens = Text::new(source).tokens.len();
            let tagging = tagging(source);
            assert_eq!(tagging.marginals.len(), tokens);
            for marginals in &tagging.marginals {
                assert!((marginals.iter().sum::<f32>() - 1.0).abs() < 1e-4, "{marginals:?}");
            }
        }
    }

    #[test]
    fn a_paragraph_starts_with_no_later_token() {
        let tagging = tagging("One said.\nTwo said.");
        for at in [0, 3] {
            assert!([CUE, CONTENT, SOURCE].iter().all(|label| tagging.marginals[at][label + 1] == 0.0));
        }
    }

    #[test]
    fn broken_weights_are_none() {
        let whole = weights();
        for length in [0, 3, 100, whole.len() / 2, whole.len() - 1] {
            assert!(Weights::read(&mut &whole[..length]).is_none());
        }
        let mut rest = [whole, vec![1, 2]].concat();
        let mut rest = rest.as_mut_slice() as &[u8];
        assert!(Weights::read(&mut rest).is_some());
        assert_eq!(rest, [1, 2]);
    }

    #[test]
    fn windows_end_with_paragraphs_unless_one_is_too_long() {
        assert_eq!(windows([4, 8, 12, 30].into_iter(), 10, || 8), [0..8, 8..12, 12..22, 22..30]);
        assert!(windows(std::iter::empty(), 10, || 8).is_empty());
    }
}
