//! How cohorts add up to a difference, and what is clawed back, in words.

use super::facts::is_notable;
use super::narrator::{Narrator, definitief};
use crate::columns::Column;
use crate::compare::{CohortFlow, CohortReconciliation};
use crate::exact::money::Cents;
use crate::export::simulation::share;
use crate::report::words::period::years_in_words;
use crate::simulate::statistics::Summary;
use crate::simulate::{Area, Draws, Event};

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
        let years = runs.flat_map(|run| self.invoer.shown(run));
        let mut back = years.map(|year| Cents::total(&year.verantwoording.terugvordering));
        if back.any(|amount| amount != Cents::ZERO) {
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
        let often = (0..self.invoer.modellen.len()).filter_map(|scenario| {
            let of_year = |year| {
                let country = Area::Landelijk;
                Draws(part).kans(scenario, country, year, Event::Terugvordering)
            };
            let counts = (0..labels.jaren.len()).map(|year| of_year(year).unwrap_or(0));
            let years = labels.jaren.iter().zip(counts).rev();
            let (jaar, count) = years.max_by_key(|(_, count)| *count)?;
            let tenths = share(count, part.header.draws, 1000);
            let most = (0..labels.jaren.len()).filter_map(|year| {
                let all = Draws(part).cel(scenario, Area::Landelijk, year, Column::Terugvordering);
                Some(Summary::of(all?)?.max)
            });
            let most = self.size(Cents::new(most.max().unwrap_or_default()));
            let (name, share) = (self.name(scenario), self.percent(tenths));
            (count > 0).then_some((name, jaar, share, most))
        });
        let mut often = often.collect::<Vec<_>>().into_iter();
        let Some((name, jaar, share, most)) = often.next() else {
            return Some(
                nothing + taal.choose(" Ook in geen van de trekkingen.", " Nor does any draw."),
            );
        };
        let first = taal.choose(
            format!(" In trekkingen wel: met ‘{name}’ moet in {jaar}, het jaar waarin dat het vaakst is, in {share} van de trekkingen ten minste één gemeente iets terugbetalen, en alle samen ten hoogste {most} in een jaar"),
            format!(" Draws do: with ‘{name}’ at least one gemeente has to pay something back in {share} of the draws in {jaar}, the year in which that is most often so, and all together at most {most} in a year"),
        );
        let others = often.map(|(name, jaar, share, most)| {
            taal.choose(
                format!("; met ‘{name}’ in {share} ({jaar}), ten hoogste {most}"),
                format!("; with ‘{name}’ in {share} ({jaar}), at most {most}"),
            )
        });
        Some(nothing + &first + &others.collect::<String>() + ".")
    }
}
