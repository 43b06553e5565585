//! The chain of labels: from scores of single tokens to probabilities that
//! take the neighbours into account.

use super::{CONTENT, CUE, LABELS, OUTSIDE, SOURCE};
use crate::math::exp;

/// A label's number for each label.
pub(crate) type PerLabel = [f32; LABELS];

/// A set of labels, as bits.
pub(crate) type Allowed = u8;
/// Every label.
pub(crate) const ANY: Allowed = (1 << LABELS) - 1;
/// Every label that a paragraph can start with.
pub(crate) const FIRST: Allowed = 1 << OUTSIDE | 1 << CUE | 1 << CONTENT | 1 << SOURCE;

/// The least that a label of a token counts, so that no sum is ever zero.
const LEAST: f32 = 1e-30;

/// How labels follow one another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    /// For each label, how easily each other follows: powers of e.
    pub next: [PerLabel; LABELS],
    /// The same for the first token.
    pub first: PerLabel,
}

/// A pass over a chain: of each token, forward and backward sums, each scaled to one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pass {
    /// What each token by itself and all before it say.
    pub before: Vec<PerLabel>,
    /// What all after it say.
    pub after: Vec<PerLabel>,
    /// What each token by itself says.
    pub own: Vec<PerLabel>,
    /// What each forward sum was before it was scaled.
    #[cfg(feature = "training")]
    pub sums: Vec<f32>,
}

/// Whether the label `then` can follow `label`: what is a later token of something follows an earlier one.
pub(crate) fn follows(label: usize, then: usize) -> bool {
    !matches!(then, 2 | 4 | 6) || label == then || label + 1 == then
}

impl Chain {
    /// The chain of scores `next` (a row for each label) and `first`.
    pub fn new(next: &[f32], first: &[f32]) -> Self {
        let mut out = Self::default();
        for (label, row) in out.next.iter_mut().enumerate() {
            for (then, value) in row.iter_mut().enumerate() {
                let score = next.get(label * LABELS + then).copied().unwrap_or_default();
                *value = if follows(label, then) { exp(score.clamp(-30.0, 30.0)) } else { 0.0 };
            }
        }
        for (value, score) in out.first.iter_mut().zip(first) {
            *value = exp(score.clamp(-30.0, 30.0));
        }
        out
    }

    /// A pass over tokens with `scores`, of each the labels `allowed` alone.
    pub fn pass(&self, scores: &[PerLabel], allowed: impl Fn(usize) -> Allowed) -> Pass {
        let rows = self.next.map(|row| padded(&row));
        let mut columns = [[0.0; PADDED]; LABELS];
        for (label, row) in self.next.iter().enumerate() {
            for (column, value) in columns.iter_mut().zip(row) {
                column[label] = *value;
            }
        }
        let mut out = Pass::default();
        out.own.reserve(scores.len());
        out.before.reserve(scores.len());
        let mut last = None;
        for (at, scores) in scores.iter().enumerate() {
            let largest = scores.iter().fold(f32::MIN, |largest, score| if *score > largest { *score } else { largest });
            let allowed = allowed(at);
            let mut own = padded(scores).map(|score| exp(score - largest));
            for (label, value) in own.iter_mut().enumerate() {
                let counts = if *value > LEAST { *value } else { LEAST };
                *value = if allowed >> label & 1 == 1 { counts } else { 0.0 };
            }
            let reached = last.map_or(padded(&self.first), |last: PerLabel| weighed(&last, &rows));
            let mut before = [0.0; PADDED];
            for ((value, own), reached) in before.iter_mut().zip(&own).zip(&reached) {
                *value = own * reached;
            }
            let (own, mut before) = (cut(&own), cut(&before));
            let _sum = scale(&mut before, &own);
            #[cfg(feature = "training")]
            out.sums.push(_sum);
            out.own.push(own);
            out.before.push(before);
            last = Some(before);
        }
        out.after = vec![[1.0; LABELS]; scores.len()];
        let mut next = [1.0; LABELS];
        for at in (1..scores.len()).rev() {
            let mut own = [0.0; LABELS];
            for ((value, next), own) in own.iter_mut().zip(&next).zip(&out.own[at]) {
                *value = next * own;
            }
            next = cut(&weighed(&own, &columns));
            scale(&mut next, &[1.0; LABELS]);
            out.after[at - 1] = next;
        }
        out
    }
}

/// The labels and as many more that nothing ever has as bring them to two vectors.
const PADDED: usize = LABELS.next_multiple_of(4);

/// `values` with zeros behind them.
#[inline(always)]
fn padded(values: &PerLabel) -> [f32; PADDED] {
    let mut out = [0.0; PADDED];
    out[..LABELS].copy_from_slice(values);
    out
}

/// `values` without what [`padded`] puts behind them.
#[inline(always)]
fn cut(values: &[f32; PADDED]) -> PerLabel {
    values.first_chunk().copied().unwrap_or_default()
}

/// The sum of `rows`, each weighed by one of `weights`; of each place in this order.
#[inline(always)]
fn weighed(weights: &PerLabel, rows: &[[f32; PADDED]; LABELS]) -> [f32; PADDED] {
    let mut out = [0.0; PADDED];
    for (weight, row) in weights.iter().zip(rows) {
        for (sum, value) in out.iter_mut().zip(row) {
            *sum += weight * value;
        }
    }
    out
}

impl Pass {
    /// How likely the token at `at` is to be each label.
    pub fn marginals(&self, at: usize) -> PerLabel {
        let mut out = self.before.get(at).copied().unwrap_or_default();
        if let Some(after) = self.after.get(at) {
            for (value, after) in out.iter_mut().zip(after) {
                *value *= after;
            }
        }
        scale(&mut out, &[1.0; LABELS]);
        out
    }
}

/// Scales `values` so that they sum to one, and gives their sum; takes `otherwise` where they are too small to.
fn scale(values: &mut PerLabel, otherwise: &PerLabel) -> f32 {
    let mut sum: f32 = values.iter().sum();
    if sum < 1e-35 {
        *values = *otherwise;
        sum = values.iter().sum::<f32>().max(LEAST);
    }
    for value in values.iter_mut() {
        *value /= sum;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marginals_are_those_of_all_ways_to_label() {
        let next: Vec<f32> = (0..LABELS * LABELS).map(|at| (at * 7 % 11) as f32 / 5.0 - 1.0).collect();
        let first: Vec<f32> = (0..LABELS).map(|label| label as f32 / 4.0).collect();
        let scores: Vec<PerLabel> = (0..3).map(|at| std::array::from_fn(|label| ((at * 5 + label * 3) % 7) as f32 / 3.0)).collect();
        let chain = Chain::new(&next, &first);
        let pass = chain.pass(&scores, |at| if at == 0 { FIRST } else { ANY });
        let (mut sums, mut all) = ([[0.0f64; LABELS]; 3], 0.0);
        for way in 0..LABELS.pow(3) {
            let labels = [way % LABELS, way / LABELS % LABELS, way / LABELS / LABELS];
            if FIRST >> labels[0] & 1 == 0 || labels.windows(2).any(|pair| !follows(pair[0], pair[1])) {
                continue;
            }
            let own: f32 = labels.iter().enumerate().map(|(at, label)| scores[at][*label]).sum();
            let between: f32 = labels.windows(2).map(|pair| next[pair[0] * LABELS + pair[1]]).sum();
            let weight = f64::from(own + between + first[labels[0]]).exp();
            all += weight;
            labels.iter().enumerate().for_each(|(at, label)| sums[at][*label] += weight);
        }
        for (at, sums) in sums.iter().enumerate() {
            let marginals = pass.marginals(at);
            assert!(sums.iter().zip(marginals).all(|(sum, own)| (sum / all - f64::from(own)).abs() < 1e-5), "{at}");
        }
    }

    #[test]
    fn no_score_is_too_high() {
        let chain = Chain::new(&[0.0; LABELS * LABELS], &[0.0; LABELS]);
        let pass = chain.pass(&[[1e30, -1e30, 0.0, 0.0, 0.0, 0.0, 0.0]; 50], |_| ANY);
        assert!((pass.marginals(20)[0] - 1.0).abs() < 1e-6);
    }
}
