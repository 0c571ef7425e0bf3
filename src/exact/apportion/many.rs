//! Divisions over all gemeenten at once, many in a row.

use super::shares::Shares;
use super::{NOT_NEGATIVE, NoWeight};
use crate::exact::vector::{add_up, vectorised};

/// [`super::apportion`] for many divisions in a row: it keeps its memory,
/// divides by multiplication, exactly, and works on many weights at once.
#[derive(Debug, Clone, Default)]
pub struct Apportioner {
    remainders: Vec<u64>,
}

impl Apportioner {
    /// Weights have to add up to less than this.
    pub const LARGEST_SUM: u64 = 1 << 62;

    /// As [`super::apportion`], into `parts`, with weights that add up to less
    /// than [`Apportioner::LARGEST_SUM`].
    ///
    /// # Errors
    /// [`NoWeight`] if `total` is positive and all weights are zero.
    ///
    /// # Panics
    /// If `total` is negative, the weights add up to more, or there are not as
    /// many parts as weights.
    pub fn divide(
        &mut self,
        total: i64,
        weights: &[u64],
        parts: &mut [i64],
    ) -> Result<(), NoWeight> {
        assert_eq!(weights.len(), parts.len(), "a part for every weight");
        let total = u64::try_from(total).expect(NOT_NEGATIVE);
        let sum = sum(weights);
        if total == 0 {
            parts.fill(0);
            return Ok(());
        }
        if sum == 0 {
            return Err(NoWeight);
        }
        let shares = Shares::new(total, sum);
        self.remainders.resize(weights.len(), 0);
        let remainders = &mut self.remainders[..];
        let given = vectorised(
            #[inline(always)]
            || quotients((shares, weights, &mut *parts, &mut *remainders)),
        );
        give_what_is_left(total as i64 - given, sum, remainders, parts);
        Ok(())
    }
}

/// The sum of weights.
fn sum(weights: &[u64]) -> u64 {
    let (sum, sizes) = vectorised(
        #[inline(always)]
        || sum_and_sizes(weights),
    );
    if add_up(weights.len(), sizes) {
        return sum;
    }
    weights.iter().sum()
}

/// The wrapped sum, and a number at least as large as every weight.
#[inline(always)]
fn sum_and_sizes(weights: &[u64]) -> (u64, u64) {
    let (mut sum, mut sizes) = (0u64, 0u64);
    for &weight in weights {
        sum = sum.wrapping_add(weight);
        sizes |= weight;
    }
    (sum, sizes)
}

/// The whole part of every share and what remains of it; gives the sum of the
/// parts, which is no more than what is divided.
#[inline(always)]
fn quotients(
    (shares, weights, parts, remainders): (Shares, &[u64], &mut [i64], &mut [u64]),
) -> i64 {
    let mut given = 0i64;
    let places = parts.iter_mut().zip(remainders);
    for (&weight, (part, left)) in weights.iter().zip(places) {
        let (quotient, remainder) = shares.quotient(weight);
        *part = quotient as i64;
        *left = remainder;
        given = given.wrapping_add(quotient as i64);
    }
    given
}

/// Gives the units that are left to the largest remainders, which are below
/// `sum`; of equal ones the lowest index goes first.
fn give_what_is_left(left: i64, sum: u64, remainders: &[u64], parts: &mut [i64]) {
    let left = u64::try_from(left).expect("parts are rounded down");
    if left == 0 {
        return;
    }
    // As many remainders are at least `low` as there are units left, or more;
    // and fewer are at least `high`.
    let (mut low, mut above_low) = (0u64, remainders.len() as u64);
    let (mut high, mut above_high) = (sum, 0u64);
    let mut step = 0u32;
    while above_low > left && high - low > 1 {
        // Remainders are spread evenly as a rule, so a straight line soon hits
        // upon the place; halving ends the search where they are not.
        let width = high - low;
        let share = if step % 4 == 3 {
            width / 2
        } else {
            let over = 2 * (above_low - left) - 1;
            let of = 2 * (above_low - above_high);
            match width.checked_mul(over) {
                Some(product) => product / of,
                None => (u128::from(width) * u128::from(over) / u128::from(of)) as u64,
            }
        };
        let middle = low + share.clamp(1, width - 1);
        let count = vectorised(
            #[inline(always)]
            || count_from((remainders, middle)),
        );
        if count >= left {
            (low, above_low) = (middle, count);
        } else {
            (high, above_high) = (middle, count);
        }
        step += 1;
    }
    if above_low == left {
        return vectorised(
            #[inline(always)]
            || give((remainders, low, parts)),
        );
    }
    // Some remainders equal `low`, and not all of these get a unit.
    vectorised(
        #[inline(always)]
        || give((remainders, high, &mut *parts)),
    );
    let equal = remainders.iter().zip(parts);
    let equal = equal.filter(|(remainder, _)| **remainder == low);
    for (_, part) in equal.take((left - above_high) as usize) {
        *part += 1;
    }
}

/// How many remainders are at least `least`. Both are below 2^62, so they
/// compare as signed numbers, which every processor can do side by side.
#[inline(always)]
fn count_from((remainders, least): (&[u64], u64)) -> u64 {
    let reached = remainders
        .iter()
        .map(|&remainder| u64::from(remainder as i64 >= least as i64));
    reached.fold(0, u64::wrapping_add)
}

/// One more for every remainder that is at least `least`.
#[inline(always)]
fn give((remainders, least, parts): (&[u64], u64, &mut [i64])) {
    for (part, &remainder) in parts.iter_mut().zip(remainders) {
        // At most the total, which fits.
        *part = part.wrapping_add(i64::from(remainder as i64 >= least as i64));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sum that wraps around would divide by a number that is none.
    #[test]
    fn weights_beyond_all_bounds_are_refused() {
        let half = 1u64 << 63;
        let many = (1 << 17) + 1;
        for weights in [vec![half, half, 5], vec![(1 << 47) - 1; many]] {
            for total in [0, 7] {
                let (weights, mut parts) = (weights.clone(), vec![0; weights.len()]);
                let divided = std::panic::catch_unwind(move || {
                    Apportioner::default().divide(total, &weights, &mut parts)
                });
                assert!(divided.is_err());
            }
        }
    }

    /// The search for the last remainder against a plain sort.
    #[test]
    fn what_is_left_goes_where_a_sort_would_bring_it() {
        let mut state = 1u64;
        for round in 0..2000u64 {
            let mut random = || {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                state >> 33
            };
            let sum = 1 + random() % (1u64 << (round % 31));
            let few = 1 + random() % sum.min(4);
            let remainders: Vec<u64> = (0..1 + random() % 40)
                .map(|_| random() % if round % 2 == 0 { sum } else { few })
                .collect();
            let left = random() % (remainders.len() as u64 + 1);
            let mut order: Vec<usize> = (0..remainders.len()).collect();
            order.sort_by_key(|&index| (std::cmp::Reverse(remainders[index]), index));
            let mut expected = vec![0; remainders.len()];
            for &index in &order[..left as usize] {
                expected[index] = 1;
            }
            let mut parts = vec![0; remainders.len()];
            give_what_is_left(left as i64, sum, &remainders, &mut parts);
            assert_eq!(parts, expected, "{left} of {remainders:?}");
        }
    }
}
