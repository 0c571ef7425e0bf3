//! The worked example of docs/own-figures.md: one gemeente with counts of its own in a
//! workbook, all others by the model, and its report.

use std::env;
use std::fs;
use std::path::PathBuf;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use crate::common::{Folder, in_project, rows, spuk};

/// Counts of three years: group, then people in 2023, 2024 and 2025. They are made up.
const COUNTS: [(&str, [i32; 3]); 2] = [
    ("Statushouders", [176, 183, 171]),
    ("Gezins- en overige migranten", [74, 69, 81]),
];

fn folder() -> PathBuf {
    in_project("examples/eigen-cijfers")
}

/// The workbook as someone keeps it: a title, a column a year, a total, a line below.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 7, 1).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet().set_name("Inburgering").unwrap();
    sheet
        .write_with_format(
            0,
            0,
            "Inburgeraars in Deventer, naar jaar van huisvesting",
            &bold,
        )
        .unwrap();
    for (column, word) in (0..).zip(["Gemeente", "Doelgroep"]) {
        sheet.write_with_format(2, column, word, &bold).unwrap();
    }
    for (column, jaar) in (2..).zip(2023..=2025) {
        sheet.write_with_format(2, column, jaar, &bold).unwrap();
    }
    let mut totals = [0; 3];
    for (row, (groep, people)) in (3..).zip(COUNTS) {
        sheet
            .write(row, 0, "Deventer")
            .unwrap()
            .write(row, 1, groep)
            .unwrap();
        for (place, people) in people.into_iter().enumerate() {
            sheet.write(row, 2 + place as u16, people).unwrap();
            totals[place] += people;
        }
    }
    sheet
        .write(5, 0, "Deventer")
        .unwrap()
        .write(5, 1, "Totaal")
        .unwrap();
    for (column, total) in (2..).zip(totals) {
        sheet.write(5, column, total).unwrap();
    }
    sheet
        .write(7, 0, "Bron: eigen registratie, stand 1 juli 2026")
        .unwrap();
    sheet.autofit();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn the_workbook_is_the_one_that_is_made_here() {
    let path = folder().join("deventer.xlsx");
    let made = workbook();
    if env::var_os("SPUK_BLESS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let folder = Folder::with(&[])
        .and("nu.xlsx", made)
        .and("eerder.xlsx", fs::read(path).unwrap());
    let of = |name: &str| folder.accepts(&["import", name, "--out", "-"]).0;
    assert_eq!(of("eerder.xlsx"), of("nu.xlsx"));
    assert!(of("nu.xlsx").contains("GM0150,asielstatushouder,2024,183"));
}

#[test]
fn deventer_is_as_counted_and_the_country_as_before() {
    let run = |scenario: &str, more: &[&str]| {
        let mut command = spuk();
        command
            .current_dir(folder())
            .args(["run", scenario, "--format", "csv"])
            .args(more);
        let output = command.output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        rows(&String::from_utf8(output.stdout).unwrap())
    };
    let deventer = ["--gemeente", "Deventer"];
    let (own, usual) = (run("deventer.toml", &deventer), run("wi2021", &deventer));
    let people = |rows: &[std::collections::BTreeMap<String, String>], jaar: &str| -> i64 {
        let mut rows = rows.iter();
        let row = rows.find(|row| row["jaar"] == jaar).unwrap();
        row["asielstatushouders"].parse().unwrap()
    };
    assert_eq!([people(&own, "2024"), people(&own, "2025")], [183, 171]);
    // More than its inhabitants were housed there, and half of that it keeps.
    assert!(people(&own, "2027") > people(&usual, "2027"));
    let (own, usual) = (run("deventer.toml", &[]), run("wi2021", &[]));
    for jaar in ["2024", "2027", "2031"] {
        assert_eq!(people(&own, jaar), people(&usual, jaar), "{jaar}");
    }
}

#[test]
fn its_report_is_a_page_and_a_workbook() {
    let out = Folder::with(&[]);
    let to = out.path("rapport");
    let to = to.to_string_lossy();
    let mut command = spuk();
    command.current_dir(folder());
    command.args(["report", "deventer.toml", "--draws", "0", "--out", &to]);
    assert!(command.output().unwrap().status.success());
    let page = out.read("rapport/rapport.html");
    assert!(page.contains("Deventer met eigen tellingen"));
    assert!(out.path("rapport/rapport.xlsx").exists());
}

/// Counts of Deventer up to 2024: draws leave 2025 alone, and nobody counted it.
fn counted_to_2024() -> Folder {
    let scenario = "[scenario]\nbasis = \"wi2021\"\n[aantallen]\nbestand = \"a.csv\"\n\
                    aanvullen = \"model\"\ndoorwerking = 0.5\nbron = \"eigen registratie\"\n";
    let counts = "gm_code,groep,jaar,aantal\n\
                  GM0150,asielstatushouder,2022,141\nGM0150,asielstatushouder,2023,176\n\
                  GM0150,asielstatushouder,2024,158\nGM0150,gezins_overig,2024,67\n";
    Folder::with(&[("s.toml", scenario), ("a.csv", counts)])
}

#[test]
fn a_year_that_draws_leave_alone_is_not_called_known() {
    let folder = counted_to_2024();
    let own = [
        "simulate",
        "s.toml",
        "--draws",
        "8",
        "--gemeente",
        "Deventer",
    ];
    let told = folder.accepts(&own).0;
    let same = "De definitieve uitkering van 2024-2025 is in deze trekkingen niet gevarieerd; dat \
                zegt niet dat zij bekend is.";
    assert!(told.replace('\n', " ").contains(same), "{told}");
    let later = [&own[..], &["--jaar", "2027"]].concat();
    assert!(!folder.accepts(&later).0.contains("niet gevarieerd"));
    let report = |place: &str, more: &[&str]| {
        let call = ["report", "s.toml", "--draws", "8", "--out", place];
        folder.accepts(&[&call[..], more].concat());
        folder.read(&format!("{place}/rapport.html"))
    };
    // Of Deventer, of another gemeente, and of the country.
    let counted = "asielstatushouders 2022-2024; gezins- en overige migranten 2024. Al het andere \
                   volgt uit het model.";
    let page = report("deventer", &["--gemeente", "Deventer"]);
    let geteld = |text: String| format!("\"geteld\":\"{text}\"");
    assert!(page.contains(&geteld(format!("Geteld van Deventer: {counted}"))));
    assert!(page.contains("\"bekend\":[0,0]"));
    assert!(!page.contains("ligt het vast"));
    let zwolle = report("zwolle", &["--gemeente", "Zwolle"]);
    let nobody =
        "Van Zwolle is niemand geteld: het model verdeelt mensen naar inwoners over gemeenten.";
    assert!(zwolle.contains(&geteld(nobody.to_owned())));
    // A run says the same below its table.
    let run = folder.accepts(&["run", "s.toml", "--gemeente", "Zwolle"]).0;
    assert!(run.contains(nobody), "{run}");
    assert!(
        run.contains("De kas van 2024 kent geen verrekening van daarvoor"),
        "{run}"
    );
    let run = folder
        .accepts(&["run", "s.toml", "--gemeente", "Deventer", "--jaar", "2026"])
        .0;
    assert!(
        run.contains(counted) && !run.contains("De kas van"),
        "{run}"
    );
}

#[test]
fn a_page_of_one_gemeente_has_the_rhythm_of_its_money_and_says_that_costs_are_assumed() {
    let folder = counted_to_2024();
    let call = [
        "report",
        "s.toml",
        "--draws",
        "60",
        "--gemeente",
        "Deventer",
        "--out",
        "uit",
    ];
    folder.accepts(&call);
    let page = folder.read("uit/rapport.html");
    assert!(page.contains("<section id=\"ritme\"") && page.contains("href=\"#ritme\""));
    for fact in ["het krapste jaar", "gedekt door de uitkering"] {
        assert!(
            page.contains(&format!("{fact}; kosten per persoon zijn een aanname")),
            "{fact}"
        );
    }
    assert!(
        page.contains("In trekkingen wel: met ") || page.contains("Ook in geen van de trekkingen")
    );
    // Of the one gemeente, and not of all.
    assert!(!page.contains("moet ten minste één gemeente"));
}

#[test]
fn a_sum_of_the_country_says_what_was_counted_of_it_and_what_was_not() {
    let folder = counted_to_2024();
    let explain = |jaar: &str, veld: &str| {
        let call = [
            "explain",
            "s.toml",
            "--gemeente",
            "Deventer",
            "--jaar",
            jaar,
            "--veld",
            veld,
            "--depth",
            "alles",
        ];
        folder
            .accepts(&call)
            .0
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let told = explain("2024", "ba_definitief");
    assert!(told.contains("158 geteld (eigen registratie), "), "{told}");
    assert!(
        told.contains("volgen het model (aanvullen = \"model\")"),
        "{told}"
    );
}
