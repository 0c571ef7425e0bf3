//! The samplers of counts against exact quantiles, at every step.
//!
//! The reference adds probabilities that follow from one another, from the
//! mode outward, and divides by their sum: no logarithm, exponential or
//! approximation, and no code of the samplers.

use crate::simulate::random::counts::expansion::{
    CountShape, LARGEST_ERROR, LEAST_VARIANCE, expand,
};
use crate::simulate::random::counts::{binomial, poisson};
use crate::simulate::random::normal;

/// Both tails of a distribution of counts.
struct Tails {
    /// First count with a tail above 1e-300.
    first: u64,
    /// Probability of at most the count.
    below: Vec<f64>,
    /// Probability of more than the count.
    above: Vec<f64>,
    /// Probability of the count.
    at: Vec<f64>,
}

/// The tails of the distribution with this mode, in which the probability of
/// `k + 1` over that of `k` is `ratio(k)`.
fn tails(mode: u64, ratio: impl Fn(u64) -> f64) -> Tails {
    let mut down = vec![1.0];
    let mut first = mode;
    while first > 0 && down[down.len() - 1] > 1e-40 {
        first -= 1;
        down.push(down[down.len() - 1] / ratio(first));
    }
    down.reverse();
    let mut weights = down;
    let mut k = mode;
    while weights[weights.len() - 1] > 1e-40 {
        weights.push(weights[weights.len() - 1] * ratio(k));
        k += 1;
    }
    let sum_from = |weights: &mut dyn Iterator<Item = f64>| -> Vec<f64> {
        let mut sum = 0.0;
        weights
            .map(|weight| {
                sum += weight;
                sum
            })
            .collect()
    };
    let mut below = sum_from(&mut weights.iter().copied());
    let mut above = sum_from(&mut weights.iter().rev().copied());
    above.reverse();
    let split = weights.len() / 2;
    let total = below[split] + above[split + 1];
    above.push(0.0);
    above.remove(0);
    below.iter_mut().for_each(|tail| *tail /= total);
    above.iter_mut().for_each(|tail| *tail /= total);
    weights.iter_mut().for_each(|weight| *weight /= total);
    Tails {
        first,
        below,
        above,
        at: weights,
    }
}

/// Checks a quantile on both sides of every step that is wide enough, and
/// returns how many it checked. Leaves out what lies within `rounding` of a
/// step: a uniform number is a multiple of 1e-16, and sums round.
fn check(tails: &Tails, rounding: f64, quantile: impl Fn(f64) -> u64, name: &str) -> usize {
    let mut checked = 0;
    for (place, (&below, &above)) in tails.below.iter().zip(&tails.above).enumerate() {
        let k = tails.first + place as u64;
        let margin = below.min(above) * 1e-11 + rounding;
        let next = tails.at.get(place + 1).copied().unwrap_or(0.0);
        if tails.at[place].min(next) < 2.0 * margin {
            continue;
        }
        let (before, after) = if below <= 0.5 {
            (below - margin, below + margin)
        } else {
            (1.0 - (above + margin), 1.0 - (above - margin))
        };
        assert_eq!(quantile(before), k, "{name}, before the step after {k}");
        assert_eq!(quantile(after), k + 1, "{name}, after the step after {k}");
        for part in [0.01, 0.1, 0.3, 0.7, 0.9, 0.99] {
            let left = part * tails.at[place];
            let u = if below <= 0.5 {
                below - left
            } else {
                1.0 - (above + left)
            };
            if left > margin && tails.at[place] - left > margin {
                assert_eq!(quantile(u), k, "{name}, {part} before the end of {k}");
            }
        }
        checked += 1;
    }
    checked
}

/// Checks that the error of the expansion stays within its bound at every
/// step, where it should give a whole number.
fn check_bound(tails: &Tails, shape: CountShape, name: &str) {
    if shape.variance < LEAST_VARIANCE {
        return;
    }
    for (place, (&below, &above)) in tails.below.iter().zip(&tails.above).enumerate() {
        if below.min(above) < 1e-15 {
            continue;
        }
        let w = if below < above {
            normal::quantile(below)
        } else {
            -normal::quantile(above)
        };
        let (value, bound) = expand(shape, w);
        let k = tails.first + place as u64;
        let error = (value - (k + 1) as f64).abs();
        if bound < LARGEST_ERROR {
            assert!(error <= bound, "{name}: {error} > {bound} at {k}");
        }
    }
}

#[test]
fn poisson_steps_where_the_distribution_does() {
    let small = (1..400).map(|i| f64::from(i) * 0.02);
    let middle = (0..240).map(|i| 8.0 * libm::exp(f64::from(i) * 0.03));
    let special = [1e-6, 3.999_999, 4.0, 60.0, 1e5, 1e6];
    let mut checked = 0;
    for mean in small.chain(middle).chain(special) {
        let tails = tails(mean as u64, |k| mean / (k as f64 + 1.0));
        check_bound(&tails, poisson::shape(mean), &format!("Poisson {mean}"));
        checked += check(
            &tails,
            2e-15,
            |u| poisson::quantile(mean, u),
            &format!("Poisson {mean}"),
        );
    }
    assert!(checked > 90_000, "only {checked} steps");
}

#[test]
fn binomial_steps_where_the_distribution_does() {
    let trials = (1..80).chain([100, 137, 250, 1000, 1023, 1025, 3000, 20_000]);
    let percents = [0.01, 0.1, 1.0, 2.0, 5.0, 8.0, 11.0, 15.0, 20.0, 25.0, 30.0];
    let more = [35.0, 40.0, 45.0, 49.0, 50.0, 51.0, 60.0, 75.0, 89.0, 99.0];
    let mut checked = 0;
    for n in trials {
        for percent in percents.into_iter().chain(more) {
            let p = percent / 100.0;
            let mode = ((n + 1) as f64 * p) as u64;
            let tails = tails(mode.min(n), |k| {
                (n - k) as f64 * p / ((k as f64 + 1.0) * (1.0 - p))
            });
            let name = format!("binomial {n} {p}");
            if p <= 0.5 {
                check_bound(&tails, binomial::shape(n, p), &name);
            }
            checked += check(
                &tails,
                2e-15 + n.min(1024) as f64 * 2e-16,
                |u| binomial::quantile(n, p, u),
                &name,
            );
        }
    }
    assert!(checked > 40_000, "only {checked} steps");
}

#[test]
fn quantiles_rise_with_the_uniform_number_and_the_mean() {
    for step in 1..2000_u32 {
        let u = f64::from(2 * step - 1) / 4096.0;
        let mut least = [0; 2];
        for part in 1..2000_u32 {
            let mean = f64::from(part) * 0.01;
            let now = [
                poisson::quantile(mean, u),
                binomial::quantile(40, mean / 20.0, u),
            ];
            assert!(now[0] >= least[0] && now[1] >= least[1], "{mean} {u}");
            least = now;
        }
    }
}
