//! What a question is about: a column, of which years and of whom, in the projection or
//! over draws; of one scenario, or of the difference of two.

use crate::columns::{Column, Unit};
use crate::input::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::input::nearest::nearest;
use crate::model::Model;
use crate::projection::{Measure, Projected, Projection};
use crate::scenario::StatedFigure;
use crate::simulate::KeptDraws;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// The figure that a question asks after.
#[derive(Debug, Clone)]
pub struct Target {
    /// The column of a run.
    pub column: Column,
    /// The years that count, earliest first: of a flow they are added up, of what stands
    /// at the end of a year the last one counts.
    pub years: Vec<Jaar>,
    /// Of whom, each a figure of its own.
    pub units: Vec<TargetUnit>,
    /// Of the projection, or over draws.
    pub over: Over,
}

/// Some gemeenten that are added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetUnit {
    /// Code, empty where it has none.
    pub code: String,
    /// Name, the same in both languages.
    pub name: String,
    /// The places of the gemeenten.
    pub members: Vec<usize>,
}

/// Whether one run is asked after, or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Over {
    /// The projection.
    Run,
    /// So many draws, the same ones for every value that is tried.
    Draws {
        /// How many.
        draws: u32,
        /// Their seed.
        seed: u64,
        /// What of them.
        of: OfDraws,
    },
}

/// What is asked of many draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OfDraws {
    /// The smallest figure that at least so many millionths of the draws do not exceed.
    Quantile(u32),
    /// The share of draws, in millionths, that lies above a figure.
    Above(i64),
    /// The share of draws, in millionths, that lies below a figure.
    Below(i64),
}

/// What a figure of a target counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    /// People.
    People,
    /// Eurocents.
    Cents,
    /// Millionths of the draws.
    Millionths,
}

impl TargetKind {
    /// What the figures of a column count.
    pub fn of(column: Column) -> Self {
        match column.definition().unit {
            Unit::People => Self::People,
            Unit::Cents => Self::Cents,
        }
    }
}

/// The column of this name.
///
/// # Errors
/// None has it.
pub fn column_named(name: &str) -> Result<Column, Diagnostic> {
    Column::named(name).ok_or_else(|| {
        let message = Text::new(
            format!("`{name}` is geen kolom van een projectie"),
            format!("`{name}` is no column of a projection"),
        );
        let names = Column::ALL.iter().map(|column| column.name());
        let help = match nearest(name, names) {
            Some(near) => did_you_mean(format_args!("`{near}`")),
            None => Text::fixed(
                "`spuk columns` noemt ze alle",
                "`spuk columns` names them all",
            ),
        };
        Diagnostic::new(Code::Opdrachtregel, message).help(help)
    })
}

/// One, in millionths.
pub const MILLION: i64 = 1_000_000;

impl Target {
    /// What the figures of its column count.
    pub fn column_kind(&self) -> TargetKind {
        TargetKind::of(self.column)
    }

    /// The places of all gemeenten that count.
    pub(super) fn members(&self) -> Vec<usize> {
        let members = self.units.iter().flat_map(|unit| &unit.members);
        let mut members: Vec<usize> = members.copied().collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    /// Whether a figure is that of a year that counts.
    pub fn is_of_year(&self, figure: &StatedFigure) -> bool {
        let mut keys = figure.path.iter().filter_map(|key| Jaar::written(key));
        keys.any(|jaar| self.years.contains(&jaar))
    }

    /// What its figures count.
    pub fn kind(&self) -> TargetKind {
        match self.over {
            Over::Draws {
                of: OfDraws::Above(_) | OfDraws::Below(_),
                ..
            } => TargetKind::Millionths,
            _ => self.column_kind(),
        }
    }

    /// The figure of every unit in a projection: people or cents. An unknown year counts
    /// for nothing.
    pub fn of_projection(&self, projection: &Projection) -> Vec<i64> {
        let measure = Measure::of(self.column);
        let last = self.years.last();
        let counts = |jaar: Jaar| match self.column.is_stock() {
            true => Some(&jaar) == last,
            false => self.years.contains(&jaar),
        };
        let years = projection.jaren.iter().filter(|year| counts(year.jaar));
        let years: Vec<_> = years.collect();
        let sum = |unit: &TargetUnit| {
            let of_year = years.iter().map(|year| {
                let members = unit.members.iter();
                members.map(|&one| measure.figure(year, one)).sum::<i64>()
            });
            of_year.sum()
        };
        self.units.iter().map(sum).collect()
    }

    /// What models are measured against whose figures are moved: of a question over draws
    /// their people, drawn once.
    ///
    /// # Errors
    /// A scenario that cannot be drawn.
    pub fn basis<'a>(&self, models: &'a [Model]) -> Result<MeasureBasis<'a>, Diagnostic> {
        let Over::Draws { draws, seed, .. } = self.over else {
            return Ok(MeasureBasis(Vec::new()));
        };
        let kept = models.iter().map(|it| KeptDraws::of_seed(it, seed, draws));
        Ok(MeasureBasis(kept.collect::<Result<_, _>>()?))
    }

    /// The figure of every unit of projections, one of each model: of one, or of what the
    /// second has more than the first.
    pub(super) fn of_projections(&self, projections: &[Projection]) -> Vec<i64> {
        let each = projections.iter().map(|it| self.of_projection(it));
        difference(each.collect())
    }

    /// The figure of every unit: of one model, or of what the second has more than the
    /// first. `basis` is that of the models as they stand, `memory` that of an earlier
    /// projection.
    ///
    /// # Errors
    /// A scenario that cannot be projected or drawn.
    pub fn measure(
        &self,
        basis: &MeasureBasis<'_>,
        models: &[Model],
        memory: &mut Projection,
    ) -> Result<Vec<i64>, Diagnostic> {
        let measured = self.measured((basis, &[]), models, memory)?;
        Ok(measured.figures)
    }

    /// [`Target::measure`], with the draws that it is of. `known` are models that were
    /// projected, each beside the one of its place.
    ///
    /// # Errors
    /// As [`Target::measure`].
    pub(super) fn measured(
        &self,
        (basis, known): (&MeasureBasis<'_>, &[Option<Projected<'_>>]),
        models: &[Model],
        memory: &mut Projection,
    ) -> Result<Measured, Diagnostic> {
        let Over::Draws { draws, of, .. } = self.over else {
            let mut all = Vec::with_capacity(models.len());
            for (place, model) in models.iter().enumerate() {
                let known = known.get(place).copied().flatten();
                model.project_beside(known, memory)?;
                all.push(self.of_projection(memory));
            }
            return Ok(Measured {
                figures: difference(all),
                drawn: Vec::new(),
            });
        };
        let Some(&last) = self.years.last() else {
            return Ok(Measured {
                figures: vec![0; self.units.len()],
                drawn: Vec::new(),
            });
        };
        let own = |projection: &Projection| self.of_projection(projection);
        let pairs = models.iter().zip(&basis.0);
        let drawn = pairs.map(|(model, kept)| kept.values(model, last, &own));
        let drawn: Vec<Vec<Vec<i64>>> = drawn.collect::<Result<_, _>>()?;
        let units = 0..self.units.len();
        let of_unit = units.map(|unit| {
            let values = (0..draws as usize).map(|draw| {
                let one = drawn.iter().map(|all| vec![all[draw][unit]]);
                difference(one.collect())[0]
            });
            values.collect()
        });
        let drawn: Vec<Vec<i64>> = of_unit.collect();
        let figures = drawn.iter().map(|values| of.of(values.clone()));
        Ok(Measured {
            figures: figures.collect(),
            drawn,
        })
    }
}

/// What models come to.
pub(super) struct Measured {
    /// The figure of every unit.
    pub figures: Vec<i64>,
    /// Of every unit the figure of each draw; nothing in the projection.
    pub drawn: Vec<Vec<i64>>,
}

/// What a target is measured against: of every model its draws, where draws are asked after.
#[derive(Debug)]
pub struct MeasureBasis<'a>(Vec<KeptDraws<'a>>);

/// What the last has more than the first; of one alone itself.
fn difference(mut all: Vec<Vec<i64>>) -> Vec<i64> {
    let last = all.pop().unwrap_or_default();
    match all.first() {
        Some(first) => last.iter().zip(first).map(|(b, a)| b - a).collect(),
        None => last,
    }
}

impl OfDraws {
    /// What is asked, of the figures of all draws.
    pub fn of(self, mut values: Vec<i64>) -> i64 {
        let count = values.len() as i64;
        let share = |met: usize| {
            let millionths = met as i64 * MILLION;
            millionths.checked_div(count).unwrap_or(0)
        };
        match self {
            Self::Quantile(millionths) => {
                values.sort_unstable();
                let rank = (i64::from(millionths) * count + MILLION - 1) / MILLION;
                let place = rank.clamp(1, count.max(1)) - 1;
                values.get(place as usize).copied().unwrap_or(0)
            }
            Self::Above(figure) => share(values.iter().filter(|&&it| it > figure).count()),
            Self::Below(figure) => share(values.iter().filter(|&&it| it < figure).count()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_the_smallest_figure_that_enough_draws_do_not_exceed() {
        let values = || vec![5, 1, 4, 2, 3];
        let quantile = |share| OfDraws::Quantile(share).of(values());
        assert_eq!(quantile(200_000), 1);
        assert_eq!(quantile(200_001), 2);
        assert_eq!(quantile(950_000), 5);
        assert_eq!(quantile(1_000_000), 5);
        assert_eq!(OfDraws::Above(3).of(values()), 400_000);
        assert_eq!(OfDraws::Below(3).of(values()), 400_000);
        assert_eq!(OfDraws::Above(0).of(Vec::new()), 0);
    }

    #[test]
    fn a_stock_is_that_of_the_last_year_and_a_flow_adds_up() {
        let model = Model::load("wi2021", &["scenario.tot=2026".to_owned()]).unwrap();
        let projection = model.project().unwrap();
        let years: Vec<Jaar> = Jaar::new(2025)
            .unwrap()
            .through(Jaar::new(2026).unwrap())
            .collect();
        let of = |column| {
            let target = Target {
                column,
                years: years.clone(),
                units: vec![TargetUnit {
                    code: "NL".to_owned(),
                    name: "Nederland".to_owned(),
                    members: (0..model.gemeenten.len()).collect(),
                }],
                over: Over::Run,
            };
            target.of_projection(&projection)[0]
        };
        let national = |column, at: usize| projection.national(column, years[at]).unwrap();
        let paid = Column::UitkeringDefinitief;
        assert_eq!(of(paid), national(paid, 0) + national(paid, 1));
        assert_eq!(of(Column::Tekort), national(Column::Tekort, 1));
    }
}
