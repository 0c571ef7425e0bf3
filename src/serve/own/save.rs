//! Scenarios that are written into the folder, where whoever started the server allows it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use hyper::StatusCode;

use super::kept::FOLDER;
use crate::input::diagnostic::{Code, Diagnostic, refusal};
use crate::scenario::EMBEDDED;
use crate::serve::program::Program;
use crate::terms::Text;

/// What the name of a scenario ends on.
const END: &str = ".toml";

/// Letters of a name.
const LONGEST: usize = 64;

/// Names that one of the usual systems keeps for devices.
const DEVICES: [&str; 6] = ["aux", "con", "nul", "prn", "com", "lpt"];

/// The folder that scenarios are written into, one after another: two with one name would
/// both find that it is free.
#[derive(Debug)]
pub(in crate::serve) struct Saved {
    folder: PathBuf,
    one_by_one: Mutex<()>,
}

/// Why nothing was written, and what HTTP calls it.
pub(in crate::serve) type NotSaved = (StatusCode, Diagnostic);

impl Saved {
    /// Into `folder`, a path without links.
    pub fn into_folder(folder: PathBuf) -> Self {
        Self {
            folder,
            one_by_one: Mutex::default(),
        }
    }

    /// Writes a scenario under a name that is free, and the rows of visitors that it names:
    /// all of them, or none.
    ///
    /// # Errors
    /// A name that is taken, a folder that leads elsewhere, a disk that takes no more.
    pub fn save(
        &self,
        program: &dyn Program,
        (name, text): (&str, &[u8]),
        rows: &[(PathBuf, Arc<[u8]>)],
    ) -> Result<(), NotSaved> {
        let alone = self.one_by_one.lock();
        let _alone = alone.unwrap_or_else(PoisonError::into_inner);
        let scenario = self.folder.join(name);
        if scenario.symlink_metadata().is_ok() {
            return Err((StatusCode::CONFLICT, is_taken(name)));
        }
        let made = match rows.is_empty() {
            true => None,
            false => self.make_folder()?,
        };
        let rows = rows
            .iter()
            .map(|(path, bytes)| (self.folder.join(path), bytes));
        let rows: Vec<(PathBuf, &Arc<[u8]>)> = rows.collect();
        // A file of this name holds these rows: its name says so.
        let new = rows
            .iter()
            .filter(|(path, _)| path.symlink_metadata().is_err());
        let new = new.map(|(path, bytes)| (path.as_path(), &bytes[..]));
        // The scenario last: it names the others.
        let all: Vec<(&Path, &[u8])> = new.chain([(scenario.as_path(), text)]).collect();
        program.write(&all).map_err(|diagnostic| {
            if let Some(made) = made {
                // Nothing stands in it: it was made for what could not be written.
                let _ = fs::remove_dir(made);
            }
            (StatusCode::INSUFFICIENT_STORAGE, diagnostic)
        })
    }

    /// The folder of rows; `Some` where it was not there yet.
    fn make_folder(&self) -> Result<Option<PathBuf>, NotSaved> {
        let folder = self.folder.join(FOLDER);
        match fs::create_dir(&folder) {
            Ok(()) => Ok(Some(folder)),
            Err(_) if fs::canonicalize(&folder).is_ok_and(|real| real == folder) => Ok(None),
            Err(error) => {
                let why = refusal(&error);
                let message = Text::new(
                    format!("de map {FOLDER} kan niet worden gemaakt: {why}"),
                    format!("the folder {FOLDER} cannot be made: {why:#}"),
                );
                let diagnostic = Diagnostic::new(Code::NietTeSchrijven, message);
                Err((StatusCode::INSUFFICIENT_STORAGE, diagnostic))
            }
        }
    }
}

/// The name of a file for a scenario that is asked to be written under `asked`.
///
/// # Errors
/// What is more than a name, or a name that means something else already.
pub(in crate::serve) fn file_name(asked: &str) -> Result<String, NotSaved> {
    let name = asked.strip_suffix(END).unwrap_or(asked);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    let lower = name.to_ascii_lowercase();
    let is_device = DEVICES.iter().any(|device| {
        let rest = lower.strip_prefix(device);
        rest.is_some_and(|rest| rest.len() < 2 && rest.bytes().all(|one| one.is_ascii_digit()))
    });
    if !begins || !name.chars().all(is_plain) || name.len() > LONGEST || is_device {
        let message = Text::new(
            format!("`{asked}` kan geen scenario heten"),
            format!("no scenario can be called `{asked}`"),
        );
        return Err(wrong(
            message,
            Text::new(
                format!(
                    "neem ten hoogste {LONGEST} letters, cijfers en streepjes, zoals ons-voorstel; een map kan er niet bij"
                ),
                format!(
                    "take at most {LONGEST} letters, digits and dashes, such as our-proposal; without a folder"
                ),
            ),
        ));
    }
    if EMBEDDED.iter().any(|(embedded, _)| *embedded == lower) {
        let message = Text::new(
            format!("`{name}` is de naam van een ingebouwd scenario"),
            format!("`{name}` is the name of an embedded scenario"),
        );
        return Err(wrong(
            message,
            Text::fixed("kies een andere naam", "choose another name"),
        ));
    }
    Ok(format!("{name}{END}"))
}

fn wrong(message: Text, help: Text) -> NotSaved {
    let diagnostic = Diagnostic::new(Code::Opdrachtregel, message).help(help);
    (StatusCode::BAD_REQUEST, diagnostic)
}

fn is_taken(name: &str) -> Diagnostic {
    let message = Text::new(
        format!("{name} bestaat al"),
        format!("{name} exists already"),
    );
    Diagnostic::new(Code::NietTeSchrijven, message)
        .help(Text::fixed("kies een andere naam", "choose another name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_name_and_leads_nowhere_else() {
        for (asked, name) in [("proef", "proef.toml"), ("Ons_2027.toml", "Ons_2027.toml")] {
            assert_eq!(file_name(asked).unwrap(), name);
        }
        let long = "a".repeat(LONGEST + 1);
        for asked in [
            "",
            ".toml",
            "../proef",
            "a/b",
            "a\\b",
            "/etc/x",
            ".verborgen",
            "-x",
            "a.b",
            "a b",
            "con",
            "COM1.toml",
            "lpt9",
            "a\0",
            "é",
            "wi2021",
            "Wi2021.toml",
            &long,
        ] {
            assert_eq!(
                file_name(asked).unwrap_err().0,
                StatusCode::BAD_REQUEST,
                "{asked}"
            );
        }
        // Only the devices themselves.
        assert!(file_name("concept").is_ok() && file_name("com12").is_ok());
    }
}
