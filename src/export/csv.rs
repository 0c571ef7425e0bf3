//! CSV (verantwoording 4.1): commas, a point before the cents, no marks for thousands.
//!
//! What is text in one row is text in all of them, and stands in quotes: a reader that
//! guesses types by the first rows guesses right for those behind.

use std::fmt::Write;

use super::rows::{RowValue, RunRow};
use crate::columns::{Column, KeyColumn, SCENARIO};

/// What a column of a CSV holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CsvKind {
    /// Text, in quotes in every row.
    Text,
    /// Numbers, or nothing.
    Number,
    /// Whole numbers, or nothing.
    Whole,
    /// Numbers with so many decimals, or nothing.
    Decimal(u8),
}

/// A column of a CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CsvColumn {
    pub(crate) name: &'static str,
    pub(crate) kind: CsvKind,
}

impl CsvColumn {
    /// A column of text.
    pub(crate) const fn text(name: &'static str) -> Self {
        Self {
            name,
            kind: CsvKind::Text,
        }
    }

    /// A column of numbers.
    pub(crate) const fn number(name: &'static str) -> Self {
        Self {
            name,
            kind: CsvKind::Number,
        }
    }

    /// A column of whole numbers: years, people, lines.
    pub(crate) const fn whole(name: &'static str) -> Self {
        Self {
            name,
            kind: CsvKind::Whole,
        }
    }

    /// A column of numbers with so many decimals.
    pub(crate) const fn decimal(name: &'static str, decimals: u8) -> Self {
        Self {
            name,
            kind: CsvKind::Decimal(decimals),
        }
    }

    /// A column of euros and cents.
    pub(crate) const fn euros(name: &'static str) -> Self {
        Self::decimal(name, 2)
    }
}

/// CSV that grows field by field, every line ended by a newline.
pub(crate) struct CsvText<'c> {
    columns: &'c [CsvColumn],
    /// The column of the next field.
    at: usize,
    text: String,
}

impl<'c> CsvText<'c> {
    /// With the names of the columns on its first line.
    pub fn new(columns: &'c [CsvColumn]) -> Self {
        let mut new = Self::below_header(columns);
        for (index, column) in columns.iter().enumerate() {
            new.text.push_str(if index == 0 { "" } else { "," });
            new.text.push_str(column.name);
        }
        new.text.push('\n');
        new
    }

    /// Rows alone, to be put below a header.
    pub fn below_header(columns: &'c [CsvColumn]) -> Self {
        Self {
            columns,
            at: 0,
            text: String::new(),
        }
    }

    /// Adds a whole record.
    pub fn push(&mut self, record: &[impl AsRef<str>]) {
        for field in record {
            self.field(field.as_ref());
        }
        self.end();
    }

    /// Adds a field to the record that [`CsvText::end`] ends.
    pub fn field(&mut self, field: &str) {
        if self.at > 0 {
            self.text.push(',');
        }
        match self.columns[self.at].kind {
            CsvKind::Text => Self::quote(&mut self.text, field),
            CsvKind::Number | CsvKind::Whole | CsvKind::Decimal(_) => self.text.push_str(field),
        }
        self.at += 1;
    }

    /// Adds a field of text to a text.
    pub fn quote(text: &mut String, field: &str) {
        text.push('"');
        for (place, piece) in field.split('"').enumerate() {
            text.push_str(if place == 0 { "" } else { "\"\"" });
            text.push_str(piece);
        }
        text.push('"');
    }

    /// Ends a record, which has a field for every column.
    pub fn end(&mut self) {
        debug_assert_eq!(self.at, self.columns.len());
        self.at = 0;
        self.text.push('\n');
    }

    pub fn into_text(self) -> String {
        self.text
    }
}

/// Records as [`CsvText`].
pub(crate) fn csv_text(
    columns: &[CsvColumn],
    records: impl Iterator<Item = Vec<String>>,
) -> String {
    let mut text = CsvText::new(columns);
    records.for_each(|record| text.push(&record));
    text.into_text()
}

/// The columns that say what a row of a run is about.
fn key_columns() -> impl Iterator<Item = CsvColumn> {
    KeyColumn::ALL.into_iter().map(|key| match key {
        KeyColumn::GmCode | KeyColumn::Gemeente | KeyColumn::Provincie => {
            CsvColumn::text(key.name())
        }
        KeyColumn::Jaar => CsvColumn::number(key.name()),
    })
}

/// The rows of a run with their header.
pub fn run_csv(rows: &[RunRow]) -> String {
    runs(&[(None, rows)])
}

/// The rows of several runs in one table, behind the name of the scenario of each.
pub fn runs_csv(runs_of: &[(&str, Vec<RunRow>)]) -> String {
    let named = runs_of.iter();
    let named: Vec<_> = named.map(|(name, rows)| (Some(*name), &rows[..])).collect();
    runs(&named)
}

/// Either every run has a name, or none has.
fn runs(runs: &[(Option<&str>, &[RunRow])]) -> String {
    let is_named = runs.iter().any(|(name, _)| name.is_some());
    let scenario = is_named.then_some(CsvColumn::text(SCENARIO));
    let figures = Column::ALL.iter();
    let figures = figures.map(|column| CsvColumn::number(column.name()));
    let columns: Vec<CsvColumn> = scenario
        .into_iter()
        .chain(key_columns())
        .chain(figures)
        .collect();
    let mut text = CsvText::new(&columns);
    let mut field = String::new();
    for (name, rows) in runs {
        for row in *rows {
            let place = [&row.gm_code, &row.gemeente, &row.provincie];
            name.iter().for_each(|name| text.field(name));
            place.iter().for_each(|place| text.field(place));
            let jaar = RowValue::Personen(i64::from(row.jaar.get()));
            for waarde in std::iter::once(&jaar).chain(&row.waarden) {
                field.clear();
                let written = match waarde {
                    RowValue::Personen(people) => write!(field, "{people}"),
                    RowValue::Bedrag(amount) => write!(field, "{amount}"),
                };
                written.expect(IN_MEMORY);
                text.field(&field);
            }
            text.end();
        }
    }
    text.into_text()
}

pub(crate) const IN_MEMORY: &str = "writing to memory does not fail";

/// Millionths as a share with six decimals.
pub fn share_text(millionths: i64) -> String {
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}

/// A CSV of this program as Excel in Dutch opens it by itself: semicolons between the
/// fields, a comma before the decimals, a byte order mark before it all.
pub fn in_dutch(csv: &str) -> String {
    let mut text = String::with_capacity(csv.len() + BYTE_ORDER_MARK.len_utf8());
    text.push(BYTE_ORDER_MARK);
    let mut quoted = false;
    text.extend(csv.chars().map(|letter| {
        // Two quotes that stand for one close and open the text again.
        quoted ^= letter == '"';
        match letter {
            ',' if !quoted => ';',
            '.' if !quoted => ',',
            _ => letter,
        }
    }));
    text
}

/// What a file in UTF-8 may begin with, and one for Excel has to.
const BYTE_ORDER_MARK: char = '\u{feff}';

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::csv::CsvInput;
    use crate::input::source::Source;

    const COLUMNS: [CsvColumn; 3] = [
        CsvColumn::text("naam"),
        CsvColumn::number("bedrag"),
        CsvColumn::text("bron"),
    ];

    /// Names and sources as people write them.
    fn sample() -> String {
        let records = [
            ["Nuenen, Gerwen en Nederwetten", "-1234.50", "art. 10.2"],
            ["De \"Bilt\"; zuid", "", "12.5"],
        ];
        let records = records.iter();
        csv_text(
            &COLUMNS,
            records.map(|record| record.map(str::to_owned).to_vec()),
        )
    }

    #[test]
    fn text_is_quoted_in_every_row_and_numbers_in_none() {
        assert_eq!(
            sample(),
            "naam,bedrag,bron\n\
             \"Nuenen, Gerwen en Nederwetten\",-1234.50,\"art. 10.2\"\n\
             \"De \"\"Bilt\"\"; zuid\",,\"12.5\"\n"
        );
    }

    #[test]
    fn dutch_notation_changes_marks_and_no_text() {
        assert_eq!(
            in_dutch(&sample()),
            "\u{feff}naam;bedrag;bron\n\
             \"Nuenen, Gerwen en Nederwetten\";-1234,50;\"art. 10.2\"\n\
             \"De \"\"Bilt\"\"; zuid\";;\"12.5\"\n"
        );
    }

    #[test]
    fn the_reader_of_input_reads_both_notations_back() {
        let plain = sample();
        for (text, amount) in [(plain.clone(), "-1234.50"), (in_dutch(&plain), "-1234,50")] {
            let text = text.trim_start_matches(BYTE_ORDER_MARK);
            let input = CsvInput::open(&Source::embedded("p.csv", text)).unwrap();
            assert_eq!(input.header(), ["naam", "bedrag", "bron"]);
            let mut rows = Vec::new();
            let read = input.for_each(|row| {
                rows.push([0, 1, 2].map(|column| row.field(column).to_owned()));
                Ok(())
            });
            read.unwrap();
            assert_eq!(
                rows,
                [
                    ["Nuenen, Gerwen en Nederwetten", amount, "art. 10.2"],
                    ["De \"Bilt\"; zuid", "", "12.5"]
                ]
            );
        }
    }
}
