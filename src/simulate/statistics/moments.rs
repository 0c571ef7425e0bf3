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

/// The largest absolute value that is taken in, in eurocents: 2^47, some 1.4
/// trillion euros, more than a year of the Dutch economy.
pub const LARGEST: i64 = 1 << 47;

/// Values that can be summed in an `i64`: 2^15 times [`LARGEST`] is 2^62.
const SUMMABLE: usize = 1 << 15;

/// Number, sum, sum of squares, smallest and largest of the values of a cell.
///
/// Mergeable in any order: two that saw the same values are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
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

    /// Takes in a batch of values, in eurocents.
    ///
    /// # Panics
    /// When a value is beyond [`LARGEST`], or the values become more than
    /// `u32::MAX`. Scenarios are bounded well below both when they are loaded.
    pub fn add_all(&mut self, values: &[i64]) {
        for values in values.chunks(SUMMABLE) {
            let (mut min, mut max, mut sum) = (self.min, self.max, 0_i64);
            for &value in values {
                min = min.min(value);
                max = max.max(value);
                // Wraps only for values that the assertion below refuses.
                sum = sum.wrapping_add(value);
            }
            assert!(
                min >= -LARGEST && max <= LARGEST,
                "a value beyond {LARGEST} eurocents"
            );
            let n = u32::try_from(values.len()).expect("a chunk is short");
            self.n = added(self.n, n);
            self.sum += i128::from(sum);
            self.squares += squares(values);
            (self.min, self.max) = (min, max);
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

/// The sum of the squares of a chunk of values within [`LARGEST`].
fn squares(values: &[i64]) -> u128 {
    let square = |value: i64| u128::from(value.unsigned_abs()) * u128::from(value.unsigned_abs());
    // Two sums side by side: a single one waits for its own carry.
    let (pairs, odd) = values.as_chunks::<2>();
    let (mut first, mut second) = (0_u128, odd.first().map_or(0, |&value| square(value)));
    for &[left, right] in pairs {
        first += square(left);
        second += square(right);
    }
    first + second
}

/// Moments as they stand in a file, before it is known that they can be right.
#[derive(Deserialize)]
struct Unchecked {
    n: u32,
    sum: i128,
    squares: u128,
    min: i64,
    max: i64,
}

impl TryFrom<Unchecked> for Moments {
    type Error = &'static str;

    fn try_from(from: Unchecked) -> Result<Self, Self::Error> {
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
