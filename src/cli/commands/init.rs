//! `spuk init`: a new scenario to start from.

use std::path::PathBuf;

use clap::Args;

use crate::cli::Failure;
use crate::cli::output::{print, write_whole};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::scenario::{EMBEDDED, template};
use crate::terms::legible;
use crate::terms::legible::{name_problem, shell_word};

/// Schrijf een nieuw scenario met uitleg om mee te beginnen
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Naam van het scenario; het bestand wordt NAAM.toml
    #[arg(value_name = "NAAM")]
    name: String,
}

/// Writes `NAAM.toml`, which must not exist yet.
///
/// # Errors
/// If the name is taken, by a file or by an embedded scenario, or the file
/// cannot be written.
pub fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let name = arguments.name.trim_end_matches(".toml");
    let path = PathBuf::from(format!("{name}.toml"));
    let naam = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let naam = naam.unwrap_or_default();
    // Without a name of its own the file would be called `.toml`.
    if naam == "."
        || name.is_empty()
        || name.ends_with(std::path::is_separator)
        || name_problem(&naam).is_some()
    {
        let message = format!("{name:?} is geen naam voor een scenario");
        return Err(Diagnostic::new(Code::Opdrachtregel, message).into());
    }
    // `spuk run wi2021` would go on to mean the embedded one.
    if EMBEDDED.iter().any(|(embedded, _)| *embedded == name) {
        let message = format!("`{name}` is de naam van een ingebouwd scenario");
        return Err(Diagnostic::new(Code::Opdrachtregel, message)
            .help("kies een andere naam")
            .into());
    }
    if path.symlink_metadata().is_ok() {
        let message = format!("{} bestaat al", legible::path(&path));
        return Err(Diagnostic::new(Code::NietTeSchrijven, message)
            .help("kies een andere naam, of verwijder het bestand eerst")
            .into());
    }
    write_whole(&path, template(&naam).as_bytes())?;
    print(&format!(
        "{} geschreven; reken het door met: spuk run {}\n",
        legible::path(&path),
        shell_word(&path.to_string_lossy())
    ))?;
    Ok(())
}
