//! Everyone whom the law counts, and how each count came about.

use std::collections::{BTreeMap, BTreeSet};

use super::counts::PeopleCounts;
use super::kind::Kind;
use super::local::CostDifferences;
use crate::gemeente::Gemeenten;
use crate::terms::jaar::Jaar;

/// How a count without a peiljaar came about; one with a peiljaar was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Delivered per gemeente.
    Levering,
    /// A count for the country, spread by inhabitants.
    Landelijk,
    /// People housed out of the instroom, spread by inhabitants.
    Instroom,
    /// A share of the asielstatushouders of the cohort, divided as they are.
    Aandeel,
    /// Asielstatushouders who complete, cohort by cohort.
    Voltooiing,
}

impl Origin {
    /// Whether they follow from the instroom; else someone counted them.
    pub fn is_modelled(self) -> bool {
        matches!(self, Self::Instroom | Self::Aandeel | Self::Voltooiing)
    }
}

/// Everyone whom the law counts, per gemeente.
#[derive(Debug, Clone)]
pub struct People {
    /// AA: housed asielstatushouders by cohort.
    pub asielstatushouder: PeopleCounts,
    /// AGO: gezins- en overige migranten by cohort.
    pub gezins_overig: PeopleCounts,
    /// AAO: asielstatushouders on the onderwijsroute by cohort.
    pub onderwijsroute: PeopleCounts,
    /// AIA: asielstatushouders who completed their traject, by year of completion.
    pub afgerond: PeopleCounts,
    /// How the counts of each kind and cohort came about in the scenario.
    pub oorsprong: BTreeMap<(Kind, Jaar), Origin>,
    /// Cohorts of which some gemeenten were counted, and have more than the country: for
    /// those that were not, nothing is left.
    pub overvol: BTreeSet<(Kind, Jaar)>,
    /// What cohorts of the model are divided by where counted ones bear on them; all others
    /// by inhabitants. Factors on `instroom` come on top.
    pub sleutels: BTreeMap<(Kind, Jaar), Vec<i64>>,
    /// What gemeenten spend more or less on them than a tariff.
    pub kosten: CostDifferences,
}

impl People {
    /// What a cohort of the model is divided by over gemeenten: the inhabitants on 1 January
    /// of the year before (Hw2014 art. 29), or what counted cohorts make of them.
    pub fn sleutel<'a>(
        &'a self,
        (kind, cohort): (Kind, Jaar),
        gemeenten: &'a Gemeenten,
    ) -> &'a [i64] {
        match self.sleutels.get(&(kind, cohort)) {
            Some(weights) => weights,
            None => gemeenten.inwoners(cohort.plus(-1)),
        }
    }

    /// The counts of one kind.
    pub fn of(&self, kind: Kind) -> &PeopleCounts {
        match kind {
            Kind::Asielstatushouder => &self.asielstatushouder,
            Kind::GezinsOverig => &self.gezins_overig,
            Kind::Onderwijsroute => &self.onderwijsroute,
            Kind::Afgerond => &self.afgerond,
        }
    }

    /// [`People::of`], to change in place.
    pub fn of_mut(&mut self, kind: Kind) -> &mut PeopleCounts {
        match kind {
            Kind::Asielstatushouder => &mut self.asielstatushouder,
            Kind::GezinsOverig => &mut self.gezins_overig,
            Kind::Onderwijsroute => &mut self.onderwijsroute,
            Kind::Afgerond => &mut self.afgerond,
        }
    }

    /// The first cohort with people who cost something and complete: that of the
    /// year in which the Act began, or one before it that is stated.
    pub fn first_cohort(&self) -> Jaar {
        first_cohort(&[&self.asielstatushouder, &self.gezins_overig])
    }
}

/// The year in which the Act began, or the first cohort before it of which people are known.
pub(super) fn first_cohort(counts: &[&PeopleCounts]) -> Jaar {
    let stated = counts.iter().filter_map(|counts| counts.known().next());
    let first = stated.map(|(cohort, _)| cohort).min();
    first.map_or(Jaar::START_WI2021, |first| first.min(Jaar::START_WI2021))
}
