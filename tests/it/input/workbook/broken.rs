//! Workbooks that are no whole ones, or are more than they seem: a message, never a wrong
//! count, and never more memory than a workbook may take.

use std::path::Path;

use spuk::internals::import::Choices;
use spuk::internals::input::diagnostic::Code;
use spuk::internals::input::{InMemory, World};
use spuk::internals::study::import;

use super::made::{Cell, content, ods, ods_of, packed, sheet_of, with_part, xlsx, zipped};
use super::read;

const CSV: &str = "Gemeente,Jaar,Groep,Aantal\nUtrecht,2024,asiel,412\nGouda,2025,AGO,17\n";

#[test]
fn a_workbook_that_was_cut_off_is_refused_wherever_it_ends() {
    for bytes in [xlsx(CSV), ods(CSV)] {
        let whole = bytes.len();
        for end in (4..whole).step_by(whole / 60) {
            let told = read("x.xlsx", bytes[..end].to_vec()).unwrap_err();
            assert_eq!(told.code(), Code::WerkmapFout, "{end} of {whole}: {told}");
        }
    }
}

/// Numbers that are the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

#[test]
fn a_spoiled_workbook_is_refused_or_says_the_same() {
    let mut chance = Chance(20_261_130);
    for (name, bytes) in [
        ("x.xlsx", xlsx(CSV)),
        ("x.ods", ods(CSV)),
        ("x.xlsx", zipped(&sheet(), "")),
    ] {
        let expected = read(name, bytes.clone()).unwrap();
        let mut same = 0;
        for _ in 0..400 {
            let mut spoiled = bytes.clone();
            for _ in 0..=chance.below(3) {
                let place = chance.below(spoiled.len());
                match chance.below(3) {
                    0 => spoiled[place] ^= 1 << chance.below(8),
                    1 => spoiled[place] = chance.below(256) as u8,
                    _ => drop(spoiled.remove(place)),
                }
            }
            match read(name, spoiled) {
                Ok(text) => {
                    assert_eq!(text, expected, "another count without a word");
                    same += 1;
                }
                Err(told) => {
                    assert!(!told.to_string().is_empty() && !format!("{told:#}").is_empty())
                }
            }
        }
        assert!(same < 400, "nothing was spoiled");
    }
}

/// The sheet itself spoiled, in a zip that is whole: what Excel would never write.
#[test]
fn a_spoiled_sheet_in_a_whole_zip_is_never_a_fault_of_the_program() {
    let mut chance = Chance(7);
    let (excel, open) = (sheet(), content(CSV));
    for round in 0..1_500 {
        let mut text = if round % 2 == 0 {
            excel.clone().into_bytes()
        } else {
            open.clone()
        };
        for _ in 0..=chance.below(3) {
            let from = chance.below(text.len());
            let to = (from + chance.below(12)).min(text.len());
            let pieces: [&[u8]; 9] = [
                b"",
                b"<",
                b"/>",
                b"\"",
                b"99999999999",
                b"-1",
                b"A0",
                b"&#0;",
                b"<row>",
            ];
            text.splice(from..to, pieces[chance.below(pieces.len())].iter().copied());
        }
        let bytes = match round % 2 {
            0 => zipped(&String::from_utf8_lossy(&text), ""),
            _ => ods_of(&text),
        };
        if let Err(told) = read("x.xlsx", bytes) {
            assert!(!told.to_string().is_empty());
        }
    }
}

fn sheet() -> String {
    let header = ["Gemeente", "Jaar", "Groep", "Aantal"].map(Cell::Text);
    let row = [
        Cell::Text("Utrecht"),
        Cell::Number("2024"),
        Cell::Text("asiel"),
        Cell::Number("412"),
    ];
    sheet_of(&[&header, &row])
}

#[test]
fn what_unpacks_to_more_than_it_may_is_refused() {
    let mut csv = String::from(CSV);
    for number in 0..2_000 {
        csv += &format!("GM{:04},2023,asiel,{}\n", 1_000 + number, number % 7);
    }
    let mut world = World::new(
        InMemory::default()
            .with("x.xlsx", xlsx(&csv))
            .with("x.ods", ods(&csv)),
        jiff::civil::date(2026, 7, 1),
    );
    for name in ["x.xlsx", "x.ods"] {
        let path = Path::new(name);
        world.limits.unpacked = 1 << 20;
        assert!(import(&world, path, None, &Choices::default()).is_ok());
        world.limits.unpacked = 20_000;
        let told = import(&world, path, None, &Choices::default()).unwrap_err();
        assert_eq!(told.code(), Code::BestandTeGroot, "{told}");
    }
}

/// What a file comes to where a workbook may take no more than this.
fn within(most: u64, bytes: Vec<u8>) -> Code {
    let files = InMemory::default().with("x.xlsx", bytes);
    let mut world = World::new(files, jiff::civil::date(2026, 7, 1));
    world.limits.unpacked = most;
    let read = import(&world, Path::new("x.xlsx"), None, &Choices::default());
    read.unwrap_err().code()
}

#[test]
fn a_sheet_takes_no_more_than_it_may_however_little_its_file_takes() {
    // Parts that each take less than all of them may.
    let part = vec![b' '; 3 << 20];
    let parts = packed(&[("xl/media/a.png", &part), ("xl/media/b.png", &part)]);
    assert_eq!(within(4 << 20, parts), Code::BestandTeGroot);
    // A cell takes more room than its text.
    let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(10));
    let cells = format!(
        "<worksheet><sheetData>{}</sheetData></worksheet>",
        row.repeat(100)
    );
    assert_eq!(within(20_001, zipped(&cells, "")), Code::BestandTeGroot);
    assert_eq!(within(40_000, zipped(&cells, "")), Code::KolomOntbreekt);
    // One cell far to the right stands behind as many commas.
    let rows: String = (3..203)
        .map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>"))
        .collect();
    let far = sheet().replace("</sheetData>", &format!("{rows}</sheetData>"));
    assert_eq!(within(1 << 20, zipped(&far, "")), Code::BestandTeGroot);
}

#[test]
fn a_part_that_holds_no_table_may_be_anything() {
    let picture = with_part(zipped(&sheet(), ""), "xl/theme/theme1.xml", b"\xff\xd8");
    let picture = with_part(picture, "xl/worksheets/printer.bin", b"\xff\xd8");
    let expected = read("x.xlsx", zipped(&sheet(), "")).unwrap();
    assert_eq!(read("x.xlsx", picture).unwrap(), expected);
}

#[test]
fn contents_that_end_half_way_are_refused() {
    let text = String::from_utf8(content(CSV)).unwrap();
    let end = text.find("</table:table-row>").unwrap() + "</table:table-row>".len();
    let told = read("x.ods", ods_of(&text.as_bytes()[..end])).unwrap_err();
    assert!(told.to_string().contains("houdt halverwege op"), "{told}");
}

#[test]
fn a_zip_bomb_is_measured_before_it_is_read() {
    // Forty megabytes of nothing take forty kilobytes, whatever the zip says of them.
    let nothing = vec![b' '; 40 << 20];
    let bomb = packed(&[("xl/worksheets/sheet1.xml", &nothing)]);
    assert!(bomb.len() < 1 << 17);
    let files = InMemory::default().with("x.xlsx", bomb);
    let mut world = World::new(files, jiff::civil::date(2026, 7, 1));
    world.limits.unpacked = 4 << 20;
    let told = import(&world, Path::new("x.xlsx"), None, &Choices::default()).unwrap_err();
    assert_eq!(told.code(), Code::BestandTeGroot);
    assert!(told.to_string().contains("groter dan 4 MB"), "{told}");
}

#[test]
fn cells_that_are_repeated_without_end_are_refused() {
    let text = String::from_utf8(content(CSV)).unwrap();
    for (from, to) in [
        (
            "<table:table-row>",
            "<table:table-row table:number-rows-repeated=\"1048576\">",
        ),
        (
            "office:value-type=\"float\" office:value=\"412\"",
            "office:value-type=\"float\" office:value=\"412\" table:number-columns-repeated=\"16384\"",
        ),
        (
            "<text:p>Gouda",
            "<text:p><text:s text:c=\"999999999\"/>Gouda",
        ),
    ] {
        let repeated = text.replace(from, to);
        assert_ne!(repeated, text);
        let row = "<table:table-row table:number-rows-repeated=\"9000\">";
        let repeated = repeated.replacen("<table:table-row>", row, 2);
        let told = read("x.ods", ods_of(repeated.as_bytes())).unwrap_err();
        assert_eq!(told.code(), Code::WerkmapFout, "{to}: {told}");
    }
    // A sheet of LibreOffice ends on a million empty rows.
    let ended = text.replace(
        "</table:table>",
        "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/></table:table-row></table:table>",
    );
    let whole = read("x.ods", ods_of(text.as_bytes())).unwrap();
    assert_eq!(read("x.ods", ods_of(ended.as_bytes())).unwrap(), whole);
}

#[test]
fn more_texts_than_there_are_take_no_memory() {
    let strings = "<sst xmlns=\"x\" uniqueCount=\"99999999999999\"><si><t>a</t></si></sst>";
    let workbook = packed(&[("xl/sharedStrings.xml", strings.as_bytes())]);
    let told = read("x.xlsx", workbook).unwrap_err();
    assert_eq!(told.code(), Code::WerkmapFout);
    assert!(
        told.to_string().contains("meer teksten dan erin staan"),
        "{told}"
    );
}

#[test]
fn cells_out_of_order_are_refused() {
    let text = sheet().replace("r=\"B2\"", "r=\"D9\"");
    let told = read("x.xlsx", zipped(&text, "")).unwrap_err();
    assert_eq!(told.code(), Code::WerkmapFout, "{told}");
}

#[test]
fn what_needs_a_password_or_another_program_says_so() {
    let wide = |text: &str| text.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let manifest = b"<manifest:encryption-data/>";
    let cases = [
        ([&old[..], &wide("EncryptedPackage")].concat(), "wachtwoord"),
        (
            [&old[..], &wide("Workbook of before 2007")].concat(),
            "(.xls)",
        ),
        (packed(&[("META-INF/manifest.xml", manifest)]), "wachtwoord"),
        (packed(&[("xl/workbook.bin", b"")]), "(.xlsb)"),
        (packed(&[("word/document.xml", b"<x/>")]), "geen werkmap"),
    ];
    for (bytes, word) in cases {
        let told = read("x.xlsx", bytes).unwrap_err();
        assert_eq!(told.code(), Code::WerkmapFout);
        assert!(told.to_string().contains(word), "{told}");
    }
}
