//! `spuk schema`: the JSON Schema of a scenario.

use clap::Args;

use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::export::pretty;
use crate::scenario::json_schema;

/// Het JSON Schema van een scenario, voor editors en andere programma's
/// EN: The JSON Schema of a scenario, for editors and other programs
#[derive(Debug, Clone, Args)]
pub struct Arguments {}

/// The schema.
///
/// # Errors
/// None.
pub fn answer(_: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    Ok(Answer::new(pretty(&json_schema(asked.lang)), None))
}
