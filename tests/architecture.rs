//! The architecture invariants of `src/lib.rs`, held against the source itself.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use common::in_project;

/// A source file longer than this is more than one thought.
const LONGEST: usize = 350;

/// Modules that money or people go through: no floating point there.
const EXACT: [&str; 10] = [
    "apportion",
    "check",
    "compare",
    "explain",
    "fraction",
    "money",
    "people",
    "projection",
    "uitkering",
    "vector",
];

/// A source file: its path from `src`, its module, its code without comments.
struct SourceFile {
    path: String,
    module: String,
    text: String,
    /// The program itself: no comments, and nothing from the tests on.
    code: String,
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn sources() -> Vec<SourceFile> {
    let root = in_project("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let read = paths.into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("source");
        let path = path
            .strip_prefix(&root)
            .expect("below src")
            .to_string_lossy()
            .replace('\\', "/");
        let module = path.split(['/', '.']).next().expect("a name").to_owned();
        let program = text
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap_or_default();
        let code = program
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let code = code.collect::<Vec<_>>().join("\n");
        SourceFile {
            path,
            module,
            text,
            code,
        }
    });
    read.collect()
}

/// The names between [`..`] in the rows of the map, row by row.
fn the_map() -> Vec<Vec<String>> {
    let text = fs::read_to_string(in_project("src/lib.rs")).expect("lib.rs");
    let rows = text.lines().filter(|line| line.starts_with("//! | [`"));
    rows.map(|row| {
        let cell = row.split('|').nth(1).expect("a first column");
        let names = cell.split('`').skip(1).step_by(2);
        names.map(str::to_owned).collect()
    })
    .collect()
}

/// The words of a text that may be names.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
}

/// The modules that a file names by `crate::x` or `use crate::{x, ..}`.
fn used_modules(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (start, name) in code.match_indices("crate::") {
        // Not the end of a longer name.
        if code[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[start + name.len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut first = true;
            for (index, c) in list.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => first = true,
                    c if first && c.is_alphabetic() => {
                        used.extend(words(&list[index..]).next().map(str::to_owned));
                        first = false;
                    }
                    _ => {}
                }
            }
        } else {
            used.extend(words(rest).next().map(str::to_owned));
        }
    }
    used
}

#[test]
fn the_map_names_every_module_once() {
    let named: Vec<String> = the_map().concat();
    let unique: BTreeSet<String> = named.iter().cloned().collect();
    assert_eq!(
        named.len(),
        unique.len(),
        "a module stands in the map twice"
    );
    let programs = ["lib", "main"];
    let modules: BTreeSet<String> = sources()
        .into_iter()
        .map(|file| file.module)
        .filter(|module| !programs.contains(&module.as_str()))
        .collect();
    assert_eq!(unique, modules);
}

/// Modules in one row of the map may know each other.
#[test]
fn a_module_uses_only_those_before_it_in_the_map() {
    let rows: BTreeMap<String, usize> = the_map()
        .into_iter()
        .enumerate()
        .flat_map(|(row, names)| names.into_iter().map(move |name| (name, row)))
        .collect();
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(&own) = rows.get(&file.module) else {
            continue;
        };
        for used in used_modules(&file.code) {
            match rows.get(&used) {
                Some(&row) if row <= own => {}
                _ => wrong.push(format!("{} uses {used}", file.path)),
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_floating_point_touches_money_or_people() {
    for file in sources() {
        if !EXACT.contains(&file.module.as_str()) {
            continue;
        }
        let float =
            words(&file.code).find(|word| ["f32", "f64", "to_f64", "to_f32"].contains(word));
        assert_eq!(float, None, "{}", file.path);
    }
}

#[test]
fn only_scenario_knows_toml() {
    for file in sources() {
        let knows = file.code.contains("toml::") || file.code.contains("use toml");
        assert!(!knows || file.module == "scenario", "{}", file.path);
    }
}

/// What is projected is shown, and what is shown has to add up. Within `projection`
/// the one that shows is `checked.rs`.
#[test]
fn whoever_projects_holds_the_books() {
    let mut projecting = Vec::new();
    for file in sources() {
        let inside = file.module == "projection" && file.path != "projection/checked.rs";
        let projects = [".project(", ".project_from("]
            .iter()
            .any(|call| file.code.contains(call));
        if projects && !inside {
            let holds = [" check(&projecti", " check(projecti"]
                .iter()
                .any(|call| file.code.contains(call));
            assert!(holds, "{}", file.path);
            projecting.push(file.path);
        }
    }
    let known = [
        "projection/checked.rs",
        "simulate/run.rs",
        "simulate/single.rs",
    ];
    assert_eq!(projecting, known);
}

#[test]
fn uitkering_knows_no_files_no_output_and_no_scenario() {
    for file in sources()
        .into_iter()
        .filter(|file| file.module == "uitkering")
    {
        for word in ["std::fs", "std::io", "println", "serde", "scenario", "rand"] {
            assert!(!file.code.contains(word), "{} has {word}", file.path);
        }
    }
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let long: Vec<String> = sources()
        .iter()
        .map(|file| (file.text.lines().count(), &file.path))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

/// The reader of this test is tried on what it has to find.
#[test]
fn a_use_is_found_in_every_way_to_write_it() {
    let code = "use crate::a::X;\nuse crate::{b, c::{Y, d}};\nlet x = crate::e::f();\nmycrate::g";
    let found: Vec<String> = used_modules(code).into_iter().collect();
    assert_eq!(found, ["a", "b", "c", "e"]);
}
