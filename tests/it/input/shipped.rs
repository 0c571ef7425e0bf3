//! What the program brings along and what people type: `list`, `show`, `init`, and the
//! forms of a call that people expect to work.

use spuk::internals::input::diagnostic::Code;
use spuk::internals::scenario::EMBEDDED;

use crate::common::{Folder, rows};

#[test]
fn every_embedded_scenario_is_listed_with_its_question() {
    let folder = Folder::with(&[]);
    let (csv, _) = folder.accepts(&["list", "--format", "csv"]);
    let names: Vec<String> = rows(&csv).iter().map(|row| row["naam"].clone()).collect();
    assert_eq!(names, EMBEDDED.map(|(name, _)| name));
    assert!(
        rows(&csv)
            .iter()
            .all(|row| row["omschrijving"].ends_with('?'))
    );
    let (json, _) = folder.accepts(&["list", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["naam"], "wi2021");
    assert!(json[0]["basis"].is_null());
    let (table, _) = folder.accepts(&["list"]);
    assert!(
        table.lines().all(|line| line.chars().count() <= 88),
        "{table}"
    );
    for (name, _) in EMBEDDED {
        assert!(table.contains(&format!("{name} · ")), "{table}");
    }
}

#[test]
fn an_embedded_text_is_shown_as_sources_point_into_it() {
    let folder = Folder::with(&[]);
    for (name, text) in EMBEDDED {
        assert_eq!(folder.accepts(&["show", name]).0, text);
    }
    let (numbered, _) = folder.accepts(&["show", "wi2021.toml", "--regels"]);
    let line = numbered.lines().nth(11).unwrap();
    assert!(line.trim_start().starts_with("12  "), "{line}");
    let (list, _) = folder.accepts(&["show", "herindelingen.csv"]);
    assert!(list.contains("Eemsmond"));
    // What `backtest` holds the model to: a published figure a row.
    let (csv, _) = folder.accepts(&["backtest", "--format", "csv"]);
    let held = ["duo-2025-06-01.csv", "rekenschap.csv"].map(|name| {
        let (figures, _) = folder.accepts(&["show", name]);
        crate::common::rows(&figures).len()
    });
    assert_eq!(held.iter().sum::<usize>(), crate::common::rows(&csv).len());
    folder.refuses(
        &["show", "wi2022"],
        Code::ScenarioOnbekend,
        &["bedoelt u `wi2021`?"],
    );
    // A copy of one's own.
    folder.accepts(&["show", "oud-ritme", "--out", "kopie.toml"]);
    folder.accepts(&["run", "kopie.toml"]);
}

#[test]
fn a_new_scenario_has_the_basis_that_is_asked_for() {
    let folder = Folder::with_basis();
    folder.accepts(&["init", "plan", "--basis", "korting-2028"]);
    assert!(
        folder
            .read("plan.toml")
            .contains("basis = \"korting-2028\"")
    );
    folder.accepts(&["run", "plan.toml"]);
    folder.accepts(&["init", "eigen", "--basis", "basis.toml"]);
    folder.accepts(&["run", "eigen.toml"]);
    folder.accepts(&["init", "--out", "ander.toml"]);
    let text = folder.read("ander.toml");
    for part in [
        "naam = \"ander\"",
        "#:schema ",
        "# [aantallen]",
        "afgerond",
        "gezins_overig",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    folder.accepts(&["run", "ander.toml"]);
    folder.refuses(
        &["init", "nog", "--basis", "wi2012"],
        Code::ScenarioOnbekend,
        &["bedoelt u `wi2021`?"],
    );
    folder.refuses(&["init"], Code::Opdrachtregel, &["NAAM"]);
}

#[test]
fn what_people_type_is_understood_or_answered() {
    let folder = Folder::with(&[]);
    let years = |jaar: &str| {
        let (csv, _) = folder.accepts(&["run", "--jaar", jaar, "--format", "csv"]);
        rows(&csv)
            .iter()
            .map(|row| row["jaar"].clone())
            .collect::<Vec<_>>()
    };
    for jaar in ["2027..2029", "2027-29", "2027–2029", "2027-2029"] {
        assert_eq!(years(jaar), ["2027", "2028", "2029"], "{jaar}");
    }
    let names = |args: &[&str]| {
        let call = [&["run", "--jaar", "2027", "--format", "csv"], args].concat();
        let (csv, _) = folder.accepts(&call);
        rows(&csv)
            .iter()
            .map(|row| row["gemeente"].clone())
            .collect::<Vec<_>>()
    };
    let both = names(&["--gemeente", "Zeist,Tilburg"]);
    assert_eq!(both, ["Zeist", "Tilburg"]);
    let nuenen = "Nuenen, Gerwen en Nederwetten";
    assert_eq!(names(&["--gemeente", nuenen]), [nuenen]);
    folder.refuses(
        &["run", "--out", "cijfers.xlsx"],
        Code::Opdrachtregel,
        &["`spuk report --out MAP`"],
    );
    folder.refuses(
        &["run", "--set", "betaalritme.7.vanaf_cohort=2030"],
        Code::VerkeerdType,
        &["`betaalritme` heeft hier", "op plaats 0"],
    );
}
