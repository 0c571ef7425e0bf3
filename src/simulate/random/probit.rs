//! Quantile of the standard normal distribution by two polynomials: without
//! branches or division, so that many go side by side, with an absolute error
//! below [`ERROR`].
//!
//! For samplers that need no more digits: those of counts add [`ERROR`] to the
//! error after which they decide by exact sums, and the factor of a gamma variable
//! is as far off as that many standard deviations.
//!
//! With x = 2u - 1 and y = -ln(1 - x^2), the quantile is x times a smooth function
//! of y. That form is due to M. B. Giles, "Approximating the erfinv function", GPU
//! Computing Gems Jade Edition (2011). Both polynomials interpolate at the
//! Chebyshev nodes of their range; the coefficients were computed with 40 digits.

use super::normal;
use super::polynomial::estrin;
use super::stream::open_unit;
use crate::exact::vector::vectorised;
use crate::simulate::whole::ONES;

/// Bound on the absolute error.
pub(crate) const ERROR: f64 = 3.5e-10;

/// The polynomials do not reach into tails below two to the power of minus this.
const FAR_BITS: u32 = 10;

/// -ln(1 + f) over f, for f from sqrt(1/2) - 1 to sqrt(2) - 1.
const LOGARITHM: [f64; 11] = [
    -1.000_000_000_601_019_5,
    0.499_999_994_140_171_27,
    -0.333_333_026_610_169_8,
    0.250_000_623_744_358_8,
    -0.200_025_356_401_933_83,
    0.166_665_555_756_700_08,
    -0.142_122_912_504_212_9,
    0.124_208_212_627_327_73,
    -0.119_458_782_273_568_21,
    0.116_206_484_002_703_68,
    -0.065_723_271_585_220_23,
];

/// What is taken from y, to have it lie about zero.
const MIDDLE: f64 = 2.75;

/// The quantile over x, for y from 0 to 5.55, less [`MIDDLE`].
const QUANTILE: [f64; 13] = [
    2.210_118_263_363_015,
    0.345_535_165_156_506_45,
    -0.007_121_945_663_494_274,
    -0.001_468_773_568_765_937_2,
    0.000_295_665_618_191_789_9,
    -1.341_856_960_151_372_1e-5,
    -3.634_052_562_858_415_6e-6,
    6.845_357_718_561_949e-7,
    -1.113_714_797_572_385_4e-8,
    -1.208_773_988_400_613_9e-8,
    1.475_066_016_665_914e-9,
    9.505_086_789_312_822e-11,
    -2.636_831_498_099_371_7e-11,
];

/// As [`normal::quantile`], with an error below [`ERROR`].
#[inline]
pub(crate) fn quantile(u: f64) -> f64 {
    const LEAST: f64 = 1.0 / (1 << FAR_BITS) as f64;
    if u < LEAST || 1.0 - u < LEAST {
        far(u)
    } else {
        near(u)
    }
}

/// [`quantile`] of the uniform numbers that the bits in `mask` of many words make.
pub(crate) fn quantiles(words: &[u64], mask: u64, normals: &mut Vec<f64>) {
    normals.resize(words.len(), 0.0);
    vectorised(
        #[inline(always)]
        || all_near((words, mask, &mut normals[..])),
    );
    let chunks = normals.chunks_mut(AT_ONCE).zip(words.chunks(AT_ONCE));
    for (normals, words) in chunks {
        let has_far = vectorised(
            #[inline(always)]
            || words.iter().fold(false, |any, &word| any | is_far(word)),
        );
        if has_far {
            for (normal, &word) in normals.iter_mut().zip(words) {
                if is_far(word) {
                    *normal = far(open_unit(word & mask));
                }
            }
        }
    }
}

/// Words of which as a rule none is in a tail.
const AT_ONCE: usize = 64;

#[inline(always)]
fn all_near((words, mask, normals): (&[u64], u64, &mut [f64])) {
    for (normal, &word) in normals.iter_mut().zip(words) {
        *normal = near(open_unit(word & mask));
    }
}

/// Whether the uniform number of a word is in a tail: its first bits are all
/// zeros or all ones.
#[inline(always)]
fn is_far(word: u64) -> bool {
    let first = word >> (u64::BITS - FAR_BITS);
    (first + 1) & ((1 << FAR_BITS) - 1) <= 1
}

/// The quantile in a tail: 2 of 1000 draws.
#[cold]
#[inline(never)]
fn far(u: f64) -> f64 {
    normal::quantile(u)
}

/// The quantile between the tails; elsewhere no number of use.
#[inline(always)]
fn near(u: f64) -> f64 {
    // 1 - x^2 is a power of two and a rest from sqrt(1/2) to sqrt(2).
    let bits = (4.0 * u * (1.0 - u)).to_bits();
    let power = bits.wrapping_add(UP_TO_ONE) >> 52;
    let rest = f64::from_bits(bits.wrapping_sub(power << 52).wrapping_add(ONE)) - 1.0;
    let power = f64::from_bits(ONES.to_bits() | power) - (ONES + 1023.0);
    let y = rest * estrin(&LOGARITHM, rest) - (power * std::f64::consts::LN_2 + MIDDLE);
    (2.0 * u - 1.0) * estrin(&QUANTILE, y)
}

/// The bits of 1.
const ONE: u64 = 1.0_f64.to_bits();

/// What brings the bits of sqrt(1/2) to those of 1.
const UP_TO_ONE: u64 = ONE - std::f64::consts::FRAC_1_SQRT_2.to_bits();

#[cfg(test)]
mod tests {
    use super::{ERROR, quantile, quantiles};
    use crate::simulate::random::normal;
    use crate::simulate::random::stream::open_unit;

    #[test]
    fn error_stays_below_its_bound() {
        let mut worst = 0.0_f64;
        // Evenly, and evenly in the logarithm of the tail.
        let even = (0..20_000u64).map(|step| step * (u64::MAX / 20_000));
        let tails =
            (0..5_000).map(|step| (2f64.powf(-f64::from(step) / 450.0) * 2f64.powi(63)) as u64);
        let words: Vec<u64> = even.chain(tails.flat_map(|word| [word, !word])).collect();
        let mut many = Vec::new();
        quantiles(&words, u64::MAX, &mut many);
        for (&word, many) in words.iter().zip(many) {
            assert_eq!(quantile(open_unit(word)), many, "{word:x}");
            let error = many - normal::quantile(open_unit(word));
            worst = worst.max(error.abs());
        }
        // Not far below the bound either: a wrong term would show.
        assert!((0.85 * ERROR..ERROR).contains(&worst), "{worst}");
    }
}
