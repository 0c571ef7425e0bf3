//! Binomial counts of a fixed probability, from a table.
//!
//! Where people leave or choose with the same chance everywhere, the count
//! follows from the number of people and one uniform number. The table holds
//! it for the first bits of that number, wherever they settle it; elsewhere
//! (some bits in a hundred) the sampler itself decides, so that counts are the
//! same with and without the table.

use std::sync::Arc;

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
        for (n, row) in (0..).zip(entries.chunks_exact_mut(ENTRIES)) {
            let is_done = if p <= 0.5 {
                add_up((n, p), row)
            } else {
                // Who is left, with the number seen from the other end.
                row.reverse();
                let is_done = add_up((n, 1.0 - p), row);
                row.reverse();
                let left = |count: &u8| u8::try_from(n - u64::from(*count)).unwrap_or(OPEN);
                let settled = row.iter_mut().filter(|count| **count != OPEN);
                settled.for_each(|count| *count = left(count));
                is_done
            };
            if !is_done {
                row.fill(OPEN);
                let ends = [0, ENTRIES as u64].map(|entry| count((n, p), entry));
                settle((n, p), 0, row, ends);
            }
        }
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

/// How near to the beginning of an entry the chance of at most some count may be, in
/// entries: far more than it is off.
const UNSURE: f64 = 1e-6;

/// Fills in the entries of a row, all of them open, that one count settles, for `p` up to
/// a half: those in which the chance of at most some count does not lie. Gives `false`,
/// and entries that mean nothing, where it cannot tell in which that is.
fn add_up((n, p): (u64, f64), row: &mut [u8]) -> bool {
    if n == 0 || p <= 0.0 {
        return false;
    }
    let odds = p / (1.0 - p);
    let mut probability = binomial::power(1.0 - p, p, n);
    let (mut below, mut next) = (probability, 0);
    for k in 0..n {
        let place = below * ENTRIES as f64;
        let nearest = place.round();
        // The first entry is open whatever happens at its beginning.
        if nearest > 0.0 && (place - nearest).abs() < UNSURE {
            return false;
        }
        let entry = place as usize;
        if let Some(settled) = row.get_mut(next..entry) {
            settled.fill(u8::try_from(k).unwrap_or(OPEN));
        }
        next = entry + 1;
        if next == ENTRIES {
            return true;
        }
        probability *= (n - k) as f64 / (k + 1) as f64 * odds;
        below += probability;
    }
    row[next..].fill(u8::try_from(n).unwrap_or(OPEN));
    true
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Adding chances up settles what looking at the ends of every entry does.
    #[test]
    fn entries_are_those_that_their_ends_settle() {
        for p in [0.0, 1e-9, 0.004, 0.03, 0.25, 0.5, 0.77, 0.999, 1.0] {
            let lookup = Lookup::new(p);
            for n in (0..8).chain([30, 31, 255, 300, PEOPLE as u64 - 1]) {
                let row = &lookup.entries[n as usize * ENTRIES..][..ENTRIES];
                let mut expected = vec![OPEN; ENTRIES];
                let ends = [0, ENTRIES as u64].map(|entry| count((n, p), entry));
                settle((n, p), 0, &mut expected, ends);
                // The outermost ones may be left open for next to nothing.
                let outer = [0, ENTRIES - 1];
                for (entry, (&own, &other)) in row.iter().zip(&expected).enumerate() {
                    let is_open = own == OPEN && outer.contains(&entry);
                    assert!(own == other || is_open, "{p} {n} {entry}: {own} {other}");
                }
            }
        }
    }
}
