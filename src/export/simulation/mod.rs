//! What a simulation says: long CSV, JSON, and the country as a table.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod rows;

pub use rows::{AreaChoice, share};
