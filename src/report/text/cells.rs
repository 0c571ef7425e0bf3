//! Cells and tables as a terminal shows them.

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, CellAlignment, Table};

use crate::exact::money::{Cents, round_half_away};
use crate::terms::Lang;

/// A table without lines.
pub(crate) fn new_table() -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING);
    table
}

/// A cell with its text to the right.
pub(crate) fn right(text: impl Into<String>) -> Cell {
    Cell::new(text.into()).set_alignment(CellAlignment::Right)
}

/// The table without the spaces that end its lines.
pub(crate) fn trimmed(table: &Table) -> String {
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// An amount in whole euros, without their sign.
pub(crate) fn whole_euros(amount: Cents, lang: Lang) -> String {
    let euros = round_half_away(i128::from(amount.get()), 100) as i64;
    lang.notation().whole(euros)
}
