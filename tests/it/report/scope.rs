//! A report of some years, of one gemeente, or its summary: less is shown, and every figure
//! is the one that the whole report has.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use serde_json::Value;

use super::page::{bulk, data, page, whole};
use crate::common::Folder;

const NAMES: [&str; 2] = ["oud-ritme", "wi2021"];

/// The page of two scenarios with these options.
fn of(options: &[&str]) -> (Folder, String) {
    let folder = Folder::with(&[]);
    let page = page(&folder, &[&NAMES[..], options].concat());
    (folder, page)
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// The places of some years in the whole report.
fn places(years: &[u16], data: &Value) -> Vec<usize> {
    let all = list(&data["jaren"]).iter();
    let all: Vec<u64> = all.map(|jaar| jaar.as_u64().expect("a year")).collect();
    let place = |jaar: &u16| all.iter().position(|one| *one == u64::from(*jaar));
    years
        .iter()
        .map(|jaar| place(jaar).expect("a year"))
        .collect()
}

#[test]
fn years_that_are_left_out_move_no_figure() {
    let (_, all) = of(&["--draws", "20"]);
    let (_, some) = of(&["--draws", "20", "--jaar", "2026,2028-2029"]);
    let (all_data, some_data) = (data(&all), data(&some));
    assert_eq!(list(&some_data["jaren"]).len(), 3);
    assert_eq!(some_data["periode"], "2026, 2028, 2029");
    let years = places(&[2026, 2028, 2029], &all_data);
    let cut = |row: &Value| -> Vec<Value> { years.iter().map(|&year| row[year].clone()).collect() };
    for scenario in 0..2 {
        for column in 0..list(&all_data["kolommen"]).len() {
            let wanted = cut(&all_data["landelijk"][scenario][column]);
            assert_eq!(list(&some_data["landelijk"][scenario][column]), &wanted);
        }
        // What was added up before the first year that is shown still counts.
        let wanted = cut(&all_data["opgeteld"][scenario]);
        assert_eq!(list(&some_data["opgeteld"][scenario]), &wanted);
    }
    for series in 0..3 {
        for (ours, theirs) in list(&some_data["onzekerheid"]["landelijk"][series])
            .iter()
            .zip(list(&all_data["onzekerheid"]["landelijk"][series]))
        {
            for quantile in 0..5 {
                assert_eq!(list(&ours[quantile]), &cut(&theirs[quantile]));
            }
        }
    }
    let (all_bulk, some_bulk) = (bulk(&all), bulk(&some));
    for column in 0..list(&all_data["kolommen"]).len() {
        let wanted = cut(&all_bulk["waarden"][1][column]);
        assert_eq!(list(&some_bulk["waarden"][1][column]), &wanted);
    }
    let wanted = cut(&all_bulk["oorzaken"][0][0]);
    assert_eq!(list(&some_bulk["oorzaken"][0][0]), &wanted);
    // Classes of size are those of the whole report, whatever years are shown.
    assert_eq!(some_data["gemeenten"], all_data["gemeenten"]);
    // The difference of the years that are shown, and not how all years add up.
    let said = some_data["antwoorden"][0]["zin"]
        .as_str()
        .expect("a sentence");
    assert!(said.contains("2026, 2028, 2029"), "{said}");
    assert_eq!(some_data["cohorten"]["zinnen"][0]["optelling"], "");
}

#[test]
fn a_report_of_one_gemeente_has_its_figures_and_its_equals() {
    let (_, all) = of(&["--draws", "20"]);
    let (folder, own) = of(&["--draws", "20", "--gemeente", "Rijswijk"]);
    let (all_data, own_data) = (data(&all), data(&own));
    let at = list(&all_data["gemeenten"]["code"]);
    let at = at.iter().position(|code| code == "GM0603").expect("a code");
    let here = whole(&own_data["gemeenten"]["eigen"]) as usize;
    assert_eq!(own_data["gemeenten"]["code"][here], "GM0603");
    let class = &all_data["gemeenten"]["klasse"][at];
    let peers = list(&all_data["gemeenten"]["klasse"]).iter();
    let peers = peers.filter(|one| *one == class).count();
    assert_eq!(list(&own_data["gemeenten"]["code"]).len(), peers);
    let (all_bulk, own_bulk) = (bulk(&all), bulk(&own));
    for scenario in 0..2 {
        for column in 0..list(&all_data["kolommen"]).len() {
            for year in 0..list(&all_data["jaren"]).len() {
                let value = |bulk: &Value, scenario: usize, at: usize| {
                    whole(&bulk["waarden"][scenario][column][year][at])
                };
                let [ours, theirs] = [(&own_bulk, here), (&all_bulk, at)]
                    .map(|(bulk, at)| (0..=scenario).map(|one| value(bulk, one, at)).sum::<i64>());
                assert_eq!(ours, theirs);
                // What stands for the country on other pages is the gemeente here.
                let sum = &own_data["landelijk"][scenario][column][year];
                assert_eq!(whole(sum), theirs);
            }
        }
    }
    for series in 0..3 {
        let theirs = &all_bulk["kwantielen"][series][1][2][4][at];
        assert_eq!(&own_bulk["kwantielen"][series][1][2][4][here], theirs);
        let place = list(&own_data["onzekerheid"]["velden"]);
        let place = place.iter().position(|one| one == "uitkering_definitief");
        let place = place.expect("a field");
        let shown = &own_data["onzekerheid"]["landelijk"][series][place][2][4];
        assert_eq!(shown, theirs);
    }
    let answer = &own_data["antwoorden"][0];
    let asked = "Wat krijgt Rijswijk (ZH.) met ‘Geldend recht Wi2021’ in plaats van ‘Oud \
                 betaalritme 61/31/8’?";
    assert_eq!(answer["vraag"], asked);
    let said = serde_json::to_string(answer).expect("JSON");
    assert!(!said.contains("gemeenten"), "{said}");
    for part in ["id=\"kaart\"", "id=\"tabel\"", "id=\"groepen\""] {
        assert!(all.contains(part) && !own.contains(part), "{part}");
    }
    let mut book = book(&folder);
    let names = book.sheet_names();
    assert!(!names.iter().any(|one| one == "Provincies en grootte"));
    let range = book.worksheet_range("Per gemeente").expect("a sheet");
    let codes = range.rows().skip(1).map(|row| row[1].to_string());
    let codes: Vec<String> = codes.filter(|code| code.starts_with("GM")).collect();
    assert_eq!(codes.len(), 2 * list(&all_data["jaren"]).len());
    assert!(codes.iter().all(|code| code == "GM0603"));
    let range = book.worksheet_range("Samenvatting").expect("a sheet");
    let first = range.get_value((1, 0)).expect("a line").to_string();
    assert!(first.starts_with("Rijswijk (ZH.): "), "{first}");
}

fn book(folder: &Folder) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = std::fs::read(folder.path("uit/rapport.xlsx")).expect("the workbook");
    open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook")
}

#[test]
fn a_summary_has_the_answer_and_the_rows_that_it_adds_up() {
    let (_, all) = of(&["--draws", "20"]);
    let (folder, short) = of(&["--draws", "20", "--samenvatting"]);
    let (all_data, short_data) = (data(&all), data(&short));
    for key in ["antwoorden", "landelijk", "onzekerheid", "opmerkingen"] {
        assert_eq!(short_data[key], all_data[key], "{key}");
    }
    assert_eq!(short.matches("<section ").count(), 1);
    assert!(short.len() * 2 < all.len());
    let mut book = book(&folder);
    let expected = ["Samenvatting", "Per gemeente", "Ontvangstbewijs"];
    assert_eq!(book.sheet_names(), expected);
    let range = book.worksheet_range("Samenvatting").expect("a sheet");
    let is_grant = |row: &&[Data]| row[1] == Data::String("Uitkering definitief".to_owned());
    let row = range.rows().find(is_grant).expect("a row");
    let column = list(&all_data["kolommen"]).iter();
    let column = column.clone().position(|one| one == "uitkering_definitief");
    let paid = &all_data["landelijk"][0][column.expect("a column")][0];
    let Data::Float(euros) = row[2] else {
        panic!("{:?} is no amount", row[2]);
    };
    assert_eq!((euros * 100.0).round() as i64, whole(paid));
}

#[test]
fn a_report_of_several_gemeenten_says_what_to_do() {
    let folder = Folder::with(&[]);
    let wrong = [
        "report",
        "wi2021",
        "--out",
        "uit",
        "--gemeente",
        "Utrecht,Rotterdam",
    ];
    let failed = folder.spuk(&wrong).assert().code(2);
    let said = String::from_utf8_lossy(&failed.get_output().stderr).into_owned();
    assert!(said.contains("noemt er 2"), "{said}");
    assert!(said.contains("--gemeente \"Utrecht\""), "{said}");
    assert!(!folder.path("uit").exists());
}

/// In millions of euros a gemeente has hardly any difference, in euros it has.
#[test]
fn the_workbook_of_one_gemeente_says_its_difference_in_euros() {
    let folder = Folder::with(&[]);
    let changed = "bedragen.2026.gezins_overig=720";
    let options = ["--set-b", changed, "--draws", "0", "--gemeente", "Zutphen"];
    page(&folder, &[&["wi2021", "wi2021"], &options[..]].concat());
    let range = book(&folder)
        .worksheet_range("Samenvatting")
        .expect("a sheet");
    let said = range.rows().map(|row| row[0].to_string());
    let said = said.collect::<Vec<_>>().join("\n");
    assert!(said.contains(" euro meer"), "{said}");
    assert!(!said.contains("nagenoeg geen verschil"), "{said}");
}

/// What is known for certain is no band from one amount to the same.
#[test]
fn a_difference_that_is_the_same_in_all_draws_has_no_band() {
    let folder = Folder::with(&[]);
    let options = ["--set-b", "bedragen.2025.a=9000", "--draws", "100"];
    let page = page(&folder, &[&["wi2021", "wi2021"], &options[..]].concat());
    let facts = list(&data(&page)["antwoorden"][0]["feiten"]).clone();
    assert!(!facts.is_empty());
    for fact in facts {
        let figure = fact["cijfer"].as_str().expect("a figure");
        let ends = figure.split_once(" tot ");
        assert!(ends.is_none_or(|(low, high)| low != high), "{figure}");
    }
}
