//! Why a figure does nothing to what was asked after.

use crate::columns::Column;
use crate::model::Model;
use crate::people::{backtest, can_look_back};
use crate::projection::{Measure, Projected, Projection};
use crate::terms::jaar::Jaar;

/// Why a figure has no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoEffect {
    /// It moves the column that was asked after between gemeenten or years, and not what
    /// they are together.
    Within,
    /// It moves the column in none of the years that were asked after.
    OtherYears,
    /// In those years it moves the column of others than was asked after.
    OtherGemeenten,
    /// It does the same in both scenarios of which the difference is asked.
    Alike,
    /// It moves the draws, and not the share or the quantile of them that was asked after.
    SameOfDraws,
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
    /// What to say of several moves of the same figure: the reason nearest to what was asked,
    /// for one end of a range can do something where the other does nothing. The columns
    /// elsewhere are those of all. `None` where nothing was moved.
    pub(super) fn nearest(reasons: impl IntoIterator<Item = Self>) -> Option<Self> {
        reasons.into_iter().reduce(|one, other| match (one, other) {
            (Self::Elsewhere(one), Self::Elsewhere(other)) => {
                let all = Column::ALL.iter().copied();
                let follow = all.filter(|it| one.contains(it) || other.contains(it));
                Self::Elsewhere(follow.collect())
            }
            (one, other) if other.distance() < one.distance() => other,
            (one, _) => one,
        })
    }

    /// How far a reason lies from what was asked: the nearest is the least.
    const fn distance(&self) -> u8 {
        match self {
            Self::SameOfDraws | Self::Alike => 0,
            Self::Within => 1,
            Self::OtherGemeenten => 2,
            Self::OtherYears => 3,
            Self::Elsewhere(_) => 4,
            Self::Months => 5,
            Self::Budget => 6,
            Self::Amounts => 7,
            Self::Backtest => 8,
            Self::Draws => 9,
            Self::Nothing => 10,
        }
    }

    /// Whether no column of a run follows it, in any year or gemeente.
    pub(super) fn leaves_all(&self) -> bool {
        match self {
            Self::Within
            | Self::OtherYears
            | Self::OtherGemeenten
            | Self::Alike
            | Self::SameOfDraws
            | Self::Elsewhere(_) => false,
            Self::Months
            | Self::Budget
            | Self::Amounts
            | Self::Backtest
            | Self::Draws
            | Self::Nothing => true,
        }
    }
}

/// What a figure was found to do nothing to.
pub(super) struct Sought<'a> {
    /// The keys of the figure, or of all that move together.
    pub keys: &'a [String],
    /// The columns.
    pub columns: &'a [Column],
    /// Their years, earliest first.
    pub years: &'a [Jaar],
    /// The places of the gemeenten.
    pub members: &'a [usize],
    /// Whether draws are asked after, and not the projection.
    pub of_draws: bool,
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

    /// The model as it was projected; `None` where it cannot be.
    pub fn projected(&self) -> Option<Projected<'_>> {
        let projection = self.projection.as_ref()?;
        let model = self.model;
        Some(Projected { model, projection })
    }

    /// Why a figure changes nothing of what was sought between this model and another of
    /// the same scenario.
    pub fn why(&self, sought: &Sought<'_>, after: &Model, memory: &mut Projection) -> NoEffect {
        let projected = after.project_beside(self.projected(), memory);
        let (Some(one), Ok(())) = (&self.projection, projected) else {
            return NoEffect::Nothing;
        };
        let moved = Column::ALL.iter().copied();
        let moved: Vec<Column> = moved
            .filter(|&it| differs(it, (one, memory), |_, _| true))
            .collect();
        let own = sought.columns.iter();
        let own = own.filter(|&column| moved.contains(column));
        let own = own.map(|&it| sought.apart(it, (one, memory)));
        if let Some(reason) = NoEffect::nearest(own) {
            return reason;
        }
        if !moved.is_empty() {
            return NoEffect::Elsewhere(moved);
        }
        let mut years = one.jaren.iter().zip(&memory.jaren);
        let of_state = years.any(|(one, other)| {
            (one.binnen_begroting, one.begroting) != (other.binnen_begroting, other.begroting)
        });
        let is_of_draws = |key: &str| self.model.scenario.is_of_draws(key);
        // Each kind of result by itself, from the nearest to the farthest.
        if one.kasregels != memory.kasregels {
            NoEffect::Months
        } else if of_state {
            NoEffect::Budget
        } else if self.amounts != amounts(after) {
            NoEffect::Amounts
        } else if self.counted != counted(after) {
            NoEffect::Backtest
        } else if !sought.of_draws && sought.keys.iter().all(|key| is_of_draws(key)) {
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

impl Sought<'_> {
    /// Why a column that differs between two projections is not seen to.
    fn apart(&self, column: Column, both: (&Projection, &Projection)) -> NoEffect {
        let counts = |jaar: Jaar| match column.is_stock() {
            true => self.years.last() == Some(&jaar),
            false => self.years.contains(&jaar),
        };
        let of_whom = |place: usize| self.members.contains(&place);
        if !differs(column, both, |jaar, _| counts(jaar)) {
            return NoEffect::OtherYears;
        }
        if !differs(column, both, |jaar, place| counts(jaar) && of_whom(place)) {
            return NoEffect::OtherGemeenten;
        }
        let measure = Measure::of(column);
        let sum = |projection: &Projection| -> i128 {
            let years = projection.jaren.iter().filter(|year| counts(year.jaar));
            let figures = years.flat_map(|year| {
                let members = self.members.iter();
                members.map(|&place| i128::from(measure.figure(year, place)))
            });
            figures.sum()
        };
        match (sum(both.0) == sum(both.1), self.of_draws) {
            (true, _) => NoEffect::Within,
            (false, true) => NoEffect::SameOfDraws,
            (false, false) => NoEffect::Alike,
        }
    }
}

/// Whether a column differs in some of these years and gemeenten.
fn differs(
    column: Column,
    (one, other): (&Projection, &Projection),
    counts: impl Fn(Jaar, usize) -> bool,
) -> bool {
    let measure = Measure::of(column);
    let mut years = one.jaren.iter().zip(&other.jaren);
    years.any(|(before, after)| {
        let mut gemeenten = (0..before.kas.len()).filter(|&place| counts(before.jaar, place));
        gemeenten.any(|place| measure.figure(before, place) != measure.figure(after, place))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_moves_the_nearest_reason_is_told_with_the_columns_of_all() {
        let elsewhere = |columns: &[Column]| NoEffect::Elsewhere(columns.to_vec());
        let far = [
            NoEffect::Alike,
            NoEffect::Within,
            NoEffect::OtherGemeenten,
            NoEffect::OtherYears,
            elsewhere(&[Column::Kosten]),
            NoEffect::Months,
            NoEffect::Budget,
            NoEffect::Amounts,
            NoEffect::Backtest,
            NoEffect::Draws,
            NoEffect::Nothing,
        ];
        for (place, near) in far.iter().enumerate() {
            for other in &far[place..] {
                for pair in [[near, other], [other, near]] {
                    assert_eq!(
                        NoEffect::nearest(pair.map(Clone::clone)).as_ref(),
                        Some(near)
                    );
                }
            }
        }
        let [first, last] = [Column::ALL[0], Column::ALL[Column::ALL.len() - 1]];
        let both = [&[last][..], &[first, last]].map(elsewhere);
        assert_eq!(NoEffect::nearest(both), Some(elsewhere(&[first, last])));
        assert_eq!(NoEffect::nearest([]), None);
    }
}
