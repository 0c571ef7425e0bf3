//! A key that is set twice is named; one that is set for all scenarios, and otherwise for
//! one of them, is not.

use crate::common::Folder;

const COMPARE: [&str; 7] = [
    "compare",
    "s.toml",
    "s.toml",
    "--format",
    "csv",
    "--level",
    "landelijk",
];

/// What is said beside the answer of keys that are set twice.
fn said(arguments: &[&str]) -> Vec<String> {
    let (_, stderr) = Folder::with_basis().accepts(arguments);
    let lines = stderr.lines().filter_map(|line| {
        let said = line.strip_prefix("let op: ")?;
        let is_it = said.ends_with("de laatste waarde telt");
        is_it.then(|| said.to_owned())
    });
    lines.collect()
}

/// The amounts of `s.toml` with and without what is set, without the names.
fn amounts(settings: &[&str]) -> Vec<String> {
    let (csv, _) = Folder::with_basis().accepts(&[&COMPARE[..], settings].concat());
    let of_line = |line: &str| Some(line.split_once("\"landelijk\"")?.1.to_owned());
    let amounts: Vec<String> = csv.lines().filter_map(of_line).collect();
    assert!(amounts.len() > 20, "{csv}");
    amounts
}

#[test]
fn a_key_twice_in_one_list_is_named() {
    let twice = ["--set", "index.2027=0.1", "--set", "index.2027=0.2"];
    let expected = "`index.2027` wordt twee keer gezet; de laatste waarde telt";
    assert_eq!(said(&[&["run", "s.toml"], &twice[..]].concat()), [expected]);
    let own = twice.map(|it| if it == "--set" { "--set-b" } else { it });
    let of_one = said(&[&COMPARE[..], &own].concat());
    assert_eq!(of_one.len(), 1, "{of_one:?}");
    assert!(of_one[0].ends_with(expected), "{of_one:?}");
}

#[test]
fn what_one_scenario_has_instead_is_not_set_twice() {
    let all = [
        "--set",
        "bedragen.2026.a=9000",
        "--set",
        "bedragen.2026.b=4000",
    ];
    let instead = [&all[..], &["--set-b", "bedragen.2026.a=8000"]].concat();
    assert_eq!(said(&[&COMPARE[..], &instead].concat()), [""; 0]);
    let apart = [
        ["--set", "bedragen.2026.a=9000"],
        ["--set", "bedragen.2026.b=4000"],
        ["--set-b", "bedragen.2026={a=8000}"],
    ];
    let amounts_of = amounts(apart.as_flattened());
    assert_eq!(amounts(&instead), amounts_of);
    assert_ne!(amounts(&all), amounts_of);
}

/// What a table does not name of another that it is laid over stays.
#[test]
fn what_is_set_again_in_part_stays() {
    let table = ["--set", "bedragen.2026={a=9000,b=4000}"];
    let part = [&table[..], &["--set-b", "bedragen.2026={a=8000}"]].concat();
    let whole = [&table[..], &["--set-b", "bedragen.2026={a=8000,b=4000}"]].concat();
    assert_eq!(amounts(&part), amounts(&whole));
    let without = [&table[..], &["--set-b", "bedragen.2026={a=8000,b=3000}"]].concat();
    assert_ne!(amounts(&part), amounts(&without));
}
