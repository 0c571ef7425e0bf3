//! Every figure and every series from low to high, one at a time: a tornado.

use rayon::prelude::*;

use super::lane::{Lane, lanes};
use super::no_effect::{Before, NoEffect, Sought};
use super::target::{MeasureBasis, Measured, Over, Target};
use crate::factors::{Factor, FactorKind, Reach, Standing};
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::projection::{Projected, Projection};
use crate::scenario::StatedFigure;
use crate::simulate::Progress;

/// What every factor does to the figure that was asked after.
#[derive(Debug, Clone)]
pub struct OneAtATime {
    /// The figure of every unit as it stands.
    pub base: Vec<i64>,
    /// The factors; those that move the first unit most come first.
    pub effects: Vec<FactorEffect>,
}

/// Nearly all of a variance, in ten-thousandths: what the few that matter explain.
pub const NEARLY_ALL: i64 = 9_500;

/// What one factor does.
#[derive(Debug, Clone)]
pub struct FactorEffect {
    /// The factor, in the scenario that tells most of it: where it moves, and of those where it
    /// can turn out otherwise.
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
    /// all of its [`Standing`] moved by themselves and in a straight line. How far the law
    /// is moved says nothing of how uncertain anything is, so the two are not added up.
    pub fn shares(&self, unit: usize) -> Vec<(&FactorEffect, i64)> {
        let wholes = self.effects.iter();
        let wholes = wholes.filter(|effect| effect.factor.part_of.is_none());
        let squares = wholes.map(|effect| {
            let swing = i128::from(effect.swing(&self.base, unit));
            (effect, swing * swing)
        });
        let squares: Vec<(&FactorEffect, i128)> = squares.collect();
        let total = |standing: Standing| -> i128 {
            let own = squares.iter();
            let own = own.filter(|(effect, _)| effect.factor.standing() == standing);
            own.map(|(_, square)| square).sum()
        };
        let [open, settled] = [Standing::Open, Standing::Settled].map(total);
        let share = |effect: &FactorEffect, square: i128| {
            let total = match effect.factor.standing() {
                Standing::Open => open,
                Standing::Settled => settled,
            };
            match total {
                0 => 0,
                _ => per_ten_thousand(square, total),
            }
        };
        let mut shares: Vec<(&FactorEffect, i64)> = squares
            .iter()
            .map(|&(effect, square)| (effect, share(effect, square) as i64))
            .collect();
        shares.sort_by_key(|(effect, _)| std::cmp::Reverse(effect.swing(&self.base, unit)));
        shares
    }

    /// How many of the first of [`OneAtATime::shares`] that can turn out otherwise together
    /// have this part of their variance, in ten-thousandths; none where nothing moves.
    pub fn explaining(&self, unit: usize, part: i64) -> usize {
        let mut sum = 0;
        let shares = self.shares(unit).into_iter();
        let open = shares.filter(|(effect, _)| effect.factor.standing() == Standing::Open);
        let shares = open.map(|(_, share)| share);
        let moving = shares.filter(|share| *share > 0);
        let first = moving.take_while(|share| {
            let open = sum < part;
            sum += share;
            open
        });
        first.count()
    }

    /// The factor that matters most of those that nobody published. A series of which what
    /// matters was published is none of them.
    pub fn to_ask_for(&self, unit: usize) -> Option<&FactorEffect> {
        let wholes = self.shares(unit).into_iter().map(|(effect, _)| effect);
        let mut assumed = wholes.filter(|effect| effect.factor.is_assumed());
        let is_published = |effect: &&FactorEffect| {
            let parts = self.parts(&effect.factor);
            let mut moving = parts
                .filter(|part| part.swing(&self.base, unit) > 0)
                .peekable();
            moving.peek().is_some() && !moving.any(|part| part.factor.is_assumed())
        };
        assumed.find(|effect| effect.swing(&self.base, unit) > 0 && !is_published(effect))
    }

    /// The years that move the figure of a unit further than the series that they are of,
    /// those that do most first: its years work against each other.
    pub fn beyond_series(&self, unit: usize) -> Vec<(&FactorEffect, i64)> {
        let swing = |effect: &FactorEffect| effect.swing(&self.base, unit);
        let wholes = self.effects.iter();
        let wholes = wholes.filter(|whole| whole.factor.kind == FactorKind::Series);
        let beyond = wholes.flat_map(|whole| {
            let parts = self
                .parts(&whole.factor)
                .map(move |part| (part, swing(whole)));
            parts.filter(|(part, of_whole)| swing(part) > *of_whole)
        });
        let mut beyond: Vec<(&FactorEffect, i64)> = beyond.collect();
        beyond.sort_by_key(|(part, _)| std::cmp::Reverse(swing(part)));
        beyond
    }

    /// The factors that are part of another.
    fn parts<'a>(&'a self, whole: &'a Factor) -> impl Iterator<Item = &'a FactorEffect> {
        let all = self.effects.iter();
        all.filter(move |effect| effect.factor.part_of.as_ref() == Some(&whole.key))
    }

    /// The figure that tells where a factor comes from: of the least firm the one that
    /// matters most, or else the first in the years that were asked after.
    pub fn telling<'a>(
        &'a self,
        factor: &'a Factor,
        target: &Target,
        unit: usize,
    ) -> Option<&'a StatedFigure> {
        factor.telling(|figure| {
            let key = figure.key();
            let mut parts = self.parts(factor);
            let own = parts.find(|part| part.factor.key == key);
            let swing = own.map_or(0, |part| part.swing(&self.base, unit));
            (swing, target.is_of_year(figure))
        })
    }
}

/// A part of a total in ten-thousandths.
fn per_ten_thousand(part: i128, total: i128) -> i128 {
    // Squares of 64 bits leave no room to multiply.
    let shift = (128 - total.leading_zeros()).saturating_sub(100);
    (part >> shift) * 10_000 / (total >> shift).max(1)
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
    let basis = target.basis(models)?;
    let Measured {
        figures: base,
        drawn,
    } = target.measured((&basis, &[]), models, &mut Projection::default())?;
    let lanes = lanes(models, reach)?;
    let before: Vec<Before<'_>> = models.iter().map(Before::new).collect();
    let projected: Vec<_> = before.iter().map(Before::projected).collect();
    let asked = Asking {
        models,
        before: &before,
        target,
        basis: (&basis, &projected),
        base: &base,
        drawn: &drawn,
        members: target.members(),
    };
    let is_whole = |lane: &&Lane| lane.factor().part_of.is_none();
    let (wholes, others): (Vec<&Lane>, Vec<&Lane>) = lanes.iter().partition(is_whole);
    let mut effects = asked.effects(&wholes, &[], watcher)?;
    let known: Vec<(&Lane, &FactorEffect)> = wholes.iter().copied().zip(&effects).collect();
    let of_parts = asked.effects(&others, &known, watcher)?;
    effects.extend(of_parts);
    effects.sort_by(|a, b| {
        let (a_moves, b_moves) = (a.swing(&base, 0), b.swing(&base, 0));
        b_moves.cmp(&a_moves).then(a.factor.key.cmp(&b.factor.key))
    });
    Ok(OneAtATime { base, effects })
}

/// What every factor is held against.
struct Asking<'a> {
    models: &'a [Model],
    before: &'a [Before<'a>],
    target: &'a Target,
    /// The models as they stand, as they are drawn and as they were projected.
    basis: (&'a MeasureBasis<'a>, &'a [Option<Projected<'a>>]),
    base: &'a [i64],
    /// The draws as they stand, where draws are asked after.
    drawn: &'a [Vec<i64>],
    members: Vec<usize>,
}

impl Asking<'_> {
    /// What factors do, side by side. Of those that move with a whole it is known what that
    /// does.
    fn effects(
        &self,
        lanes: &[&Lane],
        wholes: &[(&Lane, &FactorEffect)],
        watcher: &impl Progress,
    ) -> Result<Vec<FactorEffect>, Diagnostic> {
        let effects =
            lanes
                .par_iter()
                .with_max_len(4)
                .map_init(Projection::default, |memory, lane| {
                    if watcher.stop() {
                        return Err(super::global::stopped(0));
                    }
                    let above = lane.factor().part_of.as_deref();
                    let above = wholes.iter().find(|(whole, _)| {
                        Some(whole.factor().key.as_str()) == above && whole.moves_all_of(lane)
                    });
                    let above = above.map(|(_, effect)| *effect);
                    let effect = self.effect(lane, above, memory);
                    watcher.complete(2);
                    Ok(effect)
                });
        effects.collect()
    }

    fn effect(
        &self,
        lane: &Lane,
        above: Option<&FactorEffect>,
        memory: &mut Projection,
    ) -> FactorEffect {
        let factor = Factor::clone(lane.factor());
        let moves = factor.moves();
        // Where a whole series at both its ends leaves every amount as it is, so does each
        // of its figures.
        let is_still = above.is_some_and(|above| {
            self.target.over == Over::Run
                && above.factor.kind == FactorKind::Series
                && above.ends.iter().all(Result::is_ok)
                && above.no_effect.as_ref().is_some_and(NoEffect::leaves_all)
        });
        let mut moves_draws = false;
        // A scenario that can have a whole series moved need not have one of its figures so.
        let moved = [0, 1].map(|end| match moves {
            true => lane.moved(self.models, end).map(Some),
            false => Ok(None),
        });
        let mut at = |moved: &Result<Option<Vec<Model>>, Diagnostic>| match moved {
            Err(refused) => Err(refused.clone()),
            Ok(Some(moved)) if !is_still => {
                let measured = self.target.measured(self.basis, moved, memory)?;
                moves_draws |= measured.drawn != self.drawn;
                Ok(measured.figures)
            }
            Ok(_) => Ok(self.base.to_vec()),
        };
        let ends = moved.each_ref().map(&mut at);
        let mut values = ends.iter().flatten();
        let nothing =
            moves && values.clone().next().is_some() && values.all(|values| values == self.base);
        // What a whole does elsewhere, one of its figures need not.
        let no_effect = match (nothing, moves_draws) {
            (false, _) => None,
            (true, true) => Some(NoEffect::SameOfDraws),
            (true, false) => {
                let moved = moved.into_iter().filter_map(|moved| moved.ok().flatten());
                Some(self.reason(lane, moved, memory))
            }
        };
        FactorEffect {
            factor,
            ends,
            no_effect,
        }
    }

    /// Why nothing moves, of the models at either end, in each in which the factor moves.
    fn reason(
        &self,
        lane: &Lane,
        ends: impl Iterator<Item = Vec<Model>>,
        memory: &mut Projection,
    ) -> NoEffect {
        let sought = Sought {
            keys: std::slice::from_ref(&lane.factor().key),
            columns: &[self.target.column],
            years: &self.target.years,
            members: &self.members,
            of_draws: self.target.over != Over::Run,
        };
        let reasons = ends.flat_map(|after| {
            let pairs = self.before.iter().zip(after).enumerate();
            let moving = pairs.filter(|(place, _)| lane.moves_in(*place));
            let reasons = moving.map(|(_, (before, after))| before.why(&sought, &after, memory));
            reasons.collect::<Vec<_>>()
        });
        NoEffect::nearest(reasons).unwrap_or(NoEffect::Nothing)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::factors::factors;

    /// What a moved figure leaves alone is taken over from the model as it stands, and is
    /// what would have been reckoned: of every figure, at both ends.
    #[test]
    fn a_moved_figure_comes_to_what_it_does_alone() {
        let model = Model::load("wi2021", &[]).unwrap();
        let before = Before::new(&model);
        let reach = Reach::Step(Decimal::new(7, 2));
        let mut memory = Projection::default();
        let mut tried = 0;
        for factor in factors(&model.scenario, reach).unwrap() {
            for end in [0, 1] {
                let moved = model.with_figures(&factor.moved(end, Decimal::ONE));
                let Ok((moved, alone)) = moved.and_then(|it| Ok((it.clone(), it.project()?)))
                else {
                    continue;
                };
                moved
                    .project_beside(before.projected(), &mut memory)
                    .unwrap();
                assert!(memory == alone, "{} to {end}", factor.key);
                tried += 1;
            }
        }
        assert!(tried > 300, "{tried}");
    }

    #[test]
    fn parts_of_the_largest_squares_are_reckoned_without_running_over() {
        let large = i128::from(i64::MAX) * i128::from(i64::MAX);
        assert_eq!(per_ten_thousand(large, large + large / 3), 7500);
        assert_eq!(per_ten_thousand(1, 3), 3333);
        assert_eq!(per_ten_thousand(0, 1), 0);
    }
}
