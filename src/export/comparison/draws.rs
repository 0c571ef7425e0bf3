//! How certain a difference is: its distribution over draws.

use crate::columns::Column;
use crate::exact::money::Cents;
use crate::export::simulation::share;
use crate::simulate::part::Part;
use crate::simulate::statistics::Probability;
use crate::simulate::{Area, Draws};
use crate::study::EffectStudy;

/// The draws of a difference between two scenarios.
#[derive(Debug, Clone, Copy)]
pub struct DifferenceDraws<'a> {
    /// The simulation of all scenarios.
    pub part: &'a Part,
    /// Which scenario is held against the first: 1 for the second.
    pub scenario: usize,
    /// The effect on every gemeente, draw by draw, where it was drawn.
    pub effecten: Option<&'a EffectStudy>,
}

/// The distribution of one difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DifferenceSpread {
    pub p5: Cents,
    pub p50: Cents,
    pub p95: Cents,
    /// Share of the draws in which the other scenario pays less, in millionths.
    pub lager: i64,
}

impl DifferenceDraws<'_> {
    /// Whether the scenarios differ in any draw; never in a column or a sum of which no draws
    /// are kept.
    pub(crate) fn differ(&self, eenheid: Area, jaar: usize, veld: Column) -> bool {
        Draws(self.part).differs(self.scenario, eenheid, jaar, veld)
    }

    /// The distribution of a difference; `None` for a column or a sum of which
    /// no draws are kept.
    pub(crate) fn of(&self, eenheid: Area, jaar: usize, veld: Column) -> Option<DifferenceSpread> {
        let uitslag = Draws(self.part);
        let cell = uitslag.cel(uitslag.verschil_reeks(self.scenario), eenheid, jaar, veld)?;
        let at = |percent| {
            let quantile = cell.quantile(Probability::percent(percent))?;
            Some(Cents::new(quantile.value))
        };
        Some(DifferenceSpread {
            p5: at(5)?,
            p50: at(50)?,
            p95: at(95)?,
            lager: share(cell.below_zero().into(), cell.moments().n(), 1_000_000),
        })
    }
}
