//! Draws in bulk, as a stream of Arrow: made on threads of their own while others are read.

use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::ThreadId;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, Decimal128Array, DictionaryArray, Int32Array, Int64Array, RecordBatch,
    RecordBatchReader, StringArray,
};
use arrow_buffer::ScalarBuffer;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use rayon::ThreadPool;
use spuk::Error;
use spuk::bindings::{DrawPlan as Plain, Texts, Values};

use crate::patience::{Pace, TICK, threads};

/// Batches that wait to be read, at most: memory is that of these.
const WAITING: usize = 2;

/// Draws that can be made. Every reading makes them again: they are the same.
#[pyclass(frozen, module = "spuk._spuk")]
pub struct DrawPlan {
    plan: Arc<Plain>,
    interrupt: Interrupt,
}

/// What ended a reading, such as Ctrl-C: whoever reads raises an error of its own for it.
type Interrupt = Arc<Mutex<Option<PyErr>>>;

impl DrawPlan {
    pub fn new(plan: Plain) -> Self {
        Self {
            plan: Arc::new(plan),
            interrupt: Interrupt::default(),
        }
    }
}

#[pymethods]
impl DrawPlan {
    /// The names of the scenarios.
    #[getter]
    fn scenarios(&self) -> Vec<String> {
        let names = self.plan.scenarios();
        names.into_iter().map(str::to_owned).collect()
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        let schema = Shape::of(&self.plan).schema;
        let names = schema.fields().iter().map(|field| field.name().clone());
        names.collect()
    }

    /// How many draws.
    #[getter]
    fn draws(&self) -> u32 {
        self.plan.draws()
    }

    /// Their seed.
    #[getter]
    fn seed(&self) -> u64 {
        self.plan.seed()
    }

    /// How many rows all draws have together.
    fn __len__(&self) -> usize {
        self.plan.draws() as usize * self.plan.keys().rows()
    }

    /// The stream of the Arrow PyCapsule interface; with the number of threads to draw on.
    #[pyo3(signature = (count=None))]
    fn stream<'py>(
        &self,
        py: Python<'py>,
        count: Option<usize>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let pool = threads(py, count)?;
        let asker = Asker::of(py, Arc::clone(&self.interrupt))?;
        kept(&self.interrupt).take();
        let reader = Stream::new(Arc::clone(&self.plan), pool, asker);
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// Raises what ended the last reading, if something did.
    fn raise_interrupt(&self) -> PyResult<()> {
        kept(&self.interrupt).take().map_or(Ok(()), Err)
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err(
            "draws are made while they are read and cannot be pickled: call spuk.draws() where \
             they are read, or pickle what was read of them",
        ))
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
    asker: Asker,
}

impl Stream {
    fn new(plan: Arc<Plain>, pool: Arc<ThreadPool>, asker: Asker) -> Self {
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
            asker,
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
        let interrupt = match self.asker.is_here() {
            false => return self.batches.recv().ok(),
            true => match self.next_here() {
                Ok(batch) => return batch,
                Err(interrupt) => interrupt,
            },
        };
        self.pace.end();
        let said = format!("{interrupt}: the draws ended before the last");
        *kept(&self.asker.interrupt) = Some(interrupt);
        Some(Err(ArrowError::ExternalError(said.into())))
    }
}

impl Stream {
    /// The next batch, unless a signal comes first. Other threads of Python go on while it
    /// is waited for.
    fn next_here(&mut self) -> Result<Option<Result<RecordBatch, ArrowError>>, PyErr> {
        Python::attach(|py| {
            loop {
                py.check_signals()?;
                let batches = &mut self.batches;
                match py.detach(move || batches.recv_timeout(TICK)) {
                    Ok(batch) => return Ok(Some(batch)),
                    Err(RecvTimeoutError::Disconnected) => return Ok(None),
                    Err(RecvTimeoutError::Timeout) => {}
                }
            }
        })
    }
}

/// Who asked for the draws, and what Ctrl-C does to its reading.
struct Asker {
    /// The main thread, where Python answers to signals, when it is the one that asked.
    /// On any other thread signals say nothing, and the lock of the interpreter may be in
    /// the hands of whoever waits for that thread.
    main: Option<ThreadId>,
    interrupt: Interrupt,
}

impl Asker {
    fn of(py: Python<'_>, interrupt: Interrupt) -> PyResult<Self> {
        let threading = py.import("threading")?;
        let main = threading.call_method0("main_thread")?;
        let is_main = threading.call_method0("current_thread")?.is(&main);
        Ok(Self {
            main: is_main.then(|| std::thread::current().id()),
            interrupt,
        })
    }

    fn is_here(&self) -> bool {
        self.main == Some(std::thread::current().id())
    }
}

/// What is kept, whoever may have failed with it in hands.
fn kept(interrupt: &Interrupt) -> MutexGuard<'_, Option<PyErr>> {
    interrupt.lock().unwrap_or_else(PoisonError::into_inner)
}

impl RecordBatchReader for Stream {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
