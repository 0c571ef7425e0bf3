//! The course of each cohort, which many numbers of a scenario rest on.

use std::sync::Arc;

use crate::explain::context::Context;
use crate::explain::tree::division::{Division, DivisionWeights};
use crate::model::CohortKosten;
use crate::people::{Flow, with_rest};
use crate::terms::jaar::Jaar;

/// The course of a cohort of asielstatushouders of the scenario.
#[derive(Debug)]
pub(crate) struct CohortCourse {
    /// Who starts late, and the share that completes by year.
    pub cohort: CohortKosten,
    /// Everyone divided by the year of completion; last those who never do.
    pub completed: Arc<Division>,
}

impl CohortCourse {
    /// Who completes so many years after they were housed, in the country.
    pub fn completed(&self, years: i32) -> i64 {
        let never = self.completed.parts() - 1;
        let year = usize::try_from(years).ok().filter(|&year| year < never);
        year.map_or(0, |year| self.completed.part(year))
    }
}

impl<'a> Context<'a> {
    /// The stream of people of the scenario.
    pub fn flow(&self) -> Flow<'a> {
        Flow::new(self.model.scenario.tables())
    }

    /// The course of a cohort in the scenario.
    pub fn course(&self, cohort: Jaar) -> Arc<CohortCourse> {
        self.courses.once(cohort, || {
            let people = &self.model.people;
            let kosten = CohortKosten::new(&self.flow(), people, cohort);
            let shares = DivisionWeights::Shares(with_rest(kosten.completion.all()));
            let everyone = people.asielstatushouder.housed(cohort).iter().sum();
            Arc::new(CohortCourse {
                completed: Arc::new(Division::new(everyone, shares)),
                cohort: kosten,
            })
        })
    }
}
