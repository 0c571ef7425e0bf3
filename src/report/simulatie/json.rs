//! A simulation as JSON.

use serde_json::{Value, json};

use super::super::json::{euros, pretty};
use super::super::receipt::{Bestand, Receipt, today};
use super::rijen::{Inhoud, Regel, for_each_unit, series};
use crate::money::Cents;
use crate::simulate::shard::{Part, Scenario};
use crate::simulate::statistics::Quantile;
use crate::source::hex;

/// The rows of the CSV with the Monte Carlo error of every quantile, and the receipt.
///
/// Of three scenarios they are a hundred thousand, and as values of JSON they
/// take twenty times the memory of their text: a unit at a time becomes text.
pub fn simulation_json(part: &Part) -> String {
    let mut text = String::from("{\n  \"eenheid\": \"euro\",\n  \"regels\": [");
    let form = |rows: Vec<Regel<'_>>| {
        let rows = rows.into_iter().map(|row| indented(&object(row), "\n    "));
        rows.collect::<Vec<_>>().join(",\n    ")
    };
    let mut before = "\n    ";
    for_each_unit(part, form, |rows| {
        text.push_str(before);
        text.push_str(&rows);
        before = ",\n    ";
    });
    let receipt = indented(&json!(receipt(part)), "\n  ");
    text.push_str(&format!("\n  ],\n  \"ontvangstbewijs\": {receipt}\n}}\n"));
    text
}

/// A value as it stands inside another one, where lines begin with `newline`.
fn indented(value: &Value, newline: &str) -> String {
    pretty(value).trim_end().replace('\n', newline)
}

/// What a result was made of.
fn receipt(part: &Part) -> Receipt {
    let header = &part.header;
    let files = header.labels.bestanden.iter();
    let shas = |of: fn(&Scenario) -> &[u8; 32]| {
        let shas = header.scenarios.iter().map(|one| hex(of(one)));
        shas.collect::<Vec<_>>().join(" ")
    };
    Receipt {
        programma: "spuk",
        versie: env!("CARGO_PKG_VERSION"),
        commit: env!("SPUK_COMMIT"),
        scenario: series(part)[..header.scenarios.len()].join(", "),
        scenario_sha256: shas(|one| &one.sha256),
        invoer_sha256: shas(|one| &one.invoer_sha256),
        bestanden: files
            .map(|(naam, sha256)| Bestand {
                naam: naam.clone(),
                sha256: sha256.clone(),
            })
            .collect(),
        zaad: Some(header.seed),
        trekkingen: Some(u64::from(header.draws)),
        datum: today(),
    }
}

/// One row.
fn object(row: Regel<'_>) -> Value {
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
        Inhoud::Verdeling(it) => {
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
        Inhoud::Kans(millionths) => {
            let share = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
            let number: serde_json::Number = share.parse().expect("a share is a number");
            value["kans"] = Value::Number(number);
        }
    }
    value
}
