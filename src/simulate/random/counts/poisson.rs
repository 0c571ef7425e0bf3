//! The Poisson distribution.

use super::expansion;
use super::expansion::{CountShape, LEAST_VARIANCE};
use super::{exact, search};
use crate::simulate::random::stream::Stream;
use crate::simulate::random::{exponential, probit};

impl Stream {
    /// A draw from the Poisson distribution with this mean, in counts.
    ///
    /// Exact to the rounding of doubles (some 1e-13 in probability) up to a
    /// mean of 1e9: the quantile of one uniform number. So it rises with the
    /// mean, and two scenarios with nearly the same mean get nearly the same
    /// count. Above 1e9 it may be one count off, or a few units in the last
    /// place of a double. See the module `expansion` for the method and its
    /// reference.
    ///
    /// A mean of 0 gives 0. A mean that is negative or not finite gives 0 as
    /// well, after a panic in debug builds.
    #[inline]
    pub fn poisson(&mut self, mean: f64) -> u64 {
        debug_assert!(mean >= 0.0 && mean.is_finite(), "Poisson mean {mean}");
        quantile(mean, self.uniform())
    }
}

/// The least count whose distribution function is at least `u`.
#[inline]
pub(crate) fn quantile(mean: f64, u: f64) -> u64 {
    if mean < LEAST_VARIANCE {
        return if mean > 0.0 {
            search::quantile(exponential::exp(-mean), u, |_| mean)
        } else {
            0
        };
    }
    if !mean.is_finite() {
        return 0;
    }
    match expansion::quantile(shape(mean), probit::quantile(u)) {
        Ok(count) => count,
        Err(guess) => exact::quantile(&exact::Poisson { mean }, u, guess),
    }
}

/// The distribution as the expansion sees it.
#[inline(always)]
pub(crate) fn shape(mean: f64) -> CountShape {
    CountShape {
        mean,
        variance: mean,
        skew: 1.0,
        spread: 0.0,
    }
}
