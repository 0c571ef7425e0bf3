//! `spuk schema`: the JSON Schema of a scenario.

use clap::Args;

use super::Failure;
use crate::report::{pretty, print};
use crate::scenario::json_schema;

/// Het JSON Schema van een scenario, voor editors en andere programma's
#[derive(Debug, Clone, Args)]
pub struct Arguments {}

/// Prints the schema.
///
/// # Errors
/// If stdout cannot be written.
pub fn execute(_: &Arguments) -> Result<(), Failure> {
    print(&pretty(&json_schema()))?;
    Ok(())
}
