//! `spuk backtest`: the model beside the published counts.

use clap::Args;

use crate::account::Account;
use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::options::{OutputOptions, ScenarioOptions};
use crate::cli::output::{OutputFormat, parquet};
use crate::export::{backtest_csv, backtest_json, table_of_backtest};
use crate::people::backtest;
use crate::report::backtest_table;

/// Het model naast wat is gepubliceerd: de telling van DUO, mensen, ramingen en geld
/// EN: The model beside what was published: the count of DUO, people, forecasts and money
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioOptions,
    #[command(flatten)]
    output: OutputOptions,
}

/// Every published figure beside the model's.
///
/// # Errors
/// Anything wrong with the input or the output.
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let form = arguments.output.form()?;
    let model = arguments.scenario.load(asked.world)?;
    let result = backtest(&model.scenario)?;
    asked.warn(&model.remarks());
    asked.warn(model.only_in_draws().as_slice());
    let account = Account::of(&model, &model.project()?)?;
    let bytes: Vec<u8> = match form {
        OutputFormat::Table => {
            let (held, width) = ((&result, &account), arguments.output.width(asked));
            backtest_table(&model, held, asked.lang, width).into()
        }
        OutputFormat::Csv | OutputFormat::CsvNl => {
            form.noted(backtest_csv(&result, &account)).into()
        }
        OutputFormat::Json => backtest_json(&model, &result, &account).into(),
        OutputFormat::Parquet => parquet(&table_of_backtest(&result, &account), [&model])?,
    };
    Ok(arguments.output.answer(bytes).of([&model]))
}
