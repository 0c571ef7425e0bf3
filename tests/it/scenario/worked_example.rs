//! The worked example that the project began with, through
//! the program itself: `expected.csv` is not ours, so it is never regenerated.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::common::{AANTALLEN, Folder, GEMEENTEN, SCENARIO, cents, rows, spuk};

/// What the one who made the example found.
const EXPECTED: &str = include_str!("../../cases/drie-gemeenten/expected.csv");

/// The worked example in a folder of its own, to be changed freely.
fn copy() -> Folder {
    Folder::three(SCENARIO)
}

fn run(folder: &Folder, level: &str, format: &str) -> String {
    let output = spuk()
        .arg("run")
        .arg(folder.path("scenario.toml"))
        .args(["--level", level, "--format", format])
        .assert()
        .success()
        .get_output()
        .stdout
        .clone();
    String::from_utf8(output).expect("text")
}

/// The file as another spreadsheet would have saved it: rows the other way
/// round, semicolons, a byte order mark and Windows' line ends.
fn saved_elsewhere(csv: &str) -> String {
    let mut lines: Vec<&str> = csv.lines().collect();
    lines[1..].reverse();
    let text = lines.join("\r\n").replace(',', ";");
    format!("\u{feff}{text}\r\n")
}

#[test]
fn the_outcome_is_the_expected_one_to_the_cent() {
    let expected = rows(EXPECTED);
    let printed = rows(&run(&copy(), "gemeente", "csv"));
    assert_eq!(printed.len(), expected.len());
    // The expected rows stand by year, those of the program by gm_code (verantwoording 4.1).
    for wanted in &expected {
        let same = |row: &&BTreeMap<String, String>| {
            ["gm_code", "jaar"]
                .iter()
                .all(|&key| row[key] == wanted[key])
        };
        let row = printed.iter().find(same).expect("a row of that year");
        for (column, value) in wanted {
            let place = format!("{}, {}, {column}", wanted["gm_code"], wanted["jaar"]);
            assert_eq!(&row[column], value, "{place}");
        }
    }
}

#[test]
fn rows_stand_by_gm_code_and_then_by_year() {
    let printed = rows(&run(&copy(), "gemeente", "csv"));
    let keys: Vec<_> = printed
        .iter()
        .map(|row| (&row["gm_code"], &row["jaar"]))
        .collect();
    assert!(keys.is_sorted());
}

#[test]
fn the_columns_of_the_design_come_first_and_in_its_order() {
    let header = "gm_code,gemeente,provincie,jaar,asielstatushouders,gezins_overig,\
                  onderwijsroute,afgerond,bgo_voorlopig,ba_voorlopig,abo_voorlopig,\
                  uitkering_voorlopig,bgo_definitief,ba_definitief,abo_definitief,\
                  uitkering_definitief,verrekening,incidenteel,kosten,reserve,\
                  terugvordering,tekort,kas";
    assert!(run(&copy(), "gemeente", "csv").starts_with(header));
}

#[test]
fn the_way_a_csv_was_saved_makes_no_difference() {
    let original = run(&copy(), "gemeente", "csv");
    let other = copy();
    for (name, csv) in [("gemeenten.csv", GEMEENTEN), ("aantallen.csv", AANTALLEN)] {
        other.write(name, saved_elsewhere(csv));
    }
    assert_eq!(run(&other, "gemeente", "csv"), original);
}

#[test]
fn json_has_the_amounts_of_the_csv() {
    let folder = copy();
    for level in ["gemeente", "provincie", "landelijk"] {
        let csv = rows(&run(&folder, level, "csv"));
        let json: Value = serde_json::from_str(&run(&folder, level, "json")).expect("JSON");
        let regels = json["regels"].as_array().expect("rows");
        assert_eq!(regels.len(), csv.len());
        for (object, row) in regels.iter().zip(&csv) {
            assert_eq!(object.as_object().expect("a row").len(), row.len());
            for (column, value) in row {
                let text = match &object[column] {
                    Value::String(text) => text.clone(),
                    // Numbers keep their digits: 15273.06 is not 15273.060000000001.
                    number => number.to_string(),
                };
                assert_eq!(&text, value, "{level}, {column}");
            }
        }
    }
}

/// Sums over all rows with the same key, column by column, in cents or people.
fn summed(rows: &[BTreeMap<String, String>], key: &[&str]) -> BTreeMap<Vec<String>, Vec<i64>> {
    let labels = ["gm_code", "gemeente", "provincie", "jaar"];
    let mut sums: BTreeMap<Vec<String>, Vec<i64>> = BTreeMap::new();
    for row in rows {
        let key = key.iter().map(|&column| row[column].clone()).collect();
        let values = row
            .iter()
            .filter(|(column, _)| !labels.contains(&column.as_str()))
            .map(|(_, value)| match value.contains('.') {
                true => cents(value),
                false => value.parse().expect("people"),
            });
        let values: Vec<i64> = values.collect();
        let sum = sums.entry(key).or_insert_with(|| vec![0; values.len()]);
        sum.iter_mut()
            .zip(values)
            .for_each(|(sum, value)| *sum += value);
    }
    sums
}

#[test]
fn provincie_and_landelijk_are_the_sums_of_the_gemeenten() {
    let folder = copy();
    // Two gemeenten in one provincie, so that there is something to add up.
    let gemeenten = GEMEENTEN.replace("Gelderland", "Utrecht");
    folder.write("gemeenten.csv", &gemeenten);
    let all = rows(&run(&folder, "gemeente", "csv"));
    for (level, key, count) in [
        ("provincie", &["provincie", "jaar"][..], 4),
        ("landelijk", &["jaar"][..], 2),
    ] {
        let printed = rows(&run(&folder, level, "csv"));
        assert_eq!(printed.len(), count, "{level}");
        assert_eq!(summed(&printed, key), summed(&all, key), "{level}");
    }
}

/// Without prices there is nothing to derive: what was published stays.
#[test]
fn amounts_of_which_none_can_be_derived_stay_as_published() {
    let folder = copy();
    let published = run(&folder, "gemeente", "csv");
    let text = SCENARIO;
    let derived = text.replace(
        "[bedragen.2026]\n",
        "[bedragen.2026]\ngebruik = \"afgeleid\"\n",
    );
    assert_ne!(text, derived);
    folder.write("scenario.toml", &derived);
    assert_eq!(run(&folder, "gemeente", "csv"), published);
}
