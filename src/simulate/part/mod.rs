//! Part files: a simulation divided over machines, and made one again.
//!
//! Shard `i` of `n` makes its own range of the draws and writes a [`Part`]. A
//! [`Merge`] takes the parts in any order, refuses those of another simulation,
//! and gives the part that one machine would have written, to the byte.
//!
//! A part file is, in this order,
//!
//! - the line `spuk-part 4`, in which 4 is the version of the format;
//! - the [`Part`], serialised by serde in the postcard format;
//! - 32 bytes: the SHA-256 of everything before it.
//!
//! Architecture invariant: nothing that a file can hold makes [`read`] panic or
//! take more memory than a small multiple of the size of the file, and a [`Part`]
//! that was read can be merged without a further check. Whether its tables are
//! those of its labels is for [`super::layout::check_layout`].

mod contents;
mod error;
mod file;
mod header;
mod merge;
#[cfg(test)]
mod tests;

pub use contents::{Counters, Dimension, Part, Table};
pub use error::{MergeError, PartError, PartMismatch};
pub use file::{read, write};
pub use header::{Header, Labels, PartScenario, Program, Shard, Varies};
pub use merge::Merge;
