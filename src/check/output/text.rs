//! A check for people.

use std::ops::Range;

use super::totals::totals;
use super::{
    CellLimit, CheckStatus, CheckTally, broken, cells, cells_moved, heading, movement, unnamed,
};
use crate::check::examine::{Blessing, CheckOutcome};
use crate::check::find::SkippedFile;
use crate::check::moved::{BaselineComparison, Moved};
use crate::terms::legible::on_one_line;
use crate::terms::noun::Noun;
use crate::terms::{Lang, Text, Width};

/// Every scenario, and for those that moved why, how much in all, and the largest cells
/// one by one; then what was skipped. Each is a line, whatever stands in a name.
pub fn text(
    outcomes: &[CheckOutcome],
    skipped: &[SkippedFile],
    limit: CellLimit,
    (lang, width): (Lang, Width),
) -> String {
    let mut lines = Vec::new();
    for outcome in outcomes {
        scenario(outcome, &mut lines, limit, (lang, width));
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
    width.wrapped(&text)
}

/// `3 scenario's: 2 goed, 1 verschoven; 1 baseline zonder scenario`
fn tally(outcomes: &[CheckOutcome], lang: Lang) -> String {
    let scenarios = outcomes.iter().filter(|one| !one.is_orphan);
    let telling = CheckTally::of(scenarios.clone());
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
    let scenarios = scenarios.count();
    let orphans = match outcomes.len() - scenarios {
        0 => String::new(),
        some => format!("; {}", ORPHANS.of(some, lang)),
    };
    let scenarios = SCENARIOS.of(scenarios, lang);
    format!("{scenarios}: {}{orphans}", counts.join(", "))
}

/// What was checked.
const SCENARIOS: Noun = Noun::new(["scenario", "scenario's"], ["scenario", "scenarios"]);

/// What guards nothing.
const ORPHANS: Noun = Noun::new(
    ["baseline zonder scenario", "baselines zonder scenario"],
    [
        "baseline without a scenario",
        "baselines without a scenario",
    ],
);

fn scenario(
    outcome: &CheckOutcome,
    lines: &mut Vec<String>,
    limit: CellLimit,
    (lang, width): (Lang, Width),
) {
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
    for (baseline, named) in limit.shares(&outcome.baselines) {
        comparison((baseline, named), lines, limit, (lang, width));
    }
}

fn comparison(
    (one, named): (&BaselineComparison, &[Moved]),
    lines: &mut Vec<String>,
    limit: CellLimit,
    (lang, width): (Lang, Width),
) {
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
    let heading = heading(one, limit.most(), lang);
    lines.extend(heading.iter().map(|line| format!("    {line}")));
    let room = width
        .columns()
        .map_or(width, |columns| Width::of(columns.saturating_sub(MARGIN)));
    let totals = aligned(&totals(one, lang), room);
    lines.extend(totals.iter().map(|line| format!("    {line}")));
    if !named.is_empty() {
        let per_cell = lang.choose("per cel, de grootste eerst:", "per cell, largest first:");
        lines.push(format!("    {per_cell}"));
    }
    lines.extend(
        named
            .iter()
            .map(|moved| format!("      {}", movement(moved, lang))),
    );
    let more = unnamed(one, named, lang);
    lines.extend(more.map(|more| format!("      {more}")));
}

/// Rows with the first column to the left and the others to the right, in as many blocks
/// under each other as the screen asks for.
fn aligned(table: &[Vec<String>], room: Width) -> Vec<String> {
    let columns = table.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = table.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let Some((label, others)) = widths.split_first() else {
        return Vec::new();
    };
    let others: Vec<usize> = others.iter().map(|width| width + BETWEEN).collect();
    let blocks = room.blocks(*label, &others).into_iter();
    let line = |row: &Vec<String>, block: &Range<usize>| {
        let mut line = format!("{:<label$}", row[0]);
        for place in block.clone() {
            line.push_str(&format!("{:>1$}", row[place + 1], others[place]));
        }
        line
    };
    blocks
        .flat_map(|block| {
            table
                .iter()
                .map(move |row| line(row, &block))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Blanks between columns.
const BETWEEN: usize = 2;

/// How far the table of totals stands from the edge.
const MARGIN: usize = 4;
