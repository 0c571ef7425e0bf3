//! The least change of several figures that meets every goal: in which direction it lies.
//!
//! The direction is found by straight lines through the goals, again and again from where
//! the last one led to; what meets the goals along it is then searched exactly, as along any
//! other direction.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::goal::Relation;
use super::tries::{Tries, possible};
use super::variable::{Variable, bounds};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::projection::Projection;
use crate::scenario::StatedFigure;
use crate::simulate::Progress;
use crate::terms::Text;

/// How often the direction is found again.
const ROUNDS: usize = 8;

/// How far a figure is moved to see what it does, in parts of its range or of its value.
const NUDGE: f64 = 0.01;

/// Farther than so many times what it moves in no figure is looked for.
const FAR: f64 = 1e6;

/// A direction that turns less than this has been found.
const STILL: f64 = 1e-6;

/// How often the goals are gone through to find the nearest point on straight lines.
const SWEEPS: usize = 500;

/// The direction from where figures are in which the least change lies that meets the goals:
/// the sum of the squares of how far each moves, in parts of its range or else of its value.
///
/// # Errors
/// A figure that is zero and has no range, figures that do nothing to a goal that is not
/// met, a scenario that cannot be projected, or a stop.
pub(super) fn least_direction<P: Progress>(
    tries: &Tries<'_, P>,
    model: &Model,
    figures: &[StatedFigure],
) -> Result<Variable, Diagnostic> {
    let scales: Vec<Decimal> = figures.iter().map(scale).collect::<Result<_, _>>()?;
    let rooms = figures.iter().zip(&scales);
    let rooms: Vec<[f64; 2]> = rooms.map(|(figure, &scale)| room(figure, scale)).collect();
    let mut space = Space {
        tries,
        model,
        figures,
        scales: &scales,
        rooms: &rooms,
        memory: Projection::default(),
    };
    let mut at = vec![0.0; figures.len()];
    let mut toward = at.clone();
    for round in 0..ROUNDS {
        let Some(planes) = space.planes(&at)? else {
            // The line led to where the scenario cannot be: half of it is on the way.
            at.iter_mut().for_each(|part| *part /= 2.0);
            continue;
        };
        let next = nearest(&planes, &rooms);
        let turned = direction(&next)
            .iter()
            .zip(direction(&toward))
            .map(|(one, other)| (one - other).abs())
            .fold(0.0, f64::max);
        (at, toward) = (next.clone(), next);
        if round > 0 && turned < STILL {
            break;
        }
    }
    if toward.iter().all(|&part| part == 0.0) {
        // All goals are met as it is, or nothing moves them: the search along any line says
        // which.
        toward = vec![1.0; figures.len()];
    }
    along(figures, &scales, &toward)
}

/// How far a figure can go down and up from where it is, in parts of what it moves in.
fn room(figure: &StatedFigure, scale: Decimal) -> [f64; 2] {
    bounds(figure).map(|bound| {
        let parts = (bound - figure.value).checked_div(scale);
        let far = if bound < figure.value { -FAR } else { FAR };
        let parts = parts.and_then(|parts| parts.to_f64()).unwrap_or(far);
        parts.clamp(-FAR, FAR)
    })
}

/// What a figure moves in: half its range, or its value.
fn scale(figure: &StatedFigure) -> Result<Decimal, Diagnostic> {
    let range = figure.herkomst.tussen.as_ref();
    let range = range.map(|range| (range.ends[1] - range.ends[0]).abs() / Decimal::TWO);
    let own = range.unwrap_or(figure.value.abs());
    if !own.is_zero() {
        return Ok(own);
    }
    let key = figure.key();
    let message = Text::new(
        format!("`{key}` staat op 0 en heeft geen bereik: een verandering heeft geen maat"),
        format!("`{key}` is 0 and has no range: a change has no measure"),
    );
    Err(
        Diagnostic::new(Code::Opdrachtregel, message).help(Text::new(
            format!("laat `{key}` weg, of zet het eerst op een waarde met --set"),
            format!("leave `{key}` out, or set it to a value first with --set"),
        )),
    )
}

/// Where figures can be, in parts of what each moves in.
struct Space<'a, P> {
    tries: &'a Tries<'a, P>,
    model: &'a Model,
    figures: &'a [StatedFigure],
    scales: &'a [Decimal],
    /// How far each can go down and up.
    rooms: &'a [[f64; 2]],
    memory: Projection,
}

/// A goal as a straight line: it is met where the product with `slope` is at most `most`.
struct Plane {
    slope: Vec<f64>,
    most: f64,
    exact: bool,
}

impl<P: Progress> Space<'_, P> {
    /// The figures of the goals at a point; `None` where the scenario cannot be.
    fn measured(&mut self, at: &[f64]) -> Result<Option<Vec<i64>>, Diagnostic> {
        self.tries.begin()?;
        let parts = self.figures.iter().zip(self.scales).zip(at);
        let moved = parts.map(|((figure, scale), &part)| {
            let part = Decimal::from_f64(part.clamp(-FAR, FAR)).unwrap_or_default();
            let [least, most] = bounds(figure);
            let value = (figure.value + scale * part).round_dp(figure.kind.decimals());
            (
                figure.path.clone(),
                figure.kind.written(value.clamp(least, most)),
            )
        });
        let moved: Vec<_> = moved.collect();
        let Ok(changed) = self.model.with_figures(&moved) else {
            return Ok(None);
        };
        let years = &self.tries.asked.years;
        possible(self.tries.figures(&changed, years, &mut self.memory))
    }

    /// How far every figure is beyond its goal at a point, as straight lines.
    fn planes(&mut self, at: &[f64]) -> Result<Option<Vec<Plane>>, Diagnostic> {
        let Some(here) = self.measured(at)? else {
            return Ok(None);
        };
        let mut moved = Vec::with_capacity(at.len());
        for place in 0..at.len() {
            let mut beside = at.to_vec();
            // At its highest a figure is moved down: up, nothing would move.
            let nudge = match at[place] + NUDGE > self.rooms[place][1] {
                true => -NUDGE,
                false => NUDGE,
            };
            beside[place] += nudge;
            let (found, step) = match self.measured(&beside)? {
                Some(found) => (Some(found), nudge),
                None => {
                    beside[place] = at[place] - nudge;
                    (self.measured(&beside)?, -nudge)
                }
            };
            let Some(found) = found else {
                return Ok(None);
            };
            moved.push((found, step));
        }
        let conditions = self.tries.asked.conditions(&self.tries.asked.years);
        let of_goal = conditions.each().flat_map(|goal| {
            let sign = match goal.relation {
                Relation::AtLeast => -1.0,
                Relation::Equal | Relation::AtMost => 1.0,
            };
            let (here, moved) = (&here, &moved);
            goal.places.clone().map(move |place| {
                let slope = moved
                    .iter()
                    .map(|(found, step)| sign * (found[place] - here[place]) as f64 / step);
                let slope: Vec<f64> = slope.collect();
                let excess = sign * (here[place] - goal.amount) as f64;
                Plane {
                    most: product(&slope, at) - excess,
                    slope,
                    exact: goal.relation == Relation::Equal,
                }
            })
        });
        Ok(Some(of_goal.collect()))
    }
}

fn product(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// The nearest point to nothing that all straight lines allow (Hildreth 1957), with every
/// figure within the room that it has.
fn nearest(planes: &[Plane], rooms: &[[f64; 2]]) -> Vec<f64> {
    let size = rooms.len();
    let of_room = |place: usize, sign: f64, most: f64| Plane {
        slope: (0..size)
            .map(|it| if it == place { sign } else { 0.0 })
            .collect(),
        most,
        exact: false,
    };
    let walls: Vec<Plane> = rooms
        .iter()
        .enumerate()
        .flat_map(|(place, &[least, most])| {
            [of_room(place, -1.0, -least), of_room(place, 1.0, most)]
        })
        .collect();
    let mut at = vec![0.0; size];
    let mut pulls = vec![0.0; planes.len() + walls.len()];
    for _ in 0..SWEEPS {
        for (plane, pull) in planes.iter().chain(&walls).zip(&mut pulls) {
            let square = product(&plane.slope, &plane.slope);
            if square == 0.0 {
                continue;
            }
            let more = (product(&plane.slope, &at) - plane.most) / square;
            let next: f64 = match plane.exact {
                true => *pull + more,
                false => (*pull + more).max(0.0),
            };
            let by = next - *pull;
            *pull = next;
            for (part, slope) in at.iter_mut().zip(&plane.slope) {
                *part -= by * slope;
            }
        }
    }
    let within = at.iter().zip(rooms);
    within
        .map(|(part, [least, most])| part.clamp(*least, *most))
        .collect()
}

/// Of length 1, or nothing.
fn direction(at: &[f64]) -> Vec<f64> {
    let length = libm::sqrt(product(at, at));
    let part = |part: &f64| if length > 0.0 { part / length } else { 0.0 };
    at.iter().map(part).collect()
}

/// The line in a direction, in steps of the last decimal of the figure that moves most of
/// them.
fn along(
    figures: &[StatedFigure],
    scales: &[Decimal],
    toward: &[f64],
) -> Result<Variable, Diagnostic> {
    let parts = direction(toward);
    let moves = scales.iter().zip(&parts).map(|(scale, &part)| {
        let part = Decimal::from_f64(part).unwrap_or_default();
        scale * part.round_dp(DECIMALS)
    });
    let moves: Vec<Decimal> = moves.collect();
    let in_last = figures.iter().zip(&moves).map(|(figure, own)| {
        let decimals = 10_i64.pow(figure.kind.decimals());
        own.abs() * Decimal::from(decimals)
    });
    let most = in_last.max().filter(|most| !most.is_zero());
    let most = most.unwrap_or(Decimal::ONE);
    let steps: Vec<Decimal> = moves.iter().map(|own| own / most).collect();
    // As far as the first figure that comes to its bounds, those apart that the least change
    // has there: these stay at them while the others go on.
    let rooms = figures.iter().zip(&steps).zip(scales.iter().zip(toward));
    let rooms = rooms.filter_map(|((figure, step), (&scale, part))| {
        let [low, high] = bounds(figure);
        let is_down = step.is_sign_negative();
        let own = if is_down {
            figure.value - low
        } else {
            high - figure.value
        };
        let is_there = part.abs() >= room(figure, scale)[usize::from(!is_down)].abs();
        let far = (!step.is_zero()).then(|| own.checked_div(step.abs()))??;
        Some((is_there, far))
    });
    let rooms: Vec<(bool, Decimal)> = rooms.collect();
    let free = rooms.iter().filter(|(is_there, _)| !is_there);
    let far = free.map(|(_, far)| *far).min();
    let far = far.or(rooms.iter().map(|(_, far)| *far).max());
    let far = far.unwrap_or_default().ceil();
    let far = far.to_i64().unwrap_or(MOST_STEPS).min(MOST_STEPS);
    let pairs = figures.iter().cloned().zip(steps);
    Ok(Variable::along(pairs.collect(), far))
}

/// No line is longer.
const MOST_STEPS: i64 = 1 << 60;

/// Decimals of a direction.
const DECIMALS: u32 = 12;

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(slope: &[f64], most: f64) -> Plane {
        Plane {
            slope: slope.to_vec(),
            most,
            exact: false,
        }
    }

    const FREE: [[f64; 2]; 2] = [[-FAR, FAR]; 2];

    fn near(found: &[f64], known: &[f64]) {
        for (one, other) in found.iter().zip(known) {
            assert!((one - other).abs() < 1e-6, "{found:?}, not {known:?}");
        }
    }

    #[test]
    fn the_nearest_point_is_that_of_geometry() {
        // x + y >= 2: halfway.
        near(&nearest(&[plane(&[-1.0, -1.0], -2.0)], &FREE), &[1.0, 1.0]);
        // 3x + 4y <= -25: at distance 5.
        near(&nearest(&[plane(&[3.0, 4.0], -25.0)], &FREE), &[-3.0, -4.0]);
        // Both x >= 1 and x + y >= 3: the corner of neither, and then of both.
        let both = [plane(&[-1.0, 0.0], -1.0), plane(&[-1.0, -1.0], -3.0)];
        near(&nearest(&both, &FREE), &[1.5, 1.5]);
        let corner = [plane(&[-1.0, 0.0], -2.0), plane(&[-1.0, -1.0], -3.0)];
        near(&nearest(&corner, &FREE), &[2.0, 1.0]);
        // What is met where it is asks nothing.
        near(&nearest(&[plane(&[1.0, 1.0], 5.0)], &FREE), &[0.0, 0.0]);
        let exact = Plane {
            exact: true,
            ..plane(&[1.0, 1.0], 5.0)
        };
        near(&nearest(&[exact], &FREE), &[2.5, 2.5]);
    }

    #[test]
    fn a_figure_that_comes_to_its_bound_stays_there_and_the_other_makes_up_for_it() {
        let sum = [plane(&[-1.0, -1.0], -2.0)];
        near(&nearest(&sum, &[[-9.0, 0.5], [-9.0, 9.0]]), &[0.5, 1.5]);
        near(&nearest(&sum, &[[-9.0, 9.0], [-9.0, 0.25]]), &[1.75, 0.25]);
        let down = [plane(&[3.0, 4.0], -25.0)];
        near(&nearest(&down, &[[-1.0, 9.0], [-9.0, 9.0]]), &[-1.0, -5.5]);
        // Where both at their bounds are not enough that is as near as it comes.
        near(&nearest(&sum, &[[-9.0, 0.5], [-9.0, 0.5]]), &[0.5, 0.5]);
    }
}
