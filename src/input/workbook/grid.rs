//! The cells of one sheet, packed, and what a sheet says beside its cells.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::fault::{too_large, wrong};
use crate::input::cells::{Cells, letters};
use crate::input::csv::fields::Fields;
use crate::input::diagnostic::{Diagnostic, Place};
use crate::input::source::Source;
use crate::terms::Text;
use crate::terms::noun::ROWS;

/// What a sheet says beside its cells. Rows and columns count from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Rows that are not shown, in order.
    pub hidden: Vec<u32>,
    /// Whether rows are not shown unless they say so themselves.
    pub hides_all: bool,
    /// Merged cells: first row, first column, last row, last column.
    pub merged: Vec<[u32; 4]>,
    /// Formulas, each with what the file holds of its result.
    pub formulas: Vec<(u32, u32, FormulaResult)>,
    /// Cells of which a figure has raised or lowered digits beside it.
    pub otherwise: BTreeSet<(u32, u32)>,
    /// Cells whose text is one of those that sheets share, each with its number.
    pub shared: Vec<(u32, u32, u32)>,
}

/// What a file holds of the result of a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormulaResult {
    /// It is there.
    Stored,
    /// It is there, and the file asks to work everything out anew: what is there may be old.
    Stale,
    /// It is not there.
    Missing,
}

impl FormulaResult {
    pub fn of(has_value: bool) -> Self {
        match has_value {
            true => Self::Stored,
            false => Self::Missing,
        }
    }
}

/// A cell that is not empty.
#[derive(Debug, Clone, Copy)]
struct Cell {
    row: u32,
    column: u32,
    start: usize,
    end: usize,
}

/// The cells of a sheet, row by row.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: Vec<Cell>,
    text: String,
}

impl Grid {
    /// Adds a cell behind those that are there; `false` where it is not behind them.
    pub fn push(&mut self, row: u32, column: u32, text: &str) -> bool {
        let text = text.trim();
        let last = self.cells.last();
        if last.is_some_and(|last| (last.row, last.column) >= (row, column)) {
            return false;
        }
        if !text.is_empty() {
            let start = self.text.len();
            self.text.push_str(text);
            let end = self.text.len();
            self.cells.push(Cell {
                row,
                column,
                start,
                end,
            });
        }
        true
    }

    /// Bytes that it takes.
    pub fn size(&self) -> u64 {
        (self.text.len() + self.cells.len() * size_of::<Cell>()) as u64
    }

    fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunk_by(|one, other| one.row == other.row)
    }

    fn text(&self, cell: &Cell) -> &str {
        &self.text[cell.start..cell.end]
    }

    /// The first of the first rows whose fields `fits`, counted among those with cells.
    pub fn header(&self, fits: &dyn Fn(&[&str]) -> bool) -> Option<usize> {
        let mut rows = self.rows().take(MOST_ABOVE);
        rows.position(|row| {
            let fields: Vec<&str> = row.iter().map(|cell| self.text(cell)).collect();
            fits(&fields)
        })
    }

    /// The fields of the first row with more than one.
    pub fn first_words(&self) -> Vec<&str> {
        let mut rows = self.rows().take(MOST_ABOVE);
        let row = rows.find(|row| row.len() > 1).unwrap_or_default();
        row.iter().map(|cell| self.text(cell)).collect()
    }

    /// The fields of each of the first rows with more than one.
    pub fn first_rows(&self) -> Vec<Vec<&str>> {
        let rows = self.rows().take(MOST_ABOVE).filter(|row| row.len() > 1);
        rows.map(|row| row.iter().map(|cell| self.text(cell)).collect())
            .collect()
    }

    /// The rows from the header on as a text of commas that knows its cells.
    pub fn source(&self, file: File<'_>, header: usize) -> Result<Arc<Source>, Diagnostic> {
        let rows: Vec<&[Cell]> = self.rows().skip(header).collect();
        let first = rows.iter().filter_map(|row| row.first());
        let first = first.map(|cell| cell.column).min().unwrap_or(0);
        let last = rows.iter().filter_map(|row| row.last());
        let last = last.map(|cell| cell.column).max().unwrap_or(0);
        // A row that ends early has its last fields too, so that an empty one has a cell.
        let width = rows.first().and_then(|row| row.last());
        let width = width.map_or(first, |cell| cell.column);
        let mut text = String::with_capacity(self.text.len() + 2 * self.cells.len());
        for row in &rows {
            let mut at = first;
            for cell in *row {
                text.extend(std::iter::repeat_n(',', (cell.column - at) as usize));
                at = cell.column;
                quote(&mut text, self.text(cell));
            }
            text.extend(std::iter::repeat_n(',', width.saturating_sub(at) as usize));
            text.push('\n');
            if text.len() as u64 > file.most {
                return Err(too_large(file.name, file.most));
            }
        }
        let cells = Cells {
            sheet: Some(file.sheet.to_owned()),
            rows: rows
                .iter()
                .filter_map(|row| Some(row.first()?.row + 1))
                .collect(),
            columns: (first..=last).collect(),
            varying: None,
        };
        let source = Source::of_cells(file.name, file.folder, file.sha256, text, cells);
        self.hold(&rows, file, &source)?;
        Ok(source)
    }

    /// Refuses what reads otherwise than it looks.
    fn hold(
        &self,
        rows: &[&[Cell]],
        file: File<'_>,
        source: &Arc<Source>,
    ) -> Result<(), Diagnostic> {
        let (marks, sheet) = (file.marks, file.sheet);
        let Some(header) = rows.first().and_then(|row| row.first()) else {
            return Ok(());
        };
        let lines = |wanted: u32| rows.binary_search_by_key(&wanted, |row| row[0].row).ok();
        let at = |line: usize, column: u32| {
            place(source, line, column.saturating_sub(header_start(source)))
        };
        let shown = marks
            .hidden
            .iter()
            .filter_map(|&row| Some((row, lines(row)?)));
        if let Some((row, line)) = shown
            .min()
            .or_else(|| marks.hides_all.then_some((header.row, 0)))
        {
            let count = match marks.hides_all {
                true => rows.len(),
                false => marks
                    .hidden
                    .iter()
                    .filter(|&&row| lines(row).is_some())
                    .count(),
            };
            let row = row + 1;
            let message = match count {
                1 => Text::new(
                    format!("op blad {sheet} is rij {row} verborgen"),
                    format!("row {row} of sheet {sheet} is hidden"),
                ),
                _ => {
                    let rows = ROWS.counted(count);
                    Text::new(
                        format!("op blad {sheet} zijn {rows} verborgen, als eerste rij {row}"),
                        format!(
                            "{rows:#} of sheet {sheet} are hidden, the first of them row {row}"
                        ),
                    )
                }
            };
            return Err(wrong(message)
            .at(at(line, rows[line][0].column))
            .help(Text::fixed(
                "wis het filter en maak alle rijen zichtbaar, of verwijder wat niet mee mag tellen",
                "clear the filter and unhide all rows, or remove what is not to count",
            )));
        }
        let columns = rows[0][0].column..=rows[0][rows[0].len() - 1].column;
        for &[top, left, bottom, right] in &marks.merged {
            let touches =
                left <= *columns.end() && right >= *columns.start() && bottom >= header.row;
            let inside = rows
                .iter()
                .position(|row| (top..=bottom).contains(&row[0].row));
            // A line of text below a table is often as wide as the table.
            let is_note =
                top == bottom && inside.is_none_or(|line| line > 0 && rows[line].len() == 1);
            if !touches || is_note {
                continue;
            }
            let range = format!(
                "{}{}:{}{}",
                letters(left),
                top + 1,
                letters(right),
                bottom + 1
            );
            let message = Text::new(
                format!("op blad {sheet} zijn de cellen {range} samengevoegd"),
                format!("the cells {range} of sheet {sheet} are merged"),
            );
            return Err(wrong(message)
                .at(at(inside.unwrap_or(0), left))
                .help(Text::fixed(
                    "hef de samenvoeging op en vul elke cel: alleen de eerste heeft een waarde",
                    "split the cells and fill each of them: only the first has a value",
                )));
        }
        let unknown = marks.formulas.iter().find(|(row, column, result)| {
            *result != FormulaResult::Stored && *row >= header.row && columns.contains(column)
        });
        if let Some(&(row, column, result)) = unknown {
            let unknown = no_result((file.name, sheet), (row, column), result);
            // A formula without a result may be all that its row has.
            return Err(match lines(row) {
                Some(line) => unknown.at(at(line, column)),
                None => unknown,
            });
        }
        // A break within a figure would be the blank between its thousands.
        let is_broken = |text: &str| {
            let parts = text.split_whitespace();
            text.contains(['\n', '\r']) && parts.flat_map(str::chars).all(|it| it.is_ascii_digit())
        };
        let of_table = rows.iter().copied().flatten();
        let mut of_table = of_table.filter(|cell| columns.contains(&cell.column));
        let otherwise = of_table.find(|cell| {
            is_broken(self.text(cell)) || marks.otherwise.contains(&(cell.row, cell.column))
        });
        match (otherwise, otherwise.and_then(|cell| lines(cell.row))) {
            (Some(cell), Some(line)) => {
                let text = reads_otherwise(sheet, (cell.row, cell.column), self.text(cell));
                Err(text.at(at(line, cell.column)))
            }
            _ => Ok(()),
        }
    }
}

/// The file and the sheet that cells are of.
#[derive(Debug, Clone, Copy)]
pub(super) struct File<'a> {
    pub name: &'a str,
    pub folder: &'a Path,
    pub sha256: &'a str,
    pub sheet: &'a str,
    pub marks: &'a Marks,
    /// Bytes that a text may take.
    pub most: u64,
}

/// The message for a formula of which nobody knows what it comes to.
fn no_result(
    (name, sheet): (&str, &str),
    (row, column): (u32, u32),
    result: FormulaResult,
) -> Diagnostic {
    let cell = format!("{}{}", letters(column), row + 1);
    let message = match result {
        FormulaResult::Stale => Text::new(
            format!(
                "{name} vraagt om zijn formules bij het openen opnieuw uit te rekenen: of de uitkomst in {cell} op blad {sheet} nog klopt, is niet te zien"
            ),
            format!(
                "{name} asks to work its formulas out anew when it is opened: whether the result in {cell} of sheet {sheet} still holds cannot be seen"
            ),
        ),
        _ => Text::new(
            format!(
                "de formule in {cell} op blad {sheet} van {name} is nooit uitgerekend: haar uitkomst staat niet in het bestand"
            ),
            format!(
                "the formula in {cell} of sheet {sheet} of {name} was never worked out: its result is not in the file"
            ),
        ),
    };
    wrong(message).help(Text::fixed(
        "open het bestand in Excel of LibreOffice, laat het rekenen en sla het op",
        "open the file in Excel or LibreOffice, let it calculate, and save it",
    ))
}

/// The message for a figure with a raised digit beside it, or a break within.
fn reads_otherwise(sheet: &str, (row, column): (u32, u32), text: &str) -> Diagnostic {
    let cell = format!("{}{}", letters(column), row + 1);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    wrong(Text::new(
        format!("{cell} op blad {sheet} leest anders dan het eruitziet: als `{text}`"),
        format!("{cell} of sheet {sheet} reads otherwise than it looks: as `{text}`"),
    ))
    .help(Text::fixed(
        "zet in de cel het getal of jaar alleen: zonder noot in superscript of subscript, op een regel",
        "put the number or year alone in the cell: without a note in superscript or subscript, on one line",
    ))
}

/// Rows with anything in them that may stand above a header.
const MOST_ABOVE: usize = 40;

fn header_start(source: &Source) -> u32 {
    let cells = source.cells.as_ref();
    cells
        .and_then(|cells| cells.columns.first().copied())
        .unwrap_or(0)
}

/// The place of a field on a line, both from 0.
fn place(source: &Arc<Source>, line: usize, field: u32) -> Place {
    let mut from = 0;
    for _ in 0..line {
        from += source.text[from..].find('\n').map_or(0, |end| end + 1);
    }
    let own = Fields::new(&source.text, from, b',').nth(field as usize);
    let whole = source.text[from..].split('\n').next().unwrap_or_default();
    Place {
        source: Arc::clone(source),
        span: own.unwrap_or(from..from + whole.len()),
    }
}

/// A field, between quotes where it needs them. A break within a cell is a space, so that
/// a line is a row.
fn quote(text: &mut String, field: &str) {
    if !field.contains([',', '"', '\n', '\r']) {
        text.push_str(field);
        return;
    }
    text.push('"');
    for letter in field.chars() {
        match letter {
            '"' => text.push_str("\"\""),
            '\n' | '\r' => text.push(' '),
            other => text.push(other),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_that_of_its_field() {
        let text = "a,b,c\n\"x, y\",2,drie\n";
        let source = Source::embedded("p", text);
        let at = |line: usize, field: u32| &text[place(&source, line, field).span];
        assert_eq!([0, 1, 2].map(|field| at(0, field)), ["a", "b", "c"]);
        assert_eq!(
            [0, 1, 2].map(|field| at(1, field)),
            ["\"x, y\"", "2", "drie"]
        );
        // A field that is not there is the whole line.
        assert_eq!(at(1, 3), "\"x, y\",2,drie");
    }
}
