//! Cells and tables as a terminal shows them.

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, Table};

use crate::exact::money::{Cents, round_half_away};
use crate::terms::{Lang, Width};

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

/// What stands on either side of a cell.
const PADDING: usize = 2;

/// How wide each column is on a line.
fn widths(table: &Table) -> Vec<usize> {
    let widths = table.column_max_content_widths().into_iter();
    widths.map(|width| usize::from(width) + PADDING).collect()
}

/// The table with these columns alone.
fn with_columns(table: &Table, keeps: impl Fn(usize) -> bool) -> String {
    let mut own = table.clone();
    for index in 0..widths(table).len() {
        if let Some(column) = own.column_mut(index).filter(|_| !keeps(index)) {
            column.set_constraint(ColumnConstraint::Hidden);
        }
    }
    trimmed(&own)
}

/// The table; on a screen that is too narrow for it blocks of columns under each other,
/// each beside the first `labels` columns.
pub(crate) fn in_blocks(table: &Table, labels: usize, width: Width) -> String {
    let widths = widths(table);
    let (label, others) = widths.split_at(labels.min(widths.len()));
    let blocks = width.blocks(label.iter().sum(), others);
    let [_] = blocks[..] else {
        let blocks = blocks.into_iter().map(|block| {
            with_columns(table, |index| {
                index
                    .checked_sub(labels)
                    .is_none_or(|place| block.contains(&place))
            })
        });
        return blocks.collect::<Vec<_>>().join("\n");
    };
    trimmed(table)
}

/// The table; on a screen that is too narrow for it without the columns of `least`, the
/// first of them first, until it fits. Gives the columns that are gone too, in order.
pub(crate) fn without_least(table: &Table, least: &[usize], width: Width) -> (String, Vec<usize>) {
    let widths = widths(table);
    let mut gone: Vec<usize> = Vec::new();
    for &column in least {
        let left = (0..widths.len()).filter(|index| !gone.contains(index));
        if width.fits(left.map(|index| widths[index]).sum()) {
            break;
        }
        gone.push(column);
    }
    let text = match gone.is_empty() {
        true => trimmed(table),
        false => with_columns(table, |index| !gone.contains(&index)),
    };
    gone.sort_unstable();
    (text, gone)
}

/// Says which columns a screen had no room for; nothing where it had room for all.
pub(crate) fn left_out(names: &[&str], lang: Lang) -> String {
    if names.is_empty() {
        return String::new();
    }
    let names = names.join(", ");
    lang.choose(
        format!("Niet op dit scherm: {names}. Een breder venster of --format csv toont alles.\n"),
        format!("Not on this screen: {names}. A wider window or --format csv shows all.\n"),
    )
}

/// An amount in whole euros, without their sign.
pub(crate) fn whole_euros(amount: Cents, lang: Lang) -> String {
    let euros = round_half_away(i128::from(amount.get()), 100) as i64;
    lang.notation().whole(euros)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A label and five columns of eight letters.
    fn sample() -> Table {
        let mut table = new_table();
        for row in [["2024", "2025", "2026", "2027", "2028"], ["12.345,6"; 5]] {
            let mut cells = vec![Cell::new("Definitieve uitkering")];
            cells.extend(row.map(right));
            table.add_row(cells);
        }
        table
    }

    fn widest(text: &str) -> usize {
        let lines = text.lines().map(|line| line.chars().count());
        lines.max().unwrap_or(0)
    }

    #[test]
    fn a_table_that_does_not_fit_stands_in_blocks_with_its_label_beside_each() {
        let wide = in_blocks(&sample(), 1, Width::ANY);
        assert_eq!(wide.lines().count(), 2);
        let narrow = in_blocks(&sample(), 1, Width::of(60));
        assert!(widest(&narrow) <= 60, "{narrow}");
        assert_eq!(narrow.matches("Definitieve uitkering").count(), 4);
        let years = ["2024", "2025", "2026", "2027", "2028"];
        assert!(years.iter().all(|year| narrow.matches(year).count() == 1));
    }

    #[test]
    fn the_least_of_a_table_goes_first_and_is_named() {
        let (text, gone) = without_least(&sample(), &[5, 1, 2], Width::of(58));
        assert_eq!(gone, [1, 5]);
        assert!(widest(&text) <= 58, "{text}");
        let (text, gone) = without_least(&sample(), &[5, 1, 2], Width::ANY);
        assert!(gone.is_empty() && text.contains("2028"));
        assert_eq!(left_out(&[], Lang::Nl), "");
        assert!(left_out(&["kosten", "kas"], Lang::Nl).contains("kosten, kas"));
    }
}
