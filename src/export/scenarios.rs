//! The embedded scenarios as CSV and JSON.

use serde_json::{Value, json};

use super::csv::{CsvColumn, csv_text};
use super::json::pretty;
use super::table::Table;
use crate::scenario::ShippedScenario;

/// The columns of [`scenarios_csv`].
const COLUMNS: [CsvColumn; 4] = [
    CsvColumn::text("naam"),
    CsvColumn::text("titel"),
    CsvColumn::text("omschrijving"),
    CsvColumn::text("basis"),
];

/// `naam,titel,omschrijving,basis`: a row for every scenario.
pub fn scenarios_csv(scenarios: &[ShippedScenario]) -> String {
    let rows = scenarios.iter().map(|one| {
        vec![
            one.naam.to_owned(),
            one.titel.clone(),
            one.omschrijving.clone(),
            one.basis.clone().unwrap_or_default(),
        ]
    });
    csv_text(&COLUMNS, rows)
}

/// [`scenarios_csv`] as a table.
pub fn table_of_scenarios(scenarios: &[ShippedScenario]) -> Table {
    Table::of_csv(&COLUMNS, &scenarios_csv(scenarios))
}

/// The same as a list of objects.
pub fn scenarios_json(scenarios: &[ShippedScenario]) -> String {
    let all: Vec<Value> = scenarios
        .iter()
        .map(|one| {
            json!({
                "naam": one.naam,
                "titel": one.titel,
                "omschrijving": one.omschrijving,
                "basis": one.basis,
            })
        })
        .collect();
    pretty(&json!(all))
}
