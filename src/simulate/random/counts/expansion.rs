//! Approximate quantiles of counts, with a bound on their error.
//!
//! The Cornish-Fisher expansion writes the quantile of a Poisson or binomial
//! variable as its mean plus a polynomial in the normal quantile `w`. This one
//! goes to the third order in 1/sigma and treats the count as the integer part
//! of a continuous variable: the cumulants are those of the count less those
//! of a uniform number of width 1. For the Poisson distribution it is the
//! expansion of M. B. Giles, "Algorithm 955: approximation of the inverse
//! Poisson cumulative distribution function", ACM TOMS 42 (2016). That of the
//! binomial was derived in the same way, with exact fractions; E. A. Cornish
//! and R. A. Fisher, "Moments and cumulants in the specification of
//! distributions" (1938).
//!
//! The quantile is the integer part of the answer, unless the answer comes
//! closer to a whole number than its error: then, a few times in a thousand,
//! [`super::exact`] decides. So the normal approximation never decides alone.

use crate::simulate::random::probit;
use crate::simulate::whole::integer_part;

/// A variance from which the bound on the error was checked.
///
/// Below it the error of the expansion has no useful bound. The tests compare
/// the samplers with exact quantiles at every step of the distribution.
pub(crate) const LEAST_VARIANCE: f64 = 4.0;

/// A mean from which a count is no longer corrected.
///
/// Rounding alone then moves the answer by 1e-7 counts or more, and exact sums
/// grow long. What is left is an error of one count in about 1 of 1e5 draws,
/// on a count with a standard deviation of 30 000; for larger means the few
/// units in the last place of a double.
pub(crate) const LARGEST_CORRECTED: f64 = 1e9;

/// Largest error for which the integer part is still trusted. Also keeps the
/// far tails of small means, where the expansion may turn back, from being
/// trusted at all.
pub(crate) const LARGEST_ERROR: f64 = 0.1;

/// A distribution of counts as the expansion sees it.
#[derive(Clone, Copy)]
pub(crate) struct CountShape {
    /// Mean, in counts.
    pub mean: f64,
    /// Variance, in counts squared.
    pub variance: f64,
    /// 1 - 2p; 1 for Poisson.
    pub skew: f64,
    /// p (1 - p); 0 for Poisson.
    pub spread: f64,
}

/// The quantile for the normal quantile `w`, if its integer part is certain;
/// else the count nearest to it, to search from.
#[inline(always)]
pub(crate) fn quantile(shape: CountShape, w: f64) -> Result<u64, u64> {
    let (whole, sure) = decide(shape, w);
    if sure {
        return Ok(whole as u64);
    }
    doubtful(shape.mean, expand(shape, w).0)
}

/// The integer part of the quantile for the normal quantile `w`, and whether
/// it is certain.
#[inline(always)]
pub(crate) fn decide(shape: CountShape, w: f64) -> (i64, bool) {
    let (value, error) = expand(shape, w);
    // From 2^52 on there is nothing behind the point, which is never certain.
    let off_middle = (value - value.floor() - 0.5).abs();
    let sure = (error < LARGEST_ERROR) & (off_middle < 0.5 - error) & (value >= 0.0);
    (integer_part(value), sure)
}

/// The continuous quantile for the normal quantile `w`, and a bound on its
/// error where that bound is below [`LARGEST_ERROR`].
#[inline(always)]
pub(crate) fn expand(shape: CountShape, w: f64) -> (f64, f64) {
    let sigma = shape.variance.sqrt();
    let inverse = 1.0 / sigma;
    let w2 = w * w;
    let (a, b) = (shape.skew, shape.spread);
    let first = (0.5 - a / 6.0) + (a / 6.0) * w2;
    let second = w * ((7.0 * b - 1.0) / 36.0 - (2.0 * b + 1.0) / 72.0 * w2);
    let third = a * (b + 2.0) * (-4.0 / 405.0 + w2 * (7.0 / 1620.0 + w2 * (1.0 / 540.0)));
    let value = shape.mean + (sigma * w + first + inverse * (second + inverse * third));
    // What is left out is below the first term over sigma cubed, as the tests
    // check; the error of w and rounding count for large means.
    let error = (0.02 + 0.001 * (w2 * w2 * w2)) * (inverse * inverse * inverse)
        + probit::ERROR * sigma
        + 8.0 * f64::EPSILON * shape.mean;
    (value, error)
}

/// What to make of a quantile whose integer part is not certain.
#[cold]
fn doubtful(mean: f64, value: f64) -> Result<u64, u64> {
    let count = value as u64;
    if mean < LARGEST_CORRECTED {
        Err(count)
    } else {
        Ok(count)
    }
}
