//! How many values each bin of a sketch holds, in as little memory as will do.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Counts by place. They are 16 bits wide until one might not fit, then 32: a
/// simulation has tens of thousands of sketches, and what is written to them
/// should stay in the cache. How wide they are is neither compared nor written.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    width: Width,
    /// So many more values can be counted before a look whether they still fit.
    room: u32,
}

#[derive(Debug, Clone)]
enum Width {
    Narrow(Vec<u16>),
    Wide(Vec<u32>),
}

impl Counts {
    /// So many counts of nothing.
    pub fn zero(places: usize) -> Self {
        Self {
            width: Width::Narrow(vec![0; places]),
            room: u32::from(u16::MAX),
        }
    }

    /// How many counts there are.
    pub fn len(&self) -> usize {
        match &self.width {
            Width::Narrow(counts) => counts.len(),
            Width::Wide(counts) => counts.len(),
        }
    }

    /// The count at `place`; none beyond the last.
    pub fn get(&self, place: usize) -> Option<u32> {
        match &self.width {
            Width::Narrow(counts) => counts.get(place).copied().map(u32::from),
            Width::Wide(counts) => counts.get(place).copied(),
        }
    }

    /// All counts in order of place.
    pub fn to_vec(&self) -> Vec<u32> {
        match &self.width {
            Width::Narrow(counts) => counts.iter().copied().map(u32::from).collect(),
            Width::Wide(counts) => counts.clone(),
        }
    }

    /// So many counts: the first stays where it is, the others go to `start` and on.
    ///
    /// # Panics
    /// When there is no room for all of them.
    pub fn moved(&self, places: usize, start: usize) -> Self {
        let width = match &self.width {
            Width::Narrow(counts) => Width::Narrow(moved(counts, places, start)),
            Width::Wide(counts) => Width::Wide(moved(counts, places, start)),
        };
        Self { width, ..*self }
    }

    /// Adds values to the count at a place.
    ///
    /// # Panics
    /// When there is no such place.
    pub fn add(&mut self, place: usize, values: u32) {
        self.prepare(values);
        match &mut self.width {
            // There is room for them, so they are fewer than 2^16.
            Width::Narrow(counts) => counts[place] += values as u16,
            Width::Wide(counts) => counts[place] += values,
        }
    }

    /// Adds one at every place, up to the first that is beyond the last count:
    /// gives where in the list that one stands.
    pub fn tally(&mut self, places: &[u32]) -> Option<usize> {
        self.prepare(places.len() as u32);
        match &mut self.width {
            Width::Narrow(counts) => tally(
                counts,
                places,
                #[inline(always)]
                |count| count.wrapping_add(1),
            ),
            Width::Wide(counts) => tally(
                counts,
                places,
                #[inline(always)]
                |count| count.wrapping_add(1),
            ),
        }
    }

    /// Sees to it that so many more values fit, wherever they go.
    #[inline]
    fn prepare(&mut self, values: u32) {
        if values > self.room {
            self.find_room(values);
        }
        self.room -= values;
    }

    #[cold]
    fn find_room(&mut self, values: u32) {
        if let Width::Narrow(counts) = &self.width {
            let most = counts.iter().copied().max().unwrap_or(0);
            self.room = u32::from(u16::MAX - most);
            if values > self.room {
                let counts = counts.iter().copied().map(u32::from).collect();
                self.width = Width::Wide(counts);
            }
        }
        if let Width::Wide(_) = self.width {
            // The number of values of a cell is bounded by its moments.
            self.room = u32::MAX;
        }
    }

    /// Bytes on the heap.
    pub fn memory(&self) -> usize {
        match &self.width {
            Width::Narrow(counts) => counts.capacity() * size_of::<u16>(),
            Width::Wide(counts) => counts.capacity() * size_of::<u32>(),
        }
    }
}

impl Default for Counts {
    fn default() -> Self {
        Self::zero(0)
    }
}

impl PartialEq for Counts {
    fn eq(&self, other: &Self) -> bool {
        self.to_vec() == other.to_vec()
    }
}

impl Eq for Counts {}

/// [`Counts::moved`] for one width.
fn moved<T: Copy + Default>(counts: &[T], places: usize, start: usize) -> Vec<T> {
    let mut moved = vec![T::default(); places];
    if let Some((&first, others)) = counts.split_first() {
        moved[0] = first;
        moved[start..start + others.len()].copy_from_slice(others);
    }
    moved
}

/// Counts places; no count passes what its type holds.
#[inline(always)]
fn tally<T: Copy>(counts: &mut [T], places: &[u32], one_more: impl Fn(T) -> T) -> Option<usize> {
    for (index, &place) in places.iter().enumerate() {
        match counts.get_mut(place as usize) {
            Some(count) => *count = one_more(*count),
            None => return Some(index),
        }
    }
    None
}

/// Written as a list of whole numbers.
impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.width {
            // Both are written alike, for a small number takes as few bytes as it needs.
            Width::Narrow(counts) => counts.serialize(serializer),
            Width::Wide(counts) => counts.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Counts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let counts: Vec<u32> = Deserialize::deserialize(deserializer)?;
        let fits = counts.iter().all(|&count| u16::try_from(count).is_ok());
        let width = if fits {
            Width::Narrow(counts.into_iter().map(|count| count as u16).collect())
        } else {
            Width::Wide(counts)
        };
        Ok(Self { width, room: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Width};

    /// Counts grow wide where they have to and nowhere else, and nobody sees it.
    #[test]
    fn counts_do_not_depend_on_their_width() {
        let most = u32::from(u16::MAX);
        let (mut counts, mut plain) = (Counts::zero(3), vec![0; 3]);
        let is_narrow = |counts: &Counts| matches!(counts.width, Width::Narrow(_));
        for (place, values) in [(0, most - 1), (1, 1), (2, 1), (0, 1)] {
            counts.add(place, values);
            plain[place] += values;
            assert!(is_narrow(&counts));
        }
        assert_eq!(counts.tally(&[1, 2, 0]), None);
        assert!(!is_narrow(&counts));
        counts.add(1, u32::MAX / 2);
        for (plain, more) in plain.iter_mut().zip([1, 1 + u32::MAX / 2, 1]) {
            *plain += more;
        }
        assert_eq!(counts.to_vec(), plain);
        let moved = counts.moved(6, 3);
        assert_eq!(moved.to_vec(), [plain[0], 0, 0, plain[1], plain[2], 0]);
        assert_eq!(Counts::default().moved(2, 1), Counts::zero(2));
        let bytes = postcard::to_allocvec(&counts).unwrap();
        assert_eq!(bytes, postcard::to_allocvec(&plain).unwrap());
        assert_eq!(postcard::from_bytes::<Counts>(&bytes).as_ref(), Ok(&counts));
    }

    #[test]
    fn the_first_place_that_is_not_there_is_said() {
        let mut counts = Counts::zero(2);
        assert_eq!(counts.tally(&[0, 1, 1, 2, 0]), Some(3));
        assert_eq!(counts.to_vec(), [1, 2]);
        assert_eq!(counts.len(), 2);
        let narrow = counts.memory();
        counts.add(0, 1 << 20);
        assert_eq!(counts.memory(), 2 * narrow);
    }
}
