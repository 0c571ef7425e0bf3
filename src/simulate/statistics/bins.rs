//! The bins of a sketch: which values are counted together.
//!
//! A bin is named by a key that rises with the value. With unit `2^u` and grain
//! `p`, a value `v >= 0` is first rounded down to `m = v >> u` units. Below `2^p`
//! units every `m` has a bin of its own. Above, each doubling is cut in `2^p` equal
//! steps: in the first five eighths of them every step is a bin, in the rest, where
//! values are larger, every two. A negative `v` gets the complement of the key of
//! its complement `-v - 1`, so the bins of either sign mirror each other and no bin
//! holds values of both.
//!
//! # How far the middle of a bin is from its values
//!
//! - `m < 2^p`: the bin is `2^u` wide. For `u = 0` it holds one value and its middle
//!   is exact. For `u > 0` its middle is at most `2^(u-1)` from any of its values.
//! - `m >= 2^p`: with the highest bit of `v` (or `-v - 1`) at place `h`, the bin is
//!   `2^(h-p)` wide and its values are at least `2^h` in size, or it is twice as wide
//!   and they are at least `13/8 x 2^h`: the middle is at most `1/2^(p+1)` or
//!   `8/13 x 1/2^p` of the value away, of which the second is more.
//!
//! So a quantile is off by at most 1/208 (0.48%) of its value with [`Grain::Coarse`],
//! where `p` is 7, and by 1/6656 (0.015%) with [`Grain::Fine`], where it is 12.
//!
//! # Why a coarser unit is safe
//!
//! Every bin of unit `2^(u+1)` is a union of whole bins of unit `2^u`: rounding down
//! to halves forgets the lowest bit of `m`. Where bins are wider than one `m`, at
//! either unit, that bit is already outside what tells them apart, for they begin at
//! an even `m`; and elsewhere it separates two bins that become one. So counts taken
//! at a fine unit can be carried to a coarser one without loss of exactness.

use serde::{Deserialize, Serialize};

use crate::simulate::whole::{EXACT, ONES};

/// The coarsest unit, as a power of two, that an `i64` can need.
pub(crate) const COARSEST: u8 = 55;

/// How fine the bins of a sketch are, and how many it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grain {
    /// For the many cells of gemeenten: within 1/208 (0.48%) of a value, in at most
    /// 2,048 bins.
    Coarse,
    /// For the few cells of country and provincies: within 1/6656 (0.015%), in at
    /// most 16,384 bins.
    Fine,
}

impl Grain {
    /// Bits below the highest one that tell the steps of a doubling apart: `p`.
    const fn bits(self) -> u32 {
        match self {
            Self::Coarse => 7,
            Self::Fine => 12,
        }
    }

    /// The largest number of bins of a sketch.
    #[must_use]
    pub const fn most_bins(self) -> usize {
        match self {
            Self::Coarse => 1 << 11,
            Self::Fine => 1 << 14,
        }
    }

    /// What part of a value the middle of its bin can be off, as one over this.
    #[must_use]
    pub const fn precision(self) -> u64 {
        13 << (self.bits() - 3)
    }

    /// Steps of a doubling.
    const fn steps(self) -> u64 {
        1 << self.bits()
    }

    /// Bins of a doubling: of the steps, five eighths and half of three eighths.
    const fn bins(self) -> u64 {
        13 << (self.bits() - 4)
    }

    /// The bin, from 0, of a step of a doubling: the step itself, or where that is
    /// less the line that rises by one every two steps and meets it at five eighths.
    const fn bin_of(self, step: u64) -> u64 {
        let halved = (5 << (self.bits() - 4)) + (step >> 1);
        if step < halved { step } else { halved }
    }

    /// The first step of a bin of a doubling, and how many it has.
    const fn step_of(self, bin: u64) -> (u64, u64) {
        let even = 5 << (self.bits() - 3);
        if bin < even {
            (bin, 1)
        } else {
            (even + 2 * (bin - even), 2)
        }
    }
}

/// The key of the bin that holds `value`, in units of `2^unit`.
#[inline]
pub(crate) fn key(value: i64, (grain, unit): (Grain, u8)) -> i32 {
    let sign = value >> 63;
    let size = ((value ^ sign) as u64) >> unit;
    let key = if size < grain.steps() {
        size
    } else {
        let doublings = size.ilog2() - grain.bits();
        let step = (size >> doublings) - grain.steps();
        grain.steps() + u64::from(doublings) * grain.bins() + grain.bin_of(step)
    };
    key as i32 ^ sign as i32
}

/// [`key`] of many values, as the bits of an `i32`.
///
/// A double has the place of the highest bit and the bits below it side by
/// side, just as the steps of the doublings follow each other, and making one of a
/// number below 2^52 is filling in its fraction and a subtraction: no more than
/// vectors can do.
#[inline(always)]
pub(crate) fn keys(values: &[i64], (grain, unit): (Grain, u8), keys: &mut [u32]) {
    // Shifts and products by numbers that the compiler knows.
    match grain {
        Grain::Coarse => keys_of(values, (Grain::Coarse, unit), keys),
        Grain::Fine => keys_of(values, (Grain::Fine, unit), keys),
    }
}

#[inline(always)]
fn keys_of(values: &[i64], (grain, unit): (Grain, u8), keys: &mut [u32]) {
    let bits = grain.bits();
    let (steps, bins) = (grain.steps(), grain.bins());
    // A double of size 2^bits has no fraction and this above it.
    let offset = (1023 + u64::from(bits)) << bits;
    let mut sizes = 0;
    for (to, &value) in keys.iter_mut().zip(values) {
        let sign = value >> 63;
        let size = ((value ^ sign) as u64) >> unit;
        sizes |= size;
        let double = f64::from_bits(ONES.to_bits() | size) - ONES;
        let place = (double.to_bits() >> (52 - bits)).wrapping_sub(offset);
        let doublings = (place >> bits) & 0xff;
        let bin = grain.bin_of(place & (steps - 1));
        let floating = steps + doublings * bins + bin;
        let key = if size < steps { size } else { floating };
        *to = key as u32 ^ sign as u32;
    }
    if sizes >= EXACT {
        for (to, &value) in keys.iter_mut().zip(values) {
            *to = key(value, (grain, unit)) as u32;
        }
    }
}

/// [`keys`] of values that 32 bits hold, of which every number in between does too: the
/// upper half of a double has all that tells bins apart.
#[inline(always)]
pub(crate) fn narrow_keys(values: &[i32], (grain, unit): (Grain, u8), keys: &mut [u32]) {
    match grain {
        Grain::Coarse => narrow_keys_of(values, (Grain::Coarse, unit), keys),
        Grain::Fine => narrow_keys_of(values, (Grain::Fine, unit), keys),
    }
}

#[inline(always)]
fn narrow_keys_of(values: &[i32], (grain, unit): (Grain, u8), keys: &mut [u32]) {
    let bits = grain.bits();
    let (steps, bins) = (grain.steps() as u32, grain.bins() as u32);
    let offset = (1023 + bits) << bits;
    // Of 31 bits nothing is left behind 31.
    let unit = u32::from(unit).min(31);
    for (to, &value) in keys.iter_mut().zip(values) {
        let sign = value >> 31;
        let size = (value ^ sign) as u32 >> unit;
        let upper = (f64::from(size as i32).to_bits() >> 32) as u32;
        let place = (upper >> (20 - bits)).wrapping_sub(offset);
        let doublings = (place >> bits) & 0xff;
        let step = place & (steps - 1);
        let bin = step.min((5 << (bits - 4)) + (step >> 1));
        let floating = steps
            .wrapping_add(doublings.wrapping_mul(bins))
            .wrapping_add(bin);
        let key = if size < steps { size } else { floating };
        *to = key ^ sign as u32;
    }
}

/// The key, at a unit twice as large, of the bin that holds the bin `key`.
pub(crate) fn coarser(key: i32, grain: Grain) -> i32 {
    let sign = key >> 31;
    let place = (key ^ sign) as u64;
    let (steps, bins) = (grain.steps(), grain.bins());
    let coarser = if place < steps {
        place >> 1
    } else if place < steps + bins {
        (steps + grain.step_of(place - steps).0) >> 1
    } else {
        place - bins
    };
    coarser as i32 ^ sign
}

/// The smallest and largest value of the bin `key`.
pub(crate) fn edges(key: i32, (grain, unit): (Grain, u8)) -> (i64, i64) {
    let sign = key >> 31;
    let place = (key ^ sign) as u64;
    let (first, width) = if place < grain.steps() {
        (place, 1)
    } else {
        let above = place - grain.steps();
        let (doublings, bin) = (above / grain.bins(), above % grain.bins());
        let (step, wide) = grain.step_of(bin);
        ((grain.steps() + step) << doublings, wide << doublings)
    };
    let low = (first << unit) as i64;
    let high = low + ((width << unit) - 1) as i64;
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
    pub(crate) fn exact(value: i64) -> Self {
        Self {
            low: value,
            high: value,
            place: 1,
            count: 1,
        }
    }

    /// The bin without what is outside `min` and `max`, the extremes of all
    /// draws; a bin has at least one draw, so something is left.
    pub(crate) fn within(self, min: i64, max: i64) -> Self {
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
    pub(crate) fn spread_evenly(self) -> i64 {
        let width = i128::from(self.high - self.low) + 1;
        let steps = width * (2 * i128::from(self.place) - 1) / (2 * i128::from(self.count));
        self.low + i64::try_from(steps).expect("less than the width of a bin")
    }
}

#[cfg(test)]
mod tests {
    use super::{Grain, coarser, edges, key, keys, narrow_keys};

    #[test]
    fn a_bin_lies_in_the_coarser_one() {
        for grain in [Grain::Coarse, Grain::Fine] {
            for unit in [0, 1, 9] {
                let bins = 4 * (grain.steps() + grain.bins()) as i32;
                for bin in -bins..bins {
                    let (low, high) = edges(bin, (grain, unit));
                    let around = coarser(bin, grain);
                    let keys = [low, high].map(|value| key(value, (grain, unit + 1)));
                    assert_eq!(keys, [around; 2], "{grain:?} {unit} {bin}");
                }
            }
        }
    }

    #[test]
    fn many_keys_are_the_single_ones() {
        let mut values = vec![i64::MIN, i64::MAX, (1 << 53) + 1];
        for place in 0..52 {
            for near in -3..=3 {
                values.extend([(1 << place) + near, -(1 << place) - near]);
                values.push((13 << place >> 3) + near);
            }
        }
        for grain in [Grain::Coarse, Grain::Fine] {
            for unit in [0, 1, 5, 30, 33, 55] {
                let narrow: Vec<i32> = values.iter().map(|&value| value as i32).collect();
                let mut many = vec![0; narrow.len()];
                narrow_keys(&narrow, (grain, unit), &mut many);
                for (&value, many) in narrow.iter().zip(many) {
                    let single = key(value.into(), (grain, unit));
                    assert_eq!(many as i32, single, "{value} {grain:?} {unit}");
                }
                for values in [&values[..], &values[3..]] {
                    let mut many = vec![0; values.len()];
                    keys(values, (grain, unit), &mut many);
                    for (&value, many) in values.iter().zip(many) {
                        let single = key(value, (grain, unit));
                        assert_eq!(many as i32, single, "{value} {grain:?} {unit}");
                    }
                }
            }
        }
    }
}
