//! The documents: their transcripts are what the program prints, and their links lead
//! somewhere.

use std::fs;

use super::handbook::links;
use crate::common::in_project;

#[test]
fn the_transcript_in_the_readme_is_what_the_program_prints() {
    trycmd::TestCases::new().case("README.md").case("docs/*.md");
}

#[test]
fn every_link_of_a_document_leads_somewhere() {
    let mut pages = vec![in_project("docs")];
    pages.extend(
        [
            "README.md",
            "ARCHITECTURE.md",
            "CONTRIBUTING.md",
            "REGRESSIONS.md",
        ]
        .map(in_project),
    );
    let documents = pages.iter().flat_map(|page| match page.is_dir() {
        true => fs::read_dir(page)
            .unwrap()
            .map(|it| it.unwrap().path())
            .collect(),
        false => vec![page.clone()],
    });
    let mut seen = 0;
    for page in documents.filter(|page| page.extension().is_some_and(|it| it == "md")) {
        for link in links(&fs::read_to_string(&page).unwrap()) {
            let file = link.split('#').next().unwrap_or_default();
            let target = page.parent().unwrap().join(file);
            assert!(target.exists(), "{} leads to {link}", page.display());
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
}

/// The files that a text names between backticks, alone or before what stands in them
/// (`file.rs::function`): a name without a folder is of the folder of the file before it.
fn named_files(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in text.split('`').skip(1).step_by(2) {
        let (name, _) = name.split_once("::").unwrap_or((name, ""));
        let is_file = name.ends_with(".rs") && !name.contains([' ', '*', '{', '\n']);
        let folder = found.last().and_then(|last| last.rsplit_once('/'));
        match (is_file, name.contains('/'), folder) {
            (true, true, _) => found.push(name.to_owned()),
            (true, false, Some((folder, _))) => found.push(format!("{folder}/{name}")),
            _ => {}
        }
    }
    found
}

#[test]
fn every_file_of_code_that_the_account_names_is_there() {
    let text = fs::read_to_string(in_project("docs/verantwoording.md")).unwrap();
    let all = named_files(&text);
    for file in &all {
        assert!(in_project(file).exists(), "there is no {file}");
    }
    assert!(all.len() > 30, "{all:?}");
}
