//! `spuk amounts`: the amounts and weights per budget year.

use clap::Args;

use super::options::warn;
use super::{Failure, OutputOptions, ScenarioOptions};
use crate::report::{Uitvoer, amounts_csv, amounts_json, amounts_table};

/// De bedragen en gewichten per jaar, afgeleid en gepubliceerd naast elkaar
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioOptions,
    #[command(flatten)]
    output: OutputOptions,
}

/// Writes the amounts of every year that the scenario knows.
///
/// # Errors
/// Anything wrong with the input or the output.
pub fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let form = arguments.output.form()?;
    let model = arguments.scenario.load()?;
    warn(&model.remarks);
    let text = match form {
        Uitvoer::Table => amounts_table(&model, arguments.output.lang),
        Uitvoer::Csv => amounts_csv(&model),
        Uitvoer::Json => amounts_json(&model),
    };
    arguments.output.write(&text)
}
