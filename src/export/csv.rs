//! A run as CSV (verantwoording 4.1): commas, a point before the cents, no marks for thousands.

use std::fmt::Write;

use super::rows::{RowValue, RunRow};
use crate::columns::{Column, KeyColumn};

/// The rows with their header.
pub fn run_csv(rows: &[RunRow]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let keys = KeyColumn::ALL.map(KeyColumn::name);
    let names = Column::ALL.iter().map(|column| column.name());
    let header = keys.into_iter().chain(names);
    writer.write_record(header).expect(IN_MEMORY);
    let mut field = String::new();
    for row in rows {
        for name in [&row.gm_code, &row.gemeente, &row.provincie] {
            writer.write_field(name).expect(IN_MEMORY);
        }
        let jaar = RowValue::Personen(i64::from(row.jaar.get()));
        for waarde in std::iter::once(&jaar).chain(&row.waarden) {
            field.clear();
            let written = match waarde {
                RowValue::Personen(people) => write!(field, "{people}"),
                RowValue::Bedrag(amount) => write!(field, "{amount}"),
            };
            written.expect(IN_MEMORY);
            writer.write_field(&field).expect(IN_MEMORY);
        }
        writer.write_record(None::<&[u8]>).expect(IN_MEMORY);
    }
    text(writer)
}

pub(crate) const IN_MEMORY: &str = "writing to memory does not fail";

fn text(writer: csv::Writer<Vec<u8>>) -> String {
    let bytes = writer.into_inner().expect(IN_MEMORY);
    String::from_utf8(bytes).expect("fields are text")
}

/// CSV that grows record by record, quoted where needed, every line ended by a
/// newline.
pub(crate) struct CsvText(csv::Writer<Vec<u8>>);

impl CsvText {
    pub fn new() -> Self {
        Self(csv::Writer::from_writer(Vec::new()))
    }

    pub fn push(&mut self, record: &[impl AsRef<[u8]>]) {
        self.0.write_record(record).expect(IN_MEMORY);
    }

    /// Adds a field to the record that [`CsvText::end`] ends.
    pub fn field(&mut self, field: &str) {
        self.0.write_field(field).expect(IN_MEMORY);
    }

    pub fn end(&mut self) {
        self.0.write_record(None::<&[u8]>).expect(IN_MEMORY);
    }

    pub fn into_text(self) -> String {
        text(self.0)
    }
}

/// Records as [`CsvText`].
pub(crate) fn csv_text(records: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = CsvText::new();
    records.for_each(|record| text.push(&record));
    text.into_text()
}

/// Millionths as a share with six decimals.
pub fn share_text(millionths: i64) -> String {
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}
