//! Which files a scenario may name.
//!
//! A scenario comes by mail from the other party of a negotiation. Without a
//! fence it could name any file of whoever runs it, and show a line of it in a
//! message, or keep the program busy with a device.

use std::path::{Component, Path, PathBuf};

use super::diagnostic::{Code, Diagnostic, expected, refusal};
use super::{FileKind, World};
use crate::terms::Text;
use crate::terms::legible;

/// What the user allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Access {
    /// Files outside the folder of the scenario may be read.
    pub outside: bool,
}

/// The folder that the files of a scenario stay in.
#[derive(Debug, Clone, Default)]
pub struct Fence(Reach);

/// How far a scenario reaches.
#[derive(Debug, Clone, Default)]
enum Reach {
    /// Everything is allowed, or nothing can be named.
    #[default]
    Everywhere,
    /// A folder and what lies below it.
    Within(PathBuf),
    /// Nowhere: where the folder lies could not be found out, for this reason.
    Nowhere(Text),
}

/// What whoever trusts a scenario can do.
const ALLOW: Text = Text::fixed(
    "vertrouwt u dit scenario, geef dan --allow-outside",
    "if you trust this scenario, pass --allow-outside",
);

/// What who asks can do where nobody can allow it.
const INSIDE: Text = Text::fixed(
    "noem een bestand uit die map; eigen tellingen kunt u in de werkbank slepen",
    "name a file of that folder; counts of your own can be dropped into the workbench",
);

/// The same where what was named is no file.
const FILE: Text = Text::fixed("noem een gewoon bestand", "name a regular file");

impl Fence {
    /// The fence around the folder of the scenario file that the user named.
    pub(crate) fn around(world: &World, file: &Path, access: Access) -> Self {
        if access.outside {
            return Self::default();
        }
        let folder = match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        Self(match world.canonicalize(folder) {
            Ok(root) => Reach::Within(root),
            Err(error) => Reach::Nowhere(refusal(&error)),
        })
    }

    /// Whether nothing is fenced off.
    pub fn is_open(&self) -> bool {
        matches!(self.0, Reach::Everywhere)
    }

    /// Refuses `path`, which the scenario wrote as `written`, where it lies
    /// outside the folder: by its own steps, or by links on the way. Inside it
    /// can only be a file: reading a pipe may never end.
    ///
    /// # Errors
    /// A path that leaves the folder, or a pipe or a device; any path where the
    /// folder cannot be found.
    pub fn check(&self, world: &World, path: &Path, written: &str) -> Result<(), Diagnostic> {
        let root = match &self.0 {
            Reach::Everywhere => return Ok(()),
            Reach::Within(root) => root,
            Reach::Nowhere(reason) => {
                let message = Text::new(
                    format!(
                        "`{written}` wordt niet gelezen: de map van het scenario is niet te vinden ({reason})"
                    ),
                    format!(
                        "`{written}` is not read: the folder of the scenario cannot be found ({reason:#})"
                    ),
                );
                return Err(Diagnostic::new(Code::BuitenDeMap, message));
            }
        };
        // A path that does not exist is judged by its steps alone, so that no
        // scenario can ask which files there are outside its folder.
        let by_steps = steps(world, path).is_some_and(|path| path.starts_with(root));
        let real = world.canonicalize(path).ok();
        let inside = match &real {
            Some(real) => real.starts_with(root),
            None => by_steps,
        };
        if !inside {
            let message = Text::new(
                format!("`{written}` ligt buiten de map van het scenario"),
                format!("`{written}` is outside the folder of the scenario"),
            );
            let help = if world.can_be_opened() { ALLOW } else { INSIDE };
            return Err(Diagnostic::new(Code::BuitenDeMap, message)
                .label(expected(file_in(&world.name_of(root))))
                .help(help));
        }
        let kind = real.and_then(|real| world.kind(&real).ok());
        if kind == Some(FileKind::Special) {
            let message = Text::new(
                format!("`{written}` is geen gewoon bestand"),
                format!("`{written}` is not a regular file"),
            );
            let help = if world.can_be_opened() { ALLOW } else { FILE };
            return Err(Diagnostic::new(Code::BuitenDeMap, message).help(help));
        }
        Ok(())
    }
}

/// A file in a folder, by the name that it has for who asks.
fn file_in(folder: &Path) -> Text {
    if folder.as_os_str().is_empty() {
        return Text::fixed(
            "een bestand in de map van het scenario",
            "a file in the folder of the scenario",
        );
    }
    let folder = legible::path(folder);
    Text::new(
        format!("een bestand in {folder}"),
        format!("a file in {folder}"),
    )
}

/// The absolute path without `.` and `..`, from the real folder it starts in.
fn steps(world: &World, path: &Path) -> Option<PathBuf> {
    // The longest part that exists is followed as the system would.
    let mut real = None;
    for ancestor in path.ancestors() {
        let ancestor = match ancestor {
            empty if empty.as_os_str().is_empty() => Path::new("."),
            ancestor => ancestor,
        };
        if let Ok(found) = world.canonicalize(ancestor) {
            let rest = path.strip_prefix(ancestor).unwrap_or(path);
            real = Some((found, rest));
            break;
        }
    }
    let (mut absolute, rest) = real?;
    for component in rest.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                absolute.pop();
            }
            Component::Normal(name) => absolute.push(name),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(absolute)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn refused(root: &Path, path: &str) -> bool {
        let world = World::default();
        let fence = Fence::around(&world, &root.join("s.toml"), Access::default());
        fence.check(&world, &root.join(path), path).is_err()
    }

    #[test]
    fn a_path_stays_in_the_folder_or_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("in");
        fs::create_dir_all(root.join("onder")).unwrap();
        for file in ["in/a.csv", "in/onder/b.csv", "c.csv"] {
            fs::write(folder.path().join(file), "").unwrap();
        }
        for path in [
            "a.csv",
            "onder/b.csv",
            "onder/../a.csv",
            "nergens.csv",
            "x/y.csv",
        ] {
            assert!(!refused(&root, path), "{path}");
        }
        for path in [
            "../c.csv",
            "../nergens.csv",
            "/etc/passwd",
            "/nergens",
            "x/../../c.csv",
        ] {
            assert!(refused(&root, path), "{path}");
        }
    }

    #[test]
    fn a_name_alone_is_one_of_the_working_folder() {
        assert!(!refused(Path::new(""), "Cargo.toml"));
        assert!(!refused(Path::new(""), "nergens.csv"));
        assert!(refused(Path::new(""), "../nergens.csv"));
    }

    #[test]
    fn only_who_allows_everything_has_no_fence() {
        let around = |outside: bool| {
            let file = Path::new("s.toml");
            Fence::around(&World::default(), file, Access { outside }).is_open()
        };
        assert!(around(true) && !around(false));
    }

    #[test]
    fn without_a_folder_nothing_is_within_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.csv"), "").unwrap();
        let gone = folder.path().join("weg");
        assert!(refused(&gone, "../a.csv"));
        assert!(refused(&gone, "a.csv"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_where_it_points() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("in");
        fs::create_dir(&root).unwrap();
        fs::write(folder.path().join("c.csv"), "").unwrap();
        fs::write(root.join("a.csv"), "").unwrap();
        std::os::unix::fs::symlink("../c.csv", root.join("uit")).unwrap();
        std::os::unix::fs::symlink("a.csv", root.join("hier")).unwrap();
        std::os::unix::fs::symlink(folder.path(), root.join("map")).unwrap();
        assert!(refused(&root, "uit"));
        assert!(refused(&root, "map/c.csv"));
        assert!(!refused(&root, "hier"));
    }
}
