//! What people read: words in Dutch and English, tables for a terminal, the page and
//! the workbook.

mod chart_language;
mod input;
mod page;
#[cfg(feature = "serve")]
mod table_workbook;
pub(crate) mod text;
pub(crate) mod words;
pub(crate) mod workbook;

pub use input::{ReportInput, ReportScope};
#[cfg(feature = "serve")]
pub use page::live::{live_page, live_policy};
pub use page::report_html;
#[cfg(feature = "serve")]
pub use page::{ReportPart, report_part};
#[cfg(feature = "serve")]
pub use table_workbook::{TableInput, table_workbook};
pub use text::amounts::amounts_table;
pub use text::backtest::backtest_table;
pub use text::columns::{columns_markdown, columns_table};
pub use text::comparison::answer::comparison_table;
pub use text::comparison::condition::condition_text;
pub use text::explain::explain_text;
pub use text::explain_markdown::explain_markdown;
pub use text::imported::imported_table;
pub use text::question::{
    SensitivityShown, assumptions_table, frontier_text, sensitivity_text, solve_text,
};
pub use text::run::run_table;
pub use text::scenarios::scenarios_table;
pub use text::simulation::simulation_table;
pub use words::comparison::{afronding, nearly_word};
pub use words::period::years_in_words as cohort_years;
pub use workbook::workbook;
