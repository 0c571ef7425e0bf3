//! The files of one question: a folder that cannot be left, and what came along with the
//! question in front of it.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::input::{Disk, FileKind, Files};

/// What a scenario is called that came along with a question.
pub(super) const ASKED: &str = "vraag.toml";

/// A folder, to which all paths are relative, and a file of the question in front of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Fenced {
    /// The folder without links on the way to it; without one there is no file.
    root: Option<PathBuf>,
    /// The text of [`ASKED`].
    asked: Option<Vec<u8>>,
}

impl Fenced {
    /// The files below `root`, a path without links.
    pub fn below(root: Option<PathBuf>) -> Self {
        Self { root, asked: None }
    }

    /// The same files, and the scenario of a question.
    #[must_use]
    pub fn with(self, asked: Option<Vec<u8>>) -> Self {
        Self { asked, ..self }
    }

    /// Where relative paths start. Without a folder no path leads to a file of the machine.
    fn root(&self) -> &Path {
        self.root.as_deref().unwrap_or(Path::new("/"))
    }

    /// The text of a question, where a path is its name.
    fn asked(&self, path: &Path) -> Option<&[u8]> {
        let own = path == Path::new(ASKED) || path == self.root().join(ASKED);
        self.asked.as_deref().filter(|_| own)
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

    fn is_start(&self, path: &Path) -> bool {
        let empty = path.as_os_str().is_empty();
        empty || path == Path::new(".") || path == self.root()
    }
}

impl Files for Fenced {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        if let Some(text) = self.asked(path) {
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            return Ok(text[..text.len().min(most)].to_owned());
        }
        let real = self.inside(path)?;
        // Reading a pipe may never end, and a question would wait for it.
        if Disk.kind(&real)? == FileKind::Special {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        Disk.read(&real, most)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        if self.asked(path).is_some() {
            return Ok(self.root().join(ASKED));
        }
        if self.root.is_none() && self.is_start(path) {
            return Ok(self.root().to_owned());
        }
        self.inside(path)
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        if self.asked(path).is_some() {
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
        self.asked(path).is_none() && self.inside(path).is_ok() && Disk.is_link(&root.join(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, FileKind)>> {
        Disk.list(&self.inside(folder)?)
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
        let files = Fenced::below(Some(root.clone()));
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
        for files in [Fenced::below(Some(root)), Fenced::default()] {
            let files = files.with(Some(b"vraag".to_vec()));
            let path = Path::new(ASKED);
            assert_eq!(files.read(path, 3).unwrap(), b"vra");
            assert_eq!(files.kind(path).unwrap(), FileKind::File);
            let real = files.canonicalize(path).unwrap();
            let start = files.canonicalize(Path::new(".")).unwrap();
            assert!(real.starts_with(start));
            assert_eq!(files.read(&real, 9).unwrap(), b"vraag");
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
