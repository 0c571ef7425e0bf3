//! The handbook: every page is in its table of contents, every link leads somewhere, and
//! every transcript is what the program prints.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::in_project;

fn source() -> PathBuf {
    in_project("docs/handboek/src")
}

fn text(page: &Path) -> String {
    fs::read_to_string(page).expect("a page")
}

/// What the links of a page lead to, without those to the web.
pub fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1);
    let targets = targets.filter_map(|rest| rest.split(')').next());
    targets.filter(|link| !link.contains("://")).collect()
}

#[test]
fn every_page_is_in_the_contents_once_and_every_link_leads_somewhere() {
    let contents = text(&source().join("SUMMARY.md"));
    let listed: Vec<&str> = links(&contents);
    let once: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(once.len(), listed.len(), "a page stands twice");
    let mut pages = BTreeSet::new();
    for entry in fs::read_dir(source()).expect("pages") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        for link in links(&text(&path)) {
            let file = link.split('#').next().unwrap_or_default();
            assert!(source().join(file).is_file(), "{name} leads to {link}");
        }
        pages.insert(name);
    }
    pages.remove("SUMMARY.md");
    let once: BTreeSet<String> = once.into_iter().map(str::to_owned).collect();
    assert_eq!(once, pages);
}

#[test]
fn the_transcripts_of_the_handbook_are_what_the_program_prints() {
    trycmd::TestCases::new().case("docs/handboek/src/*.md");
}
