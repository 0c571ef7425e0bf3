//! What is kept of the parts of a workbook before its cells are read.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Marks;

/// A part that was looked into.
#[derive(Debug)]
pub(super) enum Part {
    /// The text itself, of small parts.
    Text(String),
    /// Which of the texts that sheets of Excel share read otherwise than they look.
    Texts(BTreeSet<u32>),
    /// A sheet of Excel.
    Sheet(Marks),
    /// All tables of an OpenDocument, by name.
    Tables(BTreeMap<String, Marks>),
}
