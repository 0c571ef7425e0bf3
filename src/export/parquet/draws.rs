//! Draws in bulk as Parquet, a group of rows at a time.

use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use parquet::basic::Encoding;
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError as Inner;
use parquet::file::properties::WriterPropertiesPtr;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{ColumnPath, TypePtr};

use super::{Kind, ParquetError, ended, field, properties, schema};
use crate::columns::{KeyColumn, SCENARIO};
use crate::export::draws::{DrawPlan, Drawing};
use crate::export::receipt::Receipt;
use crate::export::table::{TableColumn, Values};
use crate::input::diagnostic::Diagnostic;
use crate::simulate::Progress;

/// The column that says which draw a row is of, from 0.
const DRAW: &str = "trekking";

/// Digits behind the point of an amount of money.
const EUROS: u8 = 2;

/// Why a file of draws was not written.
#[derive(Debug)]
pub enum DrawsError {
    /// The draws could not be made, or someone stopped them.
    Draws(Diagnostic),
    /// They could not be written.
    Written(ParquetError),
}

impl From<Diagnostic> for DrawsError {
    fn from(error: Diagnostic) -> Self {
        Self::Draws(error)
    }
}

impl From<Inner> for DrawsError {
    fn from(error: Inner) -> Self {
        Self::Written(error.into())
    }
}

/// What the files of some draws have in common.
pub struct DrawsForm {
    schema: TypePtr,
    properties: WriterPropertiesPtr,
    /// What every row of a draw is about.
    scenario: Vec<ByteArray>,
    code: Vec<ByteArray>,
    jaren: Vec<i64>,
}

impl DrawsForm {
    /// Of a plan, with what makes its draws again.
    pub fn new(plan: &DrawPlan, receipts: &[Receipt]) -> Self {
        let mut fields = vec![field(DRAW, Kind::Whole, true)];
        let (mut scenario, mut code, mut jaren) = (Vec::new(), Vec::new(), Vec::new());
        for TableColumn { name, values } in plan.keys().into_columns() {
            match values {
                Values::Text(texts) => {
                    let own = 0..texts.ends.len() - 1;
                    let own = own.map(|row| ByteArray::from(texts.get(row))).collect();
                    fields.push(field(&name, Kind::Text, true));
                    *(if name == SCENARIO {
                        &mut scenario
                    } else {
                        &mut code
                    }) = own;
                }
                Values::Whole(years, _) => {
                    fields.push(field(&name, Kind::Whole, true));
                    jaren = years;
                }
                Values::Decimal { .. } => {}
            }
        }
        debug_assert_eq!(fields.len(), 2 + [KeyColumn::GmCode, KeyColumn::Jaar].len());
        let mut properties = properties(receipts);
        for name in plan.columns() {
            fields.push(field(name, Kind::Decimal(EUROS), true));
            // An amount of one draw is seldom that of another.
            let path = ColumnPath::from(name);
            properties = properties
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_encoding(path, Encoding::PLAIN);
        }
        Self {
            schema: schema(fields),
            properties: Arc::new(properties.build()),
            scenario,
            code,
            jaren,
        }
    }
}

/// Writes these draws, some at a time: memory is that of some.
///
/// # Errors
/// Money that is not conserved, a stop, or what cannot be written.
pub fn draws_file<W: Write + Send>(
    form: &DrawsForm,
    (drawing, draws): (&Drawing<'_>, Range<u32>),
    out: W,
    watcher: &impl Progress,
) -> Result<W, DrawsError> {
    let (schema, properties) = (Arc::clone(&form.schema), Arc::clone(&form.properties));
    let mut file = SerializedFileWriter::new(out, schema, properties)?;
    let mut next = draws.start;
    while next < draws.end {
        let some = next..draws.end.min(next.saturating_add(drawing.at_once()));
        next = some.end;
        let values = drawing.some::<i64>(some.clone(), watcher)?;
        let mut group = file.next_row_group()?;
        form.keys(&mut group, some)?;
        for column in &values {
            numbers(&mut group, column)?;
        }
        group.close()?;
    }
    ended(file).map_err(DrawsError::Written)
}

impl DrawsForm {
    /// The columns that say what the rows of these draws are about.
    fn keys<W: Write + Send>(
        &self,
        group: &mut SerializedRowGroupWriter<'_, W>,
        draws: Range<u32>,
    ) -> Result<(), Inner> {
        let times = draws.len();
        let rows = self.jaren.len();
        let number = draws.flat_map(|draw| std::iter::repeat_n(i64::from(draw), rows));
        numbers(group, &number.collect::<Vec<i64>>())?;
        for texts in [&self.scenario, &self.code] {
            let mut column = group.next_column()?.expect("a column of the schema");
            let writer = column.typed::<ByteArrayType>();
            for _ in 0..times {
                writer.write_batch(texts, None, None)?;
            }
            column.close()?;
        }
        numbers(group, &self.jaren.repeat(times))
    }
}

fn numbers<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[i64],
) -> Result<(), Inner> {
    let mut column = group.next_column()?.expect("a column of the schema");
    column
        .typed::<Int64Type>()
        .write_batch(values, None, None)?;
    column.close()
}
