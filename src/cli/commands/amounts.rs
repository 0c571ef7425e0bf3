//! `spuk amounts`: the amounts and weights per budget year.

use clap::Args;

use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::options::{OutputOptions, ScenarioOptions};
use crate::cli::args::years::YearOptions;
use crate::cli::output::{OutputFormat, parquet};
use crate::export::{amounts_csv, amounts_json, amounts_years, table_of_amounts};
use crate::report::amounts_table;
use crate::terms::Text;

/// De bedragen en gewichten per jaar, afgeleid en gepubliceerd naast elkaar
/// EN: The amounts and weights per year, derived and published side by side
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioOptions,
    #[command(flatten)]
    jaren: YearOptions,
    #[command(flatten)]
    output: OutputOptions,
}

/// The amounts of the years that were asked for, out of all that the
/// scenario knows.
///
/// # Errors
/// Anything wrong with the input or the output.
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let form = arguments.output.form()?;
    let model = arguments.scenario.load(asked.world)?;
    let known = amounts_years(&model);
    let what = Text::fixed("er zijn bedragen", "there are amounts");
    let chosen = arguments.jaren.among(&known, &what)?;
    let jaren = chosen.as_deref();
    asked.warn(&model.remarks());
    asked.warn(model.only_in_draws().as_slice());
    let bytes: Vec<u8> = match form {
        OutputFormat::Table => {
            let width = arguments.output.width(asked);
            amounts_table(&model, jaren, asked.lang, width).into()
        }
        OutputFormat::Csv | OutputFormat::CsvNl => form.noted(amounts_csv(&model, jaren)).into(),
        OutputFormat::Json => amounts_json(&model, jaren).into(),
        OutputFormat::Parquet => parquet(&table_of_amounts(&model, jaren), [&model])?,
    };
    Ok(arguments.output.answer(bytes).of([&model]))
}
