//! One draw in full, to show or to explain.

use super::instroom::Trekking;
use super::people::{Trekker, Uitkomst};
use super::run::enough_paths;
use crate::diagnostic::Diagnostic;
use crate::projection::{Model, Projection, Runner};

/// One draw of one scenario in full: what a simulation with this seed makes of
/// it, to the cent.
///
/// # Errors
/// A scenario that cannot be projected, or a file with fewer paths.
pub fn draw(model: &Model, trekking: Trekking) -> Result<Projection, Diagnostic> {
    draw_with_people(model, trekking).map(|(_, projection)| projection)
}

/// [`draw`] with the people and national numbers that it was reckoned from.
///
/// # Errors
/// As [`draw`].
pub fn draw_with_people(
    model: &Model,
    trekking: Trekking,
) -> Result<(Uitkomst, Projection), Diagnostic> {
    let trekker = Trekker::new(model)?;
    enough_paths(model, &trekker, trekking.nummer + 1)?;
    let mut runner = Runner::new(model)?;
    let mut uitkomst = trekker.empty();
    let mut projectie = runner.empty();
    trekker.draw(trekking, &mut uitkomst)?;
    runner.project(&uitkomst.people, &uitkomst.ramingen, &mut projectie)?;
    Ok((uitkomst, projectie))
}
