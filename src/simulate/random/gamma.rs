//! The gamma distribution, and Poisson counts with a gamma rate.

use super::counts::poisson;
use super::probit;
use super::stream::{Stream, open_unit};

/// Low bits of a word of 64 that decide on acceptance; the others make the
/// normal number.
const CHOICE_BITS: u32 = 20;

/// One step of the number that those bits make.
const CHOICE_STEP: f64 = 1.0 / (1 << CHOICE_BITS) as f64;

impl Stream {
    /// A draw from the gamma distribution with this shape and scale 1: its
    /// mean and its variance are `shape`.
    ///
    /// By rejection: G. Marsaglia and W. W. Tsang, "A simple method for
    /// generating gamma variables", ACM TOMS 26 (2000); a shape below 1 by
    /// their boosting. For tiny shapes the draw may underflow to 0.
    ///
    /// A shape that is 0, negative or not finite gives 0; all but 0 panic in
    /// debug builds.
    #[inline]
    pub fn gamma(&mut self, shape: f64) -> f64 {
        debug_assert!(shape >= 0.0 && shape.is_finite(), "gamma shape {shape}");
        gamma(self, shape)
    }

    /// A Poisson count whose mean is itself drawn from a gamma distribution,
    /// with mean `mean` and variance `mean + dispersion * mean^2`: the
    /// negative binomial distribution.
    ///
    /// The drawn factor on the mean does not depend on the mean, so scenarios
    /// with another mean share it. A `dispersion` of 0 gives a plain Poisson
    /// draw and a `mean` of 0 gives 0. Takes one block of random words as a
    /// rule. Where an argument is negative or not finite it gives 0, after a
    /// panic in debug builds.
    #[inline]
    pub fn gamma_poisson(&mut self, mean: f64, dispersion: f64) -> u64 {
        debug_assert!(mean >= 0.0 && mean.is_finite(), "Poisson mean {mean}");
        debug_assert!(
            dispersion >= 0.0 && dispersion.is_finite(),
            "dispersion {dispersion}"
        );
        let usable = mean > 0.0 && mean.is_finite() && dispersion >= 0.0;
        if !usable || dispersion == f64::INFINITY {
            return 0;
        }
        let shape = 1.0 / dispersion;
        // Infinite for a dispersion below 1e-308 too, where gamma is 1.
        if shape.is_infinite() {
            return poisson::quantile(mean, self.uniform());
        }
        let rate = mean * (dispersion * gamma(self, shape));
        poisson::quantile(rate.min(f64::MAX), self.uniform())
    }
}

/// A draw for any shape; 0 for one that is no positive finite number.
#[inline]
fn gamma(stream: &mut Stream, shape: f64) -> f64 {
    if !(shape > 0.0 && shape.is_finite()) {
        return 0.0;
    }
    if shape < 1.0 {
        let boost = libm::exp(libm::log(stream.uniform()) / shape);
        return boost * from_one(stream, shape + 1.0);
    }
    from_one(stream, shape)
}

/// The method for a shape of at least 1.
#[derive(Clone, Copy)]
pub(crate) struct Marsaglia {
    d: f64,
    c: f64,
}

/// The bits of a word that make the normal number.
const NORMAL_BITS: u64 = !((1 << CHOICE_BITS) - 1);

/// The normal numbers in the high bits of many words.
pub(crate) fn candidates(words: &[u64], normals: &mut Vec<f64>) {
    probit::quantiles(words, NORMAL_BITS, normals);
}

/// The normal number in the high bits of a word.
#[inline(always)]
fn candidate(word: u64) -> f64 {
    probit::quantile(open_unit(word & NORMAL_BITS))
}

/// The number in the low bits of a word.
#[inline(always)]
fn choice(word: u64) -> f64 {
    (word & ((1 << CHOICE_BITS) - 1)) as i64 as f64
}

impl Marsaglia {
    #[inline(always)]
    pub fn new(shape: f64) -> Self {
        let d = shape - 1.0 / 3.0;
        Self {
            d,
            c: 1.0 / (9.0 * d).sqrt(),
        }
    }

    /// The gamma variable of a word and its [`candidate`], and whether it is
    /// accepted without further thought.
    #[inline(always)]
    pub fn try_at_once(self, word: u64, x: f64) -> (f64, bool) {
        let y = self.c * x;
        let root = 1.0 + y;
        let cube = root * root * root;
        let accepted = (y.abs() < 0.5) & ((choice(word) + 1.0) * CHOICE_STEP < surely(self.d, y));
        (self.d * cube, accepted)
    }
}

/// A draw for a shape of at least 1.
#[inline]
fn from_one(stream: &mut Stream, shape: f64) -> f64 {
    let method = Marsaglia::new(shape);
    loop {
        let bits = stream.next_u64();
        let x = candidate(bits);
        let (value, accepted) = method.try_at_once(bits, x);
        if accepted {
            return value;
        }
        let y = method.c * x;
        if 1.0 + y > 0.0 && accept(stream, choice(bits), method.d, x, y) {
            return value;
        }
    }
}

/// A lower bound on the probability of accepting a candidate, for |y| < 1/2.
///
/// That probability is exp(h) with h as in [`log_ratio`], which is the series
/// d (-3/4 y^4 + 3/5 y^5 - 3/6 y^6 + ...) and above -3/2 d y^4; and exp(h) is
/// above 1 + h. It spares nearly every candidate the logarithms.
#[inline(always)]
fn surely(d: f64, y: f64) -> f64 {
    let y2 = y * y;
    1.0 - 1.5 * d * (y2 * y2)
}

/// The logarithm of the probability of accepting a candidate:
/// x^2/2 + d (1 - v + ln v) with v = (1 + y)^3.
fn log_ratio(d: f64, x: f64, y: f64) -> f64 {
    let log_cube = 3.0 * libm::log1p(y);
    0.5 * x * x + d * (log_cube - y * (3.0 + y * (3.0 + y)))
}

/// Whether to accept a candidate, where the few bits of `choice` do not tell:
/// fresh bits fill it up to a full uniform number.
#[cold]
#[inline(never)]
fn accept(stream: &mut Stream, choice: f64, d: f64, x: f64, y: f64) -> bool {
    let uniform = (choice + stream.uniform()) * CHOICE_STEP;
    libm::log(uniform) < log_ratio(d, x, y)
}

#[cfg(test)]
mod tests {
    use super::{log_ratio, surely};

    #[test]
    fn quick_acceptance_is_never_too_quick() {
        for d in [2.0 / 3.0, 1.0, 10.0, 1e3] {
            for step in -499..500 {
                let y = f64::from(step) / 1000.0;
                let x = y * (9.0_f64 * d).sqrt();
                let probability = libm::exp(log_ratio(d, x, y));
                assert!(surely(d, y) <= probability + 1e-12, "{d} {y}");
                assert!(probability <= 1.0 + 1e-12, "{d} {y}");
            }
        }
    }
}
