//! Quantiles of counts with a small mean, by adding up probabilities from 0.

use super::exponential;
use super::polynomial::estrin;

/// Steps that every search takes. They cost less than a branch that leaves a
/// loop at a random step, which the processor cannot predict.
const FEW: usize = 12;

/// Steps of the longest search. The mean is at most twice
/// [`super::expansion::LEAST_VARIANCE`], so that no uniform number of 52 bits
/// asks for more.
const STEPS: usize = 64;

/// 1/k at place k; 0 at place 0.
static INVERSE: [f64; STEPS] = {
    let mut table = [0.0; STEPS];
    let mut k = 1;
    while k < STEPS {
        table[k] = 1.0 / k as f64;
        k += 1;
    }
    table
};

/// Parts of a unit in the table of exponentials.
const PARTS: usize = 16;

/// Largest argument of [`exp_minus`].
const LARGEST: usize = 4;

/// exp(-i/16) at place i.
static EXPONENTIAL: [f64; PARTS * LARGEST + 1] = {
    let mut table = [1.0; PARTS * LARGEST + 1];
    let mut i = 1;
    while i < table.len() {
        table[i] = exponential::exp(-(i as f64) / PARTS as f64);
        i += 1;
    }
    table
};

/// 1/k! for k from 0 to 7.
const INVERSE_FACTORIAL: [f64; 8] = [
    1.0,
    1.0,
    1.0 / 2.0,
    1.0 / 6.0,
    1.0 / 24.0,
    1.0 / 120.0,
    1.0 / 720.0,
    1.0 / 5040.0,
];

/// The least count whose distribution function is at least `u`.
///
/// `first` is the probability of 0, and `factor(k) / k` that of `k` over that
/// of `k - 1`.
#[inline(always)]
pub(super) fn quantile(first: f64, u: f64, factor: impl Fn(f64) -> f64) -> u64 {
    let mut probability = first;
    let mut below = first;
    let mut count = u64::from(below < u);
    let mut k = 0.0;
    for inverse in &INVERSE[1..FEW] {
        k += 1.0;
        probability *= factor(k) * inverse;
        below += probability;
        count += u64::from(below < u);
    }
    if count < FEW as u64 {
        return count;
    }
    further(probability, below, u, factor)
}

/// The rest of a search that takes more than a few steps.
#[cold]
#[inline(never)]
fn further(mut probability: f64, mut below: f64, u: f64, factor: impl Fn(f64) -> f64) -> u64 {
    let mut count = FEW;
    while below < u && count < STEPS {
        probability *= factor(count as f64) * INVERSE[count];
        below += probability;
        count += 1;
    }
    // The last probability added was that of `count - 1`.
    count as u64 - u64::from(below >= u)
}

/// exp(-x) for x from 0 to 4, from a table and a short series: half the time
/// of `libm`, with a relative error below 1e-15.
#[inline(always)]
pub(super) fn exp_minus(x: f64) -> f64 {
    let part = (x * PARTS as f64 + 0.5) as i32;
    let rest = f64::from(part) * (1.0 / PARTS as f64) - x;
    let place = (part as usize).min(PARTS * LARGEST);
    EXPONENTIAL[place] * estrin(&INVERSE_FACTORIAL, rest)
}

#[cfg(test)]
mod tests {
    use super::exp_minus;

    #[test]
    fn exponential_agrees_with_libm() {
        for step in 0..=100_000 {
            let x = f64::from(step) * 4e-5;
            let error = exp_minus(x) / libm::exp(-x) - 1.0;
            assert!(error.abs() < 1e-15, "{x}: {error}");
        }
    }
}
