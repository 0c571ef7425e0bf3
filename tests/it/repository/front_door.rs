//! What others build upon can grow with the law without breaking them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::in_project;

/// Choices at the front door of which there will be no more: who matches on them may know
/// them all.
const CLOSED: [(&str, &str); 3] = [
    ("Lang", "the languages that every text is written in"),
    ("Reach", "over a range, or by a step"),
    (
        "Values",
        "a binding that does not know a kind of column has to be mended",
    ),
];

/// What the law can add to, though it is met only as a part of something else.
const WITHIN: [&str; 10] = [
    "AccountMeasure",
    "Code",
    "ExplainUnit",
    "Groep",
    "Headcounts",
    "Kind",
    "Outstanding",
    "Route",
    "Unit",
    "YearProjection",
];

/// Every public enum and struct of a folder, and whether it says that it may grow. Names
/// that occur twice are open where all of them are.
fn declared(folder: &Path, found: &mut BTreeMap<(String, String), bool>) {
    for entry in fs::read_dir(folder).expect("source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            declared(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (place, line) in lines.iter().enumerate() {
            for kind in ["enum", "struct"] {
                let Some(rest) = line.strip_prefix(&format!("pub {kind} ")) else {
                    continue;
                };
                let name = rest.split(|it: char| !it.is_alphanumeric()).next();
                let name = name.unwrap_or_default().to_owned();
                let above = lines[..place].iter().rev();
                let mut own = above.take_while(|line| line.starts_with(['#', '/']));
                let open = own.any(|line| *line == "#[non_exhaustive]");
                let all = found.entry((kind.to_owned(), name)).or_insert(true);
                *all &= open;
            }
        }
    }
}

/// The names that a file lets out of the crate.
fn let_out(file: &str) -> Vec<String> {
    let text = fs::read_to_string(in_project(file)).expect("a door");
    let mut names = Vec::new();
    for item in text.split("pub use ").skip(1) {
        let item = item.split(';').next().unwrap_or_default();
        let words = item.split(|it: char| !it.is_alphanumeric() && it != '_');
        let words = words.filter(|it| it.starts_with(|first: char| first.is_ascii_uppercase()));
        names.extend(words.map(str::to_owned));
    }
    names
}

/// A newcomer takes in a dozen names; what fewer ask for stands in a module by its subject.
#[test]
fn the_front_door_is_no_wider_than_who_enters_can_take_in() {
    let text = fs::read_to_string(in_project("src/lib.rs")).expect("a door");
    let root = text.split("\npub use ").skip(1);
    let root = root.map(|item| item.split(';').next().unwrap_or_default());
    let names = root.flat_map(|item| item.split(['{', '}', ',', ':', ' ', '\n']));
    let names = names.filter(|it| it.starts_with(|first: char| first.is_ascii_uppercase()));
    let names: Vec<&str> = names.filter(|it| *it != "Diagnostic").collect();
    assert!((10..=15).contains(&names.len()), "{names:?}");
}

#[test]
fn what_the_law_can_add_to_may_grow() {
    let mut all = BTreeMap::new();
    declared(&in_project("src"), &mut all);
    let is = |kind: &str, name: &str| all.get(&(kind.to_owned(), name.to_owned())).copied();
    let mut seen = 0;
    for name in ["src/lib.rs", "src/bindings/mod.rs"].map(let_out).concat() {
        let closed = CLOSED.iter().any(|(own, _)| *own == name);
        if let Some(open) = is("enum", &name) {
            assert!(
                open != closed,
                "{name}: #[non_exhaustive], or a reason why not"
            );
            seen += 1;
        }
    }
    assert!(seen >= 10, "{seen}");
    for name in WITHIN {
        let open = is("enum", name).or_else(|| is("struct", name));
        assert_eq!(open, Some(true), "{name} is not #[non_exhaustive]");
    }
}
