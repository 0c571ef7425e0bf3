//! One draw of a simulation on the command line.

use std::collections::BTreeMap;

use clap::Args;

use crate::model::{Model, Ramingen};
use crate::scenario::values::DrawCount;
use crate::simulate::DrawId;
use crate::terms::Remark;
use crate::terms::jaar::Jaar;
use crate::uitkering::HalfYears;

/// Which draw to take instead of the projection itself.
#[derive(Debug, Clone, Default, Args)]
pub struct DrawOptions {
    /// Toon trekking K van een simulatie in plaats van de projectie zelf; de eerste is 0
    /// EN: Show draw K of a simulation instead of the projection itself; the first is 0
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u64).range(..u64::from(DrawCount::MOST)))]
    draw: Option<u64>,

    /// Zaad van die trekking [standaard: uit het scenario, anders 1]
    /// EN: Seed of that draw [default: from the scenario, else 1]
    #[arg(long, value_name = "ZAAD", requires = "draw")]
    seed: Option<u64>,
}

impl DrawOptions {
    /// The draw that was asked for; `None` for the projection itself.
    pub fn trekking(&self, model: &Model) -> Option<DrawId> {
        let nummer = self.draw?;
        let zaad = model.scenario.tabellen.simulatie.zaad_of(self.seed);
        Some(DrawId { zaad, nummer })
    }
}

/// The forecasts of a draw that are not those of the scenario, which stand among
/// the figures that were used.
pub fn drawn_numbers(model: &Model, drawn: &Ramingen) -> Option<Remark> {
    let usual = Ramingen::of(&model.scenario.tabellen);
    let prognose = differing(&usual.prognose, &drawn.prognose);
    let taakstelling = differing(&totals(&usual.taakstelling), &totals(&drawn.taakstelling));
    let is_any = !prognose.is_empty() || !taakstelling.is_empty();
    is_any.then_some(Remark::DrawnRamingen {
        prognose,
        taakstelling,
    })
}

/// People per year.
fn totals(halves: &BTreeMap<Jaar, HalfYears>) -> BTreeMap<Jaar, i64> {
    let years = halves.iter();
    years
        .map(|(&jaar, halves)| (jaar, halves.total()))
        .collect()
}

/// The years in which a draw has another number than the scenario.
fn differing(usual: &BTreeMap<Jaar, i64>, drawn: &BTreeMap<Jaar, i64>) -> Vec<(Jaar, i64)> {
    let years = drawn.iter().map(|(&jaar, &people)| (jaar, people));
    years
        .filter(|(jaar, people)| usual.get(jaar) != Some(people))
        .collect()
}
