//! The model beside the published counts.

use comfy_table::Cell;

use super::cells::{left_out, new_table, right, without_least};
use crate::export::Receipt;
use crate::model::Model;
use crate::people::Backtest;
use crate::report::words::assumptions::subject;
use crate::report::words::names::{groep, tally};
use crate::report::words::receipt::receipt_line;
use crate::report::words::status::status_of;
use crate::terms::{Lang, Width};

/// The columns that a narrow screen leaves out, the first of them first.
const LEAST: [usize; 3] = [STATUS, 4, 5];
/// The place of the status of a count.
const STATUS: usize = 6;

/// The counts as a table, and what was fitted to them.
pub fn backtest_table(model: &Model, backtest: &Backtest, taal: Lang, width: Width) -> String {
    let notation = taal.notation();
    let mut table = new_table();
    let header = [
        taal.choose("wie", "who"),
        taal.choose("wat", "what"),
        "model",
        taal.choose("gepubliceerd", "published"),
        taal.choose("verschil", "difference"),
        "%",
        "status",
    ];
    let heads = header.iter().enumerate().map(|(index, &head)| {
        if (2..STATUS).contains(&index) {
            right(head)
        } else {
            Cell::new(head)
        }
    });
    table.add_row(heads);
    for row in &backtest.rows {
        table.add_row([
            Cell::new(groep(&row.groep, taal)),
            Cell::new(tally(&row.maat, &row.onderdeel, taal)),
            right(notation.whole(row.model)),
            right(notation.whole(row.gepubliceerd)),
            right(notation.whole(row.difference())),
            right(notation.per_mille_as_percent(row.promille())),
            Cell::new(status_of(&row.status, taal)),
        ]);
    }
    let (shown, gone) = without_least(&table, &LEAST, width);
    let gone: Vec<&str> = gone.iter().map(|&column| header[column]).collect();
    let shown = shown + &left_out(&gone, taal);
    let mut text = format!(
        "{} · {} · {}\n\n{}\n{}: {}\n\n{}\n",
        taal.choose(
            "Model naast de telling van DUO op 1 juni 2025",
            "Model beside the counts of DUO on 1 June 2025"
        ),
        model.scenario.naam,
        taal.choose("in personen", "in people"),
        shown,
        taal.choose("Grootste afwijking", "Largest difference"),
        notation.per_mille_as_percent(backtest.largest()),
        taal.choose(
            "Afgestemd op de telling, dus geen onafhankelijke toets:",
            "Matched to the count, so no independent test:"
        ),
    );
    let mut seen = Vec::new();
    for cijfer in model.scenario.cijfers() {
        let Some(target) = &cijfer.herkomst.gefit else {
            continue;
        };
        let keys: Vec<&str> = cijfer.pad.split('.').collect();
        let line = format!("  {}: {target}\n", subject(keys[0]).of(taal));
        if !seen.contains(&line) {
            text.push_str(&line);
            seen.push(line);
        }
    }
    text.push_str(&format!("\n{}\n", receipt_line(&Receipt::of(model), taal)));
    width.wrapped(&text)
}
