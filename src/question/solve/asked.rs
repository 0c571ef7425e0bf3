//! What is asked: a goal of a scenario, and what a model comes to for it.

use super::goal::{Goal, Relation};
use crate::exact::money::Cents;
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::projection::Projection;
use crate::question::target::{OfDraws, Over, Target, TargetKind, TargetUnit};
use crate::simulate::{DrawId, draw_values};
use crate::terms::Lang;
use crate::terms::jaar::{Jaar, ranges};

/// In how many draws a goal has to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certainty {
    /// How many draws, the same ones for every value that is tried.
    pub draws: u32,
    /// Their seed.
    pub seed: u64,
    /// In how many millionths of them.
    pub millionths: u32,
}

/// What is to be solved.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What has to hold.
    pub goal: Goal,
    /// Of whom.
    pub unit: TargetUnit,
    /// In which years, earliest first.
    pub years: Vec<Jaar>,
    /// Whether the years count together instead of each by itself.
    pub together: bool,
    /// What is varied, as it was typed.
    pub varied: Vec<String>,
    /// Decimals of the answer; `None` for those of the key.
    pub decimals: Option<u32>,
    /// In how many draws it has to hold; `None` for the projection.
    pub certainty: Option<Certainty>,
}

impl Asked {
    /// Some years of what is asked, as a target.
    pub(super) fn target(&self, years: &[Jaar]) -> Target {
        Target {
            column: self.goal.column,
            years: years.to_vec(),
            units: vec![self.unit.clone()],
            over: Over::Run,
        }
    }

    /// The figures of these years in a projection: each, or all together.
    fn figures(&self, years: &[Jaar], projection: &Projection) -> Vec<i64> {
        if self.together {
            return self.target(years).of_projection(projection);
        }
        let each = years.iter();
        each.flat_map(|&jaar| self.target(&[jaar]).of_projection(projection))
            .collect()
    }

    /// The figures of these years under a model, in the projection or in enough draws.
    ///
    /// # Errors
    /// A scenario that cannot be projected or drawn.
    pub(super) fn measured(
        &self,
        model: &Model,
        years: &[Jaar],
        memory: &mut Projection,
    ) -> Result<Vec<i64>, Diagnostic> {
        let Some(certainty) = self.certainty else {
            model.project_into(memory)?;
            return Ok(self.figures(years, memory));
        };
        let first = DrawId {
            zaad: certainty.seed,
            nummer: 0,
        };
        let of = |projection: &Projection| self.figures(years, projection);
        let drawn = draw_values(model, first, certainty.draws, &of)?;
        let places = 0..drawn.first().map_or(0, Vec::len);
        let of_place = places.map(|place| {
            let mut values: Vec<i64> = drawn.iter().map(|figures| figures[place]).collect();
            if self.goal.relation == Relation::AtLeast {
                // The most that enough draws reach is the least of what they do not exceed,
                // seen from the other side.
                values.iter_mut().for_each(|value| *value = -*value);
                return -OfDraws::Quantile(certainty.millionths).of(values);
            }
            OfDraws::Quantile(certainty.millionths).of(values)
        });
        Ok(of_place.collect())
    }
}

impl Asked {
    /// What has to hold, as a scenario cites it.
    pub fn goal_in_words(&self) -> String {
        let goal = self.goal;
        let notation = Lang::Nl.notation();
        let amount = match goal.kind() {
            TargetKind::Cents => notation.euros(Cents::new(goal.amount)),
            TargetKind::People | TargetKind::Millionths => notation.whole(goal.amount),
        };
        let years = ranges(self.years.iter().copied()).join(", ");
        let together = match (self.together, self.years.len()) {
            (true, 2..) => " samen",
            (false, 2..) => " elk",
            _ => "",
        };
        let sure = self.certainty.map(|sure| {
            let share = notation.basis_points(i64::from(sure.millionths) / 100);
            format!(
                ", in {share} van {} trekkingen (zaad {})",
                sure.draws, sure.seed
            )
        });
        format!(
            "{} {} {amount} in {years}{together}, {}{}",
            goal.column,
            goal.relation.word(),
            self.unit.name,
            sure.unwrap_or_default()
        )
    }

    /// What was asked, as the source of an answer.
    pub fn in_words(&self) -> String {
        format!("spuk solve: zo gekozen dat {}", self.goal_in_words())
    }
}
