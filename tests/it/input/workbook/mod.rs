//! Workbooks where a CSV is read: the same figures, places in cells, and nothing read
//! otherwise than it is seen.

mod broken;
mod made;
mod seen;

use std::path::Path;

use rust_xlsxwriter::{Format, Formula, Workbook};
use spuk::internals::import::{Choices, Imported};
use spuk::internals::input::diagnostic::{Code, Diagnostic};
use spuk::internals::input::{InMemory, World};
use spuk::internals::study::import;
use spuk::internals::terms::Lang;

use crate::common::{AANTALLEN, Folder, GEMEENTEN, SCENARIO, rows};
use made::{Cell, ods, sheet_of, xlsx, zipped};

/// What a file in memory comes to.
fn imported(name: &str, bytes: Vec<u8>, blad: Option<&str>) -> Result<Imported, Diagnostic> {
    let files = InMemory::default().with(name, bytes);
    let world = World::new(files, jiff::civil::date(2026, 7, 1));
    import(&world, Path::new(name), blad, &Choices::default())
}

/// The rows of a file, or what is wrong with it.
fn read(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    imported(name, bytes, None).map(|imported| imported.source.text.clone())
}

/// A sheet of counts, all of them numbers and texts as Excel has them.
fn counts(workbook: &mut Workbook, name: &str) {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name).unwrap();
    let rows = [
        (363, "Statushouders", 412.0),
        (599, "AGO", 0.0),
        (14, "asielstatushouder", 77.0),
    ];
    for (column, word) in (0..).zip(["Gemeentecode", "Jaar", "Groep", "Aantal"]) {
        sheet.write(0, column, word).unwrap();
    }
    for (row, (code, groep, aantal)) in (1..).zip(rows) {
        sheet.write(row, 0, code).unwrap();
        sheet.write(row, 1, 2024).unwrap();
        sheet.write(row, 2, groep).unwrap();
        sheet.write(row, 3, aantal).unwrap();
    }
}

const COUNTED: &str = "gm_code,groep,jaar,aantal\nGM0363,asielstatushouder,2024,412\n\
                       GM0599,gezins_overig,2024,0\nGM0014,asielstatushouder,2024,77\n";

#[test]
fn a_run_from_workbooks_is_that_from_their_csv() {
    let expected = Folder::three(SCENARIO).csv().unwrap();
    for (end, write) in [("xlsx", xlsx as fn(&str) -> Vec<u8>), ("ods", ods)] {
        let scenario = SCENARIO.replace(".csv\"", &format!(".{end}\""));
        let folder = Folder::with(&[("scenario.toml", &scenario)])
            .and(&format!("gemeenten.{end}"), write(GEMEENTEN))
            .and(&format!("aantallen.{end}"), write(AANTALLEN));
        assert_eq!(folder.csv().unwrap(), expected, "{end}");
    }
}

#[test]
fn herindelingen_and_paths_are_read_from_workbooks_too() {
    let changes = "datum,van_code,van_naam,naar_code,naar_naam,soort\n\
                   2027-01-01,GM0873,Woensdrecht,GM0748,Bergen op Zoom,opgegaan\n";
    let paths = "trekking,groep,2026\n0,asielstatushouder,15000\n1,asielstatushouder,25000\n";
    let scenario = |end: &str| {
        format!(
            "[scenario]\nbasis = \"wi2021\"\ntot = 2026\n[gemeenten]\nherindelingen = \"h.{end}\"\n\
             [instroom]\nmodel = \"paden\"\nvanaf = 2026\nbestand = \"p.{end}\"\n"
        )
    };
    let told = |folder: Folder| {
        let args = ["simulate", "s.toml", "--draws", "2", "--format", "csv"];
        let (draws, _) = folder.accepts(&args);
        let args = [
            "run", "s.toml", "--level", "gemeente", "--jaar", "2026", "--format", "csv",
        ];
        (draws, folder.accepts(&args).0)
    };
    let as_csv = Folder::with(&[
        ("s.toml", &scenario("csv")),
        ("h.csv", changes),
        ("p.csv", paths),
    ]);
    let expected = told(as_csv);
    assert!(!expected.1.contains("GM0873"));
    for (end, write) in [("xlsx", xlsx as fn(&str) -> Vec<u8>), ("ods", ods)] {
        let folder = Folder::with(&[("s.toml", &scenario(end))])
            .and(&format!("h.{end}"), write(changes))
            .and(&format!("p.{end}"), write(paths));
        assert_eq!(told(folder), expected, "{end}");
    }
}

#[test]
fn a_place_in_a_workbook_is_its_sheet_and_cell() {
    let spoiled = AANTALLEN.replacen(
        "GM9001,asielstatushouder,2023,36",
        "GM9001,asielstatushouder,2023,zes",
        1,
    );
    assert_ne!(spoiled, AANTALLEN);
    for (end, write) in [("xlsx", xlsx as fn(&str) -> Vec<u8>), ("ods", ods)] {
        let scenario = SCENARIO.replace("aantallen.csv", &format!("aantallen.{end}"));
        let folder = Folder::three(&scenario).and(&format!("aantallen.{end}"), write(&spoiled));
        let told = folder.csv().unwrap_err();
        let place = format!("aantallen.{end}, blad Blad 1, cel D3");
        assert!(told.to_string().contains(&place), "{told}");
        for styled in [false, true] {
            let lines = told.render(styled, Lang::Nl);
            assert!(
                !lines.contains(":::") && lines.contains("GM9001,"),
                "{lines}"
            );
        }
        assert!(
            format!("{told:#}").contains("sheet Blad 1, cell D3"),
            "{told:#}"
        );
    }
}

#[test]
fn titles_above_and_columns_beside_a_table_are_no_part_of_it() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let wide = Format::new();
    sheet
        .merge_range(0, 1, 0, 5, "Inburgeraars per gemeente", &wide)
        .unwrap();
    sheet.write(1, 1, "Stand per 31 december").unwrap();
    for (column, word) in (2..).zip(["Gemeente", "Jaar", "Doelgroep", "Personen"]) {
        sheet.write(4, column, word).unwrap();
    }
    sheet.write(5, 2, "Den Haag").unwrap();
    sheet.write(5, 3, 2025).unwrap();
    sheet.write(5, 4, "Asielmigranten").unwrap();
    sheet.write(5, 5, 31).unwrap();
    sheet
        .merge_range(8, 2, 8, 5, "Bron: eigen administratie", &wide)
        .unwrap();
    let imported = imported("x.xlsx", workbook.save_to_buffer().unwrap(), None).unwrap();
    let expected = "gm_code,groep,jaar,aantal\nGM0518,asielstatushouder,2025,31\n";
    assert_eq!(imported.source.text, expected);
    assert_eq!(imported.account.left_out[0].rows, [9]);
}

#[test]
fn the_sheet_is_the_only_one_with_such_columns_or_is_named() {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("Toelichting")
        .unwrap()
        .write(0, 0, "Lees dit")
        .unwrap();
    counts(&mut workbook, "Aantallen");
    assert_eq!(
        read("x.xlsx", workbook.save_to_buffer().unwrap()).unwrap(),
        COUNTED
    );

    counts(&mut workbook, "Oud");
    let bytes = workbook.save_to_buffer().unwrap();
    let several = read("x.xlsx", bytes.clone()).unwrap_err();
    assert_eq!(several.code(), Code::WerkmapFout);
    assert!(several.to_string().contains("Aantallen, Oud"), "{several}");
    let chosen = imported("x.xlsx", bytes.clone(), Some("Oud")).unwrap();
    assert_eq!(chosen.account.blad.as_deref(), Some("Oud"));
    let missing = imported("x.xlsx", bytes, Some("Nieuw"))
        .unwrap_err()
        .to_string();
    assert!(missing.contains("Toelichting, Aantallen, Oud"), "{missing}");

    // What nobody sees is read only by its name.
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Leeg").unwrap();
    counts(&mut workbook, "Verborgen");
    workbook
        .worksheet_from_name("Verborgen")
        .unwrap()
        .set_hidden(true);
    let bytes = workbook.save_to_buffer().unwrap();
    assert_eq!(
        read("x.xlsx", bytes.clone()).unwrap_err().code(),
        Code::KolomOntbreekt
    );
    let named = imported("x.xlsx", bytes, Some("Verborgen")).unwrap();
    assert_eq!(named.source.text, COUNTED);
}

#[test]
fn a_sheet_is_named_in_the_scenario_and_asked_of_workbooks_only() {
    let scenario = |blad: &str| {
        SCENARIO.replace(
            "bestand = \"aantallen.csv\"",
            &format!("bestand = \"a.xlsx\"\nblad = \"{blad}\""),
        )
    };
    let folder = Folder::three(&scenario("Blad 1")).and("a.xlsx", xlsx(AANTALLEN));
    assert_eq!(
        folder.csv().unwrap(),
        Folder::three(SCENARIO).csv().unwrap()
    );
    let folder = Folder::three(&scenario("Blad 2")).and("a.xlsx", xlsx(AANTALLEN));
    assert_eq!(folder.csv().unwrap_err().code(), Code::WerkmapFout);
    let folder = Folder::three(&scenario("Blad 1")).and("a.xlsx", AANTALLEN);
    assert_eq!(folder.csv().unwrap_err().code(), Code::WerkmapFout);
    // Factors of gemeenten have a sheet of their own.
    let factors = "gm_code,kosten\nGM9001,1.5\n";
    let own = |file: &str| format!("{SCENARIO}\n[kenmerken]\nbestand = {file}\n");
    let as_csv = Folder::three(&own("\"k.csv\"")).and("k.csv", factors);
    for (blad, fits) in [("Blad 1", true), ("Blad 2", false)] {
        let file = format!("\"k.xlsx\"\nblad = \"{blad}\"");
        let read = Folder::three(&own(&file))
            .and("k.xlsx", xlsx(factors))
            .csv();
        match fits {
            true => assert_eq!(read.unwrap(), as_csv.csv().unwrap()),
            false => assert_eq!(read.unwrap_err().code(), Code::WerkmapFout),
        }
    }
}

#[test]
fn rows_that_nobody_sees_are_refused() {
    let mut workbook = Workbook::new();
    counts(&mut workbook, "Blad");
    workbook
        .worksheet_from_name("Blad")
        .unwrap()
        .set_row_hidden(2)
        .unwrap();
    let hidden = read("x.xlsx", workbook.save_to_buffer().unwrap()).unwrap_err();
    assert_eq!(hidden.code(), Code::WerkmapFout);
    let said = "op blad Blad is rij 3 verborgen";
    assert!(hidden.to_string().contains(said), "{hidden}");
    assert!(hidden.to_string().contains("cel A3"), "{hidden}");
    let mut workbook = Workbook::new();
    counts(&mut workbook, "Blad");
    workbook
        .worksheet_from_name("Blad")
        .unwrap()
        .set_row_height(1, 0)
        .unwrap();
    let flat = read("x.xlsx", workbook.save_to_buffer().unwrap()).unwrap_err();
    assert!(flat.to_string().contains("rij 2"), "{flat}");
    let text = "Gemeentecode,Jaar,Groep,Aantal\n363,2024,asiel,4\n";
    let folded = String::from_utf8(made::content(text)).unwrap();
    let folded = folded.replacen(
        "<table:table-row>",
        "<table:table-row table:visibility=\"filter\">",
        2,
    );
    let hidden = read("x.ods", made::ods_of(folded.as_bytes())).unwrap_err();
    assert!(hidden.to_string().contains("verborgen"), "{hidden}");
}

#[test]
fn merged_cells_within_a_table_are_refused() {
    let mut workbook = Workbook::new();
    counts(&mut workbook, "Blad");
    let sheet = workbook.worksheet_from_name("Blad").unwrap();
    sheet
        .merge_range(1, 2, 2, 2, "Statushouders", &Format::new())
        .unwrap();
    let merged = read("x.xlsx", workbook.save_to_buffer().unwrap()).unwrap_err();
    assert_eq!(merged.code(), Code::WerkmapFout);
    assert!(merged.to_string().contains("C2:C3"), "{merged}");
}

#[test]
fn a_formula_counts_by_the_result_that_is_in_the_file() {
    let row = |formula: &str| {
        sheet_of(&[
            &[
                Cell::Text("Gemeentecode"),
                Cell::Text("Jaar"),
                Cell::Text("Groep"),
                Cell::Text("Aantal"),
            ],
            &[
                Cell::Number("363"),
                Cell::Number("2024"),
                Cell::Text("asiel"),
                Cell::Raw(formula),
            ],
        ])
    };
    let stored = zipped(&row("<f>1+2</f><v>3</v>"), "");
    assert!(
        read("x.xlsx", stored)
            .unwrap()
            .ends_with("GM0363,asielstatushouder,2024,3\n")
    );
    // Nobody worked it out, or what is there is said to be out of date.
    for (formula, book) in [
        ("<f>1+2</f>", ""),
        ("<f>1+2</f><v>0</v>", "<calcPr fullCalcOnLoad=\"1\"/>"),
    ] {
        let told = read("x.xlsx", zipped(&row(formula), book)).unwrap_err();
        assert_eq!(told.code(), Code::WerkmapFout, "{told}");
        assert!(told.to_string().contains("D2"), "{told}");
    }
    // Such is the work of a program that writes formulas and works none out.
    let mut workbook = Workbook::new();
    counts(&mut workbook, "Blad");
    let sheet = workbook.worksheet_from_name("Blad").unwrap();
    sheet.write_formula(1, 3, Formula::new("=400+12")).unwrap();
    let told = read("x.xlsx", workbook.save_to_buffer().unwrap()).unwrap_err();
    assert!(told.to_string().contains("D2"), "{told}");
}

/// A sheet of which row 2 ends early, and with what stands in its last cell.
fn ending_early(last: &[Cell<'_>]) -> String {
    let head = ["Gemeentecode", "Jaar", "Groep", "Aantal", "Bron"];
    let head: Vec<Cell<'_>> = head.into_iter().map(Cell::Text).collect();
    let mut row = vec![
        Cell::Number("363"),
        Cell::Number("2024"),
        Cell::Text("asiel"),
    ];
    row.extend(last.iter().map(|cell| match cell {
        Cell::Text(text) => Cell::Text(text),
        Cell::Number(text) => Cell::Number(text),
        Cell::Raw(text) => Cell::Raw(text),
    }));
    sheet_of(&[&head, &row])
}

#[test]
fn a_cell_without_anything_in_it_is_named_itself() {
    let told = read("x.xlsx", zipped(&ending_early(&[]), "")).unwrap_err();
    assert!(told.to_string().contains("cel D2"), "{told}");
    // So is a formula whose result is not there, where its row ends.
    let formula = Cell::Raw("<f>1+2</f>");
    let told = read("x.xlsx", zipped(&ending_early(&[formula]), "")).unwrap_err();
    let told = told.to_string();
    assert!(
        told.contains("cel D2") && told.contains("nooit uitgerekend"),
        "{told}"
    );
    // A row of nothing but such a formula is no row of the table: no other cell is named.
    let alone = sheet_of(&[
        &[
            Cell::Text("Gemeentecode"),
            Cell::Text("Jaar"),
            Cell::Text("asiel"),
        ],
        &[Cell::Number("363"), Cell::Number("2024"), Cell::Number("7")],
        &[],
        &[Cell::Raw(""), Cell::Raw(""), Cell::Raw("<f>SUM(C2:C3)</f>")],
    ]);
    let told = read("x.xlsx", zipped(&alone, "")).unwrap_err().to_string();
    assert!(
        told.contains("de formule in C4 op blad Blad 1 van x.xlsx"),
        "{told}"
    );
    assert!(!told.contains(", cel "), "{told}");
}

#[test]
fn a_result_that_may_be_old_is_not_called_missing() {
    let stale = "<calcPr fullCalcOnLoad=\"1\"/>";
    for (formula, said, unsaid) in [
        (
            "<f>1+2</f><v>3</v>",
            "nog klopt",
            "staat niet in het bestand",
        ),
        ("<f>1+2</f>", "staat niet in het bestand", "nog klopt"),
    ] {
        let sheet = ending_early(&[Cell::Raw(formula)]);
        let told = read("x.xlsx", zipped(&sheet, stale))
            .unwrap_err()
            .to_string();
        assert!(told.contains(said) && !told.contains(unsaid), "{told}");
        assert!(told.contains("D2"), "{told}");
    }
}

#[test]
fn a_header_that_is_nearly_one_says_what_it_lacks_and_what_to_type() {
    let csv = "Gemeente,Groep,Jaar,Aantal gestart\nUtrecht,asiel,2024,412\n";
    let told = read("x.xlsx", xlsx(csv)).unwrap_err();
    assert_eq!(told.code(), Code::KolomOntbreekt);
    let told = told.render(false, Lang::Nl);
    assert!(
        told.contains(
            "op blad Blad 1 ontbreekt een aantal; daar staat: Gemeente, Groep, Jaar, Aantal gestart"
        ),
        "{told}"
    );
    let line =
        "spuk import x.xlsx --blad 'Blad 1' --kolom 'aantal=Aantal gestart' --out x-spuk.csv";
    assert!(told.contains(line), "{told}");
    // What is typed then is understood, in a scenario too.
    let folder = Folder::with(&[(
        "s.toml",
        "[scenario]\nbasis = \"wi2021\"\n[aantallen]\nbestand = \"x.xlsx\"\naanvullen = \"model\"\n",
    )])
    .and("x.xlsx", xlsx(csv));
    let refused = folder.spuk(&["run", "s.toml"]).assert().code(2);
    let refused = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(
        refused.contains(line) && refused.contains("s.toml:4"),
        "{refused}"
    );
    let typed = [
        "import",
        "x.xlsx",
        "--blad",
        "Blad 1",
        "--kolom",
        "aantal=Aantal gestart",
        "--out",
        "-",
    ];
    assert!(
        folder
            .accepts(&typed)
            .0
            .contains("GM0344,asielstatushouder,2024,412")
    );
    // The sheet that comes nearest is the one that is told of.
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Uitleg").unwrap();
    sheet
        .write(0, 0, "Gemeente")
        .unwrap()
        .write(0, 1, "Contact")
        .unwrap();
    let sheet = workbook.add_worksheet().set_name("Cijfers").unwrap();
    for (column, word) in (0..).zip(["Plaats", "Doelgroep", "Cohort", "Personen"]) {
        sheet.write(2, column, word).unwrap();
    }
    let told = read("x.xlsx", workbook.save_to_buffer().unwrap()).unwrap_err();
    let told = told.render(false, Lang::En);
    assert!(
        told.contains("sheet Cijfers lacks a gemeente; it has: Plaats, Doelgroep"),
        "{told}"
    );
    assert!(
        told.contains("--blad Cijfers --kolom naam=Plaats"),
        "{told}"
    );
}

#[test]
fn what_excel_made_a_date_of_is_no_number_and_no_year() {
    let date = Format::new().set_num_format("d-mmm");
    for (column, word) in [(1, "geen jaar"), (3, "geen aantal personen")] {
        let mut workbook = Workbook::new();
        counts(&mut workbook, "Blad");
        let sheet = workbook.worksheet_from_name("Blad").unwrap();
        sheet
            .write_number_with_format(1, column, 45_000.0, &date)
            .unwrap();
        let told = read("x.xlsx", workbook.save_to_buffer().unwrap()).unwrap_err();
        assert_eq!(told.code(), Code::BuitenBereik);
        let told = told.to_string();
        assert!(
            told.contains("`2023-03-15`") && told.contains(word),
            "{told}"
        );
    }
}

#[test]
fn a_large_workbook_is_read() {
    let mut csv = String::from("gm_code,groep,jaar,aantal,peiljaar\n");
    for number in 0..20_000 {
        let (jaar, peiljaar) = (2022 + number % 4, 2026 + number / 6_840);
        let code = 9000 + number / 4 % 1_710;
        csv += &format!("GM{code},gezins_overig,{jaar},{},{peiljaar}\n", number % 50);
    }
    let imported = imported("x.xlsx", xlsx(&csv), None).unwrap();
    assert_eq!(imported.account.rows, 20_000);
    assert_eq!(imported.source.text, csv);
    assert_eq!(rows(&csv).len(), 20_000);
}
