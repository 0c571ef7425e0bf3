//! The repository that the program runs in, as far as annotations ask for it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::check::output::Repository;

/// A git repository, or none.
pub struct GitRepository {
    /// The folder that the program runs in, from the root; `None` outside a repository.
    inside: Option<PathBuf>,
}

impl GitRepository {
    /// The one around the folder that the program runs in.
    pub fn here() -> Self {
        let folder = std::env::current_dir().unwrap_or_default();
        let root = folder
            .ancestors()
            .find(|folder| folder.join(".git").exists());
        let inside = root.and_then(|root| folder.strip_prefix(root).ok());
        Self {
            inside: inside.map(Path::to_owned),
        }
    }
}

/// What git prints for these arguments; `None` where it is not there or has no answer.
/// It is kept from running what a repository names: watchers of files, programs that
/// verify signatures, pagers. Filters of a working tree are the user's own setting.
fn git(arguments: &[&str]) -> Option<String> {
    let safe = [
        "-c",
        "core.fsmonitor=false",
        "-c",
        "log.showSignature=false",
        "--no-pager",
    ];
    let output = Command::new("git")
        .args(safe)
        .args(arguments)
        .output()
        .ok()?;
    let text = output.status.success().then_some(output.stdout)?;
    String::from_utf8(text).ok()
}

impl Repository for GitRepository {
    fn path(&self, path: &str) -> String {
        let Some(inside) = self
            .inside
            .as_ref()
            .filter(|_| !Path::new(path).is_absolute())
        else {
            return path.to_owned();
        };
        let mut parts: Vec<String> = Vec::new();
        let joined = inside.join(path);
        for part in joined.to_string_lossy().split(['/', '\\']) {
            match part {
                "" | "." => {}
                // What leads out of the repository has no name in it.
                ".." if parts.pop().is_none() => return path.to_owned(),
                ".." => {}
                part => parts.push(part.to_owned()),
            }
        }
        parts.join("/")
    }

    fn changed_line(&self, scenario: &str, baseline: &Path) -> Option<u64> {
        self.inside.as_ref()?;
        let baseline = baseline.to_str()?;
        let blessed = git(&["log", "-1", "--format=%H", "--", baseline])?;
        let blessed = blessed.trim();
        if blessed.is_empty() {
            return None;
        }
        let changes = git(&[
            "diff",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--unified=0",
            blessed,
            "--",
            scenario,
        ])?;
        first_new_line(&changes)
    }
}

/// The line that the first change of a diff is about, in the file as it is now: `12` of
/// `@@ -10,2 +12,3 @@`.
fn first_new_line(diff: &str) -> Option<u64> {
    let hunk = diff.lines().find_map(|line| line.strip_prefix("@@ "))?;
    let new = hunk.split(' ').find_map(|range| range.strip_prefix('+'))?;
    let line: u64 = new.split(',').next()?.parse().ok()?;
    // What is gone from the top stands above the first line.
    Some(line.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_change_of_a_diff_is_the_line_that_is_shown() {
        let diff = "--- a/s.toml\n+++ b/s.toml\n@@ -10,2 +12,3 @@ [prognose]\n-x\n@@ -40 +44 @@\n";
        assert_eq!(first_new_line(diff), Some(12));
        assert_eq!(first_new_line("@@ -1,4 +0,0 @@\n"), Some(1));
        assert_eq!(first_new_line(""), None);
    }

    #[test]
    fn paths_are_those_of_the_root() {
        let inside = |folder: &str| GitRepository {
            inside: Some(PathBuf::from(folder)),
        };
        assert_eq!(
            inside("model").path("scenarios/s.toml"),
            "model/scenarios/s.toml"
        );
        assert_eq!(inside("model/nl").path("../s.toml"), "model/s.toml");
        assert_eq!(inside("").path("./s.toml"), "s.toml");
        assert_eq!(inside("model").path("../../s.toml"), "../../s.toml");
        assert_eq!(inside("model").path("/tmp/s.toml"), "/tmp/s.toml");
        assert_eq!(GitRepository { inside: None }.path("a/s.toml"), "a/s.toml");
    }
}
