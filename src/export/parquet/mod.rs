//! Tables as Parquet: money as decimals of two places in integers of 64 bits, text as a
//! dictionary where it repeats, and the receipts beside the schema.

mod draws;

pub use draws::{DrawsError, DrawsForm, draws_file};

use std::fmt;
use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError as Inner;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::receipt::Receipt;
use super::table::{Table, TableColumn, Texts, Values};
use crate::simulate::part::Program;

/// What went wrong with writing: the disk is full, or whoever reads is gone.
#[derive(Debug)]
pub struct ParquetError(Inner);

impl From<Inner> for ParquetError {
    fn from(inner: Inner) -> Self {
        Self(inner)
    }
}

impl fmt::Display for ParquetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::error::Error for ParquetError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// The key under which receipts stand beside the schema, as JSON.
const RECEIPTS: &str = "spuk";

/// Digits of a decimal, with those behind its point.
const DIGITS: i32 = 18;

/// Rows of a group, at most: what a reader takes at a time.
const GROUP: usize = 1 << 20;

/// A table as a file, with what makes it again.
pub fn parquet_file(table: &Table, receipts: &[Receipt]) -> Vec<u8> {
    let columns = table.columns();
    let fields = columns.iter().map(|column| {
        let is_gapless = presence(&column.values).is_none();
        field(&column.name, kind(&column.values), is_gapless)
    });
    let schema = schema(fields.collect());
    let properties = properties(receipts).build();
    let file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties));
    let mut file = file.expect(SOUND);
    for first in (0..table.rows()).step_by(GROUP) {
        let rows = first..table.rows().min(first + GROUP);
        let mut group = file.next_row_group().expect(SOUND);
        for column in columns {
            let mut writer = group.next_column().expect(SOUND).expect(SOUND);
            write(&mut writer, column, rows.clone()).expect(SOUND);
            writer.close().expect(SOUND);
        }
        group.close().expect(SOUND);
    }
    file.into_inner().expect(SOUND)
}

/// What holds of a file in memory of which the columns are as long as each other.
const SOUND: &str = "a table is written to memory";

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Text,
    Whole,
    Decimal(u8),
}

fn kind(values: &Values) -> Kind {
    match values {
        Values::Text(_) => Kind::Text,
        Values::Whole(..) => Kind::Whole,
        Values::Decimal { scale, .. } => Kind::Decimal(*scale),
    }
}

fn presence(values: &Values) -> Option<&[bool]> {
    match values {
        Values::Text(_) => None,
        Values::Whole(_, presence) | Values::Decimal { presence, .. } => presence.as_deref(),
    }
}

/// A column of a schema.
pub(super) fn field(name: &str, kind: Kind, is_gapless: bool) -> TypePtr {
    let physical = match kind {
        Kind::Text => Physical::BYTE_ARRAY,
        Kind::Whole | Kind::Decimal(_) => Physical::INT64,
    };
    let repetition = match is_gapless {
        true => Repetition::REQUIRED,
        false => Repetition::OPTIONAL,
    };
    let builder = Type::primitive_type_builder(name, physical).with_repetition(repetition);
    let builder = match kind {
        Kind::Text => builder.with_logical_type(Some(LogicalType::String)),
        Kind::Whole => builder,
        Kind::Decimal(scale) => builder
            .with_logical_type(Some(LogicalType::decimal(i32::from(scale), DIGITS)))
            .with_precision(DIGITS)
            .with_scale(i32::from(scale)),
    };
    Arc::new(builder.build().expect("a type that Parquet has"))
}

pub(super) fn schema(fields: Vec<TypePtr>) -> TypePtr {
    let root = Type::group_type_builder("spuk").with_fields(fields);
    Arc::new(root.build().expect("columns with names of their own"))
}

pub(super) fn properties(receipts: &[Receipt]) -> WriterPropertiesBuilder {
    let receipts = serde_json::to_string(receipts).expect("a receipt is text");
    WriterProperties::builder()
        .set_created_by(format!("spuk {}", Program::own()))
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_key_value_metadata(Some(vec![KeyValue::new(RECEIPTS.to_owned(), receipts)]))
}

fn write(
    writer: &mut SerializedColumnWriter<'_>,
    column: &TableColumn,
    rows: std::ops::Range<usize>,
) -> Result<(), Inner> {
    match &column.values {
        Values::Text(texts) => write_texts(writer, texts, rows),
        Values::Whole(values, presence) => {
            let own = values[rows.clone()].iter().copied();
            write_numbers(writer, own, presence.as_ref().map(|it| &it[rows]))
        }
        Values::Decimal {
            values, presence, ..
        } => {
            let own = values[rows.clone()].iter();
            let own = own.map(|&value| i64::try_from(value).expect("fewer than 18 digits"));
            write_numbers(writer, own, presence.as_ref().map(|it| &it[rows]))
        }
    }
}

/// Numbers, without those that are not there.
fn write_numbers(
    writer: &mut SerializedColumnWriter<'_>,
    values: impl Iterator<Item = i64>,
    presence: Option<&[bool]>,
) -> Result<(), Inner> {
    let writer = writer.typed::<Int64Type>();
    let Some(presence) = presence else {
        writer.write_batch(&values.collect::<Vec<i64>>(), None, None)?;
        return Ok(());
    };
    let there = values.zip(presence).filter(|(_, is_there)| **is_there);
    let there: Vec<i64> = there.map(|(value, _)| value).collect();
    let levels: Vec<i16> = presence.iter().map(|&is_there| is_there.into()).collect();
    writer.write_batch(&there, Some(&levels), None)?;
    Ok(())
}

fn write_texts(
    writer: &mut SerializedColumnWriter<'_>,
    texts: &Texts,
    rows: std::ops::Range<usize>,
) -> Result<(), Inner> {
    let own: Vec<ByteArray> = rows.map(|row| ByteArray::from(texts.get(row))).collect();
    let writer = writer.typed::<ByteArrayType>();
    writer.write_batch(&own, None, None)?;
    Ok(())
}

/// Ends a file, down to where it is written.
pub(super) fn ended<W: Write + Send>(file: SerializedFileWriter<W>) -> Result<W, ParquetError> {
    Ok(file.into_inner()?)
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use super::*;

    #[test]
    fn a_table_is_read_back_with_its_gaps_and_its_cents() {
        let texts = |all: &[&str]| {
            let mut texts = Texts::default();
            all.iter().for_each(|text| texts.push(text));
            Values::Text(texts)
        };
        let money = Values::Decimal {
            scale: 2,
            values: vec![-5, 0, 1_234_567_890_12],
            presence: Some(vec![true, false, true]),
        };
        let columns = [
            ("naam".to_owned(), texts(&["De \"Bilt\"", "", "Sûdwest"])),
            (
                "jaar".to_owned(),
                Values::Whole(vec![2025, 2026, 2027], None),
            ),
            ("bedrag".to_owned(), money),
        ];
        let table = Table::of_columns(columns, 3);
        let bytes = parquet_file(&table, &[]);
        assert_eq!(bytes, parquet_file(&table, &[]));
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let metadata = reader.metadata().file_metadata();
        let known = metadata.key_value_metadata().unwrap();
        assert_eq!(known[0].value.as_deref(), Some("[]"));
        let rows: Vec<Vec<String>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| {
                let row = row.unwrap();
                let fields = row.get_column_iter().map(|(_, field)| match field {
                    Field::Null => String::new(),
                    field => field.to_string(),
                });
                fields.collect()
            })
            .collect();
        assert_eq!(rows[0][1..], ["2025", "-0.05"]);
        assert_eq!(rows[1][1..], ["2026", ""]);
        assert_eq!(rows[2][1..], ["2027", "1234567890.12"]);
    }
}
