//! What cannot be written, and what a new scenario says.

use std::fs;

use spuk::internals::input::diagnostic::Code;

use super::column;
use crate::common::Folder;

// --- Output ----------------------------------------------------------------------------

#[test]
fn what_cannot_be_written_is_refused_and_leaves_nothing() {
    let folder = Folder::with_basis();
    let out = |path, words: &[&str]| {
        folder.refuses(
            &["run", "s.toml", "--out", path],
            Code::NietTeSchrijven,
            words,
        );
        folder.refuses(
            &["amounts", "s.toml", "--out", path],
            Code::NietTeSchrijven,
            words,
        );
    };
    out("nergens/uit.csv", &["nergens bestaat niet"]);
    out(".", &["het is een map"]);
    out("s.toml/uit.csv", &["s.toml is geen map"]);
    folder.refuses(
        &["init", "nergens/x"],
        Code::NietTeSchrijven,
        &["nergens bestaat niet"],
    );
    folder.refuses(
        &["init", "s"],
        Code::NietTeSchrijven,
        &["s.toml bestaat al"],
    );
    for name in ["wi2021", "oud-ritme.toml"] {
        folder.refuses(&["init", name], Code::Opdrachtregel, &["ingebouwd"]);
    }
    folder.refuses(&["init", ""], Code::Opdrachtregel, &["naam"]);
    folder.refuses(&["init", "x/"], Code::Opdrachtregel, &["naam"]);
    folder.refuses(&["init", "a\nb"], Code::Opdrachtregel, &["naam"]);
}

/// Also root cannot write there, so this holds wherever the tests run.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_refuses_and_a_full_device_are_named_in_dutch() {
    let folder = Folder::with_basis();
    folder.refuses(
        &["run", "s.toml", "--out", "/proc/uit.csv"],
        Code::NietTeSchrijven,
        &["/proc/uit.csv kan niet worden geschreven"],
    );
    folder.refuses(
        &["run", "s.toml", "--out", "/dev/full"],
        Code::NietTeSchrijven,
        &["de schijf is vol"],
    );
}

#[cfg(unix)]
#[test]
fn a_device_stays_a_device_and_a_link_a_link() {
    let folder = Folder::with_basis().and("echt.csv", "oud");
    std::os::unix::fs::symlink("echt.csv", folder.path("link.csv")).unwrap();
    std::os::unix::fs::symlink("/dev/null", folder.path("niets")).unwrap();
    folder.accepts(&["run", "s.toml", "--out", "link.csv"]);
    folder.accepts(&["run", "s.toml", "--out", "niets"]);
    assert!(folder.path("link.csv").is_symlink());
    assert!(folder.path("niets").is_symlink());
    assert_ne!(fs::read(folder.path("echt.csv")).unwrap(), b"oud");
}

/// The suggestions of `spuk init`, from `[betaalritme]` on, with the hash taken away.
#[test]
fn the_rhythms_that_a_new_scenario_suggests_keep_the_law_until_2028() {
    let folder = Folder::with_basis();
    folder.accepts(&["init", "nieuw"]);
    let text = fs::read_to_string(folder.path("nieuw.toml")).unwrap();
    let suggested: String = text
        .split("\n\n")
        .find(|block| block.contains("# [[betaalritme]]"))
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| line.contains(['[', '=']))
        .map(|line| format!("{line}\n"))
        .collect();
    let folder = folder.and("nieuw.toml", text + &suggested);
    let amounts = |name| {
        let (out, _) = folder.accepts(&["amounts", name, "--format", "csv"]);
        column(&out, "afgeleid")
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (law, new) = (amounts("wi2021"), amounts("nieuw.toml"));
    let (out, _) = folder.accepts(&["amounts", "wi2021", "--format", "csv"]);
    let years = column(&out, "jaar");
    assert!(
        law.iter()
            .zip(&new)
            .zip(years)
            .all(|((law, new), jaar)| jaar >= "2028" || law == new)
    );
    assert_ne!(law, new);
}

#[test]
fn a_new_scenario_of_any_name_can_be_read() {
    let folder = Folder::with_basis();
    for name in ["e\u{301}en \"aan\\halings\" teken", "twee.drie"] {
        folder.accepts(&["init", name]);
        let file = format!("{name}.toml");
        folder.accepts(&["amounts", &file]);
    }
}
