//! Draws, or a part of them.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use spuk::bindings::DrawnStudy;

use crate::asked::{AskedRows, SaidHere, said_here};
use crate::fault::raised;
use crate::patience::patiently;
use crate::table::{Table, table};

/// The draws of a simulation, or a part of them, as they are kept.
#[pyclass(frozen, module = "spuk._spuk")]
pub struct Drawn(pub Arc<DrawnStudy>);

impl Drawn {
    pub fn new(drawn: DrawnStudy) -> Self {
        Self(Arc::new(drawn))
    }
}

#[pymethods]
impl Drawn {
    /// The names of the scenarios.
    #[getter]
    fn scenarios(&self) -> Vec<String> {
        let names = self.0.scenarios();
        names.into_iter().map(str::to_owned).collect()
    }

    /// How many draws the whole simulation has.
    #[getter]
    fn draws(&self) -> u32 {
        self.0.draws()
    }

    /// The seed.
    #[getter]
    fn seed(&self) -> u64 {
        self.0.seed()
    }

    /// Which part it is, from 1, and of how many.
    #[getter]
    fn shard(&self) -> (u32, u32) {
        self.0.shard()
    }

    /// What makes the draws again, as JSON.
    #[getter]
    fn receipt(&self) -> String {
        self.0.receipt()
    }

    /// What is to be said of the draws themselves.
    #[getter]
    fn remarks(&self) -> Vec<SaidHere> {
        said_here(&self.0.said())
    }

    /// The rows that are asked for.
    fn table(&self, py: Python<'_>, rows: AskedRows, threads: Option<usize>) -> PyResult<Table> {
        let (own, rows) = (Arc::clone(&self.0), rows.rows());
        let plain = patiently(py, (threads, None), move |_| own.table(&rows))?;
        Ok(table(plain))
    }

    /// The rows that are asked for, as `spuk simulate --format csv` writes them.
    fn csv(&self, py: Python<'_>, rows: AskedRows, threads: Option<usize>) -> PyResult<String> {
        let (own, rows) = (Arc::clone(&self.0), rows.rows());
        patiently(py, (threads, None), move |_| own.csv(&rows))
    }

    /// The bytes of a part file, as `spuk simulate --shard` writes it.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| self.0.bytes());
        let bytes = bytes.map_err(|error| raised(py, &error))?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// The draws in the bytes of a part file, called `name` in errors.
    #[staticmethod]
    fn of_bytes(py: Python<'_>, bytes: &[u8], name: &str) -> PyResult<Self> {
        let drawn = DrawnStudy::of_bytes(name, bytes);
        drawn.map(Self::new).map_err(|error| raised(py, &error))
    }
}
