//! Which scenarios a path stands for.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::input::diagnostic::{Code, Diagnostic, refusal};
use crate::input::source::read_bytes;
use crate::input::{FileKind, World};
use crate::scenario::is_meant_as_scenario;
use crate::terms::{Text, legible};

/// What was found below the paths that were asked for.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct FoundScenarios {
    /// Paths of scenarios and names of embedded ones, in order, once each.
    pub scenarios: Vec<String>,
    /// Baselines in folders that were searched, without a scenario beside them.
    pub orphans: Vec<PathBuf>,
    /// TOML files in folders that are no scenario.
    pub skipped: Vec<SkippedFile>,
    /// Scenarios whose name is no UTF-8, by which they cannot be asked for.
    pub unnamed: Vec<PathBuf>,
}

/// A TOML file that was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedFile {
    /// The file.
    pub bestand: PathBuf,
    /// Why, in a few words.
    pub reden: Text,
}

/// The ends of the names of baselines.
pub(crate) const BASELINES: [&str; 2] = [".baseline.csv", ".simulate.csv"];

/// The end of the name of a scenario file.
const TOML: &str = ".toml";

/// A folder that is deeper than this is not searched: links cannot go round,
/// since none are followed, but a mount may.
const DEEPEST: usize = 64;

/// How a file `CACHEDIR.TAG` begins in a folder that is one of a program; another file of
/// that name takes nothing out of a check.
const TAG: &[u8] = b"Signature: 8a477f597d28d172789f06886806bc55";

/// Bytes of such a file at most.
const MOST_OF_A_TAG: u64 = 64 << 10;

/// Every scenario below `paths` in `world`: a file or an embedded name stands for itself, a
/// folder for the files in and below it that end on `.toml` and have a baseline
/// beside them, a key of the scenario format or almost, or cannot be read. Other TOML
/// is skipped by name: whoever misspells a key sees that nothing was checked. Hidden folders,
/// folders of a build (`CACHEDIR.TAG`) and links are not searched.
///
/// # Errors
/// A folder that cannot be read, or one without a scenario.
pub fn find(world: &World, paths: &[String]) -> Result<FoundScenarios, Diagnostic> {
    let is_folder = |path: &&String| world.is_folder(Path::new(path));
    let named = paths.iter().filter(|path| !is_folder(path));
    let named: BTreeSet<PathBuf> = named.map(|path| place(world, Path::new(path))).collect();
    let mut found = FoundScenarios::default();
    for path in paths {
        if is_folder(&path) {
            found.add(below(world, path, &named)?);
        } else {
            found.scenarios.push(path.clone());
        }
    }
    found.keep_once_each(world);
    Ok(found)
}

/// What a folder stands for.
///
/// # Errors
/// A folder that cannot be read, or without a scenario. What is skipped in it may
/// be asked for by name all the same.
fn below(
    world: &World,
    folder: &str,
    named: &BTreeSet<PathBuf>,
) -> Result<FoundScenarios, Diagnostic> {
    let mut found = FoundScenarios::default();
    search(world, Path::new(folder), 0, &mut found)?;
    let asked = |file: &SkippedFile| named.contains(&place(world, &file.bestand));
    if !found.scenarios.is_empty()
        || !found.orphans.is_empty()
        || !found.unnamed.is_empty()
        || found.skipped.iter().any(asked)
    {
        return Ok(found);
    }
    let folder = legible::path(Path::new(folder));
    let message = Text::new(
        format!("geen scenario gevonden in {folder}"),
        format!("no scenario found in {folder}"),
    );
    let help = Text::fixed(
        "een scenario is een bestand op .toml met een tabel [scenario]; `spuk init NAAM` schrijft er een",
        "a scenario is a file that ends on .toml with a table [scenario]; `spuk init NAME` writes one",
    );
    let error = Diagnostic::new(Code::ScenarioOnbekend, message).help(help);
    let skipped = Text::join(found.skipped.iter().map(Text::shown), ", ");
    Err(match skipped.is_empty() {
        true => error,
        false => error.label(Text::new(
            format!("overgeslagen: {skipped}"),
            format!("skipped: {skipped:#}"),
        )),
    })
}

impl FoundScenarios {
    fn add(&mut self, other: Self) {
        self.scenarios.extend(other.scenarios);
        self.orphans.extend(other.orphans);
        self.skipped.extend(other.skipped);
        self.unnamed.extend(other.unnamed);
    }

    /// Drops what was found before by another path, and baselines with a scenario.
    fn keep_once_each(&mut self, world: &World) {
        let mut known = BTreeSet::new();
        let mut is_new = |path: &Path| known.insert(place(world, path));
        self.scenarios.retain(|path| is_new(Path::new(path)));
        self.skipped.retain(|file| is_new(&file.bestand));
        self.unnamed.retain(|path| is_new(path));
        self.orphans.retain(|path| is_new(path));
        let stems = self.scenarios.iter().map(|path| stem_of(path));
        let stems: BTreeSet<PathBuf> = stems.map(|stem| place(world, Path::new(stem))).collect();
        let has_scenario = |stem: &str| stems.contains(&place(world, Path::new(stem)));
        self.orphans
            .retain(|baseline| !baseline_stem(baseline).is_some_and(has_scenario));
    }
}

/// Where a file is, by whatever path it was named. A link is a file of its own:
/// its baselines stand beside it.
fn place(world: &World, path: &Path) -> PathBuf {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return path.to_owned();
    };
    let here = folder.as_os_str().is_empty();
    let folder = if here { Path::new(".") } else { folder };
    let folder = world
        .canonicalize(folder)
        .unwrap_or_else(|_| folder.to_owned());
    folder.join(name)
}

/// The file and why; `{:#}` writes it in English.
impl fmt::Display for SkippedFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bestand = legible::path(&self.bestand);
        self.reden
            .map(|reden| format!("{bestand} ({reden})"))
            .fmt(formatter)
    }
}

/// The path of a scenario without `.toml`, in capitals or not: what its
/// baselines are called by.
pub(crate) fn stem_of(path: &str) -> &str {
    let end = path.len().checked_sub(TOML.len());
    match end.and_then(|end| path.split_at_checked(end)) {
        Some((stem, end)) if end.eq_ignore_ascii_case(TOML) => stem,
        _ => path,
    }
}

/// The path of a baseline without what makes it one: that of its scenario without `.toml`.
pub(crate) fn baseline_stem(path: &Path) -> Option<&str> {
    let path = path.to_str()?;
    BASELINES.iter().find_map(|end| path.strip_suffix(end))
}

fn search(
    world: &World,
    folder: &Path,
    depth: usize,
    found: &mut FoundScenarios,
) -> Result<(), Diagnostic> {
    let unreadable = |error: std::io::Error| {
        let (folder, why) = (legible::path(folder), refusal(&error));
        let message = Text::new(
            format!("de map {folder} kan niet worden gelezen: {why}"),
            format!("the folder {folder} cannot be read: {why:#}"),
        );
        Diagnostic::new(Code::BestandOnleesbaar, message)
    };
    let mut entries = world.list(folder).map_err(unreadable)?;
    entries.sort_by(|x, y| x.0.cmp(&y.0));
    for (name, kind) in entries {
        // `./x.toml` would be another name than the user sees in the folder.
        let path = if folder == Path::new(".") {
            PathBuf::from(&name)
        } else {
            folder.join(&name)
        };
        let name = name.to_string_lossy();
        if kind == FileKind::Folder {
            match search_of(world, &path, &name, depth) {
                FolderSearch::Within => search(world, &path, depth + 1, found)?,
                FolderSearch::Passed => {}
                FolderSearch::Skipped(reden) => found.skipped.push(SkippedFile {
                    bestand: path,
                    reden,
                }),
            }
        } else if stem_of(&name) != name && kind != FileKind::Special {
            file(world, path, kind == FileKind::Link, found);
        } else if kind == FileKind::File && BASELINES.iter().any(|end| name.ends_with(end)) {
            found.orphans.push(path);
        }
    }
    Ok(())
}

/// What a search does with a folder.
enum FolderSearch {
    /// It goes on in it.
    Within,
    /// It leaves it, as everybody expects.
    Passed,
    /// It leaves it, and says why: scenarios can be in it.
    Skipped(Text),
}

/// What is to be done with a folder of this name, so deep.
fn search_of(world: &World, path: &Path, name: &str, depth: usize) -> FolderSearch {
    if name.starts_with('.') {
        let entries = world.list(path).unwrap_or_default();
        let mut names = entries.iter().map(|(name, _)| name.to_string_lossy());
        let has_baseline = names.any(|name| BASELINES.iter().any(|end| name.ends_with(end)));
        let hidden = Text::fixed("een verborgen map", "a hidden folder");
        return match has_baseline {
            true => FolderSearch::Skipped(hidden),
            false => FolderSearch::Passed,
        };
    }
    // Of what a program can make anew, a file of this name begins with these bytes.
    let tag = read_bytes(world, &path.join("CACHEDIR.TAG"), MOST_OF_A_TAG);
    if tag.is_ok_and(|tag| tag.starts_with(TAG)) {
        return FolderSearch::Skipped(Text::fixed(
            "een map die een programma opnieuw maakt (CACHEDIR.TAG)",
            "a folder that a program makes anew (CACHEDIR.TAG)",
        ));
    }
    match depth >= DEEPEST {
        true => FolderSearch::Skipped(Text::fixed("te diep in de map", "too deep in the folder")),
        false => FolderSearch::Within,
    }
}

/// Puts a TOML file with the scenarios or with what is skipped.
fn file(world: &World, bestand: PathBuf, is_link: bool, found: &mut FoundScenarios) {
    let name = bestand.to_str().map(str::to_owned);
    let has_baseline = |name: &str| has_baseline(world, name);
    let is_scenario = || name.as_deref().is_some_and(has_baseline) || is_scenario(world, &bestand);
    let reden = match is_link {
        true => Text::fixed("een verwijzing", "a link"),
        false if is_scenario() => {
            return match name {
                Some(name) => found.scenarios.push(name),
                None => found.unnamed.push(bestand),
            };
        }
        false => Text::fixed("geen scenario", "no scenario"),
    };
    found.skipped.push(SkippedFile { bestand, reden });
}

fn has_baseline(world: &World, path: &str) -> bool {
    let stem = stem_of(path);
    let mut beside = BASELINES.iter().map(|end| format!("{stem}{end}"));
    beside.any(|baseline| world.exists(Path::new(&baseline)))
}

/// Whether a file says that it is a scenario. What cannot be read, as a file, as text
/// or as TOML, is left to the loader to complain about: a check that skips it would
/// seem to have seen it.
fn is_scenario(world: &World, path: &Path) -> bool {
    let bytes = read_bytes(world, path, world.limits.scenario);
    let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.is_none_or(|text| is_meant_as_scenario(&text))
}
