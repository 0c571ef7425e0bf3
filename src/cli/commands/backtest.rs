//! `spuk backtest`: the model beside the published counts.

use std::sync::Arc;

use clap::Args;

use crate::account::Account;
use crate::cli::Failure;
use crate::cli::args::options::warn;
use crate::cli::args::options::{OutputOptions, ScenarioOptions};
use crate::cli::output::OutputFormat;
use crate::export::{backtest_csv, backtest_json};
use crate::input::World;
use crate::people::backtest;
use crate::report::backtest_table;
use crate::terms::Lang;

/// Het model naast wat is gepubliceerd: de telling van DUO, mensen, ramingen en geld
/// EN: The model beside what was published: the count of DUO, people, forecasts and money
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioOptions,
    #[command(flatten)]
    output: OutputOptions,
}

/// Writes every published figure beside the model's.
///
/// # Errors
/// Anything wrong with the input or the output.
pub fn execute(arguments: &Arguments, world: &Arc<World>, lang: Lang) -> Result<(), Failure> {
    let form = arguments.output.form()?;
    let model = arguments.scenario.load(world)?;
    let result = backtest(&model.scenario)?;
    warn(&model.remarks(), lang);
    let account = Account::of(&model, &model.project()?)?;
    let text = match form {
        OutputFormat::Table => {
            let held = (&result, &account);
            backtest_table(&model, held, lang, arguments.output.width())
        }
        OutputFormat::Csv | OutputFormat::CsvNl => form.noted(backtest_csv(&result, &account)),
        OutputFormat::Json => backtest_json(&model, &result, &account),
    };
    arguments.output.write(world, &text)
}
