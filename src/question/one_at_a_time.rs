//! Every figure and every series from low to high, one at a time: a tornado.

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::no_effect::{Before, NoEffect};
use super::target::{Over, Target};
use crate::columns::Column;
use crate::factors::{Factor, Reach, factors};
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::projection::Projection;
use crate::simulate::Progress;

/// What every factor does to the figure that was asked after.
#[derive(Debug, Clone)]
pub struct OneAtATime {
    /// The figure of every unit as it stands.
    pub base: Vec<i64>,
    /// The factors; those that move the first unit most come first.
    pub effects: Vec<FactorEffect>,
}

/// What one factor does.
#[derive(Debug, Clone)]
pub struct FactorEffect {
    /// The factor, in the first scenario that has it.
    pub factor: Factor,
    /// The figure of every unit with the factor low and high; the message of the scenario
    /// where it cannot have that value.
    pub ends: [Result<Vec<i64>, Diagnostic>; 2],
    /// Why it does nothing, where it does nothing to any unit.
    pub no_effect: Option<NoEffect>,
}

impl FactorEffect {
    /// How far the figure of a unit moves between low, as it stands and high.
    pub fn swing(&self, base: &[i64], unit: usize) -> i64 {
        let ends = self.ends.iter().flatten().map(|values| values[unit]);
        let (mut least, mut most) = (base[unit], base[unit]);
        for value in ends {
            (least, most) = (least.min(value), most.max(value));
        }
        most - least
    }
}

impl OneAtATime {
    /// The factors of which every figure is in one: those that are no part of another,
    /// with the share of the variance, in ten-thousandths, that each would have if
    /// all moved by themselves and in a straight line.
    pub fn shares(&self, unit: usize) -> Vec<(&FactorEffect, i64)> {
        let wholes = self.effects.iter();
        let wholes = wholes.filter(|effect| effect.factor.part_of.is_none());
        let squares = wholes.map(|effect| {
            let swing = i128::from(effect.swing(&self.base, unit));
            (effect, swing * swing)
        });
        let squares: Vec<(&FactorEffect, i128)> = squares.collect();
        let total: i128 = squares.iter().map(|(_, square)| square).sum();
        let share = |square: i128| match total {
            0 => 0,
            _ => per_ten_thousand(square, total),
        };
        let mut shares: Vec<(&FactorEffect, i64)> = squares
            .into_iter()
            .map(|(effect, square)| (effect, share(square) as i64))
            .collect();
        shares.sort_by_key(|(effect, _)| std::cmp::Reverse(effect.swing(&self.base, unit)));
        shares
    }

    /// The factor that matters most of those that nobody published.
    pub fn to_ask_for(&self, unit: usize) -> Option<&FactorEffect> {
        let wholes = self.shares(unit).into_iter().map(|(effect, _)| effect);
        let mut assumed = wholes.filter(|effect| effect.factor.is_assumed());
        assumed.find(|effect| effect.swing(&self.base, unit) > 0)
    }
}

/// A part of a total in ten-thousandths.
fn per_ten_thousand(part: i128, total: i128) -> i128 {
    // Squares of 64 bits leave no room to multiply.
    let shift = (128 - total.leading_zeros()).saturating_sub(100);
    (part >> shift) * 10_000 / (total >> shift).max(1)
}

/// A factor of several models at once: of each its own, where it has it.
struct Lane<'a> {
    own: Vec<Option<&'a Factor>>,
}

/// Moves every factor of these models, of one or of two of which the difference is asked,
/// to both its ends, one at a time.
///
/// # Errors
/// A scenario that cannot be projected as it stands, or a stop.
pub fn one_at_a_time(
    models: &[Model],
    target: &Target,
    reach: Reach,
    watcher: &impl Progress,
) -> Result<OneAtATime, Diagnostic> {
    let base = target.measure(models, &mut Projection::default())?;
    let found = models.iter().map(|model| factors(&model.scenario, reach));
    let found: Vec<Vec<Factor>> = found.collect::<Result<_, _>>()?;
    let mut keys: Vec<&str> = found.iter().flatten().map(|one| one.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    let lanes = keys.iter().map(|key| Lane {
        own: found
            .iter()
            .map(|own| own.iter().find(|one| one.key == *key))
            .collect(),
    });
    let lanes: Vec<Lane<'_>> = lanes.collect();
    let effects = lanes
        .par_iter()
        .with_max_len(4)
        .map_init(Projection::default, |memory, lane| {
            if watcher.stop() {
                return Err(super::global::stopped(0));
            }
            let effect = lane.effect(models, target, &base, memory);
            watcher.complete(2);
            Ok(effect)
        });
    let mut effects: Vec<FactorEffect> = effects.collect::<Result<_, _>>()?;
    if target.over == Over::Run {
        give_reasons(&mut effects, (&lanes, models), target.column, &base);
    }
    effects.sort_by(|a, b| {
        let (a_moves, b_moves) = (a.swing(&base, 0), b.swing(&base, 0));
        b_moves.cmp(&a_moves).then(a.factor.key.cmp(&b.factor.key))
    });
    Ok(OneAtATime { base, effects })
}

/// Says of every factor that does nothing why. A figure of a series that does nothing has
/// the reason of the series.
fn give_reasons(
    effects: &mut [FactorEffect],
    (lanes, models): (&[Lane<'_>], &[Model]),
    column: Column,
    base: &[i64],
) {
    let before: Vec<Before<'_>> = models.iter().map(Before::new).collect();
    let is_still = |effect: &FactorEffect| {
        let ends = || effect.ends.iter();
        let still = ends().flatten().all(|values| values == base);
        still && ends().any(Result::is_ok) && effect.factor.moves()
    };
    let still: Vec<bool> = effects.iter().map(is_still).collect();
    for whole in [true, false] {
        let known: Vec<(String, Option<NoEffect>)> = effects
            .iter()
            .map(|effect| (effect.factor.key.clone(), effect.no_effect.clone()))
            .collect();
        let found = effects.par_iter().zip(lanes).zip(&still).map_init(
            Projection::default,
            |memory, ((effect, lane), &still)| {
                let above = effect.factor.part_of.as_ref();
                if !still || above.is_none() != whole {
                    return effect.no_effect.clone();
                }
                let inherited = above.and_then(|above| {
                    let own = known.iter().find(|(key, _)| key == above);
                    own.and_then(|(_, reason)| reason.clone())
                });
                inherited.or_else(|| Some(lane.reason((models, &before), column, memory)))
            },
        );
        let found: Vec<Option<NoEffect>> = found.collect();
        for (effect, reason) in effects.iter_mut().zip(found) {
            effect.no_effect = reason;
        }
    }
}

impl Lane<'_> {
    fn effect(
        &self,
        models: &[Model],
        target: &Target,
        base: &[i64],
        memory: &mut Projection,
    ) -> FactorEffect {
        let first = self.own.iter().flatten().next();
        let factor = Factor::clone(first.expect("a factor is that of a model"));
        let moves = self.own.iter().flatten().any(|one| one.moves());
        let mut at = |end: usize| match moves {
            true => {
                let moved = self.moved(models, end)?;
                target.measure(&moved, memory)
            }
            false => Ok(base.to_vec()),
        };
        FactorEffect {
            factor,
            ends: [at(0), at(1)],
            no_effect: None,
        }
    }

    /// The models with the factor of each at an end.
    fn moved(&self, models: &[Model], end: usize) -> Result<Vec<Model>, Diagnostic> {
        let pairs = models.iter().zip(&self.own);
        let moved = pairs.map(|(model, factor)| match factor {
            Some(factor) if factor.moves() => {
                let figures = factor.moved(end, Decimal::ONE);
                let figures = figures.iter();
                model.with_figures(figures.map(|(path, digits)| (&path[..], digits.clone())))
            }
            _ => Ok(model.clone()),
        });
        moved.collect()
    }

    /// Why nothing moves, of the first model that has the factor.
    fn reason(
        &self,
        (models, before): (&[Model], &[Before<'_>]),
        column: Column,
        memory: &mut Projection,
    ) -> NoEffect {
        let place = self.own.iter().position(Option::is_some).unwrap_or(0);
        let after = [1, 0]
            .into_iter()
            .find_map(|end| self.moved(models, end).ok());
        let key = self.own[place].map_or("", |factor| factor.key.as_str());
        after.map_or(NoEffect::Nothing, |after| {
            before[place].why((key, column), &after[place], memory)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_the_largest_squares_are_reckoned_without_running_over() {
        let large = i128::from(i64::MAX) * i128::from(i64::MAX);
        assert_eq!(per_ten_thousand(large, large + large / 3), 7500);
        assert_eq!(per_ten_thousand(1, 3), 3333);
        assert_eq!(per_ten_thousand(0, 1), 0);
    }
}
