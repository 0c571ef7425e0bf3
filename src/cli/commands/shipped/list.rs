//! `spuk list`: the scenarios that the program brings along.

use clap::Args;

use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::options::OutputOptions;
use crate::cli::output::{OutputFormat, parquet};
use crate::export::{scenarios_csv, scenarios_json, table_of_scenarios};
use crate::report::scenarios_table;
use crate::scenario::shipped;

/// De ingebouwde scenario's, elk met de vraag die het beantwoordt
/// EN: The embedded scenarios, each with the question that it answers
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    #[command(flatten)]
    output: OutputOptions,
}

/// The list.
///
/// # Errors
/// If the output cannot be written.
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let scenarios = shipped();
    let form = arguments.output.form()?;
    let bytes: Vec<u8> = match form {
        OutputFormat::Table => {
            let width = arguments.output.width(asked);
            scenarios_table(&scenarios, asked.lang, width).into()
        }
        OutputFormat::Csv | OutputFormat::CsvNl => form.noted(scenarios_csv(&scenarios)).into(),
        OutputFormat::Json => scenarios_json(&scenarios).into(),
        OutputFormat::Parquet => parquet(&table_of_scenarios(&scenarios), [])?,
    };
    Ok(arguments.output.answer(bytes))
}
