//! The questions. Each takes plain values, and gives the answer with what is to be known
//! beside it.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use spuk::bindings::{self, AskedDraws, CheckQuestion, ComparisonQuestion, Question};

use crate::asked::{Asked, AskedRows, Beside, beside};
use crate::drawn::Drawn;
use crate::draws::DrawPlan;
use crate::fault::raised;
use crate::patience::patiently;
use crate::table::{Table, table};

/// One draw: which one, from 0, and the seed of the simulation.
type AskedDraw = Option<(u64, Option<u64>)>;

/// A projection of every scenario.
#[pyfunction]
pub fn run(
    py: Python<'_>,
    asked: Asked,
    rows: AskedRows,
    draw: AskedDraw,
    threads: Option<usize>,
) -> PyResult<(Table, Beside)> {
    let (question, rows) = (asked.question(), rows.rows());
    let answer = patiently(py, (threads, None), move |_| question.run(&rows, draw))?;
    let (plain, known) = beside(answer);
    Ok((table(plain), known))
}

/// The amounts per budget year.
#[pyfunction]
pub fn amounts(
    py: Python<'_>,
    asked: Asked,
    jaar: Vec<String>,
    threads: Option<usize>,
) -> PyResult<(Table, Beside)> {
    let question = asked.question();
    let answer = patiently(py, (threads, None), move |_| question.amounts(&jaar))?;
    let (plain, known) = beside(answer);
    Ok((table(plain), known))
}

/// Every figure that a scenario is run with.
#[pyfunction]
pub fn figures(py: Python<'_>, asked: Asked, threads: Option<usize>) -> PyResult<(Table, Beside)> {
    let question = asked.question();
    let answer = patiently(py, (threads, None), move |_| question.figures())?;
    let (plain, known) = beside(answer);
    Ok((table(plain), known))
}

/// The rows of a simulation that are asked for, held against the scenario before anything
/// is drawn.
#[pyfunction]
pub fn rows_of_simulation(
    py: Python<'_>,
    asked: Asked,
    rows: AskedRows,
    threads: Option<usize>,
) -> PyResult<(Option<String>, Vec<String>, Vec<String>)> {
    let (question, rows) = (asked.question(), rows.rows());
    let rows = patiently(py, (threads, None), move |_| {
        question.rows_of_simulation(&rows)
    })?;
    Ok((rows.level, rows.gemeente, rows.jaar))
}

/// Draws of the instroom, or a part of them.
#[pyfunction]
pub fn simulate(
    py: Python<'_>,
    asked: Asked,
    draws: (Option<u32>, Option<u64>),
    shard: Option<(u32, u32)>,
    progress: Option<Bound<'_, PyAny>>,
    threads: Option<usize>,
) -> PyResult<(Drawn, Beside)> {
    let question = asked.question();
    let answer = patiently(py, (threads, progress), move |pace| {
        question.simulate(draws, shard, pace)
    })?;
    let (drawn, known) = beside(answer);
    Ok((Drawn::new(drawn), known))
}

/// Draws in bulk, prepared: they are made when they are read.
#[pyfunction]
#[allow(clippy::too_many_arguments)]
pub fn draws(
    py: Python<'_>,
    asked: Asked,
    draws: Option<u32>,
    seed: Option<u64>,
    veld: Vec<String>,
    rows: AskedRows,
    threads: Option<usize>,
) -> PyResult<(DrawPlan, Beside)> {
    let question = asked.question();
    let asked = AskedDraws {
        draws,
        seed,
        veld,
        rows: rows.rows(),
    };
    let answer = patiently(py, (threads, None), move |_| question.draws(&asked))?;
    let (plan, known) = beside(answer);
    Ok((DrawPlan::new(plan), known))
}

/// One simulation of its parts, or a part of a coarser division, each with a name for
/// errors.
#[pyfunction]
pub fn merge(
    py: Python<'_>,
    parts: Vec<(String, Py<Drawn>)>,
    part: (u32, u32),
    threads: Option<usize>,
) -> PyResult<Drawn> {
    let parts = parts.into_iter();
    let parts: Vec<_> = parts
        .map(|(name, part)| (name, Arc::clone(&part.get().0)))
        .collect();
    let merged = patiently(py, (threads, None), move |_| {
        let parts = parts.into_iter();
        let parts = parts.map(|(name, part)| (name, Arc::unwrap_or_clone(part)));
        bindings::merge_as(parts, part)
    })?;
    Ok(Drawn::new(merged))
}

/// The first scenario held against the others: the tables of a comparison.
#[pyfunction]
#[allow(clippy::too_many_arguments)]
pub fn compare(
    py: Python<'_>,
    asked: Asked,
    rows: AskedRows,
    veld: Vec<String>,
    order: Vec<String>,
    draws: Option<u32>,
    seed: Option<u64>,
    progress: Option<Bound<'_, PyAny>>,
    threads: Option<usize>,
) -> PyResult<([Table; 5], Beside)> {
    let question = asked.question();
    let asked = ComparisonQuestion {
        rows: rows.rows(),
        veld,
        order,
        draws,
        seed,
    };
    let answer = patiently(py, (threads, progress), move |pace| {
        question.compare(&asked, pace)
    })?;
    let (plain, known) = beside(answer);
    let all = [
        plain.verschil,
        plain.bijdrage,
        plain.voorfinanciering,
        plain.sleutels,
        plain.verdeling,
    ];
    Ok((all.map(table), known))
}

/// The trees of some amounts, as JSON.
#[pyfunction]
#[allow(clippy::too_many_arguments)]
pub fn explain(
    py: Python<'_>,
    asked: Asked,
    gemeente: Option<String>,
    provincie: Option<String>,
    jaar: String,
    veld: Vec<String>,
    draw: AskedDraw,
    threads: Option<usize>,
) -> PyResult<(String, Beside)> {
    let question = asked.question();
    let answer = patiently(py, (threads, None), move |_| {
        let place = (gemeente.as_deref(), provincie.as_deref());
        question.explain(place, &jaar, &veld, draw)
    })?;
    Ok(beside(answer))
}

/// Scenarios held against their baselines: everything as JSON, whether something moved,
/// and the first of what is wrong with the input as an exception.
#[pyfunction]
#[allow(clippy::too_many_arguments)]
pub fn check(
    py: Python<'_>,
    paths: Vec<String>,
    require_baseline: bool,
    skip_simulations: bool,
    only: Vec<String>,
    tolerance: Option<String>,
    tolerance_total: Option<String>,
    outside: bool,
    threads: Option<usize>,
) -> PyResult<(String, bool, Vec<Py<PyAny>>)> {
    let question = CheckQuestion {
        paths,
        require_baseline,
        skip_simulations,
        only,
        tolerance,
        tolerance_total,
        outside,
    };
    let answer = patiently(py, (threads, None), move |_| question.check())?;
    let faults = answer.faults.iter();
    let faults = faults.map(|fault| raised(py, fault).into_value(py).into_any());
    Ok((answer.json, answer.moved, faults.collect()))
}

/// What every column of a run is.
#[pyfunction]
pub fn columns() -> Table {
    table(bindings::columns())
}

/// The embedded scenarios.
#[pyfunction]
pub fn scenarios() -> Table {
    table(bindings::scenarios())
}

/// A question as bytes, its draws and its seed.
type Carried<'py> = (Bound<'py, PyBytes>, u32, u64);

/// A question as bytes with every file that it needs, its draws and its seed; with what is
/// to be known before the first draw.
#[pyfunction]
pub fn carried<'py>(
    py: Python<'py>,
    asked: Asked,
    draws: (Option<u32>, Option<u64>),
    threads: Option<usize>,
) -> PyResult<(Carried<'py>, Beside)> {
    let question = asked.question();
    let answer = patiently(py, (threads, None), move |pace| {
        question.carried(draws, pace)
    })?;
    let ((bytes, draws, seed), known) = beside(answer);
    Ok(((PyBytes::new(py, &bytes), draws, seed), known))
}

/// A part of the simulation that a question in bytes asks for.
#[pyfunction]
pub fn carried_part(
    py: Python<'_>,
    carried: Vec<u8>,
    draws: (u32, u64),
    part: (u32, u32),
    threads: Option<usize>,
) -> PyResult<Drawn> {
    let drawn = patiently(py, (threads, None), move |pace| {
        let draws = (Some(draws.0), Some(draws.1));
        Question::of_carried(&carried)?.simulate_part(draws, part, pace)
    })?;
    Ok(Drawn::new(drawn))
}
