//! Number, sum, sum of squares and extremes of the values of one cell, exact.
//!
//! # Why nothing overflows
//!
//! At most `n < 2^32` values of absolute size at most [`LARGEST`] `= 2^47`. So
//! `|sum| < 2^79` and `squares < 2^126`. With `sum = n q + r`, `0 <= r < n`, the
//! squares about the whole number `q` are `D = squares - n q^2 - 2 q r`, where
//! `n q^2 < 2^126` and `|2 q r| < 2^80`: every step fits an `i128`, and no origin
//! need be chosen beforehand.

use serde::{Deserialize, Serialize};

use super::batch::Amount;
use crate::exact::vector::vectorised;

/// The largest absolute value that is taken in, in eurocents: 2^47, some 1.4
/// trillion euros, more than a year of the Dutch economy.
pub const LARGEST: i64 = 1 << 47;

/// Values that can be summed in an `i64`: 2^15 times [`LARGEST`] is 2^62.
pub(crate) const SUMMABLE: usize = 1 << 15;

/// Number, sum, sum of squares, smallest and largest of the values of a cell.
///
/// Mergeable in any order: two that saw the same values are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedMoments")]
pub struct Moments {
    n: u32,
    sum: i128,
    squares: u128,
    min: i64,
    max: i64,
}

impl Default for Moments {
    fn default() -> Self {
        Self {
            n: 0,
            sum: 0,
            squares: 0,
            min: i64::MAX,
            max: i64::MIN,
        }
    }
}

impl Moments {
    /// The moments of `values`; none where [`Moments::add_all`] would panic.
    pub fn of(values: &[i64]) -> Option<Self> {
        let fit = u32::try_from(values.len()).is_ok()
            && values
                .iter()
                .all(|value| (-LARGEST..=LARGEST).contains(value));
        let mut moments = Self::default();
        fit.then(|| {
            moments.add_all(values);
            moments
        })
    }

    /// Takes in one value, in eurocents.
    ///
    /// # Panics
    /// As [`Moments::add_all`].
    pub fn add(&mut self, value: i64) {
        self.add_all(&[value]);
    }

    /// Takes in a batch of values, in eurocents; gives the smallest and the
    /// largest of them.
    ///
    /// # Panics
    /// When a value is beyond [`LARGEST`], or the values become more than
    /// `u32::MAX`. Scenarios are bounded well below both when they are loaded.
    pub(crate) fn add_all<T: Amount>(&mut self, values: &[T]) -> (i64, i64) {
        let (mut least, mut most) = (i64::MAX, i64::MIN);
        for values in values.chunks(SUMMABLE) {
            let sums = vectorised(
                #[inline(always)]
                || T::sums(values),
            );
            assert!(
                sums.min >= -LARGEST && sums.max <= LARGEST,
                "a value beyond {LARGEST} eurocents"
            );
            let n = u32::try_from(values.len()).expect("a chunk is short");
            self.n = added(self.n, n);
            self.sum += i128::from(sums.sum);
            self.squares += sums.squares;
            (least, most) = (least.min(sums.min), most.max(sums.max));
        }
        (self.min, self.max) = (self.min.min(least), self.max.max(most));
        (least, most)
    }

    /// Takes in one value so many times.
    ///
    /// # Panics
    /// As [`Moments::add_all`].
    pub fn add_repeated(&mut self, value: i64, times: u32) {
        assert!(
            (-LARGEST..=LARGEST).contains(&value),
            "a value beyond {LARGEST} eurocents"
        );
        if times > 0 {
            self.n = added(self.n, times);
            self.sum += i128::from(value) * i128::from(times);
            self.squares += u128::from(value.unsigned_abs()).pow(2) * u128::from(times);
            (self.min, self.max) = (self.min.min(value), self.max.max(value));
        }
    }

    /// Takes in all that `other` has seen.
    ///
    /// # Panics
    /// When the values become more than `u32::MAX`.
    pub fn merge(&mut self, other: &Self) {
        self.n = added(self.n, other.n);
        self.sum += other.sum;
        self.squares += other.squares;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
    }

    /// The number of values.
    pub fn n(&self) -> u32 {
        self.n
    }

    /// The smallest value in eurocents; none without values.
    pub fn min(&self) -> Option<i64> {
        (self.n > 0).then_some(self.min)
    }

    /// The largest value in eurocents; none without values.
    pub fn max(&self) -> Option<i64> {
        (self.n > 0).then_some(self.max)
    }

    /// The mean in eurocents, exactly rounded, a half upwards; none without values.
    pub fn mean_cents(&self) -> Option<i64> {
        let n = i128::from(self.n);
        let mean = (2 * self.sum + n).checked_div_euclid(2 * n)?;
        Some(i64::try_from(mean).expect("a mean is no larger than the largest value"))
    }

    /// The standard deviation of the sample (divisor n - 1) in eurocents; none
    /// for fewer than two values.
    ///
    /// n(n-1) times the variance is a whole number; it is rounded to `f64` once,
    /// before a division and a square root. Where it does not fit an `i128`
    /// (a spread beyond some 100 billion euros in 10^6 draws) it is the squares
    /// about `q` that are rounded: what is left out is then less than one part
    /// in 2^60. Either way the result is within a few units in the last place.
    pub fn sd(&self) -> Option<f64> {
        let n = i128::from(self.n);
        if n < 2 {
            return None;
        }
        let (about_q, rest) = self.squares_about_floor();
        let variance = match about_q.checked_mul(n) {
            Some(product) => (product - rest * rest) as f64 / (n * (n - 1)) as f64,
            None => about_q as f64 / (n - 1) as f64,
        };
        Some(variance.sqrt())
    }

    /// The sum of squares about `q`, the mean rounded down, and the rest `sum - n q`.
    fn squares_about_floor(&self) -> (i128, i128) {
        let n = i128::from(self.n);
        let (q, rest) = (self.sum.div_euclid(n), self.sum.rem_euclid(n));
        (self.squares as i128 - n * q * q - 2 * q * rest, rest)
    }

    /// Whether some values could have left these moments.
    fn possible(&self) -> bool {
        if self.n == 0 {
            return *self == Self::default();
        }
        let n = i128::from(self.n);
        let (min, max) = (i128::from(self.min), i128::from(self.max));
        let limit = i128::from(LARGEST);
        let bounded = -limit <= min && min <= max && max <= limit;
        if !bounded || self.sum < n * min || self.sum > n * max {
            return false;
        }
        if self.squares > (n * limit * limit) as u128 {
            return false;
        }
        let (about_q, rest) = self.squares_about_floor();
        // n D >= rest^2 without the product: a variance is not negative.
        about_q >= (rest * rest + n - 1) / n
    }
}

/// The number of values after `more`; the bound on which the module rests.
fn added(n: u32, more: u32) -> u32 {
    n.checked_add(more).expect("at most u32::MAX values a cell")
}

/// Low bits of a value that are squared apart from the others, so that the
/// products fit registers of 64 bits.
const LOW_BITS: u32 = 24;

/// What is summed of at most [`SUMMABLE`] values.
pub(crate) struct Sums {
    min: i64,
    max: i64,
    sum: i64,
    squares: u128,
}

/// One pass over values. The sums hold where the extremes are within
/// [`LARGEST`]: the high part of a value is then at most 2^23 in size and the
/// low part below 2^24, so 2^15 products are below 2^63.
#[inline(always)]
pub(crate) fn sums(values: &[i64]) -> Sums {
    let (mut min, mut max, mut sum) = (i64::MAX, i64::MIN, 0i64);
    let (mut high_high, mut high_low, mut low_low) = (0i64, 0i64, 0i64);
    for &value in values {
        min = min.min(value);
        max = max.max(value);
        sum = sum.wrapping_add(value);
        // Products of 32 bits by 32, which every processor has in vectors.
        let high = i64::from((value >> LOW_BITS) as i32);
        let low = i64::from((value & ((1 << LOW_BITS) - 1)) as i32);
        high_high = high_high.wrapping_add(high.wrapping_mul(high));
        high_low = high_low.wrapping_add(high.wrapping_mul(low));
        low_low = low_low.wrapping_add(low.wrapping_mul(low));
    }
    Sums {
        min,
        max,
        sum,
        squares: squares([high_high, high_low, low_low]),
    }
}

/// The sum of squares, from the sums of the high parts squared, of high times low, and of
/// the low squared.
fn squares(products: [i64; 3]) -> u128 {
    let [high_high, high_low, low_low] = products.map(i128::from);
    let sum = (high_high << (2 * LOW_BITS)) + (high_low << (LOW_BITS + 1)) + low_low;
    u128::try_from(sum).expect("a sum of squares")
}

/// [`sums`] of values that 32 bits hold. A square has at most 62: halves of 2^15 of them
/// add up below 2^47.
#[inline(always)]
pub(crate) fn narrow_sums(values: &[i32]) -> Sums {
    let (mut min, mut max, mut sum) = (i32::MAX, i32::MIN, 0i64);
    let (mut high, mut low) = (0u64, 0u64);
    for &value in values {
        min = min.min(value);
        max = max.max(value);
        let value = i64::from(value);
        sum = sum.wrapping_add(value);
        let square = value.wrapping_mul(value) as u64;
        high = high.wrapping_add(square >> 32);
        low = low.wrapping_add(square & u64::from(u32::MAX));
    }
    Sums {
        min: min.into(),
        max: max.into(),
        sum,
        squares: (u128::from(high) << 32) + u128::from(low),
    }
}

/// Moments as they stand in a file, before it is known that they can be right.
#[derive(Deserialize)]
struct UncheckedMoments {
    n: u32,
    sum: i128,
    squares: u128,
    min: i64,
    max: i64,
}

impl TryFrom<UncheckedMoments> for Moments {
    type Error = &'static str;

    fn try_from(from: UncheckedMoments) -> Result<Self, Self::Error> {
        let moments = Self {
            n: from.n,
            sum: from.sum,
            squares: from.squares,
            min: from.min,
            max: from.max,
        };
        let possible = moments.possible();
        possible
            .then_some(moments)
            .ok_or("moments of no possible values")
    }
}
