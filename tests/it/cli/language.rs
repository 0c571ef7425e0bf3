//! `--lang` holds for everything that a person reads, wherever it stands in the call;
//! what a program reads is the same in both.

use std::process::Output;

use spuk::internals::model::Model;
use spuk::internals::terms::dutch::dutch_words;

use crate::common::{Folder, spuk};

fn said(arguments: &[&str]) -> Output {
    spuk().args(arguments).output().unwrap()
}

fn stdout(arguments: &[&str]) -> String {
    String::from_utf8(said(arguments).stdout).unwrap()
}

fn stderr(arguments: &[&str]) -> String {
    String::from_utf8(said(arguments).stderr).unwrap()
}

#[test]
fn the_language_stands_before_the_command_behind_it_or_with_an_equals_sign() {
    let before = stdout(&["--lang", "en", "amounts", "--jaar", "2026"]);
    assert!(before.contains("published"), "{before}");
    assert_eq!(
        stdout(&["amounts", "--jaar", "2026", "--lang", "en"]),
        before
    );
    assert_eq!(stdout(&["amounts", "--lang=en", "--jaar", "2026"]), before);
    assert_ne!(stdout(&["amounts", "--jaar", "2026"]), before);
    let help = stdout(&["--lang", "en", "help", "run"]);
    assert!(help.contains("\nUsage: spuk run"), "{help}");
    assert_eq!(stdout(&["help", "run", "--lang=en"]), help);
    assert_eq!(stdout(&["run", "--help", "--lang", "en"]), help);
}

#[test]
fn a_wrong_call_is_told_in_the_language_that_it_asks_for() {
    for arguments in [
        ["--lang", "en", "rum", ""],
        ["rum", "--lang=en", "", ""],
        ["simulate", "--lang", "en", "--draws"],
        ["run", "--gemeent", "--lang", "en"],
    ] {
        let arguments: Vec<&str> = arguments
            .into_iter()
            .filter(|one| !one.is_empty())
            .collect();
        let output = said(&arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("error[opdrachtregel]: "), "{told}");
        assert!(
            told.lines().all(|line| dutch_words(line).is_empty()),
            "{told}"
        );
    }
}

#[test]
fn what_a_program_reads_is_the_same_in_both_languages() {
    for command in [
        &["run", "--format", "json"][..],
        &["run", "--format", "csv"],
        &["amounts", "--format", "json"],
        &["backtest", "--format", "json"],
        &["compare", "wi2021", "oud-ritme", "--format", "csv"],
    ] {
        let dutch = stdout(command);
        assert!(dutch.len() > 100);
        assert_eq!(stdout(&[command, &["--lang", "en"]].concat()), dutch);
    }
}

#[test]
fn a_difference_that_is_an_error_is_told_in_english() {
    let call = [
        "--lang",
        "en",
        "compare",
        "wi2021",
        "oud-ritme",
        "--jaar",
        "2026",
    ];
    let told = stderr(&[&call[..], &["--fail-if", "kas>1"]].concat());
    let head = "kas>1: 1 of 1 cell (landelijk) of Oud betaalritme 61/31/8 against Geldend recht";
    assert!(told.contains(head), "{told}");
    assert!(told.contains(", difference €"), "{told}");
    let told = stderr(&[&call[..], &["--fail-if", "kas>1000%"]].concat());
    assert!(told.contains("kas>1000%: 0 of 1 cell"), "{told}");
    for wrong in ["kas=1", "kass>1", "x>1"] {
        let told = stderr(&[&call[..], &["--fail-if", wrong]].concat());
        assert!(told.contains("error[opdrachtregel]: "), "{told}");
        assert!(
            told.lines().all(|line| dutch_words(line).is_empty()),
            "{told}"
        );
    }
}

#[test]
fn a_new_scenario_is_explained_in_english_and_can_be_projected() {
    let folder = Folder::with(&[]);
    let output = folder
        .spuk(&["--lang", "en", "init", "plan"])
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        told,
        "plan.toml written; project it with: spuk run plan.toml\n"
    );
    let text = folder.read("plan.toml");
    assert!(
        text.starts_with("# Which question does this scenario answer?\n"),
        "{text}"
    );
    let path = folder.path("plan.toml");
    let model = Model::load(&path.to_string_lossy(), &[]).unwrap();
    assert_eq!(model.scenario.naam, "plan");
    let again = folder
        .spuk(&["init", "plan", "--lang", "en"])
        .output()
        .unwrap();
    let told = String::from_utf8(again.stderr).unwrap();
    assert!(told.contains("plan.toml exists already"), "{told}");
}

#[test]
fn the_man_page_and_completions_describe_in_english() {
    for (command, description) in [
        (&["man", "run"][..], "One projection of a scenario"),
        (&["man"], "Show the help of a command"),
        (&["completions", "fish"], "Only these years, such as 2026"),
        (&["completions", "zsh"], "Only these years, such as 2026"),
    ] {
        let english = stdout(&[command, &["--lang", "en"]].concat());
        assert!(english.contains(description), "{command:?}: {english}");
        assert!(!stdout(command).contains(description), "{command:?}");
    }
}
