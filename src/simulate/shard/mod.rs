//! Part files: a simulation divided over machines, and made one again.
//!
//! Shard `i` of `n` makes its own range of the draws and writes a [`Part`]. A
//! [`Merge`] takes the parts in any order, refuses those of another simulation,
//! and gives the part that one machine would have written, to the byte.
//!
//! A part file is, in this order,
//!
//! - the line `spuk-part 3`, in which 3 is the version of the format;
//! - the [`Part`], serialised by serde in the postcard format;
//! - 32 bytes: the SHA-256 of everything before it.
//!
//! Architecture invariant: nothing that a file can hold makes [`read`] panic or
//! take more memory than a small multiple of the size of the file, and a [`Part`]
//! that was read can be merged without a further check. Whether its tables are
//! those of its labels is for [`super::check_layout`].

mod error;
mod file;
mod header;
mod merge;
mod part;
#[cfg(test)]
mod tests;

pub use error::{Difference, MergeError, PartError};
pub use file::{read, write};
pub use header::{Header, Labels, Program, Scenario, Shard};
pub use merge::Merge;
pub use part::{Counters, Dimension, Part, Table};
