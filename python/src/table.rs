//! Tables in Arrow.

use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{
    ArrayRef, Decimal128Array, Int64Array, LargeStringArray, RecordBatch, RecordBatchIterator,
};
use arrow_buffer::{Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyList};
use spuk::bindings::{Presence, Table as Plain, Values};

/// Digits of a decimal number in Arrow, with those behind its point.
const DIGITS: u8 = 18;

/// A table: columns in memory as Arrow has them, which pandas, polars, DuckDB and pyarrow
/// take without a copy.
#[pyclass(frozen, module = "spuk._spuk")]
pub struct Table(RecordBatch);

/// The plain table with its memory taken over by Arrow.
pub fn table(plain: Plain) -> Table {
    let rows = plain.rows();
    let columns = plain.into_columns().into_iter();
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns
        .map(|column| {
            let has_gaps = has_gaps(&column.values);
            let array = array(column.values);
            let field = Field::new(column.name, array.data_type().clone(), has_gaps);
            (field, array)
        })
        .unzip();
    let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(rows));
    let schema = Arc::new(Schema::new(fields));
    let batch = RecordBatch::try_new_with_options(schema, arrays, &options);
    Table(batch.expect("columns of one length, each of its type"))
}

fn has_gaps(values: &Values) -> bool {
    match values {
        Values::Text(_) => false,
        Values::Whole(_, presence) | Values::Decimal { presence, .. } => presence.is_some(),
    }
}

fn array(values: Values) -> ArrayRef {
    let nulls = |presence: Presence| presence.map(NullBuffer::from);
    match values {
        Values::Text(texts) => {
            let ends = OffsetBuffer::new(ScalarBuffer::from(texts.ends));
            let text = Buffer::from_vec(texts.text.into_bytes());
            Arc::new(LargeStringArray::new(ends, text, None))
        }
        Values::Whole(values, presence) => {
            Arc::new(Int64Array::new(ScalarBuffer::from(values), nulls(presence)))
        }
        Values::Decimal {
            scale,
            values,
            presence,
        } => {
            let array = Decimal128Array::new(ScalarBuffer::from(values), nulls(presence));
            let scale = i8::try_from(scale).expect("a few decimals");
            let array = array.with_precision_and_scale(DIGITS, scale);
            Arc::new(array.expect("fewer decimals than digits"))
        }
    }
}

impl Table {
    fn column(&self, name: &str) -> PyResult<&ArrayRef> {
        let column = self.0.column_by_name(name);
        column.ok_or_else(|| PyKeyError::new_err(name.to_owned()))
    }
}

#[pymethods]
impl Table {
    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        let schema = self.0.schema();
        let names = schema.fields().iter().map(|field| field.name().clone());
        names.collect()
    }

    /// What a column holds: `text`, `whole`, or the number of decimals behind the point.
    fn kind(&self, py: Python<'_>, name: &str) -> PyResult<Py<PyAny>> {
        Ok(match self.column(name)?.data_type() {
            DataType::Decimal128(_, scale) => i64::from(*scale).into_pyobject(py)?.into_any(),
            DataType::Int64 => "whole".into_pyobject(py)?.into_any(),
            _ => "text".into_pyobject(py)?.into_any(),
        }
        .unbind())
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    /// The stream of the Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Whoever asks for other types may be given these: the interface leaves it open.
        drop(requested_schema);
        let batches = [Ok::<_, ArrowError>(self.0.clone())];
        let reader = RecordBatchIterator::new(batches, self.0.schema());
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The texts of a column.
    fn texts<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        let column = self.column(name)?;
        let texts = column.as_any().downcast_ref::<LargeStringArray>();
        let texts = texts.ok_or_else(|| PyValueError::new_err(format!("{name} has no texts")))?;
        PyList::new(py, texts.iter().map(Option::unwrap_or_default))
    }

    /// The whole numbers of a column, or its decimal numbers without their point, as the
    /// bytes of integers of 64 bits in the order of this machine; and a byte for each row
    /// that says whether it has a value, or nothing where all have one.
    fn integers<'py>(
        &self,
        py: Python<'py>,
        name: &str,
    ) -> PyResult<(Bound<'py, PyBytes>, Option<Bound<'py, PyBytes>>)> {
        let column = self.column(name)?;
        let bytes = if let Some(whole) = column.as_any().downcast_ref::<Int64Array>() {
            let values = whole.values().iter().flat_map(|value| value.to_ne_bytes());
            values.collect::<Vec<u8>>()
        } else if let Some(decimals) = column.as_any().downcast_ref::<Decimal128Array>() {
            let mut bytes = Vec::with_capacity(8 * decimals.len());
            for &value in decimals.values() {
                let value = i64::try_from(value);
                let value = value.map_err(|_| PyValueError::new_err("a number is too large"))?;
                bytes.extend(value.to_ne_bytes());
            }
            bytes
        } else {
            return Err(PyValueError::new_err(format!("{name} has no numbers")));
        };
        let known = column.nulls().map(|nulls| {
            let known: Vec<u8> = nulls.iter().map(u8::from).collect();
            PyBytes::new(py, &known)
        });
        Ok((PyBytes::new(py, &bytes), known))
    }

    /// The table as CSV, as the command line writes it.
    fn csv(&self) -> String {
        plain(&self.0).csv()
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let bytes = plain(&slf.get().0).bytes();
        let maker = slf.get_type().getattr("_of_bytes")?;
        Ok((maker, (PyBytes::new(slf.py(), &bytes),)))
    }

    #[staticmethod]
    fn _of_bytes(bytes: &[u8]) -> PyResult<Self> {
        let plain = Plain::of_bytes(bytes);
        let plain = plain.ok_or_else(|| PyValueError::new_err("no table of this version"))?;
        Ok(table(plain))
    }
}

/// The table as the library has it.
fn plain(batch: &RecordBatch) -> Plain {
    let schema = batch.schema();
    let columns = schema.fields().iter().zip(batch.columns());
    let columns = columns.map(|(field, array)| (field.name().clone(), values(array)));
    Plain::of_columns(columns, batch.num_rows())
}

fn values(array: &ArrayRef) -> Values {
    let presence = || {
        let nulls = array.nulls();
        nulls.map(|nulls| nulls.iter().collect::<Vec<bool>>())
    };
    if let Some(whole) = array.as_any().downcast_ref::<Int64Array>() {
        return Values::Whole(whole.values().to_vec(), presence());
    }
    if let Some(decimals) = array.as_any().downcast_ref::<Decimal128Array>() {
        return Values::Decimal {
            scale: u8::try_from(decimals.scale()).expect("no negative scale"),
            values: decimals.values().to_vec(),
            presence: presence(),
        };
    }
    let texts = array.as_any().downcast_ref::<LargeStringArray>();
    let texts = texts.expect("a table has no other columns");
    let ends = texts.value_offsets().to_vec();
    let text = String::from_utf8(texts.value_data().to_vec());
    Values::Text(spuk::bindings::Texts {
        ends,
        text: text.expect("it was made from a text"),
    })
}
