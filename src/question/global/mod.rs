//! All factors at once: how much of the variance of an answer each has, alone and with
//! others.
//!
//! The methods know no scenario: they ask something that [`Answers`], by points of the unit
//! cube, and functions of which the indices are known go the same way.

mod morris;
mod scenario;
mod sobol;

pub use morris::{Elementary, MorrisDesign, morris};
pub use scenario::{GlobalAnswer, GlobalDesign, GlobalMethod, GlobalRow, global};
pub use sobol::{Estimate, SobolDesign, SobolIndices, sobol};

use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::Text;
use crate::terms::noun::Noun;

/// What answers at points of the unit cube, one dimension a factor.
pub trait Answers: Sync {
    /// What is kept of a point, so that one beside it costs less.
    type Kept;

    /// How many factors there are.
    fn factors(&self) -> usize;

    /// The answer at a point.
    ///
    /// # Errors
    /// A point that cannot be answered.
    fn at(&self, point: &[f64]) -> Result<(Self::Kept, f64), Diagnostic>;

    /// The answer at a point that differs from a known one in one factor.
    ///
    /// # Errors
    /// As [`Answers::at`].
    fn beside(
        &self,
        known: &Self::Kept,
        point: &[f64],
        factor: usize,
    ) -> Result<(Self::Kept, f64), Diagnostic>;
}

/// A point of a design with its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct DesignRow {
    /// The number of its base point or trajectory, from 0.
    pub number: u32,
    /// What it is there.
    pub which: DesignPlace,
    /// The coordinates in the unit cube, one a factor.
    pub point: Vec<f64>,
    /// The answer.
    pub answer: f64,
}

/// What a point is in its design.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DesignPlace {
    /// Where a base point or a trajectory begins.
    A,
    /// The other base point.
    B,
    /// The point at which this factor has moved.
    Factor(usize),
}

/// The message of a question that someone ended, when so many runs were complete.
pub(super) fn stopped(runs: u32) -> Diagnostic {
    const COMPLETE: Noun = Noun::new(
        ["run was klaar", "runs waren klaar"],
        ["run was complete", "runs were complete"],
    );
    let complete = COMPLETE.counted(runs);
    let message = Text::new(
        format!("onderbroken: {complete}"),
        format!("interrupted: {complete:#}"),
    );
    Diagnostic::new(Code::Onderbroken, message)
}

#[cfg(test)]
pub(crate) mod known {
    //! Functions of which the indices are known.

    use super::*;

    /// A function of a point.
    pub struct Known {
        pub factors: usize,
        pub of: fn(&[f64]) -> f64,
    }

    impl Answers for Known {
        type Kept = ();

        fn factors(&self) -> usize {
            self.factors
        }

        fn at(&self, point: &[f64]) -> Result<((), f64), Diagnostic> {
            Ok(((), (self.of)(point)))
        }

        fn beside(&self, _: &(), point: &[f64], _: usize) -> Result<((), f64), Diagnostic> {
            self.at(point)
        }
    }

    /// Ishigami and Homma (1990), with a = 7 and b = 0.1.
    pub const ISHIGAMI: Known = Known {
        factors: 3,
        of: |point| {
            let [x, y, z] = [0, 1, 2].map(|at| std::f64::consts::PI * (2.0 * point[at] - 1.0));
            let (sine, other) = (libm::sin(x), libm::sin(y));
            sine + 7.0 * other * other + 0.1 * z * z * z * z * sine
        },
    };

    /// Of [`ISHIGAMI`]: first-order and total indices.
    pub const OF_ISHIGAMI: [[f64; 3]; 2] = [[0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437]];

    const A: [f64; 8] = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];

    /// The G function of Sobol as Saltelli has it, of eight factors.
    pub const SOBOL_G: Known = Known {
        factors: 8,
        of: |point| {
            let factors = point.iter().zip(A);
            let factors = factors.map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a));
            factors.product()
        },
    };

    /// The indices of [`SOBOL_G`]: of each factor a variance of 1/3/(1+a)^2.
    pub fn of_sobol_g() -> [Vec<f64>; 2] {
        let own = A.map(|a| 1.0 / 3.0 / ((1.0 + a) * (1.0 + a)));
        let all: f64 = own.iter().map(|part| 1.0 + part).product();
        let whole = all - 1.0;
        let first = own.iter().map(|part| part / whole).collect();
        let total = own.iter().map(|part| part * (all / (1.0 + part)) / whole);
        [first, total.collect()]
    }
}
