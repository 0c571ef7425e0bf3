//! What is said beside an answer of what it takes: held against runs with and without it.

use serde_json::Value as Json;

use super::{called, in_cents, json, law_until};
use crate::common::{Folder, cents, rows, spuk};

/// The law for three gemeenten, with ranges of its own.
fn folder() -> Folder {
    Folder::with_basis().and(
        "s.toml",
        "[scenario]\nbasis = \"wi2021\"\ntot = 2030\n[gemeenten]\nbestand = \"gemeenten.csv\"\n\
         [index]\nbron = \"eigen raming\"\nstatus = \"aanname\"\n\
         2027 = { waarde = 0.025, tussen = [0.015, 0.04] }\n\
         2028 = { waarde = 0.03, tussen = [-0.2, 0.06] }\n2029 = 0.03\n",
    )
}

/// A column of a run of every year, with some settings.
fn run(folder: &Folder, column: &str, settings: &[&str]) -> Vec<(String, i64)> {
    let mut asked = vec!["run", "s.toml", "--format", "csv"];
    for setting in settings {
        asked.extend(["--set", setting]);
    }
    let all = rows(&called(folder, &asked).0);
    let years = all.iter();
    years
        .map(|row| (row["jaar"].clone(), cents(&row[column])))
        .collect()
}

pub(super) fn remarks(answer: &Json) -> Vec<(&str, &str, &str)> {
    let all = answer["opmerkingen"].as_array().expect("a list");
    all.iter()
        .map(|one| {
            let of = |key: &str| one[key].as_str().expect("a text");
            (of("soort"), of("nl"), of("en"))
        })
        .collect()
}

fn settings(answer: &Json) -> Vec<&str> {
    let all = answer["instellingen"].as_array().expect("a list");
    all.iter().map(|one| one.as_str().unwrap()).collect()
}

fn solve<'a>(goal: &'a str, years: &'a str, key: &'a str) -> Vec<&'a str> {
    vec![
        "solve",
        "s.toml",
        "--doel",
        goal,
        "--jaar",
        years,
        "--varieer",
        key,
    ]
}

#[test]
fn an_answer_outside_the_range_of_its_figure_is_said_with_key_answer_and_range() {
    let folder = folder();
    let now = run(&folder, "uitkering_definitief", &[]);
    let of = |year: &str| now.iter().find(|(jaar, _)| jaar == year).unwrap().1;
    // Far below 2027 as it stands, so that its growth falls out of 0.015 to 0.04; 2029 has no
    // range, and 2028 a wide one.
    let goal = format!("uitkering_definitief<={}", of("2027") / 100 * 9 / 10);
    let asked = solve(&goal, "2027-2029", "index");
    let answer = json(&folder, &asked);
    let found = |year: &str| {
        let rows = answer["regels"].as_array().unwrap();
        let key = format!("index.{year}");
        let row = rows.iter().find(|row| row["sleutel"] == key.as_str());
        row.unwrap()["antwoord"].as_str().unwrap().to_owned()
    };
    let first = found("2027");
    assert!(first.starts_with('-'), "{answer:#}");
    let said = remarks(&answer);
    let nl = format!(
        "het antwoord {first} van index.2027 ligt onder het bereik van dat cijfer: tussen 0.015 en 0.04"
    );
    let en = format!(
        "the answer {first} of index.2027 lies below the range of that figure: between 0.015 and 0.04"
    );
    assert_eq!(said[0], ("antwoord-buiten-bereik", &*nl, &*en));
    let about_2028 = said.iter().any(|(_, nl, _)| nl.contains("index.2028"));
    let value: f64 = found("2028").parse().unwrap();
    assert_eq!(about_2028, !(-0.2..=0.06).contains(&value), "{said:?}");
    assert!(!said.iter().any(|(_, nl, _)| nl.contains("index.2029")));
    let (text, _) = called(&folder, &asked);
    assert!(text.contains(&format!("Let op: {nl}.")), "{text}");
    let english = [&asked[..], &["--lang", "en"]].concat();
    let (text, _) = called(&folder, &english);
    assert!(text.contains(&format!("Note: {en}.")), "{text}");
    // Just as it stands, and within its range: nothing to say.
    let goal = format!("uitkering_definitief<={}", of("2027") / 100 + 1);
    let near = json(&folder, &solve(&goal, "2027", "index.2027"));
    assert_eq!(near["gehaald"], true);
    assert_eq!(remarks(&near), []);
    // Other forms have no place for it: it is said beside them.
    let csv = [&asked[..], &["--format", "csv"]].concat();
    let output = folder.spuk(&csv).output().unwrap();
    let beside = String::from_utf8(output.stderr).unwrap();
    assert!(beside.contains(&nl), "{beside}");
}

#[test]
fn every_year_has_the_amount_without_answers_and_that_with_those_of_earlier_years() {
    let folder = folder();
    let base = run(&folder, "uitkering_definitief", &[]);
    let goal = format!("uitkering_definitief<={}", base[4].1 / 100 * 8 / 10);
    let asked = solve(&goal, "2027-2030", "index");
    let answer = json(&folder, &asked);
    let found = settings(&answer);
    let all = answer["regels"].as_array().unwrap();
    assert_eq!((all.len(), found.len()), (4, 4), "{answer:#}");
    let of = |all: &[(String, i64)], year: &Json| {
        let year = year.to_string();
        all.iter().find(|(jaar, _)| *jaar == year).unwrap().1
    };
    let mut apart = 0;
    for (place, row) in all.iter().enumerate() {
        let year = &row["jaar"];
        assert_eq!(in_cents(&row["bedrag_is"]), of(&base, year), "{year}");
        let before = run(&folder, "uitkering_definitief", &found[..place]);
        assert_eq!(in_cents(&row["bedrag_vooraf"]), of(&before, year), "{year}");
        let then = run(&folder, "uitkering_definitief", &found[..=place]);
        assert_eq!(in_cents(&row["bedrag_antwoord"]), of(&then, year), "{year}");
        apart += usize::from(row["bedrag_is"] != row["bedrag_vooraf"]);
    }
    assert_eq!(apart, 3, "the first year has nothing before it");
    let (text, _) = called(&folder, &asked);
    assert!(text.contains(" vooraf "), "{text}");
    assert!(
        text.contains("Jaar voor jaar opgelost, de eerdere eerst"),
        "{text}"
    );
    // What does not carry on into later years says so, and has no column for it.
    let prognose = solve("uitkering_voorlopig<=200mln", "2028-2029", "prognose");
    let (text, _) = called(&folder, &[&prognose[..], &["--lang", "en"]].concat());
    assert!(!text.contains(" before "), "{text}");
    assert!(
        text.contains("which changes no later amount here"),
        "{text}"
    );
    // One year has nothing before it.
    let (text, _) = called(&folder, &solve(&goal, "2029", "index"));
    assert!(!text.contains("Jaar voor jaar"), "{text}");
}

#[test]
fn what_does_not_follow_the_instroom_is_what_stays_in_a_run() {
    let folder = folder();
    let key = "instroom.pad.asielstatushouder.2027";
    let asked = [
        &solve("uitkering_definitief>=1500mln", "2026-2030", key)[..],
        &["--samen"],
    ]
    .concat();
    let answer = json(&folder, &asked);
    let found = settings(&answer);
    assert_eq!(found.len(), 1, "{answer:#}");
    let moved = |column: &str| {
        let (before, after) = (run(&folder, column, &[]), run(&folder, column, &found));
        let pairs = before.into_iter().zip(after);
        pairs
            .filter(|(one, other)| one != other)
            .map(|(one, _)| one.0)
            .collect::<Vec<_>>()
    };
    let voorlopig = moved("uitkering_voorlopig");
    let mut settled = moved("uitkering_definitief");
    settled.retain(|jaar| !voorlopig.contains(jaar));
    assert_eq!(settled, ["2027", "2028"], "the law knows no other years");
    let said = remarks(&answer);
    let stays = said
        .iter()
        .find(|(code, ..)| *code == "voorlopig-volgt-niet");
    let (_, nl, en) = stays.expect("it is said");
    assert!(nl.starts_with("prognose en taakstelling volgen de instroom niet"));
    let years = format!("de voorlopige uitkering van 2027-2028 verandert niet door {key};");
    assert!(nl.contains(&years), "{nl}");
    assert!(
        en.contains(&format!("of 2027-2028 does not change with {key};")),
        "{en}"
    );
    let (text, _) = called(&folder, &asked);
    assert!(text.contains(&format!("Let op: {nl}.")), "{text}");
}

#[test]
fn it_is_said_of_the_kas_that_does_not_move_and_not_of_what_does_not_bear_on_it() {
    let folder = folder();
    // The kas of a year does not move with its own instroom at all: it is said why.
    let kas = json(
        &folder,
        &solve("kas<=1", "2028", "instroom.pad.asielstatushouder"),
    );
    assert_eq!(kas["gehaald"], false);
    let (code, nl, _) = remarks(&kas)[0];
    assert_eq!(code, "voorlopig-volgt-niet");
    assert!(nl.contains("van 2028 verandert niet door instroom.pad.asielstatushouder.2028"));
    // Others than asielstatushouders have no prognose: it says another reason.
    let others = json(
        &folder,
        &solve(
            "bgo_definitief<=9mln",
            "2028",
            "instroom.pad.gezinsmigrant.2028",
        ),
    );
    let (code, nl, _) = *remarks(&others).last().unwrap();
    assert_eq!(code, "voorlopig-volgt-niet");
    assert!(
        nl.starts_with("van gezins- en overige migranten telt vooraf"),
        "{nl}"
    );
    let none = |answer: Json| {
        let said = remarks(&answer);
        let said = said
            .iter()
            .any(|(code, ..)| *code == "voorlopig-volgt-niet");
        assert!(!said, "{answer:#}");
    };
    // Two years on the voorlopige follows; what is asked of the kosten is not settled; and
    // the prognose itself is what the voorlopige goes by.
    let path = "instroom.pad.asielstatushouder.2028";
    none(json(&folder, &solve("kas<=1", "2030", path)));
    none(json(&folder, &solve("kosten<=1", "2028", path)));
    none(json(
        &folder,
        &solve("kas<=300mln", "2028", "prognose.2028"),
    ));
}

/// Who names a table is shown what is most often meant of it, and a series by its own name.
#[test]
fn a_table_that_is_no_number_shows_what_can_be_varied_in_it() {
    let output = spuk()
        .args(["solve", "wi2021", "--doel", "uitkering_definitief=300mln"])
        .args(["--jaar", "2028", "--varieer", "instroom"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = "zoals instroom.pad.asielstatushouder, instroom.pad.gezinsmigrant, \
                 instroom.pad.overige_migrant";
    assert!(flat.contains(shown), "{said}");
}

/// A fondsuitkering carries on another year: where published amounts of that one win over what
/// is varied, it is said.
#[test]
fn a_fondsuitkering_is_told_what_hides_its_reference_year() {
    let folder = law_until(2029);
    let fonds = "[instrument]\nsoort = \"fondsuitkering\"\nvanaf = 2028\nreferentiejaar = 2026\n";
    folder.write("fonds.toml", folder.read("s.toml") + fonds);
    let asked = |more: &[&str]| {
        let head = ["solve", "fonds.toml", "--varieer", "prijs.2026.leerroute"];
        let goal = ["--doel", "uitkering_definitief<=1mln", "--jaar", "2028"];
        let output = folder
            .spuk(&[&head[..], &goal, more].concat())
            .output()
            .unwrap();
        String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap()
    };
    let says = |text: &str| text.contains("in 2026 gelden de gepubliceerde bedragen");
    let hidden = asked(&[]);
    assert!(says(&hidden), "{hidden}");
    let derived = asked(&["--set", "bedragen.2026.gebruik=afgeleid"]);
    assert!(!says(&derived), "{derived}");
}

/// The share of draws is told with all decimals that it was asked with.
#[test]
fn a_share_of_draws_is_told_as_it_was_asked() {
    let folder = law_until(2027);
    for (share, told) in [
        ("0.9995", "99,95%"),
        ("0.12345", "12,345%"),
        ("0.5", "50,00%"),
    ] {
        let asked = [
            "--varieer",
            "index.2027",
            "--doel",
            "kas>=1",
            "--jaar",
            "2027",
        ];
        let drawn = ["--draws", "4", "--kans", share];
        let text = called(
            &folder,
            &[&["solve", "s.toml"], &asked[..], &drawn].concat(),
        )
        .0;
        assert!(
            text.contains(&format!("in {told} van 4 trekkingen")),
            "{text}"
        );
    }
    let quantile = ["sensitivity", "s.toml", "--jaar", "2027", "--draws", "3"];
    let text = called(
        &folder,
        &[&quantile[..], &["--kwantiel", "0.99975"]].concat(),
    )
    .0;
    assert!(text.contains("kwantiel 99,975%"), "{text}");
}
