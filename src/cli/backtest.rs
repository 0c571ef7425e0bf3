//! `spuk backtest`: the model beside the published counts.

use clap::Args;

use super::options::warn;
use super::{Failure, OutputOptions, ScenarioOptions};
use crate::people::backtest;
use crate::report::{Uitvoer, backtest_csv, backtest_json, backtest_table};

/// Het model naast de gepubliceerde telling van 1 juni 2025, met de verschillen
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioOptions,
    #[command(flatten)]
    output: OutputOptions,
}

/// Writes every published count beside the model's.
///
/// # Errors
/// Anything wrong with the input or the output.
pub fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let form = arguments.output.form()?;
    let model = arguments.scenario.load()?;
    let result = backtest(&model.scenario)?;
    warn(&model.remarks);
    let text = match form {
        Uitvoer::Table => backtest_table(&model, &result, arguments.output.lang),
        Uitvoer::Csv => backtest_csv(&result),
        Uitvoer::Json => backtest_json(&model, &result),
    };
    arguments.output.write(&text)
}
