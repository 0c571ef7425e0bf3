//! Figures with a range, drawn beside people.

use super::{called, law_until};
use crate::common::{Folder, cents, rows};

/// The law for three gemeenten and two years, and a scenario that leaves its ranges alone.
fn folder() -> Folder {
    law_until(2026).and(
        "b.toml",
        "[scenario]\nnaam = \"B\"\nbasis = \"s.toml\"\n[kas]\nverrekening_maand = 5\n",
    )
}

const FEW: [&str; 6] = ["--draws", "12", "--seed", "4", "--format", "csv"];

#[test]
fn the_bands_of_people_are_the_same_with_those_of_assumptions_beside_them() {
    let folder = folder();
    let people = called(&folder, &[&["simulate", "s.toml"], &FEW[..]].concat()).0;
    let both = [&["simulate", "s.toml", "--aannames"], &FEW[..]].concat();
    let both = called(&folder, &both).0;
    let beside = both
        .strip_prefix(&people)
        .expect("people first, as they were");
    assert_eq!(beside.lines().count() + 1, people.lines().count());
    let all = rows(&both);
    let spread = |scenario: &str, jaar: &str| {
        let veld = "uitkering_definitief";
        let row = all.iter().find(|row| {
            (
                &*row["scenario"],
                &*row["level"],
                &*row["jaar"],
                &*row["veld"],
            ) == (scenario, "landelijk", jaar, veld)
        });
        cents(&row.unwrap_or_else(|| panic!("{scenario} {jaar}"))["sd"])
    };
    // People are uncertain from 2026 on; what was assumed of 2025 can be off too.
    assert_eq!(spread("s", "2025"), 0);
    assert!(spread("s met aannames", "2025") > 0);
}

/// Both rest on the same few draws, and that is said once.
#[test]
fn few_draws_are_remarked_on_once() {
    let asked = [&["simulate", "s.toml", "--aannames"], &FEW[..]].concat();
    let output = folder().spuk(&asked).output().unwrap();
    let remarks = String::from_utf8(output.stderr).unwrap();
    assert_eq!(remarks.matches("P5 en P95 van 12").count(), 1, "{remarks}");
}

#[test]
fn the_same_bytes_for_any_number_of_threads_and_the_same_figures_in_every_scenario() {
    let folder = folder();
    let of = |threads: &str| {
        let arguments = [
            &[
                "simulate",
                "s.toml",
                "b.toml",
                "--aannames",
                "--threads",
                threads,
            ],
            &FEW[..],
        ]
        .concat();
        called(&folder, &arguments).0
    };
    let one = of("1");
    assert_eq!(one, of("3"));
    let all = rows(&one);
    let differences = all
        .iter()
        .filter(|row| row["scenario"] == "B met aannames-s met aannames" && row["veld"] == "kas");
    let mut count = 0;
    for row in differences {
        assert_eq!((&*row["min"], &*row["max"]), ("0.00", "0.00"), "{row:?}");
        count += 1;
    }
    assert!(count > 0, "the difference has its rows");
}

#[test]
fn what_varies_is_said_of_both_bands_in_both_languages() {
    let folder = folder();
    let few = ["simulate", "s.toml", "--draws", "12", "--aannames"];
    let dutch = called(&folder, &few).0;
    assert!(
        dutch.contains("cijfers met een bereik") && dutch.contains("over de instroom"),
        "{dutch}"
    );
    let english = called(&folder, &[&few[..], &["--lang", "en"]].concat()).0;
    assert!(english.contains("figures with a range"), "{english}");
}

#[test]
fn both_tables_are_of_whom_was_asked() {
    let folder = folder();
    let asked = [
        "simulate",
        "s.toml",
        "--draws",
        "12",
        "--aannames",
        "--jaar",
        "2026",
        "--gemeente",
        "Kleinstad",
    ];
    let text = called(&folder, &asked).0;
    let titles = text.matches("Kleinstad, s").count();
    assert_eq!(titles, 2, "{text}");
    assert!(text.contains("in hele euro's"), "{text}");
    let of_gemeente = called(&folder, &[&asked[..], &["--format", "csv"]].concat()).0;
    let rows = rows(&of_gemeente);
    let row = rows
        .iter()
        .find(|row| row["scenario"] == "s met aannames" && row["veld"] == "kas");
    let p95 = cents(&row.expect("a row with assumptions")["p95"]);
    let euros = (p95 + 50) / 100;
    let millions = format!(
        "{}.{:03}.{:03}",
        euros / 1_000_000,
        euros / 1000 % 1000,
        euros % 1000
    );
    let thousands = format!("{}.{:03}", euros / 1000, euros % 1000);
    let shown = if euros >= 1_000_000 {
        millions
    } else {
        thousands
    };
    let (_, beside) = text.rsplit_once("Kleinstad, s").unwrap();
    assert!(beside.contains(&shown), "{shown}: {beside}");
}

#[test]
fn a_year_with_a_range_is_drawn_too() {
    let of = |prijspeil: &str| {
        let own = format!(
            "[scenario]\nbasis = \"s.toml\"\ntot = 2027\n[onderwijsroute]\nprijspeil = {prijspeil}\n"
        );
        let folder = folder().and("jaar.toml", &own);
        let asked = ["simulate", "jaar.toml", "--draws", "4", "--aannames"];
        let (text, status) = called(&folder, &asked);
        assert_eq!(status, 0, "{text}");
        let (before, _) = text
            .rsplit_once(" cijfers met een bereik")
            .expect("what was drawn");
        let count = before.rsplit(' ').next().unwrap();
        count.parse::<u32>().unwrap()
    };
    let ranged = of("{ waarde = 2025, tussen = [2024, 2026] }");
    assert_eq!(ranged, of("2025") + 1);
}
