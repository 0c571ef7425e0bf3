//! Many draws side by side, as columns of values on their way to their cells.

pub(crate) mod columns;
mod fields;
pub(crate) mod keep;
mod kept;
pub(crate) mod row;
pub(crate) mod strip;
