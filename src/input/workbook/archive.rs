//! A workbook as a file: which kind it is, and that it unpacks to no more than it may.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::fault::{damaged, too_large, wrong};
use super::grid::Marks;
use super::part::Part;
use super::{ods, xlsx};
use crate::input::diagnostic::Diagnostic;
use crate::terms::Text;

/// How a zip begins, and how what Excel wrote before 2007 does: the latter also wraps
/// whatever has a password.
const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether bytes are those of a workbook, whatever their file is called. No text begins
/// like this.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND)
}

/// Who wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `.xlsx` and `.xlsm`.
    Excel,
    /// `.ods`.
    OpenDocument,
}

/// What is known of a workbook before its cells are read.
#[derive(Debug)]
pub(super) struct Measured {
    pub form: Form,
    /// What cells alone do not tell, by the name of the sheet.
    pub marks: BTreeMap<String, Marks>,
}

/// Unpacks a workbook once, part by part, and keeps what its cells do not tell.
pub(super) fn measure(name: &str, bytes: &[u8], most: u64) -> Result<Measured, Diagnostic> {
    if bytes.starts_with(COMPOUND) {
        return Err(compound(name, bytes));
    }
    let broken = |error: &dyn std::fmt::Display| damaged(name, error);
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut parts = BTreeMap::new();
    let mut left = most;
    let mut is_binary = false;
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|error| broken(&error))?;
        let path = part.name().map_err(|error| broken(&error))?;
        let path = path.to_lowercase();
        let keeps = is_read(&path);
        is_binary |= path == "xl/workbook.bin";
        // What is said of its size may be a lie.
        let mut text = Vec::new();
        let mut inside = part.by_ref().take(left + 1);
        let read = match keeps {
            true => inside.read_to_end(&mut text).map(|read| read as u64),
            false => std::io::copy(&mut inside, &mut std::io::sink()),
        };
        let read = read.map_err(|error| broken(&error))?;
        if read > left {
            return Err(too_large(name, most));
        }
        left -= read;
        if !keeps {
            continue;
        }
        let text = String::from_utf8(text).map_err(|error| broken(&error))?;
        if parts
            .insert(path.clone(), part_of(&path, text, name)?)
            .is_some()
        {
            let twice = Text::new(
                format!("`{path}` zit er twee keer in"),
                format!("`{path}` is in it twice"),
            );
            return Err(damaged(name, twice));
        }
    }
    drop(zip);
    let is_encrypted =
        |part: &Part| matches!(part, Part::Text(text) if text.contains("encryption-data"));
    if parts.get("meta-inf/manifest.xml").is_some_and(is_encrypted) {
        return Err(encrypted(name));
    }
    if let Some(Part::Tables(marks)) = parts.remove("content.xml") {
        let form = Form::OpenDocument;
        return Ok(Measured { form, marks });
    }
    if is_binary {
        return Err(wrong(Text::new(
            format!("{name} is een binaire werkmap (.xlsb)"),
            format!("{name} is a binary workbook (.xlsb)"),
        ))
        .help(save_as()));
    }
    let form = Form::Excel;
    let marks = xlsx::by_sheet(name, &mut parts)?;
    Ok(Measured { form, marks })
}

/// Whether anything is read of a part.
fn is_read(path: &str) -> bool {
    let known = [
        "content.xml",
        "meta-inf/manifest.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedstrings.xml",
    ];
    known.contains(&path) || path.starts_with("xl/worksheets/") && path.ends_with(".xml")
}

fn part_of(path: &str, text: String, name: &str) -> Result<Part, Diagnostic> {
    let broken = |why: Text| damaged(name, why);
    Ok(match path {
        "content.xml" => Part::Tables(ods::tables(&text).map_err(broken)?),
        "xl/sharedstrings.xml" => {
            xlsx::strings_fit(&text).map_err(broken)?;
            Part::Texts(xlsx::otherwise(&text).map_err(broken)?)
        }
        _ if path.starts_with("xl/worksheets/") => Part::Sheet(xlsx::sheet(&text).map_err(broken)?),
        _ => Part::Text(text),
    })
}

/// The message for a file in the form of before 2007.
fn compound(name: &str, bytes: &[u8]) -> Diagnostic {
    let package: Vec<u8> = "EncryptedPackage"
        .bytes()
        .flat_map(|byte| [byte, 0])
        .collect();
    let mut windows = bytes.windows(package.len());
    if windows.any(|window| window == package) {
        return encrypted(name);
    }
    wrong(Text::new(
        format!("{name} is een werkmap van voor 2007 (.xls)"),
        format!("{name} is a workbook of before 2007 (.xls)"),
    ))
    .help(save_as())
}

fn encrypted(name: &str) -> Diagnostic {
    wrong(Text::new(
        format!("{name} is met een wachtwoord beveiligd"),
        format!("{name} is protected by a password"),
    ))
    .help(Text::fixed(
        "open het bestand met het wachtwoord en bewaar een kopie zonder",
        "open the file with the password and save a copy without one",
    ))
}

fn save_as() -> Text {
    Text::fixed(
        "open het in Excel of LibreOffice en sla het op als .xlsx",
        "open it in Excel or LibreOffice and save it as .xlsx",
    )
}
