//! Dividing by the method of the smallest divisors, that of Adams: what a
//! huisvestingstaakstelling is spread over gemeenten by.

use crate::exact::fraction::Exact;
use crate::exact::vector::{largest, total as sum_of, vectorised};

/// Divides people over gemeenten in proportion to `weights`: everyone gets
/// `ceil(weight / d)` people, with the `d` for which these add up to the whole. Of
/// those who have the same claim to the last people the lowest index goes first, so
/// callers keep gemeenten in the order of their gm_code (verantwoording 2.1).
///
/// Whoever has a weight comes before anyone gets a second person.
#[derive(Debug, Clone, Copy)]
pub struct SmallestDivisors<'a> {
    weights: &'a [i64],
    sum: u64,
    /// How many have a weight.
    takers: i64,
}

/// The finest steps of divisors, as a power of two.
const FINEST: u32 = 48;

/// Divisors that are tried; then who still waits, or has too much, is looked for by claim.
const TRIES: u32 = 24;

impl<'a> SmallestDivisors<'a> {
    /// Prepares a division by weights.
    ///
    /// # Panics
    /// If a weight is negative.
    pub fn new(weights: &'a [i64]) -> Self {
        let (is_negative, takers) = vectorised(
            #[inline(always)]
            || signs(weights),
        );
        assert!(!is_negative, "no weight is negative");
        Self {
            weights,
            sum: sum_of(weights).unsigned_abs(),
            takers,
        }
    }

    /// The parts of `total` people, in memory that is used again.
    ///
    /// # Panics
    /// If there is something to divide and nobody has a weight, or a part does not
    /// fit in 63 bits.
    pub fn divide(self, total: i64, parts: &mut Vec<i64>) {
        parts.clear();
        parts.resize(self.weights.len(), 0);
        if total <= self.takers {
            let takers = self.weights.iter().zip(parts).filter(|(it, _)| **it > 0);
            let total = usize::try_from(total).unwrap_or(0);
            return takers.take(total).for_each(|(_, part)| *part = 1);
        }
        assert!(self.sum > 0, "there is someone to divide among");
        let mut left = self.round_up(total, parts);
        while left > 0 {
            left -= self.give(parts, left);
        }
        while left < 0 {
            left += self.take(parts, -left);
        }
    }

    /// Rounds everyone up by one divisor, and says how many people are left to be given
    /// to bring the sum of the parts to `total`; below zero, to be taken. Nobody as a
    /// rule: some as long as they have the same claim.
    fn round_up(self, total: i64, parts: &mut [i64]) -> i64 {
        let (total, sum) = (total.unsigned_abs(), u128::from(self.sum));
        // Everyone gets `ceil(weight * ratio / 2^shift)`, for a ratio so large that hardly
        // ever two claims fall between it and the next, and no product is beyond 2^62.
        let most = u128::from(largest(self.weights)) * u128::from(total) / sum + 1;
        assert!(most < 1 << 61, "a part within 63 bits");
        let shift = ((1u128 << 61) / most).ilog2().min(FINEST);
        let ratio = |people: u64| ((u128::from(people) << shift) / sum) as u64;
        // Too few people with the one, and none too few with the other.
        let (mut low, mut high) = (0, ratio(total) + 1);
        // Rounding up adds half a person to each on the average.
        let mut at = ratio(total.saturating_sub(self.takers.unsigned_abs() / 2)).max(1);
        let mut tries = TRIES;
        loop {
            let given = vectorised(
                #[inline(always)]
                || rounded_up((self.weights, at, shift, &mut *parts)),
            );
            let left = total as i64 - given;
            match left {
                0 => return 0,
                1.. => low = at,
                _ => high = at,
            }
            tries -= 1;
            if high - low <= 1 || tries == 0 {
                return left;
            }
            // A person more in all brings one person more, on the average.
            let step = ratio(left.unsigned_abs());
            let next = match left {
                1.. => at.saturating_add(step),
                _ => at.saturating_sub(step),
            };
            at = if low < next && next < high {
                next
            } else {
                low + (high - low) / 2
            };
        }
    }

    /// Gives one person more to who has the largest weight for each that it has, and to
    /// the others who have the same claim, `left` people at most; says how many it gave.
    fn give(self, parts: &mut [i64], left: i64) -> i64 {
        let most = largest(self.weights).checked_mul(largest(parts).saturating_add(1));
        match most {
            Some(_) => self.give_first(parts, left, u64::wrapping_mul),
            None => self.give_first(parts, left, product),
        }
    }

    /// [`Self::give`], with a `product` that multiplies two numbers without loss.
    fn give_first<P: Ord>(
        self,
        parts: &mut [i64],
        left: i64,
        product: impl Fn(u64, u64) -> P,
    ) -> i64 {
        let (first, weight, part) = self.first_claim(parts, &product);
        let mut given = 0;
        for (&other, others) in self.weights.iter().zip(parts).skip(first) {
            let (claim, same) = (product(other.unsigned_abs(), part), others.unsigned_abs());
            if other > 0 && claim == product(weight, same) {
                *others += 1;
                given += 1;
                if given == left {
                    break;
                }
            }
        }
        given
    }

    /// Who has the largest weight for each person that it has; the lowest index of
    /// several. Its index, weight and people.
    fn first_claim<P: Ord>(
        self,
        parts: &[i64],
        product: impl Fn(u64, u64) -> P,
    ) -> (usize, u64, u64) {
        let mut first: Option<(usize, u64, u64)> = None;
        for (index, (&weight, &part)) in self.weights.iter().zip(parts.iter()).enumerate() {
            let (weight, part) = (weight.unsigned_abs(), part.unsigned_abs());
            let is_first = match first {
                None => weight > 0,
                // Who has nobody yet comes before all who have.
                Some((_, other, others)) => product(weight, others) > product(other, part),
            };
            if is_first {
                first = Some((index, weight, part));
            }
        }
        first.expect("someone has a weight")
    }

    /// Takes one person back from who would be the last to get it, and from the others
    /// who had the same claim to it, `left` people at most; says how many it took.
    fn take(self, parts: &mut [i64], left: i64) -> i64 {
        let mut last: Option<(usize, u64, u64)> = None;
        for (index, (&weight, &part)) in self.weights.iter().zip(&*parts).enumerate() {
            if part < 2 {
                continue;
            }
            let (weight, before) = (weight.unsigned_abs(), part.unsigned_abs() - 1);
            let is_last = last
                .is_none_or(|(_, other, others)| product(weight, others) <= product(other, before));
            if is_last {
                last = Some((index, weight, before));
            }
        }
        let (last, weight, before) = last.expect("more people than takers");
        let mut taken = 0;
        let places = self.weights.iter().zip(parts);
        for (&other, others) in places.take(last + 1).rev() {
            let same = others.unsigned_abs().saturating_sub(1);
            if same > 0 && product(other.unsigned_abs(), before) == product(weight, same) {
                *others -= 1;
                taken += 1;
                if taken == left {
                    break;
                }
            }
        }
        taken
    }

    /// The smallest `d` for which nobody's `ceil(weight / d)` is above their part;
    /// `None` where nobody has one.
    pub fn divisor(self, parts: &[i64]) -> Option<Exact> {
        let quotients = self.weights.iter().zip(parts);
        let quotients = quotients.filter(|&(&weight, &part)| weight > 0 && part > 0);
        let quotients = quotients.map(|(&weight, &part)| Exact::new(weight.into(), part.into()));
        quotients.max()
    }
}

/// Everyone's `ceil(weight * ratio / 2^shift)`; gives their sum.
#[inline(always)]
fn rounded_up((weights, ratio, shift, parts): (&[i64], u64, u32, &mut [i64])) -> i64 {
    let (mut sum, below) = (0i64, (1u64 << shift) - 1);
    for (part, &weight) in parts.iter_mut().zip(weights) {
        let product = (weight as u64).wrapping_mul(ratio);
        *part = (product.wrapping_add(below) >> shift) as i64;
        sum = sum.wrapping_add(*part);
    }
    sum
}

/// Whether one is below zero, and how many are above it.
#[inline(always)]
fn signs(weights: &[i64]) -> (bool, i64) {
    let (mut all, mut above) = (0, 0i64);
    for &weight in weights {
        all |= weight;
        above = above.wrapping_add(i64::from(weight > 0));
    }
    (all < 0, above)
}

fn product(one: u64, other: u64) -> u128 {
    u128::from(one) * u128::from(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn divide(total: i64, weights: &[i64]) -> Vec<i64> {
        let mut parts = Vec::new();
        SmallestDivisors::new(weights).divide(total, &mut parts);
        parts
    }

    #[test]
    fn everyone_is_rounded_up_by_one_divisor() {
        // 7, 5 and 3 by 2.5: 2.8, 2 and 1.2.
        assert_eq!(divide(7, &[7, 5, 3]), [3, 2, 2]);
        assert_eq!(divide(0, &[7, 0]), [0, 0]);
        assert_eq!(divide(5, &[0, 7]), [0, 5]);
    }

    #[test]
    fn weights_below_zero_are_refused_wherever_they_stand() {
        for weights in [[3, -1], [-1, 3], [-2, 0]] {
            let prepared = std::panic::catch_unwind(|| SmallestDivisors::new(&weights));
            assert!(prepared.is_err(), "{weights:?}");
        }
        assert_eq!(divide(0, &[0, 0]), [0, 0]);
        assert_eq!(SmallestDivisors::new(&[0, 3, 4]).divisor(&[0, 0, 0]), None);
    }

    #[test]
    fn the_lowest_code_wins_a_tie() {
        assert_eq!(divide(4, &[5, 5, 5]), [2, 1, 1]);
        assert_eq!(divide(2, &[1, 0, 9, 9]), [1, 0, 1, 0]);
    }

    /// The parts of people who are given one by one to the largest claim.
    fn one_by_one(total: i64, weights: &[i64]) -> Vec<i64> {
        let mut parts = vec![0i64; weights.len()];
        for _ in 0..total {
            let claim = |index: usize| match parts[index] {
                0 => (weights[index].min(1), Exact::ZERO),
                part => (0, Exact::new(weights[index].into(), part.into())),
            };
            let best = (0..weights.len()).rev().max_by_key(|&index| claim(index));
            parts[best.unwrap()] += 1;
        }
        parts
    }

    proptest! {
        #[test]
        fn people_are_given_one_by_one_to_the_largest_claim(
            total in 0..400i64,
            weights in prop::collection::vec(prop_oneof![0..6i64, 0..2_000_000i64], 1..30),
        ) {
            prop_assume!(weights.iter().any(|&weight| weight > 0));
            prop_assert_eq!(divide(total, &weights), one_by_one(total, &weights));
        }

        /// Where many have the same claim, no divisor gives the right number of people: too
        /// few with the one and too many with the next.
        #[test]
        fn those_with_the_same_claim_go_by_their_place(
            total in 0..300i64,
            sizes in prop::collection::vec(prop_oneof![Just(0i64), 1..60i64, 1..60i64], 1..4),
            places in prop::collection::vec(0..12usize, 2..40),
        ) {
            let weights: Vec<i64> = places.iter().map(|place| sizes[place % sizes.len()]).collect();
            prop_assume!(weights.iter().any(|&weight| weight > 0));
            prop_assert_eq!(divide(total, &weights), one_by_one(total, &weights));
        }

        /// Weights so large that their products with people do not fit in 64 bits.
        #[test]
        fn parts_do_not_depend_on_what_weights_are_counted_in(
            total in 0..3000i64,
            weights in prop::collection::vec(1..40i64, 2..4),
        ) {
            let large: Vec<i64> = weights.iter().map(|weight| weight << 54).collect();
            prop_assert_eq!(divide(total, &large), divide(total, &weights));
            let one_more = |weights: &[i64]| {
                let mut parts = divide(total, weights);
                SmallestDivisors::new(weights).give(&mut parts, 1);
                parts
            };
            prop_assert_eq!(one_more(&large), one_more(&weights));
        }

        #[test]
        fn one_divisor_explains_all_parts_but_ties(
            total in 40..100_000i64,
            weights in prop::collection::vec(1..2_000_000i64, 1..40),
        ) {
            let parts = divide(total, &weights);
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
            let divisor = SmallestDivisors::new(&weights).divisor(&parts).unwrap();
            for (&weight, &part) in weights.iter().zip(&parts) {
                let exact = Exact::from_integer(weight.into()) / &divisor;
                let part = Exact::from_integer(part.into());
                let is_tie = exact.is_integer() && part == &exact + Exact::ONE;
                prop_assert!(exact.ceil() == part || is_tie);
            }
            let mut one_more = parts.clone();
            SmallestDivisors::new(&weights).give(&mut one_more, 1);
            prop_assert_eq!(one_more, divide(total + 1, &weights), "one more is one more");
        }
    }
}
