//! Questions on the page and in the workbook: what matters most, what every step buys, and
//! bands over people and assumptions. They are the answers of the commands that ask them.

use std::fs::read;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use serde_json::Value;

use super::page::data;
use crate::common::{Folder, cents, rows};

/// The law for three gemeenten and two years, and the same with another share of prestatie.
fn folder() -> Folder {
    let own =
        "[scenario]\nbasis = \"wi2021\"\ntot = 2026\n[gemeenten]\nbestand = \"gemeenten.csv\"\n";
    Folder::with_basis().and("s.toml", own).and(
        "b.toml",
        "[scenario]\nnaam = \"B\"\nbasis = \"s.toml\"\n[bedragen.2026]\n\
         gezins_overig = { waarde = 800, bron = \"regeling\", status = \"gepubliceerd\" }\n",
    )
}

/// What a call prints.
fn said(folder: &Folder, arguments: &[&str]) -> String {
    let output = folder.spuk(arguments).output().expect("the program runs");
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {wrong}");
    String::from_utf8(output.stdout).expect("text")
}

/// The page of these scenarios, and the workbook beside it.
fn report(folder: &Folder, arguments: &[&str]) -> (Value, Xlsx<Cursor<Vec<u8>>>) {
    let out = folder.path("uit");
    let out_text = out.to_string_lossy().into_owned();
    said(
        folder,
        &[&["report"], arguments, &["--out", &out_text]].concat(),
    );
    let page = String::from_utf8(read(out.join("rapport.html")).expect("the page"));
    let book = read(out.join("rapport.xlsx")).expect("the workbook");
    let book = open_workbook_from_rs(Cursor::new(book)).expect("a workbook");
    (data(&page.expect("text")), book)
}

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    let text = said(folder, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&text).expect("JSON")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// The rows of a sheet below its head.
fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<Data>> {
    let range = book.worksheet_range(name).expect("the sheet");
    range.rows().skip(1).map(<[Data]>::to_vec).collect()
}

#[test]
fn what_matters_most_is_what_sensitivity_says_of_the_scenario_and_of_the_difference() {
    let folder = folder();
    let (page, mut book) = report(&folder, &["s.toml", "b.toml", "--draws", "0"]);
    let both = list(&page["gewichten"]);
    assert_eq!(both.len(), 2);
    let mut all = 0;
    for (place, scenarios) in [&["s.toml"][..], &["s.toml", "b.toml"]].iter().enumerate() {
        let asked = json(&folder, &[&["sensitivity"], *scenarios].concat());
        let shown = &both[place]["antwoord"];
        let ander = [Value::Null, Value::from(1)];
        assert_eq!(both[place]["ander"], ander[place]);
        // Of what can turn out otherwise and moves the result, and is no part of another.
        let own = list(&asked["regels"]).iter().filter(|row| {
            let moves = row["zwaai"] != 0.0;
            row["deel_van"].is_null() && row["aard"] == "onzeker" && moves
        });
        let own: Vec<&Value> = own.collect();
        assert!(own.len() > 1, "{own:?}");
        let settled = |row: &Value| row["aard"] == "vastgesteld" && row["zwaai"] != 0.0;
        assert!(list(&asked["regels"]).iter().any(settled), "there is more");
        let (wholes, parts): (Vec<&Value>, Vec<&Value>) = list(&shown["regels"])
            .iter()
            .partition(|row| row["deel_van"].is_null());
        assert_eq!(wholes, own);
        // The years of a series say what it is at both its ends.
        let of_series = |row: &&Value| {
            let whole = own.iter().find(|whole| whole["sleutel"] == row["deel_van"]);
            whole.is_some_and(|it| it["soort"] == "reeks") && row["beweging"] == "bereik"
        };
        let told: Vec<&Value> = list(&asked["regels"]).iter().filter(of_series).collect();
        assert!(!told.is_empty(), "{own:?}");
        assert_eq!(parts, told);
        for key in ["vraag", "uitkomst", "vraag_na", "verklaren_95_procent"] {
            assert_eq!(shown[key], asked[key], "{key}");
        }
        let first = shown["verklaren_95_procent"].as_u64().expect("a number") as usize;
        let part = |row: &&Value| row["aandeel"].as_f64().expect("a share");
        let sum = |many: usize| own.iter().take(many).map(part).sum::<f64>();
        assert!(sum(first) >= 0.95 && sum(first - 1) < 0.95, "{first}");
        all += own.len();
    }
    let rows = sheet(&mut book, "Wat telt het zwaarst");
    assert_eq!(rows.len(), all);
    let heaviest = &list(&both[0]["antwoord"]["regels"])[0];
    let key = heaviest["sleutel"].as_str().expect("a key");
    assert!(rows[0][1].to_string().starts_with(key), "{:?}", rows[0]);
    let swing = format!(
        "{:.2}",
        match rows[0][8] {
            Data::Float(euros) => euros,
            ref other => panic!("{other:?}"),
        }
    );
    assert_eq!(cents(&swing), cents(&heaviest["zwaai"].to_string()));
}

#[test]
fn a_summary_has_no_questions_and_a_report_of_one_gemeente_has_its_own() {
    let folder = folder();
    let (page, _) = report(&folder, &["s.toml", "--draws", "0", "--samenvatting"]);
    assert_eq!(list(&page["gewichten"]).len(), 0);
    let gemeente = ["--gemeente", "GM9002"];
    let (page, _) = report(
        &folder,
        &[&["s.toml", "--draws", "0"], &gemeente[..]].concat(),
    );
    let asked = json(
        &folder,
        &[&["sensitivity", "s.toml"], &gemeente[..]].concat(),
    );
    let shown = &list(&page["gewichten"])[0]["antwoord"];
    assert_eq!(shown["uitkomst"], asked["uitkomst"]);
    assert_eq!(shown["vraag_na"], asked["vraag_na"]);
}

#[test]
fn what_every_step_buys_is_what_solve_says() {
    let folder = folder();
    let varied = ["--varieer", "betaalritme.1.totaal:1>3"];
    let (page, mut book) = report(
        &folder,
        &[
            &["s.toml", "--draws", "0"],
            &varied[..],
            &["--tegen", "saldo"],
        ]
        .concat(),
    );
    let asked = [&["solve", "s.toml"], &varied[..], &["--tegen", "saldo"]].concat();
    let asked = json(&folder, &asked);
    let rows = list(&page["afweging"]["regels"]);
    assert_eq!(rows, list(&asked["regels"]));
    assert_eq!(page["afweging"]["vraag"], asked["vraag"]);
    for known in ["61/31/8", "40/30/30"] {
        assert!(rows.iter().any(|row| row["merk"] == known), "{known}");
    }
    assert_eq!(sheet(&mut book, "Wat elke stap oplevert").len(), rows.len());
    let (without, _) = report(&folder, &["s.toml", "--draws", "0"]);
    assert!(without["afweging"].is_null());
}

#[test]
fn bands_with_assumptions_are_those_of_simulate_and_say_what_was_drawn() {
    let folder = folder();
    let draws = ["--draws", "30", "--seed", "5"];
    let (page, mut book) = report(
        &folder,
        &[&["s.toml", "b.toml", "--aannames"], &draws[..]].concat(),
    );
    let drawn = &page["onzekerheid"];
    let with = &drawn["aannames"];
    let csv = said(
        &folder,
        &[
            &[
                "simulate",
                "s.toml",
                "b.toml",
                "--aannames",
                "--format",
                "csv",
            ],
            &draws[..],
        ]
        .concat(),
    );
    let all = rows(&csv);
    let of = |scenario: &str, column: &str| -> Vec<i64> {
        let own = all.iter().filter(|row| {
            row["scenario"] == scenario
                && row["level"] == "landelijk"
                && row["veld"] == "uitkering_definitief"
        });
        // Whole euros, half away from zero.
        let euros = |cents: i64| (cents + 50 * cents.signum()) / 100;
        own.map(|row| euros(cents(&row[column]))).collect()
    };
    let field = list(&drawn["velden"]);
    let field = field.iter().position(|one| one == "uitkering_definitief");
    let field = field.expect("a field");
    let shown = |ends: &Value| -> Vec<i64> { list(ends).iter().map(super::page::whole).collect() };
    for (series, name) in [(0, "s met aannames"), (1, "B met aannames")] {
        let ends = &with["landelijk"][series][field];
        assert_eq!(shown(&ends[0]), of(name, "p5"), "{name}");
        assert_eq!(shown(&ends[1]), of(name, "p95"), "{name}");
    }
    // What was assumed of 2025 can be off; nobody comes in it by chance.
    assert_eq!(with["mensen"][0][field][1], 0);
    let both = with["band"].as_str().expect("words");
    let people = drawn["band"].as_str().expect("words");
    assert!(both.contains("cijfers met een bereik"), "{both}");
    assert!(!people.contains("bereik") && people.contains("de instroom"));
    assert!(people.contains("(afronding, kosten, Z-route)"), "{people}");
    let rows = sheet(&mut book, "Mensen en aannames");
    assert!(rows.len() > 20);
    let notes = rows.iter().flatten().map(ToString::to_string);
    assert!(notes.into_iter().any(|text| text.contains(both)));
}
