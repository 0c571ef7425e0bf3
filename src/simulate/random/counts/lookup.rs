//! Binomial counts of a fixed probability, from a table.
//!
//! Where people leave or choose with the same chance everywhere, the count
//! follows from the number of people and one uniform number. The table holds
//! it for the first bits of that number, wherever they settle it; elsewhere
//! (some bits in a hundred) the sampler itself decides, so that counts are the
//! same with and without the table.

use std::sync::Arc;

use rayon::prelude::*;

use super::binomial;
use crate::simulate::random::stream::open_unit;

/// Bits of the uniform number that choose an entry.
const BITS: u32 = 10;

/// Entries for one number of people.
const ENTRIES: usize = 1 << BITS;

/// Numbers of people from here on have no entries.
const PEOPLE: usize = 512;

/// An entry for which the first bits do not settle the count, or no byte holds it.
const OPEN: u8 = u8::MAX;

/// The table for one probability.
#[derive(Debug, Clone)]
pub struct Lookup {
    p: f64,
    /// Those of every number of people; shared, for they are many.
    entries: Arc<[u8]>,
}

impl Lookup {
    /// Makes the table; `p` lies from 0 to 1.
    #[must_use]
    pub fn new(p: f64) -> Self {
        let mut entries = vec![OPEN; PEOPLE * ENTRIES];
        let rows = entries.par_chunks_exact_mut(ENTRIES).enumerate();
        rows.for_each(|(n, row)| {
            let n = n as u64;
            let ends = [0, ENTRIES as u64].map(|entry| count((n, p), entry));
            settle((n, p), 0, row, ends);
        });
        Self {
            p,
            entries: entries.into(),
        }
    }

    /// As [`crate::simulate::random::stream::Stream::binomial`] for the number that begins with `word`.
    #[inline(always)]
    pub fn binomial(&self, n: u64, word: u64) -> u64 {
        if n < PEOPLE as u64 {
            let place = n as usize * ENTRIES + (word >> (64 - BITS)) as usize;
            let count = self.entries[place];
            if count != OPEN {
                return u64::from(count);
            }
        }
        self.decide(n, word)
    }

    #[cold]
    #[inline(never)]
    fn decide(&self, n: u64, word: u64) -> u64 {
        binomial::quantile(n, self.p, open_unit(word))
    }
}

/// Fills in the entries from `first` on that one count settles: the count rises with
/// the uniform number, so where those at the beginning of a row and of what comes
/// after it agree, all between do.
fn settle((n, p): (u64, f64), first: usize, row: &mut [u8], [from, to]: [u64; 2]) {
    if from == to {
        row.fill(u8::try_from(from).unwrap_or(OPEN));
    } else if row.len() > 1 {
        let half = row.len() / 2;
        let (low, high) = row.split_at_mut(half);
        let middle = count((n, p), (first + half) as u64);
        settle((n, p), first, low, [from, middle]);
        settle((n, p), first + half, high, [middle, to]);
    }
}

/// The count for the least uniform number of an entry; beyond the last, for the largest.
fn count((n, p): (u64, f64), entry: u64) -> u64 {
    let word = if entry < ENTRIES as u64 {
        entry << (64 - BITS)
    } else {
        u64::MAX
    };
    binomial::quantile(n, p, open_unit(word))
}
