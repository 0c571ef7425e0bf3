//! Workbooks made for a test: by a library that writes them, and by hand where none would.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The fields of a CSV without quotes.
fn fields(csv: &str) -> impl Iterator<Item = Vec<&str>> {
    csv.lines().map(|line| line.split(',').collect())
}

/// A CSV as a workbook of Excel, its numbers as numbers.
pub fn xlsx(csv: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Blad 1").unwrap();
    for (row, fields) in (0..).zip(fields(csv)) {
        for (column, field) in (0..).zip(fields) {
            match field.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, field).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// A CSV as an OpenDocument.
pub fn ods(csv: &str) -> Vec<u8> {
    ods_of(&content(csv))
}

/// The contents of an OpenDocument with one sheet.
pub fn content(csv: &str) -> Vec<u8> {
    let mut text = String::from(
        "<?xml version=\"1.0\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>\
         <office:spreadsheet><table:table table:name=\"Blad 1\">",
    );
    for fields in fields(csv) {
        text += "<table:table-row>";
        for field in fields {
            text += &match field.parse::<f64>() {
                Ok(number) => format!(
                    "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"/>"
                ),
                Err(_) if field.is_empty() => "<table:table-cell/>".to_owned(),
                Err(_) => format!(
                    "<table:table-cell office:value-type=\"string\"><text:p>{field}</text:p>\
                     </table:table-cell>"
                ),
            };
        }
        text += "</table:table-row>";
    }
    text += "</table:table></office:spreadsheet></office:body></office:document-content>";
    text.into_bytes()
}

/// An OpenDocument with these contents.
pub fn ods_of(content: &[u8]) -> Vec<u8> {
    let mime = b"application/vnd.oasis.opendocument.spreadsheet";
    let manifest = b"<manifest:manifest/>";
    packed(&[
        ("mimetype", mime),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content),
    ])
}

/// A cell of a sheet that is written by hand.
pub enum Cell<'a> {
    Text(&'a str),
    Number(&'a str),
    /// What stands within the cell.
    Raw(&'a str),
}

/// A sheet of Excel, written by hand.
pub fn sheet_of(rows: &[&[Cell<'_>]]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\"?><worksheet \
         xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    for (number, row) in (1..).zip(rows) {
        text += &format!("<row r=\"{number}\">");
        for (letter, cell) in ('A'..).zip(*row) {
            let place = format!("{letter}{number}");
            text += &match cell {
                Cell::Text(word) => {
                    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{word}</t></is></c>")
                }
                Cell::Number(digits) => format!("<c r=\"{place}\"><v>{digits}</v></c>"),
                Cell::Raw(inside) => format!("<c r=\"{place}\">{inside}</c>"),
            };
        }
        text += "</row>";
    }
    text + "</sheetData></worksheet>"
}

/// A workbook of Excel with one sheet, and with `book` in what describes it.
pub fn zipped(sheet: &str, book: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Blad 1\" \
         sheetId=\"1\" r:id=\"rId1\"/></sheets>{book}</workbook>"
    );
    let links = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" \
             Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    packed(&[
        (
            "_rels/.rels",
            links("officeDocument", "xl/workbook.xml").as_bytes(),
        ),
        ("xl/workbook.xml", book.as_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            links("worksheet", "worksheets/sheet1.xml").as_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// Files in a zip.
pub fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A zip with one more file in it.
pub fn with_part(zip: Vec<u8>, name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new_append(Cursor::new(zip)).unwrap();
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}
