//! Functions that the learnt stages need, by plain arithmetic alone: the
//! standard library's differ from one platform to the next, and natively and
//! in the browser the same text must have the same answer.

/// e to the power of `x`; relative error under 2e-7 where the answer is a normal number, 0 below, and never infinite.
pub(crate) fn exp(x: f32) -> f32 {
    // 2^n · e^r with r within half of ln 2, whose series ends after seven terms.
    let x = x.clamp(-87.0, 88.0);
    let n = (x * std::f32::consts::LOG2_E + 0.5).floor();
    // ln 2 in two parts, so that the product with `n` is exact.
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
    let series = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r * (1.0 / 720.0))))));
    series * f32::from_bits(((n as i32 + 127) as u32) << 23)
}

/// A tangent hyperbolic of sorts: odd, from -1 to 1, exactly so from 3 on. One division, and never off by more than 0.024.
#[cfg(any(test, feature = "training"))]
pub(crate) fn tanh(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    x * (27.0 + square) / (27.0 + 9.0 * square)
}

/// The logistic function, by [`tanh`]: exactly 0 up to -6 and 1 from 6 on.
#[cfg(any(test, feature = "training"))]
pub(crate) fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_close_to_the_real_one() {
        for step in -8600..8600 {
            let x = step as f32 / 100.0;
            let real = f64::from(x).exp();
            assert!((f64::from(exp(x)) / real - 1.0).abs() < 3e-7, "{x}");
        }
        assert!(exp(1e30).is_finite() && exp(-1e30) < 1e-37);
    }

    #[test]
    fn tanh_and_sigmoid_have_their_ends() {
        assert_eq!([tanh(-9.0), tanh(0.0), tanh(3.0), tanh(f32::MAX)], [-1.0, 0.0, 1.0, 1.0]);
        assert_eq!([sigmoid(-6.0), sigmoid(0.0), sigmoid(7.0)], [0.0, 0.5, 1.0]);
        assert!((-300..300).all(|step| (tanh(step as f32 / 100.0) - (step as f32 / 100.0).tanh()).abs() < 0.024));
    }
}
