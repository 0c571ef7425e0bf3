//! Where output goes: stdout, or a file that is whole or absent.

use std::borrow::Cow;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use clap::ValueEnum;
use tempfile::NamedTempFile;

use crate::diagnostic::{Code, Diagnostic, refusal};
use crate::legible::shown;

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Uitvoer {
    /// Tabel voor mensen
    Table,
    /// CSV, in elke taal gelijk
    Csv,
    /// JSON met ontvangstbewijs
    Json,
}

impl Uitvoer {
    /// The form that was asked for, else the one that the name of the file
    /// says, else a table.
    ///
    /// # Errors
    /// If the name of the file says a form that this is not.
    pub fn or_by_name(asked: Option<Self>, out: Option<&Path>) -> Result<Self, Diagnostic> {
        if let Some(asked) = asked {
            return Ok(asked);
        }
        let extension = out.and_then(Path::extension).and_then(|name| name.to_str());
        match extension {
            Some("csv") => Ok(Self::Csv),
            Some("json") => Ok(Self::Json),
            None | Some("txt") => Ok(Self::Table),
            Some(other) => {
                let message = format!("een bestand op .{other} kan deze opdracht niet schrijven");
                Err(Diagnostic::new(Code::Opdrachtregel, message)
                    .help("neem .csv, .json of .txt, of kies de vorm met --format"))
            }
        }
    }
}

/// Writes text to stdout. A reader that stops early, such as `head`, is no error.
///
/// # Errors
/// If stdout cannot be written for another reason.
pub fn print(text: &str) -> Result<(), Diagnostic> {
    let mut stdout = io::stdout().lock();
    // The name of a file may hold anything; a program gets it as it is.
    let text = if stdout.is_terminal() {
        shown(text)
    } else {
        Cow::Borrowed(text)
    };
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Diagnostic::new(
            Code::NietTeSchrijven,
            format!("de uitvoer kan niet worden geschreven: {}", refusal(&error)),
        )),
        _ => Ok(()),
    }
}

/// Writes a file by way of a temporary one beside it: afterwards it is whole,
/// or what was there before is still there.
///
/// # Errors
/// If the folder does not exist or cannot be written, or `path` is a folder.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let failed = |reason: String| {
        let message = format!("{} kan niet worden geschreven: {reason}", path.display());
        Diagnostic::new(Code::NietTeSchrijven, message)
    };
    if path.is_dir() {
        return Err(failed("het is een map".to_owned()));
    }
    // The file that a link points to is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.exists() && !target.is_file() {
        // A device or a pipe has to stay what it is.
        return fs::write(&target, bytes).map_err(|error| failed(refusal(&error)));
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        let problem = if folder.exists() {
            "is geen map"
        } else {
            "bestaat niet"
        };
        return Err(failed(format!("{} {problem}", folder.display())));
    }
    if target.file_name().is_none() {
        return Err(failed("het is geen bestandsnaam".to_owned()));
    }
    let written = new_file(folder).and_then(|mut file| {
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        if let Ok(known) = fs::metadata(&target) {
            fs::set_permissions(file.path(), known.permissions())?;
        }
        file.persist(&target).map_err(|error| error.error)
    });
    written.map(|_| ()).map_err(|error| failed(refusal(&error)))
}

/// A file that others may read as far as the user lets them: a report is a
/// file like any other, and a temporary one is private to its owner.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
