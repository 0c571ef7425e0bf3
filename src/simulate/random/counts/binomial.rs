//! The binomial distribution.

use super::expansion;
use super::expansion::{CountShape, LEAST_VARIANCE};
use super::{exact, search};
use crate::simulate::random::probit;
use crate::simulate::random::stream::Stream;

/// Trials up to which a power of doubles is exact enough: each squaring
/// doubles the relative error.
const SQUARED: u64 = 1 << 10;

impl Stream {
    /// The number of successes in `n` trials, each with probability `p`.
    ///
    /// Exact to the rounding of doubles (some 1e-13 in probability) while `n`
    /// times the smaller of `p` and `1 - p` is below 1e9 and `n` below 2^53:
    /// the quantile of one uniform number. So it rises with `n` and `p`.
    /// Above, it may be one count off, or a few units in the last place of a
    /// double. See the module `expansion` for the method and its reference.
    ///
    /// A `p` below 0 counts as 0 and one above 1 as 1; one that is not a
    /// number gives 0. Debug builds panic on these.
    #[inline]
    pub fn binomial(&mut self, n: u64, p: f64) -> u64 {
        debug_assert!((0.0..=1.0).contains(&p), "binomial probability {p}");
        quantile(n, p, self.uniform())
    }
}

/// The least count whose distribution function is at least `u`; for `p` above
/// a half, `n` less that of the failures at `1 - u`.
#[inline]
pub(crate) fn quantile(n: u64, p: f64, u: f64) -> u64 {
    if p <= 0.5 {
        rarer(n, p, u)
    } else if p < 1.0 {
        n - rarer(n, 1.0 - p, 1.0 - u)
    } else if p >= 1.0 {
        n
    } else {
        0
    }
}

/// The quantile for `p` up to a half.
#[inline]
fn rarer(n: u64, p: f64, u: f64) -> u64 {
    if n == 0 || p <= 0.0 {
        return 0;
    }
    let shape = shape(n, p);
    if shape.variance < LEAST_VARIANCE {
        let (trials, q) = (n as f64, 1.0 - p);
        let odds = p / q;
        let count = search::quantile(power(q, p, n), u, |k| (trials + 1.0 - k) * odds);
        // Rounding may leave the sum of all probabilities below `u`.
        return count.min(n);
    }
    let count = match expansion::quantile(shape, probit::quantile(u)) {
        Ok(count) => count,
        Err(guess) => exact::quantile(&exact::Binomial { n, p }, u, guess.min(n)),
    };
    count.min(n)
}

/// The distribution as the expansion sees it.
#[inline(always)]
pub(crate) fn shape(n: u64, p: f64) -> CountShape {
    let (trials, q) = (n as f64, 1.0 - p);
    CountShape {
        mean: trials * p,
        variance: trials * (p * q),
        skew: q - p,
        spread: p * q,
    }
}

/// q to the power n, where q is 1 - p.
#[inline]
pub(crate) fn power(q: f64, p: f64, n: u64) -> f64 {
    if n > SQUARED {
        return libm::exp(n as f64 * libm::log1p(-p));
    }
    let mut result = 1.0;
    let mut square = q;
    let mut bits = n;
    while bits != 0 {
        result *= if bits & 1 == 1 { square } else { 1.0 };
        square *= square;
        bits >>= 1;
    }
    result
}
