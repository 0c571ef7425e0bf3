//! What was understood of a delivery, as CSV and JSON.

use serde_json::{Value, json};

use super::csv::{CsvColumn, csv_text};
use super::json::pretty;
use crate::import::Account;

/// The columns of [`imported_csv`].
const COLUMNS: [CsvColumn; 8] = [
    CsvColumn::text("onderdeel"),
    CsvColumn::text("naam"),
    CsvColumn::text("betekenis"),
    CsvColumn::number("jaar"),
    CsvColumn::number("peiljaar"),
    CsvColumn::number("gemeenten"),
    CsvColumn::number("aantal"),
    CsvColumn::number("rijen"),
];

/// A row for every column (`kolom`), every total (`totaal`), everything that was left out
/// (`weggelaten`) and every other remark (`opmerking`).
pub fn imported_csv(account: &Account) -> String {
    let none = String::new;
    let columns = account.columns.iter().map(|used| {
        let reading = used.reading.clone().unwrap_or_default();
        let empty = [none(), none(), none(), none(), none()];
        let named = ["kolom".to_owned(), used.header.clone(), reading];
        [&named[..], &empty[..]].concat()
    });
    let totals = account.totals.iter().map(|total| {
        vec![
            "totaal".to_owned(),
            total.groep.to_owned(),
            none(),
            total.jaar.to_string(),
            total.peiljaar.map_or_else(none, |jaar| jaar.to_string()),
            total.gemeenten.to_string(),
            total.aantal.to_string(),
            none(),
        ]
    });
    let left_out = account.left_out.iter().map(|left| {
        vec![
            "weggelaten".to_owned(),
            left.reason.key().to_owned(),
            left.reason.text().to_string(),
            none(),
            none(),
            none(),
            left.people.to_string(),
            left.rows.len().to_string(),
        ]
    });
    let notes = account.notes.iter().map(|note| {
        let empty = [none(), none(), none(), none(), none()];
        let said = ["opmerking".to_owned(), none(), note.to_string()];
        [&said[..], &empty[..]].concat()
    });
    let rows: Vec<Vec<String>> = columns.chain(totals).chain(left_out).chain(notes).collect();
    csv_text(&COLUMNS, rows.into_iter())
}

/// The account as JSON, with the numbers of the rows that were left out.
pub fn imported_json(account: &Account) -> String {
    let columns: Vec<Value> = account
        .columns
        .iter()
        .map(|used| json!({ "naam": used.header, "betekenis": used.reading }))
        .collect();
    let totals: Vec<Value> = account
        .totals
        .iter()
        .map(|total| {
            json!({
                "groep": total.groep,
                "jaar": total.jaar.get(),
                "peiljaar": total.peiljaar.map(|jaar| jaar.get()),
                "gemeenten": total.gemeenten,
                "aantal": total.aantal,
            })
        })
        .collect();
    let left_out: Vec<Value> = account
        .left_out
        .iter()
        .map(|left| {
            json!({
                "reden": left.reason.key(),
                "betekenis": left.reason.text().to_string(),
                "rijen": left.rows,
                "mensen": left.people,
            })
        })
        .collect();
    let notes: Vec<String> = account.notes.iter().map(ToString::to_string).collect();
    pretty(&json!({
        "bestand": account.file,
        "blad": account.blad,
        "als": account.form.key(),
        "kolommen": columns,
        "rijen": account.rows,
        "totalen": totals,
        "weggelaten": left_out,
        "opmerkingen": notes,
    }))
}
