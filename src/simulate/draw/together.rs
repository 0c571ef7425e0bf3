//! Factors that move together, each as far as the rules allow of all of them.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::factors::{Factor, MovedFigures};
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::scenario::Scenario;

/// A standard normal number that 95% lie below.
const P95: f64 = 1.644_853_626_951_472_2;

/// Decimals of how far a factor is on the way to an end of its range.
const DECIMALS: u32 = 6;

/// The least step of a way.
const STEP: Decimal = Decimal::from_parts(1, 0, 0, false, DECIMALS);

/// Where a factor goes.
#[derive(Debug, Clone)]
pub(crate) struct Move<'a> {
    /// The factor in every model that moves; `None` in one that does not have it.
    of_models: Vec<Option<&'a Factor>>,
    /// To which end of its range.
    end: usize,
    /// How far: 1 is the end itself, which is P5 or P95.
    way: Decimal,
}

impl<'a> Move<'a> {
    /// To where a standard normal number has it: below zero towards the first end.
    pub(crate) fn new(of_models: Vec<Option<&'a Factor>>, normal: f64) -> Self {
        let way = Decimal::from_f64(normal.abs() / P95).unwrap_or_default();
        Self {
            of_models,
            end: usize::from(normal > 0.0),
            way: way.round_dp(DECIMALS),
        }
    }

    /// The figures of the factor in the model at this place; `None` where that does not have
    /// it.
    pub(crate) fn figures(&self, place: usize) -> Option<MovedFigures> {
        Some(self.of_models[place]?.moved(self.end, self.way))
    }
}

/// Models with their factors moved.
#[derive(Debug, Clone)]
pub(crate) struct Moved {
    /// The models, in the order of those that were moved.
    pub models: Vec<Model>,
    /// Whether a factor stayed behind where it was to go, because rules do not allow of it
    /// with the others there.
    pub held: bool,
}

/// The models with every factor where it goes. What rules allow of several figures together,
/// such as completions that add up to at most everybody, a factor that goes further stays
/// at, as it stays at bounds of its own: the later in order it is, the more stays with it. It
/// stays at the same place in all models, so that what they differ by is never that.
///
/// # Errors
/// None where the models can be as they are.
pub(crate) fn moved_together(models: &[Model], moves: &[Move<'_>]) -> Result<Moved, Diagnostic> {
    match laid(models, moves) {
        Ok(models) => {
            let held = false;
            return Ok(Moved { models, held });
        }
        // Nothing moved, so that nothing can stay behind.
        Err(error) if moves.is_empty() => return Err(error),
        Err(_) => {}
    }
    let held = true;
    // Nearly always the scenarios themselves say what cannot be together, which is found
    // without making people anew at every step.
    let scenarios: Vec<Scenario> = models.iter().map(|model| model.scenario.clone()).collect();
    let read = |one: &Scenario, figures: &MovedFigures| one.with(&one.settings_of(figures));
    let (_, places) = held_back(&scenarios, moves, &read)?;
    if let Ok(models) = laid(models, &places) {
        return Ok(Moved { models, held });
    }
    let load = |model: &Model, figures: &MovedFigures| model.with_figures(figures);
    let (models, _) = held_back(models, moves, &load)?;
    Ok(Moved { models, held })
}

/// What moves with every factor as far as it can be, and where each of them then is.
///
/// # Errors
/// None where it can be as it is.
fn held_back<'a, Moving>(
    moving: &[Moving],
    moves: &[Move<'a>],
    lay: &impl Fn(&Moving, &MovedFigures) -> Result<Moving, Diagnostic>,
) -> Result<(Vec<Moving>, Vec<Move<'a>>), Diagnostic> {
    match laid_by(moving, moves, lay) {
        Ok(moved) => return Ok((moved, moves.to_vec())),
        Err(error) if moves.is_empty() => return Err(error),
        Err(_) => {}
    }
    let [only] = moves else {
        let (first, second) = moves.split_at(moves.len() / 2);
        let (moved, mut places) = held_back(moving, first, lay)?;
        let (moved, others) = held_back(&moved, second, lay)?;
        places.extend(others);
        return Ok((moved, places));
    };
    let to = |way| Move {
        way,
        ..only.clone()
    };
    let at = |way| laid_by(moving, &[to(way)], lay);
    let mut reached = at(Decimal::ZERO)?;
    let (mut low, mut beyond) = (Decimal::ZERO, only.way);
    while beyond - low > STEP {
        let halfway = ((low + beyond) / Decimal::TWO).round_dp(DECIMALS);
        match at(halfway) {
            Ok(moved) => (reached, low) = (moved, halfway),
            Err(_) => beyond = halfway,
        }
    }
    Ok((reached, vec![to(low)]))
}

/// The models with every factor where it goes, whatever the rules allow of them together.
///
/// # Errors
/// Figures that cannot be together.
pub(crate) fn laid(models: &[Model], moves: &[Move<'_>]) -> Result<Vec<Model>, Diagnostic> {
    laid_by(models, moves, &|model: &Model, figures| {
        model.with_figures(figures)
    })
}

fn laid_by<Moving>(
    moving: &[Moving],
    moves: &[Move<'_>],
    lay: &impl Fn(&Moving, &MovedFigures) -> Result<Moving, Diagnostic>,
) -> Result<Vec<Moving>, Diagnostic> {
    let moved = moving.iter().enumerate().map(|(place, one)| {
        let own = moves.iter().filter_map(|one| one.figures(place));
        lay(one, &own.flatten().collect())
    });
    moved.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::factors::{Reach, factors};

    /// Of several that cannot be together the later stays behind, by as little as it must;
    /// what has nothing to do with it goes where it is to go.
    #[test]
    fn what_cannot_be_together_stays_short_by_as_little_as_it_must() {
        let text = "scenario.basis = \"wi2021\"\nindex.2028 = 0.02\n[uitkomst.asielstatushouder]\n\
                    vrijgesteld = [0, 0]\nontheven = [0, 0.3]\nvervallen = [0, 0]\n\
                    [leerroute.asielstatushouder]\nB1 = 0.5\nonderwijs = 0.2\nZ = 0.3\n\
                    [traject.asielstatushouder]\nB1 = [0, 0.5]\nonderwijs = [0, 0.5]\nZ = [0, 0.5]\n";
        let scenario = crate::scenario::load_text("s.toml", text).unwrap();
        let all = factors(&scenario, Reach::Step(Decimal::new(5, 1))).unwrap();
        let model = Model::new(scenario).unwrap();
        let own = |key: &str| all.iter().find(|factor| factor.key == key).expect(key);
        let to = |key, normal| Move::new(vec![Some(own(key))], normal);
        let first = to("uitkomst.asielstatushouder.ontheven", 2.0);
        let second = to("traject.asielstatushouder.B1", 2.0);
        let apart = to("index.2028", 2.0);
        let models = std::slice::from_ref(&model);
        for alone in [&first, &second, &apart] {
            assert!(
                !moved_together(models, std::slice::from_ref(alone))
                    .unwrap()
                    .held
            );
        }
        let moved =
            moved_together(models, &[first.clone(), second.clone(), apart.clone()]).unwrap();
        assert!(moved.held);
        let values = |models: &[Model]| {
            let tree = models[0].scenario.stated_figures().unwrap();
            let of = |key: &str| {
                tree.iter()
                    .filter(|one| one.key().starts_with(key))
                    .map(|one| one.value)
                    .collect::<Vec<_>>()
            };
            [
                "uitkomst.asielstatushouder.ontheven",
                "traject.asielstatushouder.B1",
                "index.2028",
            ]
            .map(of)
        };
        let [ontheven, b1, index] = values(&moved.models);
        let apart = laid(models, &[first, apart]).unwrap();
        let expected = values(&apart);
        assert_eq!([&ontheven, &index], [&expected[0], &expected[2]]);
        // Half of them are on the first route, of the others half completes.
        let together = ontheven[1] + b1[1] / Decimal::TWO + Decimal::new(25, 2);
        assert!(
            together <= Decimal::ONE && together > Decimal::new(99999, 5),
            "{together}"
        );
    }
}
