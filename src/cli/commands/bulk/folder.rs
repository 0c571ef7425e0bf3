//! A folder of files that is whole or absent.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::cli::output::not_written;
use crate::input::diagnostic::{Diagnostic, refusal};
use crate::terms::Text;

/// A folder beside the one that was asked for, and gone with all that is in it unless it
/// takes its place.
#[derive(Debug)]
pub struct NewFolder {
    asked: PathBuf,
    made: TempDir,
}

impl NewFolder {
    /// A folder beside `path`, where nothing is or an empty folder.
    ///
    /// # Errors
    /// Something in that folder, no folder to make it in, or one that cannot be written.
    pub fn beside(path: &Path) -> Result<Self, Diagnostic> {
        if let Ok(mut inside) = fs::read_dir(path) {
            if inside.next().is_some() {
                let why = Text::fixed("er staat al iets in", "there is something in it");
                return Err(not_written(path, &why).help(Text::fixed(
                    "noem een map die er nog niet is, of maak haar eerst leeg",
                    "name a folder that is not there yet, or empty it first",
                )));
            }
        } else if path.exists() {
            let why = Text::fixed("het is geen map", "it is no folder");
            return Err(not_written(path, &why));
        }
        let within = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".spuk-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As open to others as the user lets a folder be.
            builder.permissions(fs::Permissions::from_mode(0o777));
        }
        let made = builder.tempdir_in(within);
        let made = made.map_err(|error| not_written(path, &refusal(&error)))?;
        Ok(Self {
            asked: path.to_owned(),
            made,
        })
    }

    /// Where its files are to be written.
    pub fn path(&self) -> &Path {
        self.made.path()
    }

    /// Takes the place that was asked for, once all of its files are on the disk.
    ///
    /// # Errors
    /// If something came there meanwhile.
    pub fn keep(self) -> Result<(), Diagnostic> {
        // An empty folder may stand in the way; one with something in it stays.
        let _ = fs::remove_dir(&self.asked);
        let moved = fs::rename(self.made.path(), &self.asked);
        moved.map_err(|error| not_written(&self.asked, &refusal(&error)))?;
        // It is no temporary one any more.
        let _ = self.made.keep();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_whole_or_absent() {
        let root = tempfile::tempdir().unwrap();
        let names = || fs::read_dir(root.path()).unwrap().count();
        let asked = root.path().join("nieuw");
        let made = NewFolder::beside(&asked).unwrap();
        fs::write(made.path().join("a"), "x").unwrap();
        drop(made);
        assert_eq!(names(), 0);
        for empty in [false, true] {
            if empty {
                fs::remove_dir_all(&asked).unwrap();
                fs::create_dir(&asked).unwrap();
            }
            let made = NewFolder::beside(&asked).unwrap();
            fs::write(made.path().join("a"), "x").unwrap();
            made.keep().unwrap();
            assert_eq!(fs::read(asked.join("a")).unwrap(), b"x");
            assert_eq!(names(), 1);
        }
        let refused = NewFolder::beside(&asked).unwrap_err();
        assert!(
            refused
                .message()
                .to_string()
                .ends_with("er staat al iets in")
        );
        assert!(NewFolder::beside(&root.path().join("weg/nieuw")).is_err());
        assert!(NewFolder::beside(&asked.join("a")).is_err());
        assert_eq!(names(), 1);
    }
}
