//! The model beside the published counts, as CSV and JSON.

use serde_json::{Value, json};

use super::csv::{CsvColumn, csv_text};
use super::json::{cijfers, pretty};
use super::receipt::Receipt;
use crate::model::Model;
use crate::people::Backtest;

/// The columns of [`backtest_csv`].
const COLUMNS: [CsvColumn; 9] = [
    CsvColumn::text("maat"),
    CsvColumn::text("groep"),
    CsvColumn::text("onderdeel"),
    CsvColumn::number("model"),
    CsvColumn::number("gepubliceerd"),
    CsvColumn::number("verschil"),
    CsvColumn::number("procent"),
    CsvColumn::text("status"),
    CsvColumn::text("bron"),
];

/// `maat,groep,onderdeel,model,gepubliceerd,verschil,procent,status,bron`, in people.
pub fn backtest_csv(backtest: &Backtest) -> String {
    let rows = backtest.rows.iter().map(|row| {
        vec![
            row.maat.clone(),
            row.groep.clone(),
            row.onderdeel.clone(),
            row.model.to_string(),
            row.gepubliceerd.to_string(),
            row.difference().to_string(),
            tenths(row.promille()),
            row.status.clone(),
            row.bron.clone(),
        ]
    });
    csv_text(&COLUMNS, rows)
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
                "verschil": row.difference(),
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
