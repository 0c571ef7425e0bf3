//! An answer as programs hold it in memory: columns of one type each, laid out as Arrow
//! lays them out, so that whoever binds another language hands them over as they are.

mod figures;
mod run;
mod simulation;

pub use figures::table_of_figures;
pub use run::{key_table, table_of_runs, unit_members};
pub use simulation::table_of_simulation;

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::csv::{CsvColumn, CsvKind, CsvText, IN_MEMORY};

/// A table. Every column has as many values as there are rows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    columns: Vec<TableColumn>,
    rows: usize,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableColumn {
    /// Its name, as in CSV.
    pub name: String,
    /// Its values, one for every row.
    pub values: Values,
}

/// The values of a column. A binding that does not know one of these kinds would lose
/// columns, so that a kind more has to be met by whoever matches on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Values {
    /// Texts behind each other.
    Text(Texts),
    /// Whole numbers: years, people.
    Whole(Vec<i64>, Presence),
    /// Decimal numbers, such as euros with two decimals.
    Decimal {
        /// Digits behind the point.
        scale: u8,
        /// The numbers without their point: cents.
        values: Vec<i128>,
        /// Which of them are there.
        presence: Presence,
    },
}

/// Which values are there; `None` where all of them are.
pub type Presence = Option<Vec<bool>>;

/// Texts behind each other, and where each of them ends, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    /// A 0, then the end of every text.
    pub ends: Vec<i64>,
    /// All texts.
    pub text: String,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            ends: vec![0],
            text: String::new(),
        }
    }
}

impl Texts {
    /// Adds a text.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as i64);
    }

    /// The text of a row.
    pub fn get(&self, row: usize) -> &str {
        let [from, to] = [self.ends[row], self.ends[row + 1]].map(|end| end as usize);
        &self.text[from..to]
    }

    fn len(&self) -> usize {
        self.ends.len() - 1
    }
}

impl Values {
    fn empty(kind: CsvKind) -> Self {
        match kind {
            CsvKind::Text => Self::Text(Texts::default()),
            CsvKind::Whole => Self::Whole(Vec::new(), None),
            CsvKind::Number => unreachable!("how many decimals it has is found before: `kinds`"),
            CsvKind::Decimal(scale) => Self::decimals(scale),
        }
    }

    /// No decimal numbers yet.
    fn decimals(scale: u8) -> Self {
        Self::Decimal {
            scale,
            values: Vec::new(),
            presence: None,
        }
    }

    /// Euros of which all are there.
    fn euros(cents: Vec<i128>) -> Self {
        Self::Decimal {
            scale: EUROS,
            values: cents,
            presence: None,
        }
    }

    /// Adds a field of a CSV of this program; nothing where it is empty.
    fn push(&mut self, field: &str) {
        match self {
            Self::Text(texts) => texts.push(field),
            Self::Whole(values, presence) => {
                note(presence, values.len(), !field.is_empty());
                values.push(field.parse().unwrap_or_default());
            }
            Self::Decimal {
                scale,
                values,
                presence,
            } => {
                note(presence, values.len(), !field.is_empty());
                values.push(unscaled(field, *scale));
            }
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Text(texts) => texts.len(),
            Self::Whole(values, _) => values.len(),
            Self::Decimal { values, .. } => values.len(),
        }
    }

    /// Adds the values of another column of this kind.
    fn extend(&mut self, other: Self) {
        let (before, behind) = (self.len(), other.len());
        let both = |presence: &mut Presence, other: Presence| {
            if presence.is_some() || other.is_some() {
                let mut known = presence.take().unwrap_or_else(|| vec![true; before]);
                known.extend(other.unwrap_or_else(|| vec![true; behind]));
                *presence = Some(known);
            }
        };
        match (self, other) {
            (Self::Text(texts), Self::Text(other)) => {
                (0..behind).for_each(|row| texts.push(other.get(row)));
            }
            (Self::Whole(values, presence), Self::Whole(other, own)) => {
                values.extend(other);
                both(presence, own);
            }
            (
                Self::Decimal {
                    scale,
                    values,
                    presence,
                },
                Self::Decimal {
                    scale: same,
                    values: other,
                    presence: own,
                },
            ) if *scale == same => {
                values.extend(other);
                both(presence, own);
            }
            _ => unreachable!("columns of one kind"),
        }
    }

    fn presence(&self) -> Option<&[bool]> {
        match self {
            Self::Text(_) => None,
            Self::Whole(_, presence) | Self::Decimal { presence, .. } => presence.as_deref(),
        }
    }
}

/// Digits behind the point of an amount of money.
const EUROS: u8 = 2;

/// Notes whether the value behind so many others is there.
fn note(presence: &mut Presence, before: usize, is_there: bool) {
    match presence {
        Some(known) => known.push(is_there),
        None if is_there => {}
        None => {
            let mut known = vec![true; before];
            known.push(false);
            *presence = Some(known);
        }
    }
}

/// A decimal number without its point: `-0.5` with two digits behind it is -50.
fn unscaled(field: &str, scale: u8) -> i128 {
    let (sign, digits) = match field.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, field),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let missing = usize::from(scale).saturating_sub(fraction.len());
    let digits = whole.bytes().chain(fraction.bytes());
    let digits = digits.chain(std::iter::repeat_n(b'0', missing));
    sign * digits.fold(0, |number, digit| number * 10 + i128::from(digit - b'0'))
}

impl Table {
    /// The rows of a CSV that this program wrote, by its own columns.
    ///
    /// # Panics
    /// On any other text.
    pub(crate) fn of_csv(columns: &[CsvColumn], text: &str) -> Self {
        let kinds = kinds(columns, text).into_iter();
        let mut values: Vec<Values> = kinds.map(Values::empty).collect();
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).expect(OWN) {
            assert_eq!(record.len(), values.len(), "{OWN}");
            for (column, field) in values.iter_mut().zip(&record) {
                column.push(field);
            }
        }
        let named = columns.iter().zip(values);
        Self::new(named.map(|(column, values)| (column.name, values)))
    }

    /// Columns of the same length, with their names.
    fn new(columns: impl IntoIterator<Item = (&'static str, Values)>) -> Self {
        let columns = columns.into_iter();
        let columns = columns.map(|(name, values)| (name.to_owned(), values));
        let columns: Vec<(String, Values)> = columns.collect();
        let rows = columns.first().map_or(0, |(_, first)| first.len());
        Self::of_columns(columns, rows)
    }

    /// A table of so many rows, of columns that have as many values each.
    pub fn of_columns(columns: impl IntoIterator<Item = (String, Values)>, rows: usize) -> Self {
        let columns = columns.into_iter();
        let columns = columns.map(|(name, values)| TableColumn { name, values });
        let columns: Vec<TableColumn> = columns.collect();
        debug_assert!(columns.iter().all(|one| one.values.len() == rows));
        Self { columns, rows }
    }

    /// The rows of this table, and below them those of another with the same columns.
    ///
    /// # Panics
    /// If its columns are others.
    #[must_use]
    pub fn above(mut self, below: Self) -> Self {
        assert_eq!(self.columns.len(), below.columns.len());
        for (column, other) in self.columns.iter_mut().zip(below.columns) {
            column.values.extend(other.values);
        }
        self.rows += below.rows;
        self
    }

    /// The columns, in the order of the CSV.
    pub fn columns(&self) -> &[TableColumn] {
        &self.columns
    }

    /// The columns for whoever keeps them.
    pub fn into_columns(self) -> Vec<TableColumn> {
        self.columns
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The table as CSV, to the byte as the command line writes it.
    pub fn csv(&self) -> String {
        let names = self.columns.iter().map(|column| column.name.as_str());
        let mut text = names.collect::<Vec<_>>().join(",");
        text.push('\n');
        for row in 0..self.rows {
            for (place, column) in self.columns.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                write_value(&mut text, &column.values, row);
            }
            text.push('\n');
        }
        text
    }

    /// The table as bytes that [`Table::of_bytes`] of the same version reads.
    pub fn bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a vector takes everything")
    }

    /// The table in the bytes of [`Table::bytes`]; `None` in any other.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let table: Self = postcard::from_bytes(bytes).ok()?;
        table
            .columns
            .iter()
            .all(|one| one.fits(table.rows))
            .then_some(table)
    }
}

impl TableColumn {
    /// Whether it has so many values, and every text lies within its bounds.
    fn fits(&self, rows: usize) -> bool {
        let presence = self.values.presence();
        let texts = match &self.values {
            Values::Text(texts) => texts,
            values => return values.len() == rows && presence.is_none_or(|it| it.len() == rows),
        };
        let in_text =
            |end: &i64| usize::try_from(*end).is_ok_and(|end| texts.text.is_char_boundary(end));
        texts.ends.len() == rows + 1
            && texts.ends[0] == 0
            && texts.ends.is_sorted()
            && texts.ends.iter().all(in_text)
    }
}

const OWN: &str = "a CSV that this program wrote";

/// What each column holds. A column that does not say how many decimals its numbers have is
/// of as many as one of them has: an answer is in people or in euros, as its question is.
fn kinds(columns: &[CsvColumn], text: &str) -> Vec<CsvKind> {
    let mut most: Vec<usize> = vec![0; columns.len()];
    let is_number = |column: &CsvColumn| column.kind == CsvKind::Number;
    if columns.iter().any(is_number) {
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).expect(OWN) {
            for (most, field) in most.iter_mut().zip(&record) {
                let decimals = field.split_once('.').map_or(0, |(_, digits)| digits.len());
                *most = decimals.max(*most);
            }
        }
    }
    let kind = |(column, most): (&CsvColumn, usize)| match (is_number(column), most) {
        (false, _) => column.kind,
        (true, 0) => CsvKind::Whole,
        (true, most) => CsvKind::Decimal(u8::try_from(most).expect(OWN)),
    };
    columns.iter().zip(most).map(kind).collect()
}

fn write_value(text: &mut String, values: &Values, row: usize) {
    let is_there = values.presence().is_none_or(|presence| presence[row]);
    match values {
        Values::Text(texts) => CsvText::quote(text, texts.get(row)),
        _ if !is_there => {}
        Values::Whole(values, _) => write!(text, "{}", values[row]).expect(IN_MEMORY),
        Values::Decimal { scale, values, .. } => {
            let (value, unit) = (values[row], 10_i128.pow(u32::from(*scale)));
            let sign = if value < 0 { "-" } else { "" };
            let (whole, rest) = (value.abs() / unit, value.abs() % unit);
            let width = usize::from(*scale);
            write!(text, "{sign}{whole}.{rest:0width$}").expect(IN_MEMORY);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [CsvColumn; 4] = [
        CsvColumn::text("naam"),
        CsvColumn::whole("jaar"),
        CsvColumn::euros("bedrag"),
        CsvColumn::decimal("kans", 6),
    ];

    #[test]
    fn numbers_have_as_many_decimals_as_one_of_them() {
        let columns = [
            CsvColumn::number("laag"),
            CsvColumn::number("uitkomst"),
            CsvColumn::number("mensen"),
        ];
        let text = "laag,uitkomst,mensen\n0.125,-3.00,7\n48,10.50,\n";
        let table = Table::of_csv(&columns, text);
        let written = "laag,uitkomst,mensen\n0.125,-3.00,7\n48.000,10.50,\n";
        assert_eq!(table.csv(), written);
        assert!(
            matches!(&table.columns()[2].values, Values::Whole(people, Some(_)) if people[0] == 7)
        );
    }

    const TEXT: &str = "naam,jaar,bedrag,kans\n\
                        \"De \"\"Bilt\"\"; zuid\",2026,-0.50,\n\
                        \"Nuenen, Gerwen\",,1234567.89,0.250000\n\
                        \"\",-1,,1.000000\n";

    #[test]
    fn a_table_of_a_csv_is_that_csv_again() {
        let table = Table::of_csv(&COLUMNS, TEXT);
        assert_eq!(table.rows(), 3);
        assert_eq!(table.csv(), TEXT);
        let Values::Decimal {
            values, presence, ..
        } = &table.columns()[2].values
        else {
            panic!("no decimals");
        };
        assert_eq!(values[..], [-50, 123_456_789, 0]);
        assert_eq!(presence.as_deref(), Some(&[true, true, false][..]));
    }

    #[test]
    fn a_table_travels_as_bytes_and_nothing_else_does() {
        let table = Table::of_csv(&COLUMNS, TEXT);
        let bytes = table.bytes();
        assert_eq!(Table::of_bytes(&bytes).as_ref(), Some(&table));
        assert_eq!(Table::of_bytes(&bytes[..bytes.len() / 2]), None);
        let longer = Table { rows: 4, ..table };
        assert_eq!(Table::of_bytes(&longer.bytes()), None);
    }
}
