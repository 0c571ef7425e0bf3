//! What a comparison says: refusals, rounding, units, doubts.

use spuk::internals::compare::key_differences;
use spuk::internals::model::Model;

use super::{compare, country, output};
use crate::common::{Folder, rows, spuk};

/// What a reader should know holds for one of the scenarios, or for both.
#[test]
fn doubts_are_said_once_with_whom_they_are_about() {
    let doubts = |arguments: &[&str]| {
        let ran = compare(arguments).assert().success();
        String::from_utf8(ran.get_output().stderr.clone()).unwrap()
    };
    let pair = ["wi2021", "oud-ritme"];
    let dead = "zonder gevolg in deze projectie: prognose.2060";
    let of_one = doubts(&[&pair[..], &["--set-b", "prognose.2060=1"]].concat());
    let expected = format!("let op: Oud betaalritme 61/31/8 (prognose.2060=1): {dead}\n");
    assert_eq!(of_one, expected);
    let of_both = doubts(&[&pair[..], &["--set", "prognose.2060=1"]].concat());
    assert_eq!(of_both, format!("let op: {dead}\n"));
    let in_english = doubts(&[&pair[..], &["--set-b", "prognose.2060=1", "--lang", "en"]].concat());
    assert_eq!(
        in_english,
        "note: Oud betaalritme 61/31/8 (prognose.2060=1): \
         without effect in this projection: prognose.2060\n"
    );
}

fn refused(arguments: &[&str]) -> String {
    let ran = compare(arguments).assert().code(2).stdout("");
    String::from_utf8(ran.get_output().stderr.clone()).unwrap()
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = country();
    let path = folder.path("scenario.toml");
    let path = path.to_string_lossy();
    for (arguments, expected) in [
        (vec!["wi2021"], "er ontbreekt <B>"),
        (vec!["wi2021", &*path], "heeft andere gemeenten dan"),
        (
            vec!["wi2021", "wi2021", "--set-b", "scenario.tot=2030"],
            "loopt van 2024 tot en met 2030",
        ),
        (
            vec!["wi2021", "oud-ritme", "--order", "prijz"],
            "bedoelt u prijs?",
        ),
        (
            vec!["wi2021", "oud-ritme", "--order", "prijs,prijs"],
            "staat twee keer in --order",
        ),
        (
            vec!["wi2021", "oud-ritme", "--veld", "cash"],
            "is geen bedrag van een projectie",
        ),
        (
            vec!["wi2021", "oud-ritme", "--fail-if", "kas=3"],
            "is geen voorwaarde",
        ),
        (
            vec!["wi2021", "oud-ritme", "--fail-if", "kas<3"],
            "is geen voorwaarde",
        ),
        (vec!["wi2021", "oud-ritme", "--simulate", "0"], "0"),
    ] {
        let message = refused(&arguments);
        assert!(message.contains(expected), "{arguments:?}: {message}");
    }
}

/// `0.10` and `0.1` are one number, and no difference between scenarios.
#[test]
fn a_number_written_otherwise_is_no_other_key() {
    let differences = |setting: &str| {
        let (a, b) = (
            Model::load("wi2021", &[]),
            Model::load("wi2021", &[setting.to_owned()]),
        );
        let keys = key_differences(&a.unwrap(), &b.unwrap());
        keys.iter().filter(|key| key.other_value()).count()
    };
    assert_eq!(differences("prestatie.aandeel=0.1"), 0);
    assert_eq!(differences("prestatie.aandeel=\"0.100\""), 0);
    assert_eq!(differences("prestatie.aandeel=0.11"), 1);
}

/// Only money that comes is won or lost.
#[test]
fn a_larger_deficit_is_no_gain() {
    for veld in ["tekort", "kosten", "saldo"] {
        let text = output(&["oud-ritme", "wi2021", "--veld", veld]);
        for word in ["winst", "wint", "krijg", "()"] {
            assert!(!text.contains(word), "{veld}: {word}");
        }
        assert!(text.contains("Grootste stijging") && text.contains("Grootste daling"));
    }
    let text = output(&["oud-ritme", "wi2021", "--veld", "tekort"]);
    assert!(text.contains("Tekort eind 2031: A € 27,70, B € 5.303.937,31, verschil"));
    assert!(
        text.contains("In B hoger bij 316 gemeenten, lager bij 0"),
        "{text}"
    );
    let gain = output(&["wi2021", "oud-ritme", "--gemeente", "Utrecht"]);
    assert!(
        gain.contains("1 gemeente krijgt in B meer, 0 minder"),
        "{gain}"
    );
}

#[test]
fn every_scenario_has_a_letter_of_its_own() {
    let text = output(&["oud-ritme", "wi2021", "korting-2028"]);
    let (first, second) = text
        .split_once("\nC = Korting doorberekend vanaf 2028")
        .unwrap();
    assert!(first.contains("\nB = Geldend recht Wi2021") && !first.contains("C 2026"));
    for wanted in ["krijgen in C meer", "\n   C  ", "\n    C  ", "\n C 2026"] {
        assert!(second.contains(wanted), "{wanted}");
    }
    let words = |line: &str| {
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let is_head = |line: &str| words(line).windows(2).any(|pair| pair == ["A", "C"]);
    assert!(second.lines().any(is_head), "{second}");
    assert!(!second.contains("\n B 2026") && !second.contains("in B "));
}

/// People are spread by inhabitants, so whole people decide who gains.
#[test]
fn gains_that_are_rounding_are_said_to_be() {
    let text = output(&["zonder-prestatie", "wi2021"]);
    assert!(
        text.contains("is hier afronding op hele personen"),
        "{text}"
    );
    assert!(text.contains("58 (nagenoeg) hetzelfde"), "{text}");
    let real = output(&["oud-ritme", "wi2021"]);
    assert!(!real.contains("afronding op hele personen"));
}

/// A unit in which the largest figure is more than nothing.
#[test]
fn amounts_are_in_a_unit_that_shows_them() {
    let text = output(&["zonder-prestatie", "wi2021"]);
    let (_, why) = text.split_once("\nWaarom").unwrap();
    assert!(why.lines().nth(1).unwrap().contains("hele euro's"), "{why}");
    assert!(why.contains("verschil (€)"), "{why}");
    let text = output(&["oud-ritme", "wi2021"]);
    let (_, why) = text.split_once("\nWaarom").unwrap();
    assert!(why.lines().nth(1).unwrap().contains("miljoenen euro's"));
    assert!(why.contains("verschil (mln)"));
}

#[test]
fn a_total_says_of_which_years_it_is() {
    let text = output(&["oud-ritme", "wi2021", "--jaar", "2026"]);
    for wanted in ["samen 2026", "opgeteld vanaf 2024", "verschil, 2024-2031"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert!(!output(&["oud-ritme", "wi2021"]).contains("samen 2024"));
}

#[test]
fn what_is_not_stated_may_be_derived_and_a_name_has_no_source() {
    let set = [
        "wi2021",
        "wi2021",
        "--set-b",
        "bedragen.2027.gezins_overig=800",
    ];
    let text = output(&set);
    assert!(text.contains("    A  € 720,85 (afgeleid)\n"), "{text}");
    let csv = output(&[
        "oud-ritme",
        "wi2021",
        "--format",
        "csv",
        "--tabel",
        "sleutels",
    ]);
    let rows = rows(&csv);
    let row = |key: &str| rows.iter().find(|row| row["sleutel"] == key).unwrap();
    assert_eq!(row("scenario.naam")["a_status"], "");
    assert_eq!(row("scenario.naam")["a_bron"], "");
    assert_eq!(row("bedragen.2026.gebruik")["a_status"], "aanname");
    let english = output(&["oud-ritme", "wi2021", "--lang", "en"]);
    let named = "afgeleid (assumption: no source named in oud-ritme.toml; oud-ritme.toml:21)";
    assert!(english.contains(named), "{english}");
}

/// What is said beside the output is in the output that a program reads too.
#[test]
fn remarks_are_in_the_json() {
    let dead = "zonder gevolg in deze projectie: prognose.2060";
    let json = output(&[
        "wi2021",
        "oud-ritme",
        "--set-b",
        "prognose.2060=1",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let remarks = &json["vergelijkingen"][0]["opmerkingen"];
    assert_eq!(remarks["a"], serde_json::json!([]));
    assert_eq!(remarks["b"], serde_json::json!([dead]));
    let mut run = spuk();
    run.args(["run", "--set", "prognose.2060=1", "--format", "json"]);
    let run = run.assert().success().get_output().stdout.clone();
    let run: serde_json::Value = serde_json::from_slice(&run).unwrap();
    assert_eq!(run["opmerkingen"], serde_json::json!([dead]));
}

/// The total of a fondsuitkering is that of one year: not of one in between.
#[test]
fn a_reference_year_between_two_rhythms_is_doubted() {
    let doubt = |arguments: &[&str]| {
        let ran = compare(arguments).assert().success();
        let stderr = String::from_utf8(ran.get_output().stderr.clone()).unwrap();
        stderr.contains("ligt in de overgang van betaalritme")
    };
    let pair = ["wi2021", "fondsuitkering-2028"];
    assert!(doubt(&pair));
    assert!(!doubt(
        &[&pair[..], &["--set-b", "instrument.referentiejaar=2025"]].concat()
    ));
}

/// What is laid over a scenario is in its name: it no longer is what its file says.
#[test]
fn what_is_laid_over_both_is_in_both_names() {
    let text = output(&["wi2021", "oud-ritme", "--set", "kas.verrekening_maand=7"]);
    for name in ["Geldend recht Wi2021", "Oud betaalritme 61/31/8"] {
        let named = format!("{name} (kas.verrekening_maand=7)");
        assert!(text.contains(&named), "{text}");
    }
}

/// What a scenario states of gemeenten decides who gains, and where they have other
/// inhabitants these do, however little money it moves.
#[test]
fn gains_that_gemeenten_have_of_what_they_are_is_no_rounding() {
    let is_rounding = |text: &str| text.contains("afronding op hele personen");
    let with = |factors: [&str; 2]| {
        let pair = ["wi2021", "wi2021", "--jaar", "2028"];
        let own = ["--set-b", factors[0], "--set-b", factors[1]];
        output(&[&pair[..], &own].concat())
    };
    let more = with([
        "kenmerken.GM0599.afronding=1.3",
        "kenmerken.GM0772.afronding=0.7",
    ]);
    assert!(more.contains("Rotterdam") && !is_rounding(&more), "{more}");
    // A factor of 1 says nothing: a change of the rules then moves what rounding moves.
    let one = "kenmerken.GM0599.afronding=1";
    let none = output(&["zonder-prestatie", "wi2021", "--set", one]);
    assert!(is_rounding(&none), "{none}");
    let gemeenten = |inwoners: u32| {
        format!(
            "gm_code,naam,provincie,inwoners_2022,inwoners_2025\nGM0001,Aa,P,900,1000\n\
             GM0002,Bee,P,210000,215000\nGM0003,Cee,Q,47000,{inwoners}\n"
        )
    };
    let scenario = |file: &str| {
        format!(
            "[scenario]\nnaam = \"{file}\"\nbasis = \"wi2021\"\ntot = 2028\n\
             [gemeenten]\nbestand = \"{file}.csv\"\n"
        )
    };
    let folder = Folder::with(&[
        ("a.csv", &gemeenten(48_000)),
        ("b.csv", &gemeenten(48_300)),
        ("a.toml", &scenario("a")),
        ("b.toml", &scenario("b")),
    ]);
    let compared = |other: &[&str]| {
        let mut command = folder.spuk(&[&["compare", "a.toml"], other].concat());
        let done = command.output().unwrap();
        String::from_utf8(done.stdout).unwrap()
    };
    let inhabitants = compared(&["b.toml"]);
    assert!(inhabitants.contains(" in B meer, "), "{inhabitants}");
    assert!(!is_rounding(&inhabitants), "{inhabitants}");
    let same = compared(&["a.toml", "--set-b", "prestatie.aandeel=0.5"]);
    assert!(is_rounding(&same), "{same}");
}
