//! From what was learnt to what is stored.

use super::Learnt;
use super::net::OUT;
use crate::packing::pack;
use crate::tagger::lanes::WIDTH;
use crate::tagger::net::LARGEST;
use crate::tagger::{LABELS, Weights};

/// The largest number of a row of the table, as stored: three numbers in all, which must be learnt with (seven need not).
pub(super) const STEPS: i32 = 1;
/// The largest number of a matrix, as stored.
const MATRIX_STEPS: f32 = 31.0;

fn put(out: &mut Vec<u8>, numbers: &[f32]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

/// Appends the matrix that `weight(input, output)` gives.
fn matrix(out: &mut Vec<u8>, inputs: usize, biases: &[f32], weight: impl Fn(usize, usize) -> f32) {
    let outputs = biases.len();
    let scale = |output: usize| (0..inputs).fold(1e-9f32, |largest, input| largest.max(weight(input, output).abs())) / MATRIX_STEPS;
    put(out, &(0..outputs).map(scale).collect::<Vec<_>>());
    put(out, biases);
    let number = |output: usize, input: usize| (weight(input, output) / scale(output)).round() as i8 as u8;
    pack(&(0..outputs).flat_map(|output| (0..inputs).map(move |input| number(output, input))).collect::<Vec<_>>(), 1, out);
}

/// The rows of the table in few bits.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The largest number of a row.
    steps: i32,
    /// What 1 is.
    unit: f32,
    /// What each row is multiplied by.
    factors: Vec<u8>,
    /// The numbers of the rows.
    values: Vec<i8>,
}

impl Table {
    /// Each of `rows` as numbers up to `steps` and a factor, so that the squares of what is lost are least.
    pub fn new(rows: &[f32], seen: &[bool], steps: i32) -> Self {
        let most = (i32::from(LARGEST) / steps).min(i32::from(u8::MAX));
        let kept = || rows.chunks_exact(WIDTH).zip(seen).filter(|(_, seen)| **seen).flat_map(|(row, _)| row);
        let unit = kept().fold(1e-9f32, |largest, value| largest.max(value.abs())) / (most * steps) as f32;
        let (mut factors, mut values) = (Vec::new(), Vec::new());
        for (row, seen) in rows.chunks_exact(WIDTH).zip(seen) {
            if !seen {
                factors.push(1);
                values.extend([0; WIDTH]);
                continue;
            }
            let round = |value: f32, factor: i32| (value / (unit * factor as f32)).round().clamp(-(steps as f32), steps as f32);
            let lost =
                |factor: i32| -> f32 { row.iter().map(|value| (value - round(*value, factor) * unit * factor as f32).powi(2)).sum() };
            let (mut best, mut least) = (1, f32::MAX);
            for factor in 1..=most {
                let lost = lost(factor);
                if lost < least {
                    (best, least) = (factor, lost);
                }
            }
            factors.push(best as u8);
            values.extend(row.iter().map(|value| round(*value, best) as i8));
        }
        Self { steps, unit, factors, values }
    }

    /// Rounds `rows` again, each by the factor that it has.
    pub fn round(&mut self, rows: &[f32]) {
        let most = self.steps as f32;
        let all = rows.chunks_exact(WIDTH).zip(self.values.chunks_exact_mut(WIDTH)).zip(&self.factors);
        for ((row, values), factor) in all {
            let by = 1.0 / (self.unit * f32::from(*factor));
            for (value, number) in row.iter().zip(values) {
                *number = (value * by).round().clamp(-most, most) as i8;
            }
        }
    }

    /// The rows as they will be read.
    pub fn rows(&self) -> impl Iterator<Item = f32> {
        let factors = self.factors.iter().flat_map(|factor| [*factor; WIDTH]);
        self.values.iter().zip(factors).map(|(value, factor)| f32::from(*value) * f32::from(factor) * self.unit)
    }
}

/// The weights that stand for `learnt`, whose table is rounded already.
pub(super) fn rounded(learnt: &Learnt, table: &Table) -> Weights {
    let (l, d) = (&learnt.layout, WIDTH);
    let part = |start: usize, len: usize| &learnt.values[start..start + len];
    let mut out = vec![l.layers.len() as u8];
    out.extend((learnt.shape.rows as u16).to_le_bytes());
    out.push(d as u8);
    put(&mut out, &[table.unit]);
    pack(&table.factors, 1, &mut out);
    pack(&table.values.iter().map(|value| *value as u8).collect::<Vec<_>>(), d, &mut out);
    let conv = part(l.conv, 3 * d * d);
    matrix(&mut out, 3 * d, part(l.conv_bias, d), |input, output| conv[input * d + output]);
    for (weights, biases) in &l.layers {
        let weights = part(*weights, d * 2 * d);
        matrix(&mut out, d, part(*biases, 2 * d), |input, output| weights[input * 2 * d + output]);
    }
    let weights = part(l.out, d * OUT);
    matrix(&mut out, d, part(l.out_bias, LABELS), |input, output| weights[input * OUT + output]);
    put(&mut out, part(l.next, LABELS * LABELS));
    put(&mut out, part(l.first, LABELS));
    Weights::read(&mut out.as_slice()).expect("what was just written")
}
