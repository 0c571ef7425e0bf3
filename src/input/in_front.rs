//! Files that exist only in memory, in front of those of the machine: what a caller
//! hands over as a value stands in a folder as if it had been written there.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::world::{Disk, FileKind, Files};

/// The disk with some files in front of it. A file in memory is found by the folder that
/// it was put in, which is on the disk, and its name.
#[derive(Debug, Clone, Default)]
pub struct InFront(BTreeMap<PathBuf, Vec<u8>>);

impl InFront {
    /// The same files and one more; a relative path starts in the working folder.
    #[must_use]
    pub fn with(mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> Self {
        let path = path.as_ref();
        let place = place(path).unwrap_or_else(|| path.to_owned());
        self.0.insert(place, bytes.into());
        self
    }

    /// Where a path leads in memory, with what is there.
    fn own(&self, path: &Path) -> Option<(PathBuf, &[u8])> {
        if self.0.is_empty() {
            return None;
        }
        let place = place(path)?;
        let bytes = self.0.get(&place)?;
        Some((place, bytes))
    }
}

/// The one absolute path of a file, whether or not it exists, in a folder that does.
fn place(path: &Path) -> Option<PathBuf> {
    let folder = match path.parent()? {
        empty if empty.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let folder = Disk.canonicalize(folder).ok()?;
    Some(folder.join(path.file_name()?))
}

impl Files for InFront {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let Some((_, bytes)) = self.own(path) else {
            return Disk.read(path, most);
        };
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Ok(bytes[..bytes.len().min(most)].to_owned())
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        match self.own(path) {
            Some((place, _)) => Ok(place),
            None => Disk.canonicalize(path),
        }
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        match self.own(path) {
            Some(_) => Ok(FileKind::File),
            None => Disk.kind(path),
        }
    }

    fn is_link(&self, path: &Path) -> bool {
        self.own(path).is_none() && Disk.is_link(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, FileKind)>> {
        let mut names: BTreeMap<OsString, FileKind> = Disk.list(folder)?.into_iter().collect();
        let real = Disk.canonicalize(folder)?;
        let own = self.0.keys();
        let own = own.filter(|path| path.parent() == Some(real.as_path()));
        let own = own.filter_map(|path| path.file_name());
        names.extend(own.map(|name| (name.to_owned(), FileKind::File)));
        Ok(names.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_in_memory_stands_in_its_folder_before_the_one_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.csv"), "disk").unwrap();
        fs::write(at("b.csv"), "disk").unwrap();
        fs::create_dir(at("onder")).unwrap();
        let files = InFront::default()
            .with(at("a.csv"), "memory")
            .with(at("c.csv"), "memory");
        let read = |name: &str| files.read(&at(name), 99).ok();
        assert_eq!(read("onder/../a.csv").unwrap(), b"memory");
        assert_eq!(read("b.csv").unwrap(), b"disk");
        assert_eq!(read("c.csv").unwrap(), b"memory");
        assert_eq!(read("onder/c.csv"), None);
        assert_eq!(files.read(&at("c.csv"), 3).unwrap(), b"mem");
        let names = files.list(folder.path()).unwrap();
        let names: Vec<_> = names
            .iter()
            .map(|(name, _)| name.to_str().unwrap())
            .collect();
        assert_eq!(names, ["a.csv", "b.csv", "c.csv", "onder"]);
        let real = Disk.canonicalize(folder.path()).unwrap();
        assert_eq!(
            files.canonicalize(&at("c.csv")).unwrap(),
            real.join("c.csv")
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_stands_in_front_of_a_link_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.csv"), "disk").unwrap();
        for name in ["b.csv", "c.csv"] {
            std::os::unix::fs::symlink(at("a.csv"), at(name)).unwrap();
        }
        let files = InFront::default().with(at("c.csv"), "memory");
        let links = ["a.csv", "b.csv", "c.csv"].map(|name| files.is_link(&at(name)));
        assert_eq!(links, [false, true, false]);
    }
}
