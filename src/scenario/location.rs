//! Where the scenarios are found that a call or another scenario names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::embedded;
use super::embedded::EMBEDDED;
use crate::input::diagnostic::{Code, Diagnostic, did_you_mean, expected};
use crate::input::nearest::nearest;
use crate::input::source::{Source, does_not_exist, is_empty};
use crate::input::{Fence, World};
use crate::terms::{Remark, Text, legible};

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

    pub(crate) fn file(world: &World, path: PathBuf) -> Self {
        let canonical = world.canonicalize(&path).unwrap_or_else(|_| path.clone());
        Self::File { path, canonical }
    }

    pub(crate) fn read(&self, world: &World) -> Result<Arc<Source>, Diagnostic> {
        match self {
            Self::File { path, .. } => {
                let source = Source::read_at_most(world, path, world.limits.scenario)?;
                if source.text.trim().is_empty() {
                    return Err(is_empty(&source).help(Text::fixed(
                        "`spuk init NAAM` schrijft een scenario om mee te beginnen",
                        "`spuk init NAME` writes a scenario to start from",
                    )));
                }
                Ok(source)
            }
            Self::Text(source) => Ok(Arc::clone(source)),
            Self::Embedded(name, text) => Ok(Source::embedded(format!("{name}.toml"), *text)),
        }
    }

    /// What to say of an embedded scenario with a file of that name, and something
    /// else in it, in the folder that it was named from.
    pub(crate) fn shadowed(&self, world: &World, folder: Option<&Path>) -> Option<Remark> {
        let Self::Embedded(name, text) = self else {
            return None;
        };
        let path = folder?.join(format!("{name}.toml"));
        if !world.is_file(&path) {
            return None;
        }
        let read = Source::read_at_most(world, &path, world.limits.scenario);
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
pub(crate) fn locate(world: &World, wanted: &str) -> Result<Location, Diagnostic> {
    let path = Path::new(wanted);
    if world.is_file(path) {
        return Ok(Location::file(world, path.to_owned()));
    }
    if let Some((name, text)) = embedded::find(wanted) {
        return Ok(Location::Embedded(name, text));
    }
    if let Some(name) = wanted.strip_suffix(".toml")
        && embedded::find(name).is_some()
        && !world.exists(path)
    {
        return Err(does_not_exist(wanted).help(did_you_mean(Text::new(
            format!("het ingebouwde scenario `{name}`"),
            format!("the embedded scenario `{name}`"),
        ))));
    }
    let looks_like_path = wanted.contains(['/', '\\']) || wanted.ends_with(".toml");
    if looks_like_path || world.exists(path) {
        return Ok(Location::file(world, path.to_owned()));
    }
    let names = EMBEDDED.map(|(name, _)| name);
    let message = Text::new(
        format!("het scenario `{wanted}` bestaat niet: geen bestand en geen ingebouwde naam"),
        format!("the scenario `{wanted}` does not exist: no file and no embedded name"),
    );
    let diagnostic = Diagnostic::new(Code::ScenarioOnbekend, message);
    // What `spuk init` wrote is called by the name of its file.
    let file = format!("{wanted}.toml");
    let file = world.is_file(Path::new(&file)).then_some(file.as_str());
    Err(match file.or_else(|| nearest(wanted, names)) {
        Some(near) => diagnostic.help(did_you_mean(format_args!("`{near}`"))),
        None => diagnostic.help(embedded_names()),
    })
}

/// The scenario that one in `folder` inherits from.
///
/// # Errors
/// As [`locate`], or a file outside the fence.
pub(crate) fn locate_basis(
    world: &World,
    name: &str,
    folder: Option<&Path>,
    fence: &Fence,
) -> Result<Location, Diagnostic> {
    if let Some(folder) = folder {
        let path = folder.join(name);
        fence.check(world, &path, name)?;
        if world.is_file(&path) {
            return Ok(Location::file(world, path));
        }
    }
    if let Some((name, text)) = embedded::find(name) {
        return Ok(Location::Embedded(name, text));
    }
    if let Some(path) = folder.map(|folder| folder.join(name))
        && !name.is_empty()
        && world.exists(&path)
    {
        // A folder, or a pipe: reading it gives the message that fits.
        return Ok(Location::file(world, path));
    }
    let names = EMBEDDED.map(|(name, _)| name);
    let label = match nearest(name, names) {
        Some(near) => did_you_mean(format_args!("`{near}`")),
        None => expected(Text::fixed(
            "een pad vanaf dit bestand, of een ingebouwde naam",
            "a path from this file, or an embedded name",
        )),
    };
    let message = Text::new(
        format!("de basis `{name}` bestaat niet"),
        format!("the basis `{name}` does not exist"),
    );
    Err(Diagnostic::new(Code::BasisOnbekend, message)
        .label(label)
        .help(embedded_names()))
}

/// Which scenarios there are without a file.
fn embedded_names() -> Text {
    let names = EMBEDDED.map(|(name, _)| name).join(", ");
    Text::new(
        format!("ingebouwde scenario's: {names}"),
        format!("embedded scenarios: {names}"),
    )
}
