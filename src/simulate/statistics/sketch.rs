//! A mergeable sketch of the quantiles of one cell, in at most
//! [`Grain::most_bins`] counts.
//!
//! Values are counted in the bins of [`super::bins`], from the lowest that holds
//! one to the highest; zeros have a count of their own, for many fields are zero
//! in most draws. The unit starts at one eurocent and doubles whenever the bins
//! become too many.
//!
//! # What a quantile from a sketch is worth
//!
//! The draw that is the quantile is in the bin that is found, with certainty. So
//! the middle of that bin is off by at most
//!
//! - nothing, for a zero, and at a unit of one cent up to 128 cents;
//! - 1/208 (0.48%) of the quantile itself, or 1/6656 (0.015%) with fine bins; or,
//!   where the unit `2^u` is more than a cent, `2^(u-1)` cents if that is more.
//!
//! `2^(u-1)` is at most 1/49,152 (0.002%) of the largest absolute value `S` of the
//! cell. For at unit `2^(u-1)` the 2048 bins did not fit, so their keys on one side
//! of zero went to 1024 or beyond, and the bin with key 1024 = 128 + 8 x 104 + 64
//! begins at (128 + 64) x 2^8 = 49,152 units. (On the negative side a key `-1025`
//! begins at the same size.) With fine bins it is at most 1/9,728 of `S`: the
//! bin with key 8192 = 4096 + 3328 + 768 begins at (4096 + 768) x 2 units. If the cell
//! has one sign the same holds with keys 2048 and 16,384: 1/46,137,344 and 1/51,200.
//!
//! # Why the order does not matter
//!
//! Bins nest when the unit doubles, and how many bins a unit needs depends only
//! on the smallest and largest values other than zero and never falls when
//! values are added. So the unit is the finest at which all values fit, whatever
//! came first, and the counts follow from unit and values. Nothing else is kept.

use serde::{Deserialize, Serialize};

use super::batch::Amount;
use super::bins::{Bin, COARSEST, Grain, coarser, edges, key};
use super::counts::BinCounts;
use super::sorted::Sorted;
use crate::exact::vector::vectorised;

/// Counts of values by size, from which quantiles are read.
///
/// Mergeable in any order: two that saw the same values are equal. It can count
/// `u32::MAX` values; [`super::moments::Moments`] guards that bound for the cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedSketch")]
pub struct Sketch {
    grain: Grain,
    /// The unit of the bins is `2^unit` eurocents.
    unit: u8,
    /// Key of the first bin; 0 if there are none.
    first: i32,
    /// The number of zeros, then that of the values in each bin, of which the
    /// first and the last hold at least one. Empty without values.
    counts: BinCounts,
}

impl Sketch {
    /// A sketch of nothing.
    pub fn new(grain: Grain) -> Self {
        Self {
            grain,
            unit: 0,
            first: 0,
            counts: BinCounts::default(),
        }
    }

    /// How fine its bins are.
    pub fn grain(&self) -> Grain {
        self.grain
    }

    /// What [`key`] needs to know of the bins.
    fn bins_of(&self) -> (Grain, u8) {
        (self.grain, self.unit)
    }

    /// Takes in a batch of values, in eurocents, of which the `ends` (smallest and
    /// largest) are known.
    pub(crate) fn add_all<T: Amount>(&mut self, values: &[T], ends: (i64, i64)) {
        let mut places = [0; AT_ONCE];
        for some in values.chunks(AT_ONCE) {
            let places = &mut places[..some.len()];
            let mut found = self.places(some, places);
            while found.1 as usize >= self.counts.len() {
                // Room for all that is still to come, so this happens once a batch.
                self.make_room(self.unit, ends_but_zero(values, ends));
                found = self.places(some, places);
            }
            self.counts.tally(places, found);
        }
    }

    /// [`Sketch::slot`] of many values; gives the least of those that are not zeros, and
    /// the largest of all.
    fn places<T: Amount>(&self, values: &[T], places: &mut [u32]) -> (u32, u32) {
        let (bins, first) = (self.bins_of(), self.first);
        vectorised(
            #[inline(always)]
            || slots((values, bins, first, places)),
        )
    }

    /// Takes in one value so many times.
    pub fn add_repeated(&mut self, value: i64, times: u32) {
        if times == 0 {
            return;
        }
        if self.counts.get(self.slot(value)).is_none() {
            let ends = if value == 0 {
                (i64::MAX, i64::MIN)
            } else {
                (value, value)
            };
            self.make_room(self.unit, ends);
        }
        self.counts.add(self.slot(value), times);
    }

    /// Takes in all that `other` has seen.
    pub fn merge(&mut self, other: &Self) {
        debug_assert_eq!(self.grain, other.grain);
        if other.counts.len() > 0 {
            let ends = other.ends().unwrap_or((i64::MAX, i64::MIN));
            self.make_room(self.unit.max(other.unit), ends);
            self.pour(other);
        }
    }

    /// The number of values.
    pub fn n(&self) -> u32 {
        self.counts.to_vec().iter().sum()
    }

    /// The number of values below zero.
    pub fn below_zero(&self) -> u32 {
        let counts = self.counts.to_vec();
        counts.iter().skip(1).take(self.negative()).sum()
    }

    /// How many of the bins hold negative values.
    fn negative(&self) -> usize {
        (-self.first).clamp(0, self.bins() as i32) as usize
    }

    /// The number of bins, of one byte each to four.
    pub fn bins(&self) -> usize {
        self.counts.len().saturating_sub(1)
    }

    /// Memory in bytes, that on the heap included.
    pub fn memory(&self) -> usize {
        size_of::<Self>() + self.counts.memory()
    }

    /// Where the value with `rank` (from 1) in order of size lies; none when
    /// there are fewer values.
    pub fn at(&self, rank: u32) -> Option<Bin> {
        self.sorted().at(rank)
    }

    /// The values in order of size, to ask for many ranks.
    pub(crate) fn sorted(&self) -> Sorted {
        Sorted::new(
            self.bins_of(),
            self.first,
            self.negative(),
            self.counts.to_vec(),
        )
    }

    /// A value of the first and one of the last bin; none if there are no bins.
    fn ends(&self) -> Option<(i64, i64)> {
        let last = self.first + self.bins().checked_sub(1)? as i32;
        // Of the bin that begins at zero the value 0 will do: `key` knows no zeros.
        Some((
            edges(self.first, self.bins_of()).0,
            edges(last, self.bins_of()).0,
        ))
    }

    /// Sees to it that zeros and the values from `low` to `high` can be counted,
    /// besides those that are counted now, with a unit of at least `2^unit`.
    /// With `low` above `high` there are only zeros to come.
    fn make_room(&mut self, mut unit: u8, (mut low, mut high): (i64, i64)) {
        if let Some((first, last)) = self.ends() {
            (low, high) = (low.min(first), high.max(last));
        }
        let grain = self.grain;
        let span = |unit| (key(high, (grain, unit)) - key(low, (grain, unit))) as usize + 1;
        let (mut first, mut bins) = (0, 0);
        if low <= high {
            while span(unit) > grain.most_bins() {
                unit += 1;
            }
            (first, bins) = (key(low, (grain, unit)), span(unit));
        }
        if (unit, first, 1 + bins) != (self.unit, self.first, self.counts.len()) {
            let same_bins = unit == self.unit;
            let start = if self.bins() == 0 {
                0
            } else {
                self.first - first
            };
            let counts = if same_bins {
                self.counts.moved(1 + bins, 1 + start as usize)
            } else {
                BinCounts::zero(1 + bins)
            };
            let room = Self {
                grain,
                unit,
                first,
                counts,
            };
            let old = std::mem::replace(self, room);
            if !same_bins {
                self.pour(&old);
            }
        }
    }

    /// Adds the counts of `other`, that have room here and no coarser unit.
    fn pour(&mut self, other: &Self) {
        let counts = other.counts.to_vec();
        let Some((&zeros, bins)) = counts.split_first() else {
            return;
        };
        self.counts.add(0, zeros);
        let bins = bins.iter().copied().zip(other.first..);
        for (count, from) in bins.filter(|(count, _)| *count > 0) {
            let doublings = other.unit..self.unit;
            let to = doublings.fold(from, |key, _| coarser(key, self.grain));
            self.counts.add(1 + (to - self.first) as usize, count);
        }
    }

    /// The index of the count of `value`; beyond any if it lies before `first`.
    fn slot(&self, value: i64) -> usize {
        let bin = (key(value, self.bins_of()).wrapping_sub(self.first) as u32).saturating_add(1);
        if value == 0 { 0 } else { bin as usize }
    }

    /// Whether some values could have left this sketch.
    fn possible(&self) -> bool {
        let counts = self.counts.to_vec();
        let n: u64 = counts.iter().copied().map(u64::from).sum();
        let too_many = self.bins() > self.grain.most_bins();
        if u32::try_from(n).is_err() || self.unit > COARSEST || too_many {
            return false;
        }
        match counts.as_slice() {
            [] => *self == Self::new(self.grain),
            [zeros] => *zeros > 0 && self.first == 0 && self.unit == 0,
            [_, bins @ ..] => {
                let last = bins.len() as i32 - 1;
                let keys = [i64::MIN, i64::MAX].map(|value| key(value, self.bins_of()));
                let in_range = (keys[0]..=keys[1] - last).contains(&self.first);
                in_range && bins[0] > 0 && bins[bins.len() - 1] > 0
            }
        }
    }
}

/// The smallest and the largest of the values that are not zero, given those of all
/// values; the wrong way round if there are none.
fn ends_but_zero<T: Amount>(values: &[T], ends: (i64, i64)) -> (i64, i64) {
    if ends.0 != 0 && ends.1 != 0 {
        return ends;
    }
    let others = values.iter().map(|&value| value.into());
    let others = others.filter(|&value| value != 0);
    others.fold((i64::MAX, i64::MIN), |(low, high), value| {
        (low.min(value), high.max(value))
    })
}

/// Values that are brought to their bins at once.
const AT_ONCE: usize = 512;

/// Values, the bins and the key of the first, and where the slots go.
type Slots<'a, T> = (&'a [T], (Grain, u8), i32, &'a mut [u32]);

/// [`Sketch::places`].
#[inline(always)]
fn slots<T: Amount>((values, bins, first, slots): Slots<'_, T>) -> (u32, u32) {
    T::keys(values, bins, slots);
    let (mut least, mut most) = (u32::MAX, 0);
    for (slot, &value) in slots.iter_mut().zip(values) {
        // What lies before the first bin comes after all.
        let bin = slot.wrapping_sub(first as u32).min(u32::MAX - 1);
        let value: i64 = value.into();
        *slot = if value == 0 { 0 } else { bin.wrapping_add(1) };
        least = least.min(slot.wrapping_sub(1));
        most = most.max(*slot);
    }
    (least.wrapping_add(1), most)
}

/// A sketch as it stands in a file, before it is known that it can be right.
#[derive(Deserialize)]
struct UncheckedSketch {
    grain: Grain,
    unit: u8,
    first: i32,
    counts: BinCounts,
}

impl TryFrom<UncheckedSketch> for Sketch {
    type Error = &'static str;

    fn try_from(from: UncheckedSketch) -> Result<Self, Self::Error> {
        let sketch = Self {
            grain: from.grain,
            unit: from.unit,
            first: from.first,
            counts: from.counts,
        };
        let possible = sketch.possible();
        possible
            .then_some(sketch)
            .ok_or("a sketch of no possible values")
    }
}
