//! A check for people.

use std::collections::BTreeMap;

use super::{CheckStatus, CheckTally, broken, cells, cells_moved, heading, movement};
use crate::check::examine::{Blessing, CheckOutcome};
use crate::check::figure::BaselineFigure;
use crate::check::find::SkippedFile;
use crate::check::moved::BaselineComparison;
use crate::terms::legible::on_one_line;
use crate::terms::{Lang, Text};

/// Every scenario, and for those that moved why, how much in all, and cell by
/// cell; then what was skipped. Each is a line, whatever stands in a name.
pub fn text(outcomes: &[CheckOutcome], skipped: &[SkippedFile], lang: Lang) -> String {
    let mut lines = Vec::new();
    for outcome in outcomes {
        scenario(outcome, &mut lines, lang);
    }
    let left_out = lang.choose("overgeslagen", "skipped");
    let skipped = skipped.iter().map(Text::shown);
    lines.extend(skipped.map(|file| format!("{left_out}: {}", file.of(lang))));
    lines.push(tally(outcomes, lang));
    let mut text = String::new();
    for line in lines {
        text.push_str(&on_one_line(&line));
        text.push('\n');
    }
    text
}

/// `3 scenario's: 2 goed, 1 verschoven`
fn tally(outcomes: &[CheckOutcome], lang: Lang) -> String {
    let telling = CheckTally::of(outcomes);
    let counts = [
        (Some(telling.goed), CheckStatus::Goed),
        (
            Some(telling.verschoven).filter(|&count| count > 0),
            CheckStatus::Verschoven,
        ),
        (
            Some(telling.fout).filter(|&count| count > 0),
            CheckStatus::Fout,
        ),
    ];
    let counts = counts.iter().filter_map(|(count, status)| {
        let count = (*count)?;
        Some(format!("{count} {}", status.word().of(lang)))
    });
    let counts: Vec<String> = counts.collect();
    let scenarios = match outcomes.len() {
        1 => "scenario",
        _ => lang.choose("scenario's", "scenarios"),
    };
    format!("{} {scenarios}: {}", outcomes.len(), counts.join(", "))
}

fn scenario(outcome: &CheckOutcome, lines: &mut Vec<String>, lang: Lang) {
    let name = if outcome.naam == outcome.wanted {
        String::new()
    } else {
        format!(" · {}", outcome.naam)
    };
    let figures: usize = outcome.baselines.iter().map(|one| one.cijfers).sum();
    let held = match figures {
        0 => String::new(),
        _ => {
            let against = lang.choose("tegen de baseline", "against the baseline");
            format!(" ({} {against})", cells(figures).of(lang))
        }
    };
    let (one, many) = lang.choose(
        ("verwachting", "verwachtingen"),
        ("expectation", "expectations"),
    );
    let asserted = match outcome.verwachtingen.len() {
        0 => String::new(),
        1 => format!(", 1 {one}"),
        count => format!(", {count} {many}"),
    };
    let status = CheckStatus::of(outcome).word();
    lines.push(format!(
        "{}{name}: {}{held}{asserted}",
        outcome.wanted,
        status.of(lang)
    ));
    let mut say = |text: &str| lines.push(format!("  {text}"));
    let note = lang.choose("let op", "note");
    for remark in outcome.opmerkingen.iter().map(Text::shown) {
        say(&format!("{note}: {}", remark.of(lang)));
    }
    for complaint in &outcome.bezwaren {
        say(complaint.of(lang));
    }
    for assertion in outcome.broken() {
        let place = &assertion.plaats;
        let place = format!("{}:{}", place.source.name, place.line());
        say(&format!("{} ({place})", broken(assertion, lang)));
    }
    for baseline in &outcome.baselines {
        comparison(baseline, lines, lang);
    }
}

fn comparison(one: &BaselineComparison, lines: &mut Vec<String>, lang: Lang) {
    let file = one.bestand.display();
    match one.gezegend {
        Blessing::Written if one.moved() => {
            let changed = lang.choose("geschreven; veranderd is:", "written; changed:");
            lines.push(format!("  {file} {changed}"));
        }
        Blessing::Written => {
            let unmoved = lang.choose(
                "geschreven; geen cijfer is verschoven",
                "written; no figure moved",
            );
            lines.push(format!("  {file} {unmoved}"));
        }
        Blessing::Read if one.moved() => {
            let moved = cells_moved(one.verschoven.len(), lang);
            lines.push(format!("  {file}: {moved}"));
        }
        Blessing::Read | Blessing::Same => {}
    }
    if !one.moved() {
        return;
    }
    let heading = heading(one, usize::MAX, lang);
    lines.extend(heading.iter().map(|line| format!("    {line}")));
    let totals = totals(one, lang);
    lines.extend(totals.iter().map(|line| format!("    {line}")));
    if !one.verschoven.is_empty() {
        let per_cell = lang.choose("per cel, de grootste eerst:", "per cell, largest first:");
        lines.push(format!("    {per_cell}"));
    }
    let moved = one.verschoven.iter();
    lines.extend(moved.map(|moved| format!("      {}", movement(moved, lang))));
}

/// The movement of every column in every year, and of all years without signs.
fn totals(one: &BaselineComparison, lang: Lang) -> Vec<String> {
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
    let (net, gross) = lang.choose(
        ("netto per veld en jaar", "bruto"),
        ("net by field and year", "gross"),
    );
    let mut table = vec![vec![net.to_owned()]];
    table[0].extend(years.iter().cloned());
    table[0].push(gross.to_owned());
    for (veld, netto, bruto) in rows {
        let mut row = vec![veld];
        let sums = years.iter().map(|jaar| netto.get(jaar));
        row.extend(sums.map(|sum| sum.map_or_else(String::new, |sum| sum.signed(lang))));
        row.push(bruto.shown(lang));
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
