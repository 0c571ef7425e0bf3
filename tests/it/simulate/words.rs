//! What a simulation says of itself: proposals, names, what was drawn.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

use super::{output, small_country, spuk};
use crate::common::PROGRAM;

/// The commands below `Verder:` are there to be copied, whatever the scenario, its
/// file and what is laid over it are called.
#[cfg(unix)]
#[test]
fn every_command_that_is_proposed_can_be_copied() {
    let folder = small_country();
    let few = "[simulatie]\ntrekkingen = 2\n";
    let text = fs::read_to_string(folder.path("A.toml")).unwrap();
    let text = text.replace("g.csv", "../g.csv") + few;
    let text = text.replace("\"A\"", "\"B\"");
    let name = "mijn map/l'été \u{1b}.toml";
    fs::create_dir(folder.path("mijn map")).unwrap();
    fs::write(folder.path(name), text).unwrap();
    let given = [
        "run",
        name,
        "--allow-outside",
        "--set",
        "scenario.naam=\"een naam\"",
    ];
    let table = output(folder.root(), &given);
    let (_, next) = table.split_once("\nVerder:\n").unwrap();
    let commands = next.lines().take_while(|line| !line.is_empty());
    let commands = commands.map(|line| line.trim().split("  ").next().unwrap());
    let commands: Vec<&str> = commands.collect();
    // A country of its own cannot be held against an embedded scenario.
    assert_eq!(commands.len(), 5, "{table}");
    assert!(!table.contains(['\u{1b}', '\u{202e}']), "{table}");
    let program = Path::new(PROGRAM).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    for command in commands {
        let mut shell = Command::new("bash");
        shell.current_dir(folder.root()).env("PATH", &path);
        shell.args(["-c", command]).assert().success();
    }
    // The keys that differ are named with their file.
    let compared = output(
        folder.root(),
        &["compare", "A.toml", name, "--allow-outside"],
    );
    assert!(compared.contains("l'été \\u{1b}.toml:"), "{compared}");
    assert!(!compared.contains('\u{1b}'), "{compared}");
    let usual = output(folder.root(), &["run", "wi2021", "--set", "index.2027=0.1"]);
    assert!(usual.contains("  spuk backtest --set index.2027=0.1  "));
    assert!(usual.contains("  spuk compare wi2021 korting-2028 --set index.2027=0.1  "));
}

/// Who asked for a gemeente goes on with that one, and a change is held against what it
/// changes.
#[test]
fn what_is_proposed_is_about_what_was_asked() {
    let folder = small_country();
    let proposed = |arguments: &[&str]| {
        let said = output(folder.root(), arguments);
        said.split_once("\nVerder:\n").unwrap().1.to_owned()
    };
    let one = proposed(&[
        "run",
        "oud-ritme",
        "--gemeente",
        "Deventer",
        "--jaar",
        "2027",
    ]);
    for command in [
        "  spuk explain oud-ritme --gemeente GM0150 --jaar 2027 --veld uitkering_definitief  ",
        "  spuk compare wi2021 oud-ritme --gemeente GM0150  ",
        "  spuk simulate wi2021 oud-ritme --gemeente GM0150  ",
    ] {
        assert!(one.contains(command), "{command}: {one}");
    }
    assert!(!one.contains("GM0344"), "{one}");
    let all = proposed(&["run", "korting-2028"]);
    assert!(
        all.contains("  spuk run korting-2028 --gemeente GM0344  "),
        "{all}"
    );
    assert!(
        all.contains("  spuk compare wi2021 korting-2028  "),
        "{all}"
    );
}

/// A reader who cites a figure cites what it was made with.
#[test]
fn what_was_laid_over_a_scenario_and_what_was_drawn_is_said() {
    let folder = small_country();
    let set = ["--set", "index.2027=0.1"];
    for arguments in [
        &["run", "A.toml"][..],
        &["amounts", "A.toml"],
        &["backtest"],
        &["explain", "A.toml", "--gemeente", "Aa", "--jaar", "2026"],
        &["simulate", "A.toml", "--draws", "1"],
    ] {
        let plain = output(folder.root(), arguments);
        let with = output(folder.root(), &[arguments, &set].concat());
        let [plain, with] = [plain, with].map(|text| text.lines().next().map(str::to_owned));
        let (plain, with) = (plain.unwrap(), with.unwrap());
        assert!(with.contains(" (index.2027=0.1)"), "{with}");
        assert_eq!(plain, with.replace(" (index.2027=0.1)", ""));
    }
    let drawn = output(
        folder.root(),
        &["run", "A.toml", "--draw", "17", "--seed", "3"],
    );
    assert!(drawn.contains(" · zaad 3, trekking 17 · "), "{drawn}");
    let json = output(
        folder.root(),
        &["run", "A.toml", "--draw", "17", "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["ontvangstbewijs"]["trekking"], 17);
}

/// Of whom the figures are, where that is a part of a provincie or one gemeente.
#[test]
fn the_heading_of_a_run_says_of_whom_it_is() {
    let folder = small_country();
    let head = |arguments: &[&str]| {
        let said = output(folder.root(), &[&["run", "A.toml"], arguments].concat());
        let head = said.lines().next().unwrap().split(" · ").nth(2).unwrap();
        head.to_owned()
    };
    let one = ["--gemeente", "Aa"];
    let both = ["--gemeente", "Aa", "--gemeente", "Cee"];
    let (country, provincie) = (["--level", "landelijk"], ["--level", "provincie"]);
    assert_eq!(head(&country), "3 gemeenten");
    assert_eq!(head(&[country, one].concat()), "1 gemeente");
    assert_eq!(head(&provincie), "per provincie");
    assert_eq!(
        head(&[provincie, one].concat()),
        "selectie in P (1 gemeente)"
    );
    let both = [&provincie[..], &both].concat();
    assert_eq!(head(&both), "2 gemeenten per provincie");
}

/// The last lines of a simulation: what to cite, and the receipt.
#[test]
fn a_simulation_says_what_to_cite_of_enough_draws() {
    let folder = small_country();
    let said = |draws: &str| {
        let arguments = [
            "simulate", "A.toml", "B.toml", "--seed", "5", "--draws", draws,
        ];
        output(folder.root(), &arguments)
    };
    let few = said("1");
    assert!(few.contains(" · 1 trekking, zaad 5 · "), "{few}");
    assert!(!few.contains("90%"), "{few}");
    assert!(few.contains(" · zaad 5, 1 trekking · "), "{few}");
    let enough = said("100");
    assert!(enough.contains("\nIn 2029: met 90% kans ligt de definitieve uitkering tussen "));
    assert!(
        enough.contains("\nVerschil van B met A: met 90% kans tussen "),
        "{enough}"
    );
    let receipt = enough.lines().last().unwrap();
    assert!(receipt.starts_with("spuk ") && receipt.contains(" · zaad 5, 100 trekkingen · "));
    for run in ["A.toml", "B.toml"] {
        let run = output(folder.root(), &["run", run]);
        let (_, invoer) = run.rsplit_once("invoer ").unwrap();
        assert!(receipt.contains(&invoer[..12]), "{receipt}");
    }
}

/// What a draw was reckoned with is said, for the list of figures has the scenario's.
#[test]
fn the_forecasts_of_a_draw_are_named() {
    let folder = small_country();
    let said = |arguments: &[&str]| {
        let ran = spuk(folder.root(), arguments).assert().success();
        String::from_utf8(ran.get_output().stderr.clone()).unwrap()
    };
    let drawn = said(&["run", "A.toml", "--draw", "3"]);
    assert!(
        drawn.contains("in deze trekking is geraamd: [prognose] 2027 "),
        "{drawn}"
    );
    assert!(drawn.contains("; [taakstelling] 2027 "), "{drawn}");
    assert!(!said(&["run", "A.toml"]).contains("geraamd"));
    assert!(!said(&["run", "zeker.toml", "--draw", "3"]).contains("geraamd"));
}
