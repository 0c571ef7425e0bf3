//! What a workbook of Excel says beside its cells.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::fault::damaged;
use super::grid::{FormulaResult, Marks};
use super::part::Part;
use super::runs::Runs;
use crate::input::diagnostic::Diagnostic;
use crate::terms::Text;

/// A value of an attribute with this very name.
fn attribute(element: &BytesStart<'_>, wanted: &str) -> Option<String> {
    value(element, |key| key == wanted)
}

/// A value of an attribute, whatever namespace stands before its name.
pub(super) fn in_namespace(element: &BytesStart<'_>, wanted: &str) -> Option<String> {
    value(element, |key| key.rsplit(':').next() == Some(wanted))
}

fn value(element: &BytesStart<'_>, is_it: impl Fn(&str) -> bool) -> Option<String> {
    let mut all = element.attributes();
    let mut all = all.with_checks(false).flatten();
    let found = all.find(|attribute| is_it(attribute.key.as_ref()))?;
    let value = quick_xml::escape::unescape(&found.value).ok()?;
    Some(value.into_owned())
}

pub(super) fn not_xml(error: &quick_xml::Error) -> Text {
    Text::same(error.to_string())
}

/// Whether text says yes as XML of Excel does.
fn is_true(text: &str) -> bool {
    text == "1" || text == "true"
}

/// A cell such as `B5` as row and column, from 0.
fn address(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let column = text[..digits].bytes().try_fold(0_u32, |sum, byte| {
        let place = byte
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|&place| place < 26)?;
        sum.checked_mul(26)?.checked_add(u32::from(place) + 1)
    })?;
    let row: u32 = text[digits..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// A place that a sheet names, within what a sheet can hold: readers reckon with it.
fn place(text: &str) -> Result<(u32, u32), Text> {
    let known = address(text).filter(|&(row, column)| row < ROWS && column < COLUMNS);
    known.ok_or_else(|| not_a_cell(text))
}

fn not_a_cell(text: &str) -> Text {
    Text::new(
        format!("`{text}` is geen cel"),
        format!("`{text}` is not a cell"),
    )
}

/// Both corners of a range such as `A1:E9`.
fn range(text: &str) -> Result<[u32; 4], Text> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (place(first)?, place(last)?);
    match first.0 <= last.0 && first.1 <= last.1 {
        true => Ok([first.0, first.1, last.0, last.1]),
        false => Err(not_a_cell(text)),
    }
}

/// Rows and columns of a sheet.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// The marks of one sheet.
pub(super) fn sheet(text: &str) -> Result<Marks, Text> {
    let mut reader = Reader::from_str(text);
    let mut marks = Marks::default();
    let (mut row, mut next_row) = (0_u32, 0_u32);
    let (mut column, mut next_column) = (0_u32, 0_u32);
    let (mut has_formula, mut has_value) = (false, false);
    let (mut is_shared, mut number) = (false, String::new());
    let mut inside = Inside::default();
    loop {
        let event = reader.read_event().map_err(|error| not_xml(&error))?;
        inside.sees(&event);
        let (element, is_empty) = match &event {
            Event::Start(element) => (element, false),
            Event::Empty(element) => (element, true),
            Event::Text(text) if is_shared && has_value => {
                number.push_str(text);
                continue;
            }
            Event::End(element) if element.local_name().as_ref() == "v" => {
                let number = std::mem::take(&mut number).trim().parse();
                let number = number.ok().filter(|_| is_shared);
                marks
                    .shared
                    .extend(number.map(|number| (row, column, number)));
                is_shared = false;
                continue;
            }
            Event::End(element) => {
                if element.local_name().as_ref() == "c" && inside.runs.reads_otherwise() {
                    marks.otherwise.insert((row, column));
                }
                if element.local_name().as_ref() == "c" && has_formula {
                    marks
                        .formulas
                        .push((row, column, FormulaResult::of(has_value)));
                }
                continue;
            }
            Event::Eof => return Ok(marks),
            _ => continue,
        };
        match element.local_name().as_ref() {
            "sheetFormatPr" => {
                marks.hides_all = attribute(element, "zeroHeight").is_some_and(|it| is_true(&it));
            }
            "row" => {
                row = match attribute(element, "r") {
                    Some(own) => place(&format!("A{own}"))?.0,
                    None => next_row,
                };
                (next_row, next_column) = (row.saturating_add(1), 0);
                let is_hidden = attribute(element, "hidden").is_some_and(|it| is_true(&it));
                let is_flat = attribute(element, "ht")
                    .is_some_and(|height| height.bytes().all(|digit| b"0.".contains(&digit)));
                if is_hidden || is_flat {
                    marks.hidden.push(row);
                }
            }
            "c" => {
                (has_formula, has_value) = (false, false);
                inside = Inside::default();
                is_shared = attribute(element, "t").is_some_and(|kind| kind == "s");
                column = match attribute(element, "r") {
                    Some(own) => place(&own)?.1,
                    None => next_column,
                };
                next_column = column.saturating_add(1);
            }
            "f" => has_formula = true,
            "v" => has_value = !is_empty,
            "mergeCell" => {
                marks
                    .merged
                    .push(range(&attribute(element, "ref").unwrap_or_default())?);
            }
            "dimension" => {
                range(&attribute(element, "ref").unwrap_or_default())?;
            }
            _ => {}
        }
    }
}

/// Where the runs of a text of Excel are read.
#[derive(Debug, Default)]
struct Inside {
    runs: Runs,
    is_text: bool,
}

impl Inside {
    /// Follows the elements of a text: runs, how high they stand, and their letters.
    fn sees(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                let is_empty = matches!(event, Event::Empty(_));
                match element.local_name().as_ref() {
                    "r" => self.runs.begin(false),
                    "vertAlign" => {
                        let height = attribute(element, "val");
                        let height = height.as_deref();
                        self.runs
                            .begin(matches!(height, Some("superscript" | "subscript")));
                    }
                    "t" => self.is_text = !is_empty,
                    _ => {}
                }
            }
            Event::Text(text) if self.is_text => self.runs.read(text),
            Event::End(element) if element.local_name().as_ref() == "t" => self.is_text = false,
            _ => {}
        }
    }
}

/// Which of the texts that sheets share, by their number, read otherwise than they look.
pub(super) fn otherwise(text: &str) -> Result<BTreeSet<u32>, Text> {
    let mut reader = Reader::from_str(text);
    let mut found = BTreeSet::new();
    let (mut number, mut inside) = (0_u32, Inside::default());
    loop {
        let event = reader.read_event().map_err(|error| not_xml(&error))?;
        inside.sees(&event);
        match &event {
            Event::Empty(element) if element.local_name().as_ref() == "si" => {
                number = number.saturating_add(1);
            }
            Event::End(element) if element.local_name().as_ref() == "si" => {
                if inside.runs.reads_otherwise() {
                    found.insert(number);
                }
                number = number.saturating_add(1);
                inside = Inside::default();
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Whether the strings of a workbook are no more than it says: room for all of them is
/// made before any is read.
pub(super) fn strings_fit(text: &str) -> Result<(), Text> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| not_xml(&error))? {
            Event::Start(element) | Event::Empty(element) => {
                let said =
                    attribute(&element, "uniqueCount").and_then(|said| said.parse::<usize>().ok());
                if said.is_some_and(|said| said > text.len()) {
                    return Err(Text::fixed(
                        "het telt meer teksten dan erin staan",
                        "it counts more texts than there are in it",
                    ));
                }
                return Ok(());
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The marks by the name of the sheet that they are of.
pub(super) fn by_sheet(
    name: &str,
    parts: &mut BTreeMap<String, Part>,
) -> Result<BTreeMap<String, Marks>, Diagnostic> {
    let missing = || {
        damaged(
            name,
            Text::fixed(
                "er zit geen werkmap van Excel in",
                "there is no workbook of Excel in it",
            ),
        )
    };
    let otherwise = match parts.remove("xl/sharedstrings.xml") {
        Some(Part::Texts(texts)) => texts,
        _ => BTreeSet::new(),
    };
    let mut text = |path: &str| match parts.remove(path) {
        Some(Part::Text(text)) => Some(text),
        _ => None,
    };
    let book = text("xl/workbook.xml").ok_or_else(missing)?;
    let links = text("xl/_rels/workbook.xml.rels").ok_or_else(missing)?;
    let broken = |why: Text| damaged(name, why);
    let mut targets = BTreeMap::new();
    for_each(&links, "Relationship", |element| {
        let (id, target) = (attribute(element, "Id"), attribute(element, "Target"));
        if let (Some(id), Some(target)) = (id, target) {
            let path = match target.strip_prefix('/') {
                Some(whole) => whole.to_lowercase(),
                None => format!("xl/{}", target.to_lowercase()),
            };
            targets.insert(id, path);
        }
    })
    .map_err(broken)?;
    // A workbook that asks to be worked out anew does not vouch for what is in it.
    let mut is_stale = false;
    for_each(&book, "calcPr", |element| {
        is_stale |= attribute(element, "fullCalcOnLoad").is_some_and(|it| is_true(&it));
    })
    .map_err(broken)?;
    let mut marks = BTreeMap::new();
    for_each(&book, "sheet", |element| {
        let (sheet, id) = (attribute(element, "name"), in_namespace(element, "id"));
        let path = id.and_then(|id| targets.get(&id));
        if let (Some(sheet), Some(Part::Sheet(mut own))) =
            (sheet, path.and_then(|path| parts.remove(path)))
        {
            own.formulas
                .iter_mut()
                .filter(|formula| is_stale && formula.2 == FormulaResult::Stored)
                .for_each(|formula| formula.2 = FormulaResult::Stale);
            let shared = std::mem::take(&mut own.shared).into_iter();
            let shared = shared.filter(|(_, _, text)| otherwise.contains(text));
            own.otherwise
                .extend(shared.map(|(row, column, _)| (row, column)));
            marks.insert(sheet, own);
        }
    })
    .map_err(broken)?;
    Ok(marks)
}

/// Calls `visit` for every element with this name.
fn for_each(text: &str, name: &str, mut visit: impl FnMut(&BytesStart<'_>)) -> Result<(), Text> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| not_xml(&error))? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == name =>
            {
                visit(&element);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
