//! Baselines that are damaged, written otherwise, or of other gemeenten.

use super::text;
use crate::common::{Folder, GEMEENTEN};

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

/// A simulation has rows of the country and of its provincies: added up they say twice what
/// moved, and quantiles of parts add up to nothing.
#[test]
fn a_simulation_moves_as_far_as_the_country_does() {
    let folder = Folder::with_map();
    folder.check(&["map", "--bless", "--simulate", "--draws", "20"], 0);
    folder.replace("map/s.toml", "b = 4718.96", "b = 4719.96");
    let said = folder.json(&["map", "--top", "0"], 1);
    let simulated = &said["scenarios"][0]["baselines"][1];
    let totals = simulated["totalen"].as_array().unwrap();
    let cells = simulated["cellen"].as_array().unwrap();
    assert!(!totals.is_empty());
    for total in totals {
        let about = |cell: &&serde_json::Value| {
            cell["veld"] == total["veld"] && cell["jaar"] == total["jaar"]
        };
        let country = cells.iter().filter(about).find(|cell| cell["code"] == "NL");
        let moved = country.map_or(0.0, |cell| cell["verschil"].as_f64().unwrap());
        assert_eq!(total["netto"].as_f64().unwrap(), moved, "{total}");
        assert_eq!(total["cellen"], cells.iter().filter(about).count());
    }
    let provincies = cells.iter().filter(|cell| cell["code"] != "NL");
    assert!(provincies.count() > 0);
}

/// A guard that is loosened moves no figure: what is otherwise is said all the same.
#[test]
fn a_scenario_that_changed_without_moving_a_figure_is_named() {
    let folder = Folder::blessed();
    let said = folder.check(&["map"], 0);
    assert!(!said.contains("anders dan toen"), "{said}");
    let scenario = folder.read("map/s.toml");
    folder.write("map/s.toml", format!("# Nagelezen.\n{scenario}"));
    for form in ["text", "json", "junit", "github", "markdown"] {
        let said = folder.check(&["map", "--format", form], 0);
        assert!(said.contains("verschoof: s.toml;"), "{form}: {said}");
    }
    folder.check(&["map", "--bless"], 0);
    let said = folder.check(&["map"], 0);
    assert!(!said.contains("anders dan toen"), "{said}");
}

/// The months of the state and the cut it takes in are no amounts of one gemeente.
#[test]
fn what_the_state_has_counts_as_a_total() {
    let folder = Folder::blessed();
    folder.replace("map/s.toml", "b = 4718.96", "b = 4719.96");
    let said = folder.check(&["map", "--top", "0"], 1);
    assert!(said.contains("Rijk 2026"), "{said}");
    assert!(
        said.contains("`spuk check --bless map/s.toml` legt het opnieuw vast"),
        "{said}"
    );
    for (arguments, status) in [
        (&["--tolerance-total", "1000000"][..], 0),
        (&["--tolerance-total", "10"], 1),
        (&["--tolerance", "5000", "--tolerance-total", "1000000"], 0),
        (&["--tolerance", "5000", "--tolerance-total", "10"], 1),
    ] {
        folder.check(&[&["map"], arguments].concat(), status);
    }
}

/// A file that a scenario names with `./` is that file, from wherever the check is called and
/// in a baseline of before.
#[test]
fn a_file_that_is_named_with_a_point_is_that_file() {
    let folder = Folder::blessed();
    folder.write("map/kind.toml", "scenario.basis = \"./s.toml\"\n");
    folder.check(&["map/kind.toml", "--bless"], 0);
    let whole = folder.read("map/kind.baseline.csv");
    assert!(!whole.contains("./"), "{whole}");
    let mut inside = crate::common::spuk();
    inside.current_dir(folder.path("map"));
    let output = inside
        .args(["check", "./kind.toml", "--bless"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(folder.read("map/kind.baseline.csv"), whole);
    folder.replace("map/kind.baseline.csv", " s.toml\n", " ./s.toml\n");
    let said = folder.check(&["map/kind.toml"], 0);
    assert!(!said.contains("anders dan toen"), "{said}");
}

/// Counts that are called as the baseline would be are not written over by it.
#[test]
fn a_file_of_the_input_is_no_baseline() {
    let folder = Folder::blessed();
    let counts = "gm_code,groep,jaar,aantal\nGM9001,asielstatushouder,2026,3\n";
    folder.write("map/k.baseline.csv", counts);
    folder.write(
        "map/k.toml",
        "scenario.basis = \"s.toml\"\n[aantallen]\nbestand = \"./k.baseline.csv\"\naanvullen = \"nul\"\n",
    );
    for call in [&["map/k.toml"][..], &["map/k.toml", "--bless"]] {
        let output = folder.run(call);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains("k.baseline.csv hoort bij de invoer"),
            "{said}"
        );
        assert_eq!(folder.read("map/k.baseline.csv"), counts);
    }
}
