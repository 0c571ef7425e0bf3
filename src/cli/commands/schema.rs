//! `spuk schema`: the JSON Schema of a scenario.

use clap::Args;

use crate::cli::Failure;
use crate::cli::output::print;
use crate::export::pretty;
use crate::scenario::json_schema;
use crate::terms::Lang;

/// Het JSON Schema van een scenario, voor editors en andere programma's
/// EN: The JSON Schema of a scenario, for editors and other programs
#[derive(Debug, Clone, Args)]
pub struct Arguments {}

/// Prints the schema.
///
/// # Errors
/// If stdout cannot be written.
pub fn execute(_: &Arguments, lang: Lang) -> Result<(), Failure> {
    print(&pretty(&json_schema(lang)))?;
    Ok(())
}
