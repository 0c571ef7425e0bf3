//! Where the scenarios are found that a call or another scenario names.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::embedded;
use super::embedded::EMBEDDED;
use super::load::LARGEST_SCENARIO;
use crate::input::Fence;
use crate::input::diagnostic::{Code, Diagnostic, nearest};
use crate::input::source::Source;
use crate::terms::{Remark, legible};

/// Where a scenario is found.
#[derive(Debug)]
pub(crate) enum Location {
    File { path: PathBuf, canonical: PathBuf },
    Embedded(&'static str, &'static str),
    Text(Arc<Source>),
}

impl Location {
    /// Whether both are the same scenario, by whatever path it was named.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::File { canonical, .. }, Self::File { canonical: its, .. }) => canonical == its,
            (Self::Embedded(name, _), Self::Embedded(its, _)) => name == its,
            _ => false,
        }
    }

    pub(crate) fn file(path: PathBuf) -> Self {
        let canonical = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        Self::File { path, canonical }
    }

    pub(crate) fn read(&self) -> Result<Arc<Source>, Diagnostic> {
        match self {
            Self::File { path, .. } => {
                let source = Source::read_at_most(path, LARGEST_SCENARIO)?;
                if source.text.trim().is_empty() {
                    let message = format!("{} is leeg", source.name);
                    return Err(Diagnostic::new(Code::LeegBestand, message)
                        .help("`spuk init NAAM` schrijft een scenario om mee te beginnen"));
                }
                Ok(source)
            }
            Self::Text(source) => Ok(Arc::clone(source)),
            Self::Embedded(name, text) => Ok(Source::embedded(format!("{name}.toml"), *text)),
        }
    }

    /// What to say of an embedded scenario with a file of that name, and something
    /// else in it, in the folder that it was named from.
    pub(crate) fn shadowed(&self, folder: Option<&Path>) -> Option<Remark> {
        let Self::Embedded(name, text) = self else {
            return None;
        };
        let path = folder?.join(format!("{name}.toml"));
        if !path.is_file() {
            return None;
        }
        let read = Source::read_at_most(&path, LARGEST_SCENARIO);
        if read.is_ok_and(|file| file.text.lines().eq(text.lines())) {
            return None;
        }
        Some(Remark::ShadowedFile {
            scenario: name,
            file: legible::path(&path),
        })
    }

    pub(crate) fn stem(&self) -> String {
        match self {
            Self::File { path, .. } => path
                .file_stem()
                .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()),
            Self::Text(source) => source.name.clone(),
            Self::Embedded(name, _) => (*name).to_owned(),
        }
    }

    pub(crate) fn describe(&self) -> String {
        match self {
            Self::File { path, .. } => legible::path(path),
            Self::Text(source) => source.name.clone(),
            Self::Embedded(name, _) => (*name).to_owned(),
        }
    }
}

/// The scenario that a call names: a path is tried first.
///
/// # Errors
/// A name of neither a file nor an embedded scenario.
pub(crate) fn locate(wanted: &str) -> Result<Location, Diagnostic> {
    let path = Path::new(wanted);
    if path.is_file() {
        return Ok(Location::file(path.to_owned()));
    }
    if let Some((name, text)) = embedded::find(wanted) {
        return Ok(Location::Embedded(name, text));
    }
    if let Some(name) = wanted.strip_suffix(".toml")
        && embedded::find(name).is_some()
        && !path.exists()
    {
        let message = format!("{wanted} bestaat niet");
        return Err(Diagnostic::new(Code::BestandOntbreekt, message)
            .help(format!("bedoelt u het ingebouwde scenario `{name}`?")));
    }
    let looks_like_path = wanted.contains(['/', '\\']) || wanted.ends_with(".toml");
    if looks_like_path || path.exists() {
        return Ok(Location::file(path.to_owned()));
    }
    let names = EMBEDDED.map(|(name, _)| name);
    let diagnostic = Diagnostic::new(
        Code::ScenarioOnbekend,
        format!("het scenario `{wanted}` bestaat niet: geen bestand en geen ingebouwde naam"),
    );
    // What `spuk init` wrote is called by the name of its file.
    let file = format!("{wanted}.toml");
    let file = Path::new(&file).is_file().then_some(file.as_str());
    Err(match file.or_else(|| nearest(wanted, names)) {
        Some(near) => diagnostic.help(format!("bedoelt u `{near}`?")),
        None => diagnostic.help(format!("ingebouwde scenario's: {}", names.join(", "))),
    })
}

/// The scenario that one in `folder` inherits from.
///
/// # Errors
/// As [`locate`], or a file outside the fence.
pub(crate) fn locate_basis(
    name: &str,
    folder: Option<&Path>,
    fence: &Fence,
) -> Result<Location, Diagnostic> {
    if let Some(folder) = folder {
        let path = folder.join(name);
        fence.check(&path, name)?;
        if path.is_file() {
            return Ok(Location::file(path));
        }
    }
    if let Some((name, text)) = embedded::find(name) {
        return Ok(Location::Embedded(name, text));
    }
    if let Some(path) = folder.map(|folder| folder.join(name))
        && !name.is_empty()
        && path.exists()
    {
        // A folder, or a pipe: reading it gives the message that fits.
        return Ok(Location::file(path));
    }
    let names = EMBEDDED.map(|(name, _)| name);
    let label = match nearest(name, names) {
        Some(near) => format!("bedoelt u `{near}`?"),
        None => "verwacht: een pad vanaf dit bestand, of een ingebouwde naam".to_owned(),
    };
    Err(Diagnostic::new(
        Code::BasisOnbekend,
        format!("de basis `{name}` bestaat niet"),
    )
    .label(label)
    .help(format!("ingebouwde scenario's: {}", names.join(", "))))
}
