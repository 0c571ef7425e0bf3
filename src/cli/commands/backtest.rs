//! `spuk backtest`: the model beside the published counts.

use std::sync::Arc;

use clap::Args;

use crate::cli::Failure;
use crate::cli::args::options::warn;
use crate::cli::args::options::{OutputOptions, ScenarioOptions};
use crate::cli::output::OutputFormat;
use crate::export::{backtest_csv, backtest_json};
use crate::input::World;
use crate::people::backtest;
use crate::report::backtest_table;
use crate::terms::Lang;

/// Het model naast de gepubliceerde telling van 1 juni 2025, met de verschillen
/// EN: The model beside the published count of 1 June 2025, with the differences
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
pub fn execute(arguments: &Arguments, world: &Arc<World>, lang: Lang) -> Result<(), Failure> {
    let form = arguments.output.form()?;
    let model = arguments.scenario.load(world)?;
    let result = backtest(&model.scenario)?;
    warn(&model.remarks(), lang);
    let text = match form {
        OutputFormat::Table => backtest_table(&model, &result, lang, arguments.output.width()),
        OutputFormat::Csv | OutputFormat::CsvNl => form.noted(backtest_csv(&result)),
        OutputFormat::Json => backtest_json(&model, &result),
    };
    arguments.output.write(world, &text)
}
