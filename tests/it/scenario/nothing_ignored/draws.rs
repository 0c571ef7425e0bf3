//! A key that draws alone read, typed for what makes no draw, is named.

use crate::common::Folder;

/// What is said beside the answer of `s.toml`, of keys that draws alone read.
fn said(arguments: &[&str]) -> Vec<String> {
    let folder = Folder::with_basis();
    let (_, stderr) = folder.accepts(arguments);
    let lines = stderr.lines().filter_map(|line| {
        let said = line.strip_prefix("let op: ")?;
        said.ends_with("alleen in trekkingen (`spuk simulate`)")
            .then(|| said.to_owned())
    });
    lines.collect()
}

const DRAWS: [&str; 2] = ["--set", "simulatie.trekkingen=70"];

#[test]
fn every_command_without_draws_names_what_was_set_for_draws() {
    let expected = "`simulatie.trekkingen` telt alleen in trekkingen (`spuk simulate`)";
    let solve = ["solve", "s.toml", "--varieer", "bedragen.2026.a"];
    for call in [
        &["run", "s.toml"][..],
        &["run", "s.toml", "--format", "json"],
        &["amounts", "s.toml"],
        &["explain", "s.toml", "--jaar", "2026"],
        &["compare", "s.toml", "basis.toml"],
        &["backtest", "wi2021"],
        &["sensitivity", "s.toml", "--stap", "1%"],
        &[&solve[..], &["--doel", "kas<=10mln", "--jaar", "2026"]].concat(),
        &[&solve[..], &["--tegen", "kas", "--stappen", "2"]].concat(),
        &["report", "s.toml", "--out", "rapport", "--draws", "0"],
    ] {
        assert_eq!(said(call), [""; 0], "{call:?}");
        assert_eq!(said(&[call, &DRAWS[..]].concat()), [expected], "{call:?}");
    }
}

#[test]
fn of_two_scenarios_it_is_said_of_which() {
    let call = ["compare", "s.toml", "basis.toml", "--format", "csv"];
    let one = said(&[&call[..], &["--set-b", "instroom.samenhang=0.25"]].concat());
    assert_eq!(one.len(), 1, "{one:?}");
    assert!(
        one[0].starts_with("Drie gemeenten (instroom.samenhang=0.25): `instroom.samenhang` telt"),
        "{one:?}"
    );
}

#[test]
fn where_draws_are_made_or_a_file_says_it_nothing_is_said() {
    for call in [
        &["run", "s.toml", "--draw", "3"][..],
        &["explain", "s.toml", "--jaar", "2026", "--draw", "3"],
        &["simulate", "s.toml"],
        &["report", "s.toml", "--out", "rapport", "--draws", "4"],
        &[
            "sensitivity",
            "wi2021",
            "--methode",
            "morris",
            "--draws",
            "8",
        ],
        &[
            "sensitivity",
            "s.toml",
            "--stap",
            "1%",
            "--kwantiel",
            "0.5",
            "--draws",
            "3",
        ],
        &["compare", "s.toml", "basis.toml", "--simulate", "5"],
    ] {
        assert_eq!(said(&[call, &DRAWS[..]].concat()), [""; 0], "{call:?}");
    }
    let folder = Folder::with_basis();
    folder.write(
        "s.toml",
        "[scenario]\nbasis = \"basis.toml\"\n[simulatie]\nzaad = 12\n",
    );
    let (_, stderr) = folder.accepts(&["run", "s.toml"]);
    assert!(!stderr.contains("alleen in trekkingen"), "{stderr}");
}
