//! Large input works, or is refused with a message (those are in `tests/errors/`).
//! The largest of all were measured by hand; the figures are in docs/trust.md.

use std::fmt::Write;

use spuk::internals::exact::money::Cents;

use crate::common::Folder;

const GROWN: &str = "[scenario]\nbasis = \"wi2021\"\ntot = 2025\n\
                     [gemeenten]\nbestand = \"gemeenten.csv\"\n";

#[test]
fn ten_thousand_gemeenten_get_every_euro() {
    let mut gemeenten = String::from("gm_code,naam,provincie,inwoners_2024\n");
    for number in 0..10_000 {
        let people = 900 + number % 700;
        writeln!(
            gemeenten,
            "GM{number:05},Plaats {number},P{},{people}",
            number % 12
        )
        .unwrap();
    }
    let folder = Folder::with(&[("scenario.toml", GROWN), ("gemeenten.csv", &gemeenten)]);
    let (_, projection) = folder.project().unwrap();
    for year in &projection.jaren {
        for uitkering in [&year.voorlopig, &year.definitief] {
            assert_eq!(uitkering.totaal.len(), 10_000);
            assert!(uitkering.rijk > Cents::ZERO);
            assert_eq!(uitkering.totaal.iter().sum::<Cents>(), uitkering.rijk);
        }
    }
}

#[test]
fn fifty_scenarios_inherit_from_each_other() {
    let gemeenten = "gm_code,naam,provincie,inwoners_2024\nGM1,A,P,10\n";
    let folder = Folder::with(&[("gemeenten.csv", gemeenten), ("49.toml", GROWN)]);
    for number in 0..49 {
        let name = format!("{number}.toml");
        let text = format!(
            "[scenario]\nbasis = \"{}.toml\"\nnaam = \"{number}\"\n",
            number + 1
        );
        folder.write(&name, &text);
    }
    folder.write("scenario.toml", "[scenario]\nbasis = \"0.toml\"\n");
    let (model, _) = folder.project().unwrap();
    assert_eq!(model.scenario.sources.len(), 52);
}

#[test]
fn a_century_is_projected_year_by_year() {
    let mut text = String::from(
        "[scenario]\nbasis = \"wi2021\"\ntot = 2123\n[gemeenten]\nbestand = \"gemeenten.csv\"\n",
    );
    let tables = [
        ("index", "0.01"),
        ("prognose", "20000"),
        ("taakstelling", "20000"),
        ("instroom.pad.asielstatushouder", "20000"),
        ("instroom.pad.gezinsmigrant", "20000"),
        ("instroom.pad.overige_migrant", "20000"),
    ];
    for (table, value) in tables {
        writeln!(text, "[{table}]").unwrap();
        for year in 2027..2124 {
            writeln!(text, "{year} = {value}").unwrap();
        }
    }
    let gemeenten = "gm_code,naam,provincie,inwoners_2024\nGM1,A,P,1000\nGM2,B,P,2000\n";
    let folder = Folder::with(&[("scenario.toml", &text), ("gemeenten.csv", gemeenten)]);
    let (_, projection) = folder.project().unwrap();
    assert_eq!(projection.jaren.len(), 100);
}
