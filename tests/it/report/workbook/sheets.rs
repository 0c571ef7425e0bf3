//! What the sheets of the summary, comparisons and cohorts say, and in English.

use std::collections::BTreeMap;
use std::io::Read;

use calamine::{Data, Reader};
use spuk::internals::compare::cohorts_together;
use spuk::internals::terms::Lang;

use super::{Book, amount, book, open, table, totals, within};
use crate::common::embedded;

#[test]
fn the_summary_answers_for_each_comparison() {
    let mut book = open(book(&["wi2021", "oud-ritme", "korting-2028"], None));
    let sheet = book.worksheet_range("Samenvatting").unwrap();
    let lines: Vec<Vec<String>> = sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    let [naam, other, cut] =
        ["wi2021", "oud-ritme", "korting-2028"].map(|name| embedded(name).0.scenario.naam.clone());
    assert!(lines[2][0].starts_with(&format!("{other} tegenover {naam}: ")));
    assert!(lines[3][0].starts_with(&format!("{cut} tegenover {naam}: ")));
    assert!(
        lines[3][0]
            .contains(" miljoen euro minder (0 gemeenten meer, 342 minder, 0 nagenoeg gelijk: ")
    );
    assert_eq!(lines[5][..2], ["Scenario", "Bedrag"]);
    let first = &lines[6..15];
    let rows: Vec<&str> = first.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(rows[6..], ["Saldo", "Reserve", "Tekort"]);
    // How things stand is not added up over the years.
    assert_ne!(first[6].last().unwrap(), "");
    assert_eq!(first[7].last().unwrap(), "");
    assert_eq!(lines[33][0], format!("{other} min {naam}"));
}

#[test]
fn every_row_of_a_comparison_names_both_scenarios() {
    let names = ["wi2021", "oud-ritme", "korting-2028"];
    let mut book = open(book(&names, None));
    let [a, b, c] = names.map(|name| embedded(name).0.scenario.naam.clone());
    for sheet in ["Vergelijking", "Verschillen"] {
        let rows = table(&mut book, sheet);
        let rows = rows.iter().filter(|row| row["Scenario A"] != Data::Empty);
        for row in rows {
            assert_eq!(row["Scenario A"].to_string(), a, "{sheet}");
            assert!([&b, &c].contains(&&row["Scenario B"].to_string()));
        }
    }
    // A is not counted once for every comparison.
    let (rows, totals) = totals(table(&mut book, "Vergelijking"));
    let column = "Uitkering definitief A";
    for other in [b, c] {
        let own = rows
            .iter()
            .filter(|row| row["Scenario B"].to_string() == other);
        let sum: i64 = own.map(|row| amount(&row[column])).sum();
        assert_eq!(amount(&totals[&other][column]), sum);
    }
}

#[test]
fn the_sheet_of_cohorts_is_what_compare_finds() {
    let names = ["oud-ritme", "wi2021"];
    let years = ["jaar t", "jaar t+1", "jaar t+2", "drie jaar samen"];
    let mut book = open(book(&names, None));
    let (rows, below) = totals(table(&mut book, "Cohorten"));
    let mut found = rows.iter();
    let mut before = BTreeMap::new();
    let mut sums: BTreeMap<(String, String), i64> = BTreeMap::new();
    for name in names {
        let (model, projection) = embedded(name);
        let all: Vec<usize> = (0..model.gemeenten.len()).collect();
        for stream in cohorts_together(&model, &projection, &all) {
            let row = found.next().unwrap();
            assert_eq!(row["Scenario"].to_string(), model.scenario.naam);
            assert_eq!(row["Cohort"].to_string(), stream.cohort.to_string());
            let advance = stream.voorfinanciering();
            let months = advance.maanden.to_string();
            assert_eq!(row["Maanden voorschot"].to_string(), months);
            let three = |list: &[spuk::internals::exact::money::Cents]| -> Vec<i64> {
                let mut cents: Vec<i64> = list[..3].iter().map(|one| one.get()).collect();
                cents.push(cents.iter().sum());
                cents
            };
            let (received, spent) = (three(&stream.ontvangen), three(&stream.kosten));
            let mut wanted = vec![
                ("Saldo na drie jaar".to_owned(), advance.eindsaldo.get()),
                (
                    "Grootste voorschot".to_owned(),
                    advance.grootste_voorschot.get(),
                ),
                (
                    "Grootste overschot".to_owned(),
                    advance.grootste_overschot.get(),
                ),
            ];
            for (place, year) in years.iter().enumerate() {
                wanted.push((format!("Ontvangen in {year}"), received[place]));
                wanted.push((format!("Kosten in {year}"), spent[place]));
                if let Some(old) = before.get(&stream.cohort) {
                    let old: &Vec<i64> = old;
                    wanted.push((
                        format!("Verschil ontvangen in {year}"),
                        received[place] - old[place],
                    ));
                } else {
                    assert_eq!(row[&format!("Verschil ontvangen in {year}")], Data::Empty);
                }
            }
            for (column, cents) in wanted {
                assert_eq!(amount(&row[&column]), cents, "{column} {}", stream.cohort);
                let key = (model.scenario.naam.clone(), column);
                *sums.entry(key).or_default() += cents;
            }
            before.entry(stream.cohort).or_insert(received);
        }
    }
    assert!(found.next().is_none());
    for ((scenario, column), sum) in sums {
        let total = &below[&scenario][&column];
        if column.starts_with("Grootste") {
            assert_eq!(*total, Data::Empty, "{column} has no sum");
        } else {
            assert_eq!(amount(total), sum, "{scenario} {column}");
        }
    }
}

/// Terms of the law may stand in brackets behind the English.
#[test]
fn the_english_workbook_has_english_heads() {
    let models = ["wi2021", "oud-ritme"].map(|name| embedded(name).0);
    let [mut dutch, mut english] =
        [Lang::Nl, Lang::En].map(|taal| open(within(&models, Some(2), taal)));
    let same = [
        "Scenario",
        "Gemeente",
        "Gemeenten",
        "Cohort",
        "Reserve",
        "Status",
        "P5",
        "P25",
        "P50",
        "P75",
        "P95",
        "Minimum",
        "Maximum",
        "Scenario A",
        "Scenario B",
        "April",
        "September",
        "November",
        "December",
        "Status in A",
        "Status in B",
        "Model",
        "%",
    ];
    let heads = |book: &mut Book, place: usize| -> Vec<String> {
        let sheet = book.sheet_names()[place].clone();
        let range = book.worksheet_range(&sheet).unwrap();
        let row = if place == 0 { 5 } else { 0 };
        let cells = range.rows().nth(row).unwrap().iter();
        cells.map(ToString::to_string).collect()
    };
    for place in 0..11 {
        let pairs = heads(&mut dutch, place)
            .into_iter()
            .zip(heads(&mut english, place));
        let worded = pairs.filter(|(nl, _)| !nl.is_empty() && nl.parse::<u16>().is_err());
        for (nl, en) in worded {
            assert!(nl != en || same.contains(&&*nl), "`{en}` is Dutch");
        }
    }
    // One term for one thing: the fields of the summary are columns of the sheet.
    let columns = heads(&mut english, 1);
    let summary = english.worksheet_range("Summary").unwrap();
    for row in 6..15 {
        let field = summary.get_value((row, 1)).unwrap().to_string();
        assert!(columns.contains(&field), "{field}");
    }
}

/// Size classes and provincies each add up to the country, which is that of a run.
#[test]
fn groups_add_up_to_the_country() {
    let names = ["wi2021", "korting-2028"];
    let mut book = open(book(&names, None));
    let rows = table(&mut book, "Provincies en grootte");
    for name in names {
        let (model, projection) = embedded(name);
        for (place, year) in projection.jaren.iter().enumerate() {
            let of = |indeling: &str| -> Vec<&BTreeMap<String, Data>> {
                let own = rows.iter().filter(|row| {
                    row["Scenario"].to_string() == model.scenario.naam
                        && row["Jaar"].to_string() == year.jaar.to_string()
                        && row["Indeling"] == indeling
                });
                own.collect()
            };
            let all = 0..model.gemeenten.len();
            let paid: i64 = all.map(|one| year.definitief.of(one).get()).sum();
            let spent: i64 = year.kosten.iter().map(|one| one.get()).sum();
            for (column, country) in [("Uitkering definitief", paid), ("Kosten", spent)] {
                for (indeling, groups) in [("grootte", 5), ("provincie", 12), ("landelijk", 1)] {
                    let own = of(indeling);
                    assert_eq!(own.len(), groups, "{indeling}");
                    let sum: i64 = own.iter().map(|row| amount(&row[column])).sum();
                    assert_eq!(sum, country, "{name} {place} {indeling} {column}");
                }
            }
        }
    }
}

/// What the draws say of the country stands in the summary, behind a chart of it.
#[test]
fn the_summary_has_the_bands_of_the_draws() {
    let models = ["wi2021", "oud-ritme"].map(|name| embedded(name).0);
    let mut book = open(within(&models, Some(20), Lang::Nl));
    let summary = book.worksheet_range("Samenvatting").unwrap();
    let draws = table(&mut book, "Onzekerheid");
    let mut seen = 0;
    for model in &models {
        for quantile in ["P5", "P25", "P50", "P75", "P95"] {
            let name = format!("Uitkering definitief, {quantile}");
            let row = summary
                .rows()
                .find(|row| row[0] == *model.scenario.naam.as_str() && row[1] == *name.as_str());
            let row = row.unwrap_or_else(|| panic!("{name}"));
            let known = draws.iter().filter(|row| {
                row["Scenario of verschil"].to_string() == model.scenario.naam
                    && row["Niveau"] == "landelijk"
                    && row["Veld"] == "Uitkering definitief"
            });
            for (cell, known) in row[2..].iter().zip(known) {
                assert_eq!(amount(cell), amount(&known[quantile]), "{name}");
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 2 * 5 * 8);
}

/// A file within the workbook, which is a ZIP archive.
fn file(archive: &[u8], name: &str) -> String {
    let number = |at: usize, size: usize| -> usize {
        let bytes = archive[at..at + size].iter().rev();
        bytes.fold(0, |sum, &byte| sum << 8 | usize::from(byte))
    };
    let mut at = number(archive.len() - 6, 4);
    loop {
        assert_eq!(
            &archive[at..at + 4],
            b"PK\x01\x02",
            "{name} is in the archive"
        );
        let length = number(at + 28, 2);
        if &archive[at + 46..at + 46 + length] == name.as_bytes() {
            break;
        }
        at += 46 + length + number(at + 30, 2) + number(at + 32, 2);
    }
    let (size, local) = (number(at + 20, 4), number(at + 42, 4));
    let start = local + 30 + number(local + 26, 2) + number(local + 28, 2);
    let mut text = String::new();
    let mut packed = flate2::read::DeflateDecoder::new(&archive[start..start + size]);
    packed.read_to_string(&mut text).unwrap();
    text
}

/// Who does not see a chart reads what it shows; who prints gets sheets to read.
#[test]
fn charts_are_described_and_sheets_print_what_a_person_prints() {
    let models = ["wi2021", "oud-ritme"].map(|name| embedded(name).0);
    let bytes = within(&models, Some(20), Lang::Nl);
    let drawing = file(&bytes, "xl/drawings/drawing1.xml");
    let described: Vec<&str> = drawing.split("descr=\"").skip(1).collect();
    // Two amounts, receipts and costs, the difference, and the draws of each scenario.
    assert_eq!(described.len(), 6);
    assert_eq!(drawing.matches("<c:chart ").count(), 6);
    for text in described {
        assert!(
            text.contains(", miljoenen euro's") || text.contains("miljoenen euro&apos;s"),
            "{text}"
        );
        assert!(text.contains(&models[1].scenario.naam), "{text}");
    }
    for number in 1..=6 {
        let chart = file(&bytes, &format!("xl/charts/chart{number}.xml"));
        assert!(chart.contains("<c:lang val=\"nl-NL\"/>"), "{number}");
    }
    let names = file(&bytes, "xl/workbook.xml");
    // The totals of both scenarios, below the rows and an empty one.
    let rows = 342 * 8;
    for (sheet, first, last) in [
        ("Per gemeente", 2 * rows + 2, 2 * rows + 4),
        ("Vergelijking", rows + 2, rows + 2),
    ] {
        let area = names.split("Print_Area").find(|area| {
            area.contains(&format!("'{sheet}'!")) || area.contains(&format!(">{sheet}!"))
        });
        let area = area.unwrap_or_else(|| panic!("{sheet}: {names}"));
        assert!(area.contains(&format!("$A${first}:")), "{sheet}: {area}");
        assert!(area.contains(&format!("${last}<")), "{sheet}: {area}");
    }
}

/// No text of a table is cut by the cell beside it: its column holds it, or it goes on
/// below in a row that is high enough.
#[test]
fn every_text_of_the_summary_fits_its_column() {
    let models = ["wi2021", "korting-2026"].map(|name| embedded(name).0);
    let bytes = within(&models, Some(20), Lang::Nl);
    let sheet = file(&bytes, "xl/worksheets/sheet1.xml");
    let widths: Vec<f64> = sheet
        .split("<col ")
        .skip(1)
        .map(|col| col.split("width=\"").nth(1).unwrap())
        .map(|width| width.split('"').next().unwrap().parse().unwrap())
        .collect();
    let mut book = open(bytes);
    let summary = book.worksheet_range("Samenvatting").unwrap();
    let table = summary.rows().skip_while(|row| row[1] != *"Bedrag");
    let mut seen = 0;
    for row in table {
        for (cell, width) in row[..2].iter().zip(&widths) {
            let length = cell.to_string().chars().count() as f64;
            assert!(length <= *width, "{cell} in {width}");
            seen += 1;
        }
    }
    assert!(seen > 40);
}
