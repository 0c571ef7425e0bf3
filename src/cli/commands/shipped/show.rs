//! `spuk show`: the text of a scenario or a list that the program brings along, so that
//! a source that points at a line of it can be looked up.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::field::FieldName;
use crate::cli::args::options::form;
use crate::cli::output::FileForm;
use crate::scenario::shipped_text;

/// De tekst van een ingebouwd scenario of bestand, waar bronnen naar wijzen
/// EN: The text of an embedded scenario or file, which sources point into
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Naam van een ingebouwd scenario, of gemeenten.csv of herindelingen.csv
    /// EN: Name of an embedded scenario, or gemeenten.csv or herindelingen.csv
    #[arg(value_name = "NAAM", value_parser = FieldName::shipped(), hide_possible_values = true)]
    name: String,

    /// Zet voor elke regel haar nummer
    /// EN: Put its number before every line
    #[arg(long)]
    regels: bool,

    /// Schrijf naar dit bestand in plaats van naar het scherm
    /// EN: Write to this file instead of the screen
    #[arg(long, value_name = "BESTAND")]
    out: Option<PathBuf>,
}

/// The form of a text: as it is.
#[derive(Debug, Clone, Copy)]
struct AsItIs;

impl FileForm for AsItIs {
    const BY_NAME: &'static [(&'static str, Self)] =
        &[("toml", Self), ("csv", Self), ("txt", Self)];
}

/// The text, byte for byte unless lines are numbered.
///
/// # Errors
/// A name that nothing embedded has, or output that cannot be written.
pub fn answer(arguments: &Arguments, _: &Asked<'_>) -> Result<Answer, Failure> {
    let out = arguments.out.as_deref();
    let text = shipped_text(&arguments.name)?;
    let AsItIs = form(None, out)?;
    if !arguments.regels {
        return Ok(Answer::new(text, out));
    }
    let width = text.lines().count().to_string().len();
    let mut numbered = String::new();
    for (number, line) in (1..).zip(text.lines()) {
        writeln!(numbered, "{number:>width$}  {line}").expect("writing to memory");
    }
    Ok(Answer::new(numbered, out))
}
