//! One draw in full, to show or to explain.

use super::instroom::DrawId;
use super::sampler::{DrawOutcome, Sampler};
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::projection::{Projection, Runner};

/// One draw of one scenario in full: what a simulation with this seed makes of
/// it, to the cent, with its books held to each other.
///
/// # Errors
/// A scenario that cannot be projected, or a file with fewer paths; money that is
/// not conserved.
#[cfg(any(test, feature = "internals"))]
pub fn draw(model: &Model, trekking: DrawId) -> Result<Projection, Diagnostic> {
    draw_with_people(model, trekking).map(|(_, projection)| projection)
}

/// [`draw`] with the people and national numbers that it was reckoned from.
///
/// # Errors
/// As [`draw`].
pub fn draw_with_people(
    model: &Model,
    trekking: DrawId,
) -> Result<(DrawOutcome, Projection), Diagnostic> {
    let trekker = Sampler::new(model)?;
    trekker.enough_paths(trekking.nummer + 1)?;
    let mut runner = Runner::new(model)?;
    let mut uitkomst = trekker.empty();
    let mut projectie = runner.empty();
    trekker.draw(trekking, &mut uitkomst)?;
    runner.project(&uitkomst.people, &uitkomst.ramingen, &mut projectie)?;
    model
        .hold_books(&projectie)
        .map_err(|breach| breach.named(&model.gemeenten))?;
    Ok((uitkomst, projectie))
}
