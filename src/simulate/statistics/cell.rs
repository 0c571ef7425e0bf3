//! Everything that is kept of the draws of one cell.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::batch::{Amount, Batch};
use super::bins::{Bin, Grain};
use super::exact::Values;
use super::moments::Moments;
use super::sketch::Sketch;
use super::sorted::Sorted;

/// The draws of one cell: their moments, and what their quantiles are read from.
///
/// Mergeable in any order: two that saw the same values are equal and are
/// written as the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedCell")]
pub struct Cell {
    moments: Moments,
    order: Order,
}

/// What the quantiles of a cell are read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Order {
    Sketch(Sketch),
    Exact(Values),
}

/// Two cells cannot be merged: one keeps all its values and the other a sketch, or
/// sketches of another grain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherKind;

impl fmt::Display for OtherKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("de ene cel bewaart de trekkingen anders dan de andere")
    }
}

impl std::error::Error for OtherKind {}

impl Cell {
    /// A cell of a few kB whatever the number of draws; how good its quantiles
    /// are is up to the grain (see [`Sketch`]).
    pub fn sketched(grain: Grain) -> Self {
        Self {
            moments: Moments::default(),
            order: Order::Sketch(Sketch::new(grain)),
        }
    }

    /// A cell that keeps all values, 8 bytes each; its quantiles are exact.
    pub fn exact() -> Self {
        Self {
            moments: Moments::default(),
            order: Order::Exact(Values::default()),
        }
    }

    /// [`Cell::exact`] when the whole simulation (all shards together) makes at
    /// most `cap` draws, else [`Cell::sketched`].
    pub fn for_draws(draws: u32, cap: u32, grain: Grain) -> Self {
        if draws <= cap {
            Self::exact()
        } else {
            Self::sketched(grain)
        }
    }

    /// How fine the bins are that its quantiles are read from; none where it keeps
    /// all values, and quantiles are exact.
    pub fn grain(&self) -> Option<Grain> {
        match &self.order {
            Order::Exact(_) => None,
            Order::Sketch(sketch) => Some(sketch.grain()),
        }
    }

    /// Takes in a batch of values, in eurocents; batches of 64 and more are fast.
    ///
    /// # Panics
    /// As [`Moments::add_all`].
    pub(crate) fn add_all<T: Amount>(&mut self, values: &[T]) {
        let (least, most) = self.moments.add_all(values);
        match &mut self.order {
            Order::Exact(all) => all.add_all(values),
            // What does not depend on chance is the same in every draw.
            Order::Sketch(sketch) if least == most => {
                sketch.add_repeated(least, values.len() as u32);
            }
            Order::Sketch(sketch) => sketch.add_all(values, (least, most)),
        }
    }

    /// [`Cell::add_all`] of a batch of either kind.
    pub(crate) fn add_batch(&mut self, values: Batch<'_>) {
        match values {
            Batch::Narrow(values) => self.add_all(values),
            Batch::Wide(values) => self.add_all(values),
        }
    }

    /// Takes in one value, in eurocents, so many times.
    ///
    /// # Panics
    /// As [`Moments::add_all`].
    pub fn add_repeated(&mut self, value: i64, times: u32) {
        self.moments.add_repeated(value, times);
        match &mut self.order {
            Order::Exact(all) => all.add_repeated(value, times),
            Order::Sketch(sketch) => sketch.add_repeated(value, times),
        }
    }

    /// Sets memory aside for so many values, where all are kept.
    pub fn reserve(&mut self, values: usize) {
        if let Order::Exact(all) = &mut self.order {
            all.reserve(values);
        }
    }

    /// Takes in all that `other` has seen.
    ///
    /// # Errors
    /// When they keep their values in other ways; `self` is then as it was.
    ///
    /// # Panics
    /// When the values become more than `u32::MAX`.
    pub fn merge(&mut self, other: &Self) -> Result<(), OtherKind> {
        match (&mut self.order, &other.order) {
            (Order::Sketch(sketch), Order::Sketch(other)) if sketch.grain() == other.grain() => {
                sketch.merge(other);
            }
            (Order::Exact(all), Order::Exact(other)) => all.merge(other),
            _ => return Err(OtherKind),
        }
        self.moments.merge(&other.moments);
        Ok(())
    }

    /// Puts what is kept in order, which makes reading quantiles quick.
    pub fn sort(&mut self) {
        if let Order::Exact(all) = &mut self.order {
            all.sort();
        }
    }

    /// Number, sum, squares and extremes.
    pub fn moments(&self) -> &Moments {
        &self.moments
    }

    /// How many values are below zero, exactly: a bin never holds both signs.
    pub fn below_zero(&self) -> u32 {
        match &self.order {
            Order::Sketch(sketch) => sketch.below_zero(),
            Order::Exact(all) => all.below_zero(),
        }
    }

    /// Memory in bytes, that on the heap included.
    pub fn memory(&self) -> usize {
        let inside = |whole: usize, part: usize| size_of::<Self>() + whole - part;
        match &self.order {
            Order::Sketch(sketch) => inside(sketch.memory(), size_of::<Sketch>()),
            Order::Exact(all) => inside(all.memory(), size_of::<Values>()),
        }
    }

    /// The draws in order of size; none without draws.
    pub(crate) fn ranks(&self) -> Option<Ranks> {
        let (min, max) = (self.moments.min()?, self.moments.max()?);
        Some(match &self.order {
            Order::Sketch(sketch) => Ranks::Sketch {
                sketch: sketch.sorted(),
                min,
                max,
            },
            Order::Exact(all) => Ranks::Exact(all.sorted()),
        })
    }

    /// Whether both halves can have seen the same values.
    fn possible(&self) -> bool {
        let n = self.moments.n();
        let counted = match &self.order {
            Order::Sketch(sketch) => sketch.n() as usize,
            Order::Exact(all) => all.n(),
        };
        if counted != n as usize {
            return false;
        }
        let (Some(min), Some(max)) = (self.moments.min(), self.moments.max()) else {
            return true;
        };
        let holds = |bin: Bin, value| bin.low <= value && value <= bin.high;
        match &self.order {
            Order::Sketch(sketch) => {
                let ends = sketch.at(1).zip(sketch.at(n));
                ends.is_some_and(|(first, last)| holds(first, min) && holds(last, max))
            }
            Order::Exact(all) => Moments::of(&all.sorted()) == Some(self.moments),
        }
    }
}

/// The draws of a cell in order of size.
pub(crate) enum Ranks {
    /// All of them, sorted.
    Exact(Vec<i64>),
    /// Their counts, and the smallest and largest.
    Sketch { sketch: Sorted, min: i64, max: i64 },
}

impl Ranks {
    /// Where the draw with `rank` lies, from 1 to the number of draws.
    pub(crate) fn at(&self, rank: u32) -> Bin {
        match self {
            Self::Exact(sorted) => Bin::exact(sorted[rank as usize - 1]),
            Self::Sketch { sketch, min, max } => {
                let bin = sketch.at(rank).expect("a sketch counts every draw");
                bin.within(*min, *max)
            }
        }
    }
}

/// A cell as it stands in a file, before it is known that it can be right.
#[derive(Deserialize)]
struct UncheckedCell {
    moments: Moments,
    order: Order,
}

impl TryFrom<UncheckedCell> for Cell {
    type Error = &'static str;

    fn try_from(from: UncheckedCell) -> Result<Self, Self::Error> {
        let cell = Self {
            moments: from.moments,
            order: from.order,
        };
        let possible = cell.possible();
        possible
            .then_some(cell)
            .ok_or("moments and order of different values")
    }
}
