//! A simulation as JSON.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::rows::{AreaChoice, SimulationContent, SimulationRow, for_each_unit};
use crate::exact::money::Cents;
use crate::export::csv::share_text;
use crate::export::json::{euros, pretty};
use crate::export::receipt::Receipt;
use crate::simulate::part::Part;
use crate::simulate::statistics::Quantile;

/// The rows of the CSV with the Monte Carlo error of every quantile, and the receipt.
///
/// Of three scenarios they are a hundred thousand, and as values of JSON they
/// take twenty times the memory of their text: a unit at a time becomes text.
pub fn simulation_json(part: &Part, areas: &AreaChoice, date: Date) -> String {
    let mut text = String::from("{\n  \"eenheid\": \"euro\",\n  \"regels\": [");
    let form = |rows: Vec<SimulationRow<'_>>| {
        let rows = rows.into_iter().map(|row| indented(&object(row), "\n    "));
        rows.collect::<Vec<_>>().join(",\n    ")
    };
    let mut before = "\n    ";
    for_each_unit((part, areas), form, |rows| {
        text.push_str(before);
        text.push_str(&rows);
        before = ",\n    ";
    });
    let receipt = indented(&json!(Receipt::of_part(part, date)), "\n  ");
    text.push_str(&format!("\n  ],\n  \"ontvangstbewijs\": {receipt}\n}}\n"));
    text
}

/// A value as it stands inside another one, where lines begin with `newline`.
fn indented(value: &Value, newline: &str) -> String {
    pretty(value).trim_end().replace('\n', newline)
}

/// One row.
fn object(row: SimulationRow<'_>) -> Value {
    let mut value = json!({
        "scenario": row.scenario,
        "level": row.level,
        "code": row.code,
        "naam": row.naam,
        "jaar": row.jaar,
        "veld": row.veld,
    });
    let money = |cents: i64| euros(Cents::new(cents));
    match row.inhoud {
        SimulationContent::Verdeling(it) => {
            let quantile = |quantile: Quantile| {
                json!({
                    "waarde": money(quantile.value),
                    "fout": quantile.error.map(money),
                    "onnauwkeurigheid": money(quantile.resolution),
                })
            };
            value["gemiddelde"] = money(it.mean);
            value["fout_gemiddelde"] = json!(it.mean_error.map(money));
            value["sd"] = json!(it.sd.map(money));
            for (key, it) in [
                ("p5", it.p5),
                ("p25", it.p25),
                ("p50", it.p50),
                ("p75", it.p75),
                ("p95", it.p95),
            ] {
                value[key] = quantile(it);
            }
            value["min"] = money(it.min);
            value["max"] = money(it.max);
        }
        SimulationContent::Kans(millionths) => {
            let number: serde_json::Number =
                share_text(millionths).parse().expect("a share is a number");
            value["kans"] = Value::Number(number);
        }
    }
    value
}
