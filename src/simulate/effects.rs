//! What a change is worth to each gemeente, draw by draw: in hundredths of a per cent of
//! what it gets in the first scenario of the same draw.
//!
//! Cells keep amounts of a year. This keeps the percentage over several years, which does
//! not follow from them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::pool::Pool;
use super::request::Request;
use super::run::{Progress, RunScratch, SamplerLane, banen, interrupted};
use crate::columns::Column;
use crate::exact::money::round_half_away;
use crate::input::diagnostic::Diagnostic;
use crate::projection::{Measure, Projection};
use crate::terms::jaar::Jaar;

/// Hundredths of a per cent in a whole.
const PARTS: i128 = 10_000;

/// A gain of more than this, a hundred times the amount, is counted as this.
const MOST: i128 = 1_000_000;

/// A loss that is counted: more of what a gemeente gets than this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// More than 1%.
    One,
    /// More than 5%.
    Five,
}

impl Loss {
    const ALL: [Self; 2] = [Self::One, Self::Five];

    /// Whether it is more than so much, to the cent: in hundredths of a per cent a loss of
    /// just over 1% would be one of 1%.
    fn is_passed(self, from: i128, to: i128) -> bool {
        let percent = match self {
            Self::One => 1,
            Self::Five => 5,
        };
        (from - to) * 100 > percent * from.abs()
    }
}

/// How often each effect was drawn, in hundredths of a per cent, and how often each loss.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EffectCounts {
    effects: BTreeMap<i32, u64>,
    losses: [u64; Loss::ALL.len()],
}

impl EffectCounts {
    /// How many were drawn: a draw in which the gemeente gets nothing has none.
    pub fn n(&self) -> u64 {
        self.effects.values().sum()
    }

    /// Adds those of others, which can come in any order.
    pub fn add(&mut self, others: &Self) {
        for (&effect, count) in &others.effects {
            *self.effects.entry(effect).or_default() += count;
        }
        for (own, count) in self.losses.iter_mut().zip(others.losses) {
            *own += count;
        }
    }

    /// Takes in one draw, of a gemeente that gets anything in the first scenario.
    fn take(&mut self, from: i128, to: i128) {
        let effect = round_half_away((to - from) * PARTS, from.abs()).clamp(-MOST, MOST);
        *self.effects.entry(effect as i32).or_default() += 1;
        for loss in Loss::ALL {
            self.losses[loss as usize] += u64::from(loss.is_passed(from, to));
        }
    }

    /// The quantile at so many hundredths, by the nearest rank; `None` of nothing.
    pub fn quantile(&self, percent: u64) -> Option<i64> {
        let rank = (self.n() * percent).div_ceil(100).max(1);
        let mut passed = 0;
        let mut effects = self.effects.iter();
        let found = effects.find(|(_, count)| {
            passed += **count;
            passed >= rank
        });
        found.map(|(&effect, _)| effect.into())
    }

    /// Whether any is more than next to nothing.
    pub fn moves(&self) -> bool {
        self.effects.keys().any(|&effect| effect != 0)
    }

    /// In how many a gemeente lost so much.
    pub fn losing(&self, loss: Loss) -> u64 {
        self.losses[loss as usize]
    }

    /// The variance in millionths of a squared hundredth of a per cent, rounded down.
    pub fn variance(&self) -> i128 {
        let n = i128::from(self.n());
        if n == 0 {
            return 0;
        }
        let sum = |power: u32| -> i128 {
            let terms = self.effects.iter();
            terms
                .map(|(&effect, &count)| i128::from(count) * i128::from(effect).pow(power))
                .sum()
        };
        let (first, second) = (sum(1), sum(2));
        (n * second - first * first) * 1_000_000 / (n * n)
    }
}

/// Who watches draws that were announced before.
struct Quiet<'w, P>(&'w P);

impl<P: Progress> Progress for Quiet<'_, P> {
    fn complete(&self, _: u32) {}
    fn stop(&self) -> bool {
        self.0.stop()
    }
}

/// Makes every draw of a request, and counts what each scenario but the first is worth to
/// every gemeente, over the years at these places: by scenario, then by gemeente. Of a
/// stock the last of the years counts.
///
/// # Errors
/// As [`super::simulate`].
pub fn effects(
    vraag: &Request,
    (column, years): (Column, &[usize]),
    watcher: &impl Progress,
) -> Result<Vec<Vec<EffectCounts>>, Diagnostic> {
    let watcher = Quiet(watcher);
    let banen: Vec<SamplerLane<'_>> = banen(vraag, &watcher)?;
    let others = vraag.modellen.len() - 1;
    let none = || vec![vec![EffectCounts::default(); vraag.gemeenten()]; others];
    let years = match years {
        [.., last] if column.is_stock() => std::slice::from_ref(last),
        _ => years,
    };
    let first = banen.iter().map(|baan| baan.trekker.vanaf()).min();
    let first = first.unwrap_or(Jaar::MIN);
    let mut example = RunScratch::new(vraag, &banen)?;
    example.draw(vraag, &banen, 0, Jaar::MIN)?;
    let spare = Pool::default();
    let draws = (0..vraag.trekkingen).into_par_iter();
    let counted = draws.try_fold(none, |mut counts, nummer| {
        if watcher.stop() {
            return Err(interrupted(nummer));
        }
        let mut place = spare.take().unwrap_or_else(|| example.clone());
        place.draw(vraag, &banen, nummer.into(), first)?;
        let mut projections = place.scenarios.projections();
        if let Some(of_first) = projections.next() {
            for (counts, other) in counts.iter_mut().zip(&mut projections) {
                count((of_first, other), (column, years), counts);
            }
        }
        drop(projections);
        spare.give(place);
        watcher.0.complete(1);
        Ok(counts)
    });
    counted.try_reduce(none, |mut all, more| {
        for (all, more) in all.iter_mut().flatten().zip(more.iter().flatten()) {
            all.add(more);
        }
        Ok(all)
    })
}

/// Counts the effect of one draw for every gemeente.
fn count(
    (first, other): (&Projection, &Projection),
    (column, years): (Column, &[usize]),
    counts: &mut [EffectCounts],
) {
    let measure = Measure::of(column);
    for (gemeente, counts) in counts.iter_mut().enumerate() {
        let sum = |run: &Projection| -> i128 {
            let figures = years.iter();
            let figures = figures.map(|&year| measure.figure(&run.jaren[year], gemeente));
            figures.map(i128::from).sum()
        };
        let (from, to) = (sum(first), sum(other));
        if from != 0 {
            counts.take(from, to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(all: &[(i32, u64)]) -> EffectCounts {
        EffectCounts {
            effects: all.iter().copied().collect(),
            ..EffectCounts::default()
        }
    }

    #[test]
    fn quantiles_by_hand() {
        let it = counts(&[(-600, 1), (-100, 2), (-99, 1), (0, 15), (40, 1)]);
        assert_eq!(it.n(), 20);
        // The first, the tenth and the nineteenth of twenty.
        let three = [5, 50, 95].map(|percent| it.quantile(percent));
        assert_eq!(three, [Some(-600), Some(0), Some(0)]);
        assert_eq!(it.quantile(100), Some(40));
        assert_eq!(counts(&[]).quantile(50), None);
    }

    #[test]
    fn a_loss_is_counted_to_the_cent() {
        let losses = |from: i128, to: i128| {
            let mut it = EffectCounts::default();
            it.take(from, to);
            [Loss::One, Loss::Five].map(|loss| it.losing(loss))
        };
        // A loss of exactly one per cent is not more than one, and a cent more is.
        assert_eq!(losses(1_000_000, 990_000), [0, 0]);
        assert_eq!(losses(1_000_000, 989_999), [1, 0]);
        assert_eq!(losses(1_000_000, 950_000), [1, 0]);
        assert_eq!(losses(1_000_000, 949_999), [1, 1]);
        // Of what is below zero too, and a gain is no loss.
        assert_eq!(losses(-1_000, -1_051), [1, 1]);
        assert_eq!(losses(-1_000, 1_000), [0, 0]);
        // Those of others are added.
        let mut both = EffectCounts::default();
        both.take(100, 90);
        let mut other = EffectCounts::default();
        other.take(100, 98);
        both.add(&other);
        assert_eq!(
            [Loss::One, Loss::Five].map(|loss| both.losing(loss)),
            [2, 1]
        );
    }

    #[test]
    fn the_variance_is_exact_to_the_millionth() {
        // -1 and 1 and 4: mean 4/3, squares 18 of 3.
        let it = counts(&[(-1, 1), (1, 1), (4, 1)]);
        assert_eq!(it.variance(), 38 * 1_000_000 / 9);
        assert_eq!(counts(&[(7, 5)]).variance(), 0);
    }

    #[test]
    fn the_order_of_adding_says_nothing() {
        let (one, other) = (counts(&[(1, 2), (3, 4)]), counts(&[(3, 1), (9, 1)]));
        let added = |mut first: EffectCounts, second: &EffectCounts| {
            first.add(second);
            first
        };
        assert_eq!(added(one.clone(), &other), added(other, &one));
    }
}
