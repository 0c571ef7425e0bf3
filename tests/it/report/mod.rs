//! What people read: the page and the workbook.

mod page;
mod questions;
mod scope;
mod workbook;
