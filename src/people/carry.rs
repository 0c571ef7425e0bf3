//! How counted cohorts bear on those of the model: a gemeente keeps a part of its share.
//!
//! The law divides by inhabitants where nobody has counted. A gemeente that had 40% more
//! than its inhabitants in three years may well have more in the fourth; how far that is
//! so, `[aantallen] doorwerking` says.

use std::collections::BTreeMap;

use super::counts::PeopleCounts;
use super::delivery::Delivery;
use super::kind::Kind;
use crate::exact::apportion::{apportion, apportion_by_counts};
use crate::exact::fraction::Fraction;
use crate::gemeente::Gemeenten;
use crate::terms::jaar::Jaar;

/// Units that a weight is rounded to where an exact one has more digits than a draw has
/// room for.
const UNITS: i64 = 1 << 32;

/// From how many hundredths of what it has by inhabitants a gemeente differs much.
const MUCH: i128 = 25;

/// A gemeente of which fewer are expected differs by chance.
const FEWEST: i128 = 20;

/// The people of one kind in each counted cohort, per gemeente and in order of cohort.
pub(super) struct Counted {
    cohorts: Vec<(Jaar, Vec<i64>)>,
}

impl Counted {
    /// The cohorts that were delivered, where they were housed: without a peiljaar, or else at
    /// the first that was delivered. A national count beside these is spread by inhabitants,
    /// and says nothing of the share of a gemeente.
    pub fn of(kind: Kind, delivery: &Delivery, counts: &PeopleCounts) -> Self {
        let mut at: BTreeMap<Jaar, Jaar> = BTreeMap::new();
        for (cohort, peiljaar, _) in delivery.of(kind) {
            // A count without a peiljaar is of where people were housed.
            let housed = peiljaar.unwrap_or(cohort);
            let first = at.entry(cohort).or_insert(housed);
            *first = housed.min(*first);
        }
        let cohorts = at.into_iter();
        Self {
            cohorts: cohorts
                .map(|(cohort, housed)| (cohort, counts.at(cohort, housed).to_vec()))
                .collect(),
        }
    }

    /// What people of `cohort` are divided by: `share` of it as those who were counted in
    /// the cohorts before it, the rest by inhabitants. `None` where nobody was counted
    /// before. Later cohorts bear on none: what is known of those after the last year
    /// depends on which year that is.
    pub fn weights(&self, cohort: Jaar, share: Fraction, inwoners: &[i64]) -> Option<Vec<i64>> {
        let mut sums = vec![0; inwoners.len()];
        for (_, housed) in self.cohorts.iter().filter(|(counted, _)| *counted < cohort) {
            for (sum, people) in sums.iter_mut().zip(housed) {
                *sum += people;
            }
        }
        let counted: i64 = sums.iter().sum();
        let all: i64 = inwoners.iter().sum();
        if counted == 0 || share.numerator() == 0 {
            return None;
        }
        if share.numerator() == share.denominator() || all == 0 {
            return Some(sums);
        }
        let whole = |number: i64| number.unsigned_abs().into();
        let (kept, left): (u128, u128) = (
            whole(share.numerator()),
            whole(share.denominator() - share.numerator()),
        );
        let (counted, all): (u128, u128) = (whole(counted), whole(all));
        let weights = sums.iter().zip(inwoners).map(|(&own, &people)| {
            let (own, people): (u128, u128) = (whole(own), whole(people));
            kept * own * all + left * people * counted
        });
        let weights: Vec<u128> = weights.collect();
        if weights.iter().sum::<u128>() <= u128::from(UNITS.unsigned_abs()) {
            return Some(weights.iter().map(|&weight| weight as i64).collect());
        }
        apportion(UNITS, &weights).ok()
    }
}

/// A kind of people of whom counted gemeenten have far more or fewer than by inhabitants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FallingBack {
    /// What is counted.
    pub kind: Kind,
    /// How many gemeenten.
    pub gemeenten: usize,
    /// The index of the one that differs most.
    pub most: usize,
    /// What it was counted at, in whole per cents of its share by inhabitants.
    pub percent: i64,
}

/// Where counted gemeenten differ much from their share by inhabitants: by a quarter, and
/// by more than three times what chance makes of so many people; over the cohorts up to
/// `last`.
pub fn falling_back(
    kind: Kind,
    counts: &PeopleCounts,
    delivery: &Delivery,
    gemeenten: &Gemeenten,
    last: Jaar,
) -> Option<FallingBack> {
    let counted = Counted::of(kind, delivery, counts);
    let mut sums = vec![(0_i128, 0_i128); gemeenten.len()];
    // Of later ones nobody is known but who was counted.
    for (cohort, housed) in counted.cohorts.iter().filter(|(cohort, _)| *cohort <= last) {
        let inwoners = gemeenten.inwoners(cohort.plus(-1));
        let total = housed.iter().sum();
        let expected = apportion_by_counts(total, inwoners).ok()?;
        for (sum, (&own, expected)) in sums.iter_mut().zip(housed.iter().zip(expected)) {
            *sum = (sum.0 + i128::from(own), sum.1 + i128::from(expected));
        }
    }
    far_off(kind, &sums, |gemeente| !delivery.is_absent(gemeente))
}

/// Which gemeenten differ much, of how many people each has and would have by inhabitants.
fn far_off(
    kind: Kind,
    sums: &[(i128, i128)],
    is_counted: impl Fn(usize) -> bool,
) -> Option<FallingBack> {
    let differs = sums.iter().enumerate().filter(|(index, (own, expected))| {
        let off = own - expected;
        let is_much = off.abs() * 100 >= expected * MUCH && off * off > 9 * expected;
        *expected >= FEWEST && is_much && is_counted(*index)
    });
    let differs: Vec<(usize, &(i128, i128))> = differs.collect();
    // Twice as many is as far as half as many.
    let far = |(own, expected): &(i128, i128)| {
        let (least, most) = (own.min(expected), own.max(expected));
        most * 1_000_000 / (*least).max(1)
    };
    let most = differs
        .iter()
        .max_by_key(|(index, sum)| (far(sum), usize::MAX - index))?;
    Some(FallingBack {
        kind,
        gemeenten: differs.len(),
        most: most.0,
        percent: i64::try_from(most.1.0 * 100 / most.1.1).unwrap_or(i64::MAX),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(sums: &[i64], share: (i64, i64), inwoners: &[i64]) -> Option<Vec<i64>> {
        let [before, after] = [2023, 2026].map(|jaar| Jaar::new(jaar).unwrap());
        let counted = Counted {
            cohorts: vec![(before, sums.to_vec()), (after, vec![7; sums.len()])],
        };
        let share = Fraction::new(share.0, share.1);
        // Nobody was counted before the first, and what comes later bears on none.
        assert_eq!(counted.weights(before, share, inwoners), None);
        counted.weights(after, share, inwoners)
    }

    #[test]
    fn a_share_is_kept_in_part() {
        let inwoners = [100, 300];
        assert_eq!(weights(&[30, 10], (1, 1), &inwoners), Some(vec![30, 10]));
        assert_eq!(weights(&[30, 10], (0, 1), &inwoners), None);
        assert_eq!(weights(&[0, 0], (1, 1), &inwoners), None);
        // Three quarters and a quarter, half and half: a half each.
        let half = weights(&[30, 10], (1, 2), &inwoners).unwrap();
        assert_eq!(half[0], half[1]);
        let fifth = weights(&[30, 10], (1, 5), &inwoners).unwrap();
        // 0.2 x 0.75 + 0.8 x 0.25 = 0.35.
        assert_eq!(i128::from(fifth[0]) * 65, i128::from(fifth[1]) * 35);
    }

    #[test]
    fn large_numbers_are_rounded_to_units_that_a_draw_has_room_for() {
        let inwoners = [900_001, 17_000_003, 41];
        let weights = weights(&[9_001, 60_013, 0], (333, 1000), &inwoners).unwrap();
        assert_eq!(weights.iter().sum::<i64>(), UNITS);
        assert!(weights.iter().all(|&weight| weight > 0));
    }

    /// How many differ, which one most, and at what per cent of its share.
    fn most(sums: &[(i128, i128)]) -> Option<(usize, usize, i64)> {
        let found = far_off(Kind::GezinsOverig, sums, |_| true)?;
        Some((found.gemeenten, found.most, found.percent))
    }

    #[test]
    fn a_quarter_and_more_than_chance_makes_is_far_off() {
        // Of 400, a quarter is 100, and three times what chance makes is 60.
        assert_eq!(most(&[(400, 400), (300, 400)]), Some((1, 1, 75)));
        assert_eq!(most(&[(500, 400)]), Some((1, 0, 125)));
        assert_eq!(most(&[(301, 400), (499, 400)]), None);
        // Of 100, a quarter is 25, and three times what chance makes is 30.
        assert_eq!(most(&[(130, 100), (70, 100)]), None);
        assert_eq!(most(&[(131, 100)]), Some((1, 0, 131)));
        // Of fewer than 20 nothing is said.
        assert_eq!(most(&[(190, 19)]), None);
        assert_eq!(most(&[(0, 20)]), Some((1, 0, 0)));
        assert_eq!(most(&[]), None);
    }

    #[test]
    fn twice_as_many_is_as_far_off_as_half_as_many() {
        assert_eq!(most(&[(280, 200), (80, 200), (300, 200)]), Some((3, 1, 40)));
        assert_eq!(most(&[(200, 400), (400, 200)]), Some((2, 0, 50)));
        assert_eq!(most(&[(400, 200), (200, 400)]), Some((2, 0, 200)));
        // A tenth of a per cent decides, whichever side it is on.
        assert_eq!(most(&[(2001, 1000), (500, 1000)]), Some((2, 0, 200)));
        assert_eq!(most(&[(2000, 1000), (499, 1000)]), Some((2, 1, 49)));
        // One that nobody counted is not off.
        let found = far_off(Kind::GezinsOverig, &[(80, 200), (300, 200)], |it| it == 1);
        assert_eq!(
            found.map(|found| (found.gemeenten, found.most)),
            Some((1, 1))
        );
    }
}
