//! What programs read, in no language: rows, CSV, JSON and the receipt.

pub(crate) mod amount_rows;
mod amount_source;
pub(crate) mod amounts;
mod backtest;
mod columns;
pub(crate) mod comparison;
pub(crate) mod csv;
mod draws;
pub(crate) mod explain_json;
mod imported;
pub(crate) mod json;
#[cfg(feature = "parquet")]
mod parquet;
pub(crate) mod question;
pub(crate) mod receipt;
pub(crate) mod rows;
mod scenarios;
pub(crate) mod simulation;
pub(crate) mod table;

#[cfg(feature = "parquet")]
pub use self::parquet::{DrawsError, DrawsForm, ParquetError, draws_file, parquet_file};
pub use amount_rows::amounts_years;
pub use amounts::{amounts_csv, amounts_json, table_of_amounts};
pub use backtest::{backtest_csv, backtest_json, table_of_backtest};
pub use columns::{columns_csv, columns_json, table_of_columns};
pub use comparison::condition::{
    ConditionResult, ExceedingCell, FailCondition, hold_condition, money_column_named,
};
pub use comparison::csv::{ComparisonCsv, comparison_csv, table_of_comparison};
pub use comparison::draws::DifferenceDraws;
pub use comparison::json::comparison_json;
pub use comparison::{ComparisonSelection, SortBy};
pub(crate) use csv::CsvText;
pub use csv::{in_dutch, run_csv, runs_csv, share_text};
pub use draws::{DrawPlan, Drawing, of_draws};
pub use explain_json::explain_json;
pub use imported::{imported_csv, imported_json};
pub use json::{pretty, run_json, runs_json};
pub use question::{
    FrontierWords, MOST_DECIMALS, MOST_POINTS, MOST_SOLVE_DRAWS, MOST_STEPS, SensitivityWords,
    SolveWords, WhomWords, design_csv, frontier_csv, frontier_json, manner_named, method_named,
    sensitivity_csv, sensitivity_json, solve_csv, solve_json, table_of_frontier,
    table_of_sensitivity, table_of_solve, target_units,
};
pub use receipt::Receipt;
pub use rows::{Level, RowValue, RunRow, Selection, run_rows};
pub use scenarios::{scenarios_csv, scenarios_json, table_of_scenarios};
pub use simulation::AreaChoice;
pub use simulation::csv::{COLUMNS as SIMULATION_COLUMNS, simulation_csv, simulation_records};
pub use simulation::json::simulation_json;
pub use table::{
    Presence, Table, TableColumn, Texts, Values, key_table, table_of_figures, table_of_runs,
    table_of_simulation, unit_members,
};
