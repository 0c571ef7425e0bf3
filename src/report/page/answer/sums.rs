//! How cohorts add up to a difference, and what is clawed back, in words.

use super::facts::is_notable;
use super::narrator::{Narrator, definitief};
use crate::columns::Column;
use crate::compare::{CohortFlow, CohortReconciliation};
use crate::exact::money::Cents;
use crate::export::simulation::share;
use crate::projection::YearProjection;
use crate::report::words::period::years_in_words;
use crate::simulate::part::Part;
use crate::simulate::statistics::Summary;
use crate::simulate::{Draws, Event};
use crate::study::FEW_DRAWS;

impl Narrator<'_> {
    /// How another scenario differs from the first, in parts; they are of all years, and
    /// add up to nothing where some are left out.
    pub fn reconciliation(&self, other: usize) -> Option<CohortReconciliation> {
        // They are of every year, and need not be known of some.
        let parts = || self.parts(other).map(|(parts, _)| parts);
        self.invoer.shows_every_year().then(parts).flatten()
    }

    /// The parts, with the cohorts of both that are complete.
    fn parts(&self, other: usize) -> Option<(CohortReconciliation, [Vec<CohortFlow>; 2])> {
        let pairs: Vec<_> = self.invoer.paren().collect();
        CohortReconciliation::with_cohorts([pairs[0], pairs[other]], &self.invoer.summed())
    }

    /// That a difference is above all a shift in time, where that is so: it is mostly in
    /// cohorts that the years cut off, and those that are complete get nearly the same.
    pub fn shift(&self, other: usize) -> &'static str {
        let Some((parts, [first, own])) = self.parts(other) else {
            return "";
        };
        let (mut peak, mut left) = (Cents::ZERO, Cents::ZERO);
        for new in &own {
            let Some(old) = first.iter().find(|old| old.cohort == new.cohort) else {
                return "";
            };
            let ahead = super::cohorts::ahead(old, new);
            let furthest = ahead.iter().map(|amount| amount.size()).max();
            peak += furthest.unwrap_or_default();
            left += ahead.last().copied().unwrap_or_default().size();
        }
        let whole = self.total(&self.invoer.projecties[0], definitief);
        let shifts = parts.is_of_the_window() && is_notable(peak, whole) && left * 4 <= peak;
        match (shifts, parts.lopend > Cents::ZERO) {
            (false, _) => "",
            (true, true) => self.taal.choose(
                "Vooral een verschuiving in de tijd: geld komt eerder, per cohort is het na drie jaar bijna evenveel",
                "Mostly a shift in time: money comes earlier, after three years a cohort has got nearly the same",
            ),
            (true, false) => self.taal.choose(
                "Vooral een verschuiving in de tijd: geld komt later, per cohort is het na drie jaar bijna evenveel",
                "Mostly a shift in time: money comes later, after three years a cohort has got nearly the same",
            ),
        }
    }

    /// The parts of the difference with the first scenario, in words.
    pub fn added_up(&self, other: usize) -> Option<String> {
        let parts = self.reconciliation(other)?;
        let whole = self.total(&self.invoer.projecties[0], definitief);
        if ![parts.af, parts.lopend]
            .iter()
            .any(|&part| is_notable(part, whole))
        {
            return None;
        }
        let [af, lopend, rest, all] = [parts.af, parts.lopend, parts.rest, parts.difference()]
            .map(|amount| self.more_or_less(amount));
        let (cohorts, period) = (years_in_words(parts.cohorten, self.taal), self.period());
        let last = self.invoer.last();
        Some(self.taal.choose(
            format!("Over {period} krijgen de cohorten die af zijn samen {af}, de cohorten {cohorts}, waarvan na {last} nog termijnen volgen, {lopend}, en al het andere {rest}: bij elkaar {all}."),
            format!("Over {period} the cohorts that are complete get {af} together, the cohorts {cohorts}, with instalments to come after {last}, {lopend}, and everything else {rest}: {all} in all."),
        ))
    }

    /// That the projections claw nothing back, where that is so, and in what
    /// share of the draws something is.
    pub fn nothing_clawed_back(&self) -> Option<String> {
        let runs = self.invoer.projecties.iter();
        let mut years = runs.flat_map(|run| self.invoer.shown(run));
        let back = |year: &YearProjection, one: usize| year.verantwoording.terugvordering[one];
        if years.any(|year| self.invoer.sum(year, back) != Cents::ZERO) {
            return None;
        }
        let (taal, period) = (self.taal, self.period());
        let nothing = taal.choose(
            format!("In {period} wordt in de doorrekening zelf niets teruggevorderd, met de reservering die de scenario’s aannemen."),
            format!("Over {period} the projections themselves claw nothing back, with the reserve that the scenarios assume."),
        );
        let Some(part) = self.invoer.trekkingen else {
            return Some(nothing);
        };
        let labels = &part.header.labels;
        let area = self.invoer.area();
        let often = (0..self.invoer.modellen.len()).filter_map(|scenario| {
            let of_year = |year| Draws(part).kans(scenario, area, year, Event::Terugvordering);
            let years = (0..labels.jaren.len()).rev();
            let years = years.map(|year| (year, of_year(year).unwrap_or(0)));
            let (year, count) = years.max_by_key(|(_, count)| *count)?;
            let tenths = share(count, part.header.draws, 1000);
            let often = Often {
                name: self.name(scenario),
                jaar: labels.jaren[year],
                share: self.percent(tenths),
                most: self.most_clawed_back(part, (scenario, year)),
            };
            (count > 0).then_some(often)
        });
        let mut often = often.collect::<Vec<_>>().into_iter();
        let Some(first) = often.next() else {
            return Some(
                nothing + taal.choose(" Ook in geen van de trekkingen.", " Nor does any draw."),
            );
        };
        let whom = self.whom();
        let (who, whoever) = match self.invoer.keuze.gemeente {
            Some(_) => (whom.clone(), whom),
            None => (
                "ten minste één gemeente".to_owned(),
                "at least one gemeente".to_owned(),
            ),
        };
        let Often {
            name,
            jaar,
            share,
            most,
        } = &first;
        let first = taal.choose(
            format!(" In trekkingen wel: met ‘{name}’ moet {who} in {jaar}, het jaar waarin dat het vaakst is, in {share} van de trekkingen iets terugbetalen{most}"),
            format!(" Draws do: with ‘{name}’ {whoever} has to pay something back in {share} of the draws in {jaar}, the year in which that is most often so{most}"),
        );
        let others = often.map(
            |Often {
                 name,
                 jaar,
                 share,
                 most,
             }| {
                taal.choose(
                    format!("; met ‘{name}’ in {share} ({jaar}){most}"),
                    format!("; with ‘{name}’ in {share} ({jaar}){most}"),
                )
            },
        );
        Some(nothing + &first + &others.collect::<String>() + ".")
    }

    /// How much is clawed back in a year at most, in 95% of the draws. The most of all draws
    /// would grow with how many they are.
    fn most_clawed_back(&self, part: &Part, (scenario, year): (usize, usize)) -> String {
        let cell = Draws(part).cel(scenario, self.invoer.area(), year, Column::Terugvordering);
        let p95 = cell.and_then(Summary::of).map_or(0, |it| it.p95.value);
        if part.header.draws < FEW_DRAWS || p95 <= 0 {
            return String::new();
        }
        let most = self.size(Cents::new(p95));
        let together = match self.invoer.keuze.gemeente {
            Some(_) => ["", ""],
            None => ["alle samen ", "all together "],
        };
        self.taal.choose(
            format!(
                ", {}in 95% van de trekkingen ten hoogste {most} in dat jaar",
                together[0]
            ),
            format!(
                ", {}at most {most} in that year in 95% of the draws",
                together[1]
            ),
        )
    }
}

/// How often something is clawed back in a scenario, in the year of most draws.
struct Often {
    name: String,
    jaar: u16,
    share: String,
    /// How much, where that can be told.
    most: String,
}
