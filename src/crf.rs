//! Linear-chain conditional random fields over tables of hashed features.
//!
//! In: for each token the scores of its labels, and the class of token that
//! it is, by which the step from label to label is weighed. Out: how likely
//! each label of each token is, or the likeliest labels of all together.
//! Sums are scaled token by token, so that nothing but [`exp`] is needed and
//! every machine comes to the same bits.

use crate::linear::Table;

/// The natural exponential, by arithmetic that is the same everywhere.
pub(crate) fn exp(x: f32) -> f32 {
    // e^x = 2^k · e^r with |r| at most half of ln 2, whose series ends soon.
    const LARGEST: f32 = 87.0;
    let x = x.clamp(-LARGEST, LARGEST);
    let k = (x * std::f32::consts::LOG2_E + 256.5) as i32 - 256;
    let r = x - k as f32 * std::f32::consts::LN_2;
    let series = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0)))));
    series * f32::from_bits(((k + 127) as u32) << 23)
}

/// What the step to a token of each class adds, from each label or from the start to each label.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Steps<const L: usize> {
    /// By class and by the label before: the last row of a class is for the start.
    rows: Vec<[f32; L]>,
}

impl<const L: usize> Steps<L> {
    /// Steps that weigh nothing, for tokens of `classes` classes.
    #[cfg(feature = "training")]
    pub fn zero(classes: usize) -> Self {
        Self { rows: vec![[0.0; L]; classes * (L + 1)] }
    }

    /// The row for a token of `class` behind a label, or behind nothing for `L`.
    pub fn row(&self, class: u8, before: usize) -> [f32; L] {
        self.rows.get(usize::from(class) * (L + 1) + before).copied().unwrap_or([0.0; L])
    }

    /// The same row, to be changed.
    #[cfg(feature = "training")]
    pub fn row_mut(&mut self, class: u8, before: usize) -> &mut [f32; L] {
        &mut self.rows[usize::from(class) * (L + 1) + before]
    }

    /// All weights in order.
    #[cfg(feature = "training")]
    pub fn weights(&self) -> impl Iterator<Item = f32> + '_ {
        self.rows.iter().flatten().copied()
    }

    /// All weights in order, to be changed.
    #[cfg(feature = "training")]
    pub fn weights_mut(&mut self) -> impl Iterator<Item = &mut f32> + '_ {
        self.rows.iter_mut().flatten()
    }

    /// The exponentials of all rows.
    pub fn exponentials(&self) -> Self {
        Self { rows: self.rows.iter().map(|row| row.map(exp)).collect() }
    }
}

/// The weights of a model whose first label's features weigh nothing, so that they need no column.
#[derive(Clone, Debug)]
pub(crate) struct Model<const L: usize> {
    /// What each feature adds to each label but the first.
    pub table: Table,
    /// What each step adds.
    pub steps: Steps<L>,
}

impl<const L: usize> Model<L> {
    /// Reads a model from the front of `bytes`, which go on behind it; nothing if they hold none.
    pub fn read(bytes: &mut &[u8]) -> Option<Self> {
        let table = Table::read(bytes)?;
        let (count, rest) = bytes.split_first_chunk::<2>()?;
        *bytes = rest;
        let count = usize::from(u16::from_le_bytes(*count));
        let mut rows = Vec::new();
        for _ in 0..count {
            let mut row = [0.0; L];
            for weight in &mut row {
                let (read, rest) = bytes.split_first_chunk::<2>()?;
                *bytes = rest;
                *weight = f32::from(i16::from_le_bytes(*read)) / STEP_UNIT;
            }
            rows.push(row);
        }
        Some(Self { table, steps: Steps { rows } })
    }

    /// Appends the model to `out`.
    #[cfg(feature = "training")]
    pub fn write(&self, out: &mut Vec<u8>) {
        self.table.write(out);
        out.extend((self.steps.rows.len() as u16).to_le_bytes());
        out.extend(self.steps.weights().flat_map(|weight| ((weight * STEP_UNIT).round() as i16).to_le_bytes()));
    }
}

/// How many parts of one a step is kept in.
const STEP_UNIT: f32 = 256.0;

/// A chain of tokens on its way through the model: room that is used again and again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain<const L: usize> {
    /// For each token, the exponentials of its scores, the largest of which is one.
    pub scores: Vec<[f32; L]>,
    /// For each token, the scaled sums of all ways to each of its labels.
    pub forward: Vec<[f32; L]>,
    /// For each token, the scaled sums of all ways on from each of its labels.
    pub backward: Vec<[f32; L]>,
    /// For each token, what its sums were divided by.
    pub scales: Vec<f32>,
}

impl<const L: usize> Chain<L> {
    /// Sums over all ways through tokens with these `emissions` and `classes`;
    /// `steps` are exponentials.
    pub fn sum(&mut self, emissions: &[[f32; L]], classes: &[u8], steps: &Steps<L>) {
        self.scores.clear();
        self.forward.clear();
        self.scales.clear();
        let mut before: Option<[f32; L]> = None;
        for (emission, class) in emissions.iter().zip(classes) {
            let largest = emission.iter().fold(f32::MIN, |largest, score| if *score > largest { *score } else { largest });
            let scores = emission.map(|score| exp(score - largest));
            let mut sums = match before {
                None => steps.row(*class, L),
                Some(before) => {
                    let mut sums = [0.0; L];
                    for (label, sum) in before.iter().enumerate() {
                        let row = steps.row(*class, label);
                        for (to, step) in sums.iter_mut().zip(row) {
                            *to += sum * step;
                        }
                    }
                    sums
                }
            };
            for (sum, score) in sums.iter_mut().zip(scores) {
                *sum *= score;
            }
            let scale = sums.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            let sums = sums.map(|sum| sum / scale);
            self.scores.push(scores);
            self.forward.push(sums);
            self.scales.push(scale);
            before = Some(sums);
        }
        self.backward.clear();
        self.backward.resize(self.forward.len(), [1.0; L]);
        for at in (1..self.forward.len()).rev() {
            let mut next = self.backward[at];
            for (own, score) in next.iter_mut().zip(self.scores[at]) {
                *own *= score / self.scales[at];
            }
            for label in 0..L {
                let row = steps.row(classes[at], label);
                self.backward[at - 1][label] = row.iter().zip(next).map(|(step, next)| step * next).sum();
            }
        }
    }

    /// How likely each label of the token at `at` is.
    pub fn marginals(&self, at: usize) -> [f32; L] {
        let mut marginals = [0.0; L];
        for (label, marginal) in marginals.iter_mut().enumerate() {
            *marginal = self.forward[at][label] * self.backward[at][label];
        }
        marginals
    }

    /// How likely it is that every token has the first label.
    pub fn all_first(&self, classes: &[u8], steps: &Steps<L>) -> f32 {
        let mut probability = 1.0;
        for (at, class) in classes.iter().enumerate() {
            let step = steps.row(*class, if at == 0 { L } else { 0 })[0];
            probability *= step * self.scores[at][0] / self.scales[at];
        }
        probability
    }
}

/// The likeliest labels of tokens with these `emissions` and `classes`, of
/// which those for `label` are raised by each of `raises` in turn: for each
/// token, one for each raise. All go side by side, so that the machine can
/// work on several at a time.
pub(crate) fn likeliest<const L: usize, const N: usize>(
    emissions: &[[f32; L]],
    classes: &[u8],
    steps: &Steps<L>,
    label: usize,
    raises: [f32; N],
) -> Vec<[u8; N]> {
    let mut from: Vec<[[i32; N]; L]> = Vec::with_capacity(emissions.len());
    let mut best = [[0.0_f32; N]; L];
    for (at, (emission, class)) in emissions.iter().zip(classes).enumerate() {
        let mut next = [[f32::MIN; N]; L];
        let mut back = [[0_i32; N]; L];
        if at == 0 {
            next = steps.row(*class, L).map(|step| [step; N]);
        } else {
            for (before, best) in best.iter().enumerate() {
                for ((step, next), back) in steps.row(*class, before).into_iter().zip(&mut next).zip(&mut back) {
                    for lane in 0..N {
                        let score = best[lane] + step;
                        let better = score > next[lane];
                        next[lane] = if better { score } else { next[lane] };
                        back[lane] = if better { before as i32 } else { back[lane] };
                    }
                }
            }
        }
        for (to, (next, own)) in next.iter_mut().zip(emission).enumerate() {
            for (score, raise) in next.iter_mut().zip(raises) {
                *score += if to == label { own + raise } else { *own };
            }
        }
        best = next;
        from.push(back);
    }
    let mut labels: [usize; N] =
        std::array::from_fn(|lane| (0..L).fold(0, |top, label| if best[label][lane] > best[top][lane] { label } else { top }));
    let mut out = vec![[0; N]; from.len()];
    for (out, back) in out.iter_mut().zip(&from).rev() {
        for (lane, (out, label)) in out.iter_mut().zip(&mut labels).enumerate() {
            *out = *label as u8;
            *label = back[*label][lane] as usize;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_are_those_of_the_books() {
        for x in [-80.0_f32, -5.5, -0.3, 0.0, 0.1, 1.0, 7.7, 42.0] {
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 1e-5, "{x}");
        }
    }

    #[test]
    fn marginals_are_sums_over_all_ways() {
        let emissions = [[0.0, 1.0], [0.5, -1.0], [0.0, 0.3]];
        let classes = [0, 1, 0];
        let steps = Steps { rows: vec![[0.2, 0.0], [0.0, 1.0], [0.1, -0.1], [1.0, 0.0], [-0.5, 0.5], [0.0, 0.0]] };
        let mut ways = Vec::new();
        for way in 0..8_usize {
            let label = |at: usize| way >> at & 1;
            let score: f32 = (0..3)
                .map(|at| emissions[at][label(at)] + steps.row(classes[at], if at == 0 { 2 } else { label(at - 1) })[label(at)])
                .sum();
            ways.push((way, score.exp()));
        }
        let all: f32 = ways.iter().map(|(_, weight)| weight).sum();
        let mut chain = Chain::default();
        let exponentials = steps.exponentials();
        chain.sum(&emissions, &classes, &exponentials);
        for at in 0..3 {
            let second: f32 = ways.iter().filter(|(way, _)| way >> at & 1 == 1).map(|(_, weight)| weight).sum();
            assert!((chain.marginals(at)[1] - second / all).abs() < 1e-5);
        }
        assert!((chain.all_first(&classes, &exponentials) - ways[0].1 / all).abs() < 1e-5);
        let best = ways.iter().fold(ways[0], |best, way| if way.1 > best.1 { *way } else { best }).0;
        let likeliest = likeliest(&emissions, &classes, &steps, 0, [0.0, 1e3]);
        assert_eq!(likeliest, (0..3).map(|at| [(best >> at & 1) as u8, 0]).collect::<Vec<_>>());
    }
}
