//! What is seen around a table and in it: merged cells, groups that are folded away, and
//! what a workbook without a table shows.

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use spuk::internals::input::diagnostic::Code;

use super::made::{Cell, content, ods_of, sheet_of, xlsx, zipped};
use super::read;

const COUNTED: &str = "gm_code,groep,jaar,aantal\nGM0363,asielstatushouder,2024,412\n\
                       GM0599,gezins_overig,2024,7\n";

/// A sheet of counts whose header is row 5, from column C on.
fn within(change: impl FnOnce(&mut Worksheet, &Format)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Blad").unwrap();
    let rows = [
        ["Gemeentecode", "Jaar", "Groep", "Aantal"],
        ["363", "2024", "asiel", "412"],
        ["599", "2024", "AGO", "7"],
    ];
    for (row, fields) in (4..).zip(rows) {
        for (column, field) in (2..).zip(fields) {
            sheet.write(row, column, field).unwrap();
        }
    }
    change(sheet, &Format::new());
    workbook.save_to_buffer().unwrap()
}

#[test]
fn merged_cells_above_and_beside_a_table_are_no_part_of_it() {
    let bytes = within(|sheet, plain| {
        sheet
            .merge_range(0, 2, 1, 5, "Inburgeraars", plain)
            .unwrap();
        sheet.merge_range(5, 0, 6, 0, "", plain).unwrap();
        sheet.merge_range(5, 7, 6, 8, "", plain).unwrap();
    });
    assert_eq!(read("x.xlsx", bytes).unwrap(), COUNTED);
}

#[test]
fn merged_cells_of_a_row_or_of_a_name_over_rows_are_refused() {
    let bytes = within(|sheet, plain| {
        sheet.merge_range(5, 4, 5, 5, "asiel", plain).unwrap();
    });
    let told = read("x.xlsx", bytes).unwrap_err().to_string();
    assert!(told.contains("E6:F6") && told.contains("cel E6"), "{told}");
    // The name of the rows below it stands alone in its row.
    let bytes = within(|sheet, plain| {
        sheet.merge_range(7, 2, 8, 2, "Gouda", plain).unwrap();
        sheet.write(8, 3, 2024).unwrap();
        sheet.write(8, 4, "asiel").unwrap();
        sheet.write(8, 5, 3).unwrap();
    });
    let told = read("x.xlsx", bytes).unwrap_err().to_string();
    assert!(told.contains("C8:C9") && told.contains("cel C8"), "{told}");
}

#[test]
fn a_hidden_row_is_told_at_its_own_first_cell() {
    let bytes = within(|sheet, _| {
        sheet.set_row_hidden(6).unwrap();
    });
    let told = read("x.xlsx", bytes).unwrap_err().to_string();
    assert!(told.contains("is rij 7 verborgen"), "{told}");
    assert!(told.contains("blad Blad, cel C7"), "{told}");
}

#[test]
fn a_row_of_one_cell_lacks_those_behind_it() {
    let header = ["Gemeentecode", "Jaar", "Groep", "Aantal"].map(Cell::Text);
    let sheet = sheet_of(&[&header, &[Cell::Number("363")]]);
    let told = read("x.xlsx", zipped(&sheet, "")).unwrap_err();
    assert_eq!(told.code(), Code::OnbekendeWaarde);
    assert!(told.to_string().contains("cel C2"), "{told}");
}

#[test]
fn a_workbook_without_a_table_says_what_it_shows() {
    let told = |csv: &str| read("x.xlsx", xlsx(csv)).unwrap_err().to_string();
    let said = told("Lijst\nKleur,Maat\nrood,3\n");
    assert!(
        said.contains("op blad Blad 1 staat bovenaan: Kleur, Maat"),
        "{said}"
    );
    assert!(!said.contains("geen tabel"), "{said}");
    let said = told("");
    assert!(said.contains("er staat geen tabel in"), "{said}");
}

#[test]
fn rows_of_a_group_that_is_folded_away_are_hidden() {
    let text = "Gemeente,Jaar,Groep,Aantal\nBergen (NH),2024,asiel,4\nGouda,2024,asiel,5\n";
    let plain = String::from_utf8(content(text)).unwrap();
    let last = plain.rfind("<table:table-row>").unwrap();
    let grouped = |group: &str| {
        let (above, below) = plain.split_at(last);
        let below = below.replacen(
            "</table:table-row>",
            "</table:table-row></table:table-row-group>",
            1,
        );
        read("x.ods", ods_of(format!("{above}{group}{below}").as_bytes()))
    };
    let shown = read("x.ods", ods_of(plain.as_bytes())).unwrap();
    assert_eq!(shown.lines().count(), 3);
    for group in [
        "<table:table-row-group>",
        "<table:table-row-group table:display=\"true\">",
    ] {
        assert_eq!(grouped(group).unwrap(), shown);
    }
    let folded = "<table:table-row-group table:display=\"false\">";
    // A group without rows within it ends itself alone.
    for within in ["", "<table:table-row-group/>"] {
        let told = grouped(&format!("{folded}{within}"))
            .unwrap_err()
            .to_string();
        assert!(told.contains("is rij 3 verborgen"), "{told}");
    }
    // Spaces within a text have a mark of their own.
    let spaced = plain.replace("Bergen (NH)", "Bergen<text:s text:c=\"2\"/>(NH)");
    assert_ne!(spaced, plain);
    assert_eq!(read("x.ods", ods_of(spaced.as_bytes())).unwrap(), shown);
}
