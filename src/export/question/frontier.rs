//! What is given up for what, as CSV and JSON.

use serde_json::{Value, json};

use super::{figure_text, object, unit_word};
use crate::exact::money::Cents;
use crate::export::csv::{CsvColumn, csv_text};
use crate::export::json::pretty;
use crate::export::receipt::Receipt;
use crate::export::table::Table;
use crate::question::solve::{Frontier, Mark};
use crate::study::{FrontierRequest, Study};

/// The columns of a frontier.
const FRONTIER: [CsvColumn; 9] = [
    CsvColumn::text("waarde"),
    CsvColumn::text("merk"),
    CsvColumn::number("veld"),
    CsvColumn::number("tegen"),
    CsvColumn::number("maanden_voorschot"),
    CsvColumn::number("grootste_voorschot"),
    CsvColumn::number("grootste_overschot"),
    CsvColumn::number("veld_hoogste"),
    CsvColumn::number("tegen_hoogste"),
];

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Stands => "zoals-het-is",
        Mark::Old => "61/31/8",
        Mark::New => "40/30/30",
    }
}

/// A row for every step; nothing where the scenario cannot be.
pub fn frontier_csv(request: &FrontierRequest, frontier: &Frontier) -> String {
    csv_text(&FRONTIER, frontier_records(request, frontier).into_iter())
}

/// [`frontier_csv`] as a table.
pub fn table_of_frontier(request: &FrontierRequest, frontier: &Frontier) -> Table {
    Table::of_csv(&FRONTIER, &frontier_csv(request, frontier))
}

fn frontier_records(request: &FrontierRequest, frontier: &Frontier) -> Vec<Vec<String>> {
    let kinds = request.targets.each_ref().map(|target| target.kind());
    let rows = frontier.rows.iter().map(|row| {
        let figure = |which: usize| match row.figures {
            Some(figures) => figure_text(kinds[which], figures[which]),
            None => String::new(),
        };
        let highest = |which: usize| match row.highest[which] {
            Some(figure) => figure_text(kinds[which], figure),
            None => String::new(),
        };
        let cohorts = |of: fn(&crate::compare::Voorfinanciering) -> String| {
            row.cohorts.as_ref().map_or_else(String::new, of)
        };
        vec![
            row.shown.clone(),
            row.mark.map_or("", mark).to_owned(),
            figure(0),
            figure(1),
            cohorts(|it| it.maanden.to_string()),
            cohorts(|it| Cents::plain(it.grootste_voorschot)),
            cohorts(|it| Cents::plain(it.grootste_overschot)),
            highest(0),
            highest(1),
        ]
    });
    rows.collect()
}

/// The same with the question and the receipt.
pub fn frontier_json(study: &Study, request: &FrontierRequest, frontier: &Frontier) -> String {
    let mut value = frontier_value(request, frontier);
    value["ontvangstbewijs"] = json!(study.models().first().map(Receipt::of));
    pretty(&value)
}

/// The question and the rows, without the receipt: what a chart shows of it.
pub(crate) fn frontier_value(request: &FrontierRequest, frontier: &Frontier) -> Value {
    let rows = frontier_records(request, frontier);
    let rows: Vec<Value> = rows.iter().map(|row| object(&FRONTIER, row)).collect();
    let names = request
        .targets
        .each_ref()
        .map(|target| target.column.name());
    let units = request
        .targets
        .each_ref()
        .map(|target| unit_word(target.kind()));
    json!({
        "vraag": {
            "varieer": request.varied,
            "veld": names[0],
            "tegen": names[1],
            "eenheden": units,
            "jaren": request.years.iter().map(|jaar| jaar.get()).collect::<Vec<_>>(),
        },
        "regels": rows,
        "afgeleid": frontier.derived.iter().map(|jaar| jaar.get()).collect::<Vec<_>>(),
    })
}
