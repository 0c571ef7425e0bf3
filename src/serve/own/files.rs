//! The files of one question: a folder that cannot be left, and what came along with the
//! question in front of it.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::kept::{Kept, is_name};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::{Disk, FileKind, Files};
use crate::terms::Text;

/// What a scenario is called that came along with a question, where no file has that name.
pub(in crate::serve) const ASKED: &str = "vraag.toml";

/// That name, and those for a folder that has files of the ones before.
pub(in crate::serve) fn names_along() -> impl Iterator<Item = String> {
    let others = (2..).map(|number| format!("vraag-{number}.toml"));
    std::iter::once(ASKED.to_owned()).chain(others)
}

/// Files and folders that are looked at for scenarios.
const MOST_LOOKED_AT: usize = 2000;

/// Bytes of a file within which a scenario says that it is one.
const BEGINNING: u64 = 64 << 10;

/// The path of figures of a visitor that were read, and their rows where they lie in memory and
/// not in the folder.
pub(in crate::serve) type ReadRows = (PathBuf, Option<Arc<[u8]>>);

/// What a question asked of the figures of visitors, however it named them: in a setting, in
/// a table of settings, by way of a scenario of the folder.
#[derive(Debug, Default)]
pub(in crate::serve) struct OwnRows {
    /// Those that were read, in the order in which they were first.
    pub read: Vec<ReadRows>,
    /// One that is neither kept nor in the folder.
    missing: Option<PathBuf>,
}

impl OwnRows {
    /// What is wrong with a question, in the words for figures that were kept once.
    pub fn told(&self, wrong: Diagnostic) -> Diagnostic {
        let Some(path) = self.missing.as_ref() else {
            return wrong;
        };
        if wrong.code() != Code::BestandOntbreekt {
            return wrong;
        }
        let path = path.display();
        let message = Text::new(
            format!("de eigen cijfers {path} zijn hier niet, of niet meer"),
            format!("the figures of your own {path} are not here, or no longer"),
        );
        Diagnostic::new(Code::BestandOntbreekt, message).help(Text::fixed(
            "sleep het bestand er opnieuw in: dezelfde cijfers krijgen dezelfde naam",
            "drop the file in again: the same figures get the same name",
        ))
    }
}

/// A folder, to which all paths are relative, and in front of it a file of the question
/// and those that visitors keep.
#[derive(Debug, Clone, Default)]
pub(in crate::serve) struct Fenced {
    /// The folder without links on the way to it; without one there is no file.
    root: Option<PathBuf>,
    /// What came along with a question, by the name that it has here.
    along: Option<(PathBuf, Arc<[u8]>)>,
    kept: Arc<Kept>,
    /// What was asked of the figures that visitors keep.
    own: Arc<Mutex<OwnRows>>,
}

impl Fenced {
    /// The files below `root`, a path without links, and what visitors keep.
    pub fn below(root: Option<PathBuf>, kept: Arc<Kept>) -> Self {
        Self {
            root,
            along: None,
            kept,
            own: Arc::default(),
        }
    }

    /// What was asked of the figures of visitors until now.
    pub fn own(&self) -> Arc<Mutex<OwnRows>> {
        Arc::clone(&self.own)
    }

    /// The same files, and what came along with a question under a name.
    #[must_use]
    pub fn with(self, along: Option<(PathBuf, Arc<[u8]>)>) -> Self {
        Self { along, ..self }
    }

    /// Where relative paths start. Without a folder no path leads to a file of the machine.
    fn root(&self) -> &Path {
        self.root.as_deref().unwrap_or(Path::new("/"))
    }

    /// A path as it counts from the folder.
    fn without_root<'p>(&self, path: &'p Path) -> &'p Path {
        let own = path.strip_prefix(self.root()).unwrap_or(path);
        own.strip_prefix(".").unwrap_or(own)
    }

    /// What stands in front of the folder at a path: where it lies there, and its bytes.
    fn in_front(&self, path: &Path) -> Option<(PathBuf, Arc<[u8]>)> {
        let own = self.without_root(path);
        let along = self.along.as_ref().filter(|(name, _)| name == own);
        let along = along.map(|(_, bytes)| Arc::clone(bytes));
        let bytes = along.or_else(|| self.kept.get(own))?;
        Some((self.root().join(own), bytes))
    }

    /// Where a path leads, links followed. What lies outside is as if it were not there,
    /// so that nobody can ask what there is.
    fn inside(&self, path: &Path) -> io::Result<PathBuf> {
        self.below_root(path).inspect_err(|_| {
            let own = self.without_root(path);
            if is_name(own) {
                held(&self.own).missing = Some(own.to_owned());
            }
        })
    }

    fn below_root(&self, path: &Path) -> io::Result<PathBuf> {
        let root = self.root.as_ref().ok_or(io::ErrorKind::NotFound)?;
        let real = Disk.canonicalize(&root.join(path));
        let real = real.map_err(|_| io::Error::from(io::ErrorKind::NotFound))?;
        match real.starts_with(root) {
            true => Ok(real),
            false => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// The scenarios in the folder and in the folders in it, by their paths, in order.
    pub fn scenarios(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut left = MOST_LOOKED_AT;
        if self.root.is_some() {
            self.scenarios_in(Path::new(""), &mut left, &mut found);
        }
        found.sort();
        found
    }

    fn scenarios_in(&self, folder: &Path, left: &mut usize, found: &mut Vec<String>) {
        let mut entries = self.list(folder).unwrap_or_default();
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (name, kind) in entries {
            let path = folder.join(&name);
            let Some(text) = path.to_str().filter(|_| *left > 0) else {
                continue;
            };
            *left -= 1;
            match kind {
                _ if name.to_string_lossy().starts_with('.') => {}
                FileKind::Folder if folder.as_os_str().is_empty() => {
                    self.scenarios_in(&path, left, found);
                }
                FileKind::File if text.ends_with(".toml") && self.says_scenario(&path) => {
                    found.push(text.to_owned());
                }
                _ => {}
            }
        }
    }

    /// Whether a file has the table that a scenario begins with.
    fn says_scenario(&self, path: &Path) -> bool {
        let bytes = self.read(path, BEGINNING).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines().map(str::trim);
        lines.any(|line| line.starts_with("[scenario]") || line.starts_with("scenario."))
    }

    /// Notes figures of a visitor, once.
    fn was_read(&self, path: &Path, kept: Option<&Arc<[u8]>>) {
        let path = self.without_root(path);
        let mut own = held(&self.own);
        if is_name(path) && own.read.iter().all(|(known, _)| known != path) {
            own.read.push((path.to_owned(), kept.cloned()));
        }
    }

    fn is_start(&self, path: &Path) -> bool {
        let empty = path.as_os_str().is_empty();
        empty || path == Path::new(".") || path == self.root()
    }
}

fn held(own: &Mutex<OwnRows>) -> MutexGuard<'_, OwnRows> {
    own.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Files for Fenced {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        if let Some((_, bytes)) = self.in_front(path) {
            self.was_read(path, Some(&bytes));
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            return Ok(bytes[..bytes.len().min(most)].to_owned());
        }
        let real = self.inside(path)?;
        // Reading a pipe may never end, and a question would wait for it.
        if Disk.kind(&real)? == FileKind::Special {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let bytes = Disk.read(&real, most)?;
        self.was_read(&real, None);
        Ok(bytes)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        if let Some((real, _)) = self.in_front(path) {
            return Ok(real);
        }
        if self.root.is_none() && self.is_start(path) {
            return Ok(self.root().to_owned());
        }
        self.inside(path)
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        // As on a disk: what has no name is not there.
        if path.as_os_str().is_empty() {
            return Err(io::ErrorKind::NotFound.into());
        }
        if self.in_front(path).is_some() {
            return Ok(FileKind::File);
        }
        if self.root.is_none() && self.is_start(path) {
            return Ok(FileKind::Folder);
        }
        Disk.kind(&self.inside(path)?)
    }

    fn is_link(&self, path: &Path) -> bool {
        let Some(root) = &self.root else {
            return false;
        };
        self.in_front(path).is_none() && self.inside(path).is_ok() && Disk.is_link(&root.join(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, FileKind)>> {
        Disk.list(&self.inside(folder)?)
    }

    fn name_of(&self, real: &Path) -> PathBuf {
        let own = real.strip_prefix(self.root());
        own.map(Path::to_owned).unwrap_or_default()
    }

    fn can_be_opened(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("binnen/onder")).unwrap();
        fs::write(folder.path().join("binnen/a.toml"), "a").unwrap();
        fs::write(folder.path().join("buiten.toml"), "geheim").unwrap();
        folder
    }

    #[test]
    fn no_way_leads_out_of_the_folder() {
        let folder = folder();
        let root = fs::canonicalize(folder.path().join("binnen")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("../buiten.toml", root.join("link.toml")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("..", root.join("op")).unwrap();
        let files = Fenced::below(Some(root.clone()), Arc::default());
        for inside in [
            "a.toml",
            "./a.toml",
            "onder/../a.toml",
            root.join("a.toml").to_str().unwrap(),
        ] {
            assert_eq!(files.read(Path::new(inside), 9).unwrap(), b"a", "{inside}");
        }
        let absolute = folder.path().join("buiten.toml");
        for outside in [
            "../buiten.toml",
            "onder/../../buiten.toml",
            "link.toml",
            "op/buiten.toml",
            "/etc/passwd",
            "..",
            "op",
            absolute.to_str().unwrap(),
        ] {
            let path = Path::new(outside);
            let gone = |kind: io::Error| assert_eq!(kind.kind(), io::ErrorKind::NotFound);
            gone(files.read(path, 9).unwrap_err());
            gone(files.kind(path).unwrap_err());
            gone(files.canonicalize(path).unwrap_err());
            gone(files.list(path).unwrap_err());
            assert!(!files.is_link(path), "{outside}");
        }
    }

    #[test]
    fn a_question_stands_in_front_of_the_folder() {
        let folder = folder();
        let root = fs::canonicalize(folder.path().join("binnen")).unwrap();
        for root in [Some(root), None] {
            let kept = Arc::<Kept>::default();
            let rows = kept.keep("ik", None, b"vraag").unwrap();
            let files = Fenced::below(root, kept);
            let files = files.with(Some((ASKED.into(), b"vraag"[..].into())));
            for path in [ASKED, &rows] {
                let path = Path::new(path);
                assert_eq!(files.read(path, 3).unwrap(), b"vra");
                assert_eq!(files.kind(path).unwrap(), FileKind::File);
                let real = files.canonicalize(path).unwrap();
                let start = files.canonicalize(Path::new(".")).unwrap();
                assert!(real.starts_with(start));
                assert_eq!(files.read(&real, 9).unwrap(), b"vraag");
            }
        }
    }

    #[test]
    fn without_a_folder_there_is_no_file() {
        let files = Fenced::default();
        for path in ["/etc/passwd", "Cargo.toml", "..", "/"] {
            assert!(files.read(Path::new(path), 9).is_err(), "{path}");
        }
        assert!(files.list(Path::new(".")).is_err());
    }
}
