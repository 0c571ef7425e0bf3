//! `spuk check`: nothing moves unseen, and what moved is named with its cause.

mod baselines;
mod found;
mod languages;

use std::fs;
use std::process::Output;

use serde_json::Value as Json;
use spuk::internals::columns::Column;

use crate::common::{AANTALLEN, Folder, GEMEENTEN, SCENARIO, in_project, spuk};

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

/// Years of an assertion run from its first to its last, and only draws have a number of them.
#[test]
fn an_assertion_that_cannot_be_held_is_refused() {
    let of = |more: &str| {
        let folder = Folder::blessed();
        let verwacht = format!(
            "\n[[verwacht]]\njaar = 2026\nveld = \"afgerond\"\nbedrag = 999\ntolerantie = 999\n{more}\n"
        );
        folder.write("map/s.toml", format!("{SCENARIO}{verwacht}"));
        folder
    };
    of("tot = 2026").check(&["map"], 0);
    for (more, told) in [
        ("tot = 2025", "`tot` ligt voor `jaar`"),
        ("trekkingen = 9", "`trekkingen` doet niets zonder `kans`"),
        ("zaad = 9", "`zaad` doet niets zonder `kans`"),
        ("kans = 0", "in geen enkele trekking"),
    ] {
        let output = of(more).spuk(&["check", "map"]).output().expect("a run");
        let said = String::from_utf8(output.stderr).expect("text");
        assert_eq!(output.status.code(), Some(2), "{more}: {said}");
        assert!(said.contains(told), "{more}: {said}");
    }
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
