//! Exact quantiles of counts: the slow way for the draws that the expansion
//! leaves in doubt.
//!
//! Reference for the probabilities: C. Loader, "Fast and accurate computation
//! of binomial probabilities" (2000). They have a relative error of about
//! 1e-15, with no cancelling of large log-factorials.

use std::f64::consts::TAU;

/// Relative size below which the terms of a sum no longer count.
const NEGLIGIBLE: f64 = 1e-18;

/// ln(k!) less Stirling's ln(sqrt(2 pi k) (k/e)^k), for k from 0 to 15. The
/// first is not used.
const STIRLING_ERROR: [f64; 16] = [
    0.0,
    0.081_061_466_795_327_26,
    0.041_340_695_955_409_29,
    0.027_677_925_684_998_34,
    0.020_790_672_103_765_093,
    0.016_644_691_189_821_193,
    0.013_876_128_823_070_748,
    0.011_896_709_945_891_77,
    0.010_411_265_261_972_096,
    0.009_255_462_182_712_733,
    0.008_330_563_433_362_87,
    0.007_573_675_487_951_841,
    0.006_942_840_107_209_53,
    0.006_408_994_188_004_207,
    0.005_951_370_112_758_848,
    0.005_554_733_551_962_801,
];

/// A distribution on the counts 0, 1, 2, ... with one mode.
pub(crate) trait CountDistribution {
    /// Probability of `k`.
    fn probability(&self, k: u64) -> f64;
    /// Probability of `k + 1` over that of `k`.
    fn ratio(&self, k: u64) -> f64;
}

/// The Poisson distribution.
pub(crate) struct Poisson {
    /// Mean, in counts; above 0.
    pub mean: f64,
}

impl CountDistribution for Poisson {
    fn probability(&self, k: u64) -> f64 {
        if k == 0 {
            return libm::exp(-self.mean);
        }
        let x = k as f64;
        libm::exp(-stirling_error(k) - deviance(x, self.mean)) / (TAU * x).sqrt()
    }

    fn ratio(&self, k: u64) -> f64 {
        self.mean / (k as f64 + 1.0)
    }
}

/// The binomial distribution.
pub(crate) struct Binomial {
    /// Number of trials.
    pub n: u64,
    /// Probability of success; above 0, below 1.
    pub p: f64,
}

impl CountDistribution for Binomial {
    fn probability(&self, k: u64) -> f64 {
        let n = self.n as f64;
        if k == 0 {
            return libm::exp(n * libm::log1p(-self.p));
        }
        if k >= self.n {
            return if k == self.n {
                libm::exp(n * libm::log(self.p))
            } else {
                0.0
            };
        }
        let (x, y) = (k as f64, (self.n - k) as f64);
        let error = stirling_error(self.n) - stirling_error(k) - stirling_error(self.n - k);
        let exponent = error - deviance(x, n * self.p) - deviance(y, n * (1.0 - self.p));
        libm::exp(exponent) * (n / (TAU * x * y)).sqrt()
    }

    fn ratio(&self, k: u64) -> f64 {
        let left = self.n.saturating_sub(k) as f64;
        left * self.p / ((k as f64 + 1.0) * (1.0 - self.p))
    }
}

/// The least count whose distribution function is at least `u`.
///
/// Starts at `guess`, which should be near; sums the shorter tail, so that
/// its relative error stays small. `u` and `1 - u` must both be exact.
#[cold]
#[inline(never)]
pub(crate) fn quantile(counts: &impl CountDistribution, u: f64, guess: u64) -> u64 {
    if u <= 0.5 {
        from_below(counts, u, guess)
    } else {
        from_above(counts, 1.0 - u, guess)
    }
}

/// The least `k` for which the probability of at most `k` reaches `u`.
fn from_below(counts: &impl CountDistribution, u: f64, guess: u64) -> u64 {
    let mut k = guess;
    let mut here = counts.probability(k);
    let mut tail = sum_down(counts, k, here);
    while tail < u && here > 0.0 {
        here *= counts.ratio(k);
        k += 1;
        tail += here;
    }
    while k > 0 && tail - here >= u {
        tail -= here;
        k -= 1;
        here /= counts.ratio(k);
    }
    k
}

/// The least `k` for which the probability of more than `k` is at most `v`.
fn from_above(counts: &impl CountDistribution, v: f64, guess: u64) -> u64 {
    let mut k = guess;
    let mut here = counts.probability(k);
    let mut tail = sum_up(counts, k, here);
    while k > 0 && tail + here <= v {
        tail += here;
        k -= 1;
        here /= counts.ratio(k);
    }
    while tail > v && here > 0.0 {
        here *= counts.ratio(k);
        k += 1;
        tail -= here;
    }
    k
}

/// The probability of at most `k`, given that of `k`.
fn sum_down(counts: &impl CountDistribution, mut k: u64, probability: f64) -> f64 {
    let mut term = probability;
    let mut sum = term;
    while k > 0 && term > sum * NEGLIGIBLE {
        k -= 1;
        term /= counts.ratio(k);
        sum += term;
    }
    sum
}

/// The probability of more than `k`, given that of `k`.
fn sum_up(counts: &impl CountDistribution, mut k: u64, probability: f64) -> f64 {
    let mut term = probability;
    let mut sum = 0.0;
    loop {
        term *= counts.ratio(k);
        k += 1;
        sum += term;
        if term <= sum * NEGLIGIBLE || term.is_nan() {
            return sum;
        }
    }
}

/// ln(k!) less Stirling's ln(sqrt(2 pi k) (k/e)^k), for k from 1.
fn stirling_error(k: u64) -> f64 {
    if let Some(&known) = STIRLING_ERROR.get(k as usize) {
        return known;
    }
    let x = k as f64;
    let r = 1.0 / (x * x);
    let series = 1.0 / 1260.0 - r * (1.0 / 1680.0 - r / 1188.0);
    (1.0 / 12.0 - r * (1.0 / 360.0 - r * series)) / x
}

/// x ln(x / m) + m - x, for x and m above 0, without cancelling where x is
/// near m.
fn deviance(x: f64, m: f64) -> f64 {
    if (x - m).abs() >= 0.1 * (x + m) {
        return x * libm::log(x / m) + m - x;
    }
    let v = (x - m) / (x + m);
    let mut sum = (x - m) * v;
    let mut power = 2.0 * x * v;
    // |v| < 0.1: each term is less than a hundredth of the one before.
    for j in 1..=10 {
        power *= v * v;
        sum += power / f64::from(2 * j + 1);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::TAU;
    use super::{deviance, stirling_error};

    #[test]
    fn stirling_errors_make_factorials() {
        let mut factorial = 1.0;
        for k in 1..=40 {
            let x = k as f64;
            factorial *= x;
            let stirling = 0.5 * libm::log(TAU * x) + x * libm::log(x) - x;
            let error = libm::log(factorial) - stirling - stirling_error(k);
            assert!(error.abs() < 1e-15 * (1.0 + x * x), "{k}: {error}");
        }
        let jump = stirling_error(15) / stirling_error(16) - 16.0 / 15.0;
        assert!(jump.abs() < 1e-4);
    }

    #[test]
    fn deviance_has_no_jump_where_the_series_ends() {
        for m in [5.0, 1e3, 1e8] {
            for share in [9.0 / 11.0, 11.0 / 9.0] {
                let at = |factor: f64| deviance(m * share * factor, m);
                let jump = at(1.0 + 1e-13) / at(1.0 - 1e-13) - 1.0;
                assert!(jump.abs() < 1e-11, "{m} {share}: {jump}");
            }
        }
    }
}
