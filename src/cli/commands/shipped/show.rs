//! `spuk show`: the text of a scenario or a list that the program brings along, so that
//! a source that points at a line of it can be looked up; and that of a scenario with
//! what is laid over it, so that it can be kept and sent.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::field::FieldName;
use crate::cli::args::options::{TrustOptions, form};
use crate::cli::output::FileForm;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::scenario::shipped_text;
use crate::study::{Variant, written_scenario};
use crate::terms::Text;
use crate::terms::legible::name_problem;

/// De tekst van een ingebouwd scenario of bestand, waar bronnen naar wijzen; met --set als nieuw scenario
/// EN: The text of an embedded scenario or file, which sources point into; with --set as a new scenario
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Naam van een ingebouwd scenario, of gemeenten.csv, herindelingen.csv, duo-2025-06-01.csv of rekenschap.csv; met --set ook een pad
    /// EN: Name of an embedded scenario, or gemeenten.csv, herindelingen.csv, duo-2025-06-01.csv or rekenschap.csv; with --set a path too
    #[arg(value_name = "NAAM", value_parser = FieldName::shipped(), hide_possible_values = true)]
    name: String,

    /// Zet een sleutel op een waarde, in een nieuw scenario dat dit tot basis heeft; mag vaker
    /// EN: Set a key to a value, in a new scenario that has this one for its basis; may be repeated
    #[arg(long = "set", value_name = "SLEUTEL=WAARDE")]
    settings: Vec<String>,

    /// Hoe het nieuwe scenario heet [standaard: de naam van dit, en wat er anders is]
    /// EN: What the new scenario is called [default: the name of this one, and what differs]
    #[arg(long, value_name = "NAAM", requires = "settings")]
    naam: Option<String>,

    #[command(flatten)]
    trust: TrustOptions,

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

/// The text, byte for byte unless lines are numbered or something is laid over it.
///
/// # Errors
/// A name that nothing embedded has; with settings, anything wrong with the scenario or
/// with them; or output that cannot be written.
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let out = arguments.out.as_deref();
    if arguments.settings.is_empty() {
        let text = shipped_text(&arguments.name)?;
        let AsItIs = form(None, out)?;
        return Ok(Answer::new(arguments.numbered(text), out));
    }
    let AsItIs = form(None, out)?;
    let naam = arguments.naam.as_deref().map(named).transpose()?;
    let variant = Variant::new(&arguments.name, &arguments.settings);
    let model = variant.load(asked.world, arguments.trust.access())?;
    asked.warn(&model.remarks());
    let text = written_scenario(&model, naam, out.unwrap_or(Path::new("")))?;
    Ok(Answer::new(arguments.numbered(&text), out).of([&model]))
}

/// A name that a scenario can have.
fn named(naam: &str) -> Result<&str, Diagnostic> {
    let problem = match naam.trim().is_empty() {
        true => Some(Text::fixed("er staat niets", "there is nothing")),
        false => name_problem(naam),
    };
    let Some(problem) = problem else {
        return Ok(naam);
    };
    let message = Text::new(
        format!("zo kan een scenario niet heten: {problem}"),
        format!("a scenario cannot be called so: {problem:#}"),
    );
    Err(
        Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
            "geef een naam op een regel, zoals --naam \"Ons voorstel\"",
            "give a name on one line, such as --naam \"Our proposal\"",
        )),
    )
}

impl Arguments {
    /// The text, with the number of every line where that is asked for.
    fn numbered(&self, text: &str) -> String {
        if !self.regels {
            return text.to_owned();
        }
        let width = text.lines().count().to_string().len();
        let mut numbered = String::new();
        for (number, line) in (1..).zip(text.lines()) {
            writeln!(numbered, "{number:>width$}  {line}").expect("writing to memory");
        }
        numbered
    }
}
