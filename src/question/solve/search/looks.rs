//! Looking at steps of the grid: what is known of them, and where the scenario can be.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::input::diagnostic::Diagnostic;

/// A step with the figures at it, one for every goal and year or for all years together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The step of the grid.
    pub at: i64,
    /// The figures.
    pub figures: Vec<i64>,
}

/// What gives the figures at a step: none where the scenario cannot be.
pub type Figures<'a> = dyn Fn(i64) -> Result<Option<Vec<i64>>, Diagnostic> + Sync + 'a;

/// The steps that are known, with their figures.
pub type Known = BTreeMap<i64, Option<Vec<i64>>>;

/// The steps that the scenario can have.
pub fn feasible(known: &Known) -> Vec<Point> {
    let own = known.iter();
    let own = own.filter_map(|(&at, figures)| {
        let figures = figures.clone()?;
        Some(Point { at, figures })
    });
    own.collect()
}

/// Looks at steps that are not known yet, side by side.
pub fn look(
    figures: &Figures<'_>,
    known: &mut Known,
    steps: BTreeSet<i64>,
) -> Result<(), Diagnostic> {
    let new: Vec<i64> = steps
        .into_iter()
        .filter(|at| !known.contains_key(at))
        .collect();
    let found = new
        .par_iter()
        .with_max_len(1)
        .map(|&at| Ok((at, figures(at)?)));
    let found: Vec<(i64, Option<Vec<i64>>)> = found.collect::<Result<_, Diagnostic>>()?;
    known.extend(found);
    Ok(())
}

/// Finds the last steps that the scenario can have, beside those that it cannot.
pub fn find_edges(figures: &Figures<'_>, known: &mut Known) -> Result<(), Diagnostic> {
    let pairs: Vec<(i64, bool)> = known
        .iter()
        .map(|(&at, figures)| (at, figures.is_some()))
        .collect();
    for pair in pairs.windows(2) {
        let [(low, can), (high, other)] = [pair[0], pair[1]];
        match (can, other) {
            (true, false) => edge(figures, known, low, high)?,
            (false, true) => edge(figures, known, high, low)?,
            _ => continue,
        };
    }
    Ok(())
}

/// The last step that the scenario can have between one that it can have and one that it
/// cannot.
pub fn edge(
    figures: &Figures<'_>,
    known: &mut Known,
    mut can: i64,
    mut cannot: i64,
) -> Result<i64, Diagnostic> {
    while can.abs_diff(cannot) > 1 {
        let (low, high) = (can.min(cannot), can.max(cannot));
        let middle = low + (high - low) / 2;
        match look_at(figures, known, middle)? {
            Some(_) => can = middle,
            None => cannot = middle,
        }
    }
    Ok(can)
}

/// The figures at one step, looked at once.
pub fn look_at(
    figures: &Figures<'_>,
    known: &mut Known,
    at: i64,
) -> Result<Option<Vec<i64>>, Diagnostic> {
    if let Some(found) = known.get(&at) {
        return Ok(found.clone());
    }
    let found = figures(at)?;
    known.insert(at, found.clone());
    Ok(found)
}
