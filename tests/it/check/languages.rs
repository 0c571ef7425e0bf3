//! A check in English, and the words of a blessing.

use spuk::internals::terms::dutch::dutch_words;

use super::text;
use crate::common::{Folder, SCENARIO};

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
                "2 scenarios: 0 ok, 1 moved, 1 wrong; 1 baseline without a scenario",
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
