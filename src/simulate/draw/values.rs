//! A few figures of many draws, without the cells of a whole simulation.

use rayon::prelude::*;

use super::instroom::DrawId;
use super::sampler::Sampler;
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::projection::{Projection, Runner};

/// Draws that one thread makes after each other, in memory that it makes ready for them.
const TOGETHER: usize = 16;

/// What `of` says of every draw from the first on, in their order; each is a projection
/// to the cent as a simulation with this seed makes it, with its books held to each other.
///
/// # Errors
/// A scenario that cannot be projected, a file with fewer paths, or money that is not
/// conserved.
pub fn draw_values<T: Send>(
    model: &Model,
    first: DrawId,
    draws: u32,
    of: &(dyn Fn(&Projection) -> T + Sync),
) -> Result<Vec<T>, Diagnostic> {
    let trekker = Sampler::new(model)?;
    trekker.enough_paths(first.nummer + u64::from(draws))?;
    let runner = Runner::new(model)?;
    let numbers: Vec<u64> = (first.nummer..first.nummer + u64::from(draws)).collect();
    let chunks = numbers.par_chunks(TOGETHER).map(|numbers| {
        let mut runner = runner.clone();
        let mut uitkomst = trekker.empty();
        let mut projectie = runner.empty();
        let values = numbers.iter().map(|&nummer| {
            let id = DrawId { nummer, ..first };
            trekker.draw(id, &mut uitkomst)?;
            runner.project(&uitkomst.people, &uitkomst.ramingen, &mut projectie)?;
            let held = model.hold_books(&projectie);
            held.map_err(|breach| breach.named(&model.gemeenten))?;
            Ok(of(&projectie))
        });
        values.collect::<Result<Vec<T>, Diagnostic>>()
    });
    let chunks: Vec<Vec<T>> = chunks.collect::<Result<_, _>>()?;
    Ok(chunks.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::super::single::draw;
    use super::*;
    use crate::columns::Column;

    #[test]
    fn a_figure_of_a_draw_is_that_of_the_draw_itself() {
        let model = Model::load("wi2021", &["scenario.tot=2027".to_owned()]).unwrap();
        let jaar = model.scenario.tables().scenario.tot;
        let of = |projection: &Projection| projection.national(Column::Kas, jaar);
        let first = DrawId { zaad: 7, nummer: 3 };
        let values = draw_values(&model, first, 20, &of).unwrap();
        assert_eq!(values.len(), 20);
        for place in [0, 15, 16, 19] {
            let nummer = first.nummer + place as u64;
            let one = draw(&model, DrawId { nummer, ..first }).unwrap();
            assert_eq!(values[place], of(&one), "{place}");
        }
    }
}
