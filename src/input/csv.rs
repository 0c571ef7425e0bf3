//! CSV as people deliver it: with commas, semicolons or tabs, with or without a
//! byte order mark; every complaint names the line and the column.

pub(crate) mod columns;
pub(crate) mod fields;
mod header;
pub(crate) mod written;

use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use super::diagnostic::{Code, Diagnostic, Place, expected};
use super::source::{Source, is_empty};
use crate::terms::Text;
use crate::terms::law::MAX_PEOPLE;
use crate::terms::legible::name_problem;
use crate::terms::noun::FIELDS;
use fields::Fields;

/// A CSV text whose header has been read.
pub struct CsvInput {
    source: Arc<Source>,
    delimiter: u8,
    /// The byte that the header starts at.
    start: usize,
    header: Vec<String>,
    /// Fields in the header, with those behind the last name: Excel writes them
    /// where there once was something.
    width: usize,
    /// Whether a row may end before the header does: a sheet ends at its last cell, and
    /// people write lines of text around a table.
    is_ragged: bool,
}

/// One row of a [`CsvInput`].
pub struct CsvRow<'a> {
    input: &'a CsvInput,
    record: &'a StringRecord,
    line: usize,
}

impl CsvInput {
    /// Reads the header: the first line with more than delimiters in it, behind
    /// the `sep=;` that Excel may put above it.
    ///
    /// # Errors
    /// An empty file, or a header that stands twice.
    pub fn open(source: &Arc<Source>) -> Result<Self, Diagnostic> {
        let Some((start, delimiter)) = Self::find(source) else {
            return Err(is_empty(source).help(expected(Text::fixed(
                "een kopregel met kolomnamen en daaronder de rijen",
                "a header line with the names of the columns, and the rows below it",
            ))));
        };
        let input = Self::at(source, start, delimiter)?;
        input.columns_are_unique()?;
        Ok(input)
    }

    /// Reads the header where the fields of a line are those of one, whatever stands above
    /// it and whatever it is called; rows may be shorter than it. `None` without such a line.
    ///
    /// # Errors
    /// A quotation mark that is never closed.
    pub fn open_where(
        source: &Arc<Source>,
        fits: &dyn Fn(&[&str]) -> bool,
    ) -> Result<Option<Self>, Diagnostic> {
        let found = match &source.cells {
            Some(_) => Some((0, b',')),
            None => header::find_where(&source.text, fits),
        };
        let Some((start, delimiter)) = found else {
            return Ok(None);
        };
        let mut input = Self::at(source, start, delimiter)?;
        input.is_ragged = true;
        Ok(Some(input))
    }

    /// The names in the first line with any, without a look at the rest of the file; `None`
    /// where there is no such line.
    pub fn peek(source: &Arc<Source>) -> Option<Vec<String>> {
        let (start, delimiter) = Self::find(source)?;
        let input = Self::unread(source, start, delimiter);
        let mut record = StringRecord::new();
        input.reader().read_record(&mut record).ok()?;
        Some(record.iter().map(name_of).collect())
    }

    fn find(source: &Source) -> Option<(usize, u8)> {
        match &source.cells {
            Some(_) => (!source.text.is_empty()).then_some((0, b',')),
            None => header::find(&source.text),
        }
    }

    fn unread(source: &Arc<Source>, start: usize, delimiter: u8) -> Self {
        Self {
            source: Arc::clone(source),
            delimiter,
            start,
            header: Vec::new(),
            width: 0,
            is_ragged: source.cells.is_some(),
        }
    }

    fn at(source: &Arc<Source>, start: usize, delimiter: u8) -> Result<Self, Diagnostic> {
        let mut input = Self::unread(source, start, delimiter);
        input.quotes_are_closed()?;
        let mut record = StringRecord::new();
        let read = input.reader().read_record(&mut record);
        read.map_err(|error| input.broken(&error))?;
        input.header = record.iter().map(name_of).collect();
        input.width = input.header.len();
        while input.header.last().is_some_and(String::is_empty) {
            input.header.pop();
        }
        Ok(input)
    }

    fn reader(&self) -> csv::Reader<&[u8]> {
        ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(&self.source.text.as_bytes()[self.start..])
    }

    /// A quotation mark that is never closed would swallow the rest of the file.
    fn quotes_are_closed(&self) -> Result<(), Diagnostic> {
        let mut open: Option<usize> = None;
        let mut closed: Option<(usize, usize)> = None;
        let mut at_start = true;
        for (index, byte) in self.source.text.bytes().enumerate() {
            if byte == b'"' {
                match (open, closed) {
                    (Some(start), _) => (open, closed) = (None, Some((start, index))),
                    // Within quotes two marks stand for one: the field goes on.
                    (None, Some((start, end))) if end + 1 == index => open = Some(start),
                    (None, _) if at_start => open = Some(index),
                    (None, _) => {}
                }
            }
            at_start = byte == self.delimiter || byte == b'\n' || byte == b'\r';
        }
        let Some(start) = open else {
            return Ok(());
        };
        let message = Text::fixed(
            "dit aanhalingsteken wordt nergens gesloten",
            "this quotation mark is never closed",
        );
        Err(Diagnostic::new(Code::CsvFout, message).at(Place {
            source: Arc::clone(&self.source),
            span: start..start + 1,
        }))
    }

    fn broken(&self, error: &csv::Error) -> Diagnostic {
        let start = error.position().map_or(0, csv::Position::byte) as usize;
        let message = Text::new(
            format!("geen leesbare CSV: {error}"),
            format!("not readable as CSV: {error}"),
        );
        Diagnostic::new(Code::CsvFout, message).at(self.place(self.start + start, 0))
    }

    /// The names of the columns, in the order of the file.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The place of a column in the header.
    pub fn header_place(&self, column: usize) -> Place {
        self.place(self.start, column)
    }

    /// Calls `visit` for every row below the header. Blank lines are skipped,
    /// and so are the rows of nothing but delimiters that Excel leaves behind.
    ///
    /// # Errors
    /// A row with another number of fields than the header, or what `visit` returns.
    pub fn for_each(
        &self,
        mut visit: impl FnMut(&CsvRow<'_>) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let mut reader = self.reader();
        let mut record = StringRecord::new();
        let mut first = true;
        let mut counted = (0, 1);
        while reader
            .read_record(&mut record)
            .map_err(|error| self.broken(&error))?
        {
            if std::mem::take(&mut first) {
                continue;
            }
            if record.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            let start = self.start_of(&record);
            counted.1 += newlines(&self.source.text.as_bytes()[counted.0..start]);
            counted.0 = start;
            let row = CsvRow {
                input: self,
                record: &record,
                line: self.row_of(counted.1),
            };
            if !self.fits(&record) {
                let (own, needed) = (FIELDS.counted(record.len()), self.header.len());
                let message = Text::new(
                    format!("deze rij heeft {own}, de kopregel heeft er {needed}"),
                    format!("this row has {own:#}, the header has {needed}"),
                );
                let columns = self.header.join(", ");
                let help = Text::new(
                    format!("verwachte kolommen: {columns}"),
                    format!("expected columns: {columns}"),
                );
                let uneven = Diagnostic::new(Code::CsvFout, message);
                return Err(uneven.at(row.place(0)).help(help));
            }
            visit(&row)?;
        }
        Ok(())
    }

    /// The row of a sheet behind a line; the line itself where there is no sheet.
    fn row_of(&self, line: usize) -> usize {
        let cells = self.source.cells.as_ref();
        cells.map_or(line, |cells| cells.row(line))
    }

    /// The file that it is read from.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Whether a row has a field for every name in the header, and nothing behind.
    fn fits(&self, record: &StringRecord) -> bool {
        let mut behind = record.iter().skip(self.header.len());
        let is_wide = (record.len() == self.width || self.is_ragged)
            && behind.all(|field| field.trim().is_empty());
        is_wide || record.len() == self.header.len()
    }

    /// Where a record starts. The reader counts blank lines before a record as
    /// part of it.
    fn start_of(&self, record: &StringRecord) -> usize {
        let start = record.position().map_or(0, csv::Position::byte) as usize;
        self.after_blank_lines(self.start + start)
    }

    fn after_blank_lines(&self, start: usize) -> usize {
        let text = self.source.text.as_bytes();
        let start = start.min(text.len());
        let blank = text[start..].iter();
        let blank = blank.take_while(|byte| matches!(byte, b'\n' | b'\r'));
        start + blank.count()
    }

    /// The place of field `column` in the record that starts at byte `start`.
    fn place(&self, start: usize, column: usize) -> Place {
        let start = self.after_blank_lines(start);
        // Behind the last field stands nothing.
        let mut behind = start;
        let fields = Fields::new(&self.source.text, start, self.delimiter);
        let own = fields.inspect(|field| behind = field.end).nth(column);
        Place {
            source: Arc::clone(&self.source),
            span: own.unwrap_or(behind..behind),
        }
    }
}

/// A name of the header, on one line as it is told and typed.
fn name_of(field: &str) -> String {
    field.trim().replace("\r\n", " ").replace(['\r', '\n'], " ")
}

fn newlines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte == b'\n').count()
}

impl CsvRow<'_> {
    /// A field without the spaces around it.
    pub fn field(&self, column: usize) -> &str {
        self.record.get(column).unwrap_or_default().trim()
    }

    /// The file that it is a row of.
    pub(crate) fn source(&self) -> &Arc<Source> {
        &self.input.source
    }

    /// Whether it is a row of people, so that the file can be imported.
    pub(crate) fn is_counted(&self) -> bool {
        let mut header = self.input.header.iter();
        header.any(|name| written::is_counted(name))
    }

    /// The line that the row begins on, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// A field that is shown to people and written to other files.
    ///
    /// # Errors
    /// Text that a terminal or a spreadsheet obeys.
    pub fn name(&self, column: usize) -> Result<&str, Diagnostic> {
        let text = self.field(column);
        match name_problem(text) {
            None => Ok(text),
            Some(problem) => {
                let message = Text::new(
                    format!("deze naam kan hier niet: {problem}"),
                    format!("this name is not allowed here: {problem:#}"),
                );
                Err(Diagnostic::new(Code::OngeldigeNaam, message).at(self.place(column)))
            }
        }
    }

    /// The place of a field.
    pub fn place(&self, column: usize) -> Place {
        self.input.place(self.input.start_of(self.record), column)
    }

    /// A field that holds a whole number of people.
    ///
    /// # Errors
    /// Anything but the digits of a whole number from 0 to 20 million.
    pub fn people(&self, column: usize) -> Result<i64, Diagnostic> {
        let text = self.field(column);
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<i64>() {
            Ok(count) if is_number && count <= MAX_PEOPLE => Ok(count),
            _ => {
                let message = Text::new(
                    format!("`{text}` is geen aantal personen"),
                    format!("`{text}` is not a number of people"),
                );
                let diagnostic = Diagnostic::new(Code::BuitenBereik, message)
                    .at(self.place(column))
                    .label(expected(Text::new(
                        format!("een geheel getal van 0 tot en met {MAX_PEOPLE}"),
                        format!("a whole number from 0 to {MAX_PEOPLE}"),
                    )));
                let header = &self.input.header[column];
                Err(match written::as_people(text) {
                    Some(hint) => {
                        diagnostic.help(written::or_import(hint, text, header, self.source()))
                    }
                    None => diagnostic,
                })
            }
        }
    }
}

#[cfg(test)]
mod tests;
