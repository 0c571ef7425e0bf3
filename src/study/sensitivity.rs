//! Which figure matters most, of the scenarios of a study.

use rust_decimal::Decimal;

use super::Study;
use crate::compare::SizeClass;
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::question::global::{GlobalAnswer, GlobalMethod, global};
use crate::question::{OneAtATime, Over, Reach, Target, one_at_a_time};
use crate::simulate::Progress;

/// How a sensitivity is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SensitivityMethod {
    /// One figure at a time.
    OneAtATime,
    /// All at once, from so many base points or trajectories with this seed.
    Global {
        /// How.
        method: GlobalMethod,
        /// Base points, or trajectories.
        draws: u32,
        /// The seed of the points.
        seed: u64,
    },
}

/// What a sensitivity is asked.
#[derive(Debug, Clone)]
pub struct SensitivityRequest {
    /// The figure, in one scenario or as the difference of two.
    pub target: Target,
    /// How far figures are moved.
    pub reach: Reach,
    /// How it is found.
    pub method: SensitivityMethod,
    /// Of how many inhabitants its gemeenten are; `None` for whatever number.
    pub class: Option<SizeClass>,
}

impl SensitivityRequest {
    /// How many draws it is answered from, or points of a design, and their seed.
    pub fn drawn(&self) -> Option<(u32, u64)> {
        match (self.method, self.target.over) {
            (SensitivityMethod::Global { draws, seed, .. }, _) => Some((draws, seed)),
            (SensitivityMethod::OneAtATime, Over::Draws { draws, seed, .. }) => Some((draws, seed)),
            (SensitivityMethod::OneAtATime, Over::Run) => None,
        }
    }
}

/// Which figure matters most.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Sensitivity {
    /// One figure at a time.
    OneAtATime(OneAtATime),
    /// All at once.
    Global(GlobalAnswer),
}

/// What matters most to one result of a report, one figure at a time.
#[derive(Debug, Clone)]
pub struct Weights {
    /// To what this scenario has more than the first, by its place; to the first itself
    /// where there is none.
    pub other: Option<usize>,
    /// What was asked.
    pub request: SensitivityRequest,
    /// The answer.
    pub answer: OneAtATime,
}

impl Study {
    /// What matters most to a target, one figure at a time over its range, or by a tenth
    /// where it has none: in the first scenario, and to what each other has more.
    ///
    /// # Errors
    /// As [`Study::sensitivity`].
    pub fn weights(
        &self,
        target: &Target,
        watcher: &impl Progress,
    ) -> Result<Vec<Weights>, Diagnostic> {
        let reach = Reach::Ranges(Decimal::new(1, 1));
        let request = SensitivityRequest {
            target: target.clone(),
            reach,
            method: SensitivityMethod::OneAtATime,
            class: None,
        };
        let of = |other: Option<usize>| {
            let models = self.models();
            let pair = [0].into_iter().chain(other);
            let pair: Vec<Model> = pair.map(|place| models[place].clone()).collect();
            Ok(Weights {
                other,
                request: request.clone(),
                answer: one_at_a_time(&pair, target, reach, watcher)?,
            })
        };
        let others = (1..self.models().len()).map(Some);
        std::iter::once(None).chain(others).map(of).collect()
    }

    /// Which figure matters most to a target: of the one scenario of this study, or to what
    /// the second has more than the first.
    ///
    /// # Errors
    /// Scenarios with other gemeenten or other years, one that cannot be projected, or a
    /// stop.
    pub fn sensitivity(
        &self,
        request: &SensitivityRequest,
        watcher: &impl Progress,
    ) -> Result<Sensitivity, Diagnostic> {
        let models = self.models();
        if let [first, others @ ..] = models {
            for other in others {
                other.comparable_with(first)?;
            }
        }
        let SensitivityRequest {
            target,
            reach,
            method,
            ..
        } = request;
        Ok(match *method {
            SensitivityMethod::OneAtATime => {
                Sensitivity::OneAtATime(one_at_a_time(models, target, *reach, watcher)?)
            }
            SensitivityMethod::Global {
                method,
                draws,
                seed,
            } => Sensitivity::Global(global(
                models,
                target,
                (*reach, method),
                (draws, seed),
                watcher,
            )?),
        })
    }
}
