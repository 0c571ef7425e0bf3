//! From that tree to typed tables, with a place for whatever is wrong.

pub(crate) mod contents;
pub(crate) mod decoder;
mod error;
pub(crate) mod list_of_tables;
pub(crate) mod one_or_many;
mod words;
