//! Tables of few-bit weights for hashed features.
//!
//! A table has a row of weights, one a label, for each of a power of two of
//! buckets. A weight is w = sign · (q / Q)² · largest with q in -Q..=Q: small
//! weights, of which there are most, lie close together (measured: costs 0.4
//! points at the most, where an even scale costs several).

use crate::forms::Hash;
#[cfg(any(test, feature = "training"))]
use crate::packing::pack;
use crate::packing::unpack;

/// The largest `q`. On articles that were not learnt from, 15 and 31 do no better,
/// and take 17 and 42 KB more.
#[cfg(any(test, feature = "training"))]
pub(crate) const STEPS: i32 = 10;

/// The most labels and the largest power of two of rows that a table has: what is read of less than that is no table.
const MOST_LABELS: usize = 8;
const MOST_POWER: u32 = 20;

/// A table of weights.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// The labels, a row's length.
    labels: usize,
    /// One less than the number of rows, which is a power of two.
    mask: usize,
    /// What one unit of `values` weighs.
    scale: f32,
    /// The rows: sign · q².
    values: Vec<i16>,
}

impl Table {
    /// The table whose rows of `labels` weights, a power of two of them, are `weights`, rounded to few bits.
    #[cfg(any(test, feature = "training"))]
    pub fn rounded(labels: usize, weights: &[f32]) -> Self {
        let largest = weights.iter().fold(0.0_f32, |largest, weight| largest.max(weight.abs())).max(f32::MIN_POSITIVE);
        let steps = STEPS as f32;
        let values = weights
            .iter()
            .map(|weight| {
                let q = ((weight.abs() / largest).sqrt() * steps).round() as i16;
                q * q * if *weight < 0.0 { -1 } else { 1 }
            })
            .collect();
        Self { labels, mask: weights.len() / labels - 1, scale: largest / (steps * steps), values }
    }

    /// The weights of the feature `hash`, in units of [`scale`](Self::scale); one a label.
    pub fn row(&self, hash: Hash) -> &[i16] {
        let start = (hash as usize & self.mask) * self.labels;
        self.values.get(start..start + self.labels).unwrap_or(&[])
    }

    /// Adds the weights of the feature `hash` to `sums`, one a label; a table of other labels adds nothing.
    pub fn add<const N: usize>(&self, hash: Hash, sums: &mut [i32; N]) {
        let start = (hash as usize & self.mask) * N;
        if N == self.labels
            && let Some(row) = self.values.get(start..).and_then(|rest| rest.first_chunk::<N>())
        {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += i32::from(*value);
            }
        }
    }

    /// What one unit of a row weighs.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// Appends the table to `out`: labels, the power of two of its rows, the scale, and a number a weight, packed.
    #[cfg(any(test, feature = "training"))]
    pub fn write(&self, out: &mut Vec<u8>) {
        out.push(self.labels as u8);
        out.push((self.mask + 1).trailing_zeros() as u8);
        out.extend(self.scale.to_le_bytes());
        let steps = self.values.iter().map(|value| {
            let q = f32::from(value.abs()).sqrt().round() as i8;
            (if *value < 0 { -q } else { q }) as u8
        });
        pack(&steps.collect::<Vec<_>>(), self.labels, out);
    }

    /// Reads a table from the front of `bytes`, which go on behind it; nothing if they hold none.
    pub fn read(bytes: &mut &[u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(6)?;
        let labels = usize::from(*head.first()?);
        let power = u32::from(*head.get(1)?);
        let scale = f32::from_le_bytes(head.get(2..6)?.try_into().ok()?);
        if labels == 0 || labels > MOST_LABELS || power > MOST_POWER || !scale.is_finite() {
            return None;
        }
        *bytes = rest;
        let values = unpack(bytes, labels, 1 << power)?.into_iter().map(|byte| i16::from(byte as i8)).map(|q| q * q.abs()).collect();
        Some(Self { labels, mask: (1 << power) - 1, scale, values })
    }
}
