//! What a run looks like: tables for people, CSV and JSON for programs, and
//! the receipt that says what it was made from.

mod input;
mod page;
pub(crate) mod text;
pub(crate) mod words;
pub(crate) mod workbook;

pub use input::ReportInput;
pub use page::report_html;
pub use text::amounts::{amounts_csv, amounts_json, amounts_table};
pub use text::backtest::{backtest_csv, backtest_json, backtest_table};
pub use text::columns::{columns_markdown, columns_table};
pub use text::comparison::answer::comparison_table;
pub use text::comparison::cohorts::years as cohort_years;
pub use text::explain::{Explanation, explain_text};
pub use text::explain_markdown::explain_markdown;
pub use text::run::run_table;
pub use text::simulation::simulation_table;
pub use words::comparison::{afronding, nearly_word};
pub use workbook::workbook;
