//! The files of one question: a folder that cannot be left, and what came along with the
//! question in front of it.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::kept::Kept;
use crate::input::{Disk, FileKind, Files};

/// What a scenario is called that came along with a question.
pub(in crate::serve) const ASKED: &str = "vraag.toml";

/// Files and folders that are looked at for scenarios.
const MOST_LOOKED_AT: usize = 2000;

/// Bytes of a file within which a scenario says that it is one.
const BEGINNING: u64 = 64 << 10;

/// A folder, to which all paths are relative, and in front of it a file of the question
/// and those that visitors keep.
#[derive(Debug, Clone, Default)]
pub(in crate::serve) struct Fenced {
    /// The folder without links on the way to it; without one there is no file.
    root: Option<PathBuf>,
    /// What came along with a question, by the name that it has here.
    along: Option<(PathBuf, Arc<[u8]>)>,
    kept: Arc<Kept>,
}

impl Fenced {
    /// The files below `root`, a path without links, and what visitors keep.
    pub fn below(root: Option<PathBuf>, kept: Arc<Kept>) -> Self {
        Self {
            root,
            along: None,
            kept,
        }
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

    /// What stands in front of the folder at a path: where it lies there, and its bytes.
    fn in_front(&self, path: &Path) -> Option<(PathBuf, Arc<[u8]>)> {
        let own = path.strip_prefix(self.root()).unwrap_or(path);
        let own = own.strip_prefix(".").unwrap_or(own);
        let along = self.along.as_ref().filter(|(name, _)| name == own);
        let along = along.map(|(_, bytes)| Arc::clone(bytes));
        let bytes = along.or_else(|| self.kept.get(own))?;
        Some((self.root().join(own), bytes))
    }

    /// Where a path leads, links followed. What lies outside is as if it were not there,
    /// so that nobody can ask what there is.
    fn inside(&self, path: &Path) -> io::Result<PathBuf> {
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

    fn is_start(&self, path: &Path) -> bool {
        let empty = path.as_os_str().is_empty();
        empty || path == Path::new(".") || path == self.root()
    }
}

impl Files for Fenced {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        if let Some((_, bytes)) = self.in_front(path) {
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            return Ok(bytes[..bytes.len().min(most)].to_owned());
        }
        let real = self.inside(path)?;
        // Reading a pipe may never end, and a question would wait for it.
        if Disk.kind(&real)? == FileKind::Special {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        Disk.read(&real, most)
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
