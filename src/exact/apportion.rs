//! The only place where money is divided, and people by their numbers.
//!
//! Architecture invariant: what is divided adds up again. Every division in
//! the program, of BA over gemeenten, of a national count over gemeenten, of a
//! cohort over years, is a call of [`apportion`] or of one of its other faces; the
//! taakstelling alone goes by [`SmallestDivisors`], as the state divides it.
//! Only chance divides otherwise: where people who move go in a draw is up to a
//! random number, and is worked out where those are ([`crate::simulate`]).

mod divisors;
mod many;
mod shares;
mod together;

pub use divisors::SmallestDivisors;
pub use many::Apportioner;
pub use shares::Shares;
pub use together::{round_table, round_together};

use std::error::Error;
use std::fmt;

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};

use super::fraction::{Exact, OneDenominator};

/// There is something to divide and nobody to give it to: every weight is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoWeight;

impl fmt::Display for NoWeight {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("every weight is zero")
    }
}

impl Error for NoWeight {}

/// Divides `total` (cents or people, not negative) in proportion to `weights`
/// by the method of the largest remainder: everyone gets the whole part of
/// their share, and the units left over go one by one to the largest
/// remainders; of equal remainders the lowest index goes first, so callers
/// keep gemeenten in the order of their gm_code (verantwoording 2.4).
///
/// The parts add up to `total` exactly, and each part differs from its exact
/// share by less than one unit.
///
/// # Errors
/// [`NoWeight`] if `total` is positive and all weights are zero.
///
/// # Panics
/// If `total` is negative, or the weights together pass 128 bits: the bounds
/// of the scenario loader keep both out of reach.
pub fn apportion(total: i64, weights: &[u128]) -> Result<Vec<i64>, NoWeight> {
    let small: Option<Vec<u64>> = weights
        .iter()
        .map(|&weight| u64::try_from(weight).ok())
        .collect();
    let fits = weights.iter().sum::<u128>() < u128::from(Apportioner::LARGEST_SUM);
    if let (Some(small), true) = (small, fits) {
        return divided(total, &small);
    }
    let total = u128::try_from(total).expect(NOT_NEGATIVE);
    let sum: u128 = weights.iter().sum();
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for (&weight, index) in weights.iter().zip(0..) {
        let (part, remainder) = divide(total, weight, sum);
        parts.push(i64::try_from(part).expect("a part is at most the total"));
        remainders.push((remainder, index));
    }
    give_what_is_left(total as i64, &mut parts, &mut remainders);
    Ok(parts)
}

/// Quotient and remainder of `total * weight / sum`.
fn divide(total: u128, weight: u128, sum: u128) -> (u128, u128) {
    if let Some(product) = total.checked_mul(weight) {
        return (product / sum, product % sum);
    }
    let (part, remainder) = (BigUint::from(total) * weight).div_rem(&BigUint::from(sum));
    let small = |number: BigUint| number.to_u128().expect("both are at most the sum");
    (small(part), small(remainder))
}

const NOT_NEGATIVE: &str = "only what is there can be divided";

/// Gives the units that are left to the largest remainders; of equal ones the
/// lowest index goes first.
fn give_what_is_left<R: Ord>(total: i64, parts: &mut [i64], remainders: &mut [(R, u32)]) {
    let left = (total - parts.iter().sum::<i64>()) as usize;
    if left > 0 {
        // Remainders are each below one unit, so fewer units are left than parts.
        remainders.select_nth_unstable_by(left, |x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)));
        for &(_, index) in &remainders[..left] {
            parts[index as usize] += 1;
        }
    }
}

/// [`apportion`] with weights that are counts, of people or of cents.
///
/// # Errors
/// As [`apportion`].
///
/// # Panics
/// If `total` or a count is negative, or the counts together reach 2^62
/// ([`Apportioner::LARGEST_SUM`]).
pub fn apportion_by_counts(total: i64, counts: &[i64]) -> Result<Vec<i64>, NoWeight> {
    divided(total, &counts_as_weights(counts))
}

/// Counts as the weights of an [`Apportioner`].
///
/// # Panics
/// If a count is negative.
pub fn counts_as_weights(counts: &[i64]) -> Vec<u64> {
    let weights = counts.iter().map(|&count| u64::try_from(count));
    let weights: Result<_, _> = weights.collect();
    weights.expect("a count is not negative")
}

/// One division by an [`Apportioner`].
fn divided(total: i64, weights: &[u64]) -> Result<Vec<i64>, NoWeight> {
    let mut parts = vec![0; weights.len()];
    Apportioner::default().divide(total, weights, &mut parts)?;
    Ok(parts)
}

/// [`apportion`] with exact fractions as weights, for a few parts such as the
/// years of a cohort; slower, and without bounds on the weights.
///
/// # Errors
/// As [`apportion`].
///
/// # Panics
/// If `total` or a weight is negative.
pub fn apportion_exact(total: i64, weights: &[Exact]) -> Result<Vec<i64>, NoWeight> {
    apportion_over_one(total, &OneDenominator::of(weights))
}

/// [`apportion_exact`] with weights that stand over one denominator.
///
/// # Errors
/// As [`apportion`].
///
/// # Panics
/// If `total` or a weight is negative.
pub fn apportion_over_one(total: i64, weights: &OneDenominator) -> Result<Vec<i64>, NoWeight> {
    let weights = weights.numerators();
    if let Some(small) = small_weights(weights) {
        return divided(total, &small);
    }
    assert!(total >= 0, "{NOT_NEGATIVE}");
    let sum: BigInt = weights.iter().sum();
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for (weight, index) in weights.iter().zip(0..) {
        assert!(!weight.is_negative(), "a weight is not negative");
        let (part, remainder) = (weight * total).div_rem(&sum);
        parts.push(part.to_i64().expect("a part is at most the total"));
        remainders.push((remainder, index));
    }
    give_what_is_left(total, &mut parts, &mut remainders);
    Ok(parts)
}

/// The weights, where all of them together are small enough for [`Apportioner`].
fn small_weights(weights: &[BigInt]) -> Option<Vec<u64>> {
    let mut sum = 0u64;
    let small = weights.iter().map(|weight| {
        let weight = weight.to_u64()?;
        sum = sum.checked_add(weight)?;
        (sum < Apportioner::LARGEST_SUM).then_some(weight)
    });
    small.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_largest_remainder_gets_what_is_left() {
        assert_eq!(apportion(10, &[1, 1, 1]), Ok(vec![4, 3, 3]));
        assert_eq!(apportion(5, &[3, 3, 1]), Ok(vec![2, 2, 1]));
    }

    #[test]
    fn equal_remainders_go_to_the_lowest_index() {
        assert_eq!(apportion(2, &[1, 1, 1, 1]), Ok(vec![1, 1, 0, 0]));
    }

    #[test]
    fn nothing_divides_into_nothing_without_weights() {
        assert_eq!(apportion(0, &[0, 0]), Ok(vec![0, 0]));
        assert_eq!(apportion(1, &[0, 0]), Err(NoWeight));
        assert_eq!(apportion(1, &[]), Err(NoWeight));
        assert_eq!(NoWeight.to_string(), "every weight is zero");
    }

    #[test]
    fn weights_beyond_64_bits_divide_exactly() {
        let large = u128::from(u64::MAX) * 1000;
        assert_eq!(apportion(7, &[large, large * 6]), Ok(vec![1, 6]));
    }

    #[test]
    fn weights_at_the_bound_of_the_quick_way_divide_exactly() {
        let half = u128::from(Apportioner::LARGEST_SUM) / 2;
        assert_eq!(apportion(3, &[half - 1, half]), Ok(vec![1, 2]));
        assert_eq!(apportion(3, &[half, half]), Ok(vec![2, 1]));
        assert_eq!(apportion(3, &[half + 1, half]), Ok(vec![2, 1]));
    }

    #[test]
    fn a_product_beyond_128_bits_divides_exactly() {
        let total = 6_000_000_000_000_000;
        let large = u128::MAX / 4;
        assert_eq!(
            apportion(total, &[large, large, large]),
            Ok(vec![total / 3; 3])
        );
    }

    #[test]
    fn exact_weights_of_any_size_divide_as_small_ones_do() {
        let large = BigInt::from(u128::MAX);
        let parts = |weights: [u8; 3]| {
            let large = weights.map(|weight| Exact::of_any_size(&large * weight, 1.into()));
            let small = weights.map(|weight| Exact::new(weight.into(), 7.into()));
            (apportion_exact(10, &large), apportion_exact(10, &small))
        };
        let (large, small) = parts([1, 1, 1]);
        assert_eq!(large, Ok(vec![4, 3, 3]));
        assert_eq!(large, small);
    }

    #[test]
    #[should_panic(expected = "only what is there can be divided")]
    fn less_than_nothing_is_not_divided_by_large_fractions() {
        let large = Exact::of_any_size(BigInt::from(u128::MAX), 1.into());
        let _ = apportion_exact(-1, &[large]);
    }

    #[test]
    #[should_panic]
    fn counts_beyond_the_largest_sum_are_refused() {
        let half = 1 << 61;
        let _ = apportion_by_counts(1, &[half, half]);
    }

    proptest! {
        /// Only the ratios of weights matter, and each way of reckoning is for
        /// weights of another size: all of them divide alike.
        #[test]
        fn the_size_of_the_weights_does_not_matter(
            total in 0i64..1_000_000_000_000,
            weights in prop::collection::vec(0u32..1_000, 1..12),
        ) {
            prop_assume!(total == 0 || weights.iter().any(|&weight| weight > 0));
            let scaled = |scale: u128| {
                let weights = weights.iter().map(|&weight| u128::from(weight) * scale);
                apportion(total, &weights.collect::<Vec<_>>())
            };
            let parts = scaled(1);
            for scale in [1 << 64, 1 << 90, 1 << 112] {
                prop_assert_eq!(scaled(scale), parts.clone(), "weights times {}", scale);
            }
            for scale in [BigInt::from(1), BigInt::from(u128::MAX)] {
                let weights = weights.iter().map(|&weight| Exact::of_any_size(weight * &scale, 7.into()));
                let exact = apportion_exact(total, &weights.collect::<Vec<_>>());
                prop_assert_eq!(exact, parts.clone(), "exact weights times {}", scale);
            }
        }
    }
}
