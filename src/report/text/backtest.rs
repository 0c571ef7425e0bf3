//! The model beside the published counts.

use comfy_table::Cell;

use super::cells::{new_table, right, trimmed};
use crate::export::Receipt;
use crate::model::Model;
use crate::people::Backtest;
use crate::report::words::receipt::receipt_line;
use crate::report::words::status::{overlay, status_of};
use crate::terms::Lang;

/// The counts as a table, and what was fitted to them.
pub fn backtest_table(model: &Model, backtest: &Backtest, taal: Lang) -> String {
    let notation = taal.notation();
    let mut table = new_table();
    table.add_row([
        Cell::new(taal.choose("maat", "measure")),
        Cell::new(taal.choose("groep", "group")),
        Cell::new(taal.choose("onderdeel", "part")),
        right("model"),
        right(taal.choose("gepubliceerd", "published")),
        right(taal.choose("verschil", "difference")),
        right("%"),
        Cell::new("status"),
    ]);
    for row in &backtest.rows {
        table.add_row([
            Cell::new(&row.maat),
            Cell::new(&row.groep),
            Cell::new(&row.onderdeel),
            right(notation.whole(row.model)),
            right(notation.whole(row.gepubliceerd)),
            right(notation.whole(row.verschil())),
            right(notation.per_mille_as_percent(row.promille())),
            Cell::new(status_of(&row.status, taal)),
        ]);
    }
    let mut text = format!(
        "{} · {} · {}\n{}\n{}\n{}: {}\n\n{}\n",
        taal.choose(
            "Model naast de telling van DUO op 1 juni 2025",
            "Model beside the counts of DUO on 1 June 2025"
        ),
        model.scenario.naam,
        taal.choose("in personen", "in people"),
        overlay(&model.scenario.settings, taal),
        trimmed(&table),
        taal.choose("Grootste afwijking", "Largest difference"),
        notation.per_mille_as_percent(backtest.largest()),
        taal.choose(
            "Gefit, dus geen onafhankelijke toets:",
            "Fitted, so no independent test:"
        ),
    );
    let mut seen = Vec::new();
    for cijfer in model.scenario.cijfers() {
        let Some(target) = &cijfer.herkomst.gefit else {
            continue;
        };
        let keys: Vec<&str> = cijfer.pad.split('.').collect();
        let line = format!("  [{}] -> {target}\n", keys[..keys.len().min(2)].join("."));
        if !seen.contains(&line) {
            text.push_str(&line);
            seen.push(line);
        }
    }
    text.push_str(&format!("\n{}\n", receipt_line(&Receipt::of(model), taal)));
    text
}
