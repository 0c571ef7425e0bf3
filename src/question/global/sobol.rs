//! First-order and total indices by the design of Saltelli (2010), on a sequence of Sobol,
//! with intervals by resampling.

use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use super::{Answers, DesignPlace, DesignRow, stopped};
use crate::input::diagnostic::Diagnostic;
use crate::simulate::Progress;
use crate::simulate::design::{Choices, Sequence};

/// How often the points are picked again for an interval.
const RESAMPLINGS: u32 = 200;

/// A part of a variance with the bounds that 95% of the resamplings lie within.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Of the points themselves.
    pub value: f64,
    /// P2.5 of the resamplings.
    pub low: f64,
    /// P97.5 of the resamplings.
    pub high: f64,
}

/// How the variance of an answer is divided.
#[derive(Debug, Clone, PartialEq)]
pub struct SobolIndices {
    /// The mean of the answer.
    pub mean: f64,
    /// Its standard deviation.
    pub deviation: f64,
    /// Of every factor the part that it has alone.
    pub first: Vec<Estimate>,
    /// Of every factor the part that it has alone and together with others.
    pub total: Vec<Estimate>,
    /// The parts that they have alone, added up: with an interval of its own, for their
    /// errors go together.
    pub alone: Estimate,
    /// How many runs there were.
    pub runs: u64,
    /// Every point that was answered.
    pub design: SobolDesign,
}

/// The points of a design of Saltelli (2010), and what was answered at each.
#[derive(Debug, Clone, PartialEq)]
pub struct SobolDesign {
    sequence: Sequence,
    answered: Vec<Answered>,
}

impl SobolDesign {
    /// Every row: the number of its base point, the factor that is that of B in it, and the
    /// coordinates with the answer. A comes first, B last, as other programs have it.
    pub fn rows(&self) -> impl Iterator<Item = DesignRow> {
        let numbered = self.answered.iter().zip(0_u32..);
        numbered.flat_map(|(one, number)| {
            let factors = one.mixed.len();
            let [a, b] = points(self.sequence, number, factors);
            let row = |which, point: Vec<f64>, answer| DesignRow {
                number,
                which,
                point,
                answer,
            };
            let mut rows = vec![row(DesignPlace::A, a.clone(), one.a)];
            for (factor, &answer) in one.mixed.iter().enumerate() {
                let mut point = a.clone();
                point[factor] = b[factor];
                rows.push(row(DesignPlace::Factor(factor), point, answer));
            }
            rows.push(row(DesignPlace::B, b, one.b));
            rows
        })
    }
}

/// The coordinates of A and B at a base point.
fn points(sequence: Sequence, number: u32, factors: usize) -> [Vec<f64>; 2] {
    let at = |first: usize| (first..first + factors).map(|it| sequence.at(number, it));
    [at(0).collect(), at(factors).collect()]
}

/// The answers at one base point: at A, at B, and at A with one factor of B.
#[derive(Debug, Clone, PartialEq)]
struct Answered {
    a: f64,
    b: f64,
    mixed: Vec<f64>,
}

/// The indices of every factor from so many base points, each of which takes two runs more
/// than there are factors.
///
/// # Errors
/// A point that cannot be answered, or a stop.
pub fn sobol<A: Answers>(
    answers: &A,
    count: u32,
    seed: u64,
    watcher: &impl Progress,
) -> Result<SobolIndices, Diagnostic> {
    let factors = answers.factors();
    let sequence = Sequence { seed };
    let made = AtomicU32::new(0);
    let point = |number: u32| {
        let [a, b] = points(sequence, number, factors);
        let (kept, of_a) = answers.at(&a)?;
        let (_, of_b) = answers.at(&b)?;
        let mut mixed = Vec::with_capacity(factors);
        let mut beside = a.clone();
        for factor in 0..factors {
            if watcher.stop() {
                return Err(stopped(made.load(Ordering::Relaxed)));
            }
            beside[factor] = b[factor];
            mixed.push(answers.beside(&kept, &beside, factor)?.1);
            beside[factor] = a[factor];
        }
        let runs = factors as u32 + 2;
        made.fetch_add(runs, Ordering::Relaxed);
        watcher.complete(runs);
        Ok(Answered {
            a: of_a,
            b: of_b,
            mixed,
        })
    };
    let numbers = (0..count).into_par_iter().with_max_len(4);
    let answered: Vec<Answered> = numbers.map(point).collect::<Result<_, _>>()?;
    let all: Vec<usize> = (0..answered.len()).collect();
    let (mean, variance) = moments(&answered, &all);
    let resampled = (0..RESAMPLINGS).into_par_iter().map(|number| {
        let mut choices = Choices::new(seed, number);
        let picks: Vec<usize> = all.iter().map(|_| choices.below(all.len())).collect();
        indices(&answered, &picks, factors)
    });
    let resampled: Vec<[Vec<f64>; 2]> = resampled.collect();
    let own = indices(&answered, &all, factors);
    let interval = |value: f64, values: &mut dyn Iterator<Item = f64>| {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        // P2.5 and P97.5 of 200: the fifth from either end.
        let tail = RESAMPLINGS as usize / 40;
        Estimate {
            value,
            low: values[tail],
            high: values[values.len() - 1 - tail],
        }
    };
    let estimate = |which: usize, factor: usize| {
        let mut values = resampled.iter().map(|one| one[which][factor]);
        interval(own[which][factor], &mut values)
    };
    let sum = |one: &[Vec<f64>; 2]| one[0].iter().sum::<f64>();
    let of = |which: usize| (0..factors).map(|factor| estimate(which, factor)).collect();
    Ok(SobolIndices {
        mean,
        deviation: libm::sqrt(variance),
        first: of(0),
        total: of(1),
        alone: interval(sum(&own), &mut resampled.iter().map(sum)),
        runs: u64::from(count) * (factors as u64 + 2),
        design: SobolDesign { sequence, answered },
    })
}

/// Mean and variance of the answers at A and B of these points.
fn moments(answered: &[Answered], picks: &[usize]) -> (f64, f64) {
    let count = 2.0 * picks.len() as f64;
    let values = || {
        picks
            .iter()
            .flat_map(|&at| [answered[at].a, answered[at].b])
    };
    let mean = values().sum::<f64>() / count;
    let squares = values().map(|value| (value - mean) * (value - mean));
    (mean, squares.sum::<f64>() / count)
}

/// The mean of every answer at these points, as SALib takes it off.
fn mean_of_all(answered: &[Answered], picks: &[usize], factors: usize) -> f64 {
    let sums = picks.iter().map(|&at| {
        let one = &answered[at];
        one.a + one.b + one.mixed.iter().sum::<f64>()
    });
    sums.sum::<f64>() / (picks.len() * (factors + 2)) as f64
}

/// First-order indices (Saltelli 2010) and total ones (Jansen 1999) of these points.
fn indices(answered: &[Answered], picks: &[usize], factors: usize) -> [Vec<f64>; 2] {
    let (_, variance) = moments(answered, picks);
    let mean = mean_of_all(answered, picks, factors);
    let count = picks.len() as f64;
    let of = |part: f64| {
        if variance > 0.0 {
            part / count / variance
        } else {
            0.0
        }
    };
    let first = (0..factors).map(|factor| {
        let parts = picks.iter().map(|&at| {
            let one = &answered[at];
            // Less the mean: what is lost in large numbers would be noise.
            (one.b - mean) * (one.mixed[factor] - one.a)
        });
        of(parts.sum())
    });
    let total = (0..factors).map(|factor| {
        let parts = picks.iter().map(|&at| {
            let off = answered[at].a - answered[at].mixed[factor];
            off * off / 2.0
        });
        of(parts.sum())
    });
    [first.collect(), total.collect()]
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::super::known::{ISHIGAMI, Known, OF_ISHIGAMI, SOBOL_G, of_sobol_g};
    use super::*;

    fn found(known: &Known, points: u32) -> SobolIndices {
        sobol(known, points, 3, &AtomicBool::new(false)).unwrap()
    }

    fn near(found: &[Estimate], known: &[f64], most: f64) {
        for (factor, (one, &known)) in found.iter().zip(known).enumerate() {
            assert!(
                (one.value - known).abs() < most,
                "{factor}: {one:?}, not {known}"
            );
            assert!(one.low <= one.high);
        }
    }

    #[test]
    fn the_indices_of_known_functions_are_found() {
        let ishigami = found(&ISHIGAMI, 4096);
        near(&ishigami.first, &OF_ISHIGAMI[0], 0.01);
        near(&ishigami.total, &OF_ISHIGAMI[1], 0.01);
        // a/2, and a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2.
        assert!((ishigami.mean - 3.5).abs() < 0.01);
        assert!((ishigami.deviation - 3.7208).abs() < 0.03);
        assert_eq!(ishigami.runs, 4096 * 5);
        let [first, total] = of_sobol_g();
        let g = found(&SOBOL_G, 4096);
        near(&g.first, &first, 0.01);
        near(&g.total, &total, 0.01);
    }

    #[test]
    fn intervals_hold_the_known_index_mostly_and_shrink() {
        let wide = found(&ISHIGAMI, 128);
        let narrow = found(&ISHIGAMI, 2048);
        let width = |one: &Estimate| one.high - one.low;
        for factor in 0..3 {
            assert!(width(&narrow.total[factor]) < width(&wide.total[factor]));
        }
        let held = narrow.first.iter().zip(OF_ISHIGAMI[0]);
        let held = held.filter(|(one, known)| one.low <= *known && *known <= one.high);
        assert!(held.count() >= 2);
    }

    #[test]
    fn what_factors_have_alone_adds_up_within_an_interval_that_shrinks() {
        let sum = |known: &[f64]| known.iter().sum::<f64>();
        let ishigami = found(&ISHIGAMI, 4096).alone;
        assert!((ishigami.value - sum(&OF_ISHIGAMI[0])).abs() < 0.02);
        // A fourth of its variance is of factors together, and so many points show it.
        assert!(ishigami.high < 1.0, "{ishigami:?}");
        // Here nothing is, and few points cannot say so of either.
        let straight = Known {
            factors: 3,
            of: |point| point[0] + 2.0 * point[1] - point[2],
        };
        for known in [&ISHIGAMI, &straight] {
            let few = found(known, 16).alone;
            assert!(few.low < 1.0 && few.high > 1.0, "{few:?}");
        }
        let many = found(&straight, 4096).alone;
        assert!(
            (many.value - 1.0).abs() < 0.02 && many.high > 1.0,
            "{many:?}"
        );
    }

    #[test]
    fn an_answer_that_never_moves_has_no_parts() {
        let still = Known {
            factors: 2,
            of: |_| 7.0,
        };
        let indices = found(&still, 16);
        assert!(
            indices
                .first
                .iter()
                .chain(&indices.total)
                .all(|one| one.value == 0.0)
        );
    }

    #[test]
    fn the_same_bytes_for_any_number_of_threads() {
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let [one, three] =
            [1, 3].map(|threads| pool(threads).unwrap().install(|| found(&ISHIGAMI, 64)));
        assert_eq!(one, three);
    }

    #[test]
    fn a_stop_is_obeyed() {
        let stop = AtomicBool::new(true);
        assert!(sobol(&ISHIGAMI, 64, 3, &stop).is_err());
    }
}
