//! Money that is not conserved ends a command with status 70, without output.
//!
//! No input can lose a cent, so a debug build is asked to believe that one is lost.
#![cfg(debug_assertions)]

use std::fs;
use std::path::Path;

use crate::common::Folder;

/// Runs with a lost cent: status 70, nothing on stdout, no file but the scenario.
fn breaks_off(args: &[&str]) {
    let text = "[scenario]\nbasis = \"wi2021\"\ntot = 2025\n";
    let folder = Folder::with(&[("s.toml", text)]);
    let output = folder
        .spuk(args)
        .env("SPUK_TEST_BREACH", "1")
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(70), "{args:?}: {stderr}");
    assert!(
        stderr.contains("fout in het programma: een cent"),
        "{stderr}"
    );
    assert_eq!(output.stdout, b"", "{args:?}");
    assert_eq!(files(folder.root()), 1, "{args:?}");
}

/// The files in and below a folder; `report` makes its folder before it reckons,
/// and an empty one shows nothing.
fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| if path.is_dir() { files(&path) } else { 1 })
        .sum()
}

#[test]
fn no_command_that_projects_shows_money_that_does_not_add_up() {
    for command in [
        "run s.toml",
        "run s.toml --out uit.csv",
        "run s.toml --draw 1",
        "simulate s.toml --draws 3 --out uit.csv",
        "simulate s.toml --draws 3 --shard 1/2 --out deel",
        "explain s.toml --gemeente Utrecht --jaar 2025",
        "explain s.toml --gemeente Utrecht --jaar 2025 --draw 1",
        "compare s.toml s.toml --set-b prestatie.aandeel=0",
        "compare s.toml s.toml --set-b prestatie.aandeel=0 --simulate 3",
        "report s.toml --draws 0 --out map",
        "report s.toml --draws 3 --out map",
        "check s.toml",
        "check s.toml --bless --simulate --draws 3",
        "check s.toml --format json --out uit.json",
    ] {
        breaks_off(&command.split(' ').collect::<Vec<_>>());
    }
}
