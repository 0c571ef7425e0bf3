//! What is kept of the draws of one cell (a scenario or difference, a unit, a
//! year, a field), and the figures that are read from it.
//!
//! Values are whole eurocents, one a draw, and may be negative. A [`Cell`]
//! takes them in: [`Moments`] always, and for the quantiles a [`Sketch`] (a few
//! kB whatever the number of draws) or all [`Values`]. A [`Summary`] is read
//! from a cell at the end.
//!
//! Architecture invariant: taking in and merging is integer arithmetic alone,
//! so the order of the draws does not matter. Floating point occurs only in the
//! standard deviation, once, and uses only operations that IEEE 754 fixes.

mod batch;
mod bins;
mod cell;
mod counts;
mod exact;
mod moments;
mod probability;
mod sketch;
mod sorted;
mod summary;
#[cfg(test)]
mod tests;

pub(crate) use batch::{Amount, Batch};
pub use bins::{Bin, Grain};
pub use cell::{Cell, OtherKind};
pub use exact::Values;
pub use moments::{LARGEST, Moments};
pub use probability::Probability;
pub use sketch::Sketch;
pub use summary::{Quantile, Summary};
