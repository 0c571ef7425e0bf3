//! What an answer is made from outside the program: files, the date, limits.
//!
//! A value and no state of the process, so that a server answers many questions
//! at once and a test has files that are on no disk.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::exact::money::Cents;

/// The files, the date and the limits of one question.
#[derive(Debug)]
pub struct World {
    files: Box<dyn Files>,
    /// The date of receipts, in UTC.
    pub date: Date,
    /// What is too large to read or to make.
    pub limits: Limits,
    /// An amount that the books of every projection are told the state has paid and
    /// nobody received. It is zero: no input can lose a cent, so that only this shows
    /// a test what a command does when one is lost.
    pub discrepancy: Cents,
    /// The files that were read, by their canonical paths, with the paths they were asked by.
    read: Mutex<BTreeMap<PathBuf, BTreeSet<PathBuf>>>,
}

/// What is refused for its size, before it takes the memory of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a file.
    pub file: u64,
    /// Bytes that a workbook takes when it is unpacked, and the table in it.
    pub unpacked: u64,
    /// Bytes of a scenario with all that it inherits.
    pub scenario: u64,
    /// Bytes that the cells of a simulation take.
    pub simulation: usize,
}

impl Default for Limits {
    /// Some 15 million rows of counts; a scenario a thousand times the largest that
    /// is shipped; a simulation that fits on a laptop.
    fn default() -> Self {
        Self {
            file: 512 << 20,
            unpacked: 512 << 20,
            scenario: 16 << 20,
            simulation: 8 << 30,
        }
    }
}

impl Default for World {
    /// The disk, and the date of the clock.
    fn default() -> Self {
        Self::today(Disk)
    }
}

impl World {
    /// A world with these files on the date of the clock, and the usual limits.
    pub fn today(files: impl Files + 'static) -> Self {
        let today = Offset::UTC.to_datetime(Timestamp::now()).date();
        Self::new(files, today)
    }

    /// A world with these files on this date, and the usual limits.
    pub fn new(files: impl Files + 'static, date: Date) -> Self {
        Self {
            files: Box::new(files),
            date,
            limits: Limits::default(),
            discrepancy: Cents::ZERO,
            read: Mutex::default(),
        }
    }

    /// The first `most` bytes of a file. It is kept in mind that a file, and no device
    /// or pipe, was read, for [`World::was_read`].
    ///
    /// # Errors
    /// As [`Files::read`].
    pub fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let bytes = self.files.read(path, most)?;
        // A terminal can be read and written.
        if self.is_file(path)
            && let Ok(real) = self.canonicalize(path)
        {
            let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            read.entry(real).or_default().insert(path.to_owned());
        }
        Ok(bytes)
    }

    /// Whether a file was read, under this name or another: output that takes its
    /// place would take away what it was made from.
    pub fn was_read(&self, path: &Path) -> bool {
        self.canonicalize(path).is_ok_and(|path| {
            let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            read.contains_key(&path)
        })
    }

    /// The paths by which files were read, and their canonical ones.
    pub fn files_read(&self) -> BTreeSet<PathBuf> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let both = read.iter();
        let both = both.flat_map(|(real, asked)| asked.iter().chain([real]));
        both.cloned().collect()
    }

    /// As [`Files::canonicalize`].
    ///
    /// # Errors
    /// As [`Files::canonicalize`].
    pub fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.files.canonicalize(path)
    }

    /// What a path leads to.
    ///
    /// # Errors
    /// As [`Files::kind`].
    pub fn kind(&self, path: &Path) -> io::Result<FileKind> {
        self.files.kind(path)
    }

    /// As [`Files::list`].
    ///
    /// # Errors
    /// As [`Files::list`].
    pub fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, FileKind)>> {
        self.files.list(folder)
    }

    /// Whether a path leads to anything.
    pub fn exists(&self, path: &Path) -> bool {
        self.kind(path).is_ok()
    }

    /// Whether a path leads to a file.
    pub fn is_file(&self, path: &Path) -> bool {
        self.kind(path).is_ok_and(|kind| kind == FileKind::File)
    }

    /// Whether a path leads to a folder.
    pub fn is_folder(&self, path: &Path) -> bool {
        self.kind(path).is_ok_and(|kind| kind == FileKind::Folder)
    }

    /// Whether a path is a link, wherever it leads.
    pub fn is_link(&self, path: &Path) -> bool {
        self.files.is_link(path)
    }

    /// As [`Files::name_of`].
    pub fn name_of(&self, real: &Path) -> PathBuf {
        self.files.name_of(real)
    }

    /// As [`Files::can_be_opened`].
    pub fn can_be_opened(&self) -> bool {
        self.files.can_be_opened()
    }
}

/// Where files are.
pub trait Files: fmt::Debug + Send + Sync {
    /// The first `most` bytes of a file: a device has no end.
    ///
    /// # Errors
    /// A path that leads to nothing or to a folder, or a file that cannot be read.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;

    /// The one absolute path of what `path` leads to, without links on the way.
    ///
    /// # Errors
    /// A path that leads to nothing, or through what cannot be looked into.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;

    /// What a path leads to, links followed.
    ///
    /// # Errors
    /// As [`Files::canonicalize`].
    fn kind(&self, path: &Path) -> io::Result<FileKind>;

    /// Whether a path is a link.
    fn is_link(&self, path: &Path) -> bool;

    /// What is in a folder by name, links not followed, in any order.
    ///
    /// # Errors
    /// What is no folder, or cannot be looked into.
    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, FileKind)>>;

    /// What an absolute path is called for who asks: where files lie on a machine of
    /// somebody else is not for everybody. Empty for the folder that paths start in.
    fn name_of(&self, real: &Path) -> PathBuf {
        real.to_owned()
    }

    /// Whether who asks can let a scenario read outside of its folder.
    fn can_be_opened(&self) -> bool {
        true
    }
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A link that was not followed.
    Link,
    /// A device, a pipe or a socket.
    Special,
}

impl FileKind {
    fn of(kind: fs::FileType) -> Self {
        if kind.is_symlink() {
            Self::Link
        } else if kind.is_dir() {
            Self::Folder
        } else if kind.is_file() {
            Self::File
        } else {
            Self::Special
        }
    }
}

/// The files of the machine.
#[derive(Debug, Clone, Copy)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let file = fs::File::open(path)?;
        let mut bytes = Vec::new();
        if let Ok(metadata) = file.metadata() {
            // A byte more shows the end without another allocation.
            let size = metadata.len().saturating_add(1).min(most);
            bytes.reserve_exact(usize::try_from(size).unwrap_or(0));
        }
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        fs::metadata(path).map(|it| FileKind::of(it.file_type()))
    }

    fn is_link(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, FileKind)>> {
        let entries = fs::read_dir(folder)?.map(|entry| {
            let entry = entry?;
            Ok((entry.file_name(), FileKind::of(entry.file_type()?)))
        });
        entries.collect()
    }
}

/// Files by path, below a root that is also the folder where relative paths start.
/// A folder is there where a file is in it.
#[derive(Debug, Clone, Default)]
pub struct InMemory(BTreeMap<PathBuf, Vec<u8>>);

impl InMemory {
    /// The same files and one more, at a path from the root.
    #[must_use]
    pub fn with(mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(absolute(path.as_ref()), bytes.into());
        self
    }

    /// The names below a folder that is there.
    fn below(&self, folder: &Path) -> Option<BTreeMap<OsString, FileKind>> {
        let folder = absolute(folder);
        let inside = self.0.keys().filter_map(|path| {
            let mut steps = path.strip_prefix(&folder).ok()?.components();
            let name = steps.next()?.as_os_str().to_owned();
            let kind = match steps.next() {
                None => FileKind::File,
                Some(_) => FileKind::Folder,
            };
            Some((name, kind))
        });
        let names: BTreeMap<_, _> = inside.collect();
        (!names.is_empty() || folder == Path::new("/")).then_some(names)
    }
}

impl Files for InMemory {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let bytes = self.0.get(&absolute(path)).ok_or(io::ErrorKind::NotFound)?;
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Ok(bytes[..bytes.len().min(most)].to_owned())
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.kind(path).map(|_| absolute(path))
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        if self.0.contains_key(&absolute(path)) {
            return Ok(FileKind::File);
        }
        let folder = self.below(path).map(|_| FileKind::Folder);
        folder.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn is_link(&self, _: &Path) -> bool {
        false
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, FileKind)>> {
        let names = self.below(folder).ok_or(io::ErrorKind::NotFound)?;
        Ok(names.into_iter().collect())
    }
}

/// The path from the root, without `.` and `..`.
fn absolute(path: &Path) -> PathBuf {
    let mut from_root = PathBuf::from("/");
    for component in path.components() {
        match component {
            Component::Normal(name) => from_root.push(name),
            Component::ParentDir => {
                from_root.pop();
            }
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    from_root
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = jiff::civil::date(2026, 7, 1);

    fn names(files: &impl Files, folder: &Path) -> Vec<(OsString, FileKind)> {
        let mut names = files.list(folder).unwrap();
        names.sort_by(|x, y| x.0.cmp(&y.0));
        names
    }

    #[test]
    fn memory_answers_as_the_disk_does() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("onder")).unwrap();
        let mut memory = InMemory::default();
        for (name, text) in [("a.csv", "abc"), ("onder/b.csv", "")] {
            fs::write(folder.path().join(name), text).unwrap();
            memory = memory.with(folder.path().join(name), text);
        }
        assert_eq!(names(&memory, folder.path()), names(&Disk, folder.path()));
        for name in ["a.csv", "onder", "onder/b.csv", "onder/../a.csv", "weg"] {
            let path = folder.path().join(name);
            assert_eq!(memory.kind(&path).ok(), Disk.kind(&path).ok(), "{name}");
            let bytes = memory.read(&path, 2).ok();
            assert_eq!(bytes, Disk.read(&path, 2).ok(), "{name}");
        }
    }

    #[test]
    fn what_was_read_is_known_by_any_name_and_in_that_world_only() {
        let files = InMemory::default().with("a.csv", "").with("b.csv", "");
        let world = World::new(files.clone(), DAY);
        world.read(Path::new("a.csv"), 1).unwrap();
        assert!(world.was_read(Path::new("onder/../a.csv")));
        assert!(!world.was_read(Path::new("b.csv")));
        assert!(!World::new(files, DAY).was_read(Path::new("a.csv")));
    }
}
