//! Products of matrices, in an order of summation that no compiler changes.

/// A matrix seen through strides: row `i`, column `j` is `values[i * row + j * column]`.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub values: &'a [f32],
    pub row: usize,
    pub column: usize,
}

impl<'a> View<'a> {
    /// `values`, rows of `columns`.
    pub fn rows(values: &'a [f32], columns: usize) -> Self {
        Self { values, row: columns, column: 1 }
    }

    /// The transpose of `values`, rows of `columns`.
    pub fn columns(values: &'a [f32], columns: usize) -> Self {
        Self { values, row: 1, column: columns }
    }
}

/// How many columns are summed at once: as many as there are registers for. It changes no sum.
const COLUMNS: usize = if cfg!(target_feature = "avx512vl") {
    32
} else if cfg!(target_feature = "avx2") {
    16
} else {
    8
};

/// Adds to `out` (`m` rows of `n`) the product of `a` (`m` by `k`) and `b` (`k` rows of `n`); `n` is a multiple of 8.
pub(super) fn add_product(m: usize, k: usize, n: usize, a: View, b: &[f32], out: &mut [f32]) {
    let mut j = 0;
    while j < n {
        let columns = if n - j >= COLUMNS { COLUMNS } else { 8 };
        for i in (0..m).step_by(4) {
            if columns == COLUMNS {
                tile::<COLUMNS>((i, j), (m, k, n), a, b, out);
            } else {
                tile::<8>((i, j), (m, k, n), a, b, out);
            }
        }
        j += columns;
    }
}

/// Four rows from `i` (fewer at the end), `C` columns from `j`.
#[inline(always)]
fn tile<const C: usize>((i, j): (usize, usize), (m, k, n): (usize, usize, usize), a: View, b: &[f32], out: &mut [f32]) {
    let (mut s0, mut s1, mut s2, mut s3) = ([0.0f32; C], [0.0f32; C], [0.0f32; C], [0.0f32; C]);
    // Past the last row, the last again; its sums are not kept.
    let start = |r: usize| (i + r).min(m - 1) * a.row;
    let (a0, a1, a2, a3) = (&a.values[start(0)..], &a.values[start(1)..], &a.values[start(2)..], &a.values[start(3)..]);
    for (p, row) in b.chunks_exact(n).take(k).enumerate() {
        let row: &[f32; C] = row[j..j + C].try_into().expect("a row");
        let at = p * a.column;
        let (v0, v1, v2, v3) = (a0[at], a1[at], a2[at], a3[at]);
        for c in 0..C {
            s0[c] += v0 * row[c];
            s1[c] += v1 * row[c];
            s2[c] += v2 * row[c];
            s3[c] += v3 * row[c];
        }
    }
    for (r, sums) in [s0, s1, s2, s3].iter().enumerate().take(m - i) {
        for (out, sum) in out[(i + r) * n + j..][..C].iter_mut().zip(sums) {
            *out += sum;
        }
    }
}
