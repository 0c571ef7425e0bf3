//! What is seen around a table and in it: merged cells, groups that are folded away, and
//! what a workbook without a table shows.

use rust_xlsxwriter::{Format, FormatScript, Workbook, Worksheet};
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

/// What stands above or below the line beside a figure is a note and no digit of it.
#[test]
fn a_note_beside_a_figure_is_no_digit_of_it() {
    let plain = Format::new();
    let raised = Format::new().set_font_script(FormatScript::Superscript);
    let lowered = Format::new().set_font_script(FormatScript::Subscript);
    let with = |row: u32, column: u16, runs: &[(&Format, &str)]| {
        let bytes = within(|sheet, _| {
            sheet.write_rich_string(row, column, runs).unwrap();
        });
        read("x.xlsx", bytes)
    };
    for (row, column, runs, cell, text) in [
        (5, 5, [(&plain, "412"), (&raised, "2")], "F6", "4122"),
        (6, 3, [(&plain, "2024"), (&lowered, "1")], "D7", "20241"),
        (5, 5, [(&raised, "1"), (&plain, "412")], "F6", "1412"),
    ] {
        let told = with(row, column, &runs).unwrap_err();
        assert_eq!(told.code(), Code::WerkmapFout);
        let told = told.to_string();
        assert!(told.contains(&format!("als `{text}`")), "{told}");
        assert!(told.contains(&format!("cel {cell}")), "{told}");
    }
    // Runs of another colour or weight look as they read.
    let bold = Format::new().set_bold();
    let read_so = with(5, 5, &[(&bold, "4"), (&plain, "12")]).unwrap();
    assert_eq!(read_so, COUNTED);
    // A text that no other cell shares stands in the sheet itself.
    let header = ["Gemeentecode", "Jaar", "Groep", "Aantal"].map(Cell::Text);
    let row = ["363", "2024", "asiel", "41"].map(Cell::Text);
    let sheet = sheet_of(&[&header, &row]);
    let runs = "<r><t>41</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>3</t></r>";
    let noted = sheet.replace("<t>41</t>", runs);
    assert_ne!(noted, sheet);
    assert!(read("x.xlsx", zipped(&sheet, "")).is_ok());
    let told = read("x.xlsx", zipped(&noted, "")).unwrap_err().to_string();
    assert!(told.contains("D2 op blad Blad 1 leest anders"), "{told}");
}

#[test]
fn a_note_or_a_break_in_a_figure_of_an_opendocument_is_refused() {
    let text = "Gemeente,Jaar,Groep,Aantal,Uitleg\nGouda,2024,asiel,zeven,m\n";
    let plain = String::from_utf8(content(text)).unwrap();
    let styles = "<office:automatic-styles><style:style xmlns:style=\"s\" style:name=\"T1\">\
                  <style:text-properties style:text-position=\"super 58%\"/></style:style>\
                  <style:style xmlns:style=\"s\" style:name=\"T2\">\
                  <style:text-properties style:text-position=\"0% 100%\"/></style:style>\
                  </office:automatic-styles><office:body>";
    let plain = plain.replace("<office:body>", styles);
    let with = |number: &str| {
        let text = plain.replace("<text:p>zeven</text:p>", number);
        read("x.ods", ods_of(text.as_bytes()))
    };
    let span = |style: &str| {
        format!("<text:p>7<text:span text:style-name=\"{style}\">3</text:span></text:p>")
    };
    for number in [
        span("T1"),
        "<text:p>1</text:p><text:p>250</text:p>".to_owned(),
    ] {
        let told = with(&number).unwrap_err().to_string();
        assert!(told.contains("D2 op blad Blad 1 leest anders"), "{told}");
    }
    for (number, people) in [
        (span("T2"), "73"),
        ("<text:p>1 250</text:p>".to_owned(), "1250"),
    ] {
        let csv = with(&number).unwrap();
        assert!(csv.ends_with(&format!(",{people}\n")), "{csv}");
    }
}
