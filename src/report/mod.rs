//! What a run looks like: tables for people, CSV and JSON for programs, and
//! the receipt that says what it was made from.

mod aannames;
mod amounts;
mod backtest;
mod bedragen;
mod csv;
mod herkomst;
mod json;
mod kolommen;
mod output;
mod receipt;
mod regels;
mod simulatie;
mod taal;
mod table;
mod verder;

pub use amounts::{amounts_csv, amounts_json, amounts_table};
pub use backtest::{backtest_csv, backtest_json, backtest_table};
pub use bedragen::amounts_years;
pub use csv::run_csv;
pub use json::run_json;
pub use kolommen::{KOLOMMEN, Kolom, Meting};
pub use output::{Uitvoer, print, write_whole};
pub use receipt::Receipt;
pub use regels::{Keuze, Niveau, Regel, Waarde, regels};
pub use simulatie::{
    HEADER as SIMULATION_HEADER, simulation_csv, simulation_json, simulation_records,
    simulation_table,
};
pub use taal::Taal;
pub use table::run_table;
