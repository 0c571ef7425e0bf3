//! Divisions over all gemeenten at once, many in a row.

use super::{NOT_NEGATIVE, NoWeight};
use crate::vector::vectorised;

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
    if sizes < 1 << 47 && weights.len() <= 1 << 15 {
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
            let over = 2 * u128::from(above_low - left) - 1;
            let of = 2 * u128::from(above_low - above_high);
            (u128::from(width) * over / of) as u64
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

/// `total * weight / sum` for one total and sum and many weights.
///
/// A 128-bit division costs many times a multiplication. Because
/// `total = whole * sum + rest`, the share is `whole * weight` and the quotient
/// of `rest * weight` by `sum`, which a multiplication by `rest / sum` in 64
/// binary decimals gives or is one below; the remainder, which fits in 64 bits,
/// tells which.
#[derive(Debug, Clone, Copy)]
pub struct Shares {
    sum: u64,
    whole: u64,
    rest: u64,
    ratio: u64,
}

impl Shares {
    /// Prepares `total * weight / sum`.
    ///
    /// # Panics
    /// If `sum` is zero or not below [`Apportioner::LARGEST_SUM`].
    pub fn new(total: u64, sum: u64) -> Self {
        assert!(sum < Apportioner::LARGEST_SUM, "weights are bounded");
        let rest = total % sum;
        Self {
            sum,
            whole: total / sum,
            rest,
            ratio: ((u128::from(rest) << 64) / u128::from(sum)) as u64,
        }
    }

    /// Quotient and remainder for one weight, exactly, of a share that fits in
    /// 64 bits.
    #[inline(always)]
    fn quotient(self, weight: u64) -> (u64, u64) {
        let estimate = high(weight, self.ratio);
        let remainder = self
            .rest
            .wrapping_mul(weight)
            .wrapping_sub(estimate.wrapping_mul(self.sum));
        // Below twice the sum, so both compare as signed numbers.
        let one_more = remainder as i64 >= self.sum as i64;
        let quotient = estimate.wrapping_add(u64::from(one_more));
        let remainder = remainder.wrapping_sub(if one_more { self.sum } else { 0 });
        (
            self.whole.wrapping_mul(weight).wrapping_add(quotient),
            remainder,
        )
    }

    /// Panics if a share of one of `weights` does not fit in 63 bits.
    fn check(self, weights: &[i64]) {
        // A share is below `(whole + 1) * weight`.
        let fits = |weight: u64| {
            let most = self.whole.checked_add(1);
            let most = most.and_then(|most| most.checked_mul(weight));
            most.is_some_and(|most| most < 1 << 63)
        };
        // Seldom: the quick bound may be nearly twice the largest weight.
        let slow = || weights.iter().all(|weight| fits(weight.unsigned_abs()));
        let fit = fits(crate::vector::largest(weights)) || slow();
        assert!(fit, "a share within 63 bits");
    }

    /// The shares of people, rounded up.
    ///
    /// # Panics
    /// If one does not fit in 63 bits.
    pub fn rounded_up(self, people: &[i64], shares: &mut [i64]) {
        self.check(people);
        vectorised(
            #[inline(always)]
            || up((self, people, shares)),
        );
    }

    /// The shares of people, rounded half up.
    ///
    /// # Panics
    /// If one does not fit in 63 bits.
    pub fn rounded_half_up(self, people: &[i64], shares: &mut [i64]) {
        self.check(people);
        vectorised(
            #[inline(always)]
            || half_up((self, people, shares)),
        );
    }
}

#[inline(always)]
fn up((shares, people, to): (Shares, &[i64], &mut [i64])) {
    for (to, &people) in to.iter_mut().zip(people) {
        let (quotient, remainder) = shares.quotient(people.unsigned_abs());
        *to = (quotient as i64).wrapping_add(i64::from(remainder != 0));
    }
}

#[inline(always)]
fn half_up((shares, people, to): (Shares, &[i64], &mut [i64])) {
    for (to, &people) in to.iter_mut().zip(people) {
        let (quotient, remainder) = shares.quotient(people.unsigned_abs());
        let up = remainder.wrapping_mul(2) as i64 >= shares.sum as i64;
        *to = (quotient as i64).wrapping_add(i64::from(up));
    }
}

/// The high 64 bits of a product, from four products of 32 bits: unlike a
/// product of 128 bits these go side by side in vectors.
#[inline(always)]
const fn high(a: u64, b: u64) -> u64 {
    const LOW: u64 = u32::MAX as u64;
    let (a_low, a_high) = (a & LOW, a >> 32);
    let (b_low, b_high) = (b & LOW, b >> 32);
    // No sum here passes 64 bits: (2^32 - 1)^2 + 2 (2^32 - 1) = 2^64 - 1.
    let middle = a_high
        .wrapping_mul(b_low)
        .wrapping_add(a_low.wrapping_mul(b_low) >> 32);
    let other = a_low.wrapping_mul(b_high).wrapping_add(middle & LOW);
    a_high
        .wrapping_mul(b_high)
        .wrapping_add(middle >> 32)
        .wrapping_add(other >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplying_divides_as_dividing_does_at_every_edge() {
        let sums = [
            1,
            2,
            3,
            342,
            1 << 31,
            (1 << 61) + 7,
            Apportioner::LARGEST_SUM - 1,
        ];
        for sum in sums {
            for total in [1, 2, sum - 1, sum, sum + 1, 34_751_055_368] {
                let shares = Shares::new(total, sum);
                for weight in [0, 1, sum / 3, sum / 2, sum - 1, sum] {
                    let product = u128::from(total) * u128::from(weight);
                    let Ok(quotient) = u64::try_from(product / u128::from(sum)) else {
                        continue;
                    };
                    let remainder = (product % u128::from(sum)) as u64;
                    assert_eq!(
                        shares.quotient(weight),
                        (quotient, remainder),
                        "{total} {weight} {sum}"
                    );
                }
            }
        }
    }

    #[test]
    fn high_halves_of_products() {
        let edges = [0, 1, 2, 1 << 31, (1 << 32) - 1, 1 << 32, 1 << 63, u64::MAX];
        for a in edges {
            for b in edges {
                let product = u128::from(a) * u128::from(b);
                assert_eq!(high(a, b), (product >> 64) as u64, "{a} {b}");
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
