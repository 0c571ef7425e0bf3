//! Scenarios side by side on the same people: what they have in common is done once.

use super::result::Projection;
use super::run::{EarlierRun, Known};
use super::runner::Runner;
use crate::input::diagnostic::Diagnostic;
use crate::model::{Ramingen, YearPlan};
use crate::people::People;
use crate::terms::jaar::Jaar;

/// What a year of a scenario has in common with that of an earlier one, where both
/// have the same people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InCommon {
    /// Prognosis and taakstelling of every gemeente.
    pub per_gemeente: bool,
    /// The uitkeringen.
    pub uitkering: bool,
    /// The costs.
    pub kosten: bool,
    /// The counts of people, and incidental money.
    pub beside: bool,
}

impl InCommon {
    /// What follows from the rules of both years, and from whether the national numbers are
    /// the same.
    pub(crate) fn of(own: &YearPlan<'_>, other: &YearPlan<'_>, has_numbers: bool) -> Self {
        let inwoners = own.inwoners == other.inwoners;
        let per_gemeente = has_numbers && inwoners && own.inwoners_before == other.inwoners_before;
        let is_spuk = own.fonds.is_none() && other.fonds.is_none();
        let aia_years = own.aia_years == other.aia_years;
        Self {
            per_gemeente,
            uitkering: per_gemeente && is_spuk && aia_years && own.bedragen == other.bedragen,
            kosten: own.tarieven == other.tarieven,
            beside: inwoners
                && aia_years
                && own.incidenteel == other.incidenteel
                && own.lines == other.lines,
        }
    }
}

/// Scenarios of the same years, to be run on one draw of people after another in
/// memory that is used again.
#[derive(Debug, Clone)]
pub struct Together<'a> {
    banen: Vec<TogetherLane<'a>>,
}

#[derive(Debug, Clone)]
struct TogetherLane<'a> {
    runner: Runner<'a>,
    /// An earlier scenario with the same people and national numbers.
    earlier: Option<usize>,
    /// What each year has in common with that one.
    gemeen: Vec<InCommon>,
    projection: Projection,
}

impl<'a> Together<'a> {
    /// Puts scenarios side by side, each with the place of an earlier one that always
    /// has the same people and national numbers, if there is one.
    ///
    /// # Panics
    /// When they are not about the same years, or an earlier one is not.
    pub fn new(runners: impl IntoIterator<Item = (Runner<'a>, Option<usize>)>) -> Self {
        let mut banen: Vec<TogetherLane<'a>> = Vec::new();
        for (runner, earlier) in runners {
            let years = |runner: &Runner<'_>| -> Vec<Jaar> {
                runner.plan.jaren.iter().map(|plan| plan.jaar).collect()
            };
            let first = banen.first().map_or(&runner, |baan| &baan.runner);
            assert_eq!(years(first), years(&runner), "scenarios of the same years");
            let gemeen = earlier.map(|earlier| {
                let own = runner.plan.jaren.iter();
                let pairs = own.zip(&banen[earlier].runner.plan.jaren);
                let gemeen = pairs.map(|(own, other)| InCommon::of(own, other, true));
                gemeen.collect()
            });
            banen.push(TogetherLane {
                projection: runner.empty(),
                runner,
                earlier,
                gemeen: gemeen.unwrap_or_default(),
            });
        }
        Self { banen }
    }

    /// The memory of every scenario, in order, for who projects it otherwise.
    pub(crate) fn projections_mut(&mut self) -> impl Iterator<Item = &mut Projection> {
        self.banen.iter_mut().map(|baan| &mut baan.projection)
    }

    /// What every scenario came to, in order.
    pub fn projections(&self) -> impl Iterator<Item = &Projection> + Clone {
        self.banen.iter().map(|baan| &baan.projection)
    }

    /// Projects every scenario on its people and national numbers, all of them year by
    /// year. Leaves the years before `first` as they are: those of an earlier run with
    /// the same people and numbers up to then. Only money is projected, not what
    /// stands beside it.
    ///
    /// # Errors
    /// As [`Runner::project`].
    pub fn project_from<'p>(
        &mut self,
        first: Jaar,
        people: impl Fn(usize) -> (&'p People, &'p Ramingen),
    ) -> Result<(), Diagnostic> {
        for (place, baan) in self.banen.iter_mut().enumerate() {
            let (people, ramingen) = people(place);
            baan.runner.begin(people, ramingen)?;
        }
        let years = self
            .banen
            .first()
            .map_or(0, |baan| baan.projection.jaren.len());
        for index in 0..years {
            for place in 0..self.banen.len() {
                let (before, rest) = self.banen.split_at_mut(place);
                let baan = &mut rest[0];
                if baan.projection.jaren[index].jaar < first {
                    continue;
                }
                let known = match baan.earlier {
                    Some(earlier) => Known::Earlier(EarlierRun {
                        gemeen: baan.gemeen[index],
                        space: Some(&before[earlier].runner.space),
                        result: &before[earlier].projection.jaren[index],
                    }),
                    None => Known::Nothing,
                };
                let TogetherLane {
                    runner, projection, ..
                } = baan;
                runner.year(index, people(place), known, projection)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;
    use crate::projection::result::YearProjection;
    use crate::scenario::EMBEDDED;

    fn runner(model: &Model) -> Runner<'_> {
        Runner::new(model).expect("an embedded scenario can be projected")
    }

    /// The money of a scenario does not depend on what stands beside it.
    #[test]
    fn side_by_side_scenarios_come_to_what_they_do_alone() {
        let load = |name: &str| Model::load(name, &[]).expect("an embedded scenario is valid");
        let basis = load("wi2021");
        let (people, ramingen) = (&basis.people, &Ramingen::of(basis.scenario.tables()));
        let (mut same, mut other) = ([0; 3], [0; 3]);
        for (name, _) in EMBEDDED {
            let model = load(name);
            if model.comparable_with(&basis).is_err() {
                continue;
            }
            let runners = [(runner(&basis), None), (runner(&model), Some(0))];
            let mut together = Together::new(runners);
            together
                .project_from(Jaar::MIN, |_| (people, ramingen))
                .expect("both can be projected");
            let mut alone = runner(&model);
            let mut expected = alone.empty();
            alone.project(people, ramingen, &mut expected).unwrap();
            let found = together.projections().nth(1).unwrap();
            for (found, expected) in found.jaren.iter().zip(&expected.jaren) {
                let money = |year: &YearProjection| {
                    let uitkeringen = [&year.voorlopig, &year.definitief].map(Clone::clone);
                    let columns = [&year.kosten, &year.kas].map(Clone::clone);
                    (uitkeringen, columns, year.verantwoording.clone())
                };
                assert_eq!(money(found), money(expected), "{name} {}", found.jaar.get());
            }
            for gemeen in &together.banen[1].gemeen {
                let kinds = [gemeen.per_gemeente, gemeen.uitkering, gemeen.kosten];
                for (place, is_same) in kinds.into_iter().enumerate() {
                    same[place] += u32::from(is_same);
                    other[place] += u32::from(!is_same);
                }
            }
        }
        // Scenarios that have something in common, and such that have not.
        assert!(same.iter().all(|&years| years > 0), "{same:?}");
        assert!(other[1] > 0 && other[2] > 0, "{other:?}");
    }
}
