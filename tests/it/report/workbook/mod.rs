//! The workbook holds what a run prints, to the cent, and its formulas have the
//! results that a spreadsheet computes.

mod sheets;

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use spuk::internals::compare::{AttributionOrder, Comparison};
use spuk::internals::model::Model;
use spuk::internals::projection::Projection;
use spuk::internals::report::{ReportInput, ReportScope, workbook};
use spuk::internals::simulate::part::Shard;
use spuk::internals::simulate::{Request, simulate};
use spuk::internals::terms::Lang;

use crate::common::{Folder, cents, embedded, gemeente_csv, in_project, rows};

type Book = Xlsx<Cursor<Vec<u8>>>;

fn book(names: &[&str], draws: Option<u32>) -> Vec<u8> {
    let models: Vec<Model> = names.iter().map(|name| embedded(name).0).collect();
    of(&models, draws)
}

fn of(models: &[Model], draws: Option<u32>) -> Vec<u8> {
    within(models, draws, Lang::Nl)
}

fn within(models: &[Model], draws: Option<u32>, taal: Lang) -> Vec<u8> {
    let projections: Vec<Projection> = models
        .iter()
        .map(|model| model.project().unwrap())
        .collect();
    let (first, others) = models.split_first().unwrap();
    let comparisons: Vec<Comparison<'_>> = others
        .iter()
        .map(|other| Comparison::new(first, other, AttributionOrder::Shapley).unwrap())
        .collect();
    let part = draws.map(|draws| {
        let vraag = Request::new(models.to_vec(), draws, 1).unwrap();
        simulate(&vraag, Shard::WHOLE, &AtomicBool::new(false)).unwrap()
    });
    let invoer = ReportInput {
        modellen: models,
        projecties: &projections,
        vergelijkingen: &comparisons,
        aannames: None,
        effecten: None,
        gewichten: &[],
        afweging: None,
        trekkingen: part.as_ref(),
        keuze: &ReportScope::WHOLE,
        adres: None,
    };
    workbook(&invoer, taal).unwrap()
}

fn open(bytes: Vec<u8>) -> Book {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// The rows of a sheet below its header, by the name of the column.
fn table(book: &mut Book, sheet: &str) -> Vec<BTreeMap<String, Data>> {
    let range: Range<Data> = book.worksheet_range(sheet).unwrap();
    let mut rows = range.rows();
    let header: Vec<String> = rows
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    rows.map(|row| header.iter().cloned().zip(row.iter().cloned()).collect())
        .collect()
}

/// The totals per scenario below a table, by the name of the scenario.
fn totals(rows: Vec<BTreeMap<String, Data>>) -> (Vec<BTreeMap<String, Data>>, Totals) {
    let end = rows
        .iter()
        .position(|row| row.values().all(|cell| *cell == Data::Empty))
        .expect("an empty row keeps the totals out of the table");
    let (rows, below) = rows.split_at(end);
    let named = below[1..].iter().map(|row| {
        let known = ["Scenario B", "Scenario"];
        let name = known.iter().find_map(|name| row.get(*name)).unwrap();
        (name.to_string(), row.clone())
    });
    (rows.to_vec(), named.collect())
}

type Totals = BTreeMap<String, BTreeMap<String, Data>>;

/// An amount in a workbook, in cents. Formulas of `rust_xlsxwriter` may have
/// their result stored as text of a number.
fn amount(cell: &Data) -> i64 {
    let euros = match cell {
        Data::Float(euros) => *euros,
        Data::Int(euros) => *euros as f64,
        other => panic!("{other:?} is no amount"),
    };
    let cents = (euros * 100.0).round();
    assert!(
        (cents / 100.0 - euros).abs() < 1e-6,
        "{euros} has whole cents"
    );
    cents as i64
}

/// `uitkering_voorlopig` as a header of the workbook.
fn header(column: &str) -> String {
    if column == "gezins_overig" {
        return "Gezin en overig".to_owned();
    }
    let words: Vec<String> = column
        .split('_')
        .enumerate()
        .map(|(place, word)| match word {
            "bgo" | "ba" | "abo" => word.to_uppercase(),
            _ if place == 0 => word[..1].to_uppercase() + &word[1..],
            _ => word.to_owned(),
        })
        .collect();
    words.join(" ")
}

#[test]
fn the_sheet_of_gemeenten_is_the_csv_of_a_run() {
    let mut book = open(book(&["wi2021", "oud-ritme"], None));
    let sheet = table(&mut book, "Per gemeente");
    let mut expected = Vec::new();
    for name in ["wi2021", "oud-ritme"] {
        let (model, projection) = embedded(name);
        let csv = rows(&gemeente_csv(&model, &projection));
        expected.extend(
            csv.into_iter()
                .map(|row| (model.scenario.naam.clone(), row)),
        );
    }
    let (sheet, totals) = totals(sheet);
    assert_eq!(sheet.len(), expected.len());
    let mut sums: BTreeMap<(String, String), i64> = BTreeMap::new();
    for (found, (scenario, row)) in sheet.iter().zip(&expected) {
        assert_eq!(found["Scenario"].to_string(), *scenario);
        for (column, value) in row {
            let cell = match column.as_str() {
                "gm_code" => &found["Gemeentecode"],
                column => &found[&header(column)],
            };
            if value.contains('.') && value.parse::<f64>().is_ok() {
                assert_eq!(amount(cell), cents(value), "{column}");
                let key = (scenario.clone(), header(column));
                *sums.entry(key).or_default() += cents(value);
            } else {
                assert_eq!(cell.to_string(), *value, "{column}");
            }
        }
    }
    // Never of two scenarios together.
    assert_eq!(totals.len(), 2);
    for ((scenario, column), sum) in sums {
        let total = &totals[&scenario][&column];
        if column == "Reserve" || column == "Tekort" {
            assert_eq!(*total, Data::Empty, "the sum of {column} means nothing");
        } else {
            assert_eq!(amount(total), sum, "{scenario} {column}");
        }
    }
    assert_eq!(live(&mut book, "SUMPRODUCT("), 2 * 14);
    let mut alone = open(self::book(&["wi2021"], None));
    assert_eq!(live(&mut alone, "SUBTOTAL("), 14);
    let rows = table(&mut alone, "Per gemeente");
    let label = rows.last().unwrap()["Scenario"].to_string();
    assert_eq!(label, "Totaal van de getoonde rijen");
}

/// How many formulas of a kind the sheet of gemeenten has.
fn live(book: &mut Book, kind: &str) -> usize {
    let formulas = book.worksheet_formula("Per gemeente").unwrap();
    let texts = formulas.rows().flatten();
    texts.filter(|text| text.contains(kind)).count()
}

#[test]
fn every_sheet_is_there_and_full() {
    let mut book = open(book(&["wi2021", "korting-2028"], Some(20)));
    assert_eq!(
        book.sheet_names(),
        [
            "Samenvatting",
            "Per gemeente",
            "Provincies en grootte",
            "Vergelijking",
            "Bedragen",
            "Kasritme",
            "Cohorten",
            "Onzekerheid",
            "Rekenschap",
            "Aannames en bronnen",
            "Verschillen",
            "Ontvangstbewijs",
        ]
    );
    for (sheet, least) in [
        ("Samenvatting", 20),
        ("Provincies en grootte", 2 * 18 * 8),
        ("Vergelijking", 342 * 8),
        ("Bedragen", 50),
        ("Kasritme", 16),
        ("Cohorten", 12),
        ("Onzekerheid", 342 * 8 * 3),
        ("Rekenschap", 2 * 48),
        ("Aannames en bronnen", 300),
        ("Verschillen", 3),
        ("Ontvangstbewijs", 8),
    ] {
        let rows = book.worksheet_range(sheet).unwrap().height();
        assert!(rows >= least, "{sheet} has {rows} rows");
    }
}

#[test]
fn contributions_in_the_sheet_add_up_to_the_difference() {
    let mut book = open(book(&["wi2021", "fondsuitkering-2028"], None));
    let rows = table(&mut book, "Vergelijking");
    assert_eq!(rows.len(), 342 * 8 + 1);
    for row in rows {
        let parts = row
            .iter()
            .filter(|(name, _)| name.starts_with("Definitief door"));
        let sum: i64 = parts.map(|(_, cell)| amount(cell)).sum();
        assert_eq!(sum, amount(&row["Uitkering definitief verschil (B min A)"]));
    }
}

#[test]
fn figures_of_a_scenario_are_numbers() {
    let (model, _) = embedded("wi2021");
    let mut book = open(book(&["wi2021"], None));
    let rows = table(&mut book, "Aannames en bronnen");
    let figures = model.figures();
    assert_eq!(rows.len(), figures.len());
    for (row, figure) in rows.iter().zip(figures) {
        match figure.waarde.parse::<f64>() {
            Ok(number) => assert_eq!(row["Waarde"], Data::Float(number), "{}", figure.pad),
            Err(_) => assert_eq!(row["Waarde"], Data::String(figure.waarde.into_owned())),
        }
    }
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    assert_eq!(book(&["wi2021"], None), book(&["wi2021"], None));
}

/// The loader refuses names that look like formulas; would one come through all
/// the same, it stays text in every sheet.
#[test]
fn names_are_never_formulas() {
    let (mut model, _) = embedded("wi2021");
    let hostile = "=cmd|' /C calc'!A0";
    model.scenario.naam = hostile.to_owned();
    let mut book = open(of(&[model], None));
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        for text in formulas.rows().flatten().filter(|text| !text.is_empty()) {
            assert!(
                text.starts_with("ROUND("),
                "{sheet}: {text} is no formula of ours"
            );
        }
    }
    let range = book.worksheet_range("Per gemeente").unwrap();
    assert_eq!(
        range.get_value((1, 0)),
        Some(&Data::String(hostile.to_owned()))
    );
}

/// A cell of Excel holds so much; a longer text is cut, and the workbook is made.
#[test]
fn a_text_too_long_for_a_cell_is_cut() {
    let naam = "é".repeat(33_000);
    let text = format!(
        "[scenario]\nnaam = \"lang\"\nbasis = \"wi2021\"\n[[incidenteel]]\nnaam = \"{naam}\"\n\
         verdeelsleutel = \"inwoners\"\nbedrag = {{ 2025 = {{ waarde = 1, bron = \"{naam}\" }} }}\n"
    );
    let folder = Folder::with(&[("scenario.toml", text.as_str())]);
    let mut model = folder.load().unwrap();
    // Two units of UTF-16 each, as Excel counts.
    model.scenario.naam = "😀".repeat(20_000);
    let mut book = open(of(&[model, embedded("oud-ritme").0], None));
    let texts = |range: &Range<Data>| -> Vec<String> {
        let long = range.rows().flatten().map(ToString::to_string);
        long.filter(|text| text.len() > 30_000).collect()
    };
    for (sheet, begin) in [
        ("Samenvatting", "😀"),
        ("Bedragen", "incidenteel: é"),
        ("Bedragen", "é"),
    ] {
        let long = texts(&book.worksheet_range(sheet).unwrap());
        let long: Vec<&String> = long.iter().filter(|text| text.starts_with(begin)).collect();
        assert!(!long.is_empty(), "{sheet}: {begin}");
        for text in long {
            let units = text.encode_utf16().count();
            assert!(
                text.ends_with('…') && (32_766..=32_767).contains(&units),
                "{sheet}: {units}"
            );
        }
    }
}

/// LibreOffice, told to compute every formula anew, finds the stored results.
#[test]
#[ignore = "needs LibreOffice (Debian: libreoffice-calc-nogui); .ci/run installs it and runs this"]
fn libreoffice_computes_the_stored_results() {
    let three = book(&["wi2021", "oud-ritme", "korting-2028"], Some(20));
    let seen = computes(three);
    assert!(seen > 16_000, "only {seen} formulas");
    // Names that a spreadsheet could take for each other, or for a pattern.
    let named = ["Plan", "plan", "Korting*", "Pla?", "<2028"].map(|naam| {
        let (mut model, _) = embedded(if naam == "Plan" {
            "wi2021"
        } else {
            "oud-ritme"
        });
        model.scenario.naam = naam.to_owned();
        model
    });
    computes(of(&named, None));
    // Other heads in the formulas, and totals within the tables.
    let seen = computes(within(&[embedded("wi2021").0], None, Lang::En));
    assert!(seen > 100, "only {seen} formulas");
}

/// A workbook with a connection to an address opens where nothing answers there, and keeps its rows.
#[test]
#[ignore = "needs LibreOffice (Debian: libreoffice-calc-nogui); .ci/run installs it and runs this"]
fn libreoffice_opens_the_example_for_excel() {
    let bytes = fs::read(in_project("examples/excel/uitkering-per-provincie.xlsx")).unwrap();
    let folder = Folder::with(&[]);
    let path = folder.path("rapport.xlsx");
    fs::write(&path, &bytes).unwrap();
    let (mut ours, mut theirs) = (open(bytes), open(recomputed(folder.root(), &path)));
    assert_eq!(theirs.sheet_names(), ours.sheet_names());
    for sheet in ours.sheet_names() {
        let (own, other) = (
            ours.worksheet_range(&sheet).unwrap(),
            theirs.worksheet_range(&sheet).unwrap(),
        );
        assert!(own.height() > 3, "{sheet}");
        assert_eq!(other, own, "{sheet}");
    }
}

/// How many formulas have the result that is stored.
fn computes(bytes: Vec<u8>) -> usize {
    let folder = Folder::with(&[]);
    let path = folder.path("rapport.xlsx");
    fs::write(&path, &bytes).unwrap();
    let computed = recomputed(folder.root(), &path);
    let (mut ours, mut theirs) = (open(bytes), open(computed));
    let mut seen = 0;
    for sheet in ours.sheet_names() {
        let formulas = ours.worksheet_formula(&sheet).unwrap();
        let values = ours.worksheet_range(&sheet).unwrap();
        let other = theirs.worksheet_range(&sheet).unwrap();
        let (top, left) = formulas.start().unwrap_or_default();
        for (row, column, text) in formulas.used_cells() {
            let place = (top + row as u32, left + column as u32);
            let (stored, found) = (values.get_value(place), other.get_value(place));
            let (Some(stored), Some(found)) = (stored, found) else {
                panic!("{sheet} {place:?}: {text} has no value");
            };
            assert_eq!(amount(stored), amount(found), "{sheet} {place:?}: {text}");
            seen += 1;
        }
    }
    seen
}

/// The workbook as LibreOffice saves it after computing everything.
fn recomputed(folder: &Path, path: &Path) -> Vec<u8> {
    let profile = folder.join("profiel");
    fs::create_dir_all(profile.join("user")).unwrap();
    fs::write(
        profile.join("user/registrymodifications.xcu"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" \
         xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n\
         <item oor:path=\"/org.openoffice.Office.Calc/Formula/Load\">\
         <prop oor:name=\"OOXMLRecalcMode\" oor:op=\"fuse\"><value>0</value></prop></item>\n\
         </oor:items>\n",
    )
    .unwrap();
    let out = folder.join("uit");
    let status = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&out)
        .arg(path)
        .status()
        .expect("LibreOffice (soffice) is installed");
    assert!(status.success());
    fs::read(out.join("rapport.xlsx")).unwrap()
}

/// What the state absorbs of a cut, and its budget line, are in no sum over gemeenten.
#[test]
fn what_only_the_state_sees_is_in_the_summary() {
    let projection = embedded("wi2021").1;
    let mut book = open(book(&["wi2021", "oud-ritme"], None));
    let range = book.worksheet_range("Samenvatting").unwrap();
    let of = |label: &str| -> Vec<Vec<Data>> {
        let rows = range.rows().filter(|row| row[1] == *label);
        rows.map(|row| row[2..2 + projection.jaren.len()].to_vec())
            .collect()
    };
    let absorbed = of("Korting die het Rijk zelf opvangt");
    assert_eq!(absorbed.len(), 2);
    for (cell, year) in absorbed[0].iter().zip(&projection.jaren) {
        assert_eq!(amount(cell), year.binnen_begroting.get());
    }
    let lines = of("Begrotingsstand");
    for (cell, year) in lines[0].iter().zip(&projection.jaren) {
        match year.begroting {
            Some(line) => assert_eq!(amount(cell), line.get()),
            None => assert_eq!(*cell, Data::Empty),
        }
    }
}

/// What the program says beside its output is in the file that is sent on.
#[test]
fn remarks_are_in_the_summary() {
    let model = Model::load("fondsuitkering-2028", &[]).unwrap();
    let mut book = open(of(&[model], None));
    let range = book.worksheet_range("Samenvatting").unwrap();
    let lines = range.rows().map(|row| row[0].to_string());
    let wanted = "Let op, Fondsuitkering vanaf 2028: referentiejaar 2027";
    assert_eq!(lines.filter(|line| line.starts_with(wanted)).count(), 1);
}
