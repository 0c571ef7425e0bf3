//! One draw of a simulation on the command line.

use clap::Args;

use crate::exact::money::Notation;
use crate::model::{Model, Ramingen};
use crate::scenario::values::DrawCount;
use crate::simulate::DrawId;

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
pub fn drawn_numbers(model: &Model, drawn: &Ramingen) -> Option<String> {
    let usual = Ramingen::of(&model.scenario.tabellen);
    let tables = [
        ("prognose", &usual.prognose, &drawn.prognose),
        ("taakstelling", &usual.taakstelling, &drawn.taakstelling),
    ];
    let differing = tables.map(|(name, usual, drawn)| {
        let years = drawn
            .iter()
            .filter(|(jaar, people)| usual.get(jaar) != Some(people));
        let years =
            years.map(|(jaar, people)| format!("{jaar} {}", Notation::DUTCH.whole(*people)));
        let years: Vec<String> = years.collect();
        (!years.is_empty()).then(|| format!("[{name}] {}", years.join(", ")))
    });
    let differing: Vec<String> = differing.into_iter().flatten().collect();
    (!differing.is_empty()).then(|| {
        format!(
            "in deze trekking is geraamd: {}; de cijfers van het scenario zijn dat niet",
            differing.join("; ")
        )
    })
}
