//! What a simulation says: long CSV, JSON, and the country as a table.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod rows;

pub use rows::share;

/// With fewer draws the outer quantiles are those of a handful of draws.
pub const FEW_DRAWS: u32 = 100;
