//! A scenario that is run on one set of people after another: year after year,
//! through the articles of the law.

use std::sync::Arc;

use super::result::{Headcounts, Projection, YearProjection};
use super::run::{EarlierRun, Known, RunInput, YearScratch, aia};
use super::together::InCommon;
use crate::exact::money::Cents;
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::model::incidenteel::add_by_people;
use crate::model::plan::Plan;
use crate::model::{Ramingen, YearPlan};
use crate::people::People;
use crate::terms::jaar::Jaar;
use crate::uitkering::{Uitkering, Verantwoordingen, taken, verantwoord_into};

/// Runs a scenario on one set of people after another, in memory that is used again.
#[derive(Debug, Clone)]
pub struct Runner<'a> {
    pub(crate) model: &'a Model,
    pub(crate) plan: Plan<'a>,
    pub(crate) space: YearScratch,
}

impl Model {
    /// Whether the years up to one have the same rules as in another: with the same people
    /// and national numbers every amount is the same.
    pub(crate) fn has_rules_of(&self, other: &Self, last: Jaar) -> bool {
        let [own, other] = [self, other].map(|model| Runner::until(model, last));
        own.is_ok_and(|own| other.is_ok_and(|other| own.plan == other.plan))
    }
}

impl<'a> Runner<'a> {
    /// Prepares the rules of every year.
    ///
    /// # Errors
    /// A year without amounts, prognosis, taakstelling or price to index by.
    pub fn new(model: &'a Model) -> Result<Self, Diagnostic> {
        Ok(Self {
            model,
            plan: Plan::new(model)?,
            space: YearScratch::default(),
        })
    }

    /// [`Runner::new`] of the years up to one alone, which come to what they do with all
    /// years.
    ///
    /// # Errors
    /// As [`Runner::new`].
    pub(crate) fn until(model: &'a Model, last: Jaar) -> Result<Self, Diagnostic> {
        let mut runner = Self::new(model)?;
        runner.plan.jaren.retain(|plan| plan.jaar <= last);
        Ok(runner)
    }

    /// What every year has in common with that of another model with the same people, by
    /// place; `None` where that is about other years.
    pub(super) fn in_common(&self, other: &Model) -> Option<Vec<InCommon>> {
        let plan = Plan::new(other).ok()?;
        let has_numbers = Arc::ptr_eq(&other.ramingen, &self.model.ramingen);
        let pairs = self.plan.jaren.iter().zip(&plan.jaren);
        let are_same = self.plan.jaren.len() == plan.jaren.len()
            && pairs.clone().all(|(own, other)| own.jaar == other.jaar);
        let gemeen = pairs.map(|(own, other)| InCommon::of(own, other, has_numbers));
        are_same.then(|| gemeen.collect())
    }

    /// A projection of the right years to run into.
    pub fn empty(&self) -> Projection {
        let mut projection = Projection::default();
        self.lay_out(&mut projection);
        projection
    }

    /// Gives a projection the right years; what they hold is written over by a run.
    pub(crate) fn lay_out(&self, projection: &mut Projection) {
        let Projection {
            begin,
            jaren,
            kasregels,
        } = projection;
        *begin = Verantwoordingen::none(self.model.gemeenten.len());
        *kasregels = self.plan.kasregels;
        jaren.truncate(self.plan.jaren.len());
        for (index, plan) in self.plan.jaren.iter().enumerate() {
            match jaren.get_mut(index) {
                Some(year) => {
                    year.jaar = plan.jaar;
                    year.bedragen = plan.bedragen;
                    year.begroting = plan.begroting;
                }
                None => jaren.push(empty_year(plan)),
            }
        }
    }

    /// Projects every year for these people and national numbers.
    ///
    /// # Errors
    /// Money that no gemeente has a grondslag for.
    pub fn project(
        &mut self,
        people: &People,
        ramingen: &Ramingen,
        projection: &mut Projection,
    ) -> Result<(), Diagnostic> {
        self.project_after(None, (people, ramingen), projection)
    }

    /// [`Runner::project`], where another scenario with the same people was projected: of
    /// every year what both have in common, by the place of the year, and what it came to.
    pub(super) fn project_after(
        &mut self,
        earlier: Option<(&[InCommon], &Projection)>,
        (people, ramingen): (&People, &Ramingen),
        projection: &mut Projection,
    ) -> Result<(), Diagnostic> {
        self.begin(people, ramingen)?;
        for index in 0..self.plan.jaren.len() {
            let earlier = earlier.map(|(gemeen, projection)| EarlierRun {
                gemeen: gemeen[index],
                space: None,
                result: &projection.jaren[index],
            });
            let known = earlier.map_or(Known::Divided, Known::Earlier);
            self.year(index, (people, ramingen), known, projection)?;
            let (plan, result) = (&self.plan.jaren[index], &mut projection.jaren[index]);
            result.binnen_begroting = taken(result.definitief.total(), plan.binnen_begroting);
            match earlier.filter(|earlier| earlier.gemeen.beside) {
                Some(earlier) => {
                    result.tellingen.copy_from(&earlier.result.tellingen);
                    result.incidenteel.clone_from(&earlier.result.incidenteel);
                }
                None => beside(plan, people, result, &mut self.space),
            }
        }
        Ok(())
    }

    /// What comes before the first year: the year that a fondsuitkering is based on.
    ///
    /// # Errors
    /// As [`Runner::project`].
    pub(crate) fn begin(&mut self, people: &People, ramingen: &Ramingen) -> Result<(), Diagnostic> {
        let Self { model, plan, space } = self;
        let Some(plan) = &plan.referentie else {
            return Ok(());
        };
        let input = RunInput {
            model,
            people,
            ramingen,
        };
        let mut referentie = std::mem::take(&mut space.referentie);
        let done = input.definitief(plan, &mut referentie, space);
        space.referentie = referentie;
        done
    }

    /// The money of one year of [`Runner::project`], which has that of the years
    /// before: without what stands beside it, the counts of people, incidental money
    /// and what the state finds in its own budget.
    ///
    /// # Errors
    /// As [`Runner::project`].
    pub(crate) fn year(
        &mut self,
        index: usize,
        (people, ramingen): (&People, &Ramingen),
        known: Known<'_>,
        projection: &mut Projection,
    ) -> Result<(), Diagnostic> {
        let Self { model, plan, space } = self;
        let input = RunInput {
            model,
            people,
            ramingen,
        };
        let plan = &plan.jaren[index];
        input.year(plan, &mut projection.jaren[index], known, space)?;
        account(plan, index, projection);
        receive(index, projection);
        Ok(())
    }
}

fn empty_year(plan: &YearPlan<'_>) -> YearProjection {
    YearProjection {
        jaar: plan.jaar,
        bedragen: plan.bedragen,
        tellingen: Headcounts::default(),
        voorlopig: Uitkering::default(),
        definitief: Uitkering::default(),
        incidenteel: Vec::new(),
        kosten: Vec::new(),
        verantwoording: Verantwoordingen::default(),
        kas: Vec::new(),
        binnen_begroting: Cents::ZERO,
        begroting: plan.begroting,
    }
}

/// What stands beside the money of a year: the counts of people, and incidental money.
fn beside(
    plan: &YearPlan<'_>,
    people: &People,
    result: &mut YearProjection,
    space: &mut YearScratch,
) {
    let jaar = plan.jaar;
    let Headcounts {
        asielstatushouders,
        gezins_overig,
        onderwijsroute,
        afgerond,
        meetellend,
    } = &mut result.tellingen;
    for (counts, kind) in [
        (asielstatushouders, &people.asielstatushouder),
        (gezins_overig, &people.gezins_overig),
        (onderwijsroute, &people.onderwijsroute),
        (afgerond, &people.afgerond),
    ] {
        counts.clear();
        counts.extend_from_slice(kind.at(jaar, jaar));
    }
    aia(plan, people, jaar, meetellend);
    let sums = &mut result.incidenteel;
    sums.clear();
    sums.extend_from_slice(&plan.incidenteel);
    let work = &mut space.werkruimte;
    add_by_people((&plan.lines, jaar), people, plan.inwoners, sums, work);
}

/// Reserve, tekort and terugvordering at the end of a year.
fn account(plan: &YearPlan<'_>, index: usize, projection: &mut Projection) {
    let (earlier, rest) = projection.jaren.split_at_mut(index);
    let before = earlier.last().map(|year| &year.verantwoording);
    let before = before.unwrap_or(&projection.begin);
    let eerder = earlier.last().map(|year| &year.definitief.totaal[..]);
    let result = &mut rest[0];
    let uitkeringen = (&result.definitief.totaal[..], eerder.unwrap_or_default());
    let end = &mut result.verantwoording;
    verantwoord_into(before, uitkeringen, &result.kosten, plan.maximum, end);
}

/// What every gemeente receives in the calendar year.
fn receive(index: usize, projection: &mut Projection) {
    let years_back = usize::from(projection.kasregels.terugvordering_na_jaren);
    let (earlier, rest) = projection.jaren.split_at_mut(index);
    let back = index.checked_sub(years_back);
    let back = back.and_then(|index| earlier.get(index));
    rest[0].receive(earlier.last(), back);
}
