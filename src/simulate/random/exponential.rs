//! The exponential of doubles, in arithmetic that goes side by side in vectors.

use super::polynomial::estrin;
use crate::simulate::whole::ONES;

/// ln 2 in two parts, the first with its last bits zero, so that a small
/// multiple of it is exact.
const LN_2: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];

/// A number so large that what is added to it is rounded to whole numbers.
const WHOLE: f64 = 1.5 * ONES;

/// 1/k! at place k.
const INVERSE_FACTORIAL: [f64; 14] = {
    let mut table = [1.0; 14];
    let mut k = 1;
    while k < table.len() {
        table[k] = table[k - 1] / k as f64;
        k += 1;
    }
    table
};

/// e to the power `x`, for |x| up to 700, within a few units in the last place.
#[inline(always)]
pub(crate) fn exp(x: f64) -> f64 {
    let shifted = x * std::f64::consts::LOG2_E + WHOLE;
    let twos = shifted - WHOLE;
    let rest = (x - twos * LN_2[0]) - twos * LN_2[1];
    // The last bits of `shifted` are `twos`, which is added to the exponent.
    let bits = estrin(&INVERSE_FACTORIAL, rest).to_bits();
    f64::from_bits(bits.wrapping_add(shifted.to_bits() << 52))
}

#[cfg(test)]
mod tests {
    use super::exp;

    #[test]
    fn agrees_with_libm() {
        let wide = (-70_000..=70_000).map(|step| f64::from(step) / 100.0);
        // Where the smallest means of the Poisson distribution lie.
        let dense = (0..=100_000).map(|step| -f64::from(step) * 4e-5);
        for x in wide.chain(dense) {
            let error = exp(x) / libm::exp(x) - 1.0;
            assert!(error.abs() < 1e-15, "{x}: {error}");
        }
        assert_eq!(exp(0.0), 1.0);
    }
}
