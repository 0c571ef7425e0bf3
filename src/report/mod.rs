//! What a run looks like: tables for people, CSV and JSON for programs, and
//! the receipt that says what it was made from.

mod aannames;
mod amounts;
mod backtest;
mod csv;
mod json;
mod kolommen;
mod output;
mod receipt;
mod regels;
mod taal;
mod table;

pub use amounts::{amounts_csv, amounts_json, amounts_table};
pub use backtest::{backtest_csv, backtest_json, backtest_table};
pub use csv::run_csv;
pub use json::run_json;
pub use kolommen::{KOLOMMEN, Kolom, Meting};
pub use output::{Uitvoer, print, write_whole};
pub use receipt::Receipt;
pub use regels::{Keuze, Niveau, Regel, regels};
pub use taal::Taal;
pub use table::run_table;
