//! The bins of a sketch: which values are counted together.
//!
//! A bin is named by a key that rises with the value. With unit `2^u`, a value
//! `v >= 0` is first rounded down to `m = v >> u` units. Below 256 units every
//! `m` has a bin of its own; above, the bin is given by the place of the highest
//! bit and the [`MANTISSA_BITS`] bits below it. A negative `v` gets the
//! complement of the key of its complement `-v - 1`, so the bins of either sign
//! mirror each other and no bin holds values of both.
//!
//! # How far the middle of a bin is from its values
//!
//! - `m < 256`: the bin is `2^u` wide. For `u = 0` it holds one value and its middle
//!   is exact: all values from -256 to 255. For `u > 0` its middle is at most
//!   `2^(u-1)` from any of its values.
//! - `m >= 256`: with the highest bit of `v` (or `-v - 1`) at place `h`, the bin is
//!   `2^(h-7)` wide, so its middle is at most `2^(h-8)` from any of its values, and
//!   those are at least `2^h` in size: at most 1/256 of the value (0.39%).
//!
//! # Why a coarser unit is safe
//!
//! Every bin of unit `2^(u+1)` is a union of whole bins of unit `2^u`: rounding
//! down to halves forgets the lowest bit of `m`, which either was already outside
//! the highest eight or separates two bins below 256 that become one. So counts
//! taken at a fine unit can be carried to a coarser one without loss of exactness.

/// Bits below the highest one that tell bins apart.
const MANTISSA_BITS: u32 = 7;
/// Bins per doubling of the value.
const PER_DOUBLING: i32 = 1 << MANTISSA_BITS;
/// The coarsest unit, as a power of two, that an `i64` can need.
pub(super) const COARSEST: u8 = 55;

/// The key of the bin that holds `value`, in units of `2^unit`.
#[inline]
pub(super) fn key(value: i64, unit: u8) -> i32 {
    let sign = value >> 63;
    let size = ((value ^ sign) as u64) >> unit;
    let highest = 63 - (size | PER_DOUBLING as u64).leading_zeros();
    let shift = highest - MANTISSA_BITS;
    // (size >> shift) runs from 128 to 255, or from 0 where shift is 0: the keys
    // of one doubling follow on those of the one before.
    let key = shift as i32 * PER_DOUBLING + (size >> shift) as i32;
    key ^ sign as i32
}

/// Sizes from which a double no longer holds every whole number.
const DOUBLES: u64 = 1 << 52;

/// [`key`] of many values, as the bits of an `i32`.
///
/// A double has the place of the highest bit and the bits below it side by
/// side, just as the key has them, and making one of a number below 2^52 is
/// filling in its fraction and a subtraction: no more than vectors can do.
#[inline(always)]
pub(super) fn keys(values: &[i64], unit: u8, keys: &mut [u32]) {
    /// 2^52, of which the fraction counts ones.
    const ONES: f64 = 4_503_599_627_370_496.0;
    /// A double of size 2^7 has its highest seven bits of fraction 0 and this above.
    const OFFSET: u64 = (1023 + MANTISSA_BITS as u64 - 1) << MANTISSA_BITS;
    let mut sizes = 0;
    for (to, &value) in keys.iter_mut().zip(values) {
        let sign = value >> 63;
        let size = ((value ^ sign) as u64) >> unit;
        sizes |= size;
        let double = f64::from_bits(ONES.to_bits() | size) - ONES;
        let high = double.to_bits() >> (52 - MANTISSA_BITS);
        let floating = high.wrapping_sub(OFFSET);
        let key = if size < PER_DOUBLING as u64 {
            size
        } else {
            floating
        };
        *to = key as u32 ^ sign as u32;
    }
    if sizes >= DOUBLES {
        for (to, &value) in keys.iter_mut().zip(values) {
            *to = key(value, unit) as u32;
        }
    }
}

/// The smallest and largest value of the bin `key`.
pub(super) fn edges(key: i32, unit: u8) -> (i64, i64) {
    let sign = key >> 31;
    let size = key ^ sign;
    let shift = (size / PER_DOUBLING - 1).max(0);
    let low = i64::from(size - shift * PER_DOUBLING) << (shift as u32 + u32::from(unit));
    let high = low + ((1 << (shift as u32 + u32::from(unit))) - 1);
    if sign == 0 {
        (low, high)
    } else {
        (!high, !low)
    }
}

/// Where one draw of a given rank lies: with `count` draws between `low` and
/// `high`, of which it is the one at `place` in order of size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bin {
    /// Smallest value it can have, in eurocents.
    pub low: i64,
    /// Largest value it can have, in eurocents.
    pub high: i64,
    /// Its place among the draws of the bin, from 1 to `count`.
    pub place: u32,
    /// The number of draws of the bin.
    pub count: u32,
}

impl Bin {
    /// A draw of which the value is known.
    pub(super) fn exact(value: i64) -> Self {
        Self {
            low: value,
            high: value,
            place: 1,
            count: 1,
        }
    }

    /// The bin without what is outside `min` and `max`, the extremes of all
    /// draws; a bin has at least one draw, so something is left.
    pub(super) fn within(self, min: i64, max: i64) -> Self {
        Self {
            low: self.low.clamp(min, max),
            high: self.high.clamp(min, max),
            ..self
        }
    }

    /// The middle, rounded down: the value that is closest in the worst case.
    pub fn middle(self) -> i64 {
        self.low + (self.high - self.low) / 2
    }

    /// How far, at most, [`Bin::middle`] is from the draw, in eurocents.
    pub fn resolution(self) -> i64 {
        self.high - self.middle()
    }

    /// Where the draw lies if the draws are spread evenly over the bin.
    ///
    /// In the worst case twice as far off as the middle, but the difference of
    /// two of these follows the density of the draws even inside one bin.
    pub(super) fn spread_evenly(self) -> i64 {
        let width = i128::from(self.high - self.low) + 1;
        let steps = width * (2 * i128::from(self.place) - 1) / (2 * i128::from(self.count));
        self.low + i64::try_from(steps).expect("less than the width of a bin")
    }
}

#[cfg(test)]
mod tests {
    use super::{key, keys};

    #[test]
    fn many_keys_are_the_single_ones() {
        let mut values = vec![i64::MIN, i64::MAX, (1 << 53) + 1];
        for place in 0..52 {
            for near in -3..=3 {
                values.extend([(1 << place) + near, -(1 << place) - near]);
            }
        }
        for unit in [0, 1, 5, 30] {
            for values in [&values[..], &values[3..]] {
                let mut many = vec![0; values.len()];
                keys(values, unit, &mut many);
                for (&value, many) in values.iter().zip(many) {
                    assert_eq!(many as i32, key(value, unit), "{value} {unit}");
                }
            }
        }
    }
}
