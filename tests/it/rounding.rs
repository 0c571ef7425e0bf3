//! What is rounded adds up and is called rounding: contributions, tolerances, divisions
//! of the country, and years that are left out.

use spuk::internals::columns::Column;
use spuk::internals::compare::{AttributionOrder, Comparison, MoneyColumn, RulePart};
use spuk::internals::exact::money::Cents;
use spuk::internals::study::{Study, Variant};

use crate::common::{Folder, SCENARIO, law, rows, spuk};

/// Several parts at once, of which weights alone move no money for the country.
const CHANGES: [&str; 6] = [
    "bedragen.2026.gebruik=afgeleid",
    "prestatie.aandeel=0.23",
    "index.2027=0.031",
    "instroom.pad.asielstatushouder.2026=17777",
    "kas.verrekening_maand=9",
    "kosten.begeleiding.bedrag=1234.5",
];

#[test]
fn results_are_worth_nothing_to_the_country_and_something_to_gemeenten() {
    let short = "scenario.tot=2028";
    let a = law(&[short]);
    let b = law(&[&CHANGES[..], &[short]].concat());
    let held = Comparison::new(&a, &b, AttributionOrder::Shapley).unwrap();
    let part = held
        .onderdelen()
        .iter()
        .position(|one| one.has(RulePart::Prestatie))
        .unwrap();
    let mut moved = 0;
    for column in [Column::BaVoorlopig, Column::BaDefinitief] {
        let money = MoneyColumn::of(column).unwrap();
        for (year, jaar) in held.jaren().into_iter().enumerate() {
            let national = held.national_by_part(column, jaar).unwrap();
            assert_eq!(national[part].1, Cents::ZERO, "{column} {jaar}");
            let gemeenten = 0..held.gemeenten();
            moved += gemeenten
                .filter(|&one| held.bijdrage(part, &money, year, one) != Cents::ZERO)
                .count();
        }
    }
    assert!(moved > 500, "only {moved} gemeenten see any of it");
}

/// What is received in a year is the voorlopige uitkering of that year, the verrekening
/// of the last, and less what is reclaimed over the year before that.
#[test]
fn contributions_to_kas_are_those_to_its_parts() {
    let short = "scenario.tot=2028";
    let a = law(&[short]);
    let b = law(&[&CHANGES[..], &[short]].concat());
    let held = Comparison::new(&a, &b, AttributionOrder::Shapley).unwrap();
    let money = |column| MoneyColumn::of(column).unwrap();
    let (kas, paid) = (money(Column::Kas), money(Column::UitkeringVoorlopig));
    let (settled, back) = (money(Column::Verrekening), money(Column::Terugvordering));
    for part in 0..held.onderdelen().len() {
        for year in 0..held.jaren().len() {
            for gemeente in [0, 7, 99, 200, 341] {
                let of = |column: &MoneyColumn, years: usize| match year.checked_sub(years) {
                    Some(before) => held.bijdrage(part, column, before, gemeente),
                    None => Cents::ZERO,
                };
                let expected = of(&paid, 0) + of(&settled, 1) - of(&back, 2);
                assert_eq!(held.bijdrage(part, &kas, year, gemeente), expected);
            }
        }
    }
}

/// A merger in one of two scenarios is a merger in both while they are compared.
#[test]
fn scenarios_with_other_herindelingen_are_compared_on_one_division() {
    let header = "datum,van_code,van_naam,naar_code,naar_naam,soort\n";
    let folder = Folder::with(&[
        (
            "h.csv",
            &format!("{header}2028-01-01,GM0221,Doesburg,GM0209,Beuningen,opgegaan\n"),
        ),
        (
            "fusie.toml",
            "[scenario]\nbasis = \"wi2021\"\ntot = 2026\n[gemeenten]\nherindelingen = \"h.csv\"\n",
        ),
    ]);
    let path = folder.path("fusie.toml").to_string_lossy().into_owned();
    let variants = [
        Variant::new("wi2021", &["scenario.tot=2026".to_owned()]),
        Variant::new(path, &[]),
    ];
    let study = Study::load(&Default::default(), &variants, Default::default()).unwrap();
    let [first, other] = study.models() else {
        panic!("two models")
    };
    assert_eq!(first.gemeenten.len(), 341);
    assert_eq!(first.gemeenten.list(), other.gemeenten.list());
    assert!(
        first
            .remarks()
            .iter()
            .any(|it| it.code() == "gemeenschappelijke-indeling")
    );
    assert!(
        other
            .remarks()
            .iter()
            .all(|it| it.code() != "gemeenschappelijke-indeling")
    );
    let held = study.compare(&AttributionOrder::Shapley).unwrap();
    assert_eq!(held[0].gemeenten(), 341);
}

/// A baseline with two amounts that moved by 30 cents, and one by 100 euros.
fn moved(by: &[(&str, &str, &str)]) -> Folder {
    let folder = Folder::three(SCENARIO);
    folder
        .spuk(&["check", "scenario.toml", "--bless"])
        .assert()
        .success();
    let mut text = folder.read("scenario.baseline.csv");
    for (row, before, after) in by {
        let line = text
            .lines()
            .find(|line| line.replace('"', "").starts_with(row))
            .unwrap()
            .to_owned();
        let changed = line.replace(before, after);
        assert_ne!(line, changed, "{row} has {before}");
        text = text.replace(&line, &changed);
    }
    folder.write("scenario.baseline.csv", text);
    folder
}

#[test]
fn amounts_and_their_totals_are_held_to_tolerances_of_their_own() {
    // The voorlopige ABO of 2026 in two gemeenten.
    let folder = moved(&[
        ("GM9001,Kleinstad,Utrecht,2026", ",19228.81,", ",19228.51,"),
        (
            "GM9002,Middelburgh,Gelderland,2026",
            ",57686.43,",
            ",57686.13,",
        ),
    ]);
    let status = |options: &[&str]| {
        let arguments = [&["check", "scenario.toml"][..], options].concat();
        folder.spuk(&arguments).output().unwrap().status.code()
    };
    assert_eq!(status(&[]), Some(1));
    assert_eq!(status(&["--tolerance", "0.30"]), Some(0));
    assert_eq!(status(&["--tolerance", "0.29"]), Some(1));
    // Each is small enough, and both together are not.
    assert_eq!(
        status(&["--tolerance", "0.30", "--tolerance-total", "0.59"]),
        Some(1)
    );
    assert_eq!(
        status(&["--tolerance", "0.30", "--tolerance-total", "0.60"]),
        Some(0)
    );
    assert_eq!(status(&["--tolerance-total", "0.60"]), Some(0));
    assert_eq!(status(&["--tolerance-total", "0.59"]), Some(1));
    assert_eq!(status(&["--tolerance", "0.01%"]), Some(0));
    assert_eq!(status(&["--tolerance", "0%"]), Some(1));
}

#[test]
fn a_tolerance_in_per_cent_is_of_what_it_was() {
    let folder = moved(&[("GM9001,Kleinstad,Utrecht,2026", ",19228.81,", ",19000.00,")]);
    let status = |options: &[&str]| {
        let arguments = [&["check", "scenario.toml"][..], options].concat();
        folder.spuk(&arguments).output().unwrap().status.code()
    };
    // 228.81 of 19,000.00 is 1.2043%.
    assert_eq!(status(&["--tolerance", "1.21%"]), Some(0));
    assert_eq!(status(&["--tolerance", "1.2%"]), Some(1));
    // Of the country it is less.
    assert_eq!(status(&["--tolerance-total", "0.10%"]), Some(0));
    assert_eq!(status(&["--tolerance-total", "0.09%"]), Some(1));
}

/// `--jaar` leaves years out of a simulation and moves no figure of those that are shown.
#[test]
fn a_simulation_shows_the_years_that_were_asked_for_as_they_were() {
    let run = |options: &[&str]| {
        let arguments = [
            "simulate",
            "--draws",
            "3",
            "--set",
            "scenario.tot=2027",
            "--format",
            "csv",
        ];
        let output = spuk().args(arguments).args(options).output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        rows(&String::from_utf8(output.stdout).unwrap())
    };
    let some = run(&["--jaar", "2025,2027"]);
    let all = run(&[]);
    let wanted: Vec<_> = all
        .iter()
        .filter(|row| ["2025", "2027"].contains(&&*row["jaar"]))
        .collect();
    assert_eq!(some.iter().collect::<Vec<_>>(), wanted);
    assert!(some.len() < all.len() && !some.is_empty());
}
