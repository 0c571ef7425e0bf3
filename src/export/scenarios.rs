//! The embedded scenarios as CSV and JSON.

use serde_json::{Value, json};

use super::csv::{CsvColumn, csv_text};
use super::json::pretty;
use crate::scenario::ShippedScenario;

/// `naam,titel,omschrijving,basis`: a row for every scenario.
pub fn scenarios_csv(scenarios: &[ShippedScenario]) -> String {
    let columns = ["naam", "titel", "omschrijving", "basis"].map(CsvColumn::text);
    let rows = scenarios.iter().map(|one| {
        vec![
            one.naam.to_owned(),
            one.titel.clone(),
            one.omschrijving.clone(),
            one.basis.clone().unwrap_or_default(),
        ]
    });
    csv_text(&columns, rows)
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
