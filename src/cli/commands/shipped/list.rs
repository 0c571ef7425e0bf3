//! `spuk list`: the scenarios that the program brings along.

use clap::Args;

use crate::cli::Failure;
use crate::cli::args::options::OutputOptions;
use crate::cli::output::OutputFormat;
use crate::export::{scenarios_csv, scenarios_json};
use crate::input::World;
use crate::report::scenarios_table;
use crate::scenario::shipped;
use crate::terms::Lang;

/// De ingebouwde scenario's, elk met de vraag die het beantwoordt
/// EN: The embedded scenarios, each with the question that it answers
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    #[command(flatten)]
    output: OutputOptions,
}

/// Writes the list.
///
/// # Errors
/// If the output cannot be written.
pub fn execute(arguments: &Arguments, world: &World, lang: Lang) -> Result<(), Failure> {
    let scenarios = shipped();
    let form = arguments.output.form()?;
    let text = match form {
        OutputFormat::Table => scenarios_table(&scenarios, lang, arguments.output.width()),
        OutputFormat::Csv | OutputFormat::CsvNl => form.noted(scenarios_csv(&scenarios)),
        OutputFormat::Json => scenarios_json(&scenarios),
    };
    arguments.output.write(world, &text)
}
