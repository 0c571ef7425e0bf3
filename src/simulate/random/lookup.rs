//! Binomial counts of a fixed probability, from a table.
//!
//! Where people leave or choose with the same chance everywhere, the count
//! follows from the number of people and one uniform number. The table holds
//! it for the first bits of that number, wherever they settle it; elsewhere
//! (some bits in a hundred) the sampler itself decides, so that counts are the
//! same with and without the table.

use super::binomial;
use super::stream::open_unit;

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
    entries: Vec<u8>,
}

impl Lookup {
    /// Makes the table; `p` lies from 0 to 1.
    #[must_use]
    pub fn new(p: f64) -> Self {
        let mut entries = vec![OPEN; PEOPLE * ENTRIES];
        for (n, row) in entries.chunks_exact_mut(ENTRIES).enumerate() {
            settle(n as u64, p, 0, row);
        }
        Self { p, entries }
    }

    /// As [`super::Stream::binomial`] for the number that begins with `word`.
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

/// Fills in the entries from `first` on that one count settles. The count
/// rises with the uniform number: where both ends agree, all between do.
fn settle(n: u64, p: f64, first: usize, row: &mut [u8]) {
    let word = |entry: usize| (entry as u64) << (64 - BITS);
    let last = word(first + row.len() - 1) | (u64::MAX >> BITS);
    let ends = [word(first), last].map(|word| binomial::quantile(n, p, open_unit(word)));
    if ends[0] == ends[1] {
        row.fill(u8::try_from(ends[0]).unwrap_or(OPEN));
    } else if row.len() > 1 {
        let half = row.len() / 2;
        let (low, high) = row.split_at_mut(half);
        settle(n, p, first, low);
        settle(n, p, first + half, high);
    }
}
