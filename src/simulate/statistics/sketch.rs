//! A mergeable sketch of the quantiles of one cell, in at most [`MAX_BINS`] counts.
//!
//! Values are counted in the bins of [`super::bins`], from the lowest that holds
//! one to the highest; zeros have a count of their own, for many fields are zero
//! in most draws. The unit starts at one eurocent and doubles whenever the bins
//! become more than [`MAX_BINS`].
//!
//! # What a quantile from a sketch is worth
//!
//! The draw that is the quantile is in the bin that is found, with certainty. So
//! the middle of that bin is off by at most
//!
//! - nothing, for a zero, and at a unit of one cent up to 256 cents;
//! - 1/256 (0.39%) of the quantile itself; or, where the unit `2^u` is more than
//!   a cent, `2^(u-1)` cents if that is more.
//!
//! `2^(u-1)` is at most 1/1024 (0.1%) of the largest absolute value `S` of the
//! cell. For at unit `2^(u-1)` the bins did not fit, so their keys on one side
//! of zero went to 512 or beyond, and the bin with key 512 begins at 1024 units:
//! `S >= 1024 x 2^(u-1)`. (On the negative side a key `-513` begins at the same
//! size.) If the cell has one sign the same holds with key 1024, which begins
//! at 16,384 units: 1/16,384 of `S`.
//!
//! # Why the order does not matter
//!
//! Bins nest when the unit doubles, and how many bins a unit needs depends only
//! on the smallest and largest values other than zero and never falls when
//! values are added. So the unit is the finest at which all values fit, whatever
//! came first, and the counts follow from unit and values. Nothing else is kept.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::bins::{Bin, COARSEST, edges, key, keys};
use crate::vector::vectorised;

/// The largest number of bins of a sketch: 4 kB of counts.
pub const MAX_BINS: usize = 1024;

/// Counts of values by size, from which quantiles are read.
///
/// Mergeable in any order: two that saw the same values are equal. It can count
/// `u32::MAX` values; [`super::Moments`] guards that bound for the cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Sketch {
    /// The unit of the bins is `2^unit` eurocents.
    unit: u8,
    /// Key of the first bin; 0 if there are none.
    first: i32,
    /// The number of zeros, then that of the values in each bin, of which the
    /// first and the last hold at least one. Empty without values.
    counts: Vec<u32>,
}

impl Sketch {
    /// Takes in one value, in eurocents.
    pub fn add(&mut self, value: i64) {
        self.add_all(&[value]);
    }

    /// Takes in a batch of values, in eurocents.
    pub fn add_all(&mut self, values: &[i64]) {
        let mut done = 0;
        while let Some(outside) = self.count(&values[done..]) {
            done += outside;
            // Room for all that is still to come, so this happens once a batch.
            let rest = values[done..].iter().copied().filter(|&value| value != 0);
            let ends = rest.fold((i64::MAX, i64::MIN), |(low, high), value| {
                (low.min(value), high.max(value))
            });
            self.make_room(self.unit, ends);
        }
    }

    /// Takes in one value so many times.
    pub fn add_repeated(&mut self, value: i64, times: u32) {
        if times == 0 {
            return;
        }
        if self
            .counts
            .get(slot(value, self.unit, self.first))
            .is_none()
        {
            let ends = if value == 0 {
                (i64::MAX, i64::MIN)
            } else {
                (value, value)
            };
            self.make_room(self.unit, ends);
        }
        let slot = slot(value, self.unit, self.first);
        self.counts[slot] += times;
    }

    /// Counts values up to the first that lies outside the bins, and says where
    /// that one stands.
    fn count(&mut self, values: &[i64]) -> Option<usize> {
        let (unit, first) = (self.unit, self.first);
        let counts = self.counts.as_mut_slice();
        let mut places = [0u32; AT_ONCE];
        for (chunk, values) in values.chunks(AT_ONCE).enumerate() {
            let places = &mut places[..values.len()];
            vectorised(
                #[inline(always)]
                || slots((values, unit, first, &mut *places)),
            );
            for (place, &slot) in places.iter().enumerate() {
                match counts.get_mut(slot as usize) {
                    // No more than the number of values, which is bounded.
                    Some(count) => *count = count.wrapping_add(1),
                    None => return Some(chunk * AT_ONCE + place),
                }
            }
        }
        None
    }

    /// Takes in all that `other` has seen.
    pub fn merge(&mut self, other: &Self) {
        if !other.counts.is_empty() {
            let ends = other.ends().unwrap_or((i64::MAX, i64::MIN));
            self.make_room(self.unit.max(other.unit), ends);
            self.pour(other);
        }
    }

    /// The number of values.
    pub fn n(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// The number of values below zero.
    pub fn below_zero(&self) -> u32 {
        let bins = self.counts.get(1..).unwrap_or_default();
        let negative = (-self.first).clamp(0, bins.len() as i32) as usize;
        bins[..negative].iter().sum()
    }

    /// The number of bins, of four bytes each.
    pub fn bins(&self) -> usize {
        self.counts.len().saturating_sub(1)
    }

    /// Memory in bytes, that on the heap included.
    pub fn memory(&self) -> usize {
        size_of::<Self>() + self.counts.capacity() * size_of::<u32>()
    }

    /// The unit of the bins in eurocents: 1 unless the values are spread so
    /// widely that [`MAX_BINS`] would not hold them (see the module).
    pub fn unit_cents(&self) -> i64 {
        1 << self.unit
    }

    /// Where the value with `rank` (from 1) in order of size lies; none when
    /// there are fewer values.
    pub fn at(&self, rank: u32) -> Option<Bin> {
        self.sorted().at(rank)
    }

    /// The values in order of size, to ask for many ranks.
    pub(super) fn sorted(&self) -> Sorted<'_> {
        let (&zeros, bins) = self.counts.split_first().unwrap_or((&0, &[]));
        // As many bins as are negative; the zeros come after them.
        let negative = (-self.first).clamp(0, bins.len() as i32) as usize;
        let (below, above) = bins.split_at(negative);
        let mut sum = 0u32;
        let counts = below.iter().chain([&zeros]).chain(above);
        let up_to = counts.map(|count| {
            // The number of values is bounded, and so is every part of it.
            sum = sum.wrapping_add(*count);
            sum
        });
        Sorted {
            sketch: self,
            negative,
            up_to: up_to.collect(),
        }
    }

    /// A value of the first and one of the last bin; none if there are no bins.
    fn ends(&self) -> Option<(i64, i64)> {
        let last = self.first + self.bins().checked_sub(1)? as i32;
        // Of the bin that begins at zero the value 0 will do: `key` knows no zeros.
        Some((edges(self.first, self.unit).0, edges(last, self.unit).0))
    }

    /// Sees to it that zeros and the values from `low` to `high` can be counted,
    /// besides those that are counted now, with a unit of at least `2^unit`.
    /// With `low` above `high` there are only zeros to come.
    fn make_room(&mut self, mut unit: u8, (mut low, mut high): (i64, i64)) {
        if let Some((first, last)) = self.ends() {
            (low, high) = (low.min(first), high.max(last));
        }
        let span = |unit| (key(high, unit) - key(low, unit)) as usize + 1;
        let (mut first, mut bins) = (0, 0);
        if low <= high {
            while span(unit) > MAX_BINS {
                unit += 1;
            }
            (first, bins) = (key(low, unit), span(unit));
        }
        if (unit, first, 1 + bins) != (self.unit, self.first, self.counts.len()) {
            let counts = vec![0; 1 + bins];
            let room = Self {
                unit,
                first,
                counts,
            };
            let old = std::mem::replace(self, room);
            self.pour(&old);
        }
    }

    /// Adds the counts of `other`, that have room here and no coarser unit.
    fn pour(&mut self, other: &Self) {
        let Some((&zeros, bins)) = other.counts.split_first() else {
            return;
        };
        self.counts[0] += zeros;
        if self.unit == other.unit && !bins.is_empty() {
            let room = &mut self.counts[1 + (other.first - self.first) as usize..];
            for (to, &count) in room.iter_mut().zip(bins) {
                *to += count;
            }
            return;
        }
        for (&count, from) in bins.iter().zip(other.first..) {
            if count > 0 {
                let to = key(edges(from, other.unit).0, self.unit);
                self.counts[1 + (to - self.first) as usize] += count;
            }
        }
    }

    /// Whether some values could have left this sketch.
    fn possible(&self) -> bool {
        let n: u64 = self.counts.iter().copied().map(u64::from).sum();
        if u32::try_from(n).is_err() || self.unit > COARSEST || self.bins() > MAX_BINS {
            return false;
        }
        match self.counts.as_slice() {
            [] => *self == Self::default(),
            [zeros] => *zeros > 0 && self.first == 0 && self.unit == 0,
            [_, bins @ ..] => {
                let (lowest, highest) = (key(i64::MIN, self.unit), key(i64::MAX, self.unit));
                let in_range = (lowest..=highest - (bins.len() - 1) as i32).contains(&self.first);
                in_range && bins[0] > 0 && bins[bins.len() - 1] > 0
            }
        }
    }
}

/// The counts of a sketch, added up from small to large values.
#[derive(Debug)]
pub(super) struct Sorted<'a> {
    sketch: &'a Sketch,
    /// As many bins are negative.
    negative: usize,
    /// Values up to and including each bin, with the zeros as a bin among them.
    up_to: Vec<u32>,
}

impl Sorted<'_> {
    /// As [`Sketch::at`].
    pub fn at(&self, rank: u32) -> Option<Bin> {
        let index = self.up_to.partition_point(|&up_to| up_to < rank);
        let &up_to = self.up_to.get(index)?;
        let before = index.checked_sub(1).map_or(0, |before| self.up_to[before]);
        let (low, high) = match index.cmp(&self.negative) {
            Ordering::Less => edges(self.sketch.first + index as i32, self.sketch.unit),
            Ordering::Equal => (0, 0),
            Ordering::Greater => edges(self.sketch.first + index as i32 - 1, self.sketch.unit),
        };
        (rank > 0).then(|| Bin {
            low,
            high,
            place: rank - before,
            count: up_to - before,
        })
    }
}

/// The index of the bin of `value`; beyond any array if it lies before `first`.
#[inline]
fn slot(value: i64, unit: u8, first: i32) -> usize {
    let bin = (key(value, unit).wrapping_sub(first) as u32).saturating_add(1);
    // Chosen without a jump: zeros come at random, and a jump that is guessed
    // wrong costs more than all the rest.
    std::hint::select_unpredictable(value == 0, 0, bin as usize)
}

/// Values that are brought to their bins at once.
const AT_ONCE: usize = 256;

/// [`slot`] for many values.
#[inline(always)]
fn slots((values, unit, first, slots): (&[i64], u8, i32, &mut [u32])) {
    keys(values, unit, slots);
    for (slot, &value) in slots.iter_mut().zip(values) {
        let bin = slot.wrapping_sub(first as u32).min(u32::MAX - 1) + 1;
        *slot = if value == 0 { 0 } else { bin };
    }
}

/// A sketch as it stands in a file, before it is known that it can be right.
#[derive(Deserialize)]
struct Unchecked {
    unit: u8,
    first: i32,
    counts: Vec<u32>,
}

impl TryFrom<Unchecked> for Sketch {
    type Error = &'static str;

    fn try_from(from: Unchecked) -> Result<Self, Self::Error> {
        let sketch = Self {
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
