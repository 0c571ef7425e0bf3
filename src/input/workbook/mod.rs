//! Workbooks, read as the CSV that they would be: a sheet becomes a text of commas that
//! remembers its cells, so that whatever reads a CSV reads a workbook.
//!
//! Architecture invariant: no file decides how much memory it takes. What is packed is
//! measured before it is read, and what would be read otherwise than it is seen (hidden
//! rows, merged cells, formulas that nobody worked out) is refused.

mod archive;
mod book;
mod fault;
mod grid;
mod ods;
mod part;
mod runs;
mod xlsx;

pub(crate) use book::{Near, TableAsk, read_table};
