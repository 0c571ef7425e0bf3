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
