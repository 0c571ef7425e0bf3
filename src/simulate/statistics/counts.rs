//! How many values each bin of a sketch holds, in as little memory as will do.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::exact::vector::vectorised;

/// Counts by place, as numbers in base 256: the lowest digits of all counts lie
/// side by side, and so do those above, from the first count that has one on. A
/// simulation has tens of thousands of sketches with a thousand bins each, most of
/// them with a handful of values, and going to and fro between those and the
/// memory is what counting costs. How many digits there are is neither compared
/// nor written.
#[derive(Debug, Clone, Default)]
pub(crate) struct BinCounts {
    low: Vec<u8>,
    /// Each as long as `low`.
    above: Vec<Vec<u8>>,
}

/// Bytes that a processor gets from memory at once.
const LINE: usize = 64;

/// So many values are counted by themselves first.
const MANY: usize = 256;

/// Places that there is room for then: as a rule the values of a batch lie together.
const ROOM: usize = 1024;

impl BinCounts {
    /// So many counts of nothing.
    pub fn zero(places: usize) -> Self {
        Self {
            low: vec![0; places],
            above: Vec::new(),
        }
    }

    /// How many counts there are.
    pub fn len(&self) -> usize {
        self.low.len()
    }

    /// The count at `place`; none beyond the last.
    pub fn get(&self, place: usize) -> Option<u32> {
        let low = u32::from(*self.low.get(place)?);
        let above = self.above.iter().rev();
        let above = above.fold(0, |count, digits| count << 8 | u32::from(digits[place]));
        Some(above << 8 | low)
    }

    /// All counts in order of place.
    pub fn to_vec(&self) -> Vec<u32> {
        let mut counts: Vec<u32> = self.low.iter().copied().map(u32::from).collect();
        for (digits, shift) in self.above.iter().zip((8..).step_by(8)) {
            for (count, &digit) in counts.iter_mut().zip(digits) {
                *count |= u32::from(digit) << shift;
            }
        }
        counts
    }

    /// So many counts: the first stays where it is, the others go to `start` and on.
    ///
    /// # Panics
    /// When there is no room for all of them.
    pub fn moved(&self, places: usize, start: usize) -> Self {
        let moved = |digits: &Vec<u8>| {
            let mut moved = vec![0; places];
            if let Some((&first, others)) = digits.split_first() {
                moved[0] = first;
                moved[start..start + others.len()].copy_from_slice(others);
            }
            moved
        };
        Self {
            low: moved(&self.low),
            above: self.above.iter().map(moved).collect(),
        }
    }

    /// Adds values to the count at a place.
    ///
    /// # Panics
    /// When there is no such place.
    pub fn add(&mut self, place: usize, values: u32) {
        let sum = u32::from(self.low[place]) + (values & 0xff);
        self.low[place] = sum as u8;
        let above = (values >> 8) + (sum >> 8);
        if above > 0 {
            carry(&mut self.above, place, self.low.len(), above);
        }
    }

    /// Adds one at every place. All but the first, which may be among them too, lie from
    /// `least` to `most`; `places` is of no use afterwards.
    ///
    /// # Panics
    /// When there are more than `u16::MAX` places, or one that is not there.
    pub fn tally(&mut self, places: &mut [u32], (least, most): (u32, u32)) {
        let width = most.saturating_sub(least) as usize + 1;
        if places.len() < MANY || width >= ROOM {
            return self.tally_each(places);
        }
        assert!(places.len() <= usize::from(u16::MAX));
        vectorised(
            #[inline(always)]
            || shift(places, least.saturating_sub(1)),
        );
        // Counts of these values alone need no second digit, and stay near.
        let mut tallied = [0u16; ROOM];
        for &mut place in places {
            let count = &mut tallied[place as usize % ROOM];
            *count = count.wrapping_add(1);
        }
        let [zeros, tallied @ ..] = &mut tallied;
        self.add(0, u32::from(*zeros));
        if most == 0 {
            return;
        }
        let Self { low, above } = self;
        let (length, least) = (low.len(), least as usize);
        let (low, tallied) = (&mut low[least..=most as usize], &mut tallied[..width]);
        vectorised(
            #[inline(always)]
            || pour((low, &mut *tallied)),
        );
        for (start, carried) in (least..).step_by(LINE).zip(tallied.chunks(LINE)) {
            if carried.iter().fold(0, |all, values| all | values) > 0 {
                for (place, &values) in (start..).zip(carried) {
                    if values > 0 {
                        carry(above, place, length, values.into());
                    }
                }
            }
        }
    }

    /// [`BinCounts::tally`] of a few values, or of some that lie far apart.
    fn tally_each(&mut self, places: &[u32]) {
        self.fetch();
        let Self { low, above } = self;
        let low = &mut low[..];
        for &place in places {
            let count = &mut low[place as usize];
            *count = count.wrapping_add(1);
            if *count == 0 {
                carry(above, place as usize, low.len(), 1);
            }
        }
    }

    /// Has the counts come near: asked for one after the other they do while the
    /// processor goes on, asked for in the order of the values they come one by one.
    fn fetch(&self) {
        let lines = self.low.iter().step_by(LINE);
        std::hint::black_box(lines.fold(0, |all, digit| all | digit));
    }

    /// Bytes on the heap.
    pub fn memory(&self) -> usize {
        let above: usize = self.above.iter().map(Vec::capacity).sum();
        self.low.capacity() + above + self.above.capacity() * size_of::<Vec<u8>>()
    }
}

/// Places from the one after `start` on, of which the first place of all comes first.
#[inline(always)]
fn shift(places: &mut [u32], start: u32) {
    for place in places {
        *place = (*place).max(start).wrapping_sub(start);
    }
}

/// Adds counts to the lowest digits, and leaves what is carried of each in its place.
#[inline(always)]
fn pour((low, counts): (&mut [u8], &mut [u16])) {
    for (digit, count) in low.iter_mut().zip(counts) {
        let sum = u16::from(*digit).wrapping_add(*count & 0xff);
        *digit = sum as u8;
        *count = (sum >> 8).wrapping_add(*count >> 8);
    }
}

/// Adds so many times 256 to the count at one of `places`.
#[cold]
#[inline(never)]
fn carry(above: &mut Vec<Vec<u8>>, place: usize, places: usize, mut values: u32) {
    let mut digit = 0;
    while values > 0 {
        if digit == above.len() {
            above.push(vec![0; places]);
        }
        let sum = u32::from(above[digit][place]) + (values & 0xff);
        above[digit][place] = sum as u8;
        values = (values >> 8) + (sum >> 8);
        digit += 1;
    }
}

impl PartialEq for BinCounts {
    fn eq(&self, other: &Self) -> bool {
        self.to_vec() == other.to_vec()
    }
}

impl Eq for BinCounts {}

/// Written as a list of whole numbers.
impl Serialize for BinCounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_vec().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for BinCounts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list: Vec<u32> = Deserialize::deserialize(deserializer)?;
        let mut counts = Self::zero(list.len());
        for (place, count) in list.into_iter().enumerate() {
            counts.add(place, count);
        }
        Ok(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::{BinCounts, MANY};

    /// Counts get more digits where they have to and nowhere else, and nobody sees it.
    #[test]
    fn counts_do_not_depend_on_their_digits() {
        let (mut counts, mut plain) = (BinCounts::zero(3), vec![0; 3]);
        let steps = [
            (0, 254, 0),
            (1, 1, 0),
            (0, 1, 0),
            (0, 1, 1),
            (2, 255 << 8, 1),
            (2, 255, 1),
            (2, 1, 2),
            (1, u32::MAX / 2, 3),
        ];
        for (place, values, above) in steps {
            counts.add(place, values);
            plain[place] += values;
            assert_eq!(
                (counts.to_vec(), counts.above.len()),
                (plain.clone(), above)
            );
            assert_eq!(counts.get(place), Some(plain[place]));
        }
        let moved = counts.moved(6, 3);
        assert_eq!(moved.to_vec(), [plain[0], 0, 0, plain[1], plain[2], 0]);
        assert_eq!(BinCounts::default().moved(2, 1), BinCounts::zero(2));
        let bytes = postcard::to_allocvec(&counts).unwrap();
        assert_eq!(bytes, postcard::to_allocvec(&plain).unwrap());
        assert_eq!(
            postcard::from_bytes::<BinCounts>(&bytes).as_ref(),
            Ok(&counts)
        );
    }

    #[test]
    fn many_counts_get_as_far_as_one_by_one() {
        let (mut counts, mut plain) = (BinCounts::zero(90), [0; 90]);
        for step in 0..800_usize {
            // Few and many at once; some places often, and some hardly ever.
            let size = [3, MANY - 1, MANY, 1024][step % 4] as u32;
            let mut places: Vec<u32> = (0..size).map(|at| [7, at % 90, at % 2][step % 3]).collect();
            for &place in &places {
                plain[place as usize] += 1;
            }
            let least = places.iter().copied().filter(|&place| place > 0).min();
            let ends = (least.unwrap_or(u32::MAX), *places.iter().max().unwrap());
            counts.tally(&mut places, ends);
        }
        assert_eq!(counts.to_vec(), plain);
        assert_eq!(counts.above.len(), 2);
    }

    #[test]
    #[should_panic]
    fn a_place_that_is_not_there_is_refused() {
        BinCounts::zero(2).tally(&mut [1; MANY], (1, 2));
    }
}
