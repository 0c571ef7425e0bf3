//! `spuk._spuk`: the simulator for Python. Questions come in as plain values, answers go
//! out as tables in Arrow; what people call is written in Python, in `spuk/`.

mod asked;
mod beyond;
mod drawn;
mod draws;
mod fault;
mod patience;
mod questions;
mod table;

use pyo3::prelude::*;

/// The module that `spuk` is made on.
#[pymodule]
mod _spuk {
    #[pymodule_export]
    use super::beyond::{backtest, frontier, sensitivity, solve};
    #[pymodule_export]
    use super::drawn::Drawn;
    #[pymodule_export]
    use super::draws::DrawPlan;
    #[pymodule_export]
    use super::questions::{
        amounts, carried, carried_part, check, columns, compare, draws, explain, figures, merge,
        rows_of_simulation, run, scenarios, simulate,
    };
    #[pymodule_export]
    use super::table::Table;

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("VERSION", spuk::bindings::VERSION)?;
        module.add("COMMIT", spuk::bindings::COMMIT)?;
        module.add("MOST_DRAWS", spuk::bindings::MOST_DRAWS)?;
        module.add("MOST_POINTS", spuk::bindings::MOST_POINTS)?;
        module.add("MOST_SOLVE_DRAWS", spuk::bindings::MOST_SOLVE_DRAWS)?;
        module.add("MOST_DECIMALS", spuk::bindings::MOST_DECIMALS)?;
        module.add("MOST_STEPS", spuk::bindings::MOST_STEPS)?;
        module.add("GEMEENTE_EXACT", spuk::bindings::GEMEENTE_EXACT)
    }
}
