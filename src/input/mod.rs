//! What comes from outside: files as they were read, CSV and workbooks, and what is wrong with them.

pub mod cells;
pub mod csv;
pub mod diagnostic;
pub mod fence;
mod in_front;
pub mod nearest;
mod snapshot;
pub mod source;
mod workbook;
pub mod world;

pub use fence::{Access, Fence};
pub use in_front::InFront;
pub use snapshot::{Snapshot, Stock};
pub(crate) use workbook::{Near, TableAsk, read_table};
pub use world::{Disk, FileKind, Files, InMemory, Limits, World};
