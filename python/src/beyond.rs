//! The questions beyond a scenario. An answer comes as a table, as CSV and as JSON.

use pyo3::prelude::*;
use spuk::bindings::{FrontierQuestion, SensitivityQuestion, SolveQuestion, Written};

use crate::asked::{Asked, AskedRows, Beside, beside};
use crate::patience::patiently;
use crate::table::{Table, table};

/// A table with the CSV and JSON of the command line.
type Forms = (Table, String, String);

/// Of whom, and in which years.
type Whom = (Option<String>, Vec<String>);

fn forms(written: Written) -> Forms {
    (table(written.table), written.csv, written.json)
}

/// Which figure matters most.
#[pyfunction]
#[allow(clippy::too_many_arguments)]
pub fn sensitivity(
    py: Python<'_>,
    asked: Asked,
    veld: Option<String>,
    rows: AskedRows,
    inwoners: Option<String>,
    over: (Option<String>, Option<String>),
    moved: (Option<String>, Option<String>),
    draws: (Option<u32>, Option<u64>),
    threads: Option<usize>,
) -> PyResult<(Forms, Beside)> {
    let question = asked.question();
    let asked = SensitivityQuestion {
        veld,
        rows: rows.rows(),
        inwoners,
        kwantiel: over.0,
        kans_op: over.1,
        methode: moved.0,
        stap: moved.1,
        draws: draws.0,
        seed: draws.1,
    };
    let answer = patiently(py, (threads, None), move |pace| {
        question.sensitivity(&asked, pace)
    })?;
    let (written, known) = beside(answer);
    Ok((forms(written), known))
}

/// Which value meets a goal: the searches, whether all met it, and a scenario with the
/// answer.
#[pyfunction]
#[allow(clippy::too_many_arguments)]
pub fn solve(
    py: Python<'_>,
    asked: Asked,
    goals: (Vec<String>, bool),
    varied: (Vec<String>, Option<String>),
    whom: Whom,
    decimalen: Option<u32>,
    certain: (Option<u32>, Option<String>, Option<u64>),
    threads: Option<usize>,
) -> PyResult<((Forms, bool, String), Beside)> {
    let question = asked.question();
    let (doel, samen) = goals;
    let (varieer, wijze) = varied;
    let (gemeente, jaar) = whom;
    let (draws, kans, seed) = certain;
    let asked = SolveQuestion {
        doel,
        varieer,
        wijze,
        gemeente,
        jaar,
        samen,
        decimalen,
        draws,
        kans,
        seed,
    };
    let answer = patiently(py, (threads, None), move |pace| {
        question.solve(&asked, pace)
    })?;
    let (solved, known) = beside(answer);
    Ok(((forms(solved.written), solved.met, solved.toml), known))
}

/// What every step buys in one column against another.
#[pyfunction]
#[allow(clippy::too_many_arguments)]
pub fn frontier(
    py: Python<'_>,
    asked: Asked,
    varieer: Vec<String>,
    columns: (Option<String>, Option<String>),
    whom: Whom,
    stappen: Option<u32>,
    threads: Option<usize>,
) -> PyResult<(Forms, Beside)> {
    let question = asked.question();
    let (veld, tegen) = columns;
    let (gemeente, jaar) = whom;
    let asked = FrontierQuestion {
        varieer,
        veld,
        tegen,
        gemeente,
        jaar,
        stappen,
    };
    let answer = patiently(py, (threads, None), move |pace| {
        question.frontier(&asked, pace)
    })?;
    let (written, known) = beside(answer);
    Ok((forms(written), known))
}

/// The model beside what was published.
#[pyfunction]
pub fn backtest(py: Python<'_>, asked: Asked, threads: Option<usize>) -> PyResult<(Forms, Beside)> {
    let question = asked.question();
    let answer = patiently(py, (threads, None), move |_| question.backtest())?;
    let (written, known) = beside(answer);
    Ok((forms(written), known))
}
