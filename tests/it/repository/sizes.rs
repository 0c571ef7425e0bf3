//! Files and folders are small enough to hold in the head.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::in_project;

/// A source file longer than this is more than one thought.
const LONGEST: usize = 500;

/// More files than this on a level of a folder are more than one subject. The one that
/// says what the others are is not counted.
const MOST_FILES: usize = 14;

/// Where Rust of this project stands.
const OF_RUST: [&str; 4] = ["src", "tests/it", "benches", "examples"];

/// Files of Rust and no folders, by the folder that they are in.
fn collect(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<PathBuf>>) {
    for entry in fs::read_dir(folder).expect("a folder of source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.entry(folder.to_owned()).or_default().push(path);
        }
    }
}

fn all() -> BTreeMap<PathBuf, Vec<PathBuf>> {
    let mut found = BTreeMap::new();
    for folder in OF_RUST {
        collect(&in_project(folder), &mut found);
    }
    found
}

#[test]
fn no_folder_holds_more_than_a_reader_takes_in() {
    let mut folders = all();
    for files in folders.values_mut() {
        files.retain(|file| !file.ends_with("mod.rs"));
    }
    folders.retain(|_, files| files.len() > MOST_FILES);
    assert!(folders.is_empty(), "{folders:#?}");
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let long: Vec<String> = all()
        .values()
        .flatten()
        .map(|file| {
            (
                fs::read_to_string(file).expect("source").lines().count(),
                file,
            )
        })
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, file)| format!("{}: {lines} lines", file.display()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}
