//! Values of one cell that are taken in together, one a draw.

use super::bins::{self, Grain};
use super::moments::{self, Sums};

/// Whole eurocents in 32 or in 64 bits. As a rule 32 hold them, and twice as many go
/// through a register at once; what is kept of them does not tell which it was.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Batch<'a> {
    /// Up to some 21 million euros.
    Narrow(&'a [i32]),
    /// Of any size.
    Wide(&'a [i64]),
}

impl Batch<'_> {
    /// The first value; none of a batch of nothing.
    pub fn first(self) -> Option<i64> {
        match self {
            Self::Narrow(values) => values.first().copied().map(i64::from),
            Self::Wide(values) => values.first().copied(),
        }
    }
}

/// A whole number of eurocents.
pub(crate) trait Amount: Copy + Ord + Into<i64> {
    /// What is summed of at most [`moments::SUMMABLE`] values.
    fn sums(values: &[Self]) -> Sums;
    /// [`bins::key`] of each, as the bits of an `i32`.
    fn keys(values: &[Self], bins: (Grain, u8), keys: &mut [u32]);
}

impl Amount for i64 {
    #[inline(always)]
    fn sums(values: &[Self]) -> Sums {
        moments::sums(values)
    }

    #[inline(always)]
    fn keys(values: &[Self], bins: (Grain, u8), keys: &mut [u32]) {
        bins::keys(values, bins, keys);
    }
}

impl Amount for i32 {
    #[inline(always)]
    fn sums(values: &[Self]) -> Sums {
        moments::narrow_sums(values)
    }

    #[inline(always)]
    fn keys(values: &[Self], bins: (Grain, u8), keys: &mut [u32]) {
        bins::narrow_keys(values, bins, keys);
    }
}
