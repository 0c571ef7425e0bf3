//! The architecture invariants of `src/lib.rs`, held against the source itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use spuk::internals::columns::Column;

use crate::common::in_project;

/// Files that are nothing but a test, and what they ask of the machine.
pub(super) const OF_TESTS: [(&str, &str); 1] =
    [("report/page/map/layout.rs", "makes its fixture anew")];

/// The only files that floating point may enter, by how their path begins, and why.
/// All others reckon money and people exactly.
const INEXACT: [(&str, &str); 27] = [
    ("input/nearest.rs", "how alike two words are"),
    ("input/workbook/book.rs", "a cell of a sheet holds a double"),
    ("gemeente/find.rs", "how alike two names are"),
    ("report/page/map/", "pixels"),
    ("report/workbook/", "a cell of Excel holds a double"),
    ("report/table_workbook.rs", "a cell of Excel holds a double"),
    ("question/global/", "statistics: how a variance is divided"),
    (
        "question/solve/least.rs",
        "in which direction to look; what is found there is exact",
    ),
    (
        "scenario/decode/decoder.rs",
        "serde names every type that it does not ask for",
    ),
    ("scenario/unused/unread.rs", "whether anything spreads"),
    ("scenario/values/mod.rs", "what a draw starts from"),
    (
        "simulate/draw/instroom.rs",
        "drawn: how the instroom spreads",
    ),
    ("simulate/draw/kenmerken.rs", "drawn: how gemeenten differ"),
    (
        "simulate/draw/lasting.rs",
        "drawn: how far gemeenten differ",
    ),
    ("simulate/draw/assumed.rs", "drawn: how far a figure is off"),
    (
        "simulate/draw/together.rs",
        "drawn: how far a figure is off",
    ),
    ("simulate/design.rs", "drawn: points of a design"),
    ("simulate/mod.rs", "drawn: the mean of a draw"),
    ("simulate/draw/paden.rs", "drawn: forecasts that paths give"),
    ("simulate/draw/sampler.rs", "drawn: chances of a person"),
    ("simulate/random/", "drawn: the distributions"),
    ("simulate/draw/settle.rs", "drawn: shares of the gemeenten"),
    (
        "simulate/statistics/bins.rs",
        "statistics: where a bin begins",
    ),
    (
        "simulate/statistics/moments.rs",
        "statistics: mean and spread",
    ),
    ("simulate/statistics/summary.rs", "statistics: quantiles"),
    ("simulate/draw/steps.rs", "drawn: means of the counts"),
    ("simulate/whole.rs", "drawn: a part of one as an integer"),
];

/// Columns whose name is also that of something else, and the files that know it as
/// that, by how their path begins.
const OTHERWISE_NAMED: [(&str, &[&str]); 7] = [
    // A kind of people in what DUO delivers, and of the amounts per person.
    (
        "asielstatushouders",
        &[
            "explain/",
            "import/",
            "report/words/names.rs",
            "terms/law.rs",
        ],
    ),
    (
        "gezins_overig",
        &[
            "explain/",
            "export/amount_source.rs",
            "model/",
            "people/",
            "report/words/names.rs",
            "scenario/",
        ],
    ),
    (
        "afgerond",
        &["explain/", "import/", "people/", "scenario/schema/"],
    ),
    // A table of a scenario.
    (
        "onderwijsroute",
        &[
            "explain/",
            "import/",
            "model/",
            "people/",
            "report/words/assumptions.rs",
            "report/words/names.rs",
            "scenario/",
        ],
    ),
    ("incidenteel", &["report/words/assumptions.rs", "scenario/"]),
    // Also the costs of a cohort, in a table of its own.
    (
        "kosten",
        &[
            "export/comparison/",
            "import/",
            "model/",
            // A factor on them.
            "people/",
            "projection/run.rs",
            "remarks/",
            "report/words/assumptions.rs",
            "report/words/band.rs",
            "report/words/spread.rs",
            "scenario/",
        ],
    ),
    ("kas", &["report/words/assumptions.rs", "scenario/"]),
];

/// A source file: its path from `src`, its module, its code without comments.
pub(super) struct SourceFile {
    pub path: String,
    pub module: String,
    /// The program itself: no comments, and nothing from the tests on.
    pub code: String,
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

/// Whether a file is compiled for tests alone: its folder says so where it names it.
fn is_of_tests(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") || path == "terms/dutch.rs"
}

pub(super) fn sources() -> Vec<SourceFile> {
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
        let program = text.split("#[cfg(test)]\nmod tests").next();
        // A file of tests alone has no program.
        let program = program.filter(|_| !is_of_tests(&path)).unwrap_or_default();
        let code = program
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let code = code.collect::<Vec<_>>().join("\n");
        SourceFile { path, module, code }
    });
    read.collect()
}

/// The names between [`..`] in the rows of the map, row by row.
fn the_map() -> Vec<Vec<String>> {
    let text = fs::read_to_string(in_project("src/lib.rs")).expect("lib.rs");
    let map = text.lines().skip_while(|line| *line != "//! # The map");
    let rows = map.filter(|line| line.starts_with("//! | `"));
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

/// The code without what stands in texts, in characters and in comments.
pub(super) fn without_texts(code: &str) -> String {
    let mut left = String::new();
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let passed = match c {
            '"' => 1 + end_of_text(&rest[1..]),
            // A character; otherwise the name of a lifetime.
            '\'' if rest[1..].starts_with('\\') => 3 + rest[3..].find('\'').map_or(0, |at| at + 1),
            '\'' => match rest[1..].chars().next() {
                Some(held) if rest[1 + held.len_utf8()..].starts_with('\'') => 2 + held.len_utf8(),
                _ => 1,
            },
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ => {
                left.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[passed..];
    }
    left
}

/// How many bytes a text takes from after its first quote through its last.
fn end_of_text(text: &str) -> usize {
    let mut escaped = false;
    let end = text.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |at| at + 1)
}

/// The first word of the code that is of floating point: a type, what converts to
/// one, or a literal.
fn float(code: &str) -> Option<&str> {
    words(code).find(|word| {
        let start = word.as_ptr().addr() - code.as_ptr().addr();
        let (before, after) = (&code[..start], &code[start + word.len()..]);
        // `.0` of a tuple is none, `..0` of a range may be one.
        let is_field = before.ends_with('.') && !before.ends_with("..");
        let is_number = word.starts_with(|c: char| c.is_ascii_digit()) && !is_field;
        let power = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
        let has_power = power.strip_prefix(['e', 'E']).is_some_and(|exponent| {
            exponent.is_empty() || exponent.starts_with(|c: char| c.is_ascii_digit())
        });
        let has_point = power.is_empty()
            && after.strip_prefix('.').is_some_and(|fraction| {
                !fraction.starts_with(|c: char| c == '.' || c == '_' || c.is_alphabetic())
            });
        word.ends_with("f32") || word.ends_with("f64") || is_number && (has_power || has_point)
    })
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
    // `internals` is the way of tests to the rooms.
    let programs = ["internals", "lib", "main"];
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
    let mut unused = BTreeMap::from(INEXACT);
    for file in sources() {
        if file.path.contains("/tests/") {
            continue;
        }
        let code = without_texts(&file.code);
        let Some(float) = float(&code) else {
            continue;
        };
        let may = INEXACT.iter().find(|(path, _)| file.path.starts_with(path));
        let (path, _) = may.unwrap_or_else(|| panic!("{} has {float}", file.path));
        unused.remove(path);
    }
    assert!(unused.is_empty(), "exact after all: {unused:#?}");
}

/// Whoever writes a column as a text is not asked what to do with a new one.
#[test]
fn the_name_of_a_column_stands_in_the_register_alone() {
    let also = |name: &str| {
        let known = OTHERWISE_NAMED.iter().find(|(known, _)| *known == name);
        known.map_or(&[][..], |(_, files)| files)
    };
    let mut found = Vec::new();
    for file in sources() {
        // Samples for tests of parts and draws; they name columns as users do.
        let is_test = file.path.contains("/tests/");
        if file.module == "columns" || is_test {
            continue;
        }
        for name in Column::ALL.iter().map(|column| column.name()) {
            let is_otherwise = also(name).iter().any(|start| file.path.starts_with(start));
            if file.code.contains(&format!("\"{name}\"")) && !is_otherwise {
                found.push(format!("{}: {name}", file.path));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
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
        // `Model::project` asks for nothing: it holds the books itself.
        let projects = [".project(&", ".project_from(", ".project_after("]
            .iter()
            .any(|call| file.code.contains(call));
        if projects && !inside {
            assert!(file.code.contains(".hold_books("), "{}", file.path);
            projecting.push(file.path);
        }
    }
    let known = [
        "projection/checked.rs",
        "simulate/draw/assumed.rs",
        "simulate/draw/kept.rs",
        "simulate/draw/single.rs",
        "simulate/run.rs",
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

/// The reader of this test is tried on what it has to find.
#[test]
fn a_use_is_found_in_every_way_to_write_it() {
    let code = "use crate::a::X;\nuse crate::{b, c::{Y, d}};\nlet x = crate::e::f();\nmycrate::g";
    let found: Vec<String> = used_modules(code).into_iter().collect();
    assert_eq!(found, ["a", "b", "c", "e"]);
}

#[test]
fn a_float_is_found_in_every_way_to_write_it() {
    for code in [
        "x: f64",
        "x.to_f32()",
        "2_f64",
        "0.5",
        "(1.)",
        "1_0.2",
        "3e9",
        "3E-9",
        "0..=0.5",
        "0..1.5",
        r#"'"'; 0.5"#,
        r"'\''; 0.5",
        r#""\""; 0.5"#,
        "'a: 0.5",
    ] {
        assert!(float(&without_texts(code)).is_some(), "{code}");
    }
    for code in [
        "0..5",
        "x.0.1",
        "1.max(2)",
        "0x1e9",
        "1usize",
        r#""0.5""#,
        r#""\"0.5""#,
        "// 0.5",
        "'.'",
    ] {
        assert_eq!(float(&without_texts(code)), None, "{code}");
    }
}
