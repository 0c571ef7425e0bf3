//! What the factors of a gemeente do to counts and costs of the model, in whole numbers.
//!
//! A share on the Z-route that is not that of the country moves whatever depends on the
//! route by so much as the share is more, times what one person on the Z-route has more
//! than one on another route: shares are linear in everything that they are of.

use crate::exact::apportion::Shares;
use crate::exact::fraction::{Exact, exact_whole};
use crate::exact::money::{Cents, round_half_up, to_whole};
use crate::exact::vector::{largest, vectorised};
use crate::scenario::tables::Tables;
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route};

use super::kenmerken::{Kenmerk, Kenmerken, MILLION};

/// Shares are whole billionths: a scenario writes them with at most nine decimals.
pub const BILLION: i64 = 1_000_000_000;

/// The share on the Z-route in the country, in billionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZShare(i64);

impl ZShare {
    /// That of asielstatushouders; `None` where nobody or everybody is on it, so that no
    /// factor can move it.
    pub fn of(tables: &Tables) -> Option<Self> {
        let routes = tables.leerroute.get(Groep::Asielstatushouder)?;
        let share = routes.get(Route::Z).0;
        let share = share.numerator() * (BILLION / share.denominator());
        (0 < share && share < BILLION).then_some(Self(share))
    }

    /// In billionths.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// By how much the share of a gemeente with a factor in millionths is more, in
    /// billionths: the share times the factor, rounded half up, at most all.
    pub fn shift(self, factor: i64) -> i64 {
        let all = i128::from(self.0) * i128::from(factor);
        let share = round_half_up(all, MILLION.into()).min(BILLION.into());
        share as i64 - self.0
    }

    /// What of the share of another route is left where that of the Z-route is so much
    /// more: those routes give way in proportion.
    pub fn others(self, shift: i64) -> Exact {
        Exact::new((BILLION - self.0 - shift).into(), (BILLION - self.0).into())
    }
}

/// What gemeenten spend more or less than people times a tariff.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LocalCosts {
    /// Factors in millionths, by gemeente; empty where all are 1.
    pub kosten: Vec<i64>,
    /// By how much the share on the Z-route is more, in billionths; empty where it is
    /// that of the country everywhere.
    pub z_route: Vec<i64>,
}

impl LocalCosts {
    /// Those that a scenario states.
    pub fn of(kenmerken: &Kenmerken, share: Option<ZShare>) -> Self {
        let kosten = kenmerken.of(Kenmerk::Kosten).unwrap_or_default();
        let factors = kenmerken.of(Kenmerk::ZRoute).unwrap_or_default().iter();
        let shifts = share.map(|share| factors.map(|&factor| share.shift(factor)).collect());
        Self {
            kosten: kosten.to_vec(),
            z_route: shifts.unwrap_or_default(),
        }
    }

    /// Whether every gemeente spends what people times a tariff come to.
    pub fn is_plain(&self) -> bool {
        self.kosten.is_empty() && self.z_route.is_empty()
    }

    /// The costs of one gemeente: people times a tariff, and what they would cost more
    /// if all of them were on the Z-route, each rounded half up to the cent.
    pub fn cost(&self, gemeente: usize, plain: Cents, on_z_route: Cents) -> Cents {
        let shift = self.z_route.get(gemeente).copied().unwrap_or(0);
        let factor = self.kosten.get(gemeente).copied().unwrap_or(MILLION);
        let together = plain + part::<BILLION>(on_z_route, shift);
        part::<MILLION>(together, factor)
    }

    /// [`LocalCosts::cost`] of every gemeente; `on_z_route` may be left empty.
    pub fn apply(&self, kosten: &mut [Cents], on_z_route: &[Cents]) {
        if !add_parts((kosten, on_z_route), (&self.kosten, &self.z_route)) {
            for (gemeente, amount) in kosten.iter_mut().enumerate() {
                let on_z_route = on_z_route.get(gemeente).copied().unwrap_or(Cents::ZERO);
                *amount = self.cost(gemeente, *amount, on_z_route);
            }
        }
    }
}

/// [`LocalCosts::apply`] side by side; `false`, with nothing done, where an amount may be
/// too large for that.
fn add_parts(
    (kosten, on_z_route): (&mut [Cents], &[Cents]),
    (factors, shifts): (&[i64], &[i64]),
) -> bool {
    let fits = |amounts: u64, numerators: &[i64]| {
        let most = amounts.checked_mul(largest(numerators));
        most.is_some_and(|most| most < MOST)
    };
    let more = largest(on_z_route);
    // What is added is no larger than what it is a part of, or else too large below.
    let together = largest(kosten).saturating_add(more).saturating_add(1);
    let shifts_fit = largest(shifts) <= BILLION.unsigned_abs() && fits(more, shifts);
    if !shifts_fit || !fits(together, factors) {
        return false;
    }
    if !on_z_route.is_empty() {
        let shares = Shares::new(1, BILLION.unsigned_abs());
        vectorised(
            #[inline(always)]
            || {
                let inputs = on_z_route.iter().zip(shifts);
                for (amount, (&more, &shift)) in kosten.iter_mut().zip(inputs) {
                    let more = near_part::<BILLION>(shares, more, shift);
                    *amount = Cents::new(amount.get().wrapping_add(more));
                }
            },
        );
    }
    let shares = Shares::new(1, MILLION.unsigned_abs());
    vectorised(
        #[inline(always)]
        || {
            for (amount, &factor) in kosten.iter_mut().zip(factors) {
                *amount = Cents::new(near_part::<MILLION>(shares, *amount, factor));
            }
        },
    );
    true
}

/// Products below this, and above it on the other side of zero, are divided side by side.
const MOST: u64 = 1 << 60;

/// As [`part`], of a product within [`MOST`]; `shares` are those of one in `DENOMINATOR`.
#[inline(always)]
fn near_part<const DENOMINATOR: i64>(shares: Shares, amount: Cents, numerator: i64) -> i64 {
    // A multiple of the denominator brings it above zero, where rounding down is simple.
    let whole = (MOST as i64 / DENOMINATOR).wrapping_add(1);
    let above = whole
        .wrapping_mul(DENOMINATOR)
        .wrapping_add(DENOMINATOR / 2);
    let product = amount.get().wrapping_mul(numerator).wrapping_add(above);
    let (quotient, _) = shares.quotient(product as u64);
    (quotient as i64).wrapping_sub(whole)
}

/// An amount times a fraction, rounded half up to the cent.
#[inline(always)]
fn part<const DENOMINATOR: i64>(amount: Cents, numerator: i64) -> Cents {
    // Division of 128 bits costs many times that of 64 by a constant.
    match amount.get().checked_mul(numerator) {
        Some(product) if product < i64::MAX - DENOMINATOR => {
            Cents::new((product + DENOMINATOR / 2).div_euclid(DENOMINATOR))
        }
        _ => large_part(amount, numerator, DENOMINATOR),
    }
}

#[cold]
#[inline(never)]
fn large_part(amount: Cents, numerator: i64, denominator: i64) -> Cents {
    let product = i128::from(amount.get()) * i128::from(numerator);
    let cents = round_half_up(product, denominator.into());
    Cents::new(i64::try_from(cents).unwrap_or(i64::MAX))
}

/// The costs of gemeenten through the years: as the scenario states them, and from a
/// year on as a draw has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CostDifferences {
    /// As the scenario states them.
    pub stated: LocalCosts,
    /// The first year of a draw, and what was drawn.
    pub drawn: Option<(Jaar, LocalCosts)>,
}

impl CostDifferences {
    /// Those of a year.
    pub fn of(&self, jaar: Jaar) -> &LocalCosts {
        match &self.drawn {
            Some((from, drawn)) if *from <= jaar => drawn,
            _ => &self.stated,
        }
    }
}

/// Counts of one gemeente that differ from those of the model, year by year: rounded
/// half up over all years so far, so that small numbers lose nothing over the years. Where the
/// sum falls, for an exact part of it can be below zero, nobody comes twice when it rises again.
#[derive(Debug, Clone, Default)]
pub struct RunningCount {
    before: i64,
    exact: Exact,
}

impl RunningCount {
    /// The count of the next year, of which the model says `people` in its own share
    /// (a factor of 1); all years together at most `most`.
    pub fn next(&mut self, people: Exact, factor: &Exact, most: i64) -> i64 {
        self.exact = &self.exact + people;
        let sum = to_whole(&(&self.exact * factor).max(exact_whole(0))).unwrap_or(i64::MAX);
        let sum = sum.min(most);
        let count = (sum - self.before).max(0);
        self.before = self.before.max(sum);
        count
    }
}

/// A number of millionths, exactly.
pub fn millionths(factor: i64) -> Exact {
    Exact::new(factor.into(), MILLION.into())
}

/// A number of billionths, exactly.
pub fn billionths(share: i64) -> Exact {
    Exact::new(share.into(), BILLION.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_rounded_half_up_on_both_sides_of_zero_and_of_64_bits() {
        let of = |amount: i64, numerator| part::<MILLION>(Cents::new(amount), numerator).get();
        assert_eq!(of(5, 1_100_000), 6);
        assert_eq!(of(-5, 1_100_000), -5);
        assert_eq!(of(15, 900_000), 14);
        assert_eq!(of(7, MILLION), 7);
        // At the bound of 64 bits the half that is added would not fit.
        let most = i64::MAX - MILLION / 4;
        assert_eq!(of(most, 1), 9_223_372_036_855);
        let large = 90_000_000_000_000_001;
        assert_eq!(of(large, 1_500_000), 135_000_000_000_000_002);
    }

    #[test]
    fn a_gemeente_with_more_on_the_z_route_spends_what_those_cost_more() {
        let local = LocalCosts {
            kosten: vec![1_100_000, MILLION],
            z_route: vec![250_000_000, -100_000_000],
        };
        let cost = |gemeente| {
            local
                .cost(gemeente, Cents::new(100_000), Cents::new(40_000))
                .get()
        };
        // A quarter of 400 euros more on 1,000 euros, and all of it a tenth more.
        assert_eq!(cost(0), 121_000);
        assert_eq!(cost(1), 96_000);
        // Of a third nothing is known.
        assert_eq!(cost(2), 100_000);
        let mut found = [Cents::new(100_000); 2];
        local.apply(&mut found, &[Cents::new(40_000); 2]);
        assert_eq!(found.map(Cents::get), [121_000, 96_000]);
    }

    #[test]
    fn costs_side_by_side_are_those_of_one_gemeente() {
        let amounts = [0, 1, 5, 499_999, 500_000, 234_567_891, 7 << 26];
        let shifts = [
            -300_000_000,
            -1,
            0,
            1,
            536_000_000,
            499_999_999,
            500_000_001,
        ];
        let factors = [MILLION, 1, 0, 999_999, 500_000, 1_300_001, 2_500_000];
        let local = LocalCosts {
            kosten: factors.to_vec(),
            z_route: shifts.to_vec(),
        };
        // The last are beyond what goes side by side.
        for (size, fits) in [(1, true), (8, false), (1 << 24, false)] {
            for turn in 0..amounts.len() {
                let place = |gemeente: usize| amounts[(gemeente + turn) % amounts.len()] * size;
                let plain: Vec<Cents> =
                    (0..7).map(|place_of| Cents::new(place(place_of))).collect();
                let more: Vec<Cents> = plain.iter().map(|&amount| Cents::ZERO - amount).collect();
                let mut found = plain.clone();
                let numerators = (&factors[..], &shifts[..]);
                assert_eq!(add_parts((&mut found, &more), numerators), fits);
                if !fits {
                    assert_eq!(found, plain, "nothing is done");
                    local.apply(&mut found, &more);
                }
                for gemeente in 0..7 {
                    let expected = local.cost(gemeente, plain[gemeente], more[gemeente]);
                    assert_eq!(found[gemeente], expected, "{size} {turn} {gemeente}");
                }
            }
        }
        let plain = LocalCosts {
            kosten: factors.to_vec(),
            ..LocalCosts::default()
        };
        let mut found = [Cents::new(77); 7];
        plain.apply(&mut found, &[]);
        assert_eq!(found[5], plain.cost(5, Cents::new(77), Cents::ZERO));
    }

    #[test]
    fn what_is_rounded_away_in_one_year_comes_in_another() {
        let mut running = RunningCount::default();
        let factor = millionths(1_200_000);
        let counts: Vec<i64> = [1, 1, 1, 1, 1]
            .iter()
            .map(|&people| running.next(exact_whole(people), &factor, 100))
            .collect();
        // 1.2, 2.4, 3.6, 4.8 and 6 together.
        assert_eq!(counts, [1, 1, 2, 1, 1]);
    }

    #[test]
    fn nobody_completes_who_was_not_housed() {
        let mut running = RunningCount::default();
        let factor = millionths(3_000_000);
        assert_eq!(running.next(exact_whole(4), &factor, 10), 10);
        assert_eq!(running.next(exact_whole(1), &factor, 11), 1);
        // Two fewer, and two more again: they were there already.
        let mut running = RunningCount::default();
        let people = [5, -2, 2, 4].map(exact_whole);
        let counts = people.map(|people| running.next(people, &millionths(MILLION), 8));
        assert_eq!(counts, [5, 0, 0, 3]);
    }

    #[test]
    fn a_share_of_the_z_route_is_at_most_all_of_it() {
        let share = ZShare(300_000_000);
        assert_eq!(share.shift(MILLION), 0);
        assert_eq!(share.shift(1_500_000), 150_000_000);
        assert_eq!(share.shift(10_000_000), 700_000_000);
        assert_eq!(
            share.shift(i64::MAX),
            700_000_000,
            "beyond what 64 bits hold"
        );
        assert_eq!(share.others(150_000_000), Exact::new(55.into(), 70.into()));
    }
}
