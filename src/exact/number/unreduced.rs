//! Exact numbers that are not brought to lowest terms: for what is reckoned to be rounded
//! once, where looking for common divisors would take longer than all else.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Zero};

use super::Exact;
use super::divisor::{common_divisor, without};

/// An exact number, in lowest terms or not; the denominator is positive.
#[derive(Debug, Clone)]
pub struct Unreduced {
    pub(super) numerator: BigInt,
    pub(super) denominator: BigInt,
}

impl Unreduced {
    /// Nothing.
    pub fn zero() -> Self {
        Self {
            numerator: BigInt::zero(),
            denominator: BigInt::one(),
        }
    }

    /// `numerator / denominator`; the denominator is positive.
    pub fn new(numerator: BigInt, denominator: BigInt) -> Self {
        debug_assert!(denominator > BigInt::ZERO);
        Self {
            numerator,
            denominator,
        }
    }

    /// The numbers above and below the line.
    pub fn into_parts(self) -> (BigInt, BigInt) {
        (self.numerator, self.denominator)
    }

    /// Whether it is nothing.
    pub fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    /// The same number in lowest terms.
    pub fn reduced(self) -> Exact {
        Exact::of_any_size(self.numerator, self.denominator)
    }

    /// The sum of both.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        if other.is_zero() {
            return self;
        }
        if self.is_zero() {
            return other;
        }
        if self.denominator == other.denominator {
            return Self {
                numerator: self.numerator + other.numerator,
                ..self
            };
        }
        Self {
            numerator: self.numerator * &other.denominator + other.numerator * &self.denominator,
            denominator: self.denominator * other.denominator,
        }
    }

    /// The first number, less a share of it, and that share of the second.
    #[must_use]
    pub fn between([one, other]: [Self; 2], share: &Self) -> Self {
        let Self {
            numerator,
            denominator,
        } = share;
        let rest = Self {
            numerator: denominator - numerator,
            denominator: denominator.clone(),
        };
        one.times(&rest).plus(other.times(share))
    }

    /// The product of both.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        Self {
            numerator: &self.numerator * &other.numerator,
            denominator: &self.denominator * &other.denominator,
        }
    }
}

impl From<&Exact> for Unreduced {
    fn from(number: &Exact) -> Self {
        Self {
            numerator: number.numerator(),
            denominator: number.denominator(),
        }
    }
}

/// Numbers over one denominator, such as the shares of a cohort by calendar year.
#[derive(Debug, Clone)]
pub struct OneDenominator {
    numerators: Vec<BigInt>,
    denominator: BigInt,
}

impl OneDenominator {
    /// These numbers over their least common denominator.
    pub fn of(numbers: &[Exact]) -> Self {
        Self::small(numbers).unwrap_or_else(|| {
            let denominators = numbers.iter().map(Exact::denominator);
            let denominator = denominators.fold(BigInt::one(), |common, own| common.lcm(&own));
            let over = |number: &Exact| number.numerator() * (&denominator / number.denominator());
            Self {
                numerators: numbers.iter().map(over).collect(),
                denominator,
            }
        })
    }

    /// [`OneDenominator::of`] in 128 bits, where all fit.
    fn small(numbers: &[Exact]) -> Option<Self> {
        let mut common: i128 = 1;
        for number in numbers {
            let own = number.as_small()?.1;
            if own != 1 && common % own != 0 {
                common = common.checked_mul(own / common_divisor(common, own))?;
            }
        }
        let over = |number: &Exact| {
            let (numerator, denominator) = number.as_small()?;
            let times = without(common, denominator);
            Some(numerator.checked_mul(times)?.into())
        };
        let numerators: Option<Vec<BigInt>> = numbers.iter().map(over).collect();
        Some(Self {
            numerators: numerators?,
            denominator: common.into(),
        })
    }

    /// How many numbers there are.
    pub fn places(&self) -> usize {
        self.numerators.len()
    }

    /// What stands above the line, of each.
    pub fn numerators(&self) -> &[BigInt] {
        &self.numerators
    }

    /// What stands below the line.
    pub fn denominator(&self) -> &BigInt {
        &self.denominator
    }

    /// The number at a place; nothing where there is none.
    pub fn at(&self, place: Option<usize>) -> Unreduced {
        match place.and_then(|place| self.numerators.get(place)) {
            Some(numerator) => Unreduced {
                numerator: numerator.clone(),
                denominator: self.denominator.clone(),
            },
            None => Unreduced::zero(),
        }
    }

    /// Numbers in as many rows as there are weights, each behind the other: what the columns
    /// come to, every row so many times.
    #[must_use]
    pub fn weighted(&self, weights: &Self) -> Self {
        let width = self.numerators.len() / weights.numerators.len().max(1);
        let mut sums = vec![BigInt::zero(); width];
        let rows = self.numerators.chunks_exact(width.max(1));
        for (row, weight) in rows.zip(&weights.numerators) {
            for (sum, number) in sums.iter_mut().zip(row) {
                *sum += number * weight;
            }
        }
        Self {
            numerators: sums,
            denominator: &self.denominator * &weights.denominator,
        }
    }

    /// Behind them what is left of one.
    #[must_use]
    pub fn with_rest(mut self) -> Self {
        let rest = &self.denominator - self.numerators.iter().sum::<BigInt>();
        self.numerators.push(rest);
        self
    }

    /// The same numbers, of each of which a share goes to the next place: that of the last
    /// is lost. `shares` has one for every place.
    #[must_use]
    pub fn moved_on(&self, shares: &Self) -> Self {
        if shares.numerators.iter().all(Zero::is_zero) {
            return self.clone();
        }
        let mut before = BigInt::zero();
        let moved = self.numerators.iter().zip(&shares.numerators);
        let moved = moved.map(|(number, share)| {
            let on = number * share;
            let here = number * &shares.denominator - &on + &before;
            before = on;
            here
        });
        Self {
            numerators: moved.collect(),
            denominator: &self.denominator * &shares.denominator,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share() -> impl Strategy<Value = Exact> {
        (0i128..=9, 1i128..40).prop_map(|(one, other)| Exact::new(one, 9 * other))
    }

    fn shares() -> impl Strategy<Value = Vec<Exact>> {
        proptest::collection::vec(share(), 0..6)
    }

    fn all(numbers: &OneDenominator) -> Vec<Exact> {
        let places = 0..numbers.places();
        places
            .map(|place| numbers.at(Some(place)).reduced())
            .collect()
    }

    proptest! {
        #[test]
        fn over_one_denominator_a_number_is_the_same(numbers in shares()) {
            let known = OneDenominator::of(&numbers);
            prop_assert_eq!(all(&known), numbers.clone());
            let rest = Exact::ONE - numbers.iter().sum::<Exact>();
            prop_assert_eq!(all(&known.with_rest()).pop(), Some(rest));
        }

        #[test]
        fn what_moves_on_comes_a_place_later(numbers in shares(), on in shares()) {
            let on: Vec<Exact> = on.iter().cycle().take(numbers.len()).cloned().collect();
            prop_assume!(on.len() == numbers.len());
            let moved = OneDenominator::of(&numbers).moved_on(&OneDenominator::of(&on));
            let here = |place: usize| {
                let came = match place {
                    0 => Exact::ZERO,
                    _ => &numbers[place - 1] * &on[place - 1],
                };
                &numbers[place] * (Exact::ONE - &on[place]) + came
            };
            let expected: Vec<Exact> = (0..numbers.len()).map(here).collect();
            prop_assert_eq!(all(&moved), expected);
        }

        #[test]
        fn sums_and_products_are_those_of_numbers(numbers in shares(), times in -9i128..9) {
            let times = Exact::new(times, 7);
            let known = OneDenominator::of(&numbers);
            let own = Unreduced::from(&times);
            let sum = (0..numbers.len()).map(|place| known.at(Some(place)).times(&own));
            let sum = sum.fold(known.at(None), Unreduced::plus);
            prop_assert_eq!(sum.reduced(), numbers.iter().sum::<Exact>() * times);
        }

        #[test]
        fn columns_are_added_up_by_the_weight_of_their_row(numbers in shares(), weights in shares()) {
            let width = numbers.len();
            // Every row is of its own, so that a weight of another would be seen.
            let rows = (1..).zip(&weights);
            let rows = rows.flat_map(|(row, _)| numbers.iter().map(move |number| number * Exact::new(1, row)));
            let rows: Vec<Exact> = rows.collect();
            let sums = OneDenominator::of(&rows).weighted(&OneDenominator::of(&weights));
            let sum: Exact = (1..).zip(&weights).map(|(row, weight)| weight * Exact::new(1, row)).sum();
            let expected: Vec<Exact> = numbers.iter().map(|number| number * &sum).collect();
            prop_assert_eq!(all(&sums), if weights.is_empty() { vec![] } else { expected });
            prop_assert!(weights.is_empty() || sums.places() == width);
        }

        #[test]
        fn numbers_of_other_denominators_add_up(one in share(), other in share(), share in share()) {
            let [first, second] = [&one, &other].map(Unreduced::from);
            prop_assert_eq!(first.clone().plus(second.clone()).reduced(), &one + &other);
            let between = Unreduced::between([first, second], &Unreduced::from(&share));
            prop_assert_eq!(between.reduced(), &one * (Exact::ONE - &share) + &other * &share);
        }
    }

    /// Denominators without a common divisor, of which the product is beyond 128 bits, and
    /// numerators that are so over the common one.
    #[test]
    fn what_128_bits_do_not_hold_is_over_one_denominator_too() {
        const LARGE: i128 = 1 << 100;
        let without_common = [LARGE - 1, LARGE, LARGE + 1].map(|below| Exact::new(7, below));
        let above = [Exact::new(LARGE * 1000 + 1, 3), Exact::new(1, LARGE)];
        for numbers in [&without_common[..], &above[..]] {
            let known = OneDenominator::of(numbers);
            assert!(OneDenominator::small(numbers).is_none());
            assert_eq!(all(&known), numbers);
            let sum = (0..numbers.len()).map(|place| known.at(Some(place)));
            let sum = sum.fold(Unreduced::zero(), Unreduced::plus);
            assert_eq!(sum.reduced(), numbers.iter().sum::<Exact>());
        }
        assert!(OneDenominator::small(&without_common[..1]).is_some());
        let nothing = OneDenominator::of(&[]).at(Some(0));
        assert!(nothing.is_zero() && !Unreduced::from(&above[0]).is_zero());
    }
}
