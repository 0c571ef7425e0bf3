//! What a run looks like: tables for people, CSV and JSON for programs, and
//! the receipt that says what it was made from.

mod aannames;
mod amounts;
mod backtest;
mod bedragen;
mod csv;
mod engels;
mod explain;
mod explain_json;
mod explain_markdown;
mod explain_words;
mod grootteklasse;
mod herkomst;
mod html;
mod invoer;
mod json;
mod letter;
mod output;
mod receipt;
mod regels;
mod simulatie;
mod taal;
mod table;
mod verder;
mod vergelijking;
mod werkboek;

pub use crate::projection::{KOLOMMEN, Kolom, Meting};
pub use amounts::{amounts_csv, amounts_json, amounts_table};
pub use backtest::{backtest_csv, backtest_json, backtest_table};
pub use bedragen::amounts_years;
pub use csv::run_csv;
pub use explain::{Uitleg, explain_text};
pub use explain_json::explain_json;
pub use explain_markdown::explain_markdown;
pub use html::report_html;
pub use invoer::Invoer;
pub use json::{pretty, run_json};
pub use output::{Uitvoer, Vorm, can_be_written, print, printed, write_together, write_whole};
pub use receipt::{Receipt, check_date};
pub use regels::{Keuze, Niveau, Regel, Waarde, regels};
pub use simulatie::{
    HEADER as SIMULATION_HEADER, WEINIG, simulation_csv, simulation_json, simulation_records,
    simulation_table,
};
pub use taal::Taal;
pub use table::run_table;
pub use vergelijking::{
    Kansen, Selectie, Tabel, Volgens, Voorwaarde, breaches, comparison_csv, comparison_json,
    comparison_table, veld_named,
};
pub use werkboek::workbook;
