//! Draws of streams against their distributions, with fixed seeds: each test
//! always gives the same result.

use crate::simulate::random::purpose::Purpose;
use crate::simulate::random::stream::Stream;

const DRAWS: u32 = 40_000;

/// The draws of as many streams, one each.
fn draws<T>(seed: u64, sample: impl Fn(&mut Stream) -> T) -> impl Iterator<Item = T> {
    (0..DRAWS).map(move |draw| {
        let mut stream = Stream::new(seed, u64::from(draw), Purpose::Arrivals, 363, 2026);
        sample(&mut stream)
    })
}

/// Fails when chi-square lies five of its standard deviations off its mean.
fn check_chi_square(name: &str, observed: &[u32], expected: &[f64]) {
    let cells = observed.iter().zip(expected);
    let chi_square: f64 = cells
        .map(|(&o, &e)| (f64::from(o) - e) * (f64::from(o) - e) / e)
        .sum();
    let freedom = (expected.len() - 1) as f64;
    let off = (chi_square - freedom) / (2.0 * freedom).sqrt();
    assert!(
        (-5.0..5.0).contains(&off),
        "{name}: chi-square {chi_square} of {freedom}"
    );
}

/// Checks counts against probabilities that start at `first` and follow by
/// `ratio(k)`, those of `k + 1` over those of `k`; and their mean and variance.
fn check_counts(
    name: &str,
    counts: impl Iterator<Item = u64>,
    (mean, variance): (f64, f64),
    ratio: impl Fn(f64) -> f64,
) {
    let reach = (mean + 14.0 * variance.sqrt() + 20.0) as usize;
    let mut observed = vec![0_u32; reach];
    counts.for_each(|count| observed[(count as usize).min(reach - 1)] += 1);
    // Weights from the mean outward, for that of 0 may underflow.
    let middle = mean as usize;
    let mut weights = vec![0.0; reach];
    weights[middle] = 1.0;
    for k in middle..reach - 1 {
        weights[k + 1] = weights[k] * ratio(k as f64);
    }
    for k in (0..middle).rev() {
        weights[k] = weights[k + 1] / ratio(k as f64);
    }
    let total: f64 = weights.iter().sum();
    let (mut cells, mut expected) = (vec![0], vec![0.0]);
    for (&o, &weight) in observed.iter().zip(&weights) {
        if expected[expected.len() - 1] >= 20.0 {
            cells.push(0);
            expected.push(0.0);
        }
        *cells.last_mut().unwrap() += o;
        *expected.last_mut().unwrap() += weight / total * f64::from(DRAWS);
    }
    if expected.len() > 2 && expected[expected.len() - 1] < 20.0 {
        let (o, e) = (cells.pop().unwrap(), expected.pop().unwrap());
        *cells.last_mut().unwrap() += o;
        *expected.last_mut().unwrap() += e;
    }
    if expected.len() > 1 {
        check_chi_square(name, &cells, &expected);
    }
    let values = observed.iter().enumerate();
    let sum: f64 = values.map(|(k, &o)| k as f64 * f64::from(o)).sum();
    let off = (sum / f64::from(DRAWS) - mean) / (variance / f64::from(DRAWS)).sqrt();
    assert!(off.abs() < 4.0, "{name}: mean {off} standard errors off");
}

/// Checks that distribution functions of draws are uniform, in 50 cells.
fn check_uniform(name: &str, numbers: impl Iterator<Item = f64>) {
    let mut observed = [0_u32; 50];
    numbers.for_each(|u| observed[((u * 50.0) as usize).min(49)] += 1);
    check_chi_square(name, &observed, &[f64::from(DRAWS) / 50.0; 50]);
}

#[test]
fn uniform_and_normal() {
    check_uniform("uniform", draws(1, Stream::uniform));
    let below = |x: f64| 0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2);
    check_uniform("normal", draws(2, Stream::standard_normal).map(below));
}

#[test]
fn poisson() {
    let means = [
        0.01, 0.5, 1.0, 3.0, 3.99, 4.01, 7.0, 20.0, 60.0, 1000.0, 2e4,
    ];
    for (seed, mean) in (10..).zip(means) {
        let counts = draws(seed, |s| s.poisson(mean));
        let name = format!("Poisson {mean}");
        check_counts(&name, counts, (mean, mean), |k| mean / (k + 1.0));
    }
}

#[test]
fn binomial() {
    let small = [(1, 0.3), (10, 0.11), (15, 0.5), (17, 0.5), (40, 0.9)];
    let large = [
        (60, 0.11),
        (60, 0.8),
        (400, 0.5),
        (5000, 0.01),
        (20_000, 0.3),
    ];
    for (seed, (n, p)) in (100..).zip(small.into_iter().chain(large)) {
        let counts = draws(seed, |s| s.binomial(n, p));
        let mean = n as f64 * p;
        let odds = p / (1.0 - p);
        check_counts(
            &format!("binomial {n} {p}"),
            counts,
            (mean, mean * (1.0 - p)),
            |k| (n as f64 - k).max(0.0) * odds / (k + 1.0),
        );
    }
}

#[test]
fn gamma_poisson() {
    let means = [0.3, 3.0, 60.0, 1000.0];
    let dispersions = [1e-9, 0.01, 0.1, 0.9, 1.1, 3.0];
    let grid = means.into_iter().flat_map(|m| dispersions.map(|d| (m, d)));
    for (seed, (mean, dispersion)) in (200..).zip(grid) {
        let counts = draws(seed, |s| s.gamma_poisson(mean, dispersion));
        let failure = mean * dispersion / (1.0 + mean * dispersion);
        check_counts(
            &format!("gamma-Poisson {mean} {dispersion}"),
            counts,
            (mean, mean + dispersion * mean * mean),
            |k| (k + 1.0 / dispersion) / (k + 1.0) * failure,
        );
    }
}

#[test]
fn gamma() {
    // A chi-square variable of one degree of freedom is the square of a normal.
    let half = draws(300, |s| libm::erf(s.gamma(0.5).sqrt()));
    check_uniform("gamma 0.5", half);
    // For a whole shape: not yet so many events of a Poisson process.
    for shape in [1_u32, 2, 3, 10, 60] {
        let below = |x: f64| {
            let mut term = libm::exp(-x);
            let mut none = term;
            for k in 1..shape {
                term *= x / f64::from(k);
                none += term;
            }
            1.0 - none
        };
        let numbers = draws(300 + u64::from(shape), |s| below(s.gamma(f64::from(shape))));
        check_uniform(&format!("gamma {shape}"), numbers);
    }
}

#[test]
fn moments_of_gamma() {
    for (seed, shape) in (400..).zip([1e-3, 0.1, 0.7, 1.5, 30.0, 1e4, 1e8]) {
        let (mut sum, mut squares) = (0.0, 0.0);
        for off in draws(seed, |s| s.gamma(shape) - shape) {
            sum += off;
            squares += off * off;
        }
        let count = f64::from(DRAWS);
        let error = sum / (count * shape).sqrt();
        assert!(error.abs() < 4.0, "gamma {shape}: mean {error} errors off");
        // The fourth central moment of a gamma variable is 3 s^2 + 6 s.
        let spread = ((2.0 * shape * shape + 6.0 * shape) / count).sqrt();
        let error = (squares / count - shape) / spread;
        assert!(
            error.abs() < 4.0,
            "gamma {shape}: variance {error} errors off"
        );
    }
}
