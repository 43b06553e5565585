//! Many numbers at a time.
//!
//! In the browser by the instructions for it, whatever the rest of the core
//! is built for; elsewhere by loops that compilers see through. Every
//! operation is exact or rounds in one way only, so both give the same bits.

/// How many numbers stand for a token.
pub(crate) const WIDTH: usize = 64;
/// The same in groups of four.
pub(crate) const FOURS: usize = WIDTH / 4;
/// How many outputs of a matrix are computed at once.
pub(crate) const BLOCK: usize = 16;

/// Four numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct F4(own::F4);

/// Whole numbers of 16 bits that stand for a token, on their way into a product.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shorts(own::Shorts);

/// Sums of 16 bits, of rows of bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sums(own::Sums);

/// The weights of all inputs for [`BLOCK`] outputs.
#[derive(Clone, Debug)]
pub(super) struct Block(own::Block);

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod own {
    use super::{BLOCK, Block as Weights, F4 as Numbers, FOURS, Shorts as Wholes, Sums as Rows, WIDTH};
    use std::arch::wasm32::*;

    pub type F4 = v128;
    /// Two in each, so that one load from memory brings a pair to all lanes.
    pub type Shorts = [i32; WIDTH / 2];
    pub type Sums = [v128; WIDTH / 8];
    /// For each two inputs, the weights that four, four, four and four outputs give them.
    pub type Block = Vec<[v128; 4]>;

    impl Numbers {
        #[inline(always)]
        pub fn new(x: [f32; 4]) -> Self {
            Self(f32x4(x[0], x[1], x[2], x[3]))
        }

        #[inline(always)]
        pub fn all(x: f32) -> Self {
            Self(f32x4_splat(x))
        }

        #[inline(always)]
        pub fn array(self) -> [f32; 4] {
            [
                f32x4_extract_lane::<0>(self.0),
                f32x4_extract_lane::<1>(self.0),
                f32x4_extract_lane::<2>(self.0),
                f32x4_extract_lane::<3>(self.0),
            ]
        }

        #[inline(always)]
        pub fn add(self, by: Self) -> Self {
            Self(f32x4_add(self.0, by.0))
        }

        #[inline(always)]
        pub fn sub(self, by: Self) -> Self {
            Self(f32x4_sub(self.0, by.0))
        }

        #[inline(always)]
        pub fn mul(self, by: Self) -> Self {
            Self(f32x4_mul(self.0, by.0))
        }

        #[inline(always)]
        pub fn div(self, by: Self) -> Self {
            Self(f32x4_div(self.0, by.0))
        }

        #[inline(always)]
        pub fn min(self, by: Self) -> Self {
            Self(f32x4_pmin(self.0, by.0))
        }

        #[inline(always)]
        pub fn max(self, by: Self) -> Self {
            Self(f32x4_pmax(self.0, by.0))
        }
    }

    #[inline(always)]
    fn eight(x: [i16; 8]) -> v128 {
        i16x8(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7])
    }

    impl Wholes {
        pub fn zero() -> Self {
            Self([0; WIDTH / 2])
        }

        /// Of each number its whole part, as far as 16 bits reach.
        #[inline(always)]
        pub fn of(x: &[Numbers; FOURS]) -> Self {
            let mut out = [0; WIDTH / 2];
            for (out, x) in out.as_chunks_mut::<4>().0.iter_mut().zip(x.as_chunks::<2>().0) {
                let eight = i16x8_narrow_i32x4(i32x4_trunc_sat_f32x4(x[0].0), i32x4_trunc_sat_f32x4(x[1].0));
                *out = [
                    i32x4_extract_lane::<0>(eight),
                    i32x4_extract_lane::<1>(eight),
                    i32x4_extract_lane::<2>(eight),
                    i32x4_extract_lane::<3>(eight),
                ];
            }
            Self(out)
        }
    }

    impl Rows {
        pub fn zero() -> Self {
            Self([i16x8_splat(0); WIDTH / 8])
        }

        /// Adds `factor` times the bytes of `row`.
        #[inline(always)]
        pub fn add(&mut self, row: &[u8; WIDTH], factor: i16) {
            let factor = i16x8_splat(factor);
            for (own, row) in self.0.as_chunks_mut::<2>().0.iter_mut().zip(row.as_chunks::<16>().0) {
                let &[b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, ba, bb, bc, bd, be, bf] = row;
                let row = u8x16(b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, ba, bb, bc, bd, be, bf);
                own[0] = i16x8_add(own[0], i16x8_mul(i16x8_extend_low_i8x16(row), factor));
                own[1] = i16x8_add(own[1], i16x8_mul(i16x8_extend_high_i8x16(row), factor));
            }
        }

        #[inline(always)]
        pub fn numbers(&self) -> [Numbers; FOURS] {
            let mut out = [Numbers::all(0.0); FOURS];
            for (out, eight) in out.as_chunks_mut::<2>().0.iter_mut().zip(self.0) {
                out[0] = Numbers(f32x4_convert_i32x4(i32x4_extend_low_i16x8(eight)));
                out[1] = Numbers(f32x4_convert_i32x4(i32x4_extend_high_i16x8(eight)));
            }
            out
        }
    }

    impl Weights {
        /// The block of the weights that `weight` gives for an output and an input.
        pub fn new(inputs: usize, weight: impl Fn(usize, usize) -> i16) -> Self {
            let four = |four: usize, pair: usize| eight(std::array::from_fn(|at| weight(four * 4 + at / 2, pair * 2 + at % 2)));
            Self((0..inputs / 2).map(|pair| std::array::from_fn(|at| four(at, pair))).collect())
        }

        /// The weighed sums of the inputs `first`, and of `second`.
        #[inline(always)]
        pub fn sums<const N: usize>(&self, first: [&Wholes; N], second: [&Wholes; N]) -> [[Numbers; BLOCK / 4]; 2] {
            let mut sums = ([i32x4_splat(0); 4], [i32x4_splat(0); 4]);
            for ((first, second), weights) in first.iter().zip(second).zip(self.0.as_chunks::<{ WIDTH / 2 }>().0) {
                for ((first, second), weights) in first.0.iter().zip(&second.0).zip(weights) {
                    sums = (step(sums.0, *first, weights), step(sums.1, *second, weights));
                }
            }
            [four(sums.0), four(sums.1)]
        }
    }

    #[inline(always)]
    fn four(sums: [v128; 4]) -> [Numbers; 4] {
        let one = |sums| Numbers(f32x4_convert_i32x4(sums));
        [one(sums[0]), one(sums[1]), one(sums[2]), one(sums[3])]
    }

    /// Adds to `sums` what the pair of inputs in `pair` weighs.
    #[inline(always)]
    fn step(sums: [v128; 4], pair: i32, weights: &[v128; 4]) -> [v128; 4] {
        let pair = i32x4_splat(pair);
        [
            i32x4_add(sums[0], i32x4_dot_i16x8(pair, weights[0])),
            i32x4_add(sums[1], i32x4_dot_i16x8(pair, weights[1])),
            i32x4_add(sums[2], i32x4_dot_i16x8(pair, weights[2])),
            i32x4_add(sums[3], i32x4_dot_i16x8(pair, weights[3])),
        ]
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod own {
    use super::{BLOCK, Block as Weights, F4 as Numbers, FOURS, Shorts as Wholes, Sums as Rows, WIDTH};

    pub type F4 = [f32; 4];
    pub type Shorts = [i16; WIDTH];
    pub type Sums = [i16; WIDTH];
    /// For each output, the weights that it gives the inputs.
    pub type Block = [Vec<[i16; WIDTH]>; BLOCK];

    impl Numbers {
        #[inline(always)]
        pub fn new(x: [f32; 4]) -> Self {
            Self(x)
        }

        #[inline(always)]
        pub fn all(x: f32) -> Self {
            Self([x; 4])
        }

        #[inline(always)]
        pub fn array(self) -> [f32; 4] {
            self.0
        }

        #[inline(always)]
        fn each(self, by: Self, of: impl Fn(f32, f32) -> f32) -> Self {
            Self([of(self.0[0], by.0[0]), of(self.0[1], by.0[1]), of(self.0[2], by.0[2]), of(self.0[3], by.0[3])])
        }

        #[inline(always)]
        pub fn add(self, by: Self) -> Self {
            self.each(by, |a, b| a + b)
        }

        #[inline(always)]
        pub fn sub(self, by: Self) -> Self {
            self.each(by, |a, b| a - b)
        }

        #[inline(always)]
        pub fn mul(self, by: Self) -> Self {
            self.each(by, |a, b| a * b)
        }

        #[inline(always)]
        pub fn div(self, by: Self) -> Self {
            self.each(by, |a, b| a / b)
        }

        #[inline(always)]
        pub fn min(self, by: Self) -> Self {
            self.each(by, |a, b| if b < a { b } else { a })
        }

        #[inline(always)]
        pub fn max(self, by: Self) -> Self {
            self.each(by, |a, b| if a < b { b } else { a })
        }
    }

    impl Wholes {
        pub fn zero() -> Self {
            Self([0; WIDTH])
        }

        /// Of each number its whole part, as far as 16 bits reach.
        #[inline(always)]
        pub fn of(x: &[Numbers; FOURS]) -> Self {
            let mut out = [0; WIDTH];
            for (out, x) in out.chunks_exact_mut(4).zip(x) {
                for (out, x) in out.iter_mut().zip(x.0) {
                    *out = (x as i32).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
                }
            }
            Self(out)
        }
    }

    impl Rows {
        pub fn zero() -> Self {
            Self([0; WIDTH])
        }

        /// Adds `factor` times the bytes of `row`.
        #[inline(always)]
        pub fn add(&mut self, row: &[u8; WIDTH], factor: i16) {
            for (own, byte) in self.0.iter_mut().zip(row) {
                *own = own.wrapping_add(i16::from(*byte as i8).wrapping_mul(factor));
            }
        }

        #[inline(always)]
        pub fn numbers(&self) -> [Numbers; FOURS] {
            std::array::from_fn(|four| Numbers(std::array::from_fn(|at| f32::from(self.0[four * 4 + at]))))
        }
    }

    impl Weights {
        /// The block of the weights that `weight` gives for an output and an input.
        pub fn new(inputs: usize, weight: impl Fn(usize, usize) -> i16) -> Self {
            let token = |output: usize, token: usize| std::array::from_fn(|at| weight(output, token * WIDTH + at));
            Self(std::array::from_fn(|output| (0..inputs / WIDTH).map(|at| token(output, at)).collect()))
        }

        /// The weighed sums of the inputs `first`, and of `second`.
        #[inline(always)]
        pub fn sums<const N: usize>(&self, first: [&Wholes; N], second: [&Wholes; N]) -> [[Numbers; BLOCK / 4]; 2] {
            [self.sums_of(first), self.sums_of(second)]
        }

        fn sums_of<const N: usize>(&self, inputs: [&Wholes; N]) -> [Numbers; BLOCK / 4] {
            let mut out = [0.0; BLOCK];
            for (out, weights) in out.iter_mut().zip(&self.0) {
                // Eight sums side by side: what compilers turn into products of pairs.
                let mut sums = [0i32; 8];
                for (inputs, weights) in inputs.iter().zip(weights) {
                    for (inputs, weights) in inputs.0.as_chunks::<8>().0.iter().zip(weights.as_chunks::<8>().0) {
                        for ((sum, input), weight) in sums.iter_mut().zip(inputs).zip(weights) {
                            *sum += i32::from(*input) * i32::from(*weight);
                        }
                    }
                }
                *out = sums.iter().sum::<i32>() as f32;
            }
            std::array::from_fn(|four| Numbers(std::array::from_fn(|at| out[four * 4 + at])))
        }
    }
}

impl F4 {
    /// The sum of the four.
    #[inline(always)]
    pub fn sum(self) -> f32 {
        let x = self.array();
        (x[0] + x[2]) + (x[1] + x[3])
    }

    /// [`tanh`](crate::math::tanh) of each.
    #[inline(always)]
    pub fn tanh(self) -> Self {
        let x = self.max(Self::all(-3.0)).min(Self::all(3.0));
        let square = x.mul(x);
        x.mul(square.add(Self::all(27.0))).div(square.mul(Self::all(9.0)).add(Self::all(27.0)))
    }

    /// [`sigmoid`](crate::math::sigmoid) of each.
    #[inline(always)]
    pub fn sigmoid(self) -> Self {
        let half = Self::all(0.5);
        self.mul(half).tanh().mul(half).add(half)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_are_like_one() {
        for step in -800..800 {
            let x = step as f32 / 100.0;
            assert_eq!(F4::all(x).tanh().array(), [crate::math::tanh(x); 4]);
            assert_eq!(F4::all(x).sigmoid().array(), [crate::math::sigmoid(x); 4]);
        }
        assert_eq!(F4::new([1.0, 2.0, 3.0, 4.0]).sum(), 10.0);
    }

    #[test]
    fn sums_are_exact() {
        let block = Block::new(WIDTH, |output, input| (output * 3 + input) as i16 - 60);
        let first = Shorts::of(&std::array::from_fn(|four| F4::all(four as f32 * 900.0 - 7000.5)));
        let mut second = Sums::zero();
        second.add(&[(-3i8) as u8; WIDTH], 70);
        let second = Shorts::of(&second.numbers());
        let value = |output: usize, input: usize| (output * 3 + input) as i32 - 60;
        let right = |of: &dyn Fn(usize) -> i32, output: usize| (0..WIDTH).map(|at| of(at) * value(output, at)).sum::<i32>() as f32;
        let sums = block.sums([&first], [&second]);
        for output in 0..BLOCK {
            let own = |of: &[F4]| of[output / 4].array()[output % 4];
            assert_eq!(own(&sums[0]), right(&|at| ((at / 4) as f32 * 900.0 - 7000.5) as i32, output));
            assert_eq!(own(&sums[1]), right(&|_| -210, output));
        }
    }
}
