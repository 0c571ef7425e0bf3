//! Elementary functions of doubles that the compiler can evaluate.
//!
//! Slow; only for tables of constants. Relative errors are a few units in the
//! last place, which the tests check against `libm`.

/// ln 2 in two parts, the first with its last bits zero, so that a small
/// multiple of it is exact.
const LN_2: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];

/// e to the power `x`, for |x| up to 100.
pub(super) const fn exp(x: f64) -> f64 {
    let half = if x < 0.0 { -0.5 } else { 0.5 };
    let twos = (x / std::f64::consts::LN_2 + half) as i64;
    let rest = (x - twos as f64 * LN_2[0]) - twos as f64 * LN_2[1];
    let mut series = 1.0;
    let mut k = 20;
    while k > 0 {
        series = 1.0 + series * rest / k as f64;
        k -= 1;
    }
    series * f64::from_bits(((1023 + twos) as u64) << 52)
}

/// The natural logarithm of `x`, for x from 1e-6 to 1.
pub(super) const fn ln(x: f64) -> f64 {
    let mut mantissa = x;
    let mut halvings = 0.0;
    while mantissa < std::f64::consts::FRAC_1_SQRT_2 {
        mantissa *= 2.0;
        halvings += 1.0;
    }
    // ln m = 2 artanh z, with |z| < 0.18.
    let z = (mantissa - 1.0) / (mantissa + 1.0);
    let mut sum = 0.0;
    let mut k = 31;
    while k > 0 {
        sum = sum * z * z + 1.0 / k as f64;
        k -= 2;
    }
    2.0 * z * sum - halvings * std::f64::consts::LN_2
}

/// The square root of `x`, for x from 0.5 to 100.
pub(super) const fn sqrt(x: f64) -> f64 {
    let mut root = x;
    let mut k = 0;
    while k < 12 {
        root = 0.5 * (root + x / root);
        k += 1;
    }
    root
}

#[cfg(test)]
mod tests {
    use super::{exp, ln, sqrt};

    #[test]
    fn agrees_with_libm() {
        for step in 1..4000 {
            let x = f64::from(step) / 4000.0;
            let close = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-15;
            assert!(close(exp(8.0 * x - 4.0), libm::exp(8.0 * x - 4.0)), "{x}");
            assert!(close(ln(x), libm::log(x)), "{x}");
            assert!(close(sqrt(20.0 * x + 0.5), (20.0 * x + 0.5).sqrt()), "{x}");
        }
    }
}
