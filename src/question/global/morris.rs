//! Elementary effects by the design of Morris (1991): where to look first, from few runs.

use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use super::{Answers, DesignPlace, DesignRow, stopped};
use crate::input::diagnostic::Diagnostic;
use crate::simulate::Progress;
use crate::simulate::design::Choices;

/// A trajectory moves on a grid of so many levels.
const LEVELS: usize = 4;

/// How many levels a step crosses.
const STEP: usize = LEVELS / 2;

/// What the steps of one factor did, each as if it had gone from its lowest to its highest
/// level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Elementary {
    /// The mean.
    pub mean: f64,
    /// The mean of their sizes: how much the factor matters.
    pub size: f64,
    /// Their standard deviation: how much that depends on where the others are.
    pub deviation: f64,
}

/// The trajectories of Morris, and what was answered along them.
#[derive(Debug, Clone, PartialEq)]
pub struct MorrisDesign(Vec<Walk>);

/// One trajectory: the levels at which it begins, the factors in the order in which they move,
/// and every answer.
#[derive(Debug, Clone, PartialEq)]
struct Walk {
    levels: Vec<usize>,
    order: Vec<usize>,
    answers: Vec<f64>,
}

impl MorrisDesign {
    /// Every row: the number of its trajectory, the factor that moved, and the coordinates
    /// with the answer.
    pub fn rows(&self) -> impl Iterator<Item = DesignRow> {
        self.0.iter().zip(0_u32..).flat_map(|(walk, number)| {
            let mut levels = walk.levels.clone();
            let steps = walk.order.iter().map(|&factor| Some(factor));
            let steps = std::iter::once(None).chain(steps);
            let answered = steps.zip(&walk.answers);
            let rows = answered.map(|(step, &answer)| {
                if let Some(factor) = step {
                    levels[factor] = other_level(levels[factor]);
                }
                DesignRow {
                    number,
                    which: step.map_or(DesignPlace::A, DesignPlace::Factor),
                    point: point(&levels),
                    answer,
                }
            });
            rows.collect::<Vec<_>>()
        })
    }
}

/// Where a step from a level goes.
const fn other_level(level: usize) -> usize {
    if level < STEP {
        level + STEP
    } else {
        level - STEP
    }
}

/// The effects of every factor over so many trajectories, each of which takes one run more
/// than there are factors.
///
/// # Errors
/// A point that cannot be answered, or a stop.
pub fn morris<A: Answers>(
    answers: &A,
    trajectories: u32,
    seed: u64,
    watcher: &impl Progress,
) -> Result<(Vec<Elementary>, MorrisDesign), Diagnostic> {
    let factors = answers.factors();
    let made = AtomicU32::new(0);
    let walk = |number: u32| {
        let mut choices = Choices::new(seed, number);
        let mut levels: Vec<usize> = (0..factors).map(|_| choices.below(LEVELS)).collect();
        let mut order: Vec<usize> = (0..factors).collect();
        for place in (1..factors).rev() {
            order.swap(place, choices.below(place + 1));
        }
        let begin = levels.clone();
        let (mut kept, mut before) = answers.at(&point(&levels))?;
        let mut along = vec![before];
        let mut effects = vec![0.0; factors];
        for &factor in &order {
            if watcher.stop() {
                return Err(stopped(made.load(Ordering::Relaxed)));
            }
            let up = levels[factor] < STEP;
            levels[factor] = other_level(levels[factor]);
            let (next, after) = answers.beside(&kept, &point(&levels), factor)?;
            let size = (after - before) * (LEVELS - 1) as f64 / STEP as f64;
            effects[factor] = if up { size } else { -size };
            along.push(after);
            (kept, before) = (next, after);
        }
        let runs = factors as u32 + 1;
        made.fetch_add(runs, Ordering::Relaxed);
        watcher.complete(runs);
        let walk = Walk {
            levels: begin,
            order,
            answers: along,
        };
        Ok((effects, walk))
    };
    let numbers = (0..trajectories).into_par_iter().with_max_len(1);
    let walked: Vec<(Vec<f64>, Walk)> = numbers.map(walk).collect::<Result<_, Diagnostic>>()?;
    let (walked, walks): (Vec<Vec<f64>>, Vec<Walk>) = walked.into_iter().unzip();
    let count = f64::from(trajectories);
    let of = |factor: usize| {
        let effects = || walked.iter().map(|one| one[factor]);
        let mean = effects().sum::<f64>() / count;
        let squares = effects().map(|effect| (effect - mean) * (effect - mean));
        Elementary {
            mean,
            size: effects().map(f64::abs).sum::<f64>() / count,
            deviation: libm::sqrt(squares.sum::<f64>() / (count - 1.0).max(1.0)),
        }
    };
    Ok(((0..factors).map(of).collect(), MorrisDesign(walks)))
}

/// The point of some levels: from 0 to 1, both included.
fn point(levels: &[usize]) -> Vec<f64> {
    let levels = levels.iter();
    levels
        .map(|&level| level as f64 / (LEVELS - 1) as f64)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::super::known::{Known, SOBOL_G};
    use super::*;

    fn found(known: &Known) -> Vec<Elementary> {
        morris(known, 40, 11, &AtomicBool::new(false)).unwrap().0
    }

    #[test]
    fn a_straight_line_has_its_slopes_and_no_spread() {
        let line = Known {
            factors: 3,
            of: |point| 5.0 * point[0] - 2.0 * point[1],
        };
        let effects = found(&line);
        for (one, slope) in effects.iter().zip([5.0, -2.0, 0.0]) {
            assert!((one.mean - slope).abs() < 1e-9, "{one:?}");
            assert!((one.size - slope.abs()).abs() < 1e-9);
            assert!(one.deviation < 1e-9);
        }
    }

    #[test]
    fn what_matters_more_comes_out_larger() {
        let effects = found(&SOBOL_G);
        for pair in effects[..5].windows(2) {
            assert!(pair[0].size > pair[1].size, "{pair:?}");
        }
        assert!(effects[0].deviation > effects[4].deviation);
    }

    #[test]
    fn the_same_bytes_for_any_number_of_threads() {
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let [one, three] = [1, 3].map(|threads| pool(threads).unwrap().install(|| found(&SOBOL_G)));
        assert_eq!(one, three);
    }
}
