//! The sheet that is asked for, as a source.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, SheetVisible, Xlsx};

use super::archive::{Form, Measured, is_workbook, measure};
use super::fault::{damaged, too_large, wrong};
use super::grid::{File, Grid, Marks};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::source::{Source, read_bytes, sha256_hex};
use crate::input::{Limits, World};
use crate::terms::legible::{self, name_problem, on_one_line};
use crate::terms::noun::DAYS;
use crate::terms::{Lang, Text};

/// How many words of a row are told.
const WORDS: usize = 8;

/// Which table of a workbook is asked for.
pub(crate) struct TableAsk<'a> {
    /// The sheet by name; without it the only one with such a header.
    pub blad: Option<&'a str>,
    /// Whether a row is its header.
    pub fits: &'a dyn Fn(&[&str]) -> bool,
    /// The columns that it has, for people.
    pub columns: Text,
    /// What a row lacks of such a header; `None` where it is nothing like one.
    pub near: Option<&'a Nearness<'a>>,
}

/// What a row lacks of a header; `None` where it is nothing like one.
pub(crate) type Nearness<'a> = dyn Fn(&[&str]) -> Option<Near> + 'a;

/// A row that lacks some of a header.
pub(crate) struct Near {
    /// How much of it is there.
    pub found: usize,
    /// What is not, for people.
    pub lacks: Text,
    /// The line to type for a sheet, so that it is a header.
    pub line: Box<dyn Fn(&str) -> String>,
}

/// The row of a workbook that comes nearest to a header.
struct NearestRow {
    sheet: String,
    words: String,
    near: Near,
}

/// A workbook whose cells are read sheet by sheet.
enum Book<'a> {
    Excel(Box<Xlsx<Cursor<&'a [u8]>>>),
    OpenDocument(Box<Ods<Cursor<&'a [u8]>>>),
}

impl<'a> Book<'a> {
    fn open(name: &str, bytes: &'a [u8], form: Form) -> Result<Self, Diagnostic> {
        let bytes = Cursor::new(bytes);
        match form {
            Form::Excel => Xlsx::new(bytes)
                .map(|book| Self::Excel(Box::new(book)))
                .map_err(|error| damaged(name, error)),
            Form::OpenDocument => Ods::new(bytes)
                .map(|book| Self::OpenDocument(Box::new(book)))
                .map_err(|error| damaged(name, error)),
        }
    }

    /// Every sheet with whether it is shown.
    fn sheets(&self) -> Vec<(String, bool)> {
        let all = match self {
            Self::Excel(book) => book.sheets_metadata(),
            Self::OpenDocument(book) => book.sheets_metadata(),
        };
        let all = all.iter();
        all.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
            .collect()
    }

    fn grid(&mut self, name: &str, sheet: &str, most: u64) -> Result<Grid, Diagnostic> {
        let mut grid = Grid::default();
        let mut add = |row: u32, column: u32, text: &str| {
            if !grid.push(row, column, text) {
                let why = Text::new(
                    format!("op blad {sheet} staan cellen door elkaar"),
                    format!("the cells of sheet {sheet} are not in order"),
                );
                return Err(damaged(name, why));
            }
            match grid.size() > most {
                true => Err(too_large(name, most)),
                false => Ok(()),
            }
        };
        match self {
            Self::Excel(book) => {
                let mut cells = match book.worksheet_cells_reader(sheet) {
                    Ok(cells) => cells,
                    // A sheet of a chart has no cells.
                    Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(grid),
                    Err(error) => return Err(damaged(name, error)),
                };
                while let Some(cell) = cells.next_cell().map_err(|error| damaged(name, error))? {
                    let (row, column) = cell.get_position();
                    match cell.get_value() {
                        DataRef::SharedString(text) => add(row, column, text)?,
                        DataRef::String(text) => add(row, column, text)?,
                        DataRef::Empty => {}
                        other => add(row, column, &written(&Data::from(other.clone())))?,
                    }
                }
            }
            Self::OpenDocument(book) => {
                let range = book.worksheet_range(sheet);
                let range = range.map_err(|error| damaged(name, error))?;
                let (top, left) = range.start().unwrap_or_default();
                for (row, column, value) in range.used_cells() {
                    add(top + row as u32, left + column as u32, &written(value))?;
                }
            }
        }
        Ok(grid)
    }
}

/// A value as a CSV has it. A whole number is whole, however a sheet stores it.
fn written(value: &Data) -> String {
    match value {
        // Nothing is nothing, whatever its sign: -0 and 0 make 0.
        Data::Float(number) => (number + 0.0).to_string(),
        Data::Int(number) => number.to_string(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(moment) => date(moment),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// A date as `2024-12-31`: what a sheet shows as one is no number of people.
fn date(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return DAYS.of(moment.as_f64(), Lang::Nl);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}

/// Reads a table: a CSV, or the sheet of a workbook that is asked for.
///
/// # Errors
/// As [`Source::read`]; a workbook that is not whole or has no such sheet; a sheet that
/// is asked of a CSV.
pub(crate) fn read_table(
    world: &World,
    path: &Path,
    ask: &TableAsk<'_>,
) -> Result<Arc<Source>, Diagnostic> {
    let bytes = read_bytes(world, path, world.limits.file)?;
    let (name, folder) = (legible::path(path), path.parent().unwrap_or(Path::new("")));
    if is_workbook(&bytes) {
        return read(&name, folder, &bytes, world.limits, ask);
    }
    if ask.blad.is_some() {
        let message = Text::new(
            format!("{name} is een CSV en heeft geen bladen"),
            format!("{name} is a CSV and has no sheets"),
        );
        let help = Text::fixed("laat `blad` weg", "leave `blad` out");
        return Err(Diagnostic::new(Code::WerkmapFout, message).help(help));
    }
    Source::of_bytes(name, folder, bytes)
}

/// Reads the sheet that is asked for.
///
/// # Errors
/// What is no workbook or not a whole one, needs a password, unpacks to more than it may;
/// no sheet with this name or such a header, or more than one; hidden rows, merged cells or
/// formulas without a result in the table.
fn read(
    name: &str,
    folder: &Path,
    bytes: &[u8],
    limits: Limits,
    ask: &TableAsk<'_>,
) -> Result<Arc<Source>, Diagnostic> {
    let most = limits.unpacked;
    let Measured { form, marks } = measure(name, bytes, most)?;
    let mut book = Book::open(name, bytes, form)?;
    let sheets = book.sheets();
    if let Some((odd, _)) = sheets
        .iter()
        .find(|(sheet, _)| name_problem(sheet).is_some())
    {
        let odd = on_one_line(odd);
        let why = Text::new(
            format!("het blad `{odd}` heeft een onleesbare naam"),
            format!("the sheet `{odd}` has a name that cannot be read"),
        );
        return Err(damaged(name, why));
    }
    let wanted: Vec<&String> = match ask.blad {
        Some(blad) => {
            let named = sheets.iter().filter(|(sheet, _)| sheet == blad);
            named.map(|(sheet, _)| sheet).collect()
        }
        None => {
            let shown = sheets.iter().filter(|(_, is_shown)| *is_shown);
            shown.map(|(sheet, _)| sheet).collect()
        }
    };
    let mut found: Vec<(&String, Grid, usize)> = Vec::new();
    let (mut first_words, mut nearest) = (None, None::<NearestRow>);
    for sheet in &wanted {
        let grid = book.grid(name, sheet, most)?;
        if let Some(header) = grid.header(ask.fits) {
            found.push((sheet, grid, header));
            continue;
        }
        if first_words.is_none() {
            let words: Vec<&str> = grid.first_words().into_iter().take(WORDS).collect();
            first_words = (!words.is_empty()).then(|| ((*sheet).clone(), words.join(", ")));
        }
        for words in ask.near.iter().flat_map(|_| grid.first_rows()) {
            let near = ask.near.and_then(|near| near(&words));
            let least = nearest.as_ref().map_or(0, |it| it.near.found);
            if let Some(near) = near.filter(|near| near.found > least) {
                let words = words.into_iter().take(WORDS).collect::<Vec<&str>>();
                nearest = Some(NearestRow {
                    sheet: (*sheet).clone(),
                    words: words.join(", "),
                    near,
                });
            }
        }
    }
    match &found[..] {
        [(sheet, grid, header)] => {
            let none = Marks::default();
            let file = File {
                name,
                folder,
                sha256: &sha256_hex(bytes),
                sheet,
                marks: marks.get(*sheet).unwrap_or(&none),
                most,
            };
            grid.source(file, *header)
        }
        [] if wanted.is_empty() => Err(no_such_sheet(name, ask.blad, &sheets)),
        [] => Err(match nearest {
            Some(nearest) => no_header(name, ask)
                .label(lacking(&nearest))
                .help(to_type(&nearest)),
            None => no_header(name, ask).label(begins_with(first_words)),
        }),
        several => {
            let names: Vec<&str> = several.iter().map(|(sheet, ..)| sheet.as_str()).collect();
            let names = names.join(", ");
            Err(wrong(Text::new(
                format!("{name} heeft meer dan een blad met deze kolommen: {names}"),
                format!("{name} has more than one sheet with these columns: {names}"),
            ))
            .help(Text::fixed(
                "noem het blad: blad = \"NAAM\" in het scenario, --blad NAAM op de opdrachtregel",
                "name the sheet: blad = \"NAME\" in the scenario, --blad NAME on the command line",
            )))
        }
    }
}

fn no_such_sheet(name: &str, blad: Option<&str>, sheets: &[(String, bool)]) -> Diagnostic {
    let names: Vec<&str> = sheets.iter().map(|(sheet, _)| sheet.as_str()).collect();
    let message = match blad {
        Some(blad) => Text::new(
            format!("{name} heeft geen blad `{blad}`"),
            format!("{name} has no sheet `{blad}`"),
        ),
        None => Text::new(
            format!("{name} heeft geen zichtbaar blad"),
            format!("{name} has no sheet that is shown"),
        ),
    };
    let names = names.join(", ");
    wrong(message).help(Text::new(
        format!("de bladen zijn: {names}"),
        format!("the sheets are: {names}"),
    ))
}

fn no_header(name: &str, ask: &TableAsk<'_>) -> Diagnostic {
    let columns = &ask.columns;
    let message = match ask.blad {
        Some(blad) => Text::new(
            format!("blad {blad} van {name} heeft geen kopregel met {columns}"),
            format!("sheet {blad} of {name} has no header with {columns:#}"),
        ),
        None => Text::new(
            format!("geen blad van {name} heeft een kopregel met {columns}"),
            format!("no sheet of {name} has a header with {columns:#}"),
        ),
    };
    Diagnostic::new(Code::KolomOntbreekt, message)
}

/// What the row that comes nearest lacks.
fn lacking(nearest: &NearestRow) -> Text {
    let NearestRow { sheet, words, near } = nearest;
    let lacks = &near.lacks;
    Text::new(
        format!("op blad {sheet} ontbreekt {lacks}; daar staat: {words}"),
        format!("sheet {sheet} lacks {lacks:#}; it has: {words}"),
    )
}

/// How to say what its columns are.
fn to_type(nearest: &NearestRow) -> Text {
    let line = (nearest.near.line)(&nearest.sheet);
    Text::new(
        format!("zeg welke kolom dat is, en gebruik wat er dan wordt geschreven: {line}"),
        format!("say which column that is, and use what is written then: {line}"),
    )
}

fn begins_with(seen: Option<(String, String)>) -> Text {
    match seen {
        Some((sheet, words)) => Text::new(
            format!("op blad {sheet} staat bovenaan: {words}"),
            format!("sheet {sheet} begins with: {words}"),
        ),
        None => Text::fixed("er staat geen tabel in", "there is no table in it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_it_is() {
        for (number, text) in [
            (412.0, "412"),
            (2.5, "2.5"),
            (-1.25, "-1.25"),
            (-0.0, "0"),
            (20_000_000.0, "20000000"),
        ] {
            assert_eq!(written(&Data::Float(number)), text);
        }
    }
}
