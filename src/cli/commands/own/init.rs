//! `spuk init`: a new scenario to start from.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use crate::cli::Failure;
use crate::cli::args::options::TrustOptions;
use crate::cli::output::{print, write_whole};
use crate::input::World;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::scenario::{DEFAULT, EMBEDDED, load_within, template};
use crate::terms::legible;
use crate::terms::legible::{name_problem, shell_word};
use crate::terms::{Lang, Text};

/// Schrijf een nieuw scenario met uitleg om mee te beginnen
/// EN: Write a new scenario with comments, to start from
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Naam van het scenario; het bestand wordt NAAM.toml
    /// EN: Name of the scenario; the file becomes NAME.toml
    #[arg(value_name = "NAAM", required_unless_present = "out")]
    name: Option<String>,

    /// Het scenario dat dit nieuwe verandert: een pad of een ingebouwde naam
    /// EN: The scenario that this new one changes: a path or an embedded name
    #[arg(long, value_name = "SCENARIO", default_value = DEFAULT)]
    basis: String,

    /// Schrijf naar dit bestand in plaats van NAAM.toml
    /// EN: Write to this file instead of NAME.toml
    #[arg(long, value_name = "BESTAND")]
    out: Option<PathBuf>,

    /// How far the basis is trusted.
    #[command(flatten)]
    trust: TrustOptions,
}

/// Writes `NAAM.toml`, or the file that was asked for, which must not exist yet.
///
/// # Errors
/// If the name is taken, by a file or by an embedded scenario, the basis cannot be
/// read, or the file cannot be written.
pub fn execute(arguments: &Arguments, world: &Arc<World>, lang: Lang) -> Result<(), Failure> {
    let out = arguments.out.as_deref();
    let name = match (&arguments.name, out) {
        (Some(name), _) => name.clone(),
        // A file is called as its scenario is.
        (None, Some(out)) => out.with_extension("").to_string_lossy().into_owned(),
        (None, None) => String::new(),
    };
    let name = name.trim_end_matches(".toml");
    let path = out.map_or_else(|| PathBuf::from(format!("{name}.toml")), Path::to_owned);
    let naam = Path::new(&format!("{name}.toml"))
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
    let basis = basis_from(world, arguments, &path)?;
    write_whole(&path, template(&naam, &basis, lang).as_bytes())?;
    let (shown, word) = (legible::path(&path), path.to_string_lossy());
    let word = shell_word(&word).into_owned();
    let is_below = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    let word = match Path::new(&basis).components().all(is_below) {
        true => word,
        // A scenario reads nothing outside its own folder by itself.
        false => format!("{word} --allow-outside"),
    };
    let written = Text::new(
        format!("{shown} geschreven; reken het door met: spuk run {word}\n"),
        format!("{shown} written; project it with: spuk run {word}\n"),
    );
    print(written.of(lang))?;
    Ok(())
}

/// The basis as the new file at `path` has to name it, once it is found and can be read:
/// a path in a scenario starts from its own folder.
fn basis_from(
    world: &Arc<World>,
    arguments: &Arguments,
    path: &Path,
) -> Result<String, Diagnostic> {
    let asked = &arguments.basis;
    let scenario = load_within(world, asked, &[], arguments.trust.access())?;
    let is_file = scenario
        .sources
        .last()
        .is_some_and(|own| own.folder.is_some());
    let folder = path.parent().unwrap_or(Path::new(""));
    if !is_file || folder.as_os_str().is_empty() || Path::new(asked).is_absolute() {
        return Ok(asked.clone());
    }
    if let Ok(below) = Path::new(asked).strip_prefix(folder) {
        return Ok(below.to_string_lossy().into_owned());
    }
    let is_name = |part: &Component<'_>| matches!(part, Component::Normal(_));
    if folder.components().all(|part| is_name(&part)) {
        let up = folder.components().map(|_| "..");
        let path = up.chain([asked.as_str()]).collect::<Vec<_>>();
        return Ok(path.join("/"));
    }
    let full = world.canonicalize(Path::new(asked));
    Ok(full.map_or_else(
        |_| asked.clone(),
        |full| full.to_string_lossy().into_owned(),
    ))
}
