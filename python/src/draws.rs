//! Draws in bulk, as a stream of Arrow: made on threads of their own while others are read.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, Decimal128Array, DictionaryArray, Int32Array, Int64Array, RecordBatch,
    RecordBatchReader, StringArray,
};
use arrow_buffer::ScalarBuffer;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use rayon::ThreadPool;
use spuk::Error;
use spuk::bindings::{DrawPlan as Plain, Texts, Values};

use crate::patience::{Pace, threads};

/// Batches that wait to be read, at most: memory is that of these.
const WAITING: usize = 2;

/// Draws that can be made. Every reading makes them again: they are the same.
#[pyclass(frozen, module = "spuk._spuk")]
pub struct DrawPlan(Arc<Plain>);

impl DrawPlan {
    pub fn new(plan: Plain) -> Self {
        Self(Arc::new(plan))
    }
}

#[pymethods]
impl DrawPlan {
    /// The names of the scenarios.
    #[getter]
    fn scenarios(&self) -> Vec<String> {
        let names = self.0.scenarios();
        names.into_iter().map(str::to_owned).collect()
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        let schema = Shape::of(&self.0).schema;
        let names = schema.fields().iter().map(|field| field.name().clone());
        names.collect()
    }

    /// How many draws.
    #[getter]
    fn draws(&self) -> u32 {
        self.0.draws()
    }

    /// Their seed.
    #[getter]
    fn seed(&self) -> u64 {
        self.0.seed()
    }

    /// How many rows all draws have together.
    fn __len__(&self) -> usize {
        self.0.draws() as usize * self.0.keys().rows()
    }

    /// The stream of the Arrow PyCapsule interface; with the number of threads to draw on.
    #[pyo3(signature = (count=None))]
    fn stream<'py>(
        &self,
        py: Python<'py>,
        count: Option<usize>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let reader = Stream::new(Arc::clone(&self.0), threads(py, count)?);
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }
}

/// What is the same in every draw: the columns, and what its rows are about.
struct Shape {
    schema: SchemaRef,
    scenario: Repeated,
    code: Repeated,
    jaren: Vec<i64>,
}

/// Texts of which few differ: which ones there are, and which each row has.
struct Repeated {
    texts: Arc<StringArray>,
    rows: Vec<i32>,
}

impl Repeated {
    fn of(texts: &Texts) -> Self {
        let mut known: Vec<&str> = Vec::new();
        let mut places = std::collections::HashMap::new();
        let rows = (0..texts.ends.len() - 1).map(|row| {
            let text = texts.get(row);
            *places.entry(text).or_insert_with(|| {
                known.push(text);
                known.len() as i32 - 1
            })
        });
        let rows = rows.collect();
        let texts = Arc::new(StringArray::from(known));
        Self { texts, rows }
    }

    /// The column of so many draws.
    fn column(&self, draws: usize) -> ArrayRef {
        let keys = Int32Array::from(self.rows.repeat(draws));
        let texts: ArrayRef = self.texts.clone();
        let column = DictionaryArray::<Int32Type>::try_new(keys, texts);
        Arc::new(column.expect("every row has one of the texts"))
    }
}

impl Shape {
    fn of(plan: &Plain) -> Self {
        let text = || DataType::Dictionary(DataType::Int32.into(), DataType::Utf8.into());
        let mut fields = vec![Field::new("trekking", DataType::Int64, false)];
        let (mut repeated, mut jaren) = (Vec::new(), Vec::new());
        for column in plan.keys().into_columns() {
            match column.values {
                Values::Text(texts) => {
                    fields.push(Field::new(column.name, text(), false));
                    repeated.push(Repeated::of(&texts));
                }
                Values::Whole(years, _) => {
                    fields.push(Field::new(column.name, DataType::Int64, false));
                    jaren = years;
                }
                Values::Decimal { .. } => {}
            }
        }
        let money = DataType::Decimal128(18, 2);
        let columns = plan.columns().into_iter();
        fields.extend(columns.map(|name| Field::new(name, money.clone(), false)));
        let mut repeated = repeated.into_iter();
        let mut next = || repeated.next().expect("a scenario and a code");
        Self {
            schema: Arc::new(Schema::new(fields)),
            scenario: next(),
            code: next(),
            jaren,
        }
    }

    fn batch(&self, first: u32, values: Vec<Vec<i128>>) -> Result<RecordBatch, ArrowError> {
        let rows = self.jaren.len();
        let draws = values
            .first()
            .map_or(0, |column| column.len() / rows.max(1));
        let numbers = i64::from(first)..i64::from(first) + draws as i64;
        let numbers = numbers.flat_map(|number| std::iter::repeat_n(number, rows));
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(Int64Array::from_iter_values(numbers)),
            self.scenario.column(draws),
            self.code.column(draws),
            Arc::new(Int64Array::from(self.jaren.repeat(draws))),
        ];
        for column in values {
            let column = Decimal128Array::new(ScalarBuffer::from(column), None);
            columns.push(Arc::new(column.with_precision_and_scale(18, 2)?));
        }
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }
}

/// Batches as they are made, and how those who make them are told to end.
struct Stream {
    schema: SchemaRef,
    batches: Receiver<Result<RecordBatch, ArrowError>>,
    pace: Pace,
}

impl Stream {
    fn new(plan: Arc<Plain>, pool: Arc<ThreadPool>) -> Self {
        let shape = Shape::of(&plan);
        let schema = Arc::clone(&shape.schema);
        let pace = Pace::default();
        let (sender, batches) = sync_channel(WAITING);
        let own = pace.clone();
        std::thread::spawn(move || {
            let made = make(&plan, &pool, &own, |first, values| {
                sender.send(shape.batch(first, values)).is_ok()
            });
            if let Err(error) = made {
                // Whoever read may be gone.
                let _ = sender.send(Err(ArrowError::ExternalError(Box::new(error))));
            }
        });
        Self {
            schema,
            batches,
            pace,
        }
    }
}

/// Makes the draws until `visit` has enough. It waits for who reads them on its own
/// thread: on one of the pool it would keep the next question waiting, and that one is
/// perhaps asked before more is read.
fn make(
    plan: &Plain,
    pool: &ThreadPool,
    pace: &Pace,
    mut visit: impl FnMut(u32, Vec<Vec<i128>>) -> bool,
) -> Result<(), Error> {
    let mut drawing = pool.install(|| plan.begin(pace))?;
    while let Some((first, values)) = pool.install(|| drawing.some(pace))? {
        if !visit(first, values) {
            break;
        }
    }
    Ok(())
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.pace.end();
    }
}

impl Iterator for Stream {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.batches.recv().ok()
    }
}

impl RecordBatchReader for Stream {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
