//! Which scenarios a path stands for.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, refusal};
use crate::scenario::{LARGEST_SCENARIO, is_meant_as_scenario};
use crate::source::read_bytes;

/// What was found below the paths that were asked for.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Found {
    /// Paths of scenarios and names of embedded ones, in order, once each.
    pub scenarios: Vec<String>,
    /// Baselines in folders that were searched, without a scenario beside them.
    pub orphans: Vec<PathBuf>,
    /// TOML files in folders that are no scenario.
    pub skipped: Vec<Skipped>,
}

/// A TOML file that was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub bestand: PathBuf,
    /// Why, in a few words.
    pub reden: &'static str,
}

/// The ends of the names of baselines.
pub(super) const BASELINES: [&str; 2] = [".baseline.csv", ".simulate.csv"];

/// The end of the name of a scenario file.
const TOML: &str = ".toml";

/// A folder that is deeper than this is not searched: links cannot go round,
/// since none are followed, but a mount may.
const DEEPEST: usize = 64;

/// Every scenario below `paths`: a file or an embedded name stands for itself, a
/// folder for the files in and below it that end on `.toml` and have a baseline
/// beside them, or a key of the scenario format or almost. Other TOML is skipped
/// by name: whoever misspells a key sees that nothing was checked. Hidden folders,
/// folders of a build (`CACHEDIR.TAG`) and links are not searched.
///
/// # Errors
/// A folder that cannot be read, or not one scenario anywhere.
pub fn find(paths: &[String]) -> Result<Found, Diagnostic> {
    let mut found = Found::default();
    for path in paths {
        if Path::new(path).is_dir() {
            search(Path::new(path), 0, &mut found)?;
        } else if !found.scenarios.contains(path) {
            found.scenarios.push(path.clone());
        }
    }
    let Found {
        scenarios,
        orphans,
        skipped,
    } = &mut found;
    // What is skipped in a folder may be asked for by name all the same.
    skipped.retain(|file| !scenarios.iter().any(|path| file.bestand == Path::new(path)));
    orphans.retain(|baseline| {
        let stem = baseline_stem(baseline);
        !scenarios.iter().any(|path| Some(stem_of(path)) == stem)
    });
    if found.scenarios.is_empty() && found.orphans.is_empty() {
        let message = format!("geen scenario gevonden in {}", paths.join(", "));
        let error = Diagnostic::new(Code::ScenarioOnbekend, message)
            .help("een scenario is een bestand op .toml met een tabel [scenario]; `spuk init NAAM` schrijft er een");
        let skipped: Vec<String> = found.skipped.iter().map(ToString::to_string).collect();
        return Err(match skipped.is_empty() {
            true => error,
            false => error.label(format!("overgeslagen: {}", skipped.join(", "))),
        });
    }
    Ok(found)
}

impl fmt::Display for Skipped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.bestand.display(), self.reden)
    }
}

/// The path of a scenario without `.toml`, in capitals or not: what its
/// baselines are called by.
pub(super) fn stem_of(path: &str) -> &str {
    let (stem, end) = path.split_at(path.len().saturating_sub(TOML.len()));
    if end.eq_ignore_ascii_case(TOML) {
        stem
    } else {
        path
    }
}

fn baseline_stem(path: &Path) -> Option<&str> {
    let path = path.to_str()?;
    BASELINES.iter().find_map(|end| path.strip_suffix(end))
}

fn search(folder: &Path, depth: usize, found: &mut Found) -> Result<(), Diagnostic> {
    let unreadable = |error: std::io::Error| {
        let message = format!(
            "de map {} kan niet worden gelezen: {}",
            folder.display(),
            refusal(&error)
        );
        Diagnostic::new(Code::BestandOnleesbaar, message)
    };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let kind = entry.file_type().map_err(unreadable)?;
        entries.push((entry.file_name(), kind));
    }
    entries.sort_by(|x, y| x.0.cmp(&y.0));
    for (name, kind) in entries {
        // `./x.toml` would be another name than the user sees in the folder.
        let path = if folder == Path::new(".") {
            PathBuf::from(&name)
        } else {
            folder.join(&name)
        };
        let name = name.to_string_lossy();
        if kind.is_dir() {
            let searched = !name.starts_with('.') && !path.join("CACHEDIR.TAG").exists();
            if searched && depth < DEEPEST {
                search(&path, depth + 1, found)?;
            }
        } else if stem_of(&name) != name {
            file(path, kind.is_symlink(), found);
        } else if kind.is_file()
            && BASELINES.iter().any(|end| name.ends_with(end))
            && !found.orphans.contains(&path)
        {
            found.orphans.push(path);
        }
    }
    Ok(())
}

/// Puts a TOML file with the scenarios or with what is skipped.
fn file(bestand: PathBuf, is_link: bool, found: &mut Found) {
    let shown = bestand.display().to_string();
    if found.scenarios.contains(&shown) {
        return;
    }
    let reden = if is_link {
        "een verwijzing"
    } else if has_baseline(&shown) || is_scenario(&bestand) {
        found.scenarios.push(shown);
        return;
    } else {
        "geen scenario"
    };
    let skipped = Skipped { bestand, reden };
    if !found.skipped.contains(&skipped) {
        found.skipped.push(skipped);
    }
}

fn has_baseline(path: &str) -> bool {
    let stem = stem_of(path);
    let mut beside = BASELINES.iter().map(|end| format!("{stem}{end}"));
    beside.any(|baseline| Path::new(&baseline).exists())
}

/// Whether a file says that it is a scenario. What cannot be read is left to the
/// loader to complain about.
fn is_scenario(path: &Path) -> bool {
    match read_bytes(path, LARGEST_SCENARIO) {
        Ok(bytes) => is_meant_as_scenario(&String::from_utf8_lossy(&bytes)),
        Err(_) => true,
    }
}
