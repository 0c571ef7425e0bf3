//! A check for people.

use std::collections::BTreeMap;

use super::{CheckTally, broken, cells, heading, movement, status};
use crate::check::examine::{Blessing, CheckOutcome};
use crate::check::figure::BaselineFigure;
use crate::check::find::SkippedFile;
use crate::check::moved::BaselineComparison;
use crate::terms::legible::on_one_line;

/// Every scenario, and for those that moved why, how much in all, and cell by
/// cell; then what was skipped. Each is a line, whatever stands in a name.
pub fn text(outcomes: &[CheckOutcome], skipped: &[SkippedFile]) -> String {
    let mut lines = Vec::new();
    for outcome in outcomes {
        scenario(outcome, &mut lines);
    }
    lines.extend(skipped.iter().map(|file| format!("overgeslagen: {file}")));
    let telling = CheckTally::of(outcomes);
    let mut counts = vec![format!("{} goed", telling.goed)];
    for (count, word) in [(telling.verschoven, "verschoven"), (telling.fout, "fout")] {
        if count > 0 {
            counts.push(format!("{count} {word}"));
        }
    }
    let plural = if outcomes.len() == 1 {
        "scenario"
    } else {
        "scenario's"
    };
    lines.push(format!(
        "{} {plural}: {}",
        outcomes.len(),
        counts.join(", ")
    ));
    let mut text = String::new();
    for line in lines {
        text.push_str(&on_one_line(&line));
        text.push('\n');
    }
    text
}

fn scenario(outcome: &CheckOutcome, lines: &mut Vec<String>) {
    let name = if outcome.naam == outcome.wanted {
        String::new()
    } else {
        format!(" · {}", outcome.naam)
    };
    let figures: usize = outcome.baselines.iter().map(|one| one.cijfers).sum();
    let held = match figures {
        0 => String::new(),
        _ => format!(" ({} tegen de baseline)", cells(figures)),
    };
    let asserted = match outcome.verwachtingen.len() {
        0 => String::new(),
        1 => ", 1 verwachting".to_owned(),
        count => format!(", {count} verwachtingen"),
    };
    let status = status(outcome);
    lines.push(format!(
        "{}{name}: {status}{held}{asserted}",
        outcome.wanted
    ));
    let mut say = |text: String| lines.push(format!("  {text}"));
    for remark in &outcome.opmerkingen {
        say(format!("let op: {remark}"));
    }
    for complaint in &outcome.bezwaren {
        say(complaint.clone());
    }
    for assertion in outcome.broken() {
        let place = &assertion.plaats;
        let place = format!("{}:{}", place.source.name, place.line());
        say(format!("{} ({place})", broken(assertion)));
    }
    for baseline in &outcome.baselines {
        comparison(baseline, lines);
    }
}

fn comparison(one: &BaselineComparison, lines: &mut Vec<String>) {
    let file = one.bestand.display();
    match one.gezegend {
        Blessing::Written if one.moved() => {
            lines.push(format!("  {file} geschreven; veranderd is:"))
        }
        Blessing::Written => lines.push(format!("  {file} geschreven; geen cijfer is verschoven")),
        Blessing::Read if one.moved() => lines.push(format!(
            "  {file}: {} verschoven",
            cells(one.verschoven.len())
        )),
        Blessing::Read | Blessing::Same => {}
    }
    if !one.moved() {
        return;
    }
    let heading = heading(one, usize::MAX);
    lines.extend(heading.iter().map(|line| format!("    {line}")));
    lines.extend(totals(one).iter().map(|line| format!("    {line}")));
    if !one.verschoven.is_empty() {
        lines.push("    per cel, de grootste eerst:".to_owned());
    }
    let moved = one.verschoven.iter();
    lines.extend(moved.map(|moved| format!("      {}", movement(moved))));
}

/// The movement of every column in every year, and of all years without signs.
fn totals(one: &BaselineComparison) -> Vec<String> {
    const MONTHS: &str = "kas_maand_";
    let mut rows: Vec<(String, BTreeMap<String, BaselineFigure>, BaselineFigure)> = Vec::new();
    let mut years: Vec<String> = Vec::new();
    for total in one.totals() {
        // Twelve rows of months would hide the rest.
        let veld = if total.veld.starts_with(MONTHS) {
            format!("{MONTHS}*")
        } else {
            total.veld
        };
        let zero = BaselineFigure::zero(total.netto);
        let at = rows.iter().position(|(known, ..)| *known == veld);
        let at = at.unwrap_or_else(|| {
            rows.push((veld, BTreeMap::new(), zero));
            rows.len() - 1
        });
        let (_, netto, bruto) = &mut rows[at];
        let sum = netto.entry(total.jaar.clone()).or_insert(zero);
        *sum = sum.plus(total.netto);
        *bruto = bruto.plus(total.bruto);
        if !years.contains(&total.jaar) {
            years.push(total.jaar);
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    years.sort();
    let mut table = vec![vec!["netto per veld en jaar".to_owned()]];
    table[0].extend(years.iter().cloned());
    table[0].push("bruto".to_owned());
    for (veld, netto, bruto) in rows {
        let mut row = vec![veld];
        let sums = years.iter().map(|jaar| netto.get(jaar));
        row.extend(sums.map(|sum| sum.map_or_else(String::new, |sum| sum.signed())));
        row.push(bruto.dutch());
        table.push(row);
    }
    aligned(&table)
}

/// Rows with the first column to the left and the others to the right.
fn aligned(table: &[Vec<String>]) -> Vec<String> {
    let columns = table.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = table.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let mut line = format!("{:<1$}", row[0], widths[0]);
        for (cell, width) in row.iter().zip(&widths).skip(1) {
            line.push_str(&format!("  {cell:>width$}"));
        }
        line
    };
    table.iter().map(line).collect()
}
