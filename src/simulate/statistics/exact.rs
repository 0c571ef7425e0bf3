//! All values of one cell, for quantiles that are exact: for the country and
//! the provincies, while the draws are few enough to keep.

use std::fmt;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// All values of a cell in eurocents, as a multiset: the order in which they
/// came is neither compared nor written.
#[derive(Debug, Clone, Default)]
pub struct Values {
    values: Vec<i64>,
}

impl Values {
    /// No values, with room for `n`.
    pub fn with_capacity(n: usize) -> Self {
        Self {
            values: Vec::with_capacity(n),
        }
    }

    /// Takes in a batch of values, in eurocents.
    pub fn add_all(&mut self, values: &[i64]) {
        self.values.extend_from_slice(values);
    }

    /// Takes in one value so many times.
    pub fn add_repeated(&mut self, value: i64, times: u32) {
        let n = self.n() + times as usize;
        self.values.resize(n, value);
    }

    /// Sets memory aside for so many values more, and no more than that.
    pub fn reserve(&mut self, values: usize) {
        self.values.reserve_exact(values);
    }

    /// Takes in all that `other` has seen.
    pub fn merge(&mut self, other: &Self) {
        self.values.extend_from_slice(&other.values);
    }

    /// The number of values.
    pub fn n(&self) -> usize {
        self.values.len()
    }

    /// The values from small to large: the one with rank `r` is at `r - 1`.
    pub fn sorted(&self) -> Vec<i64> {
        let mut sorted = self.values.clone();
        sorted.sort_unstable();
        sorted
    }

    /// All values, in the order in which they came.
    pub fn as_slice(&self) -> &[i64] {
        &self.values
    }

    /// Memory in bytes, that on the heap included.
    pub fn memory(&self) -> usize {
        size_of::<Self>() + self.values.capacity() * size_of::<i64>()
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
        Ok(Values { values })
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
