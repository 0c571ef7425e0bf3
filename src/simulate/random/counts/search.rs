//! Quantiles of counts with a small mean, by adding up probabilities from 0.

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

/// The least count whose distribution function is at least `u`.
///
/// `first` is the probability of 0, and `factor(k) / k` that of `k` over that
/// of `k - 1`.
#[inline(always)]
pub(crate) fn quantile(first: f64, u: f64, factor: impl Fn(f64) -> f64) -> u64 {
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
