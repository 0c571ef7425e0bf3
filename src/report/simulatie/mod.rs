//! What a simulation says: long CSV, JSON, and the country as a table.

mod csv;
mod json;
mod rijen;
mod tabel;

/// With fewer draws the outer quantiles are those of a handful of draws.
pub const WEINIG: u32 = 100;

pub use csv::{HEADER, simulation_csv, simulation_records};
pub use json::simulation_json;
pub(super) use rijen::{Inhoud, Regel, for_each, share};
pub use tabel::simulation_table;
