//! `spuk init`: a new scenario to start from.

use std::path::PathBuf;

use clap::Args;

use crate::cli::Failure;
use crate::cli::output::{print, write_whole};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::scenario::{EMBEDDED, template};
use crate::terms::legible;
use crate::terms::legible::{name_problem, shell_word};
use crate::terms::{Lang, Text};

/// Schrijf een nieuw scenario met uitleg om mee te beginnen
/// EN: Write a new scenario with comments, to start from
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Naam van het scenario; het bestand wordt NAAM.toml
    /// EN: Name of the scenario; the file becomes NAME.toml
    #[arg(value_name = "NAAM")]
    name: String,
}

/// Writes `NAAM.toml`, which must not exist yet.
///
/// # Errors
/// If the name is taken, by a file or by an embedded scenario, or the file
/// cannot be written.
pub fn execute(arguments: &Arguments, lang: Lang) -> Result<(), Failure> {
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
        let message = Text::new(
            format!("{name:?} is geen naam voor een scenario"),
            format!("{name:?} is no name for a scenario"),
        );
        return Err(Diagnostic::new(Code::Opdrachtregel, message).into());
    }
    // `spuk run wi2021` would go on to mean the embedded one.
    if EMBEDDED.iter().any(|(embedded, _)| *embedded == name) {
        let message = Text::new(
            format!("`{name}` is de naam van een ingebouwd scenario"),
            format!("`{name}` is the name of an embedded scenario"),
        );
        return Err(Diagnostic::new(Code::Opdrachtregel, message)
            .help(Text::fixed("kies een andere naam", "choose another name"))
            .into());
    }
    if path.symlink_metadata().is_ok() {
        let path = legible::path(&path);
        let message = Text::new(
            format!("{path} bestaat al"),
            format!("{path} exists already"),
        );
        let help = Text::fixed(
            "kies een andere naam, of verwijder het bestand eerst",
            "choose another name, or remove the file first",
        );
        return Err(Diagnostic::new(Code::NietTeSchrijven, message)
            .help(help)
            .into());
    }
    write_whole(&path, template(&naam, lang).as_bytes())?;
    let (shown, word) = (legible::path(&path), path.to_string_lossy());
    let word = shell_word(&word);
    let written = Text::new(
        format!("{shown} geschreven; reken het door met: spuk run {word}\n"),
        format!("{shown} written; project it with: spuk run {word}\n"),
    );
    print(written.of(lang))?;
    Ok(())
}
