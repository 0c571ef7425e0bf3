//! A comparison over draws: they are those of a simulation, and the receipt names them.

use super::output;
use crate::common::{Folder, cents, rows, spuk};

#[test]
fn draws_are_those_of_a_simulation() {
    let draws = ["--draws", "40", "--seed", "7", "--format", "csv"];
    let mut command = spuk();
    let ran = command
        .args(["simulate", "wi2021", "korting-2028"])
        .args(draws)
        .assert()
        .success();
    let simulated = rows(&String::from_utf8(ran.get_output().stdout.clone()).unwrap());
    let arguments = [
        "wi2021",
        "korting-2028",
        "--simulate",
        "40",
        "--seed",
        "7",
        "--format",
        "csv",
    ];
    let mut gemeenten = arguments.to_vec();
    gemeenten.extend(["--level", "gemeente", "--veld", "kas", "--jaar", "2029"]);
    let mut seen = 0;
    for row in rows(&output(&gemeenten)) {
        let same = simulated.iter().find(|other| {
            other["scenario"].contains('-')
                && other["scenario"].starts_with("Korting")
                && other["scenario"].ends_with("Wi2021")
                && other["code"] == row["code"]
                && other["jaar"] == row["jaar"]
                && other["veld"] == "kas"
        });
        let same = same.expect("the simulation has every gemeente");
        for column in ["p5", "p50", "p95"] {
            assert_eq!(row[column], same[column], "{} {column}", row["code"]);
        }
        let lower: f64 = row["kans_lager"].parse().unwrap();
        assert!((0.0..=1.0).contains(&lower));
        assert!(cents(&same["max"]) >= 0 || lower == 1.0);
        seen += 1;
    }
    assert_eq!(seen, 342);
}

/// A gemeente may be called as the country is: it has its own draws all the same.
#[test]
fn draws_are_told_apart_by_what_they_are_of() {
    let folder = Folder::with(&[
        (
            "g.csv",
            "gm_code,naam,provincie,inwoners_2024\nGM1,Groot,P,900000\nNL,Klein,P,10000\n",
        ),
        (
            "scenario.toml",
            "[scenario]\nbasis = \"wi2021\"\ntot = 2027\n[gemeenten]\nbestand = \"g.csv\"\n",
        ),
    ]);
    let path = folder.path("scenario.toml");
    let path = path.to_string_lossy();
    let pair = [&*path, &*path, "--set-b", "bedragen.2026.a=9000"];
    let drawn = ["--simulate", "20", "--jaar", "2026", "--veld", "kas"];
    let middle = |level: &str| {
        let form = ["--level", level, "--format", "csv"];
        let text = output(&[&pair[..], &drawn, &form].concat());
        let found = rows(&text).into_iter().find(|row| row["code"] == "NL");
        cents(&found.expect("a row of NL")["p50"])
    };
    assert!(middle("gemeente") * 10 < middle("landelijk"));
}

#[test]
fn the_receipts_of_a_comparison_name_its_draws() {
    let pair = [
        "wi2021",
        "korting-2028",
        "--format",
        "json",
        "--jaar",
        "2028",
    ];
    let receipts = |more: &[&str]| -> Vec<serde_json::Value> {
        let text = output(&[&pair[..], more].concat());
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        json["vergelijkingen"][0]["ontvangstbewijzen"]
            .as_array()
            .unwrap()
            .clone()
    };
    for receipt in receipts(&["--simulate", "2", "--seed", "7"]) {
        assert_eq!(
            (&receipt["zaad"], &receipt["trekkingen"]),
            (&7.into(), &2.into())
        );
    }
    assert!(
        receipts(&[])
            .iter()
            .all(|receipt| receipt["zaad"].is_null())
    );
}

/// A simulation keeps the draws of one gemeente, of no sum of some, and of some columns.
#[test]
fn a_table_shows_draws_where_they_are_kept_and_says_where_they_are_not() {
    let by_year = |more: &[&str]| {
        let pair = ["wi2021", "oud-ritme", "--simulate", "3", "--jaar", "2026"];
        let text = output(&[&pair[..], more].concat());
        let (_, rest) = text.split_once("\nPer jaar\n").expect("a table by year");
        let (table, _) = rest.split_once("\nWaarom").expect("the next table");
        table.to_owned()
    };
    let draws = |table: &str| (table.contains(" P95 "), table.contains("trekkingen lager "));
    for level in ["landelijk", "provincie", "gemeente"] {
        let one = by_year(&["--gemeente", "Utrecht", "--veld", "kas", "--level", level]);
        assert_eq!(draws(&one), (true, true), "{one}");
    }
    let two = by_year(&["--gemeente", "Utrecht", "--gemeente", "Zwolle"]);
    assert_eq!(draws(&two), (false, false), "{two}");
    assert!(
        two.contains("niet van een som van gekozen gemeenten.\n"),
        "{two}"
    );
    let reserve = by_year(&["--veld", "kas", "--veld", "reserve"]);
    assert_eq!(draws(&reserve), (true, true), "{reserve}");
    assert!(
        reserve.contains("bewaart ze niet, van: Reserve.\n"),
        "{reserve}"
    );
}

#[test]
fn the_receipt_of_a_table_is_in_its_language() {
    let last = |lang: &str| {
        let text = output(&["wi2021", "oud-ritme", "--simulate", "3", "--lang", lang]);
        text.lines().last().expect("a receipt").to_owned()
    };
    let (nl, en) = (last("nl"), last("en"));
    assert!(
        nl.contains(" · invoer ") && nl.contains(" · zaad 100, 3 trekkingen · "),
        "{nl}"
    );
    assert!(
        en.contains(" · input ") && en.contains(" · seed 100, 3 draws · "),
        "{en}"
    );
}
