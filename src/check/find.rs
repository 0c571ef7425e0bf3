//! Which scenarios a path stands for.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, refusal};
use crate::scenario::LARGEST_SCENARIO;
use crate::source::read_bytes;

/// What was found below the paths that were asked for.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Found {
    /// Paths of scenarios and names of embedded ones, in order, once each.
    pub scenarios: Vec<String>,
    /// Baselines in folders that were searched, without a scenario beside them.
    pub orphans: Vec<PathBuf>,
}

/// The ends of the names of baselines.
pub(super) const BASELINES: [&str; 2] = [".baseline.csv", ".simulate.csv"];

/// A folder that is deeper than this is not searched: links cannot go round,
/// since none are followed, but a mount may.
const DEEPEST: usize = 64;

/// Every scenario below `paths`: a file or an embedded name stands for itself, a
/// folder for the files in and below it that end on `.toml` and have a table
/// `[scenario]`. Hidden folders, folders of a build (`CACHEDIR.TAG`) and links
/// are not searched.
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
    if found.scenarios.is_empty() && found.orphans.is_empty() {
        let message = format!("geen scenario gevonden in {}", paths.join(", "));
        return Err(Diagnostic::new(Code::ScenarioOnbekend, message)
            .help("een scenario is een bestand op .toml met een tabel [scenario]; `spuk init NAAM` schrijft er een"));
    }
    Ok(found)
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
        } else if kind.is_file() && name.ends_with(".toml") {
            let shown = path.display().to_string();
            if is_scenario(&path) && !found.scenarios.contains(&shown) {
                found.scenarios.push(shown);
            }
        } else if kind.is_file()
            && let Some(stem) = BASELINES.iter().find_map(|end| name.strip_suffix(end))
            && !folder.join(format!("{stem}.toml")).exists()
            && !found.orphans.contains(&path)
        {
            found.orphans.push(path);
        }
    }
    Ok(())
}

/// Whether a file says that it is a scenario. It is not parsed: a scenario with
/// a fault in it has to be found, to say what the fault is. What cannot be read
/// is left to the loader to complain about.
fn is_scenario(path: &Path) -> bool {
    match read_bytes(path, LARGEST_SCENARIO) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).lines().any(names_scenario),
        Err(_) => true,
    }
}

fn names_scenario(line: &str) -> bool {
    let line = line.trim_start_matches(['\u{feff}', ' ', '\t']);
    if let Some(rest) = line.strip_prefix('[') {
        let rest = rest.trim_start();
        let rest = rest.strip_prefix("scenario").map(str::trim_start);
        return rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([']', '.']));
    }
    let rest = line.strip_prefix("scenario").map(str::trim_start);
    rest.is_some_and(|rest| rest.starts_with(['.', '=']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_says_so_in_whatever_way_toml_allows() {
        for line in [
            "[scenario]",
            " [ scenario ] # kop",
            "\u{feff}[scenario]",
            "scenario.naam = 'x'",
            "scenario = { van = 2024 }",
        ] {
            assert!(names_scenario(line), "{line}");
        }
        for line in ["[scenarios]", "[package]", "# [scenario]", "scenarios = 1"] {
            assert!(!names_scenario(line), "{line}");
        }
    }
}
