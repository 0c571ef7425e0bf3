//! What comes from outside: files as they were read, CSV, and what is wrong with them.

pub mod csv;
pub mod diagnostic;
pub mod fence;
pub mod source;
pub mod world;

pub use fence::{Access, Fence};
pub use world::{Disk, FileKind, Files, InMemory, Limits, World};
