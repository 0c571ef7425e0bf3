//! Which scenarios and baselines a check finds, and what it says of those it does not see.

use std::fs;

use super::text;
use crate::common::{Folder, SCENARIO};

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
    let said = folder.check(&["map"], 1);
    assert!(said.contains("baseline zonder scenario ernaast"), "{said}");
    // What guards nothing is no scenario, and counts for none.
    assert!(
        said.ends_with("1 scenario: 1 goed; 1 baseline zonder scenario\n"),
        "{said}"
    );
    folder.write("map/weg.simulate.csv", "");
    folder.write("map/v.toml", "[scenario]\nbasis = \"t.toml\"\n");
    let said = folder.check(&["map", "--lang", "en"], 1);
    assert!(
        said.ends_with("2 scenarios: 2 ok; 2 baselines without a scenario\n"),
        "{said}"
    );
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

/// A scenario in a folder that is not searched is not taken out of the check in silence, and
/// a file alone takes no folder out of it.
#[test]
fn a_folder_that_is_not_searched_is_named_where_scenarios_can_be_in_it() {
    let folder = Folder::blessed();
    folder.write(
        "map/jaar/t.toml",
        "[scenario]\nbasis = \"wi2021\"\ntot = 2026\n",
    );
    folder.write("map/.weg/leeg.txt", "niets");
    folder.write("map/jaar/CACHEDIR.TAG", "");
    let all = folder.check(&["map"], 0);
    assert!(
        all.contains("2 scenario's: 2 goed") && !all.contains("overgeslagen"),
        "{all}"
    );
    folder.write(
        "map/jaar/CACHEDIR.TAG",
        "Signature: 8a477f597d28d172789f06886806bc55\n# of a build\n",
    );
    fs::create_dir(folder.path("map/.oud")).unwrap();
    fs::copy(
        folder.path("map/s.baseline.csv"),
        folder.path("map/.oud/s.baseline.csv"),
    )
    .unwrap();
    let said = folder.check(&["map"], 0);
    for line in [
        "overgeslagen: map/.oud (een verborgen map)",
        "overgeslagen: map/jaar (een map die een programma opnieuw maakt (CACHEDIR.TAG))",
    ] {
        assert!(said.contains(line), "{said}");
    }
    assert!(
        !said.contains("map/.weg") && said.contains("1 scenario: 1 goed"),
        "{said}"
    );
}
