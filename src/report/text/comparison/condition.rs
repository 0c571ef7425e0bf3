//! What `--fail-if` says.

use crate::compare::{Comparison, basis_points};
use crate::export::{ConditionResult, ExceedingCell, FailCondition, Level};
use crate::terms::Lang;
use crate::terms::noun::CELLS;

/// How many cells are past the limit of a condition, and each of them on a line below.
pub fn condition_text(
    condition: &FailCondition,
    result: &ConditionResult,
    (comparison, level): (&Comparison<'_>, Level),
    lang: Lang,
) -> String {
    let (count, level) = (result.exceeding.len(), level.word());
    let cells = CELLS.counted(result.cells);
    let (a, b) = (&comparison.a.scenario.naam, &comparison.b.scenario.naam);
    let head = lang.choose(
        format!("{condition}: {count} van {cells} ({level}) van {b} tegenover {a}"),
        format!("{condition}: {count} of {cells:#} ({level}) of {b} against {a}"),
    );
    let lines = result
        .exceeding
        .iter()
        .map(|cell| line(condition, cell, lang));
    let lines = std::iter::once(head).chain(lines);
    lines.collect::<Vec<_>>().join("\n")
}

fn line(condition: &FailCondition, cell: &ExceedingCell, lang: Lang) -> String {
    let notation = lang.notation();
    let space = if cell.code.is_empty() { "" } else { " " };
    let percent = basis_points(cell.difference(), cell.a);
    let percent = percent.map_or_else(String::new, |points| {
        format!(" ({})", notation.basis_points(points))
    });
    format!(
        "  {}{space}{} {} {}: {} -> {}, {} {}{percent}",
        cell.code,
        cell.naam,
        cell.jaar,
        condition.field().column.heading(lang),
        notation.euros(cell.a),
        notation.euros(cell.b),
        lang.choose("verschil", "difference"),
        notation.euros(cell.difference()),
    )
}
