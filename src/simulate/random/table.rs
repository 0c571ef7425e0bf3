//! Quantile of the standard normal distribution from a table: without
//! branches, logarithm or division, with an absolute error below [`ERROR`].
//!
//! For samplers that need no more digits: those of counts add [`ERROR`] to the
//! error after which they decide by exact sums, and the gamma sampler rounds
//! its normal numbers more coarsely in probability.
//!
//! Each power of two of the tail probability is cut in 16 intervals, found by
//! the first bits of the double. In each the quantile is its Taylor series
//! about the middle: with g = 1 / density at w, its derivatives are g, w g^2,
//! (2 w^2 + 1) g^3, (6 w^3 + 7 w) g^4 and (24 w^4 + 46 w^2 + 7) g^5.

use super::{constant, normal};

/// Bound on the absolute error; the largest is 5.3e-11, at the end of the table.
pub(super) const ERROR: f64 = 6e-11;

/// Powers of two in the table: tails from 2^-10 up to a half.
const POWERS: u32 = 9;

/// First bits of the fraction that choose an interval.
const CUT_BITS: u32 = 4;

const INTERVALS: usize = (POWERS << CUT_BITS) as usize;

/// Bits of a double after those that choose an interval.
const REST_BITS: u32 = 52 - CUT_BITS;

/// The first bits of the smallest tail in the table.
const FIRST: u64 = (1022 - POWERS as u64) << CUT_BITS;

/// One interval, in one line of the cache.
#[repr(align(64))]
struct Interval {
    middle: f64,
    /// Coefficients of the powers of the distance from the middle.
    series: [f64; 6],
}

static TABLE: [Interval; INTERVALS] = {
    let mut table = [const { interval(0) }; INTERVALS];
    let mut index = 1;
    while index < INTERVALS {
        table[index] = interval(index);
        index += 1;
    }
    table
};

/// The interval at a place in the table.
const fn interval(index: usize) -> Interval {
    let bits = (FIRST + index as u64) << REST_BITS | 1 << (REST_BITS - 1);
    let middle = f64::from_bits(bits);
    let centred = middle - 0.5;
    let w = if centred >= -normal::CENTRAL {
        normal::central(centred)
    } else {
        -normal::tail(constant::sqrt(-constant::ln(middle)))
    };
    let w2 = w * w;
    let g = constant::exp(w2 / 2.0) * constant::sqrt(std::f64::consts::TAU);
    let series = [
        w,
        g,
        w * (g * g) / 2.0,
        (2.0 * w2 + 1.0) * (g * g * g) / 6.0,
        w * (6.0 * w2 + 7.0) * (g * g * g * g) / 24.0,
        (24.0 * w2 * w2 + 46.0 * w2 + 7.0) * (g * g * g * g * g) / 120.0,
    ];
    Interval { middle, series }
}

/// As [`normal::quantile`], with an error below [`ERROR`].
#[inline]
pub(super) fn quantile(u: f64) -> f64 {
    // One instruction, unlike `f64::min`, which minds NaN.
    let tail = if 1.0 - u < u { 1.0 - u } else { u };
    let index = (tail.to_bits() >> REST_BITS).wrapping_sub(FIRST) as usize;
    let Some(interval) = TABLE.get(index) else {
        return far(u);
    };
    let c = &interval.series;
    let x = tail - interval.middle;
    let x2 = x * x;
    let size = (c[0] + c[1] * x) + ((c[2] + c[3] * x) + (c[4] + c[5] * x) * x2) * x2;
    size.abs().copysign(u - 0.5)
}

/// The quantile outside the table: 2 of 1000 draws.
#[cold]
#[inline(never)]
fn far(u: f64) -> f64 {
    normal::quantile(u)
}

#[cfg(test)]
mod tests {
    use super::{ERROR, FIRST, INTERVALS, REST_BITS, normal, quantile};

    #[test]
    fn error_stays_below_its_bound_in_every_interval() {
        let mut worst = 0.0_f64;
        let edges = 0..=INTERVALS as u64;
        for bits in edges.map(|edge| (FIRST + edge) << REST_BITS) {
            for step in -20..20_i64 {
                let bits = bits.wrapping_add_signed(step << (REST_BITS - 5));
                let tail = f64::from_bits(bits).min(0.5 - f64::EPSILON / 2.0);
                for u in [tail, 1.0 - tail] {
                    let error = quantile(u) - normal::quantile(u);
                    worst = worst.max(error.abs());
                }
            }
        }
        // Not far below the bound either: a wrong term would show.
        assert!((0.85 * ERROR..ERROR).contains(&worst), "{worst}");
    }
}
