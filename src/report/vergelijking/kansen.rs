//! How certain a difference is: its distribution over draws.

use super::super::simulatie::share;
use super::woorden::Woorden;
use crate::compare::Vergelijking;
use crate::money::Cents;
use crate::simulate::shard::Part;
use crate::simulate::statistics::Probability;
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
            lager: share(cell.below_zero().into(), cell.moments().n(), 1_000_000),
        })
    }
}

pub(super) use super::super::csv::share_text;

/// Per year in how many of the draws how many gemeenten receive less.
pub(super) fn losers(
    kansen: &Kansen<'_>,
    vergelijking: &Vergelijking<'_>,
    gemeenten: &[usize],
    jaren: &[usize],
    woorden: &Woorden<'_>,
) -> String {
    let &Woorden { veld, taal, .. } = woorden;
    let years = vergelijking.jaren();
    let mut text = String::new();
    for &jaar in jaren {
        let of = |&gemeente: &usize| {
            let drawn = kansen.of(Eenheid::Gemeente(gemeente), jaar, veld.naam)?;
            Some(drawn.lager)
        };
        let shares: Vec<i64> = gemeenten.iter().filter_map(of).collect();
        if shares.iter().all(|&share| share == 0) {
            continue;
        }
        let over = |limit: i64| shares.iter().filter(|&&share| share >= limit).count();
        let line = [
            years[jaar].to_string(),
            over(950_000).to_string(),
            over(500_000).to_string(),
            over(50_000).to_string(),
        ];
        text.push_str(&format!(
            "  {}\n",
            line.map(|cell| format!("{cell:>8}")).join("")
        ));
    }
    if text.is_empty() {
        return text;
    }
    format!(
        "\n{} {} {}\n  {:>8}{:>8}{:>8}{:>8}\n{text}",
        woorden.minder(),
        veld.naam,
        taal.kies(
            "in zo veel van de trekkingen of meer",
            "in so many of the draws or more"
        ),
        taal.kies("jaar", "year"),
        "95%",
        "50%",
        "5%",
    )
}
