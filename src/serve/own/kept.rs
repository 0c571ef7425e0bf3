//! Figures of visitors: rows that were understood, kept in memory and nowhere else.
//!
//! A file is named after what it holds. Only who has the file, or was told its name, can
//! ask for it; and an address that names it works again once it is dropped in again.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::input::source::sha256_hex;

/// The folder in which they seem to lie.
pub(in crate::serve) const FOLDER: &str = "eigen";

/// Letters of the name of a file: as many as nobody guesses.
const NAME: usize = 32;

/// Bytes of one file, which is all that can come in with a question.
pub(in crate::serve) const LARGEST: usize = 16 << 20;

/// Files of one visitor.
pub(in crate::serve) const FILES_OF_ONE: usize = 8;

/// What a file is called of which nobody says it.
pub(in crate::serve) const UNNAMED: &str = "bestand";

/// Bytes of all files.
const ALL: usize = 128 << 20;

/// Letters of the name under which a file was dropped.
const CALLED: usize = 200;

/// As long as this a file is kept that nobody asks for.
const UNUSED: Duration = Duration::from_secs(8 * 60 * 60);

/// The files that are kept.
#[derive(Debug, Default)]
pub(in crate::serve) struct Kept(Mutex<Vec<File>>);

/// A file of a visitor.
#[derive(Debug)]
struct File {
    name: String,
    /// How the file was called that these rows were understood of, where that was said.
    called: Option<String>,
    /// Who dropped it; it is theirs each for itself.
    owners: Vec<String>,
    bytes: Arc<[u8]>,
    used: Instant,
}

impl Kept {
    /// Keeps rows of a file that was called so, and gives the path that they can be asked
    /// for by. The oldest of this visitor make place, but for visitors who dropped the same,
    /// and then the oldest of all. `None` for what is too large.
    pub fn keep(&self, owner: &str, called: Option<&str>, bytes: &[u8]) -> Option<String> {
        if bytes.len() > LARGEST {
            return None;
        }
        let name = sha256_hex(bytes)[..NAME].to_owned();
        let mut files = self.held();
        let known = files.iter().position(|file| file.name == name);
        let known = known.map(|place| files.remove(place).owners);
        let mut owners = known.unwrap_or_default();
        owners.retain(|own| own != owner);
        owners.push(owner.to_owned());
        files.push(File {
            name: name.clone(),
            called: called.map(|called| called.chars().take(CALLED).collect()),
            owners,
            bytes: bytes.into(),
            used: Instant::now(),
        });
        while files.iter().filter(|file| file.is_of(owner)).count() > FILES_OF_ONE {
            if let Some(place) = oldest(&files, |file| file.is_of(owner)) {
                take_from(&mut files, place, owner);
            }
        }
        while files.iter().map(|file| file.bytes.len()).sum::<usize>() > ALL {
            if let Some(place) = oldest(&files, |_| true) {
                files.remove(place);
            }
        }
        Some(path_of(&name))
    }

    /// The rows at a path, where they are kept.
    pub fn get(&self, path: &Path) -> Option<Arc<[u8]>> {
        let name = name_of(path)?;
        let mut files = self.held();
        let file = files.iter_mut().find(|file| file.name == name)?;
        file.used = Instant::now();
        Some(Arc::clone(&file.bytes))
    }

    /// How the file was called last of which the rows at a path were understood.
    pub fn called(&self, path: &Path) -> Option<String> {
        let name = name_of(path)?;
        let files = self.held();
        let file = files.iter().find(|file| file.name == name)?;
        file.called.clone()
    }

    /// Forgets the rows at a path, as one of several who dropped them for itself alone;
    /// whether there were any.
    pub fn forget(&self, owner: &str, path: &Path) -> bool {
        let name = name_of(path);
        let mut files = self.held();
        let place = files
            .iter()
            .position(|file| Some(file.name.as_str()) == name);
        if let Some(place) = place {
            take_from(&mut files, place, owner);
        }
        place.is_some()
    }

    /// The files, without those that nobody asked for in a long time.
    fn held(&self) -> MutexGuard<'_, Vec<File>> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.retain(|file| file.used.elapsed() < UNUSED);
        files
    }
}

impl File {
    fn is_of(&self, owner: &str) -> bool {
        self.owners.iter().any(|own| own == owner)
    }
}

fn oldest(files: &[File], among: impl Fn(&File) -> bool) -> Option<usize> {
    let numbered = files.iter().enumerate().filter(|(_, file)| among(file));
    let oldest = numbered.min_by_key(|(_, file)| file.used);
    oldest.map(|(place, _)| place)
}

/// Takes a file from a visitor. It is gone where no other visitor dropped it.
fn take_from(files: &mut Vec<File>, place: usize, owner: &str) {
    let owners = &mut files[place].owners;
    match owners.iter().position(|own| own == owner) {
        Some(own) if owners.len() > 1 => drop(owners.remove(own)),
        _ => drop(files.remove(place)),
    }
}

fn path_of(name: &str) -> String {
    format!("{FOLDER}/{name}.csv")
}

/// The name of the file that a path leads to, where it is one of these.
fn name_of(path: &Path) -> Option<&str> {
    let file = path.strip_prefix(FOLDER).ok()?.to_str()?;
    let name = file.strip_suffix(".csv")?;
    let is_name = name.len() == NAME
        && name
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    is_name.then_some(name)
}

/// Whether a path is one by which such rows are asked for.
pub(in crate::serve) fn is_name(path: &Path) -> bool {
    name_of(path).is_some()
}

/// The path that a value of a scenario leads to, where it is one of these.
pub(in crate::serve) fn path_in(value: &str) -> Option<PathBuf> {
    let path = value.trim().trim_matches(['"', '\'']);
    let path = Path::new(path.strip_prefix("./").unwrap_or(path));
    name_of(path).map(|name| path_of(name).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_of_a_visitor_make_place_and_those_of_others_stay() {
        let kept = Kept::default();
        let other = kept.keep("ander", None, b"x").unwrap();
        let own: Vec<String> = (0..=FILES_OF_ONE as u8)
            .map(|byte| kept.keep("ik", None, &[byte]).unwrap())
            .collect();
        assert_eq!(kept.get(Path::new(&own[0])), None);
        for path in own[1..].iter().chain([&other]) {
            assert!(kept.get(Path::new(path)).is_some(), "{path}");
        }
        assert_eq!(kept.keep("ander", Some("x.csv"), b"x"), Some(other.clone()));
        let called = |path: &str| kept.called(Path::new(path));
        assert_eq!(called(&other).as_deref(), Some("x.csv"));
        assert_eq!(called(&own[1]), None);
        let forget = |path: &str| kept.forget("ander", Path::new(path));
        assert!(forget(&other) && !forget(&other));
        assert_eq!(kept.keep("ik", None, &vec![0; LARGEST + 1]), None);
    }

    #[test]
    fn what_two_dropped_stays_as_long_as_either_has_it() {
        let kept = Kept::default();
        let both = kept.keep("een", None, b"samen").unwrap();
        assert_eq!(kept.keep("twee", None, b"samen"), Some(both.clone()));
        let is_there = || kept.get(Path::new(&both)).is_some();
        let eight = |owner: &str| {
            for byte in 0..FILES_OF_ONE as u8 {
                kept.keep(owner, None, &[owner.len() as u8, byte]).unwrap();
            }
        };
        // The second lets it go, and has no fewer files of its own than anyone.
        eight("twee");
        let of = |owner: &str| kept.held().iter().filter(|file| file.is_of(owner)).count();
        assert_eq!((of("een"), of("twee")), (1, FILES_OF_ONE));
        assert!(is_there());
        kept.keep("twee", None, b"samen").unwrap();
        assert_eq!((of("een"), of("twee")), (1, FILES_OF_ONE));
        assert!(kept.forget("een", Path::new(&both)));
        assert!(is_there());
        eight("twee");
        assert!(!is_there());
        // Who has the link and dropped nothing takes it from who did.
        let alone = kept.keep("een", None, b"alleen").unwrap();
        assert!(kept.forget("drie", Path::new(&alone)));
        assert!(kept.get(Path::new(&alone)).is_none());
    }

    #[test]
    fn all_together_they_are_bounded() {
        let kept = Kept::default();
        for owner in 0..10_u8 {
            let path = kept
                .keep(&owner.to_string(), None, &vec![owner; LARGEST])
                .unwrap();
            assert!(kept.get(Path::new(&path)).is_some());
        }
        let bytes: usize = kept.held().iter().map(|file| file.bytes.len()).sum();
        assert_eq!(bytes, ALL);
    }

    #[test]
    fn only_its_own_names_lead_to_a_file() {
        let kept = Kept::default();
        let path = kept.keep("ik", None, b"gm_code").unwrap();
        assert_eq!(path_in(&format!("\"{path}\"")), Some(PathBuf::from(&path)));
        assert_eq!(path_in(&format!("./{path}")), Some(PathBuf::from(&path)));
        for other in ["eigen/a.csv", "eigen/../a.csv", "a.csv", "", "eigen"] {
            assert_eq!(path_in(other), None, "{other}");
        }
        assert!(kept.get(&Path::new("map").join(&path)).is_none());
    }
}
