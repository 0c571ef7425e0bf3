//! Quotients of many weights by multiplication.

use super::many::Apportioner;
use crate::exact::vector::{largest, vectorised};

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
    pub(crate) fn quotient(self, weight: u64) -> (u64, u64) {
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
        let fit = fits(largest(weights)) || slow();
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

    /// Both ways of rounding, or a panic.
    fn rounded(total: u64, people: &[i64]) -> Option<[Vec<i64>; 2]> {
        let people = people.to_vec();
        let both = std::panic::catch_unwind(move || {
            let (mut up, mut half_up) = (vec![0; people.len()], vec![0; people.len()]);
            Shares::new(total, 1).rounded_up(&people, &mut up);
            Shares::new(total, 1).rounded_half_up(&people, &mut half_up);
            [up, half_up]
        });
        both.ok()
    }

    #[test]
    fn shares_beyond_63_bits_are_refused() {
        let twice = |shares: Vec<i64>| Some([shares.clone(), shares]);
        assert_eq!(rounded(1 << 40, &[1 << 22]), twice(vec![1 << 62]));
        assert_eq!(rounded((1 << 40) - 1, &[1 << 23]), None);
        assert_eq!(rounded(1 << 40, &[1 << 23]), None);
        // Together 9 and 6 look like 15, which would not fit.
        let most = (1 << 63) / 12;
        let shares = twice(vec![9 * most as i64, 6 * most as i64]);
        assert_eq!(rounded(most, &[9, 6]), shares);
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
}
