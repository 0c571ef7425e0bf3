//! All values of one cell, for quantiles that are exact: for the country and
//! the provincies, while the draws are few enough to keep.

use std::fmt;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::batch::Amount;

/// All values of a cell in eurocents, as a multiset: the order in which they
/// came is neither compared nor written.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// A value, and how often it came before any other did. Many cells have no
    /// other: those of years without uncertainty, and of what never happens.
    same: (i64, usize),
    /// The values from there on.
    rest: Vec<i64>,
    /// The number of values that memory is to be set aside for.
    room: usize,
}

impl Values {
    /// Takes in a batch of values, in eurocents.
    pub(crate) fn add_all<T: Amount>(&mut self, values: &[T]) {
        let Some(&first) = values.first() else {
            return;
        };
        let first: i64 = first.into();
        let (value, times) = &mut self.same;
        if *times == 0 && self.rest.is_empty() {
            *value = first;
        }
        let is_same = self.rest.is_empty() && values.iter().all(|&other| other.into() == *value);
        if is_same {
            *times += values.len();
        } else {
            if self.rest.is_empty() {
                self.rest.reserve_exact(self.room.saturating_sub(*times));
            }
            self.rest.extend(values.iter().map(|&value| value.into()));
        }
    }

    /// Takes in one value so many times.
    pub fn add_repeated(&mut self, value: i64, times: u32) {
        let (known, before) = &mut self.same;
        if *before == 0 && self.rest.is_empty() {
            *known = value;
        }
        if *known == value {
            *before += times as usize;
        } else {
            let n = self.rest.len() + times as usize;
            self.rest.resize(n, value);
        }
    }

    /// Says how many values there will be, so that no more memory is taken.
    pub fn reserve(&mut self, values: usize) {
        self.room = values;
    }

    /// Takes in all that `other` has seen.
    pub fn merge(&mut self, other: &Self) {
        let (value, times) = other.same;
        self.add_repeated(
            value,
            u32::try_from(times).expect("as many as can be counted"),
        );
        self.add_all(&other.rest);
    }

    /// The number of values below zero.
    pub fn below_zero(&self) -> u32 {
        let (value, times) = self.same;
        let same = if value < 0 { times } else { 0 };
        (same + self.rest.iter().filter(|&&value| value < 0).count()) as u32
    }

    /// The number of values.
    pub fn n(&self) -> usize {
        self.same.1 + self.rest.len()
    }

    /// Sorts the values where they are, so that [`Values::sorted`] is quick.
    pub fn sort(&mut self) {
        self.rest.sort_unstable();
    }

    /// The values from small to large: the one with rank `r` is at `r - 1`.
    pub fn sorted(&self) -> Vec<i64> {
        let (value, times) = self.same;
        let mut sorted = Vec::with_capacity(self.n());
        sorted.resize(times, value);
        sorted.extend_from_slice(&self.rest);
        sorted.sort_unstable();
        sorted
    }

    /// Memory in bytes, that on the heap included.
    pub fn memory(&self) -> usize {
        size_of::<Self>() + self.rest.capacity() * size_of::<i64>()
    }
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self.n() == other.n() && self.sorted() == other.sorted()
    }
}

impl Eq for Values {}

/// Written sorted, as the smallest value (its sign in the lowest bit) and the
/// distances from each value to the next: small numbers, so few bytes, and no
/// two ways to write the same values.
impl Serialize for Values {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut steps = Vec::with_capacity(self.n());
        let mut previous = None;
        for value in self.sorted() {
            steps.push(previous.map_or(zigzag(value), |last: i64| value.abs_diff(last)));
            previous = Some(value);
        }
        steps.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Steps)
    }
}

/// Adds up the distances while they are read.
struct Steps;

impl<'de> Visitor<'de> for Steps {
    type Value = Values;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a smallest value and the distances to the next ones")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut steps: A) -> Result<Values, A::Error> {
        // The claimed length is not believed: memory follows what is there.
        let mut values: Vec<i64> = Vec::new();
        while let Some(step) = steps.next_element::<u64>()? {
            let value = match values.last() {
                None => Some(unzigzag(step)),
                Some(last) => last.checked_add_unsigned(step),
            };
            values.push(value.ok_or_else(|| A::Error::custom("a value beyond 64 bits"))?);
        }
        let mut all = Values::default();
        all.add_all(&values);
        Ok(all)
    }
}

/// Numbers small in size, of either sign, as small numbers.
fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

/// The number that [`zigzag`] was given.
fn unzigzag(code: u64) -> i64 {
    (code >> 1) as i64 ^ -((code & 1) as i64)
}
