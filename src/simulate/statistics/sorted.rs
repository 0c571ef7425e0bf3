//! The values of a sketch from small to large.

use std::cmp::Ordering;

use super::bins::{Bin, Grain, edges};

/// The counts of a sketch, added up from small to large values.
#[derive(Debug)]
pub(crate) struct Sorted {
    /// Grain and unit of the bins.
    bins: (Grain, u8),
    /// Key of the first bin.
    first: i32,
    /// As many bins are negative.
    negative: usize,
    /// Values up to and including each bin, with the zeros as a bin among them.
    up_to: Vec<u32>,
}

impl Sorted {
    /// Adds counts up: first that of the zeros, then those of the bins, of which
    /// as many as `negative` are below zero.
    pub fn new(bins: (Grain, u8), first: i32, negative: usize, mut counts: Vec<u32>) -> Self {
        if let Some(up_to_zero) = counts.get_mut(..=negative) {
            // The zeros come after what is negative.
            up_to_zero.rotate_left(1);
        }
        let mut sum = 0u32;
        for count in &mut counts {
            // The number of values is bounded, and so is every part of it.
            sum = sum.wrapping_add(*count);
            *count = sum;
        }
        Self {
            bins,
            first,
            negative,
            up_to: counts,
        }
    }

    /// Where the value with `rank` (from 1) in order of size lies; none when
    /// there are fewer values.
    pub fn at(&self, rank: u32) -> Option<Bin> {
        let index = self.up_to.partition_point(|&up_to| up_to < rank);
        let &up_to = self.up_to.get(index)?;
        let before = index.checked_sub(1).map_or(0, |before| self.up_to[before]);
        let (low, high) = match index.cmp(&self.negative) {
            Ordering::Less => edges(self.first + index as i32, self.bins),
            Ordering::Equal => (0, 0),
            Ordering::Greater => edges(self.first + index as i32 - 1, self.bins),
        };
        (rank > 0).then(|| Bin {
            low,
            high,
            place: rank - before,
            count: up_to - before,
        })
    }
}
