//! What many numbers of a scenario rest on, reckoned once: the course of each
//! cohort and the instalments of each year.

use std::sync::Arc;

use crate::explain::explainer::Explainer;
use crate::explain::tree::division::{Division, DivisionWeights};
use crate::model::{CohortKosten, betaalritmes};
use crate::people::with_rest;
use crate::terms::jaar::Jaar;
use crate::uitkering::{TERMIJNEN, Termijn, termijnen};

/// The course of a cohort of asielstatushouders of the scenario.
#[derive(Debug)]
pub(crate) struct CohortCourse {
    /// Who starts late, and the share that completes by year.
    pub cohort: CohortKosten,
    /// Everyone divided by the year of completion; last those who never do.
    pub voltooid: Arc<Division>,
}

impl CohortCourse {
    /// Who completes so many years after they were housed, in the country.
    pub fn voltooid(&self, years: i32) -> i64 {
        let never = self.voltooid.delen() - 1;
        let year = usize::try_from(years).ok().filter(|&year| year < never);
        year.map_or(0, |year| self.voltooid.deel(year))
    }
}

impl Explainer<'_> {
    /// The course of a cohort in the scenario.
    pub(crate) fn verloop(&mut self, jaar: Jaar) -> Arc<CohortCourse> {
        if let Some(known) = self.cohorten.get(&jaar) {
            return Arc::clone(known);
        }
        let people = &self.model.people;
        let cohort = CohortKosten::new(&self.stroom(), people, jaar);
        let shares = DivisionWeights::Aandelen(with_rest(cohort.completion.all()));
        let everyone = people.asielstatushouder.housed(jaar).iter().sum();
        let verloop = Arc::new(CohortCourse {
            voltooid: Arc::new(Division::new(everyone, shares)),
            cohort,
        });
        self.cohorten.insert(jaar, Arc::clone(&verloop));
        verloop
    }

    /// The three instalments of a year, as the law code makes them.
    pub(crate) fn termijnen(&mut self, jaar: Jaar) -> Arc<[Termijn; TERMIJNEN]> {
        if let Some(known) = self.termijnen.get(&jaar) {
            return Arc::clone(known);
        }
        let ritmes = betaalritmes(&self.model.scenario.tabellen);
        let prices = self.model.bedragen.prijspeil().get(jaar);
        let all = prices.and_then(|prices| termijnen(jaar, prices, &ritmes));
        let all = Arc::new(all.expect("derived amounts have prices and a rhythm"));
        self.termijnen.insert(jaar, Arc::clone(&all));
        all
    }
}
