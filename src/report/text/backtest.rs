//! The model beside the published counts.

use comfy_table::Cell;
use serde_json::{Value, json};

use super::run::{new_table, right, trimmed};
use crate::export::Receipt;
use crate::export::csv::csv_text;
use crate::export::json::cijfers;
use crate::export::pretty;
use crate::model::Model;
use crate::people::Backtest;
use crate::report::words::status::status_of;
use crate::terms::Lang;

/// `maat,groep,onderdeel,model,gepubliceerd,verschil,procent,status,bron`, in people.
pub fn backtest_csv(backtest: &Backtest) -> String {
    let header = [
        "maat",
        "groep",
        "onderdeel",
        "model",
        "gepubliceerd",
        "verschil",
        "procent",
        "status",
        "bron",
    ];
    let rows = backtest.rows.iter().map(|row| {
        vec![
            row.maat.clone(),
            row.groep.clone(),
            row.onderdeel.clone(),
            row.model.to_string(),
            row.gepubliceerd.to_string(),
            row.verschil().to_string(),
            tenths(row.promille()),
            row.status.clone(),
            row.bron.clone(),
        ]
    });
    csv_text(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
}

/// Tenths of a per cent as a per cent with a point: `-0.3`.
fn tenths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}.{}", value.abs() / 10, value.abs() % 10)
}

/// The counts, the parameters that were fitted to them, the receipt.
pub fn backtest_json(model: &Model, backtest: &Backtest) -> String {
    let rows: Vec<Value> = backtest
        .rows
        .iter()
        .map(|row| {
            json!({
                "maat": row.maat,
                "groep": row.groep,
                "onderdeel": row.onderdeel,
                "model": row.model,
                "gepubliceerd": row.gepubliceerd,
                "verschil": row.verschil(),
                "procent": tenths(row.promille()),
                "status": row.status,
                "bron": row.bron,
            })
        })
        .collect();
    let fitted: Vec<Value> = cijfers(model)
        .into_iter()
        .filter(|cijfer| !cijfer["gefit"].is_null())
        .collect();
    pretty(&json!({
        "scenario": model.scenario.naam,
        "peildatum": "2025-06-01",
        "eenheid": "personen",
        "tellingen": rows,
        "grootste_afwijking_procent": tenths(backtest.largest()),
        "gefit": fitted,
        "ontvangstbewijs": Receipt::of(model),
    }))
}

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
        "{} · {} · {}\n\n{}\n{}: {}\n\n{}\n",
        taal.choose(
            "Model naast de telling van DUO op 1 juni 2025",
            "Model beside the counts of DUO on 1 June 2025"
        ),
        model.scenario.naam,
        taal.choose("in personen", "in people"),
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
    text.push_str(&format!("\n{}\n", Receipt::of(model).line(taal)));
    text
}
