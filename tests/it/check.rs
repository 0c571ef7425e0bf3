//! `spuk check`: nothing moves unseen, and what moved is named with its cause.

use std::fs;
use std::process::Output;

use serde_json::Value as Json;
use spuk::internals::columns::Column;

use crate::common::{AANTALLEN, Folder, GEMEENTEN, SCENARIO, in_project, spuk};
use crate::dutch::dutch_words;

impl Folder {
    /// A folder with `map/s.toml`, the three gemeenten.
    fn with_map() -> Self {
        Self::with(&[
            ("map/s.toml", SCENARIO),
            ("map/gemeenten.csv", GEMEENTEN),
            ("map/aantallen.csv", AANTALLEN),
        ])
    }

    /// A folder whose scenario has a baseline.
    fn blessed() -> Self {
        let folder = Self::with_map();
        folder.check(&["map", "--bless"], 0);
        folder
    }

    fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "no {from} in {name}");
        self.write(name, text.replacen(from, to, 1));
    }

    fn run(&self, args: &[&str]) -> Output {
        self.spuk(&["check"]).args(args).output().unwrap()
    }

    /// What a check says on stdout, which has to end with this status.
    fn check(&self, args: &[&str], status: i32) -> String {
        let output = self.run(args);
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(status), "{stdout}{stderr}");
        stdout
    }

    fn json(&self, args: &[&str], status: i32) -> Json {
        let args = [args, &["--format", "json"]].concat();
        serde_json::from_str(&self.check(&args, status)).unwrap()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_baseline_holds_and_blessing_again_changes_no_byte() {
    let folder = Folder::blessed();
    let baseline = folder.read("map/s.baseline.csv");
    assert!(folder.check(&["map"], 0).contains("1 scenario: 1 goed"));
    folder.check(&["map", "--bless"], 0);
    assert_eq!(folder.read("map/s.baseline.csv"), baseline);
    fs::remove_file(folder.path("map/s.baseline.csv")).unwrap();
    // From another folder, by another path: the same bytes.
    let mut command = spuk();
    command.current_dir(folder.path("map"));
    command
        .args(["check", "--bless", "s.toml"])
        .assert()
        .success();
    assert_eq!(folder.read("map/s.baseline.csv"), baseline);
    assert!(
        !baseline.contains(&jaar_of_today()),
        "no date in a baseline"
    );
}

/// The date of today as a receipt writes it.
fn jaar_of_today() -> String {
    let output = std::process::Command::new("date").arg("+%Y-%m-%d").output();
    text(&output.unwrap().stdout).trim().to_owned()
}

#[test]
fn every_cell_that_moved_is_named_biggest_first_after_its_cause() {
    let folder = Folder::blessed();
    folder.replace(
        "map/aantallen.csv",
        "GM9001,asielstatushouder,2025,",
        "GM9001,asielstatushouder,2025,1",
    );
    let said = folder.check(&["map", "--top", "0"], 1);
    let cause = said
        .find("mogelijke oorzaak: aantallen.csv is veranderd (")
        .expect(&said);
    assert!(!said.contains("een ander programma"), "{said}");
    let totals = said.find("netto per veld en jaar").expect(&said);
    let cells = said.find("per cel, de grootste eerst:").expect(&said);
    assert!(cause < totals && totals < cells, "{said}");
    let outcome = folder.json(&["map"], 1);
    let one = &outcome["scenarios"][0]["baselines"][0];
    let moved = one["cellen"].as_array().unwrap();
    let size = |cell: &Json| cell["verschil"].as_f64().unwrap().abs();
    // Amounts, then people, then months: the largest of each first.
    let kind = |cell: &Json| {
        let veld = cell["veld"].as_str().unwrap();
        let is_money = cell["verschil"].to_string().contains('.');
        (veld.starts_with("kas_maand_"), !is_money)
    };
    assert!(moved.windows(2).all(|pair| {
        let [one, next] = [&pair[0], &pair[1]];
        kind(one) < kind(next) || (kind(one) == kind(next) && size(one) >= size(next))
    }));
    // Every cell of JSON stands in the text, and the other way round.
    let lines = said[cells..].lines().filter(|line| line.contains(": was "));
    assert_eq!(lines.count(), moved.len());
    // The whole is the sum of its cells, to the cent.
    let cents = |value: &Json| (value.as_f64().unwrap() * 100.0).round() as i64;
    for total in one["totalen"].as_array().unwrap() {
        let own = |cell: &&Json| cell["veld"] == total["veld"] && cell["jaar"] == total["jaar"];
        let sum: i64 = moved
            .iter()
            .filter(own)
            .map(|cell| cents(&cell["verschil"]))
            .sum();
        assert_eq!(sum, cents(&total["netto"]), "{total}");
    }
    // A cell says what it was in the baseline, at its line, and what it is.
    let cell = moved.iter().find(|cell| cell["code"] == "GM9001").unwrap();
    let line = cell["regel"].as_u64().unwrap() as usize;
    let baseline = folder.read("map/s.baseline.csv");
    let row = baseline.lines().nth(line - 1).unwrap();
    assert!(row.starts_with("\"GM9001\","), "{row}");
    assert!(row.contains(&cell["was"].to_string()), "{row} has {cell}");
    // Once blessed, it is what was agreed.
    let blessed = folder.check(&["map", "--bless", "--top", "0"], 0);
    assert!(blessed.contains("geschreven; veranderd is:"), "{blessed}");
    let cells = blessed.lines().filter(|line| line.contains(": was "));
    assert_eq!(cells.count(), moved.len(), "{blessed}");
    folder.check(&["map"], 0);
}

#[test]
fn one_cent_in_one_cell_is_seen() {
    let folder = Folder::blessed();
    let baseline = folder.read("map/s.baseline.csv");
    let row = baseline
        .lines()
        .find(|line| line.starts_with("\"GM9002\","))
        .unwrap();
    let (before, last) = row.rsplit_once(',').unwrap();
    let (before, saldo) = before.rsplit_once(',').unwrap();
    let digit = if saldo.ends_with('0') { "1" } else { "0" };
    let moved = format!("{before},{}{digit},{last}", &saldo[..saldo.len() - 1]);
    folder.replace("map/s.baseline.csv", row, &moved);
    let said = folder.check(&["map"], 1);
    assert!(said.contains("1 cel verschoven"), "{said}");
    assert!(
        said.contains("misschien is de baseline zelf veranderd"),
        "{said}"
    );
    // The program that moved a baseline last may be another one without any effect.
    folder.replace("map/s.baseline.csv", "# programma: ", "# programma: oud ");
    let said = folder.check(&["map"], 1);
    assert!(
        said.contains("mogelijke oorzaak: een ander programma: oud spuk"),
        "{said}"
    );
    assert!(
        folder
            .check(&["map", "--only", "kas"], 0)
            .contains("1 goed")
    );
    folder.check(&["map", "--only", "saldo"], 1);
    folder.check(&["map", "--tolerance", "0.09"], 0);
    assert!(folder.run(&["map", "--only", "slado"]).status.code() == Some(2));
}

#[test]
fn what_only_the_state_sees_is_held_too() {
    let folder = Folder::blessed();
    folder.write(
        "map/s.toml",
        format!("{SCENARIO}\n[kas]\nverrekening_maand = 9\n"),
    );
    let said = folder.check(&["map"], 1);
    assert!(said.contains("kas in september"), "{said}");
    assert!(said.contains("oorzaak: s.toml is veranderd"), "{said}");
}

#[test]
fn a_gemeente_that_goes_and_a_year_that_comes_are_named() {
    let folder = Folder::blessed();
    folder.replace("map/s.toml", "van = 2025", "van = 2026");
    let outcome = folder.json(&["map"], 1);
    let cells = outcome["scenarios"][0]["baselines"][0]["cellen"]
        .as_array()
        .unwrap();
    let gone: Vec<&Json> = cells.iter().filter(|cell| cell["is"].is_null()).collect();
    // Three gemeenten of 21 columns, and what the state pays in a year.
    assert!(gone.len() >= 3 * 21, "{}", gone.len());
    assert!(gone.iter().all(|cell| cell["jaar"] == "2025"));
}

#[test]
fn an_assertion_says_what_was_agreed_and_where() {
    let folder = Folder::blessed();
    let right =
        "\n[[verwacht]]\njaar = 2026\nveld = \"afgerond\"\nbedrag = 999\ntolerantie = 999\n";
    folder.write("map/s.toml", format!("{SCENARIO}{right}"));
    assert!(folder.check(&["map"], 0).contains(", 1 verwachting"));
    let wrong = "\n[[verwacht]]\nbron = \"brief\"\njaar = 2026\nveld = \"kas\"\ngemeente = \"GM9001\"\nbedrag = -1.50\n";
    folder.write("map/s.toml", format!("{SCENARIO}{right}{wrong}"));
    let said = folder.check(&["map"], 1);
    assert!(said.contains("2026 Kas: verwacht -1,50, is "), "{said}");
    assert!(said.contains("bron: brief (map/s.toml:"), "{said}");
    // Nobody blesses what breaks an agreement.
    let before = folder.read("map/s.baseline.csv");
    let said = folder.check(&["map", "--bless"], 1);
    assert!(said.contains("niet gezegend"), "{said}");
    assert_eq!(folder.read("map/s.baseline.csv"), before);
}

#[test]
fn assertions_are_not_inherited_and_leave_the_receipt_alone() {
    let folder = Folder::with_map();
    let hash = |folder: &Folder| {
        let json = spuk()
            .current_dir(folder.path("map"))
            .args(["run", "s.toml", "--format", "json"])
            .output()
            .unwrap();
        let value: Json = serde_json::from_slice(&json.stdout).unwrap();
        value["ontvangstbewijs"]["invoer_sha256"].to_string()
    };
    let without = hash(&folder);
    let wrong = "\n[[verwacht]]\njaar = 2026\nveld = \"kas\"\nbedrag = 1\n";
    folder.write("map/s.toml", format!("{SCENARIO}{wrong}"));
    folder.write("map/erf.toml", "[scenario]\nbasis = \"s.toml\"\n");
    assert_eq!(hash(&folder), without);
    folder.check(&["map/s.toml"], 1);
    folder.check(&["map/erf.toml"], 0);
}

#[test]
fn every_column_of_a_run_can_be_agreed() {
    for name in Column::ALL.iter().map(|column| column.name()) {
        let folder = Folder::with_map();
        let verwacht = format!(
            "[[verwacht]]\njaar = 2026\nveld = \"{name}\"\nbedrag = 0\ntolerantie = 99999999999\n"
        );
        folder.write("map/s.toml", format!("{SCENARIO}\n{verwacht}"));
        folder.check(&["map"], 0);
    }
}

#[test]
fn faults_are_all_told_and_the_others_are_checked_all_the_same() {
    let folder = Folder::blessed();
    folder.write(
        "map/fout.toml",
        "[scenario]\nbasis = \"s.toml\"\n[prognoze]\n2026 = 1\n",
    );
    folder.write("map/dieper/stuk.toml", "[scenario\n");
    folder.write("map/Cargo.toml", "[package]\nname = \"x\"\n");
    let output = folder.run(&["map"]);
    assert_eq!(output.status.code(), Some(2));
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert!(stderr.contains("map/fout.toml:3:2"), "{stderr}");
    assert!(stderr.contains("map/dieper/stuk.toml:1:"), "{stderr}");
    assert!(stdout.contains("3 scenario's: 1 goed, 2 fout"), "{stdout}");
    let skipped = "overgeslagen: map/Cargo.toml (geen scenario)";
    assert!(stdout.contains(skipped), "{stdout}");
}

/// A slip of the pen in `[scenario]` does not take a scenario out of the check.
#[test]
fn what_has_a_baseline_or_a_key_of_a_scenario_is_checked() {
    for (name, toml, place) in [
        (
            "s.toml",
            SCENARIO.replace("[scenario]", "[scenaro]"),
            "map/s.toml:3:2",
        ),
        // Nothing in it looks like a scenario, but its baseline says that it is one.
        ("s.toml", "[package]\n".to_owned(), "map/s.toml:1:2"),
        (
            "los.toml",
            "[prognose]\n2026 = 1\n".to_owned(),
            "map/los.toml:1:1",
        ),
        (
            "los.toml",
            "[[verwacht]]\njaar = 2026\nveld = \"kas\"\nbedrag = 1\n".to_owned(),
            "map/los.toml:1:1",
        ),
        (
            "los.toml",
            "\"scenario\" = { bas = \"s.toml\" }\n".to_owned(),
            "map/los.toml:1:16",
        ),
        (
            "LOS.TOML",
            "[scenario]\nbas = \"s.toml\"\n".to_owned(),
            "map/LOS.TOML:2:1",
        ),
    ] {
        let folder = Folder::blessed();
        folder.write(&format!("map/{name}"), &toml);
        let output = folder.run(&["map"]);
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{toml}: {stderr}");
        assert!(stderr.contains(place), "{toml}: {stderr}");
    }
}

#[test]
fn the_baseline_of_a_name_in_capitals_is_held_and_one_that_nothing_takes_is_named() {
    let folder = Folder::blessed();
    fs::rename(folder.path("map/s.toml"), folder.path("map/s.TOML")).unwrap();
    let said = folder.check(&["map"], 0);
    assert!(said.contains("cellen tegen de baseline"), "{said}");
    // A link is not followed, so it takes no baseline; asked for by name it does.
    fs::rename(folder.path("map/s.TOML"), folder.path("elders.toml")).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../elders.toml", folder.path("map/s.toml")).unwrap();
        let said = folder.check(&["map"], 1);
        assert!(said.contains("baseline zonder scenario"), "{said}");
        assert!(
            said.contains("overgeslagen: map/s.toml (een verwijzing)"),
            "{said}"
        );
    }
}

#[test]
fn every_form_names_what_was_skipped() {
    let folder = Folder::blessed();
    folder.write("map/Cargo.toml", "[package]\nname = \"x\"\n");
    assert!(
        folder
            .check(&["map"], 0)
            .ends_with("overgeslagen: map/Cargo.toml (geen scenario)\n1 scenario: 1 goed\n")
    );
    let left_out = &folder.json(&["map"], 0)["overgeslagen"];
    assert_eq!(left_out[0]["bestand"], "map/Cargo.toml");
    assert_eq!(left_out[0]["reden"], "geen scenario");
    let junit = folder.check(&["map", "--format", "junit"], 0);
    assert!(
        junit.contains("name=\"map/Cargo.toml\">\n      <skipped message=\"geen scenario\"/>"),
        "{junit}"
    );
    let github = folder.check(&["map", "--format", "github"], 0);
    let notice = "::notice file=map/Cargo.toml,title=spuk%3A overgeslagen::geen scenario\n";
    assert!(github.ends_with(notice), "{github}");
}

#[test]
fn an_embedded_scenario_is_not_blessed_and_the_others_are() {
    let folder = Folder::with_map();
    let output = folder.run(&["--bless", "wi2021", "map"]);
    assert_eq!(output.status.code(), Some(2));
    let stderr = text(&output.stderr);
    assert!(stderr.contains("`wi2021` is ingebouwd"), "{stderr}");
    assert!(folder.path("map/s.baseline.csv").exists());
    folder.check(&["wi2021"], 0);
}

#[test]
fn a_baseline_without_a_scenario_and_a_scenario_without_a_baseline() {
    let folder = Folder::blessed();
    folder.write("map/nieuw.toml", "[scenario]\nbasis = \"s.toml\"\n");
    assert!(folder.check(&["map"], 0).contains("let op: geen baseline"));
    assert!(
        folder
            .check(&["map", "--require-baseline"], 1)
            .contains("geen baseline: map")
    );
    fs::remove_file(folder.path("map/nieuw.toml")).unwrap();
    fs::rename(folder.path("map/s.toml"), folder.path("map/t.toml")).unwrap();
    assert!(
        folder
            .check(&["map"], 1)
            .contains("baseline zonder scenario")
    );
}

#[test]
fn a_simulation_is_held_by_its_own_seed_and_draws() {
    let folder = Folder::with_map();
    let own = "[scenario]\nbasis = \"wi2021\"\ntot = 2027\n[simulatie]\nzaad = 7\n\
               [gemeenten]\nbestand = \"g.csv\"\n[instroom.spreiding]\nasielstatushouder = 0.2\n";
    folder.write("sim/s.toml", own);
    folder.write(
        "sim/g.csv",
        "gm_code,naam,provincie,inwoners_2024\nGM1,Klein,P,20000\nGM2,Groot,Q,90000\n",
    );
    folder.check(&["sim", "--bless", "--simulate", "--draws", "20"], 0);
    let baseline = folder.read("sim/s.simulate.csv");
    assert!(
        baseline.contains("# zaad: 7\n# trekkingen: 20\n"),
        "{baseline}"
    );
    let held = &folder.json(&["sim"], 0)["scenarios"][0]["baselines"][1];
    assert_eq!(
        (&held["zaad"], &held["trekkingen"]),
        (&7.into(), &20.into())
    );
    // What stands in the file, be it ten figures of a column or the one of a chance.
    let rows = baseline.lines().filter(|line| !line.starts_with('#'));
    let figures = rows.skip(1).flat_map(|row| row.split(',').skip(5));
    let figures = figures.filter(|figure| !figure.is_empty()).count();
    assert_eq!(held["cijfers"], figures);
    // The spread moves the draws and not the projection.
    folder.write("sim/s.toml", own.replace("0.2", "0.3"));
    let outcome = folder.json(&["sim"], 1);
    let both = &outcome["scenarios"][0]["baselines"];
    assert_eq!(both[0]["cellen"].as_array().unwrap().len(), 0);
    assert!(!both[1]["cellen"].as_array().unwrap().is_empty());
    assert_eq!(both[1]["gemeenten"].as_array().unwrap().len(), 2);
    folder.check(&["sim", "--no-simulate"], 0);
    // Another seed is another simulation: it is only taken when it is blessed.
    folder.write("sim/s.toml", own.replace("zaad = 7", "zaad = 8"));
    folder.check(&["sim"], 0);
    folder.check(&["sim", "--bless", "--draws", "30"], 0);
    let blessed = folder.read("sim/s.simulate.csv");
    assert!(
        blessed.contains("# zaad: 7\n# trekkingen: 30\n"),
        "{blessed}"
    );
    // More draws than any simulation has were never made.
    folder.replace(
        "sim/s.simulate.csv",
        "trekkingen: 30",
        "trekkingen: 4294967326",
    );
    let refused = folder.run(&["sim"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("hoort niet in het ontvangstbewijs"));
}

#[test]
fn junit_and_github_say_the_same() {
    let folder = Folder::blessed();
    folder.replace(
        "map/aantallen.csv",
        "GM9001,asielstatushouder,2025,",
        "GM9001,asielstatushouder,2025,1",
    );
    folder.write(
        "map/fout.toml",
        "[scenario]\nbasis = \"s.toml\"\n[prognoze]\n2026 = 1\n",
    );
    let junit = folder.check(&["map", "--format", "junit"], 2);
    assert_eq!(junit.matches("<failure").count(), 1, "{junit}");
    assert_eq!(junit.matches("<error ").count(), 1, "{junit}");
    assert_eq!(junit.matches("<testsuite ").count(), 2, "{junit}");
    assert_eq!(junit.matches('<').count(), junit.matches('>').count());
    let github = folder.check(&["map", "--format", "github"], 2);
    assert!(
        github.contains("::error file=map/fout.toml,line=3,"),
        "{github}"
    );
    let cells = github
        .lines()
        .filter(|line| line.contains("file=map/s.baseline.csv"));
    assert!(cells.count() > 1, "{github}");
    let doubt = "::notice file=map/s.toml,title=spuk%3A let op::";
    let more = "::notice file=map/s.baseline.csv,title=spuk%3A verschoven::en nog ";
    let starts = ["::error ", doubt, more];
    let expected = |line: &str| starts.iter().any(|start| line.starts_with(start));
    assert!(github.lines().all(expected), "{github}");
    folder.check(&["map", "--format", "junit", "--out", "uit.xml"], 2);
    assert_eq!(folder.read("uit.xml"), junit);
}

#[test]
fn a_damaged_baseline_is_a_fault_with_its_line() {
    let folder = Folder::blessed();
    for (from, to, words) in [
        ("# spuk-baseline 1", "# spuk-baseline 2", "formaat 2"),
        (
            "# invoer: ",
            "# inoer: ",
            "hoort niet in het ontvangstbewijs",
        ),
        ("gm_code,", "gmcode,", "mist een van: gm_code, jaar"),
        (
            "\"GM9002\",",
            "<<<<<<< HEAD\n\"GM9002\",",
            "geen leesbare CSV",
        ),
        // As a merge leaves it that keeps both sides.
        ("# invoer: ", "# invoer: 0\n# invoer: ", "staat twee keer"),
        (
            "# rijk: 2026 ",
            "# rijk: 2026 kas_maand_01=1.00\n# rijk: 2026 ",
            "`kas_maand_01` van 2026 staat twee keer",
        ),
    ] {
        let whole = folder.read("map/s.baseline.csv");
        folder.replace("map/s.baseline.csv", from, to);
        let output = folder.run(&["map"]);
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{to}: {stderr}");
        assert!(
            stderr.contains(words) && stderr.contains("s.baseline.csv:"),
            "{stderr}"
        );
        // It can be written again.
        folder.check(&["map", "--bless"], 0);
        folder.check(&["map"], 0);
        assert_eq!(folder.read("map/s.baseline.csv"), whole);
    }
}

/// What is added up by provincie moves with a gemeente that goes to another.
#[test]
fn a_gemeente_in_another_provincie_or_of_another_name_is_said() {
    let folder = Folder::blessed();
    let row = GEMEENTEN.lines().nth(1).unwrap();
    let fields: Vec<&str> = row.split(',').collect();
    for (column, name, new) in [(1, "gemeente", "Elders"), (2, "provincie", "Zeeland")] {
        let mut other = fields.clone();
        other[column] = new;
        folder.replace("map/gemeenten.csv", row, &other.join(","));
        let said = folder.json(&["map"], 1);
        let baseline = &said["scenarios"][0]["baselines"][0];
        let expected = format!(
            "de {name} van {} is `{new}`, in de baseline `{}`",
            fields[0], fields[column]
        );
        assert_eq!(baseline["anders"], serde_json::json!([expected]));
        folder.write("map/gemeenten.csv", GEMEENTEN);
    }
    folder.check(&["map"], 0);
}

/// A gemeente that stands twice in the baseline of a simulation is not held by either.
#[test]
fn a_gemeente_twice_in_the_baseline_of_a_simulation_moved() {
    let folder = Folder::with_map();
    folder.check(&["map", "--bless", "--simulate", "--draws", "20"], 0);
    let path = "map/s.simulate.csv";
    let whole = folder.read(path);
    let line = whole.lines().find(|line| line.starts_with("# gemeente: "));
    let line = line.unwrap();
    folder.write(path, whole.replace(line, &format!("{line}\n{line}")));
    folder.check(&["map"], 1);
}

/// A checkout on Windows has other line ends, and is the same baseline.
#[test]
fn line_ends_do_not_move_money() {
    let folder = Folder::blessed();
    let baseline = folder.read("map/s.baseline.csv").replace('\n', "\r\n");
    folder.write("map/s.baseline.csv", &baseline);
    folder.check(&["map"], 0);
}

/// Names of files come from others too: what they hold is shown, and obeyed by
/// no terminal and no workflow.
#[cfg(unix)]
#[test]
fn any_name_of_a_file_can_be_checked_and_shown() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = Folder::with_map();
    folder.write("België.csv", "x\n");
    folder.write("é", "x\n");
    let name = "map/e\u{1b}[31m\u{202e}\n::error::x.toml";
    folder.write(name, "[scenario]\nbasis = \"s.toml\"\nnaam = \"x\"\n");
    for args in [
        &["."][..],
        &[".", "--bless"],
        &[".", "--format", "github"],
        &[".", "--format", "junit"],
    ] {
        let said = folder.check(args, 0);
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said}");
        assert!(!said.contains("\n::error"), "{said}");
    }
    assert!(
        folder
            .check(&["."], 0)
            .contains(r"e\u{1b}[31m\u{202e}\u{a}::error::x.toml")
    );
    // A scenario that cannot be asked for is a fault, and other TOML is none.
    let odd = |end: &str| folder.path(OsStr::from_bytes(&[&[0xff], end.as_bytes()].concat()));
    fs::write(odd("a.toml"), "[package]\n").unwrap();
    assert!(
        folder
            .check(&["."], 0)
            .contains("overgeslagen: \u{fffd}a.toml (geen scenario)")
    );
    fs::write(odd("b.toml"), "[scenario]\n").unwrap();
    let output = folder.run(&["."]);
    assert_eq!(output.status.code(), Some(2));
    let stderr = text(&output.stderr);
    assert!(
        stderr.contains("de naam van \u{fffd}b.toml is geen UTF-8"),
        "{stderr}"
    );
    assert!(text(&output.stdout).contains("map/s.toml · Drie gemeenten: goed"));
}

/// An empty folder is a slip of the pen, also beside one that is not empty; a file
/// that is found by two paths is one file.
#[test]
fn every_folder_has_a_scenario_and_every_scenario_is_checked_once() {
    let folder = Folder::blessed();
    fs::create_dir(folder.path("leeg")).unwrap();
    let output = folder.run(&["map", "leeg"]);
    assert_eq!(output.status.code(), Some(2));
    let stderr = text(&output.stderr);
    assert!(
        stderr.contains("geen scenario gevonden in leeg"),
        "{stderr}"
    );
    let absolute = folder.path("map");
    let absolute = absolute.to_str().unwrap();
    for paths in [["map", "./map"], ["./map/s.toml", "map"], ["map", absolute]] {
        let said = folder.check(&paths, 0);
        assert!(said.ends_with("\n1 scenario: 1 goed\n"), "{said}");
    }
}

#[test]
fn what_a_check_did_not_see_is_said() {
    let folder = Folder::blessed();
    let agreed = "\n[[verwacht]]\njaar = 2026\nveld = \"uitkering_definitief\"\nbedrag = 1\ntolerantie = 0\n";
    folder.write("map/s.toml", format!("{SCENARIO}{agreed}"));
    folder.check(&["map"], 1);
    let said = folder.check(&["map", "--only", "kas"], 0);
    let left = "let op: 1 verwachting is niet bekeken: --only vraagt alleen naar kas";
    assert!(said.contains(left), "{said}");
    fs::remove_file(folder.path("map/s.baseline.csv")).unwrap();
    let args = ["map", "--only", "kas", "--format", "github"];
    let github = folder.check(&args, 0);
    let notice = "::notice file=map/s.toml,title=spuk%3A let op::geen baseline; ";
    assert!(github.contains(notice), "{github}");
}

/// Of the draws of a gemeente there is only a hash: it cannot be weighed.
#[test]
fn a_gemeente_that_moved_is_said_where_only_some_movement_counts() {
    let folder = Folder::with_map();
    folder.check(&["map", "--bless", "--simulate", "--draws", "20"], 0);
    let path = "map/s.simulate.csv";
    let whole = folder.read(path);
    let mark = "# gemeente: ";
    let other = |place: &str| place.replace(|letter: char| letter.is_ascii_hexdigit(), "0");
    let lines = whole.lines().map(|line| match line.strip_prefix(mark) {
        Some(rest) => format!("{mark}{}{}\n", other(&rest[..16]), &rest[16..]),
        None => format!("{line}\n"),
    });
    folder.write(path, lines.collect::<String>());
    let moved = |args: &[&str]| {
        let said = folder.json(&[&["map"], args].concat(), 1);
        let gemeenten = &said["scenarios"][0]["baselines"][1]["gemeenten"];
        assert_eq!(gemeenten.as_array().unwrap().len(), 3, "{args:?}");
    };
    moved(&[]);
    moved(&["--tolerance", "0"]);
    let remark = "de trekkingen van 3 gemeenten in map/s.simulate.csv zijn verschoven;";
    for some in [["--tolerance", "0.01"], ["--only", "kas"]] {
        for form in ["text", "json", "junit", "github"] {
            let said = folder.check(&[&["map", "--format", form], &some[..]].concat(), 0);
            assert!(said.contains(remark), "{some:?}: {said}");
        }
    }
    folder.check(&["map", "--only", "kas", "--no-simulate"], 0);
    folder.write(path, &whole);
    let said = folder.check(&["map", "--only", "kas"], 0);
    assert!(!said.contains("trekkingen"), "{said}");
}

/// What a run says, a check says as well.
#[test]
fn what_to_doubt_about_a_projection_is_said() {
    let folder = Folder::with_map();
    let late = format!("{SCENARIO}\n[korting]\npercentage = 0.1\nvanaf = 2040\n");
    folder.write("map/s.toml", &late);
    let said = folder.check(&["map"], 0);
    let remark = "let op: zonder gevolg in deze projectie: korting.vanaf";
    assert!(said.contains(remark), "{said}");
}

/// As with every other command, the name of the file says the form; one that
/// cannot be written is found out before the work.
#[test]
fn the_name_of_the_file_says_the_form() {
    let folder = Folder::blessed();
    for (name, start) in [
        ("UIT.JSON", "{\n"),
        ("uit.xml", "<?xml"),
        ("uit.txt", "map/s.toml"),
    ] {
        folder.check(&["map", "--out", name], 0);
        assert!(folder.read(name).starts_with(start), "{name}");
    }
    for (out, words) in [
        ("uit.pdf", "neem .txt, .json, .xml of .md"),
        ("er/niet/uit.json", "er/niet bestaat niet"),
    ] {
        let output = folder.run(&["map", "--bless", "--out", out]);
        assert_eq!(output.status.code(), Some(2));
        let stderr = text(&output.stderr);
        assert!(stderr.contains(words), "{stderr}");
    }
}

#[test]
fn the_json_of_a_check_says_what_it_was_made_with() {
    let folder = Folder::blessed();
    let one = &folder.json(&["map"], 0)["scenarios"][0];
    let receipt = &one["ontvangstbewijs"];
    let sha256 = receipt["invoer_sha256"].as_str().unwrap();
    let baseline = folder.read("map/s.baseline.csv");
    assert!(baseline.contains(&format!("# invoer: {sha256}\n")));
    assert_eq!(receipt["bestanden"].as_array().unwrap().len(), 3);
    assert!(receipt["datum"].is_string());
    // Two years of three gemeenten, and of the state: twelve months and the cut.
    let columns = Column::ALL.len() as u64;
    assert_eq!(one["baselines"][0]["cijfers"], 2 * (3 * columns + 13));
}

#[test]
fn shipped_scenarios_give_what_was_agreed() {
    let root = in_project("");
    let output = spuk()
        .current_dir(root)
        .args(["check", "--require-baseline"])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
}

/// Something of every kind, asked for in English: the words are English, and JSON is
/// what it is in Dutch.
#[test]
fn a_check_in_english_has_no_word_of_dutch() {
    let folder = Folder::blessed();
    folder.replace(
        "map/aantallen.csv",
        "GM9001,asielstatushouder,2025,",
        "GM9001,asielstatushouder,2025,1",
    );
    let agreed = "\n[[verwacht]]\njaar = 2025\nveld = \"kas\"\nbedrag = 1\nbron = \"x\"\n";
    folder.write("map/s.toml", SCENARIO.to_owned() + agreed);
    folder.write("map/gone.baseline.csv", folder.read("map/s.baseline.csv"));
    folder.write("map/other.toml", "x = 1\n");
    folder.write("map/wrong.toml", "[scenario]\nnaam = \"k\"\nvan = 1800\n");
    let english = |format: &str, status: i32| {
        let output = folder.run(&["map", "--lang", "en", "--format", format]);
        let said = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{said}");
        said
    };
    for (format, parts) in [
        (
            "text",
            &[
                "3 scenarios: 0 ok, 2 moved, 1 wrong",
                "map/s.toml · Drie gemeenten: moved (152 cells against the baseline), 1 expectation",
                "The Netherlands 2025 Cash received: expected 1.00, is 6,775,734.05 (+6,775,733.05) · source: x",
                "map/s.baseline.csv: 24 cells moved",
                "possible cause: s.toml has changed (",
                "net by field and year",
                "per cell, largest first:",
                "baseline without a scenario beside it",
                "skipped: map/other.toml (no scenario)",
                "error[buiten-bereik]: ",
            ][..],
        ),
        (
            "junit",
            &[
                "name=\"valid\"",
                "name=\"expected: The Netherlands 2025 Cash received\"",
                "<failure message=\"24 cells moved\">",
                "Cash received 2026: +915,491.00 net, 915,491.00 gross, 1 cell",
                "<skipped message=\"no scenario\"/>",
            ],
        ),
        (
            "github",
            &[
                "title=spuk%3A error::error[buiten-bereik]: ",
                "title=spuk%3A expectation::The Netherlands 2025 Cash received: expected 1.00",
                "title=spuk%3A moved::24 cells moved%0Apossible cause: ",
                "title=spuk%3A note::",
                "title=spuk%3A skipped::no scenario",
            ],
        ),
    ] {
        let said = english(format, 2);
        for part in parts {
            assert!(said.contains(part), "{part} is not in {said}");
        }
        for line in said.lines().flat_map(|line| line.split("%0A")) {
            // An excerpt is of a file, and what stands there is its own.
            if line.contains(" | ") {
                continue;
            }
            // So is the name of the scenario.
            let line = line.replace("Drie gemeenten", "");
            assert_eq!(dutch_words(&line), [""; 0], "in {line}");
        }
    }
    let json = |lang: &str| folder.check(&["map", "--format", "json", "--lang", lang], 2);
    assert_eq!(json("en"), json("nl"));
}

/// What else a check says of a baseline, with the words that it has in English.
#[test]
fn what_came_of_blessing_is_said_in_english() {
    let folder = Folder::with_map();
    let said = folder.check(&["map", "--lang", "en", "--require-baseline"], 1);
    assert!(
        said.contains("no baseline: map/s.baseline.csv does not exist"),
        "{said}"
    );
    let said = folder.check(&["map", "--lang", "en", "--bless"], 0);
    assert!(
        said.contains("map/s.baseline.csv written; no figure moved"),
        "{said}"
    );
    assert!(said.contains("1 scenario: 1 ok"), "{said}");
    folder.replace("map/aantallen.csv", ",2025,30", ",2025,31");
    let said = folder.check(&["map", "--lang", "en", "--bless"], 0);
    assert!(
        said.contains("map/s.baseline.csv written; changed:"),
        "{said}"
    );
    folder.write("map/s.baseline.csv", "no baseline");
    let said = text(&folder.run(&["map", "--lang", "en"]).stderr);
    assert!(
        said.contains("map/s.baseline.csv is no baseline of spuk"),
        "{said}"
    );
    assert!(
        said.contains("help: `spuk check --bless` writes the baseline anew"),
        "{said}"
    );
}
