//! How certain a difference is: its distribution over draws.

use crate::money::{Cents, round_half_up};
use crate::simulate::shard::Part;
use crate::simulate::statistics::{Cell, Probability};
use crate::simulate::{Eenheid, Uitslag};

/// The draws of a difference between two scenarios.
#[derive(Debug, Clone, Copy)]
pub struct Kansen<'a> {
    /// The simulation of all scenarios.
    pub part: &'a Part,
    /// Which scenario is held against the first: 1 for the second.
    pub scenario: usize,
}

/// The distribution of one difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdeling {
    pub p5: Cents,
    pub p50: Cents,
    pub p95: Cents,
    /// Share of the draws in which the other scenario pays less, in millionths.
    pub lager: i64,
}

impl Kansen<'_> {
    /// The distribution of a difference; `None` for a column or a sum of which
    /// no draws are kept.
    pub(super) fn of(&self, eenheid: Eenheid, jaar: usize, veld: &str) -> Option<Verdeling> {
        let uitslag = Uitslag(self.part);
        let cell = uitslag.cel(uitslag.verschil_reeks(self.scenario), eenheid, jaar, veld)?;
        let at = |percent| {
            let quantile = cell.quantile(Probability::percent(percent))?;
            Some(Cents::new(quantile.value))
        };
        Some(Verdeling {
            p5: at(5)?,
            p50: at(50)?,
            p95: at(95)?,
            lager: share(cell),
        })
    }
}

fn share(cell: &Cell) -> i64 {
    let draws = i128::from(cell.moments().n()).max(1);
    round_half_up(i128::from(cell.below_zero()) * 1_000_000, draws) as i64
}

/// Millionths as a share with six decimals.
pub(super) fn share_text(millionths: i64) -> String {
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}
