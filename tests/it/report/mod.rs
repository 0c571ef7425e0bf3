//! What people read: the page and the workbook.

mod page;
mod scope;
mod workbook;
