//! Files as they were read on another machine: all that a question needs, so that it can be
//! answered where none of them are.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::world::{FileKind, Files, InMemory, World};

/// Files by path, and the working folder of whoever read them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Snapshot {
    folder: PathBuf,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Snapshot {
    /// All files that were read in a world so far, with what is in them. A link is followed
    /// now, and is the file that it led to from here on.
    ///
    /// # Errors
    /// A file that is gone or cannot be read, or no working folder.
    pub fn of(world: &World) -> io::Result<Self> {
        let folder = std::path::absolute(".")?;
        let read = world.files_read().into_iter();
        let files = read.map(|path| {
            let bytes = world.read(&path, world.limits.file)?;
            Ok((folder.join(path), bytes))
        });
        Ok(Self {
            files: files.collect::<io::Result<_>>()?,
            folder,
        })
    }

    /// The same as files.
    pub fn stock(self) -> Stock {
        let files = self.files.into_iter();
        Stock {
            folder: self.folder,
            files: files.fold(InMemory::default(), |all, (path, bytes)| {
                all.with(path, bytes)
            }),
        }
    }
}

/// The files of a [`Snapshot`], and no others.
#[derive(Debug, Clone, Default)]
pub struct Stock {
    folder: PathBuf,
    files: InMemory,
}

impl Stock {
    fn at(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }
}

impl Files for Stock {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        self.files.read(&self.at(path), most)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.files.canonicalize(&self.at(path))
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        self.files.kind(&self.at(path))
    }

    fn is_link(&self, _: &Path) -> bool {
        false
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, FileKind)>> {
        self.files.list(&self.at(folder))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_was_read_is_there_once_it_is_gone_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        let at = |name: &str| root.join(name);
        fs::create_dir(at("onder")).unwrap();
        for name in ["a.csv", "b.csv", "onder/c.csv"] {
            fs::write(at(name), name).unwrap();
        }
        let world = World::default();
        for name in ["onder/../a.csv", "onder/c.csv"] {
            world.read(&at(name), 99).unwrap();
        }
        let snapshot = Snapshot::of(&world).unwrap();
        let bytes = postcard::to_allocvec(&snapshot).unwrap();
        drop(folder.close());
        let stock = postcard::from_bytes::<Snapshot>(&bytes).unwrap().stock();
        for name in ["a.csv", "onder/../a.csv"] {
            assert_eq!(stock.read(&at(name), 99).unwrap(), b"a.csv");
        }
        assert_eq!(stock.read(&at("onder/c.csv"), 5).unwrap(), b"onder");
        assert_eq!(stock.kind(&at("onder")).unwrap(), FileKind::Folder);
        assert!(stock.read(&at("b.csv"), 99).is_err());
        let names = stock.list(&root).unwrap();
        let names: Vec<_> = names.iter().filter_map(|(name, _)| name.to_str()).collect();
        assert_eq!(names, ["a.csv", "onder"]);
        assert!(!stock.is_link(&at("a.csv")));
    }

    #[test]
    fn a_relative_path_is_one_from_the_folder_of_who_asked() {
        let files = BTreeMap::from([(PathBuf::from("/werk/s/x.toml"), b"x".to_vec())]);
        let folder = PathBuf::from("/werk");
        let stock = Snapshot { folder, files }.stock();
        assert_eq!(stock.read(Path::new("s/x.toml"), 9).unwrap(), b"x");
        let real = stock.canonicalize(Path::new("./s/../s/x.toml")).unwrap();
        assert_eq!(real, Path::new("/werk/s/x.toml"));
    }
}
