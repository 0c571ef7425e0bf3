//! What may be varied and how far: keys that a scenario does not set, and the bounds of those
//! that it does.

use super::{called, json, law_until, refused};
use crate::common::rows;

fn asked<'a>(key: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let goal = "uitkering_definitief<=1mln";
    let all = [
        "solve",
        "s.toml",
        "--doel",
        goal,
        "--jaar",
        "2028",
        "--varieer",
        key,
    ];
    [&all[..], more].concat()
}

/// A key of the schema that the scenario leaves alone is told by what it can be set.
#[test]
fn a_key_that_the_scenario_does_not_set_comes_with_the_settings_that_do() {
    let folder = law_until(2028);
    for key in [
        "kenmerken.GM9002.kosten",
        "kenmerken.GM9001.z_route",
        "bedragen.2027.gezins_overig",
        "taakstelling.2028.tweede",
        "prijs.2028.leerroute",
    ] {
        let said = refused(&folder, &asked(key, &[]));
        assert!(
            said.contains(&format!("het scenario zet `{key}` niet")),
            "{said}"
        );
        let (_, settings) = said.split_once("zoals met ").expect(&said);
        let settings: Vec<&str> = settings.split_whitespace().collect();
        assert_eq!(settings[0], "--set");
        assert!(
            settings.iter().any(|it| it.starts_with(&format!("{key}="))),
            "{said}"
        );
        // `called` refuses what ends with a message.
        called(&folder, &asked(key, &settings));
    }
}

#[test]
fn a_key_of_no_scenario_is_still_one_that_may_have_been_meant() {
    let folder = law_until(2028);
    for key in [
        "kenmerken.GM9002.kosen",
        "bedragen.2027.q",
        "prestatie.aandel",
    ] {
        let said = refused(&folder, &asked(key, &[]));
        assert!(
            said.contains("heeft geen cijfer") && !said.contains("--set"),
            "{said}"
        );
    }
}

#[test]
fn no_step_of_a_frontier_lies_where_its_key_cannot_be() {
    let folder = law_until(2028);
    for (key, is, ends) in [
        // All of it may not be for what is done: that is refused as well.
        ("prestatie.aandeel", "0.8", ["0", "0.999999999"]),
        ("kas.terugvordering_na_jaren", "3", ["1", "5"]),
        ("reservering.maximum_tweede_jaar", "0.75", ["0", "1"]),
    ] {
        let setting = format!("{key}={is}");
        let arguments = [
            "solve",
            "s.toml",
            "--set",
            &setting,
            "--varieer",
            key,
            "--tegen",
            "tekort",
            "--stappen",
            "5",
            "--format",
            "csv",
        ];
        let all = rows(&called(&folder, &arguments).0);
        let last = all.last().unwrap();
        assert_eq!([&all[0]["waarde"], &last["waarde"]], ends, "{key}");
        let none = all.iter().find(|row| row["veld"].is_empty());
        assert!(none.is_none(), "{key}: {none:?}");
    }
}

/// An answer from draws says how many, and from which seed.
#[test]
fn the_receipt_of_an_answer_from_draws_or_points_has_their_seed_and_number() {
    let folder = law_until(2028);
    let sure = [
        "--draws",
        "6",
        "--kans",
        "0.5",
        "--seed",
        "41",
        "--decimalen",
        "1",
    ];
    let solved = json(&folder, &asked("index.2028", &sure));
    let drawn =
        |receipt: &serde_json::Value| (receipt["zaad"].as_u64(), receipt["trekkingen"].as_u64());
    for receipt in ["ontvangstbewijs", "ontvangstbewijs_antwoord"] {
        assert_eq!(drawn(&solved[receipt]), (Some(41), Some(6)), "{receipt}");
    }
    let text = called(&folder, &asked("index.2028", &sure)).0;
    assert!(text.contains(" · zaad 41, 6 trekkingen · "), "{text}");
    let projected = json(&folder, &asked("index.2028", &[]));
    assert_eq!(drawn(&projected["ontvangstbewijs"]), (None, None));
    for more in [
        &["--methode", "sobol", "--draws", "9"][..],
        &["--methode", "morris", "--draws", "9"],
        &["--kwantiel", "0.5", "--draws", "9"],
    ] {
        let question = [
            &["sensitivity", "s.toml", "--jaar", "2028", "--seed", "7"],
            more,
        ]
        .concat();
        let answer = json(&folder, &question);
        assert_eq!(
            drawn(&answer["ontvangstbewijs"][0]),
            (Some(7), Some(9)),
            "{more:?}"
        );
    }
    let alone = json(&folder, &["sensitivity", "s.toml", "--jaar", "2028"]);
    assert_eq!(drawn(&alone["ontvangstbewijs"][0]), (None, None));
}
