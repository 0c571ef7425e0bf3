//! Why a figure does nothing to what was asked after.

use crate::columns::Column;
use crate::model::Model;
use crate::people::{backtest, can_look_back};
use crate::projection::{Measure, Projection};

/// Why a figure has no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoEffect {
    /// It moves the column that was asked after between gemeenten or years, and not what
    /// they are together.
    Within,
    /// Other columns follow it.
    Elsewhere(Vec<Column>),
    /// The month in which something is paid.
    Months,
    /// What the state has in its own budget, or finds there.
    Budget,
    /// An amount that is shown beside the published one, which counts.
    Amounts,
    /// Who was counted, against whom the model is held.
    Backtest,
    /// Draws of a simulation.
    Draws,
    /// Nothing in the years of the projection.
    Nothing,
}

impl NoEffect {
    /// Whether no column of a run follows it, in any year or gemeente.
    pub(super) fn leaves_all(&self) -> bool {
        !matches!(self, Self::Within | Self::Elsewhere(_))
    }
}

/// A model as it stands, with what is asked of it again for every figure that does nothing.
pub(super) struct Before<'a> {
    model: &'a Model,
    projection: Option<Projection>,
    amounts: String,
    counted: Option<String>,
}

impl<'a> Before<'a> {
    pub fn new(model: &'a Model) -> Self {
        Self {
            model,
            projection: model.project().ok(),
            amounts: amounts(model),
            counted: counted(model),
        }
    }

    /// Why a figure changes nothing of a column between this model and another of the same
    /// scenario.
    pub fn why(
        &self,
        (key, column): (&str, Column),
        after: &Model,
        memory: &mut Projection,
    ) -> NoEffect {
        let (Some(one), Ok(())) = (&self.projection, after.project_into(memory)) else {
            return NoEffect::Nothing;
        };
        let moved = Column::ALL.iter().copied();
        let moved: Vec<Column> = moved.filter(|&it| differs(it, one, memory)).collect();
        if moved.contains(&column) {
            return NoEffect::Within;
        }
        if !moved.is_empty() {
            return NoEffect::Elsewhere(moved);
        }
        let mut years = one.jaren.iter().zip(&memory.jaren);
        let of_state = years.any(|(one, other)| {
            (one.binnen_begroting, one.begroting) != (other.binnen_begroting, other.begroting)
        });
        // Each kind of result by itself, from the nearest to the farthest.
        if one.kasregels != memory.kasregels {
            NoEffect::Months
        } else if of_state {
            NoEffect::Budget
        } else if self.amounts != amounts(after) {
            NoEffect::Amounts
        } else if self.counted != counted(after) {
            NoEffect::Backtest
        } else if self.model.scenario.is_of_draws(key) {
            NoEffect::Draws
        } else {
            NoEffect::Nothing
        }
    }
}

fn amounts(model: &Model) -> String {
    format!("{:?}", model.bedragen)
}

fn counted(model: &Model) -> Option<String> {
    can_look_back(&model.scenario).ok()?;
    backtest(&model.scenario).ok().map(|it| format!("{it:?}"))
}

/// Whether a column differs anywhere.
fn differs(column: Column, one: &Projection, other: &Projection) -> bool {
    let measure = Measure::of(column);
    let mut years = one.jaren.iter().zip(&other.jaren);
    years.any(|(one, other)| {
        let mut gemeenten = 0..one.kas.len();
        gemeenten.any(|place| measure.figure(one, place) != measure.figure(other, place))
    })
}
