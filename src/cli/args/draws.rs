//! One draw of a simulation on the command line.

use clap::Args;

use crate::model::Model;
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
        let zaad = model.scenario.tables().simulatie.zaad_of(self.seed);
        Some(DrawId { zaad, nummer })
    }
}
